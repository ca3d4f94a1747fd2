//! The tagger: a network that says of each token its label and whether it starts a sentence, and the trees of lemmas.

use super::Tags;
use super::label::{Upos, Xpos};
use super::lemmatizer::Lemmatizer;
use crate::encode::{Encoder, Scratch, Source};
use crate::error::Error;
use crate::model::Weights;
use crate::nn::Arithmetic;
use crate::sentence::Starts;

/// A tagger: immutable, shared between threads.
#[derive(Clone, Debug)]
pub struct Tagger<'a> {
    encoder: Encoder<'a>,
    /// The head of labels and that of sentence starts.
    label: usize,
    start: usize,
    labels: Vec<(Upos, Xpos)>,
    lemmatizer: Lemmatizer<'a>,
}

impl<'a> Tagger<'a> {
    /// Reads a tagger from a file of weights.
    ///
    /// # Errors
    /// [`Error::Model`] if something is absent, damaged or does not fit.
    pub fn new(weights: &Weights<'a>, arithmetic: Arithmetic) -> Result<Self, Error> {
        let encoder = Encoder::new(weights, arithmetic)?;
        let labels = weights.setting("labels")?.split_whitespace().map(|label| named(weights, label));
        let labels = labels.collect::<Result<Vec<_>, _>>()?;
        let head = |name: &str, wanted: usize| match encoder.head(name) {
            Some((head, outputs)) if outputs == wanted => Ok(head),
            Some((_, outputs)) => Err(weights.fault(&format!("its head {name:?} has {outputs} outputs, not {wanted}"))),
            None => Err(weights.fault(&format!("it has no head {name:?}"))),
        };
        let (label, start) = (head("label", labels.len())?, head("starts", 1)?);
        let lemmatizer = Lemmatizer::new(weights, labels.len())?;
        Ok(Self { encoder, label, start, labels, lemmatizer })
    }

    /// The same with bytes of its own.
    pub fn into_owned(self) -> Tagger<'static> {
        Tagger { encoder: self.encoder.into_owned(), lemmatizer: self.lemmatizer.into_owned(), ..self }
    }

    /// Tags every token: T entries each, none if there is no token. Linear in the text's length.
    pub fn tag(&self, source: Source<'_>, scratch: &mut Scratch) -> (Tags, Starts) {
        let length = source.tokens.len();
        let mut tags = Tags::with_capacity(length, source.text.len() as usize);
        let mut starts = Vec::with_capacity(length);
        let mut letters = Vec::new();
        self.encoder.read(source, scratch, |own, answer| {
            for (token, logits) in own.zip(answer.logits(self.label)) {
                let label = greatest(logits);
                let (upos, xpos) = self.labels[label];
                tags.upos.push(upos);
                tags.xpos.push(xpos);
                let form = source.tokens.span[token].of(source.text.as_str());
                tags.lemma.push_with(|lemmas| self.lemmatizer.lemma(form, label, &mut letters, lemmas));
            }
            starts.extend(answer.logits(self.start).map(|logits| crate::nn::sigmoid(logits[0])));
        });
        (tags, Starts(starts))
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
