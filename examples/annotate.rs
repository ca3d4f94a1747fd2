//! Reads JSON Lines with `id` and `text` (plain or .gz), writes the interchange form to standard output.
#![allow(clippy::print_stdout, missing_docs)]

use std::io::{BufRead, BufReader, Read, Write};

fn main() {
    let path = std::env::args().nth(1).expect("a file of JSON Lines");
    let file = std::fs::File::open(&path).expect("a file that can be read");
    let reader: Box<dyn Read> = if std::path::Path::new(&path).extension().is_some_and(|end| end == "gz") {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let pipeline = inquit::Pipeline::new(&inquit::Options::default()).expect("options that mean something");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(reader).lines() {
        let line: serde_json::Value = serde_json::from_str(&line.expect("UTF-8")).expect("JSON");
        let (id, text) = (line["id"].as_str().expect("an id"), line["text"].as_str().expect("a text"));
        let doc = pipeline.read(inquit::Text::new(text).expect("a text under 4 GiB"));
        writeln!(out, "{}", inquit::format::json::write(&doc, id)).expect("an open output");
    }
}
