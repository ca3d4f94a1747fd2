"""From what a network says to quotations with scores: tags give the pieces, the pair head links them, and a score sorts
them out. Every step is a small table of weights (`Logistic`), fitted on texts that the network has not learned from."""

from dataclasses import dataclass, field

import numpy as np

from . import logistic
from .data import Source
from .gold import CLASSES, Article, Gold, Piece, Reading
from .links import FEATURES, Cue, Scene
from .logistic import Logistic
from .measure import counts, f1, is_right
from .spans import LESS, is_word, kind, logit

# A piece goes to its best anchor if their link has more than this; an anchor has no source if its best one has less.
CONTENT, SOURCE = 0.25, 0.3
LEAST = 0.1  # the lowest score of those that scores are calibrated on
SHARED = 0.4  # of its content that a quotation may share with better ones

QUOTE_FEATURES = (
    "anchor logit",
    "real logit",
    "link logit",
    "tag logit",
    "least tag logit",
    "start",
    "end",
    "source link logit",
    "source tag logit",
    "no source",
    "rejected source logit",
    "cue tag logit",
    "length",
    "further pieces",
    "direct",
    "mixed",
    "other paragraph",
    "source in other paragraph",
    "cue length",
    "inner",
    "inner real logit",
    "inner part",
    "no cue",
    "no cue direct",
    "no cue paragraph",
    "no cue tag logit",
)


@dataclass(slots=True)
class Found:
    """A quotation with its features and, once scored, its score."""

    content: list[Piece]
    cue: list[Piece]
    source: list[Piece]
    kind: str
    inner: bool
    features: list[float] = field(repr=False)
    score: float = 0.0


@dataclass(slots=True)
class Decoder:
    """The weights of links and of quotations, and the score below which a quotation is left out."""

    content: Logistic
    source: Logistic
    quote: Logistic
    threshold: float

    @classmethod
    def fit(cls, articles: list[Article], readings: list[Reading], sources: list[Source]) -> "Decoder":
        """Fits links, then scores, then the threshold."""
        told = {source.name: source for source in sources}
        scenes = [Scene(article, reading) for article, reading in zip(articles, readings, strict=True)]
        linked = [_fit_links(scenes, role) for role in ("content", "source")]
        made = cls(*linked, Logistic(np.zeros(len(QUOTE_FEATURES)), 0.0), 0.5)
        found = [made.candidates(scene) for scene in scenes]
        rows, right = [], []
        for article, candidates in zip(articles, found, strict=True):
            source = told[article.corpus]
            for candidate in candidates:
                good = any(is_right(quote, candidate, article, source.untold) for quote in article.quotes)
                unknown = (candidate.inner and not source.inner_told) or (
                    "content" in source.untold and candidate.kind == "indirect"
                )
                if good or not unknown:
                    rows.append(candidate.features)
                    right.append(good)
        made.quote = logistic.fit(np.array(rows, float).reshape(-1, len(QUOTE_FEATURES)), np.array(right, float))
        whole = [number for number, article in enumerate(articles) if not told[article.corpus].untold]
        whole = whole or list(range(len(articles)))
        made._calibrate([(articles[number], found[number]) for number in whole])
        scored = [(articles[number], made.scored(found[number])) for number in whole]
        best = -1.0
        for threshold in np.arange(0.1, 0.7, 0.02).tolist():
            total = sum(
                np.array(counts(article, select(candidates, threshold), inner=told[article.corpus].inner_told))
                for article, candidates in scored
            )
            if f1(*total) > best:
                best, made.threshold = f1(*total), threshold
        return made

    def _calibrate(self, given: list[tuple[Article, list[Found]]]) -> None:
        """Has scores be the share of right ones among those that are chosen: of those that compete the best are often
        the best by luck, and corpora that tell little have more wrong ones than they can tell (Platt 1999)."""
        chosen = [(article, one) for article, all_ in given for one in select(self.scored(all_), LEAST)]
        odds = np.array([[logit(one.score)] for _, one in chosen]).reshape(-1, 1)
        right = [any(is_right(quote, one, article) for quote in article.quotes) for article, one in chosen]
        line = logistic.fit(odds, np.array(right, float), ridge=0.1)
        # Where next to nothing is wrong or right there is nothing to learn, and a line that falls would turn the order round.
        if chosen and line.weights[0] > 0:
            steepness = float(line.weights[0])
            self.quote = Logistic(self.quote.weights * steepness, self.quote.bias * steepness + line.bias)

    def scored(self, candidates: list[Found]) -> list[Found]:
        """Gives every candidate its score."""
        if candidates:
            scores = self.quote(np.array([candidate.features for candidate in candidates], float))
            for candidate, score in zip(candidates, scores.tolist(), strict=True):
                candidate.score = score
        return candidates

    def read(self, article: Article, reading: Reading, threshold: float | None = None) -> list[Found]:
        """The quotations of an article."""
        candidates = self.scored(self.candidates(Scene(article, reading)))
        return select(candidates, self.threshold if threshold is None else threshold)

    def candidates(self, scene: Scene) -> list[Found]:
        """One quotation an anchor, as far as it has content; and one for each piece that no anchor takes."""
        taken, sources = self._linked(scene)
        made = []
        for number, cue in enumerate(scene.cues):
            own = [(link, piece) for piece, (link, of) in taken.items() if of == number and link > CONTENT]
            if own:
                made.append(_linked(scene, cue, own, sources.get(number)))
            elif cue.within is not None:
                made += _inner(scene, cue)
        for number, piece in enumerate(scene.pieces["content"]):
            if taken.get(number, (0.0, 0))[0] <= CONTENT:
                made.append(_alone(scene, piece))
        return made

    def _linked(self, scene: Scene) -> tuple[dict[int, tuple[float, int]], dict[int, tuple[float, int]]]:
        """Of each piece the best link and its cue; of each cue the best link and its source."""
        taken, sources = {}, {}
        for role, model, best in (("content", self.content, taken), ("source", self.source, sources)):
            links = scene.links(role)
            if links:
                chances = model(np.array([features for *_, features in links], float)).tolist()
                for (cue, piece, _), chance in zip(links, chances, strict=True):
                    key, value = (piece, cue) if role == "content" else (cue, piece)
                    if chance > best.get(key, (0.0, 0))[0]:
                        best[key] = (chance, value)
        return taken, sources

    def tensors(self) -> dict[str, np.ndarray]:
        """The arrays of the file: weights and, last, the bias."""
        return {
            f"decode.{name}": np.array([*model.weights, model.bias], np.float32)
            for name, model in (("content", self.content), ("source", self.source), ("quote", self.quote))
        } | {"decode.threshold": np.array([self.threshold], np.float32)}

    @classmethod
    def of(cls, arrays: dict[str, np.ndarray]) -> "Decoder":
        """What `tensors` made."""
        models = [arrays[f"decode.{name}"].astype(float) for name in ("content", "source", "quote")]
        return cls(*(Logistic(row[:-1], float(row[-1])) for row in models), float(arrays["decode.threshold"][0]))


