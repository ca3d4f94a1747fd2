//! From what the network says to quotations: tags give the pieces, the head over pairs links them, a score sorts them out.
//!
//! `train/inquit_train/quotes/decode.py` does the same, and fits the weights.

use super::candidate::{Candidate, Chances};
use super::link::links;
use super::model::{Logistic, Model};
use super::piece::{LESS, Piece, Role};
use super::said::Said;
use super::scene::{Class, Cue, Scene, class_of};
use super::{candidate, link};
use crate::encode::pair::CLASSES;
use crate::reading::Reading;

/// A piece goes to its best cue if their link has more than this; a cue has no source if its best one has less.
const CONTENT: f64 = 0.25;
const SOURCE: f64 = 0.3;

/// The part of its content that a quotation may share with better ones.
const SHARED: f64 = 0.4;

/// The best of several, and the next best.
#[derive(Clone, Copy, Debug, Default)]
struct Best {
    first: Option<(usize, f64)>,
    second: Option<(usize, f64)>,
}

impl Best {
    fn add(&mut self, which: usize, chance: f64) {
        if chance > self.first.map_or(0.0, |first| first.1) {
            self.second = self.first;
            self.first = Some((which, chance));
        } else if chance > self.second.map_or(0.0, |second| second.1) {
            self.second = Some((which, chance));
        }
    }

    fn chance(self) -> f64 {
        self.first.map_or(0.0, |first| first.1)
    }
}

/// The quotations of a text with a score of `least` or more, in order of their content, and the cues they may have.
pub(super) fn find(model: &Model, reading: &Reading<'_>, said: &Said, least: f32) -> (Vec<Candidate>, Vec<Cue>) {
    let scene = Scene::new(reading, said);
    let mut candidates = candidates(model, &scene);
    for candidate in &mut candidates {
        candidate.score = score(&model.quote, candidate, &scene);
    }
    let chosen = select(candidates, said.role.len(), f64::from(least));
    (chosen, scene.cues)
}

fn score(model: &Logistic<{ candidate::FEATURES }>, candidate: &Candidate, scene: &Scene<'_>) -> f64 {
    model.chance(&candidate.features(scene))
}

/// One candidate a cue, as far as it has content; and one for each piece that no cue takes.
fn candidates(model: &Model, scene: &Scene<'_>) -> Vec<Candidate> {
    let (contents, sources) = (scene.pieces(Role::Content), scene.pieces(Role::Source));
    let cue_of = best(&model.content, scene, Role::Content);
    let source_of = best(&model.source, scene, Role::Source);
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); scene.cues.len()];
    let mut found = Vec::new();
    for (piece, best) in cue_of.iter().enumerate() {
        match best.first {
            Some((cue, chance)) if chance > CONTENT => own[cue].push(piece),
            _ => found.push(Candidate::new(scene, vec![contents[piece]], None, None, None, Chances::default())),
        }
    }
    for (number, cue) in scene.cues.iter().enumerate() {
        let pieces = &own[number];
        if pieces.is_empty() {
            found.extend(cue.within.and_then(|within| inner(scene, number, within)));
            continue;
        }
        let source = source_of[number];
        let sum: f64 = pieces.iter().map(|&piece| cue_of[piece].chance()).sum();
        let rival = cue_of[pieces[0]].second;
        let taken = source.first.filter(|&(_, chance)| chance >= SOURCE);
        let left = if taken.is_some() { source.second } else { source.first };
        let chances = Chances {
            content: sum / pieces.len() as f64,
            source: source.chance(),
            rival_source: left.map(|(piece, chance)| (sources[piece], chance)),
            rival_cue: rival,
        };
        let content = pieces.iter().map(|&piece| contents[piece]).collect();
        let source = taken.map(|(piece, _)| sources[piece]);
        found.push(Candidate::new(scene, content, Some((number, cue.piece)), source, None, chances));
    }
    found
}

