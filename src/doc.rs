//! `Doc`: the layers of one document, and what they promise.

use crate::coref::{Clusters, Mentions, Name};
use crate::encode::Source;
use crate::entity::Entities;
use crate::mark::Marks;
use crate::paragraph::Paragraphs;
use crate::quote::Quotes;
use crate::reading::Reading;
use crate::sentence::Sentences;
use crate::span::{ClusterId, EntityId, MentionId, QuoteId, Span};
use crate::speaker::Speakers;
use crate::tag::Tags;
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

    /// The text and the layers that networks read.
    pub fn source(&self) -> Source<'_> {
        self.reading().source()
    }

    /// The cluster that an entity's mention is in: a binary search.
    ///
    /// # Panics
    /// If the document has no such entity.
    pub fn cluster_of_entity(&self, id: EntityId) -> Option<ClusterId> {
        let span = self.entities.spans()[id.index()];
        let first = self.mentions.spans().partition_point(|&mention| mention < span);
        (first..self.mentions.len())
            .take_while(|&mention| self.mentions.spans()[mention] == span)
            .find_map(|mention| self.mentions.cluster()[mention])
    }

    /// Tests what every document promises: spans inside the text on character boundaries, tokens that cover, sentences
    /// that partition, parallel arrays that agree, quotations that are well formed.
    ///
    /// # Errors
    /// A sentence that says which promise is broken, and where.
    pub fn check(&self) -> Result<(), String> {
        self.check_tokens()?;
        self.check_sentences()?;
        self.check_lengths()?;
        self.check_spans()?;
        self.check_scores()?;
        (0..self.quotes.len()).try_for_each(|number| self.check_quote(number))?;
        self.check_clusters()
    }

    fn check_tokens(&self) -> Result<(), String> {
        self.check_disjoint("tokens", &self.tokens.span)?;
        let mut end = 0;
        let ends = self.tokens.span.iter().map(|span| (span.start(), span.end()));
        for (number, (start, next)) in ends.chain([(self.text.len(), 0)]).enumerate() {
            let gap = &self.text.as_str()[end as usize..start as usize];
            let lost = gap.chars().find(|character| !character.is_whitespace());
            ensure(lost.is_none(), || {
                format!("{:?} before tokens[{number}] is in no token", lost.unwrap_or_default())
            })?;
            end = next;
        }
        Ok(())
    }

    fn check_sentences(&self) -> Result<(), String> {
        let first = &self.sentences.first;
        let ends = (first.first().copied(), first.last().copied());
        ensure(ends == (Some(0), Some(self.tokens.len() as u32)), || "sentences leave out tokens".into())?;
        let empty = first.windows(2).position(|pair| pair[0] >= pair[1]);
        ensure(empty.is_none(), || format!("sentences[{}] is empty", empty.unwrap_or_default()))
    }

    fn check_lengths(&self) -> Result<(), String> {
        let (tokens, quotes, entities) = (self.tokens.len(), self.quotes.len(), self.entities.len());
        let (mentions, clusters) = (self.mentions.len(), self.clusters.len());
        let q = &self.quotes;
        let lengths = [
            ("upos", self.tags.upos.len(), tokens),
            ("xpos", self.tags.xpos.len(), tokens),
            ("lemma", self.tags.lemma.len(), tokens),
            ("medium", q.medium.len(), quotes),
            ("content", q.content.len(), quotes),
            ("cue", q.cue.len(), quotes),
            ("source", q.source.len(), quotes),
            ("parent", q.parent.len(), quotes),
            ("level", q.level.len(), quotes),
            ("score", q.score.len(), quotes),
            ("issues", q.issues.len(), quotes),
            ("evidence", q.evidence.len(), quotes),
            ("speaker", self.speakers.cluster.len(), quotes),
            ("speaker score", self.speakers.score.len(), quotes),
            ("speaker evidence", self.speakers.evidence.len(), quotes),
            ("entity label", self.entities.label.len(), entities),
            ("entity score", self.entities.score.len(), entities),
            ("mention kind", self.mentions.kind.len(), mentions),
            ("mention entity", self.mentions.entity.len(), mentions),
            ("mention cluster", self.mentions.cluster.len(), mentions),
            ("cluster label", self.clusters.label.len(), clusters),
            ("cluster mentions", self.clusters.mentions.len(), clusters),
        ];
        lengths.into_iter().try_for_each(|(name, length, wanted)| {
            ensure(length == wanted, || format!("there are {length} entries of {name}, not {wanted}"))
        })
    }

    /// Spans that may nest or overlap lie inside the text at least; entities and paragraphs are disjoint.
    fn check_spans(&self) -> Result<(), String> {
        self.check_disjoint("paragraphs", &self.paragraphs.span)?;
        self.check_disjoint("entities", &self.entities.span)?;
        self.check_inside("mentions", &self.mentions.span)?;
        let sorted = self.mentions.span.is_sorted();
        ensure(sorted, || "mentions are not sorted".into())?;
        let marks: Vec<Span> = self.marks.marks().iter().map(|mark| mark.span).collect();
        self.check_inside("marks", &marks)
    }

    fn check_scores(&self) -> Result<(), String> {
        let scores =
            [("quotes", &self.quotes.score), ("entities", &self.entities.score), ("speakers", &self.speakers.score)];
        scores.into_iter().try_for_each(|(name, scores)| {
            let wrong = scores.iter().position(|score| !(0.0..=1.0).contains(score));
            ensure(wrong.is_none(), || format!("{name}[{}].score is not in 0 to 1", wrong.unwrap_or_default()))
        })
    }

    fn check_inside(&self, name: &str, spans: &[Span]) -> Result<(), String> {
        spans.iter().enumerate().try_for_each(|(number, span)| {
            let inside = self.text.as_str().get(span.start() as usize..span.end() as usize);
            ensure(inside.is_some_and(|text| !text.is_empty()), || format!("{name}[{number}] at {span:?} is no text"))
        })
    }

    fn check_disjoint(&self, name: &str, spans: &[Span]) -> Result<(), String> {
        self.check_inside(name, spans)?;
        let overlap = spans.windows(2).position(|pair| pair[1].start() < pair[0].end());
        ensure(overlap.is_none(), || format!("{name}[{}] is overlapped by the next", overlap.unwrap_or_default()))
    }

    fn check_quote(&self, number: usize) -> Result<(), String> {
        let q = &self.quotes;
        let name = |part: &str| format!("quotes[{number}].{part}");
        let mut spans = Vec::new();
        for (part, list) in [("content", &q.content), ("cue", &q.cue), ("source", &q.source)] {
            self.check_disjoint(&name(part), list.get(number))?;
            spans.extend_from_slice(list.get(number));
        }
        spans.sort_unstable();
        let overlap = spans.windows(2).find(|pair| pair[0].overlaps(pair[1]));
        ensure(overlap.is_none(), || format!("quotes[{number}] has a content, cue and source that overlap"))?;
        ensure(!q.content.get(number).is_empty(), || format!("{} is empty", name("content")))?;
        self.check_parent(number)
    }

    /// A parent has a lower level, so there are no cycles.
    fn check_parent(&self, number: usize) -> Result<(), String> {
        let q = &self.quotes;
        let Some(parent) = q.parent[number].map(QuoteId::index) else { return Ok(()) };
        ensure(parent < q.len() && q.level[parent].checked_add(1) == Some(q.level[number]), || {
            format!("quotes[{number}] is not one level below its parent")
        })?;
        let pieces = q.content.get(parent);
        let around = |span: Span| pieces.partition_point(|piece| piece.start() <= span.start()).checked_sub(1);
        let inside = |span: &Span| around(*span).is_some_and(|piece| pieces[piece].contains(*span));
        let all_inside = q.content.get(number).iter().all(inside);
        ensure(all_inside, || format!("quotes[{number}].content is not inside its parent's"))
    }

    fn check_clusters(&self) -> Result<(), String> {
        let (entities, clusters) = (self.entities.len(), self.clusters.len());
        let inside = |id: &Option<ClusterId>| id.is_none_or(|id| id.index() < clusters);
        ensure(self.speakers.cluster.iter().all(inside), || "a speaker is no cluster".into())?;
        ensure(self.mentions.cluster.iter().all(inside), || "a mention is in no cluster there is".into())?;
        let entity = self.mentions.entity.iter().all(|id| id.is_none_or(|id| id.index() < entities));
        ensure(entity, || "a mention is an entity that is not there".into())?;
        let listed = self.clusters.mentions.items().len();
        let linked = self.mentions.cluster.iter().flatten().count();
        ensure(listed == linked, || format!("clusters list {listed} mentions, and {linked} mentions are in one"))?;
        (0..clusters).try_for_each(|number| self.check_cluster(number))
    }

    fn check_cluster(&self, number: usize) -> Result<(), String> {
        if let Name::Span(span) = self.clusters.name[number] {
            self.check_inside(&format!("clusters[{number}].name"), &[span])?;
        }
        let own = self.clusters.mentions.get(number);
        let sorted = own.windows(2).all(|pair| pair[0] < pair[1]);
        ensure(sorted, || format!("clusters[{number}].mentions are not sorted"))?;
        let linked = |mention: &MentionId| {
            self.mentions.cluster.get(mention.index()).copied().flatten() == Some(ClusterId::new(number))
        };
        ensure(own.iter().all(linked), || format!("clusters[{number}] has a mention that is not in it"))
    }
}

fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}
