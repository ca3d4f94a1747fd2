"""What is learned of each token: a label, which is a part of speech with a Penn tag, and whether it starts a sentence."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from ..corpus import Document, records

UPOS = [
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
# Tags that Penn's list does not have: GUM's of a few straight quotation marks, and one of an unknown word in ESLSpok.
XPOS_AS = {'"': "''", "X": "XX"}
UNTOLD = -1


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word: what a multi-word token such as "don't" has two of."""

    start: int
    end: int
    upos: str | None
    xpos: str | None
    lemma: str | None


def words_of(record: dict) -> list[Word]:
    """The syntactic words of a document in the form of `tokens/`."""
    split = {entry["token"]: entry["words"] for entry in record.get("mwt") or ()}
    flat = (word for number, token in enumerate(record["tokens"]) for word in split.get(number, [token]))
    return [
        Word(
            word["start"],
            word["end"],
            word.get("upos"),
            XPOS_AS.get(word.get("xpos"), word.get("xpos")),
            word.get("lemma"),
        )
        for word in flat
    ]


@dataclass(slots=True)
class Labels:
    """The pairs that are labels, and sets of them: one a label, then one a part of speech where no Penn tag is given."""

    pairs: list[tuple[str, str]]
    number: dict[tuple[str, str | None], int] = field(init=False)

    def __post_init__(self):
        self.number = {pair: at for at, pair in enumerate(self.pairs)}
        self.number |= {(upos, None): len(self.pairs) + at for at, upos in enumerate(UPOS)}

    @classmethod
    def among(cls, words: list[Word], least: int = 3) -> "Labels":
        """The pairs seen `least` times, sorted; of every Penn tag at least the commonest pair."""
        counts = Counter((word.upos, word.xpos) for word in words if word.upos and word.xpos)
        best = {xpos: upos for (upos, xpos), _ in reversed(counts.most_common())}
        kept = {pair for pair, count in counts.items() if count >= least or best[pair[1]] == pair[0]}
        return cls(sorted(kept))

    def of(self, word: Word) -> int:
        """The set of labels that a word's annotation allows; `UNTOLD` if it says nothing."""
        pair = (word.upos, word.xpos)
        return self.number.get(pair, self.number.get((word.upos, None), UNTOLD))

    def upos(self) -> np.ndarray:
        """The number of the part of speech of every label."""
        return np.array([UPOS.index(upos) for upos, _ in self.pairs])

    def allowed(self) -> Tensor:
        """Sets × labels: which labels are in which set."""
        upos = torch.from_numpy(self.upos())
        return torch.cat([torch.eye(len(self.pairs), dtype=torch.bool), torch.arange(len(UPOS))[:, None] == upos[None]])


def document(record: dict, words: list[Word], labels: Labels, corpus: str, running: bool) -> Document:
    """A document with targets `label` and `starts`; the latter untold if it is not running text."""
    spans = np.array([(word.start, word.end) for word in words], np.int32)
    label = np.array([labels.of(word) for word in words], np.int16)
    starts = np.full(len(words), UNTOLD, np.int8)
    if running:
        starts[:] = 0
        edges = np.array([start for start, _ in record["sentences"]])
        starts[np.searchsorted(spans[:, 0], edges).clip(max=len(words) - 1)] = 1
    made = Document.of(record["text"], spans, corpus, label=label, starts=starts)
    # A paragraph always starts a sentence: there is nothing to learn.
    made.targets["starts"][made.paragraph_starts] = UNTOLD
    return made


def read(path, corpus: str, labels: Labels, running: bool = True) -> list[Document]:
    """The documents of a treebank file."""
    made = []
    for record in records(path):
        words = words_of(record)
        if words:
            made.append(document(record, words, labels, corpus, running))
    return made


def measure(
    documents: list[Document], labels: Labels, label: list[np.ndarray], starts: list[np.ndarray]
) -> dict[str, float]:
    """UPOS, Penn tags and both in per cent of the words that have them, and F1 of sentences, given the words."""
    upos, names = labels.upos(), labels.pairs
    allowed = labels.allowed().numpy()
    right = told = pair_right = pair_told = 0
    found = wanted = both = 0
    for document, guess, begins in zip(documents, label, starts, strict=True):
        gold = document.targets["label"]
        known = gold != UNTOLD
        sets = allowed[gold[known]]
        pos = np.array([upos[row.argmax()] for row in sets])
        right += int((upos[guess[known]] == pos).sum())
        told += len(pos)
        exact = gold < len(names)
        pair_right += int((guess[known & exact] == gold[known & exact]).sum())
        pair_told += int((known & exact).sum())
        first = document.targets["starts"]
        if (first != UNTOLD).any():
            edge = np.zeros(len(document), bool)
            edge[document.paragraph_starts] = True
            spans = [_sentences(edge | flags) for flags in (first == 1, begins)]
            wanted, found, both = wanted + len(spans[0]), found + len(spans[1]), both + len(spans[0] & spans[1])
    scores = {"upos": 100 * right / max(1, told), "label": 100 * pair_right / max(1, pair_told)}
    if wanted:
        scores["sentences"] = 200 * both / max(1, wanted + found)
    return scores


def _sentences(starts: np.ndarray) -> set[tuple[int, int]]:
    edges = [*np.flatnonzero(starts).tolist(), len(starts)]
    return set(pairwise(edges))
