//! Where a sentence ends within a paragraph.

use crate::span::Span;

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
        let mut at = 0;
        while at < self.token.len() {
            // Most tokens end nothing, and their first byte says so.
            if !may_end(self.first_byte(at)) {
                at += 1;
                continue;
            }
            let next = self.after_closers(at);
            if next < self.token.len() && self.ends(at, next) {
                end(next);
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

    /// Three if a bracketed number starts at token `at`, as encyclopedias put behind a sentence: `[17]`; else nought.
    fn reference(&self, at: usize) -> usize {
        let digits = |form: &str| form.bytes().all(|byte| byte.is_ascii_digit());
        match self.token.get(at..at + 3) {
            Some(_) if self.form(at) == "[" && self.form(at + 2) == "]" && digits(self.form(at + 1)) => 3,
            _ => 0,
        }
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

    /// Whether a sentence ends before token `next`, with the marks from `at` on.
    fn ends(&self, at: usize, next: usize) -> bool {
        let start = self.start(next);
        if start == Start::Mark {
            return false;
        }
        let roles = || (at..next).map(|token| self.role(token));
        let Some(mark) = roles().find(|role| matches!(role, Role::Stop | Role::Dots)) else {
            return roles().any(|role| role == Role::Smiley) && start == Start::Fresh;
        };
        let closed = roles().any(|role| role != mark);
        match mark {
            _ if start == Start::Fresh => true,
            Role::Stop => !closed && !self.touches(next),
            _ => false,
        }
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
            [b':' | b';' | b'=', _, ..] => Role::Smiley,
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
