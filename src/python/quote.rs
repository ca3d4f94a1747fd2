//! `Quote`: one quotation.

use super::cluster::Cluster;
use super::doc::Doc;
use super::span::{Span, hash};
use crate::explain::explain;
use crate::span::QuoteId;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// One quotation of a document: a view, cheap to make.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Quote {
    doc: Py<Doc>,
    index: usize,
}

impl Quote {
    pub(super) fn new(py: Python<'_>, doc: &Py<Doc>, index: usize) -> Self {
        Self { doc: doc.clone_ref(py), index }
    }

    fn all(&self) -> &crate::quote::Quotes {
        &self.doc.get().layers.quotes
    }
}

#[pymethods]
impl Quote {
    #[getter]
    fn id(&self) -> String {
        QuoteId::new(self.index).to_string()
    }

    #[getter]
    fn kind(&self) -> &'static str {
        self.all().kind()[self.index].as_str()
    }

    #[getter]
    fn medium(&self) -> &'static str {
        self.all().medium()[self.index].as_str()
    }

    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        Span::tuple(py, &self.doc, self.all().content().get(self.index))
    }

    #[getter]
    fn cue<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        Span::tuple(py, &self.doc, self.all().cue().get(self.index))
    }

    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        Span::tuple(py, &self.doc, self.all().source().get(self.index))
    }

    #[getter]
    fn speaker(&self, py: Python<'_>) -> Option<Cluster> {
        let speaker = self.doc.get().layers.speakers.cluster()[self.index]?;
        Some(Cluster::new(py, &self.doc, speaker.index()))
    }

    #[getter]
    fn speaker_score(&self) -> f32 {
        self.doc.get().layers.speakers.score()[self.index]
    }

    #[getter]
    fn score(&self) -> f32 {
        self.all().score()[self.index]
    }

    #[getter]
    fn level(&self) -> u8 {
        self.all().level()[self.index]
    }

    #[getter]
    fn parent(&self, py: Python<'_>) -> Option<Self> {
        Some(Self::new(py, &self.doc, self.all().parent()[self.index]?.index()))
    }

    #[getter]
    fn issues<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.all().issues().get(self.index).iter().map(|issue| issue.as_str()))
    }

    #[getter]
    fn doc(&self, py: Python<'_>) -> Py<Doc> {
        self.doc.clone_ref(py)
    }

    fn explain(&self) -> String {
        let steps = explain(&self.doc.get().layers, QuoteId::new(self.index));
        let lines = steps.iter().enumerate().map(|(number, step)| format!("{}. {step}", number + 1));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        let pieces = |spans: &[crate::span::Span]| -> PyResult<String> {
            let doc = self.doc.get();
            let texts =
                spans.iter().map(|&bytes| doc.slice(py, doc.layers.text.to_code_points(bytes))?.extract::<String>());
            Ok(texts.collect::<PyResult<Vec<_>>>()?.join(" … "))
        };
        // A lone surrogate cannot be a Rust string: such a quotation shows its place instead of its words.
        let content = pieces(self.all().content().get(self.index)).unwrap_or_default();
        let source = pieces(self.all().source().get(self.index)).unwrap_or_default();
        let speaker = self.speaker(py).map_or("None".to_owned(), |cluster| format!("{:?}", cluster.name_as_text()));
        format!("<Quote {} {}: {content:?}, source={source:?}, speaker={speaker}>", self.id(), self.kind())
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        Ok(self.index == other.index && self.doc.bind(py).eq(other.doc.bind(py))?)
    }

    fn __lt__(&self, other: &Self) -> bool {
        self.index < other.index
    }

    fn __le__(&self, other: &Self) -> bool {
        self.index <= other.index
    }

    fn __gt__(&self, other: &Self) -> bool {
        self.index > other.index
    }

    fn __ge__(&self, other: &Self) -> bool {
        self.index >= other.index
    }

    fn __hash__(&self) -> u64 {
        hash(&("quote", self.index))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        super::span::reduce(py, "quotes", &self.doc, self.index)
    }
}
