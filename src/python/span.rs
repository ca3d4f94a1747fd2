//! `Span`: a stretch of a document's text.

use super::doc::Doc;
use super::item::{hash, text_order};
use crate::span;
use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use pyo3::{IntoPyObjectExt, PyTypeInfo};

/// A half-open stretch of a document's text, in code points.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Span {
    doc: Py<Doc>,
    /// In code points.
    points: span::Span,
}

impl Span {
    /// The view of a span in bytes.
    pub(super) fn new(py: Python<'_>, doc: &Py<Doc>, bytes: span::Span) -> Self {
        Self { doc: doc.clone_ref(py), points: doc.get().layers.text.to_code_points(bytes) }
    }

    /// A tuple of views of spans in bytes.
    pub(super) fn tuple<'py>(py: Python<'py>, doc: &Py<Doc>, spans: &[span::Span]) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, spans.iter().map(|&bytes| Self::new(py, doc, bytes)).collect::<Vec<_>>())
    }
}

#[pymethods]
impl Span {
    #[getter]
    fn start(&self) -> u32 {
        self.points.start()
    }

    #[getter]
    fn end(&self) -> u32 {
        self.points.end()
    }

    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.doc.get().slice(py, self.points)
    }

    #[getter]
    fn doc(&self, py: Python<'_>) -> Py<Doc> {
        self.doc.clone_ref(py)
    }

    fn __len__(&self) -> usize {
        self.points.len() as usize
    }

    fn __str__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.text(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = self.doc.get().short(py, self.points)?;
        Ok(format!("Span({}, {}, {text})", self.start(), self.end()))
    }

    fn __richcmp__(&self, py: Python<'_>, other: &Self, op: CompareOp) -> PyResult<bool> {
        Ok(op.matches(text_order(py, &self.doc, &other.doc)?.then(self.points.cmp(&other.points))))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(hash(&(self.doc.get().text_hash(py)?, "span", self.points)))
    }

    fn __contains__(&self, other: &Self) -> bool {
        self.points.contains(other.points)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        (Doc::type_object(py).getattr("span")?, (self.doc.clone_ref(py), self.start(), self.end()))
            .into_bound_py_any(py)
    }
}
