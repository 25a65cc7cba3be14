"""What baselines read of a log, and what they reach beside the model on the same accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from features import content
from features.contract import load_exchanges
from features.embedding import Embedding
from features.engines import connect
from features.likeness import unit_rows
from features.snapshots import Snapshot, tiles_of
from features.warehouse import Partition
from training.baselines import BASELINES, Material
from training.metrics import recall_at_fpr

# Distances between prompts cost their square: so many of an account, and none in a larger log.
MOST_PROMPTS = 300
MOST_ACCOUNTS = 20_000


def prompt_vectors(
    logs: Path, days: list[str], accounts: pd.Index, embedding: Embedding
) -> dict[str, np.ndarray]:
    """Unit vectors of each account's newest prompts in the order they were sent; an account
    without any is left out. days : ISO dates."""
    found: defaultdict[str, list[np.ndarray]] = defaultdict(list)
    chosen = pd.DataFrame({"account_id": accounts})
    for day in sorted(days):
        with closing(connect()) as con:
            load_exchanges(
                con, logs, datetime.fromisoformat(day).date(), now=datetime.now(UTC),
                quarantine=None, max_bad_share=1.0,
            )  # fmt: skip
            con.register("chosen", chosen)
            rows = con.execute(
                """
                select account_id, prompt, prompt_embedding
                from exchanges semi join chosen using (account_id)
                where prompt is not null or prompt_embedding is not null
                order by account_id, occurred_at, exchange_id
                """
            ).df()
        if rows.empty:
            continue
        if embedding.encoder is None:
            rows = rows[rows["prompt_embedding"].notna()]
            vectors = np.stack(rows["prompt_embedding"].to_list()).astype(np.float32)
        else:
            rows = rows[rows["prompt"].notna()]
            vectors = embedding.encoder.encode(rows["prompt"].to_list())
        vectors = unit_rows(vectors)
        for account, where in rows.reset_index(drop=True).groupby("account_id").indices.items():
            found[str(account)].append(vectors[where])
    return {account: np.concatenate(parts)[-MOST_PROMPTS:] for account, parts in found.items()}


def material(
    logs: Path,
    warehouse: Path,
    shot: Snapshot,
    before: Snapshot,
    label: pd.Series,
    embedding: Embedding,
) -> Material:
    """All that BASELINES read; see `Material`."""
    tiles = tiles_of(warehouse, shot.as_of)
    active = shot.rows.index[shot.rows["exchanges_28d"] > 0]
    small = len(active) <= MOST_ACCOUNTS
    everybody: set[str] = set()
    for tile in tiles.values():
        everybody.update(tile.table("content", ["account_id"])["account_id"].to_pylist())
    days = [day.isoformat() for day in tiles]
    return Material(
        shot=shot,
        before=before,
        labels=label,
        prompts=prompt_vectors(logs, days, active, embedding) if small else {},
        templates=_templates(tiles.values() if small else []),
        # One tile is open at a time: all of a large log's would not fit.
        sums=content.merge((tile.table("content") for tile in tiles.values()), everybody),
    )


def _templates(tiles: Iterable[Partition]) -> pd.DataFrame:
    """account_id, key of masked prompts of some tiles, each pair once."""
    wanted = pc.field("kind") == "template"
    columns = ["account_id", "key"]
    links = [
        pq.read_table(tile.files["links"], columns=columns, filters=wanted).to_pandas()
        for tile in tiles
    ]
    empty = pd.DataFrame(columns=columns)
    return pd.concat([empty, *links], ignore_index=True).drop_duplicates(ignore_index=True)


def beside(
    given: Material, known: pd.DataFrame, progress: Callable[[], None] | None = None
) -> pd.DataFrame:
    """Recall of each baseline at FPR 1e-3 and 1e-2, and at 1e-3 of its worst tactic: a row a
    baseline, NaN where it scores nobody.

    known : truth (campaign, tactic) of the active accounts, index account_id.
    """
    known = known.reindex(given.active)
    guilty = known["campaign"].notna().to_numpy()
    rows = {}
    for baseline in BASELINES:
        score = baseline.score(given).reindex(given.active)
        said = score.notna().any()
        values = score.fillna(-np.inf).to_numpy(float)

        def recall(mine: np.ndarray, fpr: float, values: np.ndarray = values) -> float:
            some = mine | ~guilty
            return recall_at_fpr(mine[some], values[some], fpr)

        by_tactic = [
            recall((known["tactic"] == tactic).to_numpy(), 1e-3)
            for tactic in sorted(known["tactic"].dropna().unique())
        ]
        rows[baseline.name] = {
            "source": baseline.source,
            "strict": recall(guilty, 1e-3) if said else np.nan,
            "worst": min(by_tactic) if said else np.nan,
            "loose": recall(guilty, 1e-2) if said else np.nan,
        }
        if progress:
            progress()
    return pd.DataFrame.from_dict(rows, orient="index")
