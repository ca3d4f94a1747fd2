//! From a form and its label to its lemma: ripple-down rules over endings, a tree a label (Juršič et al. 2010).
//!
//! The longest known ending decides, and a whole word is the longest of its endings. `train/inquit_train/tags/lemmas.py`
//! makes the trees.

use super::lemma::{Rule, Way};
use crate::encode::form::{Shape, normal};
use crate::error::Error;
use crate::model::{Weights, u16_at, u32_at};
use std::borrow::Cow;

const NO_RULE: u16 = 0xFFFF;

/// The trees of all labels.
#[derive(Clone, Debug)]
pub(super) struct Lemmatizer<'a> {
    // Invariant: every number in the tables points inside its table, and children come after their parents.
    labels: usize,
    /// A byte a label and shape: the usual change of case.
    ways: Cow<'a, [u8]>,
    /// Nodes of eight bytes: byte, number of children, rule, first child. The labels' roots come first.
    nodes: Cow<'a, [u8]>,
    /// Four bytes a rule: change of case, letters to cut, end of what to add among the letters.
    rules: Cow<'a, [u8]>,
    letters: Cow<'a, str>,
}

impl<'a> Lemmatizer<'a> {
    /// Reads and checks the trees of that many labels.
    ///
    /// # Errors
    /// [`Error::Model`] if a table is missing or points outside another.
    pub fn new(weights: &Weights<'a>, labels: usize) -> Result<Self, Error> {
        let letters = std::str::from_utf8(weights.bytes("lemma.letters")?);
        let no_text = |error| weights.fault(&format!("lemma.letters is not UTF-8: {error}"));
        let made = Self {
            labels,
            ways: weights.bytes("lemma.ways")?.into(),
            nodes: weights.bytes("lemma.nodes")?.into(),
            rules: weights.bytes("lemma.rules")?.into(),
            letters: letters.map_err(no_text)?.into(),
        };
        let ways = made.ways.len() == labels * Shape::COUNT
            && made.ways.iter().all(|&way| Way::of(way).is_some_and(Way::is_fixed));
        let faults = [("lemma.ways", ways), ("lemma.nodes", made.nodes_hold()), ("lemma.rules", made.rules_hold())];
        match faults.into_iter().find(|(_, holds)| !holds) {
            Some((name, _)) => Err(weights.fault(&format!("{name} points outside its tables"))),
            None => Ok(made),
        }
    }

    /// The same with bytes of its own.
    pub fn into_owned(self) -> Lemmatizer<'static> {
        let own = |bytes: Cow<'a, [u8]>| Cow::Owned(bytes.into_owned());
        Lemmatizer {
            labels: self.labels,
            ways: own(self.ways),
            nodes: own(self.nodes),
            rules: own(self.rules),
            letters: Cow::Owned(self.letters.into_owned()),
        }
    }

    fn nodes_hold(&self) -> bool {
        let (count, rules) = (self.nodes.len() / 8, self.rules.len() / 4);
        let holds = |at: usize| {
            let node = self.node(at);
            let rule = node.rule == NO_RULE || usize::from(node.rule) < rules;
            rule && node.first > at && node.first + node.children <= count
        };
        self.nodes.len().is_multiple_of(8) && count >= self.labels && (0..count).all(holds)
    }

    fn rules_hold(&self) -> bool {
        let mut start = 0;
        let mut holds = |at: usize| {
            let end = usize::from(u16_at(&self.rules, at * 2 + 1));
            let inside = self.letters.get(start..end).is_some();
            start = end;
            inside && Way::of(self.rules[at * 4]).is_some()
        };
        self.rules.len().is_multiple_of(4) && (0..self.rules.len() / 4).all(&mut holds)
    }

    /// Appends the lemma of `form` with label number `label` to `out`; `letters` is room for the form's letters.
    pub fn lemma(&self, form: &str, label: usize, letters: &mut Vec<u8>, out: &mut String) {
        normal(form, letters);
        let usual = Way::of(self.ways[label * Shape::COUNT + Shape::of(form) as usize]).unwrap_or(Way::Keep);
        self.rule(label, letters).apply(form, usual, out);
    }

    /// The rule of the longest ending that is known of a word in its normal form.
    fn rule(&self, label: usize, normal: &[u8]) -> Rule<'_> {
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
            rule: u16_at(&self.nodes, at * 4 + 1),
            first: u32_at(&self.nodes, at * 2 + 1) as usize,
        }
    }

    fn rule_at(&self, at: usize) -> Rule<'_> {
        let start = if at == 0 { 0 } else { u16_at(&self.rules, at * 2 - 1) };
        let end = u16_at(&self.rules, at * 2 + 1);
        Rule {
            way: Way::of(self.rules[at * 4]).unwrap_or(Way::Usual),
            cut: self.rules[at * 4 + 1],
            add: &self.letters[start.into()..end.into()],
        }
    }
}

/// A node of the tree of endings.
struct Node {
    children: usize,
    rule: u16,
    first: usize,
}
