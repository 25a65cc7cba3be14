"""What a bank of problems is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.prompts.grammar import Bank, entries
from simulation.prompts.names import NAME_RULES

Solve = Callable[[int, int, int], object]


@dataclass(frozen=True)
class Problem:
    """A question with slots `{a}`, `{b}`, `{c}` for numbers, and the function that solves it.

    a in 3..39, b in 5..64, c in 2..10; `{a}{b}` stands for their digits in a row.
    """

    area: str
    text: str
    solve: Solve


@dataclass(frozen=True)
class Fact:
    """A question of understanding and its answer in one sentence."""

    area: str
    text: str
    answer: str


@dataclass(frozen=True)
class ProblemBank:
    """The problems of one language and the rules that their other slots name."""

    problems: tuple[Problem | Fact, ...]
    words: Bank


def facts(text: str) -> tuple[Fact, ...]:
    """Facts written one a line as `area: question = answer`."""
    found = []
    for line in text.strip().splitlines():
        area, rest = line.split(":", 1)
        question, answer = rest.split(" = ", 1)
        found.append(Fact(area.strip(), question.strip(), answer.strip()))
    return tuple(found)


def words(**banks: str) -> Bank:
    """The names, cities and numbers of all languages, with banks of a language's own."""
    return {**NAME_RULES, **{name: entries(text) for name, text in banks.items()}}


def joined(a: int, b: int) -> int:
    """The number whose digits are those of `a` and then those of `b`."""
    return int(f"{a}{b}")


def num(value: float, digits: int = 2) -> str:
    """A number rounded to so many digits, without zeros at the end."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
