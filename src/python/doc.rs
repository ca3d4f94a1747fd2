//! `Doc`: one document.

use super::cluster::Cluster;
use super::entity::Entity;
use super::error::{InquitError, detached};
use super::mention::Mention;
use super::quote::Quote;
use super::span::Span;
use super::text;
use super::token::Tokens;
use crate::format::{brat, conll, json};
use crate::span as core;
use flate2::Compression;
use flate2::bufread::{ZlibDecoder, ZlibEncoder};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString, PyTuple};
use std::cmp::Ordering;
use std::io::Read;
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

    /// The caller's own string.
    pub(super) fn string(&self) -> &Py<PyString> {
        &self.string
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

    /// How Python writes a stretch of code points, cut after some words.
    pub(super) fn short(&self, py: Python<'_>, points: core::Span) -> PyResult<String> {
        text::short(self.string.bind(py), points.start(), points.end())
    }

    /// The order of the callers' own strings, which lone surrogates tell apart where UTF-8 does not.
    pub(super) fn text_order(&self, py: Python<'_>, other: &Self) -> PyResult<Ordering> {
        self.string.bind(py).as_any().compare(&other.string)
    }

    /// Python's hash of the string, which it keeps.
    pub(super) fn text_hash(&self, py: Python<'_>) -> PyResult<isize> {
        self.string.bind(py).as_any().hash()
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

    #[getter]
    fn mentions<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let doc = slf.clone().unbind();
        let all = (0..slf.get().layers.mentions.len()).map(|index| Mention::new(slf.py(), &doc, index));
        PyTuple::new(slf.py(), all.collect::<Vec<_>>())
    }

    /// The stretch from code point `start` to `end`, as a span of this document.
    #[pyo3(signature = (start, end, /))]
    fn span(slf: &Bound<'_, Self>, start: i64, end: i64) -> PyResult<Span> {
        let text = &slf.get().layers.text;
        let points = u32::try_from(start).ok().zip(u32::try_from(end).ok()).filter(|(start, end)| start <= end);
        let bytes = points.and_then(|(start, end)| text.to_bytes(core::Span::new(start, end)));
        let Some(bytes) = bytes else {
            let length = text.code_point(text.len());
            let message = format!("{start}:{end} is no stretch of a text of {length} characters");
            return Err(PyIndexError::new_err(message));
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
        let dict = dict.copy()?;
        dict.del_item("text")?;
        let line: String = py.import("json")?.getattr("dumps")?.call1((dict,))?.extract()?;
        let (string, layers) = text::read("from_dict", &given, |text| json::read(&line, text))?;
        Ok(Self::new(layers, string))
    }

    /// What the pickle of a document comes back by: its string, and its layers as JSON, compressed.
    #[staticmethod]
    fn _restore(string: &Bound<'_, PyAny>, packed: &[u8]) -> PyResult<Self> {
        let (string, layers) = text::read("Doc", string, |text| {
            let mut line = String::new();
            // What cannot be unpacked is no JSON either, which says so.
            let _ = ZlibDecoder::new(packed).read_to_string(&mut line);
            json::read(&line, text)
        })?;
        Ok(Self::new(layers, string))
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
        let text = self.short(py, core::Span::new(0, doc.text.code_point(doc.text.len())))?;
        let (tokens, quotes, entities) = (doc.tokens.len(), doc.quotes.len(), doc.entities.len());
        Ok(format!("<Doc {text}: {tokens} tokens, {quotes} quotes, {entities} entities>"))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        Ok(std::ptr::eq(self, other) || (self.layers == other.layers && self.text_order(py, other)?.is_eq()))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.text_hash(py)
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let layers = &slf.get().layers;
        let mut packed = Vec::new();
        detached(py, || {
            let line = json::write(layers, "");
            ZlibEncoder::new(line.as_bytes(), Compression::fast()).read_to_end(&mut packed)
        })??;
        let restore = slf.get_type().getattr("_restore")?;
        (restore, (slf.get().text(py), PyBytes::new(py, &packed))).into_bound_py_any(py)
    }
}
