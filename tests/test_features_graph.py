"""Communities of the twin graph, and what is counted inside them."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from features.content import merge
from features.graph import COLUMNS, communities, community_columns, leiden
from features.ties import TieGraph
from features.twins import Twins
from features.windows import Window
from tests.worlds import AS_OF


def graph_of(
    nearest: np.ndarray, cosine: np.ndarray, names: list[str], activity: np.ndarray | None = None
) -> Twins:
    rows = np.zeros((len(names), 4), np.float32) if activity is None else activity
    none = np.zeros(nearest.shape, bool)
    wrappers = sparse.csr_matrix((len(names), 0))
    return Twins(
        np.array(names, object), nearest, cosine, none, pd.DataFrame(), rows, rows, wrappers
    )


def twins(likeness: np.ndarray, names: list[str], k: int = 3) -> Twins:
    """The twin graph of a likeness matrix."""
    rows = np.array(likeness, float)
    np.fill_diagonal(rows, -np.inf)
    nearest = np.argsort(-rows, axis=1, kind="stable")[:, :k]
    return graph_of(nearest, np.take_along_axis(rows, nearest, axis=1), names)


def cliques(*sizes: int, seed: int = 0) -> Twins:
    """Cliques of high likeness in a sea of low."""
    rng = np.random.default_rng(seed)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    likeness = np.where(owner[:, None] == owner[None, :], 0.8, 0.1)
    likeness = likeness + 0.02 * rng.random(likeness.shape)
    return twins((likeness + likeness.T) / 2, [f"{'abcdef'[o]}{i:02}" for i, o in enumerate(owner)])


def nobody() -> Twins:
    empty = np.zeros((0, 0))
    return graph_of(empty.astype(int), empty, [])


# Leiden


def test_two_triangles_come_apart() -> None:
    left = np.array([0, 0, 1, 3, 3, 4, 2])
    right = np.array([1, 2, 2, 4, 5, 5, 3])
    found = leiden(6, left, right, np.array([1.0] * 6 + [0.1]), 1.0)
    assert found.dtype == np.int64
    assert len(set(found[:3])) == len(set(found[3:])) == 1
    assert found[0] != found[5]


def test_nodes_without_an_edge_stand_alone() -> None:
    none = np.zeros(0, np.int64)
    assert len(set(leiden(4, none, none, np.zeros(0), 1.0))) == 4


@settings(max_examples=15, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000))
def test_edges_that_are_not_positive_change_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    left, right = np.triu_indices(30, 1)
    weight = np.where(rng.random(len(left)) < 0.2, rng.random(len(left)), 0.0)
    bad = np.where(weight == 0, rng.choice([0.0, -0.5, -9.0], len(left)), weight)
    keep = weight > 0
    plain = leiden(30, left[keep], right[keep], weight[keep], 1.0)
    np.testing.assert_array_equal(leiden(30, left, right, bad, 1.0), plain)
    np.testing.assert_array_equal(leiden(30, left, right, bad, 1.0), plain)


def test_a_larger_resolution_gives_smaller_communities() -> None:
    left, right = np.triu_indices(60, 1)
    weight = np.random.default_rng(0).random(len(left))
    counts = [len(set(leiden(60, left, right, weight, gamma))) for gamma in (0.5, 1.5, 5.0)]
    assert counts == sorted(counts)
    assert counts[0] == 1 < counts[-1]


# Communities


def test_two_planted_cliques_come_apart() -> None:
    found = communities(cliques(8, 6))
    assert found.groupby(found.index.str[0]).nunique().tolist() == [1, 1]
    assert found["a00"] != found["b08"]
    assert found.name == "community"
    assert found.index.name == "account_id"


def test_numbers_are_in_the_order_of_the_smallest_account() -> None:
    found = communities(cliques(5, 7, 9))
    assert found.groupby(found.index.str[0]).first().tolist() == [0, 1, 2]


def test_no_twins_are_no_communities() -> None:
    assert communities(nobody()).empty


def test_accounts_that_are_unlike_stand_alone() -> None:
    """A negative likeness is no edge: neither does it join, nor does it outweigh the others."""
    found = communities(twins(np.full((4, 4), -0.5), list("abcd")))
    assert sorted(found) == [0, 1, 2, 3]
    likeness = np.full((12, 12), -0.9)
    likeness[:4, :4] = likeness[4:8, 4:8] = 0.3
    names = [f"a{i:02}" for i in range(12)]
    found = communities(twins(likeness, names, k=9))
    assert found.tolist() == [0] * 4 + [1] * 4 + [2, 3, 4, 5]


def test_cliques_of_ten_come_out_of_thousands() -> None:
    """Twenty groups of ten whose members are each other's nearest, among 6,000 people."""
    rng = np.random.default_rng(0)
    m, planted = 6_000, 20
    # People are like those of their kind: forty kinds of about 150. Members are, too, a little.
    kind = rng.integers(0, 40, m)
    people = np.arange(m) >= 10 * planted
    mates = [np.flatnonzero((kind == k) & people) for k in range(40)]
    nearest = np.array([rng.choice(mates[k], 10, replace=False) for k in kind])
    cosine = rng.uniform(0.2, 0.4, (m, 10))
    for group in range(planted):
        members = np.arange(10 * group, 10 * group + 10)
        for i in members:
            nearest[i, :9] = members[members != i]
            cosine[i, :9] = rng.uniform(0.5, 0.7, 9)
    found = communities(graph_of(nearest, cosine, [f"a{i:04}" for i in range(m)])).to_numpy()
    for group in range(planted):
        members = found[10 * group : 10 * group + 10]
        assert len(set(members)) == 1
        assert np.sum(found == members[0]) == 10


