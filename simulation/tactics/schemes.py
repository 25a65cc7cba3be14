"""Tactics that are a way of running accounts: relays, pivots, replacement, sleepers, stolen keys.

Section numbers are those of the campaign facts; signs in a log are ASSUMPTION unless a section's
table names a source.
"""

from __future__ import annotations

from dataclasses import replace

from simulation.behaviour import Behaviour
from simulation.draws import Range
from simulation.tactics.declare import Evasion, Tactic
from simulation.tactics.harvests import REASONING_HARVEST

RELAY = Tactic(
    "relay",
    ("everyday", "reasoning", "seeds"),
    Behaviour(
        (0.35, 0.9),
        1.8,
        1.8,
        35,
        "flat",
        (("api", 0.8), ("web", 0.2)),
        (("mimicry", 0.6), ("reasoning", 0.4)),
        (1, 1),
        gap_sigma=1.2,
        wave=0.1,
    ),
    covers=("permitted-reseller", "application", "developer", "desktop-client", "casual"),
    evasion=Evasion(
        cover=Range(0.30, 0.95),
        decoys=Range(0.0, 0.0),
        jitter=Range(30, 300),
        paraphrase=Range(0.5, 1.0),
        residential=Range(0.6, 0.9),
        shared_exits=Range(0.1, 0.4),
        own_fingerprints=Range(0.7, 1.0),
        own_systems=Range(0.7, 1.0),
        split_payment=Range(0.5, 0.85),
    ),
    reviewed=0.34,
    languages=3,
    relay=True,
)
"""Resold access whose logs are kept: ordinary customers' traffic with the operator's own questions
among it, harvest share 5-70 % (section 2: relay with copies; ChinaTalk/Qian 2026, Nuclide #39 2026;
open relay software pins conversations to accounts and gives each account its own proxy)."""

MODEL_PIVOT = replace(
    REASONING_HARVEST,
    name="model-pivot",
    wordings=("reasoning", "seeds"),
    pivots=0.85,
    reviewed=0.5,
)
"""Half or more of the traffic on the new model within 24 hours of its release, over accounts that
otherwise have nothing in common (section 1: MiniMax; section 2: model pivot)."""

BAN_AND_REPLACE = replace(
    REASONING_HARVEST,
    name="ban-and-replace",
    wordings=("reasoning", "everyday"),
    life=Range(5, 20, log=True),
    reviewed=1.0,
    evasion=replace(REASONING_HARVEST.evasion, aged=Range(0.0, 0.1), split_payment=Range(0.3, 0.7)),
)
"""Banned accounts are replaced in bursts of sign-ups; the new account goes on with the same queue
of prompts, often on the same card issuer (section 1: banned accounts replaced, recalled; section 2
and the arithmetic of section 5: live accounts = all accounts x mean life / length)."""

SLEEPERS = replace(
    REASONING_HARVEST,
    name="sleepers",
    wordings=("reasoning", "seeds"),
    asleep=Range(20, 60),
    reviewed=0.34,
    covers=("casual", "developer", "power"),
    evasion=replace(
        REASONING_HARVEST.evasion, aged=Range(1.0, 1.0), own_fingerprints=Range(0.75, 1.0)
    ),
)
"""Aged accounts with light honest use, then a joint start and a change from the own past (section
2: sleepers; asleep 20-60 days is ASSUMPTION, section 5)."""

STOLEN_KEYS = Tactic(
    "stolen-keys",
    ("reasoning", "everyday", "seeds"),
    Behaviour(
        (0.3, 0.8),
        2.2,
        3.0,
        5,
        "flat",
        (("api", 1.0),),
        (("reasoning", 0.6), ("mimicry", 0.4)),
        (1, 1),
        gap_sigma=1.2,
        wave=0.3,
        weekend=1.0,
    ),
    covers=("developer", "application", "company", "researcher", "start-up", "support-bot"),
    evasion=Evasion(
        cover=Range(0.0, 0.0),
        decoys=Range(0.0, 0.05),
        residential=Range(0.1, 0.4),
        shared_exits=Range(0.4, 0.8),
        own_fingerprints=Range(0.3, 0.8),
        own_systems=Range(0.5, 0.9),
        split_payment=Range(1.0, 1.0),
        aged=Range(1.0, 1.0),
        cap=Range(100, 600, log=True),
    ),
    reviewed=0.5,
    stolen=True,
)
"""Tiny or invalid calls that list models and quotas, then volume from new networks while the
owner's traffic goes on (section 1: LLMjacking, Bizarre Bazaar: exploited 2-8 h after discovery;
section 2: probe-and-burst on stolen keys, the probing recalled)."""
