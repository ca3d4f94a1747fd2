//! The door to Python: the only module that names pyo3.
//!
//! A binding reads its arguments, lets go of the interpreter, calls one function of the library and wraps the result.
//! Objects are frozen views: a document and a number. Positions are code points from here on.

// pyo3 hands over what it made of an argument: it is a function's own.
#![allow(clippy::needless_pass_by_value)]

mod cluster;
mod column;
mod doc;
mod entity;
mod error;
mod item;
mod job;
mod mention;
mod pipeline;
mod quote;
mod span;
mod text;
mod token;
mod training;

use pyo3::prelude::*;

/// Who said what: the compiled part of inquit.
#[pymodule(name = "_inquit", gil_used = false)]
mod module {
    #[pymodule_export]
    use super::cluster::Cluster;
    #[pymodule_export]
    use super::doc::Doc;
    #[pymodule_export]
    use super::entity::Entity;
    #[pymodule_export]
    use super::error::InquitError;
    #[pymodule_export]
    use super::job::{annotate, evaluate};
    #[pymodule_export]
    use super::mention::Mention;
    #[pymodule_export]
    use super::pipeline::{Pipeline, load, parse};
    #[pymodule_export]
    use super::quote::Quote;
    #[pymodule_export]
    use super::span::Span;
    #[pymodule_export]
    use super::token::{Token, Tokens, tokenize};
    #[pymodule_export]
    use super::training::{choice_features, choices, features, letters};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
