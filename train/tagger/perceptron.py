"""Learns the weights: an averaged perceptron with a margin, which reads a sentence from left to right.

After Collins (2002), "Discriminative training methods for hidden Markov models", without the search: the label of a
word is decided before the next word is looked at, in training as in use.
"""

import random
import sys

import numpy as np

from . import features
from .lexicon import LABELS

ROUND = np.arange(LABELS)


class Page:
    """Sentences ready to be learned from or tagged: everything that does not change from epoch to epoch."""

    def __init__(self, sentences, lexicon, lines):
        sight = features.Sight(sentences, lexicon)
        self.sentences, self.bits = sentences, lines.bit_length() - 1
        self.mask = sight.mask.tolist()
        self.base, self.turn = self.place(features.fixed(sight, sentences))
        self.context = [sight.word.tolist(), sight.kind.tolist(),
                        features.shifted(sight.word, sentences, 1).tolist(),
                        features.shifted(sight.kind, sentences, 1).tolist()]
        self.candidates = {mask: np.flatnonzero([mask >> n & 1 for n in range(LABELS)]) for mask in set(self.mask)}

    def place(self, hashes):
        """The first weight of each feature's line, and how far labels are turned in it."""
        line = (hashes >> np.uint64(64 - self.bits)).astype(np.int64)
        return line * LABELS, (hashes >> np.uint64(20)).astype(np.int64) % LABELS

    def cells(self, at, candidates, one, two):
        """The numbers of the weights of word `at`: a row a feature, a column a candidate."""
        word, kind, next_word, next_kind = (column[at] for column in self.context)
        hashes = features.moving(word, kind, next_word, next_kind, one, two)
        base, turn = self.place(np.array(hashes, np.uint64))
        base, turn = np.concatenate([self.base[at], base]), np.concatenate([self.turn[at], turn])
        return base[:, None] + ((turn[:, None] + candidates) & LABELS - 1)


def tag(page, weights):
    """The labels of all sentences, as numbers."""
    labels, at = [], 0
    for sentence in page.sentences:
        one = two = features.EDGE
        for _ in sentence:
            candidates = page.candidates[page.mask[at]]
            best = candidates[0]
            if len(candidates) > 1:
                best = candidates[weights[page.cells(at, candidates, one, two)].sum(0).argmax()]
            labels.append(int(best))
            one, two, at = int(best), one, at + 1
    return labels


def gold(sentences, labels):
    """The labels each word may rightly have: one, or several where the corpus leaves something open."""
    number = {label: n for n, label in enumerate(labels)}
    by_upos = {}
    for n, (upos, _) in enumerate(labels):
        by_upos.setdefault(upos, set()).add(n)
    return [{number[w.upos, w.xpos]} if (w.upos, w.xpos) in number else by_upos[w.upos]
            for sentence in sentences for w in sentence]


def learn(page, right, lines, epochs, margin, seed, watch=None):
    """The averaged weights."""
    weights, sums = np.zeros(lines * LABELS), np.zeros(lines * LABELS)
    starts = np.cumsum([0] + [len(s) for s in page.sentences]).tolist()
    order, draw, clock = list(range(len(page.sentences))), random.Random(seed), 1
    for epoch in range(epochs):
        draw.shuffle(order)
        wrong = 0
        for number in order:
            one = two = features.EDGE
            for at in range(starts[number], starts[number + 1]):
                best, missed, clock = _step(page, at, right[at], (one, two), weights, sums, clock, margin)
                wrong += missed
                one, two = best, one
        mean = weights - sums / clock
        print(f"epoch {epoch + 1}: {wrong} wrong", watch(mean) if watch else "", file=sys.stderr, flush=True)
    return mean


def _step(page, at, right, before, weights, sums, clock, margin):
    candidates = page.candidates[page.mask[at]]
    if len(candidates) == 1:
        return int(candidates[0]), 0, clock
    cells = page.cells(at, candidates, *before)
    scores = weights[cells].sum(0)
    best = int(candidates[scores.argmax()])
    good = np.array([c in right for c in candidates])
    if good.any() and not good.all():
        wanted = np.where(good, scores, -np.inf).argmax()
        rival = np.where(good, -np.inf, scores).argmax()
        if scores[wanted] < scores[rival] + margin:
            for column, change in ((wanted, 1), (rival, -1)):
                np.add.at(weights, cells[:, column], change)
                np.add.at(sums, cells[:, column], change * clock)
    return best, best not in right, clock + 1
