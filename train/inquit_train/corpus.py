"""Documents as training reads them: a text, its tokens, and what is known of each."""

import gzip
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from . import features


@dataclass(slots=True)
class Document:
    """T tokens with F features each; `targets` has what a task wants to learn, T entries a name."""

    text: str
    spans: np.ndarray
    values: np.ndarray
    corpus: str
    targets: dict[str, np.ndarray] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, spans: np.ndarray, corpus: str, **targets: np.ndarray) -> "Document":
        return cls(text, spans, features.extract(text, spans), corpus, targets)

    def __len__(self) -> int:
        return len(self.spans)

    @property
    def words(self) -> list[str]:
        return [self.text[start:end] for start, end in self.spans.tolist()]

    @property
    def paragraph_starts(self) -> np.ndarray:
        """The numbers of the tokens that begin a paragraph."""
        return np.flatnonzero(self.values[:, features.COLUMN["space"]] == features.PARAGRAPH_START)

    def recased(self, change) -> "Document | None":
        """The same document in other letters (`str.upper`); none if that would move the tokens."""
        text = "".join(c if len(change(c)) != 1 else change(c) for c in self.text)
        return Document.of(text, self.spans, self.corpus, **self.targets)


def records(path: Path):
    """The documents of a JSON Lines file, packed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def find(folder: Path, name: str) -> Path:
    """`NAME.jsonl.gz` or `NAME.jsonl` in a folder."""
    for path in (folder / f"{name}.jsonl.gz", folder / f"{name}.jsonl"):
        if path.exists():
            return path
    raise FileNotFoundError(f"{folder} has neither {name}.jsonl.gz nor {name}.jsonl")


def sample(documents: list, share: float, draw: random.Random) -> list:
    """That share of the documents, drawn anew: 2.5 gives each of them twice, and half of them a third time."""
    whole, part = divmod(share, 1)
    return documents * int(whole) + draw.sample(documents, round(part * len(documents)))


def unlabelled(path: Path, words: int) -> list[Document]:
    """Documents of a file of plain texts, evenly from the whole file, until they have that many tokens together."""
    given = [record["text"] for record in records(path)]
    step = max(1, sum(map(len, given)) // max(1, 6 * words))
    found, count = [], 0
    for text in given[::step]:
        spans = features.tokenize(text)
        if len(spans):
            found.append(Document.of(text, spans, path.name.split(".")[0]))
        count += len(spans)
        if count >= words:
            break
    return found
