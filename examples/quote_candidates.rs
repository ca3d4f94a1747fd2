//! Reads JSON Lines with `id` and `text` (plain or .gz) and writes every candidate for a quotation with its evidence,
//! one document a line: what `train/quote_scores.py` fits the scores on.
#![allow(clippy::print_stdout, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

use inquit::span::Span;
use inquit::{Options, Pipeline, Text, quote};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};

fn main() {
    let path = std::env::args().nth(1).expect("a file of JSON Lines");
    let file = std::fs::File::open(&path).expect("a file that can be read");
    let reader: Box<dyn Read> =
        if path.ends_with(".gz") { Box::new(flate2::read::MultiGzDecoder::new(file)) } else { Box::new(file) };
    let pipeline = Pipeline::new(&Options::default()).expect("options that mean something");
    let finder = quote::Finder::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(reader).lines() {
        let line: Value = serde_json::from_str(&line.expect("UTF-8")).expect("JSON");
        let (id, text) = (line["id"].as_str().expect("an id"), line["text"].as_str().expect("a text"));
        let doc = pipeline.read(Text::new(text).expect("a text under 4 GiB"));
        let quotes = finder.propose(&doc.reading());
        let points = |spans: &[Span]| -> Vec<[u32; 2]> {
            let spans = spans.iter().map(|&span| doc.text.to_code_points(span));
            spans.map(|span| [span.start(), span.end()]).collect()
        };
        let candidates: Vec<Value> = (0..quotes.len())
            .map(|number| {
                let evidence = &quotes.evidence()[number];
                let signs = quote::Evidence::sign_names().iter().enumerate();
                let signs: Vec<&str> =
                    signs.filter(|(bit, _)| evidence.signs & (1 << bit) != 0).map(|(_, name)| *name).collect();
                json!({
                    "kind": quotes.kind()[number].as_str(),
                    "content": points(quotes.content().get(number)),
                    "cue": points(quotes.cue().get(number)),
                    "source": points(quotes.source().get(number)),
                    "score": quotes.score()[number],
                    "pattern": evidence.pattern.as_str(),
                    "word": evidence.lemma.as_ref().zip(evidence.part).map(|(lemma, part)| format!("{lemma}/{}", part.as_str())),
                    "signs": signs,
                })
            })
            .collect();
        writeln!(out, "{}", json!({"id": id, "quotes": candidates})).expect("an open output");
    }
}
