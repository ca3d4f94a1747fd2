//! `Tokens` to `Sentences`.

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

/// Splits tokens into sentences by rules: S sentences of one token or more; none if there is no token.
///
/// A sentence ends with its paragraph, or with a full stop, a question or exclamation mark and whatever closes right
/// after it. The tokenizer has decided which full stops belong to abbreviations; those end nothing. Dots and closing
/// quotation marks end a sentence only before a word that could begin one: `"Why?" he asked.` is one sentence.
/// Linear in the number of tokens, which look ahead a few tokens at most.
pub fn split(text: &Text, paragraphs: &Paragraphs, tokens: &Tokens) -> Sentences {
    let mut first = Vec::with_capacity(tokens.len() / 16 + 2);
    first.push(0);
    let mut start = 0;
    for paragraph in paragraphs.spans() {
        let length = tokens.span[start..].partition_point(|token| token.start() < paragraph.end());
        let own = rule::Paragraph { text: text.as_str(), token: &tokens.span[start..start + length] };
        own.each_end(|end| first.push((start + end) as u32));
        start += length;
    }
    Sentences { first }
}
