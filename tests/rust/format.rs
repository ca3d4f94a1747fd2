//! Documents in the forms of other programs, and lines that are wrong.

use crate::doc::read;
use inquit::Doc;
use inquit::explain::explain;
use inquit::format::{brat, conll, json};
use inquit::span::QuoteId;

/// A mixed quotation that is interrupted and over two lines, a direct one, and one inside it; annotated by hand, so that
/// the formats are tested whatever the stages find.
const TEXT: &str = "Zoë Lind said the “harbour\ngate”, which is late,\r\nwas “fine”.\n\n“He said ‘no’,” she wrote.";

/// Where `part` stands in [`TEXT`], in code points.
fn at(part: &str) -> [usize; 2] {
    let start = TEXT[..TEXT.find(part).expect("a part of the text")].chars().count();
    [start, start + part.chars().count()]
}

/// Its words, one a line: form, lemma and tags.
const WORDS: &str = "\
Zoë Zoë PROPN NNP
Lind Lind PROPN NNP
said say VERB VBD
the the DET DT
“ “ PUNCT ``
harbour harbour NOUN NN
gate gate NOUN NN
” ” PUNCT ''
, , PUNCT ,
which which PRON WDT
is be AUX VBZ
late late ADJ JJ
, , PUNCT ,
was be AUX VBD
“ “ PUNCT ``
fine fine ADJ JJ
” ” PUNCT ''
. . PUNCT .
“ “ PUNCT ``
He he PRON PRP
said say VERB VBD
‘ ‘ PUNCT ``
no no INTJ UH
’ ’ PUNCT ''
, , PUNCT ,
” ” PUNCT ''
she she PRON PRP
wrote write VERB VBD
. . PUNCT .";

fn tokens() -> String {
    let mut end = 0;
    let token = |line: &str| {
        let fields: Vec<&str> = line.split(' ').collect();
        let start = end + TEXT[end..].find(fields[0]).expect("a word of the text");
        end = start + fields[0].len();
        let point = |byte: usize| TEXT[..byte].chars().count();
        let (start, end) = (point(start), point(end));
        let [lemma, upos, xpos] = [fields[1], fields[2], fields[3]];
        format!(r#"{{"start": {start}, "end": {end}, "lemma": "{lemma}", "upos": "{upos}", "xpos": "{xpos}"}}"#)
    };
    WORDS.lines().map(token).collect::<Vec<_>>().join(", ")
}

fn line() -> String {
    let quotes = [
        format!(
            r#"{{"id": "a", "kind": "mixed", "content": [{:?}, {:?}], "cue": [{:?}], "source": [{:?}], "speaker": "z",
                "score": 0.75, "speaker_score": 0.5, "issues": ["unclosed mark"]}}"#,
            at("the “harbour\ngate”"),
            at("was “fine”"),
            at("said"),
            at("Zoë Lind")
        ),
        format!(
            r#"{{"id": "b", "kind": "direct", "content": [{:?}], "cue": [{:?}], "source": [{:?}], "speaker": "z",
                "medium": "writing"}}"#,
            at("“He said ‘no’,”"),
            at("wrote"),
            at("she")
        ),
        format!(r#"{{"id": "c", "kind": "direct", "content": [{:?}], "level": 1, "parent": "b"}}"#, at("‘no’")),
    ];
    let [start, end] = at("Zoë Lind");
    let entities = format!(r#"{{"start": {start}, "end": {end}, "label": "PER", "cluster": "z"}}"#);
    let clusters = format!(
        r#"{{"z": {{"name": "Zoë Lind", "name_span": {:?}, "label": "PER", "mentions": [{:?}, {:?}]}}}}"#,
        at("Zoë Lind"),
        at("Zoë Lind"),
        at("she")
    );
    let [first, second] = [at(TEXT.split("\n\n").next().unwrap_or_default()), at("“He said ‘no’,” she wrote.")];
    let text = TEXT.replace('\n', "\\n").replace('\r', "\\r");
    let layers = format!(
        r#""paragraphs": [{first:?}, {second:?}], "sentences": [{first:?}, {second:?}], "tokens": [{}],
        "quotes": [{}], "entities": [{entities}], "clusters": {clusters}"#,
        tokens(),
        quotes.join(", ")
    );
    format!(r#"{{"id": "x1", "text": "{text}", {layers}}}"#)
}

fn doc() -> Doc {
    json::document(&line()).expect("a line that can be read").1
}

/// What people read lies in `tests/snapshots`.
pub fn snapshot(name: &str, written: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, written);
    });
}