/// Of each piece of content the best cues, or of each cue the best sources.
fn best(model: &Logistic<{ link::FEATURES }>, scene: &Scene<'_>, role: Role) -> Vec<Best> {
    let content = role == Role::Content;
    let mut best = vec![Best::default(); if content { scene.pieces(role).len() } else { scene.cues.len() }];
    for link in links(scene, role) {
        let (key, value) = if content { (link.piece, link.cue) } else { (link.cue, link.piece) };
        best[key].add(value, model.chance(&link.features));
    }
    best
}

/// A quotation within another one: what the head over pairs says of the tokens of the piece in which the anchor lies, with
/// as much taken off nothing as in tags.
fn inner(scene: &Scene<'_>, number: usize, within: Piece) -> Option<Candidate> {
    let cue = &scene.cues[number];
    let anchor = scene.anchor(cue);
    let (start, end) = (within.start.max(anchor.tokens.start), within.end.min(anchor.tokens.end));
    let said = &scene.said.pair(anchor)[start - anchor.tokens.start..end - anchor.tokens.start];
    let mut class: Vec<usize> = said.iter().map(|chance| likeliest(*chance)).collect();
    class[cue.at - start] = class_of(Role::Cue);
    let runs = |role: Role| runs(&class, class_of(role), start);
    let has_word = |piece: &Piece| scene.class[piece.tokens()].iter().any(|class| class.has(Class::WORD));
    let content: Vec<Piece> = runs(Role::Content).into_iter().filter(has_word).collect();
    if content.is_empty() {
        return None;
    }
    let own = runs(Role::Cue).into_iter().find(|piece| piece.has(cue.at))?;
    let mut source = Best::default();
    let sources = runs(Role::Source);
    for (number, &piece) in sources.iter().enumerate() {
        source.add(number, scene.pair(cue, piece, Role::Source));
    }
    let sum: f64 = content.iter().map(|&piece| scene.pair(cue, piece, Role::Content)).sum();
    let chances = Chances {
        content: sum / content.len() as f64,
        source: source.chance(),
        rival_source: source.second.map(|(piece, chance)| (sources[piece], chance)),
        rival_cue: None,
    };
    let source = source.first.map(|(piece, _)| sources[piece]);
    Some(Candidate::new(scene, content, Some((number, own)), source, Some(within), chances))
}

/// The likeliest class, nothing being made less likely.
fn likeliest(chance: [f32; CLASSES]) -> usize {
    let weighed = |class: usize| chance[class] * if class == 0 { (-LESS).exp() } else { 1.0 };
    (1..CLASSES).fold(0, |best, class| if weighed(class) > weighed(best) { class } else { best })
}

/// The runs of a class, in tokens counted from `start`.
fn runs(class: &[usize], wanted: usize, start: usize) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut at = start;
    for run in class.chunk_by(|a, b| a == b) {
        if run[0] == wanted {
            found.push(Piece { start: at, end: at + run.len() });
        }
        at += run.len();
    }
    found
}

/// From the best score down to `least`, what shares little of its content and none of its cue with one taken. Quotations
/// within others are compared among themselves.
fn select(mut candidates: Vec<Candidate>, tokens: usize, least: f64) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.content[0].start.cmp(&b.content[0].start)));
    let mut used = [vec![false; tokens], vec![false; tokens]];
    let mut cues = vec![false; tokens];
    candidates.retain(|candidate| {
        let used = &mut used[usize::from(candidate.within.is_some())];
        let content = || candidate.content.iter().flat_map(|piece| piece.tokens());
        let shared = content().filter(|&token| used[token]).count() as f64;
        let cue = candidate.cue.map_or(0..0, |(_, piece)| piece.tokens());
        let free = shared <= SHARED * content().count() as f64 && !cues[cue.clone()].iter().any(|&taken| taken);
        if candidate.score < least || !free {
            return false;
        }
        content().for_each(|token| used[token] = true);
        cues[cue].fill(true);
        true
    });
    candidates.sort_by_key(|candidate| candidate.content[0].start);
    candidates
}
