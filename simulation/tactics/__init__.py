"""Tactics of campaigns, as declarations. A campaign is one draw of a tactic."""

from __future__ import annotations

from simulation.tactics.declare import KNOBS, Evasion, Tactic, evade
from simulation.tactics.harvests import (
    AGENTIC_CODE,
    CHAT_MIMICRY,
    LOW_AND_SLOW,
    REASONING_HARVEST,
    RUBRIC_GRADING,
    SENSITIVE_REWRITING,
)
from simulation.tactics.schemes import (
    BAN_AND_REPLACE,
    MODEL_PIVOT,
    RELAY,
    SLEEPERS,
    STOLEN_KEYS,
)

TACTICS: tuple[Tactic, ...] = (
    REASONING_HARVEST,
    RUBRIC_GRADING,
    AGENTIC_CODE,
    CHAT_MIMICRY,
    RELAY,
    LOW_AND_SLOW,
    SENSITIVE_REWRITING,
    MODEL_PIVOT,
    BAN_AND_REPLACE,
    SLEEPERS,
    STOLEN_KEYS,
)
TACTIC_INDEX: dict[str, int] = {tactic.name: i for i, tactic in enumerate(TACTICS)}

__all__ = ["KNOBS", "TACTICS", "TACTIC_INDEX", "Evasion", "Tactic", "evade"]
