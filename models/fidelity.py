"""How well a student stands in for its teacher, on prompts that it never saw."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from scipy.stats import spearmanr

PAIRS = 20_000
NEAREST = 10


@dataclass(frozen=True)
class Fidelity:
    """Agreement of student and teacher on held-out prompts.

    spearman : rank correlation of the cosines of random pairs, in [-1, 1].
    overlap_10 : share of a prompt's ten nearest held-out prompts that both name, in [0, 1].
    """

    spearman: float
    overlap_10: float
    held_out: int
    trained_on: int

    def as_dict(self) -> dict[str, float]:
        """The plain numbers, for a log or a file."""
        return asdict(self)


def pair_spearman(student: np.ndarray, teacher: np.ndarray, seed: int = 0) -> float:
    """Spearman correlation of pair cosines; both (n, d) with unit rows, n >= 2."""
    rng = np.random.default_rng(seed)
    left, right = rng.integers(0, len(student), size=(2, PAIRS))
    apart = left != right
    left, right = left[apart], right[apart]
    ours = np.einsum("ij,ij->i", student[left], student[right])
    theirs = np.einsum("ij,ij->i", teacher[left], teacher[right])
    return float(spearmanr(ours, theirs).statistic)


def nearest_overlap(student: np.ndarray, teacher: np.ndarray) -> float:
    """Mean share of the ten nearest rows that both spaces have in common."""
    k = min(NEAREST, len(student) - 1)

    def nearest(rows: np.ndarray) -> np.ndarray:
        likeness = rows @ rows.T
        np.fill_diagonal(likeness, -np.inf)
        return np.argsort(-likeness, axis=1, kind="stable")[:, :k]

    both = zip(nearest(student), nearest(teacher), strict=True)
    return float(np.mean([len(set(a) & set(b)) / k for a, b in both]))


def fidelity(student: np.ndarray, teacher: np.ndarray, trained_on: int) -> Fidelity:
    """Both figures of held-out vectors (unit rows, one prompt a row)."""
    return Fidelity(
        pair_spearman(student, teacher),
        nearest_overlap(student, teacher),
        len(student),
        trained_on,
    )
