//! `Record` to the annotations that the scorer reads.

use super::record::{Points, Quote, Record, Token};
use crate::quote::Kind;
use crate::score::{self, Annotated, Word};
use rustc_hash::FxHashMap;

pub(super) fn annotated(record: &Record<'_>) -> Annotated {
    Annotated {
        id: record.id.clone().into_owned(),
        text: record.text.clone().into_owned(),
        quotes: record.quotes.as_ref().map(|quotes| quotes.iter().map(|given| quote(record, given)).collect()),
        entities: record.entities.as_ref().map(|entities| {
            let entity = |given: &super::record::Entity<'_>| score::Entity {
                span: (given.start, given.end),
                label: given.label.clone().into_owned(),
            };
            entities.iter().map(entity).collect()
        }),
        words: record.tokens.as_ref().map(|tokens| words(record, tokens)),
        sentences: record.sentences.as_deref().map(pairs),
    }
}

fn pairs(points: &[Points]) -> Vec<score::Points> {
    points.iter().map(|&[start, end]| (start, end)).collect()
}

fn quote(record: &Record<'_>, quote: &Quote<'_>) -> score::Quote {
    score::Quote {
        kind: quote.kind.as_deref().and_then(|name| Kind::ALL.into_iter().find(|kind| kind.as_str() == name)),
        content: pairs(&quote.content),
        cue: pairs(&quote.cue),
        source: pairs(&quote.source),
        speaker: quote.speaker.as_deref().map(|speaker| names(record, speaker)).unwrap_or_default(),
        optional: quote.optional,
        level: u32::from(quote.level),
    }
}

/// Every name of a speaker, the cluster's own first; a speaker that is no cluster's id is a name itself.
fn names(record: &Record<'_>, speaker: &str) -> Vec<String> {
    let clusters = record.clusters.as_ref().map_or(&[][..], |clusters| &clusters.0);
    let by_id = clusters.iter().find(|(id, _)| id == speaker);
    let found = by_id.or_else(|| clusters.iter().find(|(_, cluster)| cluster.name.as_deref() == Some(speaker)));
    let Some((_, cluster)) = found else { return vec![speaker.to_owned()] };
    let names: Vec<String> =
        cluster.name.iter().chain(&cluster.aliases).map(|name| name.clone().into_owned()).collect();
    if names.is_empty() { vec![speaker.to_owned()] } else { names }
}

/// Words in order; those of a token of several words share its span.
fn words(record: &Record<'_>, tokens: &[Token<'_>]) -> Vec<Word> {
    let several = record.mwt.iter().flatten().map(|entry| ((entry.start, entry.end), &entry.words[..]));
    let several: FxHashMap<score::Points, &[Token<'_>]> = several.collect();
    let characters: Vec<usize> = record.text.char_indices().map(|(byte, _)| byte).chain([record.text.len()]).collect();
    let form = |token: &Token<'_>| {
        if !token.form.is_empty() {
            return token.form.clone().into_owned();
        }
        let byte = |point: u32| characters[(point as usize).min(characters.len() - 1)];
        record.text.get(byte(token.start)..byte(token.end)).unwrap_or_default().to_owned()
    };
    let mut words = Vec::with_capacity(tokens.len());
    for token in tokens {
        let span = (token.start, token.end);
        match several.get(&span).filter(|words| words.len() > 1) {
            Some(own) => words.extend(own.iter().map(|own| word(span, true, form(own), own))),
            None => words.push(word(span, false, form(token), token)),
        }
    }
    words
}

fn word(token: score::Points, several: bool, form: String, given: &Token<'_>) -> Word {
    let own = |field: &Option<std::borrow::Cow<'_, str>>| field.as_deref().map(str::to_owned);
    Word { token, several, form, upos: own(&given.upos), xpos: own(&given.xpos), lemma: own(&given.lemma) }
}
