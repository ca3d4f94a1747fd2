"""The loop that fits a network: the same for teachers and students, for every task."""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast."""

    passes: float
    seed: int = 1
    warm_up: int = 100
    # The weights that are kept are a running average over the last part of the run (Izmailov et al. 2018).
    average_from: float = 0.5
    average: float = 0.98
    clip: float = 1.0
    # Seconds between checkpoints.
    save_every: float = 120.0


class Run:
    """A folder with what a run leaves behind: `log.jsonl`, `curve.png`, `checkpoint.pt` until it ends, `weights.pt`."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, name: str) -> Path:
        return self.folder / name

    def log(self, **entry) -> None:
        with self.path("log.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(entry) + "\n")
        print(
            self.folder.name,
            *(f"{key} {value:.5g}" if isinstance(value, float) else f"{key} {value}" for key, value in entry.items()),
            flush=True,
        )

    def entries(self) -> list[dict]:
        path = self.path("log.jsonl")
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def fit(
    model: nn.Module,
    groups: list[dict],
    epoch: Callable[[random.Random], list],
    loss: Callable[[list], Tensor],
    run: Run,
    plan: Plan,
    score: Callable[[], dict[str, float]] | None = None,
) -> None:
    """Fits `model` on the batches of `epoch`, or takes up a run where it was broken off; leaves the averaged weights in it.

    Every pass has an order of its own, drawn from the seed, so that a run taken up goes on as it would have. `score` is
    called after each pass and its figures logged. Each group has its highest rate as `lr`; all rise and fall together.
    """
    done = run.path("weights.pt")
    if done.exists():
        model.load_state_dict(torch.load(done, weights_only=True))
        return
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    torch.manual_seed(plan.seed)
    total = round(len(epoch(_draw(plan.seed, 0))) * plan.passes)
    state = _State(model, optimizer)
    state.load(run.path("checkpoint.pt"))
    began, spent, saved = time.time(), time.process_time(), time.time()
    model.train()
    while state.step < total:
        batches = epoch(_draw(plan.seed, state.passes))
        losses = []
        for batch in batches[state.place :]:
            if state.step >= total:
                break
            progress = state.step / total
            scale = min(1, (state.step + 1) / plan.warm_up) * max(0.02, 1 - progress)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            value = loss(batch)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            nn.utils.clip_grad_norm_([p for group in groups for p in group["params"]], plan.clip)
            optimizer.step()
            losses.append(float(value.detach()))
            state.advance(progress >= plan.average_from, plan.average)
            if len(losses) == 100:
                run.log(step=state.step, of=total, loss=float(np.mean(losses)), seconds=round(time.time() - began))
                losses = []
            if time.time() - saved > plan.save_every:
                state.save(run.path("checkpoint.pt"))
                saved = time.time()
        state.passes, state.place = state.passes + 1, 0
        if score is not None and state.step < total:
            model.eval()
            run.log(step=state.step, of=total, passes=state.passes, **score())
            model.train()
    state.settle()
    model.eval()
    run.log(step=total, of=total, minutes=(time.process_time() - spent) / 60, **(score() if score else {}))
    torch.save(model.state_dict(), done)
    run.path("checkpoint.pt").unlink(missing_ok=True)
    draw_curve(run)


def _draw(seed: int, passes: int) -> random.Random:
    return random.Random(seed * 1000 + passes)


class _State:
    """Where a run is, and the average of its weights."""

    def __init__(self, model: nn.Module, optimizer: torch.optim.Optimizer):
        self.model, self.optimizer = model, optimizer
        self.step = self.passes = self.place = 0
        self.mean: dict[str, Tensor] = {}

    def advance(self, averaging: bool, keep: float) -> None:
        self.step += 1
        self.place += 1
        if averaging and self.step % 10 == 0:
            with torch.no_grad():
                for name, value in self.model.named_parameters():
                    if name in self.mean:
                        self.mean[name].lerp_(value, 1 - keep)
                    elif value.requires_grad:
                        self.mean[name] = value.detach().clone()

    def settle(self) -> None:
        with torch.no_grad():
            for name, value in self.model.named_parameters():
                if name in self.mean:
                    value.copy_(self.mean[name])

    def save(self, path: Path) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "mean": self.mean,
            "at": (self.step, self.passes, self.place),
            "random": torch.get_rng_state(),
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> None:
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.mean = state["mean"]
        self.step, self.passes, self.place = state["at"]
        torch.set_rng_state(state["random"])


def draw_curve(run: Run) -> None:
    """Draws the loss and the figures of a run's log into `curve.png`."""
    entries = run.entries()
    figure = Figure(figsize=(7, 4))
    left = figure.subplots()
    losses = [(entry["step"], entry["loss"]) for entry in entries if "loss" in entry]
    if losses:
        left.plot(*zip(*losses, strict=True), color="tab:gray", label="loss")
    left.set(xlabel="step", ylabel="loss", title=run.folder.name)
    right = left.twinx()
    names = sorted(
        {name for entry in entries for name in entry} - {"step", "of", "loss", "seconds", "passes", "minutes"}
    )
    for name in names:
        points = [(entry["step"], entry[name]) for entry in entries if name in entry]
        right.plot(*zip(*points, strict=True), marker="o", label=name)
    right.set_ylabel("%, development part")
    if names:
        right.legend(loc="center left", bbox_to_anchor=(1.12, 0.5))
    figure.tight_layout()
    figure.savefig(run.path("curve.png"), dpi=110, bbox_inches="tight")
