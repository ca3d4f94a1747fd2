//! Matrices in `f32`: what is not quantised, and the reference for what is.

use super::kernel::{Kernel, Task};
use super::matrix::{self, Finish, Matrix, Rows, Weight};

/// Outputs that are summed together.
const LANES: usize = 32;

/// A matrix in `f32`.
#[derive(Clone, Debug)]
pub struct Dense {
    kernel: Kernel,
    outputs: usize,
    inputs: usize,
    /// For each 32 outputs (the last filled up with noughts) and each input, the numbers of these outputs.
    columns: Vec<[f32; LANES]>,
    bias: Vec<f32>,
}

impl Dense {
    /// Takes rows `outputs` of a stored matrix, in that order; six bits become the numbers they stand for.
    pub fn pack(kernel: Kernel, weight: &Weight, outputs: &[usize]) -> Self {
        let inputs = weight.inputs;
        let mut columns = vec![[0.0; LANES]; outputs.len().div_ceil(LANES) * inputs];
        for (place, &output) in outputs.iter().enumerate() {
            let columns = &mut columns[place / LANES * inputs..][..inputs];
            for (column, number) in columns.iter_mut().zip(weight.row(output)) {
                column[place % LANES] = number;
            }
        }
        let bias = outputs.iter().map(|&output| weight.bias[output]).collect();
        Self { kernel, outputs: outputs.len(), inputs, columns, bias }
    }
}

impl Matrix for Dense {
    type Value = f32;

    fn outputs(&self) -> usize {
        self.outputs
    }

    fn multiply(&self, rows: Rows<f32>, out: &mut [f32], finish: Finish) {
        matrix::check(&rows, self.inputs, self.outputs, out);
        self.kernel.run(Product { matrix: self, rows, out, finish });
    }
}

struct Product<'a> {
    matrix: &'a Dense,
    rows: Rows<'a, f32>,
    out: &'a mut [f32],
    finish: Finish,
}

impl Task for Product<'_> {
    #[inline(always)]
    fn run(self) {
        let Dense { outputs, inputs, columns, bias, .. } = self.matrix;
        for row in 0..self.rows.count() {
            for (group, out) in self.out[row * outputs..][..*outputs].chunks_mut(LANES).enumerate() {
                let sums = sums(self.rows, row, &columns[group * inputs..][..*inputs]);
                for ((out, sum), bias) in out.iter_mut().zip(sums).zip(&bias[group * LANES..]) {
                    *out = self.finish.apply(*out, sum + bias);
                }
            }
        }
    }
}

#[inline(always)]
fn sums(rows: Rows<f32>, row: usize, columns: &[[f32; LANES]]) -> [f32; LANES] {
    let mut sums = [0.0; LANES];
    for (tap, columns) in columns.chunks_exact(rows.width).enumerate() {
        for (value, column) in rows.piece(row, tap).iter().zip(columns) {
            for (sum, number) in sums.iter_mut().zip(column) {
                *sum += value * number;
            }
        }
    }
    sums
}
