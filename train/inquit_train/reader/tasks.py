"""What the training of a reader asks of each task: texts, heads, what is learned of them, and what the file has for it."""

import argparse
import random
from pathlib import Path
from typing import Protocol

import numpy as np
from torch import Tensor

from .. import card, reliability
from ..batches import Window
from ..corpus import Document, find
from ..entities import data as entity_data
from ..entities import labels as entity_labels
from ..entities import learn as entity_learn
from ..entities import student as entity_student
from ..entities import task as entity_task
from ..entities import teacher as entity_teacher
from ..quotes import data as quote_data
from ..quotes import distil as quote_distil
from ..quotes import learn as quote_learn
from ..quotes import task as quote_task
from ..quotes.gold import TAGS, Article
from ..quotes.model import PAIR, Heads
from ..quotes.model import Student as QuoteStudent
from ..student import Batches
from ..tags import distil as tag_distil
from ..tags import student as tag_student
from ..tags import task as tag_task
from .model import Reader

GOLD = 0.5  # the weight of the annotation beside what the teachers say of the same text
LENGTH = 220  # of the windows that a student learns from


class Task(Protocol):
    """A task. `soften` gives documents what its teachers say of them; `loss` is of the heads of a batch."""

    name: str
    heads: dict[str, int]
    documents: list[Document]

    def teach(self) -> None: ...

    def soften(self, plain: list[Article]) -> None: ...

    def epoch(self, draw: random.Random) -> list[Window]: ...

    def loss(self, heads: dict[str, Tensor], reader: Reader, given: list[Window]) -> Tensor: ...

    def measure(self, reader: Reader, batches: Batches) -> dict[str, float]: ...

    def finish(self, reader: Reader, batches: Batches) -> dict[str, np.ndarray]: ...

    def metadata(self) -> dict[str, str]: ...

    def corpora(self) -> set[str]: ...

    def rows(self, weights: Path) -> list[dict]: ...


class Tags:
    """Labels and the starts of sentences; lemmas are no matter of the network."""

    name = "tags"
    WEIGHT = 2.0  # beside the loss of quotations, which has four parts

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.data = tag_task.Data.read(options.data)
        self.allowed = self.data.labels.allowed()
        self.gold = GOLD if options.teachers else 1.0
        self.heads = {"label": len(self.data.labels.pairs), "starts": 1}
        self.documents = self.data.documents

    def teach(self) -> None:
        for seed in range(1, self.options.teachers + 1):
            tag_task.teach(self.data, self.options.runs, self.options.encoder, seed)

    def soften(self, plain: list[Article]) -> None:
        tag_task.soften(self.data, plain, self.options.runs, self.options.encoder, self.options.teachers)

    def epoch(self, draw: random.Random) -> list[Window]:
        return [window for _ in range(tag_task.TREEBANKS) for window in self.data.epoch(draw, LENGTH)]

    def loss(self, heads: dict[str, Tensor], reader: Reader, given: list[Window]) -> Tensor:
        own = tag_distil.loss(heads["label"], heads["starts"][..., 0], given, self.allowed, self.gold)
        return self.WEIGHT * own

    def measure(self, reader: Reader, batches: Batches) -> dict[str, float]:
        return self.data.measure(tag_student.Student(reader.network), batches, 400)

    def finish(self, reader: Reader, batches: Batches) -> dict[str, np.ndarray]:
        return tag_task.lemma_tree(self.data, self.options.data).tensors()

    def metadata(self) -> dict[str, str]:
        return {"labels": " ".join(f"{upos}/{xpos}" for upos, xpos in self.data.labels.pairs)}

    def corpora(self) -> set[str]:
        lemmas = {"lemmas"} if (self.options.data / "lists" / "lemmas.tsv").exists() else set()
        return {source.name for source in self.data.sources} | lemmas

    def rows(self, weights: Path) -> list[dict]:
        golds = {f"{name}.dev": find(self.options.data / "tokens", f"{name}.dev") for name in self.data.measured}
        return card.scores(weights, self.name, golds)


