//! Characters to `Tokens`: the words of the Universal Dependencies English guidelines.

use crate::span::Span;
use crate::text::Text;

/// The tokens of a text: T spans in bytes, sorted, disjoint, none empty; between two of them lies white space only.
///
/// A token is a syntactic word of Universal Dependencies: `don't` is two, `do` and `n't`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    pub(crate) span: Vec<Span>,
}

impl Tokens {
    /// T spans in bytes.
    pub fn spans(&self) -> &[Span] {
        &self.span
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.span.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty()
    }

    /// The numbers of the tokens that share a byte with `span`: two binary searches.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.span.partition_point(|token| token.end() <= span.start());
        let last = self.span.partition_point(|token| token.start() < span.end());
        first..last.max(first)
    }
}

/// Splits a text into tokens.
pub fn split(text: &Text) -> Tokens {
    let mut span: Vec<Span> = Vec::new();
    let mut in_word = false;
    for (at, character) in text.as_str().char_indices() {
        let (at, end) = (at as u32, (at + character.len_utf8()) as u32);
        if character.is_whitespace() {
            in_word = false;
        } else if let Some(last) = span.last_mut().filter(|_| in_word && character.is_alphanumeric()) {
            *last = Span::new(last.start(), end);
        } else {
            span.push(Span::new(at, end));
            in_word = character.is_alphanumeric();
        }
    }
    Tokens { span }
}
