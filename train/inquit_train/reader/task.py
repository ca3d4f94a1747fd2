"""From teachers to a trained reader, step by step; every step is kept on disk and not done again."""

import argparse
import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .. import card, encoder, export
from ..batches import Window, batches, windows
from ..features import Table
from ..fit import Plan, Run, fit
from ..quotes.gold import Article
from ..quotes.model import BINS, PAIR, bins
from ..quotes.task import pair_tensors
from ..student import CUE, GUIDE, Batches, folded, start_words, tables
from ..tags.task import plain_texts
from . import parity
from .model import Reader, as_shipped
from .tasks import LENGTH, Names, Quotes, Tags, Task

TOKENS = 2200  # of a batch
UNLISTED = 0.2  # of the windows are learned from without lists
FORGOTTEN = 0.05  # of the words are taken for unknown ones
PLAIN = "plain"
PARTS = ("teacher", "soft", "student", "decode")


@dataclass(frozen=True, slots=True)
class Size:
    """How a reader is trained."""

    tasks: tuple[type, ...]
    words: int  # that have rows of their own
    passes: float


SIZES = {
    "tags": Size((Tags,), 20_000, 4),
    "tags-large": Size((Tags,), 30_000, 3),
    "quotes": Size((Quotes,), 27_000, 4),
    "quotes-large": Size((Quotes,), 30_000, 4),
    "reader": Size((Tags, Quotes, Names), 30_000, 6),
    "reader-large": Size((Tags, Quotes, Names), 30_000, 3),
    "entities": Size((Names,), 30_000, 4),
}


SHIPPED = "reader"  # the model that is built in


@dataclass(slots=True)
class Taught:
    """A reader with what makes its batches, and the bins of its words."""

    model: Reader
    batches: Batches
    bins: np.ndarray | None


def guides(tasks: list[Task]) -> dict[str, int]:
    """The number of the guide of each corpus of names; 0 is the library's own, by which all else is read. None without names."""
    return next((task.data.guides for task in tasks if isinstance(task, Names)), {})


def learn(tasks: list[Task], plain: list[Article], options: argparse.Namespace) -> Taught:
    """A reader, taught by annotations and by what the teachers said."""
    torch.manual_seed(options.seed)
    size = SIZES[options.model]
    texts = [*(document for task in tasks for document in task.documents), *plain]
    own = guides(tasks)
    specs = tables(texts, size.words, 3, known=bool(own))
    if own:
        specs.append(Table(GUIDE, max(own.values()) + 1))
    bins_ = None
    for task in tasks:
        if isinstance(task, Quotes):
            specs.append(Table(CUE, BINS))
            bins_ = bins(specs[0], task.data.shares, texts)
    heads = {name: count for task in tasks for name, count in task.heads.items()}
    model = Reader.new(specs, options.model, heads, PAIR)
    forgetting = Batches(specs, FORGOTTEN, bins_, own, UNLISTED)
    run = Run(options.runs / f"{options.model}-{options.seed}")
    if not (run.path("weights.pt").exists() or run.path("checkpoint.pt").exists()):
        start_words(model.network, texts)

    def epoch(draw: random.Random) -> list[tuple[str, list[Window]]]:
        chosen = [(task.name, batch) for task in tasks for batch in batches(task.epoch(draw), TOKENS, draw)]
        unlabelled = [window for each in plain for window in windows(each, LENGTH, draw)]
        chosen += [(PLAIN, batch) for batch in (batches(unlabelled, TOKENS, draw) if plain else [])]
        draw.shuffle(chosen)
        return chosen

    def loss(batch: tuple[str, list[Window]]) -> torch.Tensor:
        kind, given = batch
        made = model(forgetting(given))
        return sum(task.loss(made, model, given) for task in tasks if kind in (task.name, PLAIN))

    reading = Batches(specs, 0.0, bins_, own)
    # Measured as the library reads: by its own guide.
    measuring = Batches(specs, 0.0, bins_)
    fit(
        model,
        model.groups(2e-3),
        epoch,
        loss,
        run,
        Plan(options.passes or size.passes, seed=options.seed, average_from=0.45, save_every=options.save_every),
        lambda: {key: value for task in tasks for key, value in task.measure(model, measuring).items()},
    )
    return Taught(model.eval(), reading, bins_)


def save(options: argparse.Namespace, tasks: list[Task], taught: Taught, extra: dict[str, np.ndarray]) -> Path:
    """Writes the weights, with what each task needs beside the network."""
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / f"{options.model}.safetensors"
    if any(isinstance(task, Quotes) for task in tasks):
        extra = extra | pair_tensors(taught.model.pairs, taught.model.network)
    metadata = {key: value for task in tasks for key, value in task.metadata().items()}
    export.write(path, folded(taught.model.network, taught.bins), extra, metadata)
    return path


def describe(weights: Path, options: argparse.Namespace, tasks: list[Task], taught: Taught) -> None:
    """Writes the card, and then its figures, for which the library reads weights and card."""
    cards = {
        task.name: tomllib.loads((Path(__file__).parents[1] / task.name / "card.toml").read_text(encoding="utf-8"))
        for task in tasks
    }
    told = {key: value for key, value in next(iter(cards.values())).items() if key != "data"}
    for key in ("task", "known_failures", "teachers"):
        told[key] = "\n".join(each[key].strip() for each in cards.values())
    told["teachers"] = told["teachers"].replace("{encoder}", encoder.title(options.encoder))
    if len(tasks) > 1:
        told |= tomllib.loads((Path(__file__).parent / "card.toml").read_text(encoding="utf-8"))
    used = {name: None for task in tasks for name in task.corpora()}
    entries = [entry for each in cards.values() for entry in each["data"]]
    if options.teachers and (options.data / "unlabelled").exists():
        used["plain"] = None
    known = {entry["title"]: entry for entry in entries if entry["name"] in used}
    absent = used.keys() - {entry["name"] for entry in entries}
    rows = [{"name": entry["title"], "licence": entry["licence"]} for entry in known.values()]
    rows += [{"name": name, "licence": "your own"} for name in sorted(absent)]
    rounding = "matrices six bits, tables four, activations seven"
    beside = f"; pairs {PAIR} wide" if any(isinstance(task, Quotes) for task in tasks) else ""
    fields = card.of_training(told, options, taught.model.network.shape, rounding, beside)
    card.write(weights, fields, rows, [])
    card.write(weights, fields, rows, [row for task in tasks for row in task.rows(weights)])


def run(options: argparse.Namespace) -> None:
    """The whole training of a model, or up to the part that is asked for."""
    last = PARTS.index(options.part or PARTS[-1])
    tasks = [task(options) for task in SIZES[options.model].tasks]
    if options.part == "teacher":
        for task in tasks:
            task.teach()
        return
    plain = (
        [Article.around(document) for document in plain_texts(options.data, options.words)] if options.teachers else []
    )
    if options.teachers:
        for task in tasks:
            task.soften(plain)
    if last < PARTS.index("student"):
        return
    taught = learn(tasks, plain, options)
    if last < PARTS.index("decode"):
        return
    shipped = as_shipped(taught.model, taught.bins)
    reading = Batches(shipped.network.specs)
    extra = {key: value for task in tasks for key, value in task.finish(shipped, reading).items()}
    weights = save(options, tasks, taught, extra)
    describe(weights, options, tasks, taught)
    if options.model == SHIPPED and options.out.resolve() == (parity.FOLDER.parents[1] / "models").resolve():
        parity.write(tasks, taught, shipped, reading)
