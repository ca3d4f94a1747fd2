//! Reports in the writer's own words: each reporting word with what stands around it.

mod end;
mod frame;
mod front;
mod nominal;
mod passive;

use super::candidate::{Candidate, only};
use super::cue::{Form, Frames, Function, Part};
use super::evidence::Pattern;
use super::page::{Page, Point, Tokens, Verb};
use super::source::{self, Source};
use crate::tag::Upos;

/// How far a frame may reach from its cue before the content begins, in tokens.
const REACH: usize = 12;

/// How many tokens of its sentence a cue is read with on either side, and how long marks inside a report may be.
/// Sentences are shorter, but a text without stops is one sentence, and time must stay linear.
const WINDOW: usize = 250;

/// A reporting word and the sentence around it.
struct Setting<'p, 'a> {
    page: &'p Page<'a>,
    sentence: Tokens,
    /// The sentence starts before `sentence`, which is a window of it.
    cut: bool,
}

/// Proposes quotations for every reporting word outside quotation marks.
pub(super) fn propose(page: &Page, found: &mut Vec<Candidate>) {
    for number in 0..page.reading.sentences.len() {
        let whole = page.sentence(number);
        for at in whole.clone() {
            let word = page.word[at];
            let that = word.function == Function::That && page.in_marks(at + 1);
            if word.senses == 0 && !that && page.point(at) != Point::Colon || page.in_marks(at) {
                continue;
            }
            let sentence = whole.start.max(at.saturating_sub(WINDOW))..whole.end.min(at + WINDOW);
            let setting = Setting { page, cut: sentence.start > whole.start, sentence };
            if word.senses != 0 {
                setting.propose_at(at, found);
            } else if that {
                found.extend(setting.that_quote(at));
            } else {
                found.extend(setting.name_colon(at));
            }
        }
    }
}

impl Setting<'_, '_> {
    fn propose_at(&self, at: usize, found: &mut Vec<Candidate>) {
        let before = found.len();
        if let Some(verb) = self.page.verb(at).filter(|_| self.may_be_verb(at)) {
            self.verb(&verb, found);
        }
        if found.len() > before {
            return;
        }
        for (sense, entry, end) in self.page.senses(at) {
            match entry.part {
                Part::Phrase => found.extend(self.phrase(sense.entry, entry, at, end)),
                Part::Noun if self.page.upos(at) != Upos::Verb => found.extend(self.noun(sense.entry, entry, at)),
                Part::Adjective => found.extend(self.adjective(sense.entry, entry, at)),
                _ => {}
            }
        }
    }

    /// Whether a word that could be a verb is one here. Words that are never nouns are trusted more than their tag.
    fn may_be_verb(&self, at: usize) -> bool {
        match self.page.upos(at) {
            Upos::Verb | Upos::Aux => true,
            Upos::Noun | Upos::Propn | Upos::Adj => {
                self.page.senses(at).all(|(_, entry, _)| entry.part == Part::Verb) && self.page.form(at).ends_with("ed")
            }
            _ => self.page.senses(at).all(|(_, entry, _)| entry.part == Part::Verb),
        }
    }

    fn verb(&self, verb: &Verb, found: &mut Vec<Candidate>) {
        if self.is_passive(verb) {
            found.extend(self.passive(verb));
            return;
        }
        if verb.entry.frames.has(Frames::RAISE) {
            found.extend(self.raise(verb));
            return;
        }
        let source = source::subject(self.page, verb.at, verb.form, self.sentence.start);
        let fronted = self.fronted(verb, source.as_ref());
        let proposed = fronted.is_some();
        found.extend(fronted);
        if !proposed {
            found.extend(self.after_verb(verb, source));
        }
    }

    /// Whether the verb is a participle after a form of "be".
    fn is_passive(&self, verb: &Verb) -> bool {
        let first = source::before_auxiliaries(self.page, verb.at, self.sentence.start);
        verb.form == Form::Past
            && (first..verb.at).any(|at| self.page.function(at) == Function::Be)
            && self.page.xpos(verb.at) != "VBG"
    }

    /// The content after a verb, by the frame that its first words show.
    fn after_verb(&self, verb: &Verb, source: Option<Source>) -> Option<Candidate> {
        let start = self.skip_adverbs(verb.end);
        if start >= self.sentence.end {
            return None;
        }
        // "told reporters that": a verb that addresses somebody, before what would else be a clause without "that".
        let addressed_first = verb.entry.frames.has(Frames::WHOM);
        let (pattern, content) = addressed_first
            .then(|| self.late_that(verb.entry.frames, start))
            .flatten()
            .or_else(|| self.clause_at(verb.entry.frames, start))
            .or_else(|| self.preposition_at(verb.entry.frames, start, Pattern::Preposition))
            .or_else(|| self.late_that(verb.entry.frames, start))
            .or_else(|| self.addressed(verb, start))
            .or_else(|| self.object(verb, start))?;
        let end = self.content_end(content, pattern);
        (content < end).then(|| Candidate::of_verb(self.page, pattern, verb, source, only(content..end)))
    }

    /// The first token that is neither an adverb nor a time: "said on Friday he", "said Monday that".
    fn skip_adverbs(&self, mut at: usize) -> usize {
        while at < self.sentence.end {
            let time = at + usize::from(self.page.form(at).eq_ignore_ascii_case("on"));
            if time < self.sentence.end && self.page.function(time) == Function::Time {
                at = time + 1;
            } else if self.page.is_word(at)
                && self.page.upos(at) == Upos::Adv
                && self.page.function(at) != Function::Question
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }
}
