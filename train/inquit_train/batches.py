"""Windows of whole paragraphs, and batches of windows of like length."""

import random
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .corpus import Document


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `start..end` of a document."""

    document: Document
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def slice(self) -> slice:
        return slice(self.start, self.end)


def windows(document: Document, length: int, draw: random.Random | None = None) -> list[Window]:
    """The document in windows of whole paragraphs, of about `length` tokens at most; the first one shorter if drawn.

    A paragraph of more than twice that is cut.
    """
    edges = [*document.paragraph_starts.tolist(), len(document)]
    limit = length if draw is None else draw.randint(length // 3, length)
    found, start = [], 0
    for edge, after in pairwise(edges):
        if after - start > limit and edge > start:
            found.append(Window(document, start, edge))
            start, limit = edge, length
        while after - start > 2 * length:
            found.append(Window(document, start, start + length))
            start += length
    if start < len(document):
        found.append(Window(document, start, len(document)))
    return found


def batches(given: list[Window], tokens: int, draw: random.Random) -> list[list[Window]]:
    """The windows in random order, together with others of like length; about `tokens` a batch, padding counted."""
    given = given[:]
    draw.shuffle(given)
    pool = max(1, 24 * tokens // max(1, sum(map(len, given)) // max(1, len(given))))
    made = []
    for first in range(0, len(given), pool):
        batch = []
        for window in sorted(given[first : first + pool], key=len):
            if batch and len(window) * (len(batch) + 1) > tokens:
                made.append(batch)
                batch = []
            batch.append(window)
        made.append(batch)
    draw.shuffle(made)
    return made


def padded(arrays: list[np.ndarray], fill=0) -> np.ndarray:
    """Arrays that differ in length, as one: B × longest × …"""
    longest = max(map(len, arrays))
    out = np.full((len(arrays), longest, *arrays[0].shape[1:]), fill, arrays[0].dtype)
    for row, array in zip(out, arrays, strict=True):
        row[: len(array)] = array
    return out
