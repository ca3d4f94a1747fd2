//! `Item`: what every view of a layer is made of.

use super::doc::Doc;
use pyo3::basic::CompareOp;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::{IntoPyObjectExt, PyTypeInfo};
use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Item `index` of one of a document's layers.
pub(super) struct Item {
    pub(super) doc: Py<Doc>,
    pub(super) index: usize,
}

impl Item {
    pub(super) fn new(py: Python<'_>, doc: &Py<Doc>, index: usize) -> Self {
        Self { doc: doc.clone_ref(py), index }
    }

    pub(super) fn layers(&self) -> &crate::Doc {
        &self.doc.get().layers
    }

    /// Items are equal in the same place of equal documents; they are in order of their texts, then of their places.
    pub(super) fn compare(&self, py: Python<'_>, other: &Self, op: CompareOp) -> PyResult<bool> {
        let place = self.index.cmp(&other.index);
        match op {
            CompareOp::Eq => Ok(place.is_eq() && self.doc.bind(py).eq(&other.doc)?),
            CompareOp::Ne => Ok(place.is_ne() || self.doc.bind(py).ne(&other.doc)?),
            _ => Ok(op.matches(text_order(py, &self.doc, &other.doc)?.then(place))),
        }
    }

    pub(super) fn hash(&self, py: Python<'_>, layer: &str) -> PyResult<u64> {
        Ok(hash(&(self.doc.get().text_hash(py)?, layer, self.index)))
    }

    /// How to pickle it: as its document and its place in `layer`.
    pub(super) fn reduce<'py>(&self, py: Python<'py>, layer: &str) -> PyResult<Bound<'py, PyAny>> {
        let item = Doc::type_object(py).getattr("_item")?;
        (item, (self.doc.clone_ref(py), layer, self.index)).into_bound_py_any(py)
    }
}

/// The order of two documents' texts.
pub(super) fn text_order(py: Python<'_>, one: &Py<Doc>, other: &Py<Doc>) -> PyResult<Ordering> {
    if one.is(other) { Ok(Ordering::Equal) } else { one.get().text_order(py, other.get()) }
}

/// The hash of a few numbers and names.
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

/// The score as the shortest decimal that means it, as `to_dict` writes it: 0.8 rather than 0.800000011920929.
pub(super) fn decimal(score: f32) -> f64 {
    score.to_string().parse().unwrap_or_else(|_| f64::from(score))
}
