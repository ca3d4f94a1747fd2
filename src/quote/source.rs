//! Finds who reports: the noun phrase before a verb, after it, or before a noun ("his claim").
//!
//! There is no parser below: a phrase is read token by token from its tags, as far as `REACH` tokens, so that time
//! stays linear in any text.

use super::cue::{Form, Function, Preposition};
use super::page::{Page, Point, Tokens};
use crate::tag::Upos;

/// How many tokens a phrase, or the way from a verb to its subject, may be long.
const REACH: usize = 40;

/// How a source was found, for the evidence and the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Place {
    /// Right before the cue.
    Before,
    /// Before the cue, with words set off by commas between.
    BeforeAside,
    /// Right after the cue.
    After,
    /// It is the subject of an earlier verb of the sentence.
    Shared,
    /// It has the cue: "his claim".
    Owner,
    /// Before the colon.
    BeforeColon,
}

/// A source and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub tokens: Tokens,
    pub place: Place,
}

/// The subject of the verb at token `verb`, no further left than token `low`.
pub(super) fn subject(page: &Page, verb: usize, form: Form, low: usize) -> Option<Source> {
    let low = low.max(verb.saturating_sub(REACH));
    if form == Form::Ing && !is_progressive(page, verb, low) {
        return shared(page, verb, low);
    }
    let end = before_auxiliaries(page, verb, low);
    if end == low {
        return None;
    }
    direct_subject(page, end, low).or_else(|| shared(page, verb, low))
}

/// Whether an -ing form has its own subject: "he was saying".
fn is_progressive(page: &Page, at: usize, low: usize) -> bool {
    let end = before_auxiliaries(page, at, low);
    (end..at).any(|token| page.function(token) == Function::Be)
}

/// Where the words before a verb that belong to it begin: "has also", "did not".
pub(super) fn before_auxiliaries(page: &Page, verb: usize, low: usize) -> usize {
    let mut at = verb;
    while at > low && is_auxiliary(page, at - 1) {
        at -= 1;
    }
    at
}

fn is_auxiliary(page: &Page, token: usize) -> bool {
    use Function::{Be, Do, Have, Modal, Not};
    let function = page.function(token);
    // "'s" is an auxiliary only if it is not the mark of a possessor.
    let auxiliary = matches!(function, Have | Do | Modal | Not) || function == Be && page.upos(token) != Upos::Part;
    auxiliary || page.is_word(token) && page.upos(token) == Upos::Adv && !matches!(function, Function::Question)
}

/// The subject that ends right before `end`, or before words set off by commas, brackets or dashes.
fn direct_subject(page: &Page, end: usize, low: usize) -> Option<Source> {
    if page.point(end - 1) == Point::Comma {
        let (start, head_end) = before_aside(page, end - 1, low)?;
        let whole = if is_apposition(page, head_end + 1) { end - 1 } else { head_end };
        return Some(Source { tokens: start..whole, place: Place::BeforeAside });
    }
    let start = phrase_before(page, end, low)?;
    Some(Source { tokens: start..end, place: Place::Before })
}

/// A sentence such as "Trump, who won, said": the start of the phrase before the comma that opens the aside, and that
/// comma.
fn before_aside(page: &Page, comma: usize, low: usize) -> Option<(usize, usize)> {
    let mut at = comma;
    while at > low + 1 {
        at -= 1;
        match page.point(at) {
            Point::Comma => {
                if let Some(start) = phrase_before(page, at, low).filter(|&start| is_clause_start(page, start, low)) {
                    return Some((start, at));
                }
            }
            Point::Stop | Point::Semicolon => return None,
            _ if page.in_marks(at) => return None,
            _ => {}
        }
    }
    None
}

/// Whether what follows a comma tells more about the noun before: "a Republican", "who won".
fn is_apposition(page: &Page, at: usize) -> bool {
    use Upos::{Adj, Det, Noun, Num, Propn};
    page.function(at) == Function::Relative
        || page.function(at) == Function::Possessive
        || matches!(page.form(at), "of" | "from")
        || page.is_word(at) && matches!(page.upos(at), Det | Noun | Propn | Num | Adj)
}

