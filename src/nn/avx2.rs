//! 256-bit vectors, where the machine has them. Everything here gives the same bits as the plain twin.
//!
//! Four products of a sum of sixteen inputs go through `vpmaddubsw`, are added in 16 bits and widened once by
//! `vpmaddwd`: five uses of the multiplier for 128 products. Eight rows are kept in registers for each vector of
//! weights, and rows are taken in tiles, so that weights come from the first level of the cache.
#![allow(unsafe_code)]
// Methods take the proof that they may be called, and do nothing else with it.
#![allow(clippy::unused_self)]

use super::kernel::Task;
use super::matrix::{Finish, Matrix, Rows};
use super::six_bit::{Block, DEPTH, Group, LANES, Lanes, SixBit};
use std::arch::x86_64::{
    __m256, __m256i, _mm256_add_epi16, _mm256_add_epi32, _mm256_add_ps, _mm256_cvtepi32_ps, _mm256_load_ps,
    _mm256_load_si256, _mm256_loadu_ps, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_max_ps, _mm256_mul_ps,
    _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_ps, _mm256_storeu_ps,
};

/// Rows of a tile: their activations (at most a few thousand bytes each) stay in the first level of the cache while
/// all weights pass by.
const TILE: usize = 32;

/// Proof that the machine has these instructions: only [`Avx2::detect`] makes one.
#[derive(Clone, Copy, Debug)]
pub struct Avx2(());

impl Avx2 {
    /// One if the machine has them. The standard library asks the machine once.
    pub fn detect() -> Option<Self> {
        std::is_x86_feature_detected!("avx2").then_some(Self(()))
    }

    /// Does elementwise work.
    #[inline]
    pub(super) fn run(self, task: impl Task) {
        // SAFETY: `self` proves that the machine has the instructions.
        unsafe { run(task) }
    }

    /// Multiplies all rows; shapes have been checked.
    pub(super) fn product(self, matrix: &SixBit, rows: Rows<u8>, out: &mut [f32], finish: Finish) {
        for (tile, out) in out.chunks_mut(TILE * matrix.outputs().max(1)).enumerate() {
            let count = out.len() / matrix.outputs();
            // SAFETY: `self` proves that the machine has the instructions.
            unsafe { product(matrix, rows.part(tile * TILE, count), out, finish) }
        }
    }
}

#[target_feature(enable = "avx2")]
fn run(task: impl Task) {
    task.run();
}

#[target_feature(enable = "avx2")]
fn product(matrix: &SixBit, rows: Rows<u8>, out: &mut [f32], finish: Finish) {
    let count = rows.count();
    for group in matrix.groups() {
        let mut row = 0;
        while row + 8 <= count {
            strip::<8>(&group, rows, row, matrix.outputs(), out, finish);
            row += 8;
        }
        if row + 4 <= count {
            strip::<4>(&group, rows, row, matrix.outputs(), out, finish);
            row += 4;
        }
        while row < count {
            strip::<1>(&group, rows, row, matrix.outputs(), out, finish);
            row += 1;
        }
    }
}

/// Rows `row..row + M` by eight outputs.
#[inline]
#[target_feature(enable = "avx2")]
fn strip<const M: usize>(group: &Group, rows: Rows<u8>, row: usize, outputs: usize, out: &mut [f32], finish: Finish) {
    let mut sums = [load(group.start); M];
    for (tap, blocks) in group.blocks.chunks_exact(rows.width / DEPTH).enumerate() {
        let pieces = rows.part(row, M).values;
        add::<M>(&mut sums, &pieces[tap * rows.distance * rows.width..], rows.width, blocks);
    }
    for (number, sum) in sums.into_iter().enumerate() {
        let out = &mut out[(row + number) * outputs..][..outputs][group.first..];
        let (factor, bias) = (load_f32(group.factor), load_f32(group.bias));
        let product = _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sum), factor), bias);
        match out.first_chunk_mut() {
            Some(out) => store(out, product, finish),
            None => store_some(out, product, finish),
        }
    }
}

/// Adds the products of M rows of `width` values with `blocks`, of which there are width / 4.
#[inline]
#[target_feature(enable = "avx2")]
fn add<const M: usize>(sums: &mut [__m256i; M], rows: &[u8], width: usize, blocks: &[Block]) {
    assert!(rows.len() >= M * width && blocks.len() * DEPTH == width);
    let ones = _mm256_set1_epi16(1);
    // No closures here: those that pass through functions of the standard library lose the instructions.
    for (number, blocks) in blocks.as_chunks::<4>().0.iter().enumerate() {
        let [a, b, c, d] = [load_i8(&blocks[0]), load_i8(&blocks[1]), load_i8(&blocks[2]), load_i8(&blocks[3])];
        for (row, sum) in sums.iter_mut().enumerate() {
            let at = row * width + number * 4 * DEPTH;
            // SAFETY: `at` + 16 is at most (row + 1) · width, as there are `width` / 16 chunks of blocks, and the
            // rows have M · `width` bytes, which was asserted above.
            let values: [i32; 4] = unsafe { rows.as_ptr().add(at).cast::<[i32; 4]>().read_unaligned() };
            let first = _mm256_add_epi16(product_of_four(values[0], a), product_of_four(values[1], b));
            let second = _mm256_add_epi16(product_of_four(values[2], c), product_of_four(values[3], d));
            let short = _mm256_add_epi16(first, second);
            *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(short, ones));
        }
    }
}

/// Sixteen sums of two products of four values, repeated, with a block.
#[inline]
#[target_feature(enable = "avx2")]
fn product_of_four(values: i32, block: __m256i) -> __m256i {
    _mm256_maddubs_epi16(_mm256_set1_epi32(values), block)
}

#[inline]
#[target_feature(enable = "avx2")]
fn store(out: &mut [f32; LANES], product: __m256, finish: Finish) {
    // SAFETY: `out` has eight numbers, and neither instruction asks for alignment.
    let before = unsafe { _mm256_loadu_ps(out.as_ptr()) };
    let after = match finish {
        Finish::Set => product,
        Finish::Add => _mm256_add_ps(before, product),
        Finish::AddPositive => _mm256_add_ps(before, _mm256_max_ps(product, _mm256_setzero_ps())),
    };
    // SAFETY: as above.
    unsafe { _mm256_storeu_ps(out.as_mut_ptr(), after) };
}

/// The last outputs, of which there are fewer than eight.
#[target_feature(enable = "avx2")]
fn store_some(out: &mut [f32], product: __m256, finish: Finish) {
    let mut products = [0.0; LANES];
    store(&mut products, product, Finish::Set);
    for (out, product) in out.iter_mut().zip(products) {
        *out = finish.apply(*out, product);
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn load(numbers: &Lanes<i32>) -> __m256i {
    // SAFETY: there are 32 bytes, aligned to 32.
    unsafe { _mm256_load_si256(numbers.0.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx2")]
fn load_f32(numbers: &Lanes<f32>) -> __m256 {
    // SAFETY: as in `load`.
    unsafe { _mm256_load_ps(numbers.0.as_ptr()) }
}

#[inline]
#[target_feature(enable = "avx2")]
fn load_i8(block: &Block) -> __m256i {
    // SAFETY: a block has 32 bytes and is aligned to 32.
    unsafe { _mm256_load_si256(block.0.as_ptr().cast()) }
}
