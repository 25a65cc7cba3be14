"""The stations `make daily` and `make backfill`: tiles of some days, then feature rows.

Neither trains: days come into a warehouse whose embedder stands. A tile is whole or not there, so
a run that was killed is taken up by running it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from rich.console import Console

from features.build import check_days, embedding_of, intake_of, keep_intake, progress_bar, run_days
from features.catalogue import tile_digest
from features.contract import Counts, exchange_days
from features.daily import Day, standing_tile, tile_folder
from features.declare import WINDOWS
from features.embedding import Embedding
from features.schema import ContractError
from features.snapshots import Snapshot, snapshot, tiles_of
from features.warehouse import WarehouseError, find_partition
from features.windows import window_days

# An export that stood still over a weekend is three days late. To look back further each day would
# change tiles whose feature rows were long acted on, so that is asked for by name: make backfill.
LATE_DAYS = 3


@dataclass(frozen=True)
class Plan:
    """Days whose tiles are looked at and made, days that get feature rows (both oldest first), and
    days that need a new tile and are left as they are."""

    days: Sequence[date]
    rows_of: Sequence[date]
    waiting: Sequence[date]


@dataclass(frozen=True)
class Run:
    """What a call did: the plan's days and what became of them, and the newest feature rows."""

    plan: Plan
    days: dict[date, Day]
    rows: Snapshot

    @property
    def made(self) -> int:
        """Days whose exchanges were read."""
        return sum(not done.reused for done in self.days.values())


def day_of(name: str, text: str, make: str) -> date:
    """The day that a make variable holds; ContractError that shows `make`, a call that is right."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        found = repr(text) if text else "nothing"
        raise ContractError(
            f"{name}: expected a day as YYYY-MM-DD, found {found}. Run {make}."
        ) from None


def daily(
    logs: Path,
    warehouse: Path,
    day: date,
    *,
    max_bad_share: float,
    console: Console,
    engine_name: str = "duckdb",
) -> Run:
    """The tile of `day`, those of late days before it, and the feature rows as of `day`.

    Exchanges are read of `day`, and of those of the LATE_DAYS before it that have no tile of their
    present files. Raises ContractError where the log has no such day, WarehouseError where the
    warehouse has no embedder or tiles of another one.
    """
    days = exchange_days(logs)
    if day not in days:
        raise ContractError(
            f"{logs}: exchanges: expected the day DATE={day}, found none; {_nearest(days, day)}. "
            "Export that day, or choose another one."
        )
    embedding = embedding_of(warehouse)
    _refuse_others(warehouse, days, embedding, as_of=day, first=day, last=day)
    changed = _changed(logs, warehouse, [d for d in days if d < day], embedding)
    late = [d for d in changed if d >= day - timedelta(days=LATE_DAYS)]
    plan = Plan([*late, day], [day], [d for d in changed if d not in late])
    return _run(logs, warehouse, plan, embedding, max_bad_share, console, engine_name, lines=False)


def backfill(
    logs: Path,
    warehouse: Path,
    first: date,
    last: date,
    *,
    every_row: bool,
    max_bad_share: float,
    console: Console,
    engine_name: str = "duckdb",
) -> Run:
    """The tiles of the log's days from `first` to `last`, and feature rows as of the last of them.

    `every_row`: feature rows as of each of the days. What stands is counted and not made again.
    Raises ContractError where the log has no day in between, WarehouseError as `daily`.
    """
    if first > last:
        raise ContractError(
            f"FROM={first}: expected a day up to TO={last}, found a later one. Exchange the two."
        )
    days = exchange_days(logs)
    chosen = [day for day in days if first <= day <= last]
    if not chosen:
        raise ContractError(
            f"{logs}: exchanges: expected a day from FROM={first} to TO={last}, found none; "
            f"{_nearest(days, first)}. Choose days of the log."
        )
    embedding = embedding_of(warehouse)
    rows_of = chosen if every_row else chosen[-1:]
    _refuse_others(warehouse, days, embedding, as_of=rows_of[0], first=first, last=last)
    opens = window_days(rows_of[0], max(WINDOWS))[0]
    before = [day for day in days if opens <= day < first]
    plan = Plan(chosen, rows_of, _changed(logs, warehouse, before, embedding))
    return _run(logs, warehouse, plan, embedding, max_bad_share, console, engine_name, lines=True)


def _run(
    logs: Path,
    warehouse: Path,
    plan: Plan,
    embedding: Embedding,
    max_bad_share: float,
    console: Console,
    engine_name: str,
    *,
    lines: bool,
) -> Run:
    check_days(logs, warehouse, plan.days, embedding.fingerprint)
    done = run_days(
        logs,
        warehouse,
        plan.days,
        embedding,
        max_bad_share=max_bad_share,
        console=console,
        engine_name=engine_name,
        lines=lines,
    )
    with progress_bar(console) as bar:
        for day in bar.track(plan.rows_of, description="feature rows"):
            newest = snapshot(logs, warehouse, day, embedding.fingerprint, engine_name=engine_name)
    _keep_intake(logs, warehouse, done)
    return Run(plan, done, newest)


def _nearest(days: Sequence[date], day: date) -> str:
    """The log's days on both sides of one it does not have, in words."""
    before = max((d for d in days if d < day), default=None)
    after = min((d for d in days if d > day), default=None)
    return f"nearest before {before or '-'}, after {after or '-'}"


