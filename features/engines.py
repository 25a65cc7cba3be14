"""Where SQL runs: the same text of `features.sql` on every engine.

An engine keeps named tables, runs queries in DuckDB's dialect, and maps a numpy function over
Arrow batches. DuckDB is here; what an engine is asked for stands in `Engine`, and one suite holds
every declaration against all of them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import duckdb
import pyarrow as pa

from features.warehouse import WarehouseError

BatchFunction = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]
_BATCH = 65_536
_MEMORY = "1500MB"


class Engine(Protocol):
    """What the feature jobs ask of an engine; queries are written in DuckDB's dialect.

    `kinds_at_once`: of how many kinds of link the groups are held at once.
    """

    kinds_at_once: int

    def take(self, name: str) -> None:
        """Bring a table over that the contract loaded; afterwards queries may name it."""

    def table(self, name: str, query: str) -> None:
        """Make `name` the rows of a query, computed once; an older table of the name goes."""

    def view(self, name: str, query: str) -> None:
        """Make `name` stand for a query, computed whenever it is asked for."""

    def put(self, name: str, rows: pa.Table) -> None:
        """Make `name` these rows."""

    def read(self, name: str, files: Sequence[Path]) -> None:
        """Make `name` the rows of Parquet files of one schema."""

    def drop(self, name: str) -> None:
        """Let go of a table's rows; what was made of them stays."""

    def arrow(self, query: str) -> pa.Table:
        """The rows of a query; their order is the query's."""

    def close(self) -> None:
        """Let go of what the engine keeps; not of the connection."""

    def map_arrow(
        self, query: str, function: BatchFunction, schema: pa.Schema, by: str
    ) -> pa.Table:
        """A function over the batches of a query that is sorted by `by` first.

        Rows of one `by` reach one call of the function, in the query's order; the result has
        `schema` and is sorted by `by`.
        """


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    """Where DuckDB puts what does not fit: prompts may be among it, so nobody else may read it."""
    return tempfile.TemporaryDirectory(prefix="stillwatch-")


def connect() -> duckdb.DuckDBPyConnection:
    """A DuckDB connection that gives the same values everywhere: UTC, insertion order kept."""
    con = duckdb.connect()
    con.execute("set TimeZone = 'UTC'")
    con.execute("set enable_progress_bar = false")
    # What does not fit goes to disk: a day of 3 M exchanges leaves a machine of 4 GB its air.
    con.execute(f"set memory_limit = '{_MEMORY}'")
    con.execute("set temp_directory = $1", [_scratch().name])
    return con


def open_engine(name: str, con: duckdb.DuckDBPyConnection) -> Engine:
    """The engine `duckdb` or `spark`; `con` is where the contract loads tables into.

    Raises WarehouseError for another name, or where Spark is not installed.
    """
    if name == "duckdb":
        return DuckDb(con)
    if name == "spark":
        from features.spark import SparkEngine

        return SparkEngine(con)
    raise WarehouseError(f"ENGINE={name}: expected duckdb or spark, found {name!r}.")


class DuckDb:
    """The engine of one machine, on the connection that the contract loaded its tables into."""

    # The groups of all kinds of a million accounts outgrow one machine.
    kinds_at_once = 1

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con

    def take(self, name: str) -> None:
        """Nothing to do: the contract's tables stand in this connection."""

    def table(self, name: str, query: str) -> None:
        """See `Engine.table`."""
        self.con.execute(f"create or replace temp table {name} as {query}")

    def view(self, name: str, query: str) -> None:
        """See `Engine.view`."""
        self.con.execute(f"create or replace temp view {name} as {query}")

    def put(self, name: str, rows: pa.Table) -> None:
        """See `Engine.put`."""
        self.con.register("put_rows", rows)
        self.table(name, "select * from put_rows")
        self.con.unregister("put_rows")

    def read(self, name: str, files: Sequence[Path]) -> None:
        """See `Engine.read`; a view, so that a column that nobody asks for is not read."""
        listed = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
        self.con.execute(
            f"create or replace temp view {name} as"
            f" select * from read_parquet([{listed}], hive_partitioning = false)"
        )

    def drop(self, name: str) -> None:
        """See `Engine.drop`."""
        self.con.execute(f"drop table {name}")

    def arrow(self, query: str) -> pa.Table:
        """See `Engine.arrow`."""
        return self.con.sql(query).to_arrow_table()

    def close(self) -> None:
        """Nothing to do: tables go with the connection."""

    def map_arrow(
        self, query: str, function: BatchFunction, schema: pa.Schema, by: str
    ) -> pa.Table:
        """See `Engine.map_arrow`."""
        batches = function(self.con.sql(query).to_arrow_reader(_BATCH))
        return pa.Table.from_batches(batches, schema).sort_by(by)
