//! One pass over the mentions of a document, in order, that gives each its referent.

use super::gather::{Draft, Form, Voice};
use super::link::Link;
use super::people::{Parts, People};
use super::referent::{Recent, Referent, fullness};
use super::roles::{Role, Roles};
use super::source::Places;
use super::{Linker, Name};
use crate::entity::{Entities, Label};
use crate::list::Gender;
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
    /// Names of people in parts, by the number of the entity: E entries, once they are introduced.
    pub(super) parts: Vec<Option<Parts>>,
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
            parts: Vec::with_capacity(entities.len()),
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
    pub(super) fn words(&self, entity: usize) -> (&'a str, bool) {
        let words = self.entities.spans()[entity].of(self.reading.text.as_str());
        let canonical = self.linker.aliases.canonical(words);
        (canonical.unwrap_or(words), canonical.is_some())
    }

    pub(super) fn name(&self, entity: usize) -> (Name, u32) {
        match self.words(entity) {
            (words, true) => (Name::Given(words.into()), u32::MAX),
            (words, false) => (Name::Span(self.entities.spans()[entity]), fullness(words)),
        }
    }

    pub(super) fn create(&mut self, label: Label, (name, fullness): (Name, u32)) -> usize {
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
