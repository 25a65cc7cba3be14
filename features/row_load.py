"""Good rows of a table into DuckDB, bad ones counted and pointed at.

A row's position is its file's number in file order and its row there, in one integer. Two passes
over the files keep memory bounded: the first finds what to leave out (id, position, reason), the
second loads the rest once, converted and sorted. Nothing of Parquet goes through Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from features.json_lines import JSON_TYPES, inspect_json_lines, json_batches
from features.log_files import duckdb_path, is_parquet, parquet_types
from features.quarantine import ID_LENGTH
from features.row_checks import ExtraFaults, check_types, moment_sql, reason_sql, value_sql
from features.schema import CANONICAL, ContractError, Table

_JSON_ROWS = "_contract_json_rows"
_SEEN = "_contract_seen"
_LEFT_OUT = "_contract_left_out"
# Rows of one file: 2^40 are more than any file holds, and leave 2^23 files.
_ROW_BITS = 40


@dataclass(frozen=True)
class Rules:
    """What decides about rows beyond the declarations.

    `extra`: faults by column that depend on the day or the clock. `known_before`: rows whose time
    is this or later do not exist yet; they are neither read nor counted. `values`: SQL that
    replaces a column once it is loaded, by column. `embedding_length`: None takes the commonest.
    """

    extra: Mapping[str, ExtraFaults] = field(default_factory=dict)
    known_before: datetime | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    embedding_length: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What the first pass found: `bad` has the columns file (number), row, reason and id."""

    read: int
    duplicates: int
    bad: pa.Table
    set_aside: dict[str, int]
    embedding_length: int | None


@dataclass(frozen=True)
class _Source:
    """Rows of files with the same types: what to select from, and where a row stands."""

    relation: str
    parameters: list[Any]
    types: dict[str, str]
    position: str
    defect: str


