"""Fit one LightGBM model on examples in which an undecided account is not taken for benign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import lightgbm as lgb
import numpy as np
import pandas as pd

from features.examples import Examples
from models.detector import with_twins

# Trees are what an Optuna trial may change; these are fixed so that a run can be repeated.
FIXED: dict[str, Any] = {
    "objective": "binary",
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbosity": -1,
    "bagging_freq": 1,
    # Ranks are smooth: 63 bins lose nothing and halve the time.
    "max_bin": 63,
}
DEFAULT: dict[str, Any] = {
    "learning_rate": 0.05,
    "num_leaves": 15,
    "min_data_in_leaf": 20,
    "bagging_fraction": 0.8,
    "feature_fraction": 0.3,
    "lambda_l2": 5.0,
    "rounds": 200,
}

# The honest-looking part of the undecided that serves as negatives. The rest may hide campaigns:
# with them as negatives a model learns to look away from what it should find.
CLEAN_SHARE = 0.8
UNDECIDED_WEIGHT = 0.5
# Audits are drawn from everybody and appeals are looked at twice: accounts that these found honest
# are worth this many. They are few, and the look-alikes among them are what a model must learn
# (bench/teaching.md).
STRONG_NEGATIVE_WEIGHT = 10.0
STRONG_SOURCES = ("audit", "appeal")
# A community that holds so many who were found out, or seeded, may be theirs as a whole.
LEAST_FOUND = 3


@dataclass(frozen=True)
class Fitted:
    """A booster and the out-of-fold margins (log odds) that were made on the way."""

    booster: lgb.Booster
    margins: np.ndarray


def fit_booster(
    rows: pd.DataFrame, y: np.ndarray, weight: np.ndarray, params: Mapping[str, Any], seed: int
) -> lgb.Booster:
    """Train one booster; the same data, params and seed give the same model text."""
    chosen = {**FIXED, **params, "seed": seed}
    rounds = int(chosen.pop("rounds"))
    data = lgb.Dataset(
        rows.to_numpy(np.float64), y, weight=weight, feature_name=list(rows.columns),
        params={"verbosity": -1},
    )  # fmt: skip
    return lgb.train(chosen, data, num_boost_round=rounds)


def margin(booster: lgb.Booster, rows: pd.DataFrame) -> np.ndarray:
    """Log odds, float64 (n,); higher is more suspicious."""
    return np.asarray(booster.predict(rows.to_numpy(np.float64), raw_score=True, num_threads=2))


def targets(examples: Examples) -> tuple[np.ndarray, np.ndarray]:
    """y (1 distillation or an undecided seed, else 0) and the rows' weights: undecided rows that
    are no seeds weigh half, those that an audit or an appeal found honest ten times."""
    label = labels(examples)
    strong = (label == 0) & examples.meta["source"].isin(STRONG_SOURCES).to_numpy()
    worth = np.where(strong, STRONG_NEGATIVE_WEIGHT, np.where(np.isnan(label), UNDECIDED_WEIGHT, 1))
    return (label == 1).astype(np.int64), examples.meta["weight"].to_numpy(float) * worth


def labels(examples: Examples) -> np.ndarray:
    """What teaches, float (n,): 1 for distillation and for undecided seeds, 0 for benign, NaN for
    the rest of the undecided."""
    return np.where(taught_by_traces(examples), 1.0, examples.meta["label"].to_numpy(float))


def taught_by_traces(examples: Examples) -> np.ndarray:
    """bool (n,): undecided rows that telling traces make positive. A decision outweighs them."""
    undecided = examples.meta["label"].isna().to_numpy()
    return np.asarray(undecided & (examples.meta["seed"].to_numpy() >= 0), bool)


def without_seeds(examples: Examples) -> Examples:
    """The same examples with decisions as their only teacher."""
    return replace(examples, meta=examples.meta.assign(seed=-1))


def out_of_fold(
    examples: Examples, fold: np.ndarray, keep: np.ndarray, params: Mapping[str, Any], seed: int
) -> np.ndarray:
    """Margins of all rows from models that trained on other folds' kept rows."""
    y, weight = targets(examples)
    margins = np.zeros(len(y))
    for number in np.unique(fold):
        inside = fold == number
        train = ~inside & keep
        booster = fit_booster(examples.rows[train], y[train], weight[train], params, seed)
        margins[inside] = margin(booster, examples.rows[inside])
    return margins


def fellows(examples: Examples) -> np.ndarray:
    """bool (n,): undecided rows of communities in which at least three accounts are positive.

    They are neither: as negatives they would teach that who is like those three is honest.
    """
    label = labels(examples)
    meta = examples.meta[["account_id", "community"]]
    found = meta[(label == 1) & (meta["community"] >= 0).to_numpy()].drop_duplicates()
    count = found["community"].value_counts()
    theirs = meta["community"].isin(count.index[count >= LEAST_FOUND]).to_numpy()
    return np.asarray(np.isnan(label) & theirs, bool)


def clean(examples: Examples, margins: np.ndarray, share: float = CLEAN_SHARE) -> np.ndarray:
    """bool (n,): rows to learn from: all decided ones, seeds, and of the undecided without fellows
    the `share` that models of other folds find most honest."""
    beside = fellows(examples)
    undecided = np.isnan(labels(examples)) & ~beside
    bound = np.quantile(margins[undecided], share) if undecided.any() else np.inf
    return ~beside & (~undecided | (margins <= bound))


def kept(
    examples: Examples, fold: np.ndarray, seed: int, params: Mapping[str, Any] = DEFAULT
) -> np.ndarray:
    """bool (n,): rows to learn from, the undecided cleaned out of fold."""
    return clean(examples, out_of_fold(examples, fold, ~fellows(examples), params, seed))


def smoothed(examples: Examples, margins: np.ndarray) -> np.ndarray:
    """The newest day's margins as they are scored: with the twins' (models.detector)."""
    out, newest = margins.copy(), examples.newest
    accounts = pd.Index(examples.meta["account_id"][newest])
    out[newest] = with_twins(margins[newest], accounts, examples.twins)
    return out


def fit(
    examples: Examples, fold: np.ndarray, keep: np.ndarray, params: Mapping[str, Any], seed: int
) -> Fitted:
    """Fit on the kept rows (`kept`); margins are out of fold."""
    y, weight = targets(examples)
    margins = out_of_fold(examples, fold, keep, params, seed)
    booster = fit_booster(examples.rows[keep], y[keep], weight[keep], params, seed)
    return Fitted(booster, margins)
