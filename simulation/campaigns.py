"""Draws a scenario's campaigns: sizes, dates, languages, and how each turns its knobs."""

from __future__ import annotations

import numpy as np

from simulation.draws import stream
from simulation.population import Campaign
from simulation.scenarios import Scenario
from simulation.tactics import KNOBS, TACTIC_INDEX, TACTICS, Tactic, evade

SMALLEST = 3  # accounts of a campaign
CLOSES = 0.6  # of the members that are decided on, how many accounts are closed


def draw_campaigns(
    seed: int, scenario: Scenario, scale: float, knobs: dict[str, float] | None = None
) -> list[Campaign]:
    """The campaigns of a world, in the scenario's order; `knobs` fixes evasion for all of them.

    Above scale 1 there are more of them, below it they are smaller, and where not even three
    accounts a campaign are left there are fewer, so that the prevalence holds. Raises ValueError
    if it leaves no campaign of three accounts.
    """
    rng = stream(seed, "campaigns")
    tactics = [
        TACTIC_INDEX[plan.tactic]
        for plan in scenario.campaigns
        for _ in range(max(1, round(plan.campaigns * max(1.0, scale))))
    ]
    total = round(scenario.accounts * scale * scenario.prevalence)
    if total < SMALLEST:
        raise ValueError(
            f"--prevalence {scenario.prevalence:g} of {scenario.accounts * scale:.0f} accounts: "
            f"expected {SMALLEST} campaign accounts or more, found {total}; raise --scale"
        )
    if len(tactics) > total // SMALLEST:
        keep = np.sort(rng.permutation(len(tactics))[: total // SMALLEST])
        tactics = [tactics[i] for i in keep]
    share = min(1.0, scale, total / (len(tactics) * float(np.mean(scenario.sizes))))
    low, high = (max(SMALLEST, round(s * share)) for s in scenario.sizes)
    high = max(high, -(-total // len(tactics)) + 1)
    sizes = _sizes(rng, len(tactics), total, low, high)
    return [
        _campaign(rng, scenario, i, tactics, sizes[i], knobs or {}) for i in range(len(tactics))
    ]


def found_campaigns(campaigns: list[Campaign]) -> list[int]:
    """Those that reviewers have found: of each reviewed tactic the oldest.

    Later ones had less time to be noticed. Chains of banned accounts are found by their bans.
    """
    out = []
    for t, tactic in enumerate(TACTICS):
        mine = [i for i, c in enumerate(campaigns) if c.tactic == t and c.life == 0]
        mine.sort(key=lambda i: campaigns[i].start)
        out += mine[: int(np.ceil(len(mine) * tactic.reviewed))]
    return out


def _campaign(
    rng: np.random.Generator,
    scenario: Scenario,
    i: int,
    tactics: list[int],
    size: int,
    knobs: dict[str, float],
) -> Campaign:
    tactic: Tactic = evade(TACTICS[tactics[i]], knobs)
    days = scenario.days
    # Starts are spread over the first half, so that no two campaigns are one event.
    start = int(days * (0.04 + 0.46 * ((i * 0.618) % 1)) + rng.integers(3))
    length = int(days * rng.uniform(0.45, 0.8))
    if tactic.asleep:
        # The log has to show the sleep, too.
        start = int(days * rng.uniform(0.35, 0.55))
    if tactic.pivots:
        release = int(days * scenario.release)
        start = min(start, release - int(rng.integers(6, 12)))
        length = max(length, release - start + int(rng.integers(6, 12)))
    return Campaign(
        name=f"{tactic.name}-{1 + tactics[:i].count(tactics[i])}",
        tactic=tactics[i],
        size=size,
        start=max(0, start),
        end=min(days - 1, start + length),
        life=tactic.life.draw(rng) if tactic.life else 0.0,
        asleep=tactic.asleep.draw(rng) if tactic.asleep else 0.0,
        languages=int(rng.integers(1, tactic.languages + 1)),
        knobs={name: getattr(tactic.evasion, name).draw(rng) for name in KNOBS},
    )


def _sizes(rng: np.random.Generator, n: int, total: int, low: int, high: int) -> list[int]:
    """`n` sizes in [low, high] whose sum is as near to `total` as that allows."""
    sizes = rng.integers(low, high + 1, size=n)
    while (gap := total - int(sizes.sum())) != 0:
        step = int(np.sign(gap))
        movable = np.flatnonzero((sizes + step >= low) & (sizes + step <= high))
        if len(movable) == 0:
            break
        # As many campaigns as are needed move by one, chosen by chance.
        sizes[rng.permutation(movable)[: abs(gap)]] += step
    return [int(s) for s in sizes]
