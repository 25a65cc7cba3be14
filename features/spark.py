"""The engine of many machines: the same queries on Spark, to the same values.

Queries come in DuckDB's dialect. sqlglot renders them for Spark; where a function means something
else there, `_RULES` says so once, so that no declaration knows of it. An expression whose meaning
there is not known is refused by name instead of being tried. pyspark is an optional extra: it is
imported where it is used.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import sqlglot
from sqlglot import expressions as exp

from features.engines import BatchFunction
from features.warehouse import WarehouseError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class SparkError(WarehouseError):
    """Spark can't be used here, or a query has no known meaning on it."""


# --- Sessions

# What a machine of its own is given. A cluster says all of it by SPARK_CONF_DIR, and nothing here
# is set then: neither its memory nor its ports are ours to choose.
_ONE_MACHINE = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": os.environ.get("SPARK_DRIVER_MEMORY", "2g"),
    "spark.driver.maxResultSize": "0",
    "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
    # Workers import this project from where the driver has it.
    "spark.executorEnv.PYTHONPATH": str(Path(__file__).resolve().parents[1]),
}
# What values depend on, wherever the session comes from.
_VALUES = {
    "spark.sql.session.timeZone": "UTC",
    # An overflow, a broken cast or a division by zero stops the job.
    "spark.sql.ansi.enabled": "true",
    # Java's lower case knows fewer new letters than ICU's, so that `_lower` can add what it lacks.
    "spark.sql.icu.caseMappings.enabled": "false",
}


def session(settings: Mapping[str, str] | None = None) -> SparkSession:
    """The Spark session of this process, started where there is none; `settings` add to ours.

    Raises SparkError that says what to install where pyspark or Java is missing.
    """
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        raise SparkError(
            "ENGINE=spark: expected the package pyspark, found none. "
            "Run pip install -r requirements-spark.lock, or use ENGINE=duckdb."
        ) from None
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise SparkError(
            "ENGINE=spark: expected Java 17 or later (JAVA_HOME, or java on PATH), found none. "
            "Install a Java runtime, or use ENGINE=duckdb."
        )
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if not _configured():
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder: Any = SparkSession.builder
    builder = builder.appName("stillwatch")
    ours = {} if _configured() else _ONE_MACHINE
    for key, value in {**ours, **(settings or {})}.items():
        builder = builder.config(key, value)
    try:
        with _quiet():
            made: SparkSession = builder.getOrCreate()
    except PySparkRuntimeError:
        raise SparkError(
            "ENGINE=spark: expected Java 17 or later, found one that Spark does not start on "
            "(its own lines stand above). Set JAVA_HOME, or use ENGINE=duckdb."
        ) from None
    made.sparkContext.setLogLevel("ERROR")
    return made


def _configured() -> bool:
    return "SPARK_CONF_DIR" in os.environ


