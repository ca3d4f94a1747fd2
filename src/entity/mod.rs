//! `Entities`: people, organizations and places by name.

mod alias;
mod document;
pub(crate) mod lists;
mod rule;
mod search;
mod shape;
mod signs;
mod split;

pub use alias::Aliases;

use crate::reading::Reading;
use crate::span::Span;
use document::Known;
use lists::Lists;
use rule::Rule;
use search::{Found, Search};
use shape::{Shapes, Style};
use std::ops::Range;

/// What kind of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// A person.
    Per,
    /// An organization: firms, parties, agencies, media, teams, ministries.
    Org,
    /// A country, state or city, also where it acts.
    Gpe,
    /// Another place: rivers, regions, mountains.
    Loc,
    /// A building, airport, stadium, road.
    Fac,
    /// A nationality, religion or political adherence.
    Norp,
    /// Another name: events, works, laws, products, awards, languages.
    Misc,
    /// People together: "officials", "residents". Only of clusters, never of named entities.
    Group,
    /// Something else that can speak: a poll, a document. Only of clusters.
    Other,
}

impl Label {
    /// All labels, in the order of their numbers.
    pub const ALL: [Self; 9] =
        [Self::Per, Self::Org, Self::Gpe, Self::Loc, Self::Fac, Self::Norp, Self::Misc, Self::Group, Self::Other];

    /// The name in tables and files.
    pub const fn as_str(self) -> &'static str {
        ["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "MISC", "GROUP", "OTHER"][self as usize]
    }
}

/// The named entities of a document: E entries each, spans in bytes, sorted, disjoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    pub(crate) span: Vec<Span>,
    pub(crate) label: Vec<Label>,
    pub(crate) score: Vec<f32>,
}

impl Entities {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.span.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty()
    }

    /// E spans in bytes.
    pub fn spans(&self) -> &[Span] {
        &self.span
    }

    /// E labels.
    pub fn label(&self) -> &[Label] {
        &self.label
    }

    /// E probabilities that span and label are right.
    pub fn score(&self) -> &[f32] {
        &self.score
    }
}

/// Finds the named entities of a document: by lists, by the shape of words, and by what the document tells elsewhere.
#[derive(Debug, Default)]
pub struct Finder {
    lists: Lists,
    aliases: Aliases,
}

impl Finder {
    /// A finder that also finds the caller's own names.
    pub fn new(aliases: Aliases) -> Self {
        Self { lists: Lists::default(), aliases }
    }

    /// Finds the named entities of a document.
    pub fn find(&self, reading: &Reading<'_>) -> Entities {
        let shapes = Shapes::new(reading, &self.lists);
        let mut found = self.search(reading, &shapes);
        self.add_aliases(reading, &mut found);
        let mut entities = Entities::default();
        for name in found {
            entities.span.push(reading.span(name.start..name.end));
            entities.label.push(name.label);
            entities.score.push(name.rule.score());
        }
        entities
    }

    /// Names by rules, the paragraphs where capitals mean something first, since they tell about the others.
    fn search(&self, reading: &Reading<'_>, shapes: &Shapes) -> Vec<Found> {
        let paragraphs = shape::paragraphs(reading);
        let (plain, raised): (Vec<_>, Vec<_>) =
            paragraphs.into_iter().partition(|tokens| shapes.style(tokens.clone()) == Style::Plain);
        let mut search = Search { reading, lists: &self.lists, shapes, style: Style::Plain, found: Vec::new() };
        for tokens in plain {
            search.paragraph(tokens);
        }
        let known = Known::new(reading, &search.found);
        for name in &mut search.found {
            known.relabel(reading, name);
        }
        search.openers(&known);
        for tokens in raised {
            Self::headline(&mut search, &known, tokens);
        }
        search.found.sort_by_key(|name| name.start);
        search.found.retain(|name| name.rule != Rule::Single);
        search.found.dedup_by(|next, before| next.start < before.end);
        search.found
    }

    /// Names in a paragraph of capitals: those the lists know, those the document has, and nothing by shape alone.
    fn headline(search: &mut Search<'_>, known: &Known<'_>, tokens: Range<usize>) {
        let before = search.found.len();
        search.paragraph(tokens.clone());
        let mut new: Vec<Found> = search.found.split_off(before);
        for name in &mut new {
            known.relabel(search.reading, name);
        }
        new.retain(|name| !matches!(name.rule, Rule::Many | Rule::UnknownPair | Rule::Surname));
        search.found.append(&mut new);
        search.parts(known, tokens);
    }

    /// The caller's names win over whatever they overlap, and keep its label if it is the same name.
    fn add_aliases(&self, reading: &Reading<'_>, found: &mut Vec<Found>) {
        let aliases = self.aliases.find(reading);
        if aliases.is_empty() {
            return;
        }
        let mut kept = Vec::with_capacity(found.len() + aliases.len());
        let mut old = found.drain(..).peekable();
        for span in aliases {
            let tokens = reading.tokens.within(span);
            while let Some(name) = old.next_if(|name| name.end <= tokens.start) {
                kept.push(name);
            }
            let mut label = None;
            while let Some(name) = old.next_if(|name| name.start < tokens.end) {
                label = label.or((name.start == tokens.start || name.end == tokens.end).then_some(name.label));
            }
            let label = label.unwrap_or_else(|| self.alias_label(span.of(reading.text.as_str())));
            kept.push(Found { start: tokens.start, end: tokens.end, label, rule: Rule::Alias });
        }
        kept.extend(old);
        *found = kept;
    }

    fn alias_label(&self, alias: &str) -> Label {
        let name = self.aliases.canonical(alias).unwrap_or(alias);
        self.lists.phrase(name).map_or(Label::Per, lists::Phrase::label)
    }
}
