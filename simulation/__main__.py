"""Command line: write a simulated LOGS folder with known truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from simulation.generate import write_world
from simulation.prompts.folder import FolderVoice
from simulation.prompts.voice import GrammarVoice, Voice
from simulation.scenarios import SCENARIOS

app = typer.Typer(add_completion=False)


@app.command()
def main(
    logs: Annotated[
        Path, typer.Option(help="Folder to write: exchanges, accounts, decisions, truth.")
    ],
    scenario: Annotated[
        str, typer.Option(help=f"What to simulate: {', '.join(s.name for s in SCENARIOS)}.")
    ] = "demo",
    seed: Annotated[
        int, typer.Option(min=0, help="Which world: it decides how honest people are tied, too.")
    ] = 7,
    scale: Annotated[
        float, typer.Option(min=0.0, help="Accounts in relation to the scenario's own number.")
    ] = 1.0,
    prompts: Annotated[
        Path | None,
        typer.Option(
            help="Folder with prompts.parquet (text, kind, source, licence) to use in place of "
            "the grammar."
        ),
    ] = None,
    last_day: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Last day of the log (UTC); the scenario's if left out."
        ),
    ] = None,
) -> None:
    """Write a simulated log with known truth. Same options, same bytes.

    A former simulated log in LOGS is replaced; a folder that holds a real one is refused.
    """
    console = Console(stderr=True)
    try:
        plan = {s.name: s for s in SCENARIOS}.get(scenario)
        if plan is None:
            names = ", ".join(s.name for s in SCENARIOS)
            raise ValueError(f"--scenario: expected one of {names}, found {scenario!r}")
        if last_day is not None:
            plan = replace(plan, last_day=last_day.date())
        voice: Voice = GrammarVoice() if prompts is None else FolderVoice(prompts)
        with Progress(console=console) as bar:
            task = bar.add_task("days", total=plan.days)
            done = write_world(
                plan, logs, seed, scale, voice, lambda n: bar.update(task, completed=n)
            )
    except ValueError as error:
        console.print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from None
    typer.echo(
        f"{logs}: {done.accounts:,} accounts ({done.members} in {done.campaigns} campaigns), "
        f"{done.exchanges:,} exchanges, {done.decisions} decisions"
    )


if __name__ == "__main__":
    app()
