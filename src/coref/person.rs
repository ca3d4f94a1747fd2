//! People by name: the full name first, then its parts.

use super::Name;
use super::gather::Draft;
use super::link::Link;
use super::people::Parts;
use super::roles::Role;
use super::sweep::Sweep;
use crate::entity::Label;
use crate::list::{Gender, LISTS};

impl Sweep<'_> {
    /// Makes the people known who are named in full anywhere, since a headline may have the surname first.
    pub(super) fn introduce(&mut self) {
        for entity in 0..self.entities.len() {
            let is_person = self.entities.label()[entity] == Label::Per;
            let parts = is_person.then(|| Parts::of(self.words(entity).0)).flatten();
            if let Some(parts) = &parts
                && parts.given().is_some()
                && self.people.full(parts).is_none()
            {
                let person = self.create(Label::Per, self.name(entity));
                self.referents[person].gender = given_gender(parts);
                self.people.add(parts, person);
            }
            self.parts.push(parts);
        }
    }

    pub(super) fn person(&mut self, draft: &Draft, entity: usize) -> (Option<usize>, Link) {
        let Some(parts) = self.parts[entity].take() else { return (None, Link::None) };
        let title = self.title_gender(draft);
        let (person, link) =
            if parts.given().is_some() { (self.people.full(&parts), Link::Name) } else { self.namesake(&parts, title) };
        let person = person.unwrap_or_else(|| {
            let person = self.create(Label::Per, self.name(entity));
            self.referents[person].gender = LISTS.word(parts.surname()).gender();
            self.people.add(&parts, person);
            person
        });
        let (name, fullness) = self.name(entity);
        let given = matches!(name, Name::Given(_));
        self.referents[person].rename(name, fullness);
        self.referents[person].gender = title.or(self.referents[person].gender);
        self.describe(draft, person);
        (Some(person), if given { Link::Alias } else { link })
    }

    /// The person meant by one word: with that surname, else with that given name; the last mentioned of several.
    pub(super) fn namesake(&self, parts: &Parts, title: Option<Gender>) -> (Option<usize>, Link) {
        let fits = |&&person: &&usize| {
            let gender = self.referents[person].gender;
            title.is_none() || gender.is_none() || gender == title
        };
        for people in [self.people.surname(parts.surname()), self.people.given(parts.surname())] {
            let recency = |&&person: &&usize| (self.referents[person].recency(), std::cmp::Reverse(person));
            if let Some(&person) = people.iter().filter(fits).max_by_key(recency) {
                let rivals = people.iter().filter(fits).count() as u32 - 1;
                let own = self.referents[person].name.of(self.reading.text.as_str());
                let link = if own.eq_ignore_ascii_case(parts.surname()) { Link::Name } else { Link::Part { rivals } };
                return (Some(person), link);
            }
        }
        (None, Link::Name)
    }

    /// The sex that the word before a name tells: "Mrs. Byron", "spokesman Byron".
    pub(super) fn title_gender(&self, draft: &Draft) -> Option<Gender> {
        let before = draft.tokens.start.checked_sub(1)?;
        match self.linker.roles.of_form(self.reading.form(before))? {
            Role::Person(gender) => gender,
            _ => None,
        }
    }
}

/// The gender that a given name tells, if only one has it.
fn given_gender(parts: &Parts) -> Option<Gender> {
    LISTS.word(parts.given()?).gender()
}
