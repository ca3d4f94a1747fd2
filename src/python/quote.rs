//! `Quote`: one quotation.

use super::cluster::Cluster;
use super::doc::Doc;
use super::item::{Item, decimal};
use super::span::Span;
use crate::explain::explain;
use crate::span::{self, QuoteId};
use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// One quotation of a document: a view, cheap to make.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Quote {
    item: Item,
}

impl Quote {
    pub(super) fn new(py: Python<'_>, doc: &Py<Doc>, index: usize) -> Self {
        Self { item: Item::new(py, doc, index) }
    }

    fn all(&self) -> &crate::quote::Quotes {
        &self.item.layers().quotes
    }

    /// The first of some pieces, in short, and dots for the rest.
    fn short(&self, py: Python<'_>, pieces: &[span::Span]) -> PyResult<String> {
        let doc = self.item.doc.get();
        let Some(&first) = pieces.first() else { return Ok("None".to_owned()) };
        let first = doc.short(py, doc.layers.text.to_code_points(first))?;
        Ok(if pieces.len() == 1 { first } else { format!("{first} …") })
    }
}

#[pymethods]
impl Quote {
    #[getter]
    fn id(&self) -> String {
        QuoteId::new(self.item.index).to_string()
    }

    #[getter]
    fn kind(&self) -> &'static str {
        self.all().kind()[self.item.index].as_str()
    }

    #[getter]
    fn medium(&self) -> &'static str {
        self.all().medium()[self.item.index].as_str()
    }

    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        Span::tuple(py, &self.item.doc, self.all().content().get(self.item.index))
    }

    #[getter]
    fn cue<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        Span::tuple(py, &self.item.doc, self.all().cue().get(self.item.index))
    }

    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        Span::tuple(py, &self.item.doc, self.all().source().get(self.item.index))
    }

    #[getter]
    fn speaker(&self, py: Python<'_>) -> Option<Cluster> {
        let speaker = self.item.layers().speakers.cluster()[self.item.index]?;
        Some(Cluster::new(py, &self.item.doc, speaker.index()))
    }

    #[getter]
    fn speaker_score(&self) -> f64 {
        decimal(self.item.layers().speakers.score()[self.item.index])
    }

    #[getter]
    fn score(&self) -> f64 {
        decimal(self.all().score()[self.item.index])
    }

    #[getter]
    fn level(&self) -> u8 {
        self.all().level()[self.item.index]
    }

    #[getter]
    fn parent(&self, py: Python<'_>) -> Option<Self> {
        Some(Self::new(py, &self.item.doc, self.all().parent()[self.item.index]?.index()))
    }

    #[getter]
    fn issues<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.all().issues().get(self.item.index).iter().map(|issue| issue.as_str()))
    }

    #[getter]
    fn doc(&self, py: Python<'_>) -> Py<Doc> {
        self.item.doc.clone_ref(py)
    }

    fn explain(&self) -> String {
        let steps = explain(self.item.layers(), QuoteId::new(self.item.index));
        let lines = steps.iter().enumerate().map(|(number, step)| format!("{}. {step}", number + 1));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let content = self.short(py, self.all().content().get(self.item.index))?;
        let source = self.short(py, self.all().source().get(self.item.index))?;
        let speaker = match self.speaker(py) {
            Some(cluster) => cluster.name(py)?.repr()?.to_string(),
            None => "None".to_owned(),
        };
        Ok(format!("<Quote {} {} {content}, source {source}, speaker {speaker}>", self.id(), self.kind()))
    }

    fn __richcmp__(&self, py: Python<'_>, other: &Self, op: CompareOp) -> PyResult<bool> {
        self.item.compare(py, &other.item, op)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        self.item.hash(py, "quote")
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.item.reduce(py, "quotes")
    }
}
