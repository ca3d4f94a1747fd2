//! Measures of quotations.
//!
//! - `exact_content`, `exact_cue`, `exact_source`: whole span sets that are equal, one to one. A set is its characters
//!   without white space and without punctuation at the ends.
//! - `token_content`, …: running tokens that some quotation covers.
//! - `found`: contents with a Jaccard index of at least 0.5 over characters, paired one to one, best first.
//! - `e2e` (end to end): found, and the source is right too: Jaccard index of at least 0.5, or the same head and any
//!   overlap; without a source in the gold file there must be none.
//! - `speaker`: among found quotations with a gold speaker, those whose predicted speaker bears one of its names;
//!   `speaker_all` is the share of all gold quotations that have a speaker.
//!
//! By kind, recall is over gold quotations of that kind and precision over predicted ones.

use super::characters::{Characters, common, jaccard};
use super::{Annotated, Count, Counts, Points, Quote};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

const KINDS: [&str; 4] = ["all", "direct", "mixed", "indirect"];
const EXACT: [&str; 3] = ["exact_content", "exact_cue", "exact_source"];
const TOKEN: [&str; 3] = ["token_content", "token_cue", "token_source"];
/// The content overlap from which two quotations are the same.
const SAME: f64 = 0.5;

/// A quotation with what is compared of it.
struct Compared<'a> {
    quote: &'a Quote,
    /// Spans of content, cue, source.
    spans: [&'a [Points]; 3],
    /// Characters of content, cue, source.
    sets: [Vec<u32>; 3],
    head: Option<Points>,
}

impl<'a> Compared<'a> {
    fn all(document: &'a Annotated, characters: &Characters, top_level: bool) -> Vec<Self> {
        let quotes = document.quotes.iter().flatten().filter(|quote| !(top_level && quote.level > 0));
        let compared = quotes.map(|quote| {
            let spans = [&quote.content[..], &quote.cue[..], &quote.source[..]];
            let head = characters.head(&quote.source);
            Self { quote, spans, sets: spans.map(|spans| characters.set(spans)), head }
        });
        compared.filter(|quote| !quote.sets[0].is_empty()).collect()
    }

    fn is_of(&self, kind: &str) -> bool {
        kind == "all" || self.quote.kind.is_some_and(|own| own.as_str() == kind)
    }
}

/// Counts one document into `counts`.
pub fn count(gold: &Annotated, predicted: &Annotated, top_level: bool, counts: &mut Counts) {
    let characters = Characters::new(&gold.text);
    let mut gold = Compared::all(gold, &characters, top_level);
    let mut predicted = Compared::all(predicted, &characters, top_level);
    let optional = gold.iter().filter(|quote| quote.quote.optional);
    let left_out: Vec<Vec<Points>> =
        (0..3).map(|role| optional.clone().flat_map(|quote| quote.spans[role]).copied().collect()).collect();
    let pairs = drop_optional(&mut gold, &mut predicted);
    count_exact(&gold, &predicted, counts);
    count_tokens(&characters, &gold, &predicted, &left_out, counts);
    count_found(&gold, &predicted, &pairs, counts);
    count_speakers(&gold, &predicted, &pairs, counts);
}

/// Pairs the two sides, then takes out optional gold quotations and what was paired with them.
fn drop_optional(gold: &mut Vec<Compared<'_>>, predicted: &mut Vec<Compared<'_>>) -> Vec<(usize, usize)> {
    let pairs = pair_up(gold, predicted);
    let excused: FxHashSet<usize> = pairs.iter().filter(|(g, _)| gold[*g].quote.optional).map(|(_, p)| *p).collect();
    let kept_pairs = pairs.into_iter().filter(|(g, _)| !gold[*g].quote.optional);
    let new_gold = renumber(gold.iter().map(|quote| !quote.quote.optional));
    let new_predicted = renumber((0..predicted.len()).map(|p| !excused.contains(&p)));
    let pairs = kept_pairs.map(|(g, p)| (new_gold[g], new_predicted[p])).collect();
    gold.retain(|quote| !quote.quote.optional);
    let mut number = 0..;
    predicted.retain(|_| number.next().is_some_and(|p| !excused.contains(&p)));
    pairs
}

