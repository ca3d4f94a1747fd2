//! The scanner: one pass over the bytes, a class at a time.
//!
//! Plain words take the short way in [`Scanner::letters`]; whatever is rarer is in the files beside this one. Each
//! looks ahead a bounded distance, or over a stretch that is then consumed or remembered ([`Scanner::no_link`]), so
//! that the whole pass is linear.

use super::class::{CLASS, Class, ENDS_WORD, Kind, kind, letters_in};
use super::table::{Key, TABLES, Tables, long_key, lower};
use crate::span::Span;

/// Bytes of English text a token, a little low, so that the list seldom grows.
const BYTES_A_TOKEN: usize = 4;

/// The state of a pass: where it is, and the tokens so far.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    out: Vec<Span>,
    pub(super) tables: &'static Tables,
    /// No link begins before here: what keeps looking ahead linear.
    pub(super) no_link: usize,
}

impl<'a> Scanner<'a> {
    /// A scanner at the start of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        let out = Vec::with_capacity(text.len() / BYTES_A_TOKEN + 4);
        Self { text, bytes: text.as_bytes(), at: 0, out, tables: &TABLES, no_link: 0 }
    }

    /// Reads the whole text.
    pub(super) fn run(mut self) -> Vec<Span> {
        loop {
            self.plain();
            let Some(&byte) = self.bytes.get(self.at) else { return self.out };
            match CLASS[byte as usize] {
                Class::Letter => self.word(self.at, letters_from(self.bytes, self.at).end),
                Class::Digit => self.number(self.at),
                Class::Symbol => self.symbol(self.at),
                Class::Wide => self.wide(self.at),
                Class::Space | Class::Lone => self.at += 1,
            }
        }
    }

    /// Reads plain words, white space and lone marks, up to the first that is anything else: the short way, which
    /// nine tokens in ten take. The place is kept in a register, since each step waits for the one before.
    #[inline]
    fn plain(&mut self) {
        let (bytes, mut at, mut out) = (self.bytes, self.at, std::mem::take(&mut self.out));
        while let Some(&byte) = bytes.get(at) {
            match CLASS[byte as usize] {
                Class::Letter => {
                    let word = letters_from(bytes, at);
                    if !ENDS_WORD[word.next as usize] || self.tables.may_be_fused(word.key) {
                        break;
                    }
                    out.push(Span::new(at as u32, word.end as u32));
                    // The space after a word is part of the step, not a step of its own.
                    at = word.end + usize::from(word.next == b' ');
                }
                Class::Space => at += 1,
                Class::Lone => {
                    out.push(Span::new(at as u32, at as u32 + 1));
                    at += 1;
                }
                _ => break,
            }
        }
        (self.at, self.out) = (at, out);
    }

    /// Adds a token and goes on after it.
    #[inline]
    pub(super) fn emit(&mut self, start: usize, end: usize) {
        self.out.push(Span::new(start as u32, end as u32));
        self.at = end;
    }

    /// Adds tokens of these lengths in characters, one right after the other; the only character outside ASCII is ’.
    pub(super) fn emit_parts(&mut self, start: usize, lengths: &[u8]) {
        let mut at = start;
        for &length in lengths {
            let from = at;
            for _ in 0..length {
                at += if self.byte(at).is_ascii() { 1 } else { '’'.len_utf8() };
            }
            self.emit(from, at);
        }
    }

    /// The byte at `at`; a space beyond the end.
    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    /// The character that starts at `at`, which is on a boundary; a space beyond the end.
    pub(super) fn character(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or(' ')
    }

    /// Where the bytes that satisfy `holds` end, from `start` on.
    pub(super) fn while_byte(&self, start: usize, holds: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(start..).unwrap_or_default();
        start + rest.iter().position(|&byte| !holds(byte)).unwrap_or(rest.len())
    }

    /// Whether the last token ends at `at`, with no white space between.
    pub(super) fn follows_token(&self, at: usize) -> bool {
        self.out.last().is_some_and(|last| last.end() as usize == at)
    }

    /// The bytes of the token before, if any.
    pub(super) fn last(&self) -> Option<&'a [u8]> {
        self.out.last().map(|last| &self.bytes[last.start() as usize..last.end() as usize])
    }

    /// Whether ’ starts at `at`.
    pub(super) fn is_curly(&self, at: usize) -> bool {
        self.bytes.get(at..at + 3) == Some(&[0xE2, 0x80, 0x99])
    }

    /// The key of the word from `start` to `end`, for looking it up in the lists; `None` if it is too long or the text too short.
    #[inline]
    pub(super) fn key(&self, start: usize, end: usize) -> Option<Key> {
        let word = self.bytes.get(start..end)?;
        match self.bytes[start..].first_chunk() {
            Some(bytes) if word.len() < size_of::<Key>() && word.is_ascii() => {
                Some(lower(Key::from_le_bytes(*bytes), word.len()))
            }
            _ => long_key(word),
        }
    }

    /// Where a stretch of letters, digits, marks on letters and inner underscores ends, from `start` on.
    pub(super) fn core_end(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            let byte = self.byte(at);
            let inner = byte == b'_' && self.byte(at + 1).is_ascii_alphanumeric();
            if byte.is_ascii_alphanumeric() || inner {
                at += 1;
            } else if !byte.is_ascii() && kind(self.character(at)) == Kind::Word {
                at += self.character(at).len_utf8();
            } else {
                return at;
            }
        }
    }

    /// Whether a letter or digit starts at `at`.
    pub(super) fn is_word(&self, at: usize) -> bool {
        let byte = self.byte(at);
        byte.is_ascii_alphanumeric() || !byte.is_ascii() && kind(self.character(at)) == Kind::Word
    }
}

/// A stretch of ASCII letters.
struct Letters {
    /// Where it ends.
    end: usize,
    /// Its last eight bytes at most, as a number in lower case.
    key: u64,
    /// The byte after it; a space at the text's end.
    next: u8,
}

/// The ASCII letters from `start`.
#[inline]
fn letters_from(bytes: &[u8], start: usize) -> Letters {
    const LOWER: u64 = 0x2020_2020_2020_2020;
    let mut at = start;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(*eight);
        let count = letters_in(eight);
        if count < 8 {
            let key = (eight | LOWER) & ((1 << (8 * count)) - 1);
            return Letters { end: at + count as usize, key, next: (eight >> (8 * count)) as u8 };
        }
        at += 8;
    }
    last_letters(bytes, at)
}

/// [`letters_from`] within eight bytes of the text's end.
#[cold]
fn last_letters(bytes: &[u8], mut at: usize) -> Letters {
    let mut key = 0;
    let mut shift = 0;
    while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphabetic()) {
        key |= u64::from(byte | 0x20) << shift;
        (at, shift) = (at + 1, shift + 8);
    }
    Letters { end: at, key, next: bytes.get(at).copied().unwrap_or(b' ') }
}
