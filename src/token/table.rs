//! The word lists of the tokenizer, read once from the files beside this one.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A word of at most fifteen bytes in lower case, as a number that hashes and compares in a few instructions.
pub(super) type Key = u128;

/// When the full stop after an abbreviation belongs to it; the file says what each means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Before a name.
    Title,
    /// Within a sentence.
    Inside,
    /// Before a number.
    Number,
    /// Unless a paragraph ends or a word follows that begins sentences.
    Any,
    /// Unless a paragraph ends or any capital follows.
    End,
}

/// An abbreviation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Abbreviation {
    /// When its full stop belongs to it.
    pub(super) stop: Stop,
    /// Whether it must begin with a capital.
    pub(super) capital: bool,
}

/// All lists.
pub(super) struct Tables {
    /// Fused words and the lengths of their parts in bytes.
    fused: FxHashMap<Key, Vec<u8>>,
    /// Bits of the hashes of `fused`, to turn most words away at once.
    filter: [u64; FILTER],
    /// Words with marks inside and the lengths of their parts.
    marked: FxHashMap<Key, Vec<u8>>,
    prefixes: FxHashSet<Key>,
    starters: FxHashSet<Key>,
    domains: FxHashSet<Key>,
    /// By exact case.
    units: FxHashSet<Key>,
    abbreviations: FxHashMap<Key, Abbreviation>,
}

const FILTER: usize = 64;

/// The lists, read on first use.
pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

impl Tables {
    fn read() -> Self {
        let fused = parts(include_str!("contractions.tsv"));
        let mut filter = [0; FILTER];
        for &key in fused.keys() {
            let (word, bit) = place(key as u64);
            filter[word] |= bit;
        }
        Self {
            fused,
            filter,
            marked: parts(include_str!("marked.tsv")),
            prefixes: set(include_str!("prefixes.tsv")),
            starters: set(include_str!("starters.tsv")),
            domains: set(include_str!("domains.tsv")),
            units: rows(include_str!("units.tsv")).filter_map(|row| exact(row.as_bytes())).collect(),
            abbreviations: rows(include_str!("abbreviations.tsv")).filter_map(abbreviation).collect(),
        }
    }

    /// Whether a word of at most eight letters, as a number in lower case, may be fused: false for most words.
    #[inline]
    pub(super) fn may_be_fused(&self, word: u64) -> bool {
        let (place, bit) = place(word);
        self.filter[place] & bit != 0
    }

    /// The lengths of the parts of a fused word such as "cannot".
    pub(super) fn fused(&'static self, word: Option<Key>) -> Option<&'static [u8]> {
        let word = word.filter(|&word| word >> 64 == 0 && self.may_be_fused(word as u64))?;
        Some(self.fused.get(&word)?)
    }

    /// The lengths of the parts of a word with a mark inside, such as "y'all".
    pub(super) fn marked(&'static self, word: Option<Key>) -> Option<&'static [u8]> {
        Some(self.marked.get(&word?)?)
    }

    /// Whether a hyphen after this first part does not part words.
    pub(super) fn is_prefix(&self, part: Option<Key>) -> bool {
        part.is_some_and(|key| self.prefixes.contains(&key))
    }

    /// Whether the word, if capitalized, most likely begins a sentence.
    pub(super) fn is_starter(&self, word: Option<Key>) -> bool {
        word.is_some_and(|key| self.starters.contains(&key))
    }

    /// Whether this is the last part of a host's or a file's name.
    pub(super) fn is_domain(&self, label: Option<Key>) -> bool {
        label.is_some_and(|key| self.domains.contains(&key))
    }

    /// Whether this is a unit; case counts.
    pub(super) fn is_unit(&self, letters: &[u8]) -> bool {
        exact(letters).is_some_and(|key| self.units.contains(&key))
    }

    /// When the full stop after `word` belongs to it, if it is an abbreviation.
    pub(super) fn stop(&self, word: Option<Key>, capital: bool) -> Option<Stop> {
        let found = self.abbreviations.get(&word?)?;
        (!found.capital || capital).then_some(found.stop)
    }
}

/// Where in the filter a word of at most eight bytes is.
#[inline]
fn place(word: u64) -> (usize, u64) {
    let hash = word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52;
    (hash as usize >> 6, 1 << (hash & 63))
}

/// The first `length` bytes of `bytes` in lower case; fewer than sixteen.
///
/// Setting a bit makes capitals small and leaves digits, full stops and apostrophes as they are; what it confuses,
/// such as `@` and the backquote, no list holds.
#[inline]
pub(super) fn lower(bytes: Key, length: usize) -> Key {
    const BITS: Key = Key::from_le_bytes([0x20; size_of::<Key>()]);
    (bytes | BITS) & ((1 << (8 * length)) - 1)
}

/// The key of a word of any length, the typographic apostrophe made straight; `None` if it is too long.
pub(super) fn long_key(word: &[u8]) -> Option<Key> {
    let mut bytes = [0; size_of::<Key>()];
    let (mut at, mut length) = (0, 0);
    while at < word.len() {
        let (byte, step) = if word[at..].starts_with("’".as_bytes()) { (b'\'', 3) } else { (word[at], 1) };
        *bytes.get_mut(length).filter(|_| length + 1 < size_of::<Key>())? = byte;
        (at, length) = (at + step, length + 1);
    }
    Some(lower(Key::from_le_bytes(bytes), length))
}

/// The key of a word as it is.
fn exact(word: &[u8]) -> Option<Key> {
    let mut bytes = [0; size_of::<Key>()];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    Some(Key::from_le_bytes(bytes))
}

fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|row| !row.is_empty() && !row.starts_with('#'))
}

