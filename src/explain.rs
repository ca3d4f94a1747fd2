//! Why a quotation was found and who is thought to speak, step by step, in words a researcher can follow.

use crate::doc::Doc;
use crate::quote::{Issue, Kind, Origin};
use crate::span::{QuoteId, Span};

/// The steps that led to quotation `id`, one sentence each.
///
/// # Panics
/// If the document has no such quotation.
pub fn explain(doc: &Doc, id: QuoteId) -> Vec<String> {
    let mut steps = vec![what(doc, id)];
    steps.extend(how(doc, id));
    steps.push(whose(doc, id));
    steps.extend(doc.quotes.issues().get(id.index()).iter().map(|issue| warning(*issue).to_owned()));
    // The scores of quotations that somebody else found are not calibrated by us.
    if doc.quotes.evidence()[id.index()].origin != Origin::Given {
        let score = 100.0 * doc.quotes.score()[id.index()];
        steps.push(format!("About {score:.0} in 100 quotations like this one are right."));
    }
    steps
}

/// The words of `spans` on one line, with an ellipsis between pieces.
fn words(doc: &Doc, spans: &[Span]) -> String {
    let one_line = |span: &Span| span.of(doc.text.as_str()).split_whitespace().collect::<Vec<_>>().join(" ");
    spans.iter().map(one_line).collect::<Vec<_>>().join(" … ")
}

fn what(doc: &Doc, id: QuoteId) -> String {
    let content = words(doc, doc.quotes.content().get(id.index()));
    let marks = match doc.quotes.kind()[id.index()] {
        Kind::Direct => "all of it stands between quotation marks: direct",
        Kind::Indirect => "none of it stands between quotation marks: indirect",
        Kind::Mixed => "part of it stands between quotation marks: mixed",
    };
    format!("The content is «{content}»; {marks}.")
}

/// Why it was taken for a quotation.
fn how(doc: &Doc, id: QuoteId) -> impl Iterator<Item = String> {
    let quotes = &doc.quotes;
    let (cue, source) = (words(doc, quotes.cue().get(id.index())), words(doc, quotes.source().get(id.index())));
    quotes.evidence()[id.index()].explain(&cue, &source).into_iter().map(|step| sentence(&step))
}

/// The step with a capital and a full stop.
fn sentence(step: &str) -> String {
    let mut characters = step.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).chain(['.']).collect()
}

fn whose(doc: &Doc, id: QuoteId) -> String {
    let cluster = doc.speakers.cluster()[id.index()];
    let name = cluster.map(|cluster| doc.clusters.name()[cluster.index()].of(doc.text.as_str()));
    doc.speakers.evidence()[id.index()].tell(&words(doc, doc.quotes.source().get(id.index())), name)
}

const fn warning(issue: Issue) -> &'static str {
    match issue {
        Issue::UnclosedMark => "Its opening mark is never closed: the content ends with its paragraph.",
    }
}
