//! `Error` to Python's exceptions.

use crate::error::Error;
use pyo3::exceptions::{PyOSError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

pyo3::create_exception!(
    inquit,
    InquitError,
    PyValueError,
    "Something given to inquit cannot be used: an option, a model, a file's content. The message says what and where."
);

impl From<Error> for PyErr {
    fn from(error: Error) -> Self {
        match error {
            // Python picks the class from the number: `FileNotFoundError`, `PermissionError`, …
            Error::File { path, source } => {
                let message = source.to_string();
                let message = message.split(" (os error").next().unwrap_or_default().to_owned();
                PyOSError::new_err((source.raw_os_error().unwrap_or_default(), message, path.into_os_string()))
            }
            other => InquitError::new_err(other.to_string()),
        }
    }
}

/// Runs `work` without holding the interpreter; a panic, which is a bug of ours, becomes an `InquitError`.
pub(super) fn detached<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    py.detach(|| catch_unwind(AssertUnwindSafe(work))).map_err(|panic| {
        let message = panic.downcast_ref::<&str>().map(|message| (*message).to_owned());
        let message = message.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        InquitError::new_err(format!("inquit has a bug that this text brings out, please report it: {message}"))
    })
}

/// The error for an argument that is not a `str`, with what to do about it.
pub(super) fn not_a_text(function: &str, given: &Bound<'_, PyAny>) -> PyErr {
    let kind = given.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string());
    let advice = match kind.as_str() {
        "bytes" | "bytearray" => "; decode it first: data.decode(\"utf-8\")",
        "list" | "tuple" | "Series" => "; read the texts one by one: [nlp(text) for text in texts]",
        "NoneType" => "; a missing text is the empty string",
        "PosixPath" | "WindowsPath" => "; read the file first: path.read_text(encoding=\"utf-8\")",
        "Doc" => "; give its text: doc.text",
        _ => "",
    };
    PyTypeError::new_err(format!("{function}() takes a text as str, got {kind}{advice}"))
}
