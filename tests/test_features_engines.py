"""Every declaration gives the same values on Spark as on DuckDB.

Worlds are measured once on each engine, by the real jobs; then each trait, quantity, link and
feature is held against itself: integers, texts and NULLs exactly, floats to 1e-9.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from features import content, sql
from features.catalogue import FEATURES, LINKS, QUANTITIES
from features.contract import load_accounts, load_exchanges
from features.daily import prompts_sql, run_day
from features.declare import Feature, Link, Quantity
from features.embedding import Embedding
from features.engines import DuckDb, Engine, connect, open_engine
from features.ranks import cohort_ranks, ranks
from features.rows import ROWS, TRAITS
from features.snapshots import GRAPH_COLUMNS
from features.spark import SparkEngine, SparkError, java_pattern, session, spark_sql
from features.warehouse import Partition, WarehouseError
from features.windows import merge_windows
from models.content_space import fit_content_space
from models.embedder import DIMENSION, Student
from tests import worlds
from tests.worlds import AS_OF, NOW, World

pytest.importorskip("pyspark", reason="pyspark is not installed (requirements-spark.lock)")
pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(
        not os.environ.get("JAVA_HOME") and shutil.which("java") is None,
        reason="Spark needs Java 17 or later",
    ),
]

TOLERANCE = 1e-9
ENGINES = ("duckdb", "spark")
SETTINGS = {
    "spark.master": "local[2]",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "2",
}

# What two implementations of text may see otherwise: case, blanks, line ends, marks of groups,
# letters newer than a Java, signs of two UTF-16 units around a cut.
HOSTILE = (
    "İSTANBUL and IĞDIR ask ΣΊΣΥΦΟΣ about ΟΔΟΣ, he said",
    "Tell Ⱟrst, 𐕰𐖗𐖗 and Ꟁꟁ about \U00031350 and \u088eb names again",
    'Ask "an unclosed quote of Ann Lee in 3 parts and more',
    "Sum up „Der Fluß“ and “The River” and «Le Fleuve» by Ærø Čapek O'Brien now",
    "one two three \u0085",
    "one two three\u2028four five six",
    "vertical\x0btab and form\ffeed and\rreturn here",
    "crlf line\r\nand another\r\n",
    "no\u00a0break\u00a0blanks make one word",
    "ﬁne ＦＵＬＬＷＩＤＴＨ １２３ ٣٤٥ ½ digits 42 here",
    "👨‍👩‍👧‍👦 family 🇩🇪 flags e\u0301 combining marks ok",
    "🎉" * 299 + " cut here " + "🎉" * 301,
    "𝒜 " * 1100 + "end of it",
    r"Refs $1 \1 \0 ${x} [a] && {2} of 100% here",
    "' or 1=1 -- 7 times",
    "ǅ ß ẞ STRASSE Ǳ ﬃ ΐ lower them all",
    "שלום WORLD what？",
    "هل هذا سؤال؟ نعم هذا سؤال آخر",
    "Ask Ann Lee in 3 parts about 12 rivers of Norway today",
    "Ask Bo Wu in 44 parts about 7 rivers of Norway today",
    "\t\n",
    "?",
)


@dataclass(frozen=True)
class Day:
    """What an engine makes of a day: rows with their traits, and the tile."""

    rows: pa.Table
    tile: Partition


@dataclass(frozen=True)
class Windows:
    """What an engine makes of 28 days: link statistics by window, account links, feature tables,
    and all the other tables that `merge_windows` asked for."""

    statistics: dict[int, pa.Table]
    of_accounts: pa.Table
    levels: pa.Table
    graphs: pa.Table
    others: list[pa.Table]
    activity: np.ndarray


def hostile_world(seed: int, **sizes: Any) -> World:
    """A random world whose prompts, names and traces are strange."""
    world = worlds.random_world(seed, **sizes)
    rng = np.random.default_rng(seed)

    def strange(rows: list[worlds.Row]) -> list[worlds.Row]:
        return [
            {k: v + "Σ'\"é𝒜" if k in ("account_id", "ip") and v else v for k, v in row.items()}
            for row in rows
        ]

    exchanges = [row | {"prompt": str(rng.choice(HOSTILE))} for row in strange(world.exchanges)]
    return World(exchanges, strange(world.accounts))


DAYS = {
    "seeded": lambda: worlds.random_world(7, n_accounts=14, n_exchanges=260, blanks=0.3),
    "blank": lambda: worlds.random_world(11, n_accounts=9, n_exchanges=120, blanks=0.8),
    "hostile": lambda: hostile_world(5, n_accounts=8, n_exchanges=300, blanks=0.1),
}
WINDOWS = {
    "seeded": lambda: worlds.random_world(3, n_accounts=24, n_exchanges=500, blanks=0.3),
    "hostile": lambda: hostile_world(9, n_accounts=10, n_exchanges=160, blanks=0.6),
}


@pytest.fixture(scope="module")
def spark() -> Iterator[None]:
    running = session(SETTINGS)
    yield
    running.stop()


def one_day(world: World) -> World:
    """All exchanges of a world moved to AS_OF, their time of day kept."""
    rows = [
        row | {"occurred_at": row["occurred_at"] + (AS_OF - row["occurred_at"].date())}
        for row in world.exchanges
    ]
    return replace(world, exchanges=rows)


@pytest.fixture(scope="module")
def days(spark: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Day]]:
    """A day of each world by engine."""
    made: dict[str, dict[str, Day]] = {}
    for name, world in DAYS.items():
        root = tmp_path_factory.mktemp(name)
        logs = worlds.write_log(root / "logs", one_day(world()))
        made[name] = {engine: measure_day(logs, root / engine, engine) for engine in ENGINES}
    return made


def measure_day(logs: Path, warehouse: Path, engine_name: str) -> Day:
    made = run_day(logs, warehouse, AS_OF, worlds.embedding(), now=NOW, engine_name=engine_name)
    con = connect()
    load_exchanges(con, logs, AS_OF, now=NOW, quarantine=None)
    engine = open_engine(engine_name, con)
    engine.take("exchanges")
    rows = engine.arrow(f"select * from ({ROWS}) as traits order by exchange_id")
    engine.close()
    con.close()
    return Day(rows, made.tile)


@pytest.fixture(scope="module")
def windows(spark: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Windows]]:
    """The windows of each world by engine, of the same tiles."""
    made: dict[str, dict[str, Windows]] = {}
    for name, world in WINDOWS.items():
        root = tmp_path_factory.mktemp(name)
        drawn = world()
        logs = worlds.write_log(root / "logs", drawn)
        tiles = worlds.make_tiles(logs, root / "warehouse", drawn.days())
        made[name] = {engine: measure_windows(logs, tiles, engine) for engine in ENGINES}
    return made


def measure_windows(logs: Path, tiles: dict[Any, Partition], engine_name: str) -> Windows:
    con = connect()
    load_accounts(con, logs, as_of=AS_OF, quarantine=None)
    engine = open_engine(engine_name, con)
    engine.take("accounts")
    asked: list[pa.Table] = []
    arrow = engine.arrow

    def listening(query: str) -> pa.Table:
        asked.append(arrow(query))
        return asked[-1]

    engine.arrow = listening  # type: ignore[method-assign]
    merged = merge_windows(engine, tiles, AS_OF)
    engine.arrow = arrow  # type: ignore[method-assign]
    levels = engine.arrow(sql.features_sql(FEATURES, graphs=False))
    others = [table for table in asked if not {*levels.column_names[1:]} & {*table.column_names}]
    of_accounts = sql.account_links_sql(LINKS)
    engine.put("t", drawn_graphs(levels["account_id"]))
    found = Windows(
        {
            days: engine.arrow(f"select * from l{days} order by account_id")
            for days in sorted(sql.windows_of(FEATURES, [link.name for link in LINKS]))
        },
        engine.arrow(f"select * from ({of_accounts}) as l order by kind, key, account_id"),
        levels,
        engine.arrow(sql.features_sql(FEATURES, graphs=True)),
        others,
        merged.activity,
    )
    engine.close()
    con.close()
    return found


def drawn_graphs(accounts: pa.ChunkedArray) -> pa.Table:
    """A table of graph columns as the graphs might give it; what they say is tested elsewhere."""
    rng = np.random.default_rng(0)
    columns: dict[str, Any] = {"account_id": accounts}
    for source, names in GRAPH_COLUMNS.items():
        for name in names:
            drawn = rng.integers(0, 3, len(accounts)) * rng.random(len(accounts))
            columns[f"{source}.{name}"] = pa.array(drawn, mask=rng.random(len(accounts)) < 0.3)
    return pa.table(columns)


def differ(duck: pa.ChunkedArray, spark: pa.ChunkedArray) -> list[tuple[Any, Any]]:
    """Pairs of values that are not the same, after a look at types and lengths."""
    assert (duck.type, len(duck)) == (spark.type, len(spark))
    pairs = zip(duck.to_pylist(), spark.to_pylist(), strict=True)
    if pa.types.is_floating(duck.type):
        return [(a, b) for a, b in pairs if not near(a, b)]
    return [(a, b) for a, b in pairs if a != b]


def near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return bool(np.isclose(a, b, rtol=TOLERANCE, atol=0, equal_nan=True))


def hold(both: dict[str, tuple[pa.Table, pa.Table]], *columns: str) -> None:
    """Some columns of the worlds' tables, DuckDB's against Spark's; one value at least is known."""
    known = 0
    for world, (duck, spark) in both.items():
        for column in columns:
            found = differ(duck[column], spark[column])
            assert not found, (
                f"{world}: {column}: {len(found)} differ, DuckDB and Spark: {found[:3]}"
            )
            known += len(duck) - duck[column].null_count
    assert known, "no world knows this column: nothing was compared"


