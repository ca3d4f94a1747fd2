//! The networks that stages run: those that are built in, and those of a caller's own files.

use crate::encode::Encoder;
use crate::error::Error;
use crate::model::{BUILT_IN, Weights};
use crate::nn::Arithmetic;
use crate::tag::Tagger;
use crate::{coref, entity, quote, speaker};
use std::sync::{Arc, LazyLock};

/// The models that are built in.
pub const MODELS: [&str; 1] = ["default"];

/// A model of each task. Tasks whose models are from one file share its network.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) tagger: Arc<Tagger<'static>>,
    pub(super) quotes: Arc<quote::Model>,
    pub(super) names: Arc<entity::Model>,
    pub(super) mentions: Arc<coref::Model>,
    pub(super) turns: Arc<speaker::Model>,
}

impl Default for Model {
    /// What is built in; read once.
    fn default() -> Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| built_in().expect("a test reads the files that are built in"));
        MODEL.clone()
    }
}

fn built_in() -> Result<Model, Error> {
    let mut tasks = Tasks::default();
    for (name, bytes) in BUILT_IN {
        let weights = Weights::new(name, bytes)?;
        let encoder = Encoder::is_in(&weights).then(|| Encoder::new(&weights, Arithmetic::Stored)).transpose()?;
        tasks = Tasks::new(&weights, encoder)?.or(tasks);
    }
    let Tasks { tagger, quotes, names, mentions, turns } = tasks;
    let absent = |task: &str| Error::Model { name: "default".into(), reason: format!("it has nothing for {task}") };
    Ok(Model {
        tagger: Arc::new(tagger.ok_or_else(|| absent("tags"))?),
        quotes: Arc::new(quotes.ok_or_else(|| absent("quotations"))?),
        names: Arc::new(names.ok_or_else(|| absent("names"))?),
        mentions: Arc::new(mentions.ok_or_else(|| absent("mentions"))?),
        turns: Arc::new(turns.ok_or_else(|| absent("turns"))?),
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
        let encoder = Encoder::is_in(weights).then(|| Encoder::new(weights, Arithmetic::Stored)).transpose()?;
        let Tasks { tagger, quotes, names, mentions, turns } = Tasks::new(weights, encoder.map(Encoder::into_owned))?;
        Ok(Self {
            tagger: tagger.map_or(self.tagger, |tagger| Arc::new(tagger.into_owned())),
            quotes: quotes.map_or(self.quotes, Arc::new),
            names: names.map_or(self.names, Arc::new),
            mentions: mentions.map_or(self.mentions, Arc::new),
            turns: turns.map_or(self.turns, Arc::new),
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
        Self { tagger, names, quotes: Arc::new(quotes), ..self }
    }

    /// What tags tokens.
    pub fn tagger(&self) -> &Arc<Tagger<'static>> {
        &self.tagger
    }

    /// What quotations are found with.
    pub fn quotes(&self) -> &Arc<quote::Model> {
        &self.quotes
    }

    /// What chooses who is meant by a mention.
    pub fn mentions(&self) -> &Arc<coref::Model> {
        &self.mentions
    }

    /// What chooses whose turn a quotation is.
    pub fn turns(&self) -> &Arc<speaker::Model> {
        &self.turns
    }

    /// What named entities are found with.
    pub fn names(&self) -> &Arc<entity::Model> {
        &self.names
    }
}

/// What a file of weights has for each task; a head of its network, or tensors of its own, tell that it has something.
#[derive(Default)]
struct Tasks<'a> {
    tagger: Option<Tagger<'a>>,
    quotes: Option<quote::Model>,
    names: Option<entity::Model>,
    mentions: Option<coref::Model>,
    turns: Option<speaker::Model>,
}

impl<'a> Tasks<'a> {
    fn new(weights: &Weights<'a>, encoder: Option<Encoder<'static>>) -> Result<Self, Error> {
        let encoder = encoder.map(Arc::new);
        let shared = |head: &str| encoder.as_ref().filter(|encoder| encoder.head(head).is_some()).map(Arc::clone);
        let quotes = shared(quote::Model::HEAD).map(|encoder| quote::Model::new(weights, encoder, Arithmetic::Stored));
        let made = Self {
            tagger: shared(Tagger::HEAD).map(|encoder| Tagger::new(weights, encoder)).transpose()?,
            quotes: quotes.transpose()?,
            names: shared(entity::Model::HEAD).map(|encoder| entity::Model::new(weights, encoder)).transpose()?,
            mentions: coref::Model::find(weights, coref::MODEL)?,
            turns: speaker::Model::find(weights, speaker::MODEL)?,
        };
        if made.is_empty() {
            return Err(weights.fault("it has nothing for a task that is known"));
        }
        Ok(made)
    }

    const fn is_empty(&self) -> bool {
        let Self { tagger, quotes, names, mentions, turns } = self;
        tagger.is_none() && quotes.is_none() && names.is_none() && mentions.is_none() && turns.is_none()
    }

    /// These, and for tasks without one, others.
    fn or(self, other: Self) -> Self {
        Self {
            tagger: self.tagger.or(other.tagger),
            quotes: self.quotes.or(other.quotes),
            names: self.names.or(other.names),
            mentions: self.mentions.or(other.mentions),
            turns: self.turns.or(other.turns),
        }
    }
}
