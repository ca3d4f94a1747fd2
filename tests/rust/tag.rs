//! Parts of speech and lemmas: cases from `tests/cases/tags.toml`, the promises, and the file that is built in.

use inquit::tag::{self, Tagger, Tags, Upos};
use inquit::{Error, Text, paragraph, sentence, token};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

const WEIGHTS: &[u8] = include_bytes!("../../models/tag-en-0.bin");

fn read(text: &str) -> Tags {
    let text = Text::new(text).unwrap();
    let tokens = token::split(&text);
    tag::tag(&text, &tokens, &sentence::split(&text, &paragraph::split(&text), &tokens))
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
        if let Ok(tagger) = Tagger::new("damaged", &bytes) {
            let text = Text::new("Nobody said that the men's 3 dogs were biting NATO.").unwrap();
            let tokens = token::split(&text);
            tagger.tag(&text, &tokens, &sentence::split(&text, &paragraph::split(&text), &tokens));
        }
    }
}

#[test]
fn weights_and_card_agree() {
    let card: toml::Table = include_str!("../../models/tag-en-0.toml").parse().unwrap();
    let hash = format!("{:x}", Sha256::digest(WEIGHTS));
    assert_eq!(card["sha256"].as_str(), Some(hash.as_str()));
    assert_eq!(card["bytes"].as_integer(), i64::try_from(WEIGHTS.len()).ok());
}

#[test]
fn a_file_that_is_no_tagger_is_refused_with_its_name_and_what_is_wrong() {
    let fault = |bytes: &[u8]| Tagger::new("mine", bytes).unwrap_err().to_string();
    assert!(matches!(Tagger::new("mine", b""), Err(Error::Model { .. })));
    assert_eq!(fault(b"abc"), "the model mine cannot be used: it is shorter than its header");
    assert_eq!(fault(&WEIGHTS[..9_000]), "the model mine cannot be used: it ends inside section 4");
    assert_eq!(fault(&[WEIGHTS, b"."].concat()), "the model mine cannot be used: it goes on after its last section");
}
