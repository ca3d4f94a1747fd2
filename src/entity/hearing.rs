//! What the network says of the names of a text, and the likeliest names.

use super::document::Found;
use super::model::Model;
use super::{Label, TAGS};
use crate::encode::runs::{best_tags, runs};
use crate::encode::{Answer, Encoder, Listener, Source};
use crate::nn::exp;
use crate::reading::Reading;
use std::ops::Range;
use std::sync::Arc;

/// Names in the making, while the network reads a text.
#[derive(Debug)]
pub struct Hearing<'a> {
    model: &'a Model,
    /// Of the tags: none, the first and further tokens of each label.
    logits: Vec<[f32; TAGS]>,
}

impl<'a> Hearing<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        Self { model, logits: Vec::new() }
    }

    /// The likeliest names of a document; none crosses a paragraph's end.
    pub(super) fn names(&self, reading: &Reading<'_>) -> Vec<Found> {
        let mut found = Vec::new();
        for paragraph in reading.paragraphs.spans() {
            let tokens = reading.tokens.within(*paragraph);
            let logits = &self.logits[tokens.clone()];
            for (first, own) in runs(&best_tags(logits, 0.0)) {
                let label = Label::ALL[usize::from(first / 2)];
                let sure = own.clone().map(|token| chance(&logits[token], first.into())).fold(1.0, f32::min);
                let (start, end) = (tokens.start + own.start, tokens.start + own.end);
                found.push(Found { start, end, label, score: self.model.score(sure) });
            }
        }
        found
    }
}

impl Listener for Hearing<'_> {
    fn encoder(&self) -> &Arc<Encoder<'static>> {
        &self.model.encoder
    }

    fn take(&mut self, _: Source<'_>, _: Range<usize>, answer: &Answer<'_>) {
        self.logits.extend(answer.logits(self.model.head).map(|logits| std::array::from_fn(|tag| logits[tag])));
    }
}

/// The probability that a token is in a name of the label whose first tag is `first`.
fn chance(logits: &[f32; TAGS], first: usize) -> f32 {
    let most = logits.iter().copied().fold(f32::MIN, f32::max);
    let powers = logits.map(|logit| exp(logit - most));
    (powers[first] + powers[first + 1]) / powers.iter().sum::<f32>()
}
