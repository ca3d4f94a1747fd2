//! Functions of single numbers, and normalisation of rows.

use super::kernel::Task;

/// Adding this puts a number's nearest whole number (ties to even) into the lowest bits: 1.5 · 2^23.
const ROUND: f32 = 12_582_912.0;

/// Rows that are normalised together.
const TILE: usize = 8;

/// What stands for nought among values of seven bits.
const NOUGHT: f32 = 64.0;

/// What activations are kept as between matrices.
pub trait Value: Copy {
    /// What stands for nought.
    const NOUGHT: Self;
    /// Keeps a normalised number, cut to −5..=5.
    fn normal(number: f32) -> Self;
    /// Keeps a hidden number in −1..=1.
    fn hidden(number: f32) -> Self;
}

impl Value for f32 {
    const NOUGHT: Self = 0.0;

    #[inline(always)]
    fn normal(number: f32) -> Self {
        number
    }

    #[inline(always)]
    fn hidden(number: f32) -> Self {
        number
    }
}

impl Value for u8 {
    const NOUGHT: Self = 64;

    #[inline(always)]
    fn normal(number: f32) -> Self {
        seven_bits(number, 63.0 / 5.0)
    }

    #[inline(always)]
    fn hidden(number: f32) -> Self {
        seven_bits(clamp(number, 1.0), 63.0)
    }
}

#[inline(always)]
fn seven_bits(number: f32, steps: f32) -> u8 {
    (number * steps + (ROUND + NOUGHT)).to_bits() as u8
}

/// `number` cut to −`limit`..=`limit`; what is not a number becomes −`limit`. Two instructions, which `f32::clamp` is not.
#[inline(always)]
fn clamp(number: f32, limit: f32) -> f32 {
    let number = if number > -limit { number } else { -limit };
    if number < limit { number } else { limit }
}

/// 2 to the power of `number`, which must be within ±126; relative error below 3e-7.
///
/// A polynomial for the part between −½ and ½, whose coefficients are fitted for the least greatest relative error,
/// and the whole part added to the exponent.
// One of them is near ln 2, but fits better than ln 2 itself.
#[allow(clippy::approx_constant)]
#[inline(always)]
pub(super) fn power_of_two(number: f32) -> f32 {
    let shifted = number + ROUND;
    let part = number - (shifted - ROUND);
    let mut power = 0.001_326_475_7;
    for coefficient in [0.009_671_523, 0.055_507_34, 0.240_222_42, 0.693_146_9, 1.0] {
        power = power * part + coefficient;
    }
    f32::from_bits(power.to_bits().wrapping_add(shifted.to_bits() << 23))
}

/// e to the power of −`number` · `times`, cut to 2^±60, so that products of two stay finite.
#[inline(always)]
pub(super) fn falling(number: f32, times: f32) -> f32 {
    power_of_two(clamp(number * (-times * std::f32::consts::LOG2_E), 60.0))
}

/// e to the power of `number`, cut to 2^±60; relative error below 1e-6 between −10 and 10.
#[inline(always)]
pub fn exp(number: f32) -> f32 {
    falling(number, -1.0)
}

/// 1 / (1 + e^−x); absolute error below 1e-6.
#[inline(always)]
pub fn sigmoid(number: f32) -> f32 {
    1.0 / (1.0 + falling(number, 1.0))
}

/// The hyperbolic tangent; absolute error below 1e-6.
#[inline(always)]
pub fn tanh(number: f32) -> f32 {
    let power = falling(number, 2.0);
    (1.0 - power) / (1.0 + power)
}

/// Normalises rows to mean 0 and variance 1, cuts them to −5..=5 and keeps them as values.
#[derive(Debug)]
pub struct Normalize<'a, V> {
    /// T × width.
    pub rows: &'a [f32],
    /// Numbers a row, a multiple of 32.
    pub width: usize,
    /// T × width.
    pub out: &'a mut [V],
}

impl<V: Value> Task for Normalize<'_, V> {
    #[inline(always)]
    fn run(self) {
        let tile = TILE * self.width;
        for (rows, out) in self.rows.chunks(tile).zip(self.out.chunks_mut(tile)) {
            normalize(rows, self.width, out);
        }
    }
}

/// At most [`TILE`] rows: one has not to wait for the roots and quotients of another.
#[inline(always)]
fn normalize<V: Value>(rows: &[f32], width: usize, out: &mut [V]) {
    let part = 1.0 / width as f32;
    let (mut mean, mut variance) = ([0.0; TILE], [0.0; TILE]);
    for ((row, mean), variance) in rows.chunks_exact(width).zip(&mut mean).zip(&mut variance) {
        *mean = sum(row, |number| number) * part;
        *variance = sum(row, |number| (number - *mean) * (number - *mean)) * part;
    }
    let scale = variance.map(|variance| 1.0 / (variance + 1e-5).sqrt());
    let rows = rows.chunks_exact(width).zip(out.chunks_exact_mut(width));
    for ((row, out), (mean, scale)) in rows.zip(mean.into_iter().zip(scale)) {
        for (number, out) in row.iter().zip(out) {
            *out = V::normal(clamp((number - mean) * scale, 5.0));
        }
    }
}

/// The sum of a row in 32 lanes, which are added by halves.
#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; 32];
    for numbers in row.as_chunks::<32>().0 {
        for (lane, &number) in lanes.iter_mut().zip(numbers) {
            *lane += of(number);
        }
    }
    for half in [16, 8, 4, 2, 1] {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::{Normalize, Task, Value, power_of_two, sigmoid, tanh};

    /// Numbers from −`limit` to `limit`.
    fn numbers(limit: f32) -> impl Iterator<Item = f32> {
        (-100_000..=100_000_i32).map(move |number| number as f32 / 100_000.0 * limit)
    }

    #[test]
    fn power_of_two_errs_by_less_than_three_in_ten_million() {
        for number in numbers(60.0) {
            let exact = f64::from(number).exp2();
            assert!((f64::from(power_of_two(number)) / exact - 1.0).abs() < 3e-7, "{number}");
        }
    }

    #[test]
    fn sigmoid_and_tanh_err_by_less_than_one_in_a_million() {
        for number in numbers(100.0).chain(numbers(10.0)) {
            let exact = f64::from(number);
            assert!((f64::from(sigmoid(number)) - 1.0 / (1.0 + (-exact).exp())).abs() < 1e-6, "{number}");
            assert!((f64::from(tanh(number)) - exact.tanh()).abs() < 1e-6, "{number}");
        }
    }

    #[test]
    fn seven_bits_round_ties_to_even_and_never_leave_their_range() {
        assert_eq!([-5.0, 0.0, 5.0].map(<u8 as Value>::normal), [1, 64, 127]);
        assert_eq!([-2.0, -1.0, 0.0, 1.0, f32::INFINITY].map(<u8 as Value>::hidden), [1, 1, 64, 127, 127]);
        assert_eq!([0.5, 1.5, 2.5, -0.5].map(|number| <u8 as Value>::hidden(number / 63.0)), [64, 66, 66, 64]);
        assert_eq!(<u8 as Value>::hidden(f32::NAN), 1);
    }

    #[test]
    fn a_row_of_one_number_throughout_becomes_noughts() {
        let mut out = [1.0_f32; 32];
        Normalize { rows: &[3.0; 32], width: 32, out: &mut out }.run();
        assert!(out.iter().all(|number| number.abs() < 1e-9));
    }
}
