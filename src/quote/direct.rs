//! Words in quotation marks with somebody named beside them as their speaker.

use super::Medium;
use super::candidate::Candidate;
use super::cue::{Form, Frames, Function};
use super::evidence::Pattern;
use super::page::{Page, Point, Stretch, Tokens, Verb};
use super::source::{self, Place, Source};
use crate::mark::MarkKind;
use crate::tag::Upos;
use std::ops::Range;

/// How many tokens may lie between a mark and its reporting verb.
const REACH: usize = 30;

/// Pieces of one utterance: a run of stretches, by their numbers.
type Run = Range<usize>;

/// Proposes quotations for the lines of dialogue that a dash opens: —No, he said.
pub(super) fn propose_dialogue(page: &Page, found: &mut Vec<Candidate>) {
    let spans = page.reading.tokens.spans();
    let marks = page.reading.marks.marks();
    for mark in marks.iter().filter(|mark| mark.kind == MarkKind::Dash) {
        let dash = spans.partition_point(|span| span.end() <= mark.span.start());
        let high = spans.partition_point(|span| span.start() < mark.span.end()).min(dash + 4 * REACH);
        found.extend(line_of_dialogue(page, dash, high));
    }
}

/// The first report in a line of dialogue; what stands before it and after the sentence it is in was said.
fn line_of_dialogue(page: &Page, dash: usize, high: usize) -> Option<Candidate> {
    let points = (dash + 2..high).filter(|&at| matches!(page.point(at), Point::Comma | Point::Stop | Point::Dash));
    let reported = |point: usize| Some((point, report(page, point + 1, high)?));
    let (point, mut candidate) = points.take(REACH).find_map(reported)?;
    let end = candidate.cue.end.max(candidate.source.as_ref().map_or(0, |source| source.tokens.end));
    let stop = (end..high).find(|&at| page.point(at) == Point::Stop).unwrap_or(high);
    candidate.pattern = Pattern::DashDialogue;
    candidate.content = vec![dash..point + 1, (stop + 1).min(high)..high];
    Some(candidate)
}

/// "he said" or "said the mayor" at `at`.
fn report(page: &Page, at: usize, high: usize) -> Option<Candidate> {
    let end = clause_end(page, at).min(high);
    inverted(page, at, end).or_else(|| subject_first(page, at, end))
}

/// Proposes quotations for the stretches of the page.
pub(super) fn propose(page: &Page, found: &mut Vec<Candidate>) {
    let mut next = 0;
    let mut claimed = 0;
    while next < page.stretch.len() {
        let run = reopened(page, next);
        next = run.end;
        if run.start < claimed {
            continue;
        }
        if let Some(candidate) = attributed(page, &run) {
            claimed = candidate.stretches.last().map_or(run.end, |last| last + 1);
            found.push(candidate);
        } else if let Some(candidate) = alone(page, &run) {
            found.push(candidate);
        }
    }
}

/// The run that starts with stretch `first`: it and the paragraphs that open it again.
fn reopened(page: &Page, first: usize) -> Run {
    let mut end = first + 1;
    while end < page.stretch.len() {
        let before = page.stretch[end - 1].mark;
        if page.mark(&page.stretch[end]).continues.is_none_or(|id| id.index() != before) {
            break;
        }
        end += 1;
    }
    first..end
}

/// The quotation of a run with a cue after or before it, and the runs that go on with it.
fn attributed(page: &Page, run: &Run) -> Option<Candidate> {
    let (first, last) = (page.stretch[run.start], page.stretch[run.end - 1]);
    let ends_in_comma = last_point(page, &last) == Some(Point::Comma);
    let after = after(page, &last);
    let before = || before(page, &first);
    let mut candidate = if ends_in_comma { after.or_else(before) } else { before().or(after) }?;
    candidate.stretches = run.clone().collect();
    go_on(page, &mut candidate, run.end);
    candidate.content = candidate.stretches.iter().map(|&number| page.stretch[number].tokens()).collect();
    Some(candidate)
}

/// Whether the stretch ends in a comma and a cue follows: "…," he said.
pub(super) fn is_reported_after(page: &Page, stretch: &Stretch) -> bool {
    last_point(page, stretch) == Some(Point::Comma) && after(page, stretch).is_some()
}

/// The punctuation before the closing mark.
fn last_point(page: &Page, stretch: &Stretch) -> Option<Point> {
    let mut at = stretch.end;
    while at > stretch.first + 1 {
        at -= 1;
        if page.point(at) != Point::Quote {
            return Some(page.point(at));
        }
    }
    None
}

