//! `Tokens` to `Sentences`: what rules say, which the tagger is told, and what the tagger makes of it.

mod rule;

use crate::paragraph::Paragraphs;
use crate::span::Span;
use crate::text::Text;
use crate::token::Tokens;
use std::ops::Range;

/// The sentences of a text: each token is in exactly one, none is empty, none crosses a paragraph's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentences {
    // Invariant: S + 1 rising token numbers; the first is 0 and the last T; just [0] if there is no token.
    pub(crate) first: Vec<u32>,
}

impl Default for Sentences {
    fn default() -> Self {
        Self { first: vec![0] }
    }
}

impl Sentences {
    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// Whether there is no sentence.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers of the tokens of sentence `i`.
    pub fn tokens(&self, i: usize) -> Range<usize> {
        self.first[i] as usize..self.first[i + 1] as usize
    }

    /// The span in bytes of sentence `i`, from its first token's start to its last one's end.
    pub fn span(&self, i: usize, tokens: &Tokens) -> Span {
        let own = self.tokens(i);
        tokens.span[own.start].cover(tokens.span[own.end - 1])
    }

    /// The number of the sentence that has token `token`: a binary search.
    pub fn of(&self, token: usize) -> usize {
        self.first.partition_point(|&first| first as usize <= token) - 1
    }
}

/// How likely each token is to start a sentence: T numbers from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Starts(pub(crate) Vec<f32>);

/// Calls `start` with the number of each token among `own`, which are all those of a paragraph, that starts a sentence by
/// the rules alone; the first is not told.
///
/// A sentence ends with its paragraph, or with a full stop, a question or exclamation mark and whatever closes right
/// after it. The tokenizer has decided which full stops belong to abbreviations; those end nothing. Dots and closing
/// quotation marks end a sentence only before a word that could begin one: `"Why?" he asked.` is one sentence.
/// Linear in the number of tokens, which look ahead a few tokens at most.
pub fn each_start_by_rule(text: &Text, tokens: &Tokens, own: Range<usize>, mut start: impl FnMut(usize)) {
    let paragraph = rule::Paragraph { text: text.as_str(), token: &tokens.span[own.clone()] };
    paragraph.each_end(|end| {
        if own.start + end < own.end {
            start(own.start + end);
        }
    });
}

/// A token starts a sentence if it is at least this likely to and the rules say so too, and otherwise if it is far more
/// likely than not: chosen on the development parts of EWT and GUM.
const WITH_RULES: f32 = 0.2;
const AGAINST_RULES: f32 = 0.7;

/// Splits tokens into sentences: S sentences of one token or more; none if there is no token.
///
/// A sentence starts with its paragraph, and within one wherever the tagger says so; `starts` has T entries. Linear in
/// the number of tokens.
pub fn split(text: &Text, paragraphs: &Paragraphs, tokens: &Tokens, starts: &Starts) -> Sentences {
    let mut first = Vec::with_capacity(tokens.len() / 16 + 2);
    let (mut start, mut ruled) = (0, Vec::new());
    for paragraph in paragraphs.spans() {
        let length = tokens.span[start..].partition_point(|token| token.start() < paragraph.end());
        let own = start..start + length;
        ruled.clear();
        each_start_by_rule(text, tokens, own.clone(), |token| ruled.push(token));
        let mut ruled = ruled.iter().copied().peekable();
        first.extend(own.clone().filter_map(|token| {
            let by_rule = ruled.next_if_eq(&token).is_some();
            let likely = starts.0[token];
            // After a closing mark the rules look for whoever is speaking: `"Why?" Senator Cruz asked.`
            let alone = |token: usize| likely >= AGAINST_RULES && !closes(tokens.span[token - 1].of(text.as_str()));
            let begins = token == start || (by_rule && likely >= WITH_RULES) || (!by_rule && alone(token));
            begins.then_some(token as u32)
        }));
        start = own.end;
    }
    // Paragraphs that are a caller's may leave out the first token.
    if !tokens.is_empty() && first.first() != Some(&0) {
        first.insert(0, 0);
    }
    first.push(tokens.len() as u32);
    Sentences { first }
}

/// Whether a token is a closing quotation mark.
fn closes(form: &str) -> bool {
    matches!(form, "\"" | "”" | "''" | "’" | "'" | "»" | "›")
}
