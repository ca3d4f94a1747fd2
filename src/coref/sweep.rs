//! One pass over the mentions of a document, in order, that gives each its referent.

use super::gather::{Draft, Form, Voice};
use super::link::Link;
use super::people::{Parts, People};
use super::referent::{Recent, Referent, fullness};
use super::roles::{Role, Roles};
use super::source::{Places, Pronoun};
use super::{Linker, Name};
use crate::entity::lists::Gender;
use crate::entity::{Entities, Label};
use crate::reading::Reading;
use rustc_hash::FxHashMap;

/// The state of the pass.
pub(super) struct Sweep<'a> {
    pub(super) linker: &'a Linker,
    pub(super) reading: &'a Reading<'a>,
    pub(super) entities: &'a Entities,
    pub(super) places: &'a Places,
    pub(super) voices: &'a [Voice],
    pub(super) referents: Vec<Referent>,
    pub(super) people: People,
    /// Names of all but people, in lower case, to their referent; and initials of long names.
    pub(super) names: FxHashMap<String, usize>,
    pub(super) recent: Recent,
    /// A role, and a role in a country, to the last person who had it.
    pub(super) roles: FxHashMap<(String, Option<u32>), usize>,
    /// A country to the person tied to it, and whether there is only one.
    pub(super) rulers: FxHashMap<u32, (usize, bool)>,
    /// The head of a description to the last one so called.
    pub(super) described: FxHashMap<String, usize>,
    /// The referent of each quotation's source so far.
    pub(super) speaker: Vec<Option<usize>>,
    /// The last mention that was a source, and the last that was an organization.
    pub(super) last_source: Option<usize>,
    pub(super) last_body: Option<usize>,
    /// The last mention of the pass: where it ended, and its referent.
    pub(super) before: Option<(usize, usize)>,
    pub(super) sentence: usize,
}

impl<'a> Sweep<'a> {
    pub(super) fn new(
        linker: &'a Linker,
        reading: &'a Reading<'a>,
        entities: &'a Entities,
        places: &'a Places,
        voices: &'a [Voice],
        quotes: usize,
    ) -> Self {
        Self {
            linker,
            reading,
            entities,
            places,
            voices,
            referents: Vec::new(),
            people: People::default(),
            names: FxHashMap::default(),
            recent: Recent::default(),
            roles: FxHashMap::default(),
            rulers: FxHashMap::default(),
            described: FxHashMap::default(),
            speaker: vec![None; quotes],
            last_source: None,
            last_body: None,
            before: None,
            sentence: 0,
        }
    }

    /// The words of an entity, or the name that the caller gives instead.
    fn words(&self, entity: usize) -> (&'a str, bool) {
        let words = self.entities.spans()[entity].of(self.reading.text.as_str());
        let canonical = self.linker.aliases.canonical(words);
        (canonical.unwrap_or(words), canonical.is_some())
    }

    fn name(&self, entity: usize) -> (Name, u32) {
        match self.words(entity) {
            (words, true) => (Name::Given(words.into()), u32::MAX),
            (words, false) => (Name::Span(self.entities.spans()[entity]), fullness(words)),
        }
    }

    /// Makes the people known who are named in full anywhere, since a headline may have the surname first.
    pub(super) fn introduce(&mut self) {
        for entity in (0..self.entities.len()).filter(|&entity| self.entities.label()[entity] == Label::Per) {
            let Some(parts) = Parts::of(self.words(entity).0) else { continue };
            if parts.given.is_some() && self.people.full(&parts).is_none() {
                let person = self.create(Label::Per, self.name(entity));
                self.referents[person].gender = self.given_gender(&parts);
                self.people.add(&parts, person);
            }
        }
    }

    fn given_gender(&self, parts: &Parts) -> Option<Gender> {
        self.linker.lists.word(parts.given.as_deref()?).gender()
    }

    fn create(&mut self, label: Label, (name, fullness): (Name, u32)) -> usize {
        self.referents.push(Referent::new(label, name, fullness));
        self.referents.len() - 1
    }

