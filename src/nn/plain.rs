//! The product of whole numbers in plain code, from which compilers make the vector instructions they have.

use super::matrix::{Finish, Matrix, Rows};
use super::six_bit::{Block, DEPTH, Group, LANES, SixBit};

/// Multiplies all rows by all groups of outputs; shapes have been checked.
pub(super) fn product(matrix: &SixBit, rows: Rows<u8>, out: &mut [f32], finish: Finish) {
    let outputs = matrix.outputs();
    for group in matrix.groups() {
        for row in 0..rows.count() {
            let sums = sums(&group, rows, row);
            let out = out[row * outputs..][..outputs][group.first..].iter_mut();
            for (lane, (out, sum)) in out.zip(sums).enumerate() {
                *out = finish.apply(*out, sum as f32 * group.factor.0[lane] + group.bias.0[lane]);
            }
        }
    }
}

fn sums(group: &Group, rows: Rows<u8>, row: usize) -> [i32; LANES] {
    let mut sums = group.start.0;
    let mut blocks = group.blocks;
    for tap in 0..rows.taps {
        let (mine, rest) = blocks.split_at(rows.width / DEPTH);
        blocks = rest;
        let values = rows.piece(row, tap).as_chunks::<{ 2 * DEPTH }>().0;
        for (values, blocks) in values.iter().zip(mine.as_chunks::<2>().0) {
            add(&mut sums, values, blocks);
        }
    }
    sums
}

/// Adds eight inputs: their products are summed in 16 bits, which is as far as that goes.
#[inline(always)]
fn add(sums: &mut [i32; LANES], values: &[u8; 2 * DEPTH], blocks: &[Block; 2]) {
    let mut short = [0_i16; LANES];
    let weights = blocks.iter().flat_map(|block| block.0.as_chunks::<LANES>().0);
    for (&value, weights) in values.iter().zip(weights) {
        for (short, &weight) in short.iter_mut().zip(weights) {
            *short = short.wrapping_add(i16::from(value).wrapping_mul(i16::from(weight)));
        }
    }
    for (sum, short) in sums.iter_mut().zip(short) {
        *sum += i32::from(short);
    }
}
