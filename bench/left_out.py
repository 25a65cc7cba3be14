"""Recall on a tactic that nobody decided about: what seeds and twins add to decisions.

    python -m bench.left_out --logs LOGS --warehouse WAREHOUSE

Needs a log with truth, and `make features` run on it. For each tactic in turn its decisions are
taken away and its accounts stay in the log as unlabelled. The detector is fitted with default
settings up to the training cut (a week before the log's end) and scores the last day:

- decisions: taught by the other tactics' decisions;
- and seeds: taught by telling traces, too, where the guard lets them (features.evidence);
- and twins: the same model, each account's margin averaged with its twins' (what is used).

Printed is the share of the tactic's active accounts above the threshold that flags one in a
thousand active honest accounts, and beside the last one in a hundred; mean and worst last. The
recorded figures stand in bench/left_out.md.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import typer
from rich.console import Console

from bench.truth_log import (
    Logs,
    Seed,
    Snapshots,
    TruthLog,
    Warehouse,
    read_truth_log,
    without_decisions,
)
from features.build import progress_bar
from features.examples import Examples
from features.snapshots import MODEL_COLUMNS
from models.detector import with_twins
from training import fit
from training.guard import judge
from training.metrics import recall_at_fpr
from training.split import folds, groups

COLUMNS = ("decisions", "and seeds", "and twins", "at 1e-2")


def margins(examples: Examples, keep: np.ndarray, rows: pd.DataFrame, seed: int) -> np.ndarray:
    """Margins of the last day's active accounts by a model of these examples' kept rows."""
    y, weight = fit.targets(examples)
    booster = fit.fit_booster(examples.rows[keep], y[keep], weight[keep], fit.DEFAULT, seed)
    return fit.margin(booster, rows[list(MODEL_COLUMNS)])


def left_out(world: TruthLog, tactic: str, seed: int) -> tuple[dict[str, float], str]:
    """Recall on one tactic by COLUMNS, and what the guard said."""
    told = without_decisions(
        world.examples, set(world.truth.index[world.truth["tactic"] == tactic])
    )
    rows = world.active
    known = world.truth.reindex(rows.index)
    mine, honest = (known["tactic"] == tactic).to_numpy(), known["campaign"].isna().to_numpy()

    def recall(margin: np.ndarray, fpr: float = 1e-3) -> float:
        return recall_at_fpr(mine[mine | honest], margin[mine | honest], fpr)

    fold = folds(groups(told.meta), fit.targets(told)[0])
    taught, keep, verdict = judge(told, fold, seed)
    untaught = fit.without_seeds(told)
    own = folds(groups(untaught.meta), fit.targets(untaught)[0])
    alone = margins(untaught, fit.kept(untaught, own, seed), rows, seed)
    seeded = margins(taught, keep, rows, seed) if verdict.trusted else alone
    both = with_twins(seeded, rows.index, world.last.twins)
    found = (recall(alone), recall(seeded), recall(both), recall(both, 1e-2))
    return {"accounts": float(mine.sum()), **dict(zip(COLUMNS, found, strict=True))}, verdict.why


def main(logs: Logs, warehouse: Warehouse, snapshots: Snapshots = 4, seed: Seed = 0) -> None:
    """Print the table."""
    world = read_truth_log(logs, warehouse, snapshots)
    console = Console(stderr=True)
    seeds = world.last.seeds
    campaign = world.truth["campaign"].reindex(seeds.index)
    active = world.truth.reindex(world.active.index)
    print(f"{len(active):,} active accounts, {active['campaign'].notna().mean():.1%} in campaigns;")
    print(f"{len(seeds)} seeds, {campaign.notna().mean():.2f} of them in campaigns.\n")
    table = {}
    with progress_bar(console) as bar:
        tactics = sorted(active["tactic"].dropna().unique())
        task = bar.add_task("tactics left out", total=len(tactics))
        for tactic in tactics:
            table[tactic], why = left_out(world, tactic, seed)
            console.print(f"{tactic}: {why}")
            bar.advance(task)
    found = pd.DataFrame(table).T
    found.loc["mean"], found.loc["worst"] = found.mean(), found[list(COLUMNS)].min()
    print("| tactic left out | accounts | " + " | ".join(COLUMNS) + " |")
    print("|---|" + "---:|" * (len(COLUMNS) + 1))
    for name, row in found.iterrows():
        count = "" if name in ("mean", "worst") else f"{row['accounts']:.0f}"
        print(f"| {name} | {count} | " + " | ".join(f"{row[c]:.2f}" for c in COLUMNS) + " |")


if __name__ == "__main__":
    typer.run(main)
