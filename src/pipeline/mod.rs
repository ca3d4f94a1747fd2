//! Options, the stages made from them, and their order.

mod model;

pub use model::{MODELS, Model};

use crate::coref::{Choice, Linked};
use crate::doc::Doc;
use crate::encode::{Scratch, Source, listen};
use crate::error::Error;
use crate::reading::Reading;
use crate::span::ClusterId;
use crate::tag::Tagger;
use crate::text::Text;
use crate::{coref, entity, mark, paragraph, quote, sentence, speaker, token};
use std::sync::{Arc, Mutex};

/// What a caller may set.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The networks to run; those of `default` unless others are given.
    pub model: Model,
    /// Reporting verbs of the caller's own, in any form: `tweet`, `tweeted`.
    pub cues: Vec<String>,
    /// Other names of people and organizations, and the name to give instead: `POTUS` → `Donald Trump`.
    pub aliases: Vec<(String, String)>,
    /// Names of the caller's own, as written in texts, with their labels: `Ludlow Harbour` → `FAC`.
    pub gazetteer: Vec<(String, String)>,
    /// The lowest score of a quotation that is given, 0 to 1; without one that with which most are right and few are missed.
    pub min_score: Option<f32>,
    /// The media of the quotations that are given; without any, all.
    pub mediums: Vec<quote::Medium>,
}

/// The choices made while a text was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Who is meant by a mention.
    pub mentions: Vec<Choice<ClusterId>>,
    /// Whose turn a quotation is.
    pub turns: Vec<Choice<ClusterId>>,
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
    turns: Arc<speaker::Model>,
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
        let gazetteer = entity::Gazetteer::new(&options.gazetteer)?;
        let model = options.model.clone();
        let model = if options.cues.is_empty() { model } else { model.with_cues(&options.cues) };
        let quotes = quote::Finder::new(model.quotes, &options.cues);
        Ok(Self {
            tagger: model.tagger,
            spare: Mutex::default(),
            quotes: quotes.with_least_score(options.min_score).with_mediums(&options.mediums),
            entities: entity::Finder::new(model.names, aliases.clone(), gazetteer),
            linker: coref::Linker::new(model.mentions, aliases),
            turns: model.turns,
        })
    }

    /// Reads a text: finds every layer, each from those before it. Any text gives a document.
    pub fn read(&self, text: Text) -> Doc {
        self.run(text, None)
    }

    /// The same, with every choice of who is meant by a mention and whose turn a quotation is: what training wants to know.
    pub fn choices(&self, text: Text) -> (Doc, Choices) {
        let mut choices = Choices::default();
        let doc = self.run(text, Some(&mut choices));
        (doc, choices)
    }

    fn run(&self, text: Text, choices: Option<&mut Choices>) -> Doc {
        let paragraphs = paragraph::split(&text);
        let tokens = token::split(&text);
        let marks = mark::pair(&text, &paragraphs);
        let source = Source { text: &text, paragraphs: &paragraphs, tokens: &tokens, marks: &marks };
        let mut scratch = self.take_scratch();
        let mut tags = self.tagger.listener(source);
        let (mut said, mut named) = (self.quotes.listener(), self.entities.listener());
        listen(source, &mut scratch, &mut [&mut tags, &mut said, &mut named]);
        self.give_back(scratch);
        let (tags, starts) = tags.tags();
        let sentences = sentence::split(&text, &paragraphs, &tokens, &starts);
        let reading = Reading {
            text: &text,
            paragraphs: &paragraphs,
            tokens: &tokens,
            marks: &marks,
            sentences: &sentences,
            tags: &tags,
        };
        let quotes = self.quotes.decide(&reading, &said);
        let entities = self.entities.decide(&reading, &named);
        let tells = choices.is_some();
        let linked = self.linker.link(&reading, &quotes, &entities, tells);
        let (speakers, turns) = speaker::name(&self.turns, &reading, &quotes, &linked, tells);
        let Linked { mentions, clusters, choices: of_mentions, .. } = linked;
        if let Some(choices) = choices {
            *choices = Choices { mentions: of_mentions, turns };
        }
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
