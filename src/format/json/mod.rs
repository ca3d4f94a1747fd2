//! JSON Lines interchange: one document a line, in the form that corpora of quotations, entities and tokens share.
//!
//! `{"id", "text", "paragraphs", "tokens", "sentences", "entities", "quotes", "mentions", "clusters"}`, positions in code
//! points. What [`write`] gives, [`read`] gives back exactly.

mod from_record;
pub mod record;
mod to_annotated;
mod to_record;

use crate::doc::Doc;
use crate::error::Error;
use crate::score::Annotated;
use crate::text::Text;
use record::Record;

/// One line of JSON for a document, without the line's end.
pub fn write(doc: &Doc, id: &str) -> String {
    // Maps with string keys, numbers that are finite and lists always become JSON.
    serde_json::to_string(&to_record::record(doc, id)).unwrap_or_default()
}

/// The document in a line of JSON whose text is `text`; a text in the line itself is not looked at.
///
/// Layers that the line lacks: paragraphs, tokens, sentences and tags are found anew; quotations, entities, mentions and
/// clusters are taken for absent. Quotation marks are always paired anew. A label, kind or medium that the library does
/// not have is an error, a Penn tag that it does not have is `XX`.
///
/// # Errors
/// [`Error::Document`] if the line is no JSON, or something in it does not fit the text or the rest: it names the
/// field and the entry.
pub fn read(line: &str, text: Text) -> Result<Doc, Error> {
    let record = parse(line)?;
    from_record::doc(&record, text).map_err(|reason| Error::Document { id: record.id.into_owned(), reason })
}

/// The id and the text of a line of JSON, whatever else is in it.
///
/// # Errors
/// A sentence that says what is wrong, if the line is no JSON object with a text.
pub fn id_and_text(line: &str) -> Result<(String, String), String> {
    let line: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let text = match line.get("text") {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(serde_json::Value::Null) => String::new(),
        Some(_) => return Err("\"text\" is not a string".into()),
        None => return Err("there is no \"text\"; each line must be an object with \"id\" and \"text\"".into()),
    };
    let id = match line.get("id") {
        Some(serde_json::Value::String(id)) => id.clone(),
        None | Some(serde_json::Value::Null) => String::new(),
        Some(id) => id.to_string(),
    };
    Ok((id, text))
}

/// A line of JSON as annotations to be scored.
///
/// # Errors
/// [`Error::Document`] if the line is no JSON of this form.
pub fn annotated(line: &str) -> Result<Annotated, Error> {
    Ok(to_annotated::annotated(&parse(line)?))
}

fn parse(line: &str) -> Result<Record<'_>, Error> {
    serde_json::from_str(line).map_err(|error| Error::Document { id: String::new(), reason: error.to_string() })
}
