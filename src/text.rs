//! The text of a document, and the way from bytes to code points and back.
//!
//! Inside, every position is a byte offset; outside, at the doors, a code point, since that is what Python slices
//! by. This is the only module that converts.

use crate::error::Error;
use crate::span::Span;
use std::sync::OnceLock;

/// A text exactly as it was given: nothing stripped, nothing normalized.
#[derive(Debug)]
pub struct Text {
    // Invariant: at most Text::MAX bytes; `ascii` is true just when every byte is below 128;
    // `before` has one entry for every 64 bytes begun, or none for ASCII.
    utf8: Box<str>,
    ascii: bool,
    /// Code points before byte 64·i.
    before: Box<[u32]>,
    /// Byte of code point 64·i; made on first use, since only callers' own offsets need it.
    byte_of: OnceLock<Box<[u32]>>,
}

const BLOCK: usize = 64;

impl Text {
    /// The most bytes that a text may have: positions, and ids one higher, fit in a `u32`.
    pub const MAX: usize = u32::MAX as usize - 1;

    /// Takes a text over as it is.
    ///
    /// # Errors
    /// [`Error::TextTooLong`] if it has more than [`Text::MAX`] bytes.
    pub fn new(text: impl Into<Box<str>>) -> Result<Self, Error> {
        let utf8 = text.into();
        if utf8.len() > Self::MAX {
            return Err(Error::TextTooLong { length: utf8.len() as u64, max: Self::MAX as u64 });
        }
        let ascii = utf8.is_ascii();
        let before = if ascii { Box::default() } else { count_before(utf8.as_bytes()) };
        Ok(Self { utf8, ascii, before, byte_of: OnceLock::new() })
    }

    /// The text as UTF-8.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.utf8
    }

    /// The text's bytes.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        self.utf8.as_bytes()
    }

    /// Length in bytes.
    #[inline]
    pub fn len(&self) -> u32 {
        self.utf8.len() as u32
    }

    /// Whether there is no character.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.utf8.is_empty()
    }

    /// Whether bytes and code points are the same here.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// How many code points lie before byte `byte`: one look-up and at most 63 bytes counted.
    ///
    /// # Panics
    /// If `byte` is beyond the end.
    pub fn code_point(&self, byte: u32) -> u32 {
        if self.ascii {
            assert!(byte <= self.len(), "byte {byte} is beyond the end of the text");
            return byte;
        }
        let byte = byte as usize;
        let block = byte / BLOCK;
        // A text whose length is a multiple of 64 has an entry for its end as well.
        self.before[block] + count(&self.as_bytes()[block * BLOCK..byte])
    }

    /// The byte at which code point number `code_point` starts, or `None` beyond the end.
    ///
    /// The number of code points itself gives the length in bytes. One look-up, at most 63 characters walked; the
    /// first call on a text outside ASCII reads it once.
    pub fn byte(&self, code_point: u32) -> Option<u32> {
        if self.ascii {
            return (code_point <= self.len()).then_some(code_point);
        }
        let byte_of = self.byte_of.get_or_init(|| bytes_of(self.as_bytes()));
        let start = *byte_of.get(code_point as usize / BLOCK)? as usize;
        let mut rest = code_point as usize % BLOCK;
        for (at, &byte) in self.as_bytes()[start..].iter().enumerate() {
            if !is_continuation(byte) {
                if rest == 0 {
                    return Some((start + at) as u32);
                }
                rest -= 1;
            }
        }
        (rest == 0).then(|| self.len())
    }

    /// The span in code points of a span in bytes.
    pub fn to_code_points(&self, span: Span) -> Span {
        Span::new(self.code_point(span.start()), self.code_point(span.end()))
    }

    /// The span in bytes of a span in code points, or `None` if it leaves the text.
    pub fn to_bytes(&self, span: Span) -> Option<Span> {
        Some(Span::new(self.byte(span.start())?, self.byte(span.end())?))
    }

    /// The spans in code points of sorted, disjoint spans in bytes, in one pass over the text.
    pub fn all_to_code_points(&self, spans: &[Span]) -> Vec<Span> {
        if self.ascii {
            return spans.to_vec();
        }
        let mut walk = Walk { bytes: self.as_bytes(), next: next_continuation(self.as_bytes(), 0), passed: 0 };
        spans.iter().map(|span| Span::new(walk.to(span.start()), walk.to(span.end()))).collect()
    }
}

