//! Parts of speech and lemmas: `Tags`.
//!
//! An averaged perceptron reads each sentence from left to right and decides among the few labels that a word may have;
//! a label is a part of speech together with a Penn tag. Lemmas follow from the label and the word's ending. How it was
//! trained and how well it does stands in `models/tag-en-0.toml`.

mod feature;
mod form;
mod label;
mod lemma;
mod lexicon;
mod model;
mod tagger;

use crate::model::TAG_EN;
use crate::sentence::Sentences;
use crate::text::Text;
use crate::token::Tokens;
pub use label::{Upos, Xpos};
pub use lemma::Lemmas;
use std::sync::LazyLock;
pub use tagger::Tagger;

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

/// Tags every token with the tagger that is built in. T entries; linear in the text's length.
pub fn tag(text: &Text, tokens: &Tokens, sentences: &Sentences) -> Tags {
    // Reading the embedded file checks it, and takes no copy.
    static TAGGER: LazyLock<Tagger<'static>> =
        LazyLock::new(|| Tagger::new(TAG_EN.0, TAG_EN.1).expect("a test reads the file that is built in"));
    TAGGER.tag(text, tokens, sentences)
}
