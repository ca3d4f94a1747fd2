//! Quotations without a source: whose turn it is to speak.
//!
//! Candidates are those who spoke or were mentioned around a quotation; a small network chooses (after He, Barbosa and
//! Kondrak 2013, who list what tells of implicit speakers in novels).

use super::{Model, Speakers};
use crate::coref::{Choice, Clusters, Mentions, Sheet, class};
use crate::quote::{Kind, Quotes};
use crate::reading::Reading;
use crate::span::{ClusterId, MentionId, Span};
use std::ops::Range;

/// Features of a candidate.
pub(super) const FEATURES: usize = 71;
/// Mentions of a stretch of text that are looked at, so that long paragraphs cost no more than short ones.
const FEW: usize = 32;
/// Candidates of a quotation.
const CANDIDATES: usize = 16;

/// The quotations of a document in their paragraphs, and who is mentioned around them.
pub(super) struct Scene<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) quotes: &'a Quotes,
    pub(super) mentions: &'a Mentions,
    pub(super) clusters: &'a Clusters,
    /// The paragraphs in which each quotation starts and ends: Q entries.
    paragraphs: Vec<(usize, usize)>,
    /// Whether each mention is inside direct speech: M entries.
    inside: Vec<bool>,
}

/// Who is mentioned in a stretch of text, in order.
type Cast = Vec<ClusterId>;

/// Who is around a quotation.
#[derive(Default)]
struct Around {
    /// The writer's words of its paragraph, before and after it; what interrupts it is after it.
    before: Cast,
    after: Cast,
    /// The writer's words of the paragraphs before and after.
    above: Cast,
    below: Cast,
    /// Named in its own words, in those of the quotation before and of the one after.
    named: [Cast; 3],
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        reading: &'a Reading<'a>,
        quotes: &'a Quotes,
        mentions: &'a Mentions,
        clusters: &'a Clusters,
    ) -> Self {
        let spans = reading.paragraphs.spans();
        let paragraph =
            |piece: Option<&Span>| piece.map_or(0, |piece| spans.partition_point(|span| span.end() <= piece.start()));
        let ends = |quote| {
            let content = quotes.content().get(quote);
            (paragraph(content.first()), paragraph(content.last()))
        };
        let mut inside = vec![false; mentions.len()];
        for quote in (0..quotes.len()).filter(|&quote| quotes.kind()[quote] == Kind::Direct) {
            for &span in quotes.content().get(quote) {
                inside[within(mentions, span)].fill(true);
            }
        }
        Self { reading, quotes, mentions, clusters, paragraphs: (0..quotes.len()).map(ends).collect(), inside }
    }

    /// Who is mentioned in the writer's words of a stretch of text: the last few, or the first few.
    fn told(&self, span: Span, last: bool) -> Cast {
        let mentions = within(self.mentions, span);
        let few = if last {
            mentions.end.saturating_sub(FEW).max(mentions.start)..mentions.end
        } else {
            mentions.start..mentions.end.min(mentions.start + FEW)
        };
        let told = few.filter(|&mention| !self.inside[mention]);
        told.filter_map(|mention| self.mentions.cluster()[mention]).collect()
    }

    /// Who is mentioned in the words of a quotation.
    fn named(&self, quote: Option<usize>) -> Cast {
        let content = quote.map_or(&[][..], |quote| self.quotes.content().get(quote));
        let mentions = content.iter().flat_map(|&span| within(self.mentions, span)).take(FEW);
        mentions.filter_map(|mention| self.mentions.cluster()[mention]).collect()
    }

    fn around(&self, quote: usize) -> Around {
        let content = self.quotes.content().get(quote);
        let Some(first) = content.first() else { return Around::default() };
        let spans = self.reading.paragraphs.spans();
        let (start, end) = self.paragraphs[quote];
        let told = |paragraph: Option<usize>, last: bool| {
            paragraph.and_then(|paragraph| spans.get(paragraph)).map_or_else(Vec::new, |&span| self.told(span, last))
        };
        let between = |from: Option<u32>, to: Option<u32>, last: bool| {
            let span = from.zip(to).filter(|(from, to)| from < to);
            span.map_or_else(Vec::new, |(from, to)| self.told(Span::new(from, to), last))
        };
        let (starts, ends) = (spans.get(start).map(|span| span.start()), spans.get(end).map(|span| span.end()));
        Around {
            before: between(starts, Some(first.start()), true),
            after: between(Some(first.end()), ends, false),
            above: told(start.checked_sub(1), true),
            below: told(Some(end + 1), false),
            named: [self.named(Some(quote)), self.named(quote.checked_sub(1)), self.named(self.next(quote))],
        }
    }

    fn next(&self, quote: usize) -> Option<usize> {
        Some(quote + 1).filter(|&next| next < self.quotes.len())
    }

    /// Paragraphs from one quotation to a later one.
    fn gap(&self, before: usize, after: usize) -> usize {
        self.paragraphs[after].0.saturating_sub(self.paragraphs[before].1)
    }
}

