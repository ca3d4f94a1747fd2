//! What training needs of the library, so that nothing is written twice: what is seen of tokens and of their letters.

use super::doc::Doc;
use super::pipeline::Pipeline;
use super::text;
use crate::coref::Choice;
use crate::encode::feature::{self, Feature, Source};
use crate::encode::form::{self, Shape};
use crate::error::Error;
use crate::span::{ClusterId, Span};
use crate::token::Tokens;
use crate::{coref, mark, paragraph, speaker};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// The features named, of the tokens with those spans in code points: T × F unsigned numbers of 32 bits.
#[pyfunction]
pub(super) fn features<'py>(
    text: &Bound<'py, PyAny>,
    spans: Vec<(u32, u32)>,
    names: Vec<String>,
) -> PyResult<Bound<'py, PyBytes>> {
    let (_, values) = text::read("features", text, |text| {
        let unknown =
            |name: &String| Error::Option { option: "names", reason: format!("there is no feature {name:?}") };
        let features = names.iter().map(|name| Feature::named(name).ok_or_else(|| unknown(name)));
        let features = features.collect::<Result<Vec<_>, _>>()?;
        let outside = |(start, end)| Error::Option {
            option: "spans",
            reason: format!("{start}..{end} is no stretch of the text after the one before"),
        };
        let mut last = 0;
        let mut span = |(start, end)| {
            let span = (last <= start && start < end).then(|| text.to_bytes(Span::new(start, end))).flatten();
            last = end;
            span.ok_or_else(|| outside((start, end)))
        };
        let tokens = Tokens { span: spans.into_iter().map(&mut span).collect::<Result<_, _>>()? };
        let paragraphs = paragraph::split(&text);
        let marks = mark::pair(&text, &paragraphs);
        let source = Source { text: &text, paragraphs: &paragraphs, tokens: &tokens, marks: &marks };
        Ok(feature::extract(source, &features))
    })?;
    PyBytes::new_with(text.py(), values.len() * 4, |bytes| {
        for (bytes, value) in bytes.chunks_exact_mut(4).zip(values) {
            bytes.copy_from_slice(&value.to_ne_bytes());
        }
        Ok(())
    })
}

/// A choice: the span in code points that it is about, the cluster of each candidate or -1 for nobody, and the features of each, in
/// 32 bits.
type Told<'py> = (u32, u32, Vec<i32>, Bound<'py, PyBytes>);

/// A document, and every choice made while it was read: of mentions, and of turns.
#[pyfunction]
pub(super) fn choices<'py>(
    py: Python<'py>,
    pipeline: &Bound<'py, Pipeline>,
    text: &Bound<'py, PyAny>,
) -> PyResult<(Doc, Vec<Told<'py>>, Vec<Told<'py>>)> {
    let stages = &pipeline.get().stages;
    let (string, (doc, choices)) = text::read("choices", text, |text| Ok(stages.choices(text)))?;
    let told = |choice: &Choice<ClusterId>, span: Option<Span>| {
        let span = doc.text.to_code_points(span.unwrap_or(Span::new(0, 0)));
        let candidates =
            choice.candidates.iter().map(|own| own.and_then(|own| own.index().try_into().ok()).unwrap_or(-1)).collect();
        let bytes: Vec<u8> = choice.features.iter().flatten().flat_map(|value| value.to_ne_bytes()).collect();
        (span.start(), span.end(), candidates, PyBytes::new(py, &bytes))
    };
    let mentions = choices.mentions.iter().map(|choice| told(choice, doc.mentions.spans().get(choice.of).copied()));
    let turns = choices.turns.iter().map(|choice| told(choice, doc.quotes.content().get(choice.of).first().copied()));
    let (mentions, turns) = (mentions.collect(), turns.collect());
    Ok((Doc::new(doc, string), mentions, turns))
}

/// How many features a choice has: of a mention, and of a turn.
#[pyfunction]
pub(super) const fn choice_features() -> (usize, usize) {
    (coref::Model::FEATURES, speaker::Model::FEATURES)
}

/// A word in lower case, digits as 0, in UTF-8; and the number of its shape.
#[pyfunction]
pub(super) fn letters<'py>(py: Python<'py>, word: &str) -> (Bound<'py, PyBytes>, u8) {
    let mut normal = Vec::new();
    form::normal(word, &mut normal);
    (PyBytes::new(py, &normal), Shape::of(word) as u8)
}
