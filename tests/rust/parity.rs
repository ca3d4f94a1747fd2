//! The library computes what training computed: `tests/parity/tags.safetensors` has what it made of `texts.txt` when the
//! weights were exported; see `train/inquit_train/tags/parity.py`.

use inquit::encode::{Encoder, Scratch, Source};
use inquit::model::Weights;
use inquit::nn::Arithmetic;
use inquit::{Text, mark, paragraph, token};
use safetensors::SafeTensors;

const WEIGHTS: &[u8] = include_bytes!("../../models/tags.safetensors");
const EXPECTED: &[u8] = include_bytes!("../parity/tags.safetensors");
const TEXTS: &str = include_str!("../parity/texts.txt");

/// How far a logarithm of a probability may be from that in training.
const TOLERANCE: f32 = 1e-3;

/// For each token the logits of labels and that of a sentence's start.
fn logits(arithmetic: Arithmetic) -> Vec<(Vec<f32>, f32)> {
    let weights = Weights::new("tags", WEIGHTS).unwrap();
    let encoder = Encoder::new(&weights, arithmetic).unwrap();
    let (label, starts) = (encoder.head("label").unwrap().0, encoder.head("starts").unwrap().0);
    let text = Text::new(TEXTS).unwrap();
    let (paragraphs, tokens) = (paragraph::split(&text), token::split(&text));
    let marks = mark::pair(&text, &paragraphs);
    let source = Source { text: &text, paragraphs: &paragraphs, tokens: &tokens, marks: &marks };
    let mut found = Vec::new();
    encoder.read(source, &mut Scratch::default(), |_, answer| {
        let pairs = answer.logits(label).zip(answer.logits(starts));
        found.extend(pairs.map(|(label, start)| (label.to_vec(), start[0])));
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
fn in_floating_point_the_library_equals_pytorch() {
    let expected = SafeTensors::deserialize(EXPECTED).unwrap();
    let (number, log) = (expected.tensor("best").unwrap().data(), floats(&expected, "log"));
    let starts = floats(&expected, "starts");
    let found = logits(Arithmetic::Float);
    assert_eq!(found.len(), starts.len());
    let mut farthest: f32 = 0.0;
    for (token, (label, start)) in found.iter().enumerate() {
        let logs = log_softmax(label);
        for place in 3 * token..3 * token + 3 {
            farthest = farthest.max((logs[usize::from(number[place])] - log[place]).abs());
        }
        farthest = farthest.max((start - starts[token]).abs());
    }
    assert!(farthest < TOLERANCE, "the farthest is {farthest}");
}

/// The share of tokens whose best label in whole numbers is the one wanted.
fn agreement(wanted: impl Iterator<Item = u8>) -> f64 {
    let found = logits(Arithmetic::Stored);
    let same = found.iter().zip(wanted).filter(|((label, _), wanted)| best(label) == usize::from(*wanted)).count();
    same as f64 / found.len() as f64
}

#[test]
fn in_whole_numbers_labels_are_those_of_the_same_weights_in_floating_point() {
    let expected = SafeTensors::deserialize(EXPECTED).unwrap();
    let share = agreement(expected.tensor("best").unwrap().data().iter().copied().step_by(3));
    assert!(share >= 0.999, "{share}");
}

#[test]
fn rounding_the_weights_changes_few_labels() {
    let expected = SafeTensors::deserialize(EXPECTED).unwrap();
    let share = agreement(expected.tensor("label").unwrap().data().iter().copied());
    assert!(share >= 0.99, "{share}");
}
