//! `Record` and a text to `Doc`, with every position and number checked.

use super::record::{self, Points, Record, Token};
use crate::coref::{Clusters, MentionKind, Mentions, Name};
use crate::doc::Doc;
use crate::encode::{Scratch, Source};
use crate::entity::{Entities, Label};
use crate::paragraph::Paragraphs;
use crate::pipeline::Model;
use crate::quote::{Issue, Kind, Medium, Quotes};
use crate::sentence::Sentences;
use crate::span::{ClusterId, EntityId, MentionId, QuoteId, Span};
use crate::speaker::Speakers;
use crate::tag::{Tags, Upos, Xpos};
use crate::text::Text;
use crate::token::Tokens;
use crate::{mark, paragraph, sentence, token};
use rustc_hash::FxHashMap;
use std::cell::LazyCell;
use std::fmt::Display;

/// What does not fit, as a sentence that names the field and the entry.
pub(super) type Fault = String;

/// The document of a record.
pub(super) fn doc(record: &Record<'_>, text: Text) -> Result<Doc, Fault> {
    let paragraphs = match &record.paragraphs {
        Some(given) => Paragraphs { span: disjoint(&text, given, "paragraphs")? },
        None => paragraph::split(&text),
    };
    let words = words(record);
    let tokens = match &words {
        Some(words) => tokens(words, &text)?,
        None => token::split(&text),
    };
    let marks = mark::pair(&text, &paragraphs);
    let source = Source { text: &text, paragraphs: &paragraphs, tokens: &tokens, marks: &marks };
    let found = LazyCell::new(|| Model::default().tagger().tag(source, &mut Scratch::default()));
    let sentences = match record.sentences.as_deref().unwrap_or_default() {
        [] => sentence::split(&text, &paragraphs, &tokens, &found.1),
        given if words.is_some() => sentences(given, &text, &tokens)?,
        given => parted(given, &text, &tokens)?,
    };
    let tags = match words {
        Some(words) if words.iter().all(|word| word.upos.is_some() && word.lemma.is_some()) => tags(&words)?,
        _ => found.0.clone(),
    };
    let entities = entities(record, &text)?;
    let numbers = numbers(record)?;
    let (mentions, clusters) = clusters(record, &text, &entities, &numbers)?;
    let quotes = quotes(record, &text)?;
    let speakers = speakers(record, &numbers)?;
    let doc = Doc { text, paragraphs, tokens, marks, sentences, tags, quotes, entities, mentions, clusters, speakers };
    doc.check()?;
    Ok(doc)
}

/// A span in bytes of a span in code points.
pub(super) fn span(text: &Text, [start, end]: Points, place: impl Display) -> Result<Span, Fault> {
    if start >= end {
        return Err(format!("{place} goes from {start} to {end}: a span must end after its start"));
    }
    text.to_bytes(Span::new(start, end)).ok_or_else(|| {
        let length = text.code_point(text.len());
        format!("{place} goes from {start} to {end}, but the text has {length} characters")
    })
}

/// Spans that must be sorted and apart.
fn disjoint(text: &Text, given: &[Points], field: &str) -> Result<Vec<Span>, Fault> {
    let span = |(entry, &points): (usize, &Points)| span(text, points, format_args!("{field}[{entry}]"));
    let spans: Vec<Span> = given.iter().enumerate().map(span).collect::<Result<_, _>>()?;
    match spans.windows(2).position(|pair| pair[1].start() < pair[0].end()) {
        Some(entry) => Err(format!("{field}[{}] starts before {field}[{entry}] ends", entry + 1)),
        None => Ok(spans),
    }
}

/// The value of that name, or a fault that lists the names there are.
fn one_of<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, given: &str, place: impl Display) -> Result<T, Fault> {
    all.iter().copied().find(|&value| name(value) == given).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|&value| name(value)).collect();
        format!("{place} is {given:?}, not one of {}", names.join(", "))
    })
}

