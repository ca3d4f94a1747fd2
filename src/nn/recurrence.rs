//! A recurrence whose forgetting depends on the input alone, so that a row needs no product with the row before.
//!
//! After Lei et al. (2018) and Bradbury et al. (2017), without a gate on the output.

use super::element::{Value, falling};
use super::kernel::Task;

/// Channels that are computed together.
const LANES: usize = 16;

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
    let channels = update.as_chunks::<LANES>().0.iter().zip(forget.as_chunks::<LANES>().0);
    let kept = state.as_chunks_mut::<LANES>().0.iter_mut().zip(out.as_chunks_mut::<LANES>().0);
    for ((update, forget), (state, out)) in channels.zip(kept) {
        let mut next = [0.0; LANES];
        for lane in 0..LANES {
            next[lane] = after(update[lane], forget[lane], state[lane]);
        }
        *state = next;
        *out = next.map(V::hidden);
    }
}

#[inline(always)]
fn after(update: f32, forget: f32, state: f32) -> f32 {
    let (up, down) = (falling(update, 2.0), falling(forget, 1.0));
    let shared = 1.0 / ((1.0 + up) * (1.0 + down));
    (1.0 + up) * shared * state + down * (1.0 - up) * shared
}
