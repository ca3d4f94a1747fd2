"""What PyTorch makes of the texts in `tests/parity/texts.txt`, for the test that the library makes the same of them."""

from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save

from .. import features
from ..corpus import Document
from ..quantise import shipped
from ..student import Batches
from . import student as learning
from . import teacher as teaching

BEST = 3  # logits a token that are kept


def write(path: Path, texts: Path, student: "learning.Student") -> None:
    """Writes token spans in bytes (`start`, `end`), and of the network with rounded weights the best labels, their log
    probabilities and the logits of starts; `label` and `starts_unrounded` are those of the weights as learned."""
    text = texts.read_text(encoding="utf-8")
    spans = features.tokenize(text)
    document = Document.of(text, spans, "parity")
    bytes_before = np.cumsum([0, *(len(letter.encode()) for letter in text)]).astype(np.uint32)
    reader = Batches(student.network.specs)
    edges = library_windows(document)
    made: dict[str, list] = {"best": [], "log": [], "starts": [], "label": []}
    rounded = learning.Student(shipped(student.network))
    for start, end in edges:
        batch = reader([teaching.Window(document, start, end)])
        with torch.no_grad():
            label, starts = rounded(batch)
            own, _ = student(batch)
        logs = label[0].log_softmax(-1).topk(BEST)
        made["best"].append(logs.indices.numpy().astype(np.uint8))
        made["log"].append(logs.values.numpy())
        made["starts"].append(starts[0].numpy())
        made["label"].append(own[0].argmax(-1).numpy().astype(np.uint8))
    arrays = {name: np.ascontiguousarray(np.concatenate(parts)) for name, parts in made.items()}
    arrays |= {"start": bytes_before[spans[:, 0]], "end": bytes_before[spans[:, 1]]}
    path.write_bytes(save(arrays))


def library_windows(document: Document, length: int = 256) -> list[tuple[int, int]]:
    """The windows that the library reads: whole paragraphs until they have `length` tokens or more; see `src/encode/window.rs`."""
    edges = [*document.paragraph_starts.tolist()[1:], len(document)]
    found, start = [], 0
    for edge in edges:
        if edge - start >= length or edge == len(document):
            found.append((start, edge))
            start = edge
    return found
