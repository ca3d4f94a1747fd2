"""What PyTorch makes of the texts in `tests/parity/texts.txt`, for the test that the library makes the same of them."""

from pathlib import Path

import numpy as np
from safetensors.numpy import save

from .. import features
from ..batches import Window
from ..corpus import Document
from ..tags.parity import library_windows
from .decode import Decoder
from .gold import FIRST, Article
from .learn import read
from .model import Student


def write(path: Path, texts: Path, model: Student, reader, scores: Decoder) -> None:
    """Writes the quotations that the network with rounded weights finds: `pieces`, N × 4 (number of the quotation, role,
    start and end in bytes), and their scores, `score`."""
    text = texts.read_text(encoding="utf-8")
    spans = features.tokenize(text)
    article = Article.around(Document.of(text, spans, "parity"))
    bytes_before = np.cumsum([0, *(len(letter.encode()) for letter in text)]).astype(np.uint32)
    (reading,) = read(model, reader, [article], 256, cut=_windows)
    quotes = scores.read(article, reading)
    pieces = [
        (number, role, bytes_before[spans[start, 0]], bytes_before[spans[end - 1, 1]])
        for number, quote in enumerate(quotes)
        for role, name in enumerate(FIRST)
        for start, end in getattr(quote, name)
    ]
    arrays = {
        "pieces": np.array(pieces, np.uint32).reshape(-1, 4),
        "score": np.array([quote.score for quote in quotes], np.float32),
    }
    path.write_bytes(save(arrays))


def _windows(article: Article, length: int) -> list[Window]:
    return [Window(article, start, end) for start, end in library_windows(article, length)]
