"""How accounts use the service: subjects, style, models, rates, rhythm, and the days of use."""

from __future__ import annotations

import numpy as np

from simulation.archetypes import ARCHETYPE_INDEX, ARCHETYPES
from simulation.draws import choose, stream
from simulation.people import Draft
from simulation.places import COUNTRIES
from simulation.population import DAY_US, Campaign
from simulation.rates import draw_rates
from simulation.scenarios import Scenario
from simulation.tactics import TACTICS
from simulation.world import World


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
    draw_rates(rng, seed, draft, world, campaigns, scenario)


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
