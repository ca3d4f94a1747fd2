"""The `inquit` command: arguments and messages; reading and analysing is done by the compiled part."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import inquit

if TYPE_CHECKING:
    from collections.abc import Sequence

OK, SOME_FAILED, WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status: 0 all done, 1 some documents failed, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        name = f"{error.filename}: " if error.filename is not None else ""
        return _wrong(f"{name}{error.strerror or error}")
    except inquit.InquitError as error:
        return _wrong(str(error))
    except KeyboardInterrupt:
        print("inquit: stopped", file=sys.stderr)
        return 130
    return status


def _wrong(message: str) -> int:
    print(f"inquit: {message}", file=sys.stderr)
    return WRONG_USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="inquit", description=inquit.__doc__)
    parser.add_argument("--version", action="version", version=f"inquit {inquit.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    show = commands.add_parser("show", help="draw one text with its quotations, speakers and names")
    show.add_argument("file", metavar="FILE", help="a text in UTF-8; - for standard input")
    show.add_argument("--color", choices=["auto", "always", "never"], default="auto", help="when to use colours")
    show.add_argument("--width", type=_width, default=None, metavar="COLUMNS", help="columns to draw in")
    show.add_argument("--no-entities", action="store_true", help="leave the list of names out")
    _add_settings(show)
    show.set_defaults(run=_show)

    annotate = commands.add_parser("annotate", help="read JSON Lines with id and text, write every layer")
    annotate.add_argument("input", metavar="DOCS.jsonl", help="JSON Lines, also .gz; - for standard input")
    annotate.add_argument("-o", "--output", required=True, metavar="FILE", help="JSON Lines; - for standard output")
    _add_settings(annotate)
    annotate.set_defaults(run=_annotate)

    evaluate = commands.add_parser("evaluate", help="score predictions, or this library, against a gold file")
    evaluate.add_argument("gold", metavar="GOLD.jsonl", help="annotated JSON Lines, also .gz")
    evaluate.add_argument("predicted", metavar="PREDICTED.jsonl", nargs="?", help="without it the texts are read anew")
    evaluate.add_argument("--top-level", action="store_true", help="leave out quotations inside quotations")
    evaluate.add_argument("--core-labels", action="store_true", help="map entity labels onto PER, ORG and LOC")
    evaluate.add_argument("--draws", type=int, default=1000, metavar="N", help="draws for the intervals; 0 for none")
    evaluate.add_argument("--json", action="store_true", help="print the measures as JSON")
    _add_settings(evaluate)
    evaluate.set_defaults(run=_evaluate)
    return parser


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", default="default", help="a model that is built in, or a folder with one of your own")
    parser.add_argument("--cue", action="append", default=[], metavar="WORD", help="a reporting word of your own")
    parser.add_argument(
        "--alias", action="append", default=[], type=_alias, metavar="OTHER=NAME", help="another name of somebody"
    )
    parser.add_argument("--gazetteer", metavar="CSV", help="names of your own: a file with the columns name and label")
    parser.add_argument("--min-score", type=float, metavar="SCORE", help="the lowest score of a quotation, 0 to 1")
    parser.add_argument(
        "--medium", action="append", default=[], metavar="MEDIUM", help="speech, writing or thought; without it all"
    )


def _width(given: str) -> int:
    least = 20
    if not given.isascii() or not given.isdigit() or int(given) < least:
        raise argparse.ArgumentTypeError(f"{given!r} is not a number of columns from {least} up")
    return int(given)


def _alias(given: str) -> tuple[str, str]:
    other, sign, name = given.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError(f"{given!r} is not of the form OTHER=NAME, such as POTUS='Donald Trump'")
    return other, name


def _load(options: argparse.Namespace) -> inquit.Pipeline:
    return inquit.load(
        options.model,
        cues=options.cue,
        aliases=dict(options.alias),
        gazetteer=options.gazetteer,
        min_score=options.min_score,
        mediums=options.medium,
    )


def _show(options: argparse.Namespace) -> int:
    from inquit.terminal import render  # noqa: PLC0415 - other commands start faster without it

    nlp = _load(options)
    raw = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = "standard input" if options.file == "-" else options.file
        return _report([f"{name}: byte {error.start + 1} is not UTF-8; convert it first, for example with iconv"])
    width = options.width or min(shutil.get_terminal_size((100, 24)).columns, 100)
    drawn = render(nlp(text), width=width, colour=_colour(options.color), entities=not options.no_entities)
    sys.stdout.write(drawn.encode(sys.stdout.encoding or "utf-8", "replace").decode(sys.stdout.encoding or "utf-8"))
    return OK


def _colour(wish: str) -> bool:
    if wish != "auto":
        return wish == "always"
    # https://no-color.org
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _report(failures: Sequence[str]) -> int:
    for failure in failures:
        print(f"inquit: {failure}", file=sys.stderr)
    return SOME_FAILED if failures else OK


def _annotate(options: argparse.Namespace) -> int:
    from inquit._inquit import annotate  # noqa: PLC0415 - not part of the public names

    _, failures = annotate(_load(options), options.input, options.output)
    return _report(failures)


def _evaluate(options: argparse.Namespace) -> int:
    from inquit._inquit import evaluate  # noqa: PLC0415 - not part of the public names

    if options.draws < 0:
        return _wrong(f"--draws {options.draws}: a number of draws is 0 or more")
    report = evaluate(
        _load(options),
        options.gold,
        options.predicted,
        top_level=options.top_level,
        core_labels=options.core_labels,
        draws=options.draws,
    )
    failures = report.pop("failures")
    table = report.pop("table")
    print(json.dumps(report, indent=1) if options.json else table, end="\n" if options.json else "")
    if report["unmatched"]:
        print(f"inquit: {report['unmatched']} predicted documents have no gold document", file=sys.stderr)
    return _report(failures)
