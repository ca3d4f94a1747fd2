"""From probabilities of tags to pieces of content, cues and sources."""

import numpy as np

from .. import features
from .gold import FIRST, INSIDE, OUTSIDE, TAGS, Article, Piece, Reading

# Taken off the log probability of O, so that pieces are rather found than missed: scores sort them out later.
LESS = 0.4


def best_tags(probabilities: np.ndarray, less: float = LESS) -> np.ndarray:
    """The likeliest labels in which every I follows a B or an I of its role (Viterbi)."""
    logs = np.log(np.clip(probabilities.astype(np.float64), 1e-30, 1))
    logs[:, 0] -= less
    barred = np.zeros((len(TAGS), len(TAGS)))
    for first in FIRST.values():
        barred[:, first + 1] = -50
        barred[first : first + 2, first + 1] = 0
    best = logs[0] + np.where(np.isin(np.arange(len(TAGS)), [first + 1 for first in FIRST.values()]), -50, 0)
    back = np.zeros(logs.shape, np.int8)
    for t in range(1, len(logs)):
        reached = best[:, None] + barred
        back[t] = reached.argmax(0)
        best = reached.max(0) + logs[t]
    made = np.zeros(len(logs), np.int8)
    made[-1] = best.argmax()
    for t in range(len(logs) - 1, 0, -1):
        made[t - 1] = back[t, made[t]]
    return made


def runs(tags: np.ndarray) -> dict[str, list[Piece]]:
    """The pieces of each role."""
    made = {role: [] for role in FIRST}
    for role, first in FIRST.items():
        for start in np.flatnonzero(tags == first).tolist():
            end = start + 1
            while end < len(tags) and tags[end] == first + 1:
                end += 1
            made[role].append((start, end))
    return made


def is_word(form: str) -> bool:
    """Whether a token has a letter or a digit."""
    return any(letter.isalnum() for letter in form)


def kind(article: Article, words: list[str], content: list[Piece]) -> str:
    """`direct` if every word of the content is within quotation marks, `mixed` if some are, `indirect` if none is."""
    mark = article.mark
    tokens = [at for piece in content for at in range(*piece)]
    inside = [mark[at] in INSIDE for at in tokens if is_word(words[at])]
    if not inside:
        return "indirect" if all(mark[at] == OUTSIDE for at in tokens) else "direct"
    return "direct" if all(inside) else "mixed" if any(inside) else "indirect"


def sentences(article: Article) -> np.ndarray:
    """The number of the sentence of each token, by the library's rules."""
    return np.cumsum(article.values[:, features.COLUMN["start"]])


def logit(p: float) -> float:
    """log(p / (1 − p)), between ±9.2."""
    p = min(max(float(p), 1e-4), 1 - 1e-4)
    return float(np.log(p / (1 - p)))


def role_probabilities(reading: Reading) -> dict[str, np.ndarray]:
    """The probability of each role at each token."""
    tags = reading.tags.astype(np.float64)
    return {role: tags[:, first] + tags[:, first + 1] for role, first in FIRST.items()}
