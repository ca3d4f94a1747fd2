//! Who says each quotation: the cases of `tests/cases/speakers.toml`, the quotations given.

use crate::cases;
use inquit::coref::Linker;
use inquit::encode::Scratch;
use inquit::entity::{Aliases, Finder, Gazetteer};
use inquit::pipeline::Model;
use inquit::{Doc, Text, format::json, speaker};
use serde_json::json;
use std::sync::Arc;

#[derive(serde::Deserialize)]
struct Case {
    name: String,
    text: String,
    said: Vec<[String; 3]>,
}

/// Where `words` stand in `text`, from byte `from` on if they can: a pair of code points.
fn place(text: &str, words: &str, from: usize) -> [usize; 2] {
    let start = text[from..].find(words).map_or_else(|| text.find(words), |at| Some(from + at)).expect(words);
    let points = |end: usize| text[..end].chars().count();
    [points(start), points(start + words.len())]
}

/// The document with the quotations of a case and nothing else.
fn quoted(case: &Case) -> Doc {
    let mut from = 0;
    let quotes: Vec<_> = case.said.iter().map(|[content, source, _]| {
        let own = place(&case.text, content, from);
        from = case.text.find(content.as_str()).expect("the content");
        let source = if source.is_empty() { vec![] } else { vec![place(&case.text, source, from + content.len()).to_vec()] };
        json!({"kind": "direct", "medium": "speech", "content": [own], "cue": [], "source": source, "speaker": null, "level": 0})
    }).collect();
    let line = json!({"id": case.name, "text": case.text, "quotes": quotes}).to_string();
    json::read(&line, Text::new(case.text.as_str()).unwrap()).expect("a case that fits its text")
}

/// The names of the speakers, empty where there is none.
fn speakers(doc: &Doc) -> Vec<String> {
    let model = Model::default();
    let finder = Finder::new(Arc::clone(model.names()), Aliases::default(), Gazetteer::default());
    let entities = finder.find(&doc.reading(), &mut Scratch::default());
    let linker = Linker::new(Arc::clone(model.mentions()), Aliases::default());
    let found = linker.link(&doc.reading(), &doc.quotes, &entities, false);
    let (speakers, _) = speaker::name(model.turns(), &doc.reading(), &doc.quotes, &found, false);
    let name = |cluster: &Option<inquit::span::ClusterId>| {
        cluster.map_or("", |cluster| found.clusters.name()[cluster.index()].of(doc.text.as_str())).to_owned()
    };
    speakers.cluster().iter().map(name).collect()
}

#[test]
fn speakers_are_named_as_the_cases_say() {
    let cases: Vec<Case> = cases::read(include_str!("../cases/speakers.toml"));
    let mut wrong = Vec::new();
    for case in cases {
        let found = speakers(&quoted(&case));
        let expected: Vec<String> = case.said.iter().map(|[_, _, speaker]| speaker.clone()).collect();
        if found != expected {
            wrong.push(format!("{}\n  is     {found:?}\n  not as {expected:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn evidence_is_told_in_plain_sentences() {
    use inquit::coref::Link;
    use inquit::speaker::Evidence;
    let near = Evidence::Source(Link::Pronoun { rivals: 1 });
    let told = near.tell("she", Some("Sandra Whitcombe"));
    assert_eq!(
        told,
        "The source “she” is taken for Sandra Whitcombe: the likeliest who fits; one other person fits too."
    );
    assert_eq!(Evidence::Source(Link::None).tell("he", None), "Who “he” is cannot be told.");
}

#[test]
fn one_long_paragraph_of_talk_is_read_like_many_short_ones() {
    use inquit::{Options, Pipeline};
    let pipeline = Pipeline::new(&Options::default()).unwrap();
    let unit = "“It rains.” Karl Underhill met Sandra Whitcombe and Mrs. Underhill. ";
    let time = |count: usize| {
        let text = unit.repeat(count);
        let began = std::time::Instant::now();
        let doc = pipeline.read(Text::new(text.as_str()).unwrap());
        assert!(doc.quotes.len() >= count / 2, "{} of {count} quotations", doc.quotes.len());
        began.elapsed()
    };
    time(200);
    let (short, long) = (time(1_000), time(4_000));
    assert!(long < short * 10, "four times the text took {long:?} after {short:?}");
}
