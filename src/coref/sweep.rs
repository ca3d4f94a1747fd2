//! One pass over the mentions of a document, in order, that gives each its referent.

use super::asked::Function;
use super::gather::{Draft, Form, Voice};
use super::link::Link;
use super::people::{Parts, People};
use super::referent::{Last, Recent, Referent, fullness};
use super::roles::{Role, Roles};
use super::source::Places;
use super::{Choice, Linker, MentionKind, Name};
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
    /// How often the document has the name of a person, as written.
    pub(super) uses: FxHashMap<&'a str, u32>,
    /// Names of all but people, in lower case, to their referent; and initials of long names.
    pub(super) names: FxHashMap<String, usize>,
    /// People, and all others, who were mentioned last.
    pub(super) recent: Recent,
    pub(super) others: Recent,
    /// A role to those who last had it, at all and of a country, and whether nobody else had it so.
    pub(super) roles: FxHashMap<String, FxHashMap<Option<u32>, (usize, bool)>>,
    /// A country to the person tied to it, and whether there is only one.
    pub(super) rulers: FxHashMap<u32, (usize, bool)>,
    /// The head of a description to the last one so called.
    pub(super) described: FxHashMap<String, usize>,
    /// The referent of each quotation's source so far.
    pub(super) speaker: Vec<Option<usize>>,
    /// Whoever tells the story.
    pub(super) narrator: Option<usize>,
    /// The last mention that was a source.
    pub(super) last_source: Option<usize>,
    /// The last mention of the pass: where it ended, and its referent.
    pub(super) before: Option<(usize, usize)>,
    /// Where the pass is: the number of the mention, its sentence, paragraph, and the last quotation before it or around it;
    /// and whether it is the first mention of its sentence.
    pub(super) number: usize,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    pub(super) quote: usize,
    pub(super) first: bool,
    /// What it is in its sentence.
    pub(super) function: Function,
    /// Every choice so far, if training wants to know.
    pub(super) choices: Option<Vec<Choice<usize>>>,
}

/// A referent, why it was chosen, and how likely it is right.
pub(super) type Resolved = (Option<usize>, Link, f32);

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
            uses: FxHashMap::default(),
            names: FxHashMap::default(),
            recent: Recent::default(),
            others: Recent::default(),
            roles: FxHashMap::default(),
            rulers: FxHashMap::default(),
            described: FxHashMap::default(),
            speaker: vec![None; quotes],
            narrator: None,
            last_source: None,
            before: None,
            number: 0,
            sentence: 0,
            paragraph: 0,
            quote: 0,
            first: true,
            function: Function::Other,
            choices: None,
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
            (words, false) => {
                let label = self.entities.label()[entity];
                let uses = self.uses.get(words).copied().unwrap_or(0);
                (Name::Span(self.entities.spans()[entity]), fullness(words, label, uses))
            }
        }
    }

    pub(super) fn create(&mut self, label: Label, (name, fullness): (Name, u32)) -> usize {
        self.referents.push(Referent::new(label, name, fullness));
        self.referents.len() - 1
    }

    /// The referent of a mention that is the source of `quotes`, and why.
    pub(super) fn resolve(&mut self, draft: &Draft, quotes: &[usize]) -> Resolved {
        self.advance(draft, quotes);
        let (referent, link, score) = match draft.form {
            Form::Name(entity) if self.entities.label()[entity] == Label::Per => self.person(draft, entity),
            Form::Name(entity) => self.other(draft, entity),
            Form::Noun { head } => self.description(draft, head),
            Form::Pronoun(pronoun) => self.pronoun(draft, pronoun),
        };
        if let Some(referent) = referent {
            self.mention(draft, referent);
            for &quote in quotes {
                self.speaker[quote] = Some(referent);
                self.referents[referent].spoke_at = Some(quote);
            }
        }
        self.number += 1;
        (referent, link, score)
    }

    /// Moves on to a mention.
    fn advance(&mut self, draft: &Draft, quotes: &[usize]) {
        let start = draft.tokens.start;
        let before = (self.sentence, self.number);
        while self.sentence + 1 < self.reading.sentences.len()
            && self.reading.sentences.tokens(self.sentence).end <= start
        {
            self.sentence += 1;
        }
        let paragraphs = self.reading.paragraphs.spans();
        while self.paragraph + 1 < paragraphs.len() && paragraphs[self.paragraph].end() <= draft.span.start() {
            self.paragraph += 1;
        }
        self.function = Function::of(self.reading, &draft.tokens);
        self.first = before.0 != self.sentence || before.1 == 0;
        let around = match self.voices[start] {
            Voice::Writer => None,
            Voice::Direct(quote) | Voice::Indirect(quote) => Some(quote as usize),
        };
        self.quote = self.quote.max(quotes.first().copied().or(around).unwrap_or(0));
    }

    /// Notes that somebody has a role, perhaps of a country.
    pub(super) fn take_role(&mut self, role: &str, country: Option<u32>, referent: usize) {
        let holders = match self.roles.get_mut(role) {
            Some(holders) => holders,
            None => self.roles.entry(role.to_owned()).or_default(),
        };
        let holder = holders.entry(country).or_insert((referent, true));
        *holder = (referent, holder.1 && holder.0 == referent);
        self.referents[referent].has_role(role);
    }

    /// Who last had a role, perhaps of a country, and whether nobody else had it.
    pub(super) fn holder(&self, role: &str, country: Option<u32>) -> Option<(usize, bool)> {
        self.roles.get(role)?.get(&country).copied()
    }

    fn mention(&mut self, draft: &Draft, referent: usize) {
        let own = &mut self.referents[referent];
        own.count += 1;
        own.salience = own.salience_at(self.sentence) + if self.function == Function::Subject { 0.5 } else { 0.3 };
        own.last = Last {
            token: draft.tokens.start,
            sentence: self.sentence,
            paragraph: self.paragraph,
            kind: draft.kind(),
            function: self.function,
            is_first: self.first,
            is_spoken: matches!(self.voices[draft.tokens.start], Voice::Direct(_)),
            is_source: draft.source,
        };
        own.is_named |= own.last.kind == MentionKind::Name;
        match own.label {
            Label::Per => self.recent.touch(referent),
            _ => self.others.touch(referent),
        }
        if draft.source {
            self.last_source = Some(referent);
        }
        self.before = Some((draft.tokens.end, referent));
        let names = matches!(draft.form, Form::Name(_));
        if names && matches!(self.referents[referent].label, Label::Org | Label::Per) {
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
