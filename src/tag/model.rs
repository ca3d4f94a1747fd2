//! A tagger's file, checked once and then read where it lies. `train/tagger/file.py` writes it.

use super::form::Case;
use super::label::{Upos, Xpos};
use super::lemma::{Rule, Way};
use crate::error::Error;
use crate::model::{File, u16_at, u32_at, u64_at};

/// How many labels there are: one bit each in a word of bits, one weight each in a line of weights.
pub(crate) const LABELS: usize = 64;

const MAGIC: [u8; 8] = *b"inqtag\0\x01";
const NO_RULE: u16 = 0xFFFF;

/// The tables of a tagger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model<'a> {
    // Invariant: every number in the tables points inside its table, no set of labels is empty, the number of slots and
    // of lines of weights is a power of two, and children come after their parents.
    /// Two bytes a label: part of speech, Penn tag.
    labels: &'a [u8],
    /// A byte a label and case: the usual change of case for the lemma.
    ways: &'a [u8],
    /// Labels of unknown words of each case; labels of names; labels that a name might have in lower case.
    open: &'a [u8],
    /// Sets of labels, one a class of words.
    classes: &'a [u8],
    /// The words by hash; see `lexicon`.
    slots: &'a [u8],
    /// Lines of 64 weights; see `feature`.
    pub weights: &'a [u8],
    /// Nodes of eight bytes: byte, number of children, rule, first child.
    nodes: &'a [u8],
    /// Four bytes a rule: change of case, letters to cut, end of what to add among the letters.
    rules: &'a [u8],
    letters: &'a str,
}

impl<'a> Model<'a> {
    /// Reads and checks the tables.
    pub fn new(file: File<'a>) -> Result<Self, Error> {
        let [labels, ways, open, classes, slots, weights, nodes, rules, letters] = file.sections(MAGIC)?;
        let letters = std::str::from_utf8(letters).map_err(|error| file.fault(&format!("its letters: {error}")))?;
        let model = Self { labels, ways, open, classes, slots, weights, nodes, rules, letters };
        let faults = [
            ("labels", model.labels_hold()),
            (
                "ways",
                ways.len() == LABELS * Case::COUNT && ways.iter().all(|&way| Way::of(way).is_some_and(Way::is_fixed)),
            ),
            ("open classes", open.len() == (Case::COUNT + 2) * 8 && sets_hold(open)),
            ("classes", sets_hold(classes)),
            ("lexicon", model.slots_hold()),
            ("weights", weights.len().is_power_of_two() && weights.len() > LABELS),
            ("endings", model.nodes_hold()),
            ("rules", model.rules_hold()),
        ];
        match faults.into_iter().find(|(_, holds)| !holds) {
            Some((name, _)) => Err(file.fault(&format!("its {name} are not as they should be"))),
            None => Ok(model),
        }
    }

    fn labels_hold(&self) -> bool {
        let known = |pair: &[u8; 2]| (pair[0] as usize) < Upos::ALL.len() && (pair[1] as usize) < Xpos::NAMES.len();
        self.labels.len() == LABELS * 2 && self.labels.as_chunks().0.iter().all(known)
    }

    /// Whether all classes exist, and some slot is empty, where a search for what is not there ends.
    fn slots_hold(&self) -> bool {
        let classes = (self.classes.len() / 8) as u32;
        let count = self.slots.len() / 4;
        let slots = || (0..count).map(|at| u32_at(self.slots, at));
        self.slots.len().is_multiple_of(4)
            && count.is_power_of_two()
            && count > 1
            && slots().any(|slot| slot == 0)
            && slots().all(|slot| slot == 0 || Slot(slot).class().is_some_and(|class| class < classes))
    }

    fn nodes_hold(&self) -> bool {
        let (count, rules) = (self.nodes.len() / 8, self.rules.len() / 4);
        let holds = |at: usize| {
            let node = self.node(at);
            let rule = node.rule == NO_RULE || usize::from(node.rule) < rules;
            rule && (node.first > at && node.first + node.children <= count)
        };
        self.nodes.len().is_multiple_of(8) && count >= LABELS && (0..count).all(holds)
    }

