//! Whether words are spoken, written or thought: what the reporting word says, or else what kind of thing the source is.

use super::Medium;
use super::cue::Entry;
use super::piece::Piece;
use crate::reading::Reading;
use crate::tag::Upos;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The nouns of sources that write.
static WRITTEN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("written.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// The medium of a quotation with that reporting word and that source. "Says" and "according to" leave it open: a report
/// writes, a minister speaks.
pub(super) fn medium(reading: &Reading<'_>, entry: Option<&Entry>, source: Option<Piece>) -> Medium {
    match entry.map(|entry| entry.medium) {
        Some(medium @ (Medium::Writing | Medium::Thought)) => medium,
        _ if source.is_some_and(|source| writes(reading, source)) => Medium::Writing,
        _ => Medium::Speech,
    }
}

/// Whether the head of a source is something that writes: the last noun of its first run of words that may stand in front of
/// a head, and the head itself.
fn writes(reading: &Reading<'_>, source: Piece) -> bool {
    let upos = reading.tags.upos();
    let mut head = None;
    for token in source.tokens() {
        match upos[token] {
            Upos::Noun | Upos::Propn => head = Some(token),
            Upos::Det | Upos::Adj | Upos::Num | Upos::Pron | Upos::Part => {}
            Upos::Punct if reading.form(token) != "," => {}
            _ if head.is_some() => break,
            _ => {}
        }
    }
    head.is_some_and(|head| WRITTEN.contains(&*reading.tags.lemma(head).to_lowercase()))
}
