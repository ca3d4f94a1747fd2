//! What a network is told of each token: F numbers, each a row of a table of its own.
//!
//! Training calls this too, so that there is one extractor.

use super::form::{Shape, beginning, ending, hash, normal};
use crate::mark::{MarkKind, Marks};
use crate::paragraph::Paragraphs;
use crate::sentence;
use crate::span::Span;
use crate::text::Text;
use crate::token::Tokens;
use std::ops::Range;

/// One thing to know about a token. Values of hashed features are any `u32`, to be looked up or taken modulo the rows of
/// a table; those of the others are small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Hash of the word in lower case, digits as 0.
    Word,
    /// Hash of the word's first three bytes in lower case.
    Prefix3,
    /// Hash of its last two.
    Suffix2,
    /// Hash of its last three.
    Suffix3,
    /// Hash of its last four.
    Suffix4,
    /// How it is written: 14 shapes.
    Shape,
    /// 0 outside quotation marks, 1 inside double ones, 2 inside single ones, 3 an opening mark, 4 a closing one.
    Mark,
    /// Tokens before it in its paragraph, at most 7.
    FromStart,
    /// Tokens after it in its paragraph, at most 7.
    ToEnd,
    /// What stands before it: 0 nothing, 1 white space, 2 a line's end, 3 a paragraph's start.
    Space,
    /// Whether a sentence starts there by the rules alone: 1 if so, or if its paragraph does.
    Start,
    /// Words of its paragraph with a capital: 0 none, 1 under half, 2 half or more, 3 all, 4 there is but one word.
    Capitals,
}

impl Feature {
    /// All there are.
    pub const ALL: [Self; 12] = [
        Self::Word,
        Self::Prefix3,
        Self::Suffix2,
        Self::Suffix3,
        Self::Suffix4,
        Self::Shape,
        Self::Mark,
        Self::FromStart,
        Self::ToEnd,
        Self::Space,
        Self::Start,
        Self::Capitals,
    ];

    /// Its name in files of weights.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Prefix3 => "prefix3",
            Self::Suffix2 => "suffix2",
            Self::Suffix3 => "suffix3",
            Self::Suffix4 => "suffix4",
            Self::Shape => "shape",
            Self::Mark => "mark",
            Self::FromStart => "from_start",
            Self::ToEnd => "to_end",
            Self::Space => "space",
            Self::Start => "start",
            Self::Capitals => "capitals",
        }
    }

    /// The feature of that name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.as_str() == name)
    }
}

/// What features are read from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its paragraphs.
    pub paragraphs: &'a Paragraphs,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its quotation marks in pairs.
    pub marks: &'a Marks,
}

/// Reads the features of every token: T × F values, token by token. Linear in the text's length.
pub fn extract(source: Source<'_>, features: &[Feature]) -> Vec<u32> {
    let mut values = Vec::with_capacity(source.tokens.len() * features.len());
    Extractor::new(source).extract(0..source.tokens.len(), features, &mut values);
    values
}

/// The value of [`Feature::Word`] of a word; `letters` is room to work in.
pub(super) fn word_value(form: &str, letters: &mut Vec<u8>) -> u32 {
    normal(form, letters);
    hash(letters)
}

/// What has been seen of a token, its letters apart.
#[derive(Clone, Copy, Debug)]
struct Seen {
    shape: Shape,
    mark: u32,
    from_start: u32,
    to_end: u32,
    space: u32,
    start: u32,
    capitals: u32,
}

impl Seen {
    fn value(self, feature: Feature, normal: &[u8]) -> u32 {
        match feature {
            Feature::Word => hash(normal),
            Feature::Prefix3 => hash(beginning(normal, 3)),
            Feature::Suffix2 => hash(ending(normal, 2)),
            Feature::Suffix3 => hash(ending(normal, 3)),
            Feature::Suffix4 => hash(ending(normal, 4)),
            Feature::Shape => self.shape as u32,
            Feature::Mark => self.mark,
            Feature::FromStart => self.from_start,
            Feature::ToEnd => self.to_end,
            Feature::Space => self.space,
            Feature::Start => self.start,
            Feature::Capitals => self.capitals,
        }
    }
}

/// Goes over the tokens of a text from first to last.
#[derive(Debug)]
pub struct Extractor<'a> {
    source: Source<'a>,
    /// The number of paragraphs that have been entered.
    entered: usize,
    /// The tokens of the paragraph, and how they are written.
    own: Range<usize>,
    shapes: Vec<Shape>,
    /// Those of them that start a sentence by the rules, from the last to the first that has not been passed.
    starts: Vec<usize>,
    capitals: u32,
    /// The number of marks that have been passed, and those that are open.
    passed: usize,
    open: Vec<usize>,
    /// The letters of the token, see [`normal`].
    normal: Vec<u8>,
}

impl<'a> Extractor<'a> {
    /// Starts before the first token.
    pub fn new(source: Source<'a>) -> Self {
        Self {
            source,
            entered: 0,
            own: 0..0,
            shapes: Vec::new(),
            starts: Vec::new(),
            capitals: 0,
            passed: 0,
            open: Vec::new(),
            normal: Vec::new(),
        }
    }

    /// Appends the features of tokens to `values`, token by token. The tokens must be those after the last ones asked for.
    pub fn extract(&mut self, tokens: Range<usize>, features: &[Feature], values: &mut Vec<u32>) {
        for token in tokens {
            let seen = self.see(token);
            values.extend(features.iter().map(|&feature| seen.value(feature, &self.normal)));
        }
    }

