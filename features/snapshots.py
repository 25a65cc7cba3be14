"""Feature rows of an as-of date, kept in the warehouse: the point-in-time spine's right side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa

from features import sql
from features.catalogue import FEATURES, LINKS, QUANTITIES, catalogue_digest
from features.content import COLUMNS as CONTENT_COLUMNS
from features.contract import load_accounts
from features.daily import connect, input_digest, tile_folder
from features.graph import communities
from features.log_files import table_files
from features.ranks import RANKED, ranks
from features.twins import COLUMNS as TWIN_COLUMNS
from features.twins import find_twins
from features.warehouse import Partition, WarehouseError, find_partition, write_partition
from features.windows import merge_windows, window_days

sql.check(QUANTITIES, LINKS, FEATURES, CONTENT_COLUMNS, TWIN_COLUMNS)

# What a model reads: rows are compared with their cohort, alone and averaged with their twins;
# raw levels say which surface and how busy, and tie a model to the tactics that it was shown.
TWIN_FEATURES = tuple(c for f in FEATURES if sql.uses_twins(f) for c in f.columns)
RANK_COLUMNS = tuple(f"{column}_rank" for column in RANKED)
MEAN_COLUMNS = tuple(f"{column}_twins" for column in RANKED)
MODEL_COLUMNS = RANK_COLUMNS + MEAN_COLUMNS + TWIN_FEATURES


@dataclass(frozen=True)
class Snapshot:
    """Feature rows at the end of `as_of`.

    rows : index account_id; every feature column in its own unit, its `_rank`, the `_twins` mean
    of ranks, `community` (-1 outside the twin graph), `cohort`, `plan`.
    twins : account_id, twin_id, cosine, tied. ties : account_id, kind, key of rare traces.
    """

    as_of: date
    rows: pd.DataFrame
    twins: pd.DataFrame
    ties: pd.DataFrame
    partition: Partition


def snapshot_folder(warehouse: Path, as_of: date) -> Path:
    """Where the feature rows of a day stand."""
    return warehouse / "features" / f"as_of={as_of.isoformat()}"


def read_snapshot(partition: Partition, as_of: date) -> Snapshot:
    """A snapshot from its partition."""
    rows = partition.table("rows").to_pandas().set_index("account_id")
    return Snapshot(
        as_of,
        rows,
        partition.table("twins").to_pandas(),
        partition.table("ties").to_pandas(),
        partition,
    )


def tiles_of(warehouse: Path, as_of: date) -> dict[date, Partition]:
    """The tiles of the 28 days that end with `as_of`, days without one left out."""
    found = {day: find_partition(tile_folder(warehouse, day)) for day in window_days(as_of, 28)}
    return {day: tile for day, tile in found.items() if tile is not None}


def snapshot(logs: Path, warehouse: Path, as_of: date, embedder: str) -> Snapshot:
    """The feature rows at the end of `as_of`, made from tiles unless they stand already."""
    tiles = tiles_of(warehouse, as_of)
    others = [day for day, tile in tiles.items() if tile.meta["embedder"] != embedder]
    if others:
        raise WarehouseError(
            f"{warehouse}: daily tile of {others[0]}: expected embedder {embedder}, found "
            f"{tiles[others[0]].meta['embedder']}: sums of two embedders must not be added. "
            "Run make features."
        )
    meta = {
        "as_of": as_of.isoformat(),
        "tiles": {day.isoformat(): tile.digest for day, tile in sorted(tiles.items())},
        "accounts": input_digest(table_files(logs, "accounts")),
        "catalogue": catalogue_digest(),
        "embedder": embedder,
    }
    folder = snapshot_folder(warehouse, as_of)
    standing = find_partition(folder)
    if standing and {key: standing.meta.get(key) for key in meta} == meta:
        return read_snapshot(standing, as_of)
    con = connect()
    try:
        load_accounts(con, logs, as_of=as_of, quarantine=warehouse / "quarantine")
        window = merge_windows(con, tiles, as_of)
        ranked = ranks(window.base)
        twins = find_twins(window, ranked)
        con.register("twin_frame", twins.columns.reset_index())
        con.execute("create or replace temp table t as select * from twin_frame")
        twin_rows = con.execute(sql.features_sql(FEATURES, twins=True)).df()
    finally:
        con.close()
    smooth = pd.DataFrame(
        twins.smooth(ranked.loc[twins.accounts, list(RANK_COLUMNS)].to_numpy(float))
        if len(twins.accounts)
        else None,
        index=pd.Index(twins.accounts, name="account_id"),
        columns=list(MEAN_COLUMNS),
        dtype=float,
    )
    rows = (
        window.base.join(twin_rows.set_index("account_id"))
        .join(ranked)
        .join(smooth)
        .join(communities(twins))
    )
    rows["community"] = rows["community"].fillna(-1).astype("int64")
    from features.ranks import cohorts
    from features.twins import TIE_DEGREE, TIES

    rows["cohort"] = cohorts(window.base)
    accounts = window.accounts.set_index("account_id")
    rows["plan"] = accounts["plan"].reindex(rows.index)
    rows["organisation"] = accounts["organisation_id"].reindex(rows.index)
    ties = window.links[window.links["kind"].isin(TIES)]
    degree = ties.groupby(["kind", "key"])["account_id"].transform("size")
    ties = ties[(degree >= 2) & (degree <= TIE_DEGREE)][["account_id", "kind", "key"]]
    tables = {
        "rows": pa.Table.from_pandas(rows.reset_index(), preserve_index=False),
        "twins": pa.Table.from_pandas(twins.edges(), preserve_index=False),
        "ties": pa.Table.from_pandas(ties, preserve_index=False),
    }
    return read_snapshot(write_partition(folder, tables, meta), as_of)


def snapshot_days(as_of: date, first: date, *, step: int = 7, most: int = 4) -> Sequence[date]:
    """As-of dates for examples, newest first: `as_of` and every `step` days before it, each with
    at least two weeks of log behind it (all of them, when the log is shorter)."""
    days = [as_of - timedelta(days=step * back) for back in range(most)]
    return [day for day in days if (day - first).days >= 14] or [as_of]
