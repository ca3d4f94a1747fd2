"""Articles with their quotations, in tokens, and what a network learns from them."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from .. import features
from ..corpus import Document

# Labels of tokens: the first and the further tokens of a piece of each role.
TAGS = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
FIRST = {"content": 1, "cue": 3, "source": 5}
# What a token is to an anchor.
CLASSES = ("none", "content", "source", "cue")
ANY = (1 << len(TAGS)) - 1
UNTOLD = -1
OUTSIDE, INSIDE = 0, (1, 2)  # of the feature `mark`
REACH = 200  # tokens before and after an anchor that may belong to it

Piece = tuple[int, int]


@dataclass(slots=True)
class Gold:
    """A quotation as annotated. Pieces are runs of tokens, the second number the one after the last."""

    content: list[Piece]
    cue: list[Piece]
    source: list[Piece]
    kind: str | None
    # Whether its content lies in the content of another one: then no label of a token tells of it.
    nested: bool = False
    # The token that stands for its cue.
    anchor: int | None = None


@dataclass(slots=True)
class Reading:
    """What a network says of T tokens: probabilities of tags (T × 7) and of being an anchor (T), and for each of K likely
    anchors `at` what the tokens from `low` on are to it: `pair[offset[k] : offset[k + 1]]`, N × 4 in all, and how likely
    there is a quotation, `real`."""

    tags: np.ndarray
    anchor: np.ndarray
    at: np.ndarray
    low: np.ndarray
    offset: np.ndarray
    pair: np.ndarray
    real: np.ndarray

    def of(self, number: int) -> np.ndarray:
        """What the tokens around an anchor are to it."""
        return self.pair[self.offset[number] : self.offset[number + 1]]


@dataclass(slots=True)
class Article(Document):
    """A document with its quotations; the number of the paragraph of each token; and what a teacher said of it, if any did.

    Targets: `allowed`, the labels that the annotation allows as bits, and `anchor`: 1, 0 or untold.
    """

    id: str = ""
    quotes: list[Gold] = field(default_factory=list)
    paragraph: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int32))
    soft: Reading | None = None

    @classmethod
    def around(cls, document: Document, name: str = "") -> "Article":
        """The document as an article of which nothing is known."""
        space = document.values[:, features.COLUMN["space"]]
        paragraph = np.cumsum(space == features.PARAGRAPH_START).astype(np.int32)
        return cls(
            document.text, document.spans, document.values, document.corpus, document.targets, name, [], paragraph
        )

    def recased(self, change) -> "Article":
        """The same article in other letters or marks, one for one; see `Document.recased`."""
        made = Article.around(Document.recased(self, change), self.id)
        made.quotes, made.soft = self.quotes, self.soft
        return made

    @property
    def mark(self) -> np.ndarray:
        return self.values[:, features.COLUMN["mark"]]

    def reach(self, token: int, start: int, end: int) -> Piece:
        """The tokens that may belong to an anchor: its paragraph and the two beside it, within `start..end`."""
        number = self.paragraph[token]
        low, high = np.searchsorted(self.paragraph, (number - 1, number + 2))
        return max(int(low), start, token - REACH), min(int(high), end, token + REACH)


def pieces(spans: np.ndarray, characters: list[list[int]]) -> list[Piece]:
    """The tokens that overlap with runs of characters."""
    found = []
    for start, end in characters:
        first, after = int(np.searchsorted(spans[:, 1], start, "right")), int(np.searchsorted(spans[:, 0], end, "left"))
        if after > first:
            found.append((first, after))
    return found


def quotations(record: dict, spans: np.ndarray) -> list[Gold]:
    """The quotations of a document in the form of `quotes/`."""
    found = [
        Gold(*(pieces(spans, quote.get(role) or []) for role in FIRST), quote.get("kind"))
        for quote in record.get("quotes") or ()
    ]
    found = [quote for quote in found if quote.content]
    for quote in found:
        quote.nested = any(other is not quote and _within(quote, other) for other in found)
    return found


def _within(quote: Gold, other: Gold) -> bool:
    inside = all(any(a <= start and end <= b for a, b in other.content) for start, end in quote.content)
    return inside and _length(quote) < _length(other)


def _length(quote: Gold) -> int:
    return sum(end - start for start, end in quote.content)


def tags(length: int, quotes: list[Gold]) -> np.ndarray:
    """One label a token: sources and cues stand over contents."""
    made = np.zeros(length, np.int8)
    for role in ("content", "source", "cue"):
        for quote in quotes:
            for start, end in getattr(quote, role) if not quote.nested else ():
                made[start] = FIRST[role]
                made[start + 1 : end] = FIRST[role] + 1
    return made


def allowed(article: Article, untold: tuple[str, ...]) -> np.ndarray:
    """The labels that the annotation allows, as bits, where it tells nothing of some roles outside of what it marks.

    Even so content within quotation marks is told: what is not marked there is none.
    """
    label = tags(len(article), article.quotes)
    made = (1 << label).astype(np.uint8)
    for role in untold:
        both = 3 << FIRST[role]
        free = (label == 0) & ((article.mark == OUTSIDE) | (role != "content"))
        made[free] |= both
    return made


def share_of_cues(articles: list[Article]) -> dict[str, float]:
    """How often each word, in lower case, is in a cue, smoothed."""
    uses, cues = Counter(), Counter()
    for article in articles:
        words = [word.lower() for word in article.words]
        uses.update(words)
        cues.update(words[at] for quote in article.quotes for piece in quote.cue for at in range(*piece))
    return {word: count / (uses[word] + 3) for word, count in cues.items()}


def set_anchors(article: Article, shares: dict[str, float], inner_told: bool) -> None:
    """Chooses the token of each cue that is most often one, and sets the target `anchor`.

    With `inner_told` a content of which no quotation within is marked has none.
    """
    words = article.words
    made = np.zeros(len(article), np.int8)
    given = article.targets["allowed"]
    cue = 3 << FIRST["cue"]
    made[(given & cue != 0) & (given & (ANY ^ cue) != 0)] = UNTOLD
    if not inner_told:
        made[given & (ANY ^ 3 << FIRST["content"]) == 0] = UNTOLD
    for quote in article.quotes:
        among = [at for piece in quote.cue for at in range(*piece)]
        quote.anchor = max(among, key=lambda at: shares.get(words[at].lower(), 0.0), default=None)
        if quote.anchor is not None:
            made[quote.anchor] = 1
    article.targets["anchor"] = made
