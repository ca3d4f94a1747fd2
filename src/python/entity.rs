//! `Entity`: one named entity.

use super::cluster::Cluster;
use super::doc::Doc;
use super::item::{Item, decimal};
use crate::span::{EntityId, Span};
use pyo3::basic::CompareOp;
use pyo3::prelude::*;

/// One named entity of a document: a view, cheap to make.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Entity {
    item: Item,
}

impl Entity {
    pub(super) fn new(py: Python<'_>, doc: &Py<Doc>, index: usize) -> Self {
        Self { item: Item::new(py, doc, index) }
    }

    fn points(&self) -> Span {
        let doc = self.item.layers();
        doc.text.to_code_points(doc.entities.spans()[self.item.index])
    }
}

#[pymethods]
impl Entity {
    #[getter]
    fn id(&self) -> String {
        EntityId::new(self.item.index).to_string()
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
        self.item.doc.get().slice(py, self.points())
    }

    #[getter]
    fn label(&self) -> &'static str {
        self.item.layers().entities.label()[self.item.index].as_str()
    }

    #[getter]
    fn score(&self) -> f64 {
        decimal(self.item.layers().entities.score()[self.item.index])
    }

    #[getter]
    fn cluster(&self, py: Python<'_>) -> Option<Cluster> {
        let cluster = self.item.layers().cluster_of_entity(EntityId::new(self.item.index))?;
        Some(Cluster::new(py, &self.item.doc, cluster.index()))
    }

    #[getter]
    fn doc(&self, py: Python<'_>) -> Py<Doc> {
        self.item.doc.clone_ref(py)
    }

    fn __len__(&self) -> usize {
        self.points().len() as usize
    }

    fn __str__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.text(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let points = self.points();
        let text = self.item.doc.get().short(py, points)?;
        Ok(format!("Entity({}, {}, {text}, {:?})", points.start(), points.end(), self.label()))
    }

    fn __richcmp__(&self, py: Python<'_>, other: &Self, op: CompareOp) -> PyResult<bool> {
        self.item.compare(py, &other.item, op)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        self.item.hash(py, "entity")
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.item.reduce(py, "entities")
    }
}
