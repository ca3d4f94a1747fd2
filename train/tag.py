"""Trains the tagger: `python3 train/tag.py --data FOLDER` writes `models/tag-en-0.bin` and its card.

FOLDER holds `tokens/NAME.train.jsonl.gz`, `tokens/NAME.dev.jsonl.gz` and `lists/lemmas.tsv`. Needs numpy. The same
data, options and version of numpy give the same bytes.
"""

import argparse
import datetime as dt
import hashlib
import random
import sys
from pathlib import Path

import numpy as np
from tagger import corpus, file, lemmas, lexicon, perceptron

MODELS = Path(__file__).parent.parent / "models"
CARD = Path(__file__).parent / "tagger" / "card.toml"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of the data")
    parser.add_argument("--train", default="ewt gum gum_sa eslspok", help="corpora to learn from")
    parser.add_argument("--dev", default="ewt gum gum_sa", help="corpora to measure on")
    parser.add_argument("--lines", type=int, default=8192, help="lines of 64 weights; a power of two")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--margin", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=MODELS)
    return parser.parse_args()


class Held:
    """Documents to measure on."""

    def __init__(self, path, words, lines):
        self.documents = corpus.documents(path)
        self.page = perceptron.Page([s for d in self.documents for s in d], words, lines)

    def counts(self, weights, words, lemma):
        """For each document: words, and of them right by part of speech, by Penn tag, by lemma."""
        tags = iter(perceptron.tag(self.page, weights))
        return [self._count(document, tags, words.labels, lemma) for document in self.documents]

    @staticmethod
    def _count(document, tags, labels, lemma):
        total = np.zeros(4, int)
        for word in (w for sentence in document for w in sentence):
            tag = next(tags)
            found = lemma.lemma(tag, word.form)
            total += (1, word.upos == labels[tag][0], word.xpos == labels[tag][1], word.lemma in (None, found))
        return total


def interval(counts, column, draws=1000):
    """The share that is right, in percent, with a 95 % interval over documents."""
    draw, shares = random.Random(1), []
    for _ in range(draws):
        words = np.sum(draw.choices(counts, k=len(counts)), axis=0)
        shares.append(100 * words[column] / words[0])
    shares.sort()
    words = np.sum(counts, axis=0)
    return 100 * words[column] / words[0], shares[round(0.025 * draws)], shares[round(0.975 * draws) - 1]


def scores(held, weights, words, lemma):
    """The card's lines of scores."""
    for name, each in held.items():
        counts = each.counts(weights, words, lemma)
        for column, measure in enumerate(("UPOS", "XPOS", "lemma"), start=1):
            share, low, high = interval(counts, column)
            yield (
                f'[[score]]\ndata = "{name}.dev"\nmeasure = "{measure}, given words and sentences"\n'
                f"value = {share:.2f}\ninterval = [{low:.2f}, {high:.2f}]\nwords = {sum(c[0] for c in counts)}\n"
            )


def main():
    options = arguments()
    tokens = options.data / "tokens"
    train = [
        s for name in options.train.split() for d in corpus.documents(tokens / f"{name}.train.jsonl.gz") for s in d
    ]
    forms = corpus.inflections(options.data / "lists" / "lemmas.tsv")
    words = lexicon.Lexicon(train, forms, lexicon.labels_of(train))
    lemma = lemmas.Lemmas(train, forms, words.labels, words.listed)
    page = perceptron.Page(train, words, options.lines)
    learner = perceptron.Learner(page, perceptron.gold(train, words.labels), options.lines, options.margin)
    weights = file.small(learner.learn(options.epochs, options.seed))
    model = file.packed(words, weights, lemma)
    (options.out / "tag-en-0.bin").write_bytes(model)
    held = {name: Held(tokens / f"{name}.dev.jsonl.gz", words, options.lines) for name in options.dev.split()}
    lines = "\n".join(scores(held, weights.astype(int), words, lemma))
    card = CARD.read_text().format(
        sha256=hashlib.sha256(model).hexdigest(),
        bytes=len(model),
        scores=lines,
        date=dt.datetime.now(dt.UTC).date(),
        **{k: v for k, v in vars(options).items() if k != "out"},
    )
    (options.out / "tag-en-0.toml").write_text(card)
    print(lines, file=sys.stderr)


if __name__ == "__main__":
    main()
