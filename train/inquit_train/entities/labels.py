"""What is learned of each token: whether it begins or goes on with a name, and of what."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from .. import features
from ..corpus import Document

# In the order of `src/label.rs`.
LABELS = ("PER", "ORG", "GPE", "LOC", "FAC", "NORP", "MISC")
# The first and the further tokens of a name of each label.
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BI"))
PLACES = ("GPE", "LOC", "FAC")
ANY = (1 << len(TAGS)) - 1
TITLE = 8  # of the feature `class`
DETERMINERS = {"the", "a", "an", "this", "that", "my", "his", "her", "our", "their"}
BARRED = -1e4

Name = tuple[int, int, str]  # the first token, the one after the last, the label


def first(label: str) -> int:
    """The number of the tag of a name's first token; that of further ones follows it."""
    return 1 + 2 * LABELS.index(label)


def names(record: dict, spans: np.ndarray) -> list[Name]:
    """The annotated names of a document, as tokens."""
    found = []
    for entity in record.get("entities") or ():
        start = int(np.searchsorted(spans[:, 1], entity["start"], "right"))
        end = int(np.searchsorted(spans[:, 0], entity["end"], "left"))
        if end > start:
            found.append((start, end, entity["label"]))
    return found


def trimmed(name: Name, document: Document, words: list[str]) -> Name:
    """A person's name without titles and determiners before it, as where these are left out of names."""
    start, end, label = name
    titles = document.values[:, features.COLUMN["class"]] == TITLE
    while label == "PER" and start + 1 < end and (titles[start] or words[start].lower() in DETERMINERS):
        start += 1
    return start, end, label


def allowed(
    length: int, given: Iterable[Name], alike: dict[str, tuple[str, ...]], untold: tuple[str, ...]
) -> np.ndarray:
    """The tags that an annotation allows, as bits: `alike` has the labels that it does not tell apart, `untold` those that
    it does not mark. A name of no known label may be anything."""
    nothing = 1 | sum(3 << first(label) for label in untold)
    made = np.full(length, nothing, np.uint16)
    for start, end, label in given:
        if label not in LABELS:
            made[start:end] = ANY
            continue
        bits = sum(1 << first(each) for each in alike.get(label, (label,)))
        made[start], made[start + 1 : end] = bits, bits << 1
    return made


def best_tags(logs: np.ndarray) -> np.ndarray:
    """The likeliest tags of a paragraph in which every one that goes on follows one of its label (Viterbi 1967)."""
    count = logs.shape[1]
    to = np.arange(count)
    goes_on = (to > 0) & (to % 2 == 0)
    barred = np.zeros((count, count))
    for tag in to[goes_on]:
        barred[:, tag] = BARRED
        barred[[tag - 1, tag], tag] = 0
    score = logs[0] + np.where(goes_on, BARRED, 0)
    back = np.zeros(logs.shape, np.int8)
    for at in range(1, len(logs)):
        reached = score[:, None] + barred
        back[at] = reached.argmax(0)
        score = reached[back[at], to] + logs[at]
    tags = [int(score.argmax())]
    for at in range(len(logs) - 1, 0, -1):
        tags.append(int(back[at, tags[-1]]))
    return np.array(tags[::-1])


def found(logs: np.ndarray, document: Document) -> list[Name]:
    """The names that log probabilities of tags (T × 15) make."""
    edges = [*document.paragraph_starts.tolist(), len(document)]
    made = []
    for start, end in pairwise(edges):
        tags = best_tags(logs[start:end])
        for at in np.flatnonzero(tags % 2):
            after = at + 1
            while after < end - start and tags[after] == tags[at] + 1:
                after += 1
            made.append((start + int(at), start + int(after), LABELS[tags[at] // 2]))
    return made


def f1(golds: list[set], predicted: list[set]) -> float:
    """F1 in per cent of sets that should be equal."""
    hits = sum(len(gold & guess) for gold, guess in zip(golds, predicted, strict=True))
    total = sum(map(len, golds)) + sum(map(len, predicted))
    return 100 * 2 * hits / max(1, total)


def core(given: Iterable[Name]) -> set[Name]:
    """People, organisations and places, these as one label."""
    as_one = {label: "LOC" if label in PLACES else label for label in (*PLACES, "PER", "ORG")}
    return {(start, end, as_one[label]) for start, end, label in given if label in as_one}