/// The mentions inside a span.
fn within(mentions: &Mentions, span: Span) -> Range<usize> {
    let first = mentions.spans().partition_point(|mention| mention.start() < span.start());
    let rest = &mentions.spans()[first..];
    first..first + rest.partition_point(|mention| mention.start() < span.end())
}

/// What is known of a quotation, before anybody is asked about.
pub(super) struct Turn<'a, 'b> {
    scene: &'b Scene<'a>,
    speakers: &'b Speakers,
    quote: usize,
    around: Around,
    /// The two before it, the nearest first, and the two after it.
    past: [Option<usize>; 2],
    next: [Option<usize>; 2],
    /// Whether speakers of later quotations are known, if only from a first look.
    is_second: bool,
}

impl<'a, 'b> Turn<'a, 'b> {
    pub(super) fn new(scene: &'b Scene<'a>, speakers: &'b Speakers, quote: usize, is_second: bool) -> Self {
        let past = std::array::from_fn(|back| quote.checked_sub(back + 1));
        let next = scene.next(quote);
        let next = [next, next.and_then(|next| scene.next(next))];
        Self { around: scene.around(quote), scene, speakers, quote, past, next, is_second }
    }

    fn speaker(&self, quote: Option<usize>) -> Option<ClusterId> {
        self.speakers.cluster[quote?]
    }

    /// Who may speak: the nearest first.
    fn candidates(&self) -> Vec<ClusterId> {
        let mut found: Vec<ClusterId> = Vec::with_capacity(CANDIDATES);
        let mut add = |cluster: Option<ClusterId>| {
            if let Some(cluster) = cluster
                && found.len() < CANDIDATES
                && !found.contains(&cluster)
            {
                found.push(cluster);
            }
        };
        let Around { before, after, above, below, named } = &self.around;
        add(self.speaker(self.past[0]));
        add(self.speaker(self.past[1]));
        after.iter().take(3).for_each(|&cluster| add(Some(cluster)));
        before.iter().rev().take(3).for_each(|&cluster| add(Some(cluster)));
        above.iter().rev().take(3).for_each(|&cluster| add(Some(cluster)));
        above.iter().take(1).for_each(|&cluster| add(Some(cluster)));
        (2..20).for_each(|back| add(self.speaker(self.quote.checked_sub(back + 1))));
        self.next.iter().for_each(|&next| add(self.speaker(next)));
        named[1].iter().take(2).for_each(|&cluster| add(Some(cluster)));
        below.iter().take(2).for_each(|&cluster| add(Some(cluster)));
        found
    }

    /// Whose turn it is, if it is anybody's, and how likely; see [`Ranker::choose`](crate::coref::Ranker) for `told`.
    pub(super) fn choose(
        &self,
        model: &Model,
        told: Option<(usize, &mut Vec<Choice<ClusterId>>)>,
    ) -> (Option<ClusterId>, f32) {
        let candidates = self.candidates();
        let shared = |is_nobody: bool, sheet: &mut Sheet| self.of_quote(is_nobody, candidates.len(), sheet);
        let own = |rank: usize, cluster: ClusterId, sheet: &mut Sheet| self.of_candidate(rank, cluster, sheet);
        model.choose(&candidates, true, shared, own, told)
    }

