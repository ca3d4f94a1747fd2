"""What a teacher says of names, kept on disk in float16."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ..corpus import Document
from . import teacher as teaching
from .data import pooled


def soften(make: Callable[[], tuple], documents: list[Document], folder: Path, name: str) -> None:
    """Gives every document the target `soft_names`, T × 15: what the teacher says of it, moved towards what it says of the
    same words elsewhere in it. `make` makes the teacher and its batches, if the folder lacks its answer."""
    texts = hashlib.sha256("\0".join(document.text for document in documents).encode()).hexdigest()[:12]
    path = folder / f"{name}-{texts}.npy"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        logs = teaching.read(*make(), documents)
        soft = [pooled(document, np.exp(each)) for document, each in zip(documents, logs, strict=True)]
        with path.with_suffix(".new").open("wb") as out:
            np.save(out, np.concatenate(soft).astype(np.float16))
        path.with_suffix(".new").replace(path)
    said, at = np.load(path), 0
    for document in documents:
        document.targets["soft_names"] = said[at : at + len(document)]
        at += len(document)
