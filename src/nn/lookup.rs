//! From any value to a row of a table.

/// Where the values of a table have their rows.
///
/// A value among the V keys has the row of its key; the others share the rows after them, by their remainder.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// Keys and their rows in slots of a hash table, at most half of them taken.
    slots: Vec<(u32, u32)>,
    /// How far a hash is shifted to number a slot.
    shift: u32,
    /// V.
    keys: u32,
    /// Rows after those of the keys.
    shared: u32,
}

/// The row of a slot that is not taken.
const FREE: u32 = u32::MAX;

impl Lookup {
    /// For a table of `rows` rows, of which the first are those of `keys`, in their order.
    ///
    /// Nothing if there are not more rows than keys, or more than 2^30 keys, or a key comes twice.
    pub fn new(keys: &[u32], rows: usize) -> Option<Self> {
        let shared = u32::try_from(rows.checked_sub(keys.len())?).ok().filter(|&shared| shared > 0)?;
        let slots = (keys.len().max(1) * 2).next_power_of_two();
        if slots > 1 << 31 {
            return None;
        }
        let shift = 32 - slots.trailing_zeros();
        let mut lookup = Self { slots: vec![(0, FREE); slots], shift, keys: keys.len() as u32, shared };
        for (&key, row) in keys.iter().zip(0..) {
            let slot = lookup.slot(key);
            if lookup.slots[slot].1 != FREE {
                return None;
            }
            lookup.slots[slot] = (key, row);
        }
        Some(lookup)
    }

    /// The row of a value.
    #[inline]
    pub fn row(&self, value: u32) -> u32 {
        if self.keys > 0 {
            let (_, row) = self.slots[self.slot(value)];
            if row != FREE {
                return row;
            }
        }
        self.keys + value % self.shared
    }

    /// The slot of a key, or the free one where it would be.
    #[inline]
    fn slot(&self, key: u32) -> usize {
        let mut slot = (key.wrapping_mul(0x9E37_79B1) >> self.shift) as usize;
        while self.slots[slot].1 != FREE && self.slots[slot].0 != key {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::Lookup;
    use proptest::prelude::{any, proptest};

    #[test]
    fn without_keys_a_value_has_the_row_of_its_remainder() {
        let lookup = Lookup::new(&[], 7).expect("seven rows");
        assert_eq!([0, 6, 7, 15].map(|value| lookup.row(value)), [0, 6, 0, 1]);
    }

    #[test]
    fn a_table_needs_more_rows_than_keys_and_no_key_twice() {
        assert!(Lookup::new(&[1, 2], 2).is_none());
        assert!(Lookup::new(&[], 0).is_none());
        assert!(Lookup::new(&[2, 2], 5).is_none());
    }

    proptest! {
        #[test]
        fn keys_have_their_rows_and_others_share(mut keys: Vec<u32>, shared in 1..9_usize, value in any::<u32>()) {
            keys.sort_unstable();
            keys.dedup();
            let lookup = Lookup::new(&keys, keys.len() + shared).expect("more rows than keys");
            for value in keys.iter().copied().chain([value]) {
                let other = (keys.len() + value as usize % shared) as u32;
                assert_eq!(lookup.row(value), keys.binary_search(&value).map_or(other, |row| row as u32));
            }
        }
    }
}
