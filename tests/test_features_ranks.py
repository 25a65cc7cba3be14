"""Ranks among comparable accounts: what a model sees in place of raw levels."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from features.catalogue import FEATURES
from features.ranks import NEIGHBOURS, RANKED, cohorts, mid_ranks, ranks


def base(count: int, seed: int = 0, /, **columns: Any) -> pd.DataFrame:
    """Random feature rows of `count` active API accounts; `columns` replace some."""
    rng = np.random.default_rng(seed)
    names = [column for feature in FEATURES for column in feature.columns]
    frame = pd.DataFrame(
        rng.normal(size=(count, len(names))).round(1),
        columns=names,
        index=pd.Index([f"a{i:04}" for i in range(count)], name="account_id"),
    )
    frame["exchanges_28d"] = rng.integers(1, 50, count)
    frame["web_share_28d"] = frame["ide_share_28d"] = 0.0
    return frame.assign(**columns)


def naive(values: list[float], width: int) -> list[float]:
    """Mid-rank by counting: those below, and half of those equal, over those known."""
    out = []
    for i, own in enumerate(values):
        start = min(max(i - width // 2, 0), max(len(values) - width, 0))
        around = [v for v in values[start : start + width] if not math.isnan(v)]
        below, equal = sum(v < own for v in around), sum(v == own for v in around)
        out.append((below + equal / 2) / len(around) if not math.isnan(own) else math.nan)
    return out


# Literal cases


def test_mid_ranks_of_a_few() -> None:
    found = mid_ranks(np.array([10.0, 30.0, 20.0, 20.0]))
    assert found.tolist() == [0.125, 0.875, 0.5, 0.5]


def test_a_null_is_left_out_and_gets_none() -> None:
    found = mid_ranks(np.array([1.0, np.nan, 2.0]))
    assert found[[0, 2]].tolist() == [0.25, 0.75]
    assert np.isnan(found[1])


def test_only_the_nearest_in_order_count() -> None:
    """Of [0..9] with 3 neighbours, an inner value is the middle one; the edges look inward."""
    assert mid_ranks(np.arange(10.0), neighbours=3).tolist() == [1 / 6, *[0.5] * 8, 5 / 6]


def test_equal_values_have_the_middle_rank() -> None:
    assert mid_ranks(np.full(7, 3.0)).tolist() == [0.5] * 7


def test_cohorts_are_told_by_where_most_exchanges_came_from() -> None:
    frame = base(5)
    frame["web_share_28d"] = [0.6, 0.5, 0.0, 0.0, np.nan]
    frame["ide_share_28d"] = [0.1, 0.5, 0.51, 0.0, np.nan]
    frame["exchanges_28d"] = [9, 9, 9, 9, 0]
    assert cohorts(frame).fillna("none").tolist() == ["web", "api", "ide", "api", "none"]


def test_silent_accounts_have_no_ranks() -> None:
    frame = base(4)
    frame["exchanges_28d"] = [3, 0, 3, 0]
    assert ranks(frame).index.tolist() == ["a0000", "a0002"]


def test_a_log_in_which_all_are_silent_has_no_ranks() -> None:
    found = ranks(base(3, exchanges_28d=0))
    assert found.shape == (0, len(RANKED))
    assert found.columns.tolist() == [f"{column}_rank" for column in RANKED]


def test_ranks_are_normal_scores_of_mid_ranks() -> None:
    column = RANKED[0]
    frame = base(4, exchanges_28d=[1, 2, 3, 4], **{column: [5.0, 7.0, 7.0, 9.0]})
    expected = ndtri([0.125, 0.5, 0.5, 0.875])
    assert np.allclose(ranks(frame)[f"{column}_rank"], expected)


def test_null_ranks_in_the_middle() -> None:
    column = RANKED[0]
    frame = base(3, **{column: [1.0, np.nan, 5.0]})
    assert ranks(frame).loc["a0001", f"{column}_rank"] == 0.0
    assert (ranks(base(3, **{column: np.nan}))[f"{column}_rank"] == 0.0).all()


def test_cohorts_are_ranked_apart() -> None:
    column = RANKED[0]
    frame = base(4, web_share_28d=[0.0, 0.0, 1.0, 1.0], **{column: [1.0, 2.0, 101.0, 102.0]})
    found = ranks(frame)[f"{column}_rank"]
    assert found["a0000"] == found["a0002"] < 0 < found["a0001"] == found["a0003"]


def test_an_account_is_compared_with_those_of_its_volume() -> None:
    """A level that is common among busy accounts stands out among quiet ones."""
    column = RANKED[0]
    half = NEIGHBOURS
    frame = base(
        2 * half,
        exchanges_28d=[*[10] * half, *[1000] * half],
        **{column: [0.0] * (half - 1) + [1.0] + [1.0] * half},
    )
    found = ranks(frame)[f"{column}_rank"]
    # The odd quiet account sorts last among the quiet: half of its neighbours are busy ones.
    assert found.iloc[0] < 0
    assert abs(found.iloc[-1]) < 1e-9


# Laws


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    values=st.lists(st.sampled_from([math.nan, -1.0, 0.0, 0.5, 2.0, 1e9]), min_size=1, max_size=30),
    width=st.integers(1, 40),
)
def test_mid_ranks_equal_counting(values: list[float], width: int) -> None:
    found = mid_ranks(np.array(values), neighbours=width)
    np.testing.assert_allclose(found, naive(values, width), rtol=1e-12)
    known = found[~np.isnan(found)]
    assert ((known > 0) & (known < 1)).all()


@pytest.mark.parametrize(
    "transform",
    [lambda x: 3 * x - 7, np.exp, lambda x: x**3, np.arctan],
    ids=["affine", "exp", "cube", "arctan"],
)
def test_a_monotone_transform_of_the_columns_leaves_their_ranks(
    transform: Callable[[pd.DataFrame], pd.DataFrame],
) -> None:
    frame = base(700, 3)
    frame.loc[frame.index[::9], list(RANKED)] = np.nan
    context = [c for c in RANKED if c in ("exchanges_28d", "web_share_28d", "ide_share_28d")]
    assert context == []
    changed = frame.copy()
    changed[list(RANKED)] = transform(frame[list(RANKED)])
    pd.testing.assert_frame_equal(ranks(frame), ranks(changed), check_exact=True)


@settings(max_examples=5, deadline=None, derandomize=True)
@given(seed=st.integers(0, 100))
def test_the_order_of_accounts_changes_nothing(seed: int) -> None:
    """More accounts than are compared, so that the order of equal volumes would show."""
    count = 3 * NEIGHBOURS
    frame = base(count, seed)
    frame["web_share_28d"] = np.random.default_rng(seed).random(count)
    mixed = frame.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(ranks(frame), ranks(mixed), check_exact=True)


def test_ranks_are_finite_and_add_up_to_about_nothing() -> None:
    found = ranks(base(400, 1))
    assert np.isfinite(found.to_numpy()).all()
    assert found.abs().to_numpy().max() < 3.5
    assert found.mean().abs().max() < 0.2
