"""The student of tags: the network that ships."""

from torch import Tensor, nn

from ..features import Table
from ..network import Network, Shape


class Student(nn.Module):
    """Logits of labels and of sentence starts."""

    def __init__(self, specs: list[Table], size: str, labels: int):
        super().__init__()
        self.network = Network(specs, Shape.named(size, {"label": labels, "starts": 1}))

    @classmethod
    def around(cls, network: Network) -> "Student":
        """A student with that network."""
        made = cls.__new__(cls)
        nn.Module.__init__(made)
        made.network = network
        return made.eval()

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        heads = self.network.split(self.network(batch["rows"], batch["mask"]))
        return heads["label"], heads["starts"][..., 0]
