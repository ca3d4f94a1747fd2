//! `Mention`: one expression that means somebody or something.

use super::cluster::Cluster;
use super::doc::Doc;
use super::item::Item;
use crate::span::{MentionId, Span};
use pyo3::basic::CompareOp;
use pyo3::prelude::*;

/// One expression that refers to somebody or something: a view, cheap to make.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Mention {
    item: Item,
}

impl Mention {
    pub(super) fn new(py: Python<'_>, doc: &Py<Doc>, index: usize) -> Self {
        Self { item: Item::new(py, doc, index) }
    }

    fn points(&self) -> Span {
        let doc = self.item.layers();
        doc.text.to_code_points(doc.mentions.spans()[self.item.index])
    }
}

#[pymethods]
impl Mention {
    #[getter]
    fn id(&self) -> String {
        MentionId::new(self.item.index).to_string()
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
    fn kind(&self) -> &'static str {
        self.item.layers().mentions.kind()[self.item.index].as_str()
    }

    #[getter]
    fn cluster(&self, py: Python<'_>) -> Option<Cluster> {
        let cluster = self.item.layers().mentions.cluster()[self.item.index]?;
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
        Ok(format!("Mention({}, {}, {text}, {:?})", points.start(), points.end(), self.kind()))
    }

    fn __richcmp__(&self, py: Python<'_>, other: &Self, op: CompareOp) -> PyResult<bool> {
        self.item.compare(py, &other.item, op)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        self.item.hash(py, "mention")
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.item.reduce(py, "mentions")
    }
}
