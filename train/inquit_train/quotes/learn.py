"""The loss of teacher and student, and how a network reads texts."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..batches import Window, windows
from . import pairs
from .gold import ANY, TAGS, UNTOLD, Article, Reading
from .model import Heads

LIKELY = 0.05  # an anchor under this is no anchor


def loss(heads: Heads, pair: nn.Module, given: list[Window], gold: float) -> Tensor:
    """Tags, three times anchors, twice pairs, and a fifth of whether there is a quotation.

    Where a teacher has spoken (`Article.soft`) the annotation counts with the weight `gold`, and the teacher with the rest
    or, where the annotation says nothing, alone.
    """
    target = pairs.targets(given, gold, heads.anchor)
    total = _tags(heads.tags, given, gold) + 3 * _anchors(heads.anchor, given, gold)
    if len(target.rows):
        logits, real = pair(heads.token, heads.cue, pairs.paragraphs(given), target.rows)
        of_pairs, of_real = pairs.loss(logits, real, target)
        total = total + 2 * of_pairs + 0.2 * of_real
    return total


def _tags(logits: Tensor, given: list[Window], gold: float) -> Tensor:
    """−log of the probability of all tags that the annotation allows; cross entropy with the teacher's."""
    present = _present(given, logits.shape[1])
    logs = logits[present].log_softmax(-1)
    allowed = _flat(given, lambda article: article.targets.get("allowed"), ANY, np.uint8)
    bits = allowed[:, None] >> torch.arange(len(TAGS)) & 1
    told = allowed != ANY
    soft = _flat(
        given, lambda article: None if article.soft is None else article.soft.tags, np.nan, np.float32, len(TAGS)
    )
    said = ~soft[:, 0].isnan()
    ours = -logs.masked_fill(bits == 0, -1e4).logsumexp(-1)
    theirs = -(soft.nan_to_num() * logs).sum(-1)
    weight = torch.where(said, torch.where(told, gold, 0.0), 1.0)
    return (weight * ours * told + (1 - weight) * theirs).mean()


def _anchors(logits: Tensor, given: list[Window], gold: float) -> Tensor:
    present = _present(given, logits.shape[1])
    told = _flat(given, lambda article: article.targets.get("anchor"), UNTOLD, np.float32)
    soft = _flat(given, lambda article: None if article.soft is None else article.soft.anchor, UNTOLD, np.float32)
    share = torch.where(told < 0, 0.0, torch.where(soft < 0, 1.0, gold))
    target = share * told.clamp(min=0) + (1 - share) * soft.clamp(min=0)
    known = (told >= 0) | (soft >= 0)
    each = functional.binary_cross_entropy_with_logits(logits[present], target, reduction="none")
    return (each * known).sum() / known.sum().clamp(min=1)


def _present(given: list[Window], length: int) -> Tensor:
    """B × T: which places are tokens and no padding."""
    return torch.arange(length)[None] < torch.tensor([len(window) for window in given])[:, None]


def _flat(given: list[Window], pick, fill: float, kind: type, *shape: int) -> Tensor:
    """What is known of the tokens of a batch, window after window; `fill` where nothing is."""
    made = []
    for window in given:
        found = pick(window.document)
        made.append(np.full((len(window), *shape), fill, kind) if found is None else found[window.slice].astype(kind))
    return torch.from_numpy(np.concatenate(made))


@torch.no_grad()
def read(
    model: nn.Module, batches, articles: list[Article], length: int, size: int = 16, cut: Callable = windows
) -> list[Reading]:
    """What a network says of articles, read in windows of about `length` tokens."""
    model.eval()
    tags = [np.zeros((len(each), len(TAGS)), np.float32) for each in articles]
    anchor = [np.zeros(len(each), np.float32) for each in articles]
    found: list[list[tuple]] = [[] for _ in articles]
    own = [(number, window) for number, each in enumerate(articles) for window in cut(each, length)]
    own.sort(key=lambda pair: len(pair[1]))
    for first in range(0, len(own), size):
        numbers, given = zip(*own[first : first + size], strict=True)
        heads = model(batches(list(given)))
        said, likely = heads.tags.softmax(-1).numpy(), heads.anchor.sigmoid()
        at = (likely * _present(given, likely.shape[1]) >= LIKELY).nonzero().tolist()
        rows = pairs.Rows.of(given, at)
        if at:
            pair, real = model.pair(heads.token, heads.cue, pairs.paragraphs(given), rows)
            pair, real = pair.softmax(-1).numpy(), real.sigmoid().numpy()
        for row, (number, window) in enumerate(zip(numbers, given, strict=True)):
            tags[number][window.slice] = said[row, : len(window)]
            anchor[number][window.slice] = likely[row, : len(window)].numpy()
        for row, (which, token) in enumerate(at):
            low, high, start = int(rows.low[row]), int(rows.high[row]), given[which].start
            found[numbers[which]].append((start + token, start + low, pair[row, : high - low], float(real[row])))
    return [Reading(*parts, *_gathered(anchors)) for *parts, anchors in zip(tags, anchor, found, strict=True)]


def _gathered(anchors: list[tuple]) -> tuple[np.ndarray, ...]:
    anchors = sorted(anchors, key=lambda row: row[0])
    at, low, pair, real = zip(*anchors, strict=True) if anchors else ((), (), (), ())
    offset = np.cumsum([0, *map(len, pair)])
    flat = np.concatenate([np.zeros((0, 4), np.float32), *pair])
    return np.array(at, np.int64), np.array(low, np.int64), offset, flat, np.array(real, np.float32)
