"""What a declaration refuses about itself."""

from __future__ import annotations

from typing import Any

import pytest

from features.declare import PAST, WINDOWS, DeclarationError, Feature, Link, Quantity


def feature(**changes: Any) -> Feature:
    """A feature that is in order; `changes` replace its parts."""
    parts = {
        "name": "night_share",
        "family": "tempo",
        "what": "Share of exchanges at night.",
        "why": "People sleep.",
        "null": "No exchange in the window.",
        "evasion": "low",
        "evasion_why": "Idle six hours.",
        "unit": "fraction",
        "sql": "{hour_0} / nullif({n}, 0)",
        "sentence": "{value} at night (comparable accounts: {cohort})",
    }
    return Feature(**(parts | changes))


@pytest.mark.parametrize(
    ("windows", "columns"),
    [
        ((28,), ("night_share_28d",)),
        ((1, 7, 28), ("night_share_1d", "night_share_7d", "night_share_28d")),
        ((), ("night_share",)),
    ],
)
def test_a_feature_has_a_column_a_window(
    windows: tuple[int, ...], columns: tuple[str, ...]
) -> None:
    assert feature(windows=windows).columns == columns


@pytest.mark.parametrize(
    ("changes", "change"),
    [
        ({}, ("night_share_change",)),
        ({"windows": (1, 7, 28)}, ("night_share_change",)),
        ({"per_day": True}, ("night_share_change",)),
        # Without windows, there is no week to compare; what is not ranked is context.
        ({"windows": ()}, ()),
        ({"ranked": False}, ()),
        ({"ranked": False, "changing": True}, ("night_share_change",)),
        ({"ranked": False, "changing": True, "windows": ()}, ()),
        ({"changing": False}, ()),
    ],
)
def test_a_feature_with_windows_has_one_change_where_it_is_ranked_or_says_so(
    changes: dict[str, Any], change: tuple[str, ...]
) -> None:
    assert feature(**changes).change == change
    assert not set(change) & set(feature(**changes).columns)


def test_the_past_is_what_a_month_has_before_its_last_week() -> None:
    assert max(WINDOWS) == PAST + 7
    # It is no window of a column of its own.
    with pytest.raises(DeclarationError, match=r"found \[21\]"):
        feature(windows=(PAST,))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"name": "Night"},
            "Feature 'Night': expected lower-case letters, digits and _, found 'Night'.",
        ),
        (
            {"name": "7_nights"},
            "Feature '7_nights': expected lower-case letters, digits and _, found '7_nights'.",
        ),
        (
            {"windows": (7, 14)},
            "Feature 'night_share': windows: expected some of (1, 7, 28), found [14].",
        ),
        (
            {"sentence": "often at night"},
            "Feature 'night_share': sentence: expected a place for {value}, found none.",
        ),
    ],
)
def test_a_feature_that_contradicts_itself_is_refused(
    changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(DeclarationError) as refused:
        feature(**changes)
    assert str(refused.value) == message


def test_an_unknown_family_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DeclarationError, match=r"family: expected one of .*'tempo'.*found 'mood'"):
        feature(family="mood")


@pytest.mark.parametrize("name", ["", "N", "a-b", "1a", "a b", "a;drop table t"])
def test_a_name_that_is_no_column_is_refused(name: str) -> None:
    for declare in (Quantity, Link):
        with pytest.raises(DeclarationError, match="expected lower-case letters"):
            declare(name, "Something.", "count(*)")


def test_a_tie_needs_two() -> None:
    with pytest.raises(DeclarationError) as refused:
        Link("exit", "Exit address.", "ip", cap=1)
    assert str(refused.value) == "Link 'exit': cap: expected >= 2, found 1."
    assert Link("exit", "Exit address.", "ip", cap=2).cap == 2
