//! What has been read of a document before anybody looks for quotations: the layers that later stages only consult.

use crate::encode::Source;
use crate::mark::Marks;
use crate::paragraph::Paragraphs;
use crate::sentence::Sentences;
use crate::span::Span;
use crate::tag::Tags;
use crate::text::Text;
use crate::token::Tokens;

/// The text and its lower layers, borrowed together, so that a later stage takes one argument and not six.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its paragraphs.
    pub paragraphs: &'a Paragraphs,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its quotation marks in pairs.
    pub marks: &'a Marks,
    /// Its sentences.
    pub sentences: &'a Sentences,
    /// Parts of speech and lemmas of its tokens.
    pub tags: &'a Tags,
}

impl<'a> Reading<'a> {
    /// What the features of networks are read from.
    pub const fn source(&self) -> Source<'a> {
        Source { text: self.text, paragraphs: self.paragraphs, tokens: self.tokens, marks: self.marks }
    }

    /// The form of token `token` as written.
    pub fn form(&self, token: usize) -> &'a str {
        self.tokens.span[token].of(self.text.as_str())
    }

    /// The bytes from the first to the last of a range of tokens.
    ///
    /// # Panics
    /// If the range is empty.
    pub fn span(&self, tokens: std::ops::Range<usize>) -> Span {
        self.tokens.span[tokens.start].cover(self.tokens.span[tokens.end - 1])
    }
}
