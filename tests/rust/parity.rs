//! The library computes what training computed: `tests/parity/` has what it made of `texts.txt` when the weights were
//! exported; see `parity.py` in the folders of `train/inquit_train`.

use inquit::encode::{Encoder, Scratch, Source};
use inquit::model::{Weights, card};
use inquit::nn::Arithmetic;
use inquit::quote::{self, Quotes};
use inquit::span::Span;
use inquit::{Options, Pipeline, Text, mark, paragraph, token};
use safetensors::SafeTensors;
use std::sync::Arc;

const WEIGHTS: &[u8] = include_bytes!("../../models/reader.safetensors");
const EXPECTED: &[u8] = include_bytes!("../parity/tags.safetensors");
const EXPECTED_NAMES: &[u8] = include_bytes!("../parity/entities.safetensors");
const EXPECTED_QUOTES: &[u8] = include_bytes!("../parity/quotes.safetensors");
const TEXTS: &str = include_str!("../parity/texts.txt");

/// How far a logarithm of a probability may be from that in training.
const TOLERANCE: f32 = 1e-3;

/// For each token the logits of some heads.
fn logits<const H: usize>(arithmetic: Arithmetic, heads: [&str; H]) -> Vec<[Vec<f32>; H]> {
    let weights = Weights::new("reader", WEIGHTS).unwrap();
    let encoder = Encoder::new(&weights, arithmetic).unwrap();
    let heads = heads.map(|head| encoder.head(head).unwrap().0);
    let text = Text::new(TEXTS).unwrap();
    let (paragraphs, tokens) = (paragraph::split(&text), token::split(&text));
    let marks = mark::pair(&text, &paragraphs);
    let source = Source { text: &text, paragraphs: &paragraphs, tokens: &tokens, marks: &marks };
    let mut found = Vec::new();
    encoder.read(source, &mut Scratch::default(), |own, answer| {
        let row = |number: usize| heads.map(|head| answer.logits(head).nth(number).unwrap().to_vec());
        found.extend((0..own.len()).map(row));
    });
    found
}

