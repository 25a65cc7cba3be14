"""The languages besides English: what people ask in them, and how."""

from __future__ import annotations

from simulation.prompts.tongues.base import Tongue
from simulation.prompts.tongues.chinese import CHINESE
from simulation.prompts.tongues.dutch import DUTCH
from simulation.prompts.tongues.french import FRENCH
from simulation.prompts.tongues.german import GERMAN
from simulation.prompts.tongues.italian import ITALIAN
from simulation.prompts.tongues.japanese import JAPANESE
from simulation.prompts.tongues.polish import POLISH
from simulation.prompts.tongues.portuguese import PORTUGUESE
from simulation.prompts.tongues.spanish import SPANISH
from simulation.prompts.tongues.turkish import TURKISH

TONGUES: tuple[Tongue, ...] = (
    GERMAN,
    FRENCH,
    SPANISH,
    PORTUGUESE,
    ITALIAN,
    DUTCH,
    POLISH,
    TURKISH,
    JAPANESE,
    CHINESE,
)

__all__ = ["TONGUES", "Tongue"]