def ring(count: int, across: float) -> Twins:
    """A ring of cliques of ten, each like the next by one pair."""
    m = 10 * count
    start = np.arange(m) // 10 * 10
    others = (np.arange(m)[:, None] - start[:, None] + np.arange(1, 10)) % 10 + start[:, None]
    last = np.where(np.arange(m) % 10 == 0, (start + 11) % m, others[:, 0])
    nearest = np.hstack([others, last[:, None]])
    cosine = np.full((m, 10), 0.8)
    cosine[::10, 9] = across
    return graph_of(nearest, cosine, [f"a{i:05}" for i in range(m)])


def test_the_resolution_grows_with_the_graph() -> None:
    """Modularity alone joins what a larger graph holds apart (its resolution limit)."""
    large = ring(600, 0.6)
    found = communities(large)
    pd.testing.assert_series_equal(found, communities(large, resolution=6_000 / 500))
    assert communities(large, resolution=1.0).nunique() < 600
    assert found.nunique() == 600
    assert (found.to_numpy() == np.arange(6_000) // 10).all()
    small = ring(30, 0.6)
    pd.testing.assert_series_equal(communities(small), communities(small, resolution=1.0))
    assert communities(small).nunique() == 30


@settings(max_examples=10, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000))
def test_the_same_graph_gives_the_same_numbers(seed: int) -> None:
    rng = np.random.default_rng(seed)
    likeness = rng.random((40, 40))
    names = [f"a{i:02}" for i in range(40)]
    first = communities(twins((likeness + likeness.T) / 2, names))
    again = communities(twins((likeness + likeness.T) / 2, names))
    pd.testing.assert_series_equal(first, again)
    assert first.index.tolist() == names
    smallest = first.index.to_series().groupby(first.to_numpy()).min()
    assert smallest.index.tolist() == list(range(len(smallest)))
    assert smallest.is_monotonic_increasing


# Columns


def no_ties() -> TieGraph:
    none = np.zeros(0, np.int64)
    return TieGraph(none, none, np.zeros(0), none)


def ties_of(pairs: set[tuple[int, int]]) -> TieGraph:
    left, right = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
    return TieGraph(left, right, np.ones(len(left)), np.ones(len(left), np.int64))


