"""From corpora to a trained network of quotations, step by step; every step is kept on disk and not done again."""

import argparse
import json
import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from .. import card, export, reliability
from ..batches import batches, windows
from ..corpus import Document
from ..fit import Plan, Run, fit
from ..network import Network
from ..quantise import MATRIX, rounded
from ..student import CUE, Batches, folded, start_words
from ..tags.task import plain_texts
from . import distil, measure, parity
from .data import VARIANT, Data, Source
from .decode import Decoder, Found
from .gold import Article, Reading
from .learn import loss, read
from .model import PAIR, Student, Teacher, TeachersBatches, as_shipped, bins, tables
from .pairs import EDGES

PARITY = Path(__file__).parents[3] / "tests" / "parity"
PARTS = ("teacher", "soft", "student", "decode")
GOLD = 0.5  # the weight of the annotation beside what the teacher says of the same text
TEACHER_PASSES = 2.0
FEW = 4  # texts for the scores from a corpus that tells little: novels have so many quotations that they would drown the news


@dataclass(frozen=True, slots=True)
class Size:
    """How a student is trained."""

    words: int  # that have rows of their own
    passes: float


SIZES = {"quotes": Size(27_000, 4), "quotes-large": Size(30_000, 4)}


def flat(data: Data, model, reader, length: int) -> dict[str, float]:
    """The figures of tags on the development parts of the corpora that tell everything."""
    scores = {}
    for source in data.sources:
        if not source.untold:
            chosen = data.dev[source.name]
            found = measure.flat(chosen, read(model, reader, chosen, length))
            scores |= {f"{source.name}_{role}": value for role, value in found.items()}
    return scores


def teach(data: Data, runs: Path, options: argparse.Namespace) -> tuple[Teacher, TeachersBatches]:
    """A teacher fitted on the corpora, and what makes its batches."""
    torch.manual_seed(options.seed)
    model, reader = Teacher(), TeachersBatches()
    model.encoder.load()

    passes = options.passes if options.part == "teacher" and options.passes else TEACHER_PASSES

    def of_batch(batch):
        return loss(model(reader(batch)), model.pair, batch, 1.0)

    fit(
        model,
        model.groups(),
        lambda draw: batches(data.epoch(draw, distil.LENGTH), 900, draw),
        of_batch,
        Run(runs / f"quotes-teacher-{options.seed}"),
        Plan(passes, seed=options.seed, warm_up=80, average_from=0.6, save_every=options.save_every),
        lambda: flat(data, model, reader, distil.LENGTH),
    )
    return model.eval(), reader


def soften(data: Data, plain: list[Article], runs: Path, options: argparse.Namespace) -> None:
    """Has the teacher say what it thinks of all texts that a student learns from."""
    folder = runs / f"quotes-soft-{options.seed}"

    def make() -> tuple[Teacher, TeachersBatches]:
        return teach(data, runs, options)

    distil.soften(make, data.documents, folder)
    distil.soften(make, plain, folder)
    for copy, original in data.changed:
        copy.soft = original.soft


def plain_articles(options: argparse.Namespace) -> list[Article]:
    """Plain texts for the teacher to label."""
    return [Article.around(document) for document in plain_texts(options.data, options.words)]


@dataclass(slots=True)
class Taught:
    """A student with what makes its batches, and the bins of its words."""

    model: Student
    reader: Batches
    bins: np.ndarray


