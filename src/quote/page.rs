//! A document as the rules see it: for each token what kind of word it is, what it can report, and which quotation
//! marks it stands in.

use super::cue::{Entry, Form, Function, Lexicon, Part, Preposition, Sense, Word};
use crate::mark::{Mark, MarkKind};
use crate::reading::Reading;
use crate::span::Span;
use crate::tag::Upos;
use std::ops::Range;

/// Tokens by their numbers.
pub(super) type Tokens = Range<usize>;

/// What a punctuation mark does to a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Point {
    /// It is a word.
    #[default]
    Word,
    Comma,
    Colon,
    Semicolon,
    /// A dash with blanks beside it, or a long one.
    Dash,
    /// . ? ! …
    Stop,
    Open,
    Close,
    /// A quotation mark.
    Quote,
    Other,
}

/// A stretch in quotation marks, in tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// First token, usually the opening mark.
    pub first: usize,
    /// The token after the last, usually after the closing mark.
    pub end: usize,
    /// Its number among the document's marks.
    pub mark: usize,
}

impl Stretch {
    pub fn tokens(&self) -> Tokens {
        self.first..self.end
    }
}

/// The document and what is known of its tokens. All vectors have T entries, but for `stretch`.
pub(super) struct Page<'a> {
    pub reading: &'a Reading<'a>,
    pub lexicon: &'a Lexicon,
    pub word: Vec<Word>,
    pub point: Vec<Point>,
    /// The outermost stretches in quotation marks, in order.
    pub stretch: Vec<Stretch>,
    /// 1 + the outermost stretch that a token stands in; 0 for none.
    pub within: Vec<u32>,
    /// The paragraph of each token.
    pub paragraph: Vec<u32>,
}

impl<'a> Page<'a> {
    pub fn new(reading: &'a Reading<'a>, lexicon: &'a Lexicon) -> Self {
        let count = reading.tokens.len();
        let mut page = Self {
            reading,
            lexicon,
            word: Vec::with_capacity(count),
            point: Vec::with_capacity(count),
            stretch: Vec::new(),
            within: Vec::new(),
            paragraph: paragraphs(reading),
        };
        for token in 0..count {
            let form = reading.form(token);
            let point = point_of(form);
            page.point.push(point);
            page.word.push(if point == Point::Word { lexicon.look_up(form) } else { Word::default() });
        }
        page.show_stretches(stretches(reading, reading.marks.marks().iter().map(|mark| mark.kind != MarkKind::Dash)));
        page
    }

    /// Makes `stretch` the stretches that the rules see.
    pub fn show_stretches(&mut self, stretch: Vec<Stretch>) {
        self.within.clear();
        self.within.resize(self.len(), 0);
        for (number, stretch) in stretch.iter().enumerate() {
            self.within[stretch.tokens()].fill(number as u32 + 1);
        }
        self.stretch = stretch;
    }

    pub fn len(&self) -> usize {
        self.word.len()
    }