/// Whether a phrase that starts at `start` can be the subject of its clause, by what stands before it.
fn is_clause_start(page: &Page, start: usize, low: usize) -> bool {
    if start <= low {
        return true;
    }
    let before = start - 1;
    page.point(before) != Point::Word
        || page.in_marks(before)
        || matches!(
            page.function(before),
            Function::That
                | Function::And
                | Function::But
                | Function::Subordinate
                | Function::Question
                | Function::Relative
        )
        || page.upos(before) == Upos::Adv
        || page.preposition(before).is_some_and(|_| page.upos(before) == Upos::Sconj)
        || page.function(before) == Function::Time
}

/// Where the noun phrase that ends before `end` starts; `None` if no noun ends there.
pub(super) fn phrase_before(page: &Page, end: usize, low: usize) -> Option<usize> {
    let mut start = chunk_before(page, end, low)?;
    if start + 1 == end && stands_alone(page, start) {
        return Some(start);
    }
    while let Some(longer) = extended(page, start, low) {
        start = longer;
    }
    Some(start)
}

/// Whether nothing can belong to the word before it: "he", "who".
fn stands_alone(page: &Page, token: usize) -> bool {
    matches!(page.function(token), Function::Subject | Function::Objective | Function::Relative | Function::That)
}

/// The start of a phrase made longer to the left: "members of" + "the House", "people who support" + "him".
fn extended(page: &Page, start: usize, low: usize) -> Option<usize> {
    if start <= low + 1 {
        return None;
    }
    let before = start - 1;
    if page.in_marks(before) {
        return None;
    }
    if is_linking_preposition(page, before) {
        return chunk_before(page, before, low);
    }
    if page.function(before) == Function::And {
        return conjoined(page, before, low);
    }
    matches!(page.upos(before), Upos::Verb | Upos::Aux | Upos::Adj | Upos::Adp)
        .then(|| modified(page, before, low))
        .flatten()
}

fn is_linking_preposition(page: &Page, at: usize) -> bool {
    page.upos(at) == Upos::Adp
        || page.preposition(at).is_some() && page.function(at) != Function::To && page.upos(at) != Upos::Sconj
}

/// "X and Y" before a verb: X belongs to it unless it is the object of another verb.
fn conjoined(page: &Page, and: usize, low: usize) -> Option<usize> {
    let end = if page.point(and - 1) == Point::Comma { and - 1 } else { and };
    let mut start = chunk_before(page, end, low)?;
    while start > low + 1 && page.point(start - 1) == Point::Comma {
        let Some(longer) = chunk_before(page, start - 1, low) else { break };
        start = longer;
    }
    (start <= low || is_clause_start(page, start, low)).then_some(start)
}

/// A noun with a clause after it: "the man who attacked" + …, "a group backed by" + …: its start.
fn modified(page: &Page, last: usize, low: usize) -> Option<usize> {
    let mut at = last;
    let mut finite = false;
    while at > low && last - at < 12 {
        match page.function(at) {
            Function::Relative | Function::That if at < last || finite => {
                let end = if page.point(at - 1) == Point::Comma { at - 1 } else { at };
                return chunk_before(page, end, low).map(|start| of_chain(page, start, low));
            }
            _ if page.point(at) != Point::Word => return None,
            _ => {}
        }
        finite |= page.is_finite(at);
        let participle = matches!(page.xpos(at), "VBN" | "VBG") || page.upos(at) == Upos::Adj;
        if participle && !finite && page.is_nominal(at - 1) && !stands_alone(page, at - 1) {
            return chunk_before(page, at, low).map(|start| of_chain(page, start, low));
        }
        at -= 1;
    }
    None
}

fn of_chain(page: &Page, mut start: usize, low: usize) -> usize {
    while start > low + 1 && is_linking_preposition(page, start - 1) {
        let Some(longer) = chunk_before(page, start - 1, low) else { break };
        start = longer;
    }
    start
}

