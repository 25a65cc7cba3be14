"""The checks of a table as SQL: one CASE a row, built from the column declarations.

Names in the SQL come from the declarations alone; a value of the log is never formatted into it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from features.schema import CANONICAL, Column, ContractError, Table, Type

_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
_UNSIGNED = ("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
# A column that holds nothing but NULL has no type of its own in Parquet.
_NOTHING = '"NULL"'
# What each declared type may be in a Parquet file, as DuckDB names it.
_COMPATIBLE: dict[Type, tuple[str, ...]] = {
    "string": ("VARCHAR", _NOTHING),
    "int32": (*_INTEGERS, *_UNSIGNED, _NOTHING),
    "int64": (*_INTEGERS, *_UNSIGNED, _NOTHING),
    "float32": ("FLOAT", "DOUBLE", _NOTHING),
    "bool": ("BOOLEAN", _NOTHING),
    "timestamp": ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS", _NOTHING),
    "embedding": ("FLOAT[]", "DOUBLE[]", _NOTHING),
}
_EXPECTED: dict[Type, str] = {
    "timestamp": "a timestamp with a zone",
    "embedding": "a list of float32",
}
_FIX: dict[Type, str] = {
    "timestamp": "write it as timestamp[us, UTC] "
    "(in Spark: spark.sql.parquet.outputTimestampType=TIMESTAMP_MICROS)",
    "embedding": "write it as list<float32>",
}
_NO_ZONE = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
# RFC 3339 without leap seconds; the calendar itself is checked by the cast.
_RFC_3339 = (
    r"\d{4}-\d{2}-\d{2}[Tt ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?"
    r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
)


@dataclass(frozen=True)
class Fault:
    """A condition in SQL that is true for a bad row, and what to call it."""

    condition: str
    reason: str


ExtraFaults = Callable[[str], Sequence[Fault]]


def check_types(table: Table, path: Path, types: Mapping[str, str]) -> None:
    """ContractError where a Parquet file lacks a required column or has one of another type."""
    for column in table.columns:
        found = types.get(column.name)
        if found is None and column.required:
            raise ContractError(
                f"{path}: column {column.name!r}: expected a required {column.type} column, "
                "found none; add it to the export"
            )
        if found is not None and found not in _COMPATIBLE[column.type]:
            raise ContractError(
                f"{path}: column {column.name!r}: "
                f"expected {_EXPECTED.get(column.type, column.type)}, found {_type_name(found)}; "
                f"{_FIX.get(column.type, f'write it as {column.type}')}"
            )


def _type_name(found: str) -> str:
    if found in _NO_ZONE:
        return "a timestamp without a zone"
    names = {"VARCHAR": "string", "BLOB": "binary without a text annotation"}
    # The text of a struct's or an enum's type holds names and values of the log.
    return names.get(found, found.split("(")[0].lower())


def _raw(column: Column) -> str:
    return f'"{column.name}"'


def value_sql(column: Column, physical: str | None) -> str:
    """The column in its canonical type; NULL where it is missing or can't be represented.

    `physical`: the DuckDB type that it has in the file, None where it is missing.
    """
    raw, canonical = _raw(column), CANONICAL[column.type]
    if physical in (None, _NOTHING):
        return f"cast(null as {canonical})"
    if physical == "TIMESTAMPTZ_NS":
        # A cast rounds, and would move the last half microsecond of a day into the next one.
        return f"date_trunc('microseconds', {raw})"
    if physical == "VARCHAR" and column.type == "timestamp":
        text = f"regexp_full_match({raw}, '{_RFC_3339}')"
        return f"case when {text} then try_cast(upper({raw}) as {canonical}) end"
    return f"try_cast({raw} as {canonical})"


def column_faults(
    column: Column, physical: str | None, embedding_length: int | None
) -> list[Fault]:
    """What may be wrong with a value of this column, in the order in which it is tried."""
    name, raw, value = column.name, _raw(column), value_sql(column, physical)
    if physical in (None, _NOTHING):
        return [Fault("true", f"{name} is NULL")] if column.required else []
    faults: list[Fault] = []
    if column.required:
        faults.append(Fault(f"{raw} is null", f"{name} is NULL"))
    if column.is_id:
        faults.append(Fault(f"{raw} = ''", f"{name} is empty"))
    if column.max_length is not None:
        faults.append(
            Fault(
                f"length({raw}) > {column.max_length}",
                f"{name} longer than {column.max_length} characters",
            )
        )
    if column.max_bytes is not None:
        faults.append(
            Fault(
                f"strlen({raw}) > {column.max_bytes}",
                f"{name} longer than {column.max_bytes} bytes",
            )
        )
    if column.allowed:
        known = ", ".join(f"'{text}'" for text in column.allowed)
        faults.append(Fault(f"{raw} not in ({known})", f"{name} unknown"))
    if column.type in ("int32", "int64", "float32"):
        faults.append(Fault(f"{raw} is not null and {value} is null", f"{name} out of range"))
    if column.minimum is not None:
        faults.append(Fault(f"{value} < {column.minimum}", f"{name} below {column.minimum}"))
    if column.type == "float32":
        faults.append(Fault(f"not isfinite({value})", f"{name} not finite"))
    if column.type == "timestamp":
        if physical == "VARCHAR":
            faults.append(
                Fault(f"{raw} is not null and {value} is null", f"{name} not an RFC 3339 timestamp")
            )
        faults.append(
            Fault(
                f"{value} < timestamptz '0001-01-01 00:00:00+00'"
                f" or {value} >= timestamptz '10000-01-01 00:00:00+00'",
                f"{name} out of range",
            )
        )
    if column.type == "embedding":
        length = f"len({value})"
        wrong = f"{length} = 0"
        if embedding_length is not None:
            wrong += f" or {length} <> {embedding_length}"
        faults.append(Fault(wrong, f"{name} of wrong length"))
        # NaN sorts above all numbers. An element beyond float32 is NULL after the cast.
        faults.append(
            Fault(
                f"list_count({value}) <> {length}"
                f" or not (isfinite(list_max({value})) and isfinite(list_min({value})))",
                f"{name} not finite",
            )
        )
    return faults


def reason_sql(
    table: Table,
    types: Mapping[str, str],
    *,
    defect: str,
    extra: Mapping[str, ExtraFaults],
    embedding_length: int | None,
) -> str:
    """Why a row is bad, NULL for a good one: the first fault by the table's column order.

    `types`: DuckDB type of each column of the file. `defect`: SQL of what reading the row already
    found wrong. `extra`: a column's faults that depend on more than its declaration, given the SQL
    of its canonical value.
    """
    faults: list[Fault] = []
    for column in table.columns:
        physical = types.get(column.name)
        faults += column_faults(column, physical, embedding_length)
        if column.name in extra:
            faults += extra[column.name](value_sql(column, physical))
    whens = " ".join(f"when {fault.condition} then {_text(fault.reason)}" for fault in faults)
    return f"coalesce({defect}, case {whens} end)"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def moment_sql(moment: datetime) -> str:
    """A moment of ours as a literal; it has to carry a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"expected a moment with a zone, found {moment.isoformat()}")
    return f"timestamptz '{moment.isoformat()}'"
