"""What each family of features adds on a tactic that training was never told of.

    python -m bench.ablation --logs LOGS --warehouse WAREHOUSE

Needs a log with truth, and `make features` run on it. For each tactic in turn its decisions are
taken away, its accounts stay in the log as unlabelled, and the detector is fitted with all
families, each alone and each left out (default settings, no search; seeds teach as they do in
training, but unguarded; shared traces are in no set, since no model reads them). Printed is the
share of the tactic's active accounts above the threshold that flags one in a thousand active
honest accounts, a week after the training cut. The recorded figures stand in bench/ablation.md.
"""

from __future__ import annotations

from dataclasses import replace

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
from features.catalogue import feature_of
from features.examples import Examples
from features.snapshots import MODEL_COLUMNS
from training import fit
from training.metrics import recall_at_fpr
from training.split import folds, groups

FAMILIES = {
    "behaviour": ("volume", "tempo", "requests", "network", "lifecycle"),
    "content": ("content",),
    "coordination": ("coordination",),
}


def column_sets() -> dict[str, list[str]]:
    """Columns of the model by the families that they are left with."""

    def of(names: set[str]) -> list[str]:
        chosen = {family for name in names for family in FAMILIES[name]}
        return [c for c in MODEL_COLUMNS if feature_of(c).family in chosen]

    every = set(FAMILIES)
    sets = {"all": of(every)}
    sets |= {f"{name} alone": of({name}) for name in FAMILIES}
    return sets | {f"without {name}": of(every - {name}) for name in FAMILIES}


def recall_left_out(
    examples: Examples,
    columns: list[str],
    rows: pd.DataFrame,
    truth: pd.DataFrame,
    tactic: str,
    seed: int,
) -> float:
    """Recall at FPR 1e-3 on a tactic; rows : active accounts of the test day."""  # fmt: skip
    told = without_decisions(examples, set(truth.index[truth["tactic"] == tactic]))
    told = replace(told, rows=told.rows[columns])
    y, weight = fit.targets(told)
    keep = fit.kept(told, folds(groups(told.meta), y), seed)
    booster = fit.fit_booster(told.rows[keep], y[keep], weight[keep], fit.DEFAULT, seed)
    score = fit.margin(booster, rows[columns])
    known = truth.reindex(rows.index)
    mine = (known["tactic"] == tactic).to_numpy()
    honest = known["campaign"].isna().to_numpy()
    return recall_at_fpr(mine[mine | honest], score[mine | honest], 1e-3)


def ablation(log: TruthLog, seed: int, console: Console) -> pd.DataFrame:
    """Recall by tactic left out (rows) and by set of families (columns)."""
    rows, truth = log.active, log.truth
    active = truth.reindex(rows.index)["tactic"]
    sets = column_sets()
    table: dict[str, dict[str, float]] = {}
    with progress_bar(console) as bar:
        tactics = sorted(active.dropna().unique())
        task = bar.add_task("fits", total=len(tactics) * len(sets))
        for tactic in tactics:
            table[tactic] = {"accounts": float((active == tactic).sum())}
            for name, columns in sets.items():
                table[tactic][name] = recall_left_out(
                    log.examples, columns, rows, truth, tactic, seed
                )
                bar.advance(task)
            shown = ", ".join(f"{n} {v:.2f}" for n, v in table[tactic].items())
            console.print(f"{tactic}: {shown}")
    return pd.DataFrame(table).T


def main(logs: Logs, warehouse: Warehouse, snapshots: Snapshots = 1, seed: Seed = 0) -> None:
    """Print a table: tactics left out, recall at FPR 1e-3 by families; mean and worst last."""
    log = read_truth_log(logs, warehouse, snapshots)
    found = ablation(log, seed, Console(stderr=True))
    values = found.drop(columns="accounts")
    found.loc["mean"] = values.mean()
    found.loc["worst"] = values.min()
    print("| tactic left out | " + " | ".join(found.columns) + " |")
    print("|---|" + "---:|" * len(found.columns))
    for name, row in found.iterrows():
        shown = ["" if np.isnan(row["accounts"]) else f"{row['accounts']:.0f}"]
        shown += [f"{value:.2f}" for value in row.drop("accounts")]
        print(f"| {name} | " + " | ".join(shown) + " |")


if __name__ == "__main__":
    typer.run(main)
