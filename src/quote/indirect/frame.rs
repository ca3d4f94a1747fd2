//! What may follow a reporting word, and where the content begins in it.

use super::REACH;
use super::Setting;
use crate::quote::cue::{Frames, Function};
use crate::quote::evidence::Pattern;
use crate::quote::page::{Point, Verb};
use crate::quote::source;
use crate::tag::Upos;

impl Setting<'_, '_> {
    /// A clause or infinitive that starts right at `start`: the pattern and where the content starts.
    pub(super) fn clause_at(&self, frames: Frames, start: usize) -> Option<(Pattern, usize)> {
        if frames.has(Frames::THAT) && self.page.function(start) == Function::That && !self.ends_at(start + 1) {
            return Some((Pattern::That, start));
        }
        if frames.has(Frames::THAT) && self.page.function(start) == Function::Question {
            return Some((Pattern::Clause, start));
        }
        if frames.has(Frames::TO) && source::is_infinitive(self.page, start) {
            return Some((Pattern::Infinitive, start));
        }
        (frames.has(Frames::THAT) && self.is_clause(start)).then_some((Pattern::Clause, start))
    }

    /// "said in a statement on Monday that": a "that" some words after the verb, with nothing but nouns between.
    pub(super) fn late_that(&self, frames: Frames, start: usize) -> Option<(Pattern, usize)> {
        if !frames.has(Frames::THAT) {
            return None;
        }
        let high = (start + REACH).min(self.sentence.end);
        let that = (start..high).find(|&at| self.page.function(at) == Function::That || self.breaks_frame(at))?;
        let late = self.page.function(that) == Function::That && !self.ends_at(that + 1);
        let pattern = if frames.has(Frames::WHOM) { Pattern::WhomThat } else { Pattern::That };
        late.then_some((pattern, that))
    }

    pub(super) fn breaks_frame(&self, at: usize) -> bool {
        self.page.in_marks(at)
            || self.page.is_finite(at)
            || matches!(self.page.point(at), Point::Stop | Point::Semicolon | Point::Colon | Point::Dash)
            || self.page.function(at) == Function::To
    }

    pub(super) fn preposition_at(&self, frames: Frames, start: usize, pattern: Pattern) -> Option<(Pattern, usize)> {
        let takes = self.page.preposition(start).is_some_and(|preposition| frames.takes(preposition));
        let infinitive = source::is_infinitive(self.page, start);
        (takes && !infinitive && start + 1 < self.sentence.end).then_some((pattern, start + 1))
    }

    /// A frame with somebody addressed: told her that, urged her to, accused her of.
    pub(super) fn addressed(&self, verb: &Verb, start: usize) -> Option<(Pattern, usize)> {
        let frames = verb.entry.frames;
        let end = source::phrase_after(self.page, start, self.sentence.end)?;
        let next = self.skip_adverbs(end);
        if next >= self.sentence.end {
            return None;
        }
        if frames.has(Frames::WHOM) {
            if let Some((pattern, content)) = self.clause_at(frames, next) {
                let pattern = match pattern {
                    Pattern::That => Pattern::WhomThat,
                    Pattern::Infinitive => Pattern::WhomInfinitive,
                    _ => Pattern::WhomClause,
                };
                return Some((pattern, content));
            }
            return self.preposition_at(frames, next, Pattern::WhomPreposition);
        }
        let accuses = *verb.entry.lemma == *"accuse";
        let short_quote = self.page.in_marks(next) && next - start <= 2 && frames.has(Frames::OBJECT);
        if accuses {
            return self.preposition_at(frames, next, Pattern::WhomPreposition);
        }
        short_quote.then_some((Pattern::ObjectQuote, next))
    }

    pub(super) fn object(&self, verb: &Verb, start: usize) -> Option<(Pattern, usize)> {
        let begins = self.page.in_marks(start)
            || self.page.is_word(start)
                && (matches!(
                    self.page.upos(start),
                    Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron
                ) || matches!(
                    self.page.function(start),
                    Function::Determiner | Function::Possessive | Function::Objective
                ) || self.page.xpos(start) == "VBG");
        (verb.entry.frames.has(Frames::OBJECT) && begins).then_some((Pattern::Object, start))
    }

    /// Whether a clause with a subject and a finite verb starts at `start`.
    pub(super) fn is_clause(&self, start: usize) -> bool {
        let page = self.page;
        if page.function(start) == Function::Subject && self.has_verb(start + 1, 6) {
            return true;
        }
        let subject = source::phrase_after(page, start, self.sentence.end);
        subject.is_some_and(|end| self.has_verb(end, 4)) || page.in_marks(start) && self.has_verb(start, 12)
    }

    /// Whether a finite verb comes within `reach` tokens, with nothing but adverbs and asides before it.
    pub(super) fn has_verb(&self, start: usize, reach: usize) -> bool {
        let high = (start + reach).min(self.sentence.end);
        for at in start..high {
            if self.page.is_finite(at)
                || matches!(self.page.function(at), Function::Modal | Function::Be | Function::Have)
            {
                return true;
            }
            if matches!(self.page.point(at), Point::Stop | Point::Semicolon | Point::Colon)
                || matches!(self.page.function(at), Function::To | Function::That)
            {
                return false;
            }
        }
        false
    }

    pub(super) fn ends_at(&self, at: usize) -> bool {
        at >= self.sentence.end || self.page.point(at) == Point::Stop
    }
}