/// For each thing the number it has once those not kept are gone.
fn renumber(kept: impl Iterator<Item = bool>) -> Vec<usize> {
    let mut next = 0;
    kept.map(|kept| {
        let own = next;
        next += usize::from(kept);
        own
    })
    .collect()
}

/// Pairs (gold, predicted) of the same content, one to one, best overlap first.
fn pair_up(gold: &[Compared<'_>], predicted: &[Compared<'_>]) -> Vec<(usize, usize)> {
    let mut owners: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (g, quote) in gold.iter().enumerate() {
        for &at in &quote.sets[0] {
            owners.entry(at).or_default().push(g);
        }
    }
    let mut candidates: Vec<(f64, bool, usize, usize)> = Vec::new();
    for (p, quote) in predicted.iter().enumerate() {
        let near: BTreeSet<usize> = quote.sets[0].iter().filter_map(|at| owners.get(at)).flatten().copied().collect();
        for g in near {
            let overlap = jaccard(&gold[g].sets[0], &quote.sets[0]);
            if overlap >= SAME {
                candidates.push((-overlap, gold[g].quote.optional, g, p));
            }
        }
    }
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let (mut used_gold, mut used_predicted) = (FxHashSet::default(), FxHashSet::default());
    let mut pairs = Vec::new();
    for (_, _, g, p) in candidates {
        if !used_gold.contains(&g) && !used_predicted.contains(&p) {
            used_gold.insert(g);
            used_predicted.insert(p);
            pairs.push((g, p));
        }
    }
    pairs
}

fn count_exact(gold: &[Compared<'_>], predicted: &[Compared<'_>], counts: &mut Counts) {
    for (role, measure) in EXACT.into_iter().enumerate() {
        let (hit_gold, hit_predicted) = exact_hits(gold, predicted, role);
        for kind in KINDS {
            let of = |quotes: &[Compared<'_>], hits: &[bool]| {
                let mine =
                    quotes.iter().zip(hits).filter(|(quote, _)| !quote.sets[role].is_empty() && quote.is_of(kind));
                mine.fold((0, 0), |(hits, all), (_, &hit)| (hits + u64::from(hit), all + 1))
            };
            let (right, all) = of(predicted, &hit_predicted);
            let (found, of_gold) = of(gold, &hit_gold);
            counts.add(role as u8, measure, kind, Count { right, predicted: all, found, gold: of_gold });
        }
    }
}

/// Which gold and which predicted span sets are equal, one to one, quotations of the same kind first.
fn exact_hits(gold: &[Compared<'_>], predicted: &[Compared<'_>], role: usize) -> (Vec<bool>, Vec<bool>) {
    let mut waiting: FxHashMap<&[u32], Vec<usize>> = FxHashMap::default();
    for (g, quote) in gold.iter().enumerate().filter(|(_, quote)| !quote.sets[role].is_empty()) {
        waiting.entry(&quote.sets[role]).or_default().push(g);
    }
    let (mut hit_gold, mut hit_predicted) = (vec![false; gold.len()], vec![false; predicted.len()]);
    for same_kind in [true, false] {
        for (p, quote) in predicted.iter().enumerate().filter(|(_, quote)| !quote.sets[role].is_empty()) {
            let Some(equal) = waiting.get(&quote.sets[role][..]).filter(|_| !hit_predicted[p]) else { continue };
            let fits = |&&g: &&usize| !hit_gold[g] && (!same_kind || gold[g].quote.kind == quote.quote.kind);
            if let Some(&g) = equal.iter().find(fits) {
                hit_gold[g] = true;
                hit_predicted[p] = true;
            }
        }
    }
    (hit_gold, hit_predicted)
}

