//! Named entities, from outside.

use crate::cases;
use inquit::entity::Label;
use inquit::{Options, Pipeline, Text};
use proptest::prelude::*;

/// The names of a text with their labels: `"PER Ada Byron"`.
fn names(pipeline: &Pipeline, text: &str) -> Vec<String> {
    let doc = pipeline.read(Text::new(text).unwrap());
    let names = doc.entities.spans().iter().zip(doc.entities.label());
    names.map(|(span, label)| format!("{} {}", label.as_str(), span.of(text))).collect()
}

fn plain() -> Pipeline {
    Pipeline::new(&Options::default()).unwrap()
}

fn with_alias(alias: &str, name: &str) -> Pipeline {
    let aliases = vec![(alias.to_owned(), name.to_owned())];
    Pipeline::new(&Options { aliases, ..Options::default() }).unwrap()
}

#[derive(serde::Deserialize)]
struct Case {
    name: String,
    text: String,
    names: Vec<[String; 2]>,
    now: Option<Vec<[String; 2]>>,
}

#[test]
fn names_are_found_as_the_cases_say() {
    let cases: Vec<Case> = cases::read(include_str!("../cases/entities.toml"));
    let (pipeline, mut wrong) = (plain(), Vec::new());
    for case in cases {
        let found = names(&pipeline, &case.text);
        let expected: Vec<String> =
            case.now.unwrap_or(case.names).iter().map(|[label, words]| format!("{label} {words}")).collect();
        if found != expected {
            wrong.push(format!("{}\n  is     {found:?}\n  not as {expected:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ordinary_words_that_start_a_sentence_are_no_names() {
    assert_eq!(names(&plain(), "The boat came. However the rain fell. Work is hard."), Vec::<String>::new());
}

#[test]
fn an_alias_is_found_whatever_the_model_says() {
    let pipeline = with_alias("the boss", "Ada Byron");
    assert_eq!(names(&pipeline, "Then the boss left. The bossy one stayed."), ["PER the boss"]);
}

#[test]
fn an_empty_alias_is_refused() {
    let aliases = vec![(String::new(), "Ada Byron".to_owned())];
    let error = Pipeline::new(&Options { aliases, ..Options::default() }).unwrap_err();
    assert_eq!(error.to_string(), "aliases: the alias of \"Ada Byron\" is empty");
}

/// Words that the rules look at, in any order.
fn newsy() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "President",
        "Ada",
        "Byron",
        "of",
        "the",
        "University",
        "and",
        "UN",
        "(",
        ")",
        "“",
        "”",
        "said",
        ",",
        ".",
        "'s",
        "Oslo",
        "Norwegian",
        "-",
        "D",
        "he",
        "who",
        "\n\n",
        "McDonald’s",
        "J.",
        "Mr.",
        "İI",
        "ẞß",
        "Monday",
        "&",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn names_are_sorted_disjoint_and_inside_any_text(text in prop_oneof![newsy(), any::<String>()]) {
        let doc = with_alias("Byron", "Ada Byron").read(Text::new(text.as_str()).unwrap());
        let spans = doc.entities.spans();
        prop_assert_eq!(spans.len(), doc.entities.label().len());
        prop_assert_eq!(spans.len(), doc.entities.score().len());
        prop_assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        for span in spans {
            prop_assert!(!span.of(&text).trim().is_empty());
        }
        prop_assert!(doc.entities.label().iter().all(|label| !matches!(label, Label::Group | Label::Other)));
        prop_assert!(doc.entities.score().iter().all(|score| (0.0..=1.0).contains(score)));
    }
}
