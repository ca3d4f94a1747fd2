//! Parts of speech and lemmas, and where sentences start: `Tags`, and `Starts` for the sentences.
//!
//! A network reads the tokens of a few paragraphs at a time and says of each token its label, which is a part of speech
//! together with a Penn tag, and whether a sentence starts there. The lemma follows from the label and the word's ending.
//! How the network was trained and how well it does stands on its card, `models/tags.toml`.

mod label;
mod lemma;
mod lemmatizer;
mod tagger;

use crate::error::Error;
use crate::model::{TAGS, Weights};
use crate::nn::Arithmetic;
pub use label::{Upos, Xpos};
pub use lemma::Lemmas;
use std::sync::{Arc, LazyLock};
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

/// The tagger of the model `default`, which is built in; made once.
pub fn built_in() -> Arc<Tagger<'static>> {
    static TAGGER: LazyLock<Arc<Tagger<'static>>> = LazyLock::new(|| read_built_in(TAGS));
    Arc::clone(&TAGGER)
}

fn read_built_in((name, bytes): (&str, &'static [u8])) -> Arc<Tagger<'static>> {
    let tagger = |weights: Weights<'static>| Tagger::new(&weights, Arithmetic::Stored);
    let made: Result<_, Error> = Weights::new(name, bytes).and_then(tagger);
    Arc::new(made.expect("a test reads the file that is built in"))
}
