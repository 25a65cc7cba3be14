"""Decisions as a provider has them: late, partial, sometimes wrong, sometimes reversed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.archetypes import ARCHETYPES
from simulation.campaigns import CLOSES, found_campaigns
from simulation.draws import stream
from simulation.population import DAY_US, Campaign, Population
from simulation.tactics import TACTICS
from simulation.world import World

_LOOKALIKES = (
    "benchmark-runner",
    "synthetic-data",
    "labelling-firm",
    "classroom",
    "application",
    "permitted-reseller",
    "researcher",
    "evaluation-harness",
    "distributed-team",
    "build-agent",
    "safety-researcher",
    "hackathon",
    "power",
)
_REVIEWERS = ("rev-1", "rev-2", "rev-3", "rev-4")


@dataclass(frozen=True)
class Decision:
    """One row of decisions; `account` is an account's index, `at` microseconds since 1970."""

    account: int
    at: int
    decision: str
    source: str
    reviewer: str | None
    case: str | None
    note: str | None


def draw_decisions(
    seed: int,
    world: World,
    population: Population,
    campaigns: list[Campaign],
    active: NDArray[np.bool_],
    start_us: int,
) -> tuple[list[Decision], NDArray[np.int64]]:
    """Decisions by time, and when each account was closed (microseconds; 0 for never).

    No decision comes before the end of the account's first active day. A found campaign is
    decided on at least a week after its start, account by account.
    """
    days = len(active)
    end = start_us + days * DAY_US
    seen = active.any(axis=0)
    first = np.where(seen, active.argmax(axis=0), days)
    closed = np.zeros(len(population), dtype=np.int64)
    out: list[Decision] = []
    out += _found(seed, world, population, campaigns, first, closed, start_us)
    out += _bans(seed, population, first, closed, start_us)
    out += _audits(seed, world, population, first, start_us, days)
    out += _verdicts(seed, world, population, first, closed, start_us, days)
    out = sorted((d for d in out if d.at < end), key=lambda d: (d.at, d.account))
    closed[closed >= end] = 0
    return out, closed


def _found(
    seed: int,
    world: World,
    p: Population,
    campaigns: list[Campaign],
    first: np.ndarray,
    closed: np.ndarray,
    start_us: int,
) -> list[Decision]:
    """The oldest campaigns of a reviewed tactic, and of each a part of its members, late."""
    rng = stream(seed, "found")
    out = []
    for i in found_campaigns(campaigns):
        found = campaigns[i].start + world.noticed_after + rng.uniform(0, 4)
        case = f"case-{int(rng.integers(1000, 9999))}"
        members = np.flatnonzero((p.campaign == i) & (np.maximum(first, p.run_start) < found + 3))
        take = round(int((p.campaign == i).sum()) * world.decided_share)
        for account in rng.permutation(members)[:take].tolist():
            day = max(found, first[account] + 1.0) + rng.exponential(3.0)
            at = start_us + int(day * DAY_US)
            verdict = Decision(
                account, at, "distillation", *_author(rng, 0.15), _some_case(rng, case), None
            )
            out.append(verdict)
            # A stolen key is withdrawn; its owner's account stays open.
            if rng.random() < CLOSES and not p.stolen[account]:
                closed[account] = at + int(rng.uniform(0.01, 2) * DAY_US)
    return out


def _author(rng: np.random.Generator, automatic: float) -> tuple[str, str | None]:
    """source and reviewer of a decision."""
    if rng.random() < automatic:
        return "automatic", None
    return "review", str(rng.choice(_REVIEWERS))


def _some_case(rng: np.random.Generator, case: str) -> str | None:
    return case if rng.random() < 0.8 else None


