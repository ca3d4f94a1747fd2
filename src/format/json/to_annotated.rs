//! `Record` to the annotations that the scorer reads.

use super::from_record::{Fault, span};
use super::record::{Cluster, Entity, Points, Quote, Record, SeveralWords, Token};
use super::string::Str;
use crate::quote::Kind;
use crate::score::{self, Annotated, Word};
use crate::text::Text;
use rustc_hash::FxHashMap;

pub(super) fn annotated(record: &Record<'_>, text: &str) -> Result<Annotated, Fault> {
    let names = Names::new(record);
    let text = Text::new(text).map_err(|error| error.to_string())?;
    let quotes = record.quotes.as_ref().map(|quotes| all(quotes, |entry, given| quote(&text, &names, entry, given)));
    let entities = record.entities.as_ref().map(|entities| all(entities, |entry, given| entity(&text, entry, given)));
    let words = record.tokens.as_ref().map(|tokens| words(&text, tokens, record.mwt.as_deref().unwrap_or_default()));
    let sentences = record.sentences.as_ref().map(|sentences| pairs(&text, sentences, "sentences"));
    Ok(Annotated {
        id: record.id.to_string(),
        quotes: quotes.transpose()?,
        entities: entities.transpose()?,
        words: words.transpose()?,
        sentences: sentences.transpose()?,
        text: text.as_str().to_owned(),
    })
}

fn all<G, T>(given: &[G], one: impl Fn(usize, &G) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    given.iter().enumerate().map(|(entry, given)| one(entry, given)).collect()
}

/// Spans as they are, each inside the text.
fn pairs(text: &Text, points: &[Points], field: &str) -> Result<Vec<score::Points>, Fault> {
    all(points, |entry, &points| span(text, points, format_args!("{field}[{entry}]")).map(|_| points.into()))
}

fn entity(text: &Text, entry: usize, given: &Entity<'_>) -> Result<score::Entity, Fault> {
    span(text, [given.start, given.end], format_args!("entities[{entry}]"))?;
    Ok(score::Entity { span: (given.start, given.end), label: given.label.to_string() })
}

fn quote(text: &Text, names: &Names<'_>, entry: usize, given: &Quote<'_>) -> Result<score::Quote, Fault> {
    let spans = |part: &str, points: &[Points]| pairs(text, points, &format!("quotes[{entry}].{part}"));
    Ok(score::Quote {
        kind: given.kind.as_deref().and_then(|name| Kind::ALL.into_iter().find(|kind| kind.as_str() == name)),
        content: spans("content", &given.content)?,
        cue: spans("cue", &given.cue)?,
        source: spans("source", &given.source)?,
        speaker: given.speaker.as_deref().map(|speaker| names.of(speaker)).unwrap_or_default(),
        optional: given.optional,
        level: u32::from(given.level),
    })
}

/// Clusters by their ids and by their names.
struct Names<'a> {
    by_id: FxHashMap<&'a str, &'a Cluster<'a>>,
    by_name: FxHashMap<&'a str, &'a Cluster<'a>>,
}

impl<'a> Names<'a> {
    fn new(record: &'a Record<'_>) -> Self {
        let clusters = record.clusters.as_ref().map_or(&[][..], |clusters| &clusters.0);
        let named = clusters.iter().filter_map(|(_, cluster)| Some((cluster.name.as_deref()?, cluster)));
        // Of two clusters with one name the first counts.
        Self { by_id: clusters.iter().map(|(id, cluster)| (&**id, cluster)).collect(), by_name: named.rev().collect() }
    }

    /// Every name of a speaker, the cluster's own first; a speaker that is no cluster's id is a name itself.
    fn of(&self, speaker: &str) -> Vec<String> {
        let cluster = self.by_id.get(speaker).or_else(|| self.by_name.get(speaker));
        let names = cluster.map(|cluster| cluster.name.iter().chain(&cluster.aliases).map(|name| name.to_string()));
        let names: Vec<String> = names.into_iter().flatten().collect();
        if names.is_empty() { vec![speaker.to_owned()] } else { names }
    }
}

/// Words in order; those of a token of several words share its span.
fn words(text: &Text, tokens: &[Token<'_>], several: &[SeveralWords<'_>]) -> Result<Vec<Word>, Fault> {
    let several = several.iter().filter(|entry| entry.words.len() > 1);
    let several: FxHashMap<score::Points, &[Token<'_>]> =
        several.map(|entry| ((entry.start, entry.end), &entry.words[..])).collect();
    let mut words = Vec::with_capacity(tokens.len());
    for (entry, token) in tokens.iter().enumerate() {
        let own = span(text, [token.start, token.end], format_args!("tokens[{entry}]"))?.of(text.as_str());
        let place = (token.start, token.end);
        match several.get(&place) {
            Some(parts) => words.extend(parts.iter().map(|part| word(place, true, &part.form, part))),
            None if token.form.is_empty() => words.push(word(place, false, own, token)),
            None => words.push(word(place, false, &token.form, token)),
        }
    }
    Ok(words)
}

fn word(token: score::Points, several: bool, form: &str, given: &Token<'_>) -> Word {
    let own = |field: &Option<Str<'_>>| field.as_deref().map(str::to_owned);
    let (upos, xpos, lemma) = (own(&given.upos), own(&given.xpos), own(&given.lemma));
    Word { token, several, form: form.to_owned(), upos, xpos, lemma }
}
