//! Why a mention belongs to its cluster.

/// Why a mention was linked to its cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Link {
    /// It is not linked.
    #[default]
    None,
    /// The caller's `aliases` say so.
    Alias,
    /// It is the name itself, or one that differs in letters only.
    Name,
    /// A surname, given name or initial; so many others in the document have it too.
    Part {
        /// Others with the same name.
        rivals: u32,
    },
    /// A short form: "EU" for "European Union".
    Short,
    /// A description of somebody without a name, who is called so here.
    Description,
    /// The same description as before.
    SameDescription,
    /// Somebody who was given this role: "the senator".
    Role,
    /// The one person tied to this country.
    Country,
    /// A body that was called one of this kind: "the committee".
    Body,
    /// A description with nothing in it that was said before: the likeliest of those mentioned shortly before.
    Near,
    /// A pronoun for the likeliest who fits; so many others fit too.
    Pronoun {
        /// Others who fit.
        rivals: u32,
    },
    /// A relative pronoun for what stands before it.
    Relative,
    /// "I" in the writer's own words.
    Narrator,
    /// A pronoun inside somebody's reported words, for the one who reports.
    Reporter,
}

impl Link {
    /// Share of the sources linked so whose referent was right, on news, given the quotations.
    pub const fn score(self) -> f32 {
        match self {
            Self::None => 0.0,
            Self::Alias => 1.0,
            Self::Name => 0.94,
            Self::Part { rivals: 0 } | Self::Reporter => 0.99,
            Self::Part { .. } => 0.55,
            Self::Short => 0.84,
            Self::Narrator => 0.2,
            Self::Description => 0.41,
            Self::SameDescription => 0.23,
            Self::Role => 0.3,
            Self::Country | Self::Body | Self::Near => 0.5,
            Self::Pronoun { rivals: 0 | 1 } => 0.83,
            Self::Pronoun { .. } => 0.75,
            Self::Relative => 0.39,
        }
    }
}
