//! `Mentions` and `Clusters`: the names, descriptions and pronouns of one referent, together.

mod body;
mod describe;
mod gather;
mod link;
mod people;
mod person;
mod pronoun;
mod referent;
mod roles;
mod source;
mod sweep;

pub use link::Link;

use crate::entity::{Aliases, Entities, Label};
use crate::quote::Quotes;
use crate::reading::Reading;
use crate::span::{ClusterId, EntityId, MentionId, Ragged, Span};
use gather::{Draft, Drafts, Form};
use referent::Referent;
use roles::Roles;
use rustc_hash::FxHashMap;
use source::Places;
use sweep::Sweep;

/// What form a mention has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// "Ebrahim Raisi".
    Name,
    /// "the Persian dignitary".
    Noun,
    /// "he".
    Pronoun,
}

impl MentionKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Name, Self::Noun, Self::Pronoun];

    /// The name in tables and files.
    pub const fn as_str(self) -> &'static str {
        ["name", "noun", "pronoun"][self as usize]
    }
}

/// Expressions that refer to somebody or something: M entries each, sorted by span; they may nest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    pub(crate) span: Vec<Span>,
    pub(crate) kind: Vec<MentionKind>,
    pub(crate) entity: Vec<Option<EntityId>>,
    pub(crate) cluster: Vec<Option<ClusterId>>,
}

impl Mentions {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.span.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty()
    }

    /// M spans in bytes.
    pub fn spans(&self) -> &[Span] {
        &self.span
    }

    /// M kinds.
    pub fn kind(&self) -> &[MentionKind] {
        &self.kind
    }

    /// M named entities: the one that the mention is, if it is a name.
    pub fn entity(&self) -> &[Option<EntityId>] {
        &self.entity
    }

    /// M clusters: who or what is meant, where that is known.
    pub fn cluster(&self) -> &[Option<ClusterId>] {
        &self.cluster
    }
}

/// What a cluster is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// As the document has it, in bytes.
    Span(Span),
    /// As the caller's `aliases` have it.
    Given(Box<str>),
}

impl Name {
    /// The name's letters, given the text.
    pub fn of<'a>(&'a self, text: &'a str) -> &'a str {
        match self {
            Self::Span(span) => span.of(text),
            Self::Given(name) => name,
        }
    }
}

/// The referents of a document, in order of their first mention: C entries each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clusters {
    pub(crate) name: Vec<Name>,
    pub(crate) label: Vec<Label>,
    /// C lists of mentions, each sorted and with one at least.
    pub(crate) mentions: Ragged<MentionId>,
}

impl Clusters {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.name.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
    }

    /// C names: the fullest in the document.
    pub fn name(&self) -> &[Name] {
        &self.name
    }

    /// C labels.
    pub fn label(&self) -> &[Label] {
        &self.label
    }

    /// C lists of mentions.
    pub fn mentions(&self) -> &Ragged<MentionId> {
        &self.mentions
    }
}

/// The mention that the source of each quotation is, and why it belongs to its cluster: Q entries each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    pub(crate) mention: Vec<Option<MentionId>>,
    pub(crate) link: Vec<Link>,
}

/// Links mentions: names by their parts, descriptions by roles, pronouns by what is near and fits.
#[derive(Debug)]
pub struct Linker {
    aliases: Aliases,
    roles: Roles,
    /// Another name of a place or body to the first of `same.tsv`.
    same: FxHashMap<&'static str, &'static str>,
}

impl Default for Linker {
    fn default() -> Self {
        Self::new(Aliases::default())
    }
}

impl Linker {
    /// A linker that gives the caller's names.
    pub fn new(aliases: Aliases) -> Self {
        let mut same = FxHashMap::default();
        for line in include_str!("same.tsv").lines().filter(|line| !line.starts_with('#')) {
            let first = line.split(';').next().unwrap_or_default();
            same.extend(line.split(';').map(|name| (name, first)));
        }
        Self { aliases, roles: Roles::default(), same }
    }

