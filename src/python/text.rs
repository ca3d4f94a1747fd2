//! Any Python string to a `Text`, and stretches of the caller's own string.

use super::error::{detached, not_a_text};
use crate::error::Error;
use crate::text::Text;
use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PySlice, PyString};
use std::borrow::Cow;

/// The string given, and what `work` makes of its text while the interpreter is free.
///
/// The library's copy of the text has as many code points: a lone surrogate, which UTF-8 cannot hold, is one U+FFFD there.
pub(super) fn read<T: Send>(
    function: &str,
    given: &Bound<'_, PyAny>,
    work: impl FnOnce(Text) -> Result<T, Error> + Send,
) -> PyResult<(Py<PyString>, T)> {
    let py = given.py();
    let string = given.cast::<PyString>().map_err(|_| not_a_text(function, given))?;
    let made = if string.call_method0(intern!(py, "isascii"))?.is_truthy()? {
        let text = string.to_str()?;
        detached(py, || work(Text::new(text)?))
    } else {
        // `to_str` would leave a copy in UTF-8 with the string for as long as that lives.
        let encoded = encode(string)?;
        let bytes = encoded.as_bytes();
        detached(py, || work(Text::new(utf8(bytes))?))
    };
    Ok((string.clone().unbind(), made??))
}

/// UTF-8, but for lone surrogates, which are three bytes each.
fn encode<'py>(string: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyBytes>> {
    let py = string.py();
    match string.encode_utf8() {
        Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(py) => {
            let encode = py.get_type::<PyString>().getattr("encode")?;
            Ok(encode.call1((string, "utf-8", "surrogatepass"))?.cast_into()?)
        }
        encoded => encoded,
    }
}

fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    str::from_utf8(bytes).map_or_else(|_| Cow::Owned(without_surrogates(bytes)), Cow::Borrowed)
}

/// UTF-8 in which each surrogate, three bytes from ED A0 80 to ED BF BF, is replaced by the three bytes of U+FFFD.
fn without_surrogates(bytes: &[u8]) -> String {
    let mut bytes = bytes.to_vec();
    let mut from = 0;
    // In UTF-8 the byte ED only ever starts a character, and a second byte of A0 or more makes it a surrogate.
    while let Some(at) = memchr::memchr(0xED, &bytes[from..]).map(|at| at + from) {
        if bytes.get(at + 1).is_some_and(|&second| second >= 0xA0) {
            bytes[at..at + 3].copy_from_slice("\u{FFFD}".as_bytes());
        }
        from = at + 1;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `string[start:end]` in code points.
pub(super) fn slice<'py>(string: &Bound<'py, PyString>, start: u32, end: u32) -> PyResult<Bound<'py, PyAny>> {
    string.get_item(PySlice::new(string.py(), (start as usize).cast_signed(), (end as usize).cast_signed(), 1))
}

/// Most code points of a text that a representation shows.
const SHOWN: u32 = 60;

/// How Python writes `string[start:end]`, cut after some words: `'We have waited…'`.
pub(super) fn short(string: &Bound<'_, PyString>, start: u32, end: u32) -> PyResult<String> {
    let whole = end - start <= SHOWN;
    let shown = if whole { end } else { start + SHOWN - 1 };
    let mut quoted: String = slice(string, start, shown)?.repr()?.extract()?;
    if !whole {
        quoted.insert(quoted.len() - 1, '…');
    }
    Ok(quoted)
}