fn floats(tensors: &SafeTensors<'_>, name: &str) -> Vec<f32> {
    let bytes = tensors.tensor(name).unwrap().data();
    bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

fn log_softmax(logits: &[f32]) -> Vec<f32> {
    let most = logits.iter().copied().fold(f32::MIN, f32::max);
    let total = logits.iter().map(|logit| (logit - most).exp()).sum::<f32>().ln() + most;
    logits.iter().map(|logit| logit - total).collect()
}

fn best(logits: &[f32]) -> usize {
    (1..logits.len()).fold(0, |best, at| if logits[at] > logits[best] { at } else { best })
}

#[test]
fn weights_and_card_agree() {
    card::check("reader", include_str!("../../models/reader.toml"), WEIGHTS).unwrap();
}

#[test]
fn in_floating_point_the_library_equals_pytorch() {
    let expected = SafeTensors::deserialize(EXPECTED).unwrap();
    let (number, log) = (expected.tensor("best").unwrap().data(), floats(&expected, "log"));
    let starts = floats(&expected, "starts");
    let found = logits(Arithmetic::Float, ["label", "starts"]);
    assert_eq!(found.len(), starts.len());
    let mut farthest: f32 = 0.0;
    for (token, [label, start]) in found.iter().enumerate() {
        let logs = log_softmax(label);
        for place in 3 * token..3 * token + 3 {
            farthest = farthest.max((logs[usize::from(number[place])] - log[place]).abs());
        }
        farthest = farthest.max((start[0] - starts[token]).abs());
    }
    assert!(farthest < TOLERANCE, "the farthest is {farthest}");
}

/// For each token the log probabilities of tags of names.
fn names(arithmetic: Arithmetic) -> Vec<f32> {
    logits(arithmetic, ["name"]).iter().flat_map(|[name]| log_softmax(name)).collect()
}

#[test]
fn in_floating_point_names_are_those_of_training() {
    let expected = SafeTensors::deserialize(EXPECTED_NAMES).unwrap();
    let (expected, found) = (floats(&expected, "logs"), names(Arithmetic::Float));
    assert_eq!(found.len(), expected.len());
    let farthest = found.iter().zip(&expected).map(|(found, wanted)| (found - wanted).abs()).fold(0.0, f32::max);
    assert!(farthest < TOLERANCE, "the farthest is {farthest}");
}

#[test]
fn in_whole_numbers_nearly_all_tags_of_names_are_the_same() {
    let expected = SafeTensors::deserialize(EXPECTED_NAMES).unwrap();
    let (expected, found) = (floats(&expected, "logs"), names(Arithmetic::Stored));
    let same = found.chunks(15).zip(expected.chunks(15)).filter(|(found, wanted)| best(found) == best(wanted)).count();
    let share = 15.0 * same as f64 / found.len() as f64;
    assert!(share >= 0.995, "{share}");
}

/// The share of tokens whose best label in whole numbers is the one wanted.
fn agreement(wanted: impl Iterator<Item = u8>) -> f64 {
    let found = logits(Arithmetic::Stored, ["label"]);
    let same = found.iter().zip(wanted).filter(|([label], wanted)| best(label) == usize::from(*wanted)).count();
    same as f64 / found.len() as f64
}

#[test]
fn in_whole_numbers_labels_are_those_of_the_same_weights_in_floating_point() {
    let expected = SafeTensors::deserialize(EXPECTED).unwrap();
    let share = agreement(expected.tensor("best").unwrap().data().iter().copied().step_by(3));
    assert!(share >= 0.998, "{share}");
}

#[test]
fn rounding_the_weights_changes_few_labels() {
    let expected = SafeTensors::deserialize(EXPECTED).unwrap();
    let share = agreement(expected.tensor("label").unwrap().data().iter().copied());
    assert!(share >= 0.99, "{share}");
}

/// Content, cue and source in bytes, and the score.
type Quotation = ([Vec<(u32, u32)>; 3], f32);

fn expected_quotations() -> Vec<Quotation> {
    let expected = SafeTensors::deserialize(EXPECTED_QUOTES).unwrap();
    let mut found: Vec<Quotation> =
        floats(&expected, "score").into_iter().map(|score| (Default::default(), score)).collect();
    let numbers = expected.tensor("pieces").unwrap().data().as_chunks().0;
    let numbers: Vec<u32> = numbers.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
    for piece in numbers.as_chunks::<4>().0 {
        found[piece[0] as usize].0[piece[1] as usize].push((piece[2], piece[3]));
    }
    // The library leaves a comma at a source's end out.
    for (_, end) in found.iter_mut().flat_map(|(parts, _)| &mut parts[2]) {
        *end = TEXTS[..*end as usize].trim_end_matches(',').len() as u32;
    }
    found
}

fn quotations(arithmetic: Arithmetic) -> Vec<Quotation> {
    let weights = Weights::new("reader", WEIGHTS).unwrap();
    let encoder = Arc::new(Encoder::new(&weights, arithmetic).unwrap());
    let finder = quote::Finder::new(Arc::new(quote::Model::new(&weights, encoder, arithmetic).unwrap()), &[]);
    let doc = Pipeline::new(&Options::default()).unwrap().read(Text::new(TEXTS).unwrap());
    let quotes: Quotes = finder.find(&doc.reading(), &mut Scratch::default());
    let numbers = |spans: &[Span]| spans.iter().map(|span| (span.start(), span.end())).collect();
    let parts = |number| [quotes.content(), quotes.cue(), quotes.source()].map(|part| numbers(part.get(number)));
    (0..quotes.len()).map(|number| (parts(number), quotes.score()[number])).collect()
}

#[test]
fn in_floating_point_quotations_and_scores_are_those_of_training() {
    let (expected, found) = (expected_quotations(), quotations(Arithmetic::Float));
    assert_eq!(found.len(), expected.len());
    for wanted in &expected {
        let same = found.iter().find(|(parts, _)| *parts == wanted.0);
        let (_, score) = same.unwrap_or_else(|| panic!("{wanted:?} is not found"));
        assert!((score - wanted.1).abs() < TOLERANCE, "{wanted:?} has the score {score}");
    }
}

#[test]
fn in_whole_numbers_quotations_are_nearly_all_the_same() {
    let (expected, found) = (expected_quotations(), quotations(Arithmetic::Stored));
    let same = expected.iter().filter(|(parts, _)| found.iter().any(|(other, _)| other == parts)).count();
    let share = 2.0 * same as f64 / (expected.len() + found.len()) as f64;
    assert!(share >= 0.9, "{share}");
}
