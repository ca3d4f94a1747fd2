//! `Label`: what kind of thing a name or a speaker is.

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

    /// Those of named entities.
    pub const NAMED: [Self; 7] = [Self::Per, Self::Org, Self::Gpe, Self::Loc, Self::Fac, Self::Norp, Self::Misc];

    /// The label of a named entity of that name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|label| label.as_str() == name)
    }

    /// The name in tables and files.
    pub const fn as_str(self) -> &'static str {
        ["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "MISC", "GROUP", "OTHER"][self as usize]
    }
}
