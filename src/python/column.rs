//! The starts or ends of spans as a buffer, which numpy reads without copying.
//!
//! The buffer protocol is part of Python's stable interface from 3.11 on. It is a contract of raw pointers, so this
//! file alone may be unsafe.
#![allow(unsafe_code)]

use super::token::Tokens;
use crate::span::Span;
use pyo3::exceptions::PyBufferError;
use pyo3::ffi;
use pyo3::prelude::*;
use std::ffi::{c_int, c_void};
use std::mem::size_of;

/// One side of the spans of tokens: T numbers of 32 bits, 8 bytes apart, read-only.
#[pyclass(frozen, module = "inquit")]
pub(super) struct Column {
    tokens: Tokens,
    /// One entry each: Python wants pointers that outlive the view.
    shape: [ffi::Py_ssize_t; 1],
    strides: [ffi::Py_ssize_t; 1],
    offset: usize,
}

/// The bits of the flags that ask for numbers side by side, whatever their order.
const CONTIGUOUS: c_int =
    (ffi::PyBUF_C_CONTIGUOUS | ffi::PyBUF_F_CONTIGUOUS | ffi::PyBUF_ANY_CONTIGUOUS) & !ffi::PyBUF_STRIDES;

impl Column {
    pub(super) fn starts(tokens: Tokens) -> Self {
        Self::new(tokens, Span::START_OFFSET)
    }

    pub(super) fn ends(tokens: Tokens) -> Self {
        Self::new(tokens, Span::END_OFFSET)
    }

    fn new(tokens: Tokens, offset: usize) -> Self {
        let length = tokens.points().len().cast_signed();
        Self { tokens, shape: [length], strides: [size_of::<Span>().cast_signed()], offset }
    }
}

#[pymethods]
impl Column {
    unsafe fn __getbuffer__(slf: Bound<'_, Self>, view: *mut ffi::Py_buffer, flags: c_int) -> PyResult<()> {
        if view.is_null() {
            return Err(PyBufferError::new_err("there is no view to fill"));
        }
        if flags & ffi::PyBUF_WRITABLE == ffi::PyBUF_WRITABLE {
            return Err(PyBufferError::new_err("the tokens of a document cannot be changed"));
        }
        if flags & ffi::PyBUF_STRIDES != ffi::PyBUF_STRIDES {
            return Err(PyBufferError::new_err("starts and ends alternate in memory: ask for a view with strides"));
        }
        let this = slf.get();
        if flags & CONTIGUOUS != 0 && this.shape[0] > 1 {
            return Err(PyBufferError::new_err(
                "starts and ends alternate in memory: copy them to have them in one piece",
            ));
        }
        // SAFETY: `view` is not null and ours to fill. `buf` points at the spans that `tokens` keeps alive and that
        // never change or move (they belong to a frozen object), `shape` and `strides` into this frozen object,
        // `format` at a static; `obj` holds a reference to this object, which CPython gives up when it releases
        // the view. Spans are `repr(C)` with two `u32`, so `offset` and the stride stay inside them; where there is
        // no span, the dangling pointer is never read, since the shape is 0.
        unsafe {
            (*view).buf =
                this.tokens.points().as_ptr().cast::<u8>().wrapping_add(this.offset).cast_mut().cast::<c_void>();
            (*view).len = this.shape[0] * size_of::<u32>().cast_signed();
            (*view).itemsize = size_of::<u32>().cast_signed();
            (*view).readonly = 1;
            (*view).ndim = 1;
            (*view).format = if flags & ffi::PyBUF_FORMAT == ffi::PyBUF_FORMAT {
                c"I".as_ptr().cast_mut()
            } else {
                std::ptr::null_mut()
            };
            (*view).shape = this.shape.as_ptr().cast_mut();
            (*view).strides = this.strides.as_ptr().cast_mut();
            (*view).suboffsets = std::ptr::null_mut();
            (*view).internal = std::ptr::null_mut();
            (*view).obj = slf.into_ptr();
        }
        Ok(())
    }
}
