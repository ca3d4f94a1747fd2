//! Runs one stage N times over a text, for counting instructions: `stage NAME FILE N`; with N = 0 only what comes
//! before it, which is what to subtract. See `benches/instructions.sh`.
#![allow(clippy::print_stdout, missing_docs)]

use inquit::encode::Scratch;
use inquit::encode::feature::{self, Feature};
use inquit::pipeline::Model;
use inquit::{Options, Pipeline, Text, coref, entity, mark, paragraph, quote, speaker, token};
use std::hint::black_box;
use std::sync::Arc;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next =
        |what: &str| arguments.next().unwrap_or_else(|| panic!("usage: stage NAME FILE N: {what} is missing"));
    let (stage, path, times) = (next("NAME"), next("FILE"), next("N"));
    let times: usize = times.parse().expect("a number of times");
    let text = Text::new(std::fs::read_to_string(path).expect("a file of UTF-8")).expect("a text under 4 GiB");
    let pipeline = Pipeline::new(&Options::default()).expect("the default options");
    let doc = pipeline.read(text);
    let (reading, text) = (doc.reading(), &doc.text);
    let (model, mut scratch) = (Model::default(), Scratch::default());
    let tagger = model.tagger();
    let quotes_of = quote::Finder::new(Arc::clone(model.quotes()), &[]);
    let (aliases, gazetteer) = (entity::Aliases::default(), entity::Gazetteer::default());
    let linker = coref::Linker::new(Arc::clone(model.mentions()), aliases.clone());
    let entities_of = entity::Finder::new(Arc::clone(model.names()), aliases, gazetteer);
    for _ in 0..times {
        match stage.as_str() {
            "paragraphs" => _ = black_box(paragraph::split(black_box(text))),
            "tokens" => _ = black_box(token::split(black_box(text))),
            "features" => _ = black_box(feature::extract(black_box(doc.source()), &Feature::ALL)),
            "tags" => _ = black_box(tagger.tag(black_box(doc.source()), &mut scratch)),
            "marks" => _ = black_box(mark::pair(black_box(text), &doc.paragraphs)),
            "quotes" => _ = black_box(quotes_of.find(black_box(&reading), &mut scratch)),
            "entities" => _ = black_box(entities_of.find(black_box(&reading), &mut scratch)),
            "all" => _ = black_box(pipeline.read(black_box(text).clone())),
            "speakers" => {
                let found = linker.link(black_box(&reading), &doc.quotes, &doc.entities, false);
                _ = black_box(speaker::name(model.turns(), &reading, &doc.quotes, &found, false));
            }
            other => panic!("no stage is called {other}"),
        }
    }
    println!("{}", doc.tokens.len());
}