def tiles(days: dict[str, dict[str, Day]], name: str) -> dict[str, tuple[pa.Table, pa.Table]]:
    return {
        world: (of["duckdb"].tile.table(name), of["spark"].tile.table(name))
        for world, of in days.items()
    }


def of_windows(
    windows: dict[str, dict[str, Windows]], table: str
) -> dict[str, tuple[pa.Table, pa.Table]]:
    return {
        world: (getattr(of["duckdb"], table), getattr(of["spark"], table))
        for world, of in windows.items()
    }


# Declarations


@pytest.mark.parametrize("trait", TRAITS)
def test_a_trait_is_the_same_on_every_engine(trait: str, days: dict[str, dict[str, Day]]) -> None:
    hold({w: (of["duckdb"].rows, of["spark"].rows) for w, of in days.items()}, trait)


@pytest.mark.parametrize("quantity", QUANTITIES, ids=lambda q: q.name)
def test_a_quantity_is_the_same_on_every_engine(
    quantity: Quantity, days: dict[str, dict[str, Day]]
) -> None:
    hold(tiles(days, "quantities"), "account_id", quantity.name)


def of_kind(table: pa.Table, link: Link) -> pa.Table:
    return table.filter(pc.equal(table["kind"], link.name))


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.name)
def test_a_link_is_the_same_on_every_engine(
    link: Link, days: dict[str, dict[str, Day]], windows: dict[str, dict[str, Windows]]
) -> None:
    both = of_windows(windows, "of_accounts") if link.source == "accounts" else tiles(days, "links")
    chosen = {w: (of_kind(duck, link), of_kind(spark, link)) for w, (duck, spark) in both.items()}
    hold(chosen, "account_id", "kind", "key", "n", "first_us", "last_us")


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.name)
def test_the_statistics_of_a_link_are_the_same_on_every_engine(
    link: Link, windows: dict[str, dict[str, Windows]]
) -> None:
    """Sums of DuckDB are 128 bits wide; they are held as the 64 bits that Spark adds up in."""
    for world, of in windows.items():
        for days, duck in of["duckdb"].statistics.items():
            spark = of["spark"].statistics[days]
            assert duck.column_names == spark.column_names
            assert duck["account_id"].equals(spark["account_id"])
            for column in duck.column_names:
                if column.startswith(f"{link.name}."):
                    whole = duck[column].cast(pa.int64())
                    found = differ(whole, spark[column].cast(pa.int64()))
                    assert not found, f"{world}: l{days}: {column}: {found[:3]}"


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_a_feature_is_the_same_on_every_engine(
    feature: Feature, windows: dict[str, dict[str, Windows]]
) -> None:
    table = "graphs" if sql.of_graphs(feature) else "levels"
    hold(of_windows(windows, table), "account_id", *feature.columns, *feature.change)


