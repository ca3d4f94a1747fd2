//! Options, the stages made from them, and their order.

use crate::doc::Doc;
use crate::error::Error;
use crate::reading::Reading;
use crate::text::Text;
use crate::{coref, entity, mark, paragraph, quote, sentence, speaker, tag, token};

/// The models that are built in.
pub const MODELS: [&str; 1] = ["default"];

/// What a caller may set.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Reporting verbs of the caller's own, in any form: `tweet`, `tweeted`.
    pub cues: Vec<String>,
    /// Other names of people and organizations, and the name to give instead: `POTUS` → `Donald Trump`.
    pub aliases: Vec<(String, String)>,
}

/// Every stage, ready to read documents: immutable, shared between threads.
#[derive(Debug)]
pub struct Pipeline {
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
        let aliases = entity::Aliases::new(&options.aliases)?;
        Ok(Self {
            quotes: quote::Finder::new(&options.cues),
            entities: entity::Finder::new(aliases.clone()),
            linker: coref::Linker::new(aliases),
        })
    }

    /// Reads a text: finds every layer, each from those before it. Any text gives a document.
    pub fn read(&self, text: Text) -> Doc {
        let paragraphs = paragraph::split(&text);
        let tokens = token::split(&text);
        let marks = mark::pair(&text, &paragraphs);
        let sentences = sentence::split(&text, &paragraphs, &tokens);
        let tags = tag::tag(&text, &tokens, &sentences);
        let reading = Reading {
            text: &text,
            paragraphs: &paragraphs,
            tokens: &tokens,
            marks: &marks,
            sentences: &sentences,
            tags: &tags,
        };
        let quotes = self.quotes.find(&reading);
        let entities = self.entities.find(&reading);
        let (mentions, clusters, sources) = self.linker.link(&reading, &quotes, &entities);
        let speakers = speaker::name(&reading, &quotes, &mentions, &clusters, &sources);
        Doc { text, paragraphs, tokens, marks, sentences, tags, quotes, entities, mentions, clusters, speakers }
    }
}
