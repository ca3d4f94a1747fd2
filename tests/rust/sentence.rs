//! Sentences: cases from `tests/cases/sentences.toml`.

use inquit::{Text, paragraph, sentence, token};

fn sentences(text: &str) -> Vec<String> {
    let text = Text::new(text).unwrap();
    let (paragraphs, tokens) = (paragraph::split(&text), token::split(&text));
    let sentences = sentence::split(&text, &paragraphs, &tokens);
    (0..sentences.len()).map(|i| sentences.span(i, &tokens).of(text.as_str()).to_owned()).collect()
}

#[test]
fn every_case_is_split_as_it_says() {
    let cases: toml::Table = include_str!("../cases/sentences.toml").parse().unwrap();
    for case in cases["case"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let expected: Vec<&str> =
            case["sentences"].as_array().unwrap().iter().map(|sentence| sentence.as_str().unwrap()).collect();
        let text = case.get("text").map_or_else(|| expected.join(" "), |text| text.as_str().unwrap().to_owned());
        assert_eq!(sentences(&text), expected, "{name}");
    }
}

#[test]
fn no_token_makes_no_sentence() {
    assert!(sentences("").is_empty());
    assert!(sentences(" \n\n\t").is_empty());
}

#[test]
fn of_finds_the_sentence_of_each_token() {
    let text = Text::new("One two. Three? Four").unwrap();
    let (paragraphs, tokens) = (paragraph::split(&text), token::split(&text));
    let sentences = sentence::split(&text, &paragraphs, &tokens);
    let of: Vec<usize> = (0..tokens.len()).map(|token| sentences.of(token)).collect();
    assert_eq!(of, [0, 0, 0, 1, 1, 2]);
}