def _changed(logs: Path, warehouse: Path, days: Iterable[date], embedding: Embedding) -> list[date]:
    """The days whose tile is missing or not of the files that are there now."""
    return [
        day for day in days if standing_tile(logs, warehouse, day, embedding.fingerprint) is None
    ]


def _refuse_others(
    warehouse: Path,
    days: Sequence[date],
    embedding: Embedding,
    *,
    as_of: date,
    first: date,
    last: date,
) -> None:
    """WarehouseError where a tile that the rows as of `as_of` need, and that is not of the days
    `first` to `last` about to be made, is of another embedder or of other declarations."""
    wanted = {"embedder": embedding.fingerprint, "declarations": tile_digest()}
    for day, tile in sorted(tiles_of(warehouse, as_of).items()):
        other = [name for name, value in wanted.items() if tile.meta.get(name) != value]
        if day >= first or not other:
            continue
        todo = f"Run make backfill FROM={day} TO={last}."
        if day not in days:
            todo = "The log has this day no longer: delete the folder."
        raise WarehouseError(
            f"{tile.folder}: expected a tile of {other[0]} {wanted[other[0]]}, found one of "
            f"{tile.meta.get(other[0])}: sums of two must not be added. {todo}"
        )


def _keep_intake(logs: Path, warehouse: Path, done: dict[date, Day]) -> None:
    """The report's numbers: all days that have a tile, up to the newest that was asked for."""
    former = find_partition(warehouse / "intake")
    as_of = max(done)
    if former is not None:
        as_of = max(as_of, date.fromisoformat(former.meta["as_of"]))
    whole = dict(done)
    for day in exchange_days(logs):
        tile = find_partition(tile_folder(warehouse, day))
        if day <= as_of and day not in done and tile is not None:
            counts = Counts(**tile.meta["counts"])
            whole[day] = Day(tile, counts, reused=True, replaced=False)
    keep_intake(warehouse, as_of, intake_of(whole[day] for day in sorted(whole)))


def told_daily(run: Run, warehouse: Path, seconds: float) -> list[str]:
    """What `daily` did, as lines for the reader: each day's rows, and what was left alone."""
    day = max(run.days)
    lines = [f"daily {day}: {run.made} of {len(run.days)} days read, {seconds:.1f} s"]
    for other, done in run.days.items():
        fate = "made"
        if done.reused:
            fate = "stood already"
        elif other < day:
            fate = "late rows taken in" if done.replaced else "had no tile"
        elif done.replaced:
            fate = "delivered again, replaced"
        lines.append(f"  {other}: {intake_of([done]).equation()} · {fate}")
        lines += _set_aside([done], warehouse)
    return [*lines, *_waiting(run), _accounts(run)]


def told_backfill(run: Run, warehouse: Path, seconds: float) -> list[str]:
    """What `backfill` did, as lines for the reader: all days' rows added up."""
    days = sorted(run.days)
    return [
        f"backfill {days[0]} to {days[-1]}: {run.made} of {len(days)} days read"
        f" ({len(days) - run.made} stood already), {seconds:.1f} s",
        f"  {intake_of(run.days.values()).equation()}",
        *_set_aside(run.days.values(), warehouse),
        *_waiting(run),
        _accounts(run),
    ]


def _set_aside(days: Iterable[Day], warehouse: Path) -> list[str]:
    reasons = intake_of(days).set_aside
    return [
        f"    {rows:,} x {reason} (see {warehouse}/quarantine)"
        for reason, rows in sorted(reasons.items())
    ]


def _waiting(run: Run) -> list[str]:
    waiting = run.plan.waiting
    if not waiting:
        return []
    named = ", ".join(str(day) for day in waiting[:3])
    more = f" and {len(waiting) - 3} more" if len(waiting) > 3 else ""
    return [
        f"  left as they are, days that need a new tile: {len(waiting)} ({named}{more})",
        f"    to take them in: make backfill FROM={waiting[0]} TO={max(run.days)}",
    ]


def _accounts(run: Run) -> str:
    active = int((run.rows.rows["exchanges_28d"] > 0).sum())
    return (
        f"  feature rows as of {run.rows.as_of}: {len(run.rows.rows):,} accounts,"
        f" {active:,} active in {max(WINDOWS)} days"
    )
