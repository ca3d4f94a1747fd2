"""What teachers say of a text, kept on disk, and the loss by which a student learns it and the annotation together."""

import hashlib
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..batches import Window, padded
from ..corpus import Document
from . import teacher as teaching
from .labels import UNTOLD


def soften(teachers: dict[str, callable], documents: list[Document], folder: Path, name: str) -> None:
    """Gives every document the targets `soft` (T × labels, float16) and `soft_starts`: the mean of the teachers.

    `teachers` are functions that make a teacher, by name: none is made for what the cache has already.
    """
    texts = hashlib.sha256("".join(document.text for document in documents).encode()).hexdigest()[:12]
    total: list[np.ndarray] = []
    for teacher, make in teachers.items():
        path = folder / f"{name}-{teacher}-{texts}.npy"
        if not path.exists():
            model, reader = make()
            read = teaching.read(model, reader, documents)
            flat = np.concatenate([np.concatenate([np.exp(logs), starts[:, None]], -1) for logs, starts in read])
            folder.mkdir(parents=True, exist_ok=True)
            with path.with_suffix(".new").open("wb") as out:
                np.save(out, flat.astype(np.float16))
            path.with_suffix(".new").replace(path)
        total.append(np.load(path, mmap_mode="r"))
    at = 0
    for document in documents:
        part = np.mean([np.asarray(each[at : at + len(document)], np.float32) for each in total], axis=0)
        document.targets["soft"] = part[:, :-1].astype(np.float16)
        document.targets["soft_starts"] = part[:, -1]
        document.targets["soft_starts"][document.paragraph_starts] = UNTOLD
        at += len(document)


def loss(label: Tensor, starts: Tensor, given: list[Window], allowed: Tensor, gold: float) -> Tensor:
    """Labels from the annotation with the weight `gold` and from the teachers with the rest; sentence starts from the
    annotation where there is some, and from the teachers elsewhere. Both are means over tokens."""
    wanted, begins = teaching.targets(given)
    known = wanted != UNTOLD
    total = known.new_zeros((), dtype=torch.float32)
    present = _present(given, label.shape[1])
    if gold < 1:
        soft = torch.from_numpy(padded([w.document.targets["soft"][w.slice].astype(np.float32) for w in given]))
        soft_starts = torch.from_numpy(padded([w.document.targets["soft_starts"][w.slice] for w in given], UNTOLD))
        logs = label[present].log_softmax(-1)
        weight = torch.where(known[present], 1 - gold, 1.0)
        total = total - (weight * (soft[present] * logs).sum(-1)).sum() / present.sum()
        annotated = torch.tensor(["starts" in w.document.targets for w in given])[:, None]
        begins = torch.where(annotated, begins.float(), soft_starts)
    if known.any():
        logs = label[known].log_softmax(-1).masked_fill(~allowed[wanted[known]], -1e4)
        total = total - gold * torch.logsumexp(logs, -1).sum() / present.sum()
    told = begins >= 0
    return total + functional.binary_cross_entropy_with_logits(starts[told], begins[told].float())


def _present(given: list[Window], length: int) -> Tensor:
    """B × T: which places are tokens and no padding."""
    return torch.arange(length)[None] < torch.tensor([len(window) for window in given])[:, None]
