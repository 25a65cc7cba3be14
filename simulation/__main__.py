"""Command line: write a simulated LOGS folder with known truth."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from simulation.generate import Plan, Summary, write_world
from simulation.prompts.folder import FolderVoice
from simulation.prompts.voice import GrammarVoice, Voice
from simulation.scenarios import SCENARIOS, Scenario
from simulation.tactics import KNOBS

app = typer.Typer(add_completion=False)
_NAMES = ", ".join(s.name for s in SCENARIOS)


@app.command()
def main(
    logs: Annotated[
        Path, typer.Option(help="Folder to write: exchanges, accounts, decisions, truth.")
    ],
    scenario: Annotated[str, typer.Option(help=f"What to simulate: {_NAMES}.")] = "demo",
    seed: Annotated[
        int, typer.Option(min=0, help="Which world: it decides how honest people are tied, too.")
    ] = 7,
    scale: Annotated[
        float, typer.Option(min=0.0, help="Accounts in relation to the scenario's own number.")
    ] = 1.0,
    prevalence: Annotated[
        float | None,
        typer.Option(
            min=0.0001, max=0.1, help="Share of accounts in campaigns; the scenario's if left out."
        ),
    ] = None,
    knob: Annotated[
        list[str] | None,
        typer.Option(
            help=f"Fix how all campaigns evade, as name=value; may be repeated: {', '.join(KNOBS)}."
        ),
    ] = None,
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
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that write; one a core for large worlds if left out."),
    ] = None,
) -> None:
    """Write a simulated log with known truth. Same options, same bytes.

    A run that was stopped goes on where it stood when it is called again. A former simulated log
    of another world in LOGS is replaced; a folder that holds a real one is refused.
    """
    console = Console(stderr=True)
    started = time.perf_counter()
    try:
        frame = _scenario(scenario)
        if prevalence is not None:
            frame = replace(frame, prevalence=prevalence)
        if last_day is not None:
            frame = replace(frame, last_day=last_day.date())
        plan = Plan(frame, seed, scale, tuple(sorted(_knobs(knob or []).items())))
        voice: Voice = GrammarVoice() if prompts is None else FolderVoice(prompts)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, TimeRemainingColumn(), console=console) as bar:
            task = bar.add_task("people and ties", total=None)

            def show(done: int, total: int) -> None:
                bar.update(task, description="blocks of days", completed=done, total=total)

            done = write_world(plan, logs, voice, show, workers)
    except ValueError as error:
        console.print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from None
    typer.echo(_said(logs, done, time.perf_counter() - started))


def _scenario(name: str) -> Scenario:
    found = {s.name: s for s in SCENARIOS}.get(name)
    if found is None:
        raise ValueError(f"--scenario: expected one of {_NAMES}, found {name!r}")
    return found


def _knobs(given: list[str]) -> dict[str, float]:
    out = {}
    for text in given:
        name, _, value = text.partition("=")
        try:
            out[name.strip()] = float(value)
        except ValueError:
            raise ValueError(f"--knob: expected name=number, found {text!r}") from None
    return out


def _said(logs: Path, done: Summary, seconds: float) -> str:
    text = (
        f"{logs}: {done.accounts:,} accounts ({done.members:,} in {done.campaigns} campaigns), "
        f"{done.exchanges:,} exchanges, {done.decisions:,} decisions"
    )
    if done.written_now:
        rate = done.written_now / seconds
        return f"{text}; {done.written_now:,} written in {seconds:.0f} s ({rate:,.0f} a second)"
    return f"{text}; all of it was there"


if __name__ == "__main__":
    app()
