//! What every document promises, whatever its text, and that it is the same after a way through JSON.

use inquit::explain::explain;
use inquit::format::json;
use inquit::span::{QuoteId, Span};
use inquit::{Doc, Options, Pipeline, Text};
use proptest::prelude::*;
use std::sync::OnceLock;

pub fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(&Options::default()).expect("options that mean something"))
}

pub fn read(text: &str) -> Doc {
    pipeline().read(Text::new(text).expect("a short text"))
}

/// The example article, which has every form of quotation.
pub const ARTICLE: &str = include_str!("../../examples/article.txt");

/// Pieces of reports in any order: marks that open nothing, cues without content, names that end in the middle.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "``",
    "''",
    "«",
    "»",
    "„",
    "—",
    "–",
    "- ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "? ",
    "…",
    ": ",
    "\n",
    "\n\n",
    "\r\n\r\n",
    "said",
    "says",
    " said that ",
    "wrote",
    "believes",
    "denied",
    "told",
    "according to",
    "asked",
    "he",
    "she",
    "they",
    "I",
    "we",
    "who",
    "the mayor",
    "a spokesman for the ministry",
    "Ingrid Solheim",
    "Solheim",
    "Mr. Brandt",
    "Marenholt",
    "the Ministry of Waters",
    "the price is high",
    "it was late",
    "to leave",
    "not",
    "nobody",
    "“We are late,” she said. ",
    "He said: “No.” ",
    "(",
    ")",
    "5′ 6″",
    "the ‘gate’",
    "\u{301}",
    "😀",
    "\0",
    "\u{FEFF}",
    "\u{2028}",
    "שלום",
    "۱۲",
    "ＡＢ",
];

fn report() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_text_gives_a_document_that_keeps_its_promises(text in report()) {
        let doc = read(&text);
        prop_assert_eq!(doc.check(), Ok(()));
        prop_assert_eq!(doc.text.as_str(), text);
    }

    #[test]
    fn a_document_is_the_same_after_a_way_through_json(text in report()) {
        let doc = read(&text);
        let (id, back) = json::document(&json::write(&doc, "d")).expect("a line that can be read");
        prop_assert_eq!(id, "d");
        prop_assert_eq!(back, doc);
    }

    #[test]
    fn any_characters_go_through_json(text in any::<String>()) {
        let doc = read(&text);
        prop_assert_eq!(doc.check(), Ok(()));
        prop_assert_eq!(json::read(&json::write(&doc, ""), doc.text.clone()).expect("a line"), doc);
    }
}

#[test]
fn the_article_keeps_its_promises_and_goes_through_json() {
    let doc = read(ARTICLE);
    assert_eq!(doc.check(), Ok(()));
    assert_eq!(json::document(&json::write(&doc, "article")).expect("a line").1, doc);
}

#[test]
fn layers_of_another_text_break_a_promise() {
    let doc = read("Ann left. Bob stayed.");
    let Doc { text: other, paragraphs, tokens, sentences, tags, .. } =
        read("Nobody at all, not even Ann, stayed until the end");
    let breaks = |doc: Doc, wanted: &str| {
        let told = doc.check().expect_err("a broken promise");
        assert!(told.contains(wanted), "{told:?} does not say {wanted:?}");
    };
    breaks(Doc { tokens, ..doc.clone() }, "is no text");
    breaks(Doc { sentences, ..doc.clone() }, "sentences leave out tokens");
    breaks(Doc { tags, ..doc.clone() }, "entries of upos, not 6");
    breaks(Doc { paragraphs, ..doc.clone() }, "paragraphs[0] at 0..49 is no text");
    breaks(Doc { text: other, ..doc }, "'o' before tokens[1] is in no token");
}

#[test]
fn an_empty_text_is_a_document_without_anything() {
    let doc = read("");
    assert_eq!(doc.check(), Ok(()));
    assert_eq!((doc.tokens.len(), doc.sentences.len(), doc.quotes.len(), doc.entities.len()), (0, 0, 0, 0));
}

#[test]
fn every_quotation_of_the_article_is_explained_in_sentences_with_its_words() {
    let doc = read(ARTICLE);
    assert!(!doc.quotes.is_empty());
    for number in 0..doc.quotes.len() {
        let steps = explain(&doc, QuoteId::new(number));
        let sentence = |step: &String| step.ends_with('.') && !step.starts_with(char::is_lowercase);
        assert!(steps.len() >= 4 && steps.iter().all(sentence), "{steps:#?}");
        let spans = [doc.quotes.content(), doc.quotes.cue(), doc.quotes.source()].map(|part| part.get(number));
        let told = |span: &&Span| steps.iter().any(|step| step.contains(span.of(doc.text.as_str())));
        assert!(spans.into_iter().flatten().all(|span| told(&span)), "{steps:#?}");
    }
}
