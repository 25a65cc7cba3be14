"""Faults of a whole file or folder: one sentence each, and nothing is made."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from features.contract import (
    ContractError,
    check_files,
    exchange_days,
    load_accounts,
    load_exchanges,
)
from features.log_files import table_files
from tests import contract_logs as logs_of
from tests.contract_logs import CANARY, DAY, NOW, account, decision, exchange


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """A good log of one day."""
    logs = tmp_path / "logs"
    logs_of.write_day(logs, [exchange(0), exchange(1)])
    logs_of.write_rows(logs / "accounts/a.parquet", [account("acct_0")], logs_of.ACCOUNTS)
    logs_of.write_rows(logs / "decisions/d.parquet", [decision("d")], logs_of.DECISIONS)
    return logs


def error_of(logs: Path, *, when_loaded: bool = True) -> str:
    """The sentence without the log's place; it is the same at the check and at the load."""
    with pytest.raises(ContractError) as caught:
        check_files(logs, [DAY])
    if when_loaded:
        with pytest.raises(ContractError) as again:
            load_exchanges(duckdb.connect(), logs, DAY, now=NOW, quarantine=logs / "quarantine")
        assert str(again.value) == str(caught.value)
        assert not (logs / "quarantine").exists()
    assert CANARY not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value).removeprefix(f"{logs}/").removeprefix("exchanges/date=2026-05-19/")


def test_a_good_log_passes(logs: Path) -> None:
    check_files(logs, [DAY])
    assert exchange_days(logs) == [DAY]


def test_days_are_those_with_a_data_file(logs: Path) -> None:
    for day in (date(2026, 5, 21), date(2026, 4, 30)):
        logs_of.write_day(logs, [exchange(0)], day=day, name="a.jsonl.gz")
    (logs / "exchanges/date=2026-06-01").mkdir()
    (logs / "exchanges/date=2026-06-02").mkdir()
    (logs / "exchanges/date=2026-06-02/_SUCCESS").touch()
    (logs / "exchanges/_temporary").mkdir()
    (logs / "exchanges/.DS_Store").touch()
    assert exchange_days(logs) == [date(2026, 4, 30), DAY, date(2026, 5, 21)]


