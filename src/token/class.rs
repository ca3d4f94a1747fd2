//! What a byte, or a character outside ASCII, can begin or continue.

use unicode_properties::{GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory};

/// What a token that starts with this byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// White space: no token.
    Space,
    /// An ASCII letter.
    Letter,
    /// An ASCII digit.
    Digit,
    /// A mark that is always a token of its own: comma, semicolon, brackets, double quotation mark.
    Lone,
    /// Any other ASCII character.
    Symbol,
    /// The first byte of a character outside ASCII.
    Wide,
}

/// The class of each byte.
pub(super) const CLASS: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Symbol; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | 0x09..=0x0D => Class::Space,
            b'A'..=b'Z' | b'a'..=b'z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b',' | b')' | b'[' | b']' | b'{' | b'}' | b'"' => Class::Lone,
            0x80.. => Class::Wide,
            _ => Class::Symbol,
        };
        byte += 1;
    }
    table
}

/// Whether a word of letters is over for certain before this byte, whatever comes after.
pub(super) const ENDS_WORD: [bool; 256] = ends_word();

const fn ends_word() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let open = matches!(byte as u8, b'#' | b';' | b'!' | b'?' | b'(' | b'<' | b'>' | b'=' | b'|' | b'~');
        table[byte] = open || matches!(CLASS[byte], Class::Space | Class::Lone);
        byte += 1;
    }
    table
}

/// What a character outside ASCII does in the tokenizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// White space: no token.
    Space,
    /// Part of a word: a letter, digit, combining mark, soft hyphen or joiner.
    Word,
    /// Starts an emoji.
    Emoji,
    /// Half of a flag.
    Flag,
    /// Anything else: a token of its own.
    Mark,
}

// Characters that cannot be seen and are part of the word they stand in.
const SOFT_HYPHEN: char = '\u{AD}';
const NON_JOINER: char = '\u{200C}';
const JOINER: char = '\u{200D}';
const WORD_JOINER: char = '\u{2060}';

/// The kind of a character outside ASCII.
pub(super) fn kind(character: char) -> Kind {
    match character {
        // By far the most frequent come first, without a look into the tables of Unicode.
        '\u{2010}'..='\u{2027}' => Kind::Mark,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | SOFT_HYPHEN | NON_JOINER | JOINER | WORD_JOINER => Kind::Word,
        '\u{1F1E6}'..='\u{1F1FF}' => Kind::Flag,
        _ if character.is_whitespace() => Kind::Space,
        _ if character.is_alphanumeric() => Kind::Word,
        _ if character.general_category_group() == GeneralCategoryGroup::Mark => Kind::Word,
        _ if character >= '\u{2190}' && character.is_emoji_char() => Kind::Emoji,
        _ => Kind::Mark,
    }
}

/// How many of eight bytes, counted from the first, are ASCII letters.
#[inline]
pub(super) fn letters_in(eight: u64) -> u32 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    /// What lifts 'a', and the byte after 'z', into the high bit.
    const FROM_A: u64 = 0x80 - 0x61;
    const PAST_Z: u64 = 0x80 - 0x7B;
    let lower = (eight | (0x20 * ONES)) & !HIGH;
    let from_a = lower + FROM_A * ONES;
    let past_z = lower + PAST_Z * ONES;
    let letter = from_a & !past_z & !eight & HIGH;
    (letter ^ HIGH).trailing_zeros() / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_up_to_the_first_other_byte() {
        for byte in 0..=255_u8 {
            let mut eight = *b"abXYzZqA";
            eight[3] = byte;
            let expected = if byte.is_ascii_alphabetic() { 8 } else { 3 };
            assert_eq!(letters_in(u64::from_le_bytes(eight)), expected, "byte {byte}");
        }
    }

    #[test]
    fn joiners_and_combining_marks_belong_to_words() {
        assert_eq!(kind('\u{301}'), Kind::Word);
        assert_eq!(kind('\u{200D}'), Kind::Word);
        assert_eq!(kind('\u{200B}'), Kind::Mark);
        assert_eq!(kind('\u{2028}'), Kind::Space);
        assert_eq!(kind('😀'), Kind::Emoji);
        assert_eq!(kind('“'), Kind::Mark);
    }
}
