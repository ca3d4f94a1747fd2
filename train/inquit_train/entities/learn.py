"""What a student learns of names, and how its probabilities become scores."""

import numpy as np
import torch
from torch import Tensor

from ..batches import Window
from ..corpus import Document
from . import labels, teacher
from .labels import TAGS, Name


def loss(logits: Tensor, given: list[Window], gold: float) -> Tensor:
    """The annotation with the weight `gold`, and what the teacher said of the same tokens with the rest; what it said of
    tags that the annotation rules out is left out. Where there is but one of them it counts alone. Mean over tokens."""
    logs, bits = teacher.allowed_of(logits, given)
    soft = [window.document.targets.get("soft_names") for window in given]
    said = [
        np.full((len(window), len(TAGS)), np.nan, np.float32) if each is None else each[window.slice].astype(np.float32)
        for window, each in zip(given, soft, strict=True)
    ]
    target = torch.from_numpy(np.concatenate(said))
    spoken = ~target[:, 0].isnan()
    told = (bits == 0).any(-1)
    target = target.nan_to_num() * bits
    target = target / target.sum(-1, keepdim=True).clamp(min=1e-6)
    ours = -logs.masked_fill(bits == 0, -1e4).logsumexp(-1)
    theirs = -(target * logs).sum(-1)
    weight = torch.where(spoken, torch.where(told, gold, 0.0), 1.0)
    return (weight * ours * told + (1 - weight) * theirs).mean()


def chance(probabilities: np.ndarray, name: Name) -> float:
    """How sure a network is of the token of a name of which it is least sure; see `src/entity/hearing.rs`."""
    start, end, label = name
    first = labels.first(label)
    return float((probabilities[start:end, first] + probabilities[start:end, first + 1]).min())


def odds(documents: list[Document], golds: list[list[Name]], logs: list[np.ndarray]) -> tuple[list[float], list[bool]]:
    """The log odds of the names found, and which of them are right."""
    found, right = [], []
    for document, gold, each in zip(documents, golds, logs, strict=True):
        for name in labels.found(each, document):
            share = np.clip(chance(np.exp(each), name), 1e-4, 1 - 1e-4)
            found.append(float(np.log(share / (1 - share))))
            right.append(name in gold)
    return found, right


def fit_score(documents: list[Document], golds: list[list[Name]], logs: list[np.ndarray]) -> np.ndarray:
    """The two numbers that make scores of log odds (Platt 1999), from the names found in texts not learned from."""
    found, right = odds(documents, golds, logs)
    x, y = torch.tensor(found, dtype=torch.float64), torch.tensor(right, dtype=torch.float64)
    made = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([made], max_iter=100)

    def closure() -> Tensor:
        optimizer.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(made[0] * x + made[1], y)
        value.backward()
        return value

    if found:
        optimizer.step(closure)
    return made.detach().numpy().astype(np.float32)