class RowLoad:
    """One load of one table: `judge` first, then `fill`; `close` drops what it put aside."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, table: Table, files: Sequence[Path], rules: Rules
    ) -> None:
        """Look at every file's schema; ContractError on the first that breaks the contract."""
        con.execute("set TimeZone = 'UTC'")
        self._con, self._table, self._files, self._rules = con, table, files, rules
        self._sources = [*self._parquet_sources(), *self._json_sources()]
        self._length = rules.embedding_length

    def close(self) -> None:
        """Drop the tables of the load; what `fill` made stays."""
        for name in (_JSON_ROWS, _SEEN, _LEFT_OUT):
            self._con.execute(f"drop table if exists {name}")

    def _parquet_sources(self) -> list[_Source]:
        names = [column.name for column in self._table.columns]
        by_types: dict[tuple[str | None, ...], list[int]] = {}
        for number, path in enumerate(self._files):
            if is_parquet(path):
                types = parquet_types(self._con, path)
                check_types(self._table, path, types)
                by_types.setdefault(tuple(types.get(name) for name in names), []).append(number)
        return [
            _Source(
                relation="read_parquet(?, hive_partitioning = false)",
                parameters=[[duckdb_path(self._files[number]) for number in numbers]],
                types={name: t for name, t in zip(names, types, strict=True) if t is not None},
                position=f"((cast({numbers} as bigint[]))[cast(file_index as bigint) + 1]"
                f" << {_ROW_BITS}) | cast(file_row_number as bigint)",
                defect="null",
            )
            for types, numbers in by_types.items()
        ]

    def _json_sources(self) -> list[_Source]:
        numbers = [n for n, path in enumerate(self._files) if not is_parquet(path)]
        if not numbers:
            return []
        types = {column.name: JSON_TYPES[column.type] for column in self._table.columns}
        columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
        self._con.execute(
            f"create or replace temp table {_JSON_ROWS}"
            f' ("row" bigint, defect varchar, {columns}, "number" bigint)'
        )
        for number in numbers:
            path = self._files[number]
            inspect_json_lines(path, self._table, to_the_end=False)
            for batch in json_batches(path, self._table):
                self._con.register("_contract_batch", pa.Table.from_batches([batch]))
                self._con.execute(
                    f"insert into {_JSON_ROWS} select *, ? from _contract_batch", [number]
                )
                self._con.unregister("_contract_batch")
        position = f'("number" << {_ROW_BITS}) | "row"'
        return [_Source(_JSON_ROWS, [], types, position, "defect")]

    def _known(self, source: _Source) -> str:
        """A row without a good time is known at any time, so that it is set aside, not lost."""
        if self._rules.known_before is None:
            return "true"
        column = next(c for c in self._table.columns if c.name == self._table.time)
        time = value_sql(column, source.types.get(column.name))
        return f"coalesce({time} < {moment_sql(self._rules.known_before)}, true)"

    @contextmanager
    def _decoding(self) -> Iterator[None]:
        """Turn DuckDB's error over a broken page into ours, which quotes no value."""
        try:
            yield
        except (duckdb.OutOfMemoryException, duckdb.InterruptException):
            raise
        except duckdb.Error:
            # A broken page may raise any of DuckDB's errors; whose it is tells a file by itself.
            for path in self._files:
                if is_parquet(path):
                    _try_columns(self._con, self._table, path)
            raise

    def _common_length(self) -> int | None:
        """The commonest length of `prompt_embedding`; of equally common ones the smallest."""
        lengths: dict[int, int] = {}
        for column in self._table.columns:
            if column.type != "embedding":
                continue
            for source in self._sources:
                if column.name in source.types:
                    value = value_sql(column, source.types[column.name])
                    found = self._con.execute(
                        f"select len({value}), count(*) from {source.relation}"
                        f" where len({value}) > 0 group by 1",
                        source.parameters,
                    ).fetchall()
                    for length, rows in found:
                        lengths[length] = lengths.get(length, 0) + rows
        return min(lengths, key=lambda length: (-lengths[length], length), default=None)

    def judge(self) -> Verdict:
        """Find bad rows and duplicates; every row is counted once."""
        with self._decoding():
            if self._length is None:
                self._length = self._common_length()
            self._find_seen()
        # Only good rows are each other's duplicates: a bad first delivery hides no good second one.
        keep = "min" if self._table.keep == "first" else "max"
        self._con.execute(
            f"""
            create or replace temp table {_LEFT_OUT} as
            with repeated as (
                select id, {keep}(position) as kept from {_SEEN}
                where reason is null group by id having count(*) > 1
            )
            select position, reason, id from {_SEEN} where reason is not null
            union all
            select s.position, null, null from {_SEEN} as s join repeated as r on s.id = r.id
            where s.reason is null and s.position <> r.kept
            """
        )
        ((read, left_out),) = self._con.execute(
            f"select (select count(*) from {_SEEN}), (select count(*) from {_LEFT_OUT})"
        ).fetchall()
        bad: pa.Table = self._con.sql(
            f"""
            select position >> {_ROW_BITS} as file, position & {(1 << _ROW_BITS) - 1} as row,
                reason, left(id, {ID_LENGTH}) as id
            from {_LEFT_OUT} where reason is not null order by position
            """
        ).to_arrow_table()
        reasons = self._con.execute(
            f"select reason, count(*) from {_LEFT_OUT} where reason is not null"
            " group by reason order by count(*) desc, reason"
        ).fetchall()
        return Verdict(read, left_out - bad.num_rows, bad, dict(reasons), self._length)

    def _find_seen(self) -> None:
        key = next(c for c in self._table.columns if c.name == self._table.id)
        selects, parameters = ["select null::bigint, null::varchar, null::varchar where false"], []
        for source in self._sources:
            reason = reason_sql(
                self._table,
                source.types,
                defect=source.defect,
                extra=self._rules.extra,
                embedding_length=self._length,
            )
            selects.append(
                f"select {source.position}, {value_sql(key, source.types.get(key.name))}, {reason}"
                f" from {source.relation} where {self._known(source)}"
            )
            parameters += source.parameters
        self._con.execute(
            f"create or replace temp table {_SEEN} as select * from"
            f" ({' union all '.join(selects)}) as t (position, id, reason)",
            parameters,
        )

    def fill(self, name: str) -> None:
        """Make the temp table `name` of the rows that are used, typed and in the table's order."""
        columns = self._table.columns
        nothing = ", ".join(f"cast(null as {CANONICAL[c.type]})" for c in columns)
        selects, parameters = [f"select null::bigint, {nothing} where false"], []
        for source in self._sources:
            values = ", ".join(value_sql(c, source.types.get(c.name)) for c in columns)
            selects.append(
                f"select {source.position}, {values} from {source.relation}"
                f" where {self._known(source)}"
            )
            parameters += source.parameters
        names = ", ".join(f'"{c.name}"' for c in columns)
        kept = {c.name: f't."{c.name}"' for c in columns} | dict(self._rules.values)
        picked = ", ".join(f'{value} as "{column}"' for column, value in kept.items())
        order = ", ".join(f't."{column}"' for column in self._table.order)
        with self._decoding():
            self._con.execute(
                f'create or replace temp table "{name}" as select {picked} from'
                f" ({' union all '.join(selects)}) as t (position, {names})"
                f" anti join {_LEFT_OUT} as o on t.position = o.position order by {order}",
                parameters,
            )


def _try_columns(con: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    """ContractError naming the first column of a Parquet file that can't be decoded, if any."""
    types = parquet_types(con, path)
    for column in table.columns:
        if column.name not in types:
            continue
        query = f'select max(hash("{column.name}")) from read_parquet(?, hive_partitioning = false)'
        try:
            con.execute(query, [[duckdb_path(path)]]).fetchall()
        except duckdb.Error as error:
            found = "bytes that are not" if "UTF8" in str(error) else "pages that can't be decoded"
            expected = "UTF-8 text" if "UTF8" in str(error) else f"readable {column.type} values"
            raise ContractError(
                f"{path}: column {column.name!r}: expected {expected}, found {found}; "
                "export the file again"
            ) from None
