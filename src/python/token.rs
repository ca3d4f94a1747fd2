//! `Tokens` and `Token`: the words of a document, or of a text that was only split.

use super::column::Column;
use super::doc::Doc;
use super::item::{hash, index};
use super::text;
use crate::span::Span;
use crate::token;
use pyo3::IntoPyObjectExt;
use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::types::{PySlice, PySliceMethods, PyString, PyTuple};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The tokens of a text, in order.
#[pyclass(frozen, module = "inquit", sequence)]
#[derive(Clone)]
pub(super) struct Tokens {
    source: Arc<Source>,
}

enum Source {
    Doc(Py<Doc>),
    /// A text that was only split: spans in code points.
    Alone {
        string: Py<PyString>,
        points: Vec<Span>,
    },
}

impl Tokens {
    /// The tokens of a document.
    pub(super) fn of(doc: Py<Doc>) -> Self {
        Self { source: Arc::new(Source::Doc(doc)) }
    }

    /// T spans in code points.
    pub(super) fn points(&self) -> &[Span] {
        match &*self.source {
            Source::Doc(doc) => doc.get().token_points(),
            Source::Alone { points, .. } => points,
        }
    }

    fn doc(&self) -> Option<&crate::Doc> {
        match &*self.source {
            Source::Doc(doc) => Some(&doc.get().layers),
            Source::Alone { .. } => None,
        }
    }

    /// The caller's own string.
    fn string(&self) -> &Py<PyString> {
        match &*self.source {
            Source::Doc(doc) => doc.get().string(),
            Source::Alone { string, .. } => string,
        }
    }

    fn slice<'py>(&self, py: Python<'py>, points: Span) -> PyResult<Bound<'py, PyAny>> {
        text::slice(self.string().bind(py), points.start(), points.end())
    }

    fn token(&self, index: usize) -> Token {
        Token { tokens: self.clone(), index }
    }
}

/// Splits a text into tokens and does nothing else.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(super) fn tokenize(text: &Bound<'_, PyAny>) -> PyResult<Tokens> {
    let (string, points) = text::read("tokenize", text, |text| Ok(token::split(&text).into_points(&text)))?;
    Ok(Tokens { source: Arc::new(Source::Alone { string, points }) })
}

#[pymethods]
impl Tokens {
    #[getter]
    fn starts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        as_array(py, Column::starts(self.clone()))
    }

    #[getter]
    fn ends<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        as_array(py, Column::ends(self.clone()))
    }

    #[getter]
    fn texts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.points().iter().map(|&points| self.slice(py, points)).collect()
    }

    fn __len__(&self) -> usize {
        self.points().len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let length = self.points().len();
        if let Ok(slice) = at.cast::<PySlice>() {
            let of = slice.indices(length.cast_signed())?;
            let tokens =
                (0..of.slicelength).map(|i| self.token((of.start + i.cast_signed() * of.step).cast_unsigned()));
            return PyTuple::new(py, tokens.collect::<Vec<_>>())?.into_bound_py_any(py);
        }
        self.token(index(at.extract()?, length)?).into_bound_py_any(py)
    }

    fn __iter__(&self) -> TokenIterator {
        TokenIterator { tokens: self.clone(), next: AtomicUsize::new(0) }
    }

    fn __repr__(&self) -> String {
        format!("<{} tokens>", self.__len__())
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        if Arc::ptr_eq(&self.source, &other.source) {
            return Ok(true);
        }
        match (&*self.source, &*other.source) {
            (Source::Doc(one), Source::Doc(other)) => one.bind(py).eq(other.bind(py)),
            (Source::Alone { string: one, points }, Source::Alone { string: other, points: others }) => {
                Ok(points == others && one.bind(py).as_any().eq(other)?)
            }
            _ => Ok(false),
        }
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(hash(&(self.string().bind(py).as_any().hash()?, "tokens")))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &*self.source {
            Source::Doc(doc) => {
                let getattr = py.import("builtins")?.getattr("getattr")?;
                (getattr, (doc.clone_ref(py), "tokens")).into_bound_py_any(py)
            }
            Source::Alone { string, .. } => {
                (py.import("inquit")?.getattr("tokenize")?, (string.clone_ref(py),)).into_bound_py_any(py)
            }
        }
    }
}

/// Goes over tokens.
#[pyclass(frozen, module = "inquit")]
pub(super) struct TokenIterator {
    tokens: Tokens,
    next: AtomicUsize,
}

#[pymethods]
impl TokenIterator {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__(&self) -> Option<Token> {
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        (index < self.tokens.points().len()).then(|| self.tokens.token(index))
    }
}

/// The column as a numpy array over the same memory.
fn as_array(py: Python<'_>, column: Column) -> PyResult<Bound<'_, PyAny>> {
    let numpy = py.import("numpy").map_err(|_| {
        pyo3::exceptions::PyImportError::new_err("arrays of tokens need numpy: pip install \"inquit[numpy]\"")
    })?;
    numpy.getattr("asarray")?.call1((column,))
}

/// One token: a view, cheap to make.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Token {
    tokens: Tokens,
    index: usize,
}

impl Token {
    fn points(&self) -> Span {
        self.tokens.points()[self.index]
    }
}

#[pymethods]
impl Token {
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
        self.tokens.slice(py, self.points())
    }

    #[getter]
    fn lemma(&self) -> Option<&str> {
        Some(self.tokens.doc()?.tags.lemma(self.index))
    }

    #[getter]
    fn upos(&self) -> Option<&str> {
        Some(self.tokens.doc()?.tags.upos()[self.index].as_str())
    }

    #[getter]
    fn xpos(&self) -> Option<&str> {
        Some(self.tokens.doc()?.tags.xpos()[self.index].as_str())
    }

    fn __len__(&self) -> usize {
        self.points().len() as usize
    }

    fn __str__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.text(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = text::short(self.tokens.string().bind(py), self.start(), self.end())?;
        Ok(format!("Token({}, {}, {text})", self.start(), self.end()))
    }

    fn __richcmp__(&self, py: Python<'_>, other: &Self, op: CompareOp) -> PyResult<bool> {
        let place = self.index.cmp(&other.index);
        match op {
            CompareOp::Eq => Ok(place.is_eq() && self.tokens.__eq__(py, &other.tokens)?),
            CompareOp::Ne => Ok(place.is_ne() || !self.tokens.__eq__(py, &other.tokens)?),
            _ => {
                let texts = self.tokens.string().bind(py).as_any().compare(other.tokens.string())?;
                Ok(op.matches(texts.then(place)))
            }
        }
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(hash(&(self.tokens.string().bind(py).as_any().hash()?, "token", self.index)))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let item = py.import("operator")?.getattr("getitem")?;
        (item, (self.tokens.clone(), self.index)).into_bound_py_any(py)
    }
}
