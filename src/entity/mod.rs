//! `Entities`: people, organizations and places by name.

use crate::reading::Reading;
use crate::span::Span;

/// What kind of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// A person.
    Per,
    /// An organization: firms, parties, agencies, media, teams, ministries.
    Org,
    /// A country, state or city, also where it acts.
    Gpe,
    /// Another place: rivers, regions, mountains.
    Loc,
    /// A building, airport, stadium, road.
    Fac,
    /// A nationality, religion or political adherence.
    Norp,
    /// Another name: events, works, laws, products, awards, languages.
    Misc,
    /// People together: "officials", "residents". Only of clusters, never of named entities.
    Group,
    /// Something else that can speak: a poll, a document. Only of clusters.
    Other,
}

impl Label {
    /// All labels, in the order of their numbers.
    pub const ALL: [Self; 9] =
        [Self::Per, Self::Org, Self::Gpe, Self::Loc, Self::Fac, Self::Norp, Self::Misc, Self::Group, Self::Other];

    /// The name in tables and files.
    pub const fn as_str(self) -> &'static str {
        ["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "MISC", "GROUP", "OTHER"][self as usize]
    }
}

/// The named entities of a document: E entries each, spans in bytes, sorted, disjoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    pub(crate) span: Vec<Span>,
    pub(crate) label: Vec<Label>,
    pub(crate) score: Vec<f32>,
}

impl Entities {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.span.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty()
    }

    /// E spans in bytes.
    pub fn spans(&self) -> &[Span] {
        &self.span
    }

    /// E labels.
    pub fn label(&self) -> &[Label] {
        &self.label
    }

    /// E probabilities that span and label are right.
    pub fn score(&self) -> &[f32] {
        &self.score
    }
}

/// Finds the named entities of a document.
#[derive(Debug, Default)]
pub struct Finder {}

impl Finder {
    /// Finds the named entities of a document.
    pub fn find(&self, _reading: &Reading<'_>) -> Entities {
        Entities::default()
    }
}
