"""A world from its seed to a LOGS folder: draw everybody once, then write day by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulation.activity import active_days, day_starts, midnight_us
from simulation.campaigns import draw_campaigns
from simulation.clients import draw_clients, draw_habits
from simulation.draws import Picker, stream
from simulation.exchanges import Columns, Stage, day_exchanges
from simulation.labels import draw_decisions
from simulation.people import draw_origins, draw_people, draw_plans, draw_sign_ups
from simulation.population import DAY_US, Campaign, Population
from simulation.prompts.voice import Voice
from simulation.prompts.wrappers import WORDINGS, draw_dialect
from simulation.prompts.writer import Writer
from simulation.render import account_table, decision_table, exchange_table, truth_table
from simulation.scenarios import Scenario
from simulation.tactics import TACTICS
from simulation.ties import draw_cards, draw_network
from simulation.world import World, draw_world
from simulation.write import clear_logs, write_table

_TEST_SET = 800
_TUTORIALS = 40


@dataclass(frozen=True)
class Summary:
    """What was written: rows by table, and how many accounts are in how many campaigns."""

    accounts: int
    members: int
    campaigns: int
    exchanges: int
    decisions: int
    world: World


def write_world(
    scenario: Scenario,
    logs: Path,
    seed: int,
    scale: float,
    voice: Voice,
    progress: Callable[[int], None] | None = None,
) -> Summary:
    """Write the world of `seed` to `logs`; the same arguments give the same bytes.

    `scale` multiplies the scenario's accounts; `progress` is called with the number of days
    written so far. Raises ValueError if the scale leaves fewer than 50 accounts, or if `logs`
    holds tables that no simulation wrote.
    """
    n = round(scenario.accounts * scale)
    if n < 50:
        raise ValueError(
            f"scale {scale}: expected at least 50 accounts, found {n}; "
            f"choose --scale {50 / scenario.accounts:.2f} or more"
        )
    clear_logs(logs)
    world = draw_world(seed)
    days = day_starts(scenario.last_day, scenario.days)
    start_us = midnight_us(days[0])
    campaigns = draw_campaigns(seed, scenario, scale)
    stage = build_stage(scenario, seed, n, world, campaigns, voice, start_us)
    p = stage.population
    active = active_days(seed, p, world, campaigns, days)
    decisions, closed = draw_decisions(seed, scenario, p, campaigns, active, start_us)
    write_table(truth_table(seed, p, campaigns), logs / "truth")
    created_day = (p.created_at - start_us) // DAY_US
    write_table(account_table(stage, closed, created_day), logs / "accounts")
    write_table(decision_table(seed, decisions), logs / "decisions")
    exchanges = 0
    late: Columns | None = None
    for d, day in enumerate(days):
        midnight = midnight_us(day)
        rows = _open_only(day_exchanges(stage, d, midnight, active[d]), closed)
        if late is not None:
            rows = {name: np.concatenate([late[name], rows[name]]) for name in rows}
        today = rows["at"] < midnight + DAY_US
        late = {name: values[~today] for name, values in rows.items()}
        table = exchange_table(stage, {name: values[today] for name, values in rows.items()})
        write_table(table, logs / "exchanges" / f"date={day.isoformat()}")
        exchanges += table.num_rows
        if progress is not None:
            progress(d + 1)
    return Summary(n, int(p.in_campaign.sum()), len(campaigns), exchanges, len(decisions), world)


def build_stage(
    scenario: Scenario,
    seed: int,
    n: int,
    world: World,
    campaigns: list[Campaign],
    voice: Voice,
    start_us: int,
) -> Stage:
    """Population, network and writer of a world; nothing is written."""
    release = scenario.days * scenario.release
    draft = draw_people(seed, n, world, campaigns)
    draw_origins(seed, draft, world)
    draw_sign_ups(seed, draft, world, campaigns, scenario.days, start_us)
    draw_plans(seed, draft, world)
    draw_cards(seed, draft, world, campaigns)
    network, pools = draw_network(seed, draft, world, campaigns, scenario.days)
    draw_clients(seed, draft, world, campaigns)
    draw_habits(seed, draft, world, campaigns, scenario.days, start_us, release)
    population = Population(
        kind=draft.kind, tactic=draft.tactic, campaign=draft.campaign, **draft.columns
    )
    writer = _writer(seed, world, campaigns, voice)
    return Stage(seed, population, network, pools, campaigns, writer, release)


def _writer(seed: int, world: World, campaigns: list[Campaign], voice: Voice) -> Writer:
    pick = Picker(stream(seed, "texts"))
    test_set = [voice.problem(None, pick)[0] for _ in range(_TEST_SET)]
    tutorials = [
        voice.ask("code" if i % 2 else "chat", pick.index(1 << 30), "en", 1, pick)[0]
        for i in range(_TUTORIALS)
    ]
    dialects, pools = [], []
    for i, campaign in enumerate(campaigns):
        own = Picker(stream(seed, "campaign text", i))
        wording = WORDINGS[TACTICS[campaign.tactic].wording]
        dialects.append(draw_dialect(wording, campaign.templates, own))
        pools.append([voice.problem(None, own, harvest=True) for _ in range(campaign.questions)])
    return Writer(voice, test_set, tutorials, dialects, pools, world.paste_share)


def _open_only(rows: Columns, closed: NDArray[np.int64]) -> Columns:
    """Without what an account would have sent after it was closed."""
    until = closed[rows["account"]]
    keep = (until == 0) | (rows["at"] < until)
    return {name: values[keep] for name, values in rows.items()}
