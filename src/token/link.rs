//! Web addresses, e-mail addresses, hosts and files.

use super::scan::Scanner;

impl Scanner<'_> {
    /// Adds the link that begins at `start`, if one does. `end` is the end of the first letters or digits, and every
    /// link has a mark there.
    pub(super) fn link(&mut self, start: usize, end: usize) -> bool {
        let next = self.byte(end + 1);
        let mark = match self.byte(end) {
            b'.' | b'-' | b'@' | b'_' | b'+' | b'%' => is_in_name(next),
            b':' => next == b'/' || next.is_ascii_alphanumeric(),
            _ => false,
        };
        if !mark || start < self.no_link {
            return false;
        }
        let run = self.while_byte(end, is_in_name);
        let found = match self.byte(run) {
            b'@' => self.host_after(run + 1),
            b':' if self.bytes[run..].starts_with(b"://") => Some(self.address_end(run + 3)),
            b':' if &self.bytes[start..run] == b"mailto" => self.mail_after(run + 1),
            _ => self.host_or_file(start, run),
        };
        match found {
            Some(end) => self.emit(start, end),
            None => self.no_link = run,
        }
        found.is_some()
    }

    /// The end of the host that starts at `start`, as in an e-mail address.
    fn host_after(&self, start: usize) -> Option<usize> {
        let end = self.while_byte(start, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
        let end = self.without_trailing(start, end, |byte| !byte.is_ascii_alphanumeric());
        (end > start).then_some(end)
    }

    fn mail_after(&self, start: usize) -> Option<usize> {
        let at = self.while_byte(start, is_in_name);
        if self.byte(at) == b'@' { self.host_after(at + 1) } else { None }
    }

    /// The end of a host ("example.com", with what follows it) or a file's name ("notes.pdf").
    fn host_or_file(&self, start: usize, run: usize) -> Option<usize> {
        let end = self.without_trailing(start, run, |byte| !byte.is_ascii_alphanumeric());
        let name = &self.bytes[start..end];
        if name.starts_with(b"www.") {
            return Some(self.address_end(end));
        }
        let dot = name.iter().rposition(|&byte| byte == b'.')?;
        if !(self.is_last_label(name, start + dot + 1, end) || is_group(name)) {
            return None;
        }
        let goes_on = end == run && self.byte(end) == b'/' && self.byte(end + 1).is_ascii_alphanumeric();
        Some(if goes_on { self.address_end(end) } else { end })
    }

    /// A known last part, in small letters unless the whole name is in capitals: "the best.Us" is no host.
    fn is_last_label(&self, name: &[u8], start: usize, end: usize) -> bool {
        let label = &self.bytes[start..end];
        let small = |part: &[u8]| !part.iter().any(u8::is_ascii_uppercase);
        let case = small(label) || !name.iter().any(u8::is_ascii_lowercase) || label.len() > 2;
        case && self.tables.is_domain(self.key(start, end)) && !name.windows(2).any(|pair| pair == b"..")
    }

    /// The end of a web address, from any place within it: before white space, brackets and closing marks.
    fn address_end(&self, start: usize) -> usize {
        let end = self.while_byte(start, |byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte));
        let level = |level: i64, &byte: &u8| level + i64::from(byte == b')') - i64::from(byte == b'(');
        let mut extra = self.bytes[start..end].iter().fold(0, level);
        let mut at = end;
        while at > start {
            match self.byte(at - 1) {
                b')' if extra > 0 => extra -= 1,
                b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b']' => {}
                _ => break,
            }
            at -= 1;
        }
        at
    }

    /// `end` moved back over bytes that satisfy `drop`, not before `start`.
    fn without_trailing(&self, start: usize, end: usize, drop: impl Fn(u8) -> bool) -> usize {
        end - self.bytes[start..end].iter().rev().take_while(|&&byte| drop(byte)).count()
    }
}

/// Whether a byte can stand in the name of an account, host or file.
fn is_in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'%' | b'-')
}

/// A news group: "comp.sources.unix", three or more parts of two or more small letters.
fn is_group(name: &[u8]) -> bool {
    let parts = || name.split(|&byte| byte == b'.');
    let part = |part: &[u8]| part.len() > 1 && part.iter().all(u8::is_ascii_lowercase);
    parts().count() > 2 && parts().all(part)
}
