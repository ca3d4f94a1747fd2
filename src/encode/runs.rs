//! Tags of the kind B and I: the likeliest of a text, and the runs of tokens that they make.
//!
//! Tag 0 is none; an odd tag begins a run of its kind, the even one after it goes on with that (Ramshaw and Marcus 1995).

use std::ops::Range;

/// Added where a tag that goes on follows none of its kind: as good as never.
const BARRED: f32 = -50.0;

/// The likeliest tags in which every one that goes on follows one of its kind (Viterbi 1967). `less` is taken off the logit
/// of none, so that runs are rather found than missed.
pub fn best_tags<const N: usize>(logits: &[[f32; N]], less: f32) -> Vec<u8> {
    let mut before: Vec<[u8; N]> = Vec::with_capacity(logits.len());
    let mut best = [0.0; N];
    for (token, logits) in logits.iter().enumerate() {
        let (top, most) = greatest(&best);
        let (mut from, mut reached) = ([top as u8; N], [most; N]);
        for first in (1..N).step_by(2) {
            let barred = if token == 0 { BARRED } else { most + BARRED };
            let own = if best[first] >= best[first + 1] { first } else { first + 1 };
            (from[first + 1], reached[first + 1]) =
                if token > 0 && best[own] >= barred { (own as u8, best[own]) } else { (top as u8, barred) };
        }
        for ((best, reached), logit) in best.iter_mut().zip(reached).zip(logits) {
            *best = reached + logit;
        }
        best[0] -= less;
        // Logits are relative: the best stays near nought however long the text.
        let (_, most) = greatest(&best);
        for best in &mut best {
            *best -= most;
        }
        before.push(from);
    }
    let mut tags = vec![0; logits.len()];
    let mut tag = greatest(&best).0 as u8;
    for (place, before) in tags.iter_mut().zip(&before).rev() {
        *place = tag;
        tag = before[usize::from(tag)];
    }
    tags
}

/// The greatest number and its place, the first of equals.
fn greatest(numbers: &[f32]) -> (usize, f32) {
    let mut best = (0, numbers[0]);
    for (place, &number) in numbers.iter().enumerate().skip(1) {
        if number > best.1 {
            best = (place, number);
        }
    }
    best
}

/// The runs that tags make, in order: the tag that begins each, and its tokens.
pub fn runs(tags: &[u8]) -> impl Iterator<Item = (u8, Range<usize>)> {
    let starts = tags.iter().enumerate().filter(|(_, tag)| **tag % 2 == 1);
    starts.map(|(start, &first)| {
        let rest = tags[start + 1..].iter().take_while(|tag| **tag == first + 1).count();
        (first, start..start + 1 + rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Logits that prefer one tag a token.
    fn logits(tags: &[usize]) -> Vec<[f32; 7]> {
        let row = |&tag: &usize| std::array::from_fn(|at| if at == tag { 3.0 } else { 0.0 });
        tags.iter().map(row).collect()
    }

    #[test]
    fn tags_that_agree_stay_as_they_are() {
        let wanted = [0, 1, 2, 2, 1, 2, 3, 5, 6, 0];
        assert_eq!(best_tags(&logits(&wanted), 0.4), wanted.map(|tag| tag as u8));
        assert!(best_tags::<7>(&[], 0.4).is_empty());
    }

    #[test]
    fn a_run_has_a_beginning() {
        assert_eq!(best_tags(&logits(&[2, 2, 2]), 0.4), [1, 2, 2]);
        assert_eq!(best_tags(&logits(&[0, 3, 4, 2, 0]), 0.4), [0, 3, 4, 1, 0]);
    }

    #[test]
    fn runs_end_where_another_begins() {
        let found: Vec<_> = runs(&[1, 2, 1, 2, 2, 0, 3, 5, 6]).collect();
        assert_eq!(found, [(1, 0..2), (1, 2..5), (3, 6..7), (5, 7..9)]);
    }
}
