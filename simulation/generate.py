"""A world from its seed to a LOGS folder: draw everybody once, then write day by day."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulation.activity import active_days, day_starts, midnight_us
from simulation.campaigns import draw_campaigns
from simulation.clients import draw_clients
from simulation.draws import stream
from simulation.exchanges import Stage, day_exchanges
from simulation.habits import draw_habits
from simulation.labels import draw_decisions
from simulation.people import draw_origins, draw_people, draw_plans, draw_sign_ups
from simulation.population import DAY_US, Bools, Campaign, Ints, Population
from simulation.prompts.voice import Voice
from simulation.prompts.writer import draw_writer
from simulation.render import account_table, decision_table, exchange_table, truth_table
from simulation.runs import draw_runs
from simulation.scenarios import Scenario
from simulation.ties import draw_cards, draw_network
from simulation.world import World, draw_world
from simulation.write import open_logs, write_table

# Raised by hand whenever the same call would give other bytes: a log that was begun by another
# version is not continued.
VERSION = 3
# Accounts that are written together: what bounds the memory of a worker.
BLOCK = 130_000
_SMALLEST_WORLD = 50
# Exchanges that are worth a batch of texts; small worlds write several days at once.
_BATCH = 60_000
_MOST_DAYS = 14


@dataclass(frozen=True)
class Summary:
    """What was written: rows by table, and how many accounts are in how many campaigns.

    exchanges counts the log's rows, written_now those of this run (a continued run writes less).
    """

    accounts: int
    members: int
    campaigns: int
    exchanges: int
    written_now: int
    decisions: int
    world: World


@dataclass(frozen=True)
class Plan:
    """One world's frame: what is simulated, from which seed, at which size, with which knobs."""

    scenario: Scenario
    seed: int
    scale: float = 1.0
    knobs: tuple[tuple[str, float], ...] = ()

    @property
    def accounts(self) -> int:
        """Accounts of the world; raises ValueError if the scale leaves too few."""
        n = round(self.scenario.accounts * self.scale)
        if n < _SMALLEST_WORLD:
            least = _SMALLEST_WORLD / self.scenario.accounts
            raise ValueError(
                f"scale {self.scale}: expected at least {_SMALLEST_WORLD} accounts, found {n}; "
                f"choose --scale {1.05 * least:.2g} or more"
            )
        return n


def write_world(
    plan: Plan,
    logs: Path,
    voice: Voice,
    progress: Callable[[int, int], None] | None = None,
    workers: int | None = None,
) -> Summary:
    """Write the world of `plan` to `logs`; the same plan and version give the same bytes.

    Days are written in blocks of accounts by `workers` processes (None: one a core for large
    worlds). A run that was stopped goes on where it stood. `progress` is called with the blocks
    written so far and their number. Raises ValueError if the scale leaves too few accounts, or if
    `logs` holds tables that no simulation wrote.
    """
    n = plan.accounts
    campaigns = draw_campaigns(plan.seed, plan.scenario, plan.scale, dict(plan.knobs))
    open_logs(logs, _stamp(plan, voice))
    world = draw_world(plan.seed)
    days = day_starts(plan.scenario.last_day, plan.scenario.days)
    start_us = midnight_us(days[0])
    stage = build_stage(plan, n, world, campaigns, voice, start_us)
    p = stage.population
    active = active_days(plan.seed, p, world, campaigns, days)
    decisions, closed = draw_decisions(plan.seed, world, p, campaigns, active, start_us)
    write_table(truth_table(plan.seed, p, campaigns), logs / "truth" / "part-0.parquet")
    created_day = (p.created_at - start_us) // DAY_US
    write_table(account_table(stage, closed, created_day), logs / "accounts" / "part-0.parquet")
    write_table(decision_table(plan.seed, decisions), logs / "decisions" / "part-0.parquet")
    blocks = _blocks(n)
    daily = plan.scenario.honest_exchanges * n / len(days) / len(blocks)
    at_once = int(np.clip(round(_BATCH / daily), 1, _MOST_DAYS))
    job = _Job(stage, logs, days, active, closed, blocks, at_once)
    tasks = job.tasks()
    todo = [task for task in tasks if not job.is_done(*task)]
    written = 0
    for done, rows in enumerate(_run(job, todo, workers), start=1):
        written += rows
        if progress is not None:
            progress(len(tasks) - len(todo) + done, len(tasks))
    total = sum(
        pq.read_metadata(f).num_rows for f in sorted((logs / "exchanges").glob("*/*.parquet"))
    )
    members = int(p.in_campaign.sum())
    return Summary(n, members, len(campaigns), total, written, len(decisions), world)


