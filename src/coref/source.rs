//! The head of a noun phrase: what "Dmitry Peskov, the Kremlin spokesman" is about.

use crate::entity::{Entities, Label};
use crate::reading::Reading;
use crate::tag::Upos;
use std::ops::Range;

/// Which named entity each token is in: T entries, 0 for none, else one more than its number.
pub(super) struct Places(Vec<u32>);

impl Places {
    pub(super) fn new(reading: &Reading<'_>, entities: &Entities) -> Self {
        let mut places = vec![0; reading.tokens.len()];
        let spans = reading.tokens.spans();
        let mut token = 0;
        for (number, span) in entities.spans().iter().enumerate() {
            while token < spans.len() && spans[token].end() <= span.start() {
                token += 1;
            }
            while token < spans.len() && spans[token].start() < span.end() {
                places[token] = number as u32 + 1;
                token += 1;
            }
        }
        Self(places)
    }

    /// The number of the entity that a token is in.
    pub(super) fn get(&self, token: usize) -> Option<usize> {
        self.0.get(token).and_then(|place| place.checked_sub(1)).map(|number| number as usize)
    }
}

/// What a noun phrase is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// A named entity, by its number.
    Entity(usize),
    /// A pronoun, by its token.
    Pronoun(usize),
    /// A description: the tokens up to its head, which is the last.
    Noun(Range<usize>),
}

/// The head of the noun phrase `tokens`; none if it has no token.
pub(super) fn head(reading: &Reading<'_>, entities: &Entities, places: &Places, tokens: Range<usize>) -> Option<Head> {
    if tokens.is_empty() {
        return None;
    }
    if tokens.len() <= 2 && Pronoun::of(reading.form(tokens.start)).is_some() {
        return Some(Head::Pronoun(tokens.start));
    }
    let core = core(reading, places, tokens.clone());
    let last = core.end - 1;
    if let Some(entity) = places.get(last) {
        let several = people(entities, places, &core) > 1;
        return Some(if several { Head::Noun(core) } else { Head::Entity(entity) });
    }
    if let Some(person) = apposed(reading, entities, places, core.end..tokens.end) {
        return Some(Head::Entity(person));
    }
    if matches!(reading.form(last), "government" | "administration" | "Government" | "Administration")
        && let Some(entity) = core.clone().rev().nth(1).and_then(|token| places.get(token))
        && matches!(entities.label()[entity], Label::Gpe | Label::Per)
    {
        return Some(Head::Entity(entity));
    }
    Some(Head::Noun(core))
}

/// How many people are named in a phrase.
fn people(entities: &Entities, places: &Places, tokens: &Range<usize>) -> usize {
    let (mut count, mut before) = (0, None);
    for entity in tokens.clone().map(|token| places.get(token)) {
        if entity != before && entity.is_some_and(|entity| entities.label()[entity] == Label::Per) {
            count += 1;
        }
        before = entity;
    }
    count
}

/// The phrase up to its head: before a comma, a bracket, a preposition or a relative pronoun.
pub(super) fn core(reading: &Reading<'_>, places: &Places, tokens: Range<usize>) -> Range<usize> {
    let stops = |&token: &usize| {
        let inside = token > tokens.start && places.get(token).is_some() && places.get(token) == places.get(token - 1);
        !inside && is_stop(reading, token)
    };
    let mut end = tokens.clone().skip(1).find(stops).unwrap_or(tokens.end);
    while end > tokens.start + 1 && is_trailing(reading.form(end - 1)) {
        end -= 1;
    }
    tokens.start..end
}

fn is_stop(reading: &Reading<'_>, token: usize) -> bool {
    let form = reading.form(token);
    matches!(form, "," | "(" | "–" | "—" | ";" | ":" | "who" | "which" | "that" | "whose" | "where" | "'" | "\"" | "“")
        || matches!(
            form,
            "of" | "in"
                | "at"
                | "for"
                | "from"
                | "on"
                | "with"
                | "to"
                | "by"
                | "near"
                | "behind"
                | "against"
                | "about"
                | "as"
                | "among"
                | "familiar"
                | "named"
                | "called"
                | "based"
                | "led"
                | "close"
                | "involved"
        )
        || reading.tags.upos()[token] == Upos::Adp
}

/// Words that may follow a name and add nothing.
fn is_trailing(form: &str) -> bool {
    matches!(form, "himself" | "herself" | "itself" | "themselves" | "too" | "also" | "alone" | "'s" | "’s" | "'" | "’")
}

/// The person named in an apposition: "the mayor, Dr Ada Byron".
fn apposed(reading: &Reading<'_>, entities: &Entities, places: &Places, rest: Range<usize>) -> Option<usize> {
    let comma = rest.clone().take(8).find(|&token| reading.form(token) == ",")?;
    let after = (comma + 1..rest.end).take(4);
    let named = after.take_while(|&token| reading.form(token) != ",").find_map(|token| places.get(token))?;
    (entities.label()[named] == Label::Per).then_some(named)
}

/// The pronouns that can be a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    They,
    It,
    /// "who", "which", "that".
    Relative,
    /// "I", "we", "you".
    Spoken,
}

impl Pronoun {
    pub(super) fn of(form: &str) -> Option<Self> {
        if form.len() > 10 {
            return None;
        }
        Some(match form.to_ascii_lowercase().as_str() {
            "he" | "him" | "his" | "himself" => Self::He,
            "she" | "her" | "hers" | "herself" => Self::She,
            "they" | "them" | "their" | "theirs" | "themselves" => Self::They,
            "it" | "its" | "itself" => Self::It,
            "who" | "which" | "that" | "whom" | "whose" => Self::Relative,
            "i" | "we" | "you" | "me" | "us" | "my" | "our" | "your" if form != "US" => Self::Spoken,
            _ => return None,
        })
    }

    /// Whether it is one of "he" and "she" and their forms; cheap, since it is asked of every token.
    pub(super) fn personal(form: &str) -> Option<Self> {
        if !matches!(form.as_bytes().first(), Some(b'h' | b'H' | b's' | b'S')) || form.len() > 7 {
            return None;
        }
        Self::of(form).filter(|pronoun| matches!(pronoun, Self::He | Self::She))
    }
}
