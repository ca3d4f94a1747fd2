"""What PyTorch makes of the texts in `tests/parity/texts.txt`, for the test that the library makes the same of them."""

from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save

from .. import features
from ..batches import Window
from ..corpus import Document
from ..network import Network
from ..tags.parity import library_windows
from .student import Student


def write(path: Path, texts: Path, network: Network, batches) -> None:
    """Writes the log probabilities of tags, T × 15, that the network with rounded weights gives: `logs`."""
    text = texts.read_text(encoding="utf-8")
    document = Document.of(text, features.tokenize(text), "parity")
    model, made = Student(network).eval(), []
    for start, end in library_windows(document):
        with torch.no_grad():
            made.append(model(batches([Window(document, start, end)]))[0].log_softmax(-1).numpy())
    path.write_bytes(save({"logs": np.ascontiguousarray(np.concatenate(made))}))
