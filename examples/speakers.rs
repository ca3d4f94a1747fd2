//! Names the speakers of given quotations: reads JSON Lines with `text` and `quotes` (plain or .gz), finds entities,
//! mentions and speakers anew, and writes the interchange form to standard output. What is left wrong then is not the
//! fault of the quotations.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

use inquit::coref::Linker;
use inquit::encode::Scratch;
use inquit::entity::{Aliases, Finder, Gazetteer};
use inquit::pipeline::Model;
use inquit::{Doc, Text, format::json, speaker};
use std::io::{BufRead, BufReader, Read, Write};
use std::sync::Arc;

fn main() {
    let path = std::env::args().nth(1).expect("a file of JSON Lines");
    let file = std::fs::File::open(&path).expect("a file that can be read");
    let reader: Box<dyn Read> =
        if path.ends_with(".gz") { Box::new(flate2::read::MultiGzDecoder::new(file)) } else { Box::new(file) };
    let model = Model::default();
    let finder = Finder::new(Arc::clone(model.names()), Aliases::default(), Gazetteer::default());
    let linker = Linker::new(Arc::clone(model.mentions()), Aliases::default());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(reader).lines() {
        let mut line: serde_json::Value = serde_json::from_str(&line.expect("UTF-8")).expect("JSON");
        let text = Text::new(line["text"].as_str().expect("a text")).expect("a text under 4 GiB");
        let id = line["id"].as_str().expect("an id").to_owned();
        for layer in ["entities", "mentions", "clusters", "tokens", "sentences"] {
            line.as_object_mut().expect("an object").remove(layer);
        }
        for quote in line["quotes"].as_array_mut().into_iter().flatten() {
            quote["speaker"] = serde_json::Value::Null;
        }
        match json::read(&line.to_string(), text) {
            Ok(doc) => writeln!(out, "{}", json::write(&named(doc, &finder, &linker, model.turns()), &id))
                .expect("an open output"),
            Err(error) => eprintln!("{error}"),
        }
    }
}

/// The document with entities, mentions, clusters and speakers found anew.
fn named(doc: Doc, finder: &Finder, linker: &Linker, turns: &speaker::Model) -> Doc {
    let entities = finder.find(&doc.reading(), &mut Scratch::default());
    let found = linker.link(&doc.reading(), &doc.quotes, &entities, false);
    let (speakers, _) = speaker::name(turns, &doc.reading(), &doc.quotes, &found, false);
    Doc { entities, mentions: found.mentions, clusters: found.clusters, speakers, ..doc }
}
