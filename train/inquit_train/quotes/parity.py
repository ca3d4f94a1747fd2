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
    """Writes token spans in bytes (`start`, `end`); what the network with rounded weights says of them, as in `Reading`; and
    the quotations: `pieces`, N × 4 (number of the quotation, role, first token, the one after the last), and `score`."""
    text = texts.read_text(encoding="utf-8")
    spans = features.tokenize(text)
    article = Article.around(Document.of(text, spans, "parity"))
    bytes_before = np.cumsum([0, *(len(letter.encode()) for letter in text)]).astype(np.uint32)
    (reading,) = read(model, reader, [article], 256, cut=_windows)
    quotes = scores.read(article, reading)
    pieces = [
        (number, role, *piece)
        for number, quote in enumerate(quotes)
        for role, name in enumerate(FIRST)
        for piece in getattr(quote, name)
    ]
    arrays = {name: getattr(reading, name) for name in ("tags", "anchor", "pair", "real")}
    arrays |= {name: getattr(reading, name).astype(np.uint32) for name in ("at", "low", "offset")}
    arrays |= {
        "start": bytes_before[spans[:, 0]],
        "end": bytes_before[spans[:, 1]],
        "pieces": np.array(pieces, np.uint32).reshape(-1, 4),
        "score": np.array([quote.score for quote in quotes], np.float32),
    }
    path.write_bytes(save({name: np.ascontiguousarray(array) for name, array in arrays.items()}))


def _windows(article: Article, length: int) -> list[Window]:
    return [Window(article, start, end) for start, end in library_windows(article, length)]
