"""Communities of the twin graph: groups of accounts that are each other's nearest likeness.

The graph is made of likeness alone. Ties are counted afterwards, inside what likeness found, so
that they are evidence of their own; see docs/adr/0005.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from features.ties import TieGraph
from features.twins import Twins
from features.windows import Window

# The columns that features may name as {community.x}.
COLUMNS = ("size", "density", "likeness", "on_off", "signup_spread", "tied", "tie_surprise",
           "load_spread", "entries", "exits", "same_organisation")  # fmt: skip
# Modularity does not see groups below a size that grows with the graph (Fortunato and Barthelemy
# 2007, Resolution limit in community detection). The resolution grows with the graph instead, so
# that a group which stands out among so many accounts, some dozens of them its own, stands out
# among a thousand times as many.
_ACCOUNTS_AT_ONE = 500
_MOST_SURPRISE = 30.0


def leiden(
    m: int, left: np.ndarray, right: np.ndarray, weight: np.ndarray, resolution: float
) -> np.ndarray:
    """Community of each of m nodes, int64 (m,); the same graph gives the same numbers.

    Traag, Waltman, van Eck (2019), From Louvain to Leiden, Scientific Reports 9. Edges are given
    once each; weights that are not positive are left out.
    """
    import networkit as nk

    nk.setSeed(0, False)
    nk.setNumberOfThreads(1)
    keep = weight > 0
    graph = nk.GraphFromCoo(
        (weight[keep], (left[keep].astype(np.uint64), right[keep].astype(np.uint64))),
        n=m, weighted=True, directed=False,
    )  # fmt: skip
    algorithm = nk.community.ParallelLeiden(graph, randomize=False, gamma=resolution)
    algorithm.run()
    return np.asarray(algorithm.getPartition().getVector(), np.int64)


def _edges(twins: Twins) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Twin pairs once each, by position, with their cosine, twice that where each names the other:
    an account that is everybody's nearest holds no community together."""
    m, k = twins.nearest.shape
    own, other = np.repeat(np.arange(m), k), twins.nearest.ravel()
    code = np.minimum(own, other) * m + np.maximum(own, other)
    code, first, named = np.unique(code, return_index=True, return_counts=True)
    return code // m, code % m, twins.cosine.ravel()[first] * named


def communities(twins: Twins, *, resolution: float | None = None) -> pd.Series:
    """Community number of each account with twins, by Leiden on twins' likeness.

    Numbers are in order of the smallest account id. resolution : None follows the graph's size.
    """
    accounts = twins.accounts
    if len(accounts) == 0:
        return pd.Series(dtype="int64", name="community")
    if resolution is None:
        resolution = max(1.0, len(accounts) / _ACCOUNTS_AT_ONE)
    found = leiden(len(accounts), *_edges(twins), resolution)
    # Accounts come sorted, so the first position of a community is its smallest id's.
    _, first, inverse = np.unique(found, return_index=True, return_inverse=True)
    number = np.argsort(np.argsort(first))
    return pd.Series(number[inverse], index=pd.Index(accounts, name="account_id"), name="community")


def _mean(group: np.ndarray, size: int, values: np.ndarray) -> np.ndarray:
    """Mean of the known values by group, float64 (size,); NaN for a group without any."""
    known = ~np.isnan(values)
    n = np.bincount(group[known], minlength=size)
    total = np.bincount(group[known], values[known], size)
    return np.where(n > 0, total / np.where(n > 0, n, 1), np.nan)


def _spread(group: np.ndarray, size: int, values: np.ndarray) -> np.ndarray:
    """Standard deviation by group; NaN for a group with fewer than two known values."""
    n = np.bincount(group[~np.isnan(values)], minlength=size)
    centred = values - _mean(group, size, values)[group]
    return np.where(n > 1, np.sqrt(np.maximum(_mean(group, size, centred**2), 0)), np.nan)