    /// The referent of a mention, and why.
    pub(super) fn resolve(&mut self, draft: &Draft) -> (Option<usize>, Link) {
        let sentence = self.sentence_of(draft.tokens.start);
        let first = sentence != self.sentence || self.before.is_none();
        self.sentence = sentence;
        let (referent, link) = match draft.form {
            Form::Name(entity) if self.entities.label()[entity] == Label::Per => self.person(draft, entity),
            Form::Name(entity) => self.other(draft, entity),
            Form::Noun { head } => self.description(draft, head),
            Form::Pronoun(pronoun) => self.pronoun(draft, pronoun),
        };
        if let Some(referent) = referent {
            self.mention(draft, referent, first);
        }
        (referent, link)
    }

    fn sentence_of(&self, token: usize) -> usize {
        let sentences = self.reading.sentences;
        let mut sentence = self.sentence;
        while sentence + 1 < sentences.len() && sentences.tokens(sentence).end <= token {
            sentence += 1;
        }
        sentence
    }

    fn mention(&mut self, draft: &Draft, referent: usize, first: bool) {
        let is_name = matches!(draft.form, Form::Name(_));
        let own = &mut self.referents[referent];
        own.count += 1;
        own.last = draft.tokens.start;
        own.sentence = self.sentence;
        own.subject = first;
        own.inside = matches!(self.voices[draft.tokens.start], Voice::Direct(_));
        own.spoke = draft.source;
        match own.label {
            Label::Per => self.recent.touch(referent),
            Label::Org | Label::Group | Label::Other => self.last_body = Some(referent),
            Label::Gpe if first && is_name => self.last_body = Some(referent),
            _ => {}
        }
        if draft.source {
            self.last_source = Some(referent);
        }
        self.before = Some((draft.tokens.end, referent));
        if is_name && matches!(self.referents[referent].label, Label::Org | Label::Per) {
            self.note_paper(draft, referent);
        }
    }

    /// "Oxfam's new report", "a report by Oxfam": what "the report" says later, Oxfam says.
    fn note_paper(&mut self, draft: &Draft, author: usize) {
        let end = draft.tokens.end;
        let after = (end..self.reading.tokens.len().min(end + 4)).map(|token| self.reading.form(token));
        let after = if matches!(self.reading.tokens.spans().get(end).map(|_| self.reading.form(end)), Some("'s" | "’s"))
        {
            after.skip(1).take(3).find(|form| self.linker.roles.known(form) == Some(Role::Paper))
        } else {
            None
        };
        let start = draft.tokens.start;
        let before = (start.saturating_sub(3)..start).rev().map(|token| self.reading.form(token));
        let mut before = before.skip_while(|form| matches!(*form, "the" | "The"));
        let by = before.next().is_some_and(|form| matches!(form, "by" | "from"));
        let before = before.next().filter(|form| by && self.linker.roles.known(form) == Some(Role::Paper));
        for paper in [after, before].into_iter().flatten() {
            self.described.insert(paper.to_owned(), author);
        }
    }

    fn person(&mut self, draft: &Draft, entity: usize) -> (Option<usize>, Link) {
        let (words, given) = self.words(entity);
        let Some(parts) = Parts::of(words) else { return (None, Link::None) };
        let title = self.title_gender(draft);
        let (person, link) =
            if parts.given.is_some() { (self.people.full(&parts), Link::Name) } else { self.namesake(&parts, title) };
        let person = person.unwrap_or_else(|| {
            let person = self.create(Label::Per, self.name(entity));
            self.referents[person].gender = self.linker.lists.word(&parts.surname).gender();
            self.people.add(&parts, person);
            person
        });
        let (name, fullness) = self.name(entity);
        self.referents[person].rename(name, fullness);
        self.referents[person].gender = title.or(self.referents[person].gender);
        self.describe(draft, person);
        (Some(person), if given { Link::Alias } else { link })
    }

