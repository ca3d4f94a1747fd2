//! `Doc`: one document.

use super::cluster::Cluster;
use super::entity::Entity;
use super::error::{InquitError, detached};
use super::quote::Quote;
use super::span::{self, Span};
use super::text;
use super::token::Tokens;
use crate::format::{brat, conll, json};
use crate::span as core;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use std::sync::OnceLock;

/// One document: its text and every layer found in it. It never changes.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Doc {
    pub(super) layers: crate::Doc,
    /// The caller's own string: its code points are those of `doc.text`, its lone surrogates are not lost.
    string: Py<PyString>,
    /// Token spans in code points, made on first use; never for ASCII, where they are the bytes.
    token_points: OnceLock<Vec<core::Span>>,
}

impl Doc {
    pub(super) fn new(layers: crate::Doc, string: Py<PyString>) -> Self {
        Self { layers, string, token_points: OnceLock::new() }
    }

    /// The caller's own characters in a stretch of code points.
    pub(super) fn slice<'py>(&self, py: Python<'py>, points: core::Span) -> PyResult<Bound<'py, PyAny>> {
        text::slice(self.string.bind(py), points.start(), points.end())
    }

    /// T token spans in code points.
    pub(super) fn token_points(&self) -> &[core::Span] {
        if self.layers.text.is_ascii() {
            return self.layers.tokens.spans();
        }
        self.token_points.get_or_init(|| self.layers.text.all_to_code_points(self.layers.tokens.spans()))
    }

    /// Whether the callers' own strings are equal: more than their UTF-8 where there are lone surrogates.
    pub(super) fn same_string(&self, py: Python<'_>, other: &Self) -> bool {
        self.string.bind(py).as_any().eq(&other.string).unwrap_or(false)
    }
}

#[pymethods]
impl Doc {
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        self.string.clone_ref(py)
    }

    #[getter]
    fn quotes<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let doc = slf.clone().unbind();
        let all = (0..slf.get().layers.quotes.len()).map(|index| Quote::new(slf.py(), &doc, index));
        PyTuple::new(slf.py(), all.collect::<Vec<_>>())
    }

    #[getter]
    fn entities<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let doc = slf.clone().unbind();
        let all = (0..slf.get().layers.entities.len()).map(|index| Entity::new(slf.py(), &doc, index));
        PyTuple::new(slf.py(), all.collect::<Vec<_>>())
    }

    #[getter]
    fn clusters<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let doc = slf.clone().unbind();
        let all = (0..slf.get().layers.clusters.len()).map(|index| Cluster::new(slf.py(), &doc, index));
        PyTuple::new(slf.py(), all.collect::<Vec<_>>())
    }

    #[getter]
    fn tokens(slf: Bound<'_, Self>) -> Tokens {
        Tokens::of(slf.unbind())
    }

    #[getter]
    fn sentences<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let doc = &slf.get().layers;
        let spans: Vec<_> = (0..doc.sentences.len()).map(|i| doc.sentences.span(i, &doc.tokens)).collect();
        Span::tuple(slf.py(), &slf.clone().unbind(), &spans)
    }

    #[getter]
    fn paragraphs<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        Span::tuple(slf.py(), &slf.clone().unbind(), slf.get().layers.paragraphs.spans())
    }

    /// The stretch from code point `start` to `end`, as a span of this document.
    #[pyo3(signature = (start, end, /))]
    fn span(slf: &Bound<'_, Self>, start: u32, end: u32) -> PyResult<Span> {
        let text = &slf.get().layers.text;
        let bytes = (start <= end).then(|| core::Span::new(start, end)).and_then(|points| text.to_bytes(points));
        let Some(bytes) = bytes else {
            let length = text.code_point(text.len());
            let message = format!("{start}:{end} is no stretch of a text of {length} characters");
            return Err(pyo3::exceptions::PyIndexError::new_err(message));
        };
        Ok(Span::new(slf.py(), &slf.clone().unbind(), bytes))
    }

    /// Item `index` of `layer`: what the pickle of a quotation, entity or cluster comes back by.
    fn _item<'py>(slf: &Bound<'py, Self>, layer: &str, index: usize) -> PyResult<Bound<'py, PyAny>> {
        slf.getattr(layer)?.get_item(index)
    }

    #[pyo3(signature = (id = ""))]
    fn to_dict<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, PyDict>> {
        let line = detached(py, || json::write(&self.layers, id))?;
        let dict = py.import("json")?.getattr("loads")?.call1((line,))?.cast_into::<PyDict>()?;
        dict.set_item("text", self.string.bind(py))?;
        Ok(dict)
    }

    #[staticmethod]
    #[pyo3(signature = (dict, /))]
    fn from_dict(py: Python<'_>, dict: &Bound<'_, PyDict>) -> PyResult<Self> {
        let Some(given) = dict.get_item("text")? else {
            return Err(InquitError::new_err("the dictionary has no \"text\"; give one made by Doc.to_dict()"));
        };
        let (string, text) = text::read("from_dict", &given)?;
        let dict = dict.copy()?;
        dict.del_item("text")?;
        let line: String = py.import("json")?.getattr("dumps")?.call1((dict,))?.extract()?;
        let doc = detached(py, || json::read(&line, text))??;
        Ok(Self::new(doc, string))
    }

    fn to_brat<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        brat::write(&self.layers).into_bound_py_any(py)
    }

    #[pyo3(signature = (id = ""))]
    fn to_conll(&self, id: &str) -> String {
        conll::write(&self.layers, id)
    }

    #[pyo3(signature = (path = None, *, entities = true))]
    fn to_html<'py>(
        slf: Bound<'py, Self>,
        path: Option<Bound<'py, PyAny>>,
        entities: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        py.import("inquit.view")?.getattr("document")?.call1((slf, path, entities))
    }

    fn _repr_html_(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        slf.py().import("inquit.view")?.getattr("fragment")?.call1((slf,))
    }

    fn __len__(&self) -> usize {
        self.layers.tokens.len()
    }

    fn __str__(&self, py: Python<'_>) -> Py<PyString> {
        self.text(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let doc = &self.layers;
        let shown = doc.text.byte(40).map_or(doc.text.len(), |byte| byte);
        let points = doc.text.code_point(shown);
        let start = text::slice(self.string.bind(py), 0, points)?.repr()?;
        let dots = if shown < doc.text.len() { "…" } else { "" };
        Ok(format!(
            "<Doc {start}{dots}: {} tokens, {} quotes, {} entities>",
            doc.tokens.len(),
            doc.quotes.len(),
            doc.entities.len()
        ))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> bool {
        std::ptr::eq(self, other) || (self.layers == other.layers && self.same_string(py, other))
    }

    fn __hash__(&self) -> u64 {
        span::hash(&self.layers.text.as_str())
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyDict>,))> {
        Ok((slf.get_type().getattr("from_dict")?, (slf.get().to_dict(slf.py(), "")?,)))
    }
}
