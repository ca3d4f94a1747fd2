"""Logistic regression, small enough to be carried as a table of weights."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Logistic:
    """`p = σ(weights · features + bias)`."""

    weights: np.ndarray
    bias: float

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-np.clip(rows @ self.weights + self.bias, -30, 30)))


def fit(rows: np.ndarray, right: np.ndarray, ridge: float = 3.0, steps: int = 30) -> Logistic:
    """The weights with the least loss and `ridge / 2` times their squares, features taken at variance 1 (Newton's method)."""
    if not len(rows):
        return Logistic(np.zeros(rows.shape[1]), 0.0)
    mean, spread = rows.mean(0), rows.std(0)
    spread[spread < 1e-6] = 1.0
    x = np.concatenate([(rows - mean) / spread, np.ones((len(rows), 1))], 1)
    held = np.full(x.shape[1], ridge)
    held[-1] = 1e-3
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(held), x.T @ (p - right) + held * w)
        w -= step * min(1.0, 5 / max(1e-9, np.abs(step).max()))
        if np.abs(step).max() < 1e-6:
            break
    weights = w[:-1] / spread
    return Logistic(weights, float(w[-1] - weights @ mean))
