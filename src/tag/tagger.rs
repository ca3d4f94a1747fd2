//! The tagger: a network that says of each token its label and whether it starts a sentence, and the trees of lemmas.

use super::Tags;
use super::label::{Upos, Xpos};
use super::lemmatizer::Lemmatizer;
use crate::encode::{Answer, Encoder, Listener, Scratch, Source, listen};
use crate::error::Error;
use crate::model::Weights;
use crate::sentence::Starts;
use std::ops::Range;
use std::sync::Arc;

/// A tagger: immutable, shared between threads.
#[derive(Clone, Debug)]
pub struct Tagger<'a> {
    encoder: Arc<Encoder<'static>>,
    /// The head of labels and that of sentence starts.
    label: usize,
    start: usize,
    labels: Vec<(Upos, Xpos)>,
    lemmatizer: Lemmatizer<'a>,
}

impl<'a> Tagger<'a> {
    /// The name of the head by which a network is known to be one of tags.
    pub const HEAD: &'static str = "label";

    /// Reads a tagger from the file of weights that the network is from.
    ///
    /// # Errors
    /// [`Error::Model`] if something is absent, damaged or does not fit.
    pub fn new(weights: &Weights<'a>, encoder: Arc<Encoder<'static>>) -> Result<Self, Error> {
        let labels = weights.setting("labels")?.split_whitespace().map(|label| named(weights, label));
        let labels = labels.collect::<Result<Vec<_>, _>>()?;
        let label = encoder.head_of(weights, Self::HEAD, labels.len())?;
        let start = encoder.head_of(weights, "starts", 1)?;
        let lemmatizer = Lemmatizer::new(weights, labels.len())?;
        Ok(Self { encoder, label, start, labels, lemmatizer })
    }

    /// The same with bytes of its own.
    pub fn into_owned(self) -> Tagger<'static> {
        Tagger { lemmatizer: self.lemmatizer.into_owned(), ..self }
    }

    /// The network that it listens to.
    pub const fn encoder(&self) -> &Arc<Encoder<'static>> {
        &self.encoder
    }

    /// The same, listening to another network with the same heads.
    #[must_use]
    pub fn listening_to(&self, encoder: &Arc<Encoder<'static>>) -> Self {
        Self { encoder: Arc::clone(encoder), ..self.clone() }
    }

    /// Tags every token: T entries each, none if there is no token. Linear in the text's length.
    pub fn tag(&self, source: Source<'_>, scratch: &mut Scratch) -> (Tags, Starts) {
        let mut hearing = self.listener(source);
        listen(source, scratch, &mut [&mut hearing]);
        hearing.tags()
    }

    /// What makes tags of a text while its network reads that.
    pub fn listener(&self, source: Source<'_>) -> Hearing<'_> {
        let length = source.tokens.len();
        let tags = Tags::with_capacity(length, source.text.len() as usize);
        Hearing { tagger: self, tags, starts: Vec::with_capacity(length), letters: Vec::new() }
    }
}

/// Tags in the making.
#[derive(Debug)]
pub struct Hearing<'a> {
    tagger: &'a Tagger<'a>,
    tags: Tags,
    starts: Vec<f32>,
    letters: Vec<u8>,
}

impl Hearing<'_> {
    /// The tags of the tokens that it has been told of, and how likely they start a sentence.
    pub fn tags(self) -> (Tags, Starts) {
        (self.tags, Starts(self.starts))
    }
}

impl Listener for Hearing<'_> {
    fn encoder(&self) -> &Arc<Encoder<'static>> {
        &self.tagger.encoder
    }

    fn take(&mut self, source: Source<'_>, own: Range<usize>, answer: &Answer<'_>) {
        let Tagger { label, start, labels, lemmatizer, .. } = self.tagger;
        for (token, logits) in own.zip(answer.logits(*label)) {
            let label = greatest(logits);
            let (upos, xpos) = labels[label];
            self.tags.upos.push(upos);
            self.tags.xpos.push(xpos);
            let form = source.tokens.span[token].of(source.text.as_str());
            self.tags.lemma.push_with(|lemmas| lemmatizer.lemma(form, label, &mut self.letters, lemmas));
        }
        self.starts.extend(answer.logits(*start).map(|logits| crate::nn::sigmoid(logits[0])));
    }
}

/// The label written `NOUN/NN`.
fn named(weights: &Weights<'_>, label: &str) -> Result<(Upos, Xpos), Error> {
    let pair = label.split_once('/').and_then(|(upos, xpos)| Some((Upos::named(upos)?, Xpos::named(xpos)?)));
    pair.ok_or_else(|| weights.fault(&format!("its label {label:?} is no part of speech with a Penn tag")))
}

/// The place of the greatest number, the first of equals; 0 if there is none.
fn greatest(logits: &[f32]) -> usize {
    let better = |best: usize, at: usize| if logits[at] > logits[best] { at } else { best };
    (1..logits.len()).fold(0, better)
}
