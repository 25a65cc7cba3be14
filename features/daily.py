"""The daily job: one day's exchanges become one tile (quantities, links, content sums)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from features import content, sql
from features.catalogue import LINKS, QUANTITIES, tile_digest
from features.contract import Counts, load_exchanges
from features.embedding import Embedding
from features.log_files import table_files
from features.rows import ROWS, SESSION_CHANGED
from features.warehouse import Partition, find_partition, write_partition

_BATCH = 65_536


@dataclass(frozen=True)
class Day:
    """What a day's run did: the tile, the counts of its rows, whether it stood already, and whether
    a delivery with other content replaced it."""

    tile: Partition
    counts: Counts
    reused: bool
    replaced: bool


def tile_folder(warehouse: Path, day: date) -> Path:
    """Where the tile of a day stands."""
    return warehouse / "daily" / f"date={day.isoformat()}"


def connect() -> duckdb.DuckDBPyConnection:
    """A DuckDB connection that gives the same values everywhere: UTC, insertion order kept."""
    con = duckdb.connect()
    con.execute("set TimeZone = 'UTC'")
    con.execute("set enable_progress_bar = false")
    return con


def input_digest(files: list[Path]) -> str:
    """Digest of names and contents of a day's files: what decides whether a day is new."""
    whole = hashlib.sha256()
    for file in files:
        with file.open("rb") as handle:
            whole.update(
                f"{file.name}:{hashlib.file_digest(handle, 'sha256').hexdigest()}".encode()
            )
    return whole.hexdigest()[:16]


def run_day(
    logs: Path,
    warehouse: Path,
    day: date,
    embedding: Embedding,
    *,
    now: datetime,
    max_bad_share: float = 0.01,
) -> Day:
    """Make the tile of `day`, or find that it stands: same files, declarations and embedder.

    A day that is delivered again with other content replaces its tile. Raises ContractError
    before anything of the day is written.
    """
    meta = {
        "date": day.isoformat(),
        "input": input_digest(table_files(logs, "exchanges", day)),
        "declarations": tile_digest(),
        "embedder": embedding.fingerprint,
    }
    folder = tile_folder(warehouse, day)
    standing = find_partition(folder)
    if standing and {key: standing.meta.get(key) for key in meta} == meta:
        return Day(standing, Counts(**standing.meta["counts"]), reused=True, replaced=False)
    con = connect()
    try:
        counts = load_exchanges(
            con,
            logs,
            day,
            now=now,
            quarantine=warehouse / "quarantine",
            max_bad_share=max_bad_share,
            embedding_length=embedding.space.basis.shape[0] if embedding.given else None,
        )
        con.execute(f"create temp table day_rows as {ROWS}")
        tables = {
            "quantities": _arrow(con, sql.quantities_sql(QUANTITIES)),
            "links": _arrow(con, sql.links_sql(LINKS)),
            "content": content.day_sums(
                _prompts(con, embedding), embedding.encoder, embedding.space
            ),
        }
    finally:
        con.close()
    tile = write_partition(folder, tables, {**meta, "counts": asdict(counts)})
    late = standing is not None and standing.meta.get("input") != meta["input"]
    return Day(tile, counts, reused=False, replaced=late)


def _arrow(con: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    return con.sql(query).to_arrow_table()


def _prompts(con: duckdb.DuckDBPyConnection, embedding: Embedding) -> Iterator[pa.RecordBatch]:
    """Account, session change and prompt (or given embedding) by account and time.

    Sessions are compared between prompts that are there, as their cosines are.
    """
    text = "prompt_embedding as embedding" if embedding.given else "prompt"
    column = "prompt_embedding" if embedding.given else "prompt"
    relation = con.sql(
        f"""
        select account_id, {SESSION_CHANGED} as opens, {text}
        from exchanges
        where {column} is not null
        window sent as (partition by account_id order by occurred_at, exchange_id)
        order by account_id, occurred_at, exchange_id
        """
    )
    yield from relation.to_arrow_reader(_BATCH)
