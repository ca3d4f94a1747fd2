//! `Record` and a text to `Doc`, with every position and number checked.

use super::record::{self, Points, Record};
use crate::coref::{Clusters, MentionKind, Mentions, Name};
use crate::doc::Doc;
use crate::entity::{Entities, Label};
use crate::paragraph::Paragraphs;
use crate::quote::{Issue, Kind, Medium, Quotes};
use crate::sentence::Sentences;
use crate::span::{ClusterId, EntityId, MentionId, QuoteId, Span};
use crate::speaker::Speakers;
use crate::tag::{Tags, Upos, Xpos};
use crate::text::Text;
use crate::token::Tokens;
use crate::{mark, paragraph, sentence, tag, token};
use rustc_hash::FxHashMap;

/// What does not fit, as a sentence that names the field and the entry.
type Fault = String;

/// Clusters' numbers by the ids of the file.
type Numbers<'a> = FxHashMap<&'a str, ClusterId>;

/// The document of a record.
pub(super) fn doc(record: &Record<'_>, text: Text) -> Result<Doc, Fault> {
    let paragraphs = match &record.paragraphs {
        Some(given) => Paragraphs { span: disjoint(&text, given, "paragraphs")? },
        None => paragraph::split(&text),
    };
    let tokens = tokens(record, &text)?;
    let marks = mark::pair(&text, &paragraphs);
    let sentences = match &record.sentences {
        Some(given) => sentences(given, &text, &tokens)?,
        None => sentence::split(&text, &paragraphs, &tokens),
    };
    let tags = tags(record, &text, &tokens, &sentences)?;
    let entities = entities(record, &text)?;
    let numbers = numbers(record);
    let (mentions, clusters) = clusters(record, &text, &entities, &numbers)?;
    let quotes = quotes(record, &text)?;
    let speakers = speakers(record, &numbers)?;
    let doc = Doc { text, paragraphs, tokens, marks, sentences, tags, quotes, entities, mentions, clusters, speakers };
    doc.check()?;
    Ok(doc)
}

/// A span in bytes of a span in code points.
fn span(text: &Text, [start, end]: Points, field: &str, entry: usize) -> Result<Span, Fault> {
    if start >= end {
        return Err(format!("{field}[{entry}] goes from {start} to {end}: a span must end after its start"));
    }
    text.to_bytes(Span::new(start, end)).ok_or_else(|| {
        let length = text.code_point(text.len());
        format!("{field}[{entry}] goes from {start} to {end}, but the text has {length} characters")
    })
}

/// Spans that must be sorted and apart.
fn disjoint(text: &Text, given: &[Points], field: &str) -> Result<Vec<Span>, Fault> {
    let spans: Vec<Span> =
        given.iter().enumerate().map(|(entry, &points)| span(text, points, field, entry)).collect::<Result<_, _>>()?;
    match spans.windows(2).position(|pair| pair[1].start() < pair[0].end()) {
        Some(entry) => Err(format!("{field}[{}] starts before {field}[{entry}] ends", entry + 1)),
        None => Ok(spans),
    }
}

fn tokens(record: &Record<'_>, text: &Text) -> Result<Tokens, Fault> {
    let Some(given) = &record.tokens else { return Ok(token::split(text)) };
    let points: Vec<Points> = given.iter().map(|token| [token.start, token.end]).collect();
    Ok(Tokens { span: disjoint(text, &points, "tokens")? })
}

fn sentences(given: &[Points], text: &Text, tokens: &Tokens) -> Result<Sentences, Fault> {
    let spans = disjoint(text, given, "sentences")?;
    let mut first = vec![0];
    for (entry, span) in spans.iter().enumerate() {
        let own = tokens.within(*span);
        let before = first.last().copied().unwrap_or_default();
        if own.start != before as usize || own.is_empty() {
            return Err(format!("sentences[{entry}] does not begin with the token after the sentence before it"));
        }
        first.push(own.end as u32);
    }
    if first.last().map(|&last| last as usize) != Some(tokens.len()) {
        return Err(format!("sentences leave out tokens from tokens[{}] on", first.last().unwrap_or(&0)));
    }
    Ok(Sentences { first })
}

