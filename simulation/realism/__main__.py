"""Command line: how real a simulated log is, as tables, a page and figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from simulation.realism.contract import RealismError
from simulation.realism.log import open_log
from simulation.realism.measured import Measured, read_measured
from simulation.realism.page import page_of
from simulation.realism.plots import plots_of
from simulation.realism.report import STAGES, make_report, to_json
from simulation.realism.tables import TextTable, tables_of

# Without a terminal there is no width to fit: wide enough that no cell breaks.
_PLAIN_WIDTH = 140

app = typer.Typer(add_completion=False)


@app.command()
def main(
    logs: Annotated[Path, typer.Option(help="Simulated LOGS folder, with truth.")],
    out: Annotated[
        Path | None,
        typer.Option(help="Folder to write; beside the logs as NAME-realism if left out."),
    ] = None,
    traces: Annotated[
        Path | None,
        typer.Option(help="Folder with tables of measured public traces to lay beside the log."),
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, help="Of samples, folds and the shuffled control.")
    ] = 0,
) -> None:
    """Hold a simulated log against the bounds of a realistic one. Same input, same figures."""
    console = Console(stderr=True)
    try:
        folder = _out_folder(logs, out)
        measured = Measured() if traces is None else read_measured(traces)
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console
        )
        with bar:
            task = bar.add_task("reading", total=len(STAGES) + 2)

            def stage(name: str) -> None:
                bar.update(task, advance=1, description=name)

            with open_log(logs, seed) as log:
                report = make_report(log, measured, stage)
            stage("writing")
            plots = plots_of(report)
            folder.mkdir(parents=True, exist_ok=True)
            for name, png in plots.items():
                (folder / f"{name}.png").write_bytes(png)
            (folder / "realism.json").write_text(to_json(report), encoding="utf-8")
            (folder / "index.html").write_text(page_of(report, plots), encoding="utf-8")
            bar.update(task, advance=1, description="done")
    except RealismError as error:
        console.print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from None
    shown = Console(width=None if sys.stdout.isatty() else _PLAIN_WIDTH)
    for table in tables_of(report):
        _show(shown, table)
    typer.echo(f"{folder}: realism.json, index.html, {len(plots)} plots")


def _out_folder(logs: Path, out: Path | None) -> Path:
    """Where to write: never inside the logs, whose folders are read as tables."""
    home = logs.resolve()
    folder = (out if out is not None else home.parent / f"{home.name}-realism").resolve()
    if folder == home or home in folder.parents:
        raise RealismError(
            f"{out}: expected a folder outside the logs, found one inside {logs}. Choose another "
            "--out."
        )
    if folder.exists() and not folder.is_dir():
        raise RealismError(
            f"{folder}: expected a folder to write, found a file. Choose another --out."
        )
    return folder


def _show(console: Console, table: TextTable) -> None:
    # A title of the table's own would be broken to the width of the table.
    console.print()
    console.print(table.title, markup=False, highlight=False, style="bold")
    if not table.rows:
        console.print("none", highlight=False)
        return
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in table.header:
        drawn.add_column(name, overflow="fold")
    for row in table.rows:
        # Plain text: a value of the log must not be read as markup.
        drawn.add_row(*(_escaped(cell) for cell in row))
    console.print(drawn)
    if table.note:
        console.print(table.note, markup=False, highlight=False)


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")


if __name__ == "__main__":
    app()
