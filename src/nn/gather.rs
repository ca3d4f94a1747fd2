//! Rows of tables, which are summed.

use super::kernel::Task;

/// A table of rows, used where its bytes lie.
#[derive(Clone, Debug)]
pub enum Table<'a> {
    /// Two numbers a byte, the first in the low half, each q + 8 with q in −8..=7; a scale for each row.
    FourBit(&'a [u8], Vec<f32>),
    /// Bytes in two's complement, and a scale for each row.
    EightBit(&'a [u8], Vec<f32>),
    /// `f32`, the least byte first.
    Float(&'a [u8]),
}

impl Table<'_> {
    /// Adds row `row` to `out`, which is as wide as the table.
    #[inline(always)]
    fn add(&self, row: usize, out: &mut [f32]) {
        let width = out.len();
        match self {
            Self::FourBit(bytes, scale) => add_four_bit(&bytes[row * width / 2..][..width / 2], scale[row], out),
            Self::EightBit(bytes, scale) => {
                for (out, byte) in out.iter_mut().zip(&bytes[row * width..][..width]) {
                    *out += f32::from(byte.cast_signed()) * scale[row];
                }
            }
            Self::Float(bytes) => {
                let numbers = bytes[row * width * 4..][..width * 4].as_chunks().0;
                for (out, bytes) in out.iter_mut().zip(numbers) {
                    *out += f32::from_le_bytes(*bytes);
                }
            }
        }
    }
}

#[inline(always)]
fn add_four_bit(bytes: &[u8], scale: f32, out: &mut [f32]) {
    for (out, byte) in out.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
        out[0] += (i32::from(byte & 15) - 8) as f32 * scale;
        out[1] += (i32::from(byte >> 4) - 8) as f32 * scale;
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
    /// Numbers a row, even.
    pub width: usize,
    /// T × width.
    pub out: &'a mut [f32],
}

impl Task for Gather<'_> {
    #[inline(always)]
    fn run(self) {
        let rows = self.rows.chunks_exact(self.tables.len());
        for (rows, out) in rows.zip(self.out.chunks_exact_mut(self.width)) {
            out.fill(0.0);
            for (table, &row) in self.tables.iter().zip(rows) {
                table.add(row as usize, out);
            }
        }
    }
}
