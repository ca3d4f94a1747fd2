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

/// The widest a wrapped line is, in characters; longer lines are paragraphs.
const WIDEST: usize = 100;

/// A length that no wrapped line has.
const TOO_WIDE: usize = WIDEST + 1;

/// The narrowest width a text is wrapped at, in characters.
const NARROWEST: usize = 40;

/// How many characters short of the text's width a wrapped line may fall, the next line's first word added.
const SLACK: usize = 8;

/// Splits a text into paragraphs: P spans, none if there is only white space. Linear in the text's length.
///
/// Lines end at LF, CR LF, CR, U+2028, and paragraphs always at a blank line and at U+2029. A single line end parts
/// paragraphs too, as it does in most text taken from web pages, unless the text is hard-wrapped. That is decided by
/// the lengths of the lines that another line follows directly:
///
/// - the text's width is the length that nine in ten of those lines do not exceed; with fewer than three of them, or
///   a width outside 40 to 100 characters, nothing is wrapped;
/// - a line is full if the next line's first word would have made it longer than the width, less a slack of 8;
/// - if at least half of those lines are full, the text is wrapped, and a full line goes on in the next one, unless
///   that one is indented by two characters or more, or starts a list.
pub fn split(text: &Text) -> Paragraphs {
    let lines = || Lines { text: text.as_str(), at: 0, third: if text.is_ascii() { b'\n' } else { 0xE2 } };
    let width = width(lines);
    let mut span: Vec<Span> = Vec::new();
    let mut before: Option<Line> = None;
    for line in lines() {
        let goes_on = width.is_some_and(|width| before.is_some_and(|before| before.goes_on_in(&line, width)));
        match span.last_mut().filter(|_| goes_on) {
            Some(last) => *last = last.cover(line.span()),
            None => span.extend((!line.is_blank()).then(|| line.span())),
        }
        before = Some(line);
    }
    Paragraphs { span }
}

/// A line, its end not included.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    /// Where it starts in the whole text.
    at: usize,
    /// Whether U+2029 ends it.
    last: bool,
}

impl<'a> Line<'a> {
    /// Where it is, without the white space around it.
    fn span(&self) -> Span {
        let start = (self.at + self.text.len() - self.text.trim_start().len()) as u32;
        Span::new(start, start + self.text.trim().len() as u32)
    }

    fn is_blank(&self) -> bool {
        self.text.trim_start().is_empty()
    }

    /// White space before it, in bytes.
    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Length in characters without the white space after it, [`TOO_WIDE`] at most.
    fn length(&self) -> usize {
        characters(self.text.trim_end())
    }

    fn first_word(&self) -> &'a str {
        self.text.split_whitespace().next().unwrap_or_default()
    }

    /// Whether another line follows directly, so that the two may be one paragraph.
    fn is_followed_by(&self, next: &Self) -> bool {
        !self.last && !self.is_blank() && !next.is_blank()
    }

    /// Whether the first word of `next` did not fit in here.
    fn is_full(&self, next: &Self, width: usize) -> bool {
        self.length() + 1 + characters(next.first_word()) + SLACK > width
    }

    fn goes_on_in(&self, next: &Self, width: usize) -> bool {
        let starts = || next.indent() > self.indent() + 1 || is_item(next.first_word());
        self.is_followed_by(next) && self.is_full(next, width) && !starts()
    }
}

/// How many characters a stretch of a line has, [`TOO_WIDE`] at most.
fn characters(text: &str) -> usize {
    let bytes = &text.as_bytes()[..text.len().min(4 * TOO_WIDE)];
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count().min(TOO_WIDE)
}

/// The width a text is wrapped at, or `None` if it is not: two passes over its lines.
fn width<'a>(lines: impl Fn() -> Lines<'a>) -> Option<usize> {
    let mut lines_of = [0_usize; TOO_WIDE + 1];
    each_pair(lines(), |line, _| lines_of[line.length()] += 1);
    let total: usize = lines_of.iter().sum();
    if total < 3 {
        return None;
    }
    let mut below = 0;
    let width = lines_of.iter().position(|&count| {
        below += count;
        10 * below >= 9 * total
    })?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let mut full = 0;
    each_pair(lines(), |line, next| full += usize::from(line.is_full(next, width)));
    (2 * full >= total).then_some(width)
}

