//! `Mentions` and `Clusters`: the names, descriptions and pronouns of one referent, together.

mod asked;
mod body;
mod describe;
mod gather;
mod link;
mod people;
mod person;
mod pronoun;
mod ranker;
mod referent;
mod roles;
mod source;
mod sweep;

pub use link::Link;
pub use ranker::Ranker;
pub(crate) use ranker::{Sheet, class};

use crate::entity::{Aliases, Entities, Label};
use crate::quote::Quotes;
use crate::reading::Reading;
use crate::span::{ClusterId, EntityId, MentionId, Ragged, Span};
use gather::{Draft, Drafts, Form};
use referent::Referent;
use roles::Roles;
use rustc_hash::FxHashMap;
use source::Places;
use std::sync::Arc;
use sweep::{Resolved, Sweep};

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
    /// How likely it is right.
    pub(crate) score: Vec<f32>,
}

/// The mentions of a document, linked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// Mentions, sorted by span.
    pub mentions: Mentions,
    /// Those of one referent together.
    pub clusters: Clusters,
    /// Which mentions are sources of quotations.
    pub sources: Sources,
    /// Every choice that was made, if that was asked for.
    pub choices: Vec<Choice<ClusterId>>,
}

/// What chooses who is meant by a mention.
pub type Model = Ranker<{ asked::FEATURES }>;

/// The name of its tensors.
pub const MODEL: &str = "mention";

/// A choice that was made, as training wants it: by what, among whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice<T> {
    /// The mention or quotation, by its number.
    pub of: usize,
    /// The candidates: `None` for nobody of them.
    pub candidates: Vec<Option<T>>,
    /// The features of each.
    pub features: Vec<Vec<f32>>,
}

/// Links mentions: names by their parts, descriptions by roles, pronouns by what is near and fits.
#[derive(Debug)]
pub struct Linker {
    ranker: Arc<Model>,
    aliases: Aliases,
    roles: Roles,
    /// Another name of a place or body to the first of `same.tsv`.
    same: FxHashMap<&'static str, &'static str>,
}

impl Linker {
    /// A linker that gives the caller's names.
    pub fn new(ranker: Arc<Model>, aliases: Aliases) -> Self {
        let mut same = FxHashMap::default();
        for line in include_str!("same.tsv").lines().filter(|line| !line.starts_with('#')) {
            let first = line.split(';').next().unwrap_or_default();
            same.extend(line.split(';').map(|name| (name, first)));
        }
        Self { ranker, aliases, roles: Roles::default(), same }
    }

    /// Finds the mentions of a document, among them every source of a quotation, and links those of one referent; with every
    /// choice that was made, if `tells`.
    pub fn link(&self, reading: &Reading<'_>, quotes: &Quotes, entities: &Entities, tells: bool) -> Linked {
        let places = Places::new(reading, entities);
        let voices = gather::voices(reading, quotes);
        let drafts = gather::gather(reading, &self.roles, quotes, entities, &places);
        let mut sweep = Sweep::new(self, reading, entities, &places, &voices, quotes.len());
        sweep.choices = tells.then(Vec::new);
        sweep.introduce();
        let quotes_of = quotes_of(&drafts);
        let drafted = drafts.draft.iter().enumerate();
        let found: Vec<_> = drafted.map(|(number, draft)| sweep.resolve(draft, quotes_of.get(number))).collect();
        assemble(&drafts, &found, sweep.referents, sweep.choices.unwrap_or_default())
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
fn assemble(drafts: &Drafts, found: &[Resolved], referents: Vec<Referent>, choices: Vec<Choice<usize>>) -> Linked {
    let mut number: Vec<Option<usize>> = vec![None; referents.len()];
    let mut members = Vec::with_capacity(found.len());
    let mut count = 0;
    let mut mentions = Mentions::default();
    for (mention, (draft, &(referent, ..))) in drafts.draft.iter().zip(found).enumerate() {
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
    // Candidates that turned out to have no mention have no number and are no candidates: that nobody is meant is another thing.
    let renumbered = |choice: Choice<usize>| {
        let told = choice.candidates.into_iter().zip(choice.features);
        let kept = told.filter_map(|(candidate, features)| match candidate {
            Some(own) => Some((Some(ClusterId::new(number[own]?)), features)),
            None => Some((None, features)),
        });
        let (candidates, features) = kept.unzip();
        Choice { of: choice.of, candidates, features }
    };
    let choices = choices.into_iter().map(renumbered).collect();
    let mut kept: Vec<(usize, Referent)> =
        number.into_iter().zip(referents).filter_map(|(number, own)| Some((number?, own))).collect();
    kept.sort_unstable_by_key(|(number, _)| *number);
    for (_, own) in kept {
        clusters.name.push(own.name);
        clusters.label.push(own.label);
    }
    let link = |mention: &Option<usize>| mention.map_or(Link::None, |mention| found[mention].1);
    let score = |mention: &Option<usize>| mention.map_or(0.0, |mention| found[mention].2);
    let sources = Sources {
        mention: drafts.of_quote.iter().map(|mention| mention.map(MentionId::new)).collect(),
        link: drafts.of_quote.iter().map(link).collect(),
        score: drafts.of_quote.iter().map(score).collect(),
    };
    Linked { mentions, clusters, sources, choices }
}

fn push(mentions: &mut Mentions, draft: &Draft, cluster: Option<ClusterId>) {
    let entity = match draft.form {
        Form::Name(entity) => Some(EntityId::new(entity)),
        Form::Noun { .. } | Form::Pronoun(_) => None,
    };
    mentions.span.push(draft.span);
    mentions.kind.push(draft.kind());
    mentions.entity.push(entity);
    mentions.cluster.push(cluster);
}
