//! Which piece of content and which source belong to which cue.

use super::model::logit;
use super::piece::Role;
use super::scene::{Class, Cue, Scene};
use crate::encode::pair::REACH;
use std::ops::Range;

/// Tokens looked at between a cue and a piece.
const BETWEEN: usize = 60;

/// How many features a link has.
pub(super) const FEATURES: usize = 22;

/// A link that could be: a cue and a piece, both by their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub cue: usize,
    pub piece: usize,
    pub features: [f64; FEATURES],
}

/// Every pair of a cue and a piece of the role in its reach that begins in the same paragraph or one beside it.
pub(super) fn links<'a>(scene: &'a Scene<'_>, role: Role) -> impl Iterator<Item = Link> + 'a {
    let of_cue = move |cue: usize| {
        let apart = move |piece: &usize| !scene.pieces(role)[*piece].has(scene.cues[cue].at);
        let link = move |piece| Link { cue, piece, features: features(scene, cue, piece, role) };
        near(scene, &scene.cues[cue], role).filter(apart).map(link)
    };
    (0..scene.cues.len()).flat_map(of_cue)
}

/// The numbers of the pieces that a cue can reach.
fn near(scene: &Scene<'_>, cue: &Cue, role: Role) -> Range<usize> {
    let (pieces, paragraph) = (scene.pieces(role), &scene.said.paragraph);
    let number = paragraph[cue.at];
    let first = pieces.partition_point(|piece| piece.end + REACH <= cue.at || paragraph[piece.start] + 1 < number);
    let after = pieces.partition_point(|piece| piece.start < cue.at + REACH && paragraph[piece.start] <= number + 1);
    first..after.max(first)
}

/// The features of a link. The gap is the number of tokens between cue and piece.
///
/// - the piece stands before the cue (`before`); log(1 + gap); their product
/// - min(gap, 3) / 3; no gap; at most one token, also times `before`
/// - other cues that begin between them, also times `before`
/// - the piece begins in another paragraph, in another sentence
/// - whether a comma stands between them, of the first 60 tokens; double quotation marks, also times `before`; and or but;
///   a semicolon or colon
/// - log of the piece's tokens
/// - the mean probability of the role over the piece given the anchor, as logit and as it is; by tags, as logit
/// - the logit of the anchor; whether it lies within a piece of content
fn features(scene: &Scene<'_>, number: usize, piece_number: usize, role: Role) -> [f64; FEATURES] {
    let (cue, piece) = (&scene.cues[number], scene.pieces(role)[piece_number]);
    let before = piece.end <= cue.piece.start;
    let (low, high) = if before { (piece.end, cue.piece.start) } else { (cue.piece.end, piece.start) };
    let gap = high.saturating_sub(low);
    let between = scene.class[low..low + gap.min(BETWEEN)].iter().fold(Class::default(), |all, &class| all.or(class));
    let has = |class| flag(between.has(class));
    let distance = (gap as f64).ln_1p();
    let cues = cues_between(scene, number, low, high) as f64;
    let when_before = |value: f64| if before { value } else { 0.0 };
    let differ = |of: &[u32]| flag(of[cue.piece.start] != of[piece.start]);
    let pair = scene.pair(cue, piece, role);
    [
        flag(before),
        distance,
        when_before(distance),
        gap.min(3) as f64 / 3.0,
        flag(gap == 0),
        flag(gap <= 1),
        when_before(flag(gap <= 1)),
        cues,
        when_before(cues),
        differ(&scene.said.paragraph),
        differ(&scene.said.sentence),
        has(Class::COMMA),
        has(Class::DOUBLE_MARK),
        when_before(has(Class::DOUBLE_MARK)),
        has(Class::AND),
        has(Class::COLON),
        (piece.len() as f64).ln(),
        logit(pair),
        pair,
        logit(scene.mean[role as usize][piece_number]),
        logit(f64::from(scene.said.anchor[cue.at])),
        flag(cue.within.is_some()),
    ]
}

/// Other cues that begin between two tokens.
fn cues_between(scene: &Scene<'_>, number: usize, low: usize, high: usize) -> usize {
    let start = |cue: &Cue| cue.piece.start;
    let first = scene.cues.partition_point(|cue| start(cue) < low);
    let after = scene.cues.partition_point(|cue| start(cue) < high).max(first);
    after - first - usize::from((first..after).contains(&number))
}

/// 1 or 0.
pub(super) fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}