# Whole jobs


@pytest.mark.parametrize("world", DAYS)
def test_a_tile_is_the_same_to_the_byte(world: str, days: dict[str, dict[str, Day]]) -> None:
    """Content sums, too: the numpy function that makes them is one on every engine."""
    duck, spark = (days[world][engine] for engine in ENGINES)
    assert duck.tile.table("content").num_rows
    for name, file in duck.tile.files.items():
        assert spark.tile.files[name].read_bytes() == file.read_bytes(), name
    assert spark.tile.digest == duck.tile.digest
    assert spark.rows.equals(duck.rows)


@pytest.mark.parametrize("world", WINDOWS)
def test_what_the_graphs_read_is_the_same(
    world: str, windows: dict[str, dict[str, Windows]]
) -> None:
    duck, spark = (windows[world][engine] for engine in ENGINES)
    assert spark.levels.schema.equals(duck.levels.schema)
    assert [len(table) for table in duck.others] == [len(table) for table in spark.others]
    for mine, other in zip(duck.others, spark.others, strict=True):
        assert mine.num_rows
        assert other.equals(mine)
    np.testing.assert_array_equal(spark.activity, duck.activity)


@pytest.mark.parametrize("world", WINDOWS)
def test_ranks_are_the_same_though_engines_round_otherwise(
    world: str, windows: dict[str, dict[str, Windows]]
) -> None:
    """All that follows (twins, communities, the model) is made of ranks."""
    duck, spark = (windows[world][e].levels.to_pandas().set_index("account_id") for e in ENGINES)
    assert ranks(duck).size
    pd.testing.assert_frame_equal(ranks(duck), ranks(spark))
    plan = pd.Series("free", duck.index)
    pd.testing.assert_frame_equal(cohort_ranks(duck, plan), cohort_ranks(spark, plan))


