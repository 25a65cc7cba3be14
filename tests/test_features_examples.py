"""Examples: what training may know at its cut, an account a vote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.examples import examples
from features.snapshots import MODEL_COLUMNS, Snapshot
from features.warehouse import Partition

CUT = date(2026, 5, 12)
NOBODY = pd.DataFrame(columns=["account_id", "kind", "key"])


def snapshot(back: int, **exchanges: int) -> Snapshot:
    """A snapshot `back` days before the cut; an account's exchanges tell it apart."""
    rows = pd.DataFrame(
        0.0, pd.Index(exchanges, name="account_id", dtype="str"), list(MODEL_COLUMNS)
    )
    rows[MODEL_COLUMNS[0]] = [back * 100.0 + n for n in exchanges.values()]
    rows["exchanges_28d"] = list(exchanges.values())
    rows["community"] = [back * 10 + i for i in range(len(exchanges))]
    as_of = CUT - timedelta(days=back)
    seeds = pd.Series({"a": 0, "b": 0}, name="seed")
    return Snapshot(
        as_of, rows, NOBODY, NOBODY, NOBODY, NOBODY, seeds, Partition(Path(), "", {}, {})
    )


def labels(**values: int) -> pd.DataFrame:
    frame = pd.DataFrame(
        {"label": list(values.values()), "source": "review", "campaign": "c1"},
        index=pd.Index(values, name="account_id", dtype="str"),
    )
    return frame


# Literal cases


def test_a_snapshot_after_the_cut_is_refused() -> None:
    late = snapshot(-1, a=5)
    with pytest.raises(ValueError, match="expected") as refused:
        examples([snapshot(7, a=5), late], labels(), CUT)
    assert str(refused.value) == (
        "examples: expected snapshots up to 2026-05-12, found 2026-05-13."
    )


def test_a_snapshot_of_the_cut_itself_is_known() -> None:
    assert len(examples([snapshot(0, a=5)], labels(), CUT).rows) == 1


def test_seeds_are_those_of_the_newest_day_on_every_day() -> None:
    newest = replace(snapshot(0, a=5, c=6), seeds=pd.Series({"a": 4}, name="seed"))
    earlier = replace(snapshot(7, a=5, c=6), seeds=pd.Series({"c": 1}, name="seed"))
    twins = pd.DataFrame({"account_id": ["a"], "twin_id": ["c"]})
    found = examples([earlier, replace(newest, twins=twins)], labels(), CUT)
    assert found.meta["account_id"].tolist() == ["a", "c"] * 2
    assert found.meta["seed"].tolist() == [4, -1] * 2
    assert found.twins is twins


def test_rows_and_meta_are_in_one_order_and_labels_are_joined_by_account() -> None:
    found = examples([snapshot(0, a=5, b=6), snapshot(7, b=7)], labels(b=1, z=0), CUT)
    assert found.rows.columns.tolist() == list(MODEL_COLUMNS)
    assert found.rows[MODEL_COLUMNS[0]].tolist() == [707.0, 5.0, 6.0]
    meta = found.meta
    assert meta["account_id"].tolist() == ["b", "a", "b"]
    assert meta["as_of"].tolist() == [CUT - timedelta(days=7), CUT, CUT]
    assert meta["label"].fillna(-1).tolist() == [1, -1, 1]
    assert meta["campaign"].fillna("none").tolist() == ["c1", "none", "c1"]
    assert found.newest.tolist() == [False, True, True]


def test_no_decision_is_no_negative() -> None:
    found = examples([snapshot(0, a=5)], labels(), CUT)
    assert found.meta["label"].isna().all()


def test_silent_accounts_are_left_out() -> None:
    found = examples([snapshot(0, a=0, b=1)], labels(a=1), CUT)
    assert found.meta["account_id"].tolist() == ["b"]


def test_weights_add_to_one_an_account() -> None:
    """A long-lived account has several rows and one vote."""
    found = examples([snapshot(0, a=5, b=5), snapshot(7, a=5), snapshot(14, a=5)], labels(), CUT)
    assert found.meta.groupby("account_id")["weight"].sum().to_dict() == {"a": 1.0, "b": 1.0}
    assert found.meta["weight"].tolist() == [1 / 3, 1 / 3, 1 / 3, 1.0]


def test_the_community_is_the_newest_for_all_rows_of_an_account() -> None:
    """Numbers of two dates have nothing to do with each other; folds need one of them."""
    found = examples([snapshot(7, a=5, gone=5), snapshot(0, b=5, a=5)], labels(), CUT)
    by_row = list(zip(found.meta["account_id"], found.meta["community"], strict=True))
    assert by_row == [("a", 1), ("gone", -1), ("b", 0), ("a", 1)]


# Laws


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    drawn=st.dictionaries(
        st.integers(0, 30), st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2)),
        min_size=1, max_size=4,
    ),
    seed=st.integers(0, 9),
)  # fmt: skip
def test_examples_hold_every_active_account_of_every_snapshot_once(
    drawn: dict[int, dict[str, int]], seed: int
) -> None:
    snapshots = [snapshot(back, **exchanges) for back, exchanges in drawn.items()]
    found = examples(snapshots, labels(a=1, b=0), CUT)
    expected = {
        (name, CUT - timedelta(days=back))
        for back, exchanges in drawn.items()
        for name, n in exchanges.items()
        if n
    }
    keys = list(zip(found.meta["account_id"], found.meta["as_of"], strict=True))
    assert len(keys) == len(set(keys)) == len(found.rows)
    assert set(keys) == expected
    assert np.allclose(found.meta.groupby("account_id")["weight"].sum(), 1)
    order = np.random.default_rng(seed).permutation(len(snapshots))
    mixed = examples([snapshots[i] for i in order], labels(a=1, b=0), CUT)
    pd.testing.assert_frame_equal(mixed.rows, found.rows)
    pd.testing.assert_frame_equal(mixed.meta, found.meta)
