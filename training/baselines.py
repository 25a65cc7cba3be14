"""What simpler detectors reach on the same day: known methods, judged beside the model.

Each is one declaration: what it reads is in `Material`, what it gives is a score an account, higher
is more suspicious. Only the one that says so learns from decisions, those by the model's cut.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from features import content
from features.catalogue import FEATURES
from features.snapshots import Snapshot
from features.sql import of_graphs
from training import fit

# An account's own levels: no rank, no twin, no community.
LEVELS = tuple(c for f in FEATURES if not of_graphs(f) for c in f.columns)
# Templates on more accounts than this are frameworks' and tutorials'.
MOST_SHARERS = 50
# Fewer distances than this have no shape.
LEAST_DISTANCES = 20


@dataclass(frozen=True)
class Material:
    """What baselines read, of the day that is judged.

    shot : its feature rows; before : those of the cut; labels : by account_id, 1 or 0, by the cut;
    prompts : unit vectors of an account's prompts in their order, float32 (n, d);
    templates : account_id, key of masked prompts; sums : content sums of 28 days.
    """

    shot: Snapshot
    before: Snapshot
    labels: pd.Series
    prompts: Mapping[str, np.ndarray]
    templates: pd.DataFrame
    sums: content.Sums

    @property
    def active(self) -> pd.Index:
        """The accounts to score."""
        return self.shot.rows.index[self.shot.rows["exchanges_28d"] > 0]


@dataclass(frozen=True)
class Baseline:
    """A detector by its name and source; `score` gives a number an account, NaN for none (which
    counts as least suspicious)."""

    name: str
    source: str
    score: Callable[[Material], pd.Series]


def most_exchanges(given: Material) -> pd.Series:
    """The busiest first."""
    return given.shot.rows["exchanges_28d"].astype(float)


def isolation_forest(given: Material) -> pd.Series:
    """How few random cuts set an account's levels apart from everybody's."""
    from sklearn.ensemble import IsolationForest

    rows = given.shot.rows.loc[given.active, list(LEVELS)].astype(float)
    filled = rows.fillna(rows.median()).fillna(0)
    forest = IsolationForest(random_state=0).fit(filled.to_numpy())
    return pd.Series(-forest.score_samples(filled.to_numpy()), given.active)


def account_model(given: Material) -> pd.Series:
    """LightGBM on an account's own levels; who is undecided counts as honest, with half weight."""
    before = given.before.rows[given.before.rows["exchanges_28d"] > 0]
    label = given.labels.reindex(before.index)
    y, weight = (label == 1).to_numpy().astype(int), np.where(label.isna(), 0.5, 1.0)
    if not y.any():
        return pd.Series(np.nan, given.active)
    booster = fit.fit_booster(before[list(LEVELS)].astype(float), y, weight, fit.DEFAULT, 0)
    rows = given.shot.rows.loc[given.active, list(LEVELS)].astype(float)
    return pd.Series(fit.margin(booster, rows), given.active)


def nearest_earlier(vectors: np.ndarray) -> np.ndarray:
    """1 - cosine of every prompt but the first to the nearest earlier one, float (n - 1,)."""
    cosine = vectors @ vectors.T
    cosine[np.triu_indices(len(vectors))] = -np.inf
    return np.asarray(1 - cosine.max(axis=1)[1:], float)


def query_distances(given: Material) -> pd.Series:
    """How far an account's distances between prompts are from a normal distribution (1 - W)."""
    from scipy.stats import shapiro

    found = {}
    for account, vectors in given.prompts.items():
        distances = nearest_earlier(vectors) if len(vectors) > LEAST_DISTANCES else np.zeros(0)
        if len(distances) and np.ptp(distances) > 1e-6:
            found[account] = 1 - float(shapiro(distances).statistic)
    return pd.Series(found, dtype=float)


def account_discrepancy(given: Material) -> pd.Series:
    """Maximum mean discrepancy of an account's prompts to everybody's."""
    return given.shot.rows["population_distance_28d"].astype(float)


def parts(given: Material, kinds: tuple[str, ...]) -> pd.Series:
    """Number of the connected component that shared traces of some kinds put an account in."""
    ties = given.shot.ties[given.shot.ties["kind"].isin(kinds)]
    rows = given.active.get_indexer(ties["account_id"])
    keys = ties.groupby(["kind", "key"]).ngroup().to_numpy()
    keep, m = rows >= 0, len(given.active)
    size = m + (int(keys.max()) + 1 if len(keys) else 0)
    edges = (rows[keep], m + keys[keep])
    graph = sparse.coo_matrix((np.ones(keep.sum()), edges), (size, size))
    return pd.Series(connected_components(graph, directed=False)[1][:m], given.active)