/// The start of the nouns that end before `end`, with their adjectives and determiner.
fn chunk_before(page: &Page, end: usize, low: usize) -> Option<usize> {
    let mut at = skip_bracket_back(page, end, low);
    if at == low || page.in_marks(at - 1) || !is_head(page, at - 1) {
        return None;
    }
    at -= 1;
    if stands_alone(page, at) {
        return Some(at);
    }
    while at > low && !page.in_marks(at - 1) {
        if begins_phrase(page, at) && !is_owner(page, at - 1) {
            break;
        }
        if !is_inside(page, at - 1, at) {
            break;
        }
        at -= 1;
    }
    Some(at)
}

/// "Marco Rubio (R-Fla.)": the end of what stands before the bracket.
fn skip_bracket_back(page: &Page, end: usize, low: usize) -> usize {
    if end == low || page.point(end - 1) != Point::Close {
        return end;
    }
    let open = (low..end).rev().take(12).find(|&at| page.point(at) == Point::Open);
    open.filter(|&open| open > low).unwrap_or(end)
}

fn is_head(page: &Page, at: usize) -> bool {
    page.is_nominal(at)
        || stands_alone(page, at)
        || page.function(at) == Function::Determiner && !matches!(page.form(at), "the" | "The" | "a" | "A" | "an")
        || page.is_word(at) && page.is_upper(at) && page.upos(at) != Upos::Verb
        || page.upos(at) == Upos::X
}

fn begins_phrase(page: &Page, at: usize) -> bool {
    matches!(page.function(at), Function::Possessive) || page.upos(at) == Upos::Det
}

/// The 's of "the president's aides", or a word before a determiner: "all the".
fn is_owner(page: &Page, at: usize) -> bool {
    page.upos(at) == Upos::Det
}

fn is_inside(page: &Page, at: usize, next: usize) -> bool {
    use Upos::{Adj, Adv, Det, Noun, Num, Part, Propn, Sym, Verb};
    match page.point(at) {
        Point::Word => match page.upos(at) {
            Adj | Det | Noun | Num | Propn | Sym => !matches!(page.function(at), Function::That | Function::Relative),
            Part => matches!(page.form(at), "'s" | "’s" | "'" | "’"),
            Adv => next < page.len() && matches!(page.upos(next), Adj | Num),
            Verb if !is_hyphenated(page, at) => {
                matches!(page.xpos(at), "VBN" | "VBG") && at > 0 && begins_phrase(page, at - 1)
            }
            _ => page.function(at) == Function::Possessive || page.form(at) == "&" || is_hyphenated(page, at),
        },
        Point::Dash => is_hyphen(page, at),
        _ => page.form(at) == "'" || page.form(at) == "’" || page.form(at) == "/",
    }
}

/// Whether a word is joined to another: "hire" in "car-hire firm".
fn is_hyphenated(page: &Page, at: usize) -> bool {
    is_hyphen(page, at + 1) || at > 0 && is_hyphen(page, at - 1)
}

/// Whether a dash touches the words on both sides.
fn is_hyphen(page: &Page, at: usize) -> bool {
    if page.point(at) != Point::Dash {
        return false;
    }
    let span = |token: usize| page.reading.tokens.spans()[token];
    at > 0 && at + 1 < page.len() && span(at - 1).end() == span(at).start() && span(at).end() == span(at + 1).start()
}

/// The subject of the verb before, which a participle ("…, adding") or a second verb ("… and said") shares.
fn shared(page: &Page, verb: usize, low: usize) -> Option<Source> {
    let mut at = verb;
    while at > low + 1 {
        at -= 1;
        if page.in_marks(at) {
            continue;
        }
        if matches!(page.point(at), Point::Stop | Point::Semicolon) {
            return None;
        }
        if !page.is_word(at) || !is_main_verb(page, at) {
            continue;
        }
        let end = before_auxiliaries(page, at, low);
        if end == low {
            return None;
        }
        if let Some(found) = direct_subject(page, end, low) {
            return Some(Source { tokens: found.tokens, place: Place::Shared });
        }
    }
    None
}

fn is_main_verb(page: &Page, at: usize) -> bool {
    page.is_finite(at) || page.verb(at).is_some_and(|verb| verb.is_finite() && page.upos(at) == Upos::Verb)
}