fn set(file: &'static str) -> FxHashSet<Key> {
    rows(file).filter_map(|row| long_key(row.as_bytes())).collect()
}

fn parts(file: &'static str) -> FxHashMap<Key, Vec<u8>> {
    let row = |row: &'static str| {
        let (form, parts) = row.split_once('\t')?;
        Some((long_key(form.as_bytes())?, parts.split(' ').map(|part| part.len() as u8).collect()))
    };
    rows(file).filter_map(row).collect()
}

fn abbreviation(row: &'static str) -> Option<(Key, Abbreviation)> {
    let (form, stop) = row.split_once('\t')?;
    let stop = match stop {
        "title" => Stop::Title,
        "inside" => Stop::Inside,
        "number" => Stop::Number,
        "any" => Stop::Any,
        "end" => Stop::End,
        _ => return None,
    };
    let capital = form.starts_with(|first: char| first.is_ascii_uppercase());
    Some((long_key(form.as_bytes())?, Abbreviation { stop, capital }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_list_is_read() {
        let count = |file| rows(file).count();
        assert_eq!(TABLES.fused.len(), count(include_str!("contractions.tsv")));
        assert_eq!(TABLES.marked.len(), count(include_str!("marked.tsv")));
        assert_eq!(TABLES.prefixes.len(), count(include_str!("prefixes.tsv")));
        assert_eq!(TABLES.starters.len(), count(include_str!("starters.tsv")));
        assert_eq!(TABLES.domains.len(), count(include_str!("domains.tsv")));
        assert_eq!(TABLES.units.len(), count(include_str!("units.tsv")));
        assert_eq!(TABLES.abbreviations.len(), count(include_str!("abbreviations.tsv")));
    }

    #[test]
    fn the_parts_of_a_row_spell_its_form() {
        for row in rows(include_str!("contractions.tsv")).chain(rows(include_str!("marked.tsv"))) {
            let (form, parts) = row.split_once('\t').unwrap();
            assert_eq!(parts.replace(' ', ""), form);
        }
    }

    #[test]
    fn fused_words_pass_the_filter() {
        assert!(rows(include_str!("contractions.tsv")).all(|row| {
            let form = row.split_once('\t').unwrap().0;
            form.len() <= 8 && TABLES.may_be_fused(long_key(form.as_bytes()).unwrap() as u64)
        }));
    }

    #[test]
    fn a_capital_can_be_asked_for() {
        assert_eq!(TABLES.stop(long_key(b"MR"), true), Some(Stop::Title));
        assert_eq!(TABLES.stop(long_key(b"no"), false), None);
        assert_eq!(TABLES.stop(long_key(b"No"), true), Some(Stop::Number));
        assert_eq!(TABLES.stop(long_key(b"etc"), false), Some(Stop::End));
    }
}
