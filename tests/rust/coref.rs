//! Mentions and clusters, from outside.

use inquit::{Doc, Options, Pipeline, Text};
use proptest::prelude::*;

fn read(text: &str) -> Doc {
    Pipeline::new(&Options::default()).unwrap().read(Text::new(text).unwrap())
}

/// The clusters of a document: name, then mentions.
fn clusters(doc: &Doc) -> Vec<String> {
    let text = doc.text.as_str();
    let mentions = |cluster: usize| {
        let own = doc.clusters.mentions().get(cluster).iter();
        own.map(|mention| doc.mentions.spans()[mention.index()].of(text)).collect::<Vec<_>>().join(", ")
    };
    (0..doc.clusters.len()).map(|c| format!("{}: {}", doc.clusters.name()[c].of(text), mentions(c))).collect()
}

#[test]
fn a_surname_means_the_person_named_in_full_even_before() {
    let doc = read("Whitcombe leaves.\n\nSandra Whitcombe left on Monday. Mrs. Whitcombe was happy.");
    assert_eq!(clusters(&doc), ["Sandra Whitcombe: Whitcombe, Sandra Whitcombe, Whitcombe"]);
}

#[test]
fn two_given_names_are_two_people_and_the_surname_means_one_of_them() {
    let doc = read("We saw Karl Whitcombe. We saw Sandra Whitcombe. That day Whitcombe left.");
    let found = clusters(&doc);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found.iter().filter(|cluster| cluster.ends_with(", Whitcombe")).count(), 1, "{found:?}");
}

#[test]
fn a_title_tells_namesakes_apart() {
    let doc = read("We saw Karl Whitcombe and Sandra Whitcombe. Then Mr. Whitcombe left.");
    assert_eq!(clusters(&doc)[0], "Karl Whitcombe: Karl Whitcombe, Whitcombe");
}

#[test]
fn initials_in_brackets_are_the_long_name() {
    let doc = read("The Ludlow Harbour Commission (LHC) met. Everybody at the LHC was there.");
    assert_eq!(clusters(&doc), ["Ludlow Harbour Commission: Ludlow Harbour Commission, LHC, LHC"]);
}

#[test]
fn one_country_has_many_names() {
    let doc = read("She moved from the United States to Norway. In the U.S. she had a farm.");
    assert_eq!(clusters(&doc)[0], "United States: United States, U.S.");
}

#[test]
fn a_pronoun_is_whoever_was_named_last_and_fits() {
    let doc = read("Sandra Whitcombe met Karl Whitcombe. She was happy.");
    assert_eq!(clusters(&doc)[0], "Sandra Whitcombe: Sandra Whitcombe, She");
}

#[test]
fn an_alias_gives_the_cluster_its_name() {
    let aliases = vec![("the boss".to_owned(), "Ada Byron".to_owned())];
    let pipeline = Pipeline::new(&Options { aliases, ..Options::default() }).unwrap();
    let doc = pipeline.read(Text::new("Then the boss left. Byron was tired.").unwrap());
    assert_eq!(clusters(&doc), ["Ada Byron: the boss, Byron"]);
}

/// Pieces that the links look at, in any order.
fn newsy() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Sandra Whitcombe",
        "Whitcombe",
        "Mrs.",
        "Karl Whitcombe",
        "he",
        "she",
        "said",
        "“",
        "”",
        ",",
        ".",
        "who",
        "they",
        "the president of Norway,",
        "the committee",
        "Ludlow Harbour Commission",
        "(LHC)",
        "it",
        "\n\n",
        "residents",
        "according to",
        "a report",
        "told",
        "that",
        "’s",
        "I",
        "Norwegian",
        "the senator",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn every_number_points_inside_its_layer(text in prop_oneof![newsy(), any::<String>()]) {
        let doc = read(&text);
        doc.check().map_err(TestCaseError::fail)?;
        prop_assert!(doc.mentions.spans().windows(2).all(|pair| pair[0] < pair[1]));
        let first = |cluster: usize| doc.clusters.mentions().get(cluster)[0];
        prop_assert!((1..doc.clusters.len()).all(|cluster| first(cluster - 1) < first(cluster)));
        prop_assert_eq!(doc.speakers.cluster().len(), doc.quotes.len());
    }
}
