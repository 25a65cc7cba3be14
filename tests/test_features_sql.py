"""What declarations may say, and what SQL they become."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import sql
from features.declare import PAST, DeclarationError, Feature, Link, Quantity
from features.sql import Reference
from tests.test_features_declare import feature

N = Quantity("n", "Exchanges.", "count(*)")
FIRST = Quantity("first", "First.", "min(at_us)", merge="min")
MOST = Quantity("most", "Most.", "count(*)", merge="max")
EXIT = Link("exit", "Exit.", "ip", cap=3)
CARD = Link("card", "Card.", "payment_id", source="accounts")
FRAME = Link("frame", "Frame.", "key", source="frames")


def check(*features: Feature, quantities: tuple[Quantity, ...] = (N,)) -> None:
    graphs = {"twin": ("cosine",), "tie": ("weight",), "community": ("size",)}
    sql.check(quantities, (EXIT,), features, ("drift",), graphs)


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
        ("{mix.lead}", None, 'm."lead"'),
        ("{twin.cosine}", 28, 't."twin.cosine"'),
        ("{tie.weight}", None, 't."tie.weight"'),
        ("{community.size}", 28, 't."community.size"'),
    ],
)
def test_a_placeholder_becomes_a_column_of_its_window(
    written: str, window: int | None, rendered: str
) -> None:
    assert sql.feature_sql(feature(sql=written), window) == rendered


@pytest.mark.parametrize("source", ["twin.cosine", "tie.weight", "community.size"])
def test_features_of_the_graphs_are_told_from_the_others(source: str) -> None:
    assert sql.of_graphs(feature(sql=f"{{n}} + {{{source}}}"))
    assert not sql.of_graphs(feature(sql="{n} + {content.drift} + {mix.lead} + {account.pays}"))


def test_every_source_of_a_placeholder_is_known() -> None:
    check(
        feature(sql="{n@21} + {exit.n_log_n} + {content.drift} + {mix.lead} + {account.pays}"),
        feature(sql="{twin.cosine} + {tie.weight} + {community.size}"),
    )


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
        ("{twin.weight}", "twin.weight"),
        ("{tie.cosine}", "tie.cosine"),
        ("{community.weight}", "community.weight"),
        ("{mix.country}", "mix.country"),
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


@pytest.mark.parametrize(("written", "days"), [("{n@3}", 3), ("{n@14}", 14), ("{n@281}", 281)])
def test_an_unknown_window_is_refused_by_name(written: str, days: int) -> None:
    for windows in ((), (28,)):
        with pytest.raises(DeclarationError) as refused:
            check(feature(sql=f"{written} / nullif({{n@28}}, 0)", windows=windows))
        assert str(refused.value) == (
            f"Feature 'night_share': {{n}}: expected a window of (1, 7, 28, 21) days, found {days}."
        )
    for known in (1, 7, PAST, 28):
        check(feature(sql=f"{{n@{known}}}", windows=()))


# Which windows are asked for


@pytest.mark.parametrize(
    ("changes", "windows"),
    [
        ({"windows": (28,), "ranked": False}, {28}),
        ({"windows": (1, 7, 28), "changing": False}, {1, 7, 28}),
        # A change compares the last week with the three before.
        ({"windows": (28,)}, {7, PAST, 28}),
        ({"windows": (1,)}, {1, 7, PAST}),
        ({"windows": ()}, {28}),
        ({"windows": (), "sql": "{exit.distinct@7} / nullif({exit.distinct@21}, 0)"}, {7, PAST}),
        ({"sql": "{n} / nullif({n@28}, 0)"}, set()),
    ],
)
def test_windows_are_those_that_features_name_or_compare(
    changes: dict[str, Any], windows: set[int]
) -> None:
    plain = {"sql": "{exit.distinct} / nullif({n}, 0)"}
    chosen = feature(**(plain | changes))
    assert sql.windows_of([chosen], ["exit"]) == windows
    assert sql.windows_of([chosen], ["card", "content"]) == set()
    assert sql.windows_of([], ["exit"]) == set()
    both = [chosen, feature(name="other", sql="{exit.top}", windows=(1,), changing=False)]
    assert sql.windows_of(both, ["exit"]) == windows | {1}


# Rows


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
    con.execute(
        "create table frame_rows as select * from (values ('b', 'k2', 7), ('b', 'k1', 7),"
        " ('b', 'k1', 8)) as t(account_id, key, at_us)"
    )
    exits = [
        {"account_id": "a", "kind": "exit", "key": "x", "n": 2, "first_us": 1, "last_us": 3},
        {"account_id": "b", "kind": "exit", "key": "x", "n": 1, "first_us": 2, "last_us": 2},
    ]
    assert rows(sql.links_sql((EXIT, CARD)), con) == exits
    assert rows(sql.links_sql((EXIT, CARD, FRAME)), con) == [
        *exits,
        {"account_id": "b", "kind": "frame", "key": "k1", "n": 2, "first_us": 7, "last_us": 8},
        {"account_id": "b", "kind": "frame", "key": "k2", "n": 1, "first_us": 7, "last_us": 7},
    ]
    second = 1_000_000
    assert rows(sql.account_links_sql((EXIT, CARD, FRAME)), con) == [
        {"account_id": "a", "kind": "card", "key": "visa", "n": 1, "first_us": second,
         "last_us": second}
    ]  # fmt: skip


def small_links() -> duckdb.DuckDBPyConnection:
    """Exits and cards of four accounts, merged: no pair stands twice."""
    con = duckdb.connect()
    con.execute(
        "create table links as select * from (values ('a', 'exit', 'own', 5),"
        " ('a', 'exit', 'two', 3), ('a', 'exit', 'four', 1),"
        " ('b', 'exit', 'two', 1), ('b', 'exit', 'four', 1), ('c', 'exit', 'four', 9),"
        " ('d', 'exit', 'four', 9), ('a', 'card', 'visa', 1), ('e', 'card', 'visa', 1))"
        " as t(account_id, kind, key, n)"
    )
    return con


def of_links(*named: str, windows: tuple[int, ...] = (28,)) -> list[Feature]:
    return [
        feature(name=f"f{i}", sql=f"{{{name}}}", windows=windows, changing=False)
        for i, name in enumerate(named)
    ]


def test_link_statistics_of_a_small_log() -> None:
    """Cap 3: `four` ties nobody. Bits by hand: 4 accounts have exits; 4, 2 and 1 of 4 a key."""
    features = of_links(*(f"exit.{name}" for name in sql.LINK_STATISTICS))
    query = sql.link_statistics_sql((EXIT, CARD), features, 28, "links")
    found = {row.pop("account_id"): row for row in rows(query, small_links())}
    assert sorted(found) == ["a", "b", "c", "d"]

    def statistics(account_id: str) -> dict[str, int]:
        return {name: int(found[account_id][f"exit.{name}"]) for name in sql.LINK_STATISTICS}

    assert statistics("a") == {
        "distinct": 3, "top": 5, "total": 9, "shared": 3, "peers": 1, "degree": 4,
        "n_log_n": round(5 * math.log2(5) * 10_000) + round(3 * math.log2(3) * 10_000),
        "rarity": 5 * 20_000 + 3 * 10_000,
    }  # fmt: skip
    assert statistics("b") == {
        "distinct": 2, "top": 1, "total": 2, "shared": 1, "peers": 1, "degree": 4,
        "n_log_n": 0, "rarity": 10_000,
    }  # fmt: skip
    assert statistics("c") == {
        "distinct": 1, "top": 9, "total": 9, "shared": 0, "peers": 0, "degree": 4,
        "n_log_n": round(9 * math.log2(9) * 10_000), "rarity": 0,
    }  # fmt: skip


def test_link_statistics_are_only_those_that_features_name_in_that_window() -> None:
    features = [*of_links("exit.top"), *of_links("exit.total", "card.peers", windows=(7,))]

    def found(window: int) -> list[dict[str, Any]]:
        query = sql.link_statistics_sql((EXIT, CARD), features, window, "links")
        return sorted(rows(query, small_links()), key=lambda row: row["account_id"])

    # Of the kind that nobody names not even the accounts are read.
    assert [set(row) for row in found(28)] == [{"account_id", "exit.top"}] * 4
    assert [row["exit.top"] for row in found(28)] == [5, 1, 9, 9]
    assert found(7) == [
        {"account_id": "a", "exit.total": 9, "card.peers": 1},
        {"account_id": "b", "exit.total": 2, "card.peers": None},
        {"account_id": "c", "exit.total": 9, "card.peers": None},
        {"account_id": "d", "exit.total": 9, "card.peers": None},
        {"account_id": "e", "exit.total": None, "card.peers": 1},
    ]
    assert found(1) == [{"account_id": name} for name in "abcde"]


# Change against the account's own past


def changes(pairs: Sequence[tuple[object, object]], **parts: Any) -> list[Any]:
    """The change column of accounts with these two values of `n`, of the week and of the past."""
    con = duckdb.connect()
    names = [f"a{i:02}" for i in range(len(pairs))]
    week, past = zip(*pairs, strict=True)
    nine = [9] * len(pairs)
    tables = {"spine": nine, "q7": week, f"q{PAST}": past, "q28": nine}
    for name, values in tables.items():
        con.execute(f"create table {name} (account_id varchar, n double)")
        con.executemany(f"insert into {name} values (?, ?)", list(zip(names, values, strict=True)))
    chosen = feature(**({"sql": "{n}"} | parts))
    query = sql.features_sql([chosen], graphs=False)
    return [row["night_share_change"] for row in rows(query, con)]


def changed(week: object, past: object, **parts: Any) -> Any:
    return changes([(week, past)], **parts)[0]


@pytest.mark.parametrize(
    ("week", "past", "change"),
    [
        (5, 5, 0),
        (0, 3, -1),
        (3, 0, 1),
        (0, 0, 0),
        (3, 1, 0.5),
        (1, 3, -0.5),
        (-2, 2, -1),
        (-3, -1, -0.5),
        (None, 3, None),
        (3, None, None),
        (None, None, None),
        (0, None, None),
        (None, 0, None),
    ],
)
def test_a_change_is_told_by_the_ratio_alone(
    week: float | None, past: float | None, change: float | None
) -> None:
    assert changed(week, past) == change


@pytest.mark.parametrize(
    ("week", "past", "change"), [(7, 21, 0), (7, 7, 0.5), (0, 21, -1), (7, 0, 1), (0, 0, 0)]
)
def test_what_grows_with_its_window_is_compared_a_day(
    week: float, past: float, change: float
) -> None:
    assert changed(week, past, per_day=True) == pytest.approx(change)


def test_a_change_is_of_the_whole_expression() -> None:
    """A sum of two terms is put in brackets before it is scaled and subtracted."""
    assert changed(6, 20, sql="{n} + 1", per_day=True) == 0
    assert changed(4, 2, sql="{n} - 1") == 0.5


NUMBERS = st.one_of(st.just(0.0), st.floats(1e-6, 1e6), st.floats(-1e6, -1e-6))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    pairs=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8),
    scale=st.sampled_from([0.5, 2, 1024]),
)
def test_changes_lie_between_vanished_and_new_and_turn_round(
    pairs: list[tuple[float, float]], scale: float
) -> None:
    turned = [(past, week) for week, past in pairs]
    scaled = [(week * scale, past * scale) for week, past in pairs]
    found = changes([*pairs, *turned, *scaled])
    plain, back, same = (found[i * len(pairs) : (i + 1) * len(pairs)] for i in range(3))
    assert plain == [-change for change in back] == same
    for (week, past), change in zip(pairs, plain, strict=True):
        assert -1 <= change <= 1
        assert (change > 0) == (week > past)


# All columns over the spine


def test_columns_stand_beside_the_spine_and_graphs_apart() -> None:
    features = [
        feature(name="plain", sql="{n} / nullif(cast({n@28} as double), 0)", windows=(7, 28),
                changing=False),
        feature(name="loud", sql="{n}", per_day=True, windows=(28,)),
        feature(name="mixed", sql="{mix.lead} + {account.pays}", windows=()),
        feature(name="graph", sql="{twin.cosine}", changing=False),
    ]  # fmt: skip
    con = duckdb.connect()
    con.execute("create table spine as select unnest(['b', 'a']) as account_id")
    for days, n in ((7, 2), (PAST, 6), (28, 8)):
        con.execute(f"create table q{days} as select 'a' as account_id, {n} as n")
    con.execute("create table m as select 'a' as account_id, 1.5 as lead")
    con.execute("create table a as select 'a' as account_id, 1 as pays")
    con.execute("create table t as select 'b' as account_id, 0.25 as \"twin.cosine\"")
    assert rows(sql.features_sql(features, graphs=False), con) == [
        {"account_id": "a", "plain_7d": 0.25, "plain_28d": 1.0, "loud_28d": 8.0,
         "loud_change": 0.0, "mixed": 2.5},
        {"account_id": "b", "plain_7d": None, "plain_28d": None, "loud_28d": None,
         "loud_change": None, "mixed": None},
    ]  # fmt: skip
    assert rows(sql.features_sql(features, graphs=True), con) == [
        {"account_id": "a", "graph_28d": None},
        {"account_id": "b", "graph_28d": 0.25},
    ]


def test_only_tables_that_some_column_names_are_joined() -> None:
    query = sql.features_sql([feature(sql="{n} + {exit.top@7}", changing=False)], graphs=False)
    assert [line.split()[2] for line in query.splitlines() if line.startswith("left join")] == [
        "q28", "l7",
    ]  # fmt: skip
