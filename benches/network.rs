//! Time of networks of random numbers, whole and layer by layer, on 256 tokens: nanoseconds a token, multiplications a
//! second, and how many times that is what the machine could do in `f32` with fused multiply-add.
//!
//! The peak is measured in the same run; the table that is printed at the end is what `RECORD.md` quotes.
#![allow(missing_docs, clippy::print_stdout)]

#[allow(dead_code)]
#[path = "../tests/rust/network_file.rs"]
mod network_file;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use inquit::encode::network::{Network, Scratch};
use inquit::model::Weights;
use inquit::nn::{Arithmetic, Kernel};
use network_file::{NetworkFile, Plan};
use safetensors::tensor::Dtype;
use std::hint::black_box;
use std::time::{Duration, Instant};

const TOKENS: usize = 256;

const TABLES: &[(&str, Dtype, usize)] = &[
    ("word", Dtype::U8, 30_000),
    ("prefix3", Dtype::U8, 8000),
    ("suffix2", Dtype::U8, 1000),
    ("suffix3", Dtype::U8, 8000),
    ("suffix4", Dtype::U8, 16_000),
    ("shape", Dtype::U8, 14),
    ("mark", Dtype::U8, 5),
    ("from_start", Dtype::U8, 8),
    ("to_end", Dtype::U8, 8),
    ("space", Dtype::U8, 4),
    ("capitals", Dtype::U8, 5),
];

const HEADS: &[(&str, usize)] = &[("label", 17), ("boundary", 2)];

const SMALL: Plan = Plan {
    width: 128,
    table_width: 128,
    layers: "conv 3 1, recurrent, recurrent, conv 3 2, recurrent, recurrent",
    tables: TABLES,
    keys: 20_000,
    heads: HEADS,
};

const LARGE: Plan = Plan {
    width: 320,
    layers: "conv 3 1, recurrent, recurrent, recurrent, conv 3 2, recurrent, recurrent, recurrent",
    ..SMALL
};

/// The networks to time: whole ones, and those that lack all but one kind of work.
fn plans() -> Vec<(&'static str, Plan)> {
    let heads = &[("label", 2)];
    let mut plans = vec![("default", SMALL), ("large", LARGE)];
    for (width, names) in
        [(128, ["rows 128", "conv 128", "recurrent 128"]), (320, ["rows 320", "conv 320", "recurrent 320"])]
    {
        for (name, layers) in names.into_iter().zip(["", "conv 3 1", "recurrent"]) {
            plans.push((name, Plan { width, table_width: width, layers, heads, ..SMALL }));
        }
    }
    plans
}

/// Multiplications a token in matrices.
fn products(plan: &Plan) -> usize {
    let square = plan.width * plan.width;
    let project = if plan.width == plan.table_width { 0 } else { plan.width * plan.table_width };
    let layers = plan.layers.split(", ").filter(|layer| !layer.is_empty()).count() * 3 * square;
    project + layers + plan.heads.iter().map(|head| head.1 * plan.width).sum::<usize>()
}

fn values() -> Vec<u32> {
    (0..(TOKENS * TABLES.len()) as u32).map(|at| at.wrapping_mul(2_654_435_761) >> 7).collect()
}

fn networks(criterion: &mut Criterion) {
    let peak = peak();
    let mut lines = Vec::new();
    for (name, plan) in plans() {
        let bytes = NetworkFile::random(&plan, 1).bytes();
        let weights = Weights::new(name, &bytes).expect("a file");
        for (engine, arithmetic, kernel) in [
            ("six bits", Arithmetic::Stored, Kernel::best()),
            ("six bits, plain", Arithmetic::Stored, Kernel::Plain),
            ("f32", Arithmetic::Float, Kernel::best()),
        ] {
            let network = Network::with_kernel(&weights, arithmetic, kernel).expect("a network");
            let (values, mut scratch) = (values(), Scratch::default());
            network.run(&mut scratch, &values);
            let expected = scratch.logits(0).to_vec();
            let mut run = || network.run(&mut scratch, black_box(&values));
            let mut group = criterion.benchmark_group(format!("network/{name}"));
            group.throughput(Throughput::Elements(TOKENS as u64));
            group.bench_function(engine, |bencher| bencher.iter(&mut run));
            group.finish();
            let time = best(&mut run).as_secs_f64() / TOKENS as f64;
            let rate = products(&plan) as f64 / time / 1e9;
            lines.push(format!("| {name} | {engine} | {:.0} | {rate:.1} | {:.2} |", time * 1e9, rate / peak));
            assert_eq!(scratch.logits(0), expected);
        }
    }
    println!(
        "| network | engine | ns a token | GMAC/s | of the f32 peak, {peak:.1} |\n| --- | --- | ---: | ---: | ---: |"
    );
    println!("{}", lines.join("\n"));
}

/// The shortest of many runs, which is what the machine does when nobody disturbs it.
fn best(run: &mut impl FnMut()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..40).map(once).min().unwrap_or_default()
}

/// The greatest rate of fused multiply-adds in `f32`, in thousand millions a second.
fn peak() -> f64 {
    const STEPS: usize = 100_000;
    let mut sums = [[0.0_f32; 8]; 12];
    let mut run = || multiply_add(black_box(&mut sums), STEPS);
    (STEPS * 12 * 8) as f64 / best(&mut run).as_secs_f64() / 1e9
}

fn multiply_add(sums: &mut [[f32; 8]; 12], steps: usize) {
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("fma") && std::is_x86_feature_detected!("avx2") {
        // SAFETY: the machine has the instructions.
        #[allow(unsafe_code)]
        return unsafe { multiply_add_fused(sums, steps) };
    }
    multiply_add_by(sums, steps, |sum, by| by * 0.5 + sum);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn multiply_add_fused(sums: &mut [[f32; 8]; 12], steps: usize) {
    multiply_add_by(sums, steps, |sum, by| sum.mul_add(0.5, by));
}

#[inline(always)]
#[allow(clippy::inline_always)]
fn multiply_add_by(sums: &mut [[f32; 8]; 12], steps: usize, step: impl Fn(f32, f32) -> f32) {
    let mut mine = *sums;
    for _ in 0..steps {
        for sums in &mut mine {
            for sum in sums {
                *sum = step(*sum, 0.25);
            }
        }
    }
    *sums = mine;
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(200));
    targets = networks
}
criterion_main!(benches);
