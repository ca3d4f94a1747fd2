//! One document as [CoNLL-U](https://universaldependencies.org/format.html): ten columns a token, a blank line after
//! each sentence.
//!
//! Comments say where a document (`newdoc`) and a paragraph (`newpar`) begin, and each sentence's number and text.
//! Filled are ID, FORM, LEMMA, UPOS, XPOS and MISC; there is no syntax. MISC has, with `|` between,
//! `SpaceAfter=No`, `Entity=B-PER` or `I-PER`, and for every quotation that the token is part of
//! `Quote=q1:content`, `q1:cue` or `q1:source`, with commas between where it is part of several.
//! Every word is a line of its own: surface tokens of several words are words without space between.

use crate::doc::Doc;
use crate::span::{EntityId, QuoteId, Span};
use std::borrow::Cow;
use std::fmt::Write;

/// The document's sentences in CoNLL-U; `id`, if there is one, heads them as `newdoc id`.
pub fn write(doc: &Doc, id: &str) -> String {
    let parts = parts(doc);
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = if id.is_empty() { writeln!(out, "# newdoc") } else { writeln!(out, "# newdoc id = {}", one_line(id)) };
    let mut paragraphs = doc.paragraphs.spans().iter().peekable();
    for sentence in 0..doc.sentences.len() {
        let span = doc.sentences.span(sentence, &doc.tokens);
        let mut begun = std::iter::from_fn(|| paragraphs.next_if(|paragraph| paragraph.start() <= span.start()));
        if begun.next().is_some() {
            begun.for_each(drop);
            out.push_str("# newpar\n");
        }
        let _ = writeln!(out, "# sent_id = {}", sentence + 1);
        let _ = writeln!(out, "# text = {}", one_line(span.of(doc.text.as_str())));
        for (place, token) in doc.sentences.tokens(sentence).enumerate() {
            line(&mut out, doc, place + 1, token, &parts[token]);
        }
        out.push('\n');
    }
    out
}

/// White space of any kind becomes single spaces, so that a comment stays on its line and a form in its column.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(|character: char| character.is_whitespace() && character != ' ') {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

fn line(out: &mut String, doc: &Doc, place: usize, token: usize, parts: &Parts) {
    let form = one_line(doc.tokens.spans()[token].of(doc.text.as_str()));
    let (upos, xpos) = (doc.tags.upos()[token].as_str(), doc.tags.xpos()[token].as_str());
    let lemma = one_line(doc.tags.lemma(token));
    let lemma = or_underscore(&lemma);
    let _ = write!(out, "{place}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t_\t_\t_\t");
    let misc = misc(doc, token, parts);
    let _ = writeln!(out, "{}", or_underscore(&misc));
}

fn or_underscore(field: &str) -> &str {
    if field.is_empty() { "_" } else { field }
}

fn misc(doc: &Doc, token: usize, parts: &Parts) -> String {
    let spans = doc.tokens.spans();
    let mut fields = Vec::new();
    if spans.get(token + 1).is_some_and(|next| next.start() == spans[token].end()) {
        fields.push("SpaceAfter=No".to_owned());
    }
    if let Some((entity, first)) = parts.entity {
        let label = doc.entities.label()[entity.index()].as_str();
        fields.push(format!("Entity={}-{label}", if first { 'B' } else { 'I' }));
    }
    if !parts.quotes.is_empty() {
        let roles: Vec<String> = parts.quotes.iter().map(|(id, role)| format!("{id}:{role}")).collect();
        fields.push(format!("Quote={}", roles.join(",")));
    }
    fields.join("|")
}

/// What a token is part of.
#[derive(Clone, Default)]
struct Parts {
    /// The entity, and whether the token is its first.
    entity: Option<(EntityId, bool)>,
    quotes: Vec<(QuoteId, &'static str)>,
}

fn parts(doc: &Doc) -> Vec<Parts> {
    let mut parts = vec![Parts::default(); doc.tokens.len()];
    for (number, &span) in doc.entities.spans().iter().enumerate() {
        let own = doc.tokens.within(span);
        for token in own.clone() {
            parts[token].entity = Some((EntityId::new(number), token == own.start));
        }
    }
    for number in 0..doc.quotes.len() {
        let roles: [(&str, &[Span]); 3] = [
            ("content", doc.quotes.content().get(number)),
            ("cue", doc.quotes.cue().get(number)),
            ("source", doc.quotes.source().get(number)),
        ];
        for (role, spans) in roles {
            for token in spans.iter().flat_map(|&span| doc.tokens.within(span)) {
                parts[token].quotes.push((QuoteId::new(number), role));
            }
        }
    }
    parts
}
