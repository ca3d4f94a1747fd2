//! Where a content ends.

use super::{REACH, Setting, WINDOW};
use crate::quote::cue::{Form, Frames, Function, Part};
use crate::quote::direct;
use crate::quote::evidence::Pattern;
use crate::quote::page::{Page, Point};
use crate::quote::source;

impl Setting<'_, '_> {
    /// The end of a content that starts at `start`. A stretch in marks is never cut.
    pub(super) fn content_end(&self, start: usize, pattern: Pattern) -> usize {
        let page = self.page;
        let mut depth = 0_usize;
        let mut at = start;
        while at < self.sentence.end {
            if let Some(stretch) = page.stretch_at(at) {
                if stretch.tokens().len() > WINDOW {
                    return at;
                }
                at = stretch.end.max(at + 1);
                if self.sentence.end <= at || ends_sentence(page, at - 1) || direct::is_reported_after(page, stretch) {
                    return at;
                }
                continue;
            }
            match page.point(at) {
                Point::Open => depth += 1,
                Point::Close if depth == 0 => return at,
                Point::Close => depth -= 1,
                Point::Semicolon => return at,
                Point::Comma if at > start && depth == 0 && self.ends_at_comma(start, at, pattern) => return at,
                _ if at > start && depth == 0 && self.ends_at_word(at, pattern) => return at,
                _ => {}
            }
            at += 1;
        }
        let mut end = self.sentence.end;
        while end > start && page.point(end - 1) == Point::Stop && !page.in_marks(end - 1) {
            end -= 1;
        }
        end
    }

    /// Whether the content ends at a comma, by what follows it.
    pub(super) fn ends_at_comma(&self, start: usize, comma: usize, pattern: Pattern) -> bool {
        let page = self.page;
        let next = comma + 1;
        if next >= self.sentence.end {
            return true;
        }
        let clause = !matches!(
            pattern,
            Pattern::Object
                | Pattern::ObjectQuote
                | Pattern::Preposition
                | Pattern::NounPreposition
                | Pattern::AdjectivePreposition
        );
        if page.senses(next).any(|(sense, entry, _)| sense.form == Form::Ing || entry.part == Part::Phrase) {
            return true;
        }
        if page.function(next) == Function::But {
            return true;
        }
        if self.reports_after(next) {
            return true;
        }
        if page.function(next) == Function::And && page.verb(next + 1).is_some() {
            return true;
        }
        if clause {
            return false;
        }
        let _ = start;
        matches!(page.function(next), Function::Relative | Function::Subordinate | Function::And)
            || page.xpos(next) == "VBG"
    }

    /// Whether ", he said" starts at `next` and is followed by a stop.
    pub(super) fn reports_after(&self, next: usize) -> bool {
        let high = (next + REACH).min(self.sentence.end);
        let Some(verb) =
            (next..high).find_map(|at| self.page.verb(at).filter(|verb| verb.entry.frames.has(Frames::QUOTE)))
        else {
            return false;
        };
        let end = self.skip_circumstances(verb.end);
        self.ends_at(end)
            && verb.form != Form::Ing
            && source::phrase_after(self.page, next, verb.at + 1).is_some_and(|end| end == verb.at)
    }

    /// Whether the content ends before a word: "… and said".
    pub(super) fn ends_at_word(&self, at: usize, pattern: Pattern) -> bool {
        let page = self.page;
        if page.function(at) == Function::And && at + 1 < self.sentence.end {
            let next = self.skip_adverbs(at + 1);
            return next < self.sentence.end
                && page.verb(next).is_some_and(|verb| {
                    verb.form == Form::Past && page.xpos(next) == "VBD" || verb.form == Form::Third
                });
        }
        let short = matches!(pattern, Pattern::Object | Pattern::NounPreposition | Pattern::Preposition);
        short && matches!(page.function(at), Function::Subordinate)
    }
}

/// Whether the token that closes a stretch follows a stop.
fn ends_sentence(page: &Page, closing: usize) -> bool {
    closing > 0 && page.point(closing) == Point::Quote && page.point(closing - 1) == Point::Stop
}
