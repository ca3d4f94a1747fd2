//! What is known of words and names beforehand: two automata, used from the bytes embedded in the module.
//!
//! `examples/lists.rs` makes them, from `words.tsv` and `names.tsv` here and the open tables of `LICENCES.md`.

use crate::label::Label;
use crate::text::Text;
use crate::token::Tokens;
use fst::raw::{Fst, Output};
use std::ops::Range;
use std::sync::LazyLock;

/// What class of name a word belongs to, by `words.tsv`; the order is that of the bits in `words.fst`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Org,
    Of,
    Loc,
    Fac,
    Gpe,
    Misc,
    Front,
    Title,
    Office,
    None,
    Firm,
}

impl Class {
    const ALL: [Self; 11] = [
        Self::Org,
        Self::Of,
        Self::Loc,
        Self::Fac,
        Self::Gpe,
        Self::Misc,
        Self::Front,
        Self::Title,
        Self::Office,
        Self::None,
        Self::Firm,
    ];
}

/// How a word is mostly written inside sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Unknown,
    Lower,
    Mixed,
    Capital,
}

/// Men's name or women's, by the lists of given names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

/// What the lists know of one word; the default knows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word(u32);

impl Word {
    /// How common it is as a given name: 0 not at all, 1 rare, 2 common.
    pub(crate) const fn given(self) -> u32 {
        self.0 & 3
    }

    /// Whose given name it is, where only one sex has it.
    pub(crate) const fn gender(self) -> Option<Gender> {
        match self.0 >> 2 & 3 {
            1 => Some(Gender::Male),
            2 => Some(Gender::Female),
            _ => None,
        }
    }

    /// How common it is as a surname: 0 not at all, 1 rare, 2 common.
    pub(crate) const fn surname(self) -> u32 {
        self.0 >> 4 & 3
    }

    pub(crate) const fn case(self) -> Case {
        match self.0 >> 6 & 3 {
            0 => Case::Unknown,
            1 => Case::Lower,
            2 => Case::Mixed,
            _ => Case::Capital,
        }
    }

    /// The class of names that it tells of, the first of several.
    pub(crate) fn class(self) -> Option<Class> {
        Class::ALL.into_iter().find(|&class| class != Class::Of && self.is(class))
    }

    pub(crate) const fn is(self, class: Class) -> bool {
        self.0 >> (8 + class as u32) & 1 == 1
    }
}

/// What the lists know of a whole name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phrase(u32);

impl Phrase {
    pub(crate) const fn label(self) -> Label {
        Label::ALL[(self.0 & 15) as usize]
    }

    /// Whether it is a name only in capitals: "WHO".
    pub(crate) const fn acronym(self) -> bool {
        self.0 >> 4 & 1 == 1
    }

    /// The number of the country that it names, is the capital, the seat of government or a demonym of.
    pub(crate) const fn country(self) -> Option<u32> {
        (self.0 >> 8).checked_sub(1)
    }
}

/// The lists, opened once.
pub(crate) static LISTS: LazyLock<Lists> = LazyLock::new(Lists::default);

/// The lists, used as they are embedded: nothing is loaded.
pub(crate) struct Lists {
    words: Fst<&'static [u8]>,
    phrases: Fst<&'static [u8]>,
}

impl Default for Lists {
    fn default() -> Self {
        let open = |bytes: &'static [u8]| Fst::new(bytes).expect("the embedded lists are whole");
        Self { words: open(include_bytes!("words.fst")), phrases: open(include_bytes!("phrases.fst")) }
    }
}

impl std::fmt::Debug for Lists {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lists").field("words", &self.words.len()).field("phrases", &self.phrases.len()).finish()
    }
}

impl Lists {
    /// What is known of a word, however it is written.
    pub(crate) fn word(&self, form: &str) -> Word {
        let mut walk = Walk::new(&self.words);
        if walk.feed(form) { Word(walk.value().unwrap_or(0) as u32) } else { Word::default() }
    }