# The dialect, apart from what declarations use of it today

FEW = pa.table(
    {
        "i": pa.array([1, 2, 2, None, 0, -3], pa.int32()),
        "b": pa.array([5, 0, 2**53 + 1, None, -7, 3], pa.int64()),
        "d": pa.array([0.5, 1.5, -2.5, None, 0.0, -0.5], pa.float64()),
        "s": ["abc", "a\nb\x0bc\n", "[&] ab ba$1\\", None, "", "Zé"],
        "t": pa.array(
            [0, 1_779_148_800_250_000, 1_779_062_399_999_999, None, -1, 1_779_580_800_000_000],
            pa.timestamp("us", "UTC"),
        ),
    }
)
EXPRESSIONS = (
    "log2(d)", "log2(b)", "cast(d as bigint)", "cast(d + 1 as integer)", "cast(i as bigint) + 1",
    "cast(d > 0 as bigint)", "b / 2", "b / 10000.0", "i / nullif(b, 0)", "b / cast(3 as double)",
    "b % 7", "round(d)", "power(d, 2)", "power(b / 3, 2)", "power(i, 3)", "greatest(i, b)",
    "least(1, d)", "greatest(0, d)", "abs(i)", "sqrt(abs(d))", "cos(radians(b))", "0.1 + d",
    "cast(t as varchar)", "cast(date_trunc('hour', t) as varchar)", "cast(i as varchar)",
    "cast(b as varchar)", "cast(d > 0 as varchar)", "isodow(t)", "hour(t)", "epoch_us(t)",
    "length(s)", "left(s, 3)", "right(s, 2)", "lower(s)", "md5(s)", "coalesce(s, '')", "s < 'a'",
    "regexp_extract(s, '(b)(c)?', 2)", "regexp_extract(s, 'b.')", "regexp_extract(s, 'x(y)', 1)",
    "regexp_matches(s, 'b$')", "regexp_matches(s, 'a.b')", "regexp_matches(s, '^a')",
    r"regexp_matches(s, '\S\s\S')", r"regexp_replace(s, '(a)(b)', '\2$\1\\', 'g')",
    "regexp_replace(s, '[[&]+', '', 'g')", r"regexp_replace(s, '[\s]|[^\s\w]', '_', 'g')",
    r"regexp_replace(s, '\$|\\', '#', 'g')", "i in (1, 2)", "i is null", "b between 0 and 5",
    "case when d > 0 then 1 end", "count(*) over (partition by i)",
    "count(i) over (partition by 1)", "row_number() over (order by s)",
    "rank() over (order by b desc)", "lag(b) over (order by t, s)",
    "sum(i) over (order by t desc, s) / 2.0",
)  # fmt: skip


