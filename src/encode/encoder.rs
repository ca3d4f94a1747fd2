//! A network with the features that it asks for, over whole texts.

use super::feature::{Extractor, Feature, Source};
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

/// What a network says of a range of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    scratch: &'a network::Scratch,
    network: &'a Network<'a>,
    /// The tokens that were read and are not told of, before those that are.
    skipped: usize,
    length: usize,
}

impl Answer<'_> {
    /// The logits of head number `head`, a slice of O numbers for each token of the range.
    pub fn logits(&self, head: usize) -> impl Iterator<Item = &[f32]> {
        let outputs = self.network.outputs(head).max(1);
        self.scratch.logits(head).chunks_exact(outputs).skip(self.skipped).take(self.length)
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

    /// The same with bytes of its own.
    pub fn into_owned(self) -> Encoder<'static> {
        Encoder { network: self.network.into_owned(), features: self.features }
    }

    /// The number of the head of that name, if there is one, and how many outputs it has.
    pub fn head(&self, name: &str) -> Option<(usize, usize)> {
        let head = self.network.heads().position(|head| head == name)?;
        Some((head, self.network.outputs(head)))
    }

    /// Reads a text: `each` is told what the network says of some tokens, and then of those that follow, until the last.
    /// Linear in the text's length; nothing is allocated once `scratch` has grown.
    pub fn read(&self, source: Source<'_>, scratch: &mut Scratch, mut each: impl FnMut(Range<usize>, Answer<'_>)) {
        let mut extractor = Extractor::new(source);
        for window in windows(source) {
            scratch.values.clear();
            extractor.extract(window.clone(), &self.features, &mut scratch.values);
            for piece in pieces(window.clone()) {
                let place = |token: usize| (token - window.start) * self.features.len();
                let values = &scratch.values[place(piece.context.start)..place(piece.context.end)];
                self.network.run(&mut scratch.network, values);
                let (skipped, length) = (piece.own.start - piece.context.start, piece.own.len());
                each(piece.own, Answer { scratch: &scratch.network, network: &self.network, skipped, length });
            }
        }
    }
}
