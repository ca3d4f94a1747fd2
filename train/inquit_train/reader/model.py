"""The network that ships, with a head for each of the tasks and, for quotations, the head over pairs."""

import copy

import numpy as np
import torch
from torch import Tensor, nn

from .. import student
from ..features import Table
from ..network import Network, Shape
from ..quantise import MATRIX, rounded, shipped
from ..quotes.pairs import PairHead


class Reader(nn.Module):
    """A network and the head over pairs; that is there even where quotations are no task, and then learns nothing."""

    def __init__(self, network: Network, pairs: PairHead):
        super().__init__()
        self.network, self.pairs = network, pairs

    @classmethod
    def new(cls, specs: list[Table], size: str, heads: dict[str, int], width: int) -> "Reader":
        """One that has learned nothing."""
        return cls(Network(specs, Shape.named(size, heads)), PairHead(width))

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        return self.network.split(self.network(batch["rows"], batch["mask"]))

    def groups(self, rate: float) -> list[dict]:
        first, *others = self.network.groups(rate)
        return [{**first, "params": [*first["params"], *self.pairs.parameters()]}, *others]


def as_shipped(given: Reader, bins: np.ndarray | None) -> "Reader":
    """The reader with rounded weights, as floats: what the library runs if activations are not rounded."""
    network, pairs = shipped(student.folded(given.network, bins)), copy.deepcopy(given.pairs)
    with torch.no_grad():
        whole, scale = rounded(pairs.convolution.weight, MATRIX)
        pairs.convolution.weight.copy_(whole * scale[:, None])
    return Reader(network, pairs).eval()
