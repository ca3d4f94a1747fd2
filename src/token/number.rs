//! Numbers, dates, times, telephone numbers, and units after them.

use super::scan::Scanner;

/// No date, telephone or serial number has more groups of digits: a bound on looking ahead.
const GROUPS: usize = 5;

impl Scanner<'_> {
    /// Reads a number that begins at `start`, perhaps after a sign.
    #[inline(never)]
    pub(super) fn number(&mut self, start: usize) {
        let end = self.digits(start);
        if self.link(start, end) {
            return;
        }
        let end = match self.byte(end) {
            mark @ (b'/' | b'-') => self.groups(start, end, mark),
            _ => self.fraction(end),
        };
        if self.is_word(end) { self.number_then_letters(start, end) } else { self.number_end(start, end) }
    }

    /// Reads a number from its decimal point: ".5".
    pub(super) fn point(&mut self, start: usize) {
        let end = self.fraction(start);
        if self.is_word(end) { self.number_then_letters(start, end) } else { self.emit(start, end) }
    }

    fn digits(&self, start: usize) -> usize {
        self.while_byte(start, |byte| byte.is_ascii_digit())
    }

    /// The end of "1,200", "3.5", "8:30", whose first digits end at `end`.
    fn fraction(&self, mut end: usize) -> usize {
        loop {
            let next = self.digits(end + 1);
            let length = next - (end + 1).min(next);
            match self.byte(end) {
                b'.' | b':' if length > 0 => end = next,
                b',' if length == 3 => end = next,
                _ => return end,
            }
        }
    }

    /// The end of a date or telephone number such as "11/28/2000" or "713-853-3989"; that of its first digits if the
    /// mark parts numbers: "1994-1996".
    fn groups(&self, start: usize, end: usize, mark: u8) -> usize {
        let mut lengths = [end - start, 0, 0, 0, 0];
        let (mut at, mut count) = (end, 1);
        while count < GROUPS && self.byte(at) == mark && self.byte(at + 1).is_ascii_digit() {
            let next = self.digits(at + 1);
            lengths[count] = next - at - 1;
            (at, count) = (next, count + 1);
        }
        let one = match mark {
            b'/' => count > 2 || count == 2 && self.is_day(start, end, at),
            _ => is_telephone_or_date(&lengths[..count]),
        };
        if one { at } else { end }
    }

    /// Whether "9/11" is a day of a month; "1/2" and "24/7" are not.
    fn is_day(&self, start: usize, end: usize, after: usize) -> bool {
        let value = |from: usize, to: usize| self.text[from..to].parse().unwrap_or(u32::MAX);
        let (month, day) = (value(start, end), value(end + 1, after));
        let code = day > 31 && after - end > 3;
        let fraction = matches!((month, day), (1, 2..=8) | (2, 3) | (3, 4));
        code || (1..=12).contains(&month) && (1..=31).contains(&day) && !fraction
    }

    /// Adds a number that no letter follows; "the 80's" is one word.
    fn number_end(&mut self, start: usize, end: usize) {
        match self.byte(end) {
            b'\'' => self.decade(start, end, end + 1),
            0xE2 if self.is_curly(end) => self.decade(start, end, end + '’'.len_utf8()),
            _ => self.emit(start, end),
        }
    }

    fn decade(&mut self, start: usize, end: usize, after: usize) {
        let one = self.byte(end - 1) == b'0' && self.byte(after) == b's' && !self.is_word(after + 1);
        self.emit(start, if one { after + 1 } else { end });
    }

    /// Adds a number with letters right after it: "1980s" and "3D" are words, "5|km" and "7|a.m." two.
    fn number_then_letters(&mut self, start: usize, end: usize) {
        let next = self.core_end(end);
        let letters = &self.bytes[end..next];
        let meridiem = matches!(letters, b"a" | b"p") && self.bytes[next..].starts_with(b".m");
        let plain = letters.iter().all(u8::is_ascii_alphabetic);
        let word = letters.len() >= 4 && letters.iter().all(u8::is_ascii_lowercase);
        if plain && (meridiem || word || self.tables.is_unit(letters)) {
            self.emit(start, end);
        } else {
            self.word(start, next);
        }
    }
}

/// By the lengths of groups of digits with hyphens between: "713-853-3989", "345-9945", "2004-05-06", "77415-0027".
fn is_telephone_or_date(lengths: &[usize]) -> bool {
    match lengths {
        [5, 4] | [.., 3, 4] | [4, 1..=2, 1..=2] | [1..=2, 1..=2, 2 | 4] => true,
        _ => lengths.len() > 3,
    }
}
