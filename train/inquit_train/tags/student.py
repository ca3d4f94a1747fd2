"""The student: the network that ships, fed with rows of tables."""

import numpy as np
import torch
from torch import Tensor, nn

from .. import features
from ..batches import Window, padded
from ..corpus import Document
from ..features import Table
from ..minilm import MiniLM, Pieces
from ..network import Network, Shape


def tables(documents: list[Document], words: int, least: int) -> list[Table]:
    """The tables of a student: a row for each of the commonest words of the documents, hashed ones for all else."""
    column = features.COLUMN["word"]
    keys = features.vocabulary([document.values[:, column] for document in documents], least, words)
    hashed = {"prefix3": 4096, "suffix2": 1024, "suffix3": 4096, "suffix4": 8192}
    return [
        Table("word", len(keys) + 2048, keys),
        *(Table(name, rows) for name, rows in hashed.items()),
        *(Table(name, rows) for name, rows in features.SMALL.items()),
    ]


class Student(nn.Module):
    """Logits of labels and of sentence starts."""

    def __init__(self, specs: list[Table], size: str, labels: int):
        super().__init__()
        self.network = Network(specs, Shape.named(size, {"label": labels, "starts": 1}))

    @classmethod
    def around(cls, network: Network) -> "Student":
        """A student with that network."""
        made = cls.__new__(cls)
        nn.Module.__init__(made)
        made.network = network
        return made.eval()

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        heads = self.network.split(self.network(batch["rows"], batch["mask"]))
        return heads["label"], heads["starts"][..., 0]


class Batches:
    """Windows to what a student reads; in training some words are taken for unknown ones."""

    def __init__(self, specs: list[Table], forget: float = 0.0):
        self.specs, self.forget = specs, forget
        self.rows: dict[int, np.ndarray] = {}

    def _rows(self, document: Document) -> np.ndarray:
        if id(document) not in self.rows:
            columns = [spec.number(document.values[:, features.COLUMN[spec.name]]) for spec in self.specs]
            self.rows[id(document)] = np.stack(columns, -1)
        return self.rows[id(document)]

    def __call__(self, given: list[Window]) -> dict[str, Tensor]:
        rows = [self._rows(window.document)[window.slice] for window in given]
        if self.forget:
            rows = [self._forgetting(row, window) for row, window in zip(rows, given, strict=True)]
        mask = padded([np.ones(len(window), bool) for window in given], fill=False)
        return {"rows": torch.from_numpy(padded(rows)).long(), "mask": torch.from_numpy(mask)}

    def _forgetting(self, rows: np.ndarray, window: Window) -> np.ndarray:
        word = self.specs[0]
        known = 0 if word.keys is None else len(word.keys)
        values = window.document.values[window.slice, features.COLUMN["word"]]
        unknown = torch.rand(len(rows)).numpy() < self.forget
        rows = rows.copy()
        rows[unknown, 0] = known + values[unknown] % (word.rows - known)
        return rows


def start_words(student: Student, documents: list[Document], scale: float = 0.3) -> None:
    """Gives the words that have a row of their own the mean of MiniLM's vectors of their pieces, turned to fit (PCA)."""
    spec = student.network.specs[0]
    written = {}
    for document in documents:
        for value, word in zip(document.values[:, 0].tolist(), document.words, strict=True):
            written.setdefault(value, word)
    model, pieces = MiniLM().load(), Pieces()
    vectors = model.pieces.weight.detach()
    words = torch.stack([vectors[pieces.of(written[key].lower())].mean(0) for key in spec.keys.tolist()])
    middle = vectors.mean(0)
    turn = torch.linalg.eigh((vectors - middle).T @ (vectors - middle)).eigenvectors
    turned = (words - middle) @ turn[:, -student.network.shape.table :]
    with torch.no_grad():
        student.network.tables["word"].weight[: len(words)] = turned * (scale / turned.std())
