"""Teacher and student: what both give of each token, and the pair head over it."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from torch import Tensor, nn

from .. import features
from ..batches import Window
from ..corpus import Document
from ..encoder import WIDTH, Encoder, Pieces
from ..features import Table
from ..network import Network
from .gold import TAGS
from .pairs import PairHead

PAIR = 64  # width of the pair head
# Words by how often they are in a cue: the feature `cue` has a row a bin.
BINS = 8


class Heads(NamedTuple):
    """Logits of tags (B × T × 7) and of anchors (B × T); projections for the pair head (B × T × W)."""

    tags: Tensor
    anchor: Tensor
    token: Tensor
    cue: Tensor


class Teacher(nn.Module):
    """An encoder with linear heads over the first piece of each word; see `Encoder.of` for `path`."""

    def __init__(self, path: Path | None):
        super().__init__()
        self.encoder = Encoder.of(path)
        self.out = nn.Linear(WIDTH, len(TAGS) + 1)
        self.token, self.cue = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.pair = PairHead(PAIR)
        self.dropout = nn.Dropout(0.1)

    def forward(self, batch: dict[str, Tensor]) -> Heads:
        seen = self.dropout(self.encoder(batch)[0])
        logits = self.out(seen)
        return Heads(logits[..., :-1], logits[..., -1], self.token(seen), self.cue(seen))

    def groups(self) -> list[dict]:
        heads = [parameter for part in (self.out, self.token, self.cue, self.pair) for parameter in part.parameters()]
        return [*self.encoder.groups(2.5e-4), {"params": heads, "lr": 1e-3}]


class TeachersBatches:
    """Windows to what the teacher reads."""

    def __init__(self):
        self.pieces = Pieces()

    def __call__(self, given: list[Window]) -> dict[str, Tensor]:
        return self.pieces.batch(given)


def bins(word: Table, shares: dict[str, float], documents: list[Document]) -> np.ndarray:
    """The bin of every row of the table of words; hashed rows are in bin 0."""
    made = np.zeros(word.rows, np.int32)
    column = features.COLUMN["word"]
    for document in documents:
        values = document.values[:, column]
        for row, form in zip(word.number(values).tolist(), document.words, strict=True):
            if row < len(word.keys):
                made[row] = max(made[row], min(BINS - 1, int(shares.get(form.lower(), 0.0) * (BINS + 0.99))))
    return made


class Student(nn.Module):
    """The heads of quotations of the network that ships, and the pair head beside it."""

    def __init__(self, network: Network, pair: PairHead):
        super().__init__()
        self.network, self.pair = network, pair

    def forward(self, batch: dict[str, Tensor]) -> Heads:
        heads = self.network.split(self.network(batch["rows"], batch["mask"]))
        return Heads(heads["tag"], heads["anchor"][..., 0], heads["token"], heads["cue"])
