//! The head of a noun phrase: what "Dmitry Peskov, the Kremlin spokesman" is about.

use super::roles::{Role, Roles};
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
pub(super) fn head(
    reading: &Reading<'_>,
    roles: &Roles,
    entities: &Entities,
    places: &Places,
    tokens: Range<usize>,
) -> Option<Head> {
    if tokens.is_empty() {
        return None;
    }
    let tokens = tokens.start..tokens.end.min(tokens.start + LONGEST);
    let alone = tokens.len() == 1 || tokens.len() == 2 && is_trailing(reading.form(tokens.start + 1));
    if alone && Pronoun::of(reading.form(tokens.start)).is_some() {
        return Some(Head::Pronoun(tokens.start));
    }
    let core = core(reading, places, tokens.clone());
    let last = core.end - 1;
    if let Some(entity) = places.get(last) {
        return Some(if is_several(reading, places, &core) { Head::Noun(core) } else { Head::Entity(entity) });
    }
    let role = roles.of(&reading.form(last).to_lowercase());
    let named = apposed(reading, entities, places, role, core.end..tokens.end)
        .or_else(|| governed(reading, entities, places, &core))
        .or_else(|| authored(reading, entities, places, role, core.clone(), tokens.end));
    Some(named.map_or(Head::Noun(core), Head::Entity))
}

/// Tokens of a noun phrase that are looked at.
const LONGEST: usize = 64;

/// "the Norwegian government", "the Byron administration": the country or the person.
fn governed(reading: &Reading<'_>, entities: &Entities, places: &Places, core: &Range<usize>) -> Option<usize> {
    let last = core.end - 1;
    let governs = matches!(reading.form(last), "government" | "administration" | "Government" | "Administration");
    let entity = places.get(last.checked_sub(1).filter(|&before| before >= core.start)?)?;
    (governs && matches!(entities.label()[entity], Label::Gpe | Label::Per)).then_some(entity)
}

/// Whose report it is: "the IEA's figures", "the CIPD research", "a study by the Ludlow Institute".
fn authored(
    reading: &Reading<'_>,
    entities: &Entities,
    places: &Places,
    role: Role,
    core: Range<usize>,
    end: usize,
) -> Option<usize> {
    let author = |entity: &usize| matches!(entities.label()[*entity], Label::Org | Label::Per);
    if role != Role::Paper {
        return None;
    }
    let by = (core.end..end.min(core.end + 4)).find(|&token| matches!(reading.form(token), "by" | "from"));
    let after = by.and_then(|by| (by + 1..end.min(by + 4)).find_map(|token| places.get(token)).filter(author));
    after.or_else(|| core.rev().find_map(|token| places.get(token)).filter(author))
}

/// Whether a phrase names two: "Brazil and Peru".
fn is_several(reading: &Reading<'_>, places: &Places, tokens: &Range<usize>) -> bool {
    let and = tokens.clone().find(|&token| reading.form(token) == "and" && places.get(token).is_none());
    and.is_some_and(|and| (tokens.start..and).any(|token| places.get(token).is_some()))
}

/// The phrase up to its head: before a comma, a bracket, a preposition or a relative pronoun.
pub(super) fn core(reading: &Reading<'_>, places: &Places, tokens: Range<usize>) -> Range<usize> {
    let stops = |&token: &usize| {
        let inside = token > tokens.start && places.get(token).is_some() && places.get(token) == places.get(token - 1);
        !inside && is_stop(reading, token)
    };
    let mut end = tokens.clone().skip(1).find(stops).unwrap_or(tokens.end);
    // "said the boy sulkily"
    let trails = |token: usize| is_trailing(reading.form(token)) || reading.tags.upos()[token] == Upos::Adv;
    while end > tokens.start + 1 && places.get(end - 1).is_none() && trails(end - 1) {
        end -= 1;
    }
    tokens.start..end
}

fn is_stop(reading: &Reading<'_>, token: usize) -> bool {
    let form = reading.form(token);
    matches!(
        form,
        "," | "." | "(" | "–" | "—" | ";" | ":" | "who" | "which" | "that" | "whose" | "where" | "'" | "\"" | "“"
    ) || matches!(
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
    ) || reading.tags.upos()[token] == Upos::Adp
}

/// Words that may follow a name and add nothing.
fn is_trailing(form: &str) -> bool {
    matches!(form, "himself" | "herself" | "itself" | "themselves" | "too" | "also" | "alone" | "'s" | "’s" | "'" | "’")
}

/// Who is named in an apposition: "the mayor, Dr Ada Byron", "the campaign group, Liberty".
fn apposed(
    reading: &Reading<'_>,
    entities: &Entities,
    places: &Places,
    role: Role,
    rest: Range<usize>,
) -> Option<usize> {
    // "The presidents, X and Y": neither is the source alone.
    if role == Role::Group {
        return None;
    }
    let comma = rest.clone().take(8).find(|&token| reading.form(token) == ",")?;
    let until = |&token: &usize| reading.form(token) != ",";
    let mut named = (comma + 1..rest.end).take(8).take_while(until).filter_map(|token| places.get(token));
    let wanted = if role == Role::Body { Label::Org } else { Label::Per };
    named.find(|&entity| entities.label()[entity] == wanted)
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

    /// Whether a word that starts with `byte` could be one of "he" and "she" and their forms: asked of every token.
    pub(super) const fn may_start(byte: u8) -> bool {
        matches!(byte | 0x20, b'h' | b's')
    }

    /// One of "he" and "she" and their forms.
    pub(super) fn personal(form: &str) -> Option<Self> {
        if form.len() > 7 {
            return None;
        }
        Self::of(form).filter(|pronoun| matches!(pronoun, Self::He | Self::She))
    }
}
