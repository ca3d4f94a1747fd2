//! `Span`: a stretch of a document's text.

use super::doc::Doc;
use crate::span;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use pyo3::{IntoPyObjectExt, PyTypeInfo};
use std::hash::{DefaultHasher, Hash, Hasher};

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
        Ok(format!("Span({}, {}, {})", self.start(), self.end(), self.text(py)?.repr()?))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> bool {
        self.points == other.points && same_text(py, &self.doc, &other.doc)
    }

    fn __lt__(&self, other: &Self) -> bool {
        self.points < other.points
    }

    fn __le__(&self, other: &Self) -> bool {
        self.points <= other.points
    }

    fn __gt__(&self, other: &Self) -> bool {
        self.points > other.points
    }

    fn __ge__(&self, other: &Self) -> bool {
        self.points >= other.points
    }

    fn __hash__(&self) -> u64 {
        hash(&("span", self.points))
    }

    fn __contains__(&self, other: &Self) -> bool {
        self.points.contains(other.points)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        (Doc::type_object(py).getattr("span")?, (self.doc.clone_ref(py), self.start(), self.end()))
            .into_bound_py_any(py)
    }
}

/// How to pickle item `index` of a layer: as its document and the place in it.
pub(super) fn reduce<'py>(py: Python<'py>, layer: &str, doc: &Py<Doc>, index: usize) -> PyResult<Bound<'py, PyAny>> {
    let item = Doc::type_object(py).getattr("_item")?;
    (item, (doc.clone_ref(py), layer, index)).into_bound_py_any(py)
}

/// Whether two documents have the same text.
pub(super) fn same_text(py: Python<'_>, one: &Py<Doc>, other: &Py<Doc>) -> bool {
    one.is(other) || one.get().layers.text == other.get().layers.text && one.get().same_string(py, other.get())
}

/// A hash that is the same in every run.
pub(super) fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// The number that a Python index means in a list of `length`, counted from the end if it is negative.
pub(super) fn index(at: isize, length: usize) -> PyResult<usize> {
    let wanted = if at < 0 { at + length.cast_signed() } else { at };
    if (0..length.cast_signed()).contains(&wanted) {
        return Ok(wanted.cast_unsigned());
    }
    Err(PyIndexError::new_err(format!("index {at} is out of range: there are {length}")))
}
