//! From candidates to quotations: the best of those that compete, nested ones inside their parents, in order.

use super::candidate::Candidate;
use super::cue::Lexicon;
use super::evidence::{Evidence, Pattern};
use super::page::{Page, Stretch, Tokens, stretches};
use super::score::{self, Model};
use super::{Issue, Kind, Quotes, direct, indirect};
use crate::mark::{Mark, MarkKind};
use crate::reading::Reading;
use crate::span::{QuoteId, Span};

/// A quotation may share this much of its content with better ones before it.
const SHARED: f32 = 0.4;
/// Quotations are looked for inside quotations this many levels deep: time must not grow with the depth of marks.
const LEVELS: u8 = 3;

/// A candidate with its score and, when it is nested, its parent's place in the list.
#[derive(Debug)]
pub(super) struct Scored {
    pub candidate: Candidate,
    pub score: f32,
    pub kind: Kind,
    pub issues: Vec<Issue>,
    /// How many stretches in quotation marks its content has.
    pub marks: usize,
    pub signs: u32,
    pub parent: Option<usize>,
    pub level: u8,
    /// A second cue, with its source, that reports the same words from their other side.
    pub also: Option<(Tokens, Option<Tokens>)>,
}

/// Every candidate for a quotation that stands in no other, also those that compete for the same words.
pub(super) fn propose(reading: &Reading<'_>, lexicon: &Lexicon, model: &Model) -> Vec<Scored> {
    let page = Page::new(reading, lexicon);
    let sound = candidates(&page).into_iter().filter_map(sound);
    sound.map(|candidate| describe(&page, model, candidate, 0)).collect()
}

fn candidates(page: &Page) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    direct::propose(page, &mut candidates);
    direct::propose_dialogue(page, &mut candidates);
    indirect::propose(page, &mut candidates);
    candidates
}

/// The quotations of a document on all levels, each nested one with the place of its parent.
pub(super) fn find(reading: &Reading<'_>, lexicon: &Lexicon, model: &Model, least: f32) -> Vec<Scored> {
    let mut page = Page::new(reading, lexicon);
    let mut accepted = choose(&page, model, candidates(&page), least, 0);
    let depth = depths(reading.marks.marks());
    for level in 1..=LEVELS {
        let inner = stretches(reading, depth.iter().map(|&depth| depth == Some(level)));
        if inner.is_empty() {
            break;
        }
        page.show_stretches(inner);
        let mut candidates = Vec::new();
        direct::propose(&page, &mut candidates);
        candidates.retain(|candidate| !candidate.cue.is_empty());
        let children = choose(&page, model, candidates, least, level);
        adopt(&mut accepted, children, level);
    }
    accepted
}

/// How many stretches each stands in, dashes not counted; `None` for a dash.
fn depths(marks: &[Mark]) -> Vec<Option<u8>> {
    let mut around: Vec<u32> = Vec::new();
    let depth = |mark: &Mark| {
        while around.last().is_some_and(|&end| end <= mark.span.start()) {
            around.pop();
        }
        if mark.kind == MarkKind::Dash {
            return None;
        }
        around.push(mark.span.end());
        Some((around.len() - 1).min(u8::MAX as usize) as u8)
    };
    marks.iter().map(depth).collect()
}

/// The best candidates that do not compete for a cue or for most of a content, best first.
fn choose(page: &Page, model: &Model, candidates: Vec<Candidate>, least: f32, level: u8) -> Vec<Scored> {
    let mut scored: Vec<Scored> = candidates
        .into_iter()
        .filter_map(sound)
        .map(|candidate| describe(page, model, candidate, level))
        .filter(|scored| scored.score >= least)
        .collect();
    scored.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(a.candidate.content[0].start.cmp(&b.candidate.content[0].start))
    });
    let mut taken = Taken { cue: vec![false; page.len()], owner: vec![0; page.len()] };
    let mut chosen: Vec<Scored> = Vec::new();
    for scored in scored {
        match taken.rival(&scored.candidate) {
            Rival::None => {
                taken.take(&scored.candidate, chosen.len());
                chosen.push(scored);
            }
            Rival::Content(twin) if is_second_report(&chosen[twin], &scored.candidate) => {
                let Candidate { cue, source, .. } = scored.candidate;
                taken.cue[cue.clone()].fill(true);
                chosen[twin].also = Some((cue, source.map(|source| source.tokens)));
            }
            Rival::Cue | Rival::Content(_) => {}
        }
    }
    chosen
}

