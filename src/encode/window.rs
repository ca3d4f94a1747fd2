//! How much of a text a network reads at a time.

use super::feature::Source;
use std::ops::Range;

/// A window has at least this many tokens, if the text has.
const LENGTH: usize = 256;

/// A window longer than this is a long paragraph's doing, and is read in pieces.
const LONGEST: usize = 1024;

/// A piece of a long window.
const PIECE: usize = 512;

/// Tokens that are read again on either side of a piece, to know what stands around it.
const MARGIN: usize = 32;

/// The windows of a text: ranges of tokens, whole paragraphs until they have 256 tokens or more. Together they are all
/// tokens, in order.
pub fn windows(source: Source<'_>) -> impl Iterator<Item = Range<usize>> {
    let tokens = &source.tokens.span;
    let mut paragraphs = source.paragraphs.spans().iter();
    let mut start = 0;
    std::iter::from_fn(move || {
        let mut end = start;
        while end - start < LENGTH && end < tokens.len() {
            // Whatever follows the last paragraph goes with it; there is nothing of the kind unless spans are a caller's.
            let edge = paragraphs.next().map_or(u32::MAX, |paragraph| paragraph.end());
            end += tokens[end..].partition_point(|token| token.start() < edge);
        }
        let window = start..end;
        start = end;
        (!window.is_empty()).then_some(window)
    })
}

/// A part of a window that is read in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What is read.
    pub context: Range<usize>,
    /// What is decided of it.
    pub own: Range<usize>,
}

/// The pieces of a window: itself, or parts of 512 tokens with 32 more read on either side.
pub fn pieces(window: Range<usize>) -> impl Iterator<Item = Piece> {
    let length = if window.len() > LONGEST { PIECE } else { window.len().max(1) };
    window.clone().step_by(length).map(move |start| {
        let own = start..(start + length).min(window.end);
        let context = own.start.saturating_sub(MARGIN).max(window.start)..(own.end + MARGIN).min(window.end);
        Piece { context, own }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::{mark, paragraph, token};

    fn found(text: &str) -> Vec<Range<usize>> {
        let text = Text::new(text).unwrap();
        let (paragraphs, tokens) = (paragraph::split(&text), token::split(&text));
        let marks = mark::pair(&text, &paragraphs);
        windows(Source { text: &text, paragraphs: &paragraphs, tokens: &tokens, marks: &marks }).collect()
    }

    #[test]
    fn windows_are_whole_paragraphs() {
        let text = format!("{}\n\n{}\n\n{}\n\nend", "a ".repeat(200), "b ".repeat(100), "c ".repeat(300));
        assert_eq!(found(&text), [0..300, 300..600, 600..601]);
        assert!(found("").is_empty());
        assert_eq!(found("one word").first(), Some(&(0..2)));
    }

    #[test]
    fn pieces_see_what_stands_around_them() {
        let found: Vec<_> = pieces(100..1300).collect();
        assert_eq!(found.len(), 3);
        assert_eq!(found[1], Piece { context: 580..1156, own: 612..1124 });
        assert_eq!(found[2], Piece { context: 1092..1300, own: 1124..1300 });
        assert!(pieces(5..400).eq([Piece { context: 5..400, own: 5..400 }]));
    }
}
