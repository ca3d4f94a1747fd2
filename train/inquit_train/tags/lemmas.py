"""How a form becomes its lemma: the longest known ending decides, and a whole word is the longest ending of all.

Ripple-down rules over endings after Juršič et al. (2010), "LemmaGen", a tree a label. A rule is an edit script: it sets
the letters' case, which is mostly as usual for the label, cuts letters off and adds some. `src/tag/lemmatizer.rs` reads the trees.
"""

import csv
import struct
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import numpy as np

from inquit import _inquit

from ..features import SMALL
from .labels import Labels, Word

USUAL, KEEP, LOWERED, TITLE = range(4)
WHOLE = 255  # cuts every letter
NO_RULE = 0xFFFF
# The rule that changes nothing but the case.
NOTHING = (USUAL, 0, "")
# An entry of the list weighs as much as this many uses in text; a use in text beyond this many adds nothing.
LISTED, MOST = 2, 20
# An ending gets a rule of its own if that saves this many uses.
GAIN = 2

letters = cache(_inquit.letters)


def inflections(path: Path) -> dict[str, list[tuple[str, str]]]:
    """`{form: [(part of speech, lemma)]}` of a list of inflected forms; where it gives several lemmas, the first."""
    found = defaultdict(set)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["form"]].add((row["pos"], row["lemma"].split("/")[0]))
    return {form: sorted(entries) for form, entries in sorted(found.items())}


def listed(form: str, pos: str, lemma: str) -> set[tuple[str, str]]:
    """The labels that an entry of the list of forms allows."""
    base = form == lemma
    if pos == "noun":
        return {("NOUN", "NN" if base else "NNS")}
    if pos == "verb" and base:
        return {("VERB", "VB"), ("VERB", "VBP")}
    if pos == "verb":
        if form.endswith("ing"):
            return {("VERB", "VBG")}
        return {("VERB", "VBZ")} if form.endswith("s") else {("VERB", "VBD"), ("VERB", "VBN")}
    tag = {"adj": ("ADJ", "JJ"), "adv": ("ADV", "RB")}.get(pos)
    if tag is None:
        return set()
    return {(tag[0], tag[1] if base else tag[1] + ("S" if form.endswith("st") else "R"))}


def cased(form: str, way: int) -> str:
    """The form with its letters' case changed."""
    if way == LOWERED:
        return form.lower()
    return form[:1].upper() + form[1:].lower() if way == TITLE else form


def script(base: str, lemma: str) -> tuple[int, str]:
    """How many letters to cut off and what to add, the shortest way; `WHOLE` if no letter stays."""
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return (len(base) - same if same else WHOLE), lemma[same:]


def rule(form: str, lemma: str, usual: int) -> tuple[int, int, str]:
    """The rule that makes `lemma` of `form`: the usual case if that leaves the first letter right."""
    for name, way in ((USUAL, usual), (TITLE, TITLE), (KEEP, KEEP), (LOWERED, LOWERED)):
        base = cased(form, way)
        if base[:1] == lemma[:1]:
            return name, *script(base, lemma)
    return USUAL, WHOLE, lemma


class Node:
    """An ending: uses of each rule, longer endings by the byte before."""

    __slots__ = ("longer", "rule", "rules")

    def __init__(self):
        self.rules, self.longer, self.rule = Counter(), {}, None

    def prune(self, inherited: tuple) -> bool:
        """Gives rules to the endings that need them and forgets those that do not."""
        best = max(self.rules, key=lambda rule: (self.rules[rule], rule == inherited, rule))
        if self.rules[best] - self.rules[inherited] >= GAIN:
            self.rule = inherited = best
        self.longer = {byte: node for byte, node in self.longer.items() if node.prune(inherited)}
        return self.rule is not None or bool(self.longer)


class Lemmas:
    """The usual change of case by label and shape, and a tree of endings for each label."""

    def __init__(self, words: list[tuple[str, Word]], forms: dict[str, list[tuple[str, str]]], labels: Labels):
        self.labels = labels
        uses = Counter(
            (labels.number[word.upos, word.xpos], form, word.lemma)
            for form, word in words
            if word.lemma and word.xpos and (word.upos, word.xpos) in labels.number
        )
        self.ways = self._ways(uses)
        self.trees = [Node() for _ in labels.pairs]
        for (label, form, lemma), count in sorted(uses.items()):
            self._add(label, form, lemma, min(count, MOST))
        for form, entries in forms.items():
            for pos, lemma in entries:
                for label in sorted(labels.number[pair] for pair in listed(form, pos, lemma) if pair in labels.number):
                    self._add(label, form, lemma, LISTED)
        for tree in self.trees:
            if tree.rules:
                tree.prune(NOTHING)

    def _ways(self, uses: Counter) -> np.ndarray:
        """The change of case that is right for most forms: labels × shapes."""
        counts = np.zeros((len(self.labels.pairs), SMALL["shape"], 4), int)
        for label, form, lemma in uses:
            for way in (LOWERED, KEEP, TITLE):
                counts[label, letters(form)[1], way] += cased(form, way)[:2] == lemma[:2]
        # Of equals lower case.
        order = [LOWERED, KEEP, TITLE]
        return np.array(order)[counts[..., order].argmax(-1)].astype(np.uint8)

    def _add(self, label: int, form: str, lemma: str, count: int) -> None:
        normal, shape = letters(form)
        found = rule(form, lemma, self.ways[label, shape])
        node = self.trees[label]
        node.rules[found] += count
        # A byte that no word has marks its beginning, so that a whole word is the longest of its endings.
        for byte in normal[::-1] + b"\0":
            node = node.longer.setdefault(byte, Node())
            node.rules[found] += count

    def tensors(self) -> dict[str, np.ndarray]:
        """The arrays of the file: nodes of eight bytes (byte, number of children, rule, first child), the labels' roots
        first; rules of four (change of case, letters to cut, end of what to add in `letters`); `ways` of labels × shapes."""
        nodes, queue, rules, rows = [[0, tree] for tree in self.trees], list(range(len(self.trees))), {}, []
        for at in queue:
            byte, node = nodes[at]
            children = sorted(node.longer.items())
            number = NO_RULE if node.rule is None else rules.setdefault(node.rule, len(rules))
            rows.append(struct.pack("<BBHI", byte, len(children), number, len(nodes)))
            queue += range(len(nodes), len(nodes) + len(children))
            nodes += [[byte, child] for byte, child in children]
        added, table = b"", b""
        for way, cut, add in rules:
            added += add.encode()
            table += struct.pack("<BBH", way, cut, len(added))
        arrays = {"nodes": b"".join(rows), "rules": table, "letters": added}
        return {f"lemma.{name}": np.frombuffer(value, np.uint8) for name, value in arrays.items()} | {
            "lemma.ways": self.ways
        }