@pytest.fixture(scope="module")
def both(spark: None) -> Iterator[tuple[Engine, Engine]]:
    con = connect()
    pair = (DuckDb(con), SparkEngine(con))
    for engine in pair:
        engine.put("few", FEW)
    yield pair
    for engine in pair:
        engine.close()
    con.close()


@pytest.fixture(scope="module")
def expressions(both: tuple[Engine, Engine]) -> tuple[pa.Table, pa.Table]:
    columns = ", ".join(f'{e} as "e.{place}"' for place, e in enumerate(EXPRESSIONS))
    duck, spark = (engine.arrow(f"select {columns} from few order by t, s") for engine in both)
    return duck, spark


@pytest.mark.parametrize("place", range(len(EXPRESSIONS)), ids=lambda i: EXPRESSIONS[i])
def test_an_expression_is_the_same_on_every_engine(
    place: int, expressions: tuple[pa.Table, pa.Table]
) -> None:
    duck, spark = expressions
    found = differ(duck[f"e.{place}"], spark[f"e.{place}"])
    assert not found, f"DuckDB and Spark: {found}"


@pytest.mark.parametrize(
    "query",
    [
        "select s from few order by s",
        "select i, b from few order by i desc, b",
        "with caps(kind, cap) as (values ('a', 1), ('b', 2)) select * from caps order by kind",
        "select i from few where i not in (select i from few where i > 0) order by i",
        "select i from few union select 7 order by i",
        "select i, count(*) as n, count(distinct b) filter (where b > 0) as m from few"
        " group by i order by i",
        "select max(b) as a, min(s) as c from few where false",
        'select x."a.b" from (select i as "a.b" from few) as x order by x."a.b"',
        "select lag(b) over sent as before, i from few window sent as (partition by i order by t)"
        " order by i, before",
    ],
)
def test_a_query_is_the_same_on_every_engine(query: str, both: tuple[Engine, Engine]) -> None:
    duck, spark = (engine.arrow(query) for engine in both)
    assert spark.schema.equals(duck.schema)
    assert spark.equals(duck)


