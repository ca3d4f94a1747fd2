//! Contents that stand before their cue: "…, he said".

use super::REACH;
use super::Setting;
use crate::quote::candidate::{Candidate, only};
use crate::quote::cue::{Form, Frames, Function};
use crate::quote::evidence::Pattern;
use crate::quote::page::{Point, Tokens, Verb};
use crate::quote::source::{self, Place, Source};

impl Setting<'_, '_> {
    /// "…, he said", "…, said the mayor", "…, he said, …"
    pub(super) fn fronted(&self, verb: &Verb, source: Option<&Source>) -> Option<Candidate> {
        if !verb.entry.frames.has(Frames::QUOTE) || !matches!(verb.form, Form::Past | Form::Third | Form::Base) {
            return None;
        }
        self.inverted(verb).or_else(|| self.subject_first(verb, source?))
    }

    pub(super) fn inverted(&self, verb: &Verb) -> Option<Candidate> {
        if verb.at <= self.sentence.start + 2 || self.page.point(verb.at - 1) != Point::Comma {
            return None;
        }
        let content = self.front(verb.at - 1)?;
        let end = source::full_phrase_after(self.page, verb.end, self.sentence.end)?;
        let source = Source { tokens: verb.end..end, place: Place::After };
        Some(Candidate::of_verb(self.page, Pattern::ContentCueSource, verb, Some(source), only(content)))
    }

    pub(super) fn subject_first(&self, verb: &Verb, source: &Source) -> Option<Candidate> {
        let start = source.tokens.start;
        let fits = source.place != Place::Shared && source.tokens.end <= verb.at && start > self.sentence.start + 1;
        if !fits || self.page.point(start - 1) != Point::Comma {
            return None;
        }
        let content = self.front(start - 1)?;
        let rest = self.skip_circumstances(verb.end);
        let source = Some(source.clone());
        if self.ends_at(rest) || self.page.point(rest) == Point::Semicolon {
            return Some(Candidate::of_verb(self.page, Pattern::ContentSourceCue, verb, source, only(content)));
        }
        if self.page.point(rest) != Point::Comma {
            return None;
        }
        let next = rest + 1;
        let adds = self.page.verb(next).is_some_and(|verb| verb.form == Form::Ing)
            || matches!(self.page.function(next), Function::And | Function::But | Function::Relative);
        if adds {
            let pattern = Pattern::ContentSourceCue;
            return Some(Candidate::of_verb(self.page, pattern, verb, source, only(content)));
        }
        let end = self.content_end(next, Pattern::Around);
        (next < end).then(|| Candidate::of_verb(self.page, Pattern::Around, verb, source, vec![content, next..end]))
    }

    /// The content before a comma: from the sentence's start, if it is long enough to be one.
    pub(super) fn front(&self, comma: usize) -> Option<Tokens> {
        if self.cut {
            return None;
        }
        let mut start = self.sentence.start;
        while start < comma && !self.page.is_word(start) && !self.page.in_marks(start) {
            start += 1;
        }
        let words = (start..comma).filter(|&at| self.page.is_word(at)).take(3).count();
        let clause = (start..comma).any(|at| self.page.is_finite(at) || self.page.in_marks(at));
        let subordinate = self.page.function(start) == Function::Subordinate;
        (words >= 3 && clause && !subordinate).then_some(start..comma)
    }

    /// Past what may follow a cue at a sentence's end: "told reporters", "in a statement on Monday".
    pub(super) fn skip_circumstances(&self, start: usize) -> usize {
        let mut at = start;
        let high = (start + REACH + 4).min(self.sentence.end);
        while at < high {
            let page = self.page;
            let passes = page.is_word(at)
                && !page.in_marks(at)
                && !page.is_finite(at)
                && !matches!(page.function(at), Function::That | Function::Subject | Function::Question | Function::To);
            if !passes {
                break;
            }
            at += 1;
        }
        at
    }
}
