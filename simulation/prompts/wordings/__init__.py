"""Wordings of the campaigns: name to ISO language code to wording.

Wordings are ASSUMPTION; what they ask for is reported.
"""

from __future__ import annotations

from simulation.prompts.wordings.agentic import AGENTIC
from simulation.prompts.wordings.agentic_step import AGENTIC_STEP
from simulation.prompts.wordings.base import Wording
from simulation.prompts.wordings.everyday import EVERYDAY
from simulation.prompts.wordings.mimicry import MIMICRY
from simulation.prompts.wordings.reasoning import REASONING
from simulation.prompts.wordings.rewriting import REWRITING
from simulation.prompts.wordings.rubric import RUBRIC
from simulation.prompts.wordings.seeds import SEEDS

WORDINGS: dict[str, dict[str, Wording]] = {
    "reasoning": REASONING,
    "rubric": RUBRIC,
    "mimicry": MIMICRY,
    "agentic": AGENTIC,
    "agentic-step": AGENTIC_STEP,
    "everyday": EVERYDAY,
    "rewriting": REWRITING,
    "seeds": SEEDS,
}

__all__ = ["WORDINGS", "Wording"]
