"""How far scores are from how often what has them is right."""

import numpy as np

Curve = list[tuple[int, float, float]]  # how many, their mean score, the share of them that are right


def curve(scores: list[float], right: list[bool], bins: int = 10) -> Curve:
    """Bins of like score and like size, from low to high."""
    if not scores:
        return []
    ordered = np.stack([scores, right], 1).astype(float)[np.argsort(scores, kind="stable")]
    parts = np.array_split(ordered, min(bins, len(ordered)))
    return [(len(part), float(part[:, 0].mean()), float(part[:, 1].mean())) for part in parts]


def error(given: Curve) -> float:
    """By how many points scores and shares of right ones differ, on average over what has a score."""
    total = sum(count for count, _, _ in given)
    return 100 * sum(count * abs(score - share) for count, score, share in given) / max(1, total)