/// Whether the words look said and not only named: they end as a clause does, or begin as a sentence does.
fn is_speech(page: &Page, stretch: &Stretch) -> bool {
    let ends = last_point(page, stretch).is_some_and(|point| matches!(point, Point::Comma | Point::Stop | Point::Dash));
    let words = stretch.tokens().filter(|&token| page.is_word(token)).take(4).count();
    ends || words >= 4 && starts_upper(page, stretch)
}

fn starts_upper(page: &Page, stretch: &Stretch) -> bool {
    stretch.tokens().take(3).find(|&token| page.is_word(token)).is_some_and(|token| page.is_upper(token))
}

/// A cue after the stretch: "…," he said; "…," said the mayor.
fn after(page: &Page, stretch: &Stretch) -> Option<Candidate> {
    if !last_point(page, stretch).is_some_and(|point| matches!(point, Point::Comma | Point::Stop | Point::Dash))
        && page.point(stretch.end) != Point::Comma
    {
        return None;
    }
    let mut at = stretch.end;
    if matches!(page.point(at), Point::Comma | Point::Dash) {
        at += 1;
    }
    while page.upos(at) == Upos::Adv && !page.in_marks(at) {
        at += 1;
    }
    let high = clause_end(page, at);
    if at >= high || page.parted(stretch.end - 1, at) {
        return None;
    }
    inverted(page, at, high).or_else(|| subject_first(page, at, high)).or_else(|| dash_and_name(page, stretch.end))
}

/// “…” — Ann Lee, and the line ends.
fn dash_and_name(page: &Page, dash: usize) -> Option<Candidate> {
    if page.point(dash) != Point::Dash {
        return None;
    }
    let end = source::full_phrase_after(page, dash + 1, page.len())?;
    let line_ends = end >= page.len() || page.parted(dash, end);
    line_ends.then(|| marked(Pattern::QuoteDashName, dash, Source { tokens: dash + 1..end, place: Place::After }))
}

/// A candidate whose cue is a punctuation mark.
fn marked(pattern: Pattern, cue: usize, source: Source) -> Candidate {
    Candidate {
        content: Vec::new(),
        cue: cue..cue + 1,
        source: Some(source),
        pattern,
        entry: None,
        form: Form::Base,
        medium: Medium::Speech,
        stretches: Vec::new(),
    }
}

/// The end of the words outside marks that start at `at`: the next stop or stretch.
fn clause_end(page: &Page, at: usize) -> usize {
    let high = (at + REACH).min(page.len());
    (at..high).find(|&token| page.in_marks(token) || page.point(token) == Point::Stop).unwrap_or(high)
}

/// said the mayor
fn inverted(page: &Page, at: usize, high: usize) -> Option<Candidate> {
    let verb = page.verb(at).filter(|verb| verb.entry.frames.has(Frames::QUOTE))?;
    if matches!(verb.form, Form::Ing | Form::Base) {
        return None;
    }
    let end = source::full_phrase_after(page, verb.end, high)?;
    let source = Source { tokens: verb.end..end, place: Place::After };
    Some(Candidate::of_verb(page, Pattern::QuoteCueSource, &verb, Some(source), Vec::new()))
}

/// he said
fn subject_first(page: &Page, start: usize, high: usize) -> Option<Candidate> {
    for at in start + 1..high {
        let Some(verb) = quoting_verb(page, at) else { continue };
        let Some(source) = source::subject(page, verb.at, verb.form, start) else { continue };
        if source.place == Place::Shared {
            continue;
        }
        if source.tokens.start > start + 1 {
            return None;
        }
        return Some(Candidate::of_verb(page, Pattern::QuoteSourceCue, &verb, Some(source), Vec::new()));
    }
    None
}

fn quoting_verb<'a>(page: &Page<'a>, at: usize) -> Option<Verb<'a>> {
    page.verb(at)
        .filter(|verb| verb.entry.frames.has(Frames::QUOTE) && !matches!(page.upos(at), Upos::Noun | Upos::Adj))
}

