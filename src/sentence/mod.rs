//! `Tokens` to `Sentences`.

use crate::mark::Marks;
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

/// Splits tokens into sentences.
pub fn split(text: &Text, paragraphs: &Paragraphs, tokens: &Tokens, _marks: &Marks) -> Sentences {
    let mut first = vec![0];
    let mut paragraph = paragraphs.span.iter().peekable();
    for (number, pair) in tokens.span.windows(2).enumerate() {
        while paragraph.next_if(|span| span.end() <= pair[0].start()).is_some() {}
        let leaves = paragraph.peek().is_some_and(|span| span.end() <= pair[1].start());
        if leaves || matches!(pair[0].of(text.as_str()), "." | "!" | "?") {
            first.push(number as u32 + 1);
        }
    }
    if !tokens.is_empty() {
        first.push(tokens.len() as u32);
    }
    Sentences { first }
}