    /// The person meant by one word: with that surname, else with that given name; the last mentioned of several.
    fn namesake(&self, parts: &Parts, title: Option<Gender>) -> (Option<usize>, Link) {
        let fits = |&&person: &&usize| {
            let gender = self.referents[person].gender;
            title.is_none() || gender.is_none() || gender == title
        };
        for people in [self.people.surname(&parts.surname), self.people.given(&parts.surname)] {
            let recency = |&&person: &&usize| (self.referents[person].recency(), std::cmp::Reverse(person));
            if let Some(&person) = people.iter().filter(fits).max_by_key(recency) {
                let rivals = people.iter().filter(fits).count() as u32 - 1;
                let own = self.referents[person].name.of(self.reading.text.as_str());
                let link = if own.to_lowercase() == parts.surname { Link::Name } else { Link::Part { rivals } };
                return (Some(person), link);
            }
        }
        (None, Link::Name)
    }

    /// The sex that the word before a name tells: "Mrs. Byron", "spokesman Byron".
    fn title_gender(&self, draft: &Draft) -> Option<Gender> {
        let before = draft.tokens.start.checked_sub(1)?;
        match self.linker.roles.of_form(self.reading.form(before))? {
            Role::Person(gender) => gender,
            _ => None,
        }
    }

    fn other(&mut self, draft: &Draft, entity: usize) -> (Option<usize>, Link) {
        let (words, given) = self.words(entity);
        let label = self.entities.label()[entity];
        let key = self.key(words, label);
        let known = self.names.get(&key).copied();
        let referent = known.unwrap_or_else(|| self.create(label, self.name(entity)));
        let (name, fullness) = self.name(entity);
        let own = self.referents[referent].name.of(self.reading.text.as_str());
        let link = match (given, known) {
            (true, _) => Link::Alias,
            (false, Some(_)) if !own.eq_ignore_ascii_case(words) => Link::Short,
            _ => Link::Name,
        };
        self.referents[referent].rename(name, fullness);
        if known.is_none() {
            self.names.insert(key, referent);
        }
        if matches!(label, Label::Org | Label::Misc) {
            self.shorten(draft, words, referent);
            self.note_body(draft, referent);
        }
        (Some(referent), link)
    }

    /// One key for all the ways to write a name.
    fn key(&self, words: &str, label: Label) -> String {
        let mut lower = words.to_lowercase();
        if lower.contains('’') {
            lower = lower.replace('’', "'");
        }
        let plain = lower.strip_prefix("the ").unwrap_or(&lower);
        let same = self.linker.same.get(plain).copied().unwrap_or(plain);
        // A people is not its country, whatever they have in common.
        match label {
            Label::Norp => format!("{same}\n"),
            _ if same.len() == lower.len() && same == lower => lower,
            _ => same.to_owned(),
        }
    }

    /// Makes the initials of a long name known, and its last word as a kind of body: "the committee".
    fn shorten(&mut self, draft: &Draft, words: &str, referent: usize) {
        if draft.tokens.len() > 1 {
            let initials: String = words.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
            let initials: String = initials.chars().filter(|c| c.is_uppercase()).collect();
            if initials.len() > 1 {
                self.names.entry(initials.to_lowercase()).or_insert(referent);
            }
        }
        let bracket = draft.tokens.end;
        if bracket + 2 < self.reading.tokens.len() && self.reading.form(bracket) == "(" {
            let short = self.reading.form(bracket + 1);
            if self.reading.form(bracket + 2) == ")" && short.chars().filter(|c| c.is_uppercase()).count() > 1 {
                self.names.insert(short.to_lowercase(), referent);
            }
        }
        for word in words.split(' ') {
            if self.linker.roles.of_form(word) == Some(Role::Body) {
                self.roles.insert((word.to_lowercase(), None), referent);
            }
        }
    }