/// What a candidate competes for with a quotation chosen before.
enum Rival {
    None,
    Cue,
    /// The quotation of that number has its content.
    Content(usize),
}

/// The tokens that quotations chosen so far have.
struct Taken {
    cue: Vec<bool>,
    /// 1 + the quotation whose content a token belongs to; 0 for none.
    owner: Vec<u32>,
}

impl Taken {
    /// What a candidate competes for with the quotations chosen before.
    fn rival(&self, candidate: &Candidate) -> Rival {
        if candidate.cue.clone().any(|at| self.cue[at]) {
            return Rival::Cue;
        }
        let tokens = || candidate.content.iter().flat_map(Clone::clone);
        let Some(owner) = tokens().map(|at| self.owner[at] as usize).find(|&owner| owner > 0) else {
            return Rival::None;
        };
        let (length, shared) = (tokens().count(), tokens().filter(|&at| self.owner[at] > 0).count());
        if shared as f32 > SHARED * length as f32 { Rival::Content(owner - 1) } else { Rival::None }
    }

    fn take(&mut self, candidate: &Candidate, number: usize) {
        self.cue[candidate.cue.clone()].fill(true);
        for piece in &candidate.content {
            self.owner[piece.clone()].fill(number as u32 + 1);
        }
    }
}

/// Whether the loser of a competition reports the very words of the winner from the other side, as in "who stated that
/// “…,” he highlighted": then its cue and source are the winner's too.
fn is_second_report(winner: &Scored, other: &Candidate) -> bool {
    let one = &winner.candidate;
    let (mine, its) = (whole_content(one), whole_content(other));
    let alike = one.content.len() == 1 && other.content.len() == 1 && (mine.end == its.end || mine.end + 1 == its.end);
    let across = one.cue.start >= mine.end && other.cue.end <= its.start.min(mine.start)
        || other.cue.start >= mine.end.max(its.end) && one.cue.end <= mine.start;
    let source = other.source.as_ref().map(|source| source.tokens.clone());
    let free = |tokens: &Tokens| {
        !overlap(tokens, &mine)
            && !overlap(tokens, &one.cue)
            && one.source.as_ref().is_none_or(|source| !overlap(tokens, &source.tokens))
    };
    let free = free(&other.cue) && source.as_ref().is_none_or(free);
    winner.also.is_none() && !other.cue.is_empty() && alike && across && free
}

/// From the first to the last token of the content.
fn whole_content(candidate: &Candidate) -> Tokens {
    candidate.content[0].start..candidate.content[candidate.content.len() - 1].end
}

/// The candidate as promised: pieces in order, none empty, nothing overlapping. A source that overlaps is dropped.
fn sound(mut candidate: Candidate) -> Option<Candidate> {
    candidate.content.retain(|piece| !piece.is_empty());
    let in_order = candidate.content.windows(2).all(|pair| pair[0].end <= pair[1].start);
    let apart = candidate.content.iter().all(|piece| !overlap(piece, &candidate.cue));
    if candidate.content.is_empty() || !in_order || !apart {
        return None;
    }
    let clashes = |source: &Tokens| {
        source.is_empty()
            || overlap(source, &candidate.cue)
            || candidate.content.iter().any(|piece| overlap(source, piece))
    };
    if candidate.source.as_ref().is_some_and(|source| clashes(&source.tokens)) {
        candidate.source = None;
    }
    Some(candidate)
}

fn overlap(a: &Tokens, b: &Tokens) -> bool {
    a.start < b.end && b.start < a.end
}

fn describe(page: &Page, model: &Model, candidate: Candidate, level: u8) -> Scored {
    let marked: Vec<Stretch> = candidate.content.iter().flat_map(|piece| in_piece(page, piece)).collect();
    let unclosed = marked.last().is_some_and(|stretch| page.mark(stretch).close.is_none());
    let signs = score::signs(page, &candidate);
    Scored {
        score: model.score(page, &candidate, signs),
        signs,
        // The dash of a dialogue does what marks do.
        kind: if candidate.pattern == Pattern::DashDialogue { Kind::Direct } else { kind(page, &candidate.content) },
        issues: if unclosed { vec![Issue::UnclosedMark] } else { Vec::new() },
        marks: marked.len(),
        candidate,
        parent: None,
        level,
        also: None,
    }
}

