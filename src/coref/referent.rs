//! Whom or what mentions refer to, while they are being linked.

use super::asked::Function;
use super::{MentionKind, Name};
use crate::entity::Label;
use crate::list::Gender;

/// A referent: what is known of it so far.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub(super) label: Label,
    pub(super) gender: Option<Gender>,
    /// Whether the gender is told by a title, a role or a pronoun, and not by a given name alone.
    pub(super) is_firm: bool,
    /// The fullest name so far.
    pub(super) name: Name,
    /// How full that is.
    pub(super) fullness: u32,
    /// Whether it has a name, and a given name.
    pub(super) is_named: bool,
    pub(super) has_given: bool,
    /// How many names in the document are its full name.
    pub(super) uses: u32,
    /// The titles before its name, a bit each.
    pub(super) titles: u8,
    /// The country that descriptions have tied it to.
    pub(super) country: Option<u32>,
    /// Heads of its descriptions, and the roles that they and its appositions tell; the first few of each.
    pub(super) heads: Vec<String>,
    pub(super) roles: Vec<String>,
    /// Mentions so far.
    pub(super) count: u32,
    /// The last mention.
    pub(super) last: Last,
    /// How much it is talked of at the last mention; each sentence halves it.
    pub(super) salience: f32,
    /// The last quotation whose source it was.
    pub(super) spoke_at: Option<usize>,
}

/// Where a referent was mentioned last, and how; noughts before the first mention.
#[derive(Clone, Copy, Debug)]
pub(super) struct Last {
    pub(super) token: usize,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    pub(super) kind: MentionKind,
    pub(super) function: Function,
    /// Whether it was the first mention of its sentence.
    pub(super) is_first: bool,
    /// Whether it was inside direct speech.
    pub(super) is_spoken: bool,
    /// Whether it was the source of a quotation.
    pub(super) is_source: bool,
}

impl Default for Last {
    fn default() -> Self {
        let (kind, function) = (MentionKind::Name, Function::Other);
        Self {
            token: 0,
            sentence: 0,
            paragraph: 0,
            kind,
            function,
            is_first: false,
            is_spoken: false,
            is_source: false,
        }
    }
}

impl Referent {
    /// Words that are kept of each kind.
    const FEW: usize = 6;

    pub(super) fn new(label: Label, name: Name, fullness: u32) -> Self {
        Self {
            label,
            gender: None,
            is_firm: false,
            name,
            fullness,
            is_named: false,
            has_given: false,
            uses: 0,
            titles: 0,
            country: None,
            heads: Vec::new(),
            roles: Vec::new(),
            count: 0,
            last: Last::default(),
            salience: 0.0,
            spoke_at: None,
        }
    }

    /// Notes the gender that a title, a role or a pronoun tells.
    pub(super) fn is_certainly(&mut self, gender: Option<Gender>) {
        if gender.is_some() {
            self.gender = gender;
            self.is_firm = true;
        }
    }

    /// Notes a role: "minister".
    pub(super) fn has_role(&mut self, role: &str) {
        note(&mut self.roles, role);
    }

    /// Notes the head of a description.
    pub(super) fn is_called(&mut self, head: &str) {
        note(&mut self.heads, head);
    }

    /// Takes a name over if it is fuller than the one before.
    pub(super) fn rename(&mut self, name: Name, fullness: u32) {
        if fullness > self.fullness {
            (self.name, self.fullness) = (name, fullness);
        }
    }

    /// How much it is talked of in a sentence, after Lappin and Leass (1994).
    pub(super) fn salience_at(&self, sentence: usize) -> f32 {
        let passed = sentence.saturating_sub(self.last.sentence).min(15);
        self.salience / f32::from(1u16 << passed)
    }

    /// The last mention as a number that grows with nearness: 0 before the first.
    pub(super) const fn recency(&self) -> usize {
        if self.count == 0 { 0 } else { self.last.token + 1 }
    }
}

fn note(words: &mut Vec<String>, word: &str) {
    if words.len() < Referent::FEW && !words.iter().any(|known| known == word) {
        words.push(word.to_owned());
    }
}

/// How full a name is: words count most, of people two of them; then how often the document has it in this form, then
/// letters. Capitals throughout count against it.
pub(super) fn fullness(name: &str, label: Label, uses: u32) -> u32 {
    let words = name.split_whitespace().count() as u32;
    let words = words.min(if label == Label::Per { 2 } else { 255 });
    let is_shouted = words > 1 && !name.chars().any(char::is_lowercase);
    let form = uses.min(255) << 12 | (name.len() as u32).min(2047) << 1;
    words << 20 | if is_shouted { 0 } else { form }
}

/// Who was mentioned last, the nearest first; only so many, so that every look is bounded.
#[derive(Debug, Default)]
pub(super) struct Recent(Vec<usize>);

impl Recent {
    const LENGTH: usize = 10;

    pub(super) fn touch(&mut self, referent: usize) {
        self.0.retain(|&other| other != referent);
        self.0.insert(0, referent);
        self.0.truncate(Self::LENGTH);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().copied()
    }
}
