//! `Mentions` and `Clusters`: the names, descriptions and pronouns of one referent, together.

use crate::entity::{Aliases, Entities, Label};
use crate::quote::Quotes;
use crate::reading::Reading;
use crate::span::{ClusterId, EntityId, MentionId, Ragged, Span};

/// What form a mention has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// "Ebrahim Raisi".
    Name,
    /// "the Persian dignitary".
    Noun,
    /// "he".
    Pronoun,
}

impl MentionKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Name, Self::Noun, Self::Pronoun];

    /// The name in tables and files.
    pub const fn as_str(self) -> &'static str {
        ["name", "noun", "pronoun"][self as usize]
    }
}

/// Expressions that refer to somebody or something: M entries each, sorted by span; they may nest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    pub(crate) span: Vec<Span>,
    pub(crate) kind: Vec<MentionKind>,
    pub(crate) entity: Vec<Option<EntityId>>,
    pub(crate) cluster: Vec<Option<ClusterId>>,
}

impl Mentions {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.span.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty()
    }

    /// M spans in bytes.
    pub fn spans(&self) -> &[Span] {
        &self.span
    }

    /// M kinds.
    pub fn kind(&self) -> &[MentionKind] {
        &self.kind
    }

    /// M named entities: the one that the mention is, if it is a name.
    pub fn entity(&self) -> &[Option<EntityId>] {
        &self.entity
    }

    /// M clusters: who or what is meant, where that is known.
    pub fn cluster(&self) -> &[Option<ClusterId>] {
        &self.cluster
    }
}

/// What a cluster is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// As the document has it, in bytes.
    Span(Span),
    /// As the caller's `aliases` have it.
    Given(Box<str>),
}

impl Name {
    /// The name's letters, given the text.
    pub fn of<'a>(&'a self, text: &'a str) -> &'a str {
        match self {
            Self::Span(span) => span.of(text),
            Self::Given(name) => name,
        }
    }
}

/// The referents of a document, in order of their first mention: C entries each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clusters {
    pub(crate) name: Vec<Name>,
    pub(crate) label: Vec<Label>,
    /// C lists of mentions, each sorted and with one at least.
    pub(crate) mentions: Ragged<MentionId>,
}

impl Clusters {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.name.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
    }

    /// C names: the fullest in the document.
    pub fn name(&self) -> &[Name] {
        &self.name
    }

    /// C labels.
    pub fn label(&self) -> &[Label] {
        &self.label
    }

    /// C lists of mentions.
    pub fn mentions(&self) -> &Ragged<MentionId> {
        &self.mentions
    }
}

/// Links mentions.
#[derive(Debug, Default)]
pub struct Linker {
    #[allow(dead_code)] // for the links that come next
    aliases: Aliases,
}

impl Linker {
    /// A linker that gives the caller's names.
    pub fn new(aliases: Aliases) -> Self {
        Self { aliases }
    }

    /// Finds the mentions of a document, among them every source of a quotation, and links those of one referent.
    pub fn link(&self, _reading: &Reading<'_>, _quotes: &Quotes, _entities: &Entities) -> (Mentions, Clusters) {
        Default::default()
    }
}
