"""An account beside everybody's accounts and days: small tables by hand, then plain loops."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import sql
from features.contract import ACCOUNTS
from features.engines import connect
from features.mix import ACCOUNT_SQL, MIX_SQL, SLOTS, SLOTS_SQL
from features.windows import day_end_us
from tests import worlds
from tests.oracle import Account, Log, card_peers_apart, signup_burst
from tests.worlds import AS_OF, Row, World

FIRST = AS_OF - timedelta(days=27)
OPTIONAL = {column.name: None for column in ACCOUNTS.columns if not column.required}


def at(day: int, hour: float = 0) -> datetime:
    """A moment of the window: hours into a day that counts from 0."""
    return worlds.moment(FIRST + timedelta(days=day), 3600 * hour)


def us(moment: datetime) -> int:
    return round(moment.timestamp() * 1e6)


def with_accounts(accounts: Sequence[Row]) -> duckdb.DuckDBPyConnection:
    """A connection with `accounts` as the contract loads them, all of them on the spine."""
    con = connect()
    rows = worlds.table([OPTIONAL | row for row in accounts], ACCOUNTS)
    con.register("rows", rows)
    con.execute("create table accounts as select * from rows")
    con.execute("create table spine as select account_id from accounts")
    return con


def as_of() -> str:
    return ACCOUNT_SQL.replace("$end", str(day_end_us(AS_OF)))


def stands(accounts: Sequence[Row]) -> dict[str, Row]:
    """What ACCOUNT_SQL says of each account."""
    rows = with_accounts(accounts).sql(as_of()).to_arrow_table().to_pylist()
    assert len(rows) == len(accounts)
    return {row.pop("account_id"): row for row in rows}


# (account, model, day, hour, n): an account's uses of a model on a day, first at that hour.
Use = tuple[str, str, int, float, int]
# (account, day, first hour, last hour, changes of model, gaps)
Day = tuple[str, int, float, float, int, int]


def mixed(
    uses: Sequence[Use] = (),
    days: Sequence[Day] = (),
    countries: Sequence[tuple[str, str, int]] = (),
    homes: dict[str, str | None] | None = None,
) -> dict[str, Row]:
    """What MIX_SQL says of the accounts in `homes` (account: country), or of a, b and c."""
    names = homes or dict.fromkeys("abc")
    con = with_accounts([worlds.account(name, country=home) for name, home in names.items()])
    con.execute("create table tile_links28 (account_id varchar, kind varchar, key varchar,"
                " n bigint, first_us bigint)")  # fmt: skip
    con.execute("create table tile_quantities28 (account_id varchar, first_us bigint,"
                " last_us bigint, n_model_changes bigint, n_gaps bigint)")  # fmt: skip
    con.execute("create table links28 (account_id varchar, kind varchar, key varchar, n bigint)")
    for name, key, day, hour, n in uses:
        row = [name, "model", key, n, us(at(day, hour))]
        con.execute("insert into tile_links28 values (?, ?, ?, ?, ?)", row)
        # A link of another kind is no model.
        row = [name, "agent", f"{key} {name}", n, us(at(day, hour))]
        con.execute("insert into tile_links28 values (?, ?, ?, ?, ?)", row)
    for name, day, first, last, changes, gaps in days:
        quantities = [name, us(at(day, first)), us(at(day, last)), changes, gaps]
        con.execute("insert into tile_quantities28 values (?, ?, ?, ?, ?)", quantities)
    for name, key, n in countries:
        con.execute("insert into links28 values (?, 'country', ?, ?)", [name, key, n])
        con.execute("insert into links28 values (?, 'exit', ?, 99)", [name, key])
    rows = con.sql(MIX_SQL).to_arrow_table().to_pylist()
    assert len(rows) == len(names)
    return {row.pop("account_id"): row for row in rows}


def column(found: dict[str, Row], name: str) -> dict[str, float | None]:
    return {account_id: row[name] for account_id, row in found.items()}


# Models: surprise, adoption, switches


def test_a_model_surprises_by_how_few_used_it_that_day() -> None:
    """Day 0: a's m-2 is one account's of four (2 bits), m-1 all four's; day 1 tells nothing."""
    uses = [
        ("a", "m-2", 0, 1, 3), ("a", "m-1", 0, 2, 1), ("b", "m-1", 0, 3, 9),
        ("c", "m-1", 0, 4, 9), ("d", "m-1", 0, 5, 9), ("b", "m-2", 1, 0, 5),
    ]  # fmt: skip
    found = column(mixed(uses, homes=dict.fromkeys("abcde")), "surprise")
    assert found == {"a": 1.5, "b": 0, "c": 0, "d": 0, "e": None}