@contextmanager
def _quiet() -> Iterator[None]:
    """Without pyspark's warning of pandas 3: nothing here hands it a frame of pandas."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        yield


# --- Text

# Java 17 knows Unicode 13, DuckDB 15: letters since then, as hexadecimal ranges.
_UPPER_SINCE = "2c2f a7c0 a7d0 a7d6 a7d8 10570-1057a 1057c-1058a 1058c-10592 10594-10595"
_LETTERS_SINCE = """
870-887 889-88e 8b5 8c8-8c9 c5d cdd 170d 171f 1b4c 2c2f 2c5f 9ffd-9fff a7c0-a7c1 a7d0-a7d1 a7d3
a7d5-a7d9 a7f2-a7f4 10570-1057a 1057c-1058a 1058c-10592 10594-10595 10597-105a1 105a3-105b1
105b3-105b9 105bb-105bc 10780-10785 10787-107b0 107b2-107ba 10f70-10f81 11071-11072 11075
1123f-11240 11740-11746 11ab0-11abf 11f02 11f04-11f10 11f12-11f33 12f90-12ff0 1342f 13441-13446
16a70-16abe 1aff0-1aff3 1aff5-1affb 1affd-1affe 1b11f-1b122 1b132 1b155 1df00-1df1e 1df25-1df2a
1e030-1e06d 1e290-1e2ad 1e4d0-1e4eb 1e7e0-1e7e6 1e7e8-1e7eb 1e7ed-1e7ee 1e7f0-1e7fe 2a6de-2a6df
2b735-2b739 31350-323af
"""


def _ranges(listed: str) -> list[tuple[int, int]]:
    ends = (part.partition("-") for part in listed.split())
    return [(int(low, 16), int(high or low, 16)) for low, _, high in ends]


def _class(name: str, listed: str) -> str:
    """The inside of a Java character class: a Unicode category and the letters it lacks."""
    more = "".join(rf"\x{{{low:x}}}-\x{{{high:x}}}" for low, high in _ranges(listed))
    return rf"\p{{{name}}}{more}"


_CLASSES = {
    "s": r"\t\n\f\r ",  # Without the vertical tab, which Java counts as a blank.
    "p{L}": _class("L", _LETTERS_SINCE),
    "p{Lu}": _class("Lu", _UPPER_SINCE),
}
_SAME_ESCAPES = frozenset("dDwWtnfr")
_TOKEN = re.compile(r"\\(p\{\w+\}|.)|\[\^?\]?|\(\?:?|.", re.DOTALL)


def java_pattern(pattern: str) -> str:
    """A pattern of RE2 (DuckDB's) for Java: the same matches in any text.

    Raises SparkError for what may mean something else there.
    """
    out, inside = [], False
    for match in _TOKEN.finditer(pattern):
        token, escape = match[0], match[1]
        if escape in _CLASSES:
            out.append(_CLASSES[escape] if inside else f"[{_CLASSES[escape]}]")
        elif escape == "S" and not inside:
            out.append(f"[^{_CLASSES['s']}]")
        elif escape and escape not in _SAME_ESCAPES and (escape.isalnum() or len(escape) > 1):
            raise SparkError(
                f"pattern {pattern!r}: expected an escape known to Java, found {token}."
            )
        elif token == "(?":
            raise SparkError(f"pattern {pattern!r}: expected (?: at most, found another group.")
        elif escape:
            out.append(token)
        elif inside:
            # Java reads a bracket inside as a union and && as an intersection.
            out.append(token.replace("[", r"\[").replace("&", r"\&"))
            inside = token[-1] != "]"
        elif token[0] == "[":
            inside = True
            out.append(token.replace("]", r"\]"))
        else:
            # Java's $ also stands before a last line end, its dot ends at more than \n.
            out.append({"$": r"\z", ".": r"[^\n]"}.get(token, token))
    return "".join(out)


def _java_replacement(replacement: str) -> str:
    """A replacement with RE2's marks of groups with Java's."""

    def mark(match: re.Match[str]) -> str:
        return f"${match[1]}" if match[1] else rf"\{match[0][-1]}"

    return re.sub(r"\\(\d)|\\\\|\$", mark, replacement)


# --- From DuckDB's SQL to Spark's


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=list(arguments))


def _bigint(node: exp.Expr) -> exp.Expr:
    return exp.cast(node, exp.DataType.Type.BIGINT)


def _double(node: exp.Expr) -> exp.Expr:
    return exp.cast(node, exp.DataType.Type.DOUBLE)


def _literal(node: exp.Expr | None, what: str) -> str:
    if not isinstance(node, exp.Literal):
        raise SparkError(f"{what}: expected a literal, found {node}.")
    return str(node.this)


def _anonymous(node: exp.Expr) -> exp.Expr:
    if node.name.lower() == "epoch_us":
        return _call("UNIX_MICROS", *node.expressions)
    return node


def _regexp_replace(node: exp.Expr) -> exp.Expr:
    if (node.args["modifiers"].name if node.args.get("modifiers") else "") != "g":
        raise SparkError(f"regexp_replace: expected the flag 'g' alone, found {node}.")
    pattern = java_pattern(_literal(node.expression, "regexp_replace"))
    replacement = _java_replacement(_literal(node.args.get("replacement"), "regexp_replace"))
    return _call(
        "REGEXP_REPLACE", node.this, exp.Literal.string(pattern), exp.Literal.string(replacement)
    )


def _regexp_extract(node: exp.Expr) -> exp.Expr:
    pattern = java_pattern(_literal(node.expression, "regexp_extract"))
    group = node.args.get("group") or exp.Literal.number(0)
    return _call("REGEXP_EXTRACT", node.this, exp.Literal.string(pattern), group)


def _regexp_like(node: exp.Expr) -> exp.Expr:
    pattern = java_pattern(_literal(node.expression, "regexp_matches"))
    return _call("REGEXP_LIKE", node.this, exp.Literal.string(pattern))


def _lower(node: exp.Expr) -> exp.Expr:
    """Lower case letter by letter, as DuckDB has it.

    Java looks around (the last sigma of a word), makes two letters of İ, minds its locale's I and
    lacks the newest letters: these are lowered before it sees them.
    """
    newest = "".join(chr(c) for low, high in _ranges(_UPPER_SINCE) for c in range(low, high + 1))
    upper, lower = "IİΣ" + newest, "iiσ" + newest.lower()
    return exp.Lower(
        this=_call("TRANSLATE", node.this, exp.Literal.string(upper), exp.Literal.string(lower))
    )


def _log(node: exp.Expr) -> exp.Expr:
    """log2; Spark gives NULL where there is none, DuckDB minus infinity or NaN."""
    if node.expression is None or node.this.name != "2":
        raise SparkError(f"logarithm: expected log2, found {node}.")
    x = node.expression
    nothing = (
        exp.case()
        .when(exp.EQ(this=_part(x), expression=exp.Literal.number(0)), _double_named("-Infinity"))
        .when(exp.LT(this=_part(x), expression=exp.Literal.number(0)), _double_named("NaN"))
    )
    return exp.Coalesce(this=_call("LOG2", x.copy()), expressions=[nothing])


def _double_named(name: str) -> exp.Expr:
    return _double(exp.Literal.string(name))


def _part(node: exp.Expr) -> exp.Expr:
    return exp.Paren(this=node.copy())


def _is_whole(node: exp.Expr) -> bool:
    """True for what is surely an integer, or no number at all."""
    node = node.unnest()
    if isinstance(node, exp.Cast):
        return node.to.is_type(*exp.DataType.INTEGER_TYPES)
    if isinstance(node, exp.AggFunc | exp.Filter) and not isinstance(node, exp.Count):
        return _is_whole(node.this)
    whole = exp.Count | exp.Round | exp.Predicate | exp.Connector | exp.Not | exp.Literal
    return isinstance(node, whole)


def _cast(node: exp.Expr) -> exp.Expr:
    """DuckDB rounds halves to even where Spark cuts off, and says the zone of a moment."""
    assert isinstance(node, exp.Cast)
    if node.to.is_type(exp.DataType.Type.TEXT):
        # The type of x is known when the query is planned; the condition then is gone.
        is_moment = exp.EQ(
            this=_call("TYPEOF", node.this.copy()), expression=exp.Literal.string("timestamp")
        )
        zone = exp.case().when(is_moment, exp.Literal.string("+00")).else_(exp.Literal.string(""))
        return _call("CONCAT", node.copy(), zone)
    if node.to.is_type(*exp.DataType.INTEGER_TYPES) and not _is_whole(node.this):
        return exp.Cast(this=_call("BROUND", node.this), to=node.to)
    return node


def _window(node: exp.Expr) -> exp.Expr:
    """Ranks are bigints in DuckDB."""
    ranks = exp.RowNumber | exp.Rank | exp.DenseRank
    return _bigint(node.copy()) if isinstance(node.this, ranks) else node


def _number(node: exp.Expr) -> exp.Expr:
    """Fractions are doubles: Spark would divide by 10000.0 in decimals, and round."""
    if not node.args.get("is_string") and "." in node.name and "e" not in node.name.lower():
        return _double(node.copy())
    return node


_RULES: dict[type[exp.Expr], Callable[[exp.Expr], exp.Expr]] = {
    exp.Anonymous: _anonymous,
    exp.Cast: _cast,
    # Bigints in DuckDB, integers in Spark.
    exp.DayOfWeekIso: lambda node: _bigint(_call("WEEKDAY", node.this) + 1),
    exp.Hour: lambda node: _bigint(node.copy()),
    exp.Length: lambda node: _bigint(node.copy()),
    exp.Literal: _number,
    exp.Log: _log,
    exp.Lower: _lower,
    exp.RegexpExtract: _regexp_extract,
    exp.RegexpLike: _regexp_like,
    exp.RegexpReplace: _regexp_replace,
    exp.Window: _window,
}


def _translated(query: str) -> exp.Expr:
    """The query's tree with what Spark calls otherwise, innermost first."""
    tree = sqlglot.parse_one(query, read="duckdb")
    for node in reversed(list(tree.find_all(*_RULES))):
        other = _RULES[type(node)](node)
        if other is not node:
            node.replace(other)
    return tree


def spark_sql(query: str) -> str:
    """A query in DuckDB's dialect as Spark's SQL, to the same values.

    Raises SparkError where a part of it has no known meaning there.
    """
    return _translated(query).sql(dialect="spark")


# --- The engine

_DDL = {pa.string(): "string", pa.int64(): "bigint", pa.float64(): "double", pa.binary(): "binary"}


def _wire(schema: pa.Schema) -> pa.Schema:
    """A schema as Spark carries it: bytes of a fixed width are bytes there."""
    return pa.schema(
        [
            pa.field(f.name, pa.binary() if pa.types.is_fixed_size_binary(f.type) else f.type)
            for f in schema
        ]
    )


def _on_worker(function: BatchFunction, wire: pa.Schema) -> BatchFunction:
    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in function(batches):
            yield batch.cast(wire)

    return run


def _name(column: str) -> str:
    return f"`{column}`"


class SparkEngine:
    """See `features.engines.Engine`.

    Every engine has a Spark session of its own (its names meet nobody's), all share one Spark.
    Tables come over through files in the temporary folder; on a cluster, TMPDIR has to be a folder
    that all machines see, and so has the warehouse.
    """

    # Every query is a job and its joins are broadcast: a few large ones, dealt to the workers.
    kinds_at_once = 1_000

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        """con : where the contract loads its tables. Raises SparkError, see `session`."""
        self.con = con
        self._spark = session().newSession()
        for key, value in _VALUES.items():
            self._spark.conf.set(key, value)
        self._folder = tempfile.TemporaryDirectory(prefix="stillwatch-")
        self._files = 0
        self._kept: dict[str, DataFrame] = {}

    def take(self, name: str) -> None:
        """See `Engine.take`: DuckDB writes the table, Spark reads it."""
        file = self._file()
        self.con.execute(f"copy {name} to '{str(file).replace(chr(39), chr(39) * 2)}'")
        self.read(name, [file])

    def table(self, name: str, query: str) -> None:
        """See `Engine.table`: computed when it is first asked for, kept in memory and on disk."""
        from pyspark.storagelevel import StorageLevel

        frame = self._frame(query).persist(StorageLevel.MEMORY_AND_DISK)
        self._let_go(name)
        self._kept[name] = frame
        frame.createOrReplaceTempView(name)

    def view(self, name: str, query: str) -> None:
        """See `Engine.view`."""
        self._let_go(name)
        self._frame(query).createOrReplaceTempView(name)

    def put(self, name: str, rows: pa.Table) -> None:
        """See `Engine.put`."""
        file = self._file()
        pq.write_table(rows, file)
        self.read(name, [file])

    def drop(self, name: str) -> None:
        """See `Engine.drop`; the view stays, since what was made of it may not be computed yet."""
        self._let_go(name)

    def read(self, name: str, files: Sequence[Path]) -> None:
        """See `Engine.read`."""
        # Paths are read as patterns.
        paths = [
            "file://" + re.sub(r"([\\*?\[\]{}])", r"\\\1", str(file.resolve())) for file in files
        ]
        frame = self._spark.read.parquet(*paths)
        self._let_go(name)
        frame.createOrReplaceTempView(name)

    def arrow(self, query: str) -> pa.Table:
        """See `Engine.arrow`."""
        return _plain(self._frame(query).toArrow())

    def map_arrow(
        self, query: str, function: BatchFunction, schema: pa.Schema, by: str
    ) -> pa.Table:
        """See `Engine.map_arrow`: accounts are dealt to the workers whole.

        The query's order is made in each worker, by columns that are then dropped.
        """
        from pyspark.sql import functions as sf

        tree = _translated(query)
        assert isinstance(tree, exp.Select), "map_arrow: expected one SELECT"
        shown = tree.named_selects
        order = tree.args.get("order")
        tree.set("order", None)
        keys = []
        for place, ordered in enumerate(order.expressions if order else []):
            key = ordered.this.name
            if not isinstance(ordered.this, exp.Column) or key not in shown:
                key = f"order_{place}"
                tree = tree.select(exp.alias_(ordered.this, key))
            column = sf.col(_name(key))
            descends = ordered.args.get("desc")
            keys.append(column.desc_nulls_last() if descends else column.asc_nulls_last())
        wire = _wire(schema)
        ddl = ", ".join(f"{_name(f.name)} {_DDL[f.type]}" for f in wire)
        sorted_rows = (
            self._spark.sql(tree.sql(dialect="spark"))
            .repartition(sf.col(_name(by)))
            .sortWithinPartitions(*(keys or [sf.col(_name(by))]))
            .select(*map(_name, shown))
        )
        with _quiet():
            mapped = sorted_rows.mapInArrow(_on_worker(function, wire), ddl)
        return _plain(mapped.toArrow()).cast(schema).sort_by(by)

    def close(self) -> None:
        """See `Engine.close`; Spark itself runs on, for the next engine."""
        for name in list(self._kept):
            self._let_go(name)
        self._folder.cleanup()

    def _frame(self, query: str) -> DataFrame:
        return self._spark.sql(spark_sql(query))

    def _file(self) -> Path:
        self._files += 1
        return Path(self._folder.name) / f"{self._files}.parquet"

    def _let_go(self, name: str) -> None:
        if name in self._kept:
            self._kept.pop(name).unpersist()


def _plain(table: pa.Table) -> pa.Table:
    """The table without what Spark knows of NULL: DuckDB's columns may all hold one."""
    return table.cast(pa.schema([pa.field(f.name, f.type) for f in table.schema]))
