"""The wide banks' sums, the same in every language, and the frames of their questions."""

from __future__ import annotations

from math import ceil, comb, lcm, pi

from simulation.prompts.problem_banks.base import Fact, Problem, Solve, facts, joined, num

_SUMS: dict[str, tuple[str, Solve]] = {
    "change": ("arithmetic", lambda a, b, c: 100 * a - a * b),
    "weeks": ("arithmetic", lambda a, b, c: (5 * a + b) * c),
    "pump": ("rates", lambda a, b, c: 1.5 * c),
    "speed": ("rates", lambda a, b, c: 2 * a * b / (a + b)),
    "discount": ("percent", lambda a, b, c: b / (1 - a / 100)),
    "guess": ("algebra", lambda a, b, c: (b - a) / c),
    "cylinder": ("geometry", lambda a, b, c: pi * a * a * b / 1000),
    "fence": ("geometry", lambda a, b, c: 2 * (a + b)),
    "red": ("probability", lambda a, b, c: 100 * a * (a - 1) / ((a + b) * (a + b - 1))),
    "shake": ("combinatorics", lambda a, b, c: comb(b, 2)),
    "blink": ("number theory", lambda a, b, c: lcm(a, c)),
    "fall": ("physics", lambda a, b, c: (2 * a / 9.81) ** 0.5),
    "energy": ("physics", lambda a, b, c: joined(a, b) * c * 7 / 1000),
    "dilute": ("chemistry", lambda a, b, c: a * b / (a + c)),
    "mean": ("statistics", lambda a, b, c: (a + b + c) / 3),
    "even": ("economics", lambda a, b, c: ceil(joined(a, b) / c)),
    "search": ("programming", lambda a, b, c: joined(a, b).bit_length()),
    "map": ("geography", lambda a, b, c: a * b / 100),
}


def _solver(solve: Solve, answer: str, point: str) -> Solve:
    def text(a: int, b: int, c: int) -> str:
        value = solve(a, b, c)
        assert isinstance(value, int | float)
        return answer.replace("%", num(value).replace(".", point), 1)

    return text


def sums_of(text: str, point: str = ",", blank: str = " ") -> tuple[Problem, ...]:
    """Problems written one a line as `sum: question = answer`, where % is the number.

    point : the decimal sign.
    blank : what stands between sentences.
    """
    found = []
    for key, question, answer in ((f.area, f.text, f.answer) for f in facts(text)):
        area, solve = _SUMS[key]
        found.append(Problem(area, f"{question}{blank}{{steps}}", _solver(solve, answer, point)))
    return tuple(found)


def framed(text: str, blank: str = " ") -> tuple[Fact, ...]:
    """Facts with a setting in front and a wish behind."""
    return tuple(
        Fact(f.area, f"{{setting}}{blank}{f.text}{blank}{{wish}}", f.answer) for f in facts(text)
    )


_FRAMES = (
    "{{setting}} {{{ask}}} {text}? {{wish}}",
    "{{{ask}}} {text}? {{name}} in {{city}} wants to know for a {{thing}}. {{wish}}",
)


def asked(ask: str, text: str) -> tuple[Fact, ...]:
    """Facts whose question starts with a draw of the rule `ask`, in frames by turns."""
    return tuple(
        Fact(f.area, _FRAMES[i % 2].format(ask=ask, text=f.text), f.answer)
        for i, f in enumerate(facts(text))
    )