def test_surprise_is_a_mean_over_exchanges_of_all_days() -> None:
    uses = [("a", "m-2", 0, 1, 1), ("b", "m-1", 0, 1, 1), ("a", "m-2", 1, 1, 3),
            ("b", "m-2", 1, 1, 1)]  # fmt: skip
    assert column(mixed(uses), "surprise") == {"a": 0.25, "b": 0.5, "c": None}


def test_adoption_is_counted_from_the_first_anybody() -> None:
    """b is first to m-2, a follows a day and a half later; c stays with what there was."""
    uses = [
        ("a", "m-1", 0, 1, 1), ("b", "m-1", 0, 2, 1), ("c", "m-1", 0, 3, 1),
        ("b", "m-2", 4, 12, 1), ("a", "m-2", 6, 0, 1), ("c", "m-1", 9, 0, 1),
    ]  # fmt: skip
    assert column(mixed(uses), "lead") == {"a": 1.5, "b": 0, "c": None}


def test_adoption_is_of_the_new_model_that_came_soonest() -> None:
    uses = [
        ("c", "m-1", 0, 1, 1), ("b", "m-2", 2, 0, 1), ("b", "m-3", 5, 0, 1),
        ("a", "m-2", 9, 0, 1), ("a", "m-3", 5, 6, 1), ("a", "m-3", 8, 0, 1),
    ]  # fmt: skip
    assert column(mixed(uses), "lead") == {"a": 0.25, "b": 0, "c": None}


@pytest.mark.parametrize(("day", "hour", "lead"), [(0, 23.99, None), (1, 0, 0.0), (1, 1, 0.0)])
def test_what_is_seen_on_the_first_day_is_not_new(
    day: int, hour: float, lead: float | None
) -> None:
    """Nobody knows since when it was there: the window begins there."""
    uses = [("b", "m-1", 0, 5, 1), ("a", "m-2", day, hour, 1)]
    assert column(mixed(uses), "lead") == {"a": lead, "b": None, "c": None}


def test_switches_are_held_against_everybodys_of_the_day() -> None:
    """Day 0: four of eight gaps were changes, so two of a's four were to be expected."""
    days = [("a", 0, 1, 2, 3, 4), ("b", 0, 1, 2, 1, 4), ("c", 0, 1, 1, 0, 0)]
    assert column(mixed(days=days), "switch_excess") == {"a": 0.25, "b": -0.25, "c": None}


def test_a_day_on_which_everybody_switches_is_nobodys_news() -> None:
    """A release: on day 1 all change; a changes as much as others on both days, b more on 0."""
    days = [
        ("a", 0, 1, 2, 0, 4), ("b", 0, 1, 2, 2, 4), ("c", 0, 1, 2, 1, 4),
        ("a", 1, 1, 2, 4, 4), ("b", 1, 1, 2, 4, 4),
    ]  # fmt: skip
    found = column(mixed(days=days), "switch_excess")
    assert found == {"a": -0.125, "b": 0.125, "c": 0}


def test_dormancy_is_the_longest_rest_between_two_days() -> None:
    days = [
        ("a", 0, 6, 12, 0, 0), ("a", 3, 0, 1, 0, 0), ("a", 4, 0, 1, 0, 0),
        ("b", 9, 0, 23, 0, 0), ("c", 1, 0, 23, 0, 0), ("c", 2, 1, 2, 0, 0),
    ]  # fmt: skip
    found = column(mixed(days=days), "dormancy")
    assert found == {"a": 2.5, "b": None, "c": pytest.approx(2 / 24)}


def test_home_is_the_accounts_own_country_whatever_it_is() -> None:
    countries = [("a", "DE", 3), ("a", "FR", 1), ("b", "FR", 2), ("c", "US", 1)]
    homes = {"a": "DE", "b": "DE", "c": None, "d": "DE"}
    found = column(mixed(countries=countries, homes=homes), "home_share")
    assert found == {"a": 0.75, "b": 0, "c": None, "d": None}


def test_a_window_of_nothing_says_nothing() -> None:
    found = mixed()
    assert found == {name: dict.fromkeys(sql.MIX_COLUMNS) for name in "abc"}


# Parts of a day


