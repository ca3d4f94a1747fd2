//! A network with the features that it asks for, over whole texts.

use super::feature::{Extractor, Feature, Source, word_value};
use super::network::{self, Network};
use super::window::{pieces, windows};
use crate::error::Error;
use crate::model::Weights;
use crate::nn::Arithmetic;
use std::ops::Range;

/// A network that reads texts.
#[derive(Clone, Debug)]
pub struct Encoder<'a> {
    network: Network<'a>,
    features: Vec<Feature>,
}

/// Room for reading one text, reused for the next.
#[derive(Debug, Default)]
pub struct Scratch {
    values: Vec<u32>,
    network: network::Scratch,
}

/// What a network says of a range of tokens, and what it was told of them.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    scratch: &'a network::Scratch,
    network: &'a Network<'a>,
    features: &'a [Feature],
    /// T × F features of the tokens of the range.
    values: &'a [u32],
    /// The tokens that were read and are not told of, before those that are.
    skipped: usize,
    length: usize,
}

impl Answer<'_> {
    /// The logits of head number `head`, a slice of O numbers for each token of the range.
    pub fn logits(&self, head: usize) -> impl Iterator<Item = &[f32]> {
        self.rows(head).chunks_exact(self.network.outputs(head).max(1))
    }

    /// The same in one slice, T × O.
    pub fn rows(&self, head: usize) -> &[f32] {
        let outputs = self.network.outputs(head);
        &self.scratch.logits(head)[self.skipped * outputs..][..self.length * outputs]
    }

    /// What the network was told of each token of the range; nothing if it does not ask for that feature.
    pub fn values(&self, feature: Feature) -> impl Iterator<Item = u32> {
        let column = self.features.iter().position(|&known| known == feature);
        let values = column.map_or(&[][..], |column| self.values.get(column..).unwrap_or(&[]));
        values.iter().copied().step_by(self.features.len().max(1))
    }
}

impl<'a> Encoder<'a> {
    /// Reads a network and finds its features.
    ///
    /// # Errors
    /// [`Error::Model`] if the network cannot be used or asks for a feature that there is not.
    pub fn new(weights: &Weights<'a>, arithmetic: Arithmetic) -> Result<Self, Error> {
        let network = Network::new(weights, arithmetic)?;
        let named = |name: &str| {
            let unknown =
                || weights.fault(&format!("it asks for a feature {name:?}, which this version does not have"));
            Feature::named(name).ok_or_else(unknown)
        };
        let features = network.features().map(named).collect::<Result<_, _>>()?;
        Ok(Self { network, features })
    }

    /// Whether a file of weights has a network.
    pub fn is_in(weights: &Weights<'_>) -> bool {
        weights.setting("features").is_ok()
    }

    /// The same with bytes of its own.
    pub fn into_owned(self) -> Encoder<'static> {
        Encoder { network: self.network.into_owned(), features: self.features }
    }

    /// The same network, which adds `bonus` to what it knows of the words `forms`, given in lower case.
    #[must_use]
    pub fn with_words(&self, forms: &[String], bonus: &[f32]) -> Self {
        let mut letters = Vec::new();
        let mut keys: Vec<u32> = forms.iter().map(|form| word_value(form, &mut letters)).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut made = self.clone();
        made.network.add_rows(Feature::Word.as_str(), &keys, bonus);
        made.features.push(Feature::Word);
        made
    }

    /// The number of the head of that name, which has so many outputs.
    ///
    /// # Errors
    /// [`Error::Model`] if there is no such head, or it has more or fewer.
    pub fn head_of(&self, weights: &Weights<'_>, name: &str, wanted: usize) -> Result<usize, Error> {
        match self.head(name) {
            Some((head, outputs)) if outputs == wanted => Ok(head),
            Some((_, outputs)) => Err(weights.fault(&format!("its head {name:?} has {outputs} outputs, not {wanted}"))),
            None => Err(weights.fault(&format!("it has no head {name:?}"))),
        }
    }

    /// The number of the head of that name, if there is one, and how many outputs it has.
    pub fn head(&self, name: &str) -> Option<(usize, usize)> {
        let head = self.network.heads().position(|head| head == name)?;
        Some((head, self.network.outputs(head)))
    }

    /// Whether the network is told of that feature.
    pub fn reads(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }

    /// Reads a text: `each` is told what the network says of some tokens, and then of those that follow, until the last.
    /// Linear in the text's length; nothing is allocated once `scratch` has grown.
    pub fn read(&self, source: Source<'_>, scratch: &mut Scratch, mut each: impl FnMut(Range<usize>, Answer<'_>)) {
        let mut extractor = Extractor::new(source, &self.features);
        for window in windows(source) {
            scratch.values.clear();
            extractor.extract(window.clone(), &mut scratch.values);
            for piece in pieces(window.clone()) {
                let values = |tokens: &Range<usize>| {
                    let place = |token: usize| (token - window.start) * self.features.len();
                    &scratch.values[place(tokens.start)..place(tokens.end)]
                };
                self.network.run(&mut scratch.network, values(&piece.context));
                let answer = Answer {
                    scratch: &scratch.network,
                    network: &self.network,
                    features: &self.features,
                    values: values(&piece.own),
                    skipped: piece.own.start - piece.context.start,
                    length: piece.own.len(),
                };
                each(piece.own, answer);
            }
        }
    }
}
