//! `Entity`: one named entity.

use super::cluster::Cluster;
use super::doc::Doc;
use super::span::hash;
use crate::span::{EntityId, Span};
use pyo3::prelude::*;

/// One named entity of a document: a view, cheap to make.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Entity {
    doc: Py<Doc>,
    index: usize,
}

impl Entity {
    pub(super) fn new(py: Python<'_>, doc: &Py<Doc>, index: usize) -> Self {
        Self { doc: doc.clone_ref(py), index }
    }

    fn points(&self) -> Span {
        let doc = &self.doc.get().layers;
        doc.text.to_code_points(doc.entities.spans()[self.index])
    }
}

#[pymethods]
impl Entity {
    #[getter]
    fn id(&self) -> String {
        EntityId::new(self.index).to_string()
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
    fn label(&self) -> &'static str {
        self.doc.get().layers.entities.label()[self.index].as_str()
    }

    #[getter]
    fn score(&self) -> f32 {
        self.doc.get().layers.entities.score()[self.index]
    }

    #[getter]
    fn cluster(&self, py: Python<'_>) -> Option<Cluster> {
        let cluster = self.doc.get().layers.cluster_of_entity(EntityId::new(self.index))?;
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
        Ok(format!("Entity({}, {}, {}, {:?})", points.start(), points.end(), self.text(py)?.repr()?, self.label()))
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
        hash(&("entity", self.points()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        super::span::reduce(py, "entities", &self.doc, self.index)
    }
}
