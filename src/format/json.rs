//! JSON Lines interchange: one document a line, in the form that corpora of quotations, entities and tokens share.

use crate::doc::Doc;
use crate::span::Span;
use crate::tag::Upos;
use serde::Serialize;
use std::collections::BTreeMap;

/// A span in code points: `[start, end]`.
type Points = [u32; 2];

#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    text: &'a str,
    tokens: Vec<Token<'a>>,
    sentences: Vec<Points>,
    entities: Vec<Entity>,
    quotes: Vec<Quote>,
    clusters: BTreeMap<String, Cluster<'a>>,
}

#[derive(Serialize)]
struct Token<'a> {
    start: u32,
    end: u32,
    form: &'a str,
    lemma: std::borrow::Cow<'a, str>,
    upos: &'static str,
    xpos: &'static str,
}

#[derive(Serialize)]
struct Entity {
    start: u32,
    end: u32,
    label: &'static str,
    score: f32,
    cluster: Option<String>,
}

#[derive(Serialize)]
struct Quote {
    id: String,
    kind: &'static str,
    content: Vec<Points>,
    cue: Vec<Points>,
    source: Vec<Points>,
    speaker: Option<String>,
    medium: &'static str,
    level: u8,
    score: f32,
}

#[derive(Serialize)]
struct Cluster<'a> {
    name: &'a str,
    label: &'static str,
    aliases: Vec<&'a str>,
    mentions: Vec<Points>,
}

/// One line of JSON for a document, without the line's end.
pub fn write(doc: &Doc, id: &str) -> String {
    let text = doc.text.as_str();
    let points = |span: Span| {
        let span = doc.text.to_code_points(span);
        [span.start(), span.end()]
    };
    let many = |spans: &[Span]| spans.iter().map(|&span| points(span)).collect::<Vec<_>>();
    let cluster_id = |cluster: crate::span::ClusterId| format!("c{}", cluster.index() + 1);
    let tokens = doc.tokens.spans().iter().enumerate().map(|(number, &span)| {
        let [start, end] = points(span);
        let form = span.of(text);
        let upos: Upos = doc.tags.upos()[number];
        let (lemma, xpos) = (doc.tags.lemma(number, form), doc.tags.xpos()[number].as_str());
        Token { start, end, form, lemma, upos: upos.as_str(), xpos }
    });
    let entities = (0..doc.entities.len()).map(|number| {
        let [start, end] = points(doc.entities.spans()[number]);
        let own = doc.mentions.entity().iter().position(|entity| entity.is_some_and(|id| id.index() == number));
        let cluster = own.and_then(|mention| doc.mentions.cluster()[mention]).map(cluster_id);
        Entity {
            start,
            end,
            label: doc.entities.label()[number].as_str(),
            score: doc.entities.score()[number],
            cluster,
        }
    });
    let quotes = (0..doc.quotes.len()).map(|number| Quote {
        id: format!("q{}", number + 1),
        kind: doc.quotes.kind()[number].as_str(),
        content: many(doc.quotes.content().get(number)),
        cue: many(doc.quotes.cue().get(number)),
        source: many(doc.quotes.source().get(number)),
        speaker: doc.speakers.cluster()[number].map(cluster_id),
        medium: doc.quotes.medium()[number].as_str(),
        level: doc.quotes.level()[number],
        score: doc.quotes.score()[number],
    });
    let clusters = (0..doc.clusters.len()).map(|number| {
        let spans: Vec<Span> =
            doc.clusters.mentions().get(number).iter().map(|mention| doc.mentions.spans()[mention.index()]).collect();
        let mut aliases: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        aliases.sort_unstable();
        aliases.dedup();
        let cluster = Cluster {
            name: doc.clusters.name()[number].of(text),
            label: doc.clusters.label()[number].as_str(),
            aliases,
            mentions: many(&spans),
        };
        (format!("c{}", number + 1), cluster)
    });
    let document = Document {
        id,
        text,
        tokens: tokens.collect(),
        sentences: (0..doc.sentences.len()).map(|number| points(doc.sentences.span(number, &doc.tokens))).collect(),
        entities: entities.collect(),
        quotes: quotes.collect(),
        clusters: clusters.collect(),
    };
    serde_json::to_string(&document).expect("strings, numbers and lists always become JSON")
}
