"""The teacher of quotations, what it says, and from what a network says to quotations; every step is kept on disk and not done
again."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from .. import card, reliability
from ..batches import batches
from ..fit import Plan, Run, fit
from ..network import Network
from ..quantise import MATRIX, rounded
from ..student import CUE
from . import distil, measure
from .data import VARIANT, Data, Source
from .decode import Decoder, Found
from .gold import Article, Reading
from .learn import loss, read
from .model import Teacher, TeachersBatches
from .pairs import EDGES

TEACHER_PASSES = 2.5
FEW = 4  # texts for the scores from a corpus that tells little: novels have so many quotations that they would drown the news


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
    model, reader = Teacher(options.encoder), TeachersBatches()
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