/// A walk over rising positions: what a character has beyond its first byte is what sets the two units apart, and in
/// English text such bytes are few, so that most positions cost one comparison.
struct Walk<'a> {
    bytes: &'a [u8],
    /// The first continuation byte that has not been passed.
    next: usize,
    passed: u32,
}

impl Walk<'_> {
    /// The code point of byte `byte`, which is not before the one asked for last.
    #[inline]
    fn to(&mut self, byte: u32) -> u32 {
        while self.next < byte as usize {
            self.passed += 1;
            self.next = next_continuation(self.bytes, self.next + 1);
        }
        byte - self.passed
    }
}

/// Where the next byte of a character that is not its first is, from `start` on; the length if there is none.
#[inline]
fn next_continuation(bytes: &[u8], start: usize) -> usize {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut at = start;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(*eight);
        let found = eight & !(eight << 1) & HIGH;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    bytes[at.min(bytes.len())..].iter().position(|&byte| is_continuation(byte)).map_or(bytes.len(), |found| at + found)
}

impl Clone for Text {
    fn clone(&self) -> Self {
        let (utf8, before) = (self.utf8.clone(), self.before.clone());
        Self { utf8, ascii: self.ascii, before, byte_of: OnceLock::new() }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.utf8 == other.utf8
    }
}
impl Eq for Text {}

#[inline]
fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Characters that start in `bytes`; the compiler turns this into vector instructions.
#[inline]
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(!is_continuation(byte))).sum()
}

fn count_before(bytes: &[u8]) -> Box<[u32]> {
    let mut before = Vec::with_capacity(bytes.len() / BLOCK + 1);
    let mut total = 0;
    for block in bytes.chunks(BLOCK) {
        before.push(total);
        total += count(block);
    }
    if bytes.len().is_multiple_of(BLOCK) {
        before.push(total);
    }
    before.into()
}

fn bytes_of(bytes: &[u8]) -> Box<[u32]> {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| !is_continuation(**byte));
    let mut byte_of: Vec<u32> = starts.step_by(BLOCK).map(|(at, _)| at as u32).collect();
    if count(bytes).is_multiple_of(BLOCK as u32) {
        byte_of.push(bytes.len() as u32);
    }
    byte_of.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text::new(text).unwrap()
    }

    #[test]
    fn every_boundary_goes_there_and_back() {
        let mixed = "aé“😀”z\u{301}".repeat(40);
        for length in 0..200 {
            let Some((end, _)) = mixed.char_indices().nth(length) else { continue };
            let text = text(&mixed[..end]);
            for (point, (byte, _)) in text.as_str().char_indices().enumerate() {
                assert_eq!(text.code_point(byte as u32), point as u32);
                assert_eq!(text.byte(point as u32), Some(byte as u32));
            }
            assert_eq!(text.code_point(text.len()), length as u32);
            assert_eq!(text.byte(length as u32), Some(text.len()));
            assert_eq!(text.byte(length as u32 + 1), None);
        }
    }

    #[test]
    fn ascii_needs_no_table() {
        let text = text("plain");
        assert!(text.before.is_empty());
        assert_eq!((text.code_point(5), text.byte(5), text.byte(6)), (5, Some(5), None));
    }

    #[test]
    fn sorted_spans_convert_in_one_pass_as_they_do_one_by_one() {
        let text = text("“Ça va”, dit-il — ‘où?’");
        let words: Vec<Span> = text
            .as_str()
            .split(' ')
            .map(|word| {
                let start = (word.as_ptr() as usize - text.as_str().as_ptr() as usize) as u32;
                Span::new(start, start + word.len() as u32)
            })
            .collect();
        let one_by_one: Vec<Span> = words.iter().map(|&span| text.to_code_points(span)).collect();
        assert_eq!(text.all_to_code_points(&words), one_by_one);
        assert_eq!(one_by_one.iter().map(|&span| text.to_bytes(span).unwrap()).collect::<Vec<_>>(), words);
    }
}
