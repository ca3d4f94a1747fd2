//! Why a quotation was found and who is thought to speak, step by step, in words a researcher can follow.

use crate::doc::Doc;
use crate::quote::{Issue, Kind, Medium};
use crate::span::{QuoteId, Span};

/// The steps that led to quotation `id`, one sentence each.
///
/// # Panics
/// If the document has no such quotation.
pub fn explain(doc: &Doc, id: QuoteId) -> Vec<String> {
    let mut steps = vec![what(doc, id), how(doc, id), whose(doc, id)];
    steps.extend(doc.quotes.issues().get(id.index()).iter().map(|issue| warning(*issue).to_owned()));
    steps.push(format!(
        "About {:.0} in 100 quotations like this one are right.",
        100.0 * doc.quotes.score()[id.index()]
    ));
    steps
}

/// The words of `spans`, quoted, with an ellipsis between pieces.
fn words(doc: &Doc, spans: &[Span]) -> String {
    let pieces: Vec<&str> = spans.iter().map(|span| span.of(doc.text.as_str())).collect();
    format!("«{}»", pieces.join(" … "))
}

fn what(doc: &Doc, id: QuoteId) -> String {
    let content = words(doc, doc.quotes.content().get(id.index()));
    let marks = match doc.quotes.kind()[id.index()] {
        Kind::Direct => "all of it stands between quotation marks: direct",
        Kind::Indirect => "none of it stands between quotation marks: indirect",
        Kind::Mixed => "part of it stands between quotation marks: mixed",
    };
    format!("The content is {content}; {marks}.")
}

fn how(doc: &Doc, id: QuoteId) -> String {
    let cue = doc.quotes.cue().get(id.index());
    if cue.is_empty() {
        return "No word reports it.".to_owned();
    }
    let medium = match doc.quotes.medium()[id.index()] {
        Medium::Speech => "speech",
        Medium::Writing => "writing",
        Medium::Thought => "thought",
    };
    format!("The words that report it are {}: {medium}.", words(doc, cue))
}

fn whose(doc: &Doc, id: QuoteId) -> String {
    let text = doc.text.as_str();
    let pieces: Vec<&str> = doc.quotes.source().get(id.index()).iter().map(|span| span.of(text)).collect();
    let cluster = doc.speakers.cluster()[id.index()];
    let name = cluster.map(|cluster| doc.clusters.name()[cluster.index()].of(text));
    doc.speakers.evidence()[id.index()].tell(&pieces.join(" … "), name)
}

const fn warning(issue: Issue) -> &'static str {
    match issue {
        Issue::UnclosedMark => "Its opening mark is never closed: the content ends with its paragraph.",
    }
}
