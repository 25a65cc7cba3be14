"""Scenarios: how large a world is, how long it lasts, what happens in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CampaignPlan:
    """How many campaigns of one tactic a scenario has."""

    tactic: str
    campaigns: int


@dataclass(frozen=True)
class Scenario:
    """A world's outer frame.

    accounts : at scale 1. days : of log, the last of them `last_day` (UTC).
    prevalence : share of accounts that are in campaigns; sizes are drawn in `sizes` where the
        scale allows. release : share of the log after which the newest model comes out.
    """

    name: str
    accounts: int
    days: int
    last_day: date
    prevalence: float
    campaigns: tuple[CampaignPlan, ...]
    sizes: tuple[int, int] = (15, 45)
    release: float = 0.55
    audited: float = 0.03
    wrongly_decided: float = 0.005

    def __post_init__(self) -> None:
        if self.accounts < 1 or self.days < 14 or not 0 < self.prevalence < 0.5:
            raise ValueError(
                f"Scenario {self.name}: expected accounts >= 1, days >= 14, 0 < prevalence < 0.5, "
                f"found {self.accounts}, {self.days}, {self.prevalence}"
            )


DEMO = Scenario(
    "demo",
    accounts=2500,
    days=42,
    last_day=date(2026, 5, 19),
    prevalence=0.07,
    campaigns=(
        CampaignPlan("reasoning-harvest", 3),
        CampaignPlan("rubric-grading", 2),
        CampaignPlan("chat-mimicry", 2),
    ),
)
SCENARIOS: tuple[Scenario, ...] = (DEMO,)
