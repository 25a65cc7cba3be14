"""Communities of the twin graph."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from features.graph import communities
from features.twins import Twins


def twins(likeness: np.ndarray, names: list[str], k: int = 3) -> Twins:
    """The twin graph of a likeness matrix."""
    rows = np.array(likeness, float)
    np.fill_diagonal(rows, -np.inf)
    nearest = np.argsort(-rows, axis=1, kind="stable")[:, :k]
    cosine = np.take_along_axis(rows, nearest, axis=1)
    none = np.zeros(nearest.shape, bool)
    return Twins(np.array(names, object), nearest, cosine, none, pd.DataFrame())


def cliques(*sizes: int, seed: int = 0) -> Twins:
    """Cliques of high likeness in a sea of low."""
    rng = np.random.default_rng(seed)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    likeness = np.where(owner[:, None] == owner[None, :], 0.8, 0.1)
    likeness = likeness + 0.02 * rng.random(likeness.shape)
    return twins((likeness + likeness.T) / 2, [f"{'abcdef'[o]}{i:02}" for i, o in enumerate(owner)])


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
    empty = np.zeros((0, 0))
    nobody = Twins(np.zeros(0, object), empty.astype(int), empty, empty.astype(bool),
                   pd.DataFrame())  # fmt: skip
    assert communities(nobody).empty


def test_accounts_that_are_unlike_stand_alone() -> None:
    """A negative likeness is no edge: neither does it join, nor does it outweigh the others."""
    found = communities(twins(np.full((4, 4), -0.5), list("abcd")))
    assert sorted(found) == [0, 1, 2, 3]
    likeness = np.full((12, 12), -0.9)
    likeness[:4, :4] = likeness[4:8, 4:8] = 0.3
    names = [f"a{i:02}" for i in range(12)]
    found = communities(twins(likeness, names, k=9))
    assert found.tolist() == [0] * 4 + [1] * 4 + [2, 3, 4, 5]


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
