//! What is found in a text before anything is linked: pieces of content, cues and sources.

use super::piece::{LESS, Piece, Role, pieces};
use super::said::{Anchor, LEAST, Said};
use crate::encode::runs::best_tags;
use crate::reading::Reading;

/// An anchor outside of the cues that tags tell has no likelier one within so many tokens.
const APART: usize = 3;

/// A cue with the anchor that stands for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// The anchor's token, and its number among the anchors.
    pub at: usize,
    pub anchor: usize,
    pub piece: Piece,
    /// The piece of content in which it lies, if any: then it can only stand for a quotation within.
    pub within: Option<Piece>,
}

/// What a token is, as far as links ask.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Class(u8);

impl Class {
    pub const WORD: Self = Self(1);
    pub const COMMA: Self = Self(2);
    pub const DOUBLE_MARK: Self = Self(4);
    pub const AND: Self = Self(8);
    pub const COLON: Self = Self(16);

    fn of(form: &str) -> Self {
        let word = if form.chars().any(char::is_alphanumeric) { Self::WORD } else { Self(0) };
        let other = match form {
            "," => Self::COMMA,
            "“" | "”" | "\"" | "“”" | "”\"" => Self::DOUBLE_MARK,
            ";" | ":" => Self::COLON,
            _ if form.eq_ignore_ascii_case("and") || form.eq_ignore_ascii_case("but") => Self::AND,
            _ => Self(0),
        };
        Self(word.0 | other.0)
    }

    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Everything that links are made of.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub said: &'a Said,
    pub class: Vec<Class>,
    /// The pieces of each role, with the mean probability of the role over each.
    pub pieces: [Vec<Piece>; 3],
    pub mean: [Vec<f64>; 3],
    pub cues: Vec<Cue>,
}

impl<'a> Scene<'a> {
    pub fn new(reading: &Reading<'_>, said: &'a Said) -> Self {
        let class: Vec<Class> = (0..reading.tokens.len()).map(|token| Class::of(reading.form(token))).collect();
        let tags = best_tags(&said.logits, LESS);
        let mut pieces = Role::ALL.map(|role| pieces(&tags, role));
        pieces[Role::Content as usize].retain(|piece| class[piece.tokens()].iter().any(|class| class.has(Class::WORD)));
        let mean =
            Role::ALL.map(|role| pieces[role as usize].iter().map(|&piece| mean(&said.role, role, piece)).collect());
        let cues = cues(said, &pieces);
        Self { said, class, pieces, mean, cues }
    }

    pub fn pieces(&self, role: Role) -> &[Piece] {
        &self.pieces[role as usize]
    }

    pub fn anchor(&self, cue: &Cue) -> &'a Anchor {
        &self.said.anchors[cue.anchor]
    }

    /// The mean probability that the tokens of a piece have that role for the anchor.
    pub fn pair(&self, cue: &Cue, piece: Piece, role: Role) -> f64 {
        let anchor = self.anchor(cue);
        let (start, end) = (piece.start.max(anchor.tokens.start), piece.end.min(anchor.tokens.end));
        if end <= start {
            return 0.0;
        }
        let said = &self.said.pair(anchor)[start - anchor.tokens.start..end - anchor.tokens.start];
        said.iter().map(|chance| f64::from(chance[class_of(role)])).sum::<f64>() / said.len() as f64
    }
}

/// Which of the classes of the head over pairs a role is.
pub(super) const fn class_of(role: Role) -> usize {
    match role {
        Role::Content => 1,
        Role::Source => 2,
        Role::Cue => 3,
    }
}

/// The mean probability of a role over a piece.
pub(super) fn mean(chance: &[[f32; 3]], role: Role, piece: Piece) -> f64 {
    chance[piece.tokens()].iter().map(|chance| f64::from(chance[role as usize])).sum::<f64>() / piece.len() as f64
}

/// Of every cue the likeliest anchor; and every other likely anchor with no likelier one close by.
fn cues(said: &Said, pieces: &[Vec<Piece>; 3]) -> Vec<Cue> {
    let likely = &said.anchor;
    let mut found: Vec<Cue> = Vec::new();
    let mut taken = vec![false; likely.len()];
    let mut chosen = vec![false; likely.len()];
    for &piece in &pieces[Role::Cue as usize] {
        let first = said.anchors.partition_point(|anchor| anchor.at < piece.start);
        let among = said.anchors[first..].iter().enumerate().take_while(|(_, anchor)| anchor.at < piece.end);
        let better = |best: (usize, &'_ Anchor), next: (usize, &'_ Anchor)| likely[next.1.at] > likely[best.1.at];
        let best = among.reduce(|best, next| if better(best, next) { next } else { best });
        if let Some((number, anchor)) = best {
            found.push(Cue { at: anchor.at, anchor: first + number, piece, within: None });
            taken[piece.tokens()].fill(true);
            chosen[anchor.at] = true;
        }
    }
    let mut others: Vec<usize> =
        (0..said.anchors.len()).filter(|&number| likely[said.anchors[number].at] >= LEAST).collect();
    others.sort_by(|&a, &b| likely[said.anchors[b].at].total_cmp(&likely[said.anchors[a].at]));
    for number in others {
        let at = said.anchors[number].at;
        let close = (at + 1).saturating_sub(APART)..(at + APART).min(likely.len());
        if !taken[at] && !close.into_iter().any(|other| chosen[other] && likely[other] >= likely[at]) {
            found.push(Cue { at, anchor: number, piece: Piece { start: at, end: at + 1 }, within: None });
            chosen[at] = true;
        }
    }
    let contents = &pieces[Role::Content as usize];
    for cue in &mut found {
        let next = contents.partition_point(|piece| piece.end <= cue.at);
        cue.within = contents.get(next).copied().filter(|piece| piece.has(cue.at));
    }
    found.sort_by_key(|cue| cue.at);
    found
}
