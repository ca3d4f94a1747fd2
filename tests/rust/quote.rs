//! Quotations: the cases of `tests/cases/quotes.toml`, and what must hold for any text.

use crate::cases;
use inquit::encode::{Encoder, Scratch};
use inquit::model::Weights;
use inquit::nn::Arithmetic;
use inquit::quote::{Finder, Issue, Medium, Model};
use inquit::span::{Id, Span};
use inquit::{Doc, Error, Options, Pipeline, Text};
use proptest::prelude::*;
use std::sync::{Arc, OnceLock};

const WEIGHTS: &[u8] = include_bytes!("../../models/reader.safetensors");

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(&Options::default()).expect("options that mean something"))
}

fn read(text: &str) -> Doc {
    pipeline().read(Text::new(text).expect("a short text"))
}

#[derive(serde::Deserialize)]
struct Case {
    name: String,
    text: String,
    quotes: Vec<Vec<String>>,
    now: Option<Vec<Vec<String>>>,
}

/// The quotations as the cases write them.
fn draw(doc: &Doc) -> Vec<Vec<String>> {
    let words =
        |spans: &[Span]| -> Vec<String> { spans.iter().map(|span| span.of(doc.text.as_str()).to_owned()).collect() };
    let quotes = &doc.quotes;
    let draw = |number: usize| {
        let mut drawn = vec![quotes.kind()[number].as_str().to_owned()];
        drawn.push(words(quotes.source().get(number)).join(" | "));
        drawn.push(words(quotes.cue().get(number)).join(" | "));
        drawn.extend(words(quotes.content().get(number)));
        drawn
    };
    (0..quotes.len()).map(draw).collect()
}

#[test]
fn quotations_are_found_as_the_cases_say() {
    let cases: Vec<Case> = cases::read(include_str!("../cases/quotes.toml"));
    let mut wrong = Vec::new();
    for case in cases {
        let doc = read(&case.text);
        check(&doc);
        let drawn = draw(&doc);
        let expected = case.now.unwrap_or(case.quotes);
        if drawn != expected {
            wrong.push(format!("{}\n  is     {drawn:?}\n  not as {expected:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_quotation_inside_another_is_one_level_deeper() {
    let doc = read("“He told me, ‘Leave the house tonight,’ and we left,” said Ann Lee.");
    assert_eq!(doc.quotes.level(), [0, 1]);
    assert_eq!(doc.quotes.parent()[1].map(Id::index), Some(0));
}

#[test]
fn an_unclosed_mark_is_an_issue() {
    let doc = read("He said: “We will go.\n\nThe meeting ended at noon.");
    assert_eq!(doc.quotes.issues().get(0), [Issue::UnclosedMark]);
    let doc = read("He said: “We will go.\n\n“We will not stay.”");
    assert!(doc.quotes.issues().get(0).is_empty());
}

#[test]
fn the_cue_says_whether_words_were_spoken_written_or_thought() {
    let medium = |text: &str| read(text).quotes.medium()[0];
    assert_eq!(medium("He said that it was late."), Medium::Speech);
    assert_eq!(medium("“It is late,” he wrote."), Medium::Writing);
    assert_eq!(medium("He believes that it is late."), Medium::Thought);
}

#[test]
fn a_callers_verb_reports_in_every_form() {
    let text = "“It is late,” she vlogged.";
    let options = Options { cues: vec!["vlog".to_owned()], ..Options::default() };
    let pipeline = Pipeline::new(&options).expect("options that mean something");
    let doc = pipeline.read(Text::new(text).expect("a short text"));
    assert_eq!(draw(&doc), [["direct", "she", "vlogged", "“It is late,”"]]);
}

#[test]
fn evidence_says_what_was_found_and_how() {
    let doc = read("“We will rebuild the bridge,” the mayor said.");
    let evidence = &doc.quotes.evidence()[0];
    let chances = [evidence.cue, Some(evidence.content), evidence.link, evidence.source];
    assert!(chances.into_iter().all(|chance| chance.is_some_and(|chance| chance > 0.5 && chance <= 1.0)));
    let told = evidence.explain("said", "the mayor");
    let expected = [
        "it is a form of the reporting verb “say” (speech)",
        "its words are what somebody says or thinks with a chance of ",
        "content and cue belong together with a chance of ",
        "the source “the mayor” belongs to the cue with a chance of ",
        "it has one stretch in quotation marks",
    ];
    assert_eq!(told.len(), expected.len());
    assert!(told.iter().zip(expected).all(|(told, part)| told.contains(part)), "{told:?}");
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

fn model(bytes: &[u8]) -> Result<Model, Error> {
    let weights = Weights::new("mine", bytes)?;
    let encoder = Encoder::new(&weights, Arithmetic::Stored)?.into_owned();
    Model::new(&weights, Arc::new(encoder), Arithmetic::Stored)
}

#[test]
fn a_file_that_is_no_model_of_quotations_is_refused_with_what_is_wrong() {
    let at = |words: &str| WEIGHTS.windows(words.len()).position(|window| window == words.as_bytes()).unwrap();
    let fault = |was: &str, is: &str| {
        let at = at(was);
        let bytes = [&WEIGHTS[..at], is.as_bytes(), &WEIGHTS[at + was.len()..]].concat();
        model(&bytes).unwrap_err().to_string()
    };
    for (was, is, reason) in [
        ("tag anchor", "tag ancora", "it has no tensor head.ancora.weight"),
        ("cue.bonus", "cue.malus", "it has no tensor cue.bonus"),
        ("pair.real.bias", "pair.real.bass", "it has no tensor pair.real.bias"),
        ("decode.quote", "decode.quota", "it has no tensor decode.quote"),
        ("\"0 1 2 3", "\"9 1 2 3", "its distances are not ascending numbers from 0"),
    ] {
        assert_eq!(fault(was, is), format!("the model mine cannot be used: {reason}"));
    }
}

proptest! {
    #[test]
    fn damaged_weights_are_refused_or_read(at in 0..WEIGHTS.len(), byte: u8) {
        let mut bytes = WEIGHTS.to_vec();
        bytes[at] = byte;
        // Damage among the weights cannot be seen; whatever is accepted must not panic.
        if let Ok(model) = model(&bytes) {
            let doc = read("“Nobody,” said Ann Lee, who believes that it rains, “will go.”\n\nAnn: Well.");
            Finder::new(Arc::new(model), &[]).find(&doc.reading(), &mut Scratch::default());
        }
    }

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
        check(&read(&unit.repeat(4_000)));
    }
}

#[test]
fn a_run_of_paragraphs_does_not_take_in_the_cue_of_its_end() {
    check(&read("—according to``. ‘…``—„\u{83398}says\n“saidaccording to "));
}
