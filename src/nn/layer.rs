//! Layers, each of which adds to the rows it is given.

use super::element::{Normalize, Value};
use super::kernel::Kernel;
use super::matrix::{Finish, Matrix, Rows};
use super::recurrence::Scan;

/// Rows whose gates are computed at a time, so that they are still in the first level of the cache for the recurrence.
const TILE: usize = 32;

/// A layer whose matrices are all of one kind. D is the width.
#[derive(Clone, Debug)]
pub enum Layer<M> {
    /// Adds the positive part of a product of three rows: t − distance, t, t + distance.
    Convolution {
        /// How far the outer rows are away.
        distance: usize,
        /// D × 3 · D.
        matrix: M,
    },
    /// Adds a product of what a recurrence keeps, half of it from left to right and half from right to left.
    Recurrent {
        /// For either direction, D × D: D / 2 rows for what is new, D / 2 for what is forgotten.
        gates: [M; 2],
        /// D × D.
        out: M,
    },
}

/// Room for what is between matrices, reused from layer to layer.
#[derive(Debug, Default)]
pub struct Buffers<V> {
    normal: Vec<V>,
    hidden: Vec<V>,
    gates: Vec<f32>,
    state: Vec<f32>,
}

impl<M: Matrix> Layer<M> {
    /// Runs over T rows of `width` numbers.
    ///
    /// # Panics
    /// If the matrices have other shapes than the width asks for.
    pub fn run(&self, kernel: Kernel, rows: &mut [f32], width: usize, buffers: &mut Buffers<M::Value>) {
        match self {
            Self::Convolution { distance, matrix } => {
                let values = normalized(kernel, rows, width, *distance, &mut buffers.normal);
                let seen = Rows { values, width, taps: 3, distance: *distance };
                matrix.multiply(seen, rows, Finish::AddPositive);
            }
            Self::Recurrent { gates, out } => {
                let Buffers { normal, hidden, .. } = buffers;
                _ = normalized(kernel, rows, width, 0, normal);
                hidden.resize(rows.len(), M::Value::NOUGHT);
                for (matrix, backwards) in gates.iter().zip([false, true]) {
                    sweep(kernel, matrix, width, backwards, buffers);
                }
                out.multiply(Rows::single(&buffers.hidden, width), rows, Finish::Add);
            }
        }
    }
}

/// Normalises rows into a buffer, with `margin` rows of noughts before and after them.
pub fn normalized<'a, V: Value>(
    kernel: Kernel,
    rows: &[f32],
    width: usize,
    margin: usize,
    buffer: &'a mut Vec<V>,
) -> &'a [V] {
    let margin = margin * width;
    buffer.resize(rows.len() + 2 * margin, V::NOUGHT);
    buffer[..margin].fill(V::NOUGHT);
    buffer[margin + rows.len()..].fill(V::NOUGHT);
    kernel.run(Normalize { rows, width, out: &mut buffer[margin..margin + rows.len()] });
    buffer
}

/// Half of the recurrence: from the normalised rows to the hidden ones, tile by tile.
fn sweep<M: Matrix>(kernel: Kernel, matrix: &M, width: usize, backwards: bool, buffers: &mut Buffers<M::Value>) {
    let Buffers { normal, hidden, gates, state } = buffers;
    let seen = Rows::single(normal, width);
    gates.resize(TILE * width, 0.0);
    state.clear();
    state.resize(width / 2, 0.0);
    let tiles = seen.count().div_ceil(TILE);
    for tile in 0..tiles {
        let first = TILE * if backwards { tiles - 1 - tile } else { tile };
        let count = TILE.min(seen.count() - first);
        let gates = &mut gates[..count * width];
        matrix.multiply(seen.part(first, count), gates, Finish::Set);
        let out = &mut hidden[first * width..][..count * width];
        let column = if backwards { width / 2 } else { 0 };
        kernel.run(Scan { gates, state, out, width, column, backwards });
    }
}
