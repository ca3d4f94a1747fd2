"""What the tests of training have in common."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def write(folder: Path, **parts: list[dict]) -> None:
    """Writes `own.PART.jsonl` for each part, a document a line."""
    folder.mkdir(parents=True)
    for part, records in parts.items():
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        (folder / f"own.{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def corpus_of(folder: Path, place: str, record: Callable, seed: int, train: int, dev: int) -> Path:
    """Writes so many made-up documents, `record(number, draw)`, to `data/PLACE` in the folder, and gives that back."""
    draw = random.Random(seed)
    made = ([record(number, draw) for number in range(count)] for count in (train, dev))
    write(folder / "data" / place, **dict(zip(("train", "dev"), made, strict=True)))
    return folder


def command(folder: Path, model: str, *options: str, out: str = "out", runs: str = "runs") -> list[str]:
    """What trains a model on `data` in the folder."""
    folders = [f"--data={folder / 'data'}", f"--runs={folder / runs}", f"--out={folder / out}"]
    return [sys.executable, "-m", "inquit_train", model, *folders, *options]


def trained(folder: Path, model: str, *options: str, out: str = "out", runs: str = "runs") -> Path:
    """Trains a model on `data` in the folder, and gives where it is."""
    subprocess.run(command(folder, model, *options, out=out, runs=runs), check=True, timeout=600)
    return folder / out
