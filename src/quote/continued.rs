//! Quotations over several paragraphs, by the convention that each is opened by a mark and only the last is closed.

use super::Kind;
use super::candidate::Candidate;
use super::piece::Piece;
use crate::mark::Mark;
use crate::reading::Reading;

/// Quotations this many places back are looked at.
const BACK: usize = 8;

/// Makes one quotation of each run; of a run no more than one has a cue. `candidates` are in order of their content.
pub(super) fn join(reading: &Reading<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut made: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let home = opened_before(reading, &candidate).and_then(|before| {
            let goes_on = |home: &&mut Candidate| {
                home.within.is_none()
                    && (home.cue.is_none() || candidate.cue.is_none())
                    && home.content.last().is_some_and(|last| last.end <= candidate.content[0].start)
                    && are_apart(home, &candidate)
                    && has(reading, home, before)
            };
            made.iter_mut().rev().take(BACK).find(goes_on)
        });
        match home {
            Some(home) => add(home, candidate),
            None => made.push(candidate),
        }
    }
    made
}

/// The mark that a quotation goes on from, where its first word opens one that does.
fn opened_before<'a>(reading: &Reading<'a>, candidate: &Candidate) -> Option<&'a Mark> {
    let marks = reading.marks.marks();
    let first = reading.tokens.span[candidate.content[0].start];
    let mark = marks.get(marks.partition_point(|mark| mark.span.start() < first.start()))?;
    let before = mark.continues.filter(|_| candidate.within.is_none() && mark.span.start() < first.end())?;
    marks.get(before.index())
}

/// Whether a mark opens in the content.
fn has(reading: &Reading<'_>, candidate: &Candidate, mark: &Mark) -> bool {
    let opens = |piece: &Piece| {
        let span = reading.span(piece.tokens());
        span.start() <= mark.span.start() && mark.span.start() < span.end()
    };
    candidate.content.iter().any(opens)
}

/// Whether the cue and source of each lie outside the content of the other, which will be one quotation's.
fn are_apart(one: &Candidate, other: &Candidate) -> bool {
    let clear = |told: &Candidate, content: &[Piece]| {
        let told = [told.cue.map(|(_, piece)| piece), told.source];
        let overlap = |told: Piece| content.iter().any(|piece| piece.start < told.end && told.start < piece.end);
        !told.into_iter().flatten().any(overlap)
    };
    clear(one, &other.content) && clear(other, &one.content)
}

/// Adds the content of the later one; cue, source and score are those of the one that has a cue.
fn add(home: &mut Candidate, later: Candidate) {
    home.content.extend(later.content);
    if home.kind != later.kind {
        home.kind = Kind::Mixed;
    }
    if later.cue.is_some() {
        (home.cue, home.source, home.chances, home.score) = (later.cue, later.source, later.chances, later.score);
    }
}
