//! Lone surrogates in JSON: Python writes them as `\ud800`, and UTF-8 cannot hold them.

use std::borrow::Cow;

/// The line with the escape of every lone surrogate replaced by that of U+FFFD, which is one code point too, so that
/// positions after it stay true.
pub(super) fn replaced(line: &str) -> Cow<'_, str> {
    let bytes = line.as_bytes();
    let (mut out, mut kept, mut at) = (String::new(), 0, 0);
    while let Some(next) = memchr::memchr(b'\\', &bytes[at..]) {
        at += next;
        match (surrogate(&bytes[at..]), surrogate(bytes.get(at + 6..).unwrap_or_default())) {
            (Some(true), Some(false)) => at += 12,
            (Some(_), _) => {
                out.push_str(&line[kept..at]);
                out.push_str("\\ufffd");
                at += 6;
                kept = at;
            }
            // The character after a backslash belongs to it; being part of a longer character is no harm.
            (None, _) => at = (at + 2).min(bytes.len()),
        }
    }
    if kept == 0 {
        return Cow::Borrowed(line);
    }
    out.push_str(&line[kept..]);
    Cow::Owned(out)
}

/// Whether an escape of a surrogate starts here, and if so whether it is a leading one.
fn surrogate(bytes: &[u8]) -> Option<bool> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    let digits = [digits[0], digits[1], digits[2], digits[3]].map(|digit| (digit as char).to_digit(16));
    match digits {
        [Some(0xD), Some(high @ 8..), Some(_), Some(_)] => Some(high < 0xC),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn only_lone_surrogates_are_replaced() {
        for (line, wanted) in [
            (r#""plain \n \u00e9""#, r#""plain \n \u00e9""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""a\ud83db""#, r#""a\ufffdb""#),
            (r#""\ude00\ud83d""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""é\é\uD8"#, r#""é\é\uD8"#),
        ] {
            assert_eq!(replaced(line), wanted);
        }
    }
}