def learn(data: Data, plain: list[Article], runs: Path, options: argparse.Namespace) -> Taught:
    """A student, taught by the annotation and by what the teacher said."""
    torch.manual_seed(options.seed)
    texts: list[Document] = [*data.documents, *plain]
    specs = tables(texts, SIZES[options.model].words, 2)
    bins_ = bins(specs[0], data.shares, texts)
    model, forgetting, reader = Student(specs, options.model), Batches(specs, 0.05, bins_), Batches(specs, 0.0, bins_)
    run = Run(runs / f"{options.model}-{options.seed}")
    if not run.path("weights.pt").exists():
        start_words(model.network, texts)

    def epoch(draw: random.Random) -> list:
        own = batches(data.epoch(draw, 220), 2200, draw)
        chosen = own + batches([window for each in plain for window in windows(each, 220, draw)], 2200, draw)
        draw.shuffle(chosen)
        return chosen

    fit(
        model,
        model.groups(2e-3),
        epoch,
        lambda batch: loss(model(forgetting(batch)), model.pair, batch, GOLD),
        run,
        Plan(
            options.passes or SIZES[options.model].passes,
            seed=options.seed,
            average_from=0.4,
            save_every=options.save_every,
        ),
        lambda: flat(data, model, reader, 400),
    )
    return Taught(model.eval(), reader, bins_)


def decoder(data: Data, model, reader, length: int) -> Decoder:
    """Scores fitted on the texts held out."""
    few = [source.name for source in data.sources if "content" in source.untold]
    held = [each for name, given in data.held.items() for each in given[: FEW if name in few else None]]
    return Decoder.fit(held, read(model, reader, held, length), [*data.sources, VARIANT])


def predict(data: Data, scores: Decoder, model, reader, length: int, folder: Path) -> dict[str, float]:
    """Writes what is found in the development parts, a file a corpus, in the form of `quotes/`; gives own figures of it."""
    folder.mkdir(parents=True, exist_ok=True)
    figures: dict[str, float] = {"threshold": scores.threshold}
    for source in data.sources:
        articles = data.dev[source.name]
        readings = read(model, reader, articles, length)
        found = [scores.read(article, reading) for article, reading in zip(articles, readings, strict=True)]
        with (folder / f"{source.name}.dev.jsonl").open("w", encoding="utf-8") as lines:
            for article, quotes in zip(articles, found, strict=True):
                lines.write(json.dumps(as_record(article, quotes), ensure_ascii=False) + "\n")
        figures |= _figures(source, articles, readings, found)
    return figures


def _figures(
    source: Source, articles: list[Article], readings: list[Reading], found: list[list[Found]]
) -> dict[str, float]:
    total = sum(
        np.array(measure.counts(article, quotes, inner=source.inner_told))
        for article, quotes in zip(articles, found, strict=True)
    )
    right, guessed, wanted = total.tolist()
    scored = [
        (quote.score, any(measure.is_right(gold, quote, article, source.untold) for gold in article.quotes))
        for article, quotes in zip(articles, found, strict=True)
        for quote in quotes
    ]
    reliable = reliability.curve([score for score, _ in scored], [right for _, right in scored])
    figures = {
        f"{source.name}_e2e": measure.f1(*total),
        f"{source.name}_precision": 100 * right / max(1, guessed),
        f"{source.name}_recall": 100 * right / max(1, wanted),
        f"{source.name}_calibration_error": reliability.error(reliable),
        f"{source.name}_reliability": reliable,
    }
    return figures | {f"{source.name}_{role}": value for role, value in measure.flat(articles, readings).items()}


def as_record(article: Article, quotes: list[Found]) -> dict:
    """An article with the quotations found in it, in the form of `quotes/`."""

    def characters(pieces: list[tuple[int, int]]) -> list[list[int]]:
        return [[int(article.spans[a, 0]), int(article.spans[b - 1, 1])] for a, b in pieces]

    return {
        "id": article.id,
        "corpus": article.corpus,
        "text": article.text,
        "quotes": [
            {
                "id": str(number),
                "kind": quote.kind,
                "content": characters(quote.content),
                "cue": characters(quote.cue),
                "source": characters(quote.source),
                "speaker": None,
                "level": int(quote.inner),
                "score": round(quote.score, 4),
            }
            for number, quote in enumerate(quotes)
        ],
    }


