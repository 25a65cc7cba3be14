"""Day zero: what shared traces alone show, from a snapshot made by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from features.snapshots import Snapshot
from features.warehouse import Partition
from serving.judges import ByTraces

JUDGE = ByTraces("embedder", pd.Series(dtype="int64"))


def shot(traces: int = 3) -> Snapshot:
    """Ten communities of twenty; in the first, pairs share cards over borders, in the second two
    accounts share one."""
    names = [f"u{i:03}" for i in range(200)]
    telling = [(f"u{2 * i:03}", f"u{2 * i + 1:03}", "card", True, i) for i in range(traces)]
    telling.append(("u020", "u021", "card", True, 99))
    told = pd.DataFrame(telling, columns=["account_id", "other_id", "kind", "abroad", "trace"])
    seeded = [f"u{i:03}" for i in range(2 * traces)]
    twins = pd.DataFrame([("u001", "u002", 0.7)], columns=["account_id", "twin_id", "cosine"])
    ties = pd.DataFrame(
        [(a, "card", f"c{t}") for *pair, _, _, t in telling for a in pair],
        columns=["account_id", "kind", "key"],
    )
    rows = pd.DataFrame(
        {"community": np.arange(200) // 20, "organisation": None, "exchanges_28d": 9.0},
        index=pd.Index(names, name="account_id"),
    )
    weights = pd.DataFrame({"kind": ["card"] * 2, "abroad": True, "near": [False, True]}).assign(
        lift=[43.6, 3.0], least=[40.0, 1.0], least_alike=9.0
    )
    seeds = pd.Series(0, pd.Index(seeded, name="account_id"), name="seed")
    place = Partition(Path(), "", {}, {})
    return Snapshot(date(2026, 5, 12), rows, twins, ties, weights, told, seeds, place)


def scores(made: Snapshot) -> pd.Series:
    return pd.Series(JUDGE.scores(made), made.rows.index)


def test_seeds_are_to_be_reviewed_and_nobody_else_is_named() -> None:
    found = scores(shot())
    assert found.index[found > 0].tolist() == [f"u{i:03}" for i in range(6)]
    assert set(JUDGE.tier(found[found > 0])) == {"review"}
    assert set(JUDGE.tier(found[found == 0])) == {"none"}


def test_the_less_likely_the_traces_the_higher_and_never_certain() -> None:
    """Half a card is expected in the 160 accounts of communities without any: three in twenty
    accounts happen once in 10^4.411 communities."""
    few, many = scores(shot(3))["u000"], scores(shot(8))["u000"]
    assert few == pytest.approx(4.411 / 7.411, abs=1e-3)
    assert few < many < JUDGE.tiers["restrict"]


def test_a_group_is_joined_by_traces_or_likeness() -> None:
    """u001 and u002 are twins, so that two pairs are one group; the third stands alone."""
    made = shot()
    groups = JUDGE.groups(made, scores(made))
    assert [group.members for group in groups] == [
        ("u000", "u001", "u002", "u003"), ("u004", "u005"),
    ]  # fmt: skip
    assert groups[0].ties == {"card": 4}
    assert groups[0].likeness == pytest.approx(0.7)


def test_reasons_say_what_is_shared_with_how_many_and_what_it_is_worth() -> None:
    made = shot()
    raised, lowered = JUDGE.reasons(made, scores(made), pd.Index(["u001"]))
    (reason,) = raised["u001"]
    assert reason.sentence == (
        "Shares a payment instrument with an account of another country that looks like it; in this"
        " log those who share one are twins 44 times as often as chance would have it."
    )
    assert lowered == {"u001": []}


def test_a_group_says_how_unlikely_it_is() -> None:
    made = shot()
    (said,) = JUDGE.said(made, JUDGE.groups(made, scores(made))[0])
    assert said == (
        "3 different traces that in this log hardly anybody but look-alikes shares meet among the"
        " 20 accounts of its community; by chance one community in 25,754 would hold so many"
    )


def test_what_is_all_but_impossible_is_not_put_to_the_digit() -> None:
    made = shot(8)
    (said,) = JUDGE.said(made, JUDGE.groups(made, scores(made))[0])
    assert said.endswith("by chance fewer than one community in a million would hold so many")


def test_a_log_in_which_nothing_tells_has_no_group() -> None:
    made = shot(0)
    assert (scores(made) == 0).all()
    assert JUDGE.groups(made, scores(made)) == []


def test_a_community_that_people_found_honest_is_not_reported() -> None:
    """Two of its accounts were cleared, in or outside the group; one cleared account may be an
    error, and as many found guilty outweigh them."""
    made = shot()
    for cleared, guilty, seen in [
        (["u003"], [], 6), (["u003", "u015"], [], 0), (["u003", "u015"], ["u001", "u002"], 6),
        (["u021", "u022"], [], 6),
    ]:  # fmt: skip
        label = pd.Series(dict.fromkeys(cleared, 0) | dict.fromkeys(guilty, 1))
        judge = ByTraces("embedder", label)
        found = pd.Series(judge.scores(made), made.rows.index)
        assert (found > 0).sum() == seen, (cleared, guilty)
        assert bool(judge.groups(made, found)) == (seen > 0)
