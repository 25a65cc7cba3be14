"""How much each account sends: drawn by kind and tactic, then scaled to the scenario's totals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.activity import BEHAVIOURS, MOST_SESSIONS, PAUSE, PAUSED, use_by_country
from simulation.archetypes import ARCHETYPES
from simulation.campaigns import CLOSES, found_campaigns
from simulation.draws import spread
from simulation.people import Draft
from simulation.population import Campaign, Floats
from simulation.scenarios import Scenario
from simulation.tactics import TACTICS
from simulation.world import World

_ROUNDS = 6  # of scaling; days that can't be busier than busy take a little off each
_WARM, _ASLEEP = 0.5, 0.15  # use of a bought account before its harvest, against a customer's


@dataclass(frozen=True)
class _Drawn:
    """Rates before scaling, one entry an account; run_* and below are the harvest's alone."""

    rate: Floats
    busy: Floats
    run_rate: Floats
    run_busy: Floats
    harvest: Floats
    decoy: Floats
    cap: Floats


def draw_rates(
    rng: np.random.Generator,
    seed: int,
    draft: Draft,
    world: World,
    campaigns: list[Campaign],
    scenario: Scenario,
) -> None:
    """rate and busy, own and during the harvest; harvest_share, decoy_share, cap.

    The mean number of exchanges of honest accounts, and of members if the scenario says it, comes
    to the scenario's within a few percent.
    """
    drawn = _draw(rng, draft, world, campaigns)
    asleep = np.array([*(k.asleep > 0 for k in campaigns), False])[draft.campaign]
    warmth = np.where(draft.operated, np.where(asleep, _ASLEEP, _WARM), 1.0)
    turns = np.array([b.turns for b in BEHAVIOURS])
    use = use_by_country(seed, world, scenario)
    country = draft.columns["country"]
    honest_use = use[country, draft.kind]
    run_use = np.where(
        draft.operated, use[country, len(ARCHETYPES) + draft.tactic], honest_use
    ) * np.where(draft.operated, 1 - PAUSE * (1 - PAUSED), 1.0)
    own_days, run_days = _days(draft, scenario.days)
    run_days = run_days * (1 - _closed_share(draft, world, campaigns))
    honest, member = ~draft.member, draft.member
    scale = [1.0, 1.0]
    columns = _composed(draft, drawn, warmth, *scale)
    for _ in range(_ROUNDS):
        own = _expected(columns["rate"], columns["busy"], honest_use) * turns[draft.kind]
        scale[0] *= scenario.honest_exchanges / (own * own_days)[honest].mean()
        if scenario.member_exchanges is not None:
            share = columns["harvest_share"]
            mixed = share * turns[len(ARCHETYPES) + draft.tactic]
            mixed = mixed + (1 - share) * turns[draft.kind]
            busy = np.where(
                draft.operated, np.minimum(columns["run_busy"], columns["cap"]), columns["run_busy"]
            )
            run = _expected(columns["run_rate"], columns["run_busy"], run_use)
            run = run * busy / columns["run_busy"] * mixed
            total = (own * own_days + run * run_days)[member].mean()
            scale[1] *= scenario.member_exchanges / total
        columns = _composed(draft, drawn, warmth, *scale)
    draft.columns |= columns