    /// Finds the mentions of a document, among them every source of a quotation, and links those of one referent.
    pub fn link(&self, reading: &Reading<'_>, quotes: &Quotes, entities: &Entities) -> (Mentions, Clusters, Sources) {
        let places = Places::new(reading, entities);
        let voices = gather::voices(reading, quotes);
        let drafts = gather::gather(reading, &self.roles, quotes, entities, &places, &voices);
        let mut sweep = Sweep::new(self, reading, entities, &places, &voices, quotes.len());
        sweep.introduce();
        let quotes_of = quotes_of(&drafts);
        let mut found = Vec::with_capacity(drafts.draft.len());
        for (number, draft) in drafts.draft.iter().enumerate() {
            let (referent, link) = sweep.resolve(draft);
            for &quote in quotes_of.get(number) {
                sweep.speaker[quote] = referent;
            }
            found.push((referent, link));
        }
        assemble(&drafts, &found, sweep.referents)
    }
}

/// The quotations whose source each mention is: M lists.
fn quotes_of(drafts: &Drafts) -> Ragged<usize> {
    let sources = drafts.of_quote.iter().enumerate().filter_map(|(quote, mention)| Some(((*mention)?, quote)));
    grouped(sources.collect(), drafts.draft.len())
}

/// The second of each pair in the list that the first numbers, of `lists` lists.
fn grouped<T: Ord + Copy>(mut pairs: Vec<(usize, T)>, lists: usize) -> Ragged<T> {
    pairs.sort_unstable();
    let mut rest = pairs.as_slice();
    let mut grouped = Ragged::new();
    for list in 0..lists {
        let (own, later) = rest.split_at(rest.partition_point(|(number, _)| *number <= list));
        grouped.push(own.iter().map(|(_, item)| *item));
        rest = later;
    }
    grouped
}

/// The layers from the mentions, what each refers to, and the referents; those without a mention are left out.
fn assemble(
    drafts: &Drafts,
    found: &[(Option<usize>, Link)],
    referents: Vec<Referent>,
) -> (Mentions, Clusters, Sources) {
    let mut number: Vec<Option<usize>> = vec![None; referents.len()];
    let mut members = Vec::with_capacity(found.len());
    let mut count = 0;
    let mut mentions = Mentions::default();
    for (mention, (draft, &(referent, _))) in drafts.draft.iter().zip(found).enumerate() {
        let cluster = referent.map(|referent| {
            *number[referent].get_or_insert_with(|| {
                count += 1;
                count - 1
            })
        });
        members.extend(cluster.map(|cluster| (cluster, MentionId::new(mention))));
        push(&mut mentions, draft, cluster.map(ClusterId::new));
    }
    let mut clusters = Clusters { mentions: grouped(members, count), ..Clusters::default() };
    let mut kept: Vec<(usize, Referent)> =
        number.into_iter().zip(referents).filter_map(|(number, own)| Some((number?, own))).collect();
    kept.sort_unstable_by_key(|(number, _)| *number);
    for (_, own) in kept {
        clusters.name.push(own.name);
        clusters.label.push(own.label);
    }
    let link = |mention: &Option<usize>| mention.map_or(Link::None, |mention| found[mention].1);
    let sources = Sources {
        mention: drafts.of_quote.iter().map(|mention| mention.map(MentionId::new)).collect(),
        link: drafts.of_quote.iter().map(link).collect(),
    };
    (mentions, clusters, sources)
}

fn push(mentions: &mut Mentions, draft: &Draft, cluster: Option<ClusterId>) {
    let (kind, entity) = match draft.form {
        Form::Name(entity) => (MentionKind::Name, Some(EntityId::new(entity))),
        Form::Noun { .. } => (MentionKind::Noun, None),
        Form::Pronoun(_) => (MentionKind::Pronoun, None),
    };
    mentions.span.push(draft.span);
    mentions.kind.push(kind);
    mentions.entity.push(entity);
    mentions.cluster.push(cluster);
}
