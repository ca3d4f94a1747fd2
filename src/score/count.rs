//! What is counted, and precision, recall and F1 from it.

use std::collections::BTreeMap;

/// Hits and totals of one measure. Hits are counted on both sides, since a class can differ between the two sides of
/// a pair: a quotation found as `mixed` may be `direct` in the gold file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Predicted things that are right.
    pub right: u64,
    /// Predicted things.
    pub predicted: u64,
    /// Gold things that were found.
    pub found: u64,
    /// Gold things.
    pub gold: u64,
}

impl Count {
    /// A count whose hits are the same on both sides.
    pub const fn new(hits: u64, predicted: u64, gold: u64) -> Self {
        Self { right: hits, predicted, found: hits, gold }
    }

    /// Right among predicted; 0 if nothing was predicted.
    pub fn precision(self) -> f64 {
        share(self.right, self.predicted)
    }

    /// Found among gold; 0 if there is no gold.
    pub fn recall(self) -> f64 {
        share(self.found, self.gold)
    }

    /// The harmonic mean of precision and recall; 0 if both are 0.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.found += other.found;
        self.gold += other.gold;
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}

/// What a count is of, in the order in which reports list it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The place of the measure in reports.
    pub place: u8,
    /// `"e2e"`, `"exact"`, `"words"`.
    pub measure: &'static str,
    /// Whether the row is about one kind or label and not all: all come first.
    pub part: bool,
    /// `"all"`, or the kind or label that the row is about.
    pub class: String,
    /// Whether it is a plain share of gold things rather than a match of two sides.
    pub share: bool,
}

/// The counts of one document, by what they are of.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub(super) of: BTreeMap<Key, Count>,
}

impl Counts {
    /// Adds a count of matches.
    pub fn add(&mut self, place: u8, measure: &'static str, class: &str, count: Count) {
        self.put(place, measure, class, false, count);
    }

    /// Adds a plain share: `right` of `all` gold things.
    pub fn add_share(&mut self, place: u8, measure: &'static str, class: &str, right: u64, all: u64) {
        self.put(place, measure, class, true, Count::new(right, all, all));
    }

    fn put(&mut self, place: u8, measure: &'static str, class: &str, share: bool, count: Count) {
        let key = Key { place, measure, part: class != "all", class: class.into(), share };
        *self.of.entry(key).or_default() += count;
    }
}
