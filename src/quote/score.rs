//! How likely a candidate is right: a logistic model of its pattern, its reporting word and a few signs.
//!
//! The weights are in `scores.tsv`, fitted by `train/quote_scores.py` on annotated texts; the same file counts how often
//! each pattern was right there.

use super::candidate::Candidate;
use super::cue::{Form, Function, Part, rows};
use super::evidence::Pattern;
use super::page::Page;
use super::source::Place;
use crate::tag::Upos;
use rustc_hash::FxHashMap;

const SCORES: &str = include_str!("scores.tsv");

/// What a candidate shows beside its pattern and its word: the names of the signs, in the order of their bits.
pub(super) const SIGNS: [&str; 18] = [
    "cue is an -ing form",
    "cue is a base form",
    "no source",
    "source is a personal pronoun",
    "source is a relative pronoun",
    "source has an aside",
    "source is shared",
    "source has a name",
    "content is short",
    "content is long",
    "content has marks",
    "content reaches the end of its sentence",
    "cue is negated",
    "cue has a modal",
    "words stand between cue and content",
    "content begins in lower case",
    "content ends without punctuation",
    "content is one word in marks",
];

/// The weights.
#[derive(Debug)]
pub(super) struct Model {
    pattern: [f32; Pattern::ALL.len()],
    sign: [f32; SIGNS.len()],
    entry: FxHashMap<&'static str, f32>,
}

/// How often a pattern was right in the corpus that the weights were fitted on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// How many of its candidates were right.
    pub right: u32,
    /// How many candidates it had.
    pub of: u32,
}

/// The rows of the table of one kind, as name and columns.
fn table(kind: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    rows(SCORES).filter_map(move |row| {
        let mut column = row.split('\t');
        (column.next() == Some(kind)).then(|| (column.next().unwrap_or(""), column.collect()))
    })
}

fn number<T: std::str::FromStr + Default>(columns: &[&str], at: usize) -> T {
    columns.get(at).and_then(|column| column.parse().ok()).unwrap_or_default()
}

/// How often `pattern` was right where its weight was fitted; nothing if it never occurred there.
pub(super) fn record(pattern: Pattern) -> Option<Record> {
    let columns = table("pattern").find(|(name, _)| *name == pattern.as_str())?.1;
    let record = Record { right: number(&columns, 1), of: number(&columns, 2) };
    (record.of > 0).then_some(record)
}

impl Model {
    /// The weights of the table that is built in.
    pub fn built_in() -> Self {
        let weight = |kind, wanted: &str| {
            table(kind).find(|(name, _)| *name == wanted).map_or(0.0, |(_, columns)| number(&columns, 0))
        };
        Self {
            pattern: Pattern::ALL.map(|pattern| weight("pattern", pattern.as_str())),
            sign: SIGNS.map(|sign| weight("sign", sign)),
            entry: table("word").map(|(name, columns)| (name, number(&columns, 0))).collect(),
        }
    }

    /// How much more often than others a word reports: log odds, 0 if it was not seen.
    pub fn strength(&self, lemma: &str, part: Part) -> f32 {
        self.entry.get(key(lemma, part).as_str()).copied().unwrap_or(0.0)
    }

    /// The probability that a candidate is right.
    pub fn score(&self, page: &Page, candidate: &Candidate, signs: u32) -> f32 {
        let strength = candidate.entry.map_or(0.0, |entry| page.lexicon.entry[entry as usize].strength);
        let weights = self.sign.iter().enumerate().filter(|(bit, _)| signs & (1 << bit) != 0).map(|(_, weight)| weight);
        let odds = self.pattern[candidate.pattern as usize] + strength + weights.sum::<f32>();
        1.0 / (1.0 + (-odds).exp())
    }
}

/// The name of an entry in the table.
pub(super) fn key(lemma: &str, part: Part) -> String {
    format!("{lemma}/{}", part.as_str())
}

/// The signs that a candidate shows, one bit each.
pub(super) fn signs(page: &Page, candidate: &Candidate) -> u32 {
    let answers = [
        candidate.form == Form::Ing,
        candidate.form == Form::Base && is_verb(page, candidate),
        candidate.source.is_none(),
        source_is(page, candidate, Function::Subject),
        source_is(page, candidate, Function::Relative) || source_is(page, candidate, Function::That),
        placed(candidate, Place::BeforeAside),
        placed(candidate, Place::Shared),
        candidate.source.as_ref().is_some_and(|source| source.tokens.clone().any(|at| page.upos(at) == Upos::Propn)),
        length(candidate) < 4,
        length(candidate) > 30,
        candidate.content.iter().any(|piece| piece.clone().take(64).any(|at| page.in_marks(at))),
        reaches_end(page, candidate),
        candidate.cue.clone().any(|at| page.function(at) == Function::Not),
        candidate.cue.clone().any(|at| page.function(at) == Function::Modal),
        candidate.content[0].start > candidate.cue.end && !candidate.cue.is_empty(),
        !first_word(page, candidate).is_some_and(|at| page.is_upper(at)),
        !page.stretch_at(last_token(candidate)).is_none_or(|_| ends_in_point(page, last_token(candidate))),
        page.within[candidate.content[0].start] > 0 && length(candidate) <= 3,
    ];
    answers.iter().enumerate().filter(|(_, yes)| **yes).map(|(bit, _)| 1 << bit).sum()
}

fn is_verb(page: &Page, candidate: &Candidate) -> bool {
    candidate.entry.is_some_and(|entry| page.lexicon.entry[entry as usize].part == Part::Verb)
}

fn source_is(page: &Page, candidate: &Candidate, function: Function) -> bool {
    candidate
        .source
        .as_ref()
        .is_some_and(|source| source.tokens.len() == 1 && page.function(source.tokens.start) == function)
}

fn placed(candidate: &Candidate, place: Place) -> bool {
    candidate.source.as_ref().is_some_and(|source| source.place == place)
}

fn length(candidate: &Candidate) -> usize {
    candidate.content.iter().map(ExactSizeIterator::len).sum()
}

fn last_token(candidate: &Candidate) -> usize {
    candidate.content.last().map_or(0, |piece| piece.end.saturating_sub(1))
}

fn first_word(page: &Page, candidate: &Candidate) -> Option<usize> {
    candidate.content[0].clone().take(4).find(|&at| page.is_word(at))
}

fn reaches_end(page: &Page, candidate: &Candidate) -> bool {
    use super::page::Point::Stop;
    let last = last_token(candidate);
    page.point(last) == Stop || page.point(last + 1) == Stop || page.parted(last, last + 1)
}

/// Whether a stretch ends in punctuation before its closing mark, which is at `last` or right after.
fn ends_in_point(page: &Page, last: usize) -> bool {
    use super::page::Point::{Comma, Dash, Quote, Stop};
    (0..3)
        .filter_map(|back| last.checked_sub(back))
        .find(|&at| page.point(at) != Quote)
        .is_some_and(|at| matches!(page.point(at), Comma | Stop | Dash))
}
