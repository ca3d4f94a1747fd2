//! `Speakers`: who says each quotation.

mod turn;

use crate::coref::{Choice, Link, Linked, Mentions, Ranker, Sheet, best};
use crate::error::Error;
use crate::model::Weights;
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
        Link::Part { .. } => "it is a part of that name, which was mentioned last",
        Link::Short => "it is a short form of the name",
        Link::Description => "nobody of that description has a name here",
        Link::SameDescription => "the same description was used before",
        Link::Role => "the last one who was given that role",
        Link::Country => "the only person tied to that country",
        Link::Near => "the likeliest of those mentioned shortly before",
        Link::Body => "the last organization of that kind",
        Link::Pronoun { rivals: 0 } => "nobody else who was mentioned shortly before fits",
        Link::Pronoun { .. } => "the nearest who fits",
        Link::Relative => "it stands just before",
        Link::Narrator => "the writer says so of themself",
        Link::Reporter => "the words are part of that person's report",
    };
    format!("{reason}{others}")
}

/// What chooses whose turn a quotation without source is.
#[derive(Debug)]
pub struct Model(Ranker);

impl Model {
    /// Features of a candidate.
    pub const FEATURES: usize = turn::FEATURES;
    /// The name of its tensors.
    const NAME: &'static str = "turn";

    /// Whether a file of weights has one.
    pub fn is_in(weights: &Weights<'_>) -> bool {
        Ranker::is_in(weights, Self::NAME)
    }

    /// Reads a model from a file of weights.
    ///
    /// # Errors
    /// [`Error::Model`] if something is absent or does not fit.
    pub fn new(weights: &Weights<'_>) -> Result<Self, Error> {
        Ranker::new(weights, Self::NAME, Self::FEATURES).map(Self)
    }
}

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
            let turn = Turn::new(&scene, &speakers, quote, is_second);
            let (cluster, score) = take_turn(model, &turn, quote, tells.then_some(&mut choices));
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

/// Whose turn a quotation is, if it is anybody's, and how likely.
fn take_turn(
    model: &Model,
    turn: &Turn<'_, '_>,
    quote: usize,
    choices: Option<&mut Vec<Choice<ClusterId>>>,
) -> (Option<ClusterId>, f32) {
    let candidates = turn.candidates();
    let all = candidates.iter().copied().enumerate().map(Some).chain([None]);
    let mut sheet = Sheet::default();
    let mut scores = Vec::with_capacity(candidates.len() + 1);
    let mut features = Vec::new();
    for candidate in all {
        turn.tell(candidate, candidates.len(), &mut sheet);
        scores.push(model.0.score(&sheet));
        if choices.is_some() {
            features.push(sheet.values());
        }
    }
    let (place, chance) = best(&scores).unwrap_or((0, 0.0));
    let chosen = candidates.get(place).copied();
    if let Some(choices) = choices {
        let candidates = candidates.into_iter().map(Some).chain([None]).collect();
        choices.push(Choice { of: quote, candidates, features });
    }
    (chosen, chance)
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
