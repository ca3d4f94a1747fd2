//! Parts of speech and lemmas: `Tags`.

use crate::sentence::Sentences;
use crate::text::Text;
use crate::token::Tokens;

/// The seventeen parts of speech of Universal Dependencies version 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)] // their names are their documentation: universaldependencies.org/u/pos
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// All of them in alphabetical order, which is the order of their numbers.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The part of speech of that name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|upos| upos.as_str() == name)
    }

    /// The name as written in treebanks: `"NOUN"`.
    pub const fn as_str(self) -> &'static str {
        [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
            "SCONJ", "SYM", "VERB", "X",
        ][self as usize]
    }
}

/// A Penn Treebank tag, as a number into [`Xpos::NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Xpos(pub(crate) u8);

impl Xpos {
    /// The tags as used in the English treebanks of Universal Dependencies, sorted.
    pub const NAMES: [&str; 50] = [
        "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN",
        "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR",
        "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
    ];

    /// `XX`, for what has no tag.
    pub const UNKNOWN: Self = Self(48);

    /// The tag of that name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.binary_search(&name).ok().map(|number| Self(number as u8))
    }

    /// The tag as written: `"NN"`.
    pub const fn as_str(self) -> &'static str {
        Self::NAMES[self.0 as usize]
    }
}

/// Parts of speech and lemmas: T entries each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    pub(crate) upos: Vec<Upos>,
    pub(crate) xpos: Vec<Xpos>,
    pub(crate) lemma: Lemmas,
}

impl Tags {
    /// T universal parts of speech.
    pub fn upos(&self) -> &[Upos] {
        &self.upos
    }

    /// T Penn Treebank tags.
    pub fn xpos(&self) -> &[Xpos] {
        &self.xpos
    }

    /// The lemma of token `token`.
    pub fn lemma(&self, token: usize) -> &str {
        self.lemma.get(token)
    }
}

/// T lemmas, one after another in one string: any string is a lemma, and none costs an allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lemmas {
    utf8: String,
    /// The end of each in `utf8`.
    end: Vec<u32>,
}

impl Lemmas {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.end.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.end.is_empty()
    }

    /// Lemma number `token`.
    ///
    /// # Panics
    /// If there are not more than `token` lemmas.
    pub fn get(&self, token: usize) -> &str {
        let start = token.checked_sub(1).map_or(0, |before| self.end[before]);
        &self.utf8[start as usize..self.end[token] as usize]
    }

    /// Adds the lemma that the pieces make up.
    pub fn push<'a>(&mut self, pieces: impl IntoIterator<Item = &'a str>) {
        self.utf8.extend(pieces);
        self.end.push(self.utf8.len() as u32);
    }
}

/// Tags every token, a sentence at a time.
pub fn tag(text: &Text, tokens: &Tokens, _sentences: &Sentences) -> Tags {
    let mut tags = Tags::default();
    for span in &tokens.span {
        let form = span.of(text.as_str());
        let upper = form.starts_with(char::is_uppercase);
        let word = form.starts_with(char::is_alphanumeric);
        tags.upos.push(if !word {
            Upos::Punct
        } else if upper {
            Upos::Propn
        } else {
            Upos::Noun
        });
        tags.xpos.push(Xpos(if upper { 24 } else { 23 }));
        tags.lemma.push([form.to_lowercase().as_str()]);
    }
    tags
}
