//! `Cluster`: one person, organization, place or group, and every expression that means it.

use super::doc::Doc;
use super::item::Item;
use super::mention::Mention;
use crate::coref::Name;
use crate::span::ClusterId;
use pyo3::IntoPyObjectExt;
use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// One person, organization, place or group of a document: a view, cheap to make.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Cluster {
    item: Item,
}

impl Cluster {
    pub(super) fn new(py: Python<'_>, doc: &Py<Doc>, index: usize) -> Self {
        Self { item: Item::new(py, doc, index) }
    }
}

#[pymethods]
impl Cluster {
    #[getter]
    fn id(&self) -> String {
        ClusterId::new(self.item.index).to_string()
    }

    #[getter]
    pub(super) fn name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let doc = self.item.doc.get();
        match &doc.layers.clusters.name()[self.item.index] {
            Name::Span(bytes) => doc.slice(py, doc.layers.text.to_code_points(*bytes)),
            Name::Given(name) => name.into_bound_py_any(py),
        }
    }

    #[getter]
    fn label(&self) -> &'static str {
        self.item.layers().clusters.label()[self.item.index].as_str()
    }

    #[getter]
    fn mentions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let mentions = self.item.layers().clusters.mentions().get(self.item.index);
        let views = mentions.iter().map(|id| Mention::new(py, &self.item.doc, id.index()));
        PyTuple::new(py, views.collect::<Vec<_>>())
    }

    #[getter]
    fn doc(&self, py: Python<'_>) -> Py<Doc> {
        self.item.doc.clone_ref(py)
    }

    fn __len__(&self) -> usize {
        self.item.layers().clusters.mentions().get(self.item.index).len()
    }

    fn __str__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.name(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let name = self.name(py)?.repr()?;
        Ok(format!("<Cluster {} {} {name}, {} mentions>", self.id(), self.label(), self.__len__()))
    }

    fn __richcmp__(&self, py: Python<'_>, other: &Self, op: CompareOp) -> PyResult<bool> {
        self.item.compare(py, &other.item, op)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        self.item.hash(py, "cluster")
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.item.reduce(py, "clusters")
    }
}
