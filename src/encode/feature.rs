//! What a network is told of each token: F numbers, each a row of a table of its own.
//!
//! Training calls this too, so that there is one extractor.

use super::form::{Shape, beginning, ending, hash, normal};
use super::known::{Elsewhere, Known, Reader};
use crate::list::Word;
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
    /// How a word that has a capital is mostly written: 0 it has none, 1 unknown, 2 in lower case, 3 either way, 4 with one.
    Case,
    /// How common it is as a given name, if it has a capital: 0 not at all, 1 rare, 2 common.
    Given,
    /// How common it is as a surname, likewise.
    Surname,
    /// What kind of name has such a word, or such a word before it, by a list: 0 none, or 1 and the number of the class.
    Class,
    /// Its place in a listed name: 0 in none, 1 and the label's number the first word, 8 and that number a further one.
    Phrase,
    /// Where the document has the word of a capital elsewhere: 0 it has none, 1 nowhere, 2 in lower case, 3 with a capital
    /// inside a sentence, 4 both.
    Elsewhere,
}

impl Feature {
    /// All there are.
    pub const ALL: [Self; 18] = [
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
        Self::Case,
        Self::Given,
        Self::Surname,
        Self::Class,
        Self::Phrase,
        Self::Elsewhere,
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
            Self::Case => "case",
            Self::Given => "given",
            Self::Surname => "surname",
            Self::Class => "class",
            Self::Phrase => "phrase",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The feature of that name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.as_str() == name)
    }

    /// Whether lists are asked for it.
    const fn is_listed(self) -> bool {
        matches!(self, Self::Case | Self::Given | Self::Surname | Self::Class | Self::Phrase)
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
    Extractor::new(source, features).extract(0..source.tokens.len(), &mut values);
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
    word: u32,
    shape: Shape,
    mark: u32,
    from_start: u32,
    to_end: u32,
    space: u32,
    start: u32,
    capitals: u32,
    known: Known,
    elsewhere: u32,
}

impl Seen {
    fn value(self, feature: Feature, normal: &[u8]) -> u32 {
        match feature {
            Feature::Word => self.word,
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
            Feature::Case => self.known.word.map_or(0, |word| 1 + word.case() as u32),
            Feature::Given => self.known.word.map_or(0, Word::given),
            Feature::Surname => self.known.word.map_or(0, Word::surname),
            Feature::Class => self.known.word.and_then(Word::class).map_or(0, |class| 1 + class as u32),
            Feature::Phrase => self.known.phrase,
            Feature::Elsewhere => self.elsewhere,
        }
    }
}

/// Goes over the tokens of a text from first to last.
#[derive(Debug)]
pub struct Extractor<'a> {
    source: Source<'a>,
    /// The number of paragraphs that have been entered.
    entered: usize,
    /// How each token of the text is written.
    shapes: Vec<Shape>,
    /// The tokens of the paragraph.
    own: Range<usize>,
    /// Those of them that start a sentence by the rules, from the last to the first that has not been passed.
    starts: Vec<usize>,
    capitals: u32,
    /// The number of marks that have been passed, and those that are open.
    passed: usize,
    open: Vec<usize>,
    /// The letters of the token, see [`normal`].
    normal: Vec<u8>,
    features: &'a [Feature],
    /// None where nothing that it tells is asked for.
    lists: Option<Reader>,
    elsewhere: Option<Elsewhere>,
}

impl<'a> Extractor<'a> {
    /// Starts before the first token.
    pub fn new(source: Source<'a>, features: &'a [Feature]) -> Self {
        let text = source.text.as_str();
        let shapes: Vec<Shape> = source.tokens.span.iter().map(|token| Shape::of(token.of(text))).collect();
        Self {
            source,
            features,
            lists: features.iter().any(|feature| feature.is_listed()).then(Reader::default),
            elsewhere: features.contains(&Feature::Elsewhere).then(|| Elsewhere::of(source, &shapes)),
            entered: 0,
            own: 0..0,
            shapes,
            starts: Vec::new(),
            capitals: 0,
            passed: 0,
            open: Vec::new(),
            normal: Vec::new(),
        }
    }

    /// Appends the features of tokens to `values`, token by token. The tokens must be those after the last ones asked for.
    pub fn extract(&mut self, tokens: Range<usize>, values: &mut Vec<u32>) {
        for token in tokens {
            let seen = self.see(token);
            values.extend(self.features.iter().map(|&feature| seen.value(feature, &self.normal)));
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
        let form = self.form(token);
        normal(form, &mut self.normal);
        let (shape, word, limit) = (self.shapes[token], hash(&self.normal), self.own.end);
        Seen {
            word,
            shape,
            known: self
                .lists
                .as_mut()
                .map_or_else(Known::default, |lists| lists.look(self.source, token, shape, limit)),
            elsewhere: self.elsewhere.as_ref().map_or(0, |elsewhere| elsewhere.value(form, shape, word)),
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
        self.capitals = self.share_of_capitals();
        self.starts.clear();
        sentence::each_start_by_rule(self.source.text, self.source.tokens, self.own.clone(), |start| {
            self.starts.push(start);
        });
        self.starts.reverse();
    }

    fn share_of_capitals(&self) -> u32 {
        let shapes = self.shapes[self.own.clone()].iter().copied();
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
    fn lists_tell_of_words_with_a_capital_alone() {
        let text = "Mr. James went to the River Mount, and james to the new york.";
        let found = values(text, &[Feature::Given, Feature::Class, Feature::Phrase, Feature::Case]);
        let words: Vec<&str> = text.split(' ').collect();
        let at = |word: &str| words.iter().position(|other| *other == word).unwrap();
        assert_eq!(found[0][at("James")], 2);
        assert_ne!(found[1][at("River")], found[1][at("Mr.")]);
        assert!(found.iter().all(|column| column[at("went")] == 0 && column[at("york.") + 1] == 0));
        assert_eq!(found[3][at("james") + 1], 0);
    }

    #[test]
    fn listed_names_are_marked_from_their_first_word_to_their_last() {
        let found = values("She left New York for Oslo.\n\nNew\n\nYork, WHO and who.", &[Feature::Phrase]);
        let gpe = crate::label::Label::Gpe as u32;
        assert_eq!(found[0][..7], [0, 0, 1 + gpe, 8 + gpe, 0, 1 + gpe, 0]);
        // A name does not go on in the next paragraph, and an acronym is one only in capitals.
        assert_eq!(found[0][7..9], [0, 1 + gpe]);
        assert_eq!([found[0][10], found[0][12]], [1 + crate::label::Label::Org as u32, 0]);
    }

    #[test]
    fn the_document_tells_how_else_a_word_is_written() {
        let found = values("Rose met Hope. In hope, Rose left. They saw Rose.", &[Feature::Elsewhere]);
        assert_eq!(found[0], [3, 0, 4, 0, 1, 0, 0, 3, 0, 0, 1, 0, 3, 0]);
    }

    #[test]
    fn names_of_features_are_read_back() {
        assert!(Feature::ALL.into_iter().all(|feature| Feature::named(feature.as_str()) == Some(feature)));
        assert_eq!(Feature::named("colour"), None);
    }
}
