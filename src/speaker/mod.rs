//! `Speakers`: who says each quotation.

use crate::coref::{Clusters, Link, Mentions, Sources};
use crate::entity::Label;
use crate::quote::{Kind, Quotes};
use crate::reading::Reading;
use crate::span::{ClusterId, MentionId};
use serde::{Deserialize, Serialize};

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
            Self::Outer => format!("“{source}” is said inside the words of {speaker}."),
            Self::Unknown => format!("The speaker is {speaker}."),
        }
    }

    /// Share of quotations with this evidence whose speaker was right on news, given the quotation.
    const fn score(&self) -> f32 {
        match self {
            Self::Unknown => 0.0,
            Self::Continued => 0.86,
            Self::Outer => 0.65,
            Self::Source(link) => link.score(),
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
        Link::Body => "the last organization of that kind",
        Link::Pronoun { rivals: 0 } => "nobody else who was mentioned shortly before fits",
        Link::Pronoun { .. } => "the nearest who fits",
        Link::Relative => "it stands just before",
        Link::Reporter => "the words are part of that person's report",
    };
    format!("{reason}{others}")
}

/// Names the speaker of every quotation: the cluster of its source, or of the quotation that it goes on from.
pub fn name(
    reading: &Reading<'_>,
    quotes: &Quotes,
    mentions: &Mentions,
    clusters: &Clusters,
    sources: &Sources,
) -> Speakers {
    let mut speakers = Speakers::default();
    for quote in 0..quotes.len() {
        let (cluster, evidence) = match sources.mention[quote] {
            Some(mention) => {
                let cluster = mentions.cluster()[mention.index()];
                let outer = outer(reading, quotes, &speakers, mentions, mention, quote);
                match (cluster, outer) {
                    (None, Some(outer)) => (Some(outer), Evidence::Outer),
                    _ => (cluster, Evidence::Source(sources.link[quote])),
                }
            }
            None => turn(reading, quotes, clusters, &speakers, quote),
        };
        speakers.cluster.push(cluster);
        speakers.score.push(if cluster.is_some() { evidence.score() } else { 0.0 });
        speakers.evidence.push(evidence);
    }
    speakers
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

/// The speaker of a quotation without source: that of the quotation before, if it goes on from there.
///
/// A cue without a source is a passive ("was quoted as saying"), whose speaker is nobody's turn; only people go on; and
/// where two people have just spoken in turn, the next turn may be either's.
fn turn(
    reading: &Reading<'_>,
    quotes: &Quotes,
    clusters: &Clusters,
    speakers: &Speakers,
    quote: usize,
) -> (Option<ClusterId>, Evidence) {
    let spans = reading.paragraphs.spans();
    let paragraph = |at: u32| spans.partition_point(|span| span.end() <= at);
    let adjoins = |before: usize, after: usize| {
        let ends = quotes.content().get(before).last().zip(quotes.content().get(after).first());
        ends.is_some_and(|(end, start)| paragraph(start.start()) <= paragraph(end.start()) + 1)
    };
    let person = |quote: usize| {
        let speaker = speakers.cluster[quote];
        speaker.filter(|speaker| clusters.label()[speaker.index()] == Label::Per)
    };
    let unknown = (None, Evidence::Unknown);
    let Some(before) = quote.checked_sub(1) else { return unknown };
    let Some(speaker) = person(before).filter(|_| quotes.cue().get(quote).is_empty() && adjoins(before, quote)) else {
        return unknown;
    };
    let dialogue = before.checked_sub(1).is_some_and(|earlier| {
        let direct = |quote: usize| quotes.kind()[quote] == Kind::Direct;
        direct(before)
            && direct(earlier)
            && adjoins(earlier, before)
            && person(earlier).is_some_and(|one| one != speaker)
    });
    if dialogue { unknown } else { (Some(speaker), Evidence::Continued) }
}
