//! `load`, `parse`, and the object that reads texts.

use super::doc::Doc;
use super::error::detached;
use super::text;
use crate::error::Error;
use crate::{job, pipeline};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use std::collections::BTreeMap;

/// A loaded model with its options: call it on a text. It can be shared between threads.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Pipeline {
    pub(super) stages: pipeline::Pipeline,
    model: String,
    cues: Vec<String>,
    aliases: BTreeMap<String, String>,
}

impl Pipeline {
    fn new(model: &str, cues: Vec<String>, aliases: BTreeMap<String, String>) -> Result<Self, Error> {
        let options = pipeline::Options {
            model: job::model(model)?,
            cues: cues.clone(),
            aliases: aliases.clone().into_iter().collect(),
        };
        Ok(Self { stages: pipeline::Pipeline::new(&options)?, model: model.into(), cues, aliases })
    }

    fn read(&self, function: &str, given: &Bound<'_, PyAny>) -> PyResult<Doc> {
        let (string, layers) = text::read(function, given, |text| Ok(self.stages.read(text)))?;
        Ok(Doc::new(layers, string))
    }
}

#[pymethods]
impl Pipeline {
    #[pyo3(signature = (text, /))]
    fn __call__(&self, text: &Bound<'_, PyAny>) -> PyResult<Doc> {
        self.read("nlp", text)
    }

    #[getter]
    fn model(&self) -> &str {
        &self.model
    }

    fn __repr__(&self) -> String {
        format!("<Pipeline {:?}, {} cues and {} aliases of your own>", self.model, self.cues.len(), self.aliases.len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let partial = py.import("functools")?.getattr("partial")?;
        let options = pyo3::types::PyDict::new(py);
        options.set_item("cues", &self.cues)?;
        options.set_item("aliases", &self.aliases)?;
        let load = partial.call((py.import("inquit")?.getattr("load")?, &self.model), Some(&options))?;
        pyo3::IntoPyObjectExt::into_bound_py_any((load, ()), py)
    }
}

/// Loads a model that is built in, or one of a folder.
#[pyfunction]
#[pyo3(signature = (model = "default", *, cues = None, aliases = None))]
pub(super) fn load(
    py: Python<'_>,
    model: &str,
    cues: Option<Vec<String>>,
    aliases: Option<BTreeMap<String, String>>,
) -> PyResult<Pipeline> {
    Ok(detached(py, || Pipeline::new(model, cues.unwrap_or_default(), aliases.unwrap_or_default()))??)
}

/// Reads a text with the default model, which is loaded on first use and kept.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(super) fn parse(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Doc> {
    static SHARED: PyOnceLock<Pipeline> = PyOnceLock::new();
    let shared = SHARED.get_or_try_init(py, || Pipeline::new("default", Vec::new(), BTreeMap::new()))?;
    shared.read("parse", text)
}