    fn of_quote(&self, is_nobody: bool, rivals: usize, sheet: &mut Sheet) {
        let Scene { quotes, reading, .. } = self.scene;
        let content = quotes.content().get(self.quote);
        let paragraphs = reading.paragraphs.spans();
        let (start, end) = self.scene.paragraphs[self.quote];
        sheet.flag(is_nobody);
        sheet.flag(self.is_second);
        sheet.number((reading.tokens.len() as f32).log2() / 16.0);
        sheet.flag(quotes.level()[self.quote] > 0);
        sheet.flag(!quotes.cue().get(self.quote).is_empty());
        sheet.one_of(quotes.kind()[self.quote] as usize, 3);
        sheet.one_of(self.past[0].map_or(4, |past| self.scene.gap(past, self.quote).min(3)), 4);
        sheet.flag(self.speaker(self.past[0]).is_some());
        let begins = content.first().zip(paragraphs.get(start));
        sheet.flag(begins.is_some_and(|(piece, paragraph)| piece.start() <= paragraph.start() + 1));
        let ends = content.last().zip(paragraphs.get(end));
        sheet.flag(ends.is_some_and(|(piece, paragraph)| piece.end() + 1 >= paragraph.end()));
        sheet.one_of(self.next[0].map_or(4, |next| self.scene.gap(self.quote, next).min(3)), 4);
        sheet.flag(self.speaker(self.next[0]).is_some());
        sheet.one_of(rivals.min(6), 7);
        let asks = |quote: usize| {
            let last = quotes.content().get(quote).last().map_or("", |piece| piece.of(reading.text.as_str()));
            last.trim_end_matches(['”', '"', '’', '\'']).ends_with('?')
        };
        sheet.flag(self.past[0].is_some_and(asks));
    }

    fn of_candidate(&self, rank: usize, cluster: ClusterId, sheet: &mut Sheet) {
        let clusters = self.scene.clusters;
        let mentions = clusters.mentions().get(cluster.index());
        sheet.one_of(class(clusters.label()[cluster.index()]), 5);
        let is_name = |mention: &MentionId| self.scene.mentions.entity()[mention.index()].is_some();
        sheet.flag(mentions.iter().take(20).any(is_name));
        self.of_turns(cluster, sheet);
        self.of_cast(cluster, sheet);
        let start = self.scene.quotes.content().get(self.quote).first().map_or(0, |piece| piece.start());
        let place = |mention: &MentionId| self.scene.mentions.spans()[mention.index()].start();
        let so_far = mentions.partition_point(|mention| place(mention) < start);
        let last = so_far.checked_sub(1).map(|at| place(&mentions[at]));
        sheet.number(last.map_or(2.0, |last| (1.0 + (start - last) as f32).log2() / 8.0));
        sheet.number((1.0 + mentions.len() as f32).log2() / 4.0);
        let few = self.quote.saturating_sub(20)..self.quote;
        let spoken = few.clone().filter(|&quote| self.speaker(Some(quote)) == Some(cluster)).count();
        sheet.number(spoken as f32 / few.len().max(1) as f32);
        sheet.one_of(rank.min(4), 5);
    }

    /// Which of the quotations around it a candidate speaks, and whether they follow each other paragraph by paragraph.
    fn of_turns(&self, cluster: ClusterId, sheet: &mut Sheet) {
        let own = |quote: Option<usize>| self.speaker(quote) == Some(cluster);
        let chained = |one: Option<usize>, other: Option<usize>| {
            one.zip(other).is_some_and(|(one, other)| self.scene.gap(one, other) == 1)
        };
        let ago = (1..=10).find(|&back| own(self.quote.checked_sub(back)));
        sheet.one_of(ago.map_or(5, |back| (back - 1).min(4)), 5);
        let gap = self.past[0].map_or(2, |past| self.scene.gap(past, self.quote).min(2));
        sheet.one_of(if own(self.past[0]) { gap } else { 3 }, 3);
        sheet.flag(own(self.past[1]) && gap == 1 && chained(self.past[1], self.past[0]));
        let gap = self.next[0].map_or(2, |next| self.scene.gap(self.quote, next).min(2));
        sheet.one_of(if own(self.next[0]) { gap } else { 3 }, 3);
        sheet.flag(own(self.next[1]) && gap == 1 && chained(self.next[0], self.next[1]));
    }

    fn of_cast(&self, cluster: ClusterId, sheet: &mut Sheet) {
        let Around { before, after, above, below, named } = &self.around;
        let first = |cast: &Cast| cast.first() == Some(&cluster);
        let last = |cast: &Cast| cast.last() == Some(&cluster);
        let any = |cast: &Cast| cast.contains(&cluster);
        sheet.flag(first(after));
        sheet.flag(any(after));
        sheet.flag(first(before));
        sheet.flag(last(before));
        sheet.flag(any(before));
        sheet.flag(first(above));
        sheet.flag(last(above));
        sheet.flag(any(above));
        sheet.flag(first(below));
        sheet.flag(any(below));
        for cast in named {
            sheet.flag(any(cast));
        }
        // Nobody else is mentioned around it.
        sheet.flag(after.iter().all(|other| *other == cluster) && !after.is_empty());
        sheet.flag(before.iter().all(|other| *other == cluster) && !before.is_empty());
        sheet.flag(above.iter().all(|other| *other == cluster) && !above.is_empty());
    }
}