/// Calls `see` with each line that another one follows directly, and that one.
fn each_pair(mut lines: Lines<'_>, mut see: impl FnMut(&Line, &Line)) {
    let Some(mut before) = lines.next() else { return };
    for line in lines {
        if before.is_followed_by(&line) {
            see(&before, &line);
        }
        before = line;
    }
}

/// The lines of a text.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    /// The third byte to stop at: the first of U+2028 and U+2029 where they may occur.
    third: u8,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (text, end) = rest.split_at(line_length(rest.as_bytes(), self.third));
        let at = self.at;
        self.at += text.len() + end_length(end);
        Some(Line { text, at, last: end.starts_with('\u{2029}') })
    }
}

/// The length in bytes of the line that starts `bytes`, its end not included.
fn line_length(bytes: &[u8], third: u8) -> usize {
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'\n', b'\r', third, &bytes[at..]) {
        at += found;
        if bytes[at] != 0xE2 || matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// The length in bytes of a line's end.
fn end_length(end: &str) -> usize {
    match end.as_bytes() {
        [] => 0,
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => '\u{2028}'.len_utf8(),
    }
}

/// Whether a line's first word marks an item of a list: "-", "*", "•", "3.", "4)".
fn is_item(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']).filter(|number| !number.is_empty() && number.len() <= 3);
    matches!(word, "-" | "*" | "•" | "·" | "–" | "—" | "o")
        || number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        let text = Text::new(text).unwrap();
        split(&text).spans().iter().map(|span| span.of(text.as_str()).to_owned()).collect()
    }

    const WRAPPED: &str = "The council met on Tuesday to discuss the new bridge, which has\n\
        been closed since the flood of last spring, and to hear what the\n\
        engineers had found under the piers. Nobody expected good news,\n\
        and none came.";

    #[test]
    fn blank_lines_part_paragraphs_whatever_ends_a_line() {
        for blank in ["\n\n", "\r\n\r\n", "\n \t\n", "\r\r", "\u{2028}\u{2028}", "\u{2029}", "\n\n\n\n", "\n\u{A0}\n"] {
            assert_eq!(paragraphs(&format!(" One{blank}two \n")), ["One", "two"], "{blank:?}");
        }
    }

    #[test]
    fn a_line_is_a_paragraph_in_text_from_web_pages() {
        let line = "A sentence of a paragraph that goes on for much longer than any printed line would. ".repeat(3);
        let text = [line.trim(), "A short one.", line.trim(), line.trim()].join("\n");
        assert_eq!(paragraphs(&text).len(), 4);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        assert_eq!(paragraphs(WRAPPED), [WRAPPED]);
        let twice = format!("{WRAPPED}\n\n{WRAPPED}");
        assert_eq!(paragraphs(&twice), [WRAPPED, WRAPPED]);
        assert_eq!(paragraphs(&WRAPPED.replace('\n', "\r\n")).len(), 1);
    }

    #[test]
    fn a_short_line_ends_a_paragraph_in_wrapped_text() {
        let text = format!("Dear reader,\n{WRAPPED}\n{WRAPPED}");
        assert_eq!(paragraphs(&text), ["Dear reader,", WRAPPED, WRAPPED]);
    }

    #[test]
    fn an_indent_or_a_list_starts_a_paragraph_in_wrapped_text() {
        let full = WRAPPED.rsplit_once('\n').unwrap().0;
        assert_eq!(paragraphs(&format!("{full}\n  {WRAPPED}")).len(), 2);
        assert_eq!(paragraphs(&format!("{full}\n1. The bridge is closed.\n2. The road is open.")).len(), 3);
    }

    #[test]
    fn short_lines_are_no_wrapped_text() {
        assert_eq!(paragraphs("Roses are red,\nviolets are blue,\nsugar is sweet,\nand so are you.").len(), 4);
    }
}