/// The tags of the record, or our own if some token has none.
fn tags(record: &Record<'_>, text: &Text, tokens: &Tokens, sentences: &Sentences) -> Result<Tags, Fault> {
    let given = record.tokens.as_deref().unwrap_or_default();
    if given.len() != tokens.len() || given.iter().any(|token| token.upos.is_none() || token.lemma.is_none()) {
        return Ok(tag::tag(text, tokens, sentences));
    }
    let mut tags = Tags::default();
    for (entry, token) in given.iter().enumerate() {
        let upos = token.upos.as_deref().unwrap_or_default();
        let known = Upos::named(upos);
        tags.upos.push(known.ok_or_else(|| format!("tokens[{entry}].upos is {upos:?}, no part of speech of UD"))?);
        tags.xpos.push(token.xpos.as_deref().and_then(Xpos::named).unwrap_or(Xpos::UNKNOWN));
        tags.lemma.push([token.lemma.as_deref().unwrap_or_default()]);
    }
    Ok(tags)
}

fn entities(record: &Record<'_>, text: &Text) -> Result<Entities, Fault> {
    let given = record.entities.as_deref().unwrap_or_default();
    let points: Vec<Points> = given.iter().map(|entity| [entity.start, entity.end]).collect();
    let label = |(entry, entity): (usize, &record::Entity<'_>)| {
        one_of(&Label::ALL, Label::as_str, &entity.label, "entities", entry, "label")
    };
    Ok(Entities {
        span: disjoint(text, &points, "entities")?,
        label: given.iter().enumerate().map(label).collect::<Result<_, _>>()?,
        score: given.iter().map(|entity| entity.score.unwrap_or(1.0)).collect(),
    })
}

/// The value of that name, or a fault that lists the names there are.
fn one_of<T: Copy>(
    all: &[T],
    name: impl Fn(T) -> &'static str,
    given: &str,
    field: &str,
    entry: usize,
    part: &str,
) -> Result<T, Fault> {
    all.iter().copied().find(|&value| name(value) == given).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|&value| name(value)).collect();
        format!("{field}[{entry}].{part} is {given:?}, not one of {}", names.join(", "))
    })
}

fn numbers<'a>(record: &'a Record<'_>) -> Numbers<'a> {
    let ids = record.clusters.iter().flat_map(|clusters| &clusters.0);
    ids.enumerate().map(|(number, (id, _))| (&**id, ClusterId::new(number))).collect()
}

fn cluster_of(numbers: &Numbers<'_>, id: Option<&str>, field: &str, entry: usize) -> Result<Option<ClusterId>, Fault> {
    let Some(id) = id else { return Ok(None) };
    let number = numbers.get(id).copied();
    number.map(Some).ok_or_else(|| format!("{field}[{entry}] refers to {id:?}, which clusters lack"))
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
        Some(given) => given_mentions(given, text, entities, numbers)?,
        None => mentions_of_clusters(record, text, entities)?,
    };
    drafts.sort_by_key(|draft| draft.span);
    let given = record.clusters.as_ref().map_or(&[][..], |clusters| &clusters.0);
    let mut members: Vec<Vec<MentionId>> = vec![Vec::new(); given.len()];
    for (number, draft) in drafts.iter().enumerate() {
        if let Some(cluster) = draft.cluster {
            members[cluster.index()].push(MentionId::new(number));
        }
    }
    let mut clusters = Clusters { mentions: members.into_iter().collect(), ..Clusters::default() };
    for (entry, (id, cluster)) in given.iter().enumerate() {
        clusters.name.push(name(cluster, id, text, entry)?);
        let label = cluster.label.as_deref().unwrap_or("OTHER");
        clusters.label.push(one_of(&Label::ALL, Label::as_str, label, "clusters", entry, "label")?);
    }
    let mentions = Mentions {
        span: drafts.iter().map(|draft| draft.span).collect(),
        kind: drafts.iter().map(|draft| draft.kind).collect(),
        entity: drafts.iter().map(|draft| draft.entity).collect(),
        cluster: drafts.iter().map(|draft| draft.cluster).collect(),
    };
    Ok((mentions, clusters))
}

fn name(cluster: &record::Cluster<'_>, id: &str, text: &Text, entry: usize) -> Result<Name, Fault> {
    match cluster.name_span {
        Some(points) => Ok(Name::Span(span(text, points, "clusters.name_span", entry)?)),
        None => Ok(Name::Given(cluster.name.as_deref().unwrap_or(id).into())),
    }
}

