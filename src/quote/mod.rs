//! `Quotes`: who is reported to say, write or think what, in which words.
//!
//! A network reads the tokens of a few paragraphs at a time (`model`, `said`); its tags give pieces of content, cues and
//! sources (`piece`, `scene`); a head over pairs and small regressions link them (`link`) and score what comes of
//! it (`candidate`, `decode`). How it was trained and how well it does stands on its card, `models/reader.toml`.

mod candidate;
mod continued;
mod cue;
mod decode;
mod evidence;
mod lay_out;
mod link;
mod medium;
mod model;
mod piece;
mod said;
mod scene;

use crate::encode::{Scratch, listen};
use crate::reading::Reading;
use crate::span::{QuoteId, Ragged, Span};
use cue::Lexicon;
pub use cue::Part;
pub use evidence::{Evidence, Origin, Rival};
pub use model::Model;
pub use said::Hearing;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Labels of tokens: none, first and further tokens of content, cue and source.
const TAGS: usize = 7;

/// How much of a quotation's content stands between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

impl Kind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Indirect, Self::Mixed];

    /// The name in tables and files.
    pub const fn as_str(self) -> &'static str {
        ["direct", "indirect", "mixed"][self as usize]
    }
}

/// How words or thoughts are presented, after Semino and Short (2004), *Corpus Stylistics*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Medium {
    /// Spoken, or not known to be written.
    #[default]
    Speech,
    /// Written: letters, reports, posts.
    Writing,
    /// Thought, believed, hoped, wanted.
    Thought,
}

impl Medium {
    /// All media, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Speech, Self::Writing, Self::Thought];

    /// The name in tables and files.
    pub const fn as_str(self) -> &'static str {
        ["speech", "writing", "thought"][self as usize]
    }

    /// The medium of that name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|medium| medium.as_str() == name)
    }
}

/// Something about a quotation that a careful reader should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Issue {
    /// Its opening mark is never closed: the content ends with its paragraph.
    UnclosedMark,
}

impl Issue {
    /// All issues, in the order of their numbers.
    pub const ALL: [Self; 1] = [Self::UnclosedMark];

    /// The name in tables and files.
    pub const fn as_str(self) -> &'static str {
        ["unclosed mark"][self as usize]
    }
}

/// The quotations of a document, in order of the start of their first content span: Q entries each.
///
/// Content, cue and source are lists of spans in bytes, each sorted and disjoint, and no two of the three overlap
/// within a quotation. Content has one span or more; cue and source may have none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quotes {
    pub(crate) kind: Vec<Kind>,
    pub(crate) medium: Vec<Medium>,
    pub(crate) content: Ragged<Span>,
    pub(crate) cue: Ragged<Span>,
    pub(crate) source: Ragged<Span>,
    pub(crate) parent: Vec<Option<QuoteId>>,
    pub(crate) level: Vec<u8>,
    pub(crate) score: Vec<f32>,
    pub(crate) issues: Ragged<Issue>,
    pub(crate) evidence: Vec<Evidence>,
}

impl Quotes {
    /// How many quotations there are.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// Q kinds.
    pub fn kind(&self) -> &[Kind] {
        &self.kind
    }

    /// Q media.
    pub fn medium(&self) -> &[Medium] {
        &self.medium
    }

    /// Q lists of spans: what is said.
    pub fn content(&self) -> &Ragged<Span> {
        &self.content
    }

    /// Q lists of spans: the words that report it.
    pub fn cue(&self) -> &Ragged<Span> {
        &self.cue
    }

    /// Q lists of spans: who says it, as written.
    pub fn source(&self) -> &Ragged<Span> {
        &self.source
    }

    /// Q parents: the quotation whose content this one is inside of.
    pub fn parent(&self) -> &[Option<QuoteId>] {
        &self.parent
    }

    /// Q levels: 0, or one more than the parent's.
    pub fn level(&self) -> &[u8] {
        &self.level
    }

    /// Q probabilities that the quotation is right.
    pub fn score(&self) -> &[f32] {
        &self.score
    }

    /// Q lists of what a careful reader should know.
    pub fn issues(&self) -> &Ragged<Issue> {
        &self.issues
    }

    /// Q pieces of evidence: why each was taken for a quotation.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }
}

/// Finds the quotations of a document.
#[derive(Debug)]
pub struct Finder {
    model: Arc<Model>,
    lexicon: Lexicon,
    least: f32,
    mediums: Vec<Medium>,
}

impl Finder {
    /// A finder that knows the words in `cues` for reporting verbs too, each given in any form: "tweet", "tweeted". The
    /// model must be one [`Model::with_cues`] has told of them, or it will not find what they report.
    pub fn new(model: Arc<Model>, cues: &[String]) -> Self {
        Self { lexicon: Lexicon::new(cues), least: model.threshold, mediums: Vec::new(), model }
    }

    /// The same finder, but giving every quotation scored `least` or more: 0 for all that it can think of.
    #[must_use]
    pub fn with_least_score(self, least: Option<f32>) -> Self {
        Self { least: least.unwrap_or(self.model.threshold), ..self }
    }

    /// The same finder, but giving quotations of these media alone; all if there is none.
    #[must_use]
    pub fn with_mediums(self, mediums: &[Medium]) -> Self {
        Self { mediums: mediums.to_vec(), ..self }
    }

    /// Finds the quotations of a document. Linear in the text's length.
    pub fn find(&self, reading: &Reading<'_>, scratch: &mut Scratch) -> Quotes {
        let mut hearing = self.listener();
        listen(reading.source(), scratch, &mut [&mut hearing]);
        self.decide(reading, &hearing)
    }

    /// What listens to the network while that reads a text.
    pub fn listener(&self) -> Hearing<'_> {
        Hearing::new(&self.model)
    }

    /// Makes quotations of what has been heard of a document.
    pub fn decide(&self, reading: &Reading<'_>, hearing: &Hearing<'_>) -> Quotes {
        let said = &hearing.said;
        let (found, cues) = decode::find(&self.model, reading, said, self.least);
        let found = continued::join(reading, found);
        let view = lay_out::View { reading, lexicon: &self.lexicon, said, cues: &cues };
        lay_out::quotes(&view, &found, |medium| self.mediums.is_empty() || self.mediums.contains(&medium))
    }
}
