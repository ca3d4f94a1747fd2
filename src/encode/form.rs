//! What can be seen of a word's letters.

/// How a form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// Letters, none of them upper case.
    Lower,
    /// One upper-case letter, the first of several.
    Title,
    /// A single upper-case letter.
    Initial,
    /// Only upper-case letters, more than one.
    Upper,
    /// Some other mixture of upper and lower case.
    Mixed,
    /// Four digits from 1500 to 2099, as years are.
    Year,
    /// Other digits only.
    Digits,
    /// Digits with marks: 1,250 or 3.5.
    Number,
    /// Digits with letters: 3rd.
    Code,
    /// Lower-case letters with a hyphen, a dot, a slash, an underscore or an at sign before the end.
    Joined,
    /// The same with an upper-case letter.
    JoinedUpper,
    /// Letters and a full stop at the end: Mr.
    Stop,
    /// A mark or sign of one character.
    Mark,
    /// Several marks or signs.
    Marks,
}

// What a character counts as: one bit each.
const UPPER: u8 = 1;
const LETTER: u8 = 2;
const DIGIT: u8 = 4;
const JOINT: u8 = 8;
const OTHER: u8 = 16;

/// The bits of the ASCII characters, as most words have no others.
const ASCII: [u8; 128] = {
    let mut bits = [OTHER; 128];
    let mut at = 0;
    while at < 128 {
        bits[at as usize] = match at {
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'-' | b'@' | b'.' | b'/' | b'_' => JOINT,
            _ => OTHER,
        };
        at += 1;
    }
    bits
};

fn class(letter: char) -> u8 {
    match ASCII.get(letter as usize) {
        Some(&bits) => bits,
        None if letter.is_uppercase() => UPPER,
        None if letter.is_alphabetic() => LETTER,
        None => OTHER,
    }
}

impl Shape {
    /// How many there are.
    pub const COUNT: usize = 14;

    /// How `form` is written.
    pub fn of(form: &str) -> Self {
        let mut letters = form.chars();
        let (head, last) = (letters.next().map_or(OTHER, class), letters.next_back());
        let body = letters.as_str();
        let add = |(seen, upper), class| (seen | class, upper + usize::from(class & UPPER));
        let (body, upper) = if body.is_ascii() {
            body.bytes().map(|byte| ASCII[usize::from(byte)]).fold((0, 0), add)
        } else {
            body.chars().map(class).fold((0, 0), add)
        };
        let tail = last.map_or(0, class);
        let (seen, upper) = (body | head | tail, upper + usize::from(head & UPPER) + usize::from(tail & UPPER));
        let alphabetic = seen & (UPPER | LETTER) != 0;
        match seen {
            DIGIT if is_year(form) => Self::Year,
            DIGIT => Self::Digits,
            _ if seen & DIGIT != 0 && alphabetic => Self::Code,
            _ if seen & DIGIT != 0 => Self::Number,
            _ if !alphabetic => {
                if last.is_none() {
                    Self::Mark
                } else {
                    Self::Marks
                }
            }
            _ if (head | body) & JOINT != 0 => {
                if upper == 0 {
                    Self::Joined
                } else {
                    Self::JoinedUpper
                }
            }
            _ if last == Some('.') => Self::Stop,
            _ if upper == 0 => Self::Lower,
            _ if seen & LETTER == 0 => {
                if last.is_none() {
                    Self::Initial
                } else {
                    Self::Upper
                }
            }
            _ if upper == 1 && head == UPPER => Self::Title,
            _ => Self::Mixed,
        }
    }

    /// Whether it has letters that could be capitals and whether the first is one.
    pub fn is_capital(self) -> Option<bool> {
        match self {
            Self::Lower | Self::Joined => Some(false),
            Self::Title | Self::Upper | Self::Mixed | Self::JoinedUpper => Some(true),
            _ => None,
        }
    }
}

fn is_year(form: &str) -> bool {
    form.len() == 4 && ("1500".."2100").contains(&form)
}

/// Writes the form in lower case to `out`, with digits as 0 and, in longer forms, a curly apostrophe as a straight one.
pub(crate) fn normal(form: &str, out: &mut Vec<u8>) {
    out.clear();
    if form.is_ascii() {
        out.extend(form.bytes().map(|byte| digit_as_zero(byte.to_ascii_lowercase())));
        return;
    }
    let mut lower = form.to_lowercase();
    if lower.chars().nth(1).is_some() {
        lower = lower.replace('’', "'");
    }
    out.extend(lower.bytes().map(digit_as_zero));
}

const fn digit_as_zero(byte: u8) -> u8 {
    if byte.is_ascii_digit() { b'0' } else { byte }
}

/// FNV-1a in 64 bits, folded to 32.
pub(crate) fn hash(bytes: &[u8]) -> u32 {
    let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    let hash = bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, step);
    (hash ^ (hash >> 32)) as u32
}

/// The first `length` bytes, or all if there are fewer.
pub(crate) fn beginning(bytes: &[u8], length: usize) -> &[u8] {
    &bytes[..bytes.len().min(length)]
}

/// The last `length` bytes, or all if there are fewer.
pub(crate) fn ending(bytes: &[u8], length: usize) -> &[u8] {
    &bytes[bytes.len().saturating_sub(length)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_look_at_letters_digits_and_joints() {
        let forms = [
            "said", "Said", "I", "NATO", "iPhone", "1984", "19", "1,250", "3rd", "e-mail", "U.S.", "Mr.", ",", "...",
            "É", "漢字", "",
        ];
        let shapes = forms.map(|form| format!("{:?}", Shape::of(form))).join(" ");
        let expected = "Lower Title Initial Upper Mixed Year Digits Number Code Joined JoinedUpper Stop Mark Marks Initial \
                        Lower Mark";
        assert_eq!(shapes, expected);
    }

    #[test]
    fn normal_forms_differ_neither_by_case_nor_by_apostrophe_nor_by_digits() {
        let normal = |form| {
            let mut out = Vec::new();
            super::normal(form, &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(["N’T", "ÉTAT", "1,250", "’"].map(normal), ["n't", "état", "0,000", "’"]);
    }

    #[test]
    fn hash_is_fnv_1a_folded() {
        assert_eq!(hash(b"foobar"), 0x8594_4171 ^ 0xF739_67E8);
    }
}
