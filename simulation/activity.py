"""When: the days on which an account is active, and the moments of a day's sessions."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from simulation.archetypes import ARCHETYPES
from simulation.behaviour import HOUR_NAMES, HOURS, Behaviour
from simulation.draws import mix, pick_by, stream
from simulation.places import COUNTRIES
from simulation.population import DAY_US, Bools, Campaign, Floats, Ints, Population
from simulation.scenarios import Scenario
from simulation.tactics import TACTICS
from simulation.world import World

# Archetypes first, then each tactic's harvest: a session's behaviour is an index into this.
BEHAVIOURS: tuple[Behaviour, ...] = (
    *(a.behaviour for a in ARCHETYPES),
    *(t.harvest for t in TACTICS),
)
MOST_SESSIONS = 400  # of an account on a day
PAUSE, PAUSED = 0.12, 0.15  # chance that a campaign rests on a day, and what is left of its use
_EDGES = np.stack([np.cumsum(w) / np.sum(w) for w in HOURS.values()])
_CURVES = np.array([HOUR_NAMES.index(b.hours) for b in BEHAVIOURS])
# Services that run for others do not rest on a public holiday.
_RESTS = np.array([b.hours not in ("flat", "night") for b in BEHAVIOURS])
_TURNS = np.array([b.turns for b in BEHAVIOURS])


def active_days(
    seed: int, population: Population, world: World, campaigns: list[Campaign], days: list[date]
) -> Bools:
    """Which account is active on which day, shape (days, accounts); each day has its own stream.

    A week has its own level for each account (people have busy weeks), and a campaign's members
    pause together now and then.
    """
    p = population
    index = np.arange(len(p))
    weekend = _weekend(world)
    rest = holidays(seed, world, len(days))
    out = np.zeros((len(days), len(p)), dtype=bool)
    for d, day in enumerate(days):
        rng = stream(seed, "active", d)
        running = in_run(p, d)
        behaviour = np.where(running & ~p.stolen, len(ARCHETYPES) + p.tactic, p.kind)
        share = np.where(running, p.run_rate / p.run_busy, p.rate / p.busy)
        week = (mix(index * 64 + d // 7, seed) % 10_000) / 10_000
        share = share * (0.25 + 1.5 * week)
        if day.weekday() >= 5:
            share = share * weekend[behaviour]
        share = share * np.where(_RESTS[behaviour], rest[d][p.country], 1.0)
        pause = rng.random(len(campaigns)) < PAUSE
        share = np.where(running & ~p.stolen & pause[p.campaign], PAUSED * share, share)
        out[d] = (rng.random(len(p)) < share) & (d >= p.first_day) & (d <= p.last_day)
    return out


def _weekend(world: World) -> Floats:
    return np.array([world.weekend if b.weekend is None else b.weekend for b in BEHAVIOURS])


def use_by_country(seed: int, world: World, scenario: Scenario) -> Floats:
    """Mean use of a day against a weekday, shape (countries, behaviours): weekends, holidays."""
    days = day_starts(scenario.last_day, scenario.days)
    weekend = np.array([day.weekday() >= 5 for day in days])[:, None, None]
    rest = holidays(seed, world, len(days))[:, :, None]
    use = np.where(weekend, _weekend(world), 1.0) * np.where(_RESTS, rest, 1.0)
    return np.asarray(use.mean(axis=0))


def in_run(population: Population, day: int) -> Bools:
    """Which accounts harvest on a day of the log."""
    p = population
    return p.in_campaign & (day >= np.floor(p.run_start)) & (day <= p.run_end)


def holidays(seed: int, world: World, days: int) -> Floats:
    """What is left of a day's use, shape (days, countries): 1, or less on a public holiday."""
    rng = stream(seed, "holidays")
    out = np.ones((days, len(COUNTRIES)))
    for country in range(len(COUNTRIES)):
        many = rng.binomial(3, world.holidays / 3)
        out[rng.integers(days, size=many), country] = world.holiday_use * rng.uniform(0.8, 1.1)
    return out


def day_starts(last_day: date, days: int) -> list[date]:
    """The log's days, oldest first."""
    return [last_day - timedelta(days=days - 1 - i) for i in range(days)]


def midnight_us(day: date) -> int:
    """Microseconds since 1970 of a UTC day's start."""
    return (day - date(1970, 1, 1)).days * DAY_US


def session_starts(
    rng: np.random.Generator,
    waves: Floats,
    population: Population,
    accounts: Ints,
    behaviour: Ints,
    campaign: Ints,
    jitter: Floats,
) -> Ints:
    """Start of each session, microseconds after the UTC day's start, shape (sessions,).

    From the behaviour's hours, the account's time zone and chronotype; jobs by cron start at
    their minute; some of a campaign's sessions (`campaign` >= 0) start with one of its waves, up
    to `jitter` minutes later. waves : minutes of the day, shape (campaigns + 1, waves a day).
    """
    n = len(accounts)
    hour = pick_by(rng, _EDGES, _CURVES[behaviour]) + rng.random(n)
    minutes = (hour + population.chronotype[accounts]) * 60
    cron = np.array([b.cron for b in BEHAVIOURS])[behaviour]
    minutes = np.where(cron, population.minute[accounts] + rng.exponential(4, n), minutes)
    joins = rng.random(n) < np.array([b.wave for b in BEHAVIOURS])[behaviour]
    wave = waves[campaign, rng.integers(waves.shape[1], size=n)] + rng.uniform(0, 1, n) * jitter
    minutes = np.where((campaign >= 0) & joins, wave, minutes)
    return ((minutes % 1440) * 60_000_000).astype(np.int64)


def turn_counts(rng: np.random.Generator, behaviour: Ints) -> Ints:
    """Requests of each session (>= 1), heavy-tailed around the behaviour's mean, at most 150."""
    mean = _TURNS[behaviour] - 1
    return np.minimum(150, 1 + rng.poisson(rng.gamma(0.9, 1 / 0.9, len(behaviour)) * mean))
