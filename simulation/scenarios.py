"""Scenarios: how large a world is, how long it lasts, what happens in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulation.tactics import TACTICS


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
        scale allows. honest_exchanges, member_exchanges : mean of an account over the whole log;
        None leaves members to their tactic. release : share of the log after which the newest
        model comes out.
    """

    name: str
    about: str
    accounts: int
    days: int
    last_day: date
    prevalence: float
    campaigns: tuple[CampaignPlan, ...]
    sizes: tuple[int, int] = (15, 45)
    honest_exchanges: float = 40.0
    member_exchanges: float | None = None
    release: float = 0.55

    def __post_init__(self) -> None:
        if self.accounts < 1 or self.days < 14 or not 0 < self.prevalence < 0.5:
            raise ValueError(
                f"Scenario {self.name}: expected accounts >= 1, days >= 14, 0 < prevalence < 0.5, "
                f"found {self.accounts}, {self.days}, {self.prevalence}"
            )

    @property
    def members(self) -> int:
        """Campaign accounts at scale 1."""
        return round(self.accounts * self.prevalence)


DEMO = Scenario(
    "demo",
    "a small service with seven campaigns of three tactics",
    accounts=3500,
    days=42,
    last_day=date(2026, 5, 19),
    prevalence=0.07,
    campaigns=(
        CampaignPlan("reasoning-harvest", 3),
        CampaignPlan("rubric-grading", 2),
        CampaignPlan("chat-mimicry", 2),
    ),
    sizes=(20, 50),
    honest_exchanges=32,
    # One a day; the largest known campaign sent 25.6 (campaign facts, section 1).
    member_exchanges=42,
)
EVERY_TACTIC = Scenario(
    "every-tactic",
    "two campaigns of each tactic in a service of 12,000 accounts",
    accounts=12_000,
    days=45,
    last_day=date(2026, 5, 19),
    prevalence=0.06,
    campaigns=tuple(CampaignPlan(t.name, 2) for t in TACTICS),
    sizes=(18, 60),
)
# 25,000 accounts, 28.8 M exchanges in 45 days (campaign facts, section 1): agentic reasoning,
# software engineering, long-horizon tasks, through commercial proxies. How the accounts were
# divided is unpublished; the division below is ASSUMPTION. A release falls into the period.
SPRING_2026 = Scenario(
    "spring-2026",
    "the largest known case: 25,000 accounts among 1,000,000, 28.8 M exchanges among 60 M",
    accounts=1_025_000,
    days=45,
    last_day=date(2026, 6, 5),
    prevalence=25_000 / 1_025_000,
    campaigns=(
        CampaignPlan("agentic-code", 11),
        CampaignPlan("reasoning-harvest", 5),
        CampaignPlan("model-pivot", 2),
        CampaignPlan("ban-and-replace", 2),
        CampaignPlan("relay", 2),
        CampaignPlan("chat-mimicry", 2),
        CampaignPlan("sleepers", 1),
    ),
    sizes=(300, 1700),
    honest_exchanges=60,
    member_exchanges=1152,
)
SCENARIOS: tuple[Scenario, ...] = (DEMO, EVERY_TACTIC, SPRING_2026)