class Quotes:
    """Content, cues and sources."""

    name = "quotes"

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.data = quote_data.Data.read(options.data, options.corpora)
        self.heads = {"tag": len(TAGS), "anchor": 1, "token": PAIR, "cue": PAIR}
        self.documents = self.data.documents
        self.decoder = None
        self.figures: dict[str, float | reliability.Curve] = {}

    def teach(self) -> None:
        folder = self.options.runs / f"quotes-teacher-{self.options.seed}" / "dev"
        taught = quote_task.teach(self.data, self.options.runs, self.options)
        quote_task.decoded(self.data, *taught, quote_distil.LENGTH, folder)

    def soften(self, plain: list[Article]) -> None:
        quote_task.soften(self.data, plain, self.options.runs, self.options)

    def epoch(self, draw: random.Random) -> list[Window]:
        return self.data.epoch(draw, LENGTH)

    def loss(self, heads: dict[str, Tensor], reader: Reader, given: list[Window]) -> Tensor:
        own = Heads(heads["tag"], heads["anchor"][..., 0], heads["token"], heads["cue"])
        return quote_learn.loss(own, reader.pairs, given, GOLD)

    def measure(self, reader: Reader, batches: Batches) -> dict[str, float]:
        return quote_task.flat(self.data, QuoteStudent(reader.network, reader.pairs), batches, 400)

    def finish(self, reader: Reader, batches: Batches) -> dict[str, np.ndarray]:
        model = QuoteStudent(reader.network, reader.pairs)
        folder = self.options.runs / f"{self.options.model}-{self.options.seed}" / "dev"
        self.decoder, self.figures = quote_task.decoded(self.data, model, batches, 400, folder)
        return self.decoder.tensors()

    def metadata(self) -> dict[str, str]:
        return quote_task.metadata()

    def corpora(self) -> set[str]:
        return {source.name for source in self.data.sources}

    def rows(self, weights: Path) -> list[dict]:
        return quote_task.rows(weights, self.data, self.figures)


class Names:
    """Named entities."""

    name = "entities"
    PASSES = 2  # of the corpora while the plain texts are seen once
    WEIGHT = 3.0

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.data = entity_data.Data.read(options.data, tuple(options.without))
        self.heads = {"name": len(entity_labels.TAGS)}
        self.curves: dict[str, reliability.Curve] = {}
        self.documents = self.data.documents

    def teach(self) -> None:
        entity_task.teach(self.data, self.options.runs, self.options.encoder)

    def soften(self, plain: list[Article]) -> None:
        entity_task.soften(self.data, plain, self.options.runs, self.options.encoder)

    def epoch(self, draw: random.Random) -> list[Window]:
        return [window for _ in range(self.PASSES) for window in self.data.epoch(draw, LENGTH)]

    def loss(self, heads: dict[str, Tensor], reader: Reader, given: list[Window]) -> Tensor:
        return self.WEIGHT * entity_learn.loss(heads["name"], given, GOLD)

    def measure(self, reader: Reader, batches: Batches) -> dict[str, float]:
        model = entity_student.Student(reader.network)
        return self.data.measure(
            {name: entity_teacher.read(model, batches, given, 400) for name, given in self.data.dev.items()}
        )

    def finish(self, reader: Reader, batches: Batches) -> dict[str, np.ndarray]:
        model = entity_student.Student(reader.network)
        read = entity_teacher.read(model, batches, self.data.held, 400)
        score = entity_learn.fit_score(self.data.held, self.data.held_golds, read)
        for name in self._own():
            read = entity_teacher.read(model, batches, self.data.dev[name], 400)
            odds, right = entity_learn.odds(self.data.dev[name], self.data.golds[name], read)
            scores = 1 / (1 + np.exp(-(score[0] * np.array(odds) + score[1])))
            self.curves[f"{name}.dev"] = reliability.curve(scores.tolist(), right)
        return {"name.score": score}

    def _own(self) -> list[str]:
        """The corpora in which all labels count: our own, or all of a user's."""
        return [entity_data.OWN] if entity_data.OWN in self.data.dev else list(self.data.dev)

    def metadata(self) -> dict[str, str]:
        return {}

    def corpora(self) -> set[str]:
        return {source.name for source in self.data.sources}

    def rows(self, weights: Path) -> list[dict]:
        golds = {f"{name}.dev": path for name, path in self.data.paths.items()}
        own = {f"{name}.dev": golds[f"{name}.dev"] for name in self._own()}
        whole, core = card.scores(weights, self.name, own), card.scores(weights, self.name, golds, core_labels=True)
        return [*whole, *core, *card.calibration(self.name, self.curves)]
