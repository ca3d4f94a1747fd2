"""Sentences of inquit, pySBD and sentencex on the same texts: F1 of exact sentences, white space aside, and speed.

    pip install pysbd sentencex
    python benches/rivals.py ewt.dev.jsonl.gz ...

Each file holds JSON Lines with "text" and "sentences" as [start, end] in code points. inquit's time is that of the
whole document, every layer included, since that is what its Python calls give.
"""

import gzip
import json
import sys
import time

import pysbd
import sentencex

import inquit

SEGMENTER = pysbd.Segmenter(language="en", clean=False, char_span=True)


def by_pysbd(text):
    return [(span.start, span.end) for span in SEGMENTER.segment(text)]


def by_sentencex(text):
    found, at = [], 0
    for sentence in sentencex.segment("en", text):
        stripped = sentence.strip()
        start = text.find(stripped, at) if stripped else -1
        if start >= 0:
            at = start + len(stripped)
            found.append((start, at))
    return found


def by_inquit(text):
    return [(sentence.start, sentence.end) for sentence in inquit.parse(text).sentences]


def squeezed(text, spans):
    """The spans counted in characters that are not white space."""
    place, seen = [], 0
    for character in text:
        place.append(seen)
        seen += not character.isspace()
    place.append(seen)
    return {(place[start], place[end]) for start, end in spans if place[start] < place[end]}


def compare(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        documents = [json.loads(line) for line in lines]
    size = sum(len(document["text"].encode()) for document in documents)
    for name, split in (("inquit", by_inquit), ("pySBD", by_pysbd), ("sentencex", by_sentencex)):
        right = gold = found = 0
        spent = 0.0
        for document in documents:
            start = time.perf_counter()
            spans = split(document["text"])
            spent += time.perf_counter() - start
            want, have = squeezed(document["text"], document["sentences"]), squeezed(document["text"], spans)
            right, gold, found = right + len(want & have), gold + len(want), found + len(have)
        print(f"{path}  {name:10} F1 {200 * right / (gold + found):6.2f}   {size / spent / 1e6:8.2f} MB/s")


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        compare(argument)