    /// "the charity Oxfam", "Oxfam, a charity,": what "the charity" means later.
    fn note_body(&mut self, draft: &Draft, body: usize) {
        let (start, end) = (draft.tokens.start, draft.tokens.end);
        let mut words = Vec::new();
        if start > 0 {
            words.push(self.reading.form(start - 1));
        }
        let limit = self.reading.sentences.tokens(self.sentence).end.min(end + 10);
        if end + 2 < limit && self.reading.form(end) == "," && matches!(self.reading.form(end + 1), "the" | "a" | "an")
        {
            let core = super::source::core(self.reading, self.places, end + 1..limit);
            words.push(self.reading.form(core.end - 1));
        }
        for word in words {
            if self.linker.roles.of_form(word) == Some(Role::Body) {
                self.roles.insert((word.to_lowercase(), None), body);
            }
        }
    }

    fn pronoun(&mut self, draft: &Draft, pronoun: Pronoun) -> (Option<usize>, Link) {
        match pronoun {
            Pronoun::He => self.personal(draft, Gender::Male),
            Pronoun::She => self.personal(draft, Gender::Female),
            Pronoun::Relative => self.relative(draft),
            Pronoun::They => self.last_of(&[Label::Group]),
            Pronoun::It => self.last_of(&[Label::Org, Label::Gpe, Label::Other]),
            Pronoun::Spoken => (None, Link::None),
        }
    }

    /// "they" and "it": the last source, else the last body, if it fits.
    fn last_of(&self, labels: &[Label]) -> (Option<usize>, Link) {
        let fits = |&referent: &usize| {
            let own = &self.referents[referent];
            labels.contains(&own.label) && own.sentence + 2 >= self.sentence
        };
        match self.last_source.filter(fits).or(self.last_body.filter(fits)) {
            Some(referent) => (Some(referent), Link::Pronoun { rivals: 0 }),
            None => (None, Link::None),
        }
    }

    /// "who": what ends just before it, else a description of its own.
    fn relative(&mut self, draft: &Draft) -> (Option<usize>, Link) {
        let start = draft.tokens.start;
        if let Some((end, referent)) = self.before
            && end <= start
            && start - end <= 1
        {
            return (Some(referent), Link::Relative);
        }
        let mut end = start;
        while end > 0 && matches!(self.reading.form(end - 1), "," | "(") {
            end -= 1;
        }
        // "Who also said": a sentence of its own, of whoever spoke last.
        if start == self.reading.sentences.tokens(self.sentence).start {
            let near = |&referent: &usize| self.referents[referent].sentence + 3 >= self.sentence;
            return self.last_source.filter(near).map_or((None, Link::None), |source| (Some(source), Link::Relative));
        }
        if start - end > 1 || end == 0 {
            return (None, Link::None);
        }
        self.noun_before(end)
    }

    /// The description whose head is the token before `end`.
    fn noun_before(&mut self, end: usize) -> (Option<usize>, Link) {
        use crate::tag::Upos::{Adj, Det, Noun, Num, Propn};
        let inside = |&token: &usize| matches!(self.reading.tags.upos()[token], Adj | Det | Noun | Num | Propn);
        let limit = end.saturating_sub(5).max(self.reading.sentences.tokens(self.sentence).start);
        let start = (limit..end).rev().take_while(inside).last();
        let Some(start) = start else { return (None, Link::None) };
        let head = self.reading.form(end - 1).to_lowercase();
        if self.linker.roles.known(&head).is_none() {
            return (None, Link::None);
        }
        let name = (Name::Span(self.reading.span(start..end)), 0);
        let referent = self.create(label(self.linker.roles.of(&head)), name);
        (Some(referent), Link::Relative)
    }
}

/// The label of a cluster that has no name.
pub(super) const fn label(role: Role) -> Label {
    match role {
        Role::Person(_) => Label::Per,
        Role::Group => Label::Group,
        Role::Body => Label::Org,
        Role::Paper => Label::Other,
    }
}

impl Roles {
    /// The sex that a description tells.
    pub(super) fn gender(&self, word: &str) -> Option<Gender> {
        match self.known(word) {
            Some(Role::Person(gender)) => gender,
            _ => None,
        }
    }
}
