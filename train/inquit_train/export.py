"""A network and what belongs to it as one file of safetensors, the form that `src/encode/network.rs` reads."""

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save

from .network import Network
from .quantise import MATRIX, TABLE, linears, rounded

FORMAT = "inquit network 1"


def tensors(network: Network) -> dict[str, np.ndarray]:
    """Every tensor by its name in the file."""
    made: dict[str, np.ndarray] = {}
    for spec in network.specs:
        whole, scale = rounded(network.tables[spec.name].weight.detach(), TABLE)
        nibbles = (whole + 8).to(torch.uint8).numpy()
        made[f"table.{spec.name}"] = nibbles[:, 0::2] | nibbles[:, 1::2] << 4
        made[f"table.{spec.name}.scale"] = scale.numpy()
        if spec.keys is not None:
            made[f"table.{spec.name}.key"] = spec.keys.astype(np.uint32)
    matrices = {name: (linear.weight, linear.bias) for name, linear in linears(network).items()}
    sizes = list(network.shape.heads.values())
    heads = zip(network.shape.heads, network.head.weight.split(sizes), network.head.bias.split(sizes), strict=True)
    matrices |= {f"head.{name}": (weight, bias) for name, weight, bias in heads}
    for name, (weight, bias) in matrices.items():
        whole, scale = rounded(weight.detach(), MATRIX)
        made |= {f"{name}.weight": whole.numpy(), f"{name}.scale": scale.numpy(), f"{name}.bias": bias.detach().numpy()}
    return made


def write(path: Path, network: Network, extra: dict[str, np.ndarray], metadata: dict[str, str]) -> None:
    """Writes the file; the same network gives the same bytes."""
    metadata = {
        "layers": ", ".join(network.shape.layers),
        "features": " ".join(spec.name for spec in network.specs),
        "heads": " ".join(network.shape.heads),
        **metadata,
    }
    save_tensors(path, tensors(network) | extra, metadata)


def save_tensors(path: Path, given: dict[str, np.ndarray], metadata: dict[str, str]) -> None:
    """Writes tensors and settings; the same ones give the same bytes."""
    arrays = {name: np.ascontiguousarray(array) for name, array in sorted(given.items())}
    path.write_bytes(_ordered(save(arrays, {"format": FORMAT, **metadata})))


def _ordered(content: bytes) -> bytes:
    """The same file with its header in a fixed order, which the library that writes it does not promise."""
    length = int.from_bytes(content[:8], "little")
    header = json.dumps(json.loads(content[8 : 8 + length]), sort_keys=True, separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)
    return len(header).to_bytes(8, "little") + header + content[8 + length :]
