//! `load`, `parse`, and the object that reads texts.

use super::doc::Doc;
use super::error::detached;
use super::text;
use crate::error::Error;
use crate::quote::Medium;
use crate::{job, pipeline};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a caller has asked for.
#[derive(Default)]
struct Settings {
    model: String,
    cues: Vec<String>,
    aliases: BTreeMap<String, String>,
    gazetteer: BTreeMap<String, String>,
    min_score: Option<f32>,
    mediums: Vec<String>,
}

/// A loaded model with its options: call it on a text. It can be shared between threads.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Pipeline {
    pub(super) stages: pipeline::Pipeline,
    settings: Settings,
}

impl Pipeline {
    fn new(settings: Settings) -> Result<Self, Error> {
        let options = pipeline::Options {
            model: job::model(&settings.model)?,
            cues: settings.cues.clone(),
            aliases: settings.aliases.clone().into_iter().collect(),
            gazetteer: settings.gazetteer.clone().into_iter().collect(),
            min_score: settings.min_score,
            mediums: settings.mediums.iter().map(|name| medium(name)).collect::<Result<_, _>>()?,
        };
        Ok(Self { stages: pipeline::Pipeline::new(&options)?, settings })
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
        &self.settings.model
    }

    fn __repr__(&self) -> String {
        let Settings { model, cues, aliases, gazetteer, .. } = &self.settings;
        let own = [(cues.len(), "cues"), (aliases.len(), "aliases"), (gazetteer.len(), "names")];
        let [cues, aliases, names] = own.map(|(count, what)| format!("{count} {what}"));
        format!("<Pipeline {model:?}, {cues}, {aliases} and {names} of your own>")
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let partial = py.import("functools")?.getattr("partial")?;
        let options = pyo3::types::PyDict::new(py);
        options.set_item("cues", &self.settings.cues)?;
        options.set_item("aliases", &self.settings.aliases)?;
        options.set_item("gazetteer", &self.settings.gazetteer)?;
        options.set_item("min_score", self.settings.min_score)?;
        options.set_item("mediums", &self.settings.mediums)?;
        let load = partial.call((py.import("inquit")?.getattr("load")?, &self.settings.model), Some(&options))?;
        pyo3::IntoPyObjectExt::into_bound_py_any((load, ()), py)
    }
}

fn medium(name: &str) -> Result<Medium, Error> {
    let known = Medium::ALL.map(Medium::as_str).join(", ");
    let unknown = || Error::Option { option: "mediums", reason: format!("{name:?} is none of {known}") };
    Medium::named(name).ok_or_else(unknown)
}

/// Pairs of a caller's own: a dict, or a CSV file.
#[derive(FromPyObject)]
pub(super) enum Pairs {
    Given(BTreeMap<String, String>),
    File(PathBuf),
}

impl Pairs {
    /// The pairs, from a file those of its columns `names`.
    fn read(given: Option<Self>, names: [&str; 2]) -> Result<BTreeMap<String, String>, Error> {
        match given {
            None => Ok(BTreeMap::new()),
            Some(Self::Given(pairs)) => Ok(pairs),
            Some(Self::File(path)) => Ok(job::pairs(&path, names)?.into_iter().collect()),
        }
    }
}

/// Loads a model that is built in, or one of a folder.
#[pyfunction]
#[pyo3(signature = (model = "default", *, cues = None, aliases = None, gazetteer = None, min_score = None, mediums = None))]
pub(super) fn load(
    py: Python<'_>,
    model: &str,
    cues: Option<Vec<String>>,
    aliases: Option<Pairs>,
    gazetteer: Option<Pairs>,
    min_score: Option<f32>,
    mediums: Option<Vec<String>>,
) -> PyResult<Pipeline> {
    let settings = Settings {
        model: model.into(),
        cues: cues.unwrap_or_default(),
        aliases: Pairs::read(aliases, ["alias", "name"])?,
        gazetteer: Pairs::read(gazetteer, ["name", "label"])?,
        min_score,
        mediums: mediums.unwrap_or_default(),
    };
    Ok(detached(py, || Pipeline::new(settings))??)
}

/// Reads a text with the default model, which is loaded on first use and kept.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(super) fn parse(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Doc> {
    static SHARED: PyOnceLock<Pipeline> = PyOnceLock::new();
    let shared =
        SHARED.get_or_try_init(py, || Pipeline::new(Settings { model: "default".into(), ..Settings::default() }))?;
    shared.read("parse", text)
}
