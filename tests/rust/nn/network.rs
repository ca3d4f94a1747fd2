//! Whole networks of random numbers.

use super::naive;
use crate::network_file::{NetworkFile, Plan};
use inquit::encode::network::{Network, Scratch};
use inquit::model::Weights;
use inquit::nn::{Arithmetic, Kernel};
use safetensors::tensor::Dtype;

/// Every kind of table, layer and head, with a projection.
pub const MIXED: Plan = Plan {
    width: 64,
    table_width: 96,
    layers: "conv 3 1, recurrent, conv 3 2, recurrent",
    tables: &[("word", Dtype::U8, 50), ("suffix", Dtype::I8, 20), ("shape", Dtype::F32, 14)],
    keys: 30,
    heads: &[("label", 9), ("boundary", 2)],
};

/// Without a projection.
pub const SMALL: Plan = Plan {
    width: 32,
    table_width: 32,
    layers: "recurrent, conv 3 3",
    tables: &[("word", Dtype::U8, 12)],
    keys: 0,
    heads: &[("label", 3)],
};

pub fn values(tokens: usize, features: usize, seed: u32) -> Vec<u32> {
    let draw = |at: u32| at.wrapping_add(seed).wrapping_mul(2_654_435_761) >> 8;
    // Every third value is one of the keys.
    (0..(tokens * features) as u32).map(|at| if at % 9 == 0 { (draw(at) % 40) * 77_777 } else { draw(at) }).collect()
}

fn run(network: &Network, values: &[u32]) -> Vec<Vec<f32>> {
    let mut scratch = Scratch::default();
    network.run(&mut scratch, values);
    (0..network.heads().count()).map(|head| scratch.logits(head).to_vec()).collect()
}

fn network(bytes: &[u8], arithmetic: Arithmetic) -> Network<'_> {
    let weights = Weights::new("random", bytes).expect("a file");
    Network::new(&weights, arithmetic).expect("a network")
}

#[test]
fn floating_point_follows_the_definition() {
    for plan in [&MIXED, &SMALL] {
        let file = NetworkFile::random(plan, 1);
        let bytes = file.bytes();
        let network = network(&bytes, Arithmetic::Float);
        for tokens in [0, 1, 2, 40] {
            let values = values(tokens, plan.tables.len(), 5);
            for (head, logits) in run(&network, &values).into_iter().enumerate() {
                let wanted = naive::logits(&file, plan, &values, head);
                assert_eq!(logits.len(), wanted.len());
                let furthest = logits
                    .iter()
                    .zip(wanted)
                    .map(|(&logit, wanted)| (f64::from(logit) - wanted).abs())
                    .fold(0.0, f64::max);
                assert!(furthest < 1e-4, "{tokens} tokens, head {head}: {furthest}");
            }
        }
    }
}

#[test]
fn whole_numbers_come_close_to_floating_point() {
    let bytes = NetworkFile::random(&MIXED, 2).bytes();
    let values = values(100, 3, 6);
    let (stored, float) =
        (run(&network(&bytes, Arithmetic::Stored), &values), run(&network(&bytes, Arithmetic::Float), &values));
    for (stored, float) in stored.iter().zip(float) {
        let square = |numbers: &mut dyn Iterator<Item = f32>| numbers.map(|number| number * number).sum::<f32>();
        let error = square(&mut stored.iter().zip(&float).map(|(stored, float)| stored - float));
        let error = (error / square(&mut float.iter().copied())).sqrt();
        assert!(error < 0.05, "the root of the mean square is {error} of the scores'");
    }
}

#[test]
fn both_kernels_give_the_same_scores_to_the_bit() {
    for plan in [&MIXED, &SMALL] {
        let bytes = NetworkFile::random(plan, 3).bytes();
        for arithmetic in [Arithmetic::Stored, Arithmetic::Float] {
            let network = network(&bytes, arithmetic);
            let weights = Weights::new("random", &bytes).expect("a file");
            let plain = Network::with_kernel(&weights, arithmetic, Kernel::Plain).expect("a network");
            for tokens in [0, 1, 7, 33, 100] {
                let values = values(tokens, plan.tables.len(), 7);
                let plain = run(&plain, &values);
                let bits =
                    |scores: Vec<Vec<f32>>| -> Vec<u32> { scores.concat().into_iter().map(f32::to_bits).collect() };
                assert_eq!(bits(plain), bits(run(&network, &values)), "{tokens} tokens, {arithmetic:?}");
            }
        }
    }
}

#[test]
fn scratch_remembers_nothing() {
    let bytes = NetworkFile::random(&MIXED, 4).bytes();
    let network = network(&bytes, Arithmetic::Stored);
    let mut scratch = Scratch::default();
    network.run(&mut scratch, &values(77, 3, 1));
    for tokens in [5, 50, 0, 3] {
        network.run(&mut scratch, &values(tokens, 3, 2));
        assert_eq!(scratch.logits(0), run(&network, &values(tokens, 3, 2))[0]);
        assert_eq!(scratch.hidden().len(), tokens * 64);
    }
}

#[test]
fn numbers_may_lie_at_any_address() {
    let bytes = NetworkFile::random(&MIXED, 5).bytes();
    let wanted = run(&network(&bytes, Arithmetic::Stored), &values(9, 3, 3));
    for shift in 1..4 {
        let moved = [vec![0; shift], bytes.clone()].concat();
        assert_eq!(run(&network(&moved[shift..], Arithmetic::Stored), &values(9, 3, 3)), wanted);
    }
}

#[test]
fn a_matrix_without_scale_is_run_in_floating_point() {
    let mut file = NetworkFile::random(&MIXED, 6);
    let float = run(&network(&file.clone().bytes(), Arithmetic::Float), &values(9, 3, 4));
    let names: Vec<String> = file.tensors.keys().filter(|name| name.ends_with(".weight")).cloned().collect();
    for name in names {
        let (numbers, shape) = (file.numbers(&name), file.tensors[&name].1.clone());
        file.add_f32(&name, &shape, &numbers);
        file.tensors.remove(&name.replace(".weight", ".scale"));
    }
    assert_eq!(run(&network(&file.bytes(), Arithmetic::Stored), &values(9, 3, 4)), float);
}

#[test]
fn names_and_sizes_are_told() {
    let bytes = NetworkFile::random(&MIXED, 7).bytes();
    let network = network(&bytes, Arithmetic::Stored);
    assert_eq!(network.features().collect::<Vec<_>>(), ["word", "suffix", "shape"]);
    assert_eq!(network.heads().collect::<Vec<_>>(), ["label", "boundary"]);
    assert_eq!([0, 1, 2].map(|head| network.outputs(head)), [9, 2, 0]);
}