def test_data_files_are_sorted_by_name_without_what_is_not_data(logs: Path) -> None:
    for name in ("b.jsonl", "B.json", "part-10.parquet", "a.ZST"):
        logs_of.write_rows(logs_of.day_folder(logs) / name, [exchange(0)], logs_of.EXCHANGES)
    for name in ("_b.parquet", ".part-0.parquet.crc", "_delta_log"):
        (logs_of.day_folder(logs) / name).mkdir()
    names = [path.name for path in table_files(logs, "exchanges", DAY)]
    assert names == ["B.json", "a.ZST", "b.jsonl", "part-0.parquet", "part-10.parquet"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("date=2026-02-30", "a folder"),
        ("date=20260519", "a folder"),
        ("2026-05-19", "a folder"),
        ("date=2026-05-19 ", "a folder"),
        ("date=2026-05-20", "a file"),
        ("part-0.parquet", "a file"),
    ],
)
def test_a_partition_whose_name_is_no_date(logs: Path, name: str, found: str) -> None:
    entry = logs / "exchanges" / name
    entry.mkdir() if found == "a folder" else entry.touch()
    with pytest.raises(ContractError) as caught:
        exchange_days(logs)
    assert str(caught.value) == (
        f"{entry}: expected a folder named date=YYYY-MM-DD, found {found} of another name; "
        "rename it, move it away, or put _ before its name"
    )
    with pytest.raises(ContractError, match="expected a folder named"):
        check_files(logs, [DAY])


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    hint = "set LOGS to the folder that holds exchanges/, accounts/ and decisions/"
    with pytest.raises(ContractError) as caught:
        exchange_days(logs)
    assert str(caught.value) == (f"{logs}: expected the folder of the log, found no folder; {hint}")
    logs.mkdir()
    with pytest.raises(ContractError) as caught:
        exchange_days(logs)
    assert str(caught.value) == (
        f"{logs}/exchanges: expected a folder of date=YYYY-MM-DD partitions, found no folder; "
        f"{hint}"
    )
    (logs / "exchanges").mkdir()
    with pytest.raises(ContractError) as caught:
        exchange_days(logs)
    assert str(caught.value) == (
        f"{logs}/exchanges: expected at least one day (date=YYYY-MM-DD with a data file), "
        "found none; export a day of exchanges first"
    )
    logs_of.write_day(logs, [exchange(0)], day=date(2026, 5, 18))
    with pytest.raises(ContractError) as caught:
        check_files(logs, [DAY])
    assert str(caught.value) == (
        f"{logs}/exchanges/date=2026-05-19: expected a folder with data files, found no folder; "
        "export that day, or choose another one"
    )
    logs_of.write_day(logs, [exchange(0)])
    with pytest.raises(ContractError) as caught:
        check_files(logs, [DAY])
    assert str(caught.value) == (
        f"{logs}/accounts: expected a folder with data files, found no folder; "
        "export accounts as accounts/*.parquet"
    )
    (logs / "accounts").mkdir()
    with pytest.raises(ContractError, match="found an empty one; export accounts"):
        load_accounts(duckdb.connect(), logs, as_of=DAY, quarantine=None)
    logs_of.write_rows(logs / "accounts/a.parquet", [account("a")], logs_of.ACCOUNTS)
    (logs / "decisions").touch()
    with pytest.raises(ContractError) as caught:
        check_files(logs, [DAY])
    assert str(caught.value) == (
        f"{logs}/decisions: expected a folder, found a file; "
        "export decisions as decisions/*.parquet"
    )


def test_a_folder_among_data_files(logs: Path) -> None:
    (logs_of.day_folder(logs) / "hour=03").mkdir()
    assert error_of(logs) == (
        "hour=03: expected data files alone, found a folder; "
        "move its files up, or put _ before its name"
    )


def test_a_file_of_another_ending(logs: Path) -> None:
    (logs_of.day_folder(logs) / "part-0.csv").touch()
    assert error_of(logs) == (
        "part-0.csv: expected .parquet, or JSON Lines as .jsonl, .json, .ndjson, .gz or .zst, "
        "found another ending; export it again, or put _ before its name if it is no data"
    )


@pytest.mark.parametrize("content", [b"", b"PAR1", b"not parquet", None])
def test_a_parquet_file_that_cannot_be_read(logs: Path, content: bytes | None) -> None:
    path = logs_of.write_day(logs, [exchange(i) for i in range(9)], name="part-1.parquet")
    path.write_bytes(path.read_bytes()[:-30] if content is None else content)
    assert error_of(logs) == (
        "part-1.parquet: expected a whole Parquet file, found one that is cut short, empty, "
        "encrypted or of another format; copy or export it again"
    )