def build_stage(
    plan: Plan,
    n: int,
    world: World,
    campaigns: list[Campaign],
    voice: Voice,
    start_us: int,
) -> Stage:
    """Population, network and writer of a world; nothing is written."""
    seed, scenario = plan.seed, plan.scenario
    release = scenario.days * scenario.release
    draft = draw_people(seed, n, world, campaigns)
    draw_origins(seed, draft, world)
    draw_runs(seed, draft, campaigns, scenario.days)
    draw_sign_ups(seed, draft, world, campaigns, scenario.days, start_us)
    draw_plans(seed, draft, world)
    draw_cards(seed, draft, world, campaigns)
    network, pools = draw_network(seed, draft, world, campaigns, scenario.days)
    draw_clients(seed, draft, world, campaigns)
    draw_habits(seed, draft, world, campaigns, scenario, start_us, release)
    population = Population(
        kind=draft.kind,
        tactic=draft.tactic,
        campaign=draft.campaign,
        stolen=draft.stolen,
        **draft.columns,
    )
    writer = draw_writer(stream(seed, "texts"), seed, world, population, campaigns, voice)
    return Stage(seed, world, population, network, pools, campaigns, writer, release)


@dataclass(frozen=True)
class _Job:
    """What a worker needs to write one block of one day."""

    stage: Stage
    logs: Path
    days: list[date]
    active: Bools
    closed: Ints
    blocks: list[Ints]
    at_once: int

    def tasks(self) -> list[tuple[int, int]]:
        """First day of every stretch of days that is written together, with each block."""
        first = range(0, len(self.days), self.at_once)
        return [(day, block) for day in first for block in range(len(self.blocks))]

    def file(self, day: int, block: int, kind: str = "part") -> Path:
        """File of a block's rows of one day."""
        folder = self.logs / "exchanges" / f"date={self.days[day].isoformat()}"
        return folder / f"{kind}-{block}.parquet"

    def is_done(self, first: int, block: int) -> bool:
        """Whether a former run has written this task: its last day's own rows come last."""
        last = min(first + self.at_once, len(self.days)) - 1
        return self.file(last, block).is_file()

    def write(self, first: int, block: int) -> int:
        """Write a block of some days: what runs past their end goes to a file of the next day."""
        accounts, after = self.blocks[block], min(first + self.at_once, len(self.days))
        days = {d: accounts[self.active[d][accounts]] for d in range(first, after)}
        start_us = midnight_us(self.days[0])
        rows, prompts = day_exchanges(self.stage, days, start_us, block)
        # Nobody sends after the account was closed.
        until = self.closed[rows["account"]]
        open_ = (until == 0) | (rows["at"] < until)
        day = (rows["at"] - start_us) // DAY_US
        written = 0
        for d in (after, *range(first, after)):
            keep = open_ & (day == d)
            if d == len(self.days) or (d == after and not keep.any()):
                continue
            kept = {column: values[keep] for column, values in rows.items()}
            table = exchange_table(self.stage, kept, prompts.filter(pa.array(keep)))
            write_table(table, self.file(d, block, "part" if d < after else "late"))
            written += table.num_rows
        return written


_JOB: list[_Job] = []


def _write(task: tuple[int, int]) -> int:
    return _JOB[0].write(*task)


def _run(job: _Job, tasks: list[tuple[int, int]], workers: int | None) -> Iterator[int]:
    """Rows written by each task, in the order of tasks."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if workers is None:
        workers = cores if len(job.closed) > BLOCK // 2 else 1
    if workers <= 1 or len(tasks) < 2:
        yield from (job.write(*task) for task in tasks)
        return
    # Forked workers share the population; each uses one core, Arrow's own threads included.
    _JOB[:] = [job]
    pa.set_cpu_count(1)
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        yield from pool.map(_write, tasks)
    _JOB.clear()
    pa.set_cpu_count(cores)


def _blocks(n: int) -> list[Ints]:
    """Accounts in blocks of about equal size; neighbours by index go to different blocks."""
    many = max(1, -(-n // BLOCK))
    return [np.arange(b, n, many) for b in range(many)]


def _stamp(plan: Plan, voice: Voice) -> dict[str, object]:
    """What decides the bytes of a world."""
    scenario = asdict(plan.scenario) | {"last_day": plan.scenario.last_day.isoformat()}
    return {
        "version": VERSION,
        "seed": plan.seed,
        "scale": plan.scale,
        "knobs": dict(plan.knobs),
        "scenario": scenario,
        "texts": voice.fingerprint,
    }
