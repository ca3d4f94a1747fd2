"""The head over pairs: given that an anchor stands for a quotation, what each token around it is to that quotation."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..batches import Window, padded
from ..network import LIMIT
from .gold import CLASSES, Article

# Tokens of the same distance share a row: up to 23 each has its own, those further away share more and more.
EDGES = (*range(25), 27, 30, 33, 37, 42, 48, 56, 66, 80, 100, 130, 170)


@dataclass(slots=True)
class Rows:
    """K anchors of a batch: window, token, and the tokens around it from `low` to before `high`, all numbered within the
    window."""

    window: Tensor
    at: Tensor
    low: Tensor
    high: Tensor

    @classmethod
    def of(cls, given: list[Window], anchors: list[tuple[int, int]]) -> "Rows":
        """The rows of anchors, told by window and token."""
        made = []
        for number, at in anchors:
            window = given[number]
            low, high = window.document.reach(window.start + at, window.start, window.end)
            made.append((number, at, low - window.start, high - window.start))
        return cls(*torch.tensor(made, dtype=torch.long).reshape(-1, 4).T)

    def __len__(self) -> int:
        return len(self.at)

    def tokens(self) -> tuple[Tensor, Tensor]:
        """K × L numbers of tokens, and which of them are meant."""
        longest = int((self.high - self.low).max()) if len(self) else 0
        index = self.low[:, None] + torch.arange(longest)
        return index, index < self.high[:, None]


def paragraphs(given: list[Window]) -> Tensor:
    """B × T: the number of the paragraph of each token."""
    return torch.from_numpy(padded([window.document.paragraph[window.slice] for window in given])).long()


class PairHead(nn.Module):
    """`z[t] = relu(token[t] + cue[a] + distance[t − a] + paragraph[…])`, then `z += relu(conv3(z))`, W wide, ends at 5.

    Gives 4 logits a token (`CLASSES`), and from the largest z of all tokens and that of the anchor whether it stands for a
    quotation at all. `token` and `cue` are two projections of what the encoder says of a token.
    """

    def __init__(self, width: int, dropout: float = 0.1):
        super().__init__()
        self.distance = nn.Embedding(2 * len(EDGES) - 1, width)
        self.paragraph = nn.Embedding(3, width)
        for table in (self.distance, self.paragraph):
            nn.init.normal_(table.weight, std=0.1)
        self.convolution = nn.Linear(3 * width, width)
        self.out = nn.Linear(width, len(CLASSES))
        self.real = nn.Linear(2 * width, 1)
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("edges", torch.tensor(EDGES), persistent=False)

    def forward(self, token: Tensor, cue: Tensor, paragraph: Tensor, rows: Rows) -> tuple[Tensor, Tensor]:
        """K × L × 4 logits, of the tokens of `rows`, and K."""
        index, inside = rows.tokens()
        window, number = rows.window[:, None], torch.arange(len(rows))
        near = index.clamp(max=token.shape[1] - 1)
        away = index - rows.at[:, None]
        bucket = torch.bucketize(away.abs(), self.edges, right=True) - 1
        bucket = torch.where(away < 0, len(EDGES) - 1 - bucket, len(EDGES) - 1 + bucket)
        beside = (paragraph[window, near] - paragraph[rows.window, rows.at][:, None]).clamp(-1, 1) + 1
        z = token[window, near] + cue[rows.window, rows.at][:, None] + self.distance(bucket) + self.paragraph(beside)
        inside = inside[..., None]
        z = z.clamp(0, LIMIT) * inside
        before, after = functional.pad(z, (0, 0, 1, 0))[:, :-1], functional.pad(z, (0, 0, 0, 1))[:, 1:]
        z = (z + functional.relu(self.convolution(torch.cat([before, z, after], -1)))).clamp(max=LIMIT) * inside
        z = self.dropout(z)
        return self.out(z), self.real(torch.cat([z.amax(1), z[number, rows.at - rows.low]], -1))[:, 0]


@dataclass(slots=True)
class Wanted:
    """What the pair head should say: K × L × 4 probabilities, the weight of each row, and whether it is a quotation."""

    rows: Rows
    pair: Tensor
    weight: Tensor
    real: Tensor


def wanted(given: list[Window], gold: float) -> dict[tuple[int, int], tuple[np.ndarray, float, float]]:
    """The anchors of a batch, told by window and token: probabilities of the tokens around it, weight, and whether there is
    a quotation. The annotation counts with the weight `gold` where a teacher has spoken too."""
    made = {}
    for number, window in enumerate(given):
        article: Article = window.document
        told = article.targets.get("anchor")
        share = 0.0 if told is None else (1.0 if article.soft is None else gold)
        if article.soft is not None:
            made |= {(number, at): row for at, row in _soft(window, share, told)}
        for quote in article.quotes:
            if quote.anchor is None or not window.start <= quote.anchor < window.end:
                continue
            at = (number, quote.anchor - window.start)
            pair, soft = _gold(window, quote), made.get(at)
            if soft is not None:
                made[at] = (share * pair + (1 - share) * soft[0], 1.0, share + (1 - share) * soft[2])
            else:
                made[at] = (pair, 1.0, 1.0)
    return made


def _soft(window: Window, share: float, told: np.ndarray | None):
    """What the teacher says of the anchors that it sees in a window."""
    soft = window.document.soft
    first, after = np.searchsorted(soft.at, (window.start, window.end))
    for number in range(first, after):
        at, real = int(soft.at[number]), float(soft.real[number])
        # An anchor of which the annotation says that it is none has the teacher's share alone.
        rest = 1 - share if told is not None and told[at] == 0 else 1.0
        low, high = window.document.reach(at, window.start, window.end)
        pair = np.zeros((high - low, len(CLASSES)), np.float32)
        pair[:, 0] = 1
        begin = int(soft.low[number])
        said = soft.of(number)
        start, end = max(low, begin), min(high, begin + len(said))
        if end > start:
            pair[start - low : end - low] = said[start - begin : end - begin]
        yield at - window.start, (pair, rest * real if real >= 0.1 else 0.0, rest * real)


def _gold(window: Window, quote) -> np.ndarray:
    low, high = window.document.reach(quote.anchor, window.start, window.end)
    label = np.zeros(high - low, np.int64)
    for number, role in enumerate(CLASSES[1:], 1):
        for start, end in getattr(quote, role):
            label[max(start - low, 0) : max(end - low, 0)] = number
    return np.eye(len(CLASSES), dtype=np.float32)[label]


def targets(given: list[Window], gold: float, anchor: Tensor) -> Wanted:
    """What the pair head should learn from a batch: of the anchors that there are, and of the likeliest false ones
    (`anchor`: B × T logits) only that they are none."""
    found = wanted(given, gold)
    for at in _false(given, anchor, set(found)):
        found[at] = (None, 0.0, 0.0)
    rows = Rows.of(given, list(found))
    longest = rows.tokens()[0].shape[1]
    pair = np.zeros((len(found), longest, len(CLASSES)), np.float32)
    for place, (said, _, _) in zip(pair, found.values(), strict=True):
        if said is not None:
            place[: len(said)] = said
    weight, real = (torch.tensor([row[part] for row in found.values()]) for part in (1, 2))
    return Wanted(rows, torch.from_numpy(pair), weight, real)


def _false(given: list[Window], anchor: Tensor, known: set[tuple[int, int]]) -> list[tuple[int, int]]:
    logits = anchor.detach().clone()
    for number, window in enumerate(given):
        told = window.document.targets.get("anchor")
        logits[number, len(window) :] = -torch.inf
        if told is not None:
            logits[number, : len(window)][torch.from_numpy(told[window.slice] != 0)] = -torch.inf
    for number, at in known:
        logits[number, at] = -torch.inf
    best = logits.flatten().topk(min(logits.numel(), int(0.4 * len(known)) + 2))
    length = logits.shape[1]
    return [divmod(int(at), length) for value, at in zip(*best, strict=True) if value > -3]


def loss(logits: Tensor, real: Tensor, target: Wanted) -> tuple[Tensor, Tensor]:
    """Cross entropy of the tokens around the anchors, weighted, and of there being a quotation."""
    _, inside = target.rows.tokens()
    weight = (inside * target.weight[:, None])[inside]
    each = -(logits[inside].log_softmax(-1) * target.pair[inside]).sum(-1)
    return (each * weight).sum() / weight.sum().clamp(min=1), functional.binary_cross_entropy_with_logits(
        real, target.real
    )
