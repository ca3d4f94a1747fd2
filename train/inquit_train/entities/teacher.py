"""The teacher: MiniLM told what lists and the document know of each word, and by which guide a text is annotated."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .. import features
from ..batches import Window, padded, windows
from ..corpus import Document
from ..minilm import WIDTH, MiniLM, Pieces
from .labels import ANY, TAGS

SMALL = features.SMALL | features.KNOWN
# The letters of a word at the head: so many rows for each hashed feature.
HASHED_ROWS, HASHED_WIDTH = 8192, 64
FORGETTING = 0.15  # of the windows are read without lists


class Teacher(nn.Module):
    """Logits of tags."""

    def __init__(self, guides: int):
        super().__init__()
        small = (*SMALL.values(), guides)
        self.encoder = MiniLM(small)
        self.hashed = nn.ModuleList(nn.Embedding(HASHED_ROWS, HASHED_WIDTH) for _ in features.HASHED)
        self.small = nn.ModuleList(nn.Embedding(rows, HASHED_WIDTH) for rows in small)
        for table in (*self.hashed, *self.small):
            nn.init.normal_(table.weight, std=0.1)
        self.hidden = nn.Linear(2 * WIDTH + HASHED_WIDTH, 256)
        self.out = nn.Linear(256, len(TAGS))
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


class Batches:
    """Windows to what a teacher reads; in training some are read without lists."""

    def __init__(self, guides: dict[str, int], forget: float = 0.0):
        self.pieces = Pieces(tuple(SMALL))
        self.guides, self.forget = guides, forget
        self.listed = [column - len(features.HASHED) for column in features.LISTED]

    def __call__(self, given: list[Window]) -> dict[str, Tensor]:
        batch = self.pieces.batch(given)
        for row in torch.nonzero(torch.rand(len(given)) < self.forget)[:, 0].tolist():
            batch["small"][row, :, self.listed] = 0
        guide = torch.tensor([self.guides.get(window.document.corpus, 0) for window in given])
        guide = guide[:, None, None].expand(-1, batch["small"].shape[1], 1)
        batch["small"] = torch.cat([batch["small"], guide], -1)
        hashed = [window.document.values[window.slice, : len(features.HASHED)] % HASHED_ROWS for window in given]
        batch["hashed"] = torch.from_numpy(padded(hashed).astype(np.int64))
        return batch


def gold_loss(logits: Tensor, given: list[Window]) -> Tensor:
    """−log of the probability of all tags that the annotation allows, mean over tokens."""
    logs, bits = allowed_of(logits, given)
    return -logs.masked_fill(bits == 0, -1e4).logsumexp(-1).mean()


def allowed_of(logits: Tensor, given: list[Window]) -> tuple[Tensor, Tensor]:
    """Log probabilities of the tokens of a batch, window after window, and which tags are allowed, both N × 15."""
    present = torch.arange(logits.shape[1])[None] < torch.tensor([len(window) for window in given])[:, None]
    told = np.concatenate([_told(window) for window in given]).astype(np.int64)
    return logits[present].log_softmax(-1), torch.from_numpy(told)[:, None] >> torch.arange(len(TAGS)) & 1


def _told(window: Window) -> np.ndarray:
    names = window.document.targets.get("names")
    return np.full(len(window), ANY) if names is None else names[window.slice]


@torch.no_grad()
def read(model: nn.Module, batches, documents: list[Document], length: int = 200, size: int = 16) -> list[np.ndarray]:
    """Log probabilities of tags, T × 15, of each document, all read by the guide of the library."""
    model.eval()
    made = [np.zeros((len(document), len(TAGS)), np.float32) for document in documents]
    own = [(number, window) for number, document in enumerate(documents) for window in windows(document, length)]
    own.sort(key=lambda pair: len(pair[1]))
    for first in range(0, len(own), size):
        chunk = own[first : first + size]
        logs = model(batches([window for _, window in chunk])).log_softmax(-1).numpy()
        for row, (number, window) in enumerate(chunk):
            made[number][window.slice] = logs[row, : len(window)]
    return made