fn fault(line: &str) -> String {
    json::document(line).expect_err("a line that is wrong").to_string()
}

#[test]
fn brat_has_pieces_on_one_line_each() {
    snapshot("brat", &brat::write(&doc()));
}

#[test]
fn conll_has_ten_columns_with_entities_and_quotations() {
    let written = conll::write(&doc(), "x1");
    let lines = written.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    assert!(lines.clone().all(|line| line.split('\t').count() == 10));
    assert_eq!(lines.count(), doc().tokens.len());
    snapshot("conll", &written);
}

#[test]
fn explanations_are_steps_in_words() {
    let doc = doc();
    let told = (0..doc.quotes.len()).map(|number| explain(&doc, QuoteId::new(number)).join("\n"));
    snapshot("explain", &told.collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn brat_positions_are_code_points_of_the_text() {
    let text: Vec<char> = TEXT.chars().collect();
    for line in brat::write(&doc()).lines().filter(|line| line.starts_with('T')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (_, places) = fields[1].split_once(' ').expect("a label and places");
        let number = |digits: &str| digits.parse::<usize>().expect("a number");
        let pieces = places.split(';').map(|piece| piece.split_once(' ').expect("a start and an end"));
        let words = pieces.map(|(start, end)| text[number(start)..number(end)].iter().collect::<String>());
        assert_eq!(words.collect::<Vec<_>>().join(" "), fields[2]);
    }
}

#[test]
fn a_line_has_the_fields_of_the_contract() {
    let line: serde_json::Value = serde_json::from_str(&json::write(&doc(), "x1")).expect("JSON");
    let has = |path: &str, fields: &[&str]| {
        let value = line.pointer(path).expect(path);
        for field in fields {
            assert!(value.get(field).is_some(), "{path} has no {field}");
        }
    };
    has("", &["id", "text", "tokens", "sentences", "entities", "quotes", "clusters"]);
    has("/tokens/0", &["start", "end", "form", "lemma", "upos", "xpos"]);
    has("/entities/0", &["start", "end", "label", "score", "cluster"]);
    has("/quotes/0", &["id", "kind", "content", "cue", "source", "speaker", "medium", "score", "level"]);
    has("/clusters/c1", &["name", "label", "aliases", "mentions"]);
    assert_eq!(line["quotes"][0]["content"], serde_json::json!([at("the “harbour\ngate”"), at("was “fine”")]));
    assert_eq!(line["sentences"][1], serde_json::json!(at("“He said ‘no’,” she wrote.")));
    assert_eq!((&line["quotes"][0]["speaker"], &line["entities"][0]["cluster"]), (&"c1".into(), &"c1".into()));
}

#[test]
fn a_document_by_hand_goes_through_json() {
    let doc = doc();
    assert_eq!(doc.check(), Ok(()));
    let (id, back) = json::document(&json::write(&doc, "x1")).expect("a line");
    assert_eq!((id.as_str(), &back), ("x1", &doc));
    assert_eq!((doc.quotes.level(), doc.quotes.score()), (&[0, 0, 1][..], &[0.75, 1.0, 1.0][..]));
    assert_eq!(doc.speakers.score(), [0.5, 1.0, 0.0]);
}

#[test]
fn scores_go_through_json_to_the_last_bit() {
    let doc = read("Ann left.");
    for bits in (0..1.0f32.to_bits()).step_by(1_000_003).chain([1, 0x3F7F_FFFF, 0x3DCC_CCCD]) {
        let score = f32::from_bits(bits);
        let line = format!(r#"{{"entities": [{{"start": 0, "end": 3, "label": "PER", "score": {score:?}}}]}}"#);
        let scored = json::read(&line, doc.text.clone()).expect("a line");
        let back = json::read(&json::write(&scored, ""), doc.text.clone()).expect("a line");
        assert_eq!(back.entities.score()[0].to_bits(), bits);
    }
}

#[test]
fn an_id_may_be_a_number_or_absent() {
    for (given, wanted) in [(r#""id": 12,"#, "12"), (r#""id": null,"#, ""), (r#""id": -1.5,"#, "-1.5"), ("", "")] {
        let line = format!(r#"{{{given} "text": "No."}}"#);
        assert_eq!(json::document(&line).expect("a line").0, wanted);
        assert_eq!(json::id_and_text(&line), Ok((wanted.to_owned(), "No.".to_owned())));
        assert_eq!(json::annotated(&line).expect("a line").id, wanted);
    }
}

#[test]
fn layers_that_are_absent_are_found_or_empty() {
    let (_, doc) = json::document(r#"{"text": "Ann Lee left. Bob stayed."}"#).expect("a line");
    assert_eq!(doc, Doc { entities: doc.entities.clone(), ..json_only(&read("Ann Lee left. Bob stayed.")) });
    assert!(doc.quotes.is_empty() && doc.entities.is_empty() && doc.mentions.is_empty());
}

/// The document without what is not found anew.
fn json_only(doc: &Doc) -> Doc {
    json::read("{}", doc.text.clone()).expect("an object")
}

#[test]
fn tokens_of_several_words_become_their_words() {
    let line = r#"{"text": "I don't.", "sentences": [[0, 8]],
        "tokens": [{"start": 0, "end": 1}, {"start": 2, "end": 7, "lemma": null}, {"start": 7, "end": 8}],
        "mwt": [{"start": 2, "end": 7, "token": 1, "words": [{"start": 2, "end": 4}, {"start": 4, "end": 7}]}]}"#;
    let (_, doc) = json::document(line).expect("a line");
    let forms: Vec<&str> = doc.tokens.spans().iter().map(|span| span.of(doc.text.as_str())).collect();
    assert_eq!(forms, ["I", "do", "n't", "."]);
}

#[test]
fn sentences_without_tokens_part_our_own() {
    let (_, doc) = json::document(r#"{"text": "One. Two three", "sentences": [[0, 8], [9, 14]]}"#).expect("a line");
    assert_eq!((doc.sentences.len(), doc.sentences.tokens(0), doc.sentences.tokens(1)), (2, 0..3, 3..4));
}

#[test]
fn entities_that_say_their_cluster_are_its_mentions() {
    let line = r#"{"text": "Ann left.", "entities": [{"start": 0, "end": 3, "label": "PER", "cluster": 5}],
        "clusters": {"5": {"name": "Ann"}}}"#;
    let (_, doc) = json::document(line).expect("a line");
    assert_eq!(doc.clusters.mentions().len(), 1);
    assert_eq!(doc.clusters.mentions().get(0).len(), 1);
}

#[test]
fn a_lone_surrogate_is_one_character() {
    let (_, text) = json::id_and_text(r#"{"text": "a\ud800b \ud83d\ude00"}"#).expect("a line");
    assert_eq!(text, "a\u{FFFD}b 😀");
    assert_eq!(
        json::document(r#"{"text": "\udfff", "tokens": [{"start": 0, "end": 1}]}"#).expect("a line").1.tokens.len(),
        1
    );
}

#[test]
fn what_is_wrong_is_said_with_field_and_entry() {
    let with = |rest: &str| format!(r#"{{"id": "d", "text": "Ann left. ¡Olé!", {rest}}}"#);
    for (rest, wanted) in [
        (r#""tokens": [{"start": 0, "end": 99}]"#, "tokens[0] goes from 0 to 99, but the text has 15 characters"),
        (r#""tokens": [{"start": 3, "end": 3}]"#, "tokens[0] goes from 3 to 3: a span must end after its start"),
        (r#""tokens": [{"start": 0, "end": 3}, {"start": 2, "end": 8}]"#, "tokens[1] starts before tokens[0] ends"),
        (r#""tokens": [{"start": 0, "end": 3}]"#, "'l' before tokens[1] is in no token"),
        (
            r#""entities": [{"start": 0, "end": 3, "label": "person"}]"#,
            "entities[0].label is \"person\", not one of PER,",
        ),
        (r#""entities": [{"start": 0, "end": 3, "label": "PER", "score": 2}]"#, "entities[0].score is not in 0 to 1"),
        (r#""quotes": [{"content": []}]"#, "quotes[0].content is empty"),
        (
            r#""quotes": [{"content": [[0, 3]], "kind": "free"}]"#,
            "quotes[0].kind is \"free\", not one of direct, indirect, mixed",
        ),
        (
            r#""quotes": [{"content": [[0, 3]], "medium": "song"}]"#,
            "quotes[0].medium is \"song\", not one of speech, writing, thought",
        ),
        (
            r#""quotes": [{"content": [[0, 3]], "speaker": "7"}]"#,
            "quotes[0].speaker is \"7\", which is no key of clusters",
        ),
        (r#""quotes": [{"content": [[0, 3]], "parent": "7"}]"#, "quotes[0].parent is \"7\", no quotation's id"),
        (
            r#""quotes": [{"content": [[0, 8]], "cue": [[4, 8]]}]"#,
            "quotes[0] has a content, cue and source that overlap",
        ),
        (
            r#""quotes": [{"content": [[4, 8], [0, 3]]}]"#,
            "quotes[0].content[1] starts before quotes[0].content[0] ends",
        ),
        (r#""clusters": {"1": {"label": "X"}}"#, "clusters[\"1\"].label is \"X\", not one of PER,"),
        (r#""clusters": {"1": {}, "1": {}}"#, "clusters has \"1\" twice"),
        (r#""clusters": {"1": {"mentions": [[1, 99]]}}"#, "clusters[\"1\"].mentions[0] goes from 1 to 99,"),
        (
            r#""mentions": [{"start": 0, "end": 3, "kind": "verb"}]"#,
            "mentions[0].kind is \"verb\", not one of name, noun, pronoun",
        ),
        (r#""mentions": [{"start": 0, "end": 3, "entity": 0}]"#, "mentions[0].entity is 0, and there are 0 entities"),
        (r#""quotes": 3"#, "invalid type: integer `3`, expected a sequence"),
    ] {
        let told = fault(&with(rest));
        assert!(told.starts_with("document \"") && told.contains(wanted), "{told:?} does not say {wanted:?}");
    }
}

#[test]
fn a_line_that_is_no_document_is_an_error() {
    let no_text = "document \"1\": there is no \"text\"; a line must be an object with \"id\" and \"text\"";
    assert_eq!(fault(r#"{"id": 1}"#), no_text);
    assert_eq!(json::annotated(r#"{"id": 1}"#).expect_err("no text").to_string(), no_text);
    for line in [
        "",
        "{",
        "[1, 2]",
        "null",
        "\"text\"",
        r#"{"text": 1e999}"#,
        r#"{"text": 5}"#,
        r#"{"text": ["a"]}"#,
        "{\"text\": \"\u{1}\"}",
    ] {
        assert!(json::document(line).is_err(), "{line}");
        assert!(json::annotated(line).is_err(), "{line}");
        assert!(json::id_and_text(line).is_err(), "{line}");
    }
}

#[test]
fn annotations_to_be_scored_have_their_positions_checked_and_their_labels_kept() {
    let line = r#"{"id": 1, "text": "Ann left.", "entities": [{"start": 0, "end": 3, "label": "OTHER_KIND"}],
        "quotes": [{"content": [[4, 8]], "speaker": "Ann", "kind": null, "optional": true}], "extra": {"a": [1]}}"#;
    let annotated = json::annotated(line).expect("a line");
    assert_eq!(annotated.entities.as_ref().map(|all| all[0].label.as_str()), Some("OTHER_KIND"));
    assert_eq!(annotated.quotes.as_ref().map(|all| all[0].speaker.clone()), Some(vec!["Ann".to_owned()]));
    let told = json::annotated(&line.replace("8]", "80]")).expect_err("a position outside").to_string();
    assert_eq!(told, "document \"1\": quotes[0].content[0] goes from 4 to 80, but the text has 9 characters");
}

#[test]
fn a_document_to_be_scored_is_the_same_as_its_line() {
    let line = json::write(&doc(), "x1");
    let from_line = format!("{:?}", json::annotated(&line).expect("a line"));
    assert_eq!(format!("{:?}", json::to_annotated(&doc(), "x1")), from_line);
}