    fn rules_hold(&self) -> bool {
        let mut start = 0;
        let mut holds = |at: usize| {
            let end = usize::from(u16_at(self.rules, at * 2 + 1));
            let inside = self.letters.get(start..end).is_some();
            start = end;
            inside && Way::of(self.rules[at * 4]).is_some()
        };
        self.rules.len().is_multiple_of(4) && (0..self.rules.len() / 4).all(&mut holds)
    }

    /// The part of speech and the Penn tag of a label.
    pub fn label(&self, label: usize) -> (Upos, Xpos) {
        (Upos::ALL[self.labels[label * 2] as usize], Xpos(self.labels[label * 2 + 1]))
    }

    /// How the case usually changes from form to lemma.
    pub fn usual(&self, label: usize, case: Case) -> Way {
        Way::of(self.ways[label * Case::COUNT + case as usize]).unwrap_or(Way::Keep)
    }

    /// The labels of an unknown word.
    pub fn open(&self, case: Case) -> u64 {
        u64_at(self.open, case as usize)
    }

    /// The labels of names.
    pub fn names(&self) -> u64 {
        u64_at(self.open, Case::COUNT)
    }

    /// The labels that words have which may be names too.
    pub fn nameable(&self) -> u64 {
        u64_at(self.open, Case::COUNT + 1)
    }

    /// The labels of a class of words.
    pub fn class(&self, class: u32) -> u64 {
        u64_at(self.classes, class as usize)
    }

    /// How many slots the lexicon has, as a power of two.
    pub fn slot_bits(&self) -> u32 {
        (self.slots.len() / 4).trailing_zeros()
    }

    /// What lies in a slot of the lexicon.
    pub fn slot(&self, at: usize) -> Slot {
        Slot(u32_at(self.slots, at))
    }

    /// The rule of the longest ending that is known of a word in its normal form.
    pub fn rule(&self, label: usize, normal: &[u8]) -> Rule<'a> {
        let mut node = self.node(label);
        let mut rule = node.rule;
        // A byte that no word has marks its beginning, so that a whole word is the longest of its endings.
        for byte in normal.iter().rev().copied().chain([0]) {
            let children = &self.nodes[node.first * 8..(node.first + node.children) * 8];
            let Some(child) = children.chunks_exact(8).position(|child| child[0] == byte) else { break };
            node = self.node(node.first + child);
            rule = if node.rule == NO_RULE { rule } else { node.rule };
        }
        if rule == NO_RULE { Rule::NOTHING } else { self.rule_at(rule.into()) }
    }

    fn node(&self, at: usize) -> Node {
        Node {
            children: self.nodes[at * 8 + 1].into(),
            rule: u16_at(self.nodes, at * 4 + 1),
            first: u32_at(self.nodes, at * 2 + 1) as usize,
        }
    }

    fn rule_at(&self, at: usize) -> Rule<'a> {
        let start = if at == 0 { 0 } else { u16_at(self.rules, at * 2 - 1) };
        let end = u16_at(self.rules, at * 2 + 1);
        Rule {
            way: Way::of(self.rules[at * 4]).unwrap_or(Way::Usual),
            cut: self.rules[at * 4 + 1],
            add: &self.letters[start.into()..end.into()],
        }
    }
}

/// Whether every set has a label.
fn sets_hold(sets: &[u8]) -> bool {
    sets.len().is_multiple_of(8) && (0..sets.len() / 8).all(|at| u64_at(sets, at) != 0)
}

/// A node of the tree of endings.
struct Node {
    children: usize,
    rule: u16,
    first: usize,
}

/// A slot of the lexicon: 20 bits of the word's hash, whether the word is known from text, its class and one; or 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot(u32);

impl Slot {
    /// The word's class; none if the slot is empty.
    pub fn class(self) -> Option<u32> {
        (self.0 & 0x7FF).checked_sub(1)
    }

    /// Whether the word has been seen in text, and not only in a list of forms.
    pub const fn known(self) -> bool {
        self.0 >> 11 & 1 == 1
    }

    /// Whether the slot is that of a word with this hash.
    pub const fn is(self, hash: u64) -> bool {
        self.0 >> 12 == (hash & 0xF_FFFF) as u32
    }
}
