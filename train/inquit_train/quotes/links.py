"""Which piece of content and which source belong to which anchor."""

from dataclasses import dataclass, field

import numpy as np

from .gold import CLASSES, REACH, Article, Piece, Reading
from .spans import best_tags, is_word, logit, role_probabilities, runs, sentences

# An anchor outside of the cues that tags tell, and how far from a better one it must be; a cue in those that tags tell.
LEAST, APART, CUE = 0.25, 3, 0.3
BETWEEN = 60  # tokens looked at between a cue and a piece

FEATURES = (
    "before",
    "gap",
    "before gap",
    "near",
    "touching",
    "beside",
    "before beside",
    "cues",
    "before cues",
    "other paragraph",
    "other sentence",
    "comma",
    "mark",
    "before mark",
    "and",
    "semicolon",
    "length",
    "pair logit",
    "pair",
    "tag logit",
    "anchor logit",
    "inner",
)


@dataclass(slots=True)
class Cue:
    """An anchor with its cue, and its number among the anchors of the reading."""

    at: int
    piece: Piece
    number: int
    # The piece of content in which it lies, if any: then it can only stand for a quotation within.
    within: Piece | None = None


@dataclass(slots=True)
class Scene:
    """What is found in an article before anything is linked: `pieces` of each role, and cues."""

    article: Article
    reading: Reading
    words: list[str] = field(init=False)
    sentence: np.ndarray = field(init=False)
    role: dict[str, np.ndarray] = field(init=False)
    pieces: dict[str, list[Piece]] = field(init=False)
    cues: list[Cue] = field(init=False)

    def __post_init__(self):
        self.words, self.sentence = self.article.words, sentences(self.article)
        self.role = role_probabilities(self.reading)
        self.pieces = runs(best_tags(self.reading.tags))
        self.pieces["content"] = [
            piece for piece in self.pieces["content"] if any(is_word(self.words[at]) for at in range(*piece))
        ]
        self.cues = self._cues()

    def _cues(self) -> list[Cue]:
        """Of every cue the likeliest anchor; and every other likely anchor with no likelier one close by."""
        reading, likely = self.reading, self.reading.anchor
        in_cue = self.role["cue"] >= CUE
        number = {at: k for k, at in enumerate(reading.at.tolist()) if likely[at] >= LEAST or in_cue[at]}
        found, taken = [], set()
        for piece in self.pieces["cue"]:
            among = [at for at in range(*piece) if at in number]
            if among:
                at = max(among, key=lambda at: likely[at])
                found.append(Cue(at, piece, number[at]))
                taken.update(range(*piece))
        for at in sorted(number, key=lambda at: -likely[at]):
            if likely[at] < LEAST:
                break
            near = any(abs(at - cue.at) < APART and likely[cue.at] >= likely[at] for cue in found)
            if at not in taken and not near:
                found.append(Cue(at, (at, at + 1), number[at]))
        for cue in found:
            cue.within = next((piece for piece in self.pieces["content"] if piece[0] <= cue.at < piece[1]), None)
        return sorted(found, key=lambda cue: cue.at)

    def pair(self, cue: Cue, piece: Piece, role: str) -> float:
        """The mean probability that the tokens of a piece have that role for the anchor."""
        low, said = int(self.reading.low[cue.number]), self.reading.of(cue.number)
        start, end = max(piece[0], low), min(piece[1], low + len(said))
        return float(said[start - low : end - low, CLASSES.index(role)].mean()) if end > start else 0.0

    def links(self, role: str) -> list[tuple[int, int, list[float]]]:
        """Every pair of a cue and a piece of the role in its reach that begins in the same paragraph or one beside it: their
        numbers, their features."""
        return [
            (c, p, self.features(cue, piece, role))
            for c, cue in enumerate(self.cues)
            for p, piece in enumerate(self.pieces[role])
            if self._near(cue, piece)
        ]

    def _near(self, cue: Cue, piece: Piece) -> bool:
        paragraph = self.article.paragraph
        beside = abs(int(paragraph[piece[0]]) - int(paragraph[cue.at])) <= 1
        reached = piece[0] < cue.at + REACH and cue.at - REACH < piece[1]
        return beside and reached and not piece[0] <= cue.at < piece[1]

    def features(self, cue: Cue, piece: Piece, role: str) -> list[float]:
        """The features of a link, in the order of `FEATURES`. The gap is the number of tokens between cue and piece.

        - before: the piece stands before the cue; `before X` is the product of both
        - gap: log(1 + gap); near: min(gap, 3) / 3; touching: no gap; beside: at most one token
        - cues: other cues that begin between them
        - other paragraph, other sentence: the piece begins in another one than the cue
        - comma, mark (double quotation marks), and (or "but"), semicolon (or colon): whether one stands between them, of the
          first 60 tokens
        - length: log of the piece's tokens
        - pair: mean probability of the role over the piece, given the anchor; its logit too
        - tag logit: of the mean probability of the role over the piece by tags
        - anchor logit: of the probability of the anchor
        - inner: the anchor lies within a piece of content
        """
        (a, b), (x, y) = cue.piece, piece
        before = y <= a
        low, high = (y, a) if before else (b, x)
        gap = max(high - low, 0)
        between = [word.lower() for word in self.words[low : min(high, low + BETWEEN)]]
        cues = sum(low <= other.piece[0] < high for other in self.cues if other is not cue)
        mark = any(word in '“”"' for word in between)
        pair = self.pair(cue, piece, role)
        return [
            before,
            np.log1p(gap),
            before * np.log1p(gap),
            min(gap, 3) / 3,
            gap == 0,
            gap <= 1,
            before * (gap <= 1),
            cues,
            before * cues,
            self.article.paragraph[a] != self.article.paragraph[x],
            self.sentence[a] != self.sentence[x],
            "," in between,
            mark,
            before * mark,
            "and" in between or "but" in between,
            ";" in between or ":" in between,
            np.log(y - x),
            logit(pair),
            pair,
            logit(self.role[role][x:y].mean()),
            logit(self.reading.anchor[cue.at]),
            cue.within is not None,
        ]
