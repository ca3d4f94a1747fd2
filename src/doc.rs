//! `Doc`: the layers of one document, and what they promise.

use crate::coref::{Clusters, Mentions};
use crate::entity::Entities;
use crate::mark::Marks;
use crate::paragraph::Paragraphs;
use crate::quote::Quotes;
use crate::reading::Reading;
use crate::sentence::Sentences;
use crate::speaker::Speakers;
use crate::tag::Tags;
use crate::span::{ClusterId, EntityId};
use crate::text::Text;
use crate::token::Tokens;

/// One document: its text and every layer found in it. It never changes once made.
#[derive(Clone, Debug, PartialEq)]
pub struct Doc {
    /// The text as given.
    pub text: Text,
    /// P paragraphs.
    pub paragraphs: Paragraphs,
    /// T tokens.
    pub tokens: Tokens,
    /// The marked stretches.
    pub marks: Marks,
    /// S sentences.
    pub sentences: Sentences,
    /// Parts of speech and lemmas of T tokens.
    pub tags: Tags,
    /// Q quotations.
    pub quotes: Quotes,
    /// E named entities.
    pub entities: Entities,
    /// M mentions.
    pub mentions: Mentions,
    /// C clusters.
    pub clusters: Clusters,
    /// Speakers of Q quotations.
    pub speakers: Speakers,
}

impl Doc {
    /// The text and the layers below quotations.
    pub fn reading(&self) -> Reading<'_> {
        Reading {
            text: &self.text,
            paragraphs: &self.paragraphs,
            tokens: &self.tokens,
            marks: &self.marks,
            sentences: &self.sentences,
            tags: &self.tags,
        }
    }

    /// The cluster that an entity's mention is in: a binary search.
    ///
    /// # Panics
    /// If the document has no such entity.
    pub fn cluster_of_entity(&self, id: EntityId) -> Option<ClusterId> {
        let span = self.entities.spans()[id.index()];
        let first = self.mentions.spans().partition_point(|&mention| mention < span);
        let same = (first..self.mentions.len()).take_while(|&mention| self.mentions.spans()[mention] == span);
        same.into_iter().find_map(|mention| self.mentions.cluster()[mention])
    }
}
