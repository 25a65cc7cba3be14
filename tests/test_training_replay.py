"""When a campaign was first flagged and what had leaked by then, from days made by hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.schema import ContractError
from training.replay import (
    Day,
    daily_flags,
    figures,
    lead_times,
    read_day,
    replay_days,
    stability,
)
from training.replay_page import replay_page

FIRST = date(2026, 5, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def names(letter: str, count: int) -> list[str]:
    return [f"{letter}{i}" for i in range(count)]


A, B, HONEST = names("a", 6), names("b", 4), names("h", 6)
CAMPAIGN = pd.Series({**dict.fromkeys(A, "one"), **dict.fromkeys(B, "two")})
TACTIC = pd.Series({**dict.fromkeys(A, "chat"), **dict.fromkeys(B, "api")})


def sent(who: list[str], days: range, n: int = 10) -> list[tuple[str, date, int]]:
    return [(account, day(number), n) for account in who for number in days]


ACTIVITY = pd.DataFrame(
    sent(A, range(0, 10)) + sent(B, range(5, 10)) + sent(HONEST, range(0, 10)),
    columns=["account_id", "date", "n"],
)


def judged(number: int, **groups: list[str]) -> Day:
    members = {name: set(who) for name, who in groups.items()}
    flagged = frozenset(a for who in groups.values() for a in who)
    return Day(day(number), "traces", flagged, members)


def quiet(*numbers: int) -> list[Day]:
    return [judged(number) for number in numbers]


# Literal cases


def test_days_and_leak_count_from_the_first_exchange_to_the_first_reported_group() -> None:
    days = [*quiet(3, 4, 5), judged(6, g=A[:3]), judged(7, g=A), *quiet(8, 9)]
    table = lead_times(days, ACTIVITY, CAMPAIGN, TACTIC)
    assert table.index.tolist() == ["two", "one"], "by tactic, then first exchange"
    one, two = table.loc["one"], table.loc["two"]
    assert (one["first"], one["flagged"], one["days"]) == (day(0), day(6), 6)
    assert (one["accounts"], one["exchanges"], one["leaked"]) == (6, 600, 0.6)
    assert one["began_before"]
    assert (two["first"], two["flagged"], two["days"]) == (day(5), None, 4)
    assert (two["leaked"], two["began_before"]) == (1.0, False)


@pytest.mark.parametrize(
    ("members", "counts"),
    [
        (A[:3], True),
        (A[:2] + B[:1], False),  # two accounts are company, not a campaign found
        (A[:3] + HONEST[:3], True),
        (A[:3] + HONEST[:4], False),  # most of the group is honest
        (A[:3] + B[:3], True),  # melted, yet campaigns
    ],
)
def test_a_group_is_a_campaigns_with_three_accounts_and_not_mostly_honest(
    members: list[str], counts: bool
) -> None:
    table = lead_times([judged(6, g=members)], ACTIVITY, CAMPAIGN, TACTIC)
    assert (table.loc["one", "flagged"] == day(6)) is counts


def test_what_is_sent_after_the_replay_is_not_leaked_nor_counted() -> None:
    table = lead_times([judged(6, g=A)], ACTIVITY, CAMPAIGN, TACTIC)
    assert table.loc["one", "exchanges"] == 6 * 7 * 10
    assert table.loc["one", "leaked"] == pytest.approx(6 / 7)


def test_figures_are_medians_and_worst() -> None:
    days = [judged(1, g=A), *quiet(2, 3, 4, 5, 6, 7, 8), judged(9, g=A)]
    named = figures(lead_times(days, ACTIVITY, CAMPAIGN, TACTIC), days)
    assert named == {
        "campaigns_flagged": 0.5,
        "days_to_first_flag": 2.5,
        "days_to_first_flag_worst": 4.0,
        "leaked_share": 0.55,
        "leaked_share_worst": 1.0,
        "stability": 0.0,
    }


def test_stability_is_the_share_of_flags_that_stay() -> None:
    assert stability([judged(0, g=A[:4]), judged(1, g=A[:3] + B), judged(2, g=B)]) == (
        pytest.approx((3 / 4 + 4 / 7) / 2)
    )
    assert figures(pd.DataFrame(), quiet(0, 1)) == {}, "nothing flagged is not a figure"


def test_flags_a_day_tell_honest_accounts_where_the_truth_is_known() -> None:
    days = [judged(1, g=A[:2] + HONEST[:1]), judged(2)]
    assert daily_flags(days, CAMPAIGN)["honest"].tolist() == [1, 0]
    assert daily_flags(days, CAMPAIGN)["flagged"].tolist() == [3, 0]
    assert daily_flags(days, None)["honest"].isna().all()


def test_a_day_is_read_as_it_was_kept(tmp_path: Path) -> None:
    rows = [("a", "review", "C-1", "to x"), ("b", "restrict", None, "to x"),
            ("c", "watch", None, "to x"), ("d", "review", "C-1", "to x")]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["account_id", "tier", "campaign_id", "model_version"])
    file = tmp_path / "scores" / f"as_of={FIRST}" / "part-0.parquet"
    file.parent.mkdir(parents=True)
    pq.write_table(pa.Table.from_pandas(frame), file)
    found = read_day(tmp_path, FIRST)
    assert found == Day(FIRST, "to x", frozenset("abd"), {"C-1": {"a", "d"}})


def test_days_begin_two_weeks_into_the_log(tmp_path: Path) -> None:
    for number in range(20):
        folder = tmp_path / "exchanges" / f"date={day(number)}"
        folder.mkdir(parents=True)
        (folder / "part-0.parquet").touch()
    assert replay_days(tmp_path, None, None) == [day(n) for n in range(1, 20)]
    assert replay_days(tmp_path, day(3), day(4)) == [day(3), day(4)]
    with pytest.raises(ContractError, match=r"from FROM=2026-06-01 to TO=2026-05-20, found none"):
        replay_days(tmp_path, date(2026, 6, 1), None)


def test_the_page_names_campaigns_and_never_says_zero_for_never() -> None:
    days = [*quiet(3, 4, 5), judged(6, g=A), *quiet(7, 8, 9)]
    table = lead_times(days, ACTIVITY, CAMPAIGN, TACTIC)
    flags = daily_flags(days, CAMPAIGN)
    page = replay_page(table, flags, figures(table, days), "the log's truth")
    assert page.count("<svg") == 2
    assert "<td>never</td><td>over 4</td>" in page
    assert "<td>2026-05-07</td><td>6</td>" in page
    assert "http" not in page.replace("http://www.w3.org", "")
    empty = replay_page(pd.DataFrame(), flags, {}, "the reported groups themselves")
    assert "No campaign was flagged" in empty


# Laws


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.sampled_from(A + B + HONEST), unique=True), min_size=1, max_size=10),
    st.integers(0, 9),
)
def test_an_earlier_flag_never_leaks_more(found: list[list[str]], extra: int) -> None:
    days = [judged(number, g=members) for number, members in enumerate(found)]
    table = lead_times(days, ACTIVITY, CAMPAIGN, TACTIC)
    place = extra % len(days)
    earlier = [*days[:place], judged(place, g=found[place], more=A), *days[place + 1 :]]
    again = lead_times(earlier, ACTIVITY, CAMPAIGN, TACTIC)
    assert again.loc["one", "flagged"] is not None
    assert (again["leaked"] <= table["leaked"]).all()
    assert (again["days"] <= table["days"]).all()
    assert table["leaked"].between(0, 1).all()
