"""Times `inquit.tokenize` beside `str.split` on the same text in the same run, and says how many times faster it is.

    python benches/split.py [FILE ...]

Without a file the texts are drawn from the example article, word by word, from a fixed seed: were the article merely
repeated, the processor would learn its branches by heart and flatter the tokenizer. `article` has its typographic
marks, `ascii` typewriter ones. Each figure is the best of several rounds taken in turn, so that what else the machine
does weighs on both alike. Only making the result is timed; freeing it, which takes `str.split` long, is not.
"""

import argparse
import random
import time
from pathlib import Path

import inquit

TYPEWRITER = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "–": "-", "…": "..."})
WORDS_A_LINE = 80


def drawn(article, count):
    """A text of `count` words of the article in a fixed random order, in paragraphs."""
    words = random.Random(1).choices(article.split(), k=count)
    return "\n\n".join(" ".join(words[at : at + WORDS_A_LINE]) for at in range(0, count, WORDS_A_LINE))


def timed(call):
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def compare(name, text, rounds):
    """Prints one row; returns the ratio."""
    split = tokenize = float("inf")
    for _ in range(rounds):
        spent, words = timed(text.split)
        split = min(split, spent)
        spent, tokens = timed(lambda: inquit.tokenize(text))
        tokenize = min(tokenize, spent)
    assert len(tokens) >= len(words), "every word is a token or more"
    print(
        f"{name:10} str.split {split / len(words) * 1e9:6.1f} ns/word   "
        f"inquit.tokenize {tokenize / len(tokens) * 1e9:6.1f} ns/token   "
        f"{len(text.encode()) / tokenize / 1e6:6.0f} MB/s   {split / tokenize:5.2f} times as fast"
    )
    return split / tokenize


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="texts of your own")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--words", type=int, default=400_000)
    arguments = parser.parse_args()
    texts = {path.name: path.read_text(encoding="utf-8") for path in arguments.files}
    if not texts:
        article = Path(__file__).parent.parent.joinpath("examples", "article.txt").read_text(encoding="utf-8")
        text = drawn(article, arguments.words)
        texts = {"article": text, "ascii": text.translate(TYPEWRITER)}
    ratios = [compare(name, text, arguments.rounds) for name, text in texts.items()]
    print(f"slowest ratio: {min(ratios):.2f}")


if __name__ == "__main__":
    main()
