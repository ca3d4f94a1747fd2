//! What is known of a word beside its letters: by lists, and by the rest of the document.

use super::feature::Source;
use super::form::{Shape, hash, normal};
use crate::list::{LISTS, Word};
use rustc_hash::FxHashMap;

/// No listed name is longer, in tokens; this keeps every look at a name bounded.
const LONGEST: usize = 12;

/// What lists know of a word written with a capital; nothing of any other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    pub word: Option<Word>,
    /// 0 in no listed name, 1 and its label's number the first word of one, 8 and that number a further word.
    pub phrase: u32,
}

/// Goes over the tokens of a text from first to last.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The token after the listed name that was found last, and its label's number.
    end: usize,
    label: u32,
}

impl Reader {
    /// What lists know of the token, the one after the last asked for; names end before token `limit`.
    pub fn look(&mut self, source: Source<'_>, token: usize, shape: Shape, limit: usize) -> Known {
        let form = source.tokens.span[token].of(source.text.as_str());
        let capital = is_written_with_capital(form, shape);
        let word = capital.then(|| LISTS.word(form));
        if token < self.end {
            return Known { word, phrase: 8 + self.label };
        }
        let found = capital
            .then(|| LISTS.longest(source.text, source.tokens, token, limit.min(token + LONGEST)))
            .flatten()
            .filter(|(_, phrase)| !phrase.acronym() || matches!(shape, Shape::Upper | Shape::Mixed));
        let Some((end, phrase)) = found else { return Known { word, phrase: 0 } };
        (self.end, self.label) = (end, phrase.label() as u32);
        Known { word, phrase: 1 + self.label }
    }
}

/// Where else a document has its capitalised words: in lower case, or with a capital inside a sentence.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    /// The hash of a word to bits: 1 in lower case, 2 with a capital right after a word in lower case.
    uses: FxHashMap<u32, u8>,
}

impl Elsewhere {
    /// Looks at all words of a text, which are written in those ways.
    pub fn of(source: Source<'_>, shapes: &[Shape]) -> Self {
        let (text, span) = (source.text.as_str(), &source.tokens.span);
        let (mut uses, mut letters) = (FxHashMap::<u32, u8>::default(), Vec::new());
        let mut lower = Vec::new();
        let mut before = None;
        for (&token, &shape) in span.iter().zip(shapes) {
            let form = token.of(text);
            let mut word = || {
                normal(form, &mut letters);
                hash(&letters)
            };
            if is_written_with_capital(form, shape) {
                let inside = before.is_some_and(|end: u32| &text[end as usize..token.start() as usize] == " ");
                *uses.entry(word()).or_default() |= 2 * u8::from(inside);
            } else if shape == Shape::Lower {
                lower.push(word());
            }
            before = (shape == Shape::Lower).then(|| token.end());
        }
        for word in lower {
            if let Some(bits) = uses.get_mut(&word) {
                *bits |= 1;
            }
        }
        Self { uses }
    }

    /// 0 for a word without a capital, else 1 and the bits of its other uses; `word` is the hash of its normal form.
    pub fn value(&self, form: &str, shape: Shape, word: u32) -> u32 {
        if !is_written_with_capital(form, shape) {
            return 0;
        }
        1 + self.uses.get(&word).map_or(0, |&bits| u32::from(bits))
    }
}

fn is_written_with_capital(form: &str, shape: Shape) -> bool {
    match shape {
        Shape::Title | Shape::Initial | Shape::Upper | Shape::Mixed => true,
        Shape::Lower | Shape::Joined | Shape::Year | Shape::Digits | Shape::Number | Shape::Mark => false,
        Shape::Code | Shape::JoinedUpper | Shape::Stop | Shape::Marks => form.starts_with(char::is_uppercase),
    }
}
