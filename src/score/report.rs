//! Rows with intervals, and the table that a person reads.

use super::count::{Count, Counts, Key};
use std::collections::BTreeMap;
use std::fmt;

/// Measures over a set of documents.
#[derive(Clone, Debug)]
pub struct Report {
    /// Gold documents.
    pub documents: usize,
    /// Gold documents that had no prediction and counted as empty ones.
    pub without_prediction: usize,
    /// One a measure and class, in the order to show them.
    pub rows: Vec<Row>,
}

/// One measure of one class.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// `"e2e"`, `"exact"`, `"words"`.
    pub measure: &'static str,
    /// `"all"`, or a kind or label.
    pub class: String,
    /// Precision, unless the measure is a plain share.
    pub precision: Option<f64>,
    /// Recall, unless the measure is a plain share.
    pub recall: Option<f64>,
    /// F1, or the share.
    pub value: f64,
    /// The 95 % interval of `value`, if documents were drawn again.
    pub interval: Option<(f64, f64)>,
    /// How many things were predicted.
    pub predicted: u64,
    /// How many things the gold file has.
    pub gold: u64,
}

impl Report {
    /// Adds up the counts of documents; `draws` times again over documents drawn with replacement, for the intervals.
    pub(super) fn new(per_document: &[Counts], without_prediction: usize, draws: u32) -> Self {
        let mut totals: BTreeMap<&Key, Count> = BTreeMap::new();
        for (key, count) in per_document.iter().flat_map(|counts| &counts.of) {
            *totals.entry(key).or_default() += *count;
        }
        totals.retain(|_, count| count.predicted + count.gold > 0);
        let intervals = intervals(per_document, &totals, draws);
        let rows = totals.iter().zip(intervals).map(|((key, count), interval)| row(key, *count, interval));
        Self { documents: per_document.len(), without_prediction, rows: rows.collect() }
    }

    /// The row of a measure and class, if there is one.
    pub fn row(&self, measure: &str, class: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.measure == measure && row.class == class)
    }
}

fn row(key: &Key, count: Count, interval: Option<(f64, f64)>) -> Row {
    let sides = (!key.share).then(|| (count.precision(), count.recall()));
    Row {
        measure: key.measure,
        class: key.class.clone(),
        precision: sides.map(|(precision, _)| precision),
        recall: sides.map(|(_, recall)| recall),
        value: count.f1(),
        interval,
        predicted: count.predicted,
        gold: count.gold,
    }
}

/// 95 % percentile intervals, one a key, in the keys' order.
fn intervals(per_document: &[Counts], totals: &BTreeMap<&Key, Count>, draws: u32) -> Vec<Option<(f64, f64)>> {
    if draws == 0 || per_document.is_empty() {
        return vec![None; totals.len()];
    }
    let number: BTreeMap<&Key, usize> = totals.keys().enumerate().map(|(number, key)| (*key, number)).collect();
    let flat: Vec<Vec<(usize, Count)>> = per_document
        .iter()
        .map(|counts| counts.of.iter().filter_map(|(key, count)| Some((*number.get(key)?, *count))).collect())
        .collect();
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); number.len()];
    let mut random = Random(0);
    for _ in 0..draws {
        let mut sums = vec![Count::default(); number.len()];
        for _ in 0..flat.len() {
            for &(key, count) in &flat[random.below(flat.len())] {
                sums[key] += count;
            }
        }
        for (values, sum) in values.iter_mut().zip(&sums).filter(|(_, sum)| sum.predicted + sum.gold > 0) {
            values.push(sum.f1());
        }
    }
    values.iter_mut().map(|values| middle(values)).collect()
}

/// The bounds of the middle 95 % of `values`.
fn middle(values: &mut [f64]) -> Option<(f64, f64)> {
    values.sort_unstable_by(f64::total_cmp);
    let cut = values.len().checked_sub(1)? * 25 / 1000;
    Some((values[cut], values[values.len() - 1 - cut]))
}

/// `SplitMix64` (Steele, Lea and Flood, 2014): the same numbers on every machine and run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        ((u128::from(mixed) * limit as u128) >> 64) as usize
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} documents, {} without a prediction", self.documents, self.without_prediction)?;
        writeln!(f)?;
        let interval = if self.rows.iter().any(|row| row.interval.is_some()) { "   95 % interval" } else { "" };
        writeln!(f, "{:<15}{:<10}{:>7}{:>7}{:>7}{:>9}{:>9}{interval}", "", "", "P", "R", "F1", "pred", "gold")?;
        let mut measure = "";
        for row in &self.rows {
            let name = if row.measure == measure { "" } else { row.measure };
            measure = row.measure;
            writeln!(f, "{name:<15}{row}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<10}", self.class)?;
        match (self.precision, self.recall) {
            (Some(precision), Some(recall)) => write!(f, "{:7.1}{:7.1}", 100.0 * precision, 100.0 * recall)?,
            _ => write!(f, "{:14}", "")?,
        }
        write!(f, "{:7.1}{:9}{:9}", 100.0 * self.value, self.predicted, self.gold)?;
        match self.interval {
            Some((low, high)) => write!(f, "   {:.1}–{:.1}", 100.0 * low, 100.0 * high),
            None => Ok(()),
        }
    }
}
