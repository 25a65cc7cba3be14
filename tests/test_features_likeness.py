"""Likeness that means one hand is learnt from ties; nearest of a crowd of strangers is not near."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from features.likeness import KINDS, PRIOR, Traits, learn, nearest, some_pairs

NOBODY = np.zeros(0, np.int64)
COUNT = 160


def traits(habits: np.ndarray, wrappers: np.ndarray, age: np.ndarray | None = None) -> Traits:
    names = pd.Index([f"a{i:03}" for i in range(len(habits))], name="account_id")
    norm = np.linalg.norm(wrappers, axis=1, keepdims=True)
    unit = wrappers / np.where(norm > 0, norm, 1)
    days = np.arange(len(habits), dtype=float) if age is None else age
    return Traits(names, habits, sparse.csr_matrix(unit), days)


def strangers(count: int = 200, seed: int = 9) -> Traits:
    rng = np.random.default_rng(seed)
    return traits(rng.normal(size=(count, 30)), rng.random((count, 40)) < 0.1)


def two_hands(by: str, seed: int = 0) -> tuple[Traits, np.ndarray]:
    """Accounts of one tactic and two hands, whose wrappers or sign-up days (`by`) differ."""
    rng = np.random.default_rng(seed)
    hand = np.arange(COUNT) % 2
    habits = 1.0 + rng.normal(0, 0.7, (COUNT, 30))
    wrappers = rng.random((COUNT, 60)) < 0.15
    age = rng.integers(0, 400, COUNT).astype(float)
    if by == "wrappers":
        wrappers[hand == 0, :30] |= rng.random((COUNT // 2, 30)) < 0.15
        wrappers[hand == 1, 30:] |= rng.random((COUNT // 2, 30)) < 0.15
    else:
        age = 20.0 + 200 * hand + rng.integers(0, 6, COUNT)
    return traits(habits, wrappers, age), hand


def chain(hand: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every account is tied to the next of its hand."""
    left = np.arange(len(hand) - 2)
    return left, left + 2


def own_share(near: pd.DataFrame, who: Traits, hand: np.ndarray) -> float:
    of = pd.Series(hand, who.accounts)
    return float((near["account_id"].map(of) == near["other_id"].map(of)).mean())


# Literal cases


def test_likeness_of_a_pair_by_kind() -> None:
    some = traits(
        np.array([[3.0, 0], [0, 2.0], [1.0, 1.0]]),
        np.array([[1.0, 0, 0], [1.0, 1.0, 0], [0, 0, 1.0]]),
        np.array([10.0, 17.0, np.nan]),
    )
    found = some.pairs(np.array([0, 1, 0]), np.array([1, 2, 2]))
    assert KINDS == ("habits", "wrappers", "sign-up")
    assert found[:, 0] == pytest.approx([0, 2**-0.5, 2**-0.5])
    assert found[:, 1] == pytest.approx([2**-0.5, 0, 0])
    assert found[:, 2] == pytest.approx([-np.log(8), -np.log(183), -np.log(183)])


def test_without_a_tie_habits_and_wrappers_count_alike() -> None:
    who, _ = two_hands("wrappers")
    weights, _, _ = learn(who.pairs(*some_pairs(COUNT)), who.pairs(NOBODY, NOBODY))
    assert weights.tolist() == PRIOR.tolist() == [0.5, 0.5, 0.0]


@pytest.mark.parametrize("by", ["wrappers", "sign-up"])
def test_ties_tell_which_likeness_sets_hands_apart(by: str) -> None:
    who, hand = two_hands(by)
    left, right = chain(hand)
    tied = who.pairs(left, right)
    untied = who.pairs(*some_pairs(COUNT))
    weights, _, _ = learn(untied, tied)
    if by == "wrappers":
        assert weights[1] > 1.5 * weights[0]
        assert weights[2] < 0.05
    else:
        assert weights[2] > max(0.3, weights[0], weights[1])
    blind = nearest(who, strangers(), NOBODY, NOBODY)
    told = nearest(who, strangers(), left, right)
    assert own_share(told, who, hand) > own_share(blind, who, hand) > 0.4
    if by == "sign-up":
        assert own_share(told, who, hand) > 0.9 > own_share(blind, who, hand)


def test_a_likeness_that_ties_speak_against_counts_nothing_and_never_less() -> None:
    rng = np.random.default_rng(1)
    untied = rng.normal(size=(3000, 3))
    tied = rng.normal(size=(400, 3)) + np.array([-2.0, 1.0, 0.0])
    weights, centre, scale = learn(untied, tied)
    assert weights[0] == 0
    assert weights[1] > 0.8
    assert centre == pytest.approx(untied.mean(axis=0))
    assert scale == pytest.approx(untied.std(axis=0))


def test_nearest_of_strangers_are_not_near() -> None:
    """Seven accounts that nothing joins: ten nearest each would make one group of them."""
    few = strangers(7, seed=4)
    near = nearest(few, strangers(400), NOBODY, NOBODY)
    assert len(near) <= 4
    campaign, _ = two_hands("wrappers")
    near = nearest(campaign, strangers(400), NOBODY, NOBODY)
    assert near["account_id"].value_counts().min() == 10
    assert near["weight"].between(0, 1).all()


def test_one_account_or_none_has_nobody_near() -> None:
    for count in (0, 1):
        near = nearest(strangers(count), strangers(), NOBODY, NOBODY)
        assert near.columns.tolist() == ["account_id", "other_id", "weight"]
        assert near.empty


def test_where_nobody_else_is_known_every_pair_counts() -> None:
    few = strangers(4)
    assert len(nearest(few, strangers(1), NOBODY, NOBODY)) == 12


def test_pairs_are_all_or_as_many_as_are_wanted_and_never_of_one_account() -> None:
    left, right = some_pairs(5)
    assert list(zip(left, right, strict=True)) == [
        (i, j) for i in range(5) for j in range(i + 1, 5)
    ]
    left, right = some_pairs(1000, most=500)
    assert 450 < len(left) <= 500
    assert (left < right).all()
    assert len(set(zip(left, right, strict=True))) == len(left)
    assert all(len(side) == 0 for side in some_pairs(0))


# Laws


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(2, 30))
def test_a_block_is_its_pairs_and_both_sides_agree(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    age = np.where(rng.random(count) < 0.2, np.nan, rng.integers(0, 500, count).astype(float))
    who = traits(rng.normal(size=(count, 5)), rng.random((count, 9)) < 0.3, age)
    whole = who.block(slice(0, count))
    left, right = some_pairs(count)
    assert whole[left, right] == pytest.approx(who.pairs(left, right), abs=1e-6)
    assert whole[left, right] == pytest.approx(whole[right, left], abs=1e-6)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_nobody_is_near_himself_and_the_best_come_first(seed: int) -> None:
    who, hand = two_hands("wrappers", seed)
    near = nearest(who, strangers(), *chain(hand))
    assert (near["account_id"] != near["other_id"]).all()
    assert not near.duplicated(["account_id", "other_id"]).any()
    assert near.groupby("account_id")["weight"].apply(lambda w: w.is_monotonic_decreasing).all()
