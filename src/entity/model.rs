//! The model of named entities: a head of a network, and how its probabilities become scores.

use super::TAGS;
use crate::encode::Encoder;
use crate::error::Error;
use crate::model::Weights;
use std::sync::Arc;

/// A model: immutable, shared between threads.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) encoder: Arc<Encoder<'static>>,
    pub(super) head: usize,
    /// The log odds of a score are the first of these times those of the network, and the second.
    score: [f32; 2],
}

impl Model {
    /// The name of the head by which a network is known to be one of names.
    pub const HEAD: &'static str = "name";

    /// Reads a model from the file of weights that the network is from.
    ///
    /// # Errors
    /// [`Error::Model`] if something is absent, damaged or does not fit.
    pub fn new(weights: &Weights<'_>, encoder: Arc<Encoder<'static>>) -> Result<Self, Error> {
        let head = encoder.head_of(weights, Self::HEAD, TAGS)?;
        let score = weights.numbers("name.score", &[2])?;
        Ok(Self { encoder, head, score: [score[0], score[1]] })
    }

    /// The network that it listens to.
    pub const fn encoder(&self) -> &Arc<Encoder<'static>> {
        &self.encoder
    }

    /// The same, listening to another network with the same heads.
    #[must_use]
    pub fn listening_to(&self, encoder: &Arc<Encoder<'static>>) -> Self {
        Self { encoder: Arc::clone(encoder), ..self.clone() }
    }

    /// How likely a name is right of whose least likely token the network is so sure (Platt 1999).
    pub(super) fn score(&self, chance: f32) -> f32 {
        let chance = chance.clamp(1e-4, 1.0 - 1e-4);
        crate::nn::sigmoid(self.score[0] * (chance / (1.0 - chance)).ln() + self.score[1])
    }
}
