"""When each campaign member harvests: joint starts, chains of banned accounts, stolen keys."""

from __future__ import annotations

import numpy as np

from simulation.draws import stream
from simulation.people import Draft
from simulation.population import Campaign
from simulation.tactics import TACTICS


def draw_runs(seed: int, draft: Draft, campaigns: list[Campaign], days: int) -> None:
    """run_start, run_end (days of the log, with fractions) and banned; honest accounts get none."""
    rng = stream(seed, "runs")
    start = np.full(draft.n, float(days))
    end = np.full(draft.n, -1.0)
    banned = np.zeros(draft.n, dtype=bool)
    for i, campaign in enumerate(campaigns):
        mine = np.flatnonzero(draft.campaign == i)
        tactic = TACTICS[campaign.tactic]
        length = campaign.end + 1 - campaign.start
        if campaign.life > 0:
            start[mine], end[mine] = _chains(rng, campaign, len(mine))
            banned[mine] = end[mine] < campaign.end
        elif tactic.stolen:
            # A key works from the day it leaks until its owner sees the bill.
            start[mine] = campaign.start + rng.uniform(0, 0.7 * length, len(mine))
            end[mine] = start[mine] + 2 + rng.exponential(7, len(mine))
        elif campaign.asleep > 0:
            start[mine] = campaign.start + rng.exponential(0.5, len(mine))
            end[mine] = campaign.end + rng.uniform(-4, 3, len(mine))
        else:
            # Accounts are put to work one batch after the other.
            start[mine] = campaign.start + 0.35 * length * rng.beta(0.7, 1.5, len(mine))
            end[mine] = campaign.end + rng.uniform(-5, 3, len(mine))
    draft.columns |= {"run_start": start, "run_end": np.minimum(end, days), "banned": banned}


def _chains(rng: np.random.Generator, campaign: Campaign, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Start and end of `n` accounts, each the successor of a banned one.

    As many chains run side by side as the mean life asks for (campaign facts, section 5). Bans
    come in sweeps every few days, and successors sign up in the burst after one.
    """
    length = campaign.end + 1 - campaign.start
    chains = int(np.clip(round(n * campaign.life / length), 1, n))
    sweeps = campaign.start + np.cumsum(rng.uniform(1.0, 3.5, 1 + int(length)))
    now = campaign.start + rng.uniform(0, 2, chains)
    start, end = np.zeros(n), np.zeros(n)
    for account in range(n):
        chain = account % chains
        start[account] = now[chain]
        wanted = now[chain] + max(1.0, rng.gamma(2.0, campaign.life / 2))
        sweep = sweeps[min(np.searchsorted(sweeps, wanted), len(sweeps) - 1)]
        end[account] = max(sweep, now[chain] + 0.5) + rng.uniform(0, 0.1)
        now[chain] = end[account] + rng.uniform(0.05, 1.5)
    # Whoever would start after the campaign's end stands in for somebody who left early.
    late = start > campaign.end - 1
    start[late] = campaign.start + rng.uniform(0, 0.7 * length, int(late.sum()))
    end[late] = start[late] + np.maximum(1.0, rng.gamma(2.0, campaign.life / 2, int(late.sum())))
    return start, end
