//! People by name: the full name first, then its parts.

use super::Name;
use super::asked::{Asked, Question, Title};
use super::gather::{Draft, Voice};
use super::link::Link;
use super::people::Parts;
use super::roles::Role;
use super::sweep::{Resolved, Sweep};
use crate::entity::Label;
use crate::list::{Gender, LISTS};

impl Sweep<'_> {
    /// Makes the people known who are named in full anywhere, since a headline may have the surname first.
    pub(super) fn introduce(&mut self) {
        let people: Vec<bool> = self.entities.label().iter().map(|&label| label == Label::Per).collect();
        for entity in (0..people.len()).filter(|&entity| people[entity]) {
            *self.uses.entry(self.words(entity).0).or_default() += 1;
        }
        for (entity, is_person) in people.into_iter().enumerate() {
            let parts = is_person.then(|| Parts::of(self.words(entity).0)).flatten();
            if let Some(parts) = parts.as_ref().filter(|parts| parts.given().is_some()) {
                let person = self.people.full(parts).unwrap_or_else(|| {
                    let person = self.create(Label::Per, self.name(entity));
                    self.referents[person].gender = given_gender(parts);
                    self.referents[person].has_given = true;
                    self.people.add(parts, person);
                    person
                });
                self.referents[person].uses += 1;
            }
            self.parts.push(parts);
        }
    }

    pub(super) fn person(&mut self, draft: &Draft, entity: usize) -> Resolved {
        let Some(parts) = self.parts[entity].take() else { return (None, Link::None, 0.0) };
        let before = draft.tokens.start.checked_sub(1).map_or("", |before| self.reading.form(before));
        let title = Title::of(before);
        let gender = self.title_gender(before);
        let (person, link, score) = match parts.given() {
            Some(_) => (self.people.full(&parts), Link::Name, Link::Name.score()),
            None => self.namesake(draft, &parts, title, gender),
        };
        let person = person.unwrap_or_else(|| {
            let person = self.create(Label::Per, self.name(entity));
            self.referents[person].gender = LISTS.word(parts.surname()).gender();
            self.people.add(&parts, person);
            person
        });
        let is_spoken = matches!(self.voices[draft.tokens.start], Voice::Direct(_));
        let (name, fullness) = self.titled(draft, entity, title.filter(|_| parts.given().is_none() && !is_spoken));
        let given = matches!(name, Name::Given(_));
        let own = &mut self.referents[person];
        own.rename(name, fullness);
        own.has_given |= parts.given().is_some();
        own.is_certainly(gender);
        if let Some(title) = title {
            own.titles |= 1 << title as u8;
        }
        self.describe(draft, person);
        if given { (Some(person), Link::Alias, 1.0) } else { (Some(person), link, score) }
    }

    /// A name with the title before it, without which it would be a surname only. Titles that people give each other in speech are
    /// not taken over.
    fn titled(&self, draft: &Draft, entity: usize, title: Option<Title>) -> (Name, u32) {
        let (name, fullness) = self.name(entity);
        match (title, &name) {
            (Some(_), Name::Span(span)) => {
                let title = self.reading.tokens.spans()[draft.tokens.start - 1];
                (Name::Span(title.cover(*span)), fullness + 1)
            }
            _ => (name, fullness),
        }
    }

    /// The person meant by a part of a name: somebody with that surname or given name, or somebody else.
    fn namesake(&mut self, draft: &Draft, parts: &Parts, title: Option<Title>, gender: Option<Gender>) -> Resolved {
        let (by_surname, by_given) = (self.people.surname(parts.surname()), self.people.given(parts.surname()));
        let mut people: Vec<usize> = by_surname.iter().chain(by_given).copied().collect();
        people.sort_by_key(|&person| (std::cmp::Reverse(self.referents[person].recency()), person));
        people.dedup();
        people.retain(|&person| {
            let own = &self.referents[person];
            !(own.is_firm && gender.is_some() && own.gender != gender)
        });
        people.truncate(NAMESAKES);
        if people.is_empty() {
            return (None, Link::Name, Link::Name.score());
        }
        let asked = Asked { title, head: parts.surname(), ..Asked::new(Question::Namesake, draft, gender) };
        let (chosen, score) = self.choose(&asked, &people);
        let Some(person) = chosen else { return (None, Link::Name, score) };
        let own = self.referents[person].name.of(self.reading.text.as_str());
        let rivals = people.len() as u32 - 1;
        let link = if own.eq_ignore_ascii_case(parts.surname()) { Link::Name } else { Link::Part { rivals } };
        (Some(person), link, score)
    }

    /// The sex that the word before a name tells: "Mrs. Byron", "spokesman Byron".
    fn title_gender(&self, before: &str) -> Option<Gender> {
        match self.linker.roles.of_form(before)? {
            Role::Person(gender) => gender,
            _ => None,
        }
    }
}

/// People that may be meant by one part of a name.
const NAMESAKES: usize = 8;

/// The gender that a given name tells, if only one has it.
fn given_gender(parts: &Parts) -> Option<Gender> {
    LISTS.word(parts.given()?).gender()
}
