"""Writes what the library says of coreference in an annotated file, and the annotation beside it, for a scorer to read.

`python -m inquit_train.speakers.predict litbank.dev.jsonl.gz FOLDER` writes `gold.jsonl` and `predicted.jsonl`, documents with
`mentions` (`start`, `end`, `cluster`): names and pronouns of people, or all mentions where the file is one of GAP.
"""

import argparse
import json
from pathlib import Path

import inquit

from ..corpus import records

KINDS = {"PROP": "name", "PRON": "pronoun"}
PEOPLE = ("PER", "person")


def of_people(record: dict) -> list[dict]:
    """The names and pronouns of people in an annotation."""
    clusters = record["clusters"]
    return [
        mention
        for mention in record["mentions"]
        if mention["kind"] in KINDS and (mention.get("type") or clusters[mention["cluster"]]["kind"]) in PEOPLE
    ]


def found(document: inquit.Doc, *, everything: bool) -> list[dict]:
    """The same of a document of the library, or all its mentions."""
    return [
        {"start": mention.start, "end": mention.end, "cluster": cluster.id}
        for cluster in document.clusters
        for mention in cluster.mentions
        if everything or (cluster.label == "PER" and mention.kind in KINDS.values())
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="inquit_train.speakers.predict", description=__doc__)
    parser.add_argument("gold", type=Path, help="annotated documents, JSON Lines")
    parser.add_argument("out", type=Path, help="folder to write to")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    pipeline = inquit.load()
    with (options.out / "gold.jsonl").open("w") as gold, (options.out / "predicted.jsonl").open("w") as predicted:
        for record in records(options.gold):
            is_gap = "gap" in record
            mentions = record["mentions"] if is_gap else of_people(record)
            print(json.dumps(record | {"mentions": mentions}), file=gold)
            own = found(pipeline(record["text"]), everything=is_gap)
            print(json.dumps({"id": record["id"], "mentions": own}), file=predicted)


if __name__ == "__main__":
    main()
