//! Stretches of text, lists of lists, and the numbers of things.

use std::fmt;
use std::marker::PhantomData;
use std::num::NonZeroU32;

/// A half-open stretch `start..end` of a text, in bytes of UTF-8 (code points only outside the doors).
///
/// The start is never after the end: [`Span::new`] checks it. That both lie inside the text, on character
/// boundaries, is the promise of whoever makes the span, and `Doc::check` tests it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(C)]
pub struct Span {
    // Invariant: start <= end.
    start: u32,
    end: u32,
}

impl Span {
    /// Where in memory the start and the end of a span lie, for those who read arrays of spans from outside.
    #[cfg(feature = "python")]
    pub(crate) const START_OFFSET: usize = std::mem::offset_of!(Self, start);
    #[cfg(feature = "python")]
    pub(crate) const END_OFFSET: usize = std::mem::offset_of!(Self, end);

    /// The span from byte `start` to byte `end`.
    ///
    /// # Panics
    /// If `start` is after `end`.
    #[inline]
    pub const fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a span cannot end before it starts");
        Self { start, end }
    }

    /// The first byte.
    #[inline]
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last.
    #[inline]
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    #[inline]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing is in it.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words it covers in `text`.
    ///
    /// # Panics
    /// If it lies outside the text or cuts a character.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[inline]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shortest span around both.
    #[inline]
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A list of lists, flat: list `i` is `item[first[i]..first[i + 1]]`, the layout of an Arrow list.
#[derive(Clone, PartialEq, Eq)]
pub struct Ragged<T> {
    // Invariant: first[0] is 0, first never falls, its last entry is item.len().
    first: Vec<u32>,
    item: Vec<T>,
}

impl<T> Default for Ragged<T> {
    fn default() -> Self {
        Self { first: vec![0], item: Vec::new() }
    }
}

impl<T> Ragged<T> {
    /// No lists.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// Whether there is no list at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds one list at the end.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.item.extend(list);
        self.first.push(self.item.len() as u32);
    }

    /// List `i`.
    ///
    /// # Panics
    /// If there are not more than `i` lists.
    pub fn get(&self, i: usize) -> &[T] {
        &self.item[self.first[i] as usize..self.first[i + 1] as usize]
    }

    /// All lists in order.
    pub fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.len()).map(|i| self.get(i))
    }

    /// All items of all lists in order.
    pub fn items(&self) -> &[T] {
        &self.item
    }
}

impl<T: fmt::Debug> fmt::Debug for Ragged<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T, L: IntoIterator<Item = T>> FromIterator<L> for Ragged<T> {
    fn from_iter<I: IntoIterator<Item = L>>(lists: I) -> Self {
        let mut ragged = Self::new();
        for list in lists {
            ragged.push(list);
        }
        ragged
    }
}

/// The number of a thing of one kind, counted from 0; an `Option` of it costs nothing.
///
/// The kind is a type, so that the number of a token cannot index sentences.
pub struct Id<Kind> {
    // One more than the number, so that 0 is free for `None`.
    plus_one: NonZeroU32,
    kind: PhantomData<fn() -> Kind>,
}

impl<Kind> Id<Kind> {
    /// The id of thing number `index`.
    ///
    /// # Panics
    /// If `index` is `u32::MAX` or more: texts are shorter than that.
    #[inline]
    pub const fn new(index: usize) -> Self {
        assert!(index < u32::MAX as usize, "an index must be below u32::MAX");
        match NonZeroU32::new(index as u32 + 1) {
            Some(plus_one) => Self { plus_one, kind: PhantomData },
            None => unreachable!(),
        }
    }

    /// The number, counted from 0.
    #[inline]
    pub const fn index(self) -> usize {
        self.plus_one.get() as usize - 1
    }
}

impl<Kind> Clone for Id<Kind> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Kind> Copy for Id<Kind> {}
impl<Kind> PartialEq for Id<Kind> {
    fn eq(&self, other: &Self) -> bool {
        self.plus_one == other.plus_one
    }
}
impl<Kind> Eq for Id<Kind> {}
impl<Kind> PartialOrd for Id<Kind> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<Kind> Ord for Id<Kind> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.plus_one.cmp(&other.plus_one)
    }
}
impl<Kind> std::hash::Hash for Id<Kind> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.plus_one.hash(state);
    }
}
impl<Kind> fmt::Debug for Id<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index())
    }
}

/// A kind of thing that is numbered.
pub trait Kind {
    /// The letter before its number in names: quotation `q1`.
    const LETTER: char;
}

/// The name of a thing in tables, files and Python: the letter of its kind and its number counted from 1, `q1`.
impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", K::LETTER, self.plus_one)
    }
}

/// The kinds of things that are numbered; never made, only named.
pub mod kind {
    macro_rules! kinds {
        ($($(#[$doc:meta])* $name:ident $letter:literal),+) => { $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $name {}
            impl super::Kind for $name {
                const LETTER: char = $letter;
            }
        )+ };
    }
    kinds!(
        /// A token.
        Token 't',
        /// A sentence.
        Sentence 's',
        /// A pair of quotation marks.
        Mark 'k',
        /// A quotation.
        Quote 'q',
        /// A named entity.
        Entity 'e',
        /// A mention.
        Mention 'm',
        /// A cluster of mentions.
        Cluster 'c'
    );
}

/// The number of a token in its document.
pub type TokenId = Id<kind::Token>;
/// The number of a sentence in its document.
pub type SentenceId = Id<kind::Sentence>;
/// The number of a pair of quotation marks in its document.
pub type MarkId = Id<kind::Mark>;
/// The number of a quotation in its document.
pub type QuoteId = Id<kind::Quote>;
/// The number of an entity in its document.
pub type EntityId = Id<kind::Entity>;
/// The number of a mention in its document.
pub type MentionId = Id<kind::Mention>;
/// The number of a cluster in its document.
pub type ClusterId = Id<kind::Cluster>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_optional_id_is_as_small_as_a_number() {
        assert_eq!(size_of::<Option<TokenId>>(), 4);
    }

    #[test]
    fn ids_give_their_number_back() {
        assert_eq!(TokenId::new(0).index(), 0);
        assert_eq!(TokenId::new(77).index(), 77);
        assert!(TokenId::new(3) < TokenId::new(4));
        assert_eq!(QuoteId::new(0).to_string(), "q1");
    }

    #[test]
    fn a_ragged_list_gives_each_list_back() {
        let ragged: Ragged<u8> = [vec![1, 2], vec![], vec![3]].into_iter().collect();
        assert_eq!(ragged.len(), 3);
        assert_eq!(ragged.iter().collect::<Vec<_>>(), [&[1, 2][..], &[], &[3]]);
    }

    #[test]
    fn spans_that_touch_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
        assert_eq!(Span::new(0, 2).cover(Span::new(5, 7)), Span::new(0, 7));
    }

    #[test]
    #[should_panic(expected = "before it starts")]
    fn a_span_cannot_run_backwards() {
        let _ = Span::new(2, 1);
    }
}