def component_size(given: Material) -> pd.Series:
    """Accounts in the component of shared cards and exits."""
    part = parts(given, ("card", "exit"))
    return part.map(part.value_counts()).astype(float)


def component_discrepancy(given: Material) -> pd.Series:
    """Maximum mean discrepancy of the pooled prompts of a component of shared cards and exits."""
    part = parts(given, ("card", "exit"))
    sums = given.sums
    group = part.reindex(sums.accounts)
    known = group.notna().to_numpy()
    number = group[known].astype(int).to_numpy()
    count = np.bincount(number, sums.n[known], int(part.max()) + 1)
    kernel = np.zeros((len(count), content.KERNEL_WIDTH))
    np.add.at(kernel, number, sums.kernel[known] / content.KERNEL_SCALE)
    reference = content.population(sums).kernel
    with np.errstate(divide="ignore", invalid="ignore"):
        pairs = np.where(count > 1, count * (count - 1), np.nan)
        within = (np.einsum("ij,ij->i", kernel, kernel) - count) / pairs
        distance = within - 2 * (kernel @ reference) / count + reference @ reference
    return part.map(pd.Series(distance))


def dense_blocks(given: Material) -> pd.Series:
    """How dense the block of accounts and templates is in which an account is left.

    FRAUDAR: edges weigh 1 / log(degree of the template + 5), the node that adds least is taken
    away, and again; an account's score is the densest block that it was still part of.
    """
    edges = given.templates.drop_duplicates(["account_id", "key"])
    edges = edges[edges["account_id"].isin(given.active)].sort_values(["account_id", "key"])
    if edges.empty:
        return pd.Series(dtype=float)
    a, accounts = pd.factorize(edges["account_id"])
    t, templates = pd.factorize(edges["key"])
    weight = 1 / np.log(np.bincount(t, minlength=len(templates)) + 5.0)[t]
    m, size = len(accounts), len(accounts) + len(templates)
    graph = sparse.coo_matrix((weight, (a, m + t)), (size, size)).tocsr()
    graph = (graph + graph.T).tocsr()
    left = np.asarray(graph.sum(axis=1)).ravel()
    total, alive = float(weight.sum()), np.ones(size, bool)
    heap = [(value, node) for node, value in enumerate(left)]
    heapq.heapify(heap)
    best, densest, remaining = np.zeros(size), 0.0, size
    while heap:
        value, node = heapq.heappop(heap)
        if not alive[node] or value != left[node]:
            continue
        best[node] = densest = max(densest, total / remaining)
        alive[node], remaining, total = False, remaining - 1, total - value
        for cell in range(graph.indptr[node], graph.indptr[node + 1]):
            other = graph.indices[cell]
            if alive[other]:
                left[other] -= graph.data[cell]
                heapq.heappush(heap, (left[other], other))
    return pd.Series(best[:m], pd.Index(accounts))


def shared_text(given: Material) -> pd.Series:
    """With how many others an account shares masked prompts that hardly anybody uses, each other
    weighing 1 / log(1 + users)."""
    edges = given.templates.drop_duplicates(["account_id", "key"])
    if edges.empty:
        return pd.Series(dtype=float)
    users = edges.groupby("key")["account_id"].transform("size")
    rare = edges[(users >= 2) & (users <= MOST_SHARERS)].assign(users=users)
    worth = (rare["users"] - 1) / np.log1p(rare["users"])
    return worth.groupby(rare["account_id"]).sum()


BASELINES: tuple[Baseline, ...] = (
    Baseline("most exchanges", "-", most_exchanges),
    Baseline("isolation forest", "Liu, Ting, Zhou 2008", isolation_forest),
    Baseline("account model", "LightGBM, decisions", account_model),
    Baseline("query distances", "PRADA, Juuti et al. 2019", query_distances),
    Baseline("account discrepancy", "MMD, Gretton et al. 2012", account_discrepancy),
    Baseline("component discrepancy", "MMD over cards and exits", component_discrepancy),
    Baseline("component size", "cards and exits", component_size),
    Baseline("dense blocks", "FRAUDAR, Hooi et al. 2016", dense_blocks),
    Baseline("shared text", "rare templates", shared_text),
)
