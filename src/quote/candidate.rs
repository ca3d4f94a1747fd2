//! What may be a quotation, with the features that its score is made of.

use super::Kind;
use super::link::flag;
use super::model::logit;
use super::piece::{Piece, Role};
use super::scene::{Class, Cue, Scene, mean};

/// How many features a candidate has.
pub(super) const FEATURES: usize = 26;

/// What may be a quotation.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// One piece or more, in order.
    pub content: Vec<Piece>,
    /// The number of the cue among those of the scene, and its tokens.
    pub cue: Option<(usize, Piece)>,
    pub source: Option<Piece>,
    pub kind: Kind,
    /// The piece of content of another quotation in which it lies.
    pub within: Option<Piece>,
    pub chances: Chances,
    pub score: f64,
}

/// How sure its parts are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chances {
    /// That content belongs to the cue: the mean of its pieces.
    pub content: f64,
    /// That the best source belongs to it.
    pub source: f64,
    /// The next best source, which was not taken.
    pub rival_source: Option<(Piece, f64)>,
    /// The next best cue for the first piece, by its number.
    pub rival_cue: Option<(usize, f64)>,
}

impl Candidate {
    /// A candidate that has not been scored.
    pub fn new(
        scene: &Scene<'_>,
        content: Vec<Piece>,
        cue: Option<(usize, Piece)>,
        source: Option<Piece>,
        within: Option<Piece>,
        chances: Chances,
    ) -> Self {
        let kind = kind(scene, &content);
        Self { content, cue, source, kind, within, chances, score: 0.0 }
    }

    /// The features. Probabilities are taken as logits.
    ///
    /// - of the anchor, by both of its outputs (`real` is the second)
    /// - mean of the links of its pieces; for one within another the mean probability of content given the anchor
    /// - mean (`tag`) and least probability of content over its tokens, by tags
    /// - by how much that probability rises before and falls after a piece, the least of all pieces
    /// - of the source's link, and its mean probability by tags; 0 if there is no source
    /// - no source; then the link of the best one that was not good enough
    /// - greatest probability of a cue over the cue's tokens, by tags
    /// - log of its tokens; pieces − 1; direct; mixed
    /// - whether content begins in another paragraph than the anchor stands in; whether the source does
    /// - tokens of the cue
    /// - it lies within the content of another one (`inner`); also times `real`; its share of the tokens of that piece
    /// - no cue, and all features of anchors are 0; also times direct, times whether it begins and ends with its paragraph,
    ///   and times `tag`
    pub fn features(&self, scene: &Scene<'_>) -> [f64; FEATURES] {
        let said = scene.said;
        let cue: Option<&Cue> = self.cue.map(|(number, _)| &scene.cues[number]);
        let of_cue = |value: &dyn Fn(&Cue) -> f64| cue.map_or(0.0, value);
        let content = |token: usize| f64::from(said.role[token][Role::Content as usize]);
        let tokens = || self.content.iter().flat_map(|piece| piece.tokens());
        let length = tokens().count() as f64;
        let tag = logit(tokens().map(content).sum::<f64>() / length);
        let least = tokens().map(content).fold(1.0, f64::min);
        let edge = |token: Option<usize>| token.filter(|&token| token < said.role.len()).map_or(0.0, content);
        let rise = self.content.iter().map(|piece| content(piece.start) - edge(piece.start.checked_sub(1)));
        let fall = self.content.iter().map(|piece| content(piece.end - 1) - edge(Some(piece.end)));
        let real = of_cue(&|cue| logit(f64::from(scene.anchor(cue).real)));
        let elsewhere = |token: usize| of_cue(&|cue| flag(said.paragraph[token] != said.paragraph[cue.at]));
        let inner = flag(self.within.is_some());
        let alone = flag(cue.is_none());
        let direct = flag(self.kind == Kind::Direct);
        [
            of_cue(&|cue| logit(f64::from(said.anchor[cue.at]))),
            real,
            of_cue(&|_| logit(self.chances.content)),
            tag,
            logit(least),
            rise.fold(f64::INFINITY, f64::min),
            fall.fold(f64::INFINITY, f64::min),
            self.source.map_or(0.0, |_| logit(self.chances.source)),
            self.source.map_or(0.0, |source| logit(mean(&said.role, Role::Source, source))),
            flag(self.source.is_none()),
            if self.source.is_some() { 0.0 } else { of_cue(&|_| logit(self.chances.source)) },
            self.cue.map_or(0.0, |(_, piece)| logit(most_of_cue(scene, piece))),
            length.ln(),
            (self.content.len() - 1) as f64,
            direct,
            flag(self.kind == Kind::Mixed),
            elsewhere(self.content[0].start),
            self.source.map_or(0.0, |source| elsewhere(source.start)),
            self.cue.map_or(0.0, |(_, piece)| piece.len() as f64),
            inner,
            inner * real,
            self.within.map_or(0.0, |within| length / within.len() as f64),
            alone,
            alone * direct,
            alone * flag(self.is_whole(scene)),
            alone * tag,
        ]
    }

    /// Whether it begins and ends with a paragraph.
    fn is_whole(&self, scene: &Scene<'_>) -> bool {
        let paragraph = &scene.said.paragraph;
        let (first, last) = (self.content[0].start, self.content[self.content.len() - 1].end);
        (first == 0 || paragraph[first - 1] != paragraph[first])
            && paragraph.get(last).is_none_or(|&next| next != paragraph[last - 1])
    }
}

fn most_of_cue(scene: &Scene<'_>, piece: Piece) -> f64 {
    let cue = scene.said.role[piece.tokens()].iter().map(|chance| chance[Role::Cue as usize]);
    f64::from(cue.fold(0.0, f32::max))
}

/// How much of the content stands in marks, counted in words; of one without words, whether any token has to do with marks.
fn kind(scene: &Scene<'_>, content: &[Piece]) -> Kind {
    let (mut inside, mut outside, mut marked) = (false, false, false);
    for token in content.iter().flat_map(|piece| piece.tokens()) {
        let mark = scene.said.mark[token];
        marked |= mark > 0;
        if scene.class[token].has(Class::WORD) {
            if matches!(mark, 1 | 2) { inside = true } else { outside = true }
        }
    }
    match (inside, outside) {
        (true, false) => Kind::Direct,
        (true, true) => Kind::Mixed,
        (false, false) if marked => Kind::Direct,
        (false, _) => Kind::Indirect,
    }
}
