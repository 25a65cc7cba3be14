"""Tactics of campaigns, as declarations. A campaign is one draw of a tactic.

Section numbers are those of the campaign facts. All campaigns are allegations by providers, and
signs in a log are ASSUMPTION unless a section's table names a source.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.behaviour import Behaviour
from simulation.draws import Range

# 20-200 templates and a log-normal rate are ASSUMPTION (section 5).
_TEMPLATES = Range(20, 120)
_RATE_SIGMA = Range(0.5, 0.8)


@dataclass(frozen=True)
class Tactic:
    """How one kind of campaign harvests, hides and pays.

    wording : its templates, a name in prompts.wrappers.WORDINGS.
    harvest_share : of a member's sessions; the rest is cover traffic of `covers` (archetypes).
    card_share, exit_share : of members who share a card with 2-9 others, or an exit pool.
    proxied_home, vpn, hosted : weights of where the other members stand.
    aged : members whose accounts existed long before. reviewed : of its campaigns that reviewers
        find, and of a found campaign's members that are decided on.
    rate_sigma : log-normal spread of the members' rates.
    """

    name: str
    wording: str
    harvest: Behaviour
    harvest_share: Range
    covers: tuple[str, ...]
    card_share: Range
    exit_share: Range
    aged: Range
    proxied_home: float
    vpn: float
    hosted: float
    reviewed: float
    templates: Range = _TEMPLATES
    rate_sigma: Range = _RATE_SIGMA


REASONING_HARVEST = Tactic(
    "reasoning-harvest",
    "reasoning",
    Behaviour(
        (0.15, 0.4),
        3.2,
        1.5,
        14,
        "flat",
        (("api", 0.97), ("web", 0.03)),
        (("reasoning", 1.0),),
        (1, 1),
        gap_sigma=1.1,
        wave=0.45,
        weekend=0.9,
    ),
    harvest_share=Range(0.6, 0.95),
    covers=("developer", "power", "agentic-coder", "casual"),
    card_share=Range(0.25, 0.6),
    exit_share=Range(0.2, 0.5),
    aged=Range(0.1, 0.35),
    proxied_home=0.4,
    vpn=0.2,
    hosted=0.4,
    reviewed=0.5,
)
"""Asks for the reasoning behind a finished answer, over many topics (section 1: DeepSeek, Gemini;
section 2: reasoning harvest). Joint waves like load balancing are reported (section 1, recalled);
few follow-ups and long answers are ASSUMPTION."""

RUBRIC_GRADING = Tactic(
    "rubric-grading",
    "rubric",
    Behaviour(
        (0.15, 0.4),
        2.8,
        1.7,
        10,
        "flat",
        (("api", 0.98), ("web", 0.02)),
        (("rubric", 1.0),),
        (1, 1),
        gap_sigma=1.0,
        wave=0.35,
        weekend=0.9,
    ),
    harvest_share=Range(0.6, 0.95),
    covers=("developer", "company", "power", "agentic-coder"),
    card_share=Range(0.3, 0.65),
    exit_share=Range(0.2, 0.5),
    aged=Range(0.1, 0.35),
    proxied_home=0.35,
    vpn=0.2,
    hosted=0.45,
    reviewed=0.5,
)
"""The model as reward model: question, candidate and rubric in, a short score out (section 1:
DeepSeek; section 2: rubric grading, one question with several candidates across accounts)."""

CHAT_MIMICRY = Tactic(
    "chat-mimicry",
    "mimicry",
    Behaviour(
        (0.18, 0.45),
        1.5,
        2.0,
        75,
        "people",
        (("web", 0.9), ("mobile", 0.1)),
        (("mimicry", 1.0),),
        (1, 1),
        gap_sigma=0.6,
        wave=0.1,
        weekend=0.85,
    ),
    harvest_share=Range(0.5, 0.8),
    covers=("casual", "power", "developer"),
    card_share=Range(0.2, 0.45),
    exit_share=Range(0.1, 0.35),
    aged=Range(0.2, 0.5),
    proxied_home=0.8,
    vpn=0.15,
    hosted=0.05,
    reviewed=0.0,
    templates=Range(40, 150),
)
"""Web surface, short sessions, people's hours, residential proxies that stick (section 2: chat
mimicry, low-and-slow; section 1: commercial proxies). No memory from session to session is
ASSUMPTION, as is that reviewers have not found it yet."""

TACTICS: tuple[Tactic, ...] = (REASONING_HARVEST, RUBRIC_GRADING, CHAT_MIMICRY)
TACTIC_INDEX: dict[str, int] = {tactic.name: i for i, tactic in enumerate(TACTICS)}
