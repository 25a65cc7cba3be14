"""Likeness in comparable units: kinds by their spread, accounts by what they are used to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from features.crowd import Crowd, crowd, spreads
from features.likeness import unit_rows


def parts(
    m: int, seed: int = 0, keys: int = 30
) -> tuple[np.ndarray, np.ndarray, sparse.csr_matrix]:
    """Unit rows of habits, subjects and wrappers of m strangers."""
    rng = np.random.default_rng(seed)
    worn = unit_rows((rng.random((m, keys)) < 0.1).astype(np.float32))
    return (
        unit_rows(rng.normal(size=(m, 20)).astype(np.float32)),
        unit_rows(rng.normal(size=(m, 5)).astype(np.float32)),
        sparse.csr_matrix(worn),
    )


def summed(found: Crowd, rows: tuple[np.ndarray, np.ndarray, sparse.csr_matrix]) -> np.ndarray:
    habits, subjects, wrappers = rows
    kinds = (habits @ habits.T, subjects @ subjects.T, (wrappers @ wrappers.T).toarray())
    return np.asarray(sum(w * kind for w, kind in zip(found.weights, kinds, strict=True)))


# Literal cases


def test_a_kind_weighs_one_over_its_spread() -> None:
    habits = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    subjects = np.ones((3, 1), np.float32)
    spread = spreads((habits, subjects), sparse.csr_matrix((3, 0)))
    # Of three pairs one is alike by habits; all are by subjects; nobody has a wrapper.
    np.testing.assert_allclose(spread, [np.std([1, 0, 0]), 0, 0])
    found = crowd(habits, subjects, sparse.csr_matrix((3, 0)))
    np.testing.assert_allclose(found.weights, [1 / np.std([1, 0, 0]), 0, 0])


def test_a_kind_that_hardly_any_two_share_does_not_outweigh_all() -> None:
    habits, subjects, _ = parts(400)
    worn = np.zeros((400, 1), np.float32)
    worn[:3] = 1
    found = crowd(habits, subjects, sparse.csr_matrix(worn))
    assert spreads((habits, subjects), sparse.csr_matrix(worn))[2] < 0.02
    assert found.weights[2] == pytest.approx(1 / 0.02)


def test_above_is_the_mean_of_both_ends_standard_scores() -> None:
    found = Crowd(np.ones(3), np.array([0.0, 4.0]), np.array([1.0, 2.0]))
    above = found.above(np.array([6.0]), np.array([0]), np.array([1]))
    assert above.tolist() == [(6 + 1) / 2]


def test_an_account_like_everybody_is_nobodys_nearest() -> None:
    """A hub (some of all habits) beats a true fellow by the sum, and not above the usual."""
    rng = np.random.default_rng(3)
    habits = rng.normal(size=(60, 200)).astype(np.float32)
    habits[1] = habits[0] + 2.2 * rng.normal(size=200)
    habits[2] = habits.sum(axis=0)
    rows = (unit_rows(habits), np.zeros((60, 1), np.float32), sparse.csr_matrix((60, 0)))
    found = crowd(*rows)
    likeness = summed(found, rows)
    others = np.arange(1, 60)
    assert others[likeness[0, 1:].argmax()] == 2 or likeness[0, 2] > np.median(likeness[0, 1:])
    above = found.above(likeness[0, 1:], np.zeros(59, int), others)
    assert others[above.argmax()] == 1


@pytest.mark.parametrize("m", [1, 2])
def test_too_few_to_have_a_spread(m: int) -> None:
    found = crowd(*parts(m))
    assert np.isfinite(found.mean).all()
    assert (found.spread > 0).all()


# Laws and oracle


@settings(max_examples=20, deadline=None, derandomize=True)
@given(m=st.integers(3, 40), seed=st.integers(0, 1000))
def test_mean_and_spread_are_those_of_all_others(m: int, seed: int) -> None:
    rows = parts(m, seed)
    found = crowd(*rows)
    likeness = summed(found, rows)
    for i in range(m):
        own = [likeness[i, j] for j in range(m) if j != i]
        assert found.mean[i] == pytest.approx(np.mean(own), abs=1e-4)
        assert found.spread[i] == pytest.approx(np.std(own) or 1.0, abs=1e-4)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(m=st.integers(3, 40), seed=st.integers(0, 1000))
def test_order_of_a_pair_does_not_matter(m: int, seed: int) -> None:
    rows = parts(m, seed)
    found = crowd(*rows)
    left, right = np.random.default_rng(seed).integers(0, m, (2, 50))
    likeness = summed(found, rows)
    likeness = (likeness + likeness.T) / 2
    np.testing.assert_allclose(
        found.above(likeness[left, right], left, right),
        found.above(likeness[right, left], right, left),
    )


def test_of_many_accounts_a_part_is_the_crowd() -> None:
    """Above two thousand a part of them says nearly what all would."""
    rows = parts(4_100)
    found = crowd(*rows)
    likeness = summed(found, rows)
    for i in (0, 1, 2_050, 4_099):
        own = np.delete(likeness[i], i)
        assert found.mean[i] == pytest.approx(own.mean(), abs=0.15)
        assert found.spread[i] == pytest.approx(own.std(), rel=0.1)
