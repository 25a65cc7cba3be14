"""Groups among suspicious accounts: who stands together, by likeness and by ties."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

LEAST_MEMBERS = 5
# A tie between accounts that are also alike weighs as much as this many plain likenesses.
TIE_WEIGHT = 2.0
# A member has this many of its own twins in the group, or one of them and a tie.
LEAST_TWINS = 3
# A group is reported when at least so many members, and such a share, reach tier review alone.
LEAST_REVIEW = 3
LEAST_REVIEW_SHARE = 0.3


@dataclass(frozen=True)
class Group:
    """A group of suspicious accounts; `members` sorted, `ties` counts shared traces by kind
    (accounts of the group that share one with another member)."""

    members: tuple[str, ...]
    ties: dict[str, int]
    likeness: float


def _tie_pairs(ties: pd.DataFrame, chosen: set[str], organisation: pd.Series) -> pd.DataFrame:
    """Pairs of chosen accounts on one rare trace, not colleagues: a, b, kind."""
    here = ties[ties["account_id"].isin(chosen)]
    pairs = here.merge(here, on=["kind", "key"])
    pairs = pairs[pairs["account_id_x"] < pairs["account_id_y"]]
    left = organisation.reindex(pairs["account_id_x"]).to_numpy(object)
    right = organisation.reindex(pairs["account_id_y"]).to_numpy(object)
    apart = np.array([pd.isna(x) or x != y for x, y in zip(left, right, strict=True)], bool)
    pairs = pairs[apart] if len(pairs) else pairs
    return pairs.rename(columns={"account_id_x": "a", "account_id_y": "b"})[["a", "b", "kind"]]


def _fitting(candidates: list[str], near: pd.DataFrame, pairs: pd.DataFrame) -> tuple[str, ...]:
    """Those of a part that belong to it by more than a chance likeness."""
    inside = set(candidates)
    here = near[near["account_id"].isin(inside) & near["twin_id"].isin(inside)]
    twins = here["account_id"].value_counts()
    tied = pairs[pairs["a"].isin(inside) & pairs["b"].isin(inside)]
    ties = set(tied["a"]) | set(tied["b"])
    return tuple(
        account
        for account in candidates
        if twins.get(account, 0) >= LEAST_TWINS or (account in ties and account in twins.index)
    )


def is_reported(group: Group, scores: pd.Series, review: float) -> bool:
    """True where at least three members, and three in ten, reach tier review by themselves."""
    strong = int((scores.reindex(list(group.members)) >= review).sum())
    return strong >= LEAST_REVIEW and strong >= LEAST_REVIEW_SHARE * len(group.members)


def _group(members: tuple[str, ...], near: pd.DataFrame, pairs: pd.DataFrame) -> Group:
    inside = set(members)
    tied = pairs[pairs["a"].isin(inside) & pairs["b"].isin(inside)]
    counts = {kind: len(set(rows["a"]) | set(rows["b"])) for kind, rows in tied.groupby("kind")}
    here = near[near["account_id"].isin(inside) & near["twin_id"].isin(inside)]
    pair = np.sort(here[["account_id", "twin_id"]].to_numpy(object), axis=1)
    cosine = here.groupby([pair[:, 0], pair[:, 1]])["cosine"].max()
    return Group(
        members, dict(sorted(counts.items())), float(cosine.mean()) if len(cosine) else 0.0
    )


def group_of(
    members: tuple[str, ...], twins: pd.DataFrame, ties: pd.DataFrame, organisation: pd.Series
) -> Group:
    """These accounts as a group, with the ties and the likeness between them."""
    return _group(members, twins, _tie_pairs(ties, set(members), organisation).drop_duplicates())


def find_groups(
    suspicious: set[str], twins: pd.DataFrame, ties: pd.DataFrame, organisation: pd.Series
) -> list[Group]:
    """Communities of suspicious accounts with at least five members, largest first.

    suspicious : account ids; twins : account_id, twin_id, cosine; ties : account_id, kind, key;
    organisation : by account id. Edges are twin pairs (weight: their likeness) and ties
    (weight 2 a kind); the parts are found by Leiden, so that two campaigns of one tactic that are
    alike but not tied come apart.
    """
    import networkit as nk

    near = twins[twins["account_id"].isin(suspicious) & twins["twin_id"].isin(suspicious)]
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    likeness: dict[tuple[str, str], float] = {}
    for a, b, cosine in near[["account_id", "twin_id", "cosine"]].itertuples(index=False):
        pair = (min(a, b), max(a, b))
        likeness[pair] = max(cosine, likeness.get(pair, 0.0))
    for pair, cosine in likeness.items():
        weights[pair] += cosine
    pairs = _tie_pairs(ties, suspicious, organisation).drop_duplicates()
    for a, b, _ in pairs.itertuples(index=False):
        weights[(a, b)] += TIE_WEIGHT
    nodes = sorted({account for pair in weights for account in pair})
    if not nodes:
        return []
    position = {account: i for i, account in enumerate(nodes)}
    nk.setSeed(0, False)
    nk.setNumberOfThreads(1)
    graph = nk.Graph(len(nodes), weighted=True)
    for (a, b), weight in sorted(weights.items()):
        if weight > 0:
            graph.addEdge(position[a], position[b], float(weight))
    leiden = nk.community.ParallelLeiden(graph, randomize=False, gamma=1.0)
    leiden.run()
    part = np.asarray(leiden.getPartition().getVector())
    groups = []
    for number in np.unique(part):
        members = _fitting([nodes[i] for i in np.flatnonzero(part == number)], near, pairs)
        if len(members) < LEAST_MEMBERS:
            continue
        groups.append(_group(members, near, pairs))
    return sorted(groups, key=lambda g: (-len(g.members), g.members[0]))
