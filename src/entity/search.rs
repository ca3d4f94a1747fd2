//! Stretches of words with capitals, and what each is a name of.

use super::Label;
use super::document::Known;
use super::lists::{Case, Class, Lists, Phrase};
use super::rule::Rule;
use super::shape::{Shape, Shapes, Style};
use crate::reading::Reading;
use crate::tag::Upos;
use std::ops::Range;

/// A name found: tokens `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) label: Label,
    pub(crate) rule: Rule,
}

/// No name is longer, in tokens; this keeps every look at a name bounded.
const LONGEST: usize = 12;

/// A search for names in one paragraph after another.
pub(crate) struct Search<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) lists: &'a Lists,
    pub(crate) shapes: &'a Shapes,
    pub(crate) style: Style,
    pub(crate) found: Vec<Found>,
}

impl Search<'_> {
    /// Finds the names of a paragraph.
    pub(crate) fn paragraph(&mut self, tokens: Range<usize>) {
        self.style = self.shapes.style(tokens.clone());
        let mut at = tokens.start;
        while at < tokens.end {
            at = if self.capital(at) { self.stretch(at, tokens.end) } else { at + 1 };
        }
    }

    /// Finds surnames that are ordinary words and start a sentence, where the document has the full name: "Brown said".
    pub(crate) fn openers(&mut self, known: &Known<'_>) {
        for token in (0..self.shapes.initial.len()).filter(|&token| self.shapes.initial[token]) {
            let ordinary = self.shapes.word[token].case() != Case::Capital && self.shapes.shape[token] == Shape::Title;
            let upos = |token: usize| self.reading.tags.upos().get(token).copied();
            let noun = matches!(upos(token), Some(Upos::Propn | Upos::Noun))
                || matches!(upos(token + 1), Some(Upos::Verb | Upos::Aux | Upos::Noun));
            if ordinary && noun && known.is_person(self.reading.form(token)) {
                self.push(token..token + 1, Label::Per, Rule::KnownPerson);
            }
        }
    }

    /// Finds parts of people's full names among the words of a headline that are in no name yet.
    pub(crate) fn parts(&mut self, known: &Known<'_>, tokens: Range<usize>) {
        for token in tokens.filter(|&token| self.shapes.shape[token].capital()) {
            if known.is_person(self.reading.form(token)) {
                self.push(token..token + 1, Label::Per, Rule::KnownPerson);
            }
        }
    }

    /// Finds the names in the stretch of capital words from `start`; gives the token after it.
    fn stretch(&mut self, start: usize, limit: usize) -> usize {
        if self.is_party(start) {
            self.push(start..start + 1, Label::Norp, Rule::Party);
            return start + 2;
        }
        let end = self.stretch_end(start, limit);
        if let Some((listed, phrase)) = self.listed(start, limit)
            && listed >= end
        {
            self.push(start..listed, phrase.label(), Rule::Listed);
            return listed;
        }
        if start >= 2 && self.is_party(start - 2) {
            self.push(start..end, Label::Gpe, Rule::Party);
            return end;
        }
        let first = if self.extends_back(start, end) { start - 1 } else { start };
        self.split(first, end);
        end
    }

    fn stretch_end(&self, start: usize, limit: usize) -> usize {
        let limit = limit.min(start + LONGEST);
        let (mut end, mut of) = (start + 1, self.shapes.is(start, Class::Of));
        loop {
            let next = end + self.joint(end, limit, of);
            if next >= limit || !self.capital(next) || self.shapes.initial[next] {
                return end;
            }
            of |= self.shapes.is(next, Class::Of);
            end = next + 1;
        }
    }

    /// How many small words at `at` may stand inside a name; `of` tells that a word such as "University" came before.
    fn joint(&self, at: usize, limit: usize, of: bool) -> usize {
        if at >= limit {
            return 0;
        }
        let form = |token: usize| if token < limit { self.reading.form(token) } else { "" };
        let article = usize::from(matches!(form(at + 1), "the" | "la" | "der"));
        match form(at) {
            "&" => 1,
            "-" | "‐" | "–" if self.touches(at) && self.touches(at + 1) && !self.is_party(at - 1) => 1,
            "de" | "da" | "do" | "dos" | "das" | "di" | "del" | "della" | "van" | "von" | "bin" | "ibn" | "al"
            | "el" | "le" | "la" | "den" | "ter" | "ten" | "du" => 1 + article,
            "of" | "for" | "on" if of => 1 + article,
            "and" if of && self.listed(at + 1, limit).is_none() => 1,
            _ => 0,
        }
    }

    /// Whether a letter stands for a party: the D of "Ada Byron (D-Maine)".
    fn is_party(&self, token: usize) -> bool {
        token > 0
            && matches!(self.reading.form(token), "D" | "R" | "I")
            && self.reading.form(token - 1) == "("
            && self.touches(token + 1)
            && matches!(self.reading.form(token + 1), "-" | "–")
    }

    /// Whether nothing stands between this token and the one before.
    fn touches(&self, token: usize) -> bool {
        let spans = self.reading.tokens.spans();
        token > 0 && token < spans.len() && spans[token - 1].end() == spans[token].start()
    }

    /// Whether the first word of a sentence, ordinary by itself, belongs to the name after it: "Human Rights Council".
    fn extends_back(&self, start: usize, end: usize) -> bool {
        start > 0
            && self.shapes.initial[start - 1]
            && !self.shapes.initial[start]
            && self.shapes.shape[start - 1] == Shape::Title
            && matches!(self.reading.tags.upos()[start - 1], Upos::Propn | Upos::Noun | Upos::Adj)
            && self.reading.form(start - 1).len() > 3
            && !self.shapes.is(start - 1, Class::Title)
            && self.head(start, end).is_some()
    }

    pub(super) fn capital(&self, token: usize) -> bool {
        self.shapes.capital(token, self.style)
    }

    /// The longest listed name from `start`, written as names are.
    pub(super) fn listed(&self, start: usize, limit: usize) -> Option<(usize, Phrase)> {
        if start >= limit || !self.capital(start) {
            return None;
        }
        let (end, phrase) = self.lists.longest(self.reading, start, limit.min(start + LONGEST))?;
        let shouted = self.shapes.shape[start] == Shape::Upper || self.shapes.shape[start] == Shape::Mixed;
        (!phrase.acronym() || shouted).then_some((end, phrase))
    }
}

pub(crate) const fn is_place(label: Label) -> bool {
    matches!(label, Label::Gpe | Label::Loc | Label::Fac)
}
