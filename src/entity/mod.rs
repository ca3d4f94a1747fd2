//! `Entities`: people, organizations and places by name.
//!
//! A network says of each token whether it begins a name or goes on with one, and of what; the likeliest names are those
//! in which all agree (Viterbi 1967). Then the document tells: one name, one label. The caller's own names win.

mod alias;
mod document;
mod gazetteer;
mod hearing;
mod model;

pub use crate::label::Label;
pub use alias::Aliases;
pub use gazetteer::Gazetteer;
pub use hearing::Hearing;
pub use model::Model;

use crate::encode::{Scratch, listen};
use crate::list::{self, LISTS};
use crate::reading::Reading;
use crate::span::Span;
use document::Found;
use std::ops::Range;
use std::sync::Arc;

/// Tags of a token: none, and the first and further tokens of each of the seven labels.
const TAGS: usize = 1 + 2 * Label::NAMED.len();

/// The named entities of a document: E entries each, spans in bytes, sorted, disjoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    pub(crate) span: Vec<Span>,
    pub(crate) label: Vec<Label>,
    pub(crate) score: Vec<f32>,
}

impl Entities {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.span.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty()
    }

    /// E spans in bytes.
    pub fn spans(&self) -> &[Span] {
        &self.span
    }

    /// E labels.
    pub fn label(&self) -> &[Label] {
        &self.label
    }

    /// E probabilities that span and label are right.
    pub fn score(&self) -> &[f32] {
        &self.score
    }
}

/// Finds the named entities of a document.
#[derive(Debug)]
pub struct Finder {
    model: Arc<Model>,
    aliases: Aliases,
    gazetteer: Gazetteer,
}

impl Finder {
    /// A finder that also finds the caller's own names: aliases before those of the gazetteer, and both before the model's.
    pub fn new(model: Arc<Model>, aliases: Aliases, gazetteer: Gazetteer) -> Self {
        Self { model, aliases, gazetteer }
    }

    /// Finds the named entities of a document. Linear in the text's length.
    pub fn find(&self, reading: &Reading<'_>, scratch: &mut Scratch) -> Entities {
        let mut hearing = self.listener();
        listen(reading.source(), scratch, &mut [&mut hearing]);
        self.decide(reading, &hearing)
    }

    /// What listens to the network while that reads a text.
    pub fn listener(&self) -> Hearing<'_> {
        Hearing::new(&self.model)
    }

    /// Makes named entities of what has been heard of a document.
    pub fn decide(&self, reading: &Reading<'_>, hearing: &Hearing<'_>) -> Entities {
        let mut found = hearing.names(reading);
        document::relabel(reading, &mut found);
        let (tokens, labels): (Vec<_>, Vec<_>) = self.gazetteer.find(reading).into_iter().unzip();
        overlay(&mut found, &tokens, |number, _| labels[number]);
        let spans = self.aliases.find(reading);
        let tokens: Vec<_> = spans.iter().map(|&span| reading.tokens.within(span)).collect();
        let words = |number: usize| spans[number].of(reading.text.as_str());
        overlay(&mut found, &tokens, |number, same| same.unwrap_or_else(|| self.alias_label(words(number))));
        let mut entities = Entities::default();
        for name in found {
            entities.span.push(reading.span(name.start..name.end));
            entities.label.push(name.label);
            entities.score.push(name.score);
        }
        entities
    }

    fn alias_label(&self, alias: &str) -> Label {
        let name = self.aliases.canonical(alias).unwrap_or(alias);
        LISTS.phrase(name).map_or(Label::Per, list::Phrase::label)
    }
}

/// Puts a caller's names, sorted and disjoint, over whatever they overlap. `label` gives that of each by its number and by the
/// label of a name with the same start or end.
fn overlay(found: &mut Vec<Found>, own: &[Range<usize>], label: impl Fn(usize, Option<Label>) -> Label) {
    if own.is_empty() {
        return;
    }
    let mut kept = Vec::with_capacity(found.len() + own.len());
    let mut old = found.drain(..).peekable();
    for (number, tokens) in own.iter().enumerate() {
        while let Some(name) = old.next_if(|name| name.end <= tokens.start) {
            kept.push(name);
        }
        let mut same = None;
        while let Some(name) = old.next_if(|name| name.start < tokens.end) {
            same = same.or((name.start == tokens.start || name.end == tokens.end).then_some(name.label));
        }
        kept.push(Found { start: tokens.start, end: tokens.end, label: label(number, same), score: 1.0 });
    }
    kept.extend(old);
    *found = kept;
}
