//! Descriptions: "the senator", "the Norwegian minister", "residents", "a report".

use super::Name;
use super::asked::{Article, Asked, Question};
use super::gather::Draft;
use super::link::Link;
use super::referent::Referent;
use super::roles::Role;
use super::source::core;
use super::sweep::{Resolved, Sweep, label};
use crate::entity::Label;
use crate::list::{Gender, LISTS};
use crate::tag::Upos;
use std::ops::Range;

impl Sweep<'_> {
    /// The referent of a description whose head is token `head`: one mentioned before, or a new one.
    pub(super) fn description(&mut self, draft: &Draft, head: usize) -> Resolved {
        if self.places.get(head).is_some() {
            return self.several_names(draft);
        }
        let form = self.reading.form(head).to_lowercase();
        let role = self.linker.roles.of(&form);
        let key = self.linker.roles.key(&form).to_owned();
        let country = self.country(draft.tokens.start..head);
        let question = match role {
            Role::Person(_) => Question::Person,
            Role::Group => Question::Group,
            Role::Body => Question::Body,
            Role::Paper => Question::Paper,
        };
        let gender = self.linker.roles.gender(&form);
        let article = Some(article(self.reading.form(draft.tokens.start)));
        let asked = Asked { article, head: &form, role: &key, country, ..Asked::new(question, draft, gender) };
        let (referent, link, score) = match self.known(&asked) {
            Some((referent, link)) => (referent, link, link.score()),
            None => self.likeliest(&asked, role),
        };
        self.referents[referent].is_certainly(gender);
        self.referents[referent].is_called(&form);
        self.described.insert(form, referent);
        (Some(referent), link, score)
    }

    /// "Brazil and Peru": two together, who are neither of the two.
    fn several_names(&mut self, draft: &Draft) -> Resolved {
        let words = draft.span.of(self.reading.text.as_str()).to_lowercase();
        let (referent, link) = match self.described.get(&words) {
            Some(&referent) => (referent, Link::SameDescription),
            None => (self.unnamed(draft, Role::Group), Link::Description),
        };
        self.described.insert(words, referent);
        (Some(referent), link, link.score())
    }

    /// Whoever a description fits for certain: "the minister" where one minister was named, "the Norwegian minister" where one of
    /// Norway was, or one person of Norway.
    fn known(&self, asked: &Asked<'_>) -> Option<(usize, Link)> {
        let role = |country| self.holder(asked.role, country);
        match (asked.question, asked.country) {
            (Question::Person, Some(country)) if asked.article != Some(Article::Indefinite) => {
                // A role given without a country may be that of any: "President Byron" is "the Norwegian president" where
                // nobody else is called president.
                let stateless = role(None).filter(|&(person, _)| self.referents[person].country.is_none());
                if let Some((person, _)) = role(Some(country)).or(stateless) {
                    return Some((person, Link::Role));
                }
                let &(person, only) = self.rulers.get(&country)?;
                only.then_some((person, Link::Country))
            }
            (Question::Person | Question::Body, None)
                if asked.article == Some(Article::Definite) && role(None).is_some_and(|(_, only)| only) =>
            {
                let link = if asked.question == Question::Body { Link::Body } else { Link::Role };
                role(None).map(|(referent, _)| (referent, link))
            }
            // "The report", "officials" said before.
            (Question::Paper | Question::Group | Question::Body, _) if asked.article != Some(Article::Indefinite) => {
                let &referent = self.described.get(asked.head)?;
                Some((referent, Link::SameDescription))
            }
            _ => None,
        }
    }

    /// The likeliest of those who may be meant, or a new one.
    fn likeliest(&mut self, asked: &Asked<'_>, role: Role) -> (usize, Link, f32) {
        let candidates = self.described(asked);
        match self.choose(asked, &candidates) {
            (Some(referent), score) => (referent, self.tie(asked, referent), score),
            // Even where it is rightly somebody new, others would often call them something else.
            (None, score) => (self.unnamed(asked.draft, role), Link::Description, score * Link::Description.score()),
        }
    }

    /// Who may be meant by a description: those last mentioned, and those once called so.
    fn described(&self, asked: &Asked<'_>) -> Vec<usize> {
        let role = |country| self.holder(asked.role, country).map(|(holder, _)| holder);
        let mut found = match asked.question {
            Question::Person => self.recent.iter().collect::<Vec<_>>(),
            _ => self.others.iter().collect(),
        };
        if asked.question == Question::Paper {
            found.extend(self.recent.iter().take(2));
        }
        let ruler = asked.country.and_then(|country| self.rulers.get(&country)).map(|&(person, _)| person);
        let known = [self.described.get(asked.head).copied(), role(asked.country), role(None), ruler];
        for referent in known.into_iter().flatten() {
            if !found.contains(&referent) {
                found.push(referent);
            }
        }
        found.retain(|&referent| {
            let own = &self.referents[referent];
            let differs = |asked: Option<u32>, known: Option<u32>| asked.zip(known).is_some_and(|(a, b)| a != b);
            let gender = |gender: Option<Gender>| gender.map(|gender| gender as u32);
            let of_other_sex = own.is_firm && differs(gender(asked.gender), gender(own.gender));
            !of_other_sex && !differs(asked.country, own.country)
        });
        found
    }

    /// What ties a description to the one who is meant.
    fn tie(&self, asked: &Asked<'_>, referent: usize) -> Link {
        let own = &self.referents[referent];
        let is_body = asked.question == Question::Body;
        if own.heads.iter().any(|head| head == asked.head) {
            Link::SameDescription
        } else if own.roles.iter().any(|role| role == asked.role) {
            if is_body { Link::Body } else { Link::Role }
        } else if asked.country.is_some() && own.country == asked.country {
            Link::Country
        } else {
            Link::Near
        }
    }

    fn unnamed(&mut self, draft: &Draft, role: Role) -> usize {
        let start = draft.tokens.start;
        let end = (start + 1..draft.tokens.end)
            .find(|&token| matches!(self.reading.form(token), "," | "(" | "who" | "which" | "that" | "–" | "—"));
        let mut end = end.unwrap_or(draft.tokens.end);
        while end > start + 1 && self.reading.tags.upos()[end - 1] == Upos::Adv {
            end -= 1;
        }
        let span = self.reading.span(start..end);
        self.referents.push(Referent::new(label(role), Name::Span(span), 0));
        self.referents.len() - 1
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
            self.take_role(&key, Some(country), person);
            let ruler = self.rulers.entry(country).or_insert((person, true));
            ruler.1 &= ruler.0 == person;
            self.referents[person].country = Some(country);
        }
        self.take_role(&key, None, person);
        let gender = self.linker.roles.gender(role);
        self.referents[person].is_certainly(gender);
    }
}

fn article(form: &str) -> Article {
    match form.to_ascii_lowercase().as_str() {
        "the" | "this" | "that" | "these" | "those" | "both" => Article::Definite,
        "his" | "her" | "its" | "their" | "our" | "my" | "your" => Article::Possessive,
        "a" | "an" | "one" | "another" | "some" | "any" | "many" | "several" | "few" | "most" | "two" | "three"
        | "other" | "more" | "every" | "each" => Article::Indefinite,
        _ => Article::Bare,
    }
}
