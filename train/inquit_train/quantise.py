"""Weights rounded as they ship: matrices to six bits, tables to four, one scale a row."""

import copy

import torch
from torch import Tensor, nn

from .network import Network

MATRIX, TABLE = 31, 7  # the largest whole number of six and of four bits with a sign


def rounded(weight: Tensor, most: int) -> tuple[Tensor, Tensor]:
    """Whole numbers from −most to most, and the scale of each row: their product is nearest to `weight`.

    The scale is that of the largest number or up to a third less, whichever leaves the smallest squared error.
    """
    peak = weight.abs().amax(1).clamp(min=1e-8) / most
    best, error = peak, torch.full_like(peak, torch.inf)
    for share in torch.linspace(0.65, 1.0, 15):
        scale = peak * share
        off = ((weight / scale[:, None]).round().clamp(-most, most) * scale[:, None] - weight).square().sum(1)
        best, error = torch.where(off < error, scale, best), torch.minimum(off, error)
    return (weight / best[:, None]).round().clamp(-most, most).to(torch.int8), best


def linears(network: Network) -> dict[str, nn.Linear]:
    """Every matrix with the name that it has in the file."""
    found = {"project": network.project} if network.project is not None else {}
    for number, layer in enumerate(network.layers):
        parts = {"": layer.linear} if hasattr(layer, "linear") else {".in": layer.into, ".out": layer.out}
        found |= {f"layer.{number}{part}": linear for part, linear in parts.items()}
    return found


def shipped(network: Network) -> Network:
    """The network with rounded weights, as floats again: what the library runs if activations are not rounded."""
    made = copy.deepcopy(network)
    with torch.no_grad():
        for weight, most in [
            *((linear.weight, MATRIX) for linear in [*linears(made).values(), made.head]),
            *((table.weight, TABLE) for table in made.tables.values()),
        ]:
            whole, scale = rounded(weight, most)
            weight.copy_(whole * scale[:, None])
    return made
