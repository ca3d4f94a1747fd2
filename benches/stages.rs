//! Time of each stage and of the whole: `stage/corpus/engine`.
//!
//! The texts are the repository's own article, repeated: `article` as it is, with typographic marks, and `ascii` with
//! typewriter ones. `drawn` has its words in a fixed random order, since a processor learns the branches of a repeated
//! text by heart, which flatters the tokenizer. Each closure checks that it found what the same stage found before the clock started.
#![allow(missing_docs)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use inquit::encode::Scratch;
use inquit::pipeline::Model;
use inquit::{Options, Pipeline, Text, coref, entity, mark, paragraph, quote, sentence, speaker, token};
use std::hint::black_box;
use std::sync::Arc;

const ARTICLE: &str = include_str!("../examples/article.txt");
const COPIES: usize = 40;

fn corpora() -> [(&'static str, Text); 2] {
    let article = [ARTICLE; COPIES].join("\n\n");
    let mut ascii = article.clone();
    for (from, to) in [("“", "\""), ("”", "\""), ("‘", "'"), ("’", "'"), ("—", "--"), ("–", "-"), ("…", "...")]
    {
        ascii = ascii.replace(from, to);
    }
    let text = |text: String| Text::new(text).expect("a text under 4 GiB");
    [("article", text(article)), ("ascii", text(ascii))]
}

/// Words of the article in the order of a linear congruential generator, a paragraph every eighty.
fn drawn() -> Text {
    let words: Vec<&str> = ARTICLE.split_whitespace().collect();
    let (mut state, mut text) = (1_u64, String::new());
    for number in 0..words.len() * COPIES {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(words[(state >> 33) as usize % words.len()]);
        text.push_str(if number % 80 == 79 { "\n\n" } else { " " });
    }
    Text::new(text).expect("a text under 4 GiB")
}

/// Times `find` on a text and asserts that it counts the same each time.
fn time(criterion: &mut Criterion, stage: &str, corpus: &str, text: &Text, mut find: impl FnMut() -> usize) {
    let expected = find();
    let mut group = criterion.benchmark_group(format!("{stage}/{corpus}"));
    group.throughput(Throughput::Bytes(u64::from(text.len())));
    group.bench_function("inquit", |bencher| bencher.iter(|| assert_eq!(find(), expected)));
    group.finish();
}

fn text_layers(criterion: &mut Criterion) {
    for (corpus, text) in corpora().iter().chain(&[("drawn", drawn())]) {
        let paragraphs = paragraph::split(text);
        time(criterion, "paragraphs", corpus, text, || paragraph::split(black_box(text)).spans().len());
        time(criterion, "tokens", corpus, text, || token::split(black_box(text)).len());
        time(criterion, "marks", corpus, text, || mark::pair(black_box(text), &paragraphs).marks().len());
    }
}

fn meaning_layers(criterion: &mut Criterion) {
    let model = Model::default();
    let quote_finder = quote::Finder::new(Arc::clone(model.quotes()), &[]);
    let (aliases, gazetteer) = (entity::Aliases::default(), entity::Gazetteer::default());
    let linker = coref::Linker::new(Arc::clone(model.mentions()), aliases.clone());
    let entity_finder = entity::Finder::new(Arc::clone(model.names()), aliases, gazetteer);
    let (tagger, pipeline) = (model.tagger(), Pipeline::new(&Options::default()).expect("the default options"));
    for (corpus, text) in corpora() {
        let doc = pipeline.read(text);
        let (reading, text) = (doc.reading(), &doc.text);
        let (quotes, entities) = (&doc.quotes, &doc.entities);
        let found = linker.link(&reading, quotes, entities, false);
        let (source, mut scratch) = (doc.source(), Scratch::default());
        let starts = tagger.tag(source, &mut scratch).1;
        time(criterion, "tags", corpus, text, || tagger.tag(black_box(source), &mut scratch).0.upos().len());
        time(criterion, "sentences", corpus, text, || {
            sentence::split(text, &doc.paragraphs, &doc.tokens, &starts).len()
        });
        time(criterion, "quotes", corpus, text, || quote_finder.find(black_box(&reading), &mut scratch).len());
        time(criterion, "entities", corpus, text, || entity_finder.find(black_box(&reading), &mut scratch).len());
        time(criterion, "clusters", corpus, text, || {
            linker.link(black_box(&reading), quotes, entities, false).clusters.len()
        });
        time(criterion, "speakers", corpus, text, || {
            speaker::name(model.turns(), black_box(&reading), quotes, &found, false).0.cluster().len()
        });
    }
}

/// The whole, one article a document as it is used, not one long text.
fn pipeline(criterion: &mut Criterion) {
    let pipeline = Pipeline::new(&Options::default()).expect("the default options");
    let text = Text::new(ARTICLE).expect("a text under 4 GiB");
    time(criterion, "pipeline", "article", &text, || pipeline.read(black_box(&text).clone()).quotes.len());
}

criterion_group!(benches, text_layers, meaning_layers, pipeline);
criterion_main!(benches);
