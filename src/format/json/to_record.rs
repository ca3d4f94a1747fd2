//! `Doc` to `Record`.

use super::record::{Cluster, Clusters, Entity, Mention, Points, Quote, Record, Token};
use super::string::Str;
use crate::coref::{MentionKind, Name};
use crate::doc::Doc;
use crate::span::{ClusterId, EntityId, QuoteId, Span};

/// The record of a document, borrowing its strings.
pub(super) fn record<'a>(doc: &'a Doc, id: &'a str) -> Record<'a> {
    let sentences: Vec<Span> = (0..doc.sentences.len()).map(|i| doc.sentences.span(i, &doc.tokens)).collect();
    Record {
        id: id.into(),
        text: Some(doc.text.as_str().into()),
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
        form: doc.tokens.spans()[number].of(doc.text.as_str()).into(),
        lemma: Some(doc.tags.lemma(number).into()),
        upos: Some(doc.tags.upos()[number].as_str().into()),
        xpos: Some(doc.tags.xpos()[number].as_str().into()),
    };
    points.iter().enumerate().map(token).collect()
}

fn entity(doc: &Doc, number: usize) -> Entity<'_> {
    let [start, end] = points(doc, doc.entities.spans()[number]);
    Entity {
        start,
        end,
        label: doc.entities.label()[number].as_str().into(),
        score: Some(doc.entities.score()[number]),
        cluster: doc.cluster_of_entity(EntityId::new(number)).map(cluster_id),
    }
}

fn quote(doc: &Doc, number: usize) -> Quote<'_> {
    let quotes = &doc.quotes;
    Quote {
        id: QuoteId::new(number).to_string().into(),
        kind: Some(quotes.kind()[number].as_str().into()),
        content: list(doc, quotes.content().get(number)),
        cue: list(doc, quotes.cue().get(number)),
        source: list(doc, quotes.source().get(number)),
        speaker: doc.speakers.cluster()[number].map(cluster_id),
        speaker_score: Some(doc.speakers.score()[number]),
        medium: Some(quotes.medium()[number].as_str().into()),
        level: quotes.level()[number],
        parent: quotes.parent()[number].map(|parent| parent.to_string().into()),
        score: Some(quotes.score()[number]),
        issues: quotes.issues().get(number).iter().map(|issue| issue.as_str().into()).collect(),
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
        kind: Some(mentions.kind()[number].as_str().into()),
        cluster: mentions.cluster()[number].map(cluster_id),
        entity: mentions.entity()[number].map(|entity| entity.index() as u32),
    }
}

fn cluster(doc: &Doc, number: usize) -> (Str<'_>, Cluster<'_>) {
    let text = doc.text.as_str();
    let own = doc.clusters.mentions().get(number).iter().map(|mention| mention.index());
    let names = own.clone().filter(|&mention| doc.mentions.kind()[mention] == MentionKind::Name);
    let mut aliases: Vec<&str> = names.map(|mention| doc.mentions.spans()[mention].of(text)).collect();
    aliases.sort_unstable();
    aliases.dedup();
    let name = &doc.clusters.name()[number];
    let cluster = Cluster {
        name: Some(name.of(text).into()),
        name_span: if let Name::Span(span) = name { Some(points(doc, *span)) } else { None },
        label: Some(doc.clusters.label()[number].as_str().into()),
        aliases: aliases.into_iter().map(Str::from).collect(),
        mentions: own.map(|mention| points(doc, doc.mentions.spans()[mention])).collect(),
    };
    (cluster_id(ClusterId::new(number)), cluster)
}

fn cluster_id<'a>(id: ClusterId) -> Str<'a> {
    id.to_string().into()
}
