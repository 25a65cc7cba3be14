"""What declarations may say, and what SQL they become."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from features import sql
from features.declare import DeclarationError, Feature, Link, Quantity
from features.sql import Reference
from tests.test_features_declare import feature

N = Quantity("n", "Exchanges.", "count(*)")
FIRST = Quantity("first", "First.", "min(at_us)", merge="min")
MOST = Quantity("most", "Most.", "count(*)", merge="max")
EXIT = Link("exit", "Exit.", "ip", cap=3)
CARD = Link("card", "Card.", "payment_id", source="accounts")


def check(*features: Feature, quantities: tuple[Quantity, ...] = (N,)) -> None:
    sql.check(quantities, (EXIT,), features, ("drift",), ("cosine",))


def rows(query: str, con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    return con.sql(query).to_arrow_table().to_pylist()


def test_placeholders_are_found_in_order_with_their_windows() -> None:
    chosen = feature(sql="{n@7} / {exit.distinct} + {content.drift} - {n} * {exit.top@1}")
    assert sql.references(chosen) == [
        Reference("quantity", "n", 7),
        Reference("exit", "distinct", None),
        Reference("content", "drift", None),
        Reference("quantity", "n", None),
        Reference("exit", "top", 1),
    ]


@pytest.mark.parametrize(
    ("written", "window", "rendered"),
    [
        ("{n}", 7, 'q7."n"'),
        ("{n}", None, 'q28."n"'),
        ("{n@1} / {n}", 28, 'q1."n" / q28."n"'),
        ("{exit.distinct}", 7, 'l7."exit.distinct"'),
        ("{content.drift}", 28, 'c28."drift"'),
        ("{account.age_us}", None, 'a."age_us"'),
        ("{twin.cosine}", 28, 't."cosine"'),
    ],
)
def test_a_placeholder_becomes_a_column_of_its_window(
    written: str, window: int | None, rendered: str
) -> None:
    assert sql.feature_sql(feature(sql=written), window) == rendered


def test_only_features_of_the_twin_graph_use_twins() -> None:
    assert sql.uses_twins(feature(sql="{n} + {twin.cosine}"))
    assert not sql.uses_twins(feature(sql="{n} + {content.drift}"))


@pytest.mark.parametrize(
    ("written", "function"),
    [
        ("approx_quantile({n}, 0.5)", "APPROX_QUANTILE"),
        ("read_text('secret')", "READ_TEXT"),
        ("{n} + nullif(stddev({n}), 0)", "STDDEV"),
        ("getenv({n})", "GETENV"),
    ],
)
def test_an_unknown_function_is_refused_by_name(written: str, function: str) -> None:
    with pytest.raises(DeclarationError) as refused:
        check(feature(sql=written))
    assert str(refused.value).startswith("'night_share': functions: expected some of [")
    assert f"found ['{function}']. Wrap it as a trait in features/rows.py." in str(refused.value)


def test_an_unknown_function_in_a_quantity_is_refused_too() -> None:
    with pytest.raises(DeclarationError, match=r"'odd': functions: .*found .'MEDIAN'"):
        check(quantities=(Quantity("odd", "Odd.", "median(at_us)"),))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("{m}", "quantity.m"),
        ("{exit.sum}", "exit.sum"),
        ("{door.distinct}", "door.distinct"),
        ("{content.mood}", "content.mood"),
        ("{twin.mood}", "twin.mood"),
        ("{account.closed_at}", "account.closed_at"),
    ],
)
def test_an_unknown_placeholder_is_refused_by_name(written: str, found: str) -> None:
    """A closing is no column, either: it would tell the decision."""
    with pytest.raises(DeclarationError) as refused:
        check(feature(sql=f"coalesce({written}, 0)"))
    assert str(refused.value) == (
        f"Feature 'night_share': placeholder: expected a declared column, found {found}."
    )


def test_a_missing_window_is_refused_by_name() -> None:
    with pytest.raises(DeclarationError) as refused:
        check(feature(sql="{n@7} / nullif({n}, 0)", windows=()))
    assert str(refused.value) == (
        "Feature 'night_share': {n}: expected @1, @7 or @28 in a feature without windows, "
        "found none."
    )
    check(feature(sql="{n@7} / nullif({n@28}, 0)", windows=()))


def test_days_merge_as_declared() -> None:
    con = duckdb.connect()
    con.execute(
        "create table days as select * from (values ('a', 2, 50, 2), ('a', 3, 40, 3),"
        " ('b', 1, 7, 1)) as t(account_id, n, first, most)"
    )
    merged = rows(sql.merge_sql((N, FIRST, MOST), "days") + " order by account_id", con)
    assert merged == [
        {"account_id": "a", "n": 5, "first": 40, "most": 3},
        {"account_id": "b", "n": 1, "first": 7, "most": 1},
    ]


def test_links_of_a_day_and_of_accounts_have_one_shape() -> None:
    con = duckdb.connect()
    con.execute(
        "create table day_rows as select * from (values ('a', 'x', 3), ('a', 'x', 1),"
        " ('b', 'x', 2), ('b', null, 9)) as t(account_id, ip, at_us)"
    )
    con.execute(
        "create table accounts as select * from (values"
        " ('a', 'visa', timestamptz '1970-01-01 00:00:01+00'),"
        " ('b', null, timestamptz '1970-01-01 00:00:02+00')) as t(account_id, payment_id,"
        " created_at)"
    )
    assert rows(sql.links_sql((EXIT, CARD)), con) == [
        {"account_id": "a", "kind": "exit", "key": "x", "n": 2, "first_us": 1, "last_us": 3},
        {"account_id": "b", "kind": "exit", "key": "x", "n": 1, "first_us": 2, "last_us": 2},
    ]
    second = 1_000_000
    assert rows(sql.account_links_sql((EXIT, CARD)), con) == [
        {"account_id": "a", "kind": "card", "key": "visa", "n": 1, "first_us": second,
         "last_us": second}
    ]  # fmt: skip


def test_link_statistics_of_a_small_log() -> None:
    """Cap 3: `four` ties nobody; two days of one key are one key."""
    con = duckdb.connect()
    con.execute(
        "create table links as select * from (values ('a', 'exit', 'own', 5),"
        " ('a', 'exit', 'two', 1), ('a', 'exit', 'two', 2), ('a', 'exit', 'four', 1),"
        " ('b', 'exit', 'two', 1), ('b', 'exit', 'four', 1), ('c', 'exit', 'four', 9),"
        " ('d', 'exit', 'four', 9)) as t(account_id, kind, key, n)"
    )
    found = {row.pop("account_id"): row for row in rows(
        sql.link_statistics_sql((EXIT, CARD), "links"), con)}  # fmt: skip

    def statistics(account_id: str) -> dict[str, int]:
        return {name: int(found[account_id][f"exit.{name}"]) for name in sql.LINK_STATISTICS}

    assert statistics("a") == {
        "distinct": 3, "top": 5, "total": 9, "shared": 3, "peers": 1, "degree": 4,
    }  # fmt: skip
    assert statistics("c") == {
        "distinct": 1, "top": 9, "total": 9, "shared": 0, "peers": 0, "degree": 4,
    }  # fmt: skip
    assert found["a"]["card.distinct"] is None