def test_hours_are_added_up_to_parts_of_a_day() -> None:
    """Day by the first moment of the tile's row; hour h lies in part h // 4."""
    con = connect()
    hours = ", ".join(f"{2**hour} as hour_{hour}" for hour in range(24))
    con.execute(
        f"create table tile_quantities28 as select 'a' as account_id, {us(at(2, 5))} as first_us,"
        f" {hours}"
    )
    (row,) = con.sql(SLOTS_SQL).to_arrow_table().to_pylist()
    assert row.pop("account_id") == "a"
    assert row.pop("day_us") == us(at(2))
    assert row == {f"slot_{i}": 0b1111 << 4 * i for i in range(SLOTS)}


# Accounts


def burst(n: int, **values: object) -> list[Row]:
    """`n` sign-ups within one hour."""
    start = worlds.moment(AS_OF, 7_200)
    return [
        worlds.account(f"b{i:03}", created_at=start + timedelta(minutes=i), **values)
        for i in range(n)
    ]


def quiet(n: int) -> list[Row]:
    """`n` sign-ups, an hour each."""
    start = worlds.moment(AS_OF - timedelta(days=20), 0)
    return [
        worlds.account(f"q{i:03}", created_at=start + timedelta(hours=i), email_domain="mail")
        for i in range(n)
    ]


def test_a_burst_of_like_accounts_stands_out_and_a_quiet_hour_does_not() -> None:
    """Of 99 others, 29 are like it and 29 came in its hour: 8.5 both were to be expected."""
    found = column(stands([*burst(30, email_domain="x.example"), *quiet(70)]), "signup_burst")
    expected = math.log2(30 / (1 + 29 * 29 / 99))
    assert [found[f"b{i:03}"] for i in range(30)] == pytest.approx([expected] * 30)
    assert expected > 1.6
    assert [found[f"q{i:03}"] for i in range(70)] == pytest.approx([0] * 70)


def test_an_hour_of_accounts_of_all_kinds_is_no_burst() -> None:
    """News bring 30 accounts within an hour, like accounts of all other hours."""
    news = [row | {"email_domain": f"d{i % 10}"} for i, row in enumerate(burst(30))]
    before = [row | {"email_domain": f"d{i % 10}"} for i, row in enumerate(quiet(70))]
    found = column(stands([*news, *before]), "signup_burst")
    assert max(abs(found[f"b{i:03}"]) for i in range(30)) < 0.35


def test_bursts_are_of_plan_domain_and_issuer_together() -> None:
    """Each alone makes another kind of account; none known is a kind, too."""
    like = column(stands([*burst(9), *quiet(50)]), "signup_burst")["b000"]
    for name, values in (
        ("plan", ("free", "team")),
        ("email_domain", ("x", None)),
        ("payment_issuer", ("y", None)),
    ):
        rows = [row | {name: values[i % 2]} for i, row in enumerate(burst(9))]
        found = column(stands([*rows, *quiet(50)]), "signup_burst")
        assert found["b000"] < like, name


def test_an_only_account_is_no_burst() -> None:
    assert column(stands([worlds.account("a")]), "signup_burst") == {"a": 0}


def test_an_account_that_the_table_lacks_is_null_but_for_the_day() -> None:
    con = with_accounts([worlds.account("a", payment_id="card")])
    con.execute("insert into spine values ('x')")
    rows = con.sql(as_of()).to_arrow_table().to_pylist()
    row = next(row for row in rows if row["account_id"] == "x")
    assert row.pop("as_of_us") == day_end_us(AS_OF)
    assert row.pop("account_id") == "x"
    assert row == dict.fromkeys(set(sql.ACCOUNT_COLUMNS) - {"as_of_us"})


def test_the_columns_of_both_are_those_that_features_may_name() -> None:
    assert set(stands([worlds.account("a")])["a"]) == set(sql.ACCOUNT_COLUMNS)
    assert set(mixed()["a"]) == set(sql.MIX_COLUMNS)


def crowd(n: int, seed: int) -> list[Row]:
    """Accounts on one card, of some countries and organisations and none."""
    rng = np.random.default_rng(seed)
    countries, organisations = [None, *"KLMN"], [None, None, *(f"o{i}" for i in range(40))]
    return [
        worlds.account(
            f"a{i:05}",
            payment_id="card",
            country=countries[rng.integers(len(countries))],
            organisation_id=organisations[rng.integers(len(organisations))],
            created_at=at(0) - timedelta(minutes=int(rng.integers(5_000))),
        )
        for i in range(n)
    ]