def _bans(
    seed: int, p: Population, first: np.ndarray, closed: np.ndarray, start_us: int
) -> list[Decision]:
    """Sweeps that end the lives of accounts which are replaced; most leave a decision."""
    rng = stream(seed, "bans")
    out = []
    for account in np.flatnonzero(p.banned & (first < p.run_end)).tolist():
        at = start_us + int(p.run_end[account] * DAY_US)
        if rng.random() < 0.75 and p.run_end[account] > first[account] + 1:
            out.append(Decision(account, at, "distillation", *_author(rng, 0.8), None, None))
            closed[account] = at + int(rng.uniform(0.001, 0.05) * DAY_US)
    return out


def _audits(
    seed: int, world: World, p: Population, first: np.ndarray, start_us: int, days: int
) -> list[Decision]:
    """A random sample of accounts, looked at some day after their first use.

    An auditor who meets a campaign of a tactic that nobody has found yet mostly stays unsure.
    """
    rng = stream(seed, "audits")
    out = []
    chosen = np.flatnonzero((rng.random(len(p)) < world.audited) & (first + 1.1 < days))
    for account in chosen.tolist():
        at = start_us + int(rng.uniform(first[account] + 1.05, days) * DAY_US)
        verdict = "benign"
        if p.campaign[account] >= 0:
            known = TACTICS[p.tactic[account]].reviewed > 0 and at > start_us + (
                int(p.run_start[account] * DAY_US)
            )
            verdict = "distillation" if rng.random() < (0.5 if known else 0.12) else "unsure"
            # Whoever looks at an account before its harvest sees a customer.
            if at < start_us + int(p.run_start[account] * DAY_US):
                verdict = "benign"
        elif rng.random() < 0.04:
            verdict = "unsure"
        out.append(Decision(account, at, verdict, "audit", str(rng.choice(_REVIEWERS)), None, None))
    return out


def _verdicts(
    seed: int,
    world: World,
    p: Population,
    first: np.ndarray,
    closed: np.ndarray,
    start_us: int,
    days: int,
) -> list[Decision]:
    """Reviews of honest accounts: mostly cleared, some wrongly decided, some other abuse."""
    rng = stream(seed, "verdicts")
    names = [a.name for a in ARCHETYPES]
    alike = np.isin(p.kind, [names.index(k) for k in _LOOKALIKES]) & ~p.in_campaign
    usable = first + 3 < days
    honest = np.flatnonzero(~p.in_campaign & usable)
    suspects = np.flatnonzero(alike & usable)
    n = len(p)
    out = []

    def moment(account: int) -> int:
        return start_us + int(rng.uniform(first[account] + 1.5, days) * DAY_US)

    wrong = _some(rng, suspects, max(1, round(n * world.wrongly_decided)))
    for account in wrong:
        at = moment(account)
        out.append(
            Decision(account, at, "distillation", "review", str(rng.choice(_REVIEWERS)), None, None)
        )
        fate = rng.random()
        if fate < 0.4:
            later = at + int(rng.uniform(2, 15) * DAY_US)
            note = "customer explained the use"
            out.append(Decision(account, later, "benign", "appeal", _REVIEWERS[0], None, note))
        elif fate < 0.6:
            closed[account] = at + int(rng.uniform(0.01, 2) * DAY_US)
    for account in _some(rng, honest, max(1, round(n * 0.02))):
        if account not in wrong:
            out.append(
                Decision(
                    account,
                    moment(account),
                    "benign",
                    "review",
                    str(rng.choice(_REVIEWERS)),
                    None,
                    None,
                )
            )
    taken = {d.account for d in out}
    for account in _some(rng, honest, max(1, round(n * 0.004))):
        if account not in taken:
            at = moment(account)
            out.append(
                Decision(
                    account, at, "other_abuse", "review", str(rng.choice(_REVIEWERS)), None, None
                )
            )
            if rng.random() < 0.5:
                closed[account] = at + int(rng.uniform(0.01, 2) * DAY_US)
    return out


def _some(rng: np.random.Generator, accounts: np.ndarray, k: int) -> list[int]:
    return [int(a) for a in rng.permutation(accounts)[:k]]
