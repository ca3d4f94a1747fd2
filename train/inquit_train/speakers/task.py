"""From annotated texts to the rankers that name speakers.

The library reads the texts and makes its choices by what it has learned so far; what would have been right teaches the next
round, so that rankers learn from what follows of their own choices (DAgger, Ross et al. 2011).
"""

import argparse
import json
import tomllib
from pathlib import Path

import numpy as np

import inquit
from inquit import _inquit

from .. import card, export, reliability
from ..corpus import find
from . import gold, model
from .choices import gather, stack
from .model import Ranker

ROUNDS = 4
NAME = "speakers"
# The choices as the library calls them, and how often our news count: they are few, and what the library is for.
PARTS = {"mention": 10.0, "turn": 5.0}


def write(path: Path, rankers: dict[str, Ranker]) -> None:
    """Writes the weights, and a card that says no more than whose it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tensors = {key: value for name, ranker in rankers.items() for key, value in ranker.tensors(name).items()}
    export.save_tensors(path, tensors, {})
    card.write(path, {"version": 1}, [], [])


def first() -> dict[str, Ranker]:
    """Rankers that know nothing: they take the first candidate."""
    return {name: Ranker(size).silent() for name, size in zip(PARTS, _inquit.choice_features(), strict=True)}


def run(options: argparse.Namespace) -> None:
    """Learns in rounds; the last rankers are written with their card."""
    train, dev = (gold.read(options.data, part) for part in ("train", "dev"))
    if not train:
        raise FileNotFoundError(f"{options.data} has no corpus in which referents or speakers are told")
    folder = options.runs / f"{NAME}-{options.seed}"
    weights = folder / f"{NAME}.safetensors"
    rankers = first()
    pools: tuple[list, list] = ([], [])
    for number in range(ROUNDS):
        write(weights, rankers)
        pipeline = inquit.load(str(folder))
        found = gather(pipeline, [text for texts in train.values() for text in texts])
        # What followed of choices that nobody had learned is soon forgotten.
        pools = tuple([*new, *(old if number > 1 else [])] for new, old in zip(found, pools, strict=True))
        rankers = {
            name: model.learn(stack(pool), news, options.seed + number) if pool else rankers[name]
            for (name, news), pool in zip(PARTS.items(), pools, strict=True)
        }
    write(options.out / f"{NAME}.safetensors", rankers)
    describe(options, rankers, train, dev)


def describe(options: argparse.Namespace, rankers: dict[str, Ranker], train: dict, dev: dict) -> None:
    """Writes the card: the figures of speakers by the library, and of single choices."""
    weights = options.out / f"{NAME}.safetensors"
    told = tomllib.loads((Path(__file__).parent / "card.toml").read_text(encoding="utf-8"))
    known = {entry["name"]: entry for entry in told.pop("data")}
    titles = {name: known.get(name, {"title": name, "licence": "your own"}) for name in train}
    data = [{"name": entry["title"], "licence": entry["licence"]} for entry in titles.values()]
    fields = {
        **told,
        "command": f"make train MODEL={NAME}",
        "seed": options.seed,
        "architecture": f"two rankers of candidates with a hidden layer of {model.HIDDEN}",
    }
    card.write(weights, fields, data, [])
    golds = measured(options.data, dev)
    rows = card.scores(weights, NAME, golds)
    pipeline = inquit.load(str(options.out))
    rows += card.calibration("speakers", {f"{name}.dev": of_speakers(pipeline, golds) for name, golds in dev.items()})
    found = gather(pipeline, [text for texts in dev.values() for text in texts])
    for name, made in zip(PARTS, found, strict=True):
        if made:
            rows += of_choices(name, rankers[name], made)
    card.write(weights, fields, data, rows)
    print(json.dumps([{key: row[key] for key in ("data", "measure", "value")} for row in rows]), flush=True)


def measured(folder: Path, dev: dict[str, list[gold.Gold]]) -> dict[str, Path]:
    """The files on which the speakers of quotations are measured: our news, and corpora that tell them of all quotations."""
    made = {"news.dev": find(folder / "news", "dev")} if "news" in dev else {}
    for name, golds in dev.items():
        if name != "news" and any(each.speakers for each in golds):
            made[f"{name}.dev"] = find(folder / "quotes", f"{name}.dev")
    return made


def of_speakers(pipeline, golds: list[gold.Gold]) -> reliability.Curve:
    """How sure the library is of speakers, and how often it is right, in quotations that begin where annotated ones do."""
    scores, right = [], []
    for each in golds:
        for quote in pipeline(each.text).quotes:
            wanted = each.speaker(quote.content[0].start)
            if wanted is not None and quote.speaker is not None:
                scores.append(quote.speaker_score)
                right.append(each.names.get(gold.normal(quote.speaker.name)) == wanted)
    return reliability.curve(scores, right)


def of_choices(name: str, ranker: Ranker, made: list[tuple]) -> list[dict]:
    """Rows of how many choices are right, and of how sure the ranker is of them, a corpus."""
    given = stack(made)
    chance, right = model.judge(ranker, given)
    rows = []
    for corpus in sorted(set(given.corpus.tolist())):
        own = given.corpus == corpus
        row = {
            "data": f"{corpus}.dev",
            "measure": f"choices of a {name}",
            "class": "all",
            "value": float(np.mean(right[own])),
        }
        rows.append(row)
        curve = reliability.curve(chance[own].tolist(), right[own].tolist())
        rows += card.calibration(f"choices of a {name}", {f"{corpus}.dev": curve})
    return rows