    /// What is known of a name, however it is written.
    pub(crate) fn phrase(&self, name: &str) -> Option<Phrase> {
        let mut walk = Walk::new(&self.phrases);
        if walk.feed(name) { walk.value().map(|value| Phrase(value as u32)) } else { None }
    }

    /// The longest known name that starts with token `start`: the token after its end, and what is known.
    pub(crate) fn longest(&self, text: &Text, tokens: &Tokens, start: usize, end: usize) -> Option<(usize, Phrase)> {
        let found = longest(&self.phrases, text, tokens, start..end, Walk::feed);
        found.map(|(end, value)| (end, Phrase(value as u32)))
    }
}

/// The longest name of an automaton that starts with the first of some tokens, single blanks between words: the token after
/// its end, and its value. `feed` goes on with a word and tells whether there is a way.
pub(crate) fn longest<'a, D: AsRef<[u8]>>(
    names: &'a Fst<D>,
    text: &Text,
    tokens: &Tokens,
    own: Range<usize>,
    feed: impl Fn(&mut Walk<'a, D>, &str) -> bool,
) -> Option<(usize, u64)> {
    let (spans, mut walk, mut found) = (tokens.spans(), Walk::new(names), None);
    for token in own.clone() {
        let gap = token > own.start && spans[token - 1].end() < spans[token].start();
        if gap && !walk.step(b' ') || !feed(&mut walk, spans[token].of(text.as_str())) {
            break;
        }
        found = walk.value().map(|value| (token + 1, value)).or(found);
    }
    found
}

/// A way through an automaton, a character at a time.
pub(crate) struct Walk<'a, D> {
    fst: &'a Fst<D>,
    node: fst::raw::Node<'a>,
    output: Output,
}

impl<'a, D: AsRef<[u8]>> Walk<'a, D> {
    pub(crate) fn new(fst: &'a Fst<D>) -> Self {
        Self { fst, node: fst.root(), output: Output::zero() }
    }

    /// Goes on with a word as it is written.
    pub(crate) fn feed_exactly(&mut self, word: &str) -> bool {
        word.bytes().all(|byte| self.step(byte))
    }

    /// Goes on with a byte; tells whether there is a way.
    pub(crate) fn step(&mut self, byte: u8) -> bool {
        let Some(number) = self.node.find_input(byte) else { return false };
        let transition = self.node.transition(number);
        self.output = self.output.cat(transition.out);
        self.node = self.fst.node(transition.addr);
        true
    }

    /// Goes on with a word in lower case and straight apostrophes.
    fn feed(&mut self, word: &str) -> bool {
        if word.is_ascii() {
            return word.bytes().all(|byte| self.step(byte.to_ascii_lowercase()));
        }
        let mut utf8 = [0; 4];
        let lower = word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c });
        lower.into_iter().all(|c| c.encode_utf8(&mut utf8).bytes().all(|byte| self.step(byte)))
    }

    /// What the automaton has for the way so far.
    pub(crate) fn value(&self) -> Option<u64> {
        self.node.is_final().then(|| self.output.cat(self.node.final_output()).value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_however_they_are_written() {
        let lists = Lists::default();
        assert_eq!(lists.word("JAMES"), lists.word("James"));
        assert_eq!((lists.word("James").given(), lists.word("James").gender()), (2, Some(Gender::Male)));
        assert_eq!(lists.word("Xqzzt"), Word::default());
    }

    #[test]
    fn a_capital_and_a_demonym_share_their_country() {
        let lists = Lists::default();
        let country = |name: &str| lists.phrase(name).and_then(Phrase::country);
        assert!(country("Norway").is_some());
        assert_eq!(country("Norwegians"), country("Norway"));
        assert_eq!(country("Oslo"), country("Norway"));
        assert_ne!(country("Sweden"), country("Norway"));
    }
}
