//! JSON Lines interchange: one document a line, in the form that corpora of quotations, entities and tokens share.
//!
//! `{"id", "text", "paragraphs", "tokens", "sentences", "entities", "quotes", "mentions", "clusters"}`, positions in code
//! points. What [`write`] gives, [`read`] gives back exactly.
//!
//! A line may come from elsewhere and have less or more:
//!
//! - Fields that the library does not know are passed over. An id may be a number.
//! - Paragraphs, tokens, sentences and tags that are absent are found anew, and so are tags if a token lacks its own, and
//!   sentences if their list is empty. Sentences without tokens say where our own tokens are parted.
//! - Quotations, entities, mentions and clusters that are absent are taken for none. Without `mentions`, those listed
//!   in `clusters` are taken, and entities with the `cluster` they say; with it, only `mentions` say who is who.
//! - Tokens of several words (`mwt`) become their words.
//! - What is absent of a quotation is `"indirect"`, `"speech"`, level 0 and score 1; a cluster without a label is `OTHER`.
//! - Quotation marks are always paired anew.
//!
//! What does not fit the text or the rest, and a kind, label or medium that the library does not have, is an error
//! that names the field, the entry and what is allowed; only a Penn tag that it does not have is `XX`.

mod from_record;
pub mod record;
mod string;
mod surrogate;
mod to_annotated;
mod to_record;

use crate::doc::Doc;
use crate::error::Error;
use crate::score::Annotated;
use crate::text::Text;
use record::Record;
use string::Str;

/// One line of JSON for a document, without the line's end.
#[expect(clippy::missing_panics_doc, reason = "maps with string keys, lists, strings and numbers always become JSON")]
pub fn write(doc: &Doc, id: &str) -> String {
    serde_json::to_string(&to_record::record(doc, id)).expect("a record becomes JSON")
}

/// The document in a line of JSON whose text is `text`; a text in the line itself is not looked at.
///
/// # Errors
/// [`Error::Document`] if the line is no JSON, or something in it does not fit the text or the rest: it names the
/// field and the entry.
pub fn read(line: &str, text: Text) -> Result<Doc, Error> {
    parse(line, |record| from_record::doc(record, text))
}

/// The id and the document in a line of JSON.
///
/// # Errors
/// As [`read`]; also if the line has no text.
///
/// # Examples
/// ```
/// let line = r#"{"id": 7, "text": "“No,” she said.", "quotes": [{"content": [[0, 5]], "kind": "direct"}]}"#;
/// let (id, doc) = inquit::format::json::document(line)?;
/// assert_eq!((&*id, doc.tokens.len(), doc.quotes.len()), ("7", 7, 1));
///
/// let line = line.replace("5]", "50]");
/// let error = inquit::format::json::document(&line).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "document \"7\": quotes[0].content[0] goes from 0 to 50, but the text has 15 characters"
/// );
/// # Ok::<(), inquit::Error>(())
/// ```
pub fn document(line: &str) -> Result<(String, Doc), Error> {
    parse(line, |record| {
        let text = Text::new(text_of(record)?).map_err(|error| error.to_string())?;
        Ok((record.id.to_string(), from_record::doc(record, text)?))
    })
}

/// The id and the text in a line of JSON, whatever else is in it.
///
/// # Errors
/// A sentence that says what is wrong, if the line is no JSON object with a text.
pub fn id_and_text(line: &str) -> Result<(String, String), String> {
    let line = surrogate::replaced(line);
    let given: IdAndText<'_> = object(&line)?;
    let text = given.text.ok_or(NO_TEXT)?;
    Ok((given.id.unwrap_or_default().into(), text.into()))
}

/// A line of JSON as annotations to be scored: positions are checked, names of labels are not.
///
/// # Errors
/// [`Error::Document`] if the line is no JSON of this form, has no text, or a position does not fit it.
pub fn annotated(line: &str) -> Result<Annotated, Error> {
    parse(line, |record| to_annotated::annotated(record, text_of(record)?))
}

/// A document as annotations to be scored.
#[expect(clippy::missing_panics_doc, reason = "a document's positions fit its text")]
pub fn to_annotated(doc: &Doc, id: &str) -> Annotated {
    to_annotated::annotated(&to_record::record(doc, id), doc.text.as_str()).expect("a document fits its text")
}

const NO_TEXT: &str = "there is no \"text\"; a line must be an object with \"id\" and \"text\"";

/// What every document has; everything else is read past without being kept.
#[derive(serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'a"))]
struct IdAndText<'a> {
    #[serde(default)]
    id: Option<Str<'a>>,
    #[serde(default, deserialize_with = "string::no_number")]
    text: Option<Str<'a>>,
}

fn text_of<'a>(record: &'a Record<'_>) -> Result<&'a str, String> {
    record.text.as_deref().ok_or_else(|| NO_TEXT.to_owned())
}

/// What `make` makes of the record in a line; what it finds wrong becomes an error with the record's id.
fn parse<T>(line: &str, make: impl FnOnce(&Record<'_>) -> Result<T, String>) -> Result<T, Error> {
    let line = surrogate::replaced(line);
    let record: Record<'_> = object(&line).map_err(|reason| Error::Document { id: String::new(), reason })?;
    make(&record).map_err(|reason| Error::Document { id: record.id.to_string(), reason })
}

fn object<'a, T: serde::Deserialize<'a>>(line: &'a str) -> Result<T, String> {
    // serde would take an array for an object's values in order.
    if line.trim_start().starts_with('[') {
        return Err("an array, not an object".to_owned());
    }
    serde_json::from_str(line).map_err(|error| error.to_string())
}