def _surprise(found: np.ndarray, size: int, ties: TieGraph) -> tuple[np.ndarray, np.ndarray]:
    """Tied accounts and -log10 of the chance of so many tied pairs, by community.

    Expected are as many as if each account's ties went to any account by its number of ties
    (configuration model); Poisson tail, at most 30.
    """
    from scipy.stats import poisson

    inside = found[ties.left] == found[ties.right]
    pairs = np.bincount(found[ties.left[inside]], minlength=size)
    tied = np.zeros(len(found), bool)
    tied[ties.left[inside]] = tied[ties.right[inside]] = True
    degree = np.bincount(np.concatenate([ties.left, ties.right]), minlength=len(found))
    total = np.bincount(found, degree, size)
    expected = total**2 / max(4.0 * len(ties.left), 1.0)
    tail = -poisson.logsf(pairs - 1, np.maximum(expected, 1e-12)) / np.log(10)
    return tied, np.where(pairs > 0, np.clip(tail, 0, _MOST_SURPRISE), 0)


def community_columns(
    window: Window, twins: Twins, number: pd.Series, ties: TieGraph
) -> pd.DataFrame:
    """The columns that features may name as {community.x}: every member has its community's.

    number : of `communities`; ties : positions in `twins.accounts`.
    """
    accounts = pd.Index(twins.accounts, name="account_id")
    if len(accounts) == 0:
        return pd.DataFrame(columns=list(COLUMNS), index=accounts, dtype=float)
    found, size = number.to_numpy(), int(number.max()) + 1
    near = found[twins.nearest]
    same = near == found[:, None]
    base = window.base[["exchanges_7d", "exchanges_28d"]].reindex(accounts)
    known = window.accounts.set_index("account_id").reindex(accounts)
    created = known["created_at"].to_numpy("datetime64[us]").astype("int64") / 86400e6
    created = np.where(known["created_at"].isna(), np.nan, created)
    members = np.bincount(found, minlength=size)
    tied, surprise = _surprise(found, size, ties)
    week = base["exchanges_7d"].to_numpy(float) > 0
    earlier = base["exchanges_28d"].to_numpy(float) > base["exchanges_7d"].to_numpy(float)
    organisation = pd.Series(known["organisation_id"].to_numpy(object))
    largest = (
        pd.DataFrame({"community": found, "organisation": organisation})
        .dropna()
        .value_counts()
        .groupby("community")
        .max()
        .reindex(range(size), fill_value=0)
        .to_numpy()
    )
    values = {
        "size": np.log2(members),
        "density": _mean(found, size, same.mean(axis=1)),
        "likeness": _pair_mean(found, size, same, twins.cosine),
        "on_off": _self_likeness(found, members, twins.activity),
        "signup_spread": _spread(found, size, created),
        "tied": _mean(found, size, tied.astype(float)),
        "tie_surprise": surprise,
        "load_spread": _spread(found, size, np.log2(base["exchanges_28d"].to_numpy(float))),
        "entries": _mean(found, size, (week & ~earlier).astype(float)),
        "exits": _mean(found, size, (~week).astype(float)),
        "same_organisation": largest / members,
    }
    return pd.DataFrame({name: values[name][found] for name in COLUMNS}, index=accounts)


def _pair_mean(found: np.ndarray, size: int, same: np.ndarray, cosine: np.ndarray) -> np.ndarray:
    """Mean cosine of twins inside a community, NaN where none is."""
    rows = np.repeat(found[:, None], same.shape[1], axis=1)
    return _mean(rows[same], size, cosine[same])


def _self_likeness(found: np.ndarray, members: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Mean inner product over all pairs of a community, from its sum; NaN for a single member."""
    total = np.zeros((len(members), rows.shape[1]))
    np.add.at(total, found, rows)
    own = np.bincount(found, np.einsum("ij,ij->i", rows, rows), len(members))
    pairs = members * (members - 1.0)
    squares = np.einsum("ij,ij->i", total, total) - own
    return np.where(pairs > 0, squares / np.where(pairs > 0, pairs, 1), np.nan)
