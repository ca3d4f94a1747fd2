//! What the text layers promise of any text whatever.

use inquit::span::Span;
use inquit::{Doc, Options, Pipeline, Text, paragraph, token};
use proptest::prelude::*;
use std::sync::OnceLock;

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(&Options::default()).unwrap())
}

/// Texts of pieces that have their own rules, and of any characters at all.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-z]{1,9}",
        2 => "[ \n\t]{1,3}",
        1 => "[0-9,.:/-]{1,8}",
        1 => "[.!?'\"’“”`*_@#:;)(&$%+=<>|~^/\\\\-]{1,4}",
        1 => "\\PC{1,4}",
        1 => any::<char>().prop_map(String::from),
        1 => prop::sample::select(SHAPES).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const SHAPES: &[&str] = &[
    "http://",
    "www.",
    "@",
    ".com",
    "mailto:",
    "n't",
    "'s",
    "’s",
    "can’t",
    "U.S.",
    "Mr.",
    "etc.",
    "e-",
    "y’all",
    "’em",
    "\r\n",
    "\u{2028}",
    "\u{2029}",
    "\u{FEFF}",
    "\0",
    "\u{FFFD}",
    "\u{200D}",
    "\u{200B}",
    "\u{301}",
    "👩‍🚀",
    "🇫🇷",
    "שלום",
    "\u{1C}",
    "\u{85}",
    "\u{A0}",
    "…",
    "—",
    "1/2",
    "713-853-3989",
    "gonna",
    "[1]",
    "\n\n",
    " \n \n ",
];

/// Sorted, disjoint, not empty, inside the text and on its boundaries.
fn well_formed(text: &str, spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end() <= pair[1].start())
        && spans.iter().all(|span| !span.is_empty() && text.get(span.start() as usize..span.end() as usize).is_some())
}

/// Whether only white space is outside the spans.
fn covers(text: &str, spans: &[Span]) -> bool {
    let ends = spans.iter().map(|span| span.end() as usize);
    let starts = spans.iter().map(|span| span.start() as usize);
    let gaps = std::iter::once(0).chain(ends).zip(starts.chain([text.len()]));
    gaps.into_iter().all(|(from, to)| text[from..to].chars().all(char::is_whitespace))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn code_points_and_bytes_agree_with_pythons_slices(given in any_text()) {
        let text = Text::new(given.as_str()).unwrap();
        prop_assert_eq!(text.as_str(), &given);
        for (point, (byte, _)) in given.char_indices().enumerate() {
            prop_assert_eq!(text.code_point(byte as u32) as usize, point);
            prop_assert_eq!(text.byte(point as u32), Some(byte as u32));
        }
    }

    #[test]
    fn all_positions_at_once_convert_as_one_by_one(given in any_text()) {
        let text = Text::new(given.as_str()).unwrap();
        let tokens = token::split(&text);
        let one_by_one: Vec<Span> = tokens.spans().iter().map(|&span| text.to_code_points(span)).collect();
        prop_assert_eq!(text.all_to_code_points(tokens.spans()), one_by_one);
    }

    #[test]
    fn tokens_cover_all_that_is_not_white_space(given in any_text()) {
        let tokens = token::split(&Text::new(given.as_str()).unwrap());
        prop_assert!(well_formed(&given, tokens.spans()));
        prop_assert!(covers(&given, tokens.spans()));
        // White space inside a token would be white space between two that somebody forgot to part.
        prop_assert!(tokens.spans().iter().all(|token| !token.of(&given).contains(char::is_whitespace)));
    }

    #[test]
    fn paragraphs_cover_all_tokens(given in any_text()) {
        let paragraphs = paragraph::split(&Text::new(given.as_str()).unwrap());
        prop_assert!(well_formed(&given, paragraphs.spans()));
        prop_assert!(covers(&given, paragraphs.spans()));
        prop_assert!(paragraphs.spans().iter().all(|span| span.of(&given).trim() == span.of(&given)));
    }

    #[test]
    fn sentences_partition_the_tokens(given in any_text()) {
        let doc = pipeline().read(Text::new(given.as_str()).unwrap());
        let Doc { sentences, tokens, paragraphs, .. } = &doc;
        let mut next = 0;
        for i in 0..sentences.len() {
            prop_assert_eq!(sentences.tokens(i).start, next);
            prop_assert!(!sentences.tokens(i).is_empty());
            next = sentences.tokens(i).end;
            let span = sentences.span(i, tokens);
            prop_assert!(paragraphs.spans().iter().any(|paragraph| paragraph.contains(span)));
        }
        prop_assert_eq!(next, tokens.len());
    }

    #[test]
    fn the_same_text_is_split_the_same_twice(given in any_text()) {
        let text = Text::new(given.as_str()).unwrap();
        prop_assert_eq!(token::split(&text), token::split(&text));
    }
}
