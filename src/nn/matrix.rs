//! What a product reads and writes, whatever the numbers of the matrix are.

use super::element::Value;

/// How matrices are computed with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arithmetic {
    /// As they are stored: whole numbers where the file has them.
    #[default]
    Stored,
    /// In `f32` throughout: slow, the reference for parity.
    Float,
}

/// The rows of activations that a product reads.
///
/// Row t of the product sees `taps` rows of `width` values, those at t, t + `distance`, t + 2 · `distance` …, one
/// behind the other. `values` therefore has (taps − 1) · `distance` rows more than the product.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a, V> {
    /// (T + (taps − 1) · distance) × width.
    pub values: &'a [V],
    /// Values a row, a multiple of 32.
    pub width: usize,
    /// Rows that one row of the product sees; at least 1.
    pub taps: usize,
    /// How many rows lie between two of them.
    pub distance: usize,
}

impl<'a, V> Rows<'a, V> {
    /// Rows of which each is seen alone.
    pub fn single(values: &'a [V], width: usize) -> Self {
        Self { values, width, taps: 1, distance: 0 }
    }

    /// Rows that the product has.
    pub fn count(&self) -> usize {
        (self.values.len() / self.width).saturating_sub((self.taps - 1) * self.distance)
    }

    /// The row that `tap` of row `row` sees: `width` values.
    #[inline]
    pub fn piece(&self, row: usize, tap: usize) -> &'a [V] {
        &self.values[(row + tap * self.distance) * self.width..][..self.width]
    }

    /// What rows `first..first + count` of the product see.
    #[must_use]
    pub fn part(&self, first: usize, count: usize) -> Self {
        let end = first + count + (self.taps - 1) * self.distance;
        Self { values: &self.values[first * self.width..end * self.width], ..*self }
    }
}

/// What becomes of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// It takes the place of what was there.
    Set,
    /// It is added to what was there.
    Add,
    /// What is positive of it is added to what was there.
    AddPositive,
}

impl Finish {
    /// `before` with `product`.
    #[inline(always)]
    pub(super) fn apply(self, before: f32, product: f32) -> f32 {
        match self {
            Self::Set => product,
            Self::Add => before + product,
            Self::AddPositive => before + if product > 0.0 { product } else { 0.0 },
        }
    }
}

/// A matrix with a bias, ready for multiplication.
pub trait Matrix {
    /// What the rows are made of that it multiplies.
    type Value: Value;

    /// Values a row of the product.
    fn outputs(&self) -> usize;

    /// Multiplies T rows: `out` is T × outputs.
    ///
    /// # Panics
    /// If `rows` or `out` have other shapes than the matrix.
    fn multiply(&self, rows: Rows<Self::Value>, out: &mut [f32], finish: Finish);
}

/// The numbers of a matrix as they are stored, outputs × inputs.
#[derive(Clone, Debug)]
pub enum Numbers<'a> {
    /// Whole numbers in −31..=31, each a byte in two's complement, and a scale for each output.
    SixBit(&'a [u8], Vec<f32>),
    /// The numbers themselves.
    Float(Vec<f32>),
}

/// A matrix with a bias as it is stored, from which the ready ones are made.
#[derive(Clone, Debug)]
pub struct Weight<'a> {
    /// outputs × inputs.
    pub numbers: Numbers<'a>,
    /// One an output.
    pub bias: Vec<f32>,
    /// Columns.
    pub inputs: usize,
}

impl Weight<'_> {
    /// Whether it can be computed with in whole numbers.
    pub fn is_six_bit(&self) -> bool {
        matches!(self.numbers, Numbers::SixBit(..))
    }

    /// Row `output` in `f32`.
    pub(super) fn row(&self, output: usize) -> Vec<f32> {
        let span = output * self.inputs..(output + 1) * self.inputs;
        match &self.numbers {
            Numbers::Float(numbers) => numbers[span].to_vec(),
            Numbers::SixBit(bytes, scale) => {
                bytes[span].iter().map(|byte| f32::from(byte.cast_signed()) * scale[output]).collect()
            }
        }
    }
}

/// Stops a product whose shapes do not fit.
pub(super) fn check<V>(rows: &Rows<V>, inputs: usize, outputs: usize, out: &[f32]) {
    assert!(rows.width > 0 && rows.width.is_multiple_of(32), "rows of {} values", rows.width);
    assert_eq!(rows.taps * rows.width, inputs, "inputs of the matrix");
    assert_eq!(rows.count() * outputs, out.len(), "room for the product");
    assert!(rows.values.len().is_multiple_of(rows.width), "whole rows");
}
