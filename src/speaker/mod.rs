//! `Speakers`: who says each quotation.

mod turn;

use crate::coref::{Choice, Link, Linked, Mentions, Ranker};
use crate::quote::Quotes;
use crate::reading::Reading;
use crate::span::{ClusterId, MentionId};
use serde::{Deserialize, Serialize};
use turn::{Scene, Turn};

/// Share of the sources "I" and "we" inside somebody's words that are that speaker, on news.
const OUTER: f32 = 0.65;

/// The speaker of each quotation: Q entries each, beside `Quotes`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speakers {
    pub(crate) cluster: Vec<Option<ClusterId>>,
    pub(crate) score: Vec<f32>,
    pub(crate) evidence: Vec<Evidence>,
}

impl Speakers {
    /// Q clusters; `None` where it cannot be told who speaks.
    pub fn cluster(&self) -> &[Option<ClusterId>] {
        &self.cluster
    }

    /// Q probabilities that the speaker is right; 0 where there is none.
    pub fn score(&self) -> &[f32] {
        &self.score
    }

    /// Q pieces of evidence: why this speaker.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }
}

/// Why somebody was taken for the speaker.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Evidence {
    /// Nothing tells who speaks.
    #[default]
    Unknown,
    /// The source tells, for the reason that the mention was linked.
    Source(Link),
    /// No source is written; the quotation goes on from the one before.
    Continued,
    /// No source is written; this one was chosen among those around it.
    Turn,
    /// The source is "I" or "we" inside somebody's words.
    Outer,
}

impl Evidence {
    /// The reason in a sentence, given the source as written and the speaker's name.
    pub fn tell(&self, source: &str, speaker: Option<&str>) -> String {
        let Some(speaker) = speaker else {
            return if source.is_empty() {
                "No source is written, and nothing beside the quotation tells who speaks.".to_owned()
            } else {
                format!("Who “{source}” is cannot be told.")
            };
        };
        match self {
            Self::Source(link) => format!("The source “{source}” is taken for {speaker}: {}.", reason(*link)),
            Self::Continued => format!("No source is written; the quotation before, by {speaker}, goes on."),
            Self::Turn => {
                format!(
                    "No source is written; of those who speak and are mentioned around it, {speaker} is the likeliest."
                )
            }
            Self::Outer => format!("“{source}” is said inside the words of {speaker}."),
            Self::Unknown => format!("The speaker is {speaker}."),
        }
    }
}

fn reason(link: Link) -> String {
    let rivals = match link {
        Link::Part { rivals } | Link::Pronoun { rivals } => rivals,
        _ => 0,
    };
    let others = match rivals {
        0 => String::new(),
        1 => "; one other person fits too".to_owned(),
        more => format!("; {more} other people fit too"),
    };
    let reason = match link {
        Link::None => "nothing tells why",
        Link::Alias => "the aliases given say so",
        Link::Name => "it is the name",
        Link::Part { rivals: 0 } => "it is a part of the only name that has it",
        Link::Part { .. } => "it is a part of that name, and the likeliest who has it",
        Link::Short => "it is a short form of the name",
        Link::Description => "nobody of that description has a name here",
        Link::SameDescription => "the same description was used before",
        Link::Role => "it is the role that was given to that person",
        Link::Country => "the only person tied to that country",
        Link::Near => "the likeliest of those mentioned shortly before",
        Link::Body => "the organization was called one of that kind",
        Link::Pronoun { rivals: 0 } => "nobody else who was mentioned shortly before fits",
        Link::Pronoun { .. } => "the likeliest who fits",
        Link::Relative => "it stands just before",
        Link::Narrator => "the writer says so of themself",
        Link::Reporter => "the words are part of that person's report",
    };
    format!("{reason}{others}")
}

/// What chooses whose turn a quotation without source is.
pub type Model = Ranker<{ turn::FEATURES }>;

/// The name of its tensors.
pub const MODEL: &str = "turn";

/// Names the speaker of every quotation: the cluster of its source, or whoever's turn it is; with every choice that was made, if
/// `tells`.
pub fn name(
    model: &Model,
    reading: &Reading<'_>,
    quotes: &Quotes,
    linked: &Linked,
    tells: bool,
) -> (Speakers, Vec<Choice<ClusterId>>) {
    let Linked { mentions, clusters, sources, .. } = linked;
    let mut speakers = Speakers::default();
    let mut choices = Vec::new();
    for quote in 0..quotes.len() {
        let (cluster, evidence, score) = match sources.mention[quote] {
            Some(mention) => {
                let cluster = mentions.cluster()[mention.index()];
                let outer = outer(reading, quotes, &speakers, mentions, mention, quote);
                match (cluster, outer) {
                    (None, Some(outer)) => (Some(outer), Evidence::Outer, OUTER),
                    _ => (cluster, Evidence::Source(sources.link[quote]), sources.score[quote]),
                }
            }
            None => (None, Evidence::Unknown, 0.0),
        };
        speakers.cluster.push(cluster);
        speakers.score.push(if cluster.is_some() { score } else { 0.0 });
        speakers.evidence.push(evidence);
    }
    if sources.mention.iter().all(Option::is_some) {
        return (speakers, choices);
    }
    let scene = Scene::new(reading, quotes, mentions, clusters);
    // Twice: the second time those who speak later are known as well.
    for is_second in [false, true] {
        for quote in (0..quotes.len()).filter(|&quote| sources.mention[quote].is_none()) {
            let told = tells.then_some((quote, &mut choices));
            let (cluster, score) = Turn::new(&scene, &speakers, quote, is_second).choose(model, told);
            let before = quote.checked_sub(1).and_then(|before| speakers.cluster[before]);
            speakers.evidence[quote] = match cluster {
                None => Evidence::Unknown,
                Some(_) if before == cluster => Evidence::Continued,
                Some(_) => Evidence::Turn,
            };
            speakers.score[quote] = if cluster.is_some() { score } else { 0.0 };
            speakers.cluster[quote] = cluster;
        }
    }
    (speakers, choices)
}

/// Whose "I" or "we" a source is: the speaker of the quotation that it stands in.
fn outer(
    reading: &Reading<'_>,
    quotes: &Quotes,
    speakers: &Speakers,
    mentions: &Mentions,
    mention: MentionId,
    quote: usize,
) -> Option<ClusterId> {
    let source = mentions.spans()[mention.index()];
    if !matches!(source.of(reading.text.as_str()), "I" | "we" | "We") {
        return None;
    }
    // Outer quotations come before inner ones; so many back, that a look is bounded.
    let around = |&outer: &usize| quotes.content().get(outer).iter().any(|span| span.contains(source));
    let outer = (quote.saturating_sub(8)..quote).rev().find(around)?;
    speakers.cluster[outer]
}
