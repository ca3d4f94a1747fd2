//! What the network says of a text before anything is decided.

use super::TAGS;
use super::model::Model;
use super::piece::Role;
use crate::encode::feature::Feature;
use crate::encode::pair::{self, Around, CLASSES, REACH};
use crate::encode::{Answer, Encoder, Listener, Source};
use crate::nn::{exp, sigmoid};
use std::ops::Range;
use std::sync::Arc;

/// An anchor has at least the first of these probabilities, or at least the second where a tag of a cue has the third.
pub(super) const LEAST: f32 = 0.25;
const LEAST_IN_CUE: f32 = 0.05;
const CUE: f32 = 0.3;

/// The value of the feature `space` where a paragraph starts.
const PARAGRAPH_START: u32 = 3;

/// T entries of what is known of each token, and what belongs to each likely anchor.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Of the tags: none, first and further tokens of content, cue, source.
    pub logits: Vec<[f32; TAGS]>,
    /// The probability of each role.
    pub role: Vec<[f32; 3]>,
    /// The probability that a token is the anchor of a cue: the word that stands for it.
    pub anchor: Vec<f32>,
    /// The feature `mark`: 0 outside quotation marks, 1 or 2 inside, above that a mark itself.
    pub mark: Vec<u8>,
    /// The number of its paragraph, and of its sentence by the rules.
    pub paragraph: Vec<u32>,
    pub sentence: Vec<u32>,
    /// The likely anchors, in order.
    pub anchors: Vec<Anchor>,
    /// What the tokens around each of them are to it, one anchor after another.
    pub pair: Vec<[f32; CLASSES]>,
}

/// A token that may stand for a cue.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    pub at: usize,
    /// The tokens that may belong to it.
    pub tokens: Range<usize>,
    /// Where they begin in `Said::pair`.
    pub first: usize,
    /// The probability that there is a quotation.
    pub real: f32,
}

impl Said {
    /// What the tokens of an anchor are to it: nothing, content, source, cue.
    pub fn pair(&self, anchor: &Anchor) -> &[[f32; CLASSES]] {
        &self.pair[anchor.first..][..anchor.tokens.len()]
    }

    fn take_features(&mut self, answer: &Answer<'_>) {
        self.mark.extend(answer.values(Feature::Mark).map(|mark| mark as u8));
        let mut number = self.paragraph.last().copied().unwrap_or(0);
        self.paragraph.extend(answer.values(Feature::Space).map(|space| {
            number += u32::from(space == PARAGRAPH_START);
            number
        }));
        let mut number = self.sentence.last().copied().unwrap_or(0);
        self.sentence.extend(answer.values(Feature::Start).map(|start| {
            number += start;
            number
        }));
    }

    fn take_tags(&mut self, model: &Model, answer: &Answer<'_>) {
        for logits in answer.logits(model.heads.tag) {
            let logits = std::array::from_fn(|tag| logits[tag]);
            let chance = softmax(logits);
            self.logits.push(logits);
            self.role.push([1, 3, 5].map(|first| chance[first] + chance[first + 1]));
        }
        self.anchor.extend(answer.logits(model.heads.anchor).map(|logits| sigmoid(logits[0])));
    }

    /// Reads what belongs to the likely anchors of the tokens that have just been taken.
    fn take_anchors(&mut self, model: &Model, own: Range<usize>, answer: &Answer<'_>, room: &mut Room) {
        let width = model.width;
        let (token, cue) = (answer.rows(model.heads.token), answer.rows(model.heads.cue));
        let paragraph = &self.paragraph[own.clone()];
        let (anchor, role) = (&self.anchor[own.clone()], &self.role[own.clone()]);
        for at in (0..own.len()).filter(|&at| is_anchor(anchor[at], role[at])) {
            let number = paragraph[at];
            let low = paragraph.partition_point(|&other| other + 1 < number).max(at.saturating_sub(REACH));
            let high = paragraph.partition_point(|&other| other <= number + 1).min(at + REACH);
            room.beside.clear();
            room.beside.extend(paragraph[low..high].iter().map(|&other| (1 + other - number) as u8));
            let around = Around {
                token: &token[low * width..high * width],
                cue: &cue[at * width..][..width],
                beside: &room.beside,
                anchor: at - low,
            };
            let first = self.pair.len();
            let real = sigmoid(model.pair.read(&around, &mut room.pair, &mut self.pair));
            self.pair[first..].iter_mut().for_each(|pair| *pair = softmax(*pair));
            let tokens = own.start + low..own.start + high;
            self.anchors.push(Anchor { at: own.start + at, tokens, first, real });
        }
    }
}

/// What is known of a text in the making, while the network reads it.
#[derive(Debug)]
pub struct Hearing<'a> {
    pub(super) model: &'a Model,
    pub(super) said: Said,
    room: Room,
}

impl<'a> Hearing<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        Self { model, said: Said::default(), room: Room::default() }
    }
}

impl Listener for Hearing<'_> {
    fn encoder(&self) -> &Arc<Encoder<'static>> {
        &self.model.encoder
    }

    fn take(&mut self, _: Source<'_>, own: Range<usize>, answer: &Answer<'_>) {
        self.said.take_features(answer);
        self.said.take_tags(self.model, answer);
        self.said.take_anchors(self.model, own, answer, &mut self.room);
    }
}

/// Room to work in.
#[derive(Debug, Default)]
struct Room {
    beside: Vec<u8>,
    pair: pair::Scratch,
}

/// Whether a token with that probability of being one, and those of its roles, is an anchor.
fn is_anchor(anchor: f32, role: [f32; 3]) -> bool {
    anchor >= LEAST || anchor >= LEAST_IN_CUE && role[Role::Cue as usize] >= CUE
}

/// Probabilities from logits.
fn softmax<const N: usize>(logits: [f32; N]) -> [f32; N] {
    let most = logits.iter().copied().fold(f32::MIN, f32::max);
    let powers = logits.map(|logit| exp(logit - most));
    let total: f32 = powers.iter().sum();
    powers.map(|power| power / total)
}
