//! Any Python string to a `Text`, and stretches of the caller's own string.

use super::error::not_a_text;
use crate::text::Text;
use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PySlice, PyString};

/// The string and the library's copy of it, which has as many code points: a lone surrogate, which UTF-8 cannot hold,
/// is one U+FFFD there.
pub(super) fn read(function: &str, given: &Bound<'_, PyAny>) -> PyResult<(Py<PyString>, Text)> {
    let string = given.cast::<PyString>().map_err(|_| not_a_text(function, given))?;
    let text = match string.to_str() {
        Ok(utf8) => Text::new(utf8)?,
        Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(given.py()) => {
            let bytes = string.call_method1("encode", ("utf-8", "surrogatepass"))?;
            Text::new(without_surrogates(bytes.cast::<PyBytes>()?.as_bytes()))?
        }
        Err(error) => return Err(error),
    };
    Ok((string.clone().unbind(), text))
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
