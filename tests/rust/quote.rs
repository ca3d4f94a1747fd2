//! Quotations: the cases of `tests/cases/quotes.toml`, and what must hold for any text.

use inquit::span::Span;
use inquit::{Doc, Options, Pipeline, Text};
use proptest::prelude::*;
use std::sync::OnceLock;

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(&Options::default()).expect("options that mean something"))
}

fn read(text: &str) -> Doc {
    pipeline().read(Text::new(text).expect("a short text"))
}

/// Whether the spans are in order and share nothing.
fn disjoint(spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()) && spans.iter().all(|span| !span.is_empty())
}

fn apart(one: &[Span], other: &[Span]) -> bool {
    one.iter().all(|a| other.iter().all(|b| !a.overlaps(*b)))
}

/// Promise 5: content, cue and source sorted and disjoint; children inside their parents, one level deeper.
fn check(doc: &Doc) {
    let quotes = &doc.quotes;
    for number in 0..quotes.len() {
        let (content, cue, source) =
            (quotes.content().get(number), quotes.cue().get(number), quotes.source().get(number));
        assert!(!content.is_empty());
        assert!([content, cue, source].into_iter().all(disjoint));
        assert!(apart(content, cue) && apart(content, source) && apart(cue, source));
        assert!((0.0..=1.0).contains(&quotes.score()[number]));
        let text = doc.text.as_str();
        assert!([content, cue, source].concat().iter().all(|span| !span.of(text).is_empty()));
        match quotes.parent()[number] {
            None => assert_eq!(quotes.level()[number], 0),
            Some(parent) => {
                assert_eq!(quotes.level()[number], quotes.level()[parent.index()] + 1);
                let home = quotes.content().get(parent.index());
                assert!(content.iter().all(|span| home.iter().any(|around| around.contains(*span))));
            }
        }
    }
    let starts: Vec<u32> = quotes.content().iter().map(|content| content[0].start()).collect();
    assert!(starts.is_sorted());
}

/// Pieces of news language, put together at random: far more of it looks like quotations than random letters do.
fn news() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        "he said",
        "said Ann Lee",
        ", ",
        ". ",
        ": ",
        "that ",
        "according to ",
        "Ann ",
        "the mayor ",
        "told reporters ",
        "\n\n",
        " — ",
        "(",
        ")",
        "; ",
        "We go",
        "it rains ",
        "and ",
        "adding ",
        "who ",
        "is expected to ",
        "his claim ",
        "to leave ",
        "confident ",
        "é",
        "of ",
        "accused ",
        "!",
        "?",
        "seems ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn quotations_of_any_news_are_well_formed(text in news()) {
        check(&read(&text));
    }

    #[test]
    fn quotations_of_any_characters_are_well_formed(text in "\\PC*") {
        check(&read(&text));
    }
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    for unit in [
        "“a,” he said. ",
        "he said, ",
        "“",
        "according to him, ",
        "he said that ",
        "“‘a,’ he said,” she said. ",
        ", said he",
    ] {
        check(&read(&unit.repeat(30_000)));
    }
}
