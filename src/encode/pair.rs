//! The head over pairs: given a word that reports, what each token around it is to the quotation that it stands for.
//!
//! `z[t] = relu(token[t] + cue[a] + distance[t − a] + paragraph[…])`, then `z += relu(conv3(z))`, W wide, cut at 5; four
//! logits of each z, and one from the largest z and that of the anchor. `train/inquit_train/quotes/pairs.py` is the same.

// Elementwise functions must take on the instructions of whoever calls them.
#![allow(clippy::inline_always)]

use crate::error::Error;
use crate::model::Weights;
use crate::nn::{Arithmetic, Dense, Finish, Kernel, Matrix, Rows, SixBit, Task, Value};

/// What a token is to an anchor: nothing, content, source, cue.
pub const CLASSES: usize = 4;

/// Tokens before and after an anchor that may belong to it.
pub const REACH: usize = 200;

/// The greatest number in z, and what one unit of it means in whole numbers.
const LIMIT: f32 = 5.0;
const STEP: f32 = LIMIT / 63.0;

/// The head, ready to run.
#[derive(Clone, Debug)]
pub struct PairHead {
    kernel: Kernel,
    width: usize,
    /// A row for each distance from −`REACH` to `REACH`, one after another.
    distance: Vec<f32>,
    /// Rows for the paragraph before the anchor's, its own, and the one after.
    paragraph: Vec<f32>,
    convolution: Convolution,
    out: Vec<f32>,
    out_bias: Vec<f32>,
    real: Vec<f32>,
    real_bias: f32,
}

#[derive(Clone, Debug)]
enum Convolution {
    Stored(SixBit),
    Float(Dense),
}

/// Room to work in.
#[derive(Debug, Default)]
pub struct Scratch {
    z: Vec<f32>,
    base: Vec<f32>,
    stored: Vec<u8>,
    float: Vec<f32>,
}

/// An anchor with the tokens that may belong to it, N of them.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// Projections of the tokens: N × W.
    pub token: &'a [f32],
    /// The projection of the anchor as one that reports: W.
    pub cue: &'a [f32],
    /// N numbers: 0 where a token stands in a paragraph before the anchor's, 1 in its own, 2 after.
    pub beside: &'a [u8],
    /// Which of the tokens the anchor is.
    pub anchor: usize,
}

impl PairHead {
    /// Reads the head from a file of weights.
    ///
    /// # Errors
    /// [`Error::Model`] if a tensor or setting is absent, damaged or of the wrong shape.
    pub fn new(weights: &Weights<'_>, arithmetic: Arithmetic, width: usize) -> Result<Self, Error> {
        let kernel = Kernel::best();
        let edges = edges(weights)?;
        let distance = weights.numbers("pair.distance.weight", &[2 * edges.len() - 1, width])?;
        let convolution = weights.matrix("pair.convolution", width, 3 * width)?;
        let rows: Vec<usize> = (0..width).collect();
        let stored = match arithmetic {
            Arithmetic::Stored => SixBit::pack(kernel, &convolution, &rows, STEP),
            Arithmetic::Float => None,
        };
        let float = || Convolution::Float(Dense::pack(kernel, &convolution, &rows));
        Ok(Self {
            kernel,
            width,
            distance: by_distance(&edges, &distance, width),
            paragraph: weights.numbers("pair.paragraph.weight", &[3, width])?,
            convolution: stored.map_or_else(float, Convolution::Stored),
            out: weights.numbers("pair.out.weight", &[CLASSES, width])?,
            out_bias: weights.numbers("pair.out.bias", &[CLASSES])?,
            real: weights.numbers("pair.real.weight", &[1, 2 * width])?,
            real_bias: weights.numbers("pair.real.bias", &[1])?.first().copied().unwrap_or(0.0),
        })
    }

    /// Appends for each token the logits of nothing, content, source and cue, and gives that of there being a quotation.
    pub fn read(&self, around: &Around<'_>, scratch: &mut Scratch, logits: &mut Vec<[f32; CLASSES]>) -> f32 {
        let length = around.beside.len();
        scratch.z.resize(length * self.width, 0.0);
        scratch.base.resize(3 * self.width, 0.0);
        let Scratch { z, base, stored, float } = scratch;
        match &self.convolution {
            Convolution::Stored(matrix) => self.convolve(matrix, around, base, z, stored),
            Convolution::Float(matrix) => self.convolve(matrix, around, base, z, float),
        }
        let first = logits.len();
        logits.resize(first + length, [0.0; CLASSES]);
        let mut real = 0.0;
        let most = &mut base[..self.width];
        let (anchor, logits) = (around.anchor, &mut logits[first..]);
        self.kernel.run(End { head: self, z, anchor, most, logits, real: &mut real });
        real
    }

    /// The first z, and `z += relu(conv3(z))`.
    fn convolve<M: Matrix>(
        &self,
        matrix: &M,
        around: &Around<'_>,
        base: &mut [f32],
        z: &mut [f32],
        values: &mut Vec<M::Value>,
    ) {
        let width = self.width;
        values.resize(z.len() + 2 * width, M::Value::NOUGHT);
        values[..width].fill(M::Value::NOUGHT);
        values[width + z.len()..].fill(M::Value::NOUGHT);
        let inner = &mut values[width..width + z.len()];
        self.kernel.run(Begin { head: self, around, base, z, values: inner });
        matrix.multiply(Rows { values, width, taps: 3, distance: 1 }, z, Finish::AddPositive);
    }
}

