//! Time of each stage and of the whole.
use criterion::{criterion_group, criterion_main};

fn stages(_criterion: &mut criterion::Criterion) {}

criterion_group!(benches, stages);
criterion_main!(benches);
