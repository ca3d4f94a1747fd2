//! Words with something at their joints: apostrophes, hyphens, full stops and other marks.

use super::scan::Scanner;
use super::table::Stop;

/// What a mark after the letters of a word does.
enum Joint {
    /// The word ends before the mark.
    End,
    /// The word goes on from here.
    Join(usize),
    /// Tokens have been added, and the scanner goes on after them.
    Done,
}

impl Scanner<'_> {
    /// Reads a word from `start`, whose letters up to `end` are read.
    #[inline(never)]
    pub(super) fn word(&mut self, start: usize, end: usize) {
        let mut end = self.core_end(end);
        if self.link(start, end) {
            return;
        }
        loop {
            let joint = match self.byte(end) {
                b'\'' | b'`' => self.apostrophe(start, end, 1),
                0xE2 if self.is_curly(end) => self.apostrophe(start, end, '’'.len_utf8()),
                b'-' => self.hyphen(start, end),
                b'.' => self.stop(start, end),
                b'&' | b'*' | b'/' | b'$' => self.inner(start, end),
                _ => Joint::End,
            };
            match joint {
                Joint::End => return self.end_word(start, end),
                Joint::Join(next) => end = self.core_end(next),
                Joint::Done => return,
            }
        }
    }

    /// Adds a word, in its parts if it is fused.
    fn end_word(&mut self, start: usize, end: usize) {
        match self.tables.fused(self.key(start, end)) {
            Some(parts) => self.emit_parts(start, parts),
            None => self.emit(start, end),
        }
    }

    /// An apostrophe of `width` bytes after a word.
    fn apostrophe(&mut self, start: usize, end: usize, width: usize) -> Joint {
        let after = end + width;
        let next = self.core_end(after);
        if self.byte(after).eq_ignore_ascii_case(&b't') && next == after + 1 && self.ends_in_n(end) {
            return self.negation(start, end, next);
        }
        if self.is_clitic(after, next) {
            return self.clitic(start, end, next);
        }
        if let Some(parts) = self.tables.marked(self.key(start, next)) {
            self.emit_parts(start, parts);
            return Joint::Done;
        }
        if next > after && self.byte(end) != b'`' { Joint::Join(after) } else { Joint::End }
    }

    fn ends_in_n(&self, end: usize) -> bool {
        self.byte(end - 1).eq_ignore_ascii_case(&b'n')
    }

    /// "do|n't", or "n't" alone where the text has been taken apart before.
    fn negation(&mut self, start: usize, end: usize, next: usize) -> Joint {
        if end - 1 > start {
            self.emit(start, end - 1);
        }
        self.emit(end - 1, next);
        Joint::Done
    }

    /// "Putin|'s", "they|'ll"; but "the 1930's" is one word.
    fn clitic(&mut self, start: usize, end: usize, next: usize) -> Joint {
        if self.byte(end - 1) == b'0' && self.bytes[start..end].iter().all(u8::is_ascii_digit) {
            self.emit(start, next);
        } else {
            self.emit(start, end);
            self.emit(end, next);
        }
        Joint::Done
    }

    /// Whether these letters after an apostrophe are a word of their own.
    pub(super) fn is_clitic(&self, start: usize, end: usize) -> bool {
        match &self.bytes[start.min(end)..end] {
            [one] => matches!(one.to_ascii_lowercase(), b's' | b'm' | b'd'),
            [first, second] => {
                matches!(&[first.to_ascii_lowercase(), second.to_ascii_lowercase()], b"ll" | b"re" | b"ve")
            }
            _ => false,
        }
    }

    /// A hyphen after a word: it parts "search|-|engine" and joins "co-star".
    fn hyphen(&mut self, start: usize, end: usize) -> Joint {
        let word = &self.bytes[start..end];
        if self.is_word(end + 1) {
            if self.tables.is_prefix(self.key(start, end)) {
                return Joint::Join(end + 1);
            }
            self.end_word(start, end);
            self.emit(end, end + 1);
            return Joint::Done;
        }
        if self.is_broken_off(word, end + 1) {
            self.emit(start, end + 1);
            return Joint::Done;
        }
        Joint::End
    }

    /// Whether a speaker broke off here: "th- the", "s- s- said". Without a vowel it is no word before a dash.
    fn is_broken_off(&self, word: &[u8], after: usize) -> bool {
        let vowel = |byte: &u8| matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        word.len() <= 2 && !word.iter().any(vowel) && matches!(self.byte(after), b' ' | b',')
    }

    /// A full stop after a word.
    fn stop(&mut self, start: usize, end: usize) -> Joint {
        let next = self.byte(end + 1);
        let keeps = if next.is_ascii_alphabetic() {
            if self.is_acronym_so_far(start, end) {
                return Joint::Join(end + 1);
            }
            end - start == 1 && next.is_ascii_uppercase() || self.is_abbreviation(start, end)
        } else {
            (next != b'.' || self.byte(end + 2) != b'.') && self.is_abbreviation(start, end)
        };
        if !keeps {
            return Joint::End;
        }
        self.emit(start, end + 1);
        Joint::Done
    }

    /// Whether the letters after the stop go on an acronym: "U.S", "a.k.a", or one in the list, "Ph.D".
    fn is_acronym_so_far(&self, start: usize, end: usize) -> bool {
        let next = self.core_end(end + 1);
        let single = end - start == 1 || self.byte(end - 2) == b'.';
        single && next == end + 2 || self.listed(start, next).is_some()
    }

    /// Whether the full stop at `end` belongs to the word before it.
    fn is_abbreviation(&self, start: usize, end: usize) -> bool {
        let Some(stop) = self.stop_of(start, end) else { return false };
        match self.after_stop(end + 1) {
            After::ParagraphEnd => false,
            After::Number => true,
            After::Capital(word) => match stop {
                Stop::Title | Stop::Inside => true,
                Stop::Number | Stop::End => false,
                Stop::Any => !self.is_starter(word),
            },
            After::Other => stop != Stop::Number,
        }
    }

    /// When a stop belongs to a word: the list says, and the shape of initials and acronyms.
    fn stop_of(&self, start: usize, end: usize) -> Option<Stop> {
        match &self.bytes[start..end] {
            [b'I'] => self.follows_name().then_some(Stop::Any),
            [letter] if letter.is_ascii_uppercase() => Some(Stop::Any),
            [.., b'.', _] => self.listed(start, end).or(Some(Stop::Any)),
            _ => self.listed(start, end),
        }
    }

    /// What the list says of a word.
    fn listed(&self, start: usize, end: usize) -> Option<Stop> {
        self.tables.stop(self.key(start, end), self.bytes[start].is_ascii_uppercase())
    }

    /// Whether the token before begins with a capital: "John I. Smith", but not "So am I."
    fn follows_name(&self) -> bool {
        self.last().is_some_and(|last| last[0].is_ascii_uppercase())
    }

    /// Whether the word at `start` most likely begins a sentence; "A." and "I." before a stop are initials.
    fn is_starter(&self, start: usize) -> bool {
        let end = self.core_end(start);
        self.tables.is_starter(self.key(start, end)) && (end > start + 1 || self.byte(end) != b'.')
    }

    /// What comes after a full stop, past white space and closing quotation marks.
    fn after_stop(&self, at: usize) -> After {
        let rest = &self.text[at..];
        let mut lines = 0;
        for (offset, character) in rest.char_indices() {
            match character {
                '"' | '”' | '“' | '’' | '‘' | '\'' => {}
                '\n' | '\u{2028}' => lines += 1,
                '\u{2029}' => lines = 2,
                _ if character.is_whitespace() => {}
                _ if lines > 1 => return After::ParagraphEnd,
                '0'..='9' => return After::Number,
                _ if character.is_uppercase() => return After::Capital(at + offset),
                _ => return After::Other,
            }
        }
        After::ParagraphEnd
    }

    /// Other marks within a word: "AT&T", "f*ck", "s/he", "US$".
    fn inner(&mut self, start: usize, end: usize) -> Joint {
        let word = &self.bytes[start..end];
        let next = self.byte(end + 1);
        match self.byte(end) {
            b'&' if is_side_of_and(word, next) => Joint::Join(end + 1),
            b'*' => {
                let after = self.while_byte(end, |byte| byte == b'*');
                if self.byte(after).is_ascii_alphabetic() { Joint::Join(after) } else { Joint::End }
            }
            b'/' => match self.tables.marked(self.key(start, self.core_end(end + 1))) {
                Some(parts) => {
                    self.emit_parts(start, parts);
                    Joint::Done
                }
                None => Joint::End,
            },
            b'$' if matches!(word, b"US" | b"U" | b"C" | b"A" | b"AU" | b"CA" | b"HK" | b"NZ" | b"S" | b"R") => {
                self.emit(start, end + 1);
                Joint::Done
            }
            _ => Joint::End,
        }
    }
}

/// What comes after a full stop.
enum After {
    /// A blank line, or the end of the text.
    ParagraphEnd,
    /// A digit.
    Number,
    /// A word that begins with a capital, here.
    Capital(usize),
    /// Anything else.
    Other,
}

/// "AT&T", "PG&E", "p&l": few letters, and the next of the same case.
fn is_side_of_and(word: &[u8], next: u8) -> bool {
    let upper = word.len() <= 4 && word.iter().all(u8::is_ascii_uppercase) && next.is_ascii_uppercase();
    upper || word.len() == 1 && word[0].is_ascii_lowercase() && next.is_ascii_lowercase()
}
