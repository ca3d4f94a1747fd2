"""What students of every task have in common: tables of features, and windows as rows of them."""

import numpy as np
import torch
from torch import Tensor

from . import features
from .batches import Window, padded
from .corpus import Document
from .encoder import Encoder, Pieces
from .features import Table
from .network import Network

# Features that only training knows; see `folded`.
CUE, GUIDE = "cue", "guide"


def tables(documents: list[Document], words: int, least: int, known: bool = False) -> list[Table]:
    """The tables of a student: a row for each of the commonest words of the documents, hashed ones for all else; with
    `known` also those of what lists and the document know of words."""
    column = features.COLUMN["word"]
    keys = features.vocabulary([document.values[:, column] for document in documents], least, words)
    hashed = {"prefix3": 4096, "suffix2": 1024, "suffix3": 4096, "suffix4": 8192}
    small = features.SMALL | (features.KNOWN if known else {})
    return [
        Table("word", len(keys) + 2048, keys),
        *(Table(name, rows) for name, rows in hashed.items()),
        *(Table(name, rows) for name, rows in small.items()),
    ]


class Batches:
    """Windows to what a student reads. In training some words are taken for unknown ones (`forget`), and some windows are
    read without lists (`unlisted`).

    `bins` has the row of the table `cue` for each row of words; a word taken for an unknown one keeps it, as a user's own
    reporting word has one. `guides` has the row of the table `guide` for each corpus, 0 for all others.
    """

    def __init__(
        self,
        specs: list[Table],
        forget: float = 0.0,
        bins: np.ndarray | None = None,
        guides: dict[str, int] | None = None,
        unlisted: float = 0.0,
    ):
        self.specs, self.forget, self.bins, self.unlisted = specs, forget, bins, unlisted
        self.guides = guides or {}
        listed = {features.NAMES[column] for column in features.LISTED}
        self.listed = [column for column, spec in enumerate(specs) if spec.name in listed]
        self.rows: dict[int, np.ndarray] = {}

    def _rows(self, document: Document) -> np.ndarray:
        if id(document) not in self.rows:
            columns: list[np.ndarray] = []
            for spec in self.specs:
                if spec.name == CUE:
                    columns.append(self.bins[columns[0]])
                elif spec.name == GUIDE:
                    columns.append(np.full(len(document), self.guides.get(document.corpus, 0), np.int32))
                else:
                    columns.append(spec.number(document.values[:, features.COLUMN[spec.name]]))
            self.rows[id(document)] = np.stack(columns, -1)
        return self.rows[id(document)]

    def __call__(self, given: list[Window]) -> dict[str, Tensor]:
        rows = [self._rows(window.document)[window.slice] for window in given]
        if self.forget or self.unlisted:
            rows = [self._forgetting(row.copy(), window) for row, window in zip(rows, given, strict=True)]
        mask = padded([np.ones(len(window), bool) for window in given], fill=False)
        return {"rows": torch.from_numpy(padded(rows)).long(), "mask": torch.from_numpy(mask)}

    def _forgetting(self, rows: np.ndarray, window: Window) -> np.ndarray:
        word = self.specs[0]
        known = 0 if word.keys is None else len(word.keys)
        values = window.document.values[window.slice, features.COLUMN["word"]]
        unknown = torch.rand(len(rows)).numpy() < self.forget
        rows[unknown, 0] = known + values[unknown] % (word.rows - known)
        if torch.rand(()) < self.unlisted:
            rows[:, self.listed] = 0
        return rows


def start_words(network: Network, documents: list[Document], scale: float = 0.3) -> None:
    """Gives the words that have a row of their own the mean of MiniLM's vectors of their pieces, turned to fit (PCA)."""
    spec = network.specs[0]
    written = {}
    for document in documents:
        for value, word in zip(document.values[:, 0].tolist(), document.words, strict=True):
            written.setdefault(value, word)
    model, pieces = Encoder.of(None), Pieces()
    vectors = model.pieces.weight.detach()
    words = torch.stack([vectors[pieces.of(written[key].lower())].mean(0) for key in spec.keys.tolist()])
    middle = vectors.mean(0)
    turn = torch.linalg.eigh((vectors - middle).T @ (vectors - middle)).eigenvectors
    turned = (words - middle) @ turn[:, -network.shape.table :]
    with torch.no_grad():
        network.tables["word"].weight[: len(words)] = turned * (scale / turned.std())


def folded(network: Network, bins: np.ndarray | None) -> Network:
    """The network without the tables that only training knows: rows of `cue` are added to those of the words, and the row of
    the library's own guide to every row of `space`, of which each token has one."""
    specs = [spec for spec in network.specs if spec.name not in (CUE, GUIDE)]
    made = Network(specs, network.shape)
    own = tuple(f"tables.{name}." for name in (CUE, GUIDE))
    made.load_state_dict({key: value for key, value in network.state_dict().items() if not key.startswith(own)})
    with torch.no_grad():
        if CUE in network.tables:
            made.tables["word"].weight += network.tables[CUE].weight[torch.from_numpy(bins).long()]
        if GUIDE in network.tables:
            made.tables["space"].weight += network.tables[GUIDE].weight[0]
    return made.eval()
