//! A possible quotation, in tokens: what the patterns propose and `join` chooses from.

use super::Medium;
use super::cue::{EntryId, Form};
use super::evidence::Pattern;
use super::page::{Page, Tokens, Verb};
use super::source::Source;

/// A possible quotation.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// One stretch of tokens or more, in order.
    pub content: Vec<Tokens>,
    /// The reporting words; empty if there are none.
    pub cue: Tokens,
    pub source: Option<Source>,
    pub pattern: Pattern,
    pub entry: Option<EntryId>,
    pub form: Form,
    pub medium: Medium,
    /// The quotation marks around its content, as numbers of stretches of the page.
    pub stretches: Vec<usize>,
}

impl Candidate {
    /// A candidate with the verb as its cue, auxiliaries included.
    pub fn of_verb(page: &Page, pattern: Pattern, verb: &Verb, source: Option<Source>, content: Vec<Tokens>) -> Self {
        let low = source.as_ref().map_or(verb.at.saturating_sub(3), |source| {
            if source.tokens.end <= verb.at { source.tokens.end } else { verb.at }
        });
        let first = cue_start(page, verb.at, low);
        Self {
            content,
            cue: first..verb.end,
            source,
            pattern,
            entry: Some(verb.id),
            form: verb.form,
            medium: verb.entry.medium,
            stretches: Vec::new(),
        }
    }
}

/// Where a cue starts: auxiliaries that touch the verb are part of it, "has said".
fn cue_start(page: &Page, verb: usize, low: usize) -> usize {
    use super::cue::Function::{Be, Do, Have, Modal, Not};
    let mut at = verb;
    while at > low && matches!(page.function(at - 1), Be | Do | Have | Modal | Not) {
        at -= 1;
    }
    // "not said" alone: a negation that opens nothing is no part of the cue.
    at
}

/// A content of one piece.
pub(super) fn only(piece: Tokens) -> Vec<Tokens> {
    std::iter::once(piece).collect()
}
