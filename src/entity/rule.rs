//! The rules by which a name gets its label, and how often each is right.

/// Why a stretch of text was taken for a name of its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// The caller's own.
    Alias,
    /// The whole name is in the lists.
    Listed,
    /// The last word tells: "Justice Ministry".
    Head,
    /// After a title or an office: "Senator Byron".
    Titled,
    /// A given name and a surname, both in the lists.
    FullName,
    /// A given name and something else.
    GivenName,
    /// Something and a surname, or initials.
    Surname,
    /// Two or three words with capitals that nothing is known of.
    UnknownPair,
    /// A part of a person's name that the document has in full.
    KnownPerson,
    /// The document has it elsewhere with better evidence.
    KnownName,
    /// "ABC" after "A. B. C. (": the label is that of the long form.
    Abbreviation,
    /// A firm's "Inc." or "Ltd".
    Firm,
    /// "Lake X", "Mount X", "Hotel X".
    Front,
    /// The letter of a party and a state: "(D-Maine)".
    Party,
    /// "northern Y", "South Y", with Y a place.
    Direction,
    /// A place and more: "London Weekend".
    PlaceAndMore,
    /// One word that is a given name or surname.
    SingleName,
    /// One word after "in", "near" or "from".
    AfterPreposition,
    /// Capitals only.
    Acronym,
    /// One word that nothing is known of: no name, unless the document tells more.
    Single,
    /// Several words that nothing fits.
    Many,
}

impl Rule {
    /// Share of names found by each rule that were right in span and label, on news that the rules were written by.
    const PRECISION: [f32; 21] = [
        1.0, 0.93, 0.77, 0.94, 0.95, 0.9, 0.67, 0.57, 0.91, 0.62, 0.86, 0.6, 0.65, 0.98, 0.55, 0.51, 0.86, 0.77, 0.35,
        0.1, 0.37,
    ];

    /// The probability that a name found by this rule is right.
    pub(crate) const fn score(self) -> f32 {
        Self::PRECISION[self as usize]
    }
}