/// The tokens of a record, those of several words as their words.
fn words<'a>(record: &'a Record<'_>) -> Option<Vec<&'a Token<'a>>> {
    let tokens = record.tokens.as_ref()?;
    let several = record.mwt.iter().flatten().filter(|entry| !entry.words.is_empty());
    let several: FxHashMap<Points, &[Token<'_>]> =
        several.map(|entry| ([entry.start, entry.end], &entry.words[..])).collect();
    let parts = |token: &'a Token<'a>| several.get(&[token.start, token.end]).copied();
    Some(tokens.iter().flat_map(|token| parts(token).unwrap_or(std::slice::from_ref(token))).collect())
}

fn tokens(words: &[&Token<'_>], text: &Text) -> Result<Tokens, Fault> {
    let points: Vec<Points> = words.iter().map(|token| [token.start, token.end]).collect();
    Ok(Tokens { span: disjoint(text, &points, "tokens")? })
}

/// Sentences that the record's own tokens must fill.
fn sentences(given: &[Points], text: &Text, tokens: &Tokens) -> Result<Sentences, Fault> {
    let mut first = vec![0];
    for (entry, span) in disjoint(text, given, "sentences")?.into_iter().enumerate() {
        let own = tokens.within(span);
        let before = first.last().copied().unwrap_or_default();
        if own.start != before as usize || own.is_empty() {
            return Err(format!("sentences[{entry}] does not begin with tokens[{before}], the first that is left"));
        }
        first.push(own.end as u32);
    }
    let last = first.last().copied().unwrap_or_default();
    if last as usize == tokens.len() {
        Ok(Sentences { first })
    } else {
        Err(format!("sentences leave out tokens[{last}] and all after it"))
    }
}

/// Sentences over tokens of our own: a token that starts in a sentence or after it, before the next one, is in it.
fn parted(given: &[Points], text: &Text, tokens: &Tokens) -> Result<Sentences, Fault> {
    let spans = disjoint(text, given, "sentences")?;
    let starts = spans.iter().map(|span| tokens.span.partition_point(|token| token.start() < span.start()) as u32);
    let mut first: Vec<u32> = [0].into_iter().chain(starts).chain([tokens.len() as u32]).collect();
    first.dedup();
    Ok(Sentences { first })
}

fn tags(words: &[&Token<'_>]) -> Result<Tags, Fault> {
    let mut tags = Tags::default();
    for (entry, word) in words.iter().enumerate() {
        let upos = word.upos.as_deref().unwrap_or_default();
        tags.upos.push(one_of(&Upos::ALL, Upos::as_str, upos, format_args!("tokens[{entry}].upos"))?);
        tags.xpos.push(word.xpos.as_deref().and_then(Xpos::named).unwrap_or(Xpos::UNKNOWN));
        tags.lemma.push([word.lemma.as_deref().unwrap_or_default()]);
    }
    Ok(tags)
}

fn entities(record: &Record<'_>, text: &Text) -> Result<Entities, Fault> {
    let given = record.entities.as_deref().unwrap_or_default();
    let points: Vec<Points> = given.iter().map(|entity| [entity.start, entity.end]).collect();
    let label = |(entry, entity): (usize, &record::Entity<'_>)| {
        one_of(&Label::ALL, Label::as_str, &entity.label, format_args!("entities[{entry}].label"))
    };
    Ok(Entities {
        span: disjoint(text, &points, "entities")?,
        label: given.iter().enumerate().map(label).collect::<Result<_, _>>()?,
        score: given.iter().map(|entity| entity.score.unwrap_or(1.0)).collect(),
    })
}

/// Clusters' numbers by the ids of the file.
type Numbers<'a> = FxHashMap<&'a str, ClusterId>;

fn numbers<'a>(record: &'a Record<'_>) -> Result<Numbers<'a>, Fault> {
    let mut numbers = Numbers::default();
    for (number, (id, _)) in record.clusters.iter().flat_map(|clusters| &clusters.0).enumerate() {
        if numbers.insert(id, ClusterId::new(number)).is_some() {
            return Err(format!("clusters has {:?} twice", &**id));
        }
    }
    Ok(numbers)
}

fn cluster_of(numbers: &Numbers<'_>, id: Option<&str>, place: impl Display) -> Result<Option<ClusterId>, Fault> {
    let Some(id) = id else { return Ok(None) };
    let number = numbers.get(id).copied();
    number.map(Some).ok_or_else(|| format!("{place} is {id:?}, which is no key of clusters"))
}

/// One mention while the layer is put together.
struct Draft {
    span: Span,
    kind: MentionKind,
    entity: Option<EntityId>,
    cluster: Option<ClusterId>,
}

fn clusters(
    record: &Record<'_>,
    text: &Text,
    entities: &Entities,
    numbers: &Numbers<'_>,
) -> Result<(Mentions, Clusters), Fault> {
    let mut drafts = match &record.mentions {
        Some(given) => mentions(given, text, entities, numbers)?,
        None => listed_mentions(record, text, entities, numbers)?,
    };
    drafts.sort_by_key(|draft| draft.span);
    let mut clusters = Clusters::default();
    for (id, cluster) in record.clusters.iter().flat_map(|clusters| &clusters.0) {
        let label = cluster.label.as_deref().unwrap_or("OTHER");
        clusters.label.push(one_of(&Label::ALL, Label::as_str, label, format_args!("clusters[{:?}].label", &**id))?);
        clusters.name.push(name(cluster, id, text)?);
    }
    let mut members: Vec<Vec<MentionId>> = vec![Vec::new(); clusters.len()];
    for (number, draft) in drafts.iter().enumerate() {
        if let Some(cluster) = draft.cluster {
            members[cluster.index()].push(MentionId::new(number));
        }
    }
    clusters.mentions = members.into_iter().collect();
    let mentions = Mentions {
        span: drafts.iter().map(|draft| draft.span).collect(),
        kind: drafts.iter().map(|draft| draft.kind).collect(),
        entity: drafts.iter().map(|draft| draft.entity).collect(),
        cluster: drafts.iter().map(|draft| draft.cluster).collect(),
    };
    Ok((mentions, clusters))
}

fn name(cluster: &record::Cluster<'_>, id: &str, text: &Text) -> Result<Name, Fault> {
    match cluster.name_span {
        Some(points) => Ok(Name::Span(span(text, points, format_args!("clusters[{id:?}].name_span"))?)),
        None => Ok(Name::Given(cluster.name.as_deref().unwrap_or(id).into())),
    }
}

fn mentions(
    given: &[record::Mention<'_>],
    text: &Text,
    entities: &Entities,
    numbers: &Numbers<'_>,
) -> Result<Vec<Draft>, Fault> {
    let draft = |(entry, mention): (usize, &record::Mention<'_>)| {
        let place = |part: &str| format!("mentions[{entry}]{part}");
        let span = span(text, [mention.start, mention.end], place(""))?;
        let entity = match mention.entity {
            Some(number) if number as usize >= entities.len() => {
                return Err(format!("{} is {number}, and there are {} entities", place(".entity"), entities.len()));
            }
            number => number.map(|number| EntityId::new(number as usize)),
        };
        let cluster = cluster_of(numbers, mention.cluster.as_deref(), place(".cluster"))?;
        let kind = match mention.kind.as_deref() {
            Some(name) => mention_kind(name, place(".kind"))?,
            None => kind_at(span, entities).0,
        };
        Ok(Draft { span, kind, entity, cluster })
    };
    given.iter().enumerate().map(draft).collect()
}

/// The kind of that name, or of that name in corpora of coreference.
fn mention_kind(name: &str, place: impl Display) -> Result<MentionKind, Fault> {
    match name {
        "PROP" => Ok(MentionKind::Name),
        "NOM" => Ok(MentionKind::Noun),
        "PRON" => Ok(MentionKind::Pronoun),
        name => one_of(&MentionKind::ALL, MentionKind::as_str, name, place),
    }
}

/// The kind of a mention that does not say it, and the entity that it is: a name if there is one.
fn kind_at(span: Span, entities: &Entities) -> (MentionKind, Option<EntityId>) {
    match entities.span.binary_search(&span) {
        Ok(number) => (MentionKind::Name, Some(EntityId::new(number))),
        Err(_) => (MentionKind::Noun, None),
    }
}

/// Without a list of mentions, those that the clusters list, and entities that say their cluster.
fn listed_mentions(
    record: &Record<'_>,
    text: &Text,
    entities: &Entities,
    numbers: &Numbers<'_>,
) -> Result<Vec<Draft>, Fault> {
    let mut drafts = Vec::new();
    let mut listed = vec![false; entities.len()];
    for (number, (id, cluster)) in record.clusters.iter().flat_map(|clusters| &clusters.0).enumerate() {
        for (entry, &points) in cluster.mentions.iter().enumerate() {
            let span = span(text, points, format_args!("clusters[{:?}].mentions[{entry}]", &**id))?;
            let (kind, entity) = kind_at(span, entities);
            if let Some(entity) = entity {
                listed[entity.index()] = true;
            }
            drafts.push(Draft { span, kind, entity, cluster: Some(ClusterId::new(number)) });
        }
    }
    for (entry, entity) in record.entities.iter().flatten().enumerate().filter(|(entry, _)| !listed[*entry]) {
        let cluster = cluster_of(numbers, entity.cluster.as_deref(), format_args!("entities[{entry}].cluster"))?;
        let (span, entity) = (entities.span[entry], Some(EntityId::new(entry)));
        drafts.push(Draft { span, kind: MentionKind::Name, entity, cluster });
    }
    Ok(drafts)
}

fn quotes(record: &Record<'_>, text: &Text) -> Result<Quotes, Fault> {
    let given = record.quotes.as_deref().unwrap_or_default();
    let by_id = given.iter().enumerate().map(|(number, quote)| (&*quote.id, QuoteId::new(number)));
    let by_id: FxHashMap<&str, QuoteId> = by_id.collect();
    let mut quotes = Quotes::default();
    for (entry, quote) in given.iter().enumerate() {
        let place = |part: &str| format!("quotes[{entry}].{part}");
        quotes.content.push(disjoint(text, &quote.content, &place("content"))?);
        quotes.cue.push(disjoint(text, &quote.cue, &place("cue"))?);
        quotes.source.push(disjoint(text, &quote.source, &place("source"))?);
        let kind = quote.kind.as_deref().unwrap_or("indirect");
        quotes.kind.push(one_of(&Kind::ALL, Kind::as_str, kind, place("kind"))?);
        let medium = quote.medium.as_deref().unwrap_or("speech");
        quotes.medium.push(one_of(&Medium::ALL, Medium::as_str, medium, place("medium"))?);
        quotes.level.push(quote.level);
        let parent =
            |id| by_id.get(id).copied().ok_or_else(|| format!("{} is {id:?}, no quotation's id", place("parent")));
        quotes.parent.push(quote.parent.as_deref().map(parent).transpose()?);
        quotes.score.push(quote.score.unwrap_or(1.0));
        let issues = quote.issues.iter().map(|name| one_of(&Issue::ALL, Issue::as_str, name, place("issues")));
        quotes.issues.push(issues.collect::<Result<Vec<_>, _>>()?);
        quotes.evidence.push(quote.evidence.clone().unwrap_or_default());
    }
    Ok(quotes)
}

fn speakers(record: &Record<'_>, numbers: &Numbers<'_>) -> Result<Speakers, Fault> {
    let mut speakers = Speakers::default();
    for (entry, quote) in record.quotes.iter().flatten().enumerate() {
        let cluster = cluster_of(numbers, quote.speaker.as_deref(), format_args!("quotes[{entry}].speaker"))?;
        speakers.cluster.push(cluster);
        speakers.score.push(quote.speaker_score.unwrap_or(if cluster.is_some() { 1.0 } else { 0.0 }));
        speakers.evidence.push(quote.speaker_evidence.clone().unwrap_or_default());
    }
    Ok(speakers)
}
