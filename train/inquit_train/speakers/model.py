"""The network that chooses among candidates, and how it learns; `src/coref/ranker.rs` runs the same."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .choices import Choices

HIDDEN = 32


class Ranker(nn.Module):
    """Features of candidates (B × C × F) to scores (B × C)."""

    def __init__(self, features: int):
        super().__init__()
        self.into = nn.Linear(features, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.dropout = nn.Dropout(0.1)

    def forward(self, features: Tensor) -> Tensor:
        return self.out(self.dropout(functional.relu(self.into(self.dropout(features)))))[..., 0]

    def silent(self) -> "Ranker":
        """The same, giving every candidate the same score."""
        with torch.no_grad():
            self.out.weight.zero_()
        return self

    def tensors(self, name: str) -> dict[str, np.ndarray]:
        into, bias, out = self.into.weight.detach(), self.into.bias.detach(), self.out.weight.detach()
        return {
            f"{name}.into": into.T.contiguous().numpy(),
            f"{name}.bias": bias.numpy(),
            f"{name}.out": out[0].contiguous().numpy(),
        }


def logs(model: Ranker, features: Tensor, present: Tensor) -> Tensor:
    """Log probabilities of the candidates."""
    return model(features).masked_fill(~present, -1e4).log_softmax(-1)


def learn(given: Choices, news: float, seed: int, passes: int = 16, batch: int = 128) -> Ranker:
    """A ranker that gives the right candidates the most probability; our news count `news` times."""
    torch.manual_seed(seed)
    model = Ranker(given.features.shape[-1])
    weight = torch.from_numpy(np.where(given.corpus == "news", news, 1.0).astype(np.float32))
    present, right = torch.from_numpy(given.present), torch.from_numpy(given.right)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01)
    total = passes * (len(weight) // batch + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / (total + 1))
    for _ in range(passes):
        for rows in torch.randperm(len(weight)).split(batch):
            features = torch.from_numpy(given.features[rows.numpy()]).float()
            found = logs(model, features, present[rows]).masked_fill(~right[rows], -1e4).logsumexp(-1)
            loss = -(weight[rows] * found).sum() / weight[rows].sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval()


@torch.no_grad()
def judge(model: Ranker, given: Choices) -> tuple[np.ndarray, np.ndarray]:
    """The probability of what is chosen, and whether it is right: N entries each."""
    found = logs(model, torch.from_numpy(given.features).float(), torch.from_numpy(given.present))
    chance, chosen = found.max(-1)
    return chance.exp().numpy(), given.right[np.arange(len(chosen)), chosen.numpy()]
