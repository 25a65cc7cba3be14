"""What is said about a group, for and against, from rows made by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from features.content import KINDS
from features.groups import Group, stands_out
from features.snapshots import Snapshot
from features.warehouse import Partition
from serving.campaigns import (
    ELICITED,
    Campaign,
    against,
    aim,
    campaigns,
    innocent,
    not_accused,
    only_alike,
    why,
)
from serving.score import lowered_tiers

MEMBERS = tuple(f"m{i}" for i in range(6))


def rows(**columns: object) -> pd.DataFrame:
    base = {
        "cohort": "api",
        "twin_cosine_28d": 0.3,
        "age": 40.0,
        "exchanges_28d": 30.0,
        "output_over_input_28d": 4.0,
        "thinking_share_28d": 0.0,
        "tools_share_28d": 0.0,
        **{
            name: 0.5 for name in ("topic_coverage_28d", "session_cosine_28d", "followup_share_28d")
        },
        **{
            f"{name}_rank": 0.0
            for name in ("topic_coverage_28d", "session_cosine_28d", "followup_share_28d")
        },
    }
    index = [*MEMBERS, *(f"h{i}" for i in range(20))]
    return pd.DataFrame({**base, **columns}, index=index)


def accounts(**columns: object) -> pd.DataFrame:
    base = {
        "country": ["FR", "US", "US", "DE", "DE", "IN"],
        "payment_id": ["c1", "c1", "c1", "c2", None, None],
        "organisation_id": None,
        "created_at": pd.to_datetime(["2026-04-01"] * 6, utc=True),
    }
    return pd.DataFrame({**base, **columns}, index=list(MEMBERS))


GROUP = Group(MEMBERS, {"card": 3, "exit": 2}, 0.8, 2, 4)
NOBODY = pd.Series(np.nan, index=list(MEMBERS))


def test_ties_are_counted_and_cards_over_countries_said() -> None:
    said = why(GROUP, rows(), accounts(), NOBODY)
    assert said[0] == (
        "3 of 6 share a payment instrument with another member, over 2 countries, "
        "no organisation in common"
    )
    assert said[1] == "2 of 6 share an exit address with another member"
    assert "its members resemble each other by 0.80" in said[2]
    assert said[-1] == "half of them signed up within 0 days of each other"


def test_decisions_come_first_on_both_sides() -> None:
    decided = pd.Series([1, 1, 0, np.nan, np.nan, np.nan], index=list(MEMBERS))
    assert why(GROUP, rows(), accounts(), decided)[0] == "2 of 6 were decided as distillation"
    assert against(GROUP, rows(), accounts(), decided)[0] == "1 of 6 were decided honest before"


def test_what_speaks_for_members() -> None:
    frame = rows(age=[400.0, 500.0] + [40.0] * 24, exchanges_28d=[5.0] + [30.0] * 25)
    known = accounts(organisation_id=["o1", "o1", None, None, None, None])
    assert against(GROUP, frame, known, NOBODY) == [
        "2 of 6 are older than a year",
        "2 of 6 belong to 1 organisations",
        "3 of 6 share no single trace with the others, only likeness",
        "1 of 6 sent fewer than 10 exchanges in 28 days: little is known",
    ]


def test_the_aim_follows_the_shape_of_requests() -> None:
    assert aim(rows(), rows()) == "long answers"
    assert aim(rows(thinking_share_28d=0.6), rows()) == "long answers with reasoning"
    assert aim(rows(output_over_input_28d=0.1), rows()).startswith("short answers")
    assert aim(rows(tools_share_28d=0.9), rows()) == "tool use"


def test_the_aim_is_named_by_what_prompts_are_like() -> None:
    """By pooled prompts: 10 % of six accounts' 100 each, five times everybody's 2 %."""

    def asked(exchanges: float = 100.0, **shares: float) -> pd.DataFrame:
        columns = {f"elicits_{kind}_28d": shares.get(kind, 0.02) for kind in ELICITED}
        return rows(exchanges_28d=exchanges, **columns)

    def of_six(exchanges: float = 100.0, **shares: float) -> str:
        return aim(asked(exchanges, **shares).loc[list(MEMBERS)], asked())

    assert of_six(reasoning=0.1, rubric=0.05) == (
        "answers with their reasoning (10% of its prompts, 5 times everybody's share)"
    )
    assert of_six(reasoning=0.059) == "long answers", "not three times everybody's"
    assert of_six(10.0, reasoning=0.1) == "long answers", "six prompts are few"
    assert of_six(reasoning=np.nan) == "long answers"
    assert tuple(ELICITED) == KINDS


def test_a_group_stands_out_by_members_that_do_so_alone() -> None:
    scores = pd.Series([0.9, 0.9, 0.9, 0.1, 0.1, 0.1], index=list(MEMBERS))
    assert stands_out(GROUP, scores, 0.5)
    assert not stands_out(GROUP, scores, 0.95)
    wide = Group(MEMBERS + tuple(f"w{i}" for i in range(10)), {}, 0.5, 0, 0)
    assert not stands_out(wide, scores, 0.5), "three of sixteen are too few"


def test_status_and_summary() -> None:
    def made(
        before: int | None, merged: tuple[str, ...] = (), split: str | None = None
    ) -> Campaign:
        return Campaign(
            "C-1", "suspected", 0.9, GROUP, 1234, date(2026, 4, 1), before, merged, split,
            "long answers", ("a", "b"), (),
        )  # fmt: skip

    assert [made(n).status for n in (None, 6, 4, 9)] == [
        "new", "unchanged", "grew by 2", "shrank by 3",
    ]  # fmt: skip
    assert made(4, ("C-2", "C-3")).status == "grew by 2, took in C-2, C-3"
    assert made(None, (), "C-2").status == "split from C-2"
    assert made(None).summary == (
        "6 accounts, 1,234 exchanges since 2026-04-01; aims at long answers. a · b"
    )


def test_members_that_are_less_alike_than_others_speak_against_the_group() -> None:
    loose = Group(MEMBERS, {"card": 3}, 0.2, 2, 3)
    sentence = (
        "its members resemble each other by 0.20 (an account and its nearest, as a rule: 0.30)"
    )
    assert sentence not in why(loose, rows(), accounts(), NOBODY)
    assert sentence in against(loose, rows(), accounts(), NOBODY)


def table(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def grouped(telling: int, decided: int) -> tuple[list[Campaign], list[Group]]:
    """Six accounts that reach tier review by themselves, so many of them decided."""
    scores = pd.Series(0.9, index=list(MEMBERS))
    activity = table(account_id=list(MEMBERS), date=[date(2026, 5, 1)] * 6, n=[10] * 6)
    labels = pd.DataFrame({"label": 1.0}, index=list(MEMBERS[:decided]))
    twins = pd.DataFrame(columns=["account_id", "twin_id", "cosine", "tied"])
    none = pd.DataFrame(columns=["account_id", "other_id", "kind", "trace"])
    shot = Snapshot(date(2026, 5, 12), rows(), twins, pd.DataFrame(), pd.DataFrame(), none,
                    pd.Series(dtype=int), Partition(Path(), "", {}, {}))  # fmt: skip
    group = Group(MEMBERS, {}, 0.8, telling, 2 * telling)
    tiers = {"watch": 0.2, "review": 0.5, "restrict": 0.8}
    return campaigns([group], shot, scores, tiers, accounts(), activity, labels, {})


@pytest.mark.parametrize(
    ("telling", "decided", "reported"), [(0, 0, 0), (1, 2, 0), (2, 0, 1), (0, 3, 1)]
)
def test_what_likeness_alone_holds_together_is_watched(
    telling: int, decided: int, reported: int
) -> None:
    made, watched = grouped(telling, decided)
    assert (len(made), len(watched)) == (reported, 1 - reported)
    labels = pd.DataFrame({"label": 1.0}, index=list(MEMBERS[:decided]))
    assert only_alike(watched, labels) == watched


def test_nobody_of_a_group_that_looks_like_people_stands_above_watch() -> None:
    tier = pd.Series(["restrict", "review", "watch", "none", "review"], index=list("abcde"))
    lowered = lowered_tiers(tier, [Group(tuple("abcd"), {}, 0.8, 0, 0)])
    assert lowered.tolist() == ["watch", "watch", "watch", "none", "review"]
    assert lowered_tiers(tier, []).tolist() == tier.tolist()


def test_a_group_that_is_not_accused_is_named_by_what_it_looks_like() -> None:
    group = Group(MEMBERS, {}, 0.8, 1, 2)
    label, note = not_accused(group, rows(), accounts(), NOBODY)
    assert label == "Signed up together: a class, an event, a team"
    assert note == (
        "its members resemble each other by 0.80 (an account and its nearest, as a rule: 0.30)"
        " · half of them signed up within 0 days of each other · 1 trace that hardly anybody else"
        " shares among them: two of these on a tenth of them, or 3 members decided as distillation,"
        " would make it a campaign"
    )
    assert innocent(group, accounts()) == label
    seats = accounts(organisation_id=["o"] * 4 + [None] * 2)
    assert not_accused(group, rows(), seats, NOBODY)[0] == "Seats of one organisation"
    apart = pd.to_datetime([f"2025-{month:02}-01" for month in range(1, 7)], utc=True)
    verdicts = pd.Series([0.0, 0.0, 1.0, np.nan, np.nan, np.nan], index=list(MEMBERS))
    quiet = Group(MEMBERS, {}, 0.8, 0, 0)
    label, note = not_accused(quiet, rows(), accounts(created_at=apart), verdicts)
    assert label == "Alike, and nothing else"
    assert innocent(quiet, accounts(created_at=apart)) == "", "its members keep their own tiers"
    assert "2 were decided honest, 1 as distillation · no trace that hardly" in note
