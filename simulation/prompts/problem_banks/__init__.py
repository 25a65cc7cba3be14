"""Problems with known answers, by language."""

from __future__ import annotations

from simulation.prompts.problem_banks.base import Fact, Problem, ProblemBank
from simulation.prompts.problem_banks.chinese import CHINESE
from simulation.prompts.problem_banks.english_insight import INSIGHT
from simulation.prompts.problem_banks.english_numbers import NUMBERS
from simulation.prompts.problem_banks.english_science import SCIENCE
from simulation.prompts.problem_banks.english_words import WORDS
from simulation.prompts.problem_banks.french import FRENCH
from simulation.prompts.problem_banks.german import GERMAN
from simulation.prompts.problem_banks.italian import ITALIAN
from simulation.prompts.problem_banks.japanese import JAPANESE
from simulation.prompts.problem_banks.portuguese import PORTUGUESE
from simulation.prompts.problem_banks.spanish import SPANISH

PROBLEM_BANKS: dict[str, ProblemBank] = {
    "en": ProblemBank((*NUMBERS, *SCIENCE, *INSIGHT), WORDS),
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "it": ITALIAN,
    "ja": JAPANESE,
    "zh": CHINESE,
}

__all__ = ["PROBLEM_BANKS", "Fact", "Problem", "ProblemBank"]