def case(seed: int, count: int = 40, groups: int = 7) -> tuple[Window, Twins, pd.Series]:
    """Random accounts in random communities, with NULL where a log may have it."""
    rng = np.random.default_rng(seed)
    names = [f"a{i:04}" for i in range(count)]
    index = pd.Index(names, name="account_id")
    likeness = rng.uniform(-0.5, 1, (count, count))
    found = twins((likeness + likeness.T) / 2, names, k=min(10, count - 1))
    activity = rng.normal(size=(count, 6)).astype(np.float32)
    activity /= np.linalg.norm(activity, axis=1, keepdims=True)
    activity[rng.random(count) < 0.1] = 0
    found = replace(found, activity=activity)
    month = rng.integers(5, 90, count)
    week = np.where(rng.random(count) < 0.3, month, rng.integers(0, 5, count))
    base = pd.DataFrame({"exchanges_7d": week, "exchanges_28d": month}, index)
    # Rows of accounts without twins stand in the window, too.
    base = pd.concat([base, base.head(3).set_axis([f"z{i}" for i in range(3)])])
    known = rng.random(count) < 0.9
    accounts = pd.DataFrame(
        {
            "account_id": names,
            "created_at": pd.Timestamp("2026-01-01", tz="UTC")
            + pd.to_timedelta(rng.integers(0, 10**7, count), unit="s"),
            "organisation_id": pd.Series(rng.choice(["o", "p", ""], count)).replace("", None),
        }
    )[known]
    links = pd.DataFrame(columns=["account_id", "kind", "key", "n"])
    activity = np.zeros((len(base), 168), bool)
    window = Window(AS_OF, base, links, links, accounts, merge([]), activity)
    number = pd.Series(rng.integers(0, groups, count), index)
    number = number.map({old: new for new, old in enumerate(number.unique())})
    return window, found, number.rename("community")


def spread(values: list[float]) -> float:
    return float(np.std(values)) if len(values) > 1 else math.nan


def mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else math.nan


def surprise(pairs: int, expected: float) -> float:
    """-log10 of the Poisson tail, term by term."""
    if pairs == 0:
        return 0.0
    terms = [i * math.log(expected) - expected - math.lgamma(i + 1) for i in range(pairs, 400)]
    top = max(terms)
    tail = top + math.log(sum(math.exp(term - top) for term in terms))
    return min(max(-tail / math.log(10), 0.0), 30.0)


def naive(window: Window, found: Twins, number: pd.Series, pairs: set[tuple[int, int]]) -> dict:
    """Every column of every community, by loops."""
    names = found.accounts.tolist()
    accounts = window.accounts.set_index("account_id")
    degree = Counter(i for pair in pairs for i in pair)
    out = {}
    for community in set(number):
        inside = [i for i, c in enumerate(number) if c == community]
        known = [names[i] for i in inside if names[i] in accounts.index]
        near = [(i, j) for i in inside for j in found.nearest[i] if j in inside]
        place = {i: found.nearest[i].tolist() for i in inside}
        both = [pair for pair in pairs if pair[0] in inside and pair[1] in inside]
        base = window.base.loc[[names[i] for i in inside]]
        organisations = Counter(accounts.loc[known, "organisation_id"].dropna())
        expected = sum(degree[i] for i in inside) ** 2 / (4 * len(pairs)) if pairs else 0
        out[community] = {
            "size": math.log2(len(inside)),
            "density": len(near) / (len(inside) * found.nearest.shape[1]),
            "likeness": mean([found.cosine[i, place[i].index(j)] for i, j in near]),
            "on_off": mean(
                [float(found.activity[i] @ found.activity[j])
                 for i in inside for j in inside if i != j]
            ),
            "signup_spread": spread(
                [accounts.loc[name, "created_at"].timestamp() / 86_400 for name in known]
            ),
            "tied": len({i for pair in both for i in pair}) / len(inside),
            "tie_surprise": surprise(len(both), expected) if both else 0.0,
            "load_spread": spread(np.log2(base["exchanges_28d"]).tolist()),
            "entries": mean(
                [float(week == month) for week, month in base[["exchanges_7d", "exchanges_28d"]]
                 .itertuples(index=False)]
            ),
            "exits": mean([float(week == 0) for week in base["exchanges_7d"]]),
            "same_organisation": max(organisations.values(), default=0) / len(inside),
        }  # fmt: skip
    return out


