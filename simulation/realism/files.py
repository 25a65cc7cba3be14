"""A table's files as one SQL relation with the contract's columns and types."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from simulation.realism.contract import SQL_TYPES, Field, Kind, RealismError

_JSON_ENDINGS = (".jsonl", ".json", ".jsonl.gz", ".json.gz", ".jsonl.zst", ".json.zst")
# The date that a file's folder names, NULL outside such a folder.
_PARTITION = r"try_cast(regexp_extract(filename, '[/\\]date=(\d{4}-\d{2}-\d{2})[/\\]', 1) as date)"
_FAMILIES: dict[Kind, tuple[str, ...]] = {
    "text": ("VARCHAR",),
    "integer": ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"),
    "real": ("FLOAT", "DOUBLE", "DECIMAL", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
    "time": ("TIMESTAMP",),
    "flag": ("BOOLEAN",),
}


def table_files(folder: Path, what: str) -> list[Path]:
    """The table's data files in file order; those that start with `_` or `.` are not data.

    Raises
    ------
    RealismError if the folder is missing or holds no Parquet or JSON Lines file.
    """
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)
        and path.name.endswith((".parquet", *_JSON_ENDINGS))
    ]
    if not found:
        state = "no such file" if folder.is_dir() else "no such folder"
        raise RealismError(f"{folder}: expected Parquet or JSON Lines files, found {state}. {what}")
    return found


def relation(con: duckdb.DuckDBPyConnection, files: Sequence[Path], fields: Sequence[Field]) -> str:
    """A SELECT over all files: each field by its name and type, NULL where a column is missing.

    Column `partition_day` is the date that a `date=` folder names.

    Raises
    ------
    RealismError if a file can't be read, or a column is missing or of another type.
    """
    parquet = [f for f in files if f.name.endswith(".parquet")]
    lines = [f for f in files if not f.name.endswith(".parquet")]
    parts = []
    if parquet:
        parts.append(_parquet(con, parquet, fields))
    if lines:
        parts.append(_json(con, lines, fields))
    return " union all ".join(parts)


def _listed(files: Sequence[Path]) -> str:
    return "[" + ", ".join("'" + str(f).replace("'", "''") + "'" for f in files) + "]"


def _parquet(con: duckdb.DuckDBPyConnection, files: Sequence[Path], fields: Sequence[Field]) -> str:
    def scan(of: Sequence[Path]) -> str:
        return (
            f"read_parquet({_listed(of)}, union_by_name = true, hive_partitioning = false,"
            " filename = true)"
        )

    types = _types(con, scan(files))
    for file in [] if types is not None else files:
        if _types(con, scan([file])) is None:
            raise RealismError(
                f"{file}: expected a Parquet file, found one that can't be read. Write it again."
            )
    if types is None:
        raise RealismError(
            f"{files[0].parent}: expected files with equal column types, found types that don't "
            "go together. Write the table again with one type a column."
        )
    for field in fields:
        found = types.get(field.name)
        if found is None and field.required:
            # Some file of the union has no such column only if all have none.
            raise RealismError(
                f"{files[0]}: column '{field.name}': expected {SQL_TYPES[field.kind]}, "
                "found no such column. Add it after the data contract."
            )
        if (
            found is not None
            and not found.startswith(_FAMILIES[field.kind])
            and not _empty(con, scan(files), field)
        ):
            culprit = next(
                f
                for f in files
                if not (_types(con, scan([f])) or {})
                .get(field.name, "")
                .startswith(_FAMILIES[field.kind])
            )
            raise RealismError(
                f"{culprit}: column '{field.name}': expected {SQL_TYPES[field.kind]}, "
                f"found {found}. Cast it after the data contract."
            )
    picked = ", ".join(
        f'cast("{f.name}" as {SQL_TYPES[f.kind]}) as "{f.name}"'
        if f.name in types
        else f'cast(null as {SQL_TYPES[f.kind]}) as "{f.name}"'
        for f in fields
    )
    return f"select {picked}, {_PARTITION} as partition_day from {scan(files)}"


def _json(con: duckdb.DuckDBPyConnection, files: Sequence[Path], fields: Sequence[Field]) -> str:
    columns = ", ".join(f"'{f.name}': '{SQL_TYPES[f.kind]}'" for f in fields)
    scan = (
        f"read_json({_listed(files)}, format = 'newline_delimited', hive_partitioning = false,"
        " filename = true,"
        f" columns = {{{columns}}}, maximum_object_size = 33554432)"
    )
    required = [f for f in fields if f.required]
    try:
        counts = con.execute(
            "select " + ", ".join(f'count("{f.name}")' for f in required) + f" from {scan}"
        ).fetchone()
    except duckdb.Error:
        # The engine's own message may quote a value, so it is not passed on.
        raise RealismError(
            f"{files[0].parent}: expected JSON Lines with the data contract's types, found a line "
            "that can't be read. Write the file again."
        ) from None
    assert counts is not None
    for field, n in zip(required, counts, strict=True):
        if n == 0:
            raise RealismError(
                f"{files[0]}: column '{field.name}': expected {SQL_TYPES[field.kind]}, "
                "found no value. Add it after the data contract."
            )
    picked = ", ".join(f'"{f.name}"' for f in fields)
    return f"select {picked}, {_PARTITION} as partition_day from {scan}"


def _types(con: duckdb.DuckDBPyConnection, scan: str) -> dict[str, str] | None:
    """Column types of a scan; None if it can't be read."""
    try:
        rows = con.execute(f"describe select * from {scan}").fetchall()
    except duckdb.Error:
        return None
    return {str(row[0]): str(row[1]) for row in rows}


def _empty(con: duckdb.DuckDBPyConnection, scan: str, field: Field) -> bool:
    """True if the column is all NULL: writers give such a column any type."""
    row = con.execute(f'select count("{field.name}") from {scan}').fetchone()
    return row is not None and row[0] == 0