@pytest.mark.parametrize("form", ["gz", "zst"])
def test_a_compressed_file_that_is_cut_short_or_broken(logs: Path, form: str) -> None:
    path = logs_of.write_day(logs, [exchange(i) for i in range(3000)], name=f"a.jsonl.{form}")
    whole = path.read_bytes()
    for broken in (b"", whole[:5], whole[:-1], whole[: len(whole) // 2], b"plain", whole + b"rest"):
        path.write_bytes(broken)
        codec = {"gz": "gzip", "zst": "zstd"}[form]
        assert error_of(logs) == (
            f"a.jsonl.{form}: expected a whole {codec} file, "
            "found one that is cut short or broken; copy or export it again"
        )


@pytest.mark.parametrize("form", ["gz", "zst"])
def test_streams_one_after_the_other_are_one_file(logs: Path, form: str) -> None:
    lines = [logs_of.json_line(exchange(10 + i)) for i in range(4)]
    compress = gzip.compress if form == "gz" else zstandard.compress
    path = logs_of.day_folder(logs) / f"a.{form}"
    path.write_bytes(compress(lines[0] + lines[1]) + compress(lines[2] + lines[3]))
    check_files(logs, [DAY])
    counts = load_exchanges(duckdb.connect(), logs, DAY, now=NOW, quarantine=None)
    assert counts.used == 6


@pytest.mark.parametrize(
    ("column", "values", "expected", "found"),
    [
        ("status", pa.array(["200"]), "int32", "string"),
        ("status", pa.array([200.0]), "int32", "double"),
        ("turn", pa.array([True]), "int32", "boolean"),
        ("asn", pa.array(["64000"]), "int64", "string"),
        ("temperature", pa.array(["hot"]), "float32", "string"),
        ("streamed", pa.array([1]), "bool", "bigint"),
        ("model", pa.array([7]), "string", "bigint"),
        ("prompt", pa.array([[CANARY]]), "string", "varchar[]"),
        ("prompt", pa.array([{CANARY: 1}]), "string", "struct"),
        ("account_id", pa.array([b"a"]), "string", "binary without a text annotation"),
    ],
)
def test_a_column_of_an_incompatible_type(logs: Path, column, values, expected, found) -> None:
    logs_of.write_column(logs, column, values)
    assert error_of(logs) == (
        f"part-0.parquet: column {column!r}: expected {expected}, found {found}; "
        f"write it as {expected}"
    )


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_a_timestamp_without_a_zone(logs: Path, unit: str) -> None:
    logs_of.write_column(logs, "occurred_at", pa.array([0], pa.timestamp(unit)))
    assert error_of(logs) == (
        "part-0.parquet: column 'occurred_at': expected a timestamp with a zone, found a timestamp "
        "without a zone; write it as timestamp[us, UTC] "
        "(in Spark: spark.sql.parquet.outputTimestampType=TIMESTAMP_MICROS)"
    )


def test_embeddings_that_are_no_list_of_floats(logs: Path) -> None:
    logs_of.write_column(logs, "prompt_embedding", pa.array([[1, 2]]))
    assert error_of(logs) == (
        "part-0.parquet: column 'prompt_embedding': expected a list of float32, found bigint[]; "
        "write it as list<float32>"
    )


def test_a_required_column_that_is_missing(logs: Path) -> None:
    narrow = pa.schema([field for field in logs_of.EXCHANGES if field.name != "status"])
    logs_of.write_day(logs, [exchange(0)], name="part-1.parquet", schema=narrow)
    assert error_of(logs) == (
        "part-1.parquet: column 'status': expected a required int32 column, found none; "
        "add it to the export"
    )


def test_faults_of_accounts_and_decisions_are_found_before_the_run(logs: Path) -> None:
    path = logs / "accounts/b.parquet"
    logs_of.write_rows(path, [account("b")], logs_of.ACCOUNTS)
    pq.write_table(pq.read_table(path).drop_columns(["plan"]), path)
    assert error_of(logs, when_loaded=False) == (
        "accounts/b.parquet: column 'plan': expected a required string column, found none; "
        "add it to the export"
    )
    path.unlink()
    logs_of.write_bytes(logs / "decisions/e.jsonl", b'{"decision_id": "d"}\n')
    assert error_of(logs, when_loaded=False) == (
        "decisions/e.jsonl: column 'account_id': expected a required column, found it in no line; "
        "add it to the export"
    )


def test_a_column_name_that_would_hide_where_a_row_stands(logs: Path) -> None:
    path = logs_of.write_day(logs, [exchange(0)])
    table = pq.read_table(path)
    pq.write_table(table.append_column("File_Row_Number", pa.array([5])), path)
    assert error_of(logs) == (
        "part-0.parquet: column 'File_Row_Number': expected no column of this name, found one; "
        "leave it out of the export"
    )


def test_text_that_is_not_utf8_is_named_when_the_day_is_loaded(logs: Path) -> None:
    raw = pa.array([CANARY.encode() + b"\xff", b"ok"])
    text = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    path = logs_of.write_column(logs, "prompt", text, name="part-1.parquet")
    check_files(logs, [DAY])
    with pytest.raises(ContractError) as caught:
        load_exchanges(duckdb.connect(), logs, DAY, now=NOW, quarantine=None)
    assert str(caught.value) == (
        f"{path}: column 'prompt': expected UTF-8 text, found bytes that are not; "
        "export the file again"
    )
    assert caught.value.__suppress_context__


def test_a_broken_page_is_named_when_the_day_is_loaded(logs: Path) -> None:
    path = logs_of.write_day(logs, [exchange(i) for i in range(500)], name="part-1.parquet")
    column = pq.read_metadata(path).row_group(0).column(0)
    content = bytearray(path.read_bytes())
    start = column.dictionary_page_offset
    content[start : start + 200] = b"\xff" * 200
    path.write_bytes(content)
    con = duckdb.connect()
    with pytest.raises(ContractError) as caught:
        load_exchanges(con, logs, DAY, now=NOW, quarantine=logs / "quarantine")
    assert str(caught.value) == (
        f"{path}: column 'exchange_id': expected readable string values, "
        "found pages that can't be decoded; export the file again"
    )
    assert logs_of.fetch(con, "show tables") == []
    assert not (logs / "quarantine").exists()


@pytest.mark.parametrize("folder", ["logs", "it's [all] {of,it}?"])
def test_names_that_are_patterns_elsewhere(tmp_path: Path, folder: str) -> None:
    logs = tmp_path / folder
    for number, name in enumerate(("*.parquet", "[ab].parquet", "a.parquet", "x'; --.parquet")):
        logs_of.write_day(logs, [exchange(number)], name=name)
    logs_of.write_rows(logs / "accounts/a.parquet", [account("a")], logs_of.ACCOUNTS)
    check_files(logs, [DAY])
    con = duckdb.connect()
    counts = load_exchanges(con, logs, DAY, now=NOW, quarantine=None)
    assert (counts.read, counts.used) == (4, 4)


def test_a_folder_of_the_path_is_no_column(tmp_path: Path) -> None:
    logs = tmp_path / "model=other" / "country=US"
    logs_of.write_day(logs, [exchange(0)])
    con = duckdb.connect()
    load_exchanges(con, logs, DAY, now=NOW, quarantine=None)
    assert logs_of.fetch(con, "select model, country from exchanges") == [("m-1", None)]


def test_a_backslash_in_a_name(logs: Path) -> None:
    logs_of.write_day(logs, [exchange(0)], name="a\\b.parquet")
    assert error_of(logs) == (
        "a\\b.parquet: expected a path without a backslash, found one; rename the file or folder"
    )


def test_columns_that_are_not_listed_are_ignored(logs: Path) -> None:
    path = logs_of.write_day(logs, [exchange(0)])
    table = pq.read_table(path)
    for name, values in {
        "date": pa.array([CANARY]),
        "position": pa.array([1.5]),
        "reason": pa.array([{"id": 1}]),
        "row": pa.array([[1]]),
        "Prompt_2": pa.nulls(1),
    }.items():
        table = table.append_column(name, values)
    pq.write_table(table, path)
    lines = logs_of.json_line(exchange(1) | {"defect": 1, "row": [2], "number": {"a": None}})
    logs_of.write_bytes(logs_of.day_folder(logs) / "a.jsonl", lines)
    check_files(logs, [DAY])
    counts = load_exchanges(duckdb.connect(), logs, DAY, now=NOW, quarantine=None)
    assert (counts.read, counts.used) == (2, 2)