def _fit_links(scenes: list[Scene], role: str) -> Logistic:
    """A piece is right for a cue if half of it belongs to the quotation that has the cue."""
    rows, right = [], []
    for scene in scenes:
        owner = [_owner(scene.article.quotes, cue) for cue in scene.cues]
        for cue, piece, features in scene.links(role):
            if owner[cue] is not None:
                start, end = scene.pieces[role][piece]
                common = sum(max(0, min(end, b) - max(start, a)) for a, b in getattr(owner[cue], role))
                rows.append(features)
                right.append(2 * common >= end - start)
    return logistic.fit(np.array(rows, float).reshape(-1, len(FEATURES)), np.array(right, float))


def _owner(quotes: list[Gold], cue: Cue) -> Gold | None:
    return next((q for q in quotes if any(a < cue.piece[1] and cue.piece[0] < b for a, b in q.cue)), None)


def _linked(scene: Scene, cue: Cue, own: list[tuple[float, int]], source: tuple[float, int] | None) -> Found:
    """The quotation of an anchor from the pieces that it takes."""
    content = sorted(scene.pieces["content"][piece] for _, piece in own)
    chance = source[0] if source else 0.0
    chosen = [scene.pieces["source"][source[1]]] if source and chance >= SOURCE else []
    link = float(np.mean([link for link, _ in own]))
    return _found(scene, cue, cue.piece, content, chosen, link, chance, inner=False)


def _inner(scene: Scene, cue: Cue) -> list[Found]:
    """A quotation within another one: what the pair head says of the tokens of the piece in which the anchor lies, with as
    much taken off none as in tags."""
    low, said = int(scene.reading.low[cue.number]), scene.reading.of(cue.number)
    start, end = max(cue.within[0], low), min(cue.within[1], low + len(said))
    label = (said[start - low : end - low] * [np.exp(-LESS), 1, 1, 1]).argmax(1)
    label[cue.at - start] = CLASSES.index("cue")
    found = {
        role: [(a + start, b + start) for a, b in _runs(label == number)]
        for number, role in enumerate(CLASSES)
        if number
    }
    content = [piece for piece in found["content"] if any(is_word(scene.words[at]) for at in range(*piece))]
    if not content:
        return []
    own = [piece for piece in found["cue"] if piece[0] <= cue.at < piece[1]]
    mass = [scene.pair(cue, piece, "source") for piece in found["source"]]
    source = [found["source"][int(np.argmax(mass))]] if mass else []
    link = float(np.mean([scene.pair(cue, piece, "content") for piece in content]))
    return [_found(scene, cue, own[0], content, source, link, max(mass, default=0.0), inner=True)]


