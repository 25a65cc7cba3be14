"""`make demo`: a world of its own, then the whole way once, each step as a user would call it.

The demo's model is registered as `stillwatch-demo`, so that it never replaces a champion trained
on real logs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import pandas as pd
import pyarrow.parquet as pq
import typer
from rich.console import Console
from rich.table import Table

MODEL = "stillwatch-demo"
TRIALS = 8


@dataclass(frozen=True)
class Step:
    """One station: what it is for, the make call that does the same, the module that is run."""

    title: str
    make: str
    module: tuple[str, ...]


def steps(logs: Path, warehouse: Path, seed: int, trials: int) -> list[Step]:
    """The stations in order."""
    data = ("--logs", str(logs), "--warehouse", str(warehouse))
    where = f"LOGS={logs} WAREHOUSE={warehouse}"
    model = ("--model", MODEL)
    return [
        Step(
            "a world with known truth",
            f"make simulate LOGS={logs} SEED={seed}",
            ("simulation", "--scenario", "demo", "--logs", str(logs), "--seed", str(seed)),
        ),
        Step("logs to features", f"make features {where}", ("features", "build", *data)),
        Step(
            "tune, fit, register a challenger",
            f"make train {where} MODEL={MODEL} TRIALS={trials}",
            ("training", "train", *data, *model, "--trials", str(trials)),
        ),
        Step(
            "judge it against the truth",
            f"make evaluate {where} MODEL={MODEL}",
            ("training", "evaluate", *data, *model),
        ),
        Step(
            "through the gate",
            f"make promote MODEL={MODEL}",
            ("training.promote", *model, "--why", "demo"),
        ),
        Step(
            "score every account", f"make score {where} MODEL={MODEL}", ("serving", *data, *model)
        ),
    ]


def newest(folder: Path) -> date:
    """The newest as_of partition of a folder."""
    return max(date.fromisoformat(p.name.removeprefix("as_of=")) for p in folder.glob("as_of=*"))


def beside_truth(logs: Path, warehouse: Path, as_of: date) -> tuple[Table, Table]:
    """Every campaign that was there beside the group that found it, and groups that are wrong."""
    scores = pq.read_table(
        warehouse / "scores" / f"as_of={as_of}" / "part-0.parquet",
        columns=["account_id", "tier", "campaign_id", "active_days"],
    ).to_pandas()
    truth = pq.read_table(logs / "truth").to_pandas()
    both = truth.merge(scores, on="account_id", how="left")
    active = both[both["active_days"] > 0]

    found = Table(title="What was there, and what was found", title_justify="left")
    for column in (
        "campaign",
        "tactic",
        "active accounts",
        "flagged",
        "found as",
        "members",
        "its own",
    ):
        found.add_column(
            column,
            justify="right"
            if column in ("active accounts", "flagged", "members", "its own")
            else "left",
        )
    sizes = scores["campaign_id"].value_counts()
    for name, rows in active[active["campaign"].notna()].groupby("campaign"):
        groups = rows["campaign_id"].value_counts()
        group, own = (groups.index[0], int(groups.iloc[0])) if len(groups) else ("-", 0)
        found.add_row(
            str(name), str(rows["tactic"].iloc[0]), str(len(rows)),
            str(int(rows["tier"].isin(["review", "restrict"]).sum())), str(group),
            str(int(sizes.get(group, 0))), str(own),
        )  # fmt: skip

    wrong = Table(title="Honest accounts at tier review or above, by kind", title_justify="left")
    wrong.add_column("kind")
    wrong.add_column("flagged", justify="right")
    wrong.add_column("active", justify="right")
    honest = active[active["campaign"].isna()]
    flagged = honest["tier"].isin(["review", "restrict"])
    counts = pd.DataFrame({"flagged": flagged, "kind": honest["kind"]}).groupby("kind")["flagged"]
    for kind, part in counts:
        if part.any():
            wrong.add_row(str(kind), str(int(part.sum())), f"{len(part):,}")
    wrong.add_row("all", str(int(flagged.sum())), f"{len(honest):,}")
    return found, wrong


def run(step: Step) -> None:
    """One station in a process of its own, as make would start it."""
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    done = subprocess.run([sys.executable, "-m", *step.module], env=env, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def main(
    folder: Annotated[Path, typer.Option(help="Where the demo's logs and warehouse go.")] = Path(
        "demo"
    ),
    seed: Annotated[int, typer.Option(help="Seed of the world.")] = 7,
    trials: Annotated[int, typer.Option(help="Optuna trials.")] = TRIALS,
) -> None:
    """Simulate, features, train, evaluate, promote, score; then what was found beside the truth."""
    begin = time.monotonic()
    logs, warehouse = folder / "logs", folder / "warehouse"
    for number, step in enumerate(chain := steps(logs, warehouse, seed, trials), start=1):
        print(f"\n[{number}/{len(chain)}] {step.title}\n  $ {step.make}", flush=True)
        run(step)
    as_of = newest(warehouse / "scores")
    console = Console(width=100)
    print()
    for table in beside_truth(logs, warehouse, as_of):
        console.print(table)
    seconds = time.monotonic() - begin
    report = (warehouse / "report" / f"as_of={as_of}" / "index.html").resolve()
    print(f"demo done in {seconds:.0f} s")
    print(f"report   {report}")
    print("next     make ui                      look at runs and models in MLflow")
    print(
        "         make features train evaluate promote score LOGS=/your/logs WAREHOUSE=/some/folder"
    )
    print("         make help                    everything else")


if __name__ == "__main__":
    typer.run(main)
