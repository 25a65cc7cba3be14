"""Problems with known answers, for many rows at once: homework, test sets, what is harvested."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from simulation.draws import mix
from simulation.population import Ints
from simulation.prompts.grammar import Grammar, scatter
from simulation.prompts.problem_banks import PROBLEM_BANKS
from simulation.prompts.problem_banks.base import Problem, ProblemBank


@dataclass(frozen=True)
class Solved:
    """Questions and their right answers, one of each a row."""

    question: pa.StringArray
    answer: pa.StringArray


class ProblemSet:
    """Draws problems of one language."""

    def __init__(self, bank: ProblemBank) -> None:
        items = bank.problems
        self._items = items
        self._names = tuple(f"item{'x' * (i % 26)}_{i}q" for i in range(len(items)))
        rules = dict(bank.words) | {
            name: (item.text,) for name, item in zip(self._names, items, strict=True)
        }
        self._grammar = Grammar(rules, ("a", "b", "c"))
        areas = sorted({item.area for item in items})
        self._by_area = [
            np.array([i for i, item in enumerate(items) if item.area == area]) for area in areas
        ]

    def draw(self, rng: np.random.Generator, n: int, subject: Ints | None = None) -> Solved:
        """`n` problems of any area, or of the area that each row's subject stands for."""
        if subject is None:
            which = rng.integers(len(self._items), size=n)
        else:
            area = mix(subject, 41) % len(self._by_area)
            sizes = np.array([len(a) for a in self._by_area])
            place = (rng.random(n) * sizes[area]).astype(np.int64)
            table = np.zeros((len(sizes), sizes.max()), dtype=np.int64)
            for i, members in enumerate(self._by_area):
                table[i, : len(members)] = members
            which = table[area, place]
        a = 3 + rng.integers(37, size=n)
        b = 5 + rng.integers(60, size=n)
        c = 2 + rng.integers(9, size=n)
        given = {k: pa.array(v).cast(pa.string()) for k, v in (("a", a), ("b", b), ("c", c))}
        question = self._grammar.expand((self._names, which), rng, n, given)
        return Solved(question, self._answers(which, a, b, c))

    def _answers(self, which: Ints, a: Ints, b: Ints, c: Ints) -> pa.StringArray:
        order = np.argsort(which, kind="stable")
        edges = np.searchsorted(which[order], np.arange(len(self._items) + 1))
        found = []
        for i, item in enumerate(self._items):
            mine = order[edges[i] : edges[i + 1]]
            if not len(mine):
                continue
            if isinstance(item, Problem):
                numbers = zip(a[mine].tolist(), b[mine].tolist(), c[mine].tolist(), strict=True)
                texts = [str(item.solve(*three)) for three in numbers]
            else:
                texts = [item.answer] * len(mine)
            found.append(pa.array(texts, pa.string()))
        return scatter(found, order)


def problem_sets() -> dict[str, ProblemSet]:
    """A problem set for each language that has a bank."""
    return {code: ProblemSet(bank) for code, bank in PROBLEM_BANKS.items()}
