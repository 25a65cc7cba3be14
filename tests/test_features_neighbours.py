"""Nearest rows by an index: all pairs on few rows, cells on many, never oneself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.neighbours import nearest_rows


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def clustered(count: int = 3_000, seed: int = 0) -> np.ndarray:
    """Unit rows, 12 around each of many centres."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(count // 12, 24))
    return unit(np.repeat(centres, 12, axis=0) + 0.6 * rng.normal(size=(count // 12 * 12, 24)))


def oracle(rows: np.ndarray, k: int) -> np.ndarray:
    likeness = rows.astype(float) @ rows.T.astype(float)
    np.fill_diagonal(likeness, -np.inf)
    return np.argsort(-likeness, axis=1, kind="stable")[:, :k]


# Literal cases


def test_the_nearest_of_a_few_directions() -> None:
    angles = np.deg2rad([0, 10, 25, 180])
    rows = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert nearest_rows(rows, 2).tolist() == [[1, 2], [0, 2], [1, 0], [2, 1]]


def test_more_neighbours_than_rows_are_filled_with_oneself() -> None:
    rows = clustered(24)[:5]
    found = nearest_rows(rows, 8)
    assert found.shape == (5, 8)
    assert found.dtype == np.int64
    np.testing.assert_array_equal(found[:, :4], oracle(rows, 4))
    assert (found[:, 4:] == np.arange(5)[:, None]).all()


def test_a_single_row_has_only_itself() -> None:
    assert nearest_rows(clustered(12)[:1], 3).tolist() == [[0, 0, 0]]


def test_equal_rows_are_each_others_nearest_and_not_their_own() -> None:
    found = nearest_rows(np.repeat(clustered(12)[:1], 40, axis=0), 10)
    assert (found != np.arange(40)[:, None]).all()
    assert all(len(set(row)) == 10 for row in found.tolist())


def test_rows_that_are_no_unit_rows_are_compared_by_inner_product() -> None:
    rows = np.array([[1.0, 0.0], [0.9, 0.1], [50.0, 0.0]], np.float32)
    assert nearest_rows(rows, 2).tolist() == [[2, 1], [2, 0], [0, 1]]


# Laws


@settings(max_examples=25, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), count=st.integers(2, 80), k=st.integers(1, 30))
def test_all_pairs_are_searched_where_there_are_few(seed: int, count: int, k: int) -> None:
    rows = unit(np.random.default_rng(seed).normal(size=(count, 9)))
    found = nearest_rows(rows, k)
    assert found.shape == (count, k)
    known = min(k, count - 1)
    likeness = rows @ rows.T
    np.testing.assert_allclose(
        np.take_along_axis(likeness, found[:, :known], 1),
        np.take_along_axis(likeness, oracle(rows, known), 1),
        atol=1e-6,
    )
    assert all(len({*row, i}) == known + 1 for i, row in enumerate(found.tolist()))
    assert (found[:, known:] == np.arange(count)[:, None]).all()


def test_blocks_of_the_search_are_put_together_in_order() -> None:
    """More rows than are searched at once, in pairs that are each other's nearest."""
    angles = np.repeat(np.linspace(0, 6, 8_500), 2) + np.tile([0, 1e-4], 8_500)
    rows = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    found = nearest_rows(rows, 1)[:, 0]
    some = np.r_[0:50, 16_350:16_420, 16_950:17_000]
    np.testing.assert_array_equal(found[some], some ^ 1)


@pytest.fixture(scope="module")
def many() -> np.ndarray:
    return clustered()


def test_cells_find_nearly_all_that_all_pairs_find(many: np.ndarray) -> None:
    found, exact = nearest_rows(many, 10, exact=500), nearest_rows(many, 10)
    np.testing.assert_array_equal(exact, oracle(many, 10))
    recall = np.mean([len({*a} & {*b}) / 10 for a, b in zip(found, exact, strict=True)])
    assert recall >= 0.95
    assert (found != np.arange(len(many))[:, None]).all()
    likeness = np.take_along_axis(many @ many.T, found, 1)
    assert (np.diff(likeness, axis=1) <= 1e-6).all()


def test_cells_are_the_same_in_every_run(many: np.ndarray) -> None:
    first = nearest_rows(many, 10, exact=500)
    np.testing.assert_array_equal(nearest_rows(many.copy(), 10, exact=500), first)


def test_what_the_cells_do_not_hold_is_filled_with_oneself(many: np.ndarray) -> None:
    """Fewer rows stand in the cells looked into than are asked for."""
    found = nearest_rows(many, 2_500, exact=500)
    own = found == np.arange(len(many))[:, None]
    assert own[:, -1].all()
    assert not own[:, :10].any()
    assert (np.diff(own.astype(int), axis=1) >= 0).all()
    for i in (0, 999, 2_999):
        others = found[i][~own[i]]
        assert len(set(others)) == len(others)