/// The stretches that stand in a piece of content.
fn in_piece<'p>(page: &'p Page<'_>, piece: &Tokens) -> impl Iterator<Item = Stretch> + use<'p> {
    let (start, end) = (piece.start, piece.end);
    let first = page.stretch.partition_point(|stretch| stretch.end <= start);
    page.stretch[first..].iter().take_while(move |stretch| stretch.first < end).copied()
}

/// How much of the content stands in marks, counted in words.
fn kind(page: &Page, content: &[Tokens]) -> Kind {
    let (mut inside, mut outside) = (false, false);
    for at in content.iter().flat_map(Clone::clone).filter(|&at| page.is_word(at)) {
        if page.in_marks(at) { inside = true } else { outside = true }
    }
    match (inside, outside) {
        (true, false) => Kind::Direct,
        (true, true) => Kind::Mixed,
        _ => Kind::Indirect,
    }
}

/// Adds the children that lie wholly inside a piece of content of a quotation one level up.
fn adopt(accepted: &mut Vec<Scored>, children: Vec<Scored>, level: u8) {
    let mut homes: Vec<(usize, usize, usize)> = accepted
        .iter()
        .enumerate()
        .filter(|(_, parent)| parent.level + 1 == level)
        .flat_map(|(number, parent)| parent.candidate.content.iter().map(move |piece| (piece.start, piece.end, number)))
        .collect();
    homes.sort_unstable();
    for mut child in children {
        let all = whole(&child);
        // Contents of one level share few tokens, so the right home is one of the last that start before the child.
        let before = homes.partition_point(|home| home.0 <= all.start);
        let home = homes[..before].iter().rev().take(4).find(|home| all.end <= home.1);
        if let Some(&(_, _, parent)) = home {
            child.parent = Some(parent);
            accepted.push(child);
        }
    }
}

/// From the first to the last token of all parts.
fn whole(Scored { candidate, also, .. }: &Scored) -> Tokens {
    let mut parts: Vec<&Tokens> = candidate.content.iter().collect();
    parts.extend(also.iter().flat_map(|(cue, source)| std::iter::once(cue).chain(source)));
    if !candidate.cue.is_empty() {
        parts.push(&candidate.cue);
    }
    parts.extend(candidate.source.as_ref().map(|source| &source.tokens));
    let start = parts.iter().map(|part| part.start).min().unwrap_or(0);
    start..parts.iter().map(|part| part.end).max().unwrap_or(0)
}

/// Puts quotations in order of their first content and lays them out by layer.
pub(super) fn lay_out(reading: &Reading<'_>, lexicon: &Lexicon, found: &[Scored]) -> Quotes {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&number| {
        let first = &found[number].candidate.content[0];
        (first.start, found[number].level, std::cmp::Reverse(first.end), found[number].candidate.cue.start)
    });
    let mut place = vec![0; found.len()];
    for (at, &number) in order.iter().enumerate() {
        place[number] = at;
    }
    let mut quotes = Quotes::default();
    for &number in &order {
        let Scored { candidate, score, kind, issues, parent, level, also, .. } = &found[number];
        quotes.kind.push(*kind);
        quotes.medium.push(candidate.medium);
        quotes.content.push(candidate.content.iter().map(|piece| reading.span(piece.clone())));
        let (also_cue, also_source) = also.clone().unzip();
        let cue = (!candidate.cue.is_empty()).then(|| candidate.cue.clone());
        quotes.cue.push(in_order(reading, [cue, also_cue]));
        let source = candidate.source.as_ref().map(|source| source.tokens.clone());
        quotes.source.push(in_order(reading, [source, also_source.flatten()]));
        quotes.parent.push(parent.map(|parent| QuoteId::new(place[parent])));
        quotes.level.push(*level);
        quotes.score.push(*score);
        quotes.issues.push(issues.iter().copied());
        quotes.evidence.push(Evidence::of(lexicon, &found[number]));
    }
    quotes
}

/// The spans of one stretch of tokens or two, in order.
fn in_order(reading: &Reading<'_>, tokens: [Option<Tokens>; 2]) -> Vec<Span> {
    let mut spans: Vec<Span> = tokens.into_iter().flatten().map(|tokens| reading.span(tokens)).collect();
    spans.sort_unstable();
    spans
}
