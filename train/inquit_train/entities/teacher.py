"""The teacher: an encoder told what lists and the document know of each word, and by which guide a text is annotated."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from .. import features
from ..batches import Window, windows
from ..corpus import Document
from ..encoder import Pieces
from ..word_teacher import WordTeacher, hashed
from .labels import ANY, TAGS

SMALL = features.SMALL | features.KNOWN
FORGETTING = 0.15  # of the windows are read without lists


class Teacher(WordTeacher):
    """Logits of tags; the last of the small features is the guide."""

    def __init__(self, path: Path | None, guides: int):
        super().__init__(path, len(TAGS), (*SMALL.values(), guides))


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
        return batch | {"hashed": hashed(given)}


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
