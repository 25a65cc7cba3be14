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
from features.ranks import (
    CHANGES,
    HABITS,
    LEAST_COHORT,
    NEIGHBOURS,
    RANKED,
    cohort_ranks,
    cohorts,
    mid_ranks,
    ranks,
)


def base(count: int, seed: int = 0, /, **columns: Any) -> pd.DataFrame:
    """Random feature rows of `count` active API accounts; `columns` replace some."""
    rng = np.random.default_rng(seed)
    names = [column for feature in FEATURES for column in (*feature.columns, *feature.change)]
    frame = pd.DataFrame(
        rng.normal(size=(count, len(names))).round(1),
        columns=names,
        index=pd.Index([f"a{i:04}" for i in range(count)], name="account_id"),
    )
    frame["exchanges_28d"] = rng.integers(1, 50, count)
    frame["web_share_28d"] = frame["ide_share_28d"] = 0.0
    return frame.assign(**columns)


def plans(frame: pd.DataFrame, *names: str | None) -> pd.Series:
    """Plans dealt in turn to the accounts."""
    values = [names[i % len(names)] for i in range(len(frame))]
    return pd.Series(values, index=frame.index, dtype="str", name="plan")


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


def test_what_engines_round_otherwise_is_a_tie_for_all_of_them() -> None:
    """The last digit of a logarithm, up or down, moves no rank; a ten-millionth of it does."""
    frame = base(40)
    column = HABITS[0]
    level = np.repeat([0.0, 0.3, 2.0, 7.1], 10)
    noise = np.random.default_rng(0).choice([-4e-16, 0, 4e-16], 40)
    even, shaken = frame.assign(**{column: level}), frame.assign(**{column: level + noise})
    plan = plans(frame, "free")
    pd.testing.assert_frame_equal(ranks(even), ranks(shaken))
    pd.testing.assert_frame_equal(cohort_ranks(even, plan), cohort_ranks(shaken, plan))
    apart = frame.assign(**{column: level + 1e-6 * np.arange(40)})
    assert not ranks(apart).equals(ranks(even))
    assert not cohort_ranks(apart, plan).equals(cohort_ranks(even, plan))


def test_one_absurd_value_makes_nobody_else_a_tie() -> None:
    frame = base(40)
    column = HABITS[0]
    level = np.arange(40.0)
    usual, absurd = (
        frame.assign(**{column: np.where(np.arange(40) == 39, top, level)}) for top in (39, 1e18)
    )
    pd.testing.assert_frame_equal(ranks(usual), ranks(absurd))
    plan = plans(frame, "free")
    pd.testing.assert_frame_equal(cohort_ranks(usual, plan), cohort_ranks(absurd, plan))


def test_habits_are_levels_and_changes_say_when_they_moved() -> None:
    assert RANKED == HABITS + CHANGES
    assert len(set(RANKED)) == len(RANKED)
    assert all(column.endswith("_change") for column in CHANGES)
    assert not any(column.endswith("_change") for column in HABITS)


# Cohorts: literal cases


def cohort_frame(count: int, **columns: Any) -> pd.DataFrame:
    return base(count, **({"age": 90.0} | columns))


def test_cohort_ranks_are_mid_ranks_of_plan_surface_and_age() -> None:
    column = RANKED[0]
    half = LEAST_COHORT
    frame = cohort_frame(2 * half, **{column: np.arange(2.0 * half)})
    found = cohort_ranks(frame, plans(frame, "free", "pro"))[f"{column}_cohort"]
    expected = np.repeat((np.arange(half) + 0.5) / half, 2)
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert found.dtype == np.float32
    assert found.index.name == "account_id"


@pytest.mark.parametrize(
    ("one", "other"),
    [({"age": 6.9}, {"age": 7.0}), ({"age": 29.0}, {"age": 30.0}), ({"age": 179.0}, {"age": 180.0}),
     ({"web_share_28d": 0.9}, {"web_share_28d": 0.1}),
     ({"ide_share_28d": 0.9}, {"ide_share_28d": 0.1})],
)  # fmt: skip
def test_another_age_class_or_surface_is_another_cohort(
    one: dict[str, float], other: dict[str, float]
) -> None:
    column, half = RANKED[0], LEAST_COHORT
    levels = {name: [one[name]] * half + [other[name]] * half for name in one}
    frame = cohort_frame(2 * half, **levels, **{column: np.arange(2.0 * half)})
    found = cohort_ranks(frame, plans(frame, "free"))[f"{column}_cohort"].to_numpy()
    np.testing.assert_array_equal(found[:half], found[half:])
    assert (np.diff(found[:half]) > 0).all()


def test_silent_accounts_have_no_cohort_rank() -> None:
    frame = cohort_frame(4, exchanges_28d=[3, 0, 3, 0])
    assert cohort_ranks(frame, plans(frame, "free")).index.tolist() == ["a0000", "a0002"]


def test_null_stays_null_and_counts_for_nobody() -> None:
    column = RANKED[0]
    frame = cohort_frame(LEAST_COHORT, **{column: np.nan})
    frame.loc[["a0001", "a0004"], column] = [1.0, 2.0]
    found = cohort_ranks(frame, plans(frame, "free"))[f"{column}_cohort"].dropna()
    assert found.to_dict() == {"a0001": 0.25, "a0004": 0.75}


@pytest.mark.parametrize("few", [1, LEAST_COHORT - 1])
def test_who_has_no_plan_is_compared_with_the_surface(few: int) -> None:
    """Accounts that the accounts table does not know have ranks, too."""
    frame = cohort_frame(few)
    found = cohort_ranks(frame, plans(frame, None))
    assert found.notna().all().all()
    assert cohort_ranks(frame, plans(frame, "free").iloc[:0]).equals(found)


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


