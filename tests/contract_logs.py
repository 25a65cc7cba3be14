"""Small logs for the tests of the data contract, in every form that it allows."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

DAY = date(2026, 5, 19)
NOON = datetime(2026, 5, 19, 12, tzinfo=UTC)
NOW = datetime(2026, 5, 20, 3, tzinfo=UTC)
CANARY = "canary-7f3a"
FORMS = (".parquet", ".jsonl", ".json", ".ndjson", ".jsonl.gz", ".jsonl.zst", ".gz", ".zst")

MOMENT = pa.timestamp("us", "UTC")
EXCHANGES = pa.schema(
    {
        "exchange_id": pa.string(),
        "account_id": pa.string(),
        "occurred_at": MOMENT,
        "session_id": pa.string(),
        "turn": pa.int32(),
        "surface": pa.string(),
        "model": pa.string(),
        "prompt": pa.string(),
        "prompt_embedding": pa.list_(pa.float32()),
        "n_tools": pa.int32(),
        "input_tokens": pa.int32(),
        "output_tokens": pa.int32(),
        "thinking_tokens": pa.int32(),
        "temperature": pa.float32(),
        "streamed": pa.bool_(),
        "status": pa.int32(),
        "latency_ms": pa.int32(),
        "asn": pa.int64(),
    }
)
ACCOUNTS = pa.schema(
    {
        "account_id": pa.string(),
        "created_at": MOMENT,
        "plan": pa.string(),
        "closed_at": MOMENT,
    }
)
DECISIONS = pa.schema(
    {
        "decision_id": pa.string(),
        "account_id": pa.string(),
        "decided_at": MOMENT,
        "decision": pa.string(),
        "source": pa.string(),
        "note": pa.string(),
    }
)


def exchange(number: int, **changes: Any) -> dict[str, Any]:
    """A good exchange; `changes` replace values."""
    row = {
        "exchange_id": f"ex_{number}",
        "account_id": f"acct_{number % 3}",
        "occurred_at": NOON + timedelta(seconds=number),
        "session_id": f"s_{number}",
        "turn": 1,
        "surface": "api",
        "model": "m-1",
        "prompt": f"{CANARY} question {number} é🎉",
        "prompt_embedding": [0.5, -0.25],
        "n_tools": 0,
        "input_tokens": 10 + number,
        "output_tokens": 20,
        "thinking_tokens": None,
        "temperature": 0.7,
        "streamed": True,
        "status": 200,
        "latency_ms": 900,
        "asn": 64_000,
    }
    return row | changes


def account(name: str, **changes: Any) -> dict[str, Any]:
    """A good account, created a month before NOON."""
    created = NOON - timedelta(days=30)
    return {"account_id": name, "created_at": created, "plan": "pro", "closed_at": None} | changes


def decision(name: str, **changes: Any) -> dict[str, Any]:
    """A good decision of the day."""
    return {
        "decision_id": name,
        "account_id": "acct_0",
        "decided_at": NOON,
        "decision": "benign",
        "source": "review",
        "note": CANARY,
    } | changes


def json_line(row: Mapping[str, Any]) -> bytes:
    """A row as a line; moments as RFC 3339, NULL left out as many writers do."""
    plain = {
        name: value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value
        for name, value in row.items()
        if value is not None
    }
    return json.dumps(plain).encode() + b"\n"


def write_bytes(path: Path, content: bytes) -> Path:
    """A file with its folders, compressed as its ending says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        content = gzip.compress(content, mtime=0)
    elif path.suffix == ".zst":
        content = zstandard.compress(content)
    path.write_bytes(content)
    return path


def write_rows(path: Path, rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> Path:
    """Rows as Parquet or JSON Lines, by the ending of the name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), path)
        return path
    return write_bytes(path, b"".join(json_line(row) for row in rows))


def day_folder(logs: Path, day: date = DAY) -> Path:
    return logs / "exchanges" / f"date={day.isoformat()}"


def write_day(
    logs: Path,
    rows: Sequence[Mapping[str, Any]],
    *,
    day: date = DAY,
    name: str = "part-0.parquet",
    schema: pa.Schema = EXCHANGES,
) -> Path:
    return write_rows(day_folder(logs, day) / name, rows, schema)


def write_column(logs: Path, column: str, values: pa.Array, name: str = "part-0.parquet") -> Path:
    """A day of good exchanges in which one column has other values (and type)."""
    table = pa.Table.from_pylist([exchange(i) for i in range(len(values))], schema=EXCHANGES)
    table = table.set_column(table.column_names.index(column), column, values)
    path = day_folder(logs) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path)
    return path


def fetch(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


def quarantined(path: Path) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in pq.read_table(path).to_pylist()]