def test_every_sign_is_lowered_and_classed_alike(both: tuple[Engine, Engine]) -> None:
    """All of Unicode, alone and at the end of a word: newer letters, sigma, dotted i."""
    numbers = [n for n in range(1, 0x110000) if not 0xD800 <= n < 0xE000]
    signs = pa.table({"number": pa.array(numbers, pa.int32()), "sign": [chr(n) for n in numbers]})
    classes = (r"\p{L}", r"\p{Lu}", r"[\p{Lu}]", r"\s", r"\S", r"[^\s]", r"\d", r"\w", ".")
    query = (
        "select number, lower(sign) as alone, lower('a' || sign) as behind, length(sign) as n, "
        + ", ".join(f"regexp_matches(sign, '{c}') as c{i}" for i, c in enumerate(classes))
        + " from signs order by number"
    )
    for engine in both:
        engine.put("signs", signs)
    duck, spark = (engine.arrow(query) for engine in both)
    for column in duck.column_names:
        unlike = pc.not_equal(duck[column], spark[column])
        found = pc.filter(duck["number"], unlike).to_pylist()
        assert not found, f"{column}: {len(found)} signs, {[hex(n) for n in found[:5]]}"


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("regexp_replace(s, 'a', 'b')", "expected the flag 'g' alone"),
        ("regexp_replace(s, 'a', 'b', 'gi')", "expected the flag 'g' alone"),
        ("regexp_matches(s, s)", "expected a literal, found s"),
        (r"regexp_matches(s, '\bword')", r"expected an escape known to Java, found \\b"),
        (r"regexp_matches(s, '\p{Greek}')", "expected an escape known to Java"),
        (r"regexp_matches(s, '[\S]')", "expected an escape known to Java"),
        ("regexp_matches(s, '(?i)a')", r"expected \(\?: at most"),
        ("log(d)", "expected log2"),
    ],
)
def test_what_may_mean_something_else_is_refused_by_name(expression: str, message: str) -> None:
    with pytest.raises(SparkError, match=message):
        spark_sql(f"select {expression} from few")


def test_a_pattern_is_rewritten_only_where_it_differs() -> None:
    assert java_pattern(r"(\S+(?:\s+\S+){0,2})\s*$") == (
        r"([^\t\n\f\r ]+(?:[\t\n\f\r ]+[^\t\n\f\r ]+){0,2})[\t\n\f\r ]*\z"
    )
    assert java_pattern(r'"[^"]*"|[]a$.[]\.') == r'"[^"]*"|[\]a$.\[]\.'


def test_a_division_by_zero_stops_the_query(both: tuple[Engine, Engine]) -> None:
    """DuckDB goes on with infinity: a declaration that divides by zero is found out, not kept."""
    from pyspark.errors import PySparkException

    with pytest.raises(PySparkException, match="DIVIDE_BY_ZERO"):
        both[1].arrow("select 1 / i as x from few")


# The engine


def test_what_is_mapped_comes_whole_and_in_order(both: tuple[Engine, Engine]) -> None:
    """Rows of an account reach one call, by time, whatever columns the order names."""
    rng = np.random.default_rng(1)
    rows = pa.table(
        {
            "account_id": [f"a{n:03}" for n in rng.integers(0, 40, 4_000)],
            "moment": rng.permutation(4_000),
            "id": [str(n) for n in rng.integers(0, 9, 4_000)],
        }
    )
    schema = pa.schema([("account_id", pa.string()), ("trace", pa.string()), ("n", pa.int64())])

    def traced(batches: Any) -> Iterator[pa.RecordBatch]:
        frame = pa.Table.from_batches(list(batches)).to_pandas()
        parts = frame.groupby("account_id")["id"].agg(["".join, "size"]).reset_index()
        yield pa.RecordBatch.from_pandas(
            parts.set_axis(["account_id", "trace", "n"], axis=1), schema, preserve_index=False
        )

    results = []
    for engine in both:
        engine.put("many", rows)
        query = "select account_id, id from many order by account_id, moment % 100, moment desc"
        results.append(engine.map_arrow(query, traced, schema, by="account_id"))
    duck, spark = results
    assert duck.num_rows == 40
    assert spark.schema.equals(schema)
    assert spark.equals(duck)


