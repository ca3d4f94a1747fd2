//! `Doc` to `Record`.

use super::record::{Cluster, Clusters, Entity, Mention, Points, Quote, Record, Token};
use crate::coref::Name;
use crate::doc::Doc;
use crate::span::{ClusterId, EntityId, QuoteId, Span};
use std::borrow::Cow;

/// The record of a document, borrowing its strings.
pub(super) fn record<'a>(doc: &'a Doc, id: &'a str) -> Record<'a> {
    let sentences: Vec<Span> = (0..doc.sentences.len()).map(|i| doc.sentences.span(i, &doc.tokens)).collect();
    Record {
        id: Cow::Borrowed(id),
        text: Cow::Borrowed(doc.text.as_str()),
        paragraphs: Some(sorted(doc, doc.paragraphs.spans())),
        tokens: Some(tokens(doc)),
        mwt: None,
        sentences: Some(sorted(doc, &sentences)),
        entities: Some((0..doc.entities.len()).map(|number| entity(doc, number)).collect()),
        quotes: Some((0..doc.quotes.len()).map(|number| quote(doc, number)).collect()),
        mentions: Some((0..doc.mentions.len()).map(|number| mention(doc, number)).collect()),
        clusters: Some(Clusters((0..doc.clusters.len()).map(|number| cluster(doc, number)).collect())),
    }
}

fn points(doc: &Doc, span: Span) -> Points {
    let span = doc.text.to_code_points(span);
    [span.start(), span.end()]
}

fn list(doc: &Doc, spans: &[Span]) -> Vec<Points> {
    spans.iter().map(|&span| points(doc, span)).collect()
}

/// As `list`, for spans that are sorted and disjoint: one pass over the text.
fn sorted(doc: &Doc, spans: &[Span]) -> Vec<Points> {
    doc.text.all_to_code_points(spans).iter().map(|span| [span.start(), span.end()]).collect()
}

fn tokens(doc: &Doc) -> Vec<Token<'_>> {
    let points = doc.text.all_to_code_points(doc.tokens.spans());
    let token = |(number, points): (usize, &Span)| Token {
        start: points.start(),
        end: points.end(),
        form: Cow::Borrowed(doc.tokens.spans()[number].of(doc.text.as_str())),
        lemma: Some(Cow::Borrowed(doc.tags.lemma(number))),
        upos: Some(Cow::Borrowed(doc.tags.upos()[number].as_str())),
        xpos: Some(Cow::Borrowed(doc.tags.xpos()[number].as_str())),
    };
    points.iter().enumerate().map(token).collect()
}

fn entity(doc: &Doc, number: usize) -> Entity<'_> {
    let [start, end] = points(doc, doc.entities.spans()[number]);
    Entity {
        start,
        end,
        label: Cow::Borrowed(doc.entities.label()[number].as_str()),
        score: Some(doc.entities.score()[number]),
        cluster: doc.cluster_of_entity(EntityId::new(number)).map(cluster_id),
    }
}

fn quote(doc: &Doc, number: usize) -> Quote<'_> {
    let quotes = &doc.quotes;
    Quote {
        id: Cow::Owned(QuoteId::new(number).to_string()),
        kind: Some(Cow::Borrowed(quotes.kind()[number].as_str())),
        content: list(doc, quotes.content().get(number)),
        cue: list(doc, quotes.cue().get(number)),
        source: list(doc, quotes.source().get(number)),
        speaker: doc.speakers.cluster()[number].map(cluster_id),
        speaker_score: Some(doc.speakers.score()[number]),
        medium: Some(Cow::Borrowed(quotes.medium()[number].as_str())),
        level: quotes.level()[number],
        parent: quotes.parent()[number].map(|parent| Cow::Owned(parent.to_string())),
        score: Some(quotes.score()[number]),
        issues: quotes.issues().get(number).iter().map(|issue| Cow::Borrowed(issue.as_str())).collect(),
        evidence: Some(quotes.evidence()[number].clone()),
        speaker_evidence: Some(doc.speakers.evidence()[number].clone()),
        optional: false,
    }
}

fn mention(doc: &Doc, number: usize) -> Mention<'_> {
    let mentions = &doc.mentions;
    let [start, end] = points(doc, mentions.spans()[number]);
    Mention {
        start,
        end,
        kind: Some(Cow::Borrowed(mentions.kind()[number].as_str())),
        cluster: mentions.cluster()[number].map(cluster_id),
        entity: mentions.entity()[number].map(|entity| entity.index() as u32),
    }
}

fn cluster(doc: &Doc, number: usize) -> (Cow<'_, str>, Cluster<'_>) {
    let text = doc.text.as_str();
    let spans: Vec<Span> =
        doc.clusters.mentions().get(number).iter().map(|mention| doc.mentions.spans()[mention.index()]).collect();
    let mut aliases: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    aliases.sort_unstable();
    aliases.dedup();
    let name = &doc.clusters.name()[number];
    let cluster = Cluster {
        name: Some(Cow::Borrowed(name.of(text))),
        name_span: if let Name::Span(span) = name { Some(points(doc, *span)) } else { None },
        label: Some(Cow::Borrowed(doc.clusters.label()[number].as_str())),
        aliases: aliases.into_iter().map(Cow::Borrowed).collect(),
        mentions: list(doc, &spans),
    };
    (cluster_id(ClusterId::new(number)), cluster)
}

fn cluster_id<'a>(id: ClusterId) -> Cow<'a, str> {
    Cow::Owned(id.to_string())
}
