//! Jobs over files, with Ctrl-C and messages.

use super::error::detached;
use super::pipeline::Pipeline;
use crate::job::{self, Summary};
use crate::score::{Row, Settings};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How often a job looks for Ctrl-C.
const LOOK_FOR_SIGNALS: Duration = Duration::from_millis(50);

/// Asks Python for signals now and then; remembers the exception that stops the job.
struct Signals {
    looked: Instant,
    raised: Option<PyErr>,
}

impl Signals {
    fn new() -> Self {
        Self { looked: Instant::now(), raised: None }
    }

    fn stop(&mut self) -> bool {
        if self.looked.elapsed() >= LOOK_FOR_SIGNALS {
            self.looked = Instant::now();
            // The method's own path does not fit every lifetime, so a closure it is.
            #[expect(clippy::redundant_closure_for_method_calls, reason = "see above")]
            let signal = Python::attach(|py| py.check_signals());
            self.raised = signal.err();
        }
        self.raised.is_some()
    }

    fn check(self) -> PyResult<()> {
        self.raised.map_or(Ok(()), Err)
    }
}

/// How many documents were processed, and a message for each line that could not be.
type Done = (u64, Vec<String>);

fn done(summary: &Summary) -> Done {
    (summary.documents, summary.failures.iter().map(ToString::to_string).collect())
}

/// Annotates a JSON Lines file.
#[pyfunction]
pub(super) fn annotate(py: Python<'_>, pipeline: &Pipeline, input: PathBuf, output: PathBuf) -> PyResult<Done> {
    let mut signals = Signals::new();
    let summary = detached(py, || job::annotate(&pipeline.stages, &input, &output, &mut |_| signals.stop()))??;
    signals.check()?;
    Ok(done(&summary))
}

/// Scores a JSON Lines file, or what the pipeline finds, against a gold file.
#[pyfunction]
#[pyo3(signature = (pipeline, gold, predicted, *, top_level, core_labels, draws))]
pub(super) fn evaluate<'py>(
    py: Python<'py>,
    pipeline: &Pipeline,
    gold: PathBuf,
    predicted: Option<PathBuf>,
    top_level: bool,
    core_labels: bool,
    draws: u32,
) -> PyResult<Bound<'py, PyDict>> {
    let settings = Settings { top_level, core_labels, draws };
    let mut signals = Signals::new();
    let mut stop = |_: &Summary| signals.stop();
    let evaluation =
        detached(py, || job::evaluate(&pipeline.stages, &gold, predicted.as_deref(), settings, &mut stop))??;
    signals.check()?;
    let report = PyDict::new(py);
    report.set_item("documents", evaluation.report.documents)?;
    report.set_item("without_prediction", evaluation.report.without_prediction)?;
    report.set_item("unmatched", evaluation.unmatched)?;
    report.set_item("failures", done(&evaluation.summary).1)?;
    let rows = evaluation.report.rows.iter().map(|line| row(py, line)).collect::<PyResult<Vec<_>>>()?;
    report.set_item("rows", rows)?;
    report.set_item("table", evaluation.report.to_string())?;
    Ok(report)
}

fn row<'py>(py: Python<'py>, row: &Row) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    dict.set_item("measure", row.measure)?;
    dict.set_item("class", &row.class)?;
    dict.set_item("precision", row.precision)?;
    dict.set_item("recall", row.recall)?;
    dict.set_item("value", row.value)?;
    dict.set_item("interval", row.interval)?;
    dict.set_item("predicted", row.predicted)?;
    dict.set_item("gold", row.gold)?;
    Ok(dict)
}
