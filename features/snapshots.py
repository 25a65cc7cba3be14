"""Feature rows of an as-of date, kept in the warehouse: the point-in-time spine's right side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from scipy import sparse

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
from features.likeness import Traits
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
    telling : pairs that are alike and share one that hardly anybody else shares (`telling`);
    seeds : community by account_id of those that such traces show, without any decision.
    """

    as_of: date
    rows: pd.DataFrame
    twins: pd.DataFrame
    ties: pd.DataFrame
    weights: pd.DataFrame
    telling: pd.DataFrame
    seeds: pd.Series
    partition: Partition


def snapshot_folder(warehouse: Path, as_of: date) -> Path:
    """Where the feature rows of a day stand."""
    return warehouse / "features" / f"as_of={as_of.isoformat()}"


def read_snapshot(partition: Partition, as_of: date) -> Snapshot:
    """A snapshot from its partition."""
    # A column of Arrow's is let go as soon as pandas has it.
    rows = partition.table("rows").to_pandas(split_blocks=True, self_destruct=True)
    return Snapshot(
        as_of,
        rows.set_index("account_id"),
        partition.table("twins").to_pandas(),
        partition.table("ties").to_pandas(),
        partition.table("weights").to_pandas(),
        partition.table("telling").to_pandas(),
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

    def merged() -> Window:
        """By an engine of its own: what it took is given back before the graphs are made."""
        with closing(connect()) as con, closing(open_engine(engine_name, con)) as engine:
            load_accounts(con, logs, as_of=as_of, quarantine=warehouse / "quarantine")
            engine.take("accounts")
            return merge_windows(engine, tiles, as_of)

    def tables() -> dict[str, pa.Table]:
        with closing(connect()) as con, closing(open_engine(engine_name, con)) as engine:
            return feature_tables(engine, merged())

    # No name holds the windows or the tables: each is let go when the next step has what it needs.
    made = write_partition(folder, tables(), meta)
    return _named(warehouse, read_snapshot(made, as_of))


def _named(warehouse: Path, made: Snapshot) -> Snapshot:
    """The snapshot, its communities' lasting names kept beside it."""
    name_communities(warehouse, made.as_of, made.rows["community"], made.partition.digest)
    return made


def feature_tables(engine: Engine, window: Window) -> dict[str, pa.Table]:
    """The tables of a snapshot (Snapshot's fields) from the merged windows."""
    accounts = window.accounts.set_index("account_id")
    everybody = window.base.index
    ranked = ranks(window.base)
    habits = ranked.iloc[:, : len(HABITS)]
    twins = find_twins(window, habits)
    names = pd.Index(twins.accounts, name="account_id")
    organisation = accounts["organisation_id"].reindex(names).to_numpy(object)
    tied = tie_graph(window.links, names, organisation)
    community = communities(twins)
    graphs = {
        "twin": twins.columns,
        "tie": tie_columns(tied, names, twins.dense, twins.activity),
        "community": community_columns(window, twins, community, tied),
    }
    smooth = pd.DataFrame(
        twins.smooth(habits.loc[names].to_numpy(np.float32)) if len(names) else None,
        index=names,
        columns=list(MEAN_COLUMNS),
        dtype=np.float32,
    )
    twin_edges, wrappers = twins.edges(), _wrapper_table(names, twins.wrappers)
    base, links = window.base, window.links
    # What the graphs were made of is as large as the rows, and not needed any more.
    del window, twins
    context = pd.DataFrame(
        {
            "community": community.reindex(everybody, fill_value=-1).astype("int64"),
            "cohort": cohorts(base),
            "plan": accounts["plan"].reindex(everybody),
            "organisation": accounts["organisation_id"].reindex(everybody),
        }
    )
    rows = _side_by_side(
        everybody,
        lambda: base,
        lambda: _graph_rows(engine, everybody, graphs),
        lambda: ranked,
        lambda: cohort_ranks(base, accounts["plan"]),
        lambda: smooth,
        lambda: context,
    )
    degree = links.groupby(["kind", "key"])["account_id"].transform("size")
    ties = links[degree <= TIE_DEGREE][["account_id", "kind", "key"]]
    known = accounts[["organisation_id", "country"]].reindex(names)
    known = known.rename(columns={"organisation_id": "organisation"})
    known["cohort"] = context["cohort"].reindex(names)
    known["community"] = community.to_numpy()
    pairs = trace_pairs(ties, known, twin_edges)
    weights = weigh(pairs)
    found = telling(pairs, weights, names)
    seeded = seeds(found, community).reset_index()
    frames = {"twins": twin_edges, "ties": ties, "weights": weights, "telling": found,
              "seeds": seeded}  # fmt: skip
    return {
        "rows": rows,
        "wrappers": wrappers,
        **{n: pa.Table.from_pandas(f, preserve_index=False) for n, f in frames.items()},
    }


def _wrapper_table(names: pd.Index, wrappers: sparse.csr_matrix) -> pa.Table:
    """account_id, keys, weights: each account's wrappers (features.twins.wrapper_vectors)."""
    wrappers = wrappers.sorted_indices()
    starts = pa.array(wrappers.indptr, pa.int32())
    keys = pa.ListArray.from_arrays(starts, pa.array(wrappers.indices, pa.int32()))
    weights = pa.ListArray.from_arrays(starts, pa.array(wrappers.data, pa.float32()))
    return pa.table({"account_id": pa.array(names, pa.string()), "keys": keys, "weights": weights})


def traits(shot: Snapshot, accounts: pd.Index) -> Traits:
    """What some accounts of a snapshot are compared by; accounts outside the twin graph have no
    wrappers."""
    accounts = accounts.sort_values()
    chosen = pc.field("account_id").isin(pa.array(accounts, pa.string()))
    table = pq.read_table(shot.partition.files["wrappers"], filters=chosen)
    rows = accounts.get_indexer(table["account_id"].to_pandas())
    keys, weights = table["keys"].combine_chunks(), table["weights"].combine_chunks()
    owner = np.repeat(rows, pc.list_value_length(keys).to_numpy(zero_copy_only=False))
    column = keys.flatten().to_numpy()
    shape = (len(accounts), int(column.max()) + 1 if len(column) else 0)
    mine = shot.rows.loc[accounts]
    return Traits(
        accounts,
        mine[[f"{column}_rank" for column in HABITS]].fillna(0).to_numpy(np.float32),
        sparse.csr_matrix((weights.flatten().to_numpy(), (owner, column)), shape),
        mine["age"].to_numpy(float),
    )


def _graph_rows(engine: Engine, names: pd.Index, graphs: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The columns of the graphs' features, from those of `GRAPH_COLUMNS`."""
    frame = pd.concat([f.add_prefix(f"{source}.") for source, f in graphs.items()], axis=1)
    frame.index.name = "account_id"
    engine.put("spine", pa.table({"account_id": names.to_numpy(object)}))
    engine.put("t", pa.Table.from_pandas(frame.reset_index(), preserve_index=False))
    return engine.arrow(sql.features_sql(FEATURES, graphs=True)).to_pandas().set_index("account_id")


def _side_by_side(names: pd.Index, *parts: Callable[[], pd.DataFrame]) -> pa.Table:
    """Rows by name of frames that are made one after the other: of each its columns are kept, and
    never two copies of all."""
    arrays, fields, heads = [], [], []
    for made in (lambda: pd.DataFrame({"account_id": names}, names), *parts):
        part = made().reindex(names)
        table = pa.Table.from_pandas(part, preserve_index=False)
        arrays += table.columns
        fields += table.schema
        heads.append(part.iloc[:0])
    # What pandas says of its types in a table's schema.
    whole = pa.Schema.from_pandas(pd.concat(heads, axis=1), preserve_index=False)
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, whole.metadata))


def snapshot_days(as_of: date, first: date, *, step: int = 7, most: int = 4) -> Sequence[date]:
    """As-of dates for examples, newest first: `as_of` and every `step` days before it, each with
    at least two weeks of log behind it (all of them, when the log is shorter)."""
    days = [as_of - timedelta(days=step * back) for back in range(most)]
    return [day for day in days if (day - first).days >= 14] or [as_of]
