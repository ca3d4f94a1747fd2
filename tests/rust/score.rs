//! Measures, on small documents made by hand.

use inquit::quote::Kind;
use inquit::score::{Annotated, Entity, Quote, Report, Settings, Word, score};

const TEXT: &str = "“It is late,” said Ann Lee. Bob denied that it was. He left.";

/// The place of `part` in [`TEXT`], in code points.
fn at(part: &str) -> (u32, u32) {
    let start = TEXT[..TEXT.find(part).expect("a part of the text")].chars().count() as u32;
    (start, start + part.chars().count() as u32)
}

fn quote(content: &str, cue: &str, source: &str, kind: Kind, speaker: &str) -> Quote {
    Quote {
        kind: Some(kind),
        content: vec![at(content)],
        cue: vec![at(cue)],
        source: vec![at(source)],
        speaker: vec![speaker.into()],
        ..Quote::default()
    }
}

fn document(quotes: Vec<Quote>) -> Annotated {
    Annotated { id: "1".into(), text: TEXT.into(), quotes: Some(quotes), ..Annotated::default() }
}

fn gold() -> Annotated {
    document(vec![
        quote("“It is late,”", "said", "Ann Lee", Kind::Direct, "Ann Lee"),
        quote("that it was", "denied", "Bob", Kind::Indirect, "Bob"),
    ])
}

fn value(report: &Report, measure: &str, class: &str) -> f64 {
    report.row(measure, class).map_or(f64::NAN, |row| row.value)
}

fn close(value: f64, wanted: f64) {
    assert!((value - wanted).abs() < 1e-9, "{value} is not {wanted}");
}

#[test]
fn a_document_agrees_with_itself() {
    let gold = gold();
    let report = score(&[(&gold, Some(&gold))], Settings::default());
    for measure in ["exact_content", "exact_cue", "exact_source", "token_content", "found", "e2e", "speaker"] {
        close(value(&report, measure, "all"), 1.0);
    }
}

#[test]
fn a_document_without_a_prediction_counts_as_empty() {
    let report = score(&[(&gold(), None)], Settings::default());
    close(value(&report, "e2e", "all"), 0.0);
    assert_eq!(report.without_prediction, 1);
    assert_eq!(report.row("e2e", "direct").map(|row| row.gold), Some(1));
}

#[test]
fn a_wrong_source_is_found_but_not_end_to_end() {
    let predicted = document(vec![quote("It is late", "said", "Bob", Kind::Direct, "Bob")]);
    let report = score(&[(&gold(), Some(&predicted))], Settings::default());
    close(value(&report, "found", "direct"), 1.0);
    close(value(&report, "e2e", "direct"), 0.0);
    close(value(&report, "found", "all"), 2.0 / 3.0);
    close(value(&report, "speaker", "all"), 0.0);
    close(value(&report, "exact_content", "all"), 2.0 / 3.0);
}

#[test]
fn the_same_head_makes_a_source_right() {
    let mut gold = gold();
    gold.quotes = gold.quotes.map(|quotes| quotes[..1].to_vec());
    let predicted = document(vec![quote("It is late", "said", "Lee", Kind::Direct, "lee, the Ann")]);
    let report = score(&[(&gold, Some(&predicted))], Settings::default());
    close(value(&report, "e2e", "all"), 1.0);
    close(value(&report, "exact_source", "all"), 0.0);
}

#[test]
fn optional_quotations_count_neither_for_nor_against() {
    let mut gold = gold();
    gold.quotes.iter_mut().flatten().next_back().expect("two quotations").optional = true;
    let both = self::gold();
    let report = score(&[(&gold, Some(&both))], Settings::default());
    close(value(&report, "e2e", "all"), 1.0);
    assert_eq!(report.row("e2e", "all").map(|row| (row.predicted, row.gold)), Some((1, 1)));
    assert!(report.row("e2e", "indirect").is_none());
}

#[test]
fn recall_is_by_the_gold_kind_and_precision_by_the_predicted_one() {
    let mut gold = gold();
    gold.quotes = gold.quotes.map(|quotes| quotes[..1].to_vec());
    let predicted = document(vec![quote("It is late", "said", "Ann Lee", Kind::Mixed, "Ann Lee")]);
    let report = score(&[(&gold, Some(&predicted))], Settings::default());
    let sides = |class| report.row("found", class).map(|row| (row.precision, row.recall));
    assert_eq!(sides("direct"), Some((Some(0.0), Some(1.0))));
    assert_eq!(sides("mixed"), Some((Some(1.0), Some(0.0))));
}

