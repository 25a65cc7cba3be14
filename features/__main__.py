"""`python -m features`: build the features, or train the embedder alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from features.build import DEFAULT_TEACHER, build, newest_day, train_embedding
from features.command import user_errors
from features.embedding import TEACHER_PROMPTS
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
Embedder = Annotated[
    str, typer.Option(help="Teacher: a sentence-transformers model's name or folder.")
]


@app.command("build")
def build_command(
    logs: Logs,
    warehouse: Warehouse,
    as_of: AsOf = None,
    embedder: Embedder = "",
    max_bad_share: Annotated[
        float, typer.Option(min=0, max=1, help="Most of a day's rows that may be set aside.")
    ] = 0.01,
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