def _runs(flags: np.ndarray) -> list[Piece]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _alone(scene: Scene, piece: Piece) -> Found:
    """A quotation without cue and source."""
    return _found(scene, None, None, [piece], [], 0.5, 0.0, inner=False)


def _found(
    scene: Scene,
    cue: Cue | None,
    cue_piece: Piece | None,
    content: list[Piece],
    source: list[Piece],
    link: float,
    source_link: float,
    *,
    inner: bool,
) -> Found:
    """A quotation with its features, in the order of `QUOTE_FEATURES`. Probabilities are taken as logits.

    - anchor, real: of the anchor, by both of its outputs
    - link: mean of the links of its pieces; for one within another the mean probability of content by the pair head
    - tag, least tag: mean and least probability of content over its tokens, by tags
    - start, end: by how much that probability rises before and falls after a piece, the least of all pieces
    - source link, source tag: of the source's link, and its mean probability by tags; 0 if there is no source
    - no source; rejected source: the link of the best source that was not good enough
    - cue tag: greatest probability of a cue over the cue's tokens, by tags
    - length: log of its tokens; further pieces: pieces − 1; cue length: tokens of the cue
    - direct, mixed: its kind
    - other paragraph, source in other paragraph: whether content or source begin in another one than the anchor stands in
    - inner: it lies within the content of another one; also times `real`; inner part: its share of the tokens of that piece
    - no cue: no anchor takes it, and all features of anchors are 0; also times direct, times whether it begins and ends with
      its paragraph, and times `tag`
    """
    article, reading = scene.article, scene.reading
    tokens = [at for piece in content for at in range(*piece)]
    tag, paragraph = scene.role["content"], article.paragraph
    how = kind(article, scene.words, content)
    mean = logit(tag[tokens].mean())
    edges = np.concatenate([[0.0], tag, [0.0]])
    real = logit(reading.real[cue.number]) if cue else 0.0
    first, last = content[0][0], content[-1][1]
    whole = (first == 0 or paragraph[first - 1] != paragraph[first]) and (
        last == len(paragraph) or paragraph[last] != paragraph[last - 1]
    )
    features = [
        logit(reading.anchor[cue.at]) if cue else 0.0,
        real,
        logit(link) if cue else 0.0,
        mean,
        logit(tag[tokens].min()),
        min(edges[a + 1] - edges[a] for a, _ in content),
        min(edges[b] - edges[b + 1] for _, b in content),
        logit(source_link) if source else 0.0,
        logit(scene.role["source"][slice(*source[0])].mean()) if source else 0.0,
        not source,
        0.0 if source or cue is None else logit(source_link),
        logit(scene.role["cue"][slice(*cue_piece)].max()) if cue else 0.0,
        np.log(len(tokens)),
        len(content) - 1,
        how == "direct",
        how == "mixed",
        cue is not None and paragraph[first] != paragraph[cue.at],
        cue is not None and bool(source) and paragraph[source[0][0]] != paragraph[cue.at],
        cue_piece[1] - cue_piece[0] if cue else 0,
        inner,
        inner * real,
        len(tokens) / (cue.within[1] - cue.within[0]) if inner else 0.0,
        cue is None,
        cue is None and how == "direct",
        cue is None and whole,
        mean if cue is None else 0.0,
    ]
    return Found(content, [cue_piece] if cue else [], source, how, inner, list(map(float, features)))


def select(candidates: list[Found], threshold: float) -> list[Found]:
    """From the best score down to the threshold, what shares little of its content and none of its cue with one taken.

    Quotations within others are compared among themselves.
    """
    made: list[Found] = []
    used: dict[bool, set[int]] = {False: set(), True: set()}
    cues: set[int] = set()
    for candidate in sorted(candidates, key=lambda candidate: -candidate.score):
        if candidate.score < threshold:
            break
        own = {at for piece in candidate.content for at in range(*piece)}
        cue = {at for piece in candidate.cue for at in range(*piece)}
        if len(own & used[candidate.inner]) <= SHARED * len(own) and not cue & cues:
            used[candidate.inner] |= own
            cues |= cue
            made.append(candidate)
    return sorted(made, key=lambda found: found.content[0])
