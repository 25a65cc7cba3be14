"""`python -m features`: build the features, take in a day or several, or train the embedder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer
from rich.console import Console

from features.backfill import LATE_DAYS, backfill, daily, day_of, told_backfill, told_daily
from features.build import DEFAULT_TEACHER, build, newest_day, train_embedding
from features.command import user_errors
from features.embedding import TEACHER_PROMPTS
from features.evidence import told
from features.snapshots import MODEL_COLUMNS

app = typer.Typer(add_completion=False, help=__doc__, pretty_exceptions_enable=False)

Logs = Annotated[Path, typer.Option(help="Folder with exchanges/, accounts/ and decisions/.")]
Warehouse = Annotated[Path, typer.Option(help="Folder that tiles, features and scores go to.")]
AsOf = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Last day known; default: the newest of the log."),
]
TeacherPrompts = Annotated[
    int, typer.Option(min=50, help="Prompts that the teacher embeds to train the student.")
]
EngineName = Annotated[
    str, typer.Option(help="Where SQL runs: duckdb, or spark (needs the extra `spark` and Java).")
]
Embedder = Annotated[
    str, typer.Option(help="Teacher: a sentence-transformers model's name or folder.")
]

MaxBadShare = Annotated[
    float, typer.Option(min=0, max=1, help="Most of a day's rows that may be set aside.")
]


@app.command("build")
def build_command(
    logs: Logs,
    warehouse: Warehouse,
    as_of: AsOf = None,
    embedder: Embedder = "",
    max_bad_share: MaxBadShare = 0.01,
    engine: EngineName = "duckdb",
    seed: Annotated[int, typer.Option(help="Seed of the embedder's sample.")] = 0,
    teacher_prompts: TeacherPrompts = TEACHER_PROMPTS,
) -> None:
    """Read the logs up to AS_OF and make tiles and feature rows; what stands is reused."""
    console = Console(stderr=True)
    with user_errors():
        day = as_of.date() if as_of else newest_day(logs)
        intake, snapshot = build(
            logs,
            warehouse,
            day,
            teacher=embedder or None,
            max_bad_share=max_bad_share,
            engine_name=engine,
            seed=seed,
            teacher_prompts=teacher_prompts,
            console=console,
        )
        active = int((snapshot.rows["exchanges_28d"] > 0).sum())
        print(f"features as of {day}: {intake.days} days ({intake.reused} stood already)")
        print(f"  {intake.equation()}")
        for reason, rows in sorted(intake.set_aside.items()):
            print(f"    {rows:,} x {reason} (see {warehouse}/quarantine)")
        print(
            f"  {len(snapshot.rows):,} accounts, {active:,} active in 28 days,"
            f" {len(MODEL_COLUMNS)} columns a model reads"
        )
        print(
            f"  {len(snapshot.seeds)} accounts are seeds; what shared traces are worth in this log:"
        )
        for line in told(snapshot.weights):
            print(f"    {line}")


@app.command(
    "daily",
    help=f"Take in one day: its tile, late rows of the {LATE_DAYS} days before it, and the feature "
    "rows as of it. Reads the exchanges of no other day.",
)
def daily_command(
    logs: Logs,
    warehouse: Warehouse,
    date: Annotated[str, typer.Option(help="The day, YYYY-MM-DD.")] = "",
    max_bad_share: MaxBadShare = 0.01,
    engine: EngineName = "duckdb",
) -> None:
    console, began = Console(stderr=True), monotonic()
    with user_errors():
        day = day_of("DATE", date, "make daily DATE=2026-05-19")
        run = daily(
            logs, warehouse, day, max_bad_share=max_bad_share, console=console, engine_name=engine
        )
        print("\n".join(told_daily(run, warehouse, monotonic() - began)))


@app.command("backfill")
def backfill_command(
    logs: Logs,
    warehouse: Warehouse,
    first: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")] = "",
    rows: Annotated[
        bool, typer.Option("--rows", help="Feature rows as of every day, not of the last alone.")
    ] = False,
    max_bad_share: MaxBadShare = 0.01,
    engine: EngineName = "duckdb",
) -> None:
    """Take in all days of the log from one to another: their tiles, and the feature rows as of the
    last one (as of each with --rows). What stands is skipped, so a run that was stopped goes on."""
    console, began = Console(stderr=True), monotonic()
    with user_errors():
        example = "make backfill FROM=2026-04-22 TO=2026-05-19"
        run = backfill(
            logs,
            warehouse,
            day_of("FROM", first, example),
            day_of("TO", last, example),
            every_row=rows,
            max_bad_share=max_bad_share,
            engine_name=engine,
            console=console,
        )
        print("\n".join(told_backfill(run, warehouse, monotonic() - began)))


@app.command("embedder")
def embedder_command(
    logs: Logs, warehouse: Warehouse, as_of: AsOf = None, embedder: Embedder = DEFAULT_TEACHER,
    seed: Annotated[int, typer.Option(help="Seed of the sample.")] = 0,
    teacher_prompts: TeacherPrompts = TEACHER_PROMPTS,
) -> None:  # fmt: skip
    """Train the static student on the logs' own prompts; tiles are then made anew."""
    with user_errors():
        day = as_of.date() if as_of else newest_day(logs)
        train_embedding(
            logs, warehouse, day, teacher=embedder or DEFAULT_TEACHER, seed=seed,
            console=Console(), teacher_prompts=teacher_prompts,
        )  # fmt: skip


if __name__ == "__main__":
    app()
