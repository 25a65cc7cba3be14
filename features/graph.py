"""Communities of the twin graph: groups of accounts that are each other's nearest likeness."""

from __future__ import annotations

import numpy as np
import pandas as pd

from features.twins import Twins


def communities(twins: Twins, *, resolution: float = 1.0, seed: int = 0) -> pd.Series:
    """Community number of each account with twins, by Leiden on twins' likeness.

    Traag, Waltman, van Eck (2019), From Louvain to Leiden, Scientific Reports 9. Edges are twin
    pairs with their cosine; numbers are in order of the smallest account id, so that the same
    graph gives the same numbers.
    """
    accounts = twins.accounts
    if len(accounts) == 0:
        return pd.Series(dtype="int64", name="community")
    import networkit as nk

    nk.setSeed(seed, False)
    nk.setNumberOfThreads(1)
    graph = nk.Graph(len(accounts), weighted=True)
    k = twins.nearest.shape[1]
    left, right = np.repeat(np.arange(len(accounts)), k), twins.nearest.ravel()
    pairs = pd.DataFrame(
        {"a": np.minimum(left, right), "b": np.maximum(left, right), "w": twins.cosine.ravel()}
    )
    for a, b, weight in pairs.groupby(["a", "b"], sort=True)["w"].max().reset_index().to_numpy():
        if weight > 0:
            graph.addEdge(int(a), int(b), float(weight))
    algorithm = nk.community.ParallelLeiden(graph, randomize=False, gamma=resolution)
    algorithm.run()
    found = np.asarray(algorithm.getPartition().getVector())
    first = pd.Series(accounts).groupby(found).min().sort_values()
    number = {community: i for i, community in enumerate(first.index)}
    return pd.Series([number[c] for c in found], index=pd.Index(accounts, name="account_id"),
                     name="community")  # fmt: skip