def test_mid_ranks_equal_counting_across_the_border_of_a_block() -> None:
    count, width = 16_384 + 700, 21
    values = np.random.default_rng(0).integers(0, 30, count).astype(float)
    values[::7] = np.nan
    found = mid_ranks(values, neighbours=width)
    for i in [*range(40), *range(16_384 - 40, 16_384 + 40), *range(count - 40, count)]:
        start = min(max(i - width // 2, 0), count - width)
        around = values[start : start + width]
        around = around[~np.isnan(around)]
        expected = (np.sum(around < values[i]) + np.sum(around == values[i]) / 2) / len(around)
        assert np.isnan(found[i]) if np.isnan(values[i]) else found[i] == pytest.approx(expected)


def naive_cohorts(frame: pd.DataFrame, plan: pd.Series, column: str) -> dict[str, float]:
    """By counting, an account at a time."""
    surface = cohorts(frame).dropna().to_dict()
    whole = {}
    for name, where in surface.items():
        age = frame.loc[name, "age"]
        classes = sum(age >= border for border in (7, 30, 180)) if age == age else 3
        whole[name] = (where, plan.get(name), classes)
    out = {}
    for name in surface:
        mates = [other for other in surface if whole[other] == whole[name]]
        unknown = whole[name][1] is None or whole[name][1] != whole[name][1]
        if unknown or len(mates) < LEAST_COHORT:
            mates = [other for other in surface if surface[other] == surface[name]]
        own = frame.loc[name, column]
        values = [v for v in frame.loc[mates, column] if v == v]
        below, equal = sum(v < own for v in values), sum(v == own for v in values)
        out[name] = (below + equal / 2) / len(values) if own == own else math.nan
    return out


def mixed_frame(seed: int) -> tuple[pd.DataFrame, pd.Series]:
    """Cohorts of more and of fewer than fifty, silent accounts, unknown ages and plans."""
    rng = np.random.default_rng(seed)
    frame = cohort_frame(260)
    frame[list(RANKED)] = rng.integers(0, 9, (260, len(RANKED))).astype(float)
    frame = frame.mask(rng.random(frame.shape) < 0.1).fillna({"exchanges_28d": 3.0})
    frame["exchanges_28d"] = rng.choice([0, 5, 9], 260, p=[0.1, 0.5, 0.4])
    frame["web_share_28d"] = rng.choice([0.0, 1.0], 260, p=[0.7, 0.3])
    frame["ide_share_28d"] = 0.0
    frame["age"] = rng.choice([3.0, 90.0, np.nan], 260, p=[0.15, 0.8, 0.05])
    plan = pd.Series(rng.choice(["free", "pro", "team"], 260, p=[0.6, 0.3, 0.1]), frame.index)
    return frame, plan.sample(250, random_state=seed).mask(rng.random(250) < 0.05)


def test_a_small_cohort_is_compared_with_all_of_its_surface() -> None:
    column = RANKED[0]
    count = 2 * LEAST_COHORT
    frame = cohort_frame(count, **{column: np.arange(float(count))})
    plan = plans(frame, "free").mask(frame.index == "a0020", "team")
    found = cohort_ranks(frame, plan)[f"{column}_cohort"]
    assert found["a0020"] == pytest.approx(20.5 / count)
    # The others are compared among their plan, as if it were not there.
    assert found["a0021"] == pytest.approx(20.5 / (count - 1))


@pytest.mark.parametrize("seed", range(3))
def test_cohort_ranks_equal_counting(seed: int) -> None:
    frame, plan = mixed_frame(seed)
    found = cohort_ranks(frame, plan)
    assert found.columns.tolist() == [f"{column}_cohort" for column in RANKED]
    for column in (RANKED[0], HABITS[-1], CHANGES[0]):
        expected = naive_cohorts(frame, plan, column)
        assert found.index.tolist() == sorted(expected)
        np.testing.assert_allclose(
            found[f"{column}_cohort"], [expected[name] for name in found.index], rtol=1e-6
        )


def test_cohort_ranks_equal_counting_where_cohorts_are_large() -> None:
    frame, plan = mixed_frame(3)
    frame["age"] = 90.0
    frame["web_share_28d"] = 0.0
    frame["exchanges_28d"] = 5
    plan = plans(frame, "free", "pro", "team", "free")
    found = cohort_ranks(frame, plan)
    for column in (RANKED[0], CHANGES[0]):
        expected = naive_cohorts(frame, plan, column)
        np.testing.assert_allclose(
            found[f"{column}_cohort"], [expected[name] for name in found.index], rtol=1e-6
        )


@pytest.mark.parametrize("transform", [np.exp, lambda x: x**3, lambda x: 5 * x - 1])
def test_a_monotone_transform_leaves_cohort_ranks(
    transform: Callable[[pd.DataFrame], pd.DataFrame],
) -> None:
    frame, plan = mixed_frame(5)
    changed = frame.copy()
    changed[list(RANKED)] = transform(frame[list(RANKED)])
    pd.testing.assert_frame_equal(
        cohort_ranks(frame, plan), cohort_ranks(changed, plan), check_exact=True
    )


def test_the_order_of_accounts_and_plans_changes_no_cohort_rank() -> None:
    frame, plan = mixed_frame(6)
    mixed = cohort_ranks(frame.sample(frac=1, random_state=1), plan.sample(frac=1, random_state=2))
    found = cohort_ranks(frame, plan)
    pd.testing.assert_frame_equal(mixed, found, check_exact=True)
    known = found.to_numpy()[found.notna().to_numpy()]
    assert ((known > 0) & (known < 1)).all()
    unknown = frame.loc[found.index, list(RANKED)].isna()
    np.testing.assert_array_equal(found.isna(), unknown)
