"""The label of an account: its newest decision, and not an hour later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from features.labels import labels

NOON = datetime(2026, 5, 19, 12, tzinfo=UTC)
COLUMNS = ["decision_id", "account_id", "decided_at", "decision", "source", "campaign_id"]
Decision = tuple[str, str, int, str]


def table(*rows: Decision) -> pd.DataFrame:
    """Decisions as (id, account, hours after noon, decision)."""
    full = [
        (name, account, NOON + timedelta(hours=hours), decision, f"source-{name}", f"camp-{name}")
        for name, account, hours, decision in rows
    ]
    return pd.DataFrame(full, columns=COLUMNS)


def found(*rows: Decision) -> dict[str, int]:
    return {str(account): int(value) for account, value in labels(table(*rows))["label"].items()}


# Literal cases


def test_the_newest_decision_wins_in_either_direction() -> None:
    up = [("d1", "a", 0, "benign"), ("d2", "a", 1, "distillation")]
    down = [("d1", "b", 0, "distillation"), ("d2", "b", 1, "benign")]
    assert found(*up, *down) == {"a": 1, "b": 0}


def test_the_order_of_rows_says_nothing() -> None:
    assert found(("d2", "a", 1, "distillation"), ("d1", "a", 0, "benign")) == {"a": 1}


def test_of_two_decisions_of_one_moment_the_greater_id_wins() -> None:
    assert found(("d2", "a", 0, "distillation"), ("d1", "a", 0, "benign")) == {"a": 1}


def test_other_abuse_is_no_distillation() -> None:
    assert found(("d1", "a", 0, "other_abuse")) == {"a": 0}


def test_unsure_leaves_no_label_and_takes_an_older_one_away() -> None:
    assert found(("d1", "a", 0, "distillation"), ("d2", "a", 1, "unsure")) == {}
    assert found(("d1", "a", 0, "unsure"), ("d2", "a", 1, "benign")) == {"a": 0}


def test_a_label_carries_what_its_decision_said() -> None:
    rows = labels(table(("d1", "a", 0, "benign"), ("d2", "a", 1, "distillation")))
    assert rows.index.name == "account_id"
    assert rows.loc["a"].to_dict() == {
        "label": 1,
        "source": "source-d2",
        "decided_at": pd.Timestamp(NOON + timedelta(hours=1)),
        "campaign": "camp-d2",
    }


def test_no_decision_is_no_label() -> None:
    assert labels(table()).empty
    assert labels(table()).columns.tolist() == ["label", "source", "decided_at", "campaign"]


# Laws

DECISIONS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(0, 3),
        st.sampled_from(["distillation", "benign", "other_abuse", "unsure"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(drawn=DECISIONS, order=st.randoms(use_true_random=False))
def test_labels_equal_a_plain_reading_in_any_order(drawn: list[Any], order: Any) -> None:
    rows = [(f"d{i:02}", *row) for i, row in enumerate(drawn)]
    newest = {row[1]: row for row in sorted(rows, key=lambda row: (row[2], row[0]))}
    expected = {
        account: int(row[3] == "distillation")
        for account, row in sorted(newest.items())
        if row[3] != "unsure"
    }
    order.shuffle(rows)
    assert found(*rows) == expected
    assert list(found(*rows)) == list(expected)
