"""Folds in which a campaign is whole: in training or in test, never in both."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

FOLDS = 5


def groups(meta: pd.DataFrame) -> np.ndarray:
    """The unit that may not be split, as a name a row.

    The reviewer's campaign where a decision names one, else the account's community, else the
    account itself; every snapshot of an account falls into the same unit. Units with seeds of
    one community are one.
    """
    first = meta.groupby("account_id").first()
    campaign = first["campaign"]
    community = first["community"]
    name = pd.Series(first.index.astype(str), index=first.index).radd("account ")
    name = name.where(community < 0, "community " + community.astype(str))
    name = name.where(campaign.isna(), "campaign " + campaign.astype(str))
    return meta["account_id"].map(_joined(name, first["seed"])).to_numpy(object)


def _joined(name: pd.Series, seed: pd.Series) -> pd.Series:
    """Names of units, equal where a seed has members in several: the first in order."""
    units, code = np.unique(name.to_numpy(str), return_inverse=True)
    number = seed.to_numpy()
    seeded, count = number >= 0, len(units)
    edges = (code[seeded], count + number[seeded])
    size = count + int(number.max()) + 1
    graph = sparse.coo_matrix((np.ones(seeded.sum()), edges), (size, size))
    part = connected_components(graph, directed=False)[1][:count]
    _, first, whole = np.unique(part, return_index=True, return_inverse=True)
    return pd.Series(units[first[whole[code]]], index=name.index)


def folds(group: np.ndarray, positive: np.ndarray, count: int = FOLDS) -> np.ndarray:
    """Fold number of each row: groups whole, positives then sizes spread evenly.

    Greedy: groups in order of positives and size, each into the fold with the fewest so far.
    Equal ones are ordered by a hash of their name, so that no order of the log shows through.
    """
    sizes = pd.DataFrame({"group": group, "positive": positive.astype(int), "rows": 1})
    sizes = sizes.groupby("group").sum()
    sizes["hash"] = [hashlib.sha256(name.encode()).hexdigest() for name in sizes.index]
    sizes = sizes.sort_values(["positive", "rows", "hash"], ascending=[False, False, True])
    load = np.zeros((count, 2))
    fold_of: dict[str, int] = {}
    for name, row in zip(sizes.index, sizes[["positive", "rows"]].to_numpy(), strict=True):
        target = min(range(count), key=lambda f: (load[f, 0] if row[0] else 0, load[f, 1], f))
        fold_of[name] = target
        load[target] += row
    return np.array([fold_of[name] for name in group])
