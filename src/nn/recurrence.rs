//! A recurrence whose forgetting depends on the input alone, so that a row needs no product with the row before.
//!
//! After Lei et al. (2018) and Bradbury et al. (2017), without a gate on the output.

use super::element::{Value, falling};
use super::kernel::Task;

/// Runs the recurrence over T rows: h = f · h + (1 − f) · tanh z, f = sigmoid of the second half.
#[derive(Debug)]
pub struct Scan<'a, V> {
    /// T × (2 · channels): z, then what f is the sigmoid of.
    pub gates: &'a [f32],
    /// One a channel: h before the first row; afterwards, h after the last one.
    pub state: &'a mut [f32],
    /// T × width: where h is kept.
    pub out: &'a mut [V],
    /// Values a row of `out`.
    pub width: usize,
    /// The channels' first column in `out`.
    pub column: usize,
    /// Whether the last row comes first.
    pub backwards: bool,
}

impl<V: Value> Task for Scan<'_, V> {
    #[inline(always)]
    fn run(self) {
        let channels = self.state.len();
        let count = self.gates.len() / (2 * channels);
        for step in 0..count {
            let row = if self.backwards { count - 1 - step } else { step };
            let (update, forget) = self.gates[row * 2 * channels..][..2 * channels].split_at(channels);
            let out = &mut self.out[row * self.width + self.column..][..channels];
            advance(update, forget, self.state, out);
        }
    }
}

/// One row. Both exponentials share one division.
#[inline(always)]
fn advance<V: Value>(update: &[f32], forget: &[f32], state: &mut [f32], out: &mut [V]) {
    for (((&z, &f), state), out) in update.iter().zip(forget).zip(state).zip(out) {
        let (up, down) = (falling(z, 2.0), falling(f, 1.0));
        let shared = 1.0 / ((1.0 + up) * (1.0 + down));
        let kept = (1.0 + up) * shared;
        let new = down * (1.0 - up) * shared;
        *state = kept * *state + new;
        *out = V::hidden(*state);
    }
}
