"""Reads tagged sentences and the list of inflected forms."""

import csv
import gzip
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word: what a multi-word token such as "don't" has two of. `None` where the corpus says nothing."""

    form: str
    upos: str | None
    xpos: str | None
    lemma: str | None


def documents(path: Path) -> list[list[list[Word]]]:
    """The documents of a JSON Lines file, each a list of sentences, each a list of words."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_sentences(json.loads(line)) for line in lines]


def _sentences(document: dict) -> list[list[Word]]:
    split = {entry["token"]: entry["words"] for entry in document.get("mwt") or ()}
    words = []
    for number, token in enumerate(document["tokens"]):
        words += [(token["start"], word) for word in split.get(number, [token])]
    found, at = [], 0
    for _, end in document["sentences"]:
        first = at
        while at < len(words) and words[at][0] < end:
            at += 1
        found.append([_word(word) for _, word in words[first:at]])
    return [sentence for sentence in found if sentence]


def _word(given: dict) -> Word:
    # GUM writes a few straight quotation marks as their own tag, which Penn's list does not have.
    xpos = "''" if given["xpos"] == '"' else given["xpos"]
    return Word(given["form"], given["upos"], xpos, given["lemma"])


def inflections(path: Path) -> dict[str, set[tuple[str, str]]]:
    """`{form: {(part of speech, lemma)}}` of a list of inflected forms; where it gives several lemmas, the first."""
    found = defaultdict(set)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["form"]].add((row["pos"], row["lemma"].split("/")[0]))
    return found
