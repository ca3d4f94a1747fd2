//! Parts of speech and lemmas: cases from `tests/cases/tags.toml`, the promises, and the file that is built in.

use inquit::encode::{Encoder, Scratch, Source};
use inquit::model::Weights;
use inquit::nn::Arithmetic;
use inquit::pipeline::Model;
use inquit::tag::{Tagger, Tags, Upos};
use inquit::{Error, Text, mark, paragraph, token};
use proptest::prelude::*;
use std::sync::Arc;

const WEIGHTS: &[u8] = include_bytes!("../../models/reader.safetensors");

fn read_with(tagger: &Tagger<'_>, text: &str) -> Tags {
    let text = Text::new(text).unwrap();
    let (paragraphs, tokens) = (paragraph::split(&text), token::split(&text));
    let marks = mark::pair(&text, &paragraphs);
    let source = Source { text: &text, paragraphs: &paragraphs, tokens: &tokens, marks: &marks };
    tagger.tag(source, &mut Scratch::default()).0
}

fn read(text: &str) -> Tags {
    read_with(Model::default().tagger(), text)
}

fn tagger(bytes: &[u8]) -> Result<Tagger<'_>, Error> {
    let weights = Weights::new("mine", bytes)?;
    Tagger::new(&weights, Arc::new(Encoder::new(&weights, Arithmetic::Stored)?.into_owned()))
}

fn lemmas(tags: &Tags) -> Vec<&str> {
    (0..tags.upos().len()).map(|token| tags.lemma(token)).collect()
}

#[test]
fn every_case_is_tagged_as_it_says() {
    let cases: toml::Table = include_str!("../cases/tags.toml").parse().unwrap();
    for case in cases["case"].as_array().unwrap() {
        let field = |name: &str| case.get(name).and_then(|value| value.as_str());
        let tags = read(field("text").unwrap());
        let xpos: Vec<_> = tags.xpos().iter().map(|xpos| xpos.as_str()).collect();
        assert_eq!(xpos.join(" "), field("tags_now").or(field("tags")).unwrap(), "{:?}", field("name"));
        assert_eq!(lemmas(&tags).join(" "), field("lemmas").unwrap(), "{:?}", field("name"));
    }
}

#[test]
fn an_empty_text_has_no_tags() {
    assert_eq!(read(""), Tags::default());
    assert_eq!(read(" \n"), Tags::default());
}

#[test]
fn a_part_of_speech_goes_with_its_penn_tag() {
    let tags = read("She was running, was she not?");
    assert_eq!(tags.upos()[..3], [Upos::Pron, Upos::Aux, Upos::Verb]);
}

#[test]
fn a_long_sentence_is_read_in_one_go() {
    let tags = read(&"word and ".repeat(200_000));
    assert_eq!(tags.upos().len(), 400_000);
    assert_eq!(tags.upos()[399_999], Upos::Cconj);
}

proptest! {
    #[test]
    fn every_token_has_tags_and_a_lemma(text in "\\PC*") {
        let tags = read(&text);
        let tokens = token::split(&Text::new(text).unwrap()).len();
        prop_assert_eq!(tags.upos().len(), tokens);
        prop_assert_eq!(tags.xpos().len(), tokens);
        prop_assert!(lemmas(&tags).iter().all(|lemma| !lemma.is_empty()));
    }

    #[test]
    fn damaged_weights_are_refused_or_read(at in 0..WEIGHTS.len(), byte: u8) {
        let mut bytes = WEIGHTS.to_vec();
        bytes[at] = byte;
        // Damage among the weights cannot be seen; whatever is accepted must not panic.
        if let Ok(tagger) = tagger(&bytes) {
            read_with(&tagger, "Nobody said that the men's 3 dogs were biting NATO.");
        }
    }
}

#[test]
fn a_text_is_read_the_same_with_borrowed_and_with_owned_weights() {
    let text = "Mr. Raisi’s office declined to comment on Tuesday.\n\n“No,” he said.";
    assert_eq!(read_with(&tagger(WEIGHTS).unwrap().into_owned(), text), read(text));
}

#[test]
fn a_file_that_is_no_tagger_is_refused_with_its_name_and_what_is_wrong() {
    let fault = |bytes: &[u8]| tagger(bytes).unwrap_err().to_string();
    assert!(fault(b"abc").starts_with("the model mine cannot be used: it is no safetensors file: "));
    assert!(fault(&WEIGHTS[..9_000]).starts_with("the model mine cannot be used: it is no safetensors file: "));
    for (was, is, reason) in [
        ("inquit network 1", "inquit network 9", "its format is \"inquit network 9\", not \"inquit network 1\""),
        ("word prefix3", "word prefix9", "it has no tensor table.prefix9"),
        ("NOUN/NN", "NOUN-NN", "its label \"NOUN-NN\" is no part of speech with a Penn tag"),
        ("lemma.nodes", "lemma.codes", "it has no tensor lemma.nodes"),
    ] {
        assert_eq!(fault(&replaced(WEIGHTS, was, is)), format!("the model mine cannot be used: {reason}"));
    }
}

/// The file with the first of some words in its header replaced by others as long.
fn replaced(bytes: &[u8], was: &str, is: &str) -> Vec<u8> {
    let at = bytes.windows(was.len()).position(|window| window == was.as_bytes()).expect("the words");
    [&bytes[..at], is.as_bytes(), &bytes[at + was.len()..]].concat()
}
