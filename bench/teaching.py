"""Who teaches that an account is honest: ways to learn from labels of which most are missing.

    python -m bench.teaching --logs LOGS --warehouse WAREHOUSE

The frame is bench.left_out's, seeds included, scores with the twins'. Ways:

- as honest: all undecided accounts are negatives (of half a weight, as in all ways);
- decided alone: nobody undecided teaches;
- PU weights: an undecided account counts as both, by how likely it is to be one that nobody decided
  (Elkan, Noto 2008, Learning classifiers from only positive and unlabeled data);
- clean: the most suspicious fifth of the undecided, and fellows of those found, are left out;
- and audits: clean, and whom an audit or an appeal found honest weighs ten times (what is used);
- and age: that, and rows weigh half for each week that they are old (needs --snapshots above 1).

The recorded table stands in bench/teaching.md.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import typer
from scipy.special import expit

from bench.truth_log import (
    Logs,
    Seed,
    Snapshots,
    TruthLog,
    Warehouse,
    print_left_out,
    read_truth_log,
)
from features.examples import Examples
from features.snapshots import MODEL_COLUMNS
from models.detector import with_twins
from training import fit
from training.guard import judge
from training.split import folds, groups

WAYS = ("as honest", "decided alone", "PU weights", "clean", "and audits", "and age")


def ways(told: Examples, world: TruthLog, seed: int) -> dict[str, np.ndarray]:
    """A score for each of the last day's active accounts, by WAYS."""
    fold = folds(groups(told.meta), fit.targets(told)[0])
    taught, keep, _ = judge(told, fold, seed)
    y, strong = fit.targets(taught)
    label = fit.labels(taught)
    undecided = np.isnan(label)
    own = taught.meta["weight"].to_numpy(float)
    plain = own * np.where(undecided, fit.UNDECIDED_WEIGHT, 1.0)
    newest = taught.meta["as_of"].max()
    weeks = np.array([(newest - day).days / 7 for day in taught.meta["as_of"]])
    rows, twins = world.active, world.last.twins

    def scored(chosen: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
        booster = fit.fit_booster(taught.rows.iloc[chosen], y, weight, fit.DEFAULT, seed)
        margin = fit.margin(booster, rows[list(MODEL_COLUMNS)])
        return with_twins(margin, rows.index, twins)

    def some(mask: np.ndarray, weight: np.ndarray) -> np.ndarray:
        return scored(np.flatnonzero(mask), y[mask], weight[mask])

    # Both labels of each undecided row, one after the other.
    doubt = _missed(fit.out_of_fold(taught, fold, keep, fit.DEFAULT, seed), label)
    known, open_ = np.flatnonzero(~undecided), np.flatnonzero(undecided)
    both = np.concatenate([known, open_, open_])
    as_both = np.concatenate([y[known], np.ones(len(open_)), np.zeros(len(open_))]).astype(int)
    share = np.concatenate([np.ones(len(known)), doubt[open_], 1 - doubt[open_]])
    found = (
        some(np.ones(len(y), bool), plain),
        some(~undecided, plain),
        scored(both, as_both, plain[both] * share),
        some(keep, plain),
        some(keep, strong),
        some(keep, strong * 0.5**weeks),
    )
    return dict(zip(WAYS, found, strict=True))


def _missed(margin: np.ndarray, label: np.ndarray) -> np.ndarray:
    """How likely an undecided account is to be one that nobody decided, by margins out of fold."""
    labelled = expit(margin)
    # The chance that one who takes part was labelled, from those who were.
    c = np.clip(pd.Series(labelled[label == 1]).mean(), 1e-3, 1 - 1e-3)
    return np.asarray(np.clip((1 - c) / c * labelled / np.maximum(1 - labelled, 1e-9), 0, 1))


def main(logs: Logs, warehouse: Warehouse, snapshots: Snapshots = 1, seed: Seed = 0) -> None:
    """Print the table."""
    world = read_truth_log(logs, warehouse, snapshots)
    print_left_out(world, WAYS, lambda told: ways(told, world, seed))


if __name__ == "__main__":
    typer.run(main)
