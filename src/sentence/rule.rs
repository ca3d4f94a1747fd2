//! Where a sentence ends within a paragraph.

use crate::span::Span;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The most tokens that a name before a reporting verb has: "Vice Adm. John B. Smith".
const NAME: usize = 5;

/// The most tokens inside the brackets of a reference: "[better source needed]".
const REFERENCE: usize = 3;

static VERBS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| words("verb"));
static OPENERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| words("opener"));

fn words(kind: &str) -> FxHashSet<&'static str> {
    let rows = include_str!("words.tsv").lines().filter_map(|row| row.split_once('\t'));
    rows.filter(|(_, column)| *column == kind).map(|(word, _)| word).collect()
}

/// The tokens of one paragraph.
pub(super) struct Paragraph<'a> {
    pub(super) text: &'a str,
    pub(super) token: &'a [Span],
}

/// What a token does at a sentence's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Ends a sentence: ".", "?", "!!".
    Stop,
    /// May end a sentence: "...", "…".
    Dots,
    /// Closes a quotation.
    Quote,
    /// Closes a bracket.
    Bracket,
    /// A smiley: it belongs to the sentence before.
    Smiley,
    /// Anything else.
    Other,
}

/// How the next token begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Small,
    /// A mark that cannot begin a sentence.
    Mark,
    /// A capital, a digit, an opening mark.
    Fresh,
}

impl Paragraph<'_> {
    /// Calls `end` with the number of the token after each sentence, the paragraph's last included.
    pub(super) fn each_end(&self, mut end: impl FnMut(usize)) {
        let (mut first, mut at) = (0, 0);
        while at < self.token.len() {
            // Most tokens end nothing, and their first byte says so.
            if !may_end(self.first_byte(at)) {
                at += 1;
                continue;
            }
            let next = self.after_closers(at);
            if next < self.token.len() && self.ends(first, at, next) {
                end(next);
                first = next;
            }
            at = next;
        }
        if !self.token.is_empty() {
            end(self.token.len());
        }
    }

    /// The token after `at` and all that closes right after it.
    fn after_closers(&self, at: usize) -> usize {
        let mut next = at + 1;
        loop {
            let step = if self.closes(next) { 1 } else { self.reference(next) };
            if step == 0 {
                return next;
            }
            next += step;
        }
    }

    /// How many tokens a reference in brackets has that starts at token `at`, as encyclopedias put behind a sentence:
    /// "[17]", "[citation needed]"; nought if there is none.
    fn reference(&self, at: usize) -> usize {
        let opens = self.token.get(at).is_some_and(|_| self.form(at) == "[");
        let inside = |form: &str| form.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
        let mut end = at + 1;
        while opens && end < self.token.len() && end - at <= REFERENCE && inside(self.form(end)) {
            end += 1;
        }
        let closes = end > at + 1 && end < self.token.len() && self.form(end) == "]";
        if opens && closes { end + 1 - at } else { 0 }
    }

    /// Whether token `at` belongs to what stands before it: a closing mark without a space, or a smiley.
    fn closes(&self, at: usize) -> bool {
        if at == self.token.len() {
            return false;
        }
        match self.role(at) {
            Role::Quote | Role::Bracket | Role::Stop | Role::Dots => self.touches(at),
            Role::Smiley => true,
            Role::Other => false,
        }
    }

    /// Whether no white space is before token `at`.
    fn touches(&self, at: usize) -> bool {
        self.token[at - 1].end() == self.token[at].start()
    }

    /// Whether the sentence that starts at token `first` ends before token `next`, with the marks from `at` on.
    fn ends(&self, first: usize, at: usize, next: usize) -> bool {
        let start = self.start(next);
        if start == Start::Mark || self.is_number_of_item(first, at) || self.is_last_mark(next) {
            return false;
        }
        let roles = || (at..next).map(|token| self.role(token));
        let Some(mark) = roles().find(|role| matches!(role, Role::Stop | Role::Dots)) else {
            return roles().any(|role| role == Role::Smiley) && start == Start::Fresh;
        };
        match mark {
            Role::Stop if start == Start::Small => roles().all(|role| role == mark) && !self.touches(next),
            Role::Stop => !self.touches_digit(next) && !self.goes_on_to_speaker(at, next),
            _ => start == Start::Fresh,
        }
    }

    /// Whether the stop at token `at` is that of a list's number: "3." or "2.1." at the sentence's start.
    fn is_number_of_item(&self, first: usize, at: usize) -> bool {
        let number = |form: &str| form.len() <= 4 && form.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        at == first + 1 && self.form(at) == "." && number(self.form(first))
    }

    /// Whether token `next` is the paragraph's last and has no word, so that it belongs to what stands before it.
    fn is_last_mark(&self, next: usize) -> bool {
        next + 1 == self.token.len() && !self.form(next).contains(char::is_alphanumeric)
    }

    /// Whether a digit stands right after the marks: "PM2.5", "innovation.23".
    fn touches_digit(&self, next: usize) -> bool {
        self.touches(next) && self.first_byte(next).is_ascii_digit()
    }

    /// Whether a quotation that ends in a question or exclamation mark is followed by its speaker and a verb, as in
    /// `"Why?" Smith asked.`
    fn goes_on_to_speaker(&self, at: usize, next: usize) -> bool {
        let asks = self.form(at) != "." && self.role(next - 1) == Role::Quote;
        if !asks || OPENERS.contains(self.form(next)) {
            return false;
        }
        let rest = next..self.token.len().min(next + NAME + 1);
        let verb = rest.clone().find(|&token| !self.form(token).starts_with(char::is_uppercase));
        verb.is_some_and(|verb| verb > next && VERBS.contains(self.form(verb)))
    }

    fn start(&self, at: usize) -> Start {
        let form = self.form(at);
        match form.chars().next() {
            Some(',' | ';' | ':' | '.' | ')' | ']' | '}' | '…' | '?' | '!' | '%') => Start::Mark,
            Some(first) if first.is_lowercase() => Start::Small,
            _ => Start::Fresh,
        }
    }

    fn form(&self, at: usize) -> &str {
        self.token[at].of(self.text)
    }

    fn first_byte(&self, at: usize) -> u8 {
        self.text.as_bytes()[self.token[at].start() as usize]
    }

    fn role(&self, at: usize) -> Role {
        let form = self.form(at);
        match form.as_bytes() {
            b"." | [b'!' | b'?', ..] => Role::Stop,
            [b'.', ..] if !form.ends_with(|last: char| last.is_alphanumeric()) => Role::Dots,
            b"\"" | b"'" | b"''" => Role::Quote,
            b")" | b"]" | b"}" => Role::Bracket,
            [b':' | b';' | b'=', mouth, ..] if *mouth != form.as_bytes()[0] => Role::Smiley,
            _ if form.starts_with('…') => Role::Dots,
            _ if matches!(form, "”" | "’" | "’’" | "»" | "›") => Role::Quote,
            _ => Role::Other,
        }
    }
}

/// Whether a token that begins with this byte can end a sentence.
fn may_end(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b':' | b';' | b'=' | 0xE2)
}
