"""The student of names: a head of the network that ships."""

from torch import Tensor, nn

from ..network import Network


class Student(nn.Module):
    """Logits of tags."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        return self.network.split(self.network(batch["rows"], batch["mask"]))["name"]