    fn form(&self, token: usize) -> &'a str {
        self.source.tokens.span[token].of(self.source.text.as_str())
    }

    /// Looks at a token, which must be the one after the last looked at.
    fn see(&mut self, token: usize) -> Seen {
        if token == self.own.end {
            self.enter(token);
        }
        normal(self.form(token), &mut self.normal);
        Seen {
            shape: self.shapes[token - self.own.start],
            mark: self.mark(self.source.tokens.span[token]),
            from_start: (token - self.own.start).min(7) as u32,
            to_end: (self.own.end - 1 - token).min(7) as u32,
            space: self.space(token),
            start: u32::from(token == self.own.start || self.starts.pop_if(|start| *start == token).is_some()),
            capitals: self.capitals,
        }
    }

    /// Enters the paragraph that token `first` begins.
    fn enter(&mut self, first: usize) {
        let span = &self.source.tokens.span;
        let paragraphs = self.source.paragraphs.spans();
        while paragraphs.get(self.entered).is_some_and(|paragraph| paragraph.end() <= span[first].start()) {
            self.entered += 1;
        }
        let end = paragraphs.get(self.entered).map_or(u32::MAX, |paragraph| paragraph.end());
        let length = span[first..].partition_point(|token| token.start() < end).max(1);
        self.own = first..first + length;
        let shape = |token: usize| Shape::of(span[token].of(self.source.text.as_str()));
        self.shapes.clear();
        self.shapes.extend(self.own.clone().map(shape));
        self.capitals = self.share_of_capitals();
        self.starts.clear();
        sentence::each_start_by_rule(self.source.text, self.source.tokens, self.own.clone(), |start| {
            self.starts.push(start);
        });
        self.starts.reverse();
    }

    fn share_of_capitals(&self) -> u32 {
        let shapes = self.shapes.iter().copied();
        let count = |(words, capitals), capital| (words + 1, capitals + u32::from(capital));
        match shapes.filter_map(Shape::is_capital).fold((0_u32, 0), count) {
            (0 | 1, _) => 4,
            (_, 0) => 0,
            (words, capitals) if words == capitals => 3,
            (words, capitals) => 1 + u32::from(capitals * 2 >= words),
        }
    }

    fn space(&self, token: usize) -> u32 {
        if token == self.own.start {
            return 3;
        }
        let span = &self.source.tokens.span;
        let gap = &self.source.text.as_str()[span[token - 1].end() as usize..span[token].start() as usize];
        match gap {
            "" => 0,
            " " => 1,
            _ if gap.contains(['\n', '\r', '\u{2028}']) => 2,
            _ => 1,
        }
    }

    fn mark(&mut self, token: Span) -> u32 {
        let marks = self.source.marks.marks();
        while let Some(mark) = marks.get(self.passed).filter(|mark| mark.open.start() < token.end()) {
            if mark.kind != MarkKind::Dash {
                self.open.push(self.passed);
            }
            self.passed += 1;
        }
        while self.open.last().is_some_and(|&open| marks[open].span.end() <= token.start()) {
            self.open.pop();
        }
        let Some(mark) = self.open.last().map(|&open| marks[open]) else { return 0 };
        match mark.kind {
            _ if mark.open.overlaps(token) => 3,
            _ if mark.close.is_some_and(|close| close.overlaps(token)) => 4,
            MarkKind::Single => 2,
            _ => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{mark, paragraph, token};

    fn values(text: &str, features: &[Feature]) -> Vec<Vec<u32>> {
        let text = Text::new(text).unwrap();
        let (paragraphs, tokens) = (paragraph::split(&text), token::split(&text));
        let marks = mark::pair(&text, &paragraphs);
        let values = extract(Source { text: &text, paragraphs: &paragraphs, tokens: &tokens, marks: &marks }, features);
        (0..features.len()).map(|at| values.iter().copied().skip(at).step_by(features.len()).collect()).collect()
    }

    #[test]
    fn marks_say_what_is_inside_and_what_opens_and_closes() {
        let found = values("“I ‘go’ now,” he said.\n\nNo.", &[Feature::Mark]);
        assert_eq!(found, [[3, 1, 3, 2, 4, 1, 1, 4, 0, 0, 0, 0, 0]]);
    }

    #[test]
    fn places_are_counted_within_the_paragraph() {
        let found = values("A b c\n\nd e f g h i j k l", &[Feature::FromStart, Feature::ToEnd, Feature::Space]);
        assert_eq!(found[0], [0, 1, 2, 0, 1, 2, 3, 4, 5, 6, 7, 7]);
        assert_eq!(found[1], [2, 1, 0, 7, 7, 6, 5, 4, 3, 2, 1, 0]);
        assert_eq!(found[2], [3, 1, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1]);
    }

    #[test]
    fn rules_say_where_sentences_start() {
        let found = values("He came. She left.\n\nMr. Lee. No.", &[Feature::Start]);
        assert_eq!(found[0], [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0]);
    }

    #[test]
    fn headlines_have_many_capitals() {
        let found = values("Iran Urges Restraint\n\nHe said so.\n\nThey met Mr. Raisi.\n\nYes!", &[Feature::Capitals]);
        assert_eq!(found[0], [3, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2, 2, 4, 4]);
    }

    #[test]
    fn words_are_told_by_their_letters() {
        let found = values("Walking walking 12 99", &[Feature::Word, Feature::Suffix3, Feature::Prefix3]);
        assert!(found.iter().all(|column| column[0] == column[1] && column[2] == column[3] && column[1] != column[2]));
        assert_eq!(found[1][0], hash(b"ing"));
    }

    #[test]
    fn names_of_features_are_read_back() {
        assert!(Feature::ALL.into_iter().all(|feature| Feature::named(feature.as_str()) == Some(feature)));
        assert_eq!(Feature::named("colour"), None);
    }
}
