//! Which labels a word may have. `train/tagger/lexicon.py` does the same: change both or neither.

use super::form::Case;
use super::model::{Model, Slot};

/// What is known of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The labels it may have, as bits; at least one.
    pub labels: u64,
    /// Whether it has been seen in text often enough to be a feature by itself.
    pub known: bool,
}

impl Model<'_> {
    /// The entry of a word with that hash of its normal form.
    pub fn entry(&self, hash: u64, case: Case) -> Entry {
        let slot = self.search(hash);
        let Some(class) = slot.class() else { return Entry { labels: self.open(case), known: false } };
        let labels = self.class(class);
        Entry { labels: labels | self.as_name(labels, case), known: slot.known() }
    }

    /// A word with capitals that is no function word may be a name even if it was never seen as one.
    fn as_name(&self, labels: u64, case: Case) -> u64 {
        let may = !matches!(case, Case::Lower | Case::Digit | Case::Other) && labels & self.nameable() != 0;
        if may { self.names() } else { 0 }
    }

    /// The word's slot, or the empty one where it would be: open addressing, slot by slot.
    fn search(&self, hash: u64) -> Slot {
        let bits = self.slot_bits();
        let mut at = (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize;
        loop {
            let slot = self.slot(at);
            if slot.class().is_none() || slot.is(hash) {
                return slot;
            }
            at = (at + 1) & ((1 << bits) - 1);
        }
    }
}
