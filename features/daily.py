"""The daily job: one day's exchanges become one tile (quantities, links, content sums)."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from features import content, frames, sql
from features.catalogue import LINKS, QUANTITIES, tile_digest
from features.contract import Counts, load_exchanges
from features.declare import Link
from features.embedding import Embedding
from features.engines import Engine, connect, open_engine
from features.log_files import table_files
from features.rows import FRAMES, ROWS, SESSION_CHANGED
from features.warehouse import (
    Partition,
    encoded,
    find_partition,
    write_bytes,
    write_partition,
)

# Beside a tile's manifest and not in it: the same rows give the same manifest, times differ.
STAMP = "stamp.json"
# Two writes within one tick of a file system's clock show one time; the coarsest tick is 2 s.
# A file as young as that may still change unseen, so its day gets no stamp yet.
_TICK_NS = 2_000_000_000


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


def input_digest(files: list[Path]) -> str:
    """Digest of names and contents of a day's files: what decides whether a day is new."""
    whole = hashlib.sha256()
    for file in files:
        with file.open("rb") as handle:
            whole.update(
                f"{file.name}:{hashlib.file_digest(handle, 'sha256').hexdigest()}".encode()
            )
    return whole.hexdigest()[:16]


@dataclass(frozen=True)
class Delivery:
    """A day's files as they are now: name, size and time of change (ns) of each, in file order, and
    the digest of their contents. `news`: the stamp does not say so yet, and may."""

    files: list[list[str | int]]
    digest: str
    news: bool


def delivery(folder: Path, files: list[Path]) -> Delivery:
    """What the files of the tile in `folder` are, read only where its stamp is of others."""
    settled_ns = time.time_ns() - _TICK_NS
    found = [(file.name, file.stat()) for file in files]
    facts: list[list[str | int]] = [[name, at.st_size, at.st_mtime_ns] for name, at in found]
    try:
        stamp: Any = json.loads((folder / STAMP).read_text())
    except (FileNotFoundError, ValueError):
        stamp = None
    if isinstance(stamp, dict) and stamp.get("files") == facts and "input" in stamp:
        return Delivery(facts, str(stamp["input"]), news=False)
    settled = all(at.st_mtime_ns < settled_ns for _, at in found)
    return Delivery(facts, input_digest(files), news=settled)


def _keep_stamp(folder: Path, now: Delivery) -> None:
    if now.news:
        stamp = {"files": now.files, "input": now.digest}
        write_bytes(folder / STAMP, (json.dumps(stamp) + "\n").encode())


def standing_tile(logs: Path, warehouse: Path, day: date, embedder: str) -> Partition | None:
    """The tile of `day` if it is of the same files, declarations and embedder, None otherwise.

    Costs a look at the names, sizes and times of the files, and reads only what these say changed.
    """
    folder = tile_folder(warehouse, day)
    tile = find_partition(folder)
    if tile is None:
        return None
    now = delivery(folder, table_files(logs, "exchanges", day))
    _keep_stamp(folder, now)
    return tile if _made_of(tile, _inputs(day, now.digest, embedder)) else None


def _inputs(day: date, digest: str, embedder: str) -> dict[str, str]:
    """What decides whether a tile stands, as its manifest says it."""
    return {
        "date": day.isoformat(),
        "input": digest,
        "declarations": tile_digest(),
        "embedder": embedder,
    }


def _made_of(tile: Partition, inputs: dict[str, str]) -> bool:
    return {key: tile.meta.get(key) for key in inputs} == inputs


def run_day(
    logs: Path,
    warehouse: Path,
    day: date,
    embedding: Embedding,
    *,
    now: datetime,
    max_bad_share: float = 0.01,
    engine_name: str = "duckdb",
) -> Day:
    """Make the tile of `day`, or find that it stands: same files, declarations and embedder.

    A day that is delivered again with other content replaces its tile. Raises ContractError
    before anything of the day is written.
    """
    folder = tile_folder(warehouse, day)
    given = delivery(folder, table_files(logs, "exchanges", day))
    meta = _inputs(day, given.digest, embedding.fingerprint)
    standing = find_partition(folder)
    if standing and _made_of(standing, meta):
        _keep_stamp(folder, given)
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
        with closing(open_engine(engine_name, con)) as engine:
            engine.take("exchanges")
            # Prompts first, and away with them: of millions they are most of what is held.
            summed = engine.map_arrow(
                prompts_sql(given=embedding.given),
                content.day_sums(embedding.encoder, embedding.space),
                content.SCHEMA,
                by="account_id",
            )
            engine.put(
                "frame_rows",
                engine.map_arrow(FRAMES, frames.frame_rows, frames.SCHEMA, by="account_id"),
            )
            engine.table("day_rows", ROWS)
            engine.drop("exchanges")
            tables = {
                "quantities": engine.arrow(sql.quantities_sql(QUANTITIES)),
                "links": encoded(links_by_kind(engine, LINKS)),
                "content": summed,
            }
    finally:
        con.close()
    tile = write_partition(folder, tables, {**meta, "counts": asdict(counts)})
    _keep_stamp(folder, given)
    late = standing is not None and standing.meta.get("input") != meta["input"]
    return Day(tile, counts, reused=False, replaced=late)


def links_by_kind(engine: Engine, links: Iterable[Link]) -> Iterator[pa.Table]:
    """The links of a day, a table a kind in their order: all kinds at once outgrow a machine, and
    whoever asks a file for some kinds finds them in row groups of their own."""
    kinds = sorted((link for link in links if link.source != "accounts"), key=lambda k: k.name)
    for start in range(0, len(kinds), engine.kinds_at_once):
        some = kinds[start : start + engine.kinds_at_once]
        found = engine.arrow(sql.links_sql(some))
        for link in some:
            yield found.filter(pc.field("kind") == link.name).combine_chunks()


def prompts_sql(*, given: bool) -> str:
    """Account, session change and prompt (or given embedding) by account and time.

    Sessions are compared between prompts that are there, as their cosines are. Of an account that
    sent more than 256 prompts, those are kept whose id has the smallest digests: a sample that no
    order of rows changes and that nobody can choose without knowing the ids. Only their ids are
    sorted for that: with all prompts a day of millions does not fit.
    """
    column = "prompt_embedding" if given else "prompt"
    shown = "prompt_embedding as embedding" if given else "prompt"
    return f"""
with counted as (
  select account_id, count(*) as n from exchanges where {column} is not null group by account_id
),
kept as (
  select exchange_id
  from (
    select e.exchange_id, row_number() over (
      partition by e.account_id order by md5(e.exchange_id), e.exchange_id) as place
    from exchanges as e join counted as c on c.account_id = e.account_id
    where e.{column} is not null and c.n > {content.MOST_PROMPTS}
  ) as placed
  where place <= {content.MOST_PROMPTS}
)
select account_id, {SESSION_CHANGED} as opens, {shown}
from (
  select e.account_id, e.occurred_at, e.exchange_id, e.session_id, e.turn, e.{column}
  from exchanges as e
    join counted as c on c.account_id = e.account_id
    left join kept as k on k.exchange_id = e.exchange_id
  where e.{column} is not null and (c.n <= {content.MOST_PROMPTS} or k.exchange_id is not null)
) as known
window sent as (partition by account_id order by occurred_at, exchange_id)
order by account_id, occurred_at, exchange_id
"""
