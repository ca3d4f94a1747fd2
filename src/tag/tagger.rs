//! The tagger: reads every sentence from left to right and decides as it goes.

use super::Tags;
use super::feature::{EDGE, Sight, best, features};
use super::form::{Case, normal};
use super::model::Model;
use crate::error::Error;
use crate::model::File;
use crate::sentence::Sentences;
use crate::span::Span;
use crate::text::Text;
use crate::token::Tokens;
use std::ops::Range;

/// A tagger over the bytes of its file: immutable, shared between threads.
#[derive(Clone, Copy, Debug)]
pub struct Tagger<'a> {
    model: Model<'a>,
}

impl<'a> Tagger<'a> {
    /// Reads a tagger's file; `name` is for messages. Takes no copy.
    ///
    /// # Errors
    /// [`Error::Model`] if the file is damaged or of another version.
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Result<Self, Error> {
        Model::new(File { name, bytes }).map(|model| Self { model })
    }

    /// Tags every token. T entries, none if there is no token; linear in the text's length.
    pub fn tag(&self, text: &Text, tokens: &Tokens, sentences: &Sentences) -> Tags {
        let mut tags = Tags::with_capacity(tokens.len(), text.len() as usize);
        let mut scratch = Vec::new();
        for number in 0..sentences.len() {
            let mut window = Window::new(self.model, text, tokens, sentences.tokens(number));
            let mut before = [EDGE, EDGE];
            for at in sentences.tokens(number) {
                window.look(at + 2, &mut scratch);
                let label = window.label(at, before);
                self.add(&mut tags, label, tokens.spans()[at].of(text.as_str()), &mut scratch);
                before = [label, before[0]];
            }
        }
        tags
    }

    fn add(&self, tags: &mut Tags, label: usize, form: &str, scratch: &mut Vec<u8>) {
        let (upos, xpos) = self.model.label(label);
        tags.upos.push(upos);
        tags.xpos.push(xpos);
        normal(form, scratch);
        // A byte that no word has marks its beginning, so that a whole word is the longest of its endings.
        let rule = self.model.rule(label, scratch.iter().rev().copied().chain([0]));
        let usual = self.model.usual(label, Case::of(form));
        tags.lemma.push_with(|lemmas| rule.apply(form, usual, lemmas));
    }
}

/// The words around the one to be decided on, each looked at once.
struct Window<'a> {
    model: Model<'a>,
    text: &'a str,
    tokens: &'a [Span],
    /// The tokens of the sentence.
    own: Range<usize>,
    /// The first token that has not been looked at.
    ahead: usize,
    /// Whether only marks stand before it.
    first: bool,
    /// What was seen of token `t`, at `t % 8`.
    sights: [Sight; 8],
}

impl<'a> Window<'a> {
    fn new(model: Model<'a>, text: &'a Text, tokens: &'a Tokens, own: Range<usize>) -> Self {
        let (ahead, sights) = (own.start, Default::default());
        Self { model, text: text.as_str(), tokens: tokens.spans(), own, ahead, first: true, sights }
    }

    /// Looks at the tokens up to number `last`, as far as the sentence goes.
    fn look(&mut self, last: usize, scratch: &mut Vec<u8>) {
        while self.ahead <= last && self.ahead < self.own.end {
            let form = self.tokens[self.ahead].of(self.text);
            let case = Case::of(form);
            self.sights[self.ahead % 8] = Sight::of(&self.model, form, case, self.first, scratch);
            self.first &= case == Case::Other;
            self.ahead += 1;
        }
    }

    /// The label of token `at`, given those of the two before it.
    fn label(&self, at: usize, before: [usize; 2]) -> usize {
        let labels = self.sights[at % 8].labels;
        if labels.is_power_of_two() {
            return labels.trailing_zeros() as usize;
        }
        let blank = Sight::default();
        // Two more than the number, so that the places before the first token have numbers.
        let sights = [at, at + 1, at + 2, at + 3, at + 4].map(|place| {
            let inside = self.own.contains(&place.wrapping_sub(2));
            if inside { &self.sights[place.wrapping_sub(2) % 8] } else { &blank }
        });
        best(self.model.weights, labels, &features(sights, before))
    }
}
