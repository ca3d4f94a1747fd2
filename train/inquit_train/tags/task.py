"""The treebanks, what their teachers say, and the trees of lemmas; every step is kept on disk and not done again."""

import random
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch

from ..batches import batches, windows
from ..corpus import Document, find, records, sample, unlabelled
from ..fit import Plan, Run, fit
from . import distil, lemmas
from . import labels as labelling
from . import teacher as teaching
from .labels import Labels


@dataclass(frozen=True, slots=True)
class Source:
    """A treebank: how much of it a pass sees, and whether it is running text, from which sentences can be learned."""

    name: str
    share: float = 1.0
    running: bool = True


KNOWN = {source.name: source for source in (Source("atis", 0.25, running=False), Source("eslspok", 1.0, running=False))}
RECASED = 0.05  # of the documents, in each of upper and lower case
# The share of each file of plain text in all that teachers label, so that no kind of text drowns the others.
PLAIN = {
    "globalvoices-en": 0.26,
    "onestopenglish": 0.11,
    "wikipedia-current-events": 0.14,
    "us-congress-press-releases": 0.15,
    "us-senate-press-releases": 0.18,
    "standard-ebooks": 0.08,
    "eltec-eng": 0.08,
}
TREEBANKS = 3  # how often a pass of a student sees the treebanks while it sees the plain texts once


@dataclass(slots=True)
class Data:
    """What the treebanks give."""

    labels: Labels
    sources: list[Source]
    train: dict[str, list[Document]]
    dev: dict[str, list[Document]]
    recased: list[tuple[Document, Document]]

    @classmethod
    def read(cls, folder: Path) -> "Data":
        """All treebanks of the folder `tokens`."""
        names = sorted({path.name.split(".")[0] for path in (folder / "tokens").glob("*.train.jsonl*")})
        if not names:
            raise FileNotFoundError(f"{folder / 'tokens'} has no NAME.train.jsonl.gz")
        sources = [KNOWN.get(name, Source(name)) for name in names]
        labels = Labels.among(
            [
                word
                for name in names
                for record in records(find(folder / "tokens", f"{name}.train"))
                for word in labelling.words_of(record)
            ]
        )
        train, dev = (
            {
                source.name: labelling.read(
                    find(folder / "tokens", f"{source.name}.{part}"), source.name, labels, source.running
                )
                for source in sources
            }
            for part in ("train", "dev")
        )
        running = [document for source in sources if source.running for document in train[source.name]]
        recased = [(document.recased(change), document) for change in (str.upper, str.lower) for document in running]
        return cls(labels, sources, train, dev, recased)

    @property
    def documents(self) -> list[Document]:
        return [document for source in self.sources for document in self.train[source.name]]

    @property
    def measured(self) -> list[str]:
        """The corpora whose development parts are watched."""
        return [source.name for source in self.sources if source.running]

    def epoch(self, draw: random.Random, length: int) -> list:
        """The windows of one pass."""
        chosen = []
        for source in self.sources:
            chosen += sample(self.train[source.name], source.share, draw)
        copies = [copy for copy, _ in self.recased]
        chosen += draw.sample(copies, round(RECASED * len(copies)))
        return [window for document in chosen for window in windows(document, length, draw)]

    def measure(self, model, reader, length: int) -> dict[str, float]:
        """The figures of the development parts, given the words."""
        scores = {}
        for name in self.measured:
            read = teaching.read(model, reader, self.dev[name], length)
            measured = labelling.measure(self.dev[name], self.labels, *teaching.guesses(read, self.labels))
            scores |= {f"{name}_{key}": value for key, value in measured.items()}
        return scores


def teach(data: Data, runs: Path, encoder: Path | None, seed: int, passes: float = 3.0):
    """A teacher fitted on the treebanks, and what makes its batches."""
    torch.manual_seed(seed)
    model, reader = teaching.Teacher(encoder, len(data.labels.pairs)), teaching.Batches()
    allowed = data.labels.allowed()

    def loss(batch):
        return teaching.gold_loss(*model(reader(batch)), batch, allowed)

    fit(
        model,
        model.groups(),
        lambda draw: batches(data.epoch(draw, 160), 720, draw),
        loss,
        Run(runs / f"tags-teacher-{seed}"),
        Plan(passes, seed=seed, warm_up=80),
        lambda: data.measure(model, reader, 200),
    )
    return model.eval(), reader


def soften(data: Data, plain: list[Document], runs: Path, encoder: Path | None, teachers: int) -> None:
    """Has the teachers say what they think of all texts."""
    make = {f"teacher-{seed}": partial(teach, data, runs, encoder, seed) for seed in range(1, teachers + 1)}
    for name, documents in (("treebanks", data.documents), ("plain", plain)):
        if documents:
            distil.soften(make, documents, runs / "tags-soft", name)
    for copy, original in data.recased:
        copy.targets |= {key: original.targets[key] for key in ("soft", "soft_starts")}


def lemma_tree(data: Data, folder: Path) -> lemmas.Lemmas:
    """The trees of lemmas, from the treebanks and, if there is one, the list of inflected forms."""
    words = []
    for source in data.sources:
        for record in records(find(folder / "tokens", f"{source.name}.train")):
            words += [(record["text"][word.start : word.end], word) for word in labelling.words_of(record)]
    path = folder / "lists" / "lemmas.tsv"
    return lemmas.Lemmas(words, lemmas.inflections(path) if path.exists() else {}, data.labels)


def plain_texts(folder: Path, words: int) -> list[Document]:
    """Plain texts for the teachers, if there are any: known files by their share, others alike."""
    paths = sorted((folder / "unlabelled").glob("*.jsonl*"))
    return [
        document
        for path in paths
        for document in unlabelled(path, round(words * PLAIN.get(path.name.split(".")[0], 1 / len(paths))))
    ]
