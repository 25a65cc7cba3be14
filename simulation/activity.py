"""When: the days on which an account is active, and the moments of a day's sessions."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from simulation.archetypes import ARCHETYPES
from simulation.behaviour import HOUR_NAMES, HOURS, Behaviour
from simulation.draws import mix, stream
from simulation.population import DAY_US, Campaign, Population
from simulation.tactics import TACTICS
from simulation.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Archetypes first, then each tactic's harvest: a session's behaviour is an index into this.
BEHAVIOURS: tuple[Behaviour, ...] = (
    *(a.behaviour for a in ARCHETYPES),
    *(t.harvest for t in TACTICS),
)
_WARM_UP = 0.25  # a member's cover use before its campaign starts, against later
_EDGES = np.stack([np.cumsum(w) / np.sum(w) for w in HOURS.values()])


def active_days(
    seed: int, population: Population, world: World, campaigns: list[Campaign], days: list[date]
) -> NDArray[np.bool_]:
    """Which account is active on which day, shape (days, accounts); each day has its own stream.

    A week has its own level for each account (people have busy weeks), and a campaign's members
    pause together now and then.
    """
    p = population
    index = np.arange(len(p))
    weekend = np.array([world.weekend if b.weekend is None else b.weekend for b in BEHAVIOURS])
    behaviour = np.where(p.in_campaign, len(ARCHETYPES) + p.tactic, p.kind)
    started = np.array([c.start for c in campaigns], dtype=np.int64)[p.campaign]
    out = np.zeros((len(days), len(p)), dtype=bool)
    for d, day in enumerate(days):
        rng = stream(seed, "active", d)
        week = (mix(index * 64 + d // 7, seed) % 10_000) / 10_000
        rate = p.active * (0.25 + 1.5 * week)
        if day.weekday() >= 5:
            rate = rate * weekend[behaviour]
        pause = rng.random(len(campaigns)) < 0.12
        rate = np.where(p.in_campaign & pause[p.campaign], 0.15 * rate, rate)
        rate = np.where(p.in_campaign & (d < started), _WARM_UP * rate, rate)
        out[d] = (rng.random(len(p)) < rate) & (d >= p.first_day) & (d <= p.last_day)
    return out


def day_starts(last_day: date, days: int) -> list[date]:
    """The log's days, oldest first."""
    return [last_day - timedelta(days=days - 1 - i) for i in range(days)]


def midnight_us(day: date) -> int:
    """Microseconds since 1970 of a UTC day's start."""
    return (day - date(1970, 1, 1)).days * DAY_US


def session_starts(
    rng: np.random.Generator,
    population: Population,
    accounts: Ints,
    behaviour: Ints,
    campaign: Ints,
    n_campaigns: int,
) -> Ints:
    """Start of each session, microseconds after the UTC day's start, shape (sessions,).

    From the behaviour's hours, the account's time zone and chronotype; jobs by cron start at
    their minute; some of a campaign's sessions (`campaign` >= 0) start with one of its waves.
    """
    n = len(accounts)
    curve = np.array([HOUR_NAMES.index(b.hours) for b in BEHAVIOURS])[behaviour]
    u = rng.random(n)
    hour = (u[:, None] > _EDGES[curve]).sum(axis=1) + rng.random(n)
    minutes = (hour + population.chronotype[accounts]) * 60
    cron = np.array([b.cron for b in BEHAVIOURS])[behaviour]
    minutes = np.where(cron, population.minute[accounts] + rng.exponential(4, n), minutes)
    waves = rng.uniform(0, 1440, (n_campaigns + 1, 3))
    joins = rng.random(n) < np.array([b.wave for b in BEHAVIOURS])[behaviour]
    # 5-60 minutes of clock jitter around the wave (campaign facts, section 5).
    wave = waves[campaign, rng.integers(3, size=n)] + rng.uniform(5, 60, n)
    minutes = np.where((campaign >= 0) & joins, wave, minutes)
    return ((minutes % 1440) * 60_000_000).astype(np.int64)


def turn_counts(rng: np.random.Generator, behaviour: Ints) -> Ints:
    """Requests of each session (>= 1), heavy-tailed around the behaviour's mean, at most 150."""
    mean = np.array([b.turns for b in BEHAVIOURS])[behaviour] - 1
    return np.minimum(150, 1 + rng.poisson(rng.gamma(0.9, 1 / 0.9, len(behaviour)) * mean))
