"""Groups among suspicious accounts: who stands together, by likeness and by ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from features.evidence import LEAST_SHARING, LEAST_TRACES, outweighed
from features.likeness import nearest
from features.snapshots import Snapshot, traits

LEAST_MEMBERS = 5
# A shared trace weighs as much as this many of the strongest likenesses.
TIE_WEIGHT = 2.0
# How alike any two accounts are is told by so many of them.
_EVERYBODY = 2_000
# A part of the suspicious that sends half of its weight out is no group of its own.
MOST_OUT = 1 / 2
# Modularity does not see groups below a size that grows with the graph (features.graph), so the
# resolution grows with it, from so many suspicious accounts on.
_ACCOUNTS_AT_ONE = 200
# A member has this many of its nearest in the group, or one of them and a tie.
LEAST_NEAR = 3
# A group is reported when at least so many members, and such a share, reach tier review alone.
LEAST_REVIEW = 3
LEAST_REVIEW_SHARE = 0.3
# So many decided members, and such a share, corroborate a group; a few may be wrong verdicts.
LEAST_FOUND = 3
LEAST_FOUND_SHARE = 0.1


@dataclass(frozen=True)
class Group:
    """A group of suspicious accounts; `members` sorted, `ties` counts shared traces by kind
    (accounts of the group that share one with another member), `telling` the different traces
    among them that hardly anybody but look-alikes shares (features.evidence), `sharing` the members
    that share one of these with another."""

    members: tuple[str, ...]
    ties: dict[str, int]
    likeness: float
    telling: int
    sharing: int


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
    here = near[near["account_id"].isin(inside) & near["other_id"].isin(inside)]
    fellows = here["account_id"].value_counts()
    tied = pairs[pairs["a"].isin(inside) & pairs["b"].isin(inside)]
    ties = set(tied["a"]) | set(tied["b"])
    return tuple(
        account
        for account in candidates
        if fellows.get(account, 0) >= LEAST_NEAR or (account in ties and account in fellows.index)
    )


def corroborated(group: Group, label: pd.Series) -> bool:
    """True where something besides likeness speaks for a campaign: two telling traces that a tenth
    of its members share, or three of them, and one in ten, decided as distillation. Where people
    looked and found two of them honest, and more than guilty, traces say nothing.

    label : 1 distillation, 0 not, by account_id of those that were decided.

    A classroom, a batch job, people who try a new model are alike, too, and more often than
    campaigns are; they are watched, and not accused.
    """
    said = label.reindex(list(group.members))
    guilty, honest = int((said == 1).sum()), int((said == 0).sum())
    found = guilty >= LEAST_FOUND and guilty >= LEAST_FOUND_SHARE * len(group.members)
    shared = group.telling >= LEAST_TRACES
    shared &= group.sharing >= LEAST_SHARING * len(group.members)
    return found or (shared and not outweighed(honest, guilty))


def stands_out(group: Group, scores: pd.Series, review: float) -> bool:
    """True where at least three members, and three in ten, reach tier review by themselves."""
    strong = int((scores.reindex(list(group.members)) >= review).sum())
    return strong >= LEAST_REVIEW and strong >= LEAST_REVIEW_SHARE * len(group.members)


def _group(
    members: tuple[str, ...], twins: pd.DataFrame, pairs: pd.DataFrame, telling: pd.DataFrame
) -> Group:
    inside = set(members)
    tied = pairs[pairs["a"].isin(inside) & pairs["b"].isin(inside)]
    counts = {kind: len(set(rows["a"]) | set(rows["b"])) for kind, rows in tied.groupby("kind")}
    here = twins[twins["account_id"].isin(inside) & twins["twin_id"].isin(inside)]
    pair = np.sort(here[["account_id", "twin_id"]].to_numpy(object), axis=1)
    cosine = here.groupby([pair[:, 0], pair[:, 1]])["cosine"].max()
    common = telling[telling["account_id"].isin(inside) & telling["other_id"].isin(inside)]
    return Group(
        members,
        dict(sorted(counts.items())),
        float(cosine.mean()) if len(cosine) else 0.0,
        int(common["trace"].nunique()),
        len(set(common["account_id"]) | set(common["other_id"])),
    )


def group_of(members: tuple[str, ...], shot: Snapshot) -> Group:
    """These accounts as a group, with what they share and the likeness between them."""
    pairs = _tie_pairs(shot.ties, set(members), shot.rows["organisation"]).drop_duplicates()
    return _group(members, shot.twins, pairs, shot.telling)


def belonging(group: Group, shot: Snapshot, strong: Collection[str]) -> Group:
    """The group without members that neither stand out themselves nor belong to those who do.

    strong : accounts that reach tier review by their own score. To belong to them, half of an
    account's twins have to be strong members, or it shares a telling trace with a member. Whoever
    is only a little suspicious and a little like them is a customer who asks the same things.
    """
    inside = set(group.members)
    firm = inside & set(strong)
    mine = shot.twins[shot.twins["account_id"].isin(inside - firm)]
    near = mine["twin_id"].isin(firm).groupby(mine["account_id"]).mean()
    common = shot.telling[
        shot.telling["account_id"].isin(inside) & shot.telling["other_id"].isin(inside)
    ]
    belong = firm | set(near.index[near >= 0.5])
    belong |= set(common["account_id"]) | set(common["other_id"])
    kept = tuple(member for member in group.members if member in belong)
    return group if kept == group.members else group_of(kept, shot)


def accused(
    group: Group, shot: Snapshot, scores: pd.Series, review: float, label: pd.Series
) -> Group | None:
    """The group as it is reported, with those that belong to it; None where it is only watched: it
    does not stand out, too few belong to it, or nothing but likeness speaks for a campaign.

    scores, label : by account_id (`stands_out`, `corroborated`); review : the bound of that tier.
    """
    if not stands_out(group, scores, review):
        return None
    kept = belonging(group, shot, scores.index[scores >= review])
    if len(kept.members) < min(LEAST_MEMBERS, len(group.members)):
        return None
    return kept if corroborated(kept, label) else None


def _leiden(count: int, edges: list[tuple[int, int, float]]) -> np.ndarray:
    """Communities by modularity: a number for each of `count` nodes."""
    import networkit as nk

    nk.setSeed(0, False)
    nk.setNumberOfThreads(1)
    graph = nk.Graph(count, weighted=True)
    for left, right, weight in edges:
        graph.addEdge(left, right, float(weight))
    resolution = max(1.0, count / _ACCOUNTS_AT_ONE)
    algorithm = nk.community.ParallelLeiden(graph, randomize=False, gamma=resolution)
    algorithm.run()
    return np.asarray(algorithm.getPartition().getVector())


def _joined(part: np.ndarray, edges: list[tuple[int, int, float]]) -> np.ndarray:
    """Parts of which half the weight leads out, or too small to stand alone, joined one after
    the other to the part that they are tied to most.

    Modularity finds parts in any graph, one of a single campaign included (Guimera, Sales-Pardo,
    Amaral 2004, Modularity from fluctuations in random graphs); a part that is its own sends little
    of its weight out.
    """
    number = np.unique(part, return_inverse=True)[1]
    count = int(number.max()) + 1
    between = np.zeros((count, count))
    for left, right, weight in edges:
        between[number[left], number[right]] += weight
        between[number[right], number[left]] += weight
    size = np.bincount(number, minlength=count)
    total, own = between.sum(axis=1), np.arange(count)
    while True:
        share = 1 - between.diagonal() / np.maximum(total, 1e-12)
        share[(size == 0) | (total == 0)] = 0
        # Sums of thousands of weights: what is left of an equality is not a difference.
        loose = (share > 1e-9) & ((size < LEAST_MEMBERS) | (share >= MOST_OUT))
        if not loose.any():
            return np.asarray(own[number])
        gone = int(np.argmax(np.where(loose, share, -1)))
        others = between[gone].copy()
        others[gone] = -1
        into = int(np.argmax(others))
        between[into] += between[gone]
        between[:, into] += between[:, gone]
        between[gone] = between[:, gone] = 0
        for sums in (size, total):
            sums[into] += sums[gone]
            sums[gone] = 0
        own[own == gone] = into


def find_groups(
    suspicious: set[str],
    near: pd.DataFrame,
    twins: pd.DataFrame,
    ties: pd.DataFrame,
    telling: pd.DataFrame,
    organisation: pd.Series,
) -> list[Group]:
    """Communities of suspicious accounts with at least five members, largest first.

    suspicious : account ids; near : account_id, other_id, weight of each one's nearest among them
    (features.likeness); twins : account_id, twin_id, cosine; ties : account_id, kind, key;
    telling : account_id, other_id, trace; organisation : by account id. Edges are near pairs (the
    mean of both sides' weights, a side that does not name the other counting 0) and ties (weight 2
    a kind); the parts are Leiden's.
    """
    near = near[near["account_id"].isin(suspicious) & near["other_id"].isin(suspicious)]
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    for a, b, weight in near[["account_id", "other_id", "weight"]].itertuples(index=False):
        weights[(min(a, b), max(a, b))] += weight / 2
    pairs = _tie_pairs(ties, suspicious, organisation).drop_duplicates()
    for a, b, _ in pairs.itertuples(index=False):
        weights[(a, b)] += TIE_WEIGHT
    nodes = sorted({account for pair in weights for account in pair})
    if not nodes:
        return []
    position = {account: i for i, account in enumerate(nodes)}
    edges = [(position[a], position[b], w) for (a, b), w in sorted(weights.items()) if w > 0]
    part = _joined(_leiden(len(nodes), edges), edges)
    groups = []
    for number in np.unique(part):
        members = _fitting([nodes[i] for i in np.flatnonzero(part == number)], near, pairs)
        if len(members) < LEAST_MEMBERS:
            continue
        groups.append(_group(members, twins, pairs, telling))
    return sorted(groups, key=lambda g: (-len(g.members), g.members[0]))


def suspicious_groups(shot: Snapshot, suspicious: set[str]) -> list[Group]:
    """Groups among a day's suspicious accounts, largest first; see `find_groups`."""
    chosen = pd.Index(sorted(suspicious), name="account_id")
    organisation = shot.rows["organisation"]
    pairs = _tie_pairs(shot.ties, suspicious, organisation)[["a", "b"]].drop_duplicates()
    linked = shot.rows.index[shot.rows["community"] >= 0].sort_values()
    near = nearest(
        traits(shot, chosen),
        traits(shot, linked[:: max(1, len(linked) // _EVERYBODY)]),
        chosen.get_indexer(pairs["a"]),
        chosen.get_indexer(pairs["b"]),
    )
    return find_groups(suspicious, near, shot.twins, shot.ties, shot.telling, organisation)
