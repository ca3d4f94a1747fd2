//! The mentions of a document before anybody knows what they refer to.

use super::MentionKind;
use super::roles::Roles;
use super::source::{Head, Places, Pronoun, head};
use crate::entity::Entities;
use crate::quote::{Kind, Quotes};
use crate::reading::Reading;
use crate::span::Span;
use std::ops::Range;

/// What form a mention has, with what its form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A named entity, by its number.
    Name(usize),
    /// A description; its head is token `head`.
    Noun { head: usize },
    /// A pronoun.
    Pronoun(Pronoun),
}

/// A mention, not yet linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) span: Span,
    pub(super) tokens: Range<usize>,
    pub(super) form: Form,
    /// Whether a quotation has it as its source.
    pub(super) source: bool,
}

impl Draft {
    /// What form it has in the layer of mentions.
    pub(super) const fn kind(&self) -> MentionKind {
        match self.form {
            Form::Name(_) => MentionKind::Name,
            Form::Noun { .. } => MentionKind::Noun,
            Form::Pronoun(_) => MentionKind::Pronoun,
        }
    }
}

/// The mentions of a document, sorted by span, and which of them each quotation's source is.
pub(super) struct Drafts {
    pub(super) draft: Vec<Draft>,
    /// Q entries.
    pub(super) of_quote: Vec<Option<usize>>,
}

/// What a token stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Voice {
    /// The writer's words.
    #[default]
    Writer,
    /// The words of a quotation, by its number.
    Direct(u32),
    /// What a quotation without marks reports, by its number.
    Indirect(u32),
}

/// Whose words each token is: T entries. Quotations inside others count for their outer one.
pub(super) fn voices(reading: &Reading<'_>, quotes: &Quotes) -> Vec<Voice> {
    let mut voices = vec![Voice::Writer; reading.tokens.len()];
    for quote in (0..quotes.len()).filter(|&quote| quotes.level()[quote] == 0) {
        let voice = match quotes.kind()[quote] {
            Kind::Direct => Voice::Direct(quote as u32),
            Kind::Mixed | Kind::Indirect => Voice::Indirect(quote as u32),
        };
        for &span in quotes.content().get(quote) {
            voices[reading.tokens.within(span)].fill(voice);
        }
    }
    voices
}

/// Gathers names, sources, and the pronouns "he" and "she".
pub(super) fn gather(
    reading: &Reading<'_>,
    roles: &Roles,
    quotes: &Quotes,
    entities: &Entities,
    places: &Places,
) -> Drafts {
    let mut draft: Vec<Draft> = (0..entities.len()).map(|entity| name(reading, entities, entity)).collect();
    let sources: Vec<Option<(Span, Form)>> =
        (0..quotes.len()).map(|quote| source(reading, roles, quotes, entities, places, quote)).collect();
    for &(span, form) in sources.iter().flatten() {
        if !matches!(form, Form::Name(_)) {
            draft.push(Draft { span, tokens: reading.tokens.within(span), form, source: true });
        }
    }
    for (token, &span) in reading.tokens.spans().iter().enumerate() {
        if Pronoun::may_start(reading.text.as_bytes()[span.start() as usize])
            && let Some(pronoun) = Pronoun::personal(reading.form(token))
        {
            draft.push(Draft { span, tokens: token..token + 1, form: Form::Pronoun(pronoun), source: false });
        }
    }
    // A source comes before the same words found otherwise, which are then left out.
    draft.sort_by_key(|draft| (draft.span, !draft.source));
    draft.dedup_by_key(|draft| draft.span);
    let number = |span: Span| draft.binary_search_by_key(&span, |draft| draft.span).ok();
    let of_quote: Vec<Option<usize>> = sources.iter().map(|source| number(source.as_ref()?.0)).collect();
    for &number in of_quote.iter().flatten() {
        draft[number].source = true;
    }
    Drafts { draft, of_quote }
}

fn name(reading: &Reading<'_>, entities: &Entities, entity: usize) -> Draft {
    let span = entities.spans()[entity];
    Draft { span, tokens: reading.tokens.within(span), form: Form::Name(entity), source: false }
}

/// The mention that a quotation's source is: the name inside it, the pronoun, or the description.
fn source(
    reading: &Reading<'_>,
    roles: &Roles,
    quotes: &Quotes,
    entities: &Entities,
    places: &Places,
    quote: usize,
) -> Option<(Span, Form)> {
    let span = *quotes.source().get(quote).first()?;
    let tokens = reading.tokens.within(span);
    Some(match head(reading, roles, entities, places, tokens)? {
        Head::Entity(entity) => (entities.spans()[entity], Form::Name(entity)),
        Head::Pronoun(token) => {
            (reading.tokens.spans()[token], Form::Pronoun(Pronoun::of(reading.form(token)).unwrap_or(Pronoun::They)))
        }
        Head::Noun(core) => (span, Form::Noun { head: core.end - 1 }),
    })
}
