//! Arithmetic of small networks: rows of tables, normalisation, matrices of six bits, convolution, recurrence.
//!
//! Everything is a function over slices in row-major order; docs give shapes as rows × columns. What is quantised is
//! computed in whole numbers, and the rest in `f32` in one fixed order without fused multiply-add, so that every
//! machine gives the same bits, with vector instructions or without.
// Elementwise functions must take on the instructions of whoever calls them; see `Task`.
#![allow(clippy::inline_always)]

#[cfg(target_arch = "x86_64")]
mod avx2;
mod dense;
mod element;
mod gather;
mod kernel;
mod layer;
mod lookup;
mod matrix;
mod plain;
mod recurrence;
mod six_bit;

pub use dense::Dense;
pub use element::{Normalize, Value, exp, sigmoid, tanh};
pub use gather::{Gather, Table};
pub use kernel::{Kernel, Task};
pub use layer::{Buffers, Layer, normalized};
pub use lookup::Lookup;
pub use matrix::{Arithmetic, Finish, Matrix, Numbers, Rows, Weight};
pub use recurrence::Scan;
pub use six_bit::SixBit;
