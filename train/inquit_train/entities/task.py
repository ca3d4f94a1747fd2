"""From corpora to a trained network of names, step by step; every step is kept on disk and not done again."""

from functools import partial
from pathlib import Path

import torch

from ..batches import batches
from ..corpus import Document
from ..fit import Plan, Run, fit
from . import distil
from . import teacher as teaching
from .data import Data

TEACHER_PASSES = 5.0


def teach(data: Data, runs: Path, encoder: Path | None, seed: int = 1) -> tuple[teaching.Teacher, teaching.Batches]:
    """A teacher fitted on the corpora, and what makes its batches."""
    torch.manual_seed(seed)
    model = teaching.Teacher(encoder, len(data.guides))
    reader, forgetting = (teaching.Batches(data.guides, share) for share in (0.0, teaching.FORGETTING))

    def score() -> dict[str, float]:
        return data.measure({name: teaching.read(model, reader, given) for name, given in data.dev.items()})

    fit(
        model,
        model.groups(),
        lambda draw: batches(data.epoch(draw, 160), 720, draw),
        lambda batch: teaching.gold_loss(model(forgetting(batch)), batch),
        Run(runs / f"entities-teacher-{seed}"),
        Plan(TEACHER_PASSES, seed=seed, warm_up=80, average_from=0.6),
        score,
    )
    return model.eval(), reader


def soften(data: Data, plain: list[Document], runs: Path, encoder: Path | None) -> None:
    """Has the teacher say what it thinks of all texts."""
    make = partial(teach, data, runs, encoder)
    distil.soften(make, data.documents, runs / "entities-soft", "corpora")
    if plain:
        distil.soften(make, plain, runs / "entities-soft", "plain")
    for copy, original in data.recased:
        copy.targets["soft_names"] = original.targets["soft_names"]
