//! From candidates that were chosen to the layer: parents, media, evidence.

use super::candidate::Candidate;
use super::cue::Lexicon;
use super::evidence::{Evidence, Origin, Rival};
use super::medium::medium;
use super::piece::{Piece, Role};
use super::said::Said;
use super::scene::{Cue, mean};
use super::{Issue, Kind, Medium, Quotes};
use crate::mark::{Mark, MarkKind};
use crate::reading::Reading;
use crate::span::QuoteId;

/// Lays quotations out by layer, in order of their first content, outer ones first; those whose medium is not `wanted` are
/// left out.
pub(super) fn quotes(view: &View<'_>, found: &[Candidate], wanted: impl Fn(Medium) -> bool) -> Quotes {
    let told = |candidate| {
        let marks = view.marks(candidate);
        Told { candidate, evidence: view.evidence(candidate, marks.len()), last_mark: marks.last().copied() }
    };
    let mut order: Vec<Told<'_>> = found.iter().map(told).filter(|told| wanted(told.evidence.medium)).collect();
    order.sort_by_key(|Told { candidate, .. }| {
        let first = candidate.content[0];
        (first.start, candidate.within.is_some(), std::cmp::Reverse(first.end))
    });
    let homes = homes(&order);
    let mut quotes = Quotes::default();
    for told in order {
        let parent = told.candidate.within.and_then(|within| home(&homes, within));
        view.add(told, parent, &mut quotes);
    }
    quotes
}

/// A quotation with all that is told of it.
struct Told<'a> {
    candidate: &'a Candidate,
    evidence: Evidence,
    last_mark: Option<Mark>,
}

/// The start of each piece of content of quotations that lie in no other, with their places in the order.
fn homes(order: &[Told<'_>]) -> Vec<(usize, usize)> {
    let outer = order.iter().map(|told| told.candidate).enumerate().filter(|(_, candidate)| candidate.within.is_none());
    let mut homes: Vec<(usize, usize)> =
        outer.flat_map(|(place, candidate)| candidate.content.iter().map(move |piece| (piece.start, place))).collect();
    homes.sort_unstable();
    homes
}

/// The quotation that has this piece; none if it was not good enough to be given.
fn home(homes: &[(usize, usize)], piece: Piece) -> Option<usize> {
    homes.binary_search_by_key(&piece.start, |home| home.0).ok().map(|at| homes[at].1)
}

/// What is needed to tell of a candidate.
pub(super) struct View<'a> {
    pub reading: &'a Reading<'a>,
    pub lexicon: &'a Lexicon,
    pub said: &'a Said,
    pub cues: &'a [Cue],
}

impl View<'_> {
    fn add(&self, told: Told<'_>, parent: Option<usize>, quotes: &mut Quotes) {
        let span = |piece: Piece| self.reading.span(piece.tokens());
        let Told { candidate, evidence, last_mark } = told;
        quotes.kind.push(self.kind(candidate));
        quotes.medium.push(evidence.medium);
        quotes.content.push(candidate.content.iter().map(|&piece| span(piece)));
        quotes.cue.push(candidate.cue.map(|(_, piece)| span(piece)));
        quotes.source.push(candidate.source.map(|source| span(self.trimmed(source))));
        quotes.parent.push(parent.map(QuoteId::new));
        quotes.level.push(u8::from(parent.is_some()));
        quotes.score.push(candidate.score as f32);
        quotes.issues.push(last_mark.filter(|mark| mark.close.is_none()).map(|_| Issue::UnclosedMark));
        quotes.evidence.push(evidence);
    }

    /// The kind; the dash of a dialogue does what marks do.
    fn kind(&self, candidate: &Candidate) -> Kind {
        let start = self.reading.tokens.span[candidate.content[0].start].start();
        let marks = self.reading.marks.marks();
        let dashed = marks[..marks.partition_point(|mark| mark.span.start() <= start)]
            .last()
            .is_some_and(|mark| mark.kind == MarkKind::Dash && mark.span.end() > start);
        if dashed && candidate.kind == Kind::Indirect { Kind::Direct } else { candidate.kind }
    }

    /// The outermost marked stretches that begin in the content.
    fn marks(&self, candidate: &Candidate) -> Vec<Mark> {
        let marks = self.reading.marks.marks();
        let mut found: Vec<Mark> = Vec::new();
        for &piece in &candidate.content {
            let span = self.reading.span(piece.tokens());
            let first = marks.partition_point(|mark| mark.span.start() < span.start());
            for mark in marks[first..].iter().take_while(|mark| mark.span.start() < span.end()) {
                let inside = found.last().is_some_and(|last| mark.span.start() < last.span.end());
                if mark.kind != MarkKind::Dash && !inside {
                    found.push(*mark);
                }
            }
        }
        found
    }

    fn evidence(&self, candidate: &Candidate, marks: usize) -> Evidence {
        let chances = &candidate.chances;
        let cue = candidate.cue.map(|(number, piece)| (&self.cues[number], piece));
        let entry = cue.and_then(|(cue, piece)| self.lexicon.find(self.reading, piece, cue.at));
        let rival = |(piece, chance): (Piece, f64)| Rival { text: self.words(piece), chance: chance as f32 };
        let content = candidate.content.iter().map(|&piece| mean(&self.said.role, Role::Content, piece));
        Evidence {
            origin: Origin::Found,
            lemma: entry.map(|entry| entry.lemma.to_string()),
            part: entry.map(|entry| entry.part),
            medium: medium(self.reading, entry, candidate.source),
            cue: cue.map(|(cue, _)| self.said.anchor[cue.at]),
            content: (content.sum::<f64>() / candidate.content.len() as f64) as f32,
            link: cue.map(|_| chances.content as f32),
            source: candidate.source.map(|_| chances.source as f32),
            rival_cue: chances.rival_cue.map(|(number, chance)| rival((self.cues[number].piece, chance))),
            rival_source: chances.rival_source.map(rival),
            marks: marks as u32,
            pieces: candidate.content.len() as u32,
        }
    }

    /// The piece without a comma at its end (some corpora count the one that closes an apposition, and nobody wants it), and
    /// without a quotation mark there that has no partner in it.
    fn trimmed(&self, mut piece: Piece) -> Piece {
        let is_mark = |token: usize| matches!(self.reading.form(token), "\"" | "“" | "”");
        let superfluous = |piece: Piece| {
            let last = piece.end - 1;
            self.reading.form(last) == "," || is_mark(last) && !(piece.start..last).any(is_mark)
        };
        while piece.len() > 1 && superfluous(piece) {
            piece.end -= 1;
        }
        piece
    }

    /// The words of a piece on one line.
    fn words(&self, piece: Piece) -> String {
        let words = self.reading.span(piece.tokens()).of(self.reading.text.as_str());
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
