"""Features as cells of one array of weights. `src/tag/feature.rs` does the same: change both or neither.

A feature is a hash. Its upper bits choose a line of 64 weights, one a label, and how far the labels are turned within
the line, so that features that share a line seldom share a weight (Weinberger et al. 2009, "Feature hashing", with
lines that fit a line of cache).
"""

import numpy as np

from . import form as forms
from .lexicon import LABELS

MASK = (1 << 64) - 1
FIRST, SECOND, THIRD = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93
# The label before the first of a sentence.
EDGE = LABELS


def mixed(template: int, a, b=0):
    """A feature: its template and up to two parts, as 64 bits. Works on ints and on arrays of uint64."""
    if isinstance(a, int) and isinstance(b, int):
        value = (a ^ b * FIRST & MASK) + template * SECOND & MASK
        value = value * THIRD & MASK
        return (value ^ value >> 32) * THIRD & MASK
    a, b = np.asarray(a, np.uint64), np.asarray(b, np.uint64)
    value = (a ^ b * np.uint64(FIRST)) + np.uint64(template * SECOND & MASK)
    value = value * np.uint64(THIRD)
    return (value ^ value >> np.uint64(32)) * np.uint64(THIRD)


class Sight:
    """What is seen of each word of all sentences, in one array each."""

    def __init__(self, sentences, lexicon):
        memo = {}
        rows = []
        for sentence in sentences:
            opened = 0
            for at, word in enumerate(sentence):
                first = at == opened
                opened += first and forms.case(word.form) == forms.OTHER
                key = (word.form, first)
                if key not in memo:
                    memo[key] = self._row(word.form, first, lexicon)
                rows.append(memo[key])
        names = ("mask", "word", "case", "two", "three", "four", "front")
        table = np.array(rows, dtype=np.uint64).reshape(-1, len(names))
        for name, column in zip(names, table.T, strict=True):
            setattr(self, name, np.ascontiguousarray(column))
        # What the word may be, and how it is written, in one number.
        self.kind = mixed(31, self.mask, self.case)

    @staticmethod
    def _row(form, first, lexicon):
        normal, case = forms.normal(form), forms.case(form)
        three = forms.hash_of(normal[-3:])
        # A word that is not known is what it ends in and how it is written.
        word = forms.hash_of(normal) if normal in lexicon.frequent else mixed(30, three, case)
        return (
            lexicon.candidates(form),
            word,
            2 * case + first,
            forms.hash_of(normal[-2:]),
            three,
            forms.hash_of(normal[-4:]),
            forms.hash_of(normal[:3]),
        )


def shifted(column, sentences, by):
    """The column's value `by` words on in the same sentence, 0 beyond its ends."""
    out = np.zeros_like(column)
    if by > 0:
        out[:-by] = column[by:]
    else:
        out[-by:] = column[:by]
    at = 0
    for sentence in sentences:
        end = at + len(sentence)
        if by > 0:
            out[max(at, end - by) : end] = 0
        else:
            out[at : min(end, at - by)] = 0
        at = end
    return out


def fixed(sight, sentences):
    """N rows of the features that do not depend on labels given before."""

    def near(column, by):
        return shifted(getattr(sight, column), sentences, by)

    one, next_word, next_kind = sight.word, near("word", 1), near("kind", 1)
    before, kind = near("word", -1), sight.kind
    return np.stack(
        [
            mixed(1, one),
            mixed(2, one, sight.case),
            mixed(3, sight.two, sight.case),
            mixed(4, sight.three, sight.case),
            mixed(5, sight.four),
            mixed(6, sight.front, sight.case),
            mixed(7, before),
            mixed(8, next_word),
            mixed(9, near("word", -2)),
            mixed(10, near("word", 2)),
            mixed(11, kind, next_kind),
            mixed(12, near("kind", -1), kind),
            mixed(13, next_kind, near("kind", 2)),
            mixed(14, one, next_kind),
            mixed(15, one, next_word),
            mixed(16, one, before),
        ],
        axis=1,
    )


def moving(word, kind, following, before):
    """The features that depend on the labels of the two words before, the nearer first, as ints.

    `following` is word and kind of the next word.
    """
    (next_word, next_kind), (one, two) = following, before
    pair = one * 67 + two + 1
    return (
        mixed(17, one + 1),
        mixed(18, pair),
        mixed(19, word, one + 1),
        mixed(20, next_kind, one + 1),
        mixed(21, kind, pair),
        mixed(22, next_word, one + 1),
    )
