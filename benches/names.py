"""Names of inquit and of spaCy's English models on the same texts, one after the other in one run.

    pip install spacy && python -m spacy download en_core_web_sm && python -m spacy download en_core_web_md
    python benches/names.py news.dev.jsonl.gz ...

Each file holds JSON Lines with "text" and "entities" (start, end, label). F1 is of exact spans with people,
organisations and places (countries, buildings and other places as one label). A model that is not installed is left
out. Memory is what the process grew by while loading and reading; inquit's time is that of the whole document, every
layer included.
"""

import gzip
import importlib.util
import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path

CORE = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
ENGINES = ("inquit", "en_core_web_sm", "en_core_web_md")


def documents(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines]


def core(entities):
    return {(start, end, CORE[label]) for start, end, label in entities if label in CORE}


def reader(engine):
    if engine == "inquit":
        import inquit  # noqa: PLC0415

        nlp = inquit.load()
        return lambda text: [(entity.start, entity.end, entity.label) for entity in nlp(text).entities]
    import spacy  # noqa: PLC0415

    nlp = spacy.load(engine, exclude=["parser", "lemmatizer", "tagger", "attribute_ruler"])
    return lambda text: [(entity.start_char, entity.end_char, entity.label_) for entity in nlp(text).ents]


def compare(engine, path):
    given = documents(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read = reader(engine)
    read(given[0]["text"])
    right = gold = found = words = 0
    spent = 0.0
    for document in given:
        begun = time.perf_counter()
        names = read(document["text"])
        spent += time.perf_counter() - begun
        want = core((entity["start"], entity["end"], entity["label"]) for entity in document["entities"])
        have = core(names)
        right, gold, found = right + len(want & have), gold + len(want), found + len(have)
        words += len(document["text"].split())
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    folder = Path(importlib.util.find_spec(engine).origin).parent
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    score = 200 * right / max(1, gold + found)
    print(
        f"{path}  {engine:15} F1 {score:5.1f}  {words / spent:9,.0f} words/s  {grown:6.0f} MB  {size:5.0f} MB on disk"
    )


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        for name in ENGINES:
            if importlib.util.find_spec(name):
                # A process of its own, so that memory is its own.
                process = multiprocessing.get_context("spawn").Process(target=compare, args=(name, argument))
                process.start()
                process.join()
