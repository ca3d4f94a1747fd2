"""What a teacher says of texts, kept on disk in float16."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from .gold import Article, Reading
from .learn import read

PART = 100_000  # tokens a file, so that little is done twice if the run is broken off
LENGTH = 180  # of the windows that a teacher reads: paragraphs of twice that still fit its 512 places


def soften(make: Callable[[], tuple], articles: list[Article], folder: Path) -> None:
    """Gives every article what the teacher says of it as `soft`. `make` makes the teacher and its batches, if the folder
    lacks a part."""
    folder.mkdir(parents=True, exist_ok=True)
    teacher = None
    for chosen in _parts(articles):
        texts = hashlib.sha256("\0".join(article.text for article in chosen).encode()).hexdigest()[:12]
        path = folder / f"{texts}.npz"
        if not path.exists():
            teacher = teacher or make()
            _save(path, read(*teacher, chosen, LENGTH))
            print(folder.name, path.name, sum(map(len, chosen)), "tokens read", flush=True)
        for article, reading in zip(chosen, _load(path, chosen), strict=True):
            article.soft = reading


def _parts(articles: list[Article]) -> list[list[Article]]:
    made, count = [[]], 0
    for article in articles:
        if count + len(article) > PART and made[-1]:
            made.append([])
            count = 0
        made[-1].append(article)
        count += len(article)
    return [part for part in made if part]


def _save(path: Path, readings: list[Reading]) -> None:
    """One after the other: of the offsets the lengths, of the anchors how many each article has."""
    tags, anchor, at, low, pair, real = (
        np.concatenate([getattr(reading, name) for reading in readings])
        for name in ("tags", "anchor", "at", "low", "pair", "real")
    )
    half = {"tags": tags, "anchor": anchor, "pair": pair, "real": real}
    lengths = np.concatenate([np.diff(reading.offset) for reading in readings])
    counts = np.array([len(reading.at) for reading in readings])
    whole = {"at": at, "low": low, "lengths": lengths, "counts": counts}
    with path.with_suffix(".new").open("wb") as out:
        np.savez(
            out,
            **{name: value.astype(np.float16) for name, value in half.items()},
            **{name: value.astype(np.int32) for name, value in whole.items()},
        )
    path.with_suffix(".new").replace(path)


def _load(path: Path, articles: list[Article]) -> list[Reading]:
    with np.load(path) as given:
        said = {name: given[name] for name in given.files}
    anchors = np.cumsum([0, *said["counts"].tolist()])
    offset = np.cumsum([0, *said["lengths"].tolist()])
    made, start = [], 0
    for article, first, after in zip(articles, anchors[:-1], anchors[1:], strict=True):
        tokens, own = slice(start, start + len(article)), slice(first, after)
        pairs = said["pair"][offset[first] : offset[after]]
        moved = offset[first : after + 1] - offset[first]
        made.append(
            Reading(
                said["tags"][tokens],
                said["anchor"][tokens],
                said["at"][own],
                said["low"][own],
                moved,
                pairs,
                said["real"][own],
            )
        )
        start += len(article)
    return made
