//! Characters and running tokens of a text by code point, for measures that must not depend on anybody's tokenizer.

use super::Points;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// A text as an array of code points.
pub(super) struct Characters(Vec<char>);

impl Characters {
    pub(super) fn new(text: &str) -> Self {
        Self(text.chars().collect())
    }

    /// Whether a character is white space, as Python's `str.isspace` has it.
    fn is_space(&self, at: u32) -> bool {
        let character = self.0[at as usize];
        character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
    }

    /// Whether a character is stripped from the ends of a span: white space and punctuation.
    fn is_edge(&self, at: u32) -> bool {
        let character = self.0[at as usize];
        self.is_space(at) || character == '`' || character.general_category_group() == GeneralCategoryGroup::Punctuation
    }

    /// Sorted runs, joined where they touch or only white space is between.
    fn runs(&self, spans: &[Points]) -> Vec<Points> {
        let length = self.0.len() as u32;
        let mut sorted: Vec<Points> = spans.iter().map(|&(start, end)| (start, end.min(length))).collect();
        sorted.retain(|&(start, end)| start < end);
        sorted.sort_unstable();
        let mut runs: Vec<Points> = Vec::new();
        for (start, end) in sorted {
            match runs.last_mut() {
                Some(last) if start <= last.1 || (last.1..start).all(|at| self.is_space(at)) => {
                    last.1 = last.1.max(end);
                }
                _ => runs.push((start, end)),
            }
        }
        runs
    }

    /// The places of a span set's characters, sorted: white space left out, and punctuation at the ends of each run;
    /// a set of nothing but punctuation is kept whole.
    pub(super) fn set(&self, spans: &[Points]) -> Vec<u32> {
        let runs = self.runs(spans);
        let trimmed = runs.iter().flat_map(|&(start, end)| {
            let start = (start..end).find(|&at| !self.is_edge(at)).unwrap_or(end);
            let end = (start..end).rev().find(|&at| !self.is_edge(at)).map_or(start, |at| at + 1);
            start..end
        });
        let set: Vec<u32> = trimmed.filter(|&at| !self.is_space(at)).collect();
        if set.is_empty() {
            return runs.iter().flat_map(|&(start, end)| start..end).filter(|&at| !self.is_space(at)).collect();
        }
        set
    }

    /// The last word of the first run: where a source's head stands in English, near enough.
    pub(super) fn head(&self, spans: &[Points]) -> Option<Points> {
        let &(start, end) = self.runs(spans).first()?;
        let word = |at: u32| is_word(self.0[at as usize]);
        let Some(last) = (start..end).rev().find(|&at| self.0[at as usize].is_alphanumeric()) else {
            return Some((start, end));
        };
        // A run of word characters that starts with an underscore is not counted as a word; there is hardly one.
        let from = (start..=last).rev().take_while(|&at| word(at)).last().unwrap_or(last);
        let to = (last..end).take_while(|&at| word(at)).last().unwrap_or(last) + 1;
        Some((from, to))
    }

    /// For every code point the number of its running token (a run of word characters, or one other mark), or `None`
    /// for white space.
    pub(super) fn token_numbers(&self) -> Vec<Option<u32>> {
        let mut number = 0;
        let mut in_word = false;
        let mut numbers = Vec::with_capacity(self.0.len());
        for at in 0..self.0.len() as u32 {
            let word = is_word(self.0[at as usize]);
            if !(word && in_word) {
                number += 1;
            }
            in_word = word;
            numbers.push((!self.is_space(at)).then_some(number));
        }
        numbers
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The share of common members in two sorted sets: 0 if they have none.
pub(super) fn jaccard(one: &[u32], other: &[u32]) -> f64 {
    let both = common(one, other);
    if both == 0 { 0.0 } else { both as f64 / (one.len() + other.len() - both) as f64 }
}

/// How many members two sorted sets share.
pub(super) fn common(one: &[u32], other: &[u32]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_blanks_at_the_ends_of_a_span_do_not_count() {
        let characters = Characters::new("“No, no,” he said.");
        assert_eq!(characters.set(&[(0, 9)]), characters.set(&[(1, 7)]));
        assert_eq!(characters.set(&[(0, 1)]), [0]);
    }

    #[test]
    fn spans_with_only_blanks_between_are_one_run() {
        let characters = Characters::new("old man (x)");
        assert_eq!(characters.runs(&[(4, 7), (0, 3)]), [(0, 7)]);
        assert_eq!(characters.head(&[(0, 3), (4, 7)]), Some((4, 7)));
    }

    #[test]
    fn half_of_two_sets_in_common() {
        assert!((jaccard(&[1, 2, 3], &[2, 3, 4]) - 0.5).abs() < 1e-9);
        assert!(jaccard(&[], &[]).abs() < 1e-9);
    }
}