def save(folder: Path, name: str, taught: Taught, scores: Decoder) -> Path:
    """Writes the weights: the network, the pair head and what decoding needs."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.safetensors"
    network = folded(taught.model.network, taught.bins)
    extra = pair_tensors(taught.model.pair, taught.model.network) | scores.tensors()
    export.write(path, network, extra, metadata())
    return path


def pair_tensors(pair: nn.Module, network: Network) -> dict[str, np.ndarray]:
    """The pair head (`pair.…`, floats but for its convolution, which is a matrix like those of the network), and what a user's
    own cue adds to a word's row (`cue.bonus`)."""
    made = {f"pair.{key}": value.numpy() for key, value in pair.state_dict().items()}
    whole, scale = rounded(pair.convolution.weight.detach(), MATRIX)
    rows = network.tables[CUE].weight.detach()
    made |= {"pair.convolution.weight": whole.numpy(), "pair.convolution.scale": scale.numpy()}
    return made | {"cue.bonus": (rows[-1] - rows[0]).numpy()}


def metadata() -> dict[str, str]:
    """The settings that the library reads of a model of quotations."""
    return {"distances": " ".join(map(str, EDGES))}


def describe(
    weights: Path, options: argparse.Namespace, data: Data, student: Student, figures: dict[str, float]
) -> None:
    """Writes the card, and then its figures, for which the library reads weights and card."""
    told = tomllib.loads((Path(__file__).parent / "card.toml").read_text(encoding="utf-8"))
    known = {entry["name"]: entry for entry in told.pop("data")}
    names = [source.name for source in data.sources]
    if options.teachers and (options.data / "unlabelled").exists():
        names.append("plain")
    used = [known.get(name, {"name": name, "licence": "your own"}) for name in names]
    rounding = "matrices six bits, tables four, activations seven; the pair head's convolution like matrices, the rest of it not"
    fields = card.of_training(told, options, student.network.shape, rounding, f"; pairs {PAIR} wide")
    rows_ = [{"name": entry.get("title", entry["name"]), "licence": entry["licence"]} for entry in used]
    card.write(weights, fields, rows_, [])
    card.write(weights, fields, rows_, rows(weights, data, figures))


def rows(weights: Path, data: Data, figures: dict[str, float]) -> list[dict]:
    """The figures of the corpora that tell everything, for a card."""
    told = [source for source in data.sources if not source.untold]
    golds = {f"{source.name}.dev": data.paths[source.name] for source in told}
    outer = tuple(f"{source.name}.dev" for source in told if not source.inner_told)
    curves = {f"{source.name}.dev": figures[f"{source.name}_reliability"] for source in told}
    return [*card.scores(weights, "quotes", golds, outer), *card.calibration("quotes", curves)]


def decoded(data: Data, model, reader, length: int, folder: Path) -> tuple[Decoder, dict[str, float]]:
    """Fits the scores, and writes what is found in the development parts with figures of it, `figures.json`."""
    scores = decoder(data, model, reader, length)
    figures = predict(data, scores, model, reader, length, folder)
    print(
        folder.parent.name,
        *(f"{name} {value:.4g}" for name, value in figures.items() if isinstance(value, float)),
        flush=True,
    )
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    return scores, figures


def run(options: argparse.Namespace) -> None:
    """The whole training of a model, or up to the part that is asked for."""
    last = PARTS.index(options.part or PARTS[-1])
    data = Data.read(options.data, options.corpora)
    if options.part == "teacher":
        decoded(
            data,
            *teach(data, options.runs, options),
            distil.LENGTH,
            options.runs / f"quotes-teacher-{options.seed}" / "dev",
        )
        return
    plain = plain_articles(options) if options.teachers else []
    if options.teachers:
        soften(data, plain, options.runs, options)
    if last < PARTS.index("student"):
        return
    taught = learn(data, plain, options.runs, options)
    if last < PARTS.index("decode"):
        return
    model, reader = as_shipped(taught.model, taught.bins)
    scores, figures = decoded(data, model, reader, 400, options.runs / f"{options.model}-{options.seed}" / "dev")
    weights = save(options.out, options.model, taught, scores)
    describe(weights, options, data, taught.model, figures)
    if options.out.resolve() == (PARITY.parents[1] / "models").resolve():
        parity.write(PARITY / f"{options.model}.safetensors", PARITY / "texts.txt", model, reader, scores)
