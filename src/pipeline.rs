//! Options, the stages made from them, and their order.

use crate::doc::Doc;
use crate::encode::{Scratch, Source};
use crate::error::Error;
use crate::reading::Reading;
use crate::tag::Tagger;
use crate::text::Text;
use crate::{coref, entity, mark, paragraph, quote, sentence, speaker, tag, token};
use std::sync::{Arc, Mutex};

/// The models that are built in.
pub const MODELS: [&str; 1] = ["default"];

/// The networks that stages run.
#[derive(Clone, Debug)]
pub struct Model {
    tagger: Arc<Tagger<'static>>,
    quotes: Arc<quote::Model<'static>>,
}

impl Default for Model {
    fn default() -> Self {
        Self { tagger: tag::built_in(), quotes: quote::built_in() }
    }
}

impl Model {
    /// The model of that name, if it is one of [`MODELS`].
    pub fn named(name: &str) -> Option<Self> {
        (name == "default").then(Self::default)
    }

    /// The same model with another tagger.
    #[must_use]
    pub fn with_tagger(self, tagger: Tagger<'static>) -> Self {
        Self { tagger: Arc::new(tagger), ..self }
    }

    /// The same model with another model of quotations.
    #[must_use]
    pub fn with_quotes(self, quotes: quote::Model<'static>) -> Self {
        Self { quotes: Arc::new(quotes), ..self }
    }
}

/// What a caller may set.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The networks to run; those of `default` unless others are given.
    pub model: Model,
    /// Reporting verbs of the caller's own, in any form: `tweet`, `tweeted`.
    pub cues: Vec<String>,
    /// Other names of people and organizations, and the name to give instead: `POTUS` → `Donald Trump`.
    pub aliases: Vec<(String, String)>,
    /// The lowest score of a quotation that is given, 0 to 1; without one that with which most are right and few are missed.
    pub min_score: Option<f32>,
    /// The media of the quotations that are given; without any, all.
    pub mediums: Vec<quote::Medium>,
}

/// Every stage, ready to read documents: immutable, shared between threads.
#[derive(Debug)]
pub struct Pipeline {
    tagger: Arc<Tagger<'static>>,
    /// Room for networks to work in that no thread is using.
    spare: Mutex<Vec<Scratch>>,
    quotes: quote::Finder,
    entities: entity::Finder,
    linker: coref::Linker,
}

impl Pipeline {
    /// Makes the stages.
    ///
    /// # Errors
    /// [`Error::Option`] if an option's value means nothing.
    pub fn new(options: &Options) -> Result<Self, Error> {
        if options.cues.iter().any(|cue| cue.trim().is_empty()) {
            return Err(Error::Option { option: "cues", reason: "a reporting word is empty".into() });
        }
        if options.min_score.is_some_and(|score| !(0.0..=1.0).contains(&score)) {
            return Err(Error::Option { option: "min_score", reason: "it is no number from 0 to 1".into() });
        }
        let aliases = entity::Aliases::new(&options.aliases)?;
        let quotes = quote::Finder::new(Arc::clone(&options.model.quotes), &options.cues);
        Ok(Self {
            tagger: Arc::clone(&options.model.tagger),
            spare: Mutex::default(),
            quotes: quotes.with_least_score(options.min_score).with_mediums(&options.mediums),
            entities: entity::Finder::new(aliases.clone()),
            linker: coref::Linker::new(aliases),
        })
    }

    /// Reads a text: finds every layer, each from those before it. Any text gives a document.
    pub fn read(&self, text: Text) -> Doc {
        let paragraphs = paragraph::split(&text);
        let tokens = token::split(&text);
        let marks = mark::pair(&text, &paragraphs);
        let source = Source { text: &text, paragraphs: &paragraphs, tokens: &tokens, marks: &marks };
        let mut scratch = self.take_scratch();
        let (tags, starts) = self.tagger.tag(source, &mut scratch);
        let sentences = sentence::split(&text, &paragraphs, &tokens, &starts);
        let reading = Reading {
            text: &text,
            paragraphs: &paragraphs,
            tokens: &tokens,
            marks: &marks,
            sentences: &sentences,
            tags: &tags,
        };
        let quotes = self.quotes.find(&reading, &mut scratch);
        self.give_back(scratch);
        let entities = self.entities.find(&reading);
        let (mentions, clusters, sources) = self.linker.link(&reading, &quotes, &entities);
        let speakers = speaker::name(&reading, &quotes, &mentions, &clusters, &sources);
        Doc { text, paragraphs, tokens, marks, sentences, tags, quotes, entities, mentions, clusters, speakers }
    }

    /// Nobody waits for a spare: in a forked child the lock may be held by a thread that is not there.
    fn take_scratch(&self) -> Scratch {
        self.spare.try_lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default()
    }

    fn give_back(&self, scratch: Scratch) {
        if let Ok(mut spare) = self.spare.try_lock() {
            spare.push(scratch);
        }
    }
}
