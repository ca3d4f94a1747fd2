"""The corpora: which there are, what each of them tells, and what a pass sees of them."""

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .. import features
from ..batches import Window, windows
from ..corpus import Document, find, records, sample
from . import labels
from .labels import PLACES, Name

OWN = "news"  # the corpus of the guide that the library follows


@dataclass(frozen=True, slots=True)
class Source:
    """A corpus: how much of it a pass sees, the labels that it does not tell apart, those that it does not mark, and whether
    its names of people have titles in them."""

    name: str
    share: float = 1.0
    alike: dict[str, tuple[str, ...]] = field(default_factory=dict)
    untold: tuple[str, ...] = ()
    titled: bool = False


PLACES_ALIKE = dict.fromkeys(PLACES, PLACES)
OTHERS_ALIKE = dict.fromkeys(("MISC", "NORP"), ("MISC", "NORP"))
KNOWN = {
    source.name: source
    for source in (
        Source(OWN),
        Source("uner-ewt", 0.4, PLACES_ALIKE, ("NORP", "MISC")),
        Source("crossner", 0.8, PLACES_ALIKE | OTHERS_ALIKE, ("NORP",)),
        Source("gum", 0.4, PLACES_ALIKE, ("NORP",), titled=True),
        Source("gum-sa", 0.4, PLACES_ALIKE, ("NORP",), titled=True),
        Source("re3d", 0.4, PLACES_ALIKE | OTHERS_ALIKE, ("NORP", "MISC"), titled=True),
        Source("btc", 0.12, PLACES_ALIKE, ("NORP", "MISC")),
        Source("wnut17", 0.12, PLACES_ALIKE, ("NORP",)),
        Source("litbank", 0.08, {}, ("NORP", "MISC"), titled=True),
    )
}
HELD = 16  # texts for the scores
RECASED = ((0.05, str.upper), (0.05, str.lower))  # of what a pass sees, in other letters


@dataclass(slots=True)
class Data:
    """What the corpora give."""

    sources: list[Source]
    train: dict[str, list[Document]]
    dev: dict[str, list[Document]]
    golds: dict[str, list[list[Name]]]
    paths: dict[str, Path]
    # Texts of one corpus that are kept from training, for the scores.
    held: list[Document]
    held_golds: list[list[Name]]
    recased: list[tuple[Document, Document]]

    @classmethod
    def read(cls, folder: Path, without: tuple[str, ...] = ()) -> "Data":
        """All corpora of the folder `entities`, and `news` if it is there, but not those named in `without`."""
        found = {path.name.split(".")[0]: folder / "entities" for path in (folder / "entities").glob("*.train.jsonl*")}
        if list((folder / "news").glob("train.jsonl*")):
            found[OWN] = folder / "news"
        sources = [KNOWN.get(name, Source(name)) for name in sorted(found)]
        if not sources:
            raise FileNotFoundError(f"{folder / 'entities'} has no NAME.train.jsonl.gz")
        made = cls([source for source in sources if source.name not in without], {}, {}, {}, {}, [], [], [])
        for source in made.sources:
            path = find(found[source.name], "train" if source.name == OWN else f"{source.name}.train")
            given = [pair for record in records(path) if (pair := document(record, source))[0]]
            held = min(HELD, len(given) // 10) if source.name == (OWN if OWN in found else min(found)) else 0
            for pair in given[:held]:
                made.held.append(pair[0])
                made.held_golds.append(pair[1])
            made.train[source.name] = [read for read, _ in given[held:]]
        for source in sources:
            try:
                path = find(found[source.name], "dev" if source.name == OWN else f"{source.name}.dev")
            except FileNotFoundError:
                continue
            read = [pair for record in records(path) if (pair := document(record, source))[0]]
            made.paths[source.name] = path
            made.dev[source.name], made.golds[source.name] = map(list, zip(*read, strict=True))
        made._recase()
        return made

    def _recase(self) -> None:
        draw = random.Random(5)
        for share, change in RECASED:
            for source in self.sources:
                documents = self.train[source.name]
                chosen = draw.sample(documents, round(min(1, 4 * share * source.share) * len(documents)))
                self.recased += [(copy, each) for each in chosen if (copy := each.recased(change))]

    @property
    def guides(self) -> dict[str, int]:
        """The number of the guide of each corpus: 0 is that of the library, which all texts have that are no corpus."""
        return {OWN: 0} | {
            name: number + 1 for number, name in enumerate(s.name for s in self.sources if s.name != OWN)
        }

    @property
    def documents(self) -> list[Document]:
        return [document for source in self.sources for document in self.train[source.name]]

    def epoch(self, draw: random.Random, length: int) -> list[Window]:
        """The windows of one pass."""
        chosen = [copy for copy, _ in draw.sample(self.recased, len(self.recased) // 4)]
        for source in self.sources:
            chosen += sample(self.train[source.name], source.share, draw)
        return [window for document in chosen for window in windows(document, length, draw)]

    def measure(self, logs: dict[str, list[np.ndarray]]) -> dict[str, float]:
        """F1 of the development parts: people, organisations and places, and of our own corpus all labels."""
        scores = {}
        for name, read in logs.items():
            guesses = [labels.found(each, document) for each, document in zip(read, self.dev[name], strict=True)]
            golds = self.golds[name]
            if name == OWN:
                scores["news_all"] = labels.f1([set(each) for each in golds], [set(each) for each in guesses])
            scores[f"{name}_core"] = labels.f1(*([labels.core(each) for each in given] for given in (golds, guesses)))
        others = [value for key, value in scores.items() if key.endswith("_core") and key != "news_core"]
        return scores | ({"others_core": float(np.mean(others))} if others else {})


def document(record: dict, source: Source) -> tuple[Document | None, list[Name]]:
    """A document in the form of `entities/` with the target `names`, the tags that are allowed; and its names."""
    spans = features.tokenize(record["text"])
    if not len(spans):
        return None, []
    made = Document.of(record["text"], spans, source.name)
    given = labels.names(record, spans)
    if source.titled:
        words = made.words
        given = [labels.trimmed(name, made, words) for name in given]
    made.targets["names"] = labels.allowed(len(made), given, source.alike, source.untold)
    return made, given


def pooled(document: Document, soft: np.ndarray, weight: float = 0.8) -> np.ndarray:
    """What a teacher said of a document's tokens (T × 15), moved towards what it said of the same word elsewhere in it."""
    words = document.words
    kinds = np.concatenate([soft[:, :1], soft[:, 1::2] + soft[:, 2::2]], -1)
    uses = Counter(words)
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if uses[word] > 1 and not word.islower() and any(map(str.isalpha, word)):
            places.setdefault(word, []).append(at)
    logs = np.log(soft + 1e-6)
    for own in places.values():
        shift = weight * (np.log(kinds[own].mean(0) + 1e-4) - np.log(kinds[own] + 1e-4))
        logs[own] += shift[:, [0, *(1 + tag // 2 for tag in range(14))]]
    made = np.exp(logs)
    return made / made.sum(-1, keepdims=True)
