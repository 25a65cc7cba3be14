"""Where bad rows are kept: a pointer to the row and why, never what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa

from features.warehouse import write_parquet

QUARANTINE_SCHEMA = pa.schema(
    [
        pa.field("file", pa.string(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("id", pa.string()),
    ]
)
# As long as the contract lets an id be: a longer one may be anything, a prompt included.
ID_LENGTH = 128


def quarantine_file(quarantine: Path, table: str, day: date | None = None) -> Path:
    """QUARANTINE/exchanges/date=2026-05-19.parquet, or QUARANTINE/accounts.parquet."""
    if day is None:
        return quarantine / f"{table}.parquet"
    return quarantine / table / f"date={day.isoformat()}.parquet"


def write_quarantine(path: Path, rows: pa.Table) -> None:
    """Replace the file by this run's rows; no rows, no file. The same rows give the same bytes.

    `rows` has the columns of QUARANTINE_SCHEMA: file relative to LOGS, 0-based row (line number
    for JSON Lines), reason, and the id cut to ID_LENGTH characters, NULL where it has none.
    """
    if rows.num_rows == 0:
        path.unlink(missing_ok=True)
        return
    write_parquet(path, rows.cast(QUARANTINE_SCHEMA))
