"""Draws a scenario's campaigns: sizes, dates, templates."""

from __future__ import annotations

import numpy as np

from simulation.draws import stream
from simulation.population import Campaign
from simulation.scenarios import Scenario
from simulation.tactics import TACTIC_INDEX, TACTICS


def draw_campaigns(seed: int, scenario: Scenario, scale: float) -> list[Campaign]:
    """The campaigns of a world, in the scenario's order.

    Above scale 1 there are more of them, below it they are smaller (three accounts at least), so
    that the prevalence holds.
    """
    rng = stream(seed, "campaigns")
    tactics = [
        TACTIC_INDEX[plan.tactic]
        for plan in scenario.campaigns
        for _ in range(max(1, round(plan.campaigns * max(1.0, scale))))
    ]
    total = round(scenario.accounts * scale * scenario.prevalence)
    low, high = (s * min(1.0, scale) for s in scenario.sizes)
    sizes = _sizes(rng, len(tactics), total, max(3, round(low)), max(3, round(high)))
    out = []
    for i, tactic in enumerate(tactics):
        # Starts are spread over the first half, so that no two campaigns are one event.
        start = int(scenario.days * (0.04 + 0.46 * ((i * 0.618) % 1)) + rng.integers(3))
        length = int(scenario.days * rng.uniform(0.45, 0.8))
        templates = int(TACTICS[tactic].templates.draw(rng))
        name = f"{TACTICS[tactic].name}-{1 + tactics[:i].count(tactic)}"
        out.append(
            Campaign(
                name,
                tactic,
                sizes[i],
                start,
                min(scenario.days - 1, start + length),
                templates,
                questions=int(sizes[i] * rng.uniform(25, 60)),
            )
        )
    return out


def _sizes(rng: np.random.Generator, n: int, total: int, low: int, high: int) -> list[int]:
    """`n` sizes in [low, high] whose sum is as near to `total` as that allows."""
    sizes = rng.integers(low, high + 1, size=n)
    for _ in range(n * (high - low + 1)):
        step = int(np.sign(total - sizes.sum()))
        movable = np.flatnonzero((sizes + step >= low) & (sizes + step <= high))
        if step == 0 or len(movable) == 0:
            break
        sizes[rng.choice(movable)] += step
    return [int(s) for s in sizes]