def _draw(
    rng: np.random.Generator, draft: Draft, world: World, campaigns: list[Campaign]
) -> _Drawn:
    n = draft.n
    low, high = np.array([a.behaviour.active for a in ARCHETYPES]).T
    sessions = np.array([a.behaviour.sessions for a in ARCHETYPES])[draft.kind]
    client = np.array([a.behaviour.share("api") > 0.5 for a in ARCHETYPES])[draft.kind]
    active = low[draft.kind] * (high[draft.kind] / low[draft.kind]) ** rng.random(n)
    load = np.where(
        client, spread(rng, 1.0, world.client_load, n), spread(rng, 1.0, world.people_load, n)
    )
    # A heavy user has more busy days and busier ones.
    busy = sessions * np.maximum(load, 0.3) ** 0.6
    run_rate, run_busy = np.zeros(n), np.ones(n)
    harvest, decoy, cap = np.zeros(n), np.zeros(n), np.full(n, np.inf)
    for i, campaign in enumerate(campaigns):
        tactic = TACTICS[campaign.tactic]
        mine = np.flatnonzero(draft.campaign == i)
        a, b = tactic.harvest.active
        days = a * (b / a) ** rng.random(len(mine))
        own = np.clip(spread(rng, 1.0, tactic.rate_sigma.draw(rng), len(mine)), 0.08, 8)
        run_rate[mine] = days * tactic.harvest.sessions * own
        run_busy[mine] = tactic.harvest.sessions * np.maximum(own, 0.3) ** 0.5
        share = np.clip(1 - campaign.knobs["cover"] + rng.normal(0, 0.06, len(mine)), 0.04, 1)
        cap[mine] = campaign.knobs["cap"] / tactic.harvest.turns
        harvest[mine] = share
        decoy[mine] = np.minimum(campaign.knobs["decoys"], 1 - share)
    return _Drawn(active * sessions * load, busy, run_rate, run_busy, harvest, decoy, cap)


def _composed(
    draft: Draft, drawn: _Drawn, warmth: Floats, own: float, run: float
) -> dict[str, Floats]:
    """The columns at a scale of own use and one of harvests."""
    rate, busy = drawn.rate * own, drawn.busy * max(1.0, own**0.5)
    run_rate, run_busy = drawn.run_rate * run, drawn.run_busy * max(1.0, run**0.5)
    # The owner of a stolen key goes on as before, so the thief's use comes on top.
    both = rate + run_rate
    columns = {
        "harvest_share": np.where(draft.stolen, run_rate / both, drawn.harvest),
        "decoy_share": drawn.decoy,
        "cap": np.maximum(1.0, drawn.cap * max(1.0, run)),
        "rate": rate * warmth,
        "busy": busy,
        "run_rate": np.where(draft.stolen, both, run_rate),
        "run_busy": np.where(draft.stolen, busy + run_busy, run_busy),
    }
    for name in ("rate", "run_rate"):
        of = name.replace("rate", "busy")
        columns[of] = np.clip(np.maximum(columns[of], columns[name]), 1.0, MOST_SESSIONS)
    return columns


def _days(draft: Draft, days: int) -> tuple[Floats, Floats]:
    """Days of the log on which each account is used as its own, and on which it harvests."""
    c = draft.columns
    first, after = c["first_day"].astype(float), c["last_day"] + 1.0
    start = np.clip(np.floor(c["run_start"]), first, after)
    end = np.clip(np.floor(c["run_end"]) + 1, start, after)
    run = np.where(draft.member, np.minimum(end, days) - start, 0.0)
    return after - first - run, run


def _closed_share(draft: Draft, world: World, campaigns: list[Campaign]) -> Floats:
    """Share of its harvest that an account is expected to lose to a reviewer's decision."""
    lost = np.zeros(draft.n)
    start, end = draft.columns["run_start"], draft.columns["run_end"]
    for i in found_campaigns(campaigns):
        mine = np.flatnonzero((draft.campaign == i) & draft.operated)
        # Noticed some days after the start, decided on one account after the other.
        decided = np.maximum(campaigns[i].start + world.noticed_after + 2, start[mine] + 1) + 4
        left = (end[mine] - decided) / np.maximum(end[mine] - start[mine], 1)
        lost[mine] = world.decided_share * CLOSES * np.clip(left, 0, 1)
    return lost


def _expected(rate: Floats, busy: Floats, use: Floats) -> Floats:
    """Mean sessions a day: busy days times their sessions, over an account's quiet and busy weeks.

    A week's level is even in 0.25 to 1.75 (activity.active_days), and no day is active twice.
    """
    share = np.maximum(rate / busy * use, 1e-12)
    low, high = 0.25, 1.75
    full = np.clip(1 / share, low, high)  # level from which on every day is active
    mean = (share * (full**2 - low**2) / 2 + (high - full)) / (high - low)
    return mean * busy
