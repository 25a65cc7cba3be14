"""Feature rows of an as-of date, kept in the warehouse: the point-in-time spine's right side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from features import sql
from features.catalogue import FEATURES, LINKS, QUANTITIES, catalogue_digest
from features.communities import name_communities
from features.content import COLUMNS as CONTENT_COLUMNS
from features.contract import load_accounts
from features.daily import input_digest, tile_folder
from features.engines import Engine, connect, open_engine
from features.evidence import seeds, telling, trace_pairs, weigh
from features.graph import COLUMNS as COMMUNITY_COLUMNS
from features.graph import communities, community_columns
from features.log_files import table_files
from features.ranks import HABITS, RANKED, cohort_ranks, cohorts, ranks
from features.ties import COLUMNS as TIE_COLUMNS
from features.ties import tie_columns, tie_graph
from features.twins import COLUMNS as TWIN_COLUMNS
from features.twins import TIE_DEGREE, find_twins
from features.warehouse import Partition, WarehouseError, find_partition, write_partition
from features.windows import TIES, Window, merge_windows, window_days

GRAPH_COLUMNS = {"twin": TWIN_COLUMNS, "tie": TIE_COLUMNS, "community": COMMUNITY_COLUMNS}
sql.check(QUANTITIES, LINKS, FEATURES, CONTENT_COLUMNS, GRAPH_COLUMNS)

# What a model reads: rows are compared with their cohort, alone and averaged with their twins;
# raw levels say which surface and how busy, and tie a model to the tactics that it was shown.
# Shared traces make the seeds that it learns from (features.evidence), so it does not read them:
# it would find the accounts that share some, which are households, and miss those that share none.
_SHARED = re.compile(
    r"\{tie\.|\{twin\.tied|\{community\.tie|peers_apart"
    rf"|\{{({'|'.join((*TIES, 'signup_prefix'))})\.(shared|peers|degree)\}}"
)
TRACE_COLUMNS = frozenset(
    c for f in FEATURES if _SHARED.search(f.sql) for c in f.columns + f.change
)
GRAPH_FEATURES = tuple(c for f in FEATURES if sql.of_graphs(f) for c in f.columns)
RANK_COLUMNS = tuple(f"{column}_rank" for column in RANKED)
MEAN_COLUMNS = tuple(f"{column}_twins" for column in HABITS)
MODEL_COLUMNS = tuple(
    column
    for column in RANK_COLUMNS + MEAN_COLUMNS + GRAPH_FEATURES
    if column.removesuffix("_rank").removesuffix("_twins") not in TRACE_COLUMNS
)


@dataclass(frozen=True)
class Snapshot:
    """Feature rows at the end of `as_of`.

    rows : index account_id; every feature column in its own unit, its `_rank` at equal volume, its
    `_cohort` rank, the `_twins` mean of ranks, `community` (-1 outside the twin graph), `cohort`,
    `plan`, `organisation`.
    twins : account_id, twin_id, cosine, tied. ties : account_id, kind, key of rare traces.
    weights : what each kind of shared trace is worth in this log (features.evidence.weigh);
    seeds : number by account_id of the chains that such traces show, without any decision.
    """

    as_of: date
    rows: pd.DataFrame
    twins: pd.DataFrame
    ties: pd.DataFrame
    weights: pd.DataFrame
    seeds: pd.Series
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
        partition.table("weights").to_pandas(),
        partition.table("seeds").to_pandas().set_index("account_id")["seed"],
        partition,
    )


def tiles_of(warehouse: Path, as_of: date) -> dict[date, Partition]:
    """The tiles of the 28 days that end with `as_of`, days without one left out."""
    found = {day: find_partition(tile_folder(warehouse, day)) for day in window_days(as_of, 28)}
    return {day: tile for day, tile in found.items() if tile is not None}


def snapshot(
    logs: Path, warehouse: Path, as_of: date, embedder: str, *, engine_name: str = "duckdb"
) -> Snapshot:
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
        return _named(warehouse, read_snapshot(standing, as_of))
    con = connect()
    try:
        load_accounts(con, logs, as_of=as_of, quarantine=warehouse / "quarantine")
        with closing(open_engine(engine_name, con)) as engine:
            engine.take("accounts")
            tables = feature_tables(engine, merge_windows(engine, tiles, as_of))
    finally:
        con.close()
    return _named(warehouse, read_snapshot(write_partition(folder, tables, meta), as_of))


def _named(warehouse: Path, made: Snapshot) -> Snapshot:
    """The snapshot, its communities' lasting names kept beside it."""
    name_communities(warehouse, made.as_of, made.rows["community"], made.partition.digest)
    return made


