//! Measures of tokens, words, sentences, tags and lemmas, after the `CoNLL` 2018 shared task (Zeman et al., 2018).
//!
//! White space does not count: spans are compared after it is taken out. A word of a multi-word token has no place of
//! its own; within a stretch that either side calls multi-word, words are aligned by a longest common subsequence
//! of equal forms, case ignored.

use super::{Annotated, Count, Counts, Points, Word};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// A field of a word that is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Universal part of speech.
    Upos,
    /// Penn Treebank tag.
    Xpos,
    /// Lemma.
    Lemma,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 3] = [Self::Upos, Self::Xpos, Self::Lemma];

    const fn measure(self) -> &'static str {
        ["upos", "xpos", "lemma"][self as usize]
    }

    /// The field's value in `word`, if it has one.
    pub fn of(self, word: &Word) -> Option<&str> {
        match self {
            Self::Upos => word.upos.as_deref(),
            Self::Xpos => word.xpos.as_deref(),
            Self::Lemma => word.lemma.as_deref(),
        }
    }
}

/// Counts one document into `counts`: tokens, words and `fields`, and sentences if asked for.
pub fn count(gold: &Annotated, predicted: &Annotated, sentences: bool, fields: &[Field], counts: &mut Counts) {
    let squeeze = Squeeze::new(&gold.text);
    if sentences {
        let of = |document: &Annotated| squeeze.spans(document.sentences.iter().flatten().copied());
        counts.add(31, "sentences", "all", equal(&of(gold), &of(predicted)));
    }
    if gold.words.is_none() {
        return;
    }
    let tokens = |document: &Annotated| squeeze.spans(document.words.iter().flatten().map(|word| word.token));
    counts.add(30, "tokens", "all", equal(&tokens(gold), &tokens(predicted)));
    let (gold, predicted) = (squeeze.words(gold), squeeze.words(predicted));
    let pairs = align(&gold, &predicted);
    let of = |hits: usize| Count::new(hits as u64, predicted.len() as u64, gold.len() as u64);
    counts.add(32, "words", "all", of(pairs.len()));
    for &field in fields {
        let right = |&&(g, p): &&(&Word, &Word)| {
            let wanted = field.of(g);
            wanted == field.of(p) || (field == Field::Lemma && wanted.is_none())
        };
        counts.add(33 + field as u8, field.measure(), "all", of(pairs.iter().filter(right).count()));
    }
}

fn equal(gold: &BTreeSet<Points>, predicted: &BTreeSet<Points>) -> Count {
    Count::new(gold.intersection(predicted).count() as u64, predicted.len() as u64, gold.len() as u64)
}

/// Code points before each code point, white space not counted.
struct Squeeze(Vec<u32>);

impl Squeeze {
    fn new(text: &str) -> Self {
        let mut before = vec![0];
        let mut total = 0;
        for character in text.chars() {
            total += u32::from(!(character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)));
            before.push(total);
        }
        // The place of a character is the count before it, white space included in no count.
        Self(before)
    }

    fn span(&self, (start, end): Points) -> Points {
        let at = |point: u32| self.0[(point as usize).min(self.0.len() - 1)];
        (at(start), at(end))
    }

    fn spans(&self, spans: impl Iterator<Item = Points>) -> BTreeSet<Points> {
        spans.map(|span| self.span(span)).filter(|(start, end)| start < end).collect()
    }

    /// Words with squeezed spans, those of nothing but white space left out.
    fn words<'a>(&self, document: &'a Annotated) -> Vec<(Points, &'a Word)> {
        let words = document.words.iter().flatten().map(|word| (self.span(word.token), word));
        words.filter(|((start, end), _)| start < end).collect()
    }
}

/// Pairs of words that are the same word.
fn align<'a>(gold: &[(Points, &'a Word)], predicted: &[(Points, &'a Word)]) -> Vec<(&'a Word, &'a Word)> {
    let zones = zones(gold, predicted);
    let zone_of = |(start, end): Points| {
        let zone = zones.partition_point(|zone| zone.0 <= start).checked_sub(1)?;
        (end <= zones[zone].1).then_some(zone)
    };
    let mut inside: Vec<(Vec<&'a Word>, Vec<&'a Word>)> = vec![Default::default(); zones.len()];
    let mut free: FxHashMap<Points, &'a Word> = FxHashMap::default();
    for &(span, word) in gold {
        match zone_of(span) {
            Some(zone) => inside[zone].0.push(word),
            None => drop(free.insert(span, word)),
        }
    }
    let mut pairs = Vec::new();
    for &(span, word) in predicted {
        match zone_of(span) {
            Some(zone) => inside[zone].1.push(word),
            None => pairs.extend(free.get(&span).map(|partner| (*partner, word))),
        }
    }
    for (gold, predicted) in &inside {
        common_run(gold, predicted, &mut pairs);
    }
    pairs
}

/// Stretches that multi-word tokens of either side cover, overlapping ones joined.
fn zones(gold: &[(Points, &Word)], predicted: &[(Points, &Word)]) -> Vec<Points> {
    let several = gold.iter().chain(predicted).filter(|(_, word)| word.several).map(|(span, _)| *span);
    let mut zones: Vec<Points> = Vec::new();
    for (start, end) in several.collect::<BTreeSet<_>>() {
        match zones.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => zones.push((start, end)),
        }
    }
    zones
}

/// Pairs of a longest common subsequence of equal forms, case ignored.
fn common_run<'a>(gold: &[&'a Word], predicted: &[&'a Word], pairs: &mut Vec<(&'a Word, &'a Word)>) {
    let lower = |words: &[&Word]| words.iter().map(|word| word.form.to_lowercase()).collect::<Vec<_>>();
    let (one, other) = (lower(gold), lower(predicted));
    let mut best = vec![vec![0_u32; other.len() + 1]; one.len() + 1];
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            let both = if one[i] == other[j] { 1 + best[i + 1][j + 1] } else { 0 };
            best[i][j] = both.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < one.len() && j < other.len() {
        if one[i] == other[j] {
            pairs.push((gold[i], predicted[j]));
            i += 1;
            j += 1;
        } else if best[i][j] == best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
}
