//! Features as cells of one array of weights. `train/tagger/features.py` does the same: change both or neither.
//!
//! A feature is a hash. Its upper bits choose a line of 64 weights, one a label, and other bits say how far the labels
//! are turned within the line, so that features that share a line seldom share a weight: feature hashing (Weinberger et
//! al. 2009) with lines that fit a line of cache.

use super::form::{Case, ending, hash};
use super::model::{LABELS, Model};

const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
const SECOND: u64 = 0xC2B2_AE3D_27D4_EB4F;
const THIRD: u64 = 0xD6E8_FEB8_6659_FD93;

/// The label before the first of a sentence.
pub(crate) const EDGE: usize = LABELS;

/// A feature: its template and up to two parts.
const fn mixed(template: u64, a: u64, b: u64) -> u64 {
    let value = (a ^ b.wrapping_mul(FIRST)).wrapping_add(template.wrapping_mul(SECOND));
    let value = value.wrapping_mul(THIRD);
    (value ^ (value >> 32)).wrapping_mul(THIRD)
}

/// What is seen of a word; all zero beyond the ends of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sight {
    /// The labels it may have, as bits.
    pub labels: u64,
    /// The word itself, or what it ends in if it is not known.
    word: u64,
    /// Its labels and case in one number.
    kind: u64,
    /// How it is written, and whether it comes first.
    case: u64,
    /// Its last two, three and four bytes, and its first three.
    two: u64,
    three: u64,
    four: u64,
    front: u64,
}

impl Sight {
    /// Looks at a word with that normal form.
    pub fn of(model: &Model<'_>, normal: &[u8], case: Case, first: bool) -> Self {
        let (word, three) = (hash(normal), hash(ending(normal, 3)));
        let entry = model.entry(word, case);
        let case = 2 * u64::from(case as u8) + u64::from(first);
        Self {
            labels: entry.labels,
            word: if entry.known { word } else { mixed(30, three, case >> 1) },
            kind: mixed(31, entry.labels, case),
            case,
            two: hash(ending(normal, 2)),
            three,
            four: hash(ending(normal, 4)),
            front: hash(&normal[..normal.len().min(3)]),
        }
    }
}

/// The features of a word between the two words before and the two after it, given the labels of the two before, the
/// nearer first.
pub(crate) fn features(sights: [&Sight; 5], [one, two]: [usize; 2]) -> [u64; 22] {
    let [before2, before, here, next, next2] = sights;
    let pair = (one * 67 + two + 1) as u64;
    let one = one as u64 + 1;
    [
        mixed(1, here.word, 0),
        mixed(2, here.word, here.case),
        mixed(3, here.two, here.case),
        mixed(4, here.three, here.case),
        mixed(5, here.four, 0),
        mixed(6, here.front, here.case),
        mixed(7, before.word, 0),
        mixed(8, next.word, 0),
        mixed(9, before2.word, 0),
        mixed(10, next2.word, 0),
        mixed(11, here.kind, next.kind),
        mixed(12, before.kind, here.kind),
        mixed(13, next.kind, next2.kind),
        mixed(14, here.word, next.kind),
        mixed(15, here.word, next.word),
        mixed(16, here.word, before.word),
        mixed(17, one, 0),
        mixed(18, pair, 0),
        mixed(19, here.word, one),
        mixed(20, next.kind, one),
        mixed(21, here.kind, pair),
        mixed(22, next.word, one),
    ]
}

/// The label with the highest sum of weights among `labels`, the lowest such if several have it.
pub(crate) fn best(weights: &[u8], labels: u64, features: &[u64]) -> usize {
    let (mut list, mut count) = ([0; LABELS], 0);
    let mut rest = labels;
    while rest != 0 {
        list[count] = rest.trailing_zeros() as usize;
        rest &= rest - 1;
        count += 1;
    }
    let mut sums = [0; LABELS];
    let shift = 64 - (weights.len() / LABELS).trailing_zeros();
    for feature in features {
        let line = (feature >> shift) as usize * LABELS;
        let turn = (feature >> 20) as usize;
        for (sum, label) in sums.iter_mut().zip(&list[..count]) {
            *sum += i32::from(weights[line + (turn + label) % LABELS].cast_signed());
        }
    }
    // Of equals the first, as in training; `max_by_key` would take the last.
    list[(1..count).fold(0, |best, at| if sums[at] > sums[best] { at } else { best })]
}
