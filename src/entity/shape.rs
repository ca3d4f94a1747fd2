//! How words are written: capitals, and where capitals mean nothing.

use super::lists::{Case, Class, Lists, Word};
use crate::paragraph::Paragraphs;
use crate::reading::Reading;
use std::ops::Range;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Without a capital.
    Lower,
    /// "Paris", and words with a later capital after it.
    Title,
    /// "EU", "U.S.".
    Upper,
    /// "J.".
    Initial,
    /// "al-Qaida".
    Mixed,
    /// With neither letter nor digit.
    Mark,
}

impl Shape {
    pub(crate) fn of(form: &str) -> Self {
        let (mut lower, mut upper, mut digit, mut first_upper) = (0_u32, 0_u32, false, false);
        for (at, c) in form.chars().enumerate() {
            if c.is_uppercase() {
                upper += 1;
                first_upper |= at == 0;
            } else {
                lower += u32::from(c.is_alphabetic());
                digit |= c.is_ascii_digit();
            }
        }
        match (lower, upper) {
            (0, 0) if !digit => Self::Mark,
            (_, 0) => Self::Lower,
            (0, 1) if !digit => Self::Initial,
            (0, _) => Self::Upper,
            _ if first_upper => Self::Title,
            _ => Self::Mixed,
        }
    }

    pub(crate) const fn capital(self) -> bool {
        !matches!(self, Self::Lower | Self::Mark)
    }
}

/// What capitals tell in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Names have them.
    Plain,
    /// Most Words Have Them, as in headlines.
    Headline,
    /// ALL LETTERS ARE CAPITALS.
    Capitals,
}

/// How the tokens of a document are written, and what the lists know of them: T entries each.
pub(crate) struct Shapes {
    pub(crate) shape: Vec<Shape>,
    /// Only of tokens with a capital; the default for others.
    pub(crate) word: Vec<Word>,
    /// Whether the token starts a sentence, a quotation or a line, so that its capital means nothing.
    pub(crate) initial: Vec<bool>,
}

impl Shapes {
    pub(crate) fn new(reading: &Reading<'_>, lists: &Lists) -> Self {
        let shape: Vec<Shape> = (0..reading.tokens.len()).map(|token| Shape::of(reading.form(token))).collect();
        let known = |(token, shape): (usize, &Shape)| {
            if shape.capital() { lists.word(reading.form(token)) } else { Word::default() }
        };
        let word = shape.iter().enumerate().map(known).collect();
        let initial = initials(reading, &shape);
        Self { shape, word, initial }
    }

    /// Whether the token is a capital word that could be part of a name, given the style of its paragraph.
    pub(crate) fn capital(&self, token: usize, style: Style) -> bool {
        let (shape, word) = (self.shape[token], self.word[token]);
        shape.capital()
            && match style {
                Style::Plain => !(self.initial[token] && word.case() == Case::Lower) || shape == Shape::Upper,
                Style::Headline | Style::Capitals => word.case() != Case::Lower,
            }
    }

    pub(crate) fn is(&self, token: usize, class: Class) -> bool {
        self.word[token].is(class)
    }

    /// The style of a paragraph, from the words that are mostly written without a capital.
    pub(crate) fn style(&self, tokens: Range<usize>) -> Style {
        let (mut ordinary, mut raised, mut small, mut upper) = (0, 0, 0, 0);
        for token in tokens {
            match self.shape[token] {
                Shape::Lower => small += 1,
                Shape::Upper => upper += 1,
                _ => {}
            }
            if self.initial[token] || !self.shape[token].capital() {
                continue;
            }
            ordinary += 1;
            raised += u32::from(self.word[token].case() == Case::Lower && !self.word[token].is(Class::Of));
        }
        if small == 0 && upper >= 2 {
            Style::Capitals
        } else if raised >= 2 && ordinary > small {
            Style::Headline
        } else {
            Style::Plain
        }
    }
}

fn initials(reading: &Reading<'_>, shape: &[Shape]) -> Vec<bool> {
    let mut initial = vec![false; shape.len()];
    for sentence in 0..reading.sentences.len() {
        initial[reading.sentences.tokens(sentence).start] = true;
    }
    for token in 1..shape.len() {
        let after_mark =
            shape[token - 1] == Shape::Mark && matches!(reading.form(token - 1), m if OPENING.contains(&m));
        initial[token] |= after_mark || (initial[token - 1] && shape[token - 1] == Shape::Mark);
    }
    initial
}

/// Marks after which a word may have a capital without being a name.
const OPENING: [&str; 14] = ["“", "\"", "‘", "'", "``", "«", "„", ":", "–", "—", "|", "•", "[", "…"];

/// The tokens of each paragraph, in order.
pub(crate) fn paragraphs(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let Paragraphs { span } = reading.paragraphs;
    span.iter().map(|&span| reading.tokens.within(span)).filter(|tokens| !tokens.is_empty()).collect()
}
