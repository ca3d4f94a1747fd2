//! Cues whose subject is what is said: "the sale is expected to close", "the sale seems likely".

use super::Setting;
use crate::quote::candidate::{Candidate, only};
use crate::quote::cue::{Frames, Function};
use crate::quote::evidence::Pattern;
use crate::quote::page::{Tokens, Verb};
use crate::quote::source::{self, Place};
use crate::tag::Upos;

impl Setting<'_, '_> {
    /// "the sale is expected to close": the content stands on both sides.
    pub(super) fn passive(&self, verb: &Verb) -> Option<Candidate> {
        let page = self.page;
        let start = self.skip_adverbs(verb.end);
        if start >= self.sentence.end {
            return None;
        }
        let frames = verb.entry.frames;
        if self.page.function(start) == Function::That && frames.has(Frames::THAT) {
            let end = self.content_end(start, Pattern::That);
            return (start < end).then(|| Candidate::of_verb(page, Pattern::That, verb, None, only(start..end)));
        }
        let fits =
            source::is_infinitive(page, start) || page.form(start) == "as" || page.function(start) == Function::To;
        if !frames.has(Frames::PASSIVE) || !fits {
            return None;
        }
        self.both_sides(Pattern::Passive, verb, start)
    }

    /// "the sale seems likely"
    pub(super) fn raise(&self, verb: &Verb) -> Option<Candidate> {
        let start = self.skip_adverbs(verb.end);
        let fits = start < self.sentence.end
            && (source::is_infinitive(self.page, start)
                || self.page.upos(start) == Upos::Adj
                || matches!(self.page.form(start), "like" | "as"));
        fits.then(|| self.both_sides(Pattern::Raise, verb, start)).flatten()
    }

    pub(super) fn both_sides(&self, pattern: Pattern, verb: &Verb, start: usize) -> Option<Candidate> {
        let subject = source::subject(self.page, verb.at, verb.form, self.sentence.start);
        let mut content: Vec<Tokens> = Vec::new();
        let expletive = subject.as_ref().is_some_and(|subject| {
            self.page.form(subject.tokens.start).eq_ignore_ascii_case("it")
                && self.page.function(start) == Function::That
        });
        if let Some(subject) =
            subject.filter(|subject| !expletive && subject.place != Place::Shared && subject.tokens.end <= verb.at)
        {
            content.push(subject.tokens);
        }
        let end = self.content_end(start, pattern);
        content.push(start..end);
        (start < end).then(|| Candidate::of_verb(self.page, pattern, verb, None, content))
    }
}
