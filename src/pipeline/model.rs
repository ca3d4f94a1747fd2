//! The networks that stages run: those that are built in, and those of a caller's own files.

use crate::encode::Encoder;
use crate::error::Error;
use crate::model::{BUILT_IN, Weights};
use crate::nn::Arithmetic;
use crate::tag::Tagger;
use crate::{entity, quote};
use std::sync::{Arc, LazyLock};

/// The models that are built in.
pub const MODELS: [&str; 1] = ["default"];

/// A model of each task. Tasks whose models are from one file share its network.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) tagger: Arc<Tagger<'static>>,
    pub(super) quotes: Arc<quote::Model>,
    pub(super) names: Arc<entity::Model>,
}

impl Default for Model {
    /// What is built in; read once.
    fn default() -> Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| built_in().expect("a test reads the file that is built in"));
        MODEL.clone()
    }
}

fn built_in() -> Result<Model, Error> {
    let (name, bytes) = BUILT_IN;
    let weights = Weights::new(name, bytes)?;
    let encoder = Encoder::new(&weights, Arithmetic::Stored)?;
    let Tasks { tagger, quotes, names } = Tasks::new(&weights, &Arc::new(encoder))?;
    let absent = |task: &str| weights.fault(&format!("it has nothing for {task}"));
    Ok(Model {
        tagger: Arc::new(tagger.ok_or_else(|| absent("tags"))?),
        quotes: Arc::new(quotes.ok_or_else(|| absent("quotations"))?),
        names: Arc::new(names.ok_or_else(|| absent("names"))?),
    })
}

impl Model {
    /// The model of that name, if it is one of [`MODELS`].
    pub fn named(name: &str) -> Option<Self> {
        (name == "default").then(Self::default)
    }

    /// The same model, but for the tasks that these weights have.
    ///
    /// # Errors
    /// [`Error::Model`] if something is absent, damaged or does not fit, or the weights have no task that is known.
    pub fn with(self, weights: &Weights<'_>) -> Result<Self, Error> {
        let encoder = Encoder::new(weights, Arithmetic::Stored)?.into_owned();
        let Tasks { tagger, quotes, names } = Tasks::new(weights, &Arc::new(encoder))?;
        Ok(Self {
            tagger: tagger.map_or(self.tagger, |tagger| Arc::new(tagger.into_owned())),
            quotes: quotes.map_or(self.quotes, Arc::new),
            names: names.map_or(self.names, Arc::new),
        })
    }

    /// The same for a caller whose own reporting verbs are `cues`: their row is changed in the network of quotations, and
    /// whoever shares that goes on sharing it, so that the text is still read once.
    #[must_use]
    pub fn with_cues(self, cues: &[String]) -> Self {
        let quotes = self.quotes.with_cues(cues);
        let (before, after) = (self.quotes.encoder(), quotes.encoder());
        let moved = Arc::ptr_eq(self.tagger.encoder(), before).then(|| self.tagger.listening_to(after));
        let tagger = moved.map_or_else(|| Arc::clone(&self.tagger), Arc::new);
        let moved = Arc::ptr_eq(self.names.encoder(), before).then(|| self.names.listening_to(after));
        let names = moved.map_or_else(|| Arc::clone(&self.names), Arc::new);
        Self { tagger, names, quotes: Arc::new(quotes) }
    }

    /// What tags tokens.
    pub fn tagger(&self) -> &Arc<Tagger<'static>> {
        &self.tagger
    }

    /// What quotations are found with.
    pub fn quotes(&self) -> &Arc<quote::Model> {
        &self.quotes
    }

    /// What named entities are found with.
    pub fn names(&self) -> &Arc<entity::Model> {
        &self.names
    }
}

/// What a file of weights has for each task; a head of the network tells that it has something.
struct Tasks<'a> {
    tagger: Option<Tagger<'a>>,
    quotes: Option<quote::Model>,
    names: Option<entity::Model>,
}

impl<'a> Tasks<'a> {
    fn new(weights: &Weights<'a>, encoder: &Arc<Encoder<'static>>) -> Result<Self, Error> {
        let shared = |head: &str| encoder.head(head).map(|_| Arc::clone(encoder));
        let tagger = shared(Tagger::HEAD).map(|encoder| Tagger::new(weights, encoder)).transpose()?;
        let quotes = shared(quote::Model::HEAD).map(|encoder| quote::Model::new(weights, encoder, Arithmetic::Stored));
        let names = shared(entity::Model::HEAD).map(|encoder| entity::Model::new(weights, encoder)).transpose()?;
        let made = Self { tagger, quotes: quotes.transpose()?, names };
        if made.tagger.is_none() && made.quotes.is_none() && made.names.is_none() {
            return Err(weights.fault("it has no head of a task that is known"));
        }
        Ok(made)
    }
}
