//! `Text` to `Paragraphs`.

use crate::span::Span;
use crate::text::Text;

/// The paragraphs of a text: P spans in bytes, sorted, disjoint, none empty, without white space at their ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraphs {
    pub(crate) span: Vec<Span>,
}

impl Paragraphs {
    /// P spans in bytes.
    pub fn spans(&self) -> &[Span] {
        &self.span
    }
}

/// Splits a text at blank lines.
pub fn split(text: &Text) -> Paragraphs {
    let base = text.as_str().as_ptr() as usize;
    let span = text.as_str().split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let span = span.map(|paragraph| {
        let start = (paragraph.as_ptr() as usize - base) as u32;
        Span::new(start, start + paragraph.len() as u32)
    });
    Paragraphs { span: span.collect() }
}
