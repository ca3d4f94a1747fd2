//! Words: cases from `tests/cases/tokens.toml`, and what no case can show.

use inquit::{Text, token};
use std::fmt::Write;

/// The tokens of a text with bars between those that touch and spaces between the others.
pub fn barred(text: &str) -> String {
    let tokens = token::split(&Text::new(text).unwrap());
    let mut barred = String::new();
    let mut end = 0;
    for token in tokens.spans() {
        let gap = match (end, token.start()) {
            (0, _) => "",
            (end, start) if end == start => "|",
            _ => " ",
        };
        write!(barred, "{gap}{}", token.of(text)).unwrap();
        end = token.end();
    }
    barred
}

#[test]
fn every_case_is_split_as_it_says() {
    let cases: toml::Table = include_str!("../cases/tokens.toml").parse().unwrap();
    for case in cases["case"].as_array().unwrap() {
        let field = |name: &str| case.get(name).and_then(|value| value.as_str());
        let (name, text) = (field("name").unwrap(), field("text").unwrap());
        assert_eq!(barred(text), field("tokens").unwrap(), "{name}");
    }
}

#[test]
fn the_typographic_apostrophe_does_what_the_straight_one_does() {
    for text in ["don't", "Putin's", "y'all", "'tis", "goin'", "O'Reilly", "the 1930's", "I'd've"] {
        assert_eq!(barred(&text.replace('\'', "’")), barred(text).replace('\'', "’"));
    }
}

#[test]
fn within_finds_the_tokens_that_share_a_byte_with_a_span() {
    let text = "He can't say.";
    let tokens = token::split(&Text::new(text).unwrap());
    let within = |start, end| tokens.within(inquit::span::Span::new(start, end));
    assert_eq!(within(3, 8), 1..3);
    assert_eq!(within(2, 3), 1..1);
    assert_eq!(within(4, 4), 1..2);
    assert_eq!(within(0, 13), 0..5);
}

#[test]
fn a_long_line_without_a_space_takes_linear_time() {
    // Each of these made some lookahead of an early draft quadratic.
    for piece in
        ["a", "a.", "a-", "a@", "a/b", "1/", "1-2", "1,", "x.y_", "http:", "'", "’", "a'", ".", "(", "é", "_", "@a."]
    {
        let text = Text::new(piece.repeat(300_000)).unwrap();
        let begin = std::time::Instant::now();
        let tokens = token::split(&text);
        assert!(!tokens.is_empty());
        assert!(begin.elapsed().as_secs() < 5, "{piece} took {:?}", begin.elapsed());
    }
}

#[test]
fn an_apostrophe_of_one_kind_may_close_what_the_other_opened() {
    // Found by the properties: this looked past the end of the text.
    assert_eq!(barred("’s'"), "’|s|'");
    assert_eq!(barred("'n’"), "'n’");
    assert_eq!(barred("’n'"), "’n'");
}
