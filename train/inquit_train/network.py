"""The network that the library runs, in PyTorch: tables summed, narrow convolutions, recurrent layers, linear heads.

`src/encode/network.rs` runs the same. Norms have no gain and no bias (the matrix after them can do both) and end at ±5, and
hidden states lie between −1 and 1, so that activations fit seven bits; see `quantise.py`.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from .features import Table

LIMIT = 5.0
HALF = torch.cpu.get_capabilities().get("avx512_bf16", False)


@dataclass(frozen=True, slots=True)
class Shape:
    """The wiring: width of the tables, width of the layers, the layers in order, and how large each head is."""

    table: int
    width: int
    layers: tuple[str, ...]
    heads: dict[str, int]

    @classmethod
    def named(cls, model: str, heads: dict[str, int]) -> "Shape":
        """The wiring of a model by its name: every task has the same two sizes."""
        if model.endswith("-large"):
            deep = ("conv 3 1", *["recurrent"] * 3, "conv 3 2", *["recurrent"] * 3)
            return cls(128, 320, deep, heads)
        return cls(128, 128, ("conv 3 1", *["recurrent"] * 2, "conv 3 2", *["recurrent"] * 2), heads)

    def products(self) -> int:
        """Multiply-adds a token."""
        layers = sum(self.width**2 * 3 for _ in self.layers)
        return layers + self.width * (sum(self.heads.values()) + (self.table if self.table != self.width else 0))


def norm(x: Tensor) -> Tensor:
    """Mean 0 and variance 1 over the last axis, ended at ±5."""
    return functional.layer_norm(x, x.shape[-1:], eps=1e-5).clamp(-LIMIT, LIMIT)


class Product(nn.Linear):
    """A linear layer that multiplies in half precision while it learns, where the processor does that much faster."""

    def forward(self, x: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=HALF and self.training):
            return super().forward(x).float()


class Convolution(nn.Module):
    """`x + relu(W · [y[t − d], y[t], y[t + d]] + b)` with `y = norm(x)`: after Kim (2014) and dilated ones since."""

    def __init__(self, width: int, dilation: int, dropout: float):
        super().__init__()
        self.dilation = dilation
        self.linear = Product(3 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        y, d = norm(x) * mask, self.dilation
        before, after = functional.pad(y, (0, 0, d, 0))[:, :-d], functional.pad(y, (0, 0, 0, d))[:, d:]
        return x + self.dropout(functional.relu(self.linear(torch.cat([before, y, after], -1))))


class Recurrent(nn.Module):
    """`h[t] = f · h[t − 1] + (1 − f) · tanh(z)`, gates from the input alone (QRNN, Bradbury et al. 2017; SRU, Lei et al. 2018).

    Half of the channels run from left to right, half from right to left; no matrix stands in the recurrence.
    """

    def __init__(self, width: int, dropout: float):
        super().__init__()
        self.width = width
        self.into, self.out = Product(width, 2 * width), Product(width, width)
        self.dropout = nn.Dropout(dropout)
        with torch.no_grad():
            # Memories of every length to begin with.
            self.into.bias[width:] = torch.linspace(0, 4, width // 2).repeat(2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        z, f = self.into(norm(x)).chunk(2, -1)
        f = f.sigmoid()
        u = (1 - f) * z.tanh() * mask
        half = self.width // 2

        def turned(v: Tensor) -> Tensor:
            return torch.cat([v[..., :half], v[..., half:].flip(1)], -1)

        h = Scan.apply(turned(f).transpose(0, 1).contiguous(), turned(u).transpose(0, 1).contiguous()).transpose(0, 1)
        return x + self.dropout(self.out(turned(h)))


class Scan(torch.autograd.Function):
    """`h[t] = f[t] · h[t − 1] + u[t]` along the first axis."""

    @staticmethod
    def forward(ctx, f: Tensor, u: Tensor) -> Tensor:
        h = torch.empty_like(u)
        h[0] = u[0]
        for t in range(1, len(u)):
            torch.addcmul(u[t], f[t], h[t - 1], out=h[t])
        ctx.save_for_backward(f, h)
        return h

    @staticmethod
    def backward(ctx, grad: Tensor):
        f, h = ctx.saved_tensors
        d = torch.empty_like(grad)
        d[-1] = grad[-1]
        for t in range(len(grad) - 2, -1, -1):
            torch.addcmul(grad[t], f[t + 1], d[t + 1], out=d[t])
        df = torch.zeros_like(f)
        df[1:] = d[1:] * h[:-1]
        return df, d


class Network(nn.Module):
    """Rows of tables in (B × T × F), logits of the heads out (B × T × all classes, head after head)."""

    def __init__(self, tables: list[Table], shape: Shape, dropout: float = 0.15, input_dropout: float = 0.2):
        super().__init__()
        self.specs, self.shape = tables, shape
        self.tables = nn.ModuleDict({table.name: nn.Embedding(table.rows, shape.table) for table in tables})
        for table in tables:
            nn.init.normal_(self.tables[table.name].weight, std=0.3 if table.keys is not None else 0.15)
        self.project = nn.Linear(shape.table, shape.width) if shape.table != shape.width else None
        self.layers = nn.ModuleList(self._layer(name, dropout) for name in shape.layers)
        self.head = nn.Linear(shape.width, sum(shape.heads.values()))
        self.input_dropout, self.dropout = nn.Dropout(input_dropout), nn.Dropout(dropout)

    def _layer(self, name: str, dropout: float) -> nn.Module:
        kind, *rest = name.split()
        if kind == "recurrent":
            return Recurrent(self.shape.width, dropout)
        return Convolution(self.shape.width, int(rest[1]), dropout)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        x = sum(self.tables[table.name](rows[..., column]) for column, table in enumerate(self.specs))
        x = self.input_dropout(x)
        if self.project is not None:
            x = self.project(norm(x))
        mask = mask[..., None].to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return self.head(self.dropout(norm(x)))

    def split(self, logits: Tensor) -> dict[str, Tensor]:
        """The logits of each head."""
        return dict(zip(self.shape.heads, logits.split(list(self.shape.heads.values()), -1), strict=True))

    def groups(self, rate: float) -> list[dict]:
        tables = list(self.tables.parameters())
        own = {id(parameter) for parameter in tables}
        others = [parameter for parameter in self.parameters() if id(parameter) not in own]
        return [{"params": others, "lr": rate}, {"params": tables, "lr": rate, "weight_decay": 0.0}]
