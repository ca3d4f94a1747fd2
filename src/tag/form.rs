//! What the tagger sees of a word's letters. `train/tagger/form.py` does the same: change both or neither.

/// How a form is written, which says what an unknown word may be and how a lemma's case follows from its form's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Case {
    /// Letters, none of them upper case.
    Lower,
    /// One upper-case letter, the first.
    Capital,
    /// Only upper-case letters, more than one.
    Upper,
    /// Some other mixture.
    Mixed,
    /// Any digit.
    Digit,
    /// Letters with a hyphen, a dot, a slash, an underscore or an at sign before the end.
    Joined,
    /// No letter and no digit.
    Other,
}

impl Case {
    /// How many there are.
    pub(crate) const COUNT: usize = 7;

    /// How `form` is written.
    pub(crate) fn of(form: &str) -> Self {
        let mut letters = form.chars();
        let (head, last) = (letters.next().map_or(0, letter), letters.next_back().map(letter));
        let body = letters.as_str();
        let add = |(seen, upper), letter| (seen | letter, upper + usize::from(letter & UPPER));
        let (body, upper) = if body.is_ascii() {
            body.bytes().map(|byte| ASCII[usize::from(byte)]).fold((head, 0), add)
        } else {
            body.chars().map(letter).fold((head, 0), add)
        };
        // A full stop or hyphen at the end joins nothing: "Mr.", "pre-".
        let joined = last.is_some() && body & JOINT != 0;
        let (seen, upper) = add((body, upper + usize::from(head & UPPER)), last.unwrap_or(0));
        match seen & (UPPER | LETTER) {
            _ if seen & DIGIT != 0 => Self::Digit,
            0 => Self::Other,
            _ if joined => Self::Joined,
            LETTER => Self::Lower,
            _ if upper == 1 && head == UPPER => Self::Capital,
            UPPER if upper > 1 => Self::Upper,
            _ => Self::Mixed,
        }
    }
}

// What a character counts as: one bit each.
const UPPER: u8 = 1;
const LETTER: u8 = 2;
const DIGIT: u8 = 4;
const JOINT: u8 = 8;

/// The bits of the ASCII characters, as most words have no others.
const ASCII: [u8; 128] = {
    let mut bits = [0; 128];
    let mut at = 0;
    while at < 128 {
        bits[at as usize] = match at {
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'-' | b'@' | b'.' | b'/' | b'_' => JOINT,
            _ => 0,
        };
        at += 1;
    }
    bits
};

fn letter(letter: char) -> u8 {
    match ASCII.get(letter as usize) {
        Some(&bits) => bits,
        None if letter.is_uppercase() => UPPER,
        None if letter.is_alphabetic() => LETTER,
        None => 0,
    }
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

/// FNV-1a in 64 bits.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The last `length` bytes, or all if there are fewer.
pub(crate) fn ending(bytes: &[u8], length: usize) -> &[u8] {
    &bytes[bytes.len().saturating_sub(length)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_looks_at_the_letters() {
        let forms = ["said", "Said", "I", "NATO", "iPhone", "3rd", "e-mail", "U.S.", "Mr.", "...", ""];
        let cases = forms.map(|form| format!("{:?}", Case::of(form))).join(" ");
        assert_eq!(cases, "Lower Capital Capital Upper Mixed Digit Joined Joined Capital Other Other");
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
    fn hash_is_fnv_1a() {
        assert_eq!(hash(b"foobar"), 0x8594_4171_F739_67E8);
    }
}
