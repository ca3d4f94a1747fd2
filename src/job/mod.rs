//! Files in, files out.
//!
//! The only place that opens files. A line that cannot be read is a failure in the summary and takes no other line
//! with it; an output file is written whole or not at all.

mod annotate;
mod evaluate;
mod lines;
mod model;
mod output;
mod pairs;

pub use annotate::annotate;
pub use evaluate::{Evaluation, evaluate};
pub use model::model;
pub use pairs::pairs;

use crate::error::Error;
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// The path that stands for standard input or output.
const STANDARD: &str = "-";

/// A line that could not be processed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: {}", self.path.display(), self.line, self.reason)
    }
}

/// What a job did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents processed.
    pub documents: u64,
    /// Lines that could not be.
    pub failures: Vec<Failure>,
}

/// Asked after every document; `true` stops the job.
pub type Stop<'a> = &'a mut dyn FnMut(&Summary) -> bool;

fn file_error(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
    |source| Error::File { path: path.to_owned(), source }
}
