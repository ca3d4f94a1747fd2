"""Documents as they also come: without quotation marks, without paragraphs, as transcripts and interviews.

Each takes documents in the form of `quotes/` and gives new ones with the annotation moved along. They are learned from, and
`python -m inquit_train.quotes.variants` writes such variants of a development part, to measure what the change costs.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

from ..corpus import records

ROLES = ("content", "cue", "source")
MARKS = '“”„«»"'
STRAIGHT = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"}
# Who speaks in a transcript: as written, or in capitals; and those who have no name.
NAMELESS = ("QUESTION", "SPEAKER", "MODERATOR", "Reporter", "THE PRESIDENT", "HOST", "Interviewer")


def rewritten(record: dict, pattern: str, replace: Callable[[re.Match], str]) -> dict:
    """The document with every match replaced, and all spans moved with the letters that stay."""
    text = record["text"]
    moved = _moved(text, pattern, replace)
    quotes = []
    for quote in record.get("quotes") or ():
        spans = {role: _spans(quote.get(role) or [], moved) for role in ROLES}
        if spans["content"]:
            quotes.append({**quote, **spans})
    return {**record, "text": re.sub(pattern, replace, text), "quotes": quotes}


def _moved(text: str, pattern: str, replace: Callable[[re.Match], str]) -> list[int]:
    """Where each letter of a text stands after replacing; one that goes counts where it would stand."""
    moved, shift, at = [], 0, 0
    for match in re.finditer(pattern, text):
        moved += range(at + shift, match.start() + shift)
        new = len(replace(match))
        moved += [match.start() + shift + min(place, new) for place in range(match.end() - match.start())]
        shift += new - (match.end() - match.start())
        at = match.end()
    return [*moved, *range(at + shift, len(text) + shift + 1)]


def _spans(spans: list[list[int]], moved: list[int]) -> list[list[int]]:
    made = [[moved[start], moved[end]] for start, end in spans]
    return [[start, end] for start, end in made if end > start]


def without_marks(record: dict) -> dict:
    """No double quotation marks, as some scraping loses them."""
    return rewritten(record, f"[{MARKS}]", lambda _: "")


def in_one_line(record: dict) -> dict:
    """No line ends."""
    return rewritten(record, r"\s*\n\s*", lambda _: " ")


def straightened(record: dict) -> dict:
    """Typewriter marks."""
    return {**record, "text": "".join(STRAIGHT.get(letter, letter) for letter in record["text"])}


def lowered(record: dict) -> dict:
    """Lower case, where that keeps every letter in its place."""
    return {**record, "text": "".join(c.lower() if len(c.lower()) == 1 else c for c in record["text"])}


def shouted(record: dict) -> dict:
    """Upper case, likewise."""
    return {**record, "text": "".join(c.upper() if len(c.upper()) == 1 else c for c in record["text"])}


VARIANTS = {
    "straight marks": straightened,
    "no marks": without_marks,
    "one line": in_one_line,
    "lower case": lowered,
    "upper case": shouted,
}


def utterances(given: list[dict]) -> list[str]:
    """What people say in direct speech of five words and more, without the marks around it."""
    found = []
    for record in given:
        for quote in record.get("quotes") or ():
            if quote.get("kind") != "direct":
                continue
            pieces = (re.sub(r"\s+", " ", record["text"][a:b]) for a, b in quote["content"])
            words = " ".join(piece.strip(MARKS + "'‘’ ") for piece in pieces)
            if words.endswith(","):
                words = words[:-1] + "."
            if len(words.split()) >= 5 and words[0].isupper():
                found.append(words)
    return found


def names(given: list[dict]) -> list[str]:
    """Names that are sources: two or three words with capitals."""
    found = set()
    for record in given:
        for quote in record.get("quotes") or ():
            for start, end in quote.get("source") or ():
                name = record["text"][start:end]
                if re.fullmatch(r"[A-Z][\w’'.-]+( [A-Z][\w’'.-]*){1,2}", name):
                    found.add(name)
    return sorted(found)


def transcripts(given: list[dict], count: int, draw: random.Random) -> list[dict]:
    """Made-up transcripts and interviews of what people say in those documents: each turn is a quotation with the colon as its
    cue, but for the questions of an interview, `Q:`, which are the writer's."""
    said, people = utterances(given), names(given)
    return [_transcript(said, people, number, draw) for number in range(count)] if said and people else []


def _transcript(said: list[str], people: list[str], number: int, draw: random.Random) -> dict:
    interview = draw.random() < 0.3
    speakers = ["Q", "A"] if interview else [_label(people, draw) for _ in range(draw.randint(2, 4))]
    gap = draw.choice(["\n\n", "\n"])
    text, quotes = "", []
    if draw.random() < 0.5:
        text = f"{' and '.join(draw.sample(people, min(2, len(people))))} spoke on {draw.choice(['Monday', 'Friday', 'May 4'])}.{gap}"
    for turn in range(draw.randint(4, 12)):
        speaker = speakers[turn % 2] if interview or draw.random() < 0.7 else draw.choice(speakers)
        words = " ".join(draw.sample(said, min(draw.choice([1, 1, 1, 2, 2, 3]), len(said))))
        if speaker == "Q":
            words = words.rstrip(".!,") + "?"
        start = len(text)
        colon, content = start + len(speaker), start + len(speaker) + 2
        text += f"{speaker}: {words}"
        if speaker != "Q":
            quotes.append(
                {
                    "id": str(turn),
                    "kind": "indirect",
                    "content": [[content, len(text)]],
                    "cue": [[colon, colon + 1]],
                    "source": [[start, colon]],
                }
            )
        text += gap
    return {"id": f"transcript {number}", "text": text.rstrip(), "quotes": quotes}


def _label(people: list[str], draw: random.Random) -> str:
    name = draw.choice(people)
    style = draw.random()
    if style < 0.15:
        return draw.choice(NAMELESS)
    if style < 0.35:
        return name
    last = name.split()[-1]
    return last.upper() if style < 0.7 else name.upper() if style < 0.85 else last


def main() -> None:
    """Writes the variants of a file, each as `VARIANT.jsonl.gz`."""
    parser = argparse.ArgumentParser(prog="inquit_train.quotes.variants", description=__doc__)
    parser.add_argument("gold", type=Path, help="documents with quotations, .jsonl or .jsonl.gz")
    parser.add_argument("out", type=Path, help="a folder")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    given = list(records(options.gold))
    made = {name: [change(record) for record in given] for name, change in VARIANTS.items()}
    made["transcripts"] = transcripts(given, 60, random.Random(5))
    for name, documents in made.items():
        with gzip.open(options.out / f"{name.replace(' ', '-')}.jsonl.gz", "wt", encoding="utf-8") as lines:
            for document in documents:
                lines.write(json.dumps(document, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