#[test]
fn quotations_inside_others_can_be_left_out() {
    let mut gold = gold();
    gold.quotes.iter_mut().flatten().next_back().expect("two quotations").level = 1;
    let top = Settings { top_level: true, ..Settings::default() };
    let count = |settings| score(&[(&gold, Some(&gold))], settings).row("found", "all").map(|row| row.gold);
    assert_eq!((count(Settings::default()), count(top)), (Some(2), Some(1)));
}

#[test]
fn any_accepted_name_makes_a_speaker_right_whatever_its_case_and_determiner() {
    let mut gold = gold();
    let names = ["Ann Lee", "the Minister"].map(String::from).to_vec();
    gold.quotes.iter_mut().flatten().for_each(|quote| quote.speaker.clone_from(&names));
    let predicted = document(vec![quote("It is late", "said", "Ann Lee", Kind::Direct, "minister")]);
    let report = score(&[(&gold, Some(&predicted))], Settings::default());
    close(value(&report, "speaker", "all"), 1.0);
    close(value(&report, "speaker_all", "all"), 0.5);
}

#[test]
fn white_space_at_the_ends_of_a_sentence_does_not_count() {
    let document =
        |sentences| Annotated { text: "A b.  C.".into(), sentences: Some(sentences), ..Annotated::default() };
    let (gold, predicted) = (document(vec![(0, 4), (6, 8)]), document(vec![(0, 6), (6, 8)]));
    close(value(&score(&[(&gold, Some(&predicted))], Settings::default()), "sentences", "all"), 1.0);
}

#[test]
fn entities_count_by_span_and_label() {
    let entity = |part, label: &str| Entity { span: at(part), label: label.into() };
    let document =
        |entities| Annotated { id: "1".into(), text: TEXT.into(), entities: Some(entities), ..Annotated::default() };
    let gold = document(vec![entity("Ann Lee", "PER"), entity("Bob", "GPE")]);
    let predicted = document(vec![entity("Ann Lee", "PERSON"), entity("Bob", "LOC")]);
    let plain = score(&[(&gold, Some(&predicted))], Settings::default());
    close(value(&plain, "exact", "all"), 0.0);
    close(value(&plain, "untyped", "all"), 1.0);
    let mapped = score(&[(&gold, Some(&predicted))], Settings { core_labels: true, ..Settings::default() });
    close(value(&mapped, "exact", "all"), 1.0);
    close(value(&mapped, "overlap", "all"), 1.0);
}

#[test]
fn words_of_one_token_align_by_form() {
    let word = |token, form: &str, several| Word { token, form: form.into(), several, ..Word::default() };
    let document = |words| Annotated { text: "don't go".into(), words: Some(words), ..Annotated::default() };
    let gold = document(vec![word((0, 5), "do", true), word((0, 5), "n't", true), word((6, 8), "go", false)]);
    let split = document(vec![word((0, 2), "do", false), word((2, 5), "n't", false), word((6, 8), "go", false)]);
    let report = score(&[(&gold, Some(&split))], Settings::default());
    close(value(&report, "words", "all"), 1.0);
    close(value(&report, "tokens", "all"), 2.0 / 5.0);
}

#[test]
fn intervals_enclose_the_figure_and_repeat() {
    let (right, nothing) = (gold(), document(vec![]));
    let pairs: Vec<_> = (0..20).map(|number| (&right, Some(if number % 3 == 0 { &nothing } else { &right }))).collect();
    let settings = Settings { draws: 200, ..Settings::default() };
    let report = score(&pairs, settings);
    let row = report.row("e2e", "all").expect("a row");
    let (low, high) = row.interval.expect("an interval");
    assert!(low < row.value && row.value < high, "{low} {} {high}", row.value);
    assert_eq!(report.rows, score(&pairs, settings).rows);
}

#[test]
fn a_report_reads_as_a_table() {
    let gold = gold();
    let table = score(&[(&gold, Some(&gold))], Settings::default()).to_string();
    assert!(table.contains("e2e            all         100.0  100.0  100.0        2        2"), "{table}");
}
