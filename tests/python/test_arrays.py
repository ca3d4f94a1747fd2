"""Tokens as numpy arrays: views of the document's own memory."""

import hashlib

import numpy as np
import pytest

import inquit


@pytest.mark.parametrize("text", ["Plain words, here.", "“Ça va”, dit-il — 😀 où?", ""])
@pytest.mark.parametrize("read", [inquit.tokenize, lambda text: inquit.parse(text).tokens])
def test_arrays_are_the_tokens_offsets(read, text):
    tokens = read(text)
    assert tokens.starts.dtype == np.uint32
    assert tokens.starts.tolist() == [token.start for token in tokens]
    assert tokens.ends.tolist() == [token.end for token in tokens]


def test_arrays_are_views_that_cannot_be_written():
    tokens = inquit.tokenize("Three plain words")
    starts = tokens.starts
    assert not starts.flags.owndata
    assert not starts.flags.writeable
    assert starts.strides == (8,)
    assert starts.__array_interface__["data"][0] == tokens.starts.__array_interface__["data"][0]
    with pytest.raises(ValueError, match="read-only"):
        starts[0] = 1


def test_arrays_outlive_their_tokens():
    ends = inquit.tokenize("some words " * 1000).ends
    assert ends[-1] == len("some words " * 1000) - 1


def test_a_buffer_that_the_memory_cannot_give_is_refused():
    column = inquit.tokenize("Three plain words").starts.base.obj
    assert memoryview(column).tolist() == [0, 6, 12]
    assert memoryview(column).format == "I"
    with pytest.raises(BufferError, match="alternate in memory"):
        hashlib.sha256(column)
