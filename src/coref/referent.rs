//! Whom or what mentions refer to, while they are being linked.

use super::Name;
use crate::entity::Label;
use crate::list::Gender;

/// A referent: what is known of it so far.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub(super) label: Label,
    pub(super) gender: Option<Gender>,
    /// The fullest name so far.
    pub(super) name: Name,
    /// How full that is.
    pub(super) fullness: u32,
    /// The country that descriptions have tied it to.
    pub(super) country: Option<u32>,
    /// Mentions so far.
    pub(super) count: u32,
    /// Token of the last mention; `usize::MAX` before the first.
    pub(super) last: usize,
    /// Sentence of the last mention.
    pub(super) sentence: usize,
    /// Whether the last mention was the first of its sentence.
    pub(super) subject: bool,
    /// Whether the last mention was inside somebody's words.
    pub(super) inside: bool,
    /// Whether the last mention was the source of a quotation.
    pub(super) spoke: bool,
}

impl Referent {
    pub(super) fn new(label: Label, name: Name, fullness: u32) -> Self {
        Self {
            label,
            gender: None,
            name,
            fullness,
            country: None,
            count: 0,
            last: usize::MAX,
            sentence: 0,
            subject: false,
            inside: false,
            spoke: false,
        }
    }

    /// Takes a name over if it is fuller than the one before.
    pub(super) fn rename(&mut self, name: Name, fullness: u32) {
        if fullness > self.fullness {
            (self.name, self.fullness) = (name, fullness);
        }
    }

    /// The last mention as a number that grows with nearness: 0 before the first.
    pub(super) const fn recency(&self) -> usize {
        self.last.wrapping_add(1)
    }
}

/// How full a name is: words count most, then letters; capitals throughout count against it.
pub(super) fn fullness(name: &str) -> u32 {
    let words = name.split_whitespace().count() as u32;
    let shouted = words > 1 && !name.chars().any(char::is_lowercase);
    words.min(255) * 4096 + (name.len() as u32).min(2047) * 2 - u32::from(shouted) * 2048
}

/// The people mentioned last, the nearest first; only so many, so that every pronoun's look is bounded.
#[derive(Debug, Default)]
pub(super) struct Recent(Vec<usize>);

impl Recent {
    const LENGTH: usize = 8;

    pub(super) fn touch(&mut self, person: usize) {
        self.0.retain(|&other| other != person);
        self.0.insert(0, person);
        self.0.truncate(Self::LENGTH);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().copied()
    }
}
