"""Likeness in comparable units: each kind by its spread in this log, each account by its crowd.

Three cosines cannot be added as they stand: of any two accounts wrappers differ by hundredths and
subjects by a third, so that the sum would be of subjects alone. Each kind is divided by how far it
spreads over pairs of any two accounts. And who is a little like everybody is nobody's twin: what
counts is how far a pair stands above either one's likeness to a crowd (symmetric normalisation of
scores, as in Kenny 2010, Bayesian speaker verification with heavy-tailed priors).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from features.likeness import some_pairs

# So many accounts, evenly taken by id, are the crowd.
_CROWD = 2_000
# A kind that hardly any two accounts share (its spread is next to nothing) does not outweigh all.
_LEAST_SPREAD = 0.02
_BLOCK = 2_048


@dataclass(frozen=True)
class Crowd:
    """weights : float64 (3,), by which habits, subjects and wrappers are added up; mean, spread :
    float64 (m,), of an account's sums with the crowd."""

    weights: np.ndarray
    mean: np.ndarray
    spread: np.ndarray

    def above(self, likeness: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """How far summed likeness of pairs stands above what both ends are used to: the mean of
        its standard scores among the crowd of either; `likeness`, `left`, `right` of one shape."""
        own = (likeness - self.mean[left]) / self.spread[left]
        return np.asarray(own + (likeness - self.mean[right]) / self.spread[right]) / 2


def spreads(parts: tuple[np.ndarray, np.ndarray], wrappers: sparse.csr_matrix) -> np.ndarray:
    """Standard deviation of each kind of cosine over pairs of any two accounts, float64 (3,)."""
    left, right = some_pairs(len(parts[0]))
    found = np.zeros(3)
    for kind, rows in enumerate(parts):
        values = [
            np.einsum("ij,ij->i", rows[left[i : i + _BLOCK]], rows[right[i : i + _BLOCK]])
            for i in range(0, len(left), _BLOCK)
        ]
        found[kind] = np.std(np.concatenate(values).astype(float)) if values else 0.0
    shared = wrappers[left].multiply(wrappers[right]).sum(axis=1)
    found[2] = np.std(np.asarray(shared, float)) if wrappers.shape[1] and len(left) else 0.0
    return found


def crowd(habits: np.ndarray, subjects: np.ndarray, wrappers: sparse.csr_matrix) -> Crowd:
    """Weights of the kinds, and what each account is used to.

    habits, subjects : float32 (m, d), unit rows or zeros; wrappers : sparse (m, keys) likewise.
    """
    m = len(habits)
    spread = spreads((habits, subjects), wrappers)
    weights = np.where(spread > 0, 1 / np.maximum(spread, _LEAST_SPREAD), 0.0)
    some = np.arange(0, m, max(1, -(-m // _CROWD)))
    few = (habits[some].T, subjects[some].T, wrappers[some].T.tocsc())
    mean, deviation = np.zeros(m), np.ones(m)
    for start in range(0, m, _BLOCK):
        block = slice(start, min(start + _BLOCK, m))
        sums = weights[0] * (habits[block] @ few[0]).astype(float)
        sums += weights[1] * (subjects[block] @ few[1])
        if wrappers.shape[1]:
            sums += weights[2] * (wrappers[block] @ few[2]).toarray()
        sums[np.arange(block.start, block.stop)[:, None] == some] = np.nan
        known = np.maximum((~np.isnan(sums)).sum(axis=1), 1)
        mean[block] = np.nansum(sums, axis=1) / known
        off = np.nansum((sums - mean[block, None]) ** 2, axis=1) / known
        deviation[block] = np.sqrt(off)
    return Crowd(weights, mean, np.where(deviation > 0, deviation, 1.0))
