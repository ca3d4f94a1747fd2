//! Matrices of six bits, packed for the kernels.

use super::kernel::Kernel;
use super::matrix::{self, Finish, Matrix, Numbers, Rows, Weight};

/// Outputs that are computed together: a vector of 256 bits has eight sums.
pub(super) const LANES: usize = 8;

/// Inputs that make up one block.
pub(super) const DEPTH: usize = 4;

/// Four inputs of eight outputs. For vectors of 256 bits they are in the order of outputs, as one instruction multiplies
/// and adds what lies together; for plain code in the order of inputs, so that one value meets eight weights.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
pub(super) struct Block(pub [i8; LANES * DEPTH]);

/// What turns eight sums into eight numbers: (sum + start) · factor + bias.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
pub(super) struct Lanes<N>(pub [N; LANES]);

/// A matrix of whole numbers in −31..=31 for rows of seven-bit values 0..=127, of which 64 stands for nought.
///
/// Sums of eight products fit into 16 bits (8 · 127 · 31 = 31,496), which is what makes it fast; all sums are exact.
#[derive(Clone, Debug)]
pub struct SixBit {
    kernel: Kernel,
    outputs: usize,
    inputs: usize,
    /// For each eight outputs (the last filled up with noughts), inputs / 4 blocks.
    blocks: Vec<Block>,
    /// −64 times the sum of the row.
    start: Vec<Lanes<i32>>,
    factor: Vec<Lanes<f32>>,
    bias: Vec<Lanes<f32>>,
}

impl SixBit {
    /// Packs rows `outputs` of a stored matrix for a kernel, in that order; `step` is what one unit of an activation means.
    ///
    /// Nothing if the matrix is not stored in six bits, or is so wide (over 2^17 inputs) that sums might not fit.
    pub fn pack(kernel: Kernel, weight: &Weight, outputs: &[usize], step: f32) -> Option<Self> {
        let Numbers::SixBit(bytes, scale) = &weight.numbers else { return None };
        let inputs = weight.inputs;
        if inputs > 1 << 17 {
            return None;
        }
        let groups = outputs.len().div_ceil(LANES);
        let mut packed = Self {
            kernel,
            outputs: outputs.len(),
            inputs,
            blocks: vec![Block([0; LANES * DEPTH]); groups * inputs / DEPTH],
            start: vec![Lanes::default(); groups],
            factor: vec![Lanes::default(); groups],
            bias: vec![Lanes::default(); groups],
        };
        for (place, &output) in outputs.iter().enumerate() {
            packed.set_row(place, &bytes[output * inputs..(output + 1) * inputs]);
            packed.factor[place / LANES].0[place % LANES] = scale[output] * step;
            packed.bias[place / LANES].0[place % LANES] = weight.bias[output];
        }
        Some(packed)
    }

    fn set_row(&mut self, place: usize, row: &[u8]) {
        let (group, lane) = (place / LANES, place % LANES);
        let by_input = matches!(self.kernel, Kernel::Plain);
        let blocks = &mut self.blocks[group * self.inputs / DEPTH..][..self.inputs / DEPTH];
        for (block, bytes) in blocks.iter_mut().zip(row.as_chunks::<DEPTH>().0) {
            for (depth, byte) in bytes.iter().enumerate() {
                let place = if by_input { depth * LANES + lane } else { lane * DEPTH + depth };
                block.0[place] = byte.cast_signed();
            }
        }
        let sum: i32 = row.iter().map(|byte| i32::from(byte.cast_signed())).sum();
        self.start[group].0[lane] = -64 * sum;
    }

    /// The groups of eight outputs: where they begin, their blocks, start, factor and bias.
    pub(super) fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        (0..self.start.len()).map(|group| Group {
            first: group * LANES,
            blocks: &self.blocks[group * self.inputs / DEPTH..][..self.inputs / DEPTH],
            start: &self.start[group],
            factor: &self.factor[group],
            bias: &self.bias[group],
        })
    }
}

/// Eight outputs of a matrix.
#[derive(Clone, Copy)]
pub(super) struct Group<'a> {
    /// The first of them.
    pub first: usize,
    pub blocks: &'a [Block],
    pub start: &'a Lanes<i32>,
    pub factor: &'a Lanes<f32>,
    pub bias: &'a Lanes<f32>,
}

impl Matrix for SixBit {
    type Value = u8;

    fn outputs(&self) -> usize {
        self.outputs
    }

    fn multiply(&self, rows: Rows<u8>, out: &mut [f32], finish: Finish) {
        matrix::check(&rows, self.inputs, self.outputs, out);
        self.kernel.product(self, rows, out, finish);
    }
}