def feature_tables(engine: Engine, window: Window) -> dict[str, pa.Table]:
    """The tables of a snapshot (rows, twins, ties, weights, seeds) from the merged windows."""
    accounts = window.accounts.set_index("account_id")
    ranked = ranks(window.base)
    habits = ranked[[f"{column}_rank" for column in HABITS]]
    twins = find_twins(window, habits)
    names = pd.Index(twins.accounts, name="account_id")
    organisation = accounts["organisation_id"].reindex(names).to_numpy(object)
    tied = tie_graph(window.links, names, organisation)
    community = communities(twins)
    frames = {
        "twin": twins.columns,
        "tie": tie_columns(tied, names, twins.dense, twins.activity),
        "community": community_columns(window, twins, community, tied),
    }
    graphs = pd.concat([frame.add_prefix(f"{source}.") for source, frame in frames.items()], axis=1)
    graphs.index.name = "account_id"
    engine.put("t", pa.Table.from_pandas(graphs.reset_index(), preserve_index=False))
    graph_rows = engine.arrow(sql.features_sql(FEATURES, graphs=True)).to_pandas()
    smooth = pd.DataFrame(
        twins.smooth(habits.loc[names].to_numpy(np.float32)) if len(names) else None,
        index=names,
        columns=list(MEAN_COLUMNS),
        dtype=np.float32,
    )
    rows = pd.concat(
        [
            window.base,
            graph_rows.set_index("account_id"),
            ranked.reindex(window.base.index),
            cohort_ranks(window.base, accounts["plan"]).reindex(window.base.index),
            smooth.reindex(window.base.index),
            community.reindex(window.base.index, fill_value=-1).astype("int64"),
            cohorts(window.base).rename("cohort"),
            accounts["plan"].reindex(window.base.index),
            accounts["organisation_id"].reindex(window.base.index).rename("organisation"),
        ],
        axis=1,
    )
    ties = window.links[window.links["kind"].isin(TIES)]
    degree = ties.groupby(["kind", "key"])["account_id"].transform("size")
    ties = ties[degree <= TIE_DEGREE][["account_id", "kind", "key"]]
    edges = twins.edges()
    known = accounts[["organisation_id", "country"]].reindex(names)
    known = known.rename(columns={"organisation_id": "organisation"})
    pairs = trace_pairs(ties, known.assign(cohort=cohorts(window.base).reindex(names)), edges)
    weights = weigh(pairs)
    tables = {
        "rows": rows.reset_index(),
        "twins": edges,
        "ties": ties,
        "weights": weights,
        "seeds": seeds(telling(pairs, weights), names).reset_index(),
    }
    return {
        name: pa.Table.from_pandas(frame, preserve_index=False) for name, frame in tables.items()
    }


def snapshot_days(as_of: date, first: date, *, step: int = 7, most: int = 4) -> Sequence[date]:
    """As-of dates for examples, newest first: `as_of` and every `step` days before it, each with
    at least two weeks of log behind it (all of them, when the log is shorter)."""
    days = [as_of - timedelta(days=step * back) for back in range(most)]
    return [day for day in days if (day - first).days >= 14] or [as_of]
