"""Which likeness means one hand: learnt, among suspicious accounts, from what ties them.

Campaigns of one tactic are alike because they do the same; that is how they became suspicious.
What sets them apart is likeness of the hand behind them, and which kind that is, wrappers, habits
or the days of their sign-up, differs from log to log. So each kind is weighed by how well it tells
pairs that share a rare trace from pairs that share none. Not all pairs of one hand share one, but
those that do are a fair draw of them as far as likeness goes (Elkan and Noto 2008, Learning
classifiers from only positive and unlabeled data).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit

KINDS = ("habits", "wrappers", "sign-up")
# What is believed before any tie is seen: habits and wrappers count alike, sign-up days do not.
PRIOR = np.array([0.5, 0.5, 0.0])
# As strong as this many pairs; a handful of ties does not overturn it.
PRIOR_STRENGTH = 100.0
NEAREST = 10
# Nearest of a crowd is not near: a pair counts where it is more alike than this share of pairs of
# any two accounts.
USUAL = 0.98
_MOST_PAIRS = 200_000
_BLOCK = 1_024


def unit_rows(rows: np.ndarray) -> np.ndarray:
    """Rows of length one; a row of zeros stays."""
    norm = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(norm > 0, norm, 1)


class Traits:
    """What accounts are compared by; row i of each belongs to `accounts[i]`, sorted by id.

    habits : (m, d) ranks at equal volume, made unit rows; wrappers : sparse unit rows; age : days
    since sign-up, NaN where not known.
    """

    def __init__(
        self, accounts: pd.Index, habits: np.ndarray, wrappers: sparse.csr_matrix, age: np.ndarray
    ) -> None:
        self.accounts = accounts
        self.habits = unit_rows(np.asarray(habits, np.float32))
        self.wrappers = wrappers.tocsr()
        self.age = np.asarray(age, float)

    def pairs(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Likeness of pairs of positions by KINDS, float64 (pairs, 3); higher is more alike."""
        wrapped = self.wrappers[left].multiply(self.wrappers[right]).sum(axis=1)
        return np.stack(
            [
                np.einsum("ij,ij->i", self.habits[left], self.habits[right]).astype(float),
                np.asarray(wrapped, float).ravel(),
                self._signed_up(self.age[left], self.age[right]),
            ],
            axis=1,
        )

    def block(self, rows: slice) -> np.ndarray:
        """Likeness of some accounts with all by KINDS, float64 (rows, m, 3)."""
        return np.stack(
            [
                (self.habits[rows] @ self.habits.T).astype(float),
                (self.wrappers[rows] @ self.wrappers.T).toarray().astype(float),
                self._signed_up(self.age[rows, None], self.age[None, :]),
            ],
            axis=2,
        )

    @staticmethod
    def _signed_up(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Minus the logarithm of the days between; where one is not known, as for half a year."""
        return -np.log1p(np.nan_to_num(np.abs(one - other), nan=182.0))


def some_pairs(count: int, most: int = _MOST_PAIRS) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of `count` positions, left < right, or `most` drawn ones; the same in every run."""
    if count * (count - 1) // 2 <= most:
        return np.triu_indices(count, 1)
    drawn = np.random.default_rng(0).integers(0, count, (most, 2))
    drawn = np.unique(np.sort(drawn[drawn[:, 0] != drawn[:, 1]], axis=1), axis=0)
    return drawn[:, 0], drawn[:, 1]


def learn(untied: np.ndarray, tied: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights (3,), none negative, centre and scale (3,) by which likeness is summed up.

    untied, tied : likeness of pairs (n, 3). Logistic regression around PRIOR.
    """
    centre, scale = untied.mean(axis=0), untied.std(axis=0)
    scale = np.where(scale > 0, scale, 1)
    rows = (np.concatenate([untied, tied]) - centre) / scale
    sign = np.where(np.arange(len(rows)) < len(untied), -1.0, 1.0)

    def loss(guess: np.ndarray) -> tuple[float, np.ndarray]:
        weights, base = guess[:-1], guess[-1]
        margin = sign * (rows @ weights + base)
        pull = -sign * expit(-margin)
        off = weights - PRIOR
        value = np.logaddexp(0, -margin).sum() + PRIOR_STRENGTH / 2 * off @ off
        return float(value), np.append(rows.T @ pull + PRIOR_STRENGTH * off, pull.sum())

    if not len(tied):
        return PRIOR, centre, scale
    bounds = [(0.0, None)] * len(PRIOR) + [(None, None)]
    start = np.append(PRIOR, np.log(len(tied) / len(untied)))
    return minimize(loss, start, jac=True, bounds=bounds).x[:-1], centre, scale


def nearest(
    suspicious: Traits, everybody: Traits, left: np.ndarray, right: np.ndarray
) -> pd.DataFrame:
    """Each suspicious account's ten nearest among them: account_id, other_id, weight in (0, 1).

    left, right : positions of pairs that share a rare trace, each pair once. everybody : says
    how alike any two accounts are; a pair below that is nobody's nearest.
    """
    columns = ["account_id", "other_id", "weight"]
    m = len(suspicious.accounts)
    if m < 2:
        return pd.DataFrame(columns=columns).astype({"weight": float})
    drawn = some_pairs(m)
    known = suspicious.pairs(*drawn)
    free = ~np.isin(drawn[0] * m + drawn[1], np.minimum(left, right) * m + np.maximum(left, right))
    tied = suspicious.pairs(left, right)
    weights, centre, scale = learn(known[free] if free.any() else known, tied)

    def summed(likeness: np.ndarray) -> np.ndarray:
        return np.asarray((likeness - centre) / scale @ weights)

    middle = np.quantile(summed(known), 0.9)
    anybody = everybody.pairs(*some_pairs(len(everybody.accounts)))
    usual = np.quantile(summed(anybody), USUAL) if len(anybody) else -np.inf
    k, parts = min(NEAREST, m - 1), []
    for start in range(0, m, _BLOCK):
        rows = slice(start, min(start + _BLOCK, m))
        near = summed(suspicious.block(rows))
        own = np.arange(rows.start, rows.stop)
        near[own - rows.start, own] = -np.inf
        others = np.argsort(-near, axis=1, kind="stable")[:, :k]
        value = np.take_along_axis(near, others, 1)
        keep = value > usual
        parts.append(
            pd.DataFrame(
                {
                    "account_id": suspicious.accounts[np.repeat(own, k)[keep.ravel()]],
                    "other_id": suspicious.accounts[others[keep]],
                    "weight": expit(value[keep] - middle),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
