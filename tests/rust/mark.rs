//! Quotation marks in pairs: the cases of `tests/cases/marks.toml`, and what must hold for any text.

use crate::cases;
use inquit::mark::{self, Mark, MarkKind, Marks};
use inquit::{Text, paragraph};
use proptest::prelude::*;

#[derive(serde::Deserialize)]
struct Case {
    name: String,
    text: String,
    marks: Vec<Vec<String>>,
}

fn pair(text: &str) -> (Text, Marks) {
    let text = Text::new(text).expect("a short text");
    let marks = mark::pair(&text, &paragraph::split(&text));
    (text, marks)
}

/// The stretch as the cases write it.
fn draw(mark: &Mark, text: &Text) -> Vec<String> {
    let kind = match mark.kind {
        MarkKind::Double => "double",
        MarkKind::Single => "single",
        MarkKind::Dash => "dash",
    };
    let mut drawn = vec![mark.span.of(text.as_str()).to_owned(), format!("{kind} {}", mark.level)];
    if mark.close.is_none() {
        drawn.push("unclosed".to_owned());
    }
    drawn.extend(mark.continues.map(|before| format!("continues {}", before.index())));
    drawn
}

#[test]
fn marks_pair_as_the_cases_say() {
    let cases: Vec<Case> = cases::read(include_str!("../cases/marks.toml"));
    let mut wrong = Vec::new();
    for case in cases {
        let (text, marks) = pair(&case.text);
        let drawn: Vec<_> = marks.marks().iter().map(|mark| draw(mark, &text)).collect();
        if drawn != case.marks {
            wrong.push(format!("{}\n  is     {drawn:?}\n  not as {:?}", case.name, case.marks));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Sorted, nested and never crossing, inside one paragraph, on the level that the nesting says.
fn check(text: &Text, marks: &Marks) {
    let paragraphs = paragraph::split(text);
    let mut around: Vec<Mark> = Vec::new();
    for (number, mark) in marks.marks().iter().enumerate() {
        assert!(mark.span.contains(mark.open) && mark.close.is_none_or(|close| mark.span.contains(close)));
        assert!(mark.close.is_none_or(|close| mark.open.end() <= close.start()));
        assert!(text.as_str().get(mark.span.start() as usize..mark.span.end() as usize).is_some());
        assert!(paragraphs.spans().iter().any(|paragraph| paragraph.contains(mark.span)));
        while around.last().is_some_and(|outer| outer.span.end() <= mark.span.start()) {
            around.pop();
        }
        assert!(around.last().is_none_or(|outer| outer.inside().contains(mark.span)), "crossing");
        assert_eq!(mark.level as usize, around.len());
        assert!(mark.continues.is_none_or(|before| before.index() < number));
        around.push(*mark);
    }
}

proptest! {
    #[test]
    fn marks_of_any_text_nest(text in "[“”‘’«»‹›„‚\"'`a-cS0-9 .,—\n-]{0,60}") {
        let (text, marks) = pair(&text);
        check(&text, &marks);
    }

    #[test]
    fn marks_of_any_characters_nest(text in "\\PC*") {
        let (text, marks) = pair(&text);
        check(&text, &marks);
    }
}

#[test]
fn a_million_marks_take_no_longer_than_a_million_words() {
    for unit in ["“", "\"", "' ", " '", "‘a ", "a’ ", "»«", "''", "1\" ", "“‘a "] {
        let (text, marks) = pair(&unit.repeat(1_000_000));
        assert!(marks.marks().len() <= text.as_str().len());
    }
}
