//! Descriptions: "the senator", "the Norwegian minister", "residents", "a report".

use super::Name;
use super::gather::Draft;
use super::link::Link;
use super::referent::Referent;
use super::roles::Role;
use super::source::core;
use super::sweep::{Sweep, label};
use crate::entity::Label;
use crate::list::LISTS;
use std::ops::Range;

/// How a description begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Article {
    /// "the", "this", "her".
    Definite,
    /// "a", "one", "some".
    Indefinite,
    /// None.
    Bare,
}

impl Sweep<'_> {
    /// The referent of a description whose head is token `head`.
    pub(super) fn description(&mut self, draft: &Draft, head: usize) -> (Option<usize>, Link) {
        let form = self.reading.form(head).to_lowercase();
        let role = self.linker.roles.of(&form);
        let key = self.linker.roles.key(&form).to_owned();
        let article = self.article(draft.tokens.start);
        let country = self.country(draft.tokens.start..head);
        if article != Article::Indefinite {
            let known = match role {
                Role::Person(_) => self.known_person(&key, country),
                Role::Body => self.known_body(&form),
                Role::Group | Role::Paper => None,
            };
            if let Some(known) = known {
                return known;
            }
            if let Some(&referent) = self.described.get(&form) {
                return (Some(referent), Link::SameDescription);
            }
        }
        let referent = self.unnamed(draft, role);
        self.referents[referent].gender = self.linker.roles.gender(&form);
        self.described.insert(form, referent);
        (Some(referent), Link::Description)
    }

    fn unnamed(&mut self, draft: &Draft, role: Role) -> usize {
        let start = draft.tokens.start;
        let end = (start + 1..draft.tokens.end)
            .find(|&token| matches!(self.reading.form(token), "," | "(" | "who" | "which" | "that" | "–" | "—"));
        let span = self.reading.span(start..end.unwrap_or(draft.tokens.end));
        self.referents.push(Referent::new(label(role), Name::Span(span), 0));
        self.referents.len() - 1
    }

    fn known_person(&self, key: &str, country: Option<u32>) -> Option<(Option<usize>, Link)> {
        if let Some(&person) = self.roles.get(&(key.to_owned(), country)) {
            return Some((Some(person), Link::Role));
        }
        // A role given without a country may be that of any: "President Byron" is "the Norwegian president" where
        // nobody else is called president.
        let stateless =
            self.roles.get(&(key.to_owned(), None)).filter(|&&person| self.referents[person].country.is_none());
        if let Some(&person) = stateless {
            return Some((Some(person), Link::Role));
        }
        let &(person, only) = self.rulers.get(&country?)?;
        only.then_some((Some(person), Link::Country))
    }

    fn known_body(&self, form: &str) -> Option<(Option<usize>, Link)> {
        let body = self.roles.get(&(form.to_owned(), None))?;
        Some((Some(*body), Link::Body))
    }

    fn article(&self, token: usize) -> Article {
        match self.reading.form(token).to_ascii_lowercase().as_str() {
            "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their" | "our" | "my" | "both" => {
                Article::Definite
            }
            "a" | "an" | "one" | "another" | "some" | "any" | "many" | "several" | "few" | "most" | "two" | "three"
            | "other" | "more" | "every" | "each" => Article::Indefinite,
            _ => Article::Bare,
        }
    }

    /// The country that a stretch of text names, by its name, people, capital or seat of government.
    fn country(&self, tokens: Range<usize>) -> Option<u32> {
        let mut named = tokens.filter_map(|token| self.places.get(token));
        named.find_map(|entity| {
            let words = self.entities.spans()[entity].of(self.reading.text.as_str());
            LISTS.phrase(words)?.country()
        })
    }

    /// Notes what stands beside a person's name: "Senator X", "X, the Norwegian minister", "the minister of Norway, X".
    pub(super) fn describe(&mut self, draft: &Draft, person: usize) {
        self.before_name(draft.tokens.start, person);
        self.after_name(draft.tokens.end, person);
    }

    fn before_name(&mut self, start: usize, person: usize) {
        let mut at = start;
        let mut named = false;
        while at > 0 && start - at < 4 && !named {
            let form = self.reading.form(at - 1);
            match self.linker.roles.of_form(form) {
                Some(Role::Person(_)) if !self.is_deputy(at - 1) => {
                    self.note(&form.to_lowercase(), self.country(at.saturating_sub(4)..at - 1), person);
                }
                None if form == "," && at == start => {
                    self.of_country(at - 1, person);
                    named = true;
                }
                _ => named = true,
            }
            at -= 1;
        }
    }

    /// Whether a role is only that of a stand-in: "deputy prime minister".
    fn is_deputy(&self, role: usize) -> bool {
        let before = (role.saturating_sub(2)..role).map(|token| self.reading.form(token));
        before.into_iter().any(|form| matches!(form, "deputy" | "Deputy" | "vice" | "Vice" | "assistant" | "Assistant"))
    }

    /// "the presidents of Norway, X, and Chile, Y": the role before "of" is that of each.
    fn of_country(&mut self, comma: usize, person: usize) {
        let Some(country) = comma.checked_sub(1).and_then(|token| self.country(token..comma)) else { return };
        let sentence = self.reading.sentences.tokens(self.sentence).start;
        let from = sentence.max(comma.saturating_sub(14));
        let of = (from + 1..comma).rev().find(|&token| self.reading.form(token) == "of");
        let Some(of) = of else { return };
        let role = self.reading.form(of - 1).to_lowercase();
        let one = role.strip_suffix('s').unwrap_or(&role);
        if matches!(self.linker.roles.known(one), Some(Role::Person(_))) {
            self.note(one, Some(country), person);
        }
    }

    fn after_name(&mut self, end: usize, person: usize) {
        if end >= self.reading.tokens.len() || self.reading.form(end) != "," {
            return;
        }
        let limit = self.reading.sentences.tokens(self.sentence).end.min(end + 10);
        if end + 1 >= limit
            || self.places.get(end + 1).is_some_and(|entity| self.entities.label()[entity] == Label::Per)
        {
            return;
        }
        let core = core(self.reading, self.places, end + 1..limit);
        let form = self.reading.form(core.end - 1).to_lowercase();
        if matches!(self.linker.roles.known(&form), Some(Role::Person(_))) {
            let country = self.country(core.start..limit);
            self.note(&form, country, person);
        }
    }

    fn note(&mut self, role: &str, country: Option<u32>, person: usize) {
        let key = self.linker.roles.key(role).to_owned();
        if let Some(country) = country {
            self.roles.insert((key.clone(), Some(country)), person);
            let ruler = self.rulers.entry(country).or_insert((person, true));
            ruler.1 &= ruler.0 == person;
            self.referents[person].country = Some(country);
        }
        self.roles.insert((key, None), person);
        if let Some(gender) = self.linker.roles.gender(role) {
            self.referents[person].gender = Some(gender);
        }
    }
}
