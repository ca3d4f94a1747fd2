//! Marks: runs of dots and dashes, apostrophes, smileys, hashtags, handles, emoji.

use super::class::{Kind, kind};
use super::scan::Scanner;

impl Scanner<'_> {
    /// Reads the ASCII mark at `start`.
    #[inline(never)]
    pub(super) fn symbol(&mut self, start: usize) {
        let next = self.byte(start + 1);
        match self.byte(start) {
            b'.' => self.dots(start),
            b'\'' | b'`' => self.quote(start, 1),
            b'!' | b'?' => self.emit(start, self.while_byte(start, |byte| matches!(byte, b'!' | b'?'))),
            b'-' => self.dashes(start),
            b'#' if next.is_ascii_alphabetic() && !self.follows_token(start) => self.tag(start),
            b'@' if next.is_ascii_alphabetic() && !self.follows_token(start) => self.handle(start),
            b'+' if next.is_ascii_digit() && !self.follows_token(start) => self.signed(start),
            b':' | b';' | b'=' | b'(' | b'<' | b'^' => self.emit(start, self.smiley(start)),
            b'/' | b'%' | b'&' => self.emit(start, start + 1),
            byte => self.emit(start, self.while_byte(start, |other| other == byte)),
        }
    }

    /// A telephone number with the code of a country: "+44".
    fn signed(&mut self, start: usize) {
        let end = self.while_byte(start + 1, |byte| byte.is_ascii_digit() || byte == b'-');
        self.emit(start, end - usize::from(self.byte(end - 1) == b'-'));
    }

    /// A run of dots, a number such as ".5", or a file's ending such as ".doc".
    fn dots(&mut self, start: usize) {
        let end = self.while_byte(start, |byte| byte == b'.');
        let alone = end == start + 1 && !self.follows_token(start);
        let next = self.core_end(end);
        if self.byte(end).is_ascii_digit() && end == start + 1 && !self.follows_word(start) {
            self.point(start);
        } else if alone && self.tables.is_domain(self.key(end, next)) {
            self.emit(start, next);
        } else {
            let more = self.byte(end) == 0xE2 && self.character(end) == '…';
            self.emit(start, if more { end + '…'.len_utf8() } else { end });
        }
    }

    /// Whether a token that ends in a letter or digit stands right before.
    fn follows_word(&self, at: usize) -> bool {
        self.follows_token(at) && self.last().and_then(<[u8]>::last).is_some_and(u8::is_ascii_alphanumeric)
    }

    /// A run of hyphens, perhaps with the head of an arrow.
    fn dashes(&mut self, start: usize) {
        let end = self.while_byte(start, |byte| byte == b'-');
        self.emit(start, if self.byte(end) == b'>' { end + 1 } else { end });
    }

    /// A hashtag.
    fn tag(&mut self, start: usize) {
        self.emit(start, self.core_end(start + 1));
    }

    /// The name of an account: letters, digits, inner dots and underscores.
    fn handle(&mut self, start: usize) {
        let mut end = self.core_end(start + 1);
        while self.byte(end) == b'.' && self.byte(end + 1).is_ascii_alphanumeric() {
            end = self.core_end(end + 1);
        }
        self.emit(start, self.while_byte(end, |byte| byte == b'_'));
    }

    /// An apostrophe or single quotation mark of `width` bytes.
    pub(super) fn quote(&mut self, start: usize, width: usize) {
        let after = start + width;
        let end = self.core_end(after);
        if self.is_clitic(after, end) && (self.follows_token(start) || !self.ends_quoted(end)) {
            return self.emit(start, end);
        }
        if width == 1 && self.byte(after) == self.byte(start) {
            return self.emit(start, after + 1);
        }
        if let Some(end) = self.elided_year(after, end) {
            return self.emit(start, end);
        }
        match self.marked_from(start, after, end) {
            Some(parts) => self.emit_parts(start, parts),
            None => self.emit(start, after),
        }
    }

    /// The parts of a word of the list that begins with an apostrophe: "'em", "'n'".
    fn marked_from(&self, start: usize, after: usize, end: usize) -> Option<&'static [u8]> {
        if end == after || self.follows_token(start) {
            return None;
        }
        // The closing mark may be of the other kind, straight or typographic, and so of another width.
        let closed = end + if self.is_curly(end) { '’'.len_utf8() } else { 1 };
        let both = self.ends_quoted(end).then(|| self.tables.marked(self.key(start, closed)));
        both.flatten().or_else(|| self.tables.marked(self.key(start, end)))
    }

    /// Whether a closing mark follows, so that the letters before are quoted: 's'.
    fn ends_quoted(&self, end: usize) -> bool {
        self.byte(end) == b'\'' || self.is_curly(end)
    }

    /// The end of "'72" or "'60s" after its apostrophe.
    fn elided_year(&self, after: usize, end: usize) -> Option<usize> {
        let year = self.bytes.get(after..end)?;
        let digits = year.strip_suffix(b"s").unwrap_or(year);
        let short = digits.len() == 2 && digits.iter().all(u8::is_ascii_digit);
        (short && !self.follows_token(after - 1) && !self.ends_quoted(end)).then_some(end)
    }

    /// The end of a smiley or arrow that starts at `start`, or of one mark, or of a run of it.
    fn smiley(&self, start: usize) -> usize {
        let mark = self.byte(start);
        let nose = start + 1 + usize::from(matches!(self.byte(start + 1), b'-' | b'o' | b'\'' | b'^'));
        let face = |mouths: &[u8]| !self.follows_word(start) && self.is_mouth(nose, mouths);
        match mark {
            b':' | b';' if face(b")(DPpO/\\|][3*}{") => nose + 1,
            b'=' if face(b")(DP") => nose + 1,
            b'(' if self.bytes[start..].starts_with(b"(:") && !self.is_word(start + 2) => start + 2,
            b'(' | b':' | b';' => start + 1,
            b'<' if matches!(self.byte(start + 1), b'3' | b'-') && !self.is_word(start + 2) => start + 2,
            b'^' if self.bytes[start..].starts_with(b"^_^") => start + 3,
            b'=' => {
                let end = self.while_byte(start, |byte| byte == b'=');
                end + usize::from(self.byte(end) == b'>')
            }
            _ => self.while_byte(start, |byte| byte == mark),
        }
    }

    fn is_mouth(&self, at: usize, mouths: &[u8]) -> bool {
        mouths.contains(&self.byte(at)) && !self.is_word(at + 1) && self.byte(at + 1) != b'/'
    }

    /// Reads from a character outside ASCII.
    #[inline(never)]
    pub(super) fn wide(&mut self, start: usize) {
        let character = self.character(start);
        let end = start + character.len_utf8();
        match kind(character) {
            Kind::Space => self.at = end,
            Kind::Word => self.word(start, end),
            Kind::Flag => self.flag(start, end),
            Kind::Emoji => self.emit(start, self.emoji_end(end)),
            Kind::Mark => self.wide_mark(start, character, end),
        }
    }

    fn wide_mark(&mut self, start: usize, character: char, end: usize) {
        let one = &self.text[start..end];
        match character {
            '’' | '‘' if self.text[end..].starts_with('’') => self.emit(start, end + '’'.len_utf8()),
            '’' => self.quote(start, end - start),
            '…' => self.emit(start, self.while_byte(end, |byte| byte == b'.')),
            '—' | '–' | '―' | '─' => {
                let rest = &self.text[end..];
                self.emit(start, end + rest.len() - rest.trim_start_matches(one).len());
            }
            _ => self.emit(start, end),
        }
    }

    /// Two halves of a flag.
    fn flag(&mut self, start: usize, end: usize) {
        let next = self.character(end);
        self.emit(start, if kind(next) == Kind::Flag { end + next.len_utf8() } else { end });
    }

    /// The end of an emoji with its variation, skin tone, tags, and whatever is joined to it.
    fn emoji_end(&self, mut end: usize) -> usize {
        loop {
            let next = self.character(end);
            let after = end + next.len_utf8();
            end = match next {
                '\u{FE0F}' | '\u{FE0E}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' => after,
                '\u{200D}' if kind(self.character(after)) == Kind::Emoji => after + self.character(after).len_utf8(),
                _ => return end,
            }
        }
    }
}
