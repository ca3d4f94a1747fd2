"""The teacher of tags, and what it makes of the annotation."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .. import features
from ..batches import Window, padded, windows
from ..corpus import Document
from ..encoder import Pieces
from ..word_teacher import WordTeacher, hashed
from .labels import UNTOLD, Labels


class Teacher(WordTeacher):
    """Logits of labels and of sentence starts."""

    def __init__(self, path: Path | None, labels: int):
        super().__init__(path, labels + 1, tuple(features.SMALL.values()))

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        logits = super().forward(batch)
        return logits[..., :-1], logits[..., -1]


class Batches:
    """Windows to what a teacher reads."""

    def __init__(self):
        self.pieces = Pieces()

    def __call__(self, given: list[Window]) -> dict[str, Tensor]:
        batch = self.pieces.batch(given)
        return batch | {"hashed": hashed(given)}


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
