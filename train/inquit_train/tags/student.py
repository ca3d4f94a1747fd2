"""The student of tags: two heads of the network that ships."""

from torch import Tensor, nn

from ..network import Network


class Student(nn.Module):
    """Logits of labels and of sentence starts."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        heads = self.network.split(self.network(batch["rows"], batch["mask"]))
        return heads["label"], heads["starts"][..., 0]
