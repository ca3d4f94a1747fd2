"""What the teachers of tags and of names have in common: an encoder, with a head over the ends of each word and its letters."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from . import features
from .batches import Window, padded
from .encoder import WIDTH, Encoder

# The letters of a word at the head: so many rows for each hashed feature.
HASHED_ROWS, HASHED_WIDTH = 8192, 64


class WordTeacher(nn.Module):
    """Logits of classes for each word; `small` has the rows of each small feature."""

    def __init__(self, path: Path | None, outputs: int, small: tuple[int, ...]):
        """`path` has the weights of the encoder, see `Encoder.of`."""
        super().__init__()
        self.encoder = Encoder.of(path, small)
        self.hashed = nn.ModuleList(nn.Embedding(HASHED_ROWS, HASHED_WIDTH) for _ in features.HASHED)
        self.small = nn.ModuleList(nn.Embedding(rows, HASHED_WIDTH) for rows in small)
        for table in (*self.hashed, *self.small):
            nn.init.normal_(table.weight, std=0.1)
        self.hidden = nn.Linear(2 * WIDTH + HASHED_WIDTH, 256)
        self.out = nn.Linear(256, outputs)
        self.dropout = nn.Dropout(0.1)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        first, last = self.encoder(batch)
        letters = sum(table(batch["hashed"][:, :, column]) for column, table in enumerate(self.hashed))
        letters = letters + sum(table(batch["small"][:, :, column]) for column, table in enumerate(self.small))
        seen = self.dropout(torch.cat([first, last, functional.dropout(letters, 0.2, self.training)], -1))
        return self.out(self.dropout(functional.gelu(self.hidden(seen))))

    def groups(self) -> list[dict]:
        tables = [*self.hashed.parameters(), *self.small.parameters()]
        heads = [*self.hidden.parameters(), *self.out.parameters()]
        return [
            *self.encoder.groups(2.5e-4),
            {"params": heads, "lr": 1e-3},
            {"params": tables, "lr": 2e-3, "weight_decay": 0.0},
        ]


def hashed(given: list[Window]) -> Tensor:
    """The rows of hashed features of windows: B × T × F."""
    rows = [window.document.values[window.slice, : len(features.HASHED)] % HASHED_ROWS for window in given]
    return torch.from_numpy(padded(rows).astype(np.int64))
