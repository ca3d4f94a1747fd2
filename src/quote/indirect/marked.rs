//! Verbs that the lexicon lacks, before a clause in quotation marks.

use super::Setting;
use crate::quote::candidate::{Candidate, only};
use crate::quote::cue::{EntryId, Form, Frames};
use crate::quote::evidence::Pattern;
use crate::quote::page::Verb;
use crate::quote::source;
use crate::tag::Upos;

/// How many words in quotation marks can be taken for a clause, not a phrase.
const LEAST_CLAUSE: usize = 4;

impl Setting<'_, '_> {
    /// "He rhymed that “…”": a verb of any kind reports if what it governs is a clause in quotation marks.
    pub(super) fn marked_that(&self, that: usize) -> Option<Candidate> {
        let at = that.checked_sub(1).filter(|&at| at >= self.sentence.start && self.page.upos(at) == Upos::Verb)?;
        let listed = self.page.verb(at).is_some_and(|verb| verb.entry.frames.has(Frames::THAT));
        if listed || self.page.in_marks(at) || !self.is_marked_clause(that + 1) {
            return None;
        }
        let form = match self.page.xpos(at) {
            "VBZ" => Form::Third,
            "VBG" => Form::Ing,
            "VB" | "VBP" => Form::Base,
            _ => Form::Past,
        };
        let verb = Verb { id: EntryId::MAX, entry: &self.page.lexicon.any_verb, form, at, end: that };
        let source = source::subject(self.page, &verb, self.sentence.start)?;
        let content = only(that..self.content_end(that, Pattern::That));
        let candidate = Candidate::of_verb(self.page, Pattern::That, &verb, Some(source), content);
        Some(Candidate { entry: None, ..candidate })
    }

    /// Whether quotation marks open at `start` around enough words for a clause.
    fn is_marked_clause(&self, start: usize) -> bool {
        let stretch = self.page.stretch_at(start).filter(|stretch| stretch.first == start);
        stretch.is_some_and(|stretch| {
            stretch.tokens().filter(|&token| self.page.is_word(token)).take(LEAST_CLAUSE).count() == LEAST_CLAUSE
        })
    }
}
