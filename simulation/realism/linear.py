"""Section 2: how far a straight line over all plain columns gets."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from simulation.realism.auc import below_all
from simulation.realism.columns import Table

MAX_FPR = 1e-3
BOUND = 0.8
BOUNDED: tuple[str, ...] = ("chat-mimicry", "relay", "low-and-slow")
"""Tactics that hide: were a line enough to find them, the world would be too easy."""
_FOLDS = 5


@dataclass(frozen=True)
class Linear:
    """Out-of-fold recall of a tactic at a false positive rate of 1e-3.

    split : `campaign` where no campaign stands in train and test, `account` where there is one.
    verdict : `ok`, `ABOVE`, or `` where no bound is set.
    """

    tactic: str
    accounts: int
    honest: int
    campaigns: int
    split: str
    recall: float | None
    bound: float | None
    verdict: str


def strict_recall(
    honest: NDArray[np.float64], own: NDArray[np.float64], max_fpr: float = MAX_FPR
) -> float:
    """Share of `own` above a threshold that at most `max_fpr` of `honest` pass.

    Ties with the threshold do not count, so that the rate holds whatever the order of ties.
    """
    allowed = int(np.floor(max_fpr * len(honest) + 1e-9))
    threshold = np.sort(honest)[::-1][min(allowed, len(honest) - 1)]
    return float(np.mean(own > threshold))


def linear_recalls(
    table: Table, tactics: tuple[str, ...], seed: int, most_honest: int
) -> list[Linear]:
    """A logistic regression for each tactic, trained on the truth of that tactic."""
    rng = np.random.default_rng([seed, 2])
    honest = np.flatnonzero(table.honest)
    if len(honest) > most_honest:
        honest = np.sort(rng.choice(honest, most_honest, replace=False))
    honest_fold = rng.permutation(len(honest)) % _FOLDS
    found = []
    for tactic in tactics:
        own = np.flatnonzero(table.tactic == tactic)
        campaigns = sorted(set(table.campaign[own]))
        split = "campaign" if len(campaigns) >= 2 else "account"
        if split == "campaign":
            order = {name: k % _FOLDS for k, name in enumerate(campaigns)}
            own_fold = np.array([order[name] for name in table.campaign[own]])
        else:
            own_fold = np.random.default_rng([seed, 3]).permutation(len(own)) % _FOLDS
        recall = None
        if len(set(own_fold.tolist())) >= 2 and len(honest) >= 2 * _FOLDS:
            scores = _out_of_fold(
                table.values[np.concatenate([honest, own])],
                np.concatenate([np.zeros(len(honest)), np.ones(len(own))]),
                np.concatenate([honest_fold, own_fold]),
            )
            recall = strict_recall(scores[: len(honest)], scores[len(honest) :])
        bound = BOUND if tactic in BOUNDED else None
        verdict = ""
        if bound is not None and recall is not None:
            verdict = "ok" if recall < bound else "ABOVE"
        found.append(
            Linear(tactic, len(own), len(honest), len(campaigns), split, recall, bound, verdict)
        )
    return found


def _out_of_fold(
    values: NDArray[np.float64], y: NDArray[np.float64], fold: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Log odds of each account by a model that did not see its fold."""
    scores = np.zeros(len(y))
    for k in range(_FOLDS):
        test = fold == k
        if not test.any():
            continue
        train, tested = _features(values[~test], values[test])
        model = LogisticRegression(C=0.1, class_weight="balanced", max_iter=300, tol=1e-3)
        # One thread of linear algebra: the order of sums, and so the figures, stay the same.
        with threadpool_limits(1), warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(train, y[~test])
            scores[test] = model.decision_function(tested)
    return scores


def _features(
    train: NDArray[np.float64], test: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ranks among the training accounts beside log1p of the raw values, standardised."""

    def made(values: NDArray[np.float64]) -> NDArray[np.float64]:
        filled = below_all(values)
        ranks = np.column_stack(
            [
                (
                    np.searchsorted(ordered[:, c], filled[:, c], side="left")
                    + np.searchsorted(ordered[:, c], filled[:, c], side="right")
                )
                / (2 * len(ordered))
                for c in range(values.shape[1])
            ]
        )
        raw = np.nan_to_num(values)
        return np.hstack([ranks, np.sign(raw) * np.log1p(np.abs(raw))])

    ordered = np.sort(below_all(train), axis=0)
    one, two = made(train), made(test)
    mean, spread = one.mean(axis=0), one.std(axis=0)
    spread[spread == 0] = 1.0
    # Clipped: a value far outside what was trained on must not decide alone.
    return np.clip((one - mean) / spread, -8, 8), np.clip((two - mean) / spread, -8, 8)
