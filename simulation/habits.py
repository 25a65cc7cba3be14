"""How accounts use the service: subjects, style, models, rates, rhythm, and the days of use."""

from __future__ import annotations

import numpy as np

from simulation.activity import BEHAVIOURS
from simulation.archetypes import ARCHETYPE_INDEX, ARCHETYPES
from simulation.draws import choose, spread, stream
from simulation.people import Draft
from simulation.places import COUNTRIES
from simulation.population import DAY_US, Campaign, Floats
from simulation.scenarios import Scenario
from simulation.tactics import TACTICS
from simulation.world import World

_LEVELS = 4  # rounds of scaling towards a scenario's totals; caps bite a little in each


def draw_habits(
    seed: int,
    draft: Draft,
    world: World,
    campaigns: list[Campaign],
    scenario: Scenario,
    start_us: int,
    release_day: float,
) -> None:
    """Fill the columns of behaviour; the mean number of exchanges is the scenario's."""
    rng = stream(seed, "habits")
    n, c = draft.n, draft.columns
    low, high = np.array([a.behaviour.subjects for a in ARCHETYPES]).T
    c["subjects"] = rng.integers(low[draft.kind], high[draft.kind] + 1)
    group = draft.ties("subjects")
    c["subject_of"] = np.where(group >= 0, 100_000_000 + group, np.arange(n))
    again = (draft.second >= 0) & (rng.random(n) < 0.5)
    c["subject_of"] = np.where(again, draft.second, c["subject_of"])
    c["drift"] = rng.uniform(0, 1, n)
    c["style"] = rng.integers(1_000_000, size=n)
    relays = np.array([t.relay for t in TACTICS])[draft.tactic] & draft.member
    c["subjects"] = np.where(relays, rng.integers(6, 40, size=n), c["subjects"])
    resellers = draft.kind == ARCHETYPE_INDEX["permitted-reseller"]
    c["many_voices"] = resellers | (relays & (rng.random(n) < 0.6))
    c["model"] = choose(rng, (0.42, 0.58), n)
    _adoption(rng, draft, world, release_day)
    c["minute"] = rng.integers(1440, size=n)
    zone = np.array([k.late - k.utc_offset for k in COUNTRIES])[c["country"]]
    c["chronotype"] = rng.normal(0, 1.6, n) + zone
    _use(rng, draft, campaigns, scenario.days, start_us)
    _rates(rng, draft, world, campaigns, scenario)


def _adoption(rng: np.random.Generator, draft: Draft, world: World, release_day: float) -> None:
    """Day on which each account moves to the newest models."""
    n = draft.n
    lag = rng.exponential(world.adoption_days, n)
    lag = np.where(rng.random(n) < world.follows_default, 0.0, lag)
    keen = draft.kind == ARCHETYPE_INDEX["release-enthusiast"]
    lag = np.where(keen, rng.exponential(1.0, n), lag)
    pivots = np.array([t.pivots for t in TACTICS])[draft.tactic] * draft.member
    lag = np.where(rng.random(n) < pivots, rng.uniform(0.0, 0.99, n), lag)
    draft.columns["adopts_day"] = release_day + lag


