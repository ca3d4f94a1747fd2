//! Characters to `Tokens`: the words of the Universal Dependencies English guidelines.

mod class;
mod link;
mod number;
mod scan;
mod symbol;
mod table;
mod word;

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

    /// T spans in code points, from those in bytes: nothing to do for ASCII, one pass over the text otherwise.
    pub fn into_points(self, text: &Text) -> Vec<Span> {
        if text.is_ascii() { self.span } else { text.all_to_code_points(&self.span) }
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

/// Splits a text into tokens: one pass, no allocation but that of the result.
///
/// Whatever is not white space is in a token, so that tokens and the gaps between them rebuild the text. An empty
/// text has no tokens. After the word segmentation of Universal Dependencies for English as in the EWT and GUM
/// treebanks: clitics are words ("do|n't"), compounds are parted at hyphens but for prefixes ("search|-|engine",
/// "co-star"), and a full stop belongs to an abbreviation unless a sentence ends with it.
///
/// ```
/// let text = inquit::Text::new("Mr. Brown can't say.")?;
/// let tokens = inquit::token::split(&text);
/// let words: Vec<&str> = tokens.spans().iter().map(|token| token.of(text.as_str())).collect();
/// assert_eq!(words, ["Mr.", "Brown", "ca", "n't", "say", "."]);
/// # Ok::<(), inquit::Error>(())
/// ```
pub fn split(text: &Text) -> Tokens {
    Tokens { span: scan::Scanner::new(text.as_str()).run() }
}
