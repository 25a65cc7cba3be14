"""The label of an account: its newest decision, and not an hour later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.labels import LABELLING, labelling, labels, told

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


# Labelling functions

AUDIT, REVIEW, APPEAL, RULE = "audit", "review", "appeal", "automatic"


def sourced(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Decisions as (account, source, decision), an hour apart."""
    made = table(*((f"d{i:02}", a, i, what) for i, (a, _, what) in enumerate(rows)))
    return made.assign(source=[source for _, source, _ in rows])


def measured(*rows: tuple[str, str, str], seeds: str = "") -> dict[str, dict[str, float]]:
    named = pd.Series(0, index=pd.Index(list(seeds), name="account_id"))
    return labelling(sourced(*rows), named).to_dict(orient="index")


def test_a_reviewers_verdict_is_checked_by_audits_alone() -> None:
    rows = [(a, REVIEW, "distillation") for a in "abcd"]
    found = measured(*rows, ("a", AUDIT, "distillation"), ("b", AUDIT, "benign"),
                     ("c", RULE, "distillation"))["review"]  # fmt: skip
    assert (found["accounts"], found["checked"], found["right"]) == (4, 2, 1)
    assert found["precision"] == 0.5
    # If fewer than so many were right, one of two would be a chance of less than one in twenty.
    assert found["least"] == pytest.approx(1 - 0.95**0.5, abs=1e-6)


def test_what_an_appeal_overturns_is_counted_apart() -> None:
    found = measured(("a", REVIEW, "distillation"), ("a", APPEAL, "benign"),
                     ("b", REVIEW, "distillation"))["review"]  # fmt: skip
    assert (found["accounts"], found["checked"], found["overturned"]) == (2, 0, 1)
    assert np.isnan(found["precision"])


def test_traces_are_checked_by_whoever_decided() -> None:
    found = measured(("a", REVIEW, "distillation"), ("b", AUDIT, "benign"), seeds="abc")["traces"]
    assert (found["accounts"], found["checked"], found["right"]) == (3, 2, 1)


def test_an_audit_of_whom_nobody_suspected_says_how_honest_the_undecided_are() -> None:
    found = measured(("a", AUDIT, "benign"), ("b", AUDIT, "benign"), ("c", AUDIT, "distillation"),
                     ("d", REVIEW, "distillation"), ("d", AUDIT, "benign"))  # fmt: skip
    assert (found["nobody decided"]["checked"], found["nobody decided"]["right"]) == (3, 2)
    assert found["audit cleared"]["accounts"] == 3


def test_unsure_labels_nobody() -> None:
    assert measured(("a", REVIEW, "unsure"))["review"]["accounts"] == 0
    assert told(labelling(sourced(("a", REVIEW, "unsure")), pd.Series(dtype="int64"))) == []


def test_lines_say_what_was_checked() -> None:
    lines = told(labelling(sourced(("a", REVIEW, "distillation")), pd.Series(dtype="int64")))
    assert lines == ["review: 1 accounts distillation; none was checked"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdef"),
            st.sampled_from([AUDIT, REVIEW, APPEAL, RULE]),
            st.sampled_from(["distillation", "benign", "other_abuse", "unsure"]),
        ),
        max_size=20,
    ),
    st.sets(st.sampled_from("abcdef")),
)
def test_no_function_checks_itself_and_counts_add_up(
    rows: list[tuple[str, str, str]], seeds: set[str]
) -> None:
    for function in LABELLING:
        assert function.name not in function.checks
    table_ = labelling(sourced(*rows), pd.Series(0, index=pd.Index(sorted(seeds))))
    assert (table_["right"] <= table_["checked"]).all()
    assert (table_["checked"] <= table_["accounts"]).all()
    assert (table_["overturned"] <= table_["accounts"]).all()
    known = table_[table_["checked"] > 0]
    assert (known["least"] <= known["precision"] + 1e-12).all()