def _use(
    rng: np.random.Generator,
    draft: Draft,
    campaigns: list[Campaign],
    days: int,
    start_us: int,
) -> None:
    """first_day and last_day of use."""
    c = draft.columns
    first = np.maximum(0, (c["created_at"] - start_us) // DAY_US)
    last = np.full(draft.n, days - 1)
    for k, archetype in enumerate(ARCHETYPES):
        if archetype.window is not None:
            mine = np.flatnonzero((draft.kind == k) & ~draft.operated)
            length = rng.integers(archetype.window[0], archetype.window[1] + 1, size=len(mine))
            if archetype.group[1] == 1:
                room = np.maximum(0, days - length - first[mine])
                first[mine] += (rng.random(len(mine)) * (room + 1)).astype(np.int64)
            last[mine] = np.minimum(days - 1, first[mine] + length - 1)
    # Some honest people leave for good, as some members do.
    leaves = ~draft.member & (rng.random(draft.n) < 0.25)
    stay = rng.exponential(0.5 * days, draft.n).astype(np.int64)
    last = np.where(leaves, np.minimum(last, first + stay), last)
    ends = draft.operated
    last = np.where(ends, np.minimum(days - 1, c["run_end"].astype(np.int64)), last)
    first = np.minimum(first, days - 1)
    c["first_day"], c["last_day"] = first, np.maximum(first, last)


def _rates(
    rng: np.random.Generator,
    draft: Draft,
    world: World,
    campaigns: list[Campaign],
    scenario: Scenario,
) -> None:
    """rate and busy, own and during the harvest; harvest_share, decoy_share, cap."""
    n, c = draft.n, draft.columns
    low, high = np.array([a.behaviour.active for a in ARCHETYPES]).T
    sessions = np.array([a.behaviour.sessions for a in ARCHETYPES])[draft.kind]
    client = np.array([a.behaviour.share("api") > 0.5 for a in ARCHETYPES])[draft.kind]
    active = low[draft.kind] * (high[draft.kind] / low[draft.kind]) ** rng.random(n)
    load = np.where(
        client, spread(rng, 1.0, world.client_load, n), spread(rng, 1.0, world.people_load, n)
    )
    rate = active * sessions * load
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
        busy_day = tactic.harvest.sessions * np.maximum(own, 0.3) ** 0.5
        run_rate[mine] = days * tactic.harvest.sessions * own
        run_busy[mine] = busy_day
        cover = campaign.knobs["cover"]
        share = np.clip(1 - cover + rng.normal(0, 0.06, len(mine)), 0.04, 1)
        cap[mine] = campaign.knobs["cap"] / tactic.harvest.turns
        harvest[mine] = share
        decoy[mine] = np.minimum(campaign.knobs["decoys"], 1 - share)
    c["harvest_share"], c["decoy_share"], c["cap"] = harvest, decoy, cap
    c["rate"], c["busy"] = rate, busy
    c["run_rate"], c["run_busy"] = run_rate, run_busy
    _scale(draft, scenario)
    stolen = draft.stolen
    total = c["rate"] + c["run_rate"]
    c["harvest_share"] = np.where(stolen, c["run_rate"] / total, harvest)
    c["run_busy"] = np.where(stolen, c["run_busy"] + c["busy"], c["run_busy"])
    c["run_rate"] = np.where(stolen, total, c["run_rate"])
    # Aged accounts are kept warm, less than a customer would use them.
    asleep = np.array([k.asleep > 0 for k in campaigns])[draft.campaign]
    warmth = np.where(draft.operated, np.where(asleep, 0.15, 0.5), 1.0)
    c["rate"] = c["rate"] * warmth
    for name in ("rate", "run_rate"):
        busy_name = name.replace("rate", "busy")
        c[busy_name] = np.clip(np.maximum(c[busy_name], c[name]), 1.0, 400.0)


def _scale(draft: Draft, scenario: Scenario) -> None:
    """Bring the expected exchanges of honest accounts, and of members if asked, to the plan's."""
    c, days = draft.columns, scenario.days
    turns = np.array([b.turns for b in BEHAVIOURS])
    present = c["last_day"] + 1.0 - c["first_day"]
    honest = ~draft.member
    for _ in range(_LEVELS):
        mean = _expected(c["rate"], c["busy"], present, turns[draft.kind])[honest].mean()
        factor = scenario.honest_exchanges / mean
        c["rate"] = c["rate"] * factor
        c["busy"] = c["busy"] * max(1.0, factor**0.5)
    if scenario.member_exchanges is None:
        return
    run = np.clip(np.minimum(c["run_end"], days) - np.maximum(c["run_start"], 0), 0.5, days)
    mixed = c["harvest_share"] * turns[len(ARCHETYPES) + draft.tactic]
    mixed = mixed + (1 - c["harvest_share"]) * turns[draft.kind]
    for _ in range(_LEVELS):
        mean = _expected(c["run_rate"], c["run_busy"], run, mixed)[draft.member].mean()
        factor = scenario.member_exchanges / mean
        c["run_rate"] = c["run_rate"] * factor
        c["run_busy"] = c["run_busy"] * max(1.0, factor**0.5)
        c["cap"] = c["cap"] * max(1.0, factor)


def _expected(rate: Floats, busy: Floats, days: Floats, turns: Floats) -> Floats:
    """Mean exchanges of an account in `days` days of presence (weekends and holidays aside)."""
    return np.minimum(rate, 400.0) * days * turns * 0.92
