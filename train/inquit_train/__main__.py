"""Trains a model: `python -m inquit_train tags --data FOLDER`. Take it up again with the same command."""

import argparse
from pathlib import Path

import torch

from .reader import task as reader
from .speakers import task as speakers

ROOT = Path(__file__).parents[2]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="inquit_train", description=__doc__)
    parser.add_argument("model", choices=[*sorted(reader.SIZES), speakers.NAME], help="which network")
    parser.add_argument(
        "--data",
        type=Path,
        required=True,
        help="folder with tokens/NAME.train.jsonl.gz and NAME.dev.jsonl.gz, quotes/…, entities/…",
    )
    parser.add_argument(
        "--runs", type=Path, default=ROOT / "runs", help="where logs, curves, caches and checkpoints go"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "models", help="where the weights and their card go")
    parser.add_argument(
        "--teachers",
        type=int,
        default=1,
        help="how many teachers of tags (of quotations and names always one); none: learn from the annotation alone",
    )
    parser.add_argument(
        "--encoder", type=Path, help="ONNX file of the BERT, 384 wide, that teachers start from; else MiniLM-L6"
    )
    parser.add_argument("--corpora", nargs="+", help="of quotations: learn from these alone")
    parser.add_argument("--without", nargs="+", default=[], help="of names: learn from all corpora but these")
    parser.add_argument("--part", choices=reader.PARTS, help="go so far; without it to the end")
    parser.add_argument("--passes", type=float, help="passes over the texts, if not as for the models that ship")
    parser.add_argument("--words", type=int, default=1_200_000, help="words of plain text that the teachers label")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=float, default=120, help="seconds between checkpoints")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(mode=True)
    torch.utils.deterministic.fill_uninitialized_memory = False
    (speakers if options.model == speakers.NAME else reader).run(options)


if __name__ == "__main__":
    main()