/// The noun phrase that starts at `start`, no further right than `high`: its end, or `None` if none starts there.
pub(super) fn phrase_after(page: &Page, start: usize, high: usize) -> Option<usize> {
    let high = high.min(start + REACH).min(page.len());
    let mut end = chunk_after(page, start, high)?;
    if end == start + 1 && stands_alone(page, start) {
        return Some(end);
    }
    loop {
        let linked = end < high && (is_linking_preposition(page, end) || page.function(end) == Function::And);
        let Some(longer) = linked.then(|| chunk_after(page, end + 1, high)).flatten() else { return Some(end) };
        end = longer;
    }
}

/// Like [`phrase_after`], with what a comma adds: ", the Kremlin spokesman".
pub(super) fn full_phrase_after(page: &Page, start: usize, high: usize) -> Option<usize> {
    let mut end = phrase_after(page, start, high)?;
    let high = high.min(start + REACH).min(page.len());
    while end + 1 < high && page.point(end) == Point::Comma && is_apposition(page, end + 1) {
        if page.function(end + 1) == Function::Relative {
            return Some(aside_end(page, end + 1, high));
        }
        let Some(longer) = phrase_after(page, end + 1, high) else { break };
        // A verb after the noun makes it the subject of a new clause, and no apposition.
        if longer < high && (page.is_finite(longer) || page.function(longer) == Function::Have) {
            break;
        }
        end = longer;
    }
    Some(end)
}

fn aside_end(page: &Page, start: usize, high: usize) -> usize {
    (start..high).find(|&at| page.point(at) != Point::Word).unwrap_or(high)
}

fn chunk_after(page: &Page, start: usize, high: usize) -> Option<usize> {
    let mut at = start;
    let mut head = None;
    while at < high && !page.in_marks(at) {
        if stands_alone(page, at) && page.function(at) != Function::That {
            if at == start {
                head = Some(at + 1);
            }
            break;
        }
        if page.point(at) == Point::Open && head.is_some() {
            at = (at..high).find(|&close| page.point(close) == Point::Close).map_or(high, |close| close + 1);
            head = head.map(|_| at);
            continue;
        }
        let begins = at > start && begins_phrase(page, at) && head.is_some();
        if begins || !(is_inside(page, at, at + 1) || page.is_nominal(at)) {
            break;
        }
        if is_head(page, at) && page.upos(at) != Upos::Adv {
            head = Some(at + 1);
        }
        at += 1;
    }
    head
}

/// Who has a noun: "his" in "his claim", "Trump's" in "Trump's latest claim", without the 's.
pub(super) fn owner(page: &Page, noun: usize, low: usize) -> Option<Source> {
    let low = low.max(noun.saturating_sub(REACH));
    let mut at = noun;
    while at > low && matches!(page.upos(at - 1), Upos::Adj | Upos::Noun | Upos::Num | Upos::Adv) {
        at -= 1;
    }
    if at == low {
        return None;
    }
    if page.function(at - 1) == Function::Possessive {
        return Some(Source { tokens: at - 1..at, place: Place::Owner });
    }
    if at - 1 > low && matches!(page.form(at - 1), "'s" | "’s" | "'" | "’") {
        let start = chunk_before(page, at - 1, low)?;
        return Some(Source { tokens: start..at - 1, place: Place::Owner });
    }
    None
}

/// Who does it in "the claim by X", "was rejected by X": the phrase after "by".
pub(super) fn agent(page: &Page, by: usize, high: usize) -> Option<Source> {
    let by_agent = by < high && matches!(page.form(by), "by" | "among" | "from");
    let end = by_agent.then(|| full_phrase_after(page, by + 1, high)).flatten()?;
    Some(Source { tokens: by + 1..end, place: Place::After })
}

/// Whether a token is "to" before a verb.
pub(super) fn is_infinitive(page: &Page, at: usize) -> bool {
    page.function(at) == Function::To
        && at + 1 < page.len()
        && (page.xpos(at + 1) == "VB"
            || page.preposition(at) == Some(Preposition::TO) && page.upos(at + 1) == Upos::Adv)
}