fn given_mentions(
    given: &[record::Mention<'_>],
    text: &Text,
    entities: &Entities,
    numbers: &Numbers<'_>,
) -> Result<Vec<Draft>, Fault> {
    let draft = |(entry, mention): (usize, &record::Mention<'_>)| {
        let span = span(text, [mention.start, mention.end], "mentions", entry)?;
        let own = |name: &str| entities.span.binary_search(&span).is_ok() && name.is_empty();
        let kind = match mention.kind.as_deref().unwrap_or_default() {
            "PROP" => MentionKind::Name,
            "NOM" => MentionKind::Noun,
            "PRON" => MentionKind::Pronoun,
            name if own(name) => MentionKind::Name,
            "" => MentionKind::Noun,
            name => one_of(&MentionKind::ALL, MentionKind::as_str, name, "mentions", entry, "kind")?,
        };
        let entity = mention.entity.map(|number| number as usize);
        if entity.is_some_and(|number| number >= entities.len()) {
            return Err(format!("mentions[{entry}].entity is {}, beyond entities", entity.unwrap_or_default()));
        }
        let cluster = cluster_of(numbers, mention.cluster.as_deref(), "mentions", entry)?;
        Ok(Draft { span, kind, entity: entity.map(EntityId::new), cluster })
    };
    given.iter().enumerate().map(draft).collect()
}

/// Without a list of mentions, those that the clusters list.
fn mentions_of_clusters(record: &Record<'_>, text: &Text, entities: &Entities) -> Result<Vec<Draft>, Fault> {
    let mut drafts = Vec::new();
    for (number, (_, cluster)) in record.clusters.iter().flat_map(|clusters| &clusters.0).enumerate() {
        for &points in &cluster.mentions {
            let span = span(text, points, "clusters.mentions", number)?;
            let entity = entities.span.binary_search(&span).ok().map(EntityId::new);
            let kind = if entity.is_some() { MentionKind::Name } else { MentionKind::Noun };
            drafts.push(Draft { span, kind, entity, cluster: Some(ClusterId::new(number)) });
        }
    }
    Ok(drafts)
}

fn quotes(record: &Record<'_>, text: &Text) -> Result<Quotes, Fault> {
    let given = record.quotes.as_deref().unwrap_or_default();
    let numbers: FxHashMap<&str, usize> =
        given.iter().enumerate().map(|(number, quote)| (&*quote.id, number)).collect();
    let mut quotes = Quotes::default();
    for (entry, quote) in given.iter().enumerate() {
        if quote.content.is_empty() {
            return Err(format!("quotes[{entry}].content is empty: a quotation has one span of content at least"));
        }
        quotes.content.push(disjoint(text, &quote.content, &format!("quotes[{entry}].content"))?);
        quotes.cue.push(disjoint(text, &quote.cue, &format!("quotes[{entry}].cue"))?);
        quotes.source.push(disjoint(text, &quote.source, &format!("quotes[{entry}].source"))?);
        let kind = quote.kind.as_deref().unwrap_or("indirect");
        quotes.kind.push(one_of(&Kind::ALL, Kind::as_str, kind, "quotes", entry, "kind")?);
        let medium = quote.medium.as_deref().unwrap_or("speech");
        quotes.medium.push(one_of(&Medium::ALL, Medium::as_str, medium, "quotes", entry, "medium")?);
        quotes.level.push(quote.level);
        let parent = quote.parent.as_deref().map(|id| numbers.get(id).ok_or_else(|| unknown_parent(entry, id)));
        quotes.parent.push(parent.transpose()?.map(|&number| QuoteId::new(number)));
        quotes.score.push(quote.score.unwrap_or(1.0));
        let issue = |name| one_of(&Issue::ALL, Issue::as_str, name, "quotes", entry, "issues");
        quotes.issues.push(quote.issues.iter().map(|name| issue(name)).collect::<Result<Vec<_>, _>>()?);
        quotes.evidence.push(quote.evidence.clone().unwrap_or_default());
    }
    Ok(quotes)
}

fn unknown_parent(entry: usize, id: &str) -> Fault {
    format!("quotes[{entry}].parent is {id:?}, which is no quotation's id")
}

fn speakers(record: &Record<'_>, numbers: &Numbers<'_>) -> Result<Speakers, Fault> {
    let mut speakers = Speakers::default();
    for (entry, quote) in record.quotes.iter().flatten().enumerate() {
        let cluster = cluster_of(numbers, quote.speaker.as_deref(), "quotes", entry)?;
        speakers.cluster.push(cluster);
        speakers.score.push(quote.speaker_score.unwrap_or(if cluster.is_some() { 1.0 } else { 0.0 }));
        speakers.evidence.push(quote.speaker_evidence.clone().unwrap_or_default());
    }
    Ok(speakers)
}