fn count_tokens(
    characters: &Characters,
    gold: &[Compared<'_>],
    predicted: &[Compared<'_>],
    left_out: &[Vec<Points>],
    counts: &mut Counts,
) {
    let numbers = characters.token_numbers();
    let covered = |spans: &mut dyn Iterator<Item = &Points>| {
        let mut tokens: Vec<u32> = Vec::new();
        for &(start, end) in spans {
            let end = (end as usize).min(numbers.len());
            tokens.extend(numbers.get(start as usize..end).unwrap_or_default().iter().flatten());
        }
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    };
    for (role, measure) in TOKEN.into_iter().enumerate() {
        let of = |quotes: &[Compared<'_>], kind: &str| {
            covered(&mut quotes.iter().filter(|quote| quote.is_of(kind)).flat_map(|quote| quote.spans[role]))
        };
        let (all_gold, all_predicted) = (of(gold, "all"), of(predicted, "all"));
        let mut excused = covered(&mut left_out[role].iter());
        excused.retain(|token| all_gold.binary_search(token).is_err());
        for kind in KINDS {
            let mut mine = of(predicted, kind);
            mine.retain(|token| excused.binary_search(token).is_err());
            let theirs = of(gold, kind);
            let count = Count {
                right: common(&mine, &all_gold) as u64,
                predicted: mine.len() as u64,
                found: common(&theirs, &all_predicted) as u64,
                gold: theirs.len() as u64,
            };
            counts.add(3 + role as u8, measure, kind, count);
        }
    }
}

fn count_found(gold: &[Compared<'_>], predicted: &[Compared<'_>], pairs: &[(usize, usize)], counts: &mut Counts) {
    for kind in KINDS {
        let all = |quotes: &[Compared<'_>]| quotes.iter().filter(|quote| quote.is_of(kind)).count() as u64;
        let hits = |right: &dyn Fn(&Compared<'_>, &Compared<'_>) -> bool| {
            let right = pairs.iter().filter(|&&(g, p)| right(&gold[g], &predicted[p]));
            let of_predicted = right.clone().filter(|&&(_, p)| predicted[p].is_of(kind)).count() as u64;
            (of_predicted, right.filter(|&&(g, _)| gold[g].is_of(kind)).count() as u64)
        };
        for (place, measure, (right, found)) in [(6, "found", hits(&|_, _| true)), (7, "e2e", hits(&source_right))] {
            let count = Count { right, predicted: all(predicted), found, gold: all(gold) };
            counts.add(place, measure, kind, count);
        }
    }
}

fn source_right(gold: &Compared<'_>, predicted: &Compared<'_>) -> bool {
    let (one, other) = (&gold.sets[2], &predicted.sets[2]);
    if one.is_empty() || other.is_empty() {
        return one.is_empty() && other.is_empty();
    }
    jaccard(one, other) >= SAME || (common(one, other) > 0 && gold.head == predicted.head)
}

fn count_speakers(gold: &[Compared<'_>], predicted: &[Compared<'_>], pairs: &[(usize, usize)], counts: &mut Counts) {
    for kind in KINDS {
        let mine = pairs.iter().filter(|&&(g, _)| gold[g].is_of(kind) && !gold[g].quote.speaker.is_empty());
        let right = mine.clone().filter(|&&(g, p)| speaker_right(gold[g].quote, predicted[p].quote)).count() as u64;
        let all = gold.iter().filter(|quote| quote.is_of(kind) && !quote.quote.speaker.is_empty()).count();
        counts.add_share(8, "speaker", kind, right, mine.count() as u64);
        counts.add_share(9, "speaker_all", kind, right, all as u64);
    }
}

fn speaker_right(gold: &Quote, predicted: &Quote) -> bool {
    let Some(name) = predicted.speaker.first().map(|name| normal_name(name)) else { return false };
    gold.speaker.iter().any(|accepted| normal_name(accepted) == name)
}

/// A name without case, punctuation and determiners.
fn normal_name(name: &str) -> String {
    const DETERMINERS: [&str; 7] = ["the", "a", "an", "this", "that", "these", "those"];
    let folded = name.to_lowercase();
    let words: Vec<&str> =
        folded.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    let kept: Vec<&str> = words.iter().filter(|word| !DETERMINERS.contains(word)).copied().collect();
    if kept.is_empty() { words.join(" ") } else { kept.join(" ") }
}
