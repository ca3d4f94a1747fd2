"""Times `inquit.tokenize` beside `str.split` on the same text in the same run, and says how many times faster it is.

The text is the example article, repeated, with its typographic marks and with typewriter ones. Each figure is the
best of several rounds taken in turn, so that what else the machine does weighs on both alike.
"""

import argparse
import time
from pathlib import Path

import inquit

TYPEWRITER = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "–": "-", "…": "..."})


def seconds(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def compare(name, text, rounds):
    """Prints one row; returns the ratio."""
    words, tokens = len(text.split()), len(inquit.tokenize(text))
    assert tokens > words, "every word is a token, and so is every mark"
    split, tokenize = float("inf"), float("inf")
    for _ in range(rounds):
        split = min(split, seconds(text.split))
        tokenize = min(tokenize, seconds(lambda: inquit.tokenize(text)))
    print(
        f"{name:10} str.split {split / words * 1e9:6.1f} ns/word   inquit.tokenize {tokenize / tokens * 1e9:6.1f} "
        f"ns/token   {len(text.encode()) / tokenize / 1e6:6.0f} MB/s   {split / tokenize:5.2f} times as fast"
    )
    return split / tokenize


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--copies", type=int, default=400)
    arguments = parser.parse_args()
    article = Path(__file__).parent.parent.joinpath("examples", "article.txt").read_text(encoding="utf-8")
    text = "\n\n".join([article] * arguments.copies)
    ratios = [
        compare("article", text, arguments.rounds),
        compare("ascii", text.translate(TYPEWRITER), arguments.rounds),
    ]
    print(f"slowest ratio: {min(ratios):.2f}")


if __name__ == "__main__":
    main()
