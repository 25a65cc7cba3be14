"""Honest users, as declarations. Each names the campaign that it is mistaken for.

Shares and rates are ASSUMPTION unless a source is named; the list is section 3 of the campaign
facts (hard negatives). People send about 3.7 messages on a day of use (How People Use ChatGPT,
2025) in conversations of about 4.6 turns (ShareChat, 2025).
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.behaviour import Behaviour, Weights

_WEB: Weights = (("web", 0.72), ("mobile", 0.24), ("api", 0.02), ("ide", 0.02))
_API: Weights = (("api", 0.95), ("web", 0.04), ("ide", 0.01))
_TALK: Weights = (
    ("chat", 0.62),
    ("write", 0.16),
    ("extract", 0.06),
    ("code", 0.06),
    ("story", 0.05),
    ("homework", 0.05),
)
_FREE: Weights = (("free", 0.72), ("pro", 0.24), ("team", 0.02), ("payg", 0.02))
_PAID: Weights = (("payg", 0.80), ("team", 0.09), ("enterprise", 0.05), ("pro", 0.06))


@dataclass(frozen=True)
class Archetype:
    """One kind of honest user.

    share : of honest accounts (any scale). plans : (plan, weight) pairs.
    group : fewest and most accounts that belong together, (1, 1) for none.
    ties : what a group shares: any of organisation, site, card, home, subjects, country, sign-up,
        device. window : fewest and most days of use in a log, None for all of it.
    """

    name: str
    mistaken_for: str
    share: float
    behaviour: Behaviour
    plans: Weights = _FREE
    group: tuple[int, int] = (1, 1)
    ties: tuple[str, ...] = ()
    window: tuple[int, int] | None = None
    programme: str | None = None


ARCHETYPES: tuple[Archetype, ...] = (
    Archetype(
        "casual",
        "chat mimicry: short sessions, ever new topics",
        0.34,
        Behaviour((0.03, 0.25), 1.15, 3.0, 70, "people", _WEB, _TALK, (2, 5), novelty=0.25),
    ),
    Archetype(
        "power",
        "chat mimicry at high volume",
        0.075,
        Behaviour((0.12, 0.5), 1.5, 4.2, 60, "people", _WEB, _TALK, (3, 8)),
        plans=(("pro", 0.72), ("free", 0.18), ("team", 0.08), ("payg", 0.02)),
    ),
    Archetype(
        "developer",
        "reasoning harvest from one machine",
        0.09,
        Behaviour(
            (0.1, 0.55),
            1.6,
            1.9,
            40,
            "office",
            _API,
            (("code", 0.7), ("chat", 0.15), ("extract", 0.1), ("homework", 0.05)),
            (1, 4),
            gap_sigma=1.2,
        ),
        plans=_PAID,
    ),
    Archetype(
        "application",
        "many unrelated questions through one key",
        0.025,
        Behaviour(
            (0.5, 1.0),
            3.4,
            1.0,
            30,
            "flat",
            (("api", 1.0),),
            (("chat", 0.6), ("write", 0.2), ("extract", 0.2)),
            (6, 14),
            single=True,
            novelty=0.5,
        ),
        plans=_PAID,
    ),
    Archetype(
        "classification-batch",
        "short scores for long inputs",
        0.009,
        Behaviour(
            (0.03, 0.16),
            1.1,
            32,
            1.5,
            "office",
            (("api", 1.0),),
            (("classify", 1.0),),
            (1, 3),
            single=True,
            cron=True,
        ),
        plans=_PAID,
    ),
    Archetype(
        "translation-batch",
        "one instruction over many texts and languages",
        0.010,
        Behaviour(
            (0.03, 0.16),
            1.1,
            30,
            4,
            "office",
            (("api", 1.0),),
            (("translate", 1.0),),
            (2, 6),
            single=True,
            cron=True,
        ),
        plans=_PAID,
    ),
    Archetype(
        "synthetic-data",
        "bulk generation",
        0.009,
        Behaviour(
            (0.03, 0.16),
            1.1,
            30,
            8,
            "night",
            (("api", 1.0),),
            (("synthetic", 1.0),),
            (1, 4),
            single=True,
            cron=True,
        ),
        plans=_PAID,
    ),
    Archetype(
        "dormant",
        "sleepers: aged, then suddenly active",
        0.085,
        Behaviour((0.3, 0.9), 1.1, 2.6, 80, "people", _WEB, _TALK, (1, 3), novelty=0.3),
        window=(1, 4),
    ),
    Archetype(
        "classroom",
        "many new accounts, same prompts, one address",
        0.034,
        Behaviour(
            (0.1, 0.4),
            1.1,
            2.0,
            90,
            "school",
            (("web", 0.93), ("mobile", 0.07)),
            (("assignment", 0.6), ("homework", 0.25), ("chat", 0.15)),
            (1, 3),
            weekend=0.25,
        ),
        plans=(("free", 0.93), ("pro", 0.07)),
        group=(14, 30),
        ties=("site", "subjects", "country", "sign-up"),
        window=(10, 30),
        programme="education",
    ),
    Archetype(
        "company",
        "one card and one address for many",
        0.065,
        Behaviour(
            (0.1, 0.5),
            1.2,
            2.6,
            70,
            "office",
            (("web", 0.6), ("api", 0.3), ("mobile", 0.06), ("ide", 0.04)),
            (("write", 0.3), ("chat", 0.25), ("extract", 0.2), ("code", 0.25)),
            (2, 5),
            weekend=0.1,
        ),
        plans=(("team", 0.65), ("enterprise", 0.35)),
        group=(4, 40),
        ties=("organisation", "site", "card", "country"),
    ),
    Archetype(
        "agency",
        "one card, several countries",
        0.03,
        Behaviour(
            (0.1, 0.5),
            1.2,
            2.8,
            70,
            "office",
            (("web", 0.6), ("api", 0.36), ("mobile", 0.04)),
            (("write", 0.55), ("extract", 0.2), ("chat", 0.25)),
            (2, 6),
            weekend=0.2,
        ),
        plans=(("team", 0.7), ("payg", 0.3)),
        group=(3, 9),
        ties=("organisation", "card"),
    ),
    Archetype(
        "family",
        "payment and address links",
        0.03,
        Behaviour((0.05, 0.3), 1.1, 2.6, 75, "evening", _WEB, _TALK, (2, 5), novelty=0.25),
        plans=(("pro", 0.5), ("free", 0.5)),
        group=(2, 6),
        ties=("home", "card", "country", "device"),
    ),
    Archetype(
        "benchmark-runner",
        "templates over many topics at volume",
        0.015,
        Behaviour(
            (0.02, 0.1),
            1.1,
            46,
            5,
            "flat",
            (("api", 0.98), ("web", 0.02)),
            (("testset", 1.0),),
            (1, 1),
            single=True,
        ),
        plans=_PAID,
        programme="research",
    ),
    Archetype(
        "researcher",
        "reasoning questions over several topics",
        0.016,
        Behaviour(
            (0.1, 0.6),
            1.3,
            1.8,
            40,
            "people",
            (("api", 0.85), ("web", 0.15)),
            (("homework", 0.35), ("extract", 0.25), ("code", 0.2), ("chat", 0.2)),
            (3, 7),
            gap_sigma=1.2,
            novelty=0.3,
        ),
        plans=_PAID,
        programme="research",
    ),
    Archetype(
        "labelling-firm",
        "rubrics, shifts, many seats",
        0.014,
        Behaviour(
            (0.3, 0.7),
            1.3,
            1.8,
            120,
            "office",
            (("web", 1.0),),
            (("rating", 1.0),),
            (2, 4),
            gap_sigma=0.5,
        ),
        plans=(("team", 1.0),),
        group=(8, 26),
        ties=("organisation", "site", "card", "country"),
    ),
    Archetype(
        "evaluation-harness",
        "pairs and judging on a schedule",
        0.012,
        Behaviour(
            (0.4, 0.9),
            1.1,
            3.0,
            3,
            "flat",
            (("api", 1.0),),
            (("evaluate", 1.0),),
            (1, 2),
            single=True,
            cron=True,
        ),
        plans=_PAID,
    ),
    Archetype(
        "support-bot",
        "one template for everything",
        0.010,
        Behaviour(
            (0.5, 1.0),
            4.2,
            1.0,
            30,
            "flat",
            (("api", 1.0),),
            (("support", 1.0),),
            (1, 2),
            single=True,
            novelty=0.0,
        ),
        plans=_PAID,
    ),
    Archetype(
        "release-enthusiast",
        "a joint move to the newest model",
        0.015,
        Behaviour(
            (0.08, 0.3),
            1.3,
            1.8,
            60,
            "evening",
            _WEB,
            (("homework", 0.3), ("code", 0.3), ("story", 0.2), ("chat", 0.2)),
            (2, 5),
            novelty=0.5,
        ),
        plans=(("pro", 0.7), ("free", 0.3)),
    ),
    Archetype(
        "permitted-reseller",
        "a relay: many people, languages and hours in one account",
        0.006,
        Behaviour((0.7, 1.0), 4.0, 1.8, 60, "flat", (("api", 1.0),), _TALK, (20, 40), novelty=0.8),
        plans=(("payg", 0.4), ("enterprise", 0.6)),
    ),
    Archetype(
        "agentic-coder",
        "agentic harvest: tool loops, no pauses",
        0.045,
        Behaviour(
            (0.06, 0.4),
            1.3,
            7.0,
            14,
            "office",
            (("ide", 0.95), ("web", 0.05)),
            (("agent", 0.85), ("code", 0.15)),
            (1, 3),
            gap_sigma=1.3,
        ),
        plans=(("pro", 0.6), ("team", 0.25), ("payg", 0.15)),
    ),
)
