//! `Cluster` and `Mention`: who or what is meant, and the expressions that mean it.

use super::doc::Doc;
use super::span::hash;
use crate::coref::Name;
use crate::span::{ClusterId, MentionId, Span};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// One person, organization, place or group of a document: a view, cheap to make.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Cluster {
    doc: Py<Doc>,
    index: usize,
}

impl Cluster {
    pub(super) fn new(py: Python<'_>, doc: &Py<Doc>, index: usize) -> Self {
        Self { doc: doc.clone_ref(py), index }
    }

    /// The name with any lone surrogate replaced, for representations.
    pub(super) fn name_as_text(&self) -> &str {
        let doc = &self.doc.get().layers;
        doc.clusters.name()[self.index].of(doc.text.as_str())
    }
}

#[pymethods]
impl Cluster {
    #[getter]
    fn id(&self) -> String {
        ClusterId::new(self.index).to_string()
    }

    #[getter]
    fn name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let doc = self.doc.get();
        match &doc.layers.clusters.name()[self.index] {
            Name::Span(bytes) => doc.slice(py, doc.layers.text.to_code_points(*bytes)),
            Name::Given(name) => name.into_bound_py_any(py),
        }
    }

    #[getter]
    fn label(&self) -> &'static str {
        self.doc.get().layers.clusters.label()[self.index].as_str()
    }

    #[getter]
    fn mentions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let mentions = self.doc.get().layers.clusters.mentions().get(self.index);
        let views = mentions.iter().map(|id| Mention { doc: self.doc.clone_ref(py), index: id.index() });
        PyTuple::new(py, views.collect::<Vec<_>>())
    }

    #[getter]
    fn doc(&self, py: Python<'_>) -> Py<Doc> {
        self.doc.clone_ref(py)
    }

    fn __len__(&self) -> usize {
        self.doc.get().layers.clusters.mentions().get(self.index).len()
    }

    fn __str__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.name(py)
    }

    fn __repr__(&self) -> String {
        format!("<Cluster {} {} {:?}, {} mentions>", self.id(), self.label(), self.name_as_text(), self.__len__())
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
        hash(&("cluster", self.index))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        super::span::reduce(py, "clusters", &self.doc, self.index)
    }
}

/// One expression that refers to somebody or something: a view, cheap to make.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Mention {
    doc: Py<Doc>,
    index: usize,
}

impl Mention {
    fn points(&self) -> Span {
        let doc = &self.doc.get().layers;
        doc.text.to_code_points(doc.mentions.spans()[self.index])
    }
}

#[pymethods]
impl Mention {
    #[getter]
    fn id(&self) -> String {
        MentionId::new(self.index).to_string()
    }

    #[getter]
    fn start(&self) -> u32 {
        self.points().start()
    }

    #[getter]
    fn end(&self) -> u32 {
        self.points().end()
    }

    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.doc.get().slice(py, self.points())
    }

    #[getter]
    fn kind(&self) -> &'static str {
        self.doc.get().layers.mentions.kind()[self.index].as_str()
    }

    #[getter]
    fn cluster(&self, py: Python<'_>) -> Option<Cluster> {
        let cluster = self.doc.get().layers.mentions.cluster()[self.index]?;
        Some(Cluster::new(py, &self.doc, cluster.index()))
    }

    #[getter]
    fn doc(&self, py: Python<'_>) -> Py<Doc> {
        self.doc.clone_ref(py)
    }

    fn __len__(&self) -> usize {
        self.points().len() as usize
    }

    fn __str__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.text(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let points = self.points();
        Ok(format!("Mention({}, {}, {}, {:?})", points.start(), points.end(), self.text(py)?.repr()?, self.kind()))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        Ok(self.index == other.index && self.doc.bind(py).eq(other.doc.bind(py))?)
    }

    fn __lt__(&self, other: &Self) -> bool {
        self.points() < other.points()
    }

    fn __le__(&self, other: &Self) -> bool {
        self.points() <= other.points()
    }

    fn __gt__(&self, other: &Self) -> bool {
        self.points() > other.points()
    }

    fn __ge__(&self, other: &Self) -> bool {
        self.points() >= other.points()
    }

    fn __hash__(&self) -> u64 {
        hash(&("mention", self.points()))
    }
}