def test_a_student_embeds_prompts_on_the_workers(
    both: tuple[Engine, Engine], tmp_path: Path
) -> None:
    """The encoder travels with its tokenizer and table; the sums are the same bytes."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = sorted({word for prompt in worlds.PROMPTS for word in prompt.split()[:20]})
    tokenizer = Tokenizer(WordLevel({w: n for n, w in enumerate(["?", *words])}, unk_token="?"))
    tokenizer.pre_tokenizer = Whitespace()
    rng = np.random.default_rng(2)
    student = Student(
        tokenizer.to_str(), rng.normal(size=(len(words) + 1, DIMENSION)).astype(np.float32)
    )
    rows = rng.normal(size=(300, DIMENSION)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    space = fit_content_space(rows, 0, student.fingerprint, student.encode)
    embedding = Embedding(student, space, given=False)
    logs = worlds.write_log(tmp_path / "logs", one_day(DAYS["seeded"]()))
    load_exchanges(both[0].con, logs, AS_OF, now=NOW, quarantine=None)  # type: ignore[attr-defined]
    results = []
    for engine in both:
        engine.take("exchanges")
        results.append(
            engine.map_arrow(
                prompts_sql(given=False),
                content.day_sums(embedding.encoder, embedding.space),
                content.SCHEMA,
                by="account_id",
            )
        )
    assert results[0].num_rows
    assert results[1].equals(results[0])


def test_bytes_of_a_fixed_width_are_read(
    both: tuple[Engine, Engine], days: dict[str, dict[str, Day]]
) -> None:
    tile = days["seeded"]["duckdb"].tile
    duck, spark = (
        [engine.read("sums", [tile.files["content"]]), engine.arrow("select * from sums")][1]
        for engine in both
    )
    assert duck.num_rows
    assert spark["sums"].to_pylist() == duck["sums"].to_pylist()


def test_a_table_of_files_with_strange_names(both: tuple[Engine, Engine], tmp_path: Path) -> None:
    """Names are taken as they are: no pattern, no partition column."""
    import pyarrow.parquet as pq

    folder = tmp_path / "date=2026-05-19" / "it's [a] {b} *? %20\\"
    folder.mkdir(parents=True)
    files = [folder / "one 1.parquet", folder / "two.parquet"]
    for file in files:
        pq.write_table(FEW, file)
    for engine in both:
        engine.read("files", files)
        found = engine.arrow("select * from files order by s")
        assert found.column_names == FEW.column_names
        assert found.num_rows == 2 * FEW.num_rows


def test_names_are_an_engines_own(spark: None) -> None:
    con = connect()
    one, two = SparkEngine(con), SparkEngine(con)
    one.put("mine", pa.table({"x": [1]}))
    two.put("mine", pa.table({"x": [2]}))
    one.table("kept", "select x + 1 as x from mine")
    one.table("kept", "select x * 10 as x from kept")
    one.put("nothing", pa.table({"x": pa.array([], pa.int64()), "y": pa.nulls(0)}))
    assert one.arrow("select x from kept").to_pylist() == [{"x": 20}]
    assert two.arrow("select x from mine").to_pylist() == [{"x": 2}]
    assert one.arrow("select x from nothing").num_rows == 0
    folder = Path(one._folder.name)
    assert list(folder.iterdir())
    one.close()
    assert not folder.exists()
    assert two.arrow("select x from mine").to_pylist() == [{"x": 2}]
    two.close()


def test_without_pyspark_or_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark.sql import SparkSession

    monkeypatch.setattr(SparkSession, "getActiveSession", classmethod(lambda cls: None))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(WarehouseError, match=r"expected Java 17 .*ENGINE=duckdb"):
        session()
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(WarehouseError, match=r"pip install -r requirements-spark\.lock"):
        session()
