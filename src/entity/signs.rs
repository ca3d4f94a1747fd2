//! The signs in a stretch of words that tell what it is a name of.

use super::Label;
use super::lists::{Case, Class};
use super::rule::Rule;
use super::search::{Search, is_place};
use super::shape::{Shape, Style};

/// Points of the compass and the like before a place or people.
const DIRECTIONS: [&str; 20] = [
    "North",
    "South",
    "East",
    "West",
    "Northern",
    "Southern",
    "Eastern",
    "Western",
    "Central",
    "Upper",
    "Lower",
    "Greater",
    "Northeast",
    "Northwest",
    "Southeast",
    "Southwest",
    "Inner",
    "Outer",
    "Mid",
    "Middle",
];

impl Search<'_> {
    /// Whether a word is no name: "May", but not in "May Whitcombe".
    pub(super) fn is_none(&self, token: usize, end: usize) -> bool {
        let named = token + 1 < end && self.shapes.word[token].given() > 0 && !self.shapes.is(token + 1, Class::Title);
        self.shapes.is(token, Class::None) && !named
    }

    /// The label by a word that tells: the last, or the last before "of".
    pub(super) fn head(&self, start: usize, end: usize) -> Option<(Label, Rule)> {
        let small = |token: &usize| matches!(self.reading.form(*token), "of" | "for" | "on");
        let of = (start..end).find(small).filter(|&of| of > start && self.shapes.is(of - 1, Class::Of));
        if let Some(of) = of {
            return Some((self.class(of - 1).unwrap_or(Label::Org), Rule::Head));
        }
        let label = self.class(end - 1).filter(|_| end - start > 1);
        if let Some(label) = label.filter(|_| !self.is_person_before(start, end - 1)) {
            return Some((label, Rule::Head));
        }
        if end - start > 1 && self.shapes.is(end - 1, Class::Firm) {
            return Some((Label::Org, Rule::Firm));
        }
        let front = self.shapes.is(start, Class::Front) && end - start > 1;
        front
            .then(|| (self.class(start).unwrap_or(Label::Gpe), Rule::Front))
            .filter(|_| !self.shapes.is(start, Class::Title))
    }

    /// Whether a word that could end another name is a surname here: "Sarah Park".
    pub(super) fn is_person_before(&self, start: usize, last: usize) -> bool {
        let (given, surname) = (self.shapes.word[start], self.shapes.word[last]);
        last - start == 1 && given.given() == 2 && surname.surname() == 2 && given.case() == Case::Capital
    }

    pub(super) fn class(&self, token: usize) -> Option<Label> {
        let classes = [
            (Class::Org, Label::Org),
            (Class::Fac, Label::Fac),
            (Class::Loc, Label::Loc),
            (Class::Gpe, Label::Gpe),
            (Class::Misc, Label::Misc),
        ];
        classes.into_iter().find(|(class, _)| self.shapes.is(token, *class)).map(|(_, label)| label)
    }

    /// Whether a word of the stretch `start..end` is a title and no name: not "Dean Smith", not "Stephen King".
    pub(super) fn is_title(&self, token: usize, start: usize, end: usize) -> bool {
        let word = self.shapes.word[token];
        if !(word.is(Class::Title) || word.is(Class::Office)) {
            return false;
        }
        let first = token == start && word.given() == 2 && end - start == 2 && self.shapes.word[end - 1].surname() > 0;
        let after_given = token > start && self.shapes.word[token - 1].given() > 0;
        let later = token + 1 < end
            && self.shapes.word[token + 1].surname() > 0
            && self.shapes.word[token - usize::from(after_given)].given() == 2;
        !first && !(after_given && word.surname() == 2 && (token == end - 1 || later))
    }

    /// Whether a word after a title can be a name: "Justice Brown", but not "Executive Order".
    pub(super) fn is_surname_like(&self, token: usize) -> bool {
        let word = self.shapes.word[token];
        word.case() != Case::Lower || word.surname() == 2 && self.class(token).is_none()
    }

    pub(super) fn starts_person(&self, start: usize, end: usize) -> bool {
        end - start > 1 && self.person(start, end).is_some() || self.listed(start, end).is_some()
    }

    /// "North Africa", "Northern Irish": a point of the compass before what the lists know.
    pub(super) fn direction(&self, start: usize, end: usize) -> Option<(Label, Rule)> {
        if end - start < 2 || !DIRECTIONS.contains(&self.reading.form(start)) {
            return None;
        }
        let whole = self.listed(start + 1, end).filter(|&(stop, _)| stop == end);
        let label = match whole.map(|(_, phrase)| phrase.label()) {
            Some(label) if is_place(label) || label == Label::Norp => label,
            None if end - start == 2 && self.class(start + 1).is_none() => Label::Gpe,
            _ => return None,
        };
        Some((label, Rule::Direction))
    }

    /// Whether a stretch reads like a person's name of two words or more.
    pub(super) fn person(&self, start: usize, end: usize) -> Option<Rule> {
        let written = |&token: &usize| match self.shapes.shape[token] {
            Shape::Upper => self.style == Style::Capitals || self.reading.form(token).len() <= 4,
            Shape::Mixed => false,
            _ => true,
        };
        let capitals = (start..end).filter(|&token| self.shapes.shape[token].capital()).count();
        if !(2..=5).contains(&capitals) || !(start..end).all(|token| written(&token)) {
            return None;
        }
        let (first, last) = (self.shapes.word[start], self.shapes.word[end - 1]);
        let ordinary = |case| matches!(case, Case::Lower);
        let initial = self.shapes.shape[start] == Shape::Initial;
        if (start..end).any(|token| matches!(self.reading.form(token), "&" | "of" | "and" | "for" | "on")) {
            return None;
        }
        let initials = (start..end - 1).all(|token| self.shapes.shape[token] == Shape::Initial);
        if initials && self.is_strange(end - 1) {
            Some(Rule::Surname)
        } else if first.given() > 0 && last.surname() > 0 {
            Some(Rule::FullName)
        } else if first.given() > 0 && !ordinary(last.case()) {
            Some(Rule::GivenName)
        } else if (initial || !ordinary(first.case()))
            && last.surname() > 0
            && !ordinary(last.case())
            && self.class(end - 1).is_none()
            && self.class(start).is_none()
        {
            Some(Rule::Surname)
        } else if capitals <= 3 && (start..end).all(|token| self.is_strange(token)) {
            Some(Rule::UnknownPair)
        } else {
            None
        }
    }

    /// Whether a word is no ordinary one.
    pub(super) fn is_strange(&self, token: usize) -> bool {
        let word = self.shapes.word[token];
        self.shapes.shape[token] == Shape::Lower
            || self.shapes.shape[token] == Shape::Title && !matches!(word.case(), Case::Lower | Case::Mixed)
    }
}