    pub fn mark(&self, stretch: &Stretch) -> &'a Mark {
        &self.reading.marks.marks()[stretch.mark]
    }

    /// The stretch that a token stands in.
    pub fn stretch_at(&self, token: usize) -> Option<&Stretch> {
        (*self.within.get(token)? as usize).checked_sub(1).map(|number| &self.stretch[number])
    }

    pub fn form(&self, token: usize) -> &'a str {
        self.reading.form(token)
    }

    /// Whether a paragraph ends between two tokens.
    pub fn parted(&self, left: usize, right: usize) -> bool {
        self.paragraph.get(left) != self.paragraph.get(right)
    }

    /// The part of speech of a token; `X` beyond the text's end, so that rules need not ask twice.
    pub fn upos(&self, token: usize) -> Upos {
        self.reading.tags.upos().get(token).copied().unwrap_or(Upos::X)
    }

    /// Whether a token stands in quotation marks.
    pub fn in_marks(&self, token: usize) -> bool {
        self.within.get(token).is_some_and(|&stretch| stretch > 0)
    }

    pub fn function(&self, token: usize) -> Function {
        self.word.get(token).map_or(Function::None, |word| word.function)
    }

    pub fn preposition(&self, token: usize) -> Option<Preposition> {
        self.word.get(token).and_then(|word| word.preposition)
    }

    /// The punctuation at a token; a stop beyond the text's end, so that rules need not ask twice.
    pub fn point(&self, token: usize) -> Point {
        self.point.get(token).copied().unwrap_or(Point::Stop)
    }

    pub fn is_word(&self, token: usize) -> bool {
        self.point(token) == Point::Word
    }

    pub fn is_upper(&self, token: usize) -> bool {
        token < self.len() && self.form(token).starts_with(char::is_uppercase)
    }

    /// Whether the form is that of a finite verb, by its tag; -ed forms may be participles.
    pub fn is_finite(&self, token: usize) -> bool {
        matches!(self.xpos(token), "VBD" | "VBZ" | "VBP" | "MD")
    }

    /// The Penn Treebank tag of a token; empty beyond the text's end.
    pub fn xpos(&self, token: usize) -> &'static str {
        self.reading.tags.xpos().get(token).map_or("", |xpos| xpos.as_str())
    }

    /// Whether a token can stand inside a noun phrase, its head included.
    pub fn is_nominal(&self, token: usize) -> bool {
        matches!(self.upos(token), Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron)
            || matches!(self.function(token), Function::Subject | Function::Objective)
    }

    /// The ways in which the word at `token` can report, each with the token after it.
    pub fn senses(&self, token: usize) -> impl Iterator<Item = (&'a Sense, &'a Entry, usize)> + '_ {
        let lexicon = self.lexicon;
        let senses: &'a [Sense] = self.word.get(token).map_or(&[], |&word| lexicon.senses(word));
        senses.iter().filter_map(move |sense| {
            let end = token + 1 + sense.rest.len();
            let fits = end <= self.len()
                && (token + 1..end).zip(&sense.rest).all(|(at, word)| self.form(at).eq_ignore_ascii_case(word));
            fits.then(|| (sense, &lexicon.entry[sense.entry as usize], end))
        })
    }

    /// The verb at `token` in its longest reading.
    pub fn verb(&self, token: usize) -> Option<Verb<'a>> {
        let longest = self.senses(token).filter(|(_, entry, _)| entry.part == Part::Verb).max_by_key(|found| found.2);
        longest.map(|(sense, entry, end)| Verb { id: sense.entry, entry, form: sense.form, at: token, end })
    }

    /// The tokens of a sentence.
    pub fn sentence(&self, number: usize) -> Tokens {
        self.reading.sentences.tokens(number)
    }
}

/// A reporting verb in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb<'a> {
    pub id: u16,
    pub entry: &'a Entry,
    pub form: Form,
    pub at: usize,
    /// The token after its last word.
    pub end: usize,
}

impl Verb<'_> {
    /// Whether it can be the only verb of its clause.
    pub fn is_finite(&self) -> bool {
        self.form != Form::Ing
    }
}

/// The number of each token's paragraph.
fn paragraphs(reading: &Reading<'_>) -> Vec<u32> {
    let spans = reading.paragraphs.spans();
    let mut number = 0;
    let number_of = |token: &Span| {
        while spans.get(number).is_some_and(|paragraph| paragraph.end() <= token.start()) {
            number += 1;
        }
        number as u32
    };
    reading.tokens.spans().iter().map(number_of).collect()
}

/// The outermost of the marked stretches that `take` takes, one answer a mark, in order.
pub(super) fn stretches(reading: &Reading<'_>, take: impl Iterator<Item = bool>) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let (mut end, mut token) = (0, 0);
    let spans = reading.tokens.spans();
    for ((number, mark), take) in reading.marks.marks().iter().enumerate().zip(take) {
        if !take || mark.span.start() < end {
            continue;
        }
        end = mark.span.end();
        while token < spans.len() && spans[token].end() <= mark.span.start() {
            token += 1;
        }
        let first = token;
        while token < spans.len() && spans[token].start() < end {
            token += 1;
        }
        if first < token {
            found.push(Stretch { first, end: token, mark: number });
        }
    }
    found
}

fn point_of(form: &str) -> Point {
    let first = form.as_bytes()[0];
    if first.is_ascii_alphanumeric() || first >= 0xC3 && first != 0xE2 {
        return Point::Word;
    }
    match form {
        "," => Point::Comma,
        ":" => Point::Colon,
        ";" => Point::Semicolon,
        "-" | "--" | "–" | "—" | "―" | "---" => Point::Dash,
        "(" | "[" | "{" => Point::Open,
        ")" | "]" | "}" => Point::Close,
        "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»" | "‹" | "›" | "„" | "``" | "''" | "`" => {
            Point::Quote
        }
        _ if form.starts_with(['.', '!', '?', '…']) => Point::Stop,
        _ if form.chars().any(char::is_alphanumeric) => Point::Word,
        "$" | "%" | "&" | "#" | "£" | "€" | "+" => Point::Word,
        _ => Point::Other,
    }
}