/// Distances that share a row, each told by the least of them.
fn edges(weights: &Weights<'_>) -> Result<Vec<usize>, Error> {
    let fault = || weights.fault("its distances are not ascending numbers from 0");
    let edges: Option<Vec<usize>> =
        weights.setting("distances")?.split_whitespace().map(|edge| edge.parse().ok()).collect();
    edges.filter(|edges| edges.first() == Some(&0) && edges.is_sorted()).ok_or_else(fault)
}

/// The row of every distance from −`REACH` to `REACH`.
fn by_distance(edges: &[usize], rows: &[f32], width: usize) -> Vec<f32> {
    let mut found = Vec::with_capacity((2 * REACH + 1) * width);
    for place in 0..=2 * REACH {
        let bucket = edges.partition_point(|&edge| edge <= place.abs_diff(REACH)) - 1;
        let row = if place < REACH { edges.len() - 1 - bucket } else { edges.len() - 1 + bucket };
        found.extend_from_slice(&rows[row * width..][..width]);
    }
    found
}

/// The first z of every token, as numbers and as values for the convolution.
struct Begin<'a, V> {
    head: &'a PairHead,
    around: &'a Around<'a>,
    /// Three rows: what the anchor and each of the paragraphs add.
    base: &'a mut [f32],
    z: &'a mut [f32],
    values: &'a mut [V],
}

impl<V: Value> Task for Begin<'_, V> {
    #[inline(always)]
    fn run(self) {
        let Self { head, around, base, z, values } = self;
        let width = head.width;
        for (base, paragraph) in base.chunks_exact_mut(width).zip(head.paragraph.chunks_exact(width)) {
            for ((base, cue), paragraph) in base.iter_mut().zip(around.cue).zip(paragraph) {
                *base = cue + paragraph;
            }
        }
        let distance = &head.distance[(REACH - around.anchor) * width..];
        let seen = around.token.chunks_exact(width).zip(distance.chunks_exact(width)).zip(around.beside);
        let made = z.chunks_exact_mut(width).zip(values.chunks_exact_mut(width));
        for ((z, values), ((token, distance), &beside)) in made.zip(seen) {
            let base = &base[usize::from(beside) * width..][..width];
            begin(z, values, token, distance, base);
        }
    }
}

/// The first z of a token, sixteen numbers at a time.
#[inline(always)]
fn begin<V: Value>(z: &mut [f32], values: &mut [V], token: &[f32], distance: &[f32], base: &[f32]) {
    let made = z.as_chunks_mut::<16>().0.iter_mut().zip(values.as_chunks_mut::<16>().0);
    let seen = token.as_chunks::<16>().0.iter().zip(distance.as_chunks::<16>().0).zip(base.as_chunks::<16>().0);
    for ((z, values), ((token, distance), base)) in made.zip(seen) {
        for lane in 0..16 {
            let sum = token[lane] + base[lane] + distance[lane];
            let sum = if sum > 0.0 { sum } else { 0.0 };
            z[lane] = if sum < LIMIT { sum } else { LIMIT };
            values[lane] = V::normal(z[lane]);
        }
    }
}

/// Logits from the last z.
struct End<'a> {
    head: &'a PairHead,
    z: &'a mut [f32],
    anchor: usize,
    /// Room for the greatest z of all tokens.
    most: &'a mut [f32],
    logits: &'a mut [[f32; CLASSES]],
    real: &'a mut f32,
}

impl Task for End<'_> {
    #[inline(always)]
    fn run(self) {
        let Self { head, z, anchor, most, logits, real } = self;
        let width = head.width;
        for number in z.iter_mut() {
            *number = if *number < LIMIT { *number } else { LIMIT };
        }
        for (z, logits) in z.chunks_exact(width).zip(logits) {
            for ((logit, row), bias) in logits.iter_mut().zip(head.out.chunks_exact(width)).zip(&head.out_bias) {
                *logit = product(row, z) + bias;
            }
        }
        let (of_most, of_anchor) = head.real.split_at(width);
        most.fill(0.0);
        for z in z.chunks_exact(width) {
            for (most, &number) in most.iter_mut().zip(z) {
                *most = if number > *most { number } else { *most };
            }
        }
        *real = product(of_most, most) + product(of_anchor, &z[anchor * width..][..width]) + head.real_bias;
    }
}

/// The inner product, in sixteen lanes which are added in order.
#[inline(always)]
fn product(left: &[f32], right: &[f32]) -> f32 {
    let mut lanes = [0.0; 16];
    for (left, right) in left.as_chunks::<16>().0.iter().zip(right.as_chunks::<16>().0) {
        for ((lane, left), right) in lanes.iter_mut().zip(left).zip(right) {
            *lane += left * right;
        }
    }
    lanes.iter().sum()
}
