"""Choices that the library made while it read annotated texts, and which would have been right."""

from dataclasses import dataclass

import numpy as np

from inquit import _inquit

from .gold import Gold, identities


@dataclass(slots=True)
class Choices:
    """N choices among at most C candidates, of F features: which candidates are there and which right, and of what corpus."""

    features: np.ndarray
    present: np.ndarray
    right: np.ndarray
    corpus: np.ndarray


def gather(pipeline, golds: list[Gold]) -> tuple[list[tuple], list[tuple]]:
    """The choices of mentions and those of turns in texts: each its features (C × F), which are right, and the corpus."""
    mentions, turns = [], []
    for gold in golds:
        document, of_mentions, of_turns = _inquit.choices(pipeline, gold.text)
        who = identities(gold, document)
        for start, end, candidates, features in of_mentions:
            keep(mentions, gold, who, gold.referent(start, end), candidates, features)
        for start, _, candidates, features in of_turns:
            keep(turns, gold, who, gold.speaker(start), candidates, features)
    return mentions, turns


def keep(made: list, gold: Gold, who: list, wanted: str | None, candidates: list[int], features: bytes) -> None:
    """Keeps a choice if the annotation tells who is meant. Where no candidate is right, nobody of them is."""
    if wanted is None:
        return
    right = np.array([number >= 0 and who[number] == wanted for number in candidates])
    if candidates[-1] < 0:
        right[-1] = not right[:-1].any()
    if not right.any():
        return
    values = np.frombuffer(features, np.float32).reshape(len(candidates), -1)
    made.append((values.astype(np.float16), right, gold.corpus))


def stack(given: list[tuple]) -> Choices:
    """All together, filled up to the most candidates."""
    most = max(len(right) for _, right, _ in given)
    count, features = len(given), given[0][0].shape[1]
    made = Choices(
        np.zeros((count, most, features), np.float16),
        np.zeros((count, most), bool),
        np.zeros((count, most), bool),
        np.array([corpus for *_, corpus in given]),
    )
    for row, (values, right, _) in enumerate(given):
        made.features[row, : len(right)] = values
        made.present[row, : len(right)] = True
        made.right[row, : len(right)] = right
    return made
