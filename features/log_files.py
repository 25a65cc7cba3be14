"""Where the files of a log stand, and how each form of them is opened.

Nothing here reads a meaning: a file is found, named, and turned into Parquet column types or into
lines of bytes. Every fault is one ContractError that names the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from features.schema import ContractError

# A request with a long history in an ignored column fits; a file without line ends does not.
MAX_LINE_BYTES = 64 * 1024 * 1024

_PARTITION = re.compile(r"date=(\d{4}-\d{2}-\d{2})")
_JSON_SUFFIXES = (".jsonl", ".json", ".ndjson")
_CODECS = {".gz": "gzip", ".zst": "zstd"}
# DuckDB serves these names itself; a column of the same name would hide the row's position.
_TAKEN_NAMES = frozenset({"file_index", "file_row_number"})


def _entries(folder: Path) -> list[Path]:
    """What stands in a folder by name, without what is not data (`_...` and `....`)."""
    found = (entry for entry in folder.iterdir() if not entry.name.startswith(("_", ".")))
    return sorted(found, key=lambda entry: entry.name)


def _exchanges_folder(logs: Path) -> Path:
    if not logs.is_dir():
        raise ContractError(
            f"{logs}: expected the folder of the log, found no folder; "
            "set LOGS to the folder that holds exchanges/, accounts/ and decisions/"
        )
    folder = logs / "exchanges"
    if not folder.is_dir():
        raise ContractError(
            f"{folder}: expected a folder of date=YYYY-MM-DD partitions, found no folder; "
            "set LOGS to the folder that holds exchanges/, accounts/ and decisions/"
        )
    return folder


def _partition_date(entry: Path) -> date:
    """The day of a partition folder; ContractError where its name is no date."""
    match = _PARTITION.fullmatch(entry.name)
    try:
        if match is None or not entry.is_dir():
            raise ValueError("not of the form date=YYYY-MM-DD")
        return date.fromisoformat(match[1])
    except ValueError:
        kind = "a folder" if entry.is_dir() else "a file"
        raise ContractError(
            f"{entry}: expected a folder named date=YYYY-MM-DD, found {kind} of another name; "
            "rename it, move it away, or put _ before its name"
        ) from None


def exchange_days(logs: Path) -> list[date]:
    """The days of which LOGS/exchanges has at least one data file, oldest first.

    Raises ContractError where LOGS or its exchanges/ is missing, a partition's name is no date,
    or no day is there.
    """
    folder = _exchanges_folder(logs)
    days = [day for entry in _entries(folder) for day in [_partition_date(entry)] if _files(entry)]
    if not days:
        raise ContractError(
            f"{folder}: expected at least one day (date=YYYY-MM-DD with a data file), found none; "
            "export a day of exchanges first"
        )
    return sorted(days)


def _files(folder: Path) -> list[Path]:
    files = _entries(folder)
    for file in files:
        if file.is_dir():
            raise ContractError(
                f"{file}: expected data files alone, found a folder; "
                "move its files up, or put _ before its name"
            )
        _form(file)
    return files


def table_files(logs: Path, table: str, day: date | None = None) -> list[Path]:
    """The data files of a table (of one day, for exchanges), sorted by name: the file order.

    Exchanges of a day and accounts have to be there. Decisions need not: a provider that has
    decided nothing yet has no folder, or an empty one.
    """
    exchanges = _exchanges_folder(logs)
    if table == "exchanges":
        if day is None:
            raise ValueError("table_files: expected a day for exchanges, found None")
        folder = exchanges / f"date={day.isoformat()}"
        todo = "export that day, or choose another one"
    else:
        folder = logs / table
        todo = f"export {table} as {folder.name}/*.parquet"
    if folder.exists() and not folder.is_dir():
        raise ContractError(f"{folder}: expected a folder, found a file; {todo}")
    files = _files(folder) if folder.is_dir() else []
    if not files and table != "decisions":
        found = "an empty one" if folder.is_dir() else "no folder"
        raise ContractError(f"{folder}: expected a folder with data files, found {found}; {todo}")
    return files


def _form(path: Path) -> str | None:
    """'parquet', or the codec of JSON Lines: 'gzip', 'zstd' or None (plain)."""
    name = path.name.lower()
    if name.endswith(".parquet"):
        return "parquet"
    for suffix, codec in _CODECS.items():
        if name.endswith(suffix):
            return codec
    if name.endswith(_JSON_SUFFIXES):
        return None
    raise ContractError(
        f"{path}: expected .parquet, or JSON Lines as .jsonl, .json, .ndjson, .gz or .zst, "
        "found another ending; export it again, or put _ before its name if it is no data"
    )


def is_parquet(path: Path) -> bool:
    """Whether a data file is Parquet; JSON Lines otherwise."""
    return _form(path) == "parquet"


def duckdb_path(path: Path) -> str:
    """The path as DuckDB takes it for this one file: names with *, ? or [ are patterns there."""
    text = path.absolute().as_posix()
    if "\\" in text:
        raise ContractError(
            f"{path}: expected a path without a backslash, found one; rename the file or folder"
        )
    return re.sub(r"([*?\[])", r"[\1]", text)


def parquet_types(con: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    """The columns of a Parquet file and their DuckDB types, from its footer alone."""
    query = "describe select * from read_parquet(?, hive_partitioning = false)"
    try:
        types = {row[0]: row[1] for row in con.execute(query, [[duckdb_path(path)]]).fetchall()}
    except (
        duckdb.IOException,
        duckdb.InvalidInputException,
        duckdb.NotImplementedException,
        duckdb.SerializationException,
    ):
        # DuckDB's own text may quote values, so neither it nor the cause is passed on.
        raise ContractError(
            f"{path}: expected a whole Parquet file, found one that is cut short, empty, encrypted "
            "or of another format; copy or export it again"
        ) from None
    taken = sorted(name for name in types if name.lower() in _TAKEN_NAMES)
    if taken:
        raise ContractError(
            f"{path}: column {taken[0]!r}: expected no column of this name, found one; "
            "leave it out of the export"
        )
    return types


@contextmanager
def _unreadable(path: Path, codec: str | None) -> Iterator[None]:
    try:
        yield
    except OSError:
        expected = "a file that can be read" if codec is None else f"a whole {codec} file"
        found = "none" if codec is None else "one that is cut short or broken"
        raise ContractError(
            f"{path}: expected {expected}, found {found}; copy or export it again"
        ) from None


@contextmanager
def open_lines(path: Path) -> Iterator[io.BufferedReader]:
    """The bytes of a JSON Lines file, decompressed as they are read (bounded memory).

    Concatenated gzip members and zstd frames are one stream. A stream that is broken or cut short
    raises ContractError when its end is reached.
    """
    codec = _form(path)
    with _unreadable(path, codec):
        if codec is None:
            with path.open("rb") as plain:
                yield plain
            return
        if path.stat().st_size == 0:
            raise OSError("an empty file is no stream")
        with (
            pa.OSFile(str(path)) as file,
            pa.CompressedInputStream(file, codec) as stream,
            io.BufferedReader(stream, 1 << 18) as reader,
        ):
            yield reader


def numbered_lines(reader: io.BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Lines with something in them and their 0-based number; None for one over MAX_LINE_BYTES."""
    number = 0
    while line := reader.readline(MAX_LINE_BYTES + 1):
        whole = line.endswith(b"\n") or len(line) <= MAX_LINE_BYTES
        if not whole:
            while (rest := reader.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif not line.isspace():
            yield number, line
        number += 1