/// A cue before the stretch: He said: "…".
fn before(page: &Page, stretch: &Stretch) -> Option<Candidate> {
    let low = clause_start(page, stretch.first);
    if low == stretch.first {
        return None;
    }
    let last = stretch.first - 1;
    let pointed = matches!(page.point(last), Point::Comma | Point::Colon);
    let sentence = is_speech(page, stretch) && starts_upper(page, stretch);
    if !pointed && !sentence {
        return None;
    }
    if page.function(last) == Function::That {
        return None;
    }
    let verb = (low..stretch.first).rev().take(REACH).find_map(|at| quoting_verb(page, at));
    let verb = verb.filter(|verb| page.point(last) == Point::Colon || is_near(page, verb, last));
    match verb {
        Some(verb) => {
            let source = source::subject(page, verb.at, verb.form, low);
            Some(Candidate::of_verb(page, Pattern::CueQuote, &verb, source, Vec::new()))
        }
        None => colon(page, low, last),
    }
}

/// The start of the words outside marks that end before `end`.
fn clause_start(page: &Page, end: usize) -> usize {
    let low = end.saturating_sub(REACH);
    let stop = (low..end).rev().find(|&at| page.in_marks(at) || page.point(at) == Point::Stop);
    let start = stop.map_or(low, |at| at + 1);
    // A paragraph's end is a stop too.
    (start..end).rev().find(|&at| at > start && page.parted(at - 1, at)).unwrap_or(start)
}

/// Whether only somebody addressed, a place or a time stands between a verb and the last token before the marks.
fn is_near(page: &Page, verb: &Verb, last: usize) -> bool {
    (verb.end..=last).all(|at| !page.is_finite(at)) && last + 1 - verb.end.min(last + 1) <= 14
}

/// Trump: "…"; with no verb, the colon is the cue.
fn colon(page: &Page, low: usize, colon: usize) -> Option<Candidate> {
    if page.point(colon) != Point::Colon || colon == low {
        return None;
    }
    let start = source::phrase_before(page, colon, low)?;
    let source = Source { tokens: start..colon, place: Place::BeforeColon };
    let pattern = if start == low { Pattern::NameQuote } else { Pattern::ColonQuote };
    Some(marked(pattern, colon, source))
}

/// Adds the stretches that go on with a quotation after its cue.
fn go_on(page: &Page, candidate: &mut Candidate, mut next: usize) {
    while next < page.stretch.len() {
        let run = reopened(page, next);
        let before = page.stretch[next - 1];
        let end =
            candidate.source.as_ref().map_or(0, |source| source.tokens.end).max(candidate.cue.end).max(before.end);
        let stretch = page.stretch[next];
        if !goes_on(page, end, before.end, &stretch) {
            return;
        }
        let last = page.stretch[run.end - 1];
        let own = after(page, &last);
        if own.is_some_and(|own| last_point(page, &last) == Some(Point::Comma) && own.cue.start >= last.end) {
            return;
        }
        candidate.stretches.extend(run.clone());
        next = run.end;
    }
}

/// Whether a stretch continues what ended at `end`: nothing but the rest of the cue's sentence lies between.
fn goes_on(page: &Page, end: usize, before: usize, stretch: &Stretch) -> bool {
    let between: Tokens = end..stretch.first.max(end);
    if between.len() > REACH || page.parted(before - 1, stretch.first) {
        return false;
    }
    let stops = between.clone().filter(|&at| page.point(at) == Point::Stop).count();
    let paired = between.len() == 1 && page.function(between.start) == Function::And;
    let last_is_stop = paired
        || between
            .clone()
            .next_back()
            .is_none_or(|at| matches!(page.point(at), Point::Stop | Point::Comma | Point::Dash | Point::Semicolon));
    let reports_again = between.clone().any(|at| quoting_verb(page, at).is_some());
    stops <= 1 && last_is_stop && !reports_again && is_speech(page, stretch)
}

/// A stretch that is a paragraph of its own, or begins as a sentence of its own, with nobody named.
fn alone(page: &Page, run: &Run) -> Option<Candidate> {
    let stretch = page.stretch[run.start];
    let starts = stretch.first == 0
        || page.parted(stretch.first - 1, stretch.first)
        || matches!(page.point(stretch.first - 1), Point::Stop | Point::Quote);
    if !starts || !is_speech(page, &stretch) || !starts_upper(page, &stretch) {
        return None;
    }
    let last = page.stretch[run.end - 1];
    let whole = last.end >= page.len() || page.parted(last.end - 1, last.end);
    Some(Candidate {
        content: page.stretch[run.clone()].iter().map(Stretch::tokens).collect(),
        cue: stretch.first..stretch.first,
        source: None,
        pattern: if whole { Pattern::QuoteParagraph } else { Pattern::QuoteAlone },
        entry: None,
        form: Form::Base,
        medium: Medium::Speech,
        stretches: run.clone().collect(),
    })
}
