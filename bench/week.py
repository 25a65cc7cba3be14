"""The log that the feature benchmarks run on: 7 days of 50 exchanges an account, by the simulator.

    python -m bench.week --logs LOGS --accounts 400000      # 20 M exchanges in its last 7 days
    python -m bench.week --logs LOGS --accounts 40000       # a tenth, to show growth

A world has at least 14 days; benchmarks read the last 7.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from features.log_files import exchange_days
from simulation.generate import Plan, write_world
from simulation.prompts.voice import GrammarVoice
from simulation.scenarios import EVERY_TACTIC

DAYS = 7


def last_days(logs: Path) -> list[date]:
    """The days that the benchmarks read, oldest first."""
    return exchange_days(logs)[-DAYS:]


def main(
    logs: Annotated[Path, typer.Option(help="Folder to write.")],
    accounts: Annotated[int, typer.Option(help="Accounts of the world.")] = 40_000,
    seed: Annotated[int, typer.Option(help="Seed of the world.")] = 3,
) -> None:
    """Write the log; a run that was stopped goes on."""
    scenario = replace(
        EVERY_TACTIC, name="week", accounts=accounts, days=14, prevalence=0.02,
        honest_exchanges=100.0, member_exchanges=300.0,
    )  # fmt: skip
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("blocks of days", total=None)
        done = write_world(
            Plan(scenario, seed), logs, GrammarVoice(),
            lambda n, total: bar.update(task, completed=n, total=total),
        )  # fmt: skip
    typer.echo(f"{logs}: {done.accounts:,} accounts, {done.exchanges:,} exchanges in 14 days")


if __name__ == "__main__":
    typer.run(main)
