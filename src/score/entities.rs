//! Measures of named entities: `exact` (span and label equal, also by label), `untyped` (span equal), `overlap` (same
//! label and a character shared, one to one).

use super::{Annotated, Count, Counts, Entity, Points};
use std::collections::BTreeSet;

/// Counts one document into `counts`; with `core_labels` every label is mapped onto PER, ORG or LOC, or dropped.
pub fn count(gold: &Annotated, predicted: &Annotated, core_labels: bool, counts: &mut Counts) {
    let gold = set(gold, core_labels);
    let predicted = set(predicted, core_labels);
    counts.add(20, "exact", "all", equal(&gold, &predicted));
    let labels: BTreeSet<&str> = gold.iter().chain(&predicted).map(|(_, label)| label.as_str()).collect();
    for label in labels {
        let of = |all: &BTreeSet<(Points, String)>| all.iter().filter(|(_, own)| own == label).cloned().collect();
        let (gold, predicted): (BTreeSet<_>, BTreeSet<_>) = (of(&gold), of(&predicted));
        counts.add(20, "exact", label, equal(&gold, &predicted));
        let pairs = overlapping(&gold, &predicted);
        counts.add(22, "overlap", "all", Count::new(pairs, predicted.len() as u64, gold.len() as u64));
    }
    let bare = |all: &BTreeSet<(Points, String)>| all.iter().map(|(span, _)| *span).collect::<BTreeSet<_>>();
    counts.add(21, "untyped", "all", equal(&bare(&gold), &bare(&predicted)));
}

fn set(document: &Annotated, core_labels: bool) -> BTreeSet<(Points, String)> {
    let label = |entity: &Entity| {
        if core_labels { core(&entity.label).map(String::from) } else { Some(entity.label.clone()) }
    };
    document.entities.iter().flatten().filter_map(|entity| Some((entity.span, label(entity)?))).collect()
}

/// The core label for a label of any common scheme, or `None` when it is neither person, organization nor place.
pub fn core(label: &str) -> Option<&'static str> {
    match label.to_ascii_uppercase().as_str() {
        "PER" | "PERSON" => Some("PER"),
        "ORG" | "ORGANIZATION" | "ORGANISATION" => Some("ORG"),
        "LOC" | "LOCATION" | "GPE" | "FAC" | "FACILITY" => Some("LOC"),
        _ => None,
    }
}

fn equal<T: Ord>(gold: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Count {
    let hits = gold.intersection(predicted).count() as u64;
    Count::new(hits, predicted.len() as u64, gold.len() as u64)
}

/// How many spans of one label can be paired so that each pair shares a character: left to right by end, which is best
/// for spans that do not nest.
fn overlapping(gold: &BTreeSet<(Points, String)>, predicted: &BTreeSet<(Points, String)>) -> u64 {
    let by_end = |all: &BTreeSet<(Points, String)>| {
        let mut spans: Vec<Points> = all.iter().map(|(span, _)| *span).collect();
        spans.sort_unstable_by_key(|&(start, end)| (end, start));
        spans
    };
    let mut waiting = by_end(predicted);
    let mut pairs = 0;
    for (start, end) in by_end(gold) {
        if let Some(at) = waiting.iter().position(|other| other.0 < end && start < other.1) {
            waiting.remove(at);
            pairs += 1;
        }
    }
    pairs
}
