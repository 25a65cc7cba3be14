"""A campaign is never in two folds."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from training.split import folds, groups


def meta(rows: list[tuple[str, str | None, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["account_id", "campaign", "community"]).assign(seed=-1)


def test_the_unit_is_campaign_then_community_then_account() -> None:
    rows = [("a", "k", 3), ("b", None, 3), ("c", None, -1), ("b", None, 3)]
    assert groups(meta(rows)).tolist() == [
        "campaign k", "community 3", "account c", "community 3",
    ]  # fmt: skip


def test_units_with_seeds_of_one_community_are_one() -> None:
    rows = [("a", "k", 3), ("b", None, 3), ("c", None, -1), ("d", None, 4), ("e", None, 4)]
    frame = meta(rows).assign(seed=[0, 0, -1, 0, 1])
    assert groups(frame).tolist() == ["campaign k"] * 2 + ["account c"] + ["campaign k"] * 2


@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from([None, "k", "l", "m"]), st.integers(-1, 4)),
        min_size=1,
        max_size=60,
    ),
    st.randoms(use_true_random=False),
)
def test_units_are_whole_whatever_the_order(rows: list, random: object) -> None:
    by_account = {f"u{a}": (c, g) for a, c, g in rows}
    frame = meta([(name, c, g) for name, (c, g) in by_account.items()])
    unit = groups(frame)
    positive = frame["campaign"].notna().to_numpy()
    fold = folds(unit, positive)
    for name in set(unit):
        assert len(set(fold[unit == name])) == 1
    shuffled = np.array(sorted(range(len(unit)), key=lambda i: str(unit[i])[::-1]))
    again = folds(unit[shuffled], positive[shuffled])
    assert (again == fold[shuffled]).all()


def test_positives_spread_over_folds() -> None:
    unit = np.array(
        [f"campaign {i // 10}" for i in range(50)] + [f"account {i}" for i in range(90)]
    )
    positive = np.array([True] * 50 + [False] * 90)
    fold = folds(unit, positive)
    assert [int(positive[fold == f].sum()) for f in range(5)] == [10] * 5
    assert np.bincount(fold).max() - np.bincount(fold).min() <= 1
