//! What the names in a stretch of capital words are, and where one ends and the next begins.

use super::Label;
use super::lists::{Case, Class, Phrase};
use super::rule::Rule;
use super::search::{Found, Search};
use super::shape::{Shape, Style};
use crate::tag::Upos;
use std::ops::Range;

/// Words before a place.
const PLACE_PREPOSITIONS: [&str; 6] = ["in", "In", "near", "Near", "from", "outside"];

impl Search<'_> {
    /// Gives labels to the names in a stretch.
    pub(super) fn split(&mut self, start: usize, end: usize) {
        let (start, end) = self.without_edges(start, end);
        if start >= end {
            return;
        }
        let listed = self.listed(start, end);
        match listed {
            Some((stop, phrase)) if stop == end => self.push(start..end, phrase.label(), Rule::Listed),
            _ => match self.head(start, end) {
                Some((label, rule)) => self.push(start..end, label, rule),
                None => self.split_inside(start, end, listed),
            },
        }
    }

    pub(super) fn split_inside(&mut self, start: usize, end: usize, listed: Option<(usize, Phrase)>) {
        if let Some(title) = (start..end).find(|&token| self.is_title(token, start, end)) {
            self.split(start, title);
            let name = (title..end).find(|&token| !self.is_title(token, title, end)).unwrap_or(end);
            self.titled(name, end);
        } else if let Some((stop, phrase)) = listed {
            self.after_listed(start, stop, end, phrase);
        } else if let Some((label, rule)) = self.direction(start, end) {
            self.push(start..end, label, rule);
        } else if let Some(rule) = self.person(start, end) {
            self.push(start..end, Label::Per, rule);
        } else {
            self.other(start, end);
        }
    }

    /// Takes away words that are no part of a name, such as days and articles.
    pub(super) fn without_edges(&self, mut start: usize, mut end: usize) -> (usize, usize) {
        let listed = |start, end| self.listed(start, end).is_some();
        let limit = end;
        let empty = |token: usize| {
            self.is_none(token, limit) || self.reading.tags.upos()[token] == Upos::Pron || !self.capital(token)
        };
        while start < end && empty(start) && !listed(start, end) {
            start += 1;
        }
        while start < end && empty(end - 1) && !listed(end - 1, end) {
            end -= 1;
        }
        (start, end)
    }

    pub(super) fn titled(&mut self, start: usize, end: usize) {
        let (start, end) = self.without_edges(start, end);
        if start >= end {
            return;
        }
        match self.listed(start, end) {
            Some((stop, phrase)) if phrase.label() != Label::Per && self.shapes.word[start].given() < 2 => {
                if stop == end && stop - start == 1 && phrase.label() != Label::Norp {
                    self.push(start..end, Label::Per, Rule::Titled);
                } else {
                    self.split(start, end);
                }
            }
            _ if (start..end).any(|token| self.is_title(token, start, end)) => self.split(start, end),
            _ if self.is_surname_like(start) => self.push(start..end, Label::Per, Rule::Titled),
            _ => self.split(start, end),
        }
    }

    /// A listed name with more capital words after it.
    pub(super) fn after_listed(&mut self, start: usize, stop: usize, end: usize, phrase: Phrase) {
        let label = phrase.label();
        let single = stop - start == 1;
        if single && label != Label::Norp && self.shapes.word[start].given() == 2 && self.person(start, end).is_some() {
            self.push(start..end, Label::Per, Rule::FullName);
        } else if matches!(label, Label::Gpe | Label::Loc) && !self.starts_person(stop, end) {
            self.push(start..end, Label::Org, Rule::PlaceAndMore);
        } else {
            self.push(start..stop, label, Rule::Listed);
            self.split(stop, end);
        }
    }

    /// What is neither listed nor told by a word nor like a person.
    pub(super) fn other(&mut self, start: usize, end: usize) {
        let word = self.shapes.word[start];
        if end - start > 1 {
            return self.push(start..end, Label::Misc, Rule::Many);
        }
        if self.class(start).is_some() || word.is(Class::Title) || word.is(Class::Office) || word.is(Class::Firm) {
            return;
        }
        match self.shapes.shape[start] {
            Shape::Upper if self.style == Style::Plain => self.acronym(start),
            Shape::Title | Shape::Mixed if self.style == Style::Plain => self.single(start),
            _ => {}
        }
    }

    pub(super) fn acronym(&mut self, token: usize) {
        let form = self.reading.form(token);
        let letters = form.bytes().filter(u8::is_ascii_uppercase).count();
        if letters >= 2 && form.len() <= 6 && self.shapes.word[token].case() != Case::Lower {
            self.push(token..token + 1, Label::Org, Rule::Acronym);
        }
    }

    pub(super) fn single(&mut self, token: usize) {
        let word = self.shapes.word[token];
        let unsure = word.case() != Case::Capital && self.shapes.initial[token];
        if word.is(Class::None)
            || unsure && self.reading.tags.upos()[token] != Upos::Propn
            || self.reading.form(token).len() < 3
        {
            return;
        }
        let before = if token > 0 { self.reading.form(token - 1) } else { "" };
        let sure = matches!(word.case(), Case::Capital | Case::Unknown);
        let (label, rule) = if sure && PLACE_PREPOSITIONS.contains(&before) {
            (Label::Gpe, Rule::AfterPreposition)
        } else if sure && (word.given() > 0 || word.surname() > 0) {
            (Label::Per, Rule::SingleName)
        } else {
            (Label::Org, Rule::Single)
        };
        self.push(token..token + 1, label, rule);
    }

    pub(super) fn push(&mut self, tokens: Range<usize>, label: Label, rule: Rule) {
        self.found.push(Found { start: tokens.start, end: tokens.end, label, rule });
    }
}
