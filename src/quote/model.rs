//! The model of quotations: a network, the head over pairs, and the weights of links and scores.

use super::link;
use super::{TAGS, candidate};
use crate::encode::Encoder;
use crate::encode::feature::Feature;
use crate::encode::pair::PairHead;
use crate::error::Error;
use crate::model::Weights;
use crate::nn::Arithmetic;
use std::sync::Arc;

/// A model: immutable, shared between threads.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) encoder: Arc<Encoder<'static>>,
    pub(super) heads: Heads,
    /// Numbers of a projection for the head over pairs.
    pub(super) width: usize,
    pub(super) pair: PairHead,
    pub(super) content: Logistic<{ link::FEATURES }>,
    pub(super) source: Logistic<{ link::FEATURES }>,
    pub(super) quote: Logistic<{ candidate::FEATURES }>,
    /// The score from which the F1 of all quotations was highest on texts held out.
    pub(super) threshold: f32,
    /// What is added to the row of a word that is a caller's own reporting word.
    bonus: Vec<f32>,
}

/// The numbers of the heads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heads {
    pub tag: usize,
    pub anchor: usize,
    pub token: usize,
    pub cue: usize,
}

impl Model {
    /// The name of the head by which a network is known to be one of quotations.
    pub const HEAD: &'static str = "tag";

    /// Reads a model from the file of weights that the network is from.
    ///
    /// # Errors
    /// [`Error::Model`] if something is absent, damaged or does not fit.
    pub fn new(weights: &Weights<'_>, encoder: Arc<Encoder<'static>>, arithmetic: Arithmetic) -> Result<Self, Error> {
        let sized = |name: &str, wanted: usize| encoder.head_of(weights, name, wanted);
        let (token, width) = encoder.head("token").ok_or_else(|| weights.fault("it has no head \"token\""))?;
        if width == 0 || !width.is_multiple_of(32) {
            return Err(weights.fault(&format!("its head \"token\" has {width} outputs, not a multiple of 32")));
        }
        let heads =
            Heads { tag: sized(Self::HEAD, TAGS)?, anchor: sized("anchor", 1)?, token, cue: sized("cue", width)? };
        let untold =
            [Feature::Mark, Feature::Space, Feature::Start].into_iter().find(|&feature| !encoder.reads(feature));
        if let Some(feature) = untold {
            return Err(weights.fault(&format!("it does not ask for the feature {:?}", feature.as_str())));
        }
        let word = weights.setting("features")?.split_whitespace().next().unwrap_or("word");
        let bonus = weights.numbers("cue.bonus", &[weights.table_width(&format!("table.{word}"))?])?;
        Ok(Self {
            heads,
            width,
            pair: PairHead::new(weights, arithmetic, width)?,
            content: Logistic::new(weights, "decode.content")?,
            source: Logistic::new(weights, "decode.source")?,
            quote: Logistic::new(weights, "decode.quote")?,
            threshold: weights.numbers("decode.threshold", &[1])?[0],
            bonus,
            encoder,
        })
    }

    /// The same for a caller whose own reporting verbs are `cues`, in any form: with a network of its own, which takes each of
    /// their forms for a word that reports.
    #[must_use]
    pub fn with_cues(&self, cues: &[String]) -> Self {
        let forms: Vec<String> = cues.iter().flat_map(|cue| super::cue::forms(cue)).collect();
        Self { encoder: Arc::new(self.encoder.with_words(&forms, &self.bonus)), ..self.clone() }
    }

    /// The network that it listens to.
    pub const fn encoder(&self) -> &Arc<Encoder<'static>> {
        &self.encoder
    }
}

/// A logistic regression of N features.
#[derive(Clone, Debug)]
pub(super) struct Logistic<const N: usize> {
    weights: [f64; N],
    bias: f64,
}

impl<const N: usize> Logistic<N> {
    /// The tensor of that name: the weights and, last, the bias.
    fn new(weights: &Weights<'_>, name: &str) -> Result<Self, Error> {
        let numbers = weights.numbers(name, &[N + 1])?;
        Ok(Self { weights: std::array::from_fn(|at| f64::from(numbers[at])), bias: f64::from(numbers[N]) })
    }

    /// The probability.
    pub fn chance(&self, features: &[f64; N]) -> f64 {
        let odds: f64 = self.weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
        1.0 / (1.0 + (-(odds + self.bias).clamp(-30.0, 30.0)).exp())
    }
}

/// log(p / (1 − p)), between ±9.2.
pub(super) fn logit(chance: f64) -> f64 {
    let chance = chance.clamp(1e-4, 1.0 - 1e-4);
    (chance / (1.0 - chance)).ln()
}
