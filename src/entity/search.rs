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

/// Words before a place.
const PLACE_PREPOSITIONS: [&str; 6] = ["in", "In", "near", "Near", "from", "outside"];
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

    fn capital(&self, token: usize) -> bool {
        self.shapes.capital(token, self.style)
    }

    /// The longest listed name from `start`, written as names are.
    fn listed(&self, start: usize, limit: usize) -> Option<(usize, Phrase)> {
        if start >= limit || !self.capital(start) {
            return None;
        }
        let (end, phrase) = self.lists.longest(self.reading, start, limit.min(start + LONGEST))?;
        let shouted = self.shapes.shape[start] == Shape::Upper || self.shapes.shape[start] == Shape::Mixed;
        (!phrase.acronym() || shouted).then_some((end, phrase))
    }

    /// Gives labels to the names in a stretch.
    fn split(&mut self, start: usize, end: usize) {
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

    fn split_inside(&mut self, start: usize, end: usize, listed: Option<(usize, Phrase)>) {
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
    fn without_edges(&self, mut start: usize, mut end: usize) -> (usize, usize) {
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

    /// Whether a word is no name: "May", but not in "May Whitcombe".
    fn is_none(&self, token: usize, end: usize) -> bool {
        let named = token + 1 < end && self.shapes.word[token].given() > 0 && !self.shapes.is(token + 1, Class::Title);
        self.shapes.is(token, Class::None) && !named
    }

    /// The label by a word that tells: the last, or the last before "of".
    fn head(&self, start: usize, end: usize) -> Option<(Label, Rule)> {
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
    fn is_person_before(&self, start: usize, last: usize) -> bool {
        let (given, surname) = (self.shapes.word[start], self.shapes.word[last]);
        last - start == 1 && given.given() == 2 && surname.surname() == 2 && given.case() == Case::Capital
    }

    fn class(&self, token: usize) -> Option<Label> {
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
    fn is_title(&self, token: usize, start: usize, end: usize) -> bool {
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

    fn titled(&mut self, start: usize, end: usize) {
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

    /// Whether a word after a title can be a name: "Justice Brown", but not "Executive Order".
    fn is_surname_like(&self, token: usize) -> bool {
        let word = self.shapes.word[token];
        word.case() != Case::Lower || word.surname() == 2 && self.class(token).is_none()
    }

    /// A listed name with more capital words after it.
    fn after_listed(&mut self, start: usize, stop: usize, end: usize, phrase: Phrase) {
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

    fn starts_person(&self, start: usize, end: usize) -> bool {
        end - start > 1 && self.person(start, end).is_some() || self.listed(start, end).is_some()
    }

    /// "North Africa", "Northern Irish": a point of the compass before what the lists know.
    fn direction(&self, start: usize, end: usize) -> Option<(Label, Rule)> {
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
    fn person(&self, start: usize, end: usize) -> Option<Rule> {
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
    fn is_strange(&self, token: usize) -> bool {
        let word = self.shapes.word[token];
        self.shapes.shape[token] == Shape::Lower
            || self.shapes.shape[token] == Shape::Title && !matches!(word.case(), Case::Lower | Case::Mixed)
    }

    /// What is neither listed nor told by a word nor like a person.
    fn other(&mut self, start: usize, end: usize) {
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

    fn acronym(&mut self, token: usize) {
        let form = self.reading.form(token);
        let letters = form.bytes().filter(u8::is_ascii_uppercase).count();
        if letters >= 2 && form.len() <= 6 && self.shapes.word[token].case() != Case::Lower {
            self.push(token..token + 1, Label::Org, Rule::Acronym);
        }
    }

    fn single(&mut self, token: usize) {
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

    fn push(&mut self, tokens: Range<usize>, label: Label, rule: Rule) {
        self.found.push(Found { start: tokens.start, end: tokens.end, label, rule });
    }
}

pub(crate) const fn is_place(label: Label) -> bool {
    matches!(label, Label::Gpe | Label::Loc | Label::Fac)
}
