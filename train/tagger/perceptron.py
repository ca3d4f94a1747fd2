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
        self.context = [
            sight.word.tolist(),
            sight.kind.tolist(),
            features.shifted(sight.word, sentences, 1).tolist(),
            features.shifted(sight.kind, sentences, 1).tolist(),
        ]
        self.candidates = {mask: np.flatnonzero([mask >> n & 1 for n in range(LABELS)]) for mask in set(self.mask)}

    def place(self, hashes):
        """The first weight of each feature's line, and how far labels are turned in it."""
        line = (hashes >> np.uint64(64 - self.bits)).astype(np.int64)
        return line * LABELS, (hashes >> np.uint64(20)).astype(np.int64) % LABELS

    def cells(self, at, candidates, before):
        """The numbers of the weights of word `at`: a row a feature, a column a candidate."""
        word, kind, next_word, next_kind = (column[at] for column in self.context)
        hashes = features.moving(word, kind, (next_word, next_kind), before)
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
                best = candidates[weights[page.cells(at, candidates, (one, two))].sum(0).argmax()]
            labels.append(int(best))
            one, two, at = int(best), one, at + 1
    return labels


def gold(sentences, labels):
    """The labels each word may rightly have: one, or several where the corpus leaves something open."""
    number = {label: n for n, label in enumerate(labels)}
    by_upos = {}
    for n, (upos, _) in enumerate(labels):
        by_upos.setdefault(upos, set()).add(n)
    return [
        {number[w.upos, w.xpos]} if (w.upos, w.xpos) in number else by_upos[w.upos]
        for sentence in sentences
        for w in sentence
    ]


class Learner:
    """Weights being learned, and how much each has been changed how late, from which their average follows."""

    def __init__(self, page, right, lines, margin):
        self.page, self.right, self.margin = page, right, margin
        self.weights, self.sums, self.clock = np.zeros(lines * LABELS), np.zeros(lines * LABELS), 1
        self.starts = np.cumsum([0] + [len(s) for s in page.sentences]).tolist()

    def learn(self, epochs, seed):
        """The averaged weights after that many times through the sentences, in an order drawn anew each time."""
        order, draw = list(range(len(self.page.sentences))), random.Random(seed)
        for epoch in range(epochs):
            draw.shuffle(order)
            wrong = sum(self._read(number) for number in order)
            print(f"epoch {epoch + 1}: {wrong} wrong", file=sys.stderr, flush=True)
        return self.weights - self.sums / self.clock

    def _read(self, number):
        """Learns from a sentence; how many words were wrong."""
        one = two = features.EDGE
        wrong = 0
        for at in range(self.starts[number], self.starts[number + 1]):
            candidates = self.page.candidates[self.page.mask[at]]
            best = int(candidates[0])
            if len(candidates) > 1:
                best = self._choose(at, candidates, (one, two))
            wrong += best not in self.right[at]
            one, two = best, one
        return wrong

    def _choose(self, at, candidates, before):
        """The best candidate by the weights so far, which then learn from it."""
        cells = self.page.cells(at, candidates, before)
        scores = self.weights[cells].sum(0)
        good = np.array([c in self.right[at] for c in candidates])
        if good.any() and not good.all():
            wanted, rival = np.where(good, scores, -np.inf).argmax(), np.where(good, -np.inf, scores).argmax()
            if scores[wanted] < scores[rival] + self.margin:
                self._change(cells[:, wanted], 1)
                self._change(cells[:, rival], -1)
        self.clock += 1
        return int(candidates[scores.argmax()])

    def _change(self, cells, by):
        np.add.at(self.weights, cells, by)
        np.add.at(self.sums, cells, by * self.clock)
