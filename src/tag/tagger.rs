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
        let mut window = Window::new(&self.model, text, tokens);
        for number in 0..sentences.len() {
            let own = sentences.tokens(number);
            window.enter(own.clone());
            let mut before = [EDGE, EDGE];
            for at in own {
                window.look(at + 2);
                let label = window.label(at, before);
                self.add(&mut tags, label, window.form(at), window.seen(at));
                before = [label, before[0]];
            }
        }
        tags
    }

    fn add(&self, tags: &mut Tags, label: usize, form: &str, seen: &Seen) {
        let (upos, xpos) = self.model.label(label);
        tags.upos.push(upos);
        tags.xpos.push(xpos);
        let rule = self.model.rule(label, &seen.normal);
        let usual = self.model.usual(label, seen.case);
        tags.lemma.push_with(|lemmas| rule.apply(form, usual, lemmas));
    }
}

/// What was seen of a token.
#[derive(Clone, Debug)]
struct Seen {
    normal: Vec<u8>,
    case: Case,
    sight: Sight,
}

/// The words around the one to be decided on, each looked at once.
struct Window<'a> {
    model: &'a Model<'a>,
    text: &'a str,
    tokens: &'a [Span],
    /// The tokens of the sentence.
    own: Range<usize>,
    /// The first token that has not been looked at.
    ahead: usize,
    /// Whether only marks stand before it.
    first: bool,
    /// What was seen of token `t`, at `t % 8`.
    seen: [Seen; 8],
    /// What is seen beyond the sentence's ends.
    blank: Sight,
}

impl<'a> Window<'a> {
    fn new(model: &'a Model<'a>, text: &'a Text, tokens: &'a Tokens) -> Self {
        let blank = Sight::default();
        let seen = std::array::from_fn(|_| Seen { normal: Vec::new(), case: Case::Other, sight: blank });
        Self { model, text: text.as_str(), tokens: tokens.spans(), own: 0..0, ahead: 0, first: true, seen, blank }
    }

    /// Goes to the sentence with these tokens.
    fn enter(&mut self, own: Range<usize>) {
        (self.ahead, self.own, self.first) = (own.start, own, true);
    }

    fn form(&self, at: usize) -> &'a str {
        self.tokens[at].of(self.text)
    }

    fn seen(&self, at: usize) -> &Seen {
        &self.seen[at % 8]
    }

    /// Looks at the tokens up to number `last`, as far as the sentence goes.
    fn look(&mut self, last: usize) {
        while self.ahead <= last && self.ahead < self.own.end {
            let form = self.form(self.ahead);
            let seen = &mut self.seen[self.ahead % 8];
            seen.case = Case::of(form);
            normal(form, &mut seen.normal);
            seen.sight = Sight::of(self.model, &seen.normal, seen.case, self.first);
            self.first &= seen.case == Case::Other;
            self.ahead += 1;
        }
    }

    /// The label of token `at`, given those of the two before it, the nearer first.
    fn label(&self, at: usize, before: [usize; 2]) -> usize {
        let labels = self.seen(at).sight.labels;
        if labels.is_power_of_two() {
            return labels.trailing_zeros() as usize;
        }
        // Two more than the number, so that the places before the first token have numbers.
        let sights = [at, at + 1, at + 2, at + 3, at + 4].map(|place| {
            let inside = place >= self.own.start + 2 && place < self.own.end + 2;
            if inside { &self.seen(place - 2).sight } else { &self.blank }
        });
        best(self.model.weights, labels, &features(sights, before))
    }
}
