"""Section 1: no single raw column may tell a tactic, unless the tactic's definition demands it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from simulation.realism.auc import auc_sorted, below_all, chance_error, strength
from simulation.realism.columns import Table

TOO_EASY = 0.85
_SHOWN = 5
_SHUFFLES = 20


@dataclass(frozen=True)
class Demanded:
    """A column that is high because of what the tactic is, not because of how it is simulated."""

    tactic: str
    column: str
    why: str


DEMANDED: tuple[Demanded, ...] = (
    Demanded("reasoning-harvest", "output_tokens_median", "asks for every step: answers are long"),
    Demanded("reasoning-harvest", "output_tokens_mean", "asks for every step: answers are long"),
    Demanded("rubric-grading", "output_tokens_median", "the answer is a short score"),
    Demanded("rubric-grading", "output_tokens_mean", "the answer is a short score"),
    Demanded("rubric-grading", "output_per_input", "reads an answer and a rubric, writes a score"),
    Demanded("rubric-grading", "prompt_chars_median", "question, answer and rubric in one prompt"),
    Demanded("rubric-grading", "prompt_chars_mean", "question, answer and rubric in one prompt"),
    Demanded("agentic-code", "tools_set", "an agent has tools"),
    Demanded("agentic-code", "null_tools_hash", "an agent has tools"),
    Demanded("agentic-code", "n_tools_mean", "an agent has tools"),
    Demanded("agentic-code", "tools_distinct", "an agent has tools"),
    Demanded("agentic-code", "stop_reason_tool_use", "tool loops end in calls of tools"),
    Demanded("agentic-code", "stop_reason_end_turn", "tool loops end in calls of tools"),
    Demanded("agentic-code", "input_tokens_median", "a loop carries files and tool results"),
    Demanded("agentic-code", "input_tokens_mean", "a loop carries files and tool results"),
    Demanded("agentic-code", "output_per_input", "a loop carries files and tool results"),
    Demanded("agentic-code", "gap_below_10s_share", "no human pauses in a loop"),
    Demanded("agentic-code", "gap_median", "no human pauses in a loop"),
    Demanded("agentic-code", "surface_ide", "coding agents sit in editors"),
    Demanded("relay", "languages", "many users behind one account"),
    Demanded("relay", "agents", "many clients behind one account"),
    Demanded("relay", "hour_entropy", "many working hours behind one account"),
    Demanded("sensitive-rewriting", "languages", "the same topics in several languages"),
    Demanded("model-pivot", "newest_model_share", "moves to the new model within a day"),
    Demanded("ban-and-replace", "account_age_days", "a new account for each banned one"),
    Demanded("sleepers", "account_age_days", "accounts were made long before the job"),
    Demanded("stolen-keys", "surface_api", "a key works over the API alone"),
    Demanded("stolen-keys", "null_api_key_id", "a key works over the API alone"),
    Demanded("stolen-keys", "exit_is_declared_country", "the thief's networks beside the owner's"),
    Demanded("stolen-keys", "prefixes", "the thief's networks beside the owner's"),
    Demanded("stolen-keys", "asns", "the thief's networks beside the owner's"),
    Demanded("stolen-keys", "countries", "the thief's networks beside the owner's"),
    Demanded("stolen-keys", "ips", "the thief's networks beside the owner's"),
)
"""Only what follows from a tactic's definition. Each line is an excuse, so keep the list short."""


@dataclass(frozen=True)
class Strength:
    """One column against all honest accounts: max(a, 1 - a) and the direction."""

    column: str
    auc: float
    direction: str
    mark: str


@dataclass(frozen=True)
class TacticColumns:
    """All columns of one tactic, highest first; `shuffled` is the worst |AUC - .5| by chance
    (median of twenty shuffles).

    `shuffled_error` is the standard error of one such AUC. The worst of a hundred columns lies
    two to three of them off.
    """

    tactic: str
    accounts: int
    honest: int
    columns: tuple[Strength, ...]
    shuffled: float
    shuffled_error: float

    @property
    def shown(self) -> tuple[Strength, ...]:
        """The five highest and all above the bound."""
        return tuple(s for k, s in enumerate(self.columns) if k < _SHOWN or s.auc > TOO_EASY)

    @property
    def too_easy(self) -> int:
        """Columns above the bound that nothing demands."""
        return sum(s.mark == "TOO EASY" for s in self.columns)


def mark_of(tactic: str, column: str, value: float) -> str:
    """`demanded: why` or `TOO EASY` above the bound, else nothing."""
    if value <= TOO_EASY:
        return ""
    for demanded in DEMANDED:
        if (demanded.tactic, demanded.column) == (tactic, column):
            return f"demanded: {demanded.why}"
    return "TOO EASY"


def single_columns(table: Table, tactics: tuple[str, ...], seed: int) -> list[TacticColumns]:
    """AUC of each column for each tactic against all honest accounts with an exchange."""
    values = below_all(table.values)
    honest = table.honest
    if not honest.any():
        return []
    ordered = np.sort(values[honest], axis=0)
    found: list[TacticColumns] = []
    for tactic in tactics:
        own = table.tactic == tactic
        if not own.any():
            continue
        strengths = []
        for k, column in enumerate(table.columns):
            value, direction = strength(auc_sorted(ordered[:, k], values[own, k]))
            strengths.append(
                Strength(column.name, value, direction, mark_of(tactic, column.name, value))
            )
        strengths.sort(key=lambda s: (-round(s.auc, 9), s.column))
        n_own, n_honest = int(own.sum()), int(honest.sum())
        off = by_chance(values[own | honest], n_own, np.random.default_rng([seed, len(found)]))
        found.append(
            TacticColumns(
                tactic, n_own, n_honest, tuple(strengths), off, chance_error(n_honest, n_own)
            )
        )
    return found


def by_chance(values: NDArray[np.float64], n_own: int, rng: np.random.Generator) -> float:
    """The control: labels shuffled twenty times, the middle one of the worst |AUC - .5|.

    One draw alone can stand four errors off, for many columns move together.
    """
    ranks = rankdata(values, axis=0)
    n_rest = len(values) - n_own
    worst = []
    for _ in range(_SHUFFLES):
        drawn = rng.choice(len(values), n_own, replace=False)
        found = (ranks[drawn].mean(axis=0) - (n_own + 1) / 2) / n_rest
        worst.append(float(np.abs(found - 0.5).max()))
    return float(np.median(worst))