@settings(max_examples=15, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000), groups=st.integers(1, 25), n_ties=st.integers(0, 60))
def test_columns_equal_loops(seed: int, groups: int, n_ties: int) -> None:
    window, found, number = case(seed, groups=groups)
    rng = np.random.default_rng(seed)
    pairs = {tuple(sorted(rng.choice(40, 2, replace=False).tolist())) for _ in range(n_ties)}
    columns = community_columns(window, found, number, ties_of(pairs))
    assert columns.columns.tolist() == list(COLUMNS)
    assert columns.index.tolist() == found.accounts.tolist()
    assert columns.index.name == "account_id"
    expected = naive(window, found, number, pairs)
    for name, values in columns.iterrows():
        for column in COLUMNS:
            right = expected[number[name]][column]
            assert values[column] == pytest.approx(right, abs=1e-5, nan_ok=True), column


def test_a_community_of_one_has_no_spread_and_no_pairs() -> None:
    window, found, number = case(0)
    number[:] = range(len(number))
    columns = community_columns(window, found, number, no_ties())
    nothing = ["likeness", "on_off", "signup_spread", "load_spread"]
    assert columns[nothing].isna().all().all()
    assert (columns[["size", "density", "tied", "tie_surprise"]] == 0).all().all()


def test_nobody_has_no_community_columns() -> None:
    window, _, _ = case(0)
    columns = community_columns(window, nobody(), communities(nobody()), no_ties())
    assert columns.columns.tolist() == list(COLUMNS)
    assert len(columns) == 0
    assert columns.dtypes.eq("float64").all()


def test_a_log_of_no_known_account_has_communities() -> None:
    window, found, number = case(1)
    columns = community_columns(
        replace(window, accounts=window.accounts.iloc[:0]), found, number, no_ties()
    )
    assert columns["signup_spread"].isna().all()
    assert (columns["same_organisation"] == 0).all()


def surprises(pairs: set[tuple[int, int]], count: int = 1_000) -> np.ndarray:
    """Of communities of ten, one value each."""
    window, found, number = case(3, count)
    number[:] = np.arange(count) // 10
    columns = community_columns(window, found, number, ties_of(pairs))
    return columns["tie_surprise"].to_numpy()[::10]


def by_chance(count: int, of: int = 1_000) -> set[tuple[int, int]]:
    rng = np.random.default_rng(4)
    return {tuple(sorted(rng.choice(of, 2, replace=False).tolist())) for _ in range(count)}


def clique(first: int, size: int) -> set[tuple[int, int]]:
    return {(first + i, first + j) for i in range(size) for j in range(i + 1, size)}


def test_ties_by_chance_surprise_little() -> None:
    assert (surprises(set()) == 0).all()
    found = surprises(by_chance(4_000))
    assert found.mean() < 1
    assert found.max() < 4


def test_ties_inside_a_planted_community_surprise_by_how_many_they_are() -> None:
    chance = by_chance(1_000)
    values = [surprises(chance | clique(50, size))[5] for size in (1, 3, 5, 7)]
    assert values == sorted(values)
    assert values[0] < 1
    assert values[2] > 5
    assert values[3] > 15


def test_surprise_is_at_most_thirty() -> None:
    found = surprises(by_chance(1_000) | clique(50, 10))
    assert found[5] == 30
    assert np.isfinite(found).all()
    assert np.delete(found, 5).max() < 5


def test_whoever_has_many_ties_everywhere_surprises_less() -> None:
    """Ties inside are held against all ties of the members."""
    inside = clique(50, 5)
    outside = {(i, j) for i in range(50, 55) for j in range(100, 140)}
    assert surprises(inside | outside)[5] < surprises(inside | by_chance(200))[5]
