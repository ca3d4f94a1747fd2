//! Cues that are no verbs: phrases, nouns, adjectives and the colon after a name.

use super::Setting;
use crate::quote::Medium;
use crate::quote::candidate::{Candidate, only};
use crate::quote::cue::{Entry, EntryId, Form, Frames, Part};
use crate::quote::evidence::Pattern;
use crate::quote::page::{Point, Tokens};
use crate::quote::source::{self, Place, Source};
use crate::tag::Upos;

impl Setting<'_, '_> {
    /// "according to the mayor"
    pub(super) fn phrase(&self, id: EntryId, entry: &Entry, at: usize, end: usize) -> Option<Candidate> {
        let source_end = source::full_phrase_after(self.page, end, self.sentence.end)?;
        let mut content = Vec::new();
        let mut left_end = at;
        if left_end > self.sentence.start && self.page.point(left_end - 1) == Point::Comma {
            left_end -= 1;
        }
        if left_end > self.sentence.start + 2 && !self.cut {
            content.push(self.sentence.start..left_end);
        }
        let goes_on = self.page.point(source_end) == Point::Comma;
        let next = source_end + 1;
        if goes_on && next < self.sentence.end && (content.is_empty() || self.page.point(at - 1) == Point::Comma) {
            content.push(next..self.content_end(next, Pattern::Phrase));
        }
        content.retain(|piece| !piece.is_empty());
        let source = Some(Source { tokens: end..source_end, place: Place::After });
        let medium = entry.medium;
        (!content.is_empty()).then(|| Candidate {
            content,
            cue: at..end,
            source,
            pattern: Pattern::Phrase,
            entry: Some(id),
            form: Form::Base,
            medium,
            stretches: Vec::new(),
        })
    }

    /// "he avoided that “…”": whatever the verb, what follows it is quoted.
    pub(super) fn that_quote(&self, that: usize) -> Option<Candidate> {
        let page = self.page;
        let at = (self.sentence.start..that).rev().take(4).find(|&at| page.upos(at) != Upos::Adv)?;
        let known = page.verb(at).is_some_and(|verb| verb.entry.frames.has(Frames::THAT));
        if known || page.upos(at) != Upos::Verb || page.in_marks(at) {
            return None;
        }
        let form = if page.xpos(at) == "VBG" { Form::Ing } else { Form::Past };
        let source = source::subject(page, at, form, self.sentence.start)?;
        let end = self.content_end(that, Pattern::ThatQuote);
        (that + 1 < end).then(|| Candidate {
            content: only(that..end),
            cue: at..at + 1,
            source: Some(source),
            pattern: Pattern::ThatQuote,
            entry: None,
            form,
            medium: Medium::Speech,
            stretches: Vec::new(),
        })
    }

    /// "his claim that", "the mayor's promise to"
    pub(super) fn noun(&self, id: EntryId, entry: &Entry, at: usize) -> Option<Candidate> {
        let mut start = at + 1;
        let mut source = source::owner(self.page, at, self.sentence.start);
        if let Some(agent) = source::agent(self.page, start, self.sentence.end) {
            start = agent.tokens.end;
            source = Some(agent);
        }
        let (pattern, content) =
            self.complement(entry, start, Pattern::NounThat, Pattern::NounInfinitive, Pattern::NounPreposition)?;
        let mut end = self.content_end(content, pattern);
        let by = (content..end).find(|&token| source.is_none() && self.page.form(token) == "by");
        if let Some((by, agent)) = by.and_then(|by| Some((by, source::agent(self.page, by, end)?))) {
            (end, source) = (by, Some(agent));
        }
        (content < end).then(|| worded(pattern, (id, entry), at..at + 1, source, content..end))
    }

    /// "he is confident that", "voters worried about"
    pub(super) fn adjective(&self, id: EntryId, entry: &Entry, at: usize) -> Option<Candidate> {
        let (pattern, content) = self.complement(
            entry,
            at + 1,
            Pattern::AdjectiveThat,
            Pattern::AdjectiveInfinitive,
            Pattern::AdjectivePreposition,
        )?;
        let end = self.content_end(content, pattern);
        let copula = source::before_auxiliaries(self.page, at, self.sentence.start);
        let source = source::subject(self.page, at, Form::Past, self.sentence.start)?;
        (content < end).then(|| {
            worded(pattern, (id, entry), copula.max(source.tokens.end.min(at))..at + 1, Some(source), content..end)
        })
    }

    /// What a noun or an adjective opens.
    pub(super) fn complement(
        &self,
        entry: &Entry,
        start: usize,
        that: Pattern,
        infinitive: Pattern,
        preposition: Pattern,
    ) -> Option<(Pattern, usize)> {
        if start >= self.sentence.end {
            return None;
        }
        if let Some((pattern, content)) = self.clause_at(entry.frames, start) {
            return match pattern {
                Pattern::Infinitive => Some((infinitive, content)),
                Pattern::That => Some((that, content)),
                _ if entry.part == Part::Adjective => Some((that, content)),
                _ => None,
            };
        }
        self.preposition_at(entry.frames, start, preposition)
    }

    /// "Mayor: We will not go", a headline or a transcript.
    pub(super) fn name_colon(&self, colon: usize) -> Option<Candidate> {
        let page = self.page;
        let start = self.sentence.start;
        if colon <= start || colon - start > 8 || start > 0 && !page.parted(start - 1, start) || page.in_marks(colon) {
            return None;
        }
        let first = source::phrase_before(page, colon, start)?;
        let content = colon + 1;
        if first != start || content >= page.len() || page.parted(colon, content) || page.in_marks(content) {
            return None;
        }
        let end = (content..page.len())
            .take(400)
            .find(|&at| page.parted(colon, at))
            .unwrap_or((content + 400).min(page.len()));
        let source = Some(Source { tokens: start..colon, place: Place::BeforeColon });
        Some(Candidate {
            content: only(content..end),
            cue: colon..colon + 1,
            source,
            pattern: Pattern::NameColon,
            entry: None,
            form: Form::Base,
            medium: Medium::Speech,
            stretches: Vec::new(),
        })
    }
}

/// A candidate whose cue is no verb.
fn worded(
    pattern: Pattern,
    (id, entry): (EntryId, &Entry),
    cue: Tokens,
    source: Option<Source>,
    content: Tokens,
) -> Candidate {
    let medium = entry.medium;
    Candidate {
        content: only(content),
        cue,
        source,
        pattern,
        entry: Some(id),
        form: Form::Base,
        medium,
        stretches: Vec::new(),
    }
}
