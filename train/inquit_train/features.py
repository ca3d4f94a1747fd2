"""The features of tokens, as the library extracts them, and the rows of tables they stand for."""

from dataclasses import dataclass

import numpy as np

import inquit
from inquit import _inquit

# Every feature of a network; see `src/encode/feature.rs`. What lists and the rest of the document know is for names.
HASHED = ("word", "prefix3", "suffix2", "suffix3", "suffix4")
SMALL = {"shape": 14, "mark": 5, "from_start": 8, "to_end": 8, "space": 4, "start": 2, "capitals": 5}
KNOWN = {"case": 5, "given": 3, "surname": 3, "class": 12, "phrase": 15, "elsewhere": 5}
NAMES = (*HASHED, *SMALL, *KNOWN)
COLUMN = {name: column for column, name in enumerate(NAMES)}
LISTED = tuple(COLUMN[name] for name in ("case", "given", "surname", "class", "phrase"))
PARAGRAPH_START = 3  # of the feature `space`


def extract(text: str, spans: np.ndarray) -> np.ndarray:
    """The values of all features of T tokens with those spans in code points: T × F."""
    values = _inquit.features(text, [tuple(span) for span in spans.tolist()], NAMES)
    return np.frombuffer(values, "uint32").reshape(-1, len(NAMES))


def tokenize(text: str) -> np.ndarray:
    """The spans of the library's own tokens: T × 2 code points."""
    tokens = inquit.tokenize(text)
    return np.stack([np.asarray(tokens.starts), np.asarray(tokens.ends)], 1).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Table:
    """How the values of a feature are numbered as rows: those among `keys` (ascending) first, all others modulo the rest."""

    name: str
    rows: int
    keys: np.ndarray | None = None

    def number(self, values: np.ndarray) -> np.ndarray:
        if self.keys is None or not len(self.keys):
            return (values % self.rows).astype(np.int32)
        known = len(self.keys)
        at = np.searchsorted(self.keys, values).clip(max=known - 1)
        other = known + values % (self.rows - known)
        return np.where(self.keys[at] == values, at, other).astype(np.int32)


def vocabulary(columns: list[np.ndarray], least: int, most: int) -> np.ndarray:
    """The commonest values, at most `most` of those seen `least` times; ascending."""
    values, counts = np.unique(np.concatenate(columns), return_counts=True)
    kept = np.flatnonzero(counts >= least)
    kept = kept[np.argsort(-counts[kept], kind="stable")[:most]]
    return np.sort(values[kept])
