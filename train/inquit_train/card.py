"""The card of a model: what it is, what it was made from, and how it scores, as TOML."""

import argparse
import datetime as dt
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import inquit
from inquit import _inquit

from . import reliability
from .network import Shape

MEASURES = {
    "tags": ("words", "sentences", "upos", "xpos", "lemma"),
    "entities": ("exact", "untyped"),
    "quotes": ("e2e", "exact_content", "exact_cue", "exact_source"),
    "speakers": ("speaker",),
}


def scores(
    weights: Path, task: str, golds: dict[str, Path], outer: tuple[str, ...] = (), *, core_labels: bool = False
) -> list[dict]:
    """The figures of the library with those weights on annotated files, each with its interval over documents.

    In the files named `outer` quotations within others are left out, as they are not annotated there. With `core_labels`
    the labels of names are people, organisations and places alone, and measures say so.
    """
    with tempfile.TemporaryDirectory() as folder:
        for end in (".safetensors", ".toml"):
            shutil.copy(weights.with_suffix(end), Path(folder) / f"{task}{end}")
        pipeline = inquit.load(folder)
        reports = {
            name: _inquit.evaluate(pipeline, path, None, top_level=name in outer, core_labels=core_labels, draws=1000)
            for name, path in golds.items()
        }
    return [
        {"data": name, **row, "measure": row["measure"] + (" (core labels)" if core_labels else "")}
        for name, report in reports.items()
        for row in report["rows"]
        if row["measure"] in MEASURES[task]
    ]


def of_training(told: dict, options: argparse.Namespace, shape: Shape, rounding: str, beside: str = "") -> dict:
    """What a card says of a network and how it was made; `beside` is what the architecture has beside the network."""
    return {
        **told,
        "command": f"make train MODEL={options.model}",
        "seed": options.seed,
        "architecture": f"tables {shape.table} wide; {', '.join(shape.layers)}; {shape.width} wide{beside}",
        "products": shape.products(),
        "rounding": rounding,
    }


def calibration(task: str, curves: dict[str, reliability.Curve]) -> list[dict]:
    """Rows of how far the scores of a task are from how often they are right: a curve a corpus."""
    return [
        {
            "data": name,
            "measure": f"calibration error of {task}",
            "class": "all",
            "value": reliability.error(curve) / 100,
        }
        | {"curve": [[count, round(score, 3), round(right, 3)] for count, score, right in curve]}
        for name, curve in curves.items()
        if curve
    ]


def write(weights: Path, fields: dict, data: list[dict], rows: list[dict]) -> None:
    """Writes the card that belongs to a file of weights, beside it."""
    content = weights.read_bytes()
    head = {
        "name": weights.stem,
        **fields,
        "date": dt.datetime.now(dt.UTC).date(),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    lines = [f"# The card of `{weights.name}`, written by the training.", *map(_line, head.items())]
    for entry in data:
        lines += ["", "[[data]]", *map(_line, entry.items())]
    for row in rows:
        lines += [
            "",
            "[[score]]",
            _line(("data", row["data"])),
            _line(("measure", row["measure"])),
            *([] if row["class"] == "all" else [_line(("of", row["class"]))]),
            f"value = {100 * row['value']:.2f}",
        ]
        if "curve" in row:
            lines.append(f"reliability = {row['curve']}  # how many, their mean score, the share that is right")
        if "interval" in row:
            low, high = row["interval"]
            lines += [f"interval = [{100 * low:.2f}, {100 * high:.2f}]", f"gold = {row['gold']}"]
    weights.with_suffix(".toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(field: tuple) -> str:
    key, value = field
    if isinstance(value, str) and "\n" in value:
        return f'{key} = """\n{value.strip()}"""'
    return f"{key} = {value if isinstance(value, (int, float, dt.date)) else json.dumps(value, ensure_ascii=False)}"
