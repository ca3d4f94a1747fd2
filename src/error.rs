//! The one error type.
//!
//! Analysis never fails (a stage returns its layer, not a `Result`), so every error here comes from a door:
//! a text too long to number, an option that means nothing, a file that cannot be read or understood.
//! A single type, because callers do the same with all of them: show the message. Each variant says what was
//! asked, what is allowed and where.

use std::path::PathBuf;

/// Whatever can go wrong at a door of the library.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A text longer than positions can number.
    #[error("the text has {length} bytes of UTF-8, and at most {max} can be read as one document")]
    TextTooLong {
        /// Bytes of UTF-8 given.
        length: u64,
        /// Bytes allowed.
        max: u64,
    },
    /// A model name that is not built in.
    #[error("there is no model {name:?}; the models are {known}")]
    UnknownModel {
        /// The name asked for.
        name: String,
        /// The names there are, with commas between.
        known: String,
    },
    /// Weights that are damaged or of another version.
    #[error("the model {name} cannot be used: {reason}")]
    Model {
        /// The model's name.
        name: String,
        /// What is wrong with it, and where.
        reason: String,
    },
    /// An option with a value that means nothing.
    #[error("{option}: {reason}")]
    Option {
        /// The option's name, as the caller wrote it.
        option: &'static str,
        /// What is wrong with the value, and what would be right.
        reason: String,
    },
    /// An interchange document that does not fit its own text or schema.
    #[error("document {id:?}: {reason}")]
    Document {
        /// The document's id, empty if it has none.
        id: String,
        /// What does not fit.
        reason: String,
    },
    /// A line of a JSON Lines file that cannot be read.
    #[error("{path}, line {line}: {reason}")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A table of a caller's own that cannot be used.
    #[error("{path}: {reason}")]
    Table {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and where.
        reason: String,
    },
    /// A file that cannot be opened, read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}
