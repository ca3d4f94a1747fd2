//! Parts of speech and lemmas, and where sentences start: `Tags`, and `Starts` for the sentences.
//!
//! A network reads the tokens of a few paragraphs at a time and says of each token its label, which is a part of speech
//! together with a Penn tag, and whether a sentence starts there. The lemma follows from the label and the word's ending.
//! How the network was trained and how well it does stands on its card, `models/reader.toml`.

mod label;
mod lemma;
mod lemmatizer;
mod tagger;

pub use label::{Upos, Xpos};
pub use lemma::Lemmas;
pub use tagger::{Hearing, Tagger};

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

    fn with_capacity(tokens: usize, bytes: usize) -> Self {
        let (upos, xpos) = (Vec::with_capacity(tokens), Vec::with_capacity(tokens));
        Self { upos, xpos, lemma: Lemmas::with_capacity(tokens, bytes) }
    }

    /// The lemma of token `token`.
    pub fn lemma(&self, token: usize) -> &str {
        self.lemma.get(token)
    }
}
