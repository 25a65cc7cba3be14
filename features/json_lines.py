"""JSON Lines into Arrow batches: every line becomes one row, a good one or one with a defect.

Only what JSON itself can get wrong is judged here (text, syntax, type of a value). What a value
may be is judged in SQL, for Parquet and JSON Lines alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pyarrow as pa

from features.log_files import numbered_lines, open_lines
from features.schema import Column, ContractError, Table, Type

BATCH_ROWS = 8_192
# A batch ends here as well, so that long lines do not add up.
_BATCH_BYTES = 64 * 1024 * 1024
# A column is judged as a whole by the first lines, and only on this many values.
_HEAD_LINES = 1_000
_HEAD_VALUES = 100

_ACCEPTED: dict[Type, frozenset[type]] = {
    "string": frozenset({str}),
    "timestamp": frozenset({str}),
    "int32": frozenset({int}),
    "int64": frozenset({int}),
    "float32": frozenset({int, float}),
    "bool": frozenset({bool}),
    "embedding": frozenset({list}),
}
_ARROW: dict[Type, pa.DataType] = {
    "string": pa.string(),
    "timestamp": pa.string(),
    "int32": pa.int64(),
    "int64": pa.int64(),
    "float32": pa.float64(),
    "bool": pa.bool_(),
    "embedding": pa.list_(pa.float64()),
}
# The DuckDB types of the same; timestamps are still text there.
JSON_TYPES: dict[Type, str] = {
    "string": "VARCHAR",
    "timestamp": "VARCHAR",
    "int32": "BIGINT",
    "int64": "BIGINT",
    "float32": "DOUBLE",
    "bool": "BOOLEAN",
    "embedding": "DOUBLE[]",
}
_JSON_NAMES = {str: "string", bool: "boolean", int: "number", float: "number", list: "array"}


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _parse(number: int, line: bytes | None) -> dict[str, Any] | str:
    """The object of a line, or what is wrong with the line."""
    if line is None:
        return "line is too long"
    try:
        # Bytes would let json guess UTF-16 and let lone surrogates pass.
        text = line.decode("utf-8-sig" if number == 0 else "utf-8")
    except UnicodeDecodeError:
        return "line is not UTF-8"
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return "line is not JSON"
    return value if isinstance(value, dict) else "line is not a JSON object"


def inspect_json_lines(path: Path, table: Table, *, to_the_end: bool) -> None:
    """Judge a file as a whole: ContractError on the first fault.

    A file with lines but no object in them is no JSON Lines; a required column is missing where
    no object of the file names it; a column is of an incompatible type where the first lines hold
    at least 100 values of it and none fits. With `to_the_end` a compressed file is read through,
    so that a cut or broken one is found.
    """
    missing = {column.name for column in table.columns if column.required}
    head: list[dict[str, Any]] = []
    lines = objects = 0
    with open_lines(path) as reader:
        for number, line in numbered_lines(reader):
            lines += 1
            row = _parse(number, line)
            if isinstance(row, dict):
                objects += 1
                missing.difference_update(row)
                if lines <= _HEAD_LINES:
                    head.append(row)
            if not missing and lines >= _HEAD_LINES:
                break
        if to_the_end:
            while reader.read(1 << 20):
                pass
    if lines and not objects:
        raise ContractError(
            f"{path}: expected one JSON object a line, found none in {lines:,} lines; "
            "export it as JSON Lines"
        )
    if lines and missing:
        name = next(column.name for column in table.columns if column.name in missing)
        raise ContractError(
            f"{path}: column {name!r}: expected a required column, found it in no line; "
            "add it to the export"
        )
    for column in table.columns:
        _judge_head(path, column, [row.get(column.name) for row in head])


def _judge_head(path: Path, column: Column, values: Sequence[Any]) -> None:
    types = [type(value) for value in values if value is not None]
    if len(types) < _HEAD_VALUES or not _ACCEPTED[column.type].isdisjoint(types):
        return
    names = sorted({_JSON_NAMES.get(kind, "object") for kind in types})
    expected = "RFC 3339 text" if column.type == "timestamp" else column.type
    raise ContractError(
        f"{path}: column {column.name!r}: expected {expected}, found JSON {' and '.join(names)} "
        f"in all of the first {len(types):,} values; correct the export"
    )


def json_batches(path: Path, table: Table) -> Iterator[pa.RecordBatch]:
    """The rows of a file: `row` (0-based line), `defect` (text or NULL) and every column.

    A value of a wrong type is NULL in its column and named in `defect`; of several defects the
    first by the table's column order counts. Lines that are blank are no rows.
    """
    numbers: list[int] = []
    rows: list[dict[str, Any] | str] = []
    size = 0
    with open_lines(path) as reader:
        for number, line in numbered_lines(reader):
            numbers.append(number)
            rows.append(_parse(number, line))
            size += len(line or b"")
            if len(rows) >= BATCH_ROWS or size >= _BATCH_BYTES:
                yield _batch(table, numbers, rows)
                numbers, rows, size = [], [], 0
    if rows:
        yield _batch(table, numbers, rows)


def _batch(
    table: Table, numbers: list[int], rows: Sequence[dict[str, Any] | str]
) -> pa.RecordBatch:
    defects: list[str | None] = [row if isinstance(row, str) else None for row in rows]
    names = [column.name for column in table.columns]
    # By row, while its dictionary is in the cache; by column took 1.5 times as long.
    values = [
        [row.get(name) for name in names] if isinstance(row, dict) else [None] * len(names)
        for row in rows
    ]
    arrays = [
        _array(column, of_column, defects)
        for column, of_column in zip(table.columns, zip(*values, strict=True), strict=True)
    ]
    return pa.record_batch(
        [pa.array(numbers, pa.int64()), pa.array(defects, pa.string()), *arrays],
        names=["row", "defect", *names],
    )


def _array(column: Column, values: Sequence[Any], defects: list[str | None]) -> pa.Array:
    """One column as Arrow; a value that does not fit becomes NULL and its row gets a defect."""
    accepted, target = _ACCEPTED[column.type], _ARROW[column.type]
    # One pass in C tells that all types fit, which is nearly always so. Arrow takes no list apart
    # and no integer for a float as freely as JSON does.
    kinds = set(map(type, values)) - {type(None)}
    plain = kinds <= accepted and column.type != "embedding"
    if plain and not (column.type == "float32" and int in kinds):
        try:
            return pa.array(values, target)
        except (OverflowError, UnicodeEncodeError, pa.ArrowInvalid):
            pass  # some value is beyond 64 bits or no text: found below, one by one
    fitting: list[Any] = []
    for index, value in enumerate(values):
        fault = None
        if value is not None:
            value, fault = _fit(column.type, value) if type(value) in accepted else (None, _TYPE)
        if fault is not None and defects[index] is None:
            defects[index] = f"{column.name} {fault}"
        fitting.append(value)
    return pa.array(fitting, target)


_TYPE = "of wrong type"
_RANGE = "out of range"


def _fit(kind: Type, value: Any) -> tuple[Any, str | None]:
    """A value as Arrow takes it, or None and what is wrong with it."""
    if kind in ("int32", "int64"):
        return (value, None) if -(2**63) <= value < 2**63 else (None, _RANGE)
    if kind == "float32":
        number = _as_float(value)
        return (number, None) if number is not None else (None, _RANGE)
    if kind == "embedding":
        if not set(map(type, value)) <= {int, float, type(None)}:
            return None, _TYPE
        # NULL is what SQL calls not finite.
        return [None if item is None else _as_float(item) for item in value], None
    if kind in ("string", "timestamp"):
        try:
            value.encode()
        except UnicodeEncodeError:
            return None, "is not valid text"
    return value, None


def _as_float(value: int | float) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None
