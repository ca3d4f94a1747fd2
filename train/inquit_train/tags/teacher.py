"""The teacher: MiniLM, with a head over the ends of each word and hashed letters of it."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .. import features
from ..batches import Window, padded, windows
from ..corpus import Document
from ..minilm import WIDTH, MiniLM, Pieces
from .labels import UNTOLD, Labels

# The letters of a word at the head: 8,192 rows each for the hashed features.
HASHED_ROWS, HASHED_WIDTH = 8192, 64


class Teacher(nn.Module):
    """Logits of labels and of sentence starts."""

    def __init__(self, labels: int):
        super().__init__()
        self.encoder = MiniLM()
        self.hashed = nn.ModuleList(nn.Embedding(HASHED_ROWS, HASHED_WIDTH) for _ in features.HASHED)
        self.small = nn.ModuleList(nn.Embedding(rows, HASHED_WIDTH) for rows in features.SMALL.values())
        for table in (*self.hashed, *self.small):
            nn.init.normal_(table.weight, std=0.1)
        self.hidden = nn.Linear(2 * WIDTH + HASHED_WIDTH, 256)
        self.out = nn.Linear(256, labels + 1)
        self.dropout = nn.Dropout(0.1)

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        first, last = self.encoder(batch)
        letters = sum(table(batch["hashed"][:, :, column]) for column, table in enumerate(self.hashed))
        letters = letters + sum(table(batch["small"][:, :, column]) for column, table in enumerate(self.small))
        seen = self.dropout(torch.cat([first, last, functional.dropout(letters, 0.2, self.training)], -1))
        logits = self.out(self.dropout(functional.gelu(self.hidden(seen))))
        return logits[..., :-1], logits[..., -1]

    def groups(self) -> list[dict]:
        tables = [*self.hashed.parameters(), *self.small.parameters()]
        heads = [*self.hidden.parameters(), *self.out.parameters()]
        return [
            *self.encoder.groups(2.5e-4),
            {"params": heads, "lr": 1e-3},
            {"params": tables, "lr": 2e-3, "weight_decay": 0.0},
        ]


class Batches:
    """Windows to what a teacher reads."""

    def __init__(self):
        self.pieces = Pieces()

    def __call__(self, given: list[Window]) -> dict[str, Tensor]:
        batch = self.pieces.batch(given)
        hashed = [window.document.values[window.slice, : len(features.HASHED)] % HASHED_ROWS for window in given]
        batch["hashed"] = torch.from_numpy(padded(hashed).astype(np.int64))
        return batch


def targets(given: list[Window]) -> tuple[Tensor, Tensor]:
    """B × T sets of labels and flags of starts; `UNTOLD` where nothing is known, padding included."""
    return tuple(
        torch.from_numpy(padded([_target(window, name) for window in given], UNTOLD)) for name in ("label", "starts")
    )


def _target(window: Window, name: str) -> np.ndarray:
    found = window.document.targets.get(name)
    return np.full(len(window), UNTOLD) if found is None else found[window.slice].astype(np.int64)


def gold_loss(label: Tensor, starts: Tensor, given: list[Window], allowed: Tensor) -> Tensor:
    """−log of the probability of all labels that the annotation allows, and cross entropy of starts."""
    wanted, begins = targets(given)
    known, told = wanted != UNTOLD, begins != UNTOLD
    logs = label[known].log_softmax(-1).masked_fill(~allowed[wanted[known]], -1e4)
    loss = -torch.logsumexp(logs, -1).mean()
    if told.any():
        loss = loss + functional.binary_cross_entropy_with_logits(starts[told], begins[told].float())
    return loss


@torch.no_grad()
def read(model: nn.Module, batches, documents: list[Document], length: int = 200, size: int = 16):
    """Log probabilities of labels (T × labels) and probabilities of starts (T) of each document."""
    model.eval()
    made = [[None, np.zeros(len(document), np.float32)] for document in documents]
    own = [(number, window) for number, document in enumerate(documents) for window in windows(document, length)]
    own.sort(key=lambda pair: len(pair[1]))
    for first in range(0, len(own), size):
        chunk = own[first : first + size]
        label, starts = model(batches([window for _, window in chunk]))
        label, starts = label.log_softmax(-1).numpy(), starts.sigmoid().numpy()
        for row, (number, window) in enumerate(chunk):
            if made[number][0] is None:
                made[number][0] = np.zeros((len(documents[number]), label.shape[-1]), np.float32)
            made[number][0][window.slice] = label[row, : len(window)]
            made[number][1][window.slice] = starts[row, : len(window)]
    return made


def guesses(read_: list, labels: Labels) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The best label of the likeliest part of speech, and the starts, of each document."""
    upos = labels.upos()
    best = []
    for logs, _ in read_:
        pooled = np.stack([np.exp(logs[:, upos == pos]).sum(-1) for pos in range(17)], -1).argmax(-1)
        best.append(np.where(upos[None] == pooled[:, None], logs, -np.inf).argmax(-1))
    return best, [starts > 0.5 for _, starts in read_]
