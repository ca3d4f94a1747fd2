//! Rows of tables, which are summed.

use super::kernel::Task;
use std::borrow::Cow;

/// A table of rows, used where its bytes lie.
#[derive(Clone, Debug)]
pub enum Table<'a> {
    /// Two numbers a byte, the first in the low half, each q + 8 with q in −8..=7; a scale for each row.
    FourBit(Cow<'a, [u8]>, Vec<f32>),
    /// Bytes in two's complement, and a scale for each row.
    EightBit(Cow<'a, [u8]>, Vec<f32>),
    /// `f32`, the least byte first.
    Float(Cow<'a, [u8]>),
}

/// Columns that are summed at a time, in pairs: the left ones of all pairs, then the right ones, as that is how four
/// bits come out of their bytes.
const COLUMNS: usize = 32;
type Half = [f32; COLUMNS / 2];

impl Table<'_> {
    /// The same table with bytes of its own.
    pub fn into_owned(self) -> Table<'static> {
        match self {
            Self::FourBit(bytes, scale) => Table::FourBit(Cow::Owned(bytes.into_owned()), scale),
            Self::EightBit(bytes, scale) => Table::EightBit(Cow::Owned(bytes.into_owned()), scale),
            Self::Float(bytes) => Table::Float(Cow::Owned(bytes.into_owned())),
        }
    }

    /// Adds 32 columns from `column` on of row `row`, of `width` columns.
    #[inline(always)]
    fn add(&self, row: usize, width: usize, column: usize, left: &mut Half, right: &mut Half) {
        let first = row * width + column;
        match self {
            Self::FourBit(bytes, scale) => add_four_bit(&bytes[first / 2..][..COLUMNS / 2], scale[row], left, right),
            Self::EightBit(bytes, scale) => {
                let bytes = bytes[first..][..COLUMNS].as_chunks::<2>().0;
                for ((left, right), bytes) in left.iter_mut().zip(right).zip(bytes) {
                    *left += f32::from(bytes[0].cast_signed()) * scale[row];
                    *right += f32::from(bytes[1].cast_signed()) * scale[row];
                }
            }
            Self::Float(bytes) => {
                let numbers = bytes.as_chunks::<4>().0[first..][..COLUMNS].as_chunks::<2>().0;
                for ((left, right), numbers) in left.iter_mut().zip(right).zip(numbers) {
                    *left += f32::from_le_bytes(numbers[0]);
                    *right += f32::from_le_bytes(numbers[1]);
                }
            }
        }
    }
}

#[inline(always)]
fn add_four_bit(bytes: &[u8], scale: f32, left: &mut Half, right: &mut Half) {
    for ((left, right), byte) in left.iter_mut().zip(right).zip(bytes) {
        *left += (i32::from(byte & 15) - 8) as f32 * scale;
        *right += (i32::from(byte >> 4) - 8) as f32 * scale;
    }
}

/// Sums one row of each table, for T places.
///
/// Running it panics if a row is not in its table, or if the tables have another width.
#[derive(Debug)]
pub struct Gather<'a> {
    /// F tables of the same width.
    pub tables: &'a [Table<'a>],
    /// T × F rows.
    pub rows: &'a [u32],
    /// Numbers a row, a multiple of 32.
    pub width: usize,
    /// T × width.
    pub out: &'a mut [f32],
}

impl Task for Gather<'_> {
    #[inline(always)]
    fn run(self) {
        let rows = self.rows.chunks_exact(self.tables.len());
        for (rows, out) in rows.zip(self.out.chunks_exact_mut(self.width)) {
            for (part, out) in out.as_chunks_mut::<COLUMNS>().0.iter_mut().enumerate() {
                let (mut left, mut right) = ([0.0; COLUMNS / 2], [0.0; COLUMNS / 2]);
                for (table, &row) in self.tables.iter().zip(rows) {
                    table.add(row as usize, self.width, part * COLUMNS, &mut left, &mut right);
                }
                for (pair, (left, right)) in out.as_chunks_mut::<2>().0.iter_mut().zip(left.into_iter().zip(right)) {
                    *pair = [left, right];
                }
            }
        }
    }
}