def test_a_card_of_20_000_accounts_makes_no_pairs() -> None:
    """No step of the query has more rows than there are accounts, and the counts are right."""
    accounts = crowd(20_000, 3)
    con = with_accounts(accounts)
    con.execute("create table a as " + as_of())
    found = dict(con.execute("select account_id, card_peers_apart from a").fetchall())
    log = Log(World([], accounts), AS_OF, worlds.space())
    for name in list(found)[::2_500]:
        assert found[name] == card_peers_apart(Account(log, name, 28))

    plan = con.execute(f"explain (analyze, format json) {as_of()}").fetchall()[0][1]

    def rows_of(node: dict[str, Any]) -> list[int]:
        below = [n for child in node.get("children", []) for n in rows_of(child)]
        return [node["intermediate_rows"], *below]

    steps = [n for operator in json.loads(plan)["operator"] for n in rows_of(operator)]
    assert max(steps) == len(accounts)


# Laws


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10_000),
    n=st.integers(1, 25),
    blanks=st.sampled_from([0.0, 0.3, 0.7]),
)
def test_counts_by_group_equal_the_plain_pairwise_definition(
    seed: int, n: int, blanks: float
) -> None:
    """Peers abroad, and bursts, of random accounts: card by card, hour by hour."""
    rng = np.random.default_rng(seed)
    drawn = worlds.random_accounts(rng, [f"a{i:02}" for i in range(n)], blanks=blanks)
    accounts = [row for row in drawn if row["created_at"] < at(28)]
    if not accounts:
        return
    log = Log(World([], accounts), AS_OF, worlds.space())
    for name, row in stands(accounts).items():
        account = Account(log, name, 28)
        assert row["card_peers_apart"] == card_peers_apart(account), name
        assert row["signup_burst"] == pytest.approx(signup_burst(account), abs=1e-9), name


@settings(max_examples=30, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), n=st.integers(2, 12))
def test_peers_abroad_are_mutual(seed: int, n: int) -> None:
    """What one holder of a card counts of the others, these count of it: the sum is even."""
    rng = np.random.default_rng(seed)
    accounts = worlds.random_accounts(rng, [f"a{i:02}" for i in range(n)], blanks=0.3)
    found = column(stands(accounts), "card_peers_apart")
    cards: dict[object, list[float]] = {}
    for row in accounts:
        apart = found[row["account_id"]]
        assert (apart is None) == (row["payment_id"] is None)
        if apart is not None:
            cards.setdefault(row["payment_id"], []).append(apart)
    for counts in cards.values():
        assert sum(counts) % 2 == 0
        assert all(0 <= count < len(counts) for count in counts)


def test_other_names_for_the_countries_change_no_feature(tmp_path: Path) -> None:
    """Countries are compared with each other, never with a name."""
    rng = np.random.default_rng(11)
    names = [f"a{i}" for i in range(8)]
    world = World(
        worlds.random_exchanges(rng, names, 90, blanks=0.2, offsets=(0, 9)),
        worlds.random_accounts(rng, names, blanks=0.2),
    )
    other = {"DE": "US", "US": "XX", "FR": "DE"}

    def renamed(rows: list[Row]) -> list[Row]:
        return [
            row | {key: other.get(row[key], row[key]) for key in row if key.endswith("country")}
            for row in rows
        ]

    foreign = replace(world, exchanges=renamed(world.exchanges), accounts=renamed(world.accounts))
    plain = worlds.measure(world, tmp_path / "plain").base
    found = worlds.measure(foreign, tmp_path / "foreign").base
    for name in ("home_share", "countries_28d", "country_hop_share_28d", "countries_disagree"):
        assert plain[name].dropna().any(), name
    pd.testing.assert_frame_equal(found, plain, check_exact=True)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    drawn=st.lists(
        st.tuples(
            st.sampled_from("abc"), st.sampled_from(["m-1", "m-2", "m-3"]), st.integers(0, 5),
            st.integers(0, 23), st.integers(1, 9),
        ),
        min_size=1, max_size=15, unique_by=lambda use: use[:3],
    )
)  # fmt: skip
def test_surprise_and_adoption_stay_in_range_whatever_is_used(drawn: list[Use]) -> None:
    found = mixed(drawn)
    for name, row in found.items():
        if name not in {use[0] for use in drawn}:
            assert row["surprise"] is None
            assert row["lead"] is None
            continue
        assert 0 <= row["surprise"] <= math.log2(3) + 1e-4
        assert row["lead"] is None or 0 <= row["lead"] < 6
    # Of each new model somebody was first.
    leads = [row["lead"] for row in found.values() if row["lead"] is not None]
    assert not leads or min(leads) == 0
