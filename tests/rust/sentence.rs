//! Sentences: cases from `tests/cases/sentences.toml`.

use inquit::{Doc, Options, Pipeline, Text};
use std::sync::OnceLock;

fn read(text: &str) -> Doc {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    let pipeline = PIPELINE.get_or_init(|| Pipeline::new(&Options::default()).unwrap());
    pipeline.read(Text::new(text).unwrap())
}

fn sentences(text: &str) -> Vec<String> {
    let doc = read(text);
    let span = |i| doc.sentences.span(i, &doc.tokens).of(doc.text.as_str()).to_owned();
    (0..doc.sentences.len()).map(span).collect()
}

#[test]
fn every_case_is_split_as_it_says() {
    let cases: toml::Table = include_str!("../cases/sentences.toml").parse().unwrap();
    for case in cases["case"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let list = |given: &toml::Value| -> Vec<String> {
            given.as_array().unwrap().iter().map(|sentence| sentence.as_str().unwrap().to_owned()).collect()
        };
        let right = list(&case["sentences"]);
        let text = case.get("text").map_or_else(|| right.join(" "), |text| text.as_str().unwrap().to_owned());
        let expected = case.get("now").map_or(right, list);
        assert_eq!(sentences(&text), expected, "{name}");
    }
}

#[test]
fn no_token_makes_no_sentence() {
    assert!(sentences("").is_empty());
    assert!(sentences(" \n\n\t").is_empty());
}

#[test]
fn of_finds_the_sentence_of_each_token() {
    let doc = read("One two. Three? Four");
    let of: Vec<usize> = (0..doc.tokens.len()).map(|token| doc.sentences.of(token)).collect();
    assert_eq!(of, [0, 0, 0, 1, 1, 2]);
}
