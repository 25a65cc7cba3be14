"""A log with truth as the detector's benchmarks read it: examples, last day, who was what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import typer
from rich.console import Console

from features.build import (
    days_up_to,
    decisions_as_of,
    embedding_of,
    newest_day,
    progress_bar,
    training_cut,
)
from features.examples import Examples, examples
from features.labels import labels
from features.snapshots import Snapshot, snapshot, snapshot_days
from training.evaluate import read_truth
from training.metrics import recall_at_fpr

# Options of the benchmarks that read such a log.
Logs = Annotated[Path, typer.Option(help="LOGS with a folder truth/.")]
Warehouse = Annotated[Path, typer.Option(help="WAREHOUSE that make features filled.")]
Snapshots = Annotated[int, typer.Option(help="As-of dates to learn from, a week apart.")]
Seed = Annotated[int, typer.Option(help="Seed of the boosters.")]


@dataclass(frozen=True)
class TruthLog:
    """Examples up to the training cut, the active accounts of the last day (a week later), and the
    truth (index account_id: kind, campaign, tactic)."""

    examples: Examples
    last: Snapshot
    truth: pd.DataFrame

    @property
    def active(self) -> pd.DataFrame:
        """The last day's rows of accounts that sent something in 28 days."""
        return self.last.rows[self.last.rows["exchanges_28d"] > 0]


def read_truth_log(logs: Path, warehouse: Path, snapshots: int) -> TruthLog:
    """Read it; snapshots : as-of dates to learn from, a week apart, the cut's own first.

    Raises typer.BadParameter where the log has no truth.
    """
    truth = read_truth(logs)
    if truth is None:
        raise typer.BadParameter(f"{logs}: expected a folder truth/, found none.")
    day, embedder = newest_day(logs), embedding_of(warehouse).fingerprint
    cut = training_cut(day)
    chosen = snapshot_days(cut, days_up_to(logs, day)[0], most=snapshots)
    decided = labels(decisions_as_of(logs, warehouse, cut))
    told = examples([snapshot(logs, warehouse, d, embedder) for d in chosen], decided, cut)
    return TruthLog(told, snapshot(logs, warehouse, day, embedder), truth)


def without_decisions(examples: Examples, accounts: set[str]) -> Examples:
    """The examples with the labels of some accounts taken away."""
    mine = examples.meta["account_id"].isin(accounts)
    meta = examples.meta.assign(
        label=examples.meta["label"].mask(mine), campaign=examples.meta["campaign"].mask(mine)
    )
    return replace(examples, meta=meta)


def print_left_out(
    world: TruthLog,
    names: Sequence[str],
    scores: Callable[[Examples], Mapping[str, np.ndarray]],
) -> None:
    """Print recall at FPR 1e-3 on every tactic, its decisions taken away, by what `names` name.

    scores : a score for each of the last day's active accounts, by name, of such examples.
    """
    known = world.truth.reindex(world.active.index)
    honest = known["campaign"].isna().to_numpy()
    table = {}
    console = Console(stderr=True)
    with progress_bar(console) as bar:
        tactics = sorted(known["tactic"].dropna().unique())
        task = bar.add_task("tactics left out", total=len(tactics))
        for tactic in tactics:
            mine = (known["tactic"] == tactic).to_numpy()
            hidden = set(world.truth.index[world.truth["tactic"] == tactic])
            found = scores(without_decisions(world.examples, hidden))
            table[tactic] = {
                name: recall_at_fpr(mine[mine | honest], found[name][mine | honest], 1e-3)
                for name in names
            }
            console.print(f"{tactic}: {table[tactic]}")
            bar.advance(task)
    rows = pd.DataFrame(table).T
    rows.loc["mean"], rows.loc["worst"] = rows.mean(), rows.min()
    print("| tactic left out | " + " | ".join(names) + " |")
    print("|---|" + "---:|" * len(names))
    for name, row in rows.iterrows():
        print(f"| {name} | " + " | ".join(f"{row[n]:.2f}" for n in names) + " |")
