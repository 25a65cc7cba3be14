"""A small generative grammar: rules are lists of alternatives with `{slots}` in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulation.draws import Picker

Bank = Mapping[str, tuple[str, ...]]

_SLOT = re.compile(r"\{(\w+)\}")


def entries(text: str) -> tuple[str, ...]:
    """The entries of a bank written as text: one a line, or several a line between `|`.

    Runs of blanks count as one, so that a long entry may go on after a backslash.
    """
    return tuple(" ".join(p.split()) for p in re.split(r"[|\n]", text) if p.strip())


class Grammar:
    """Expands a rule to text; slots name other rules, or a value given by the caller.

    Raises ValueError when built if an alternative names a slot that is neither a rule nor in
    `given`: a misspelt slot must not wait for the day that draws it.
    """

    def __init__(self, rules: Bank, given: tuple[str, ...] = ()) -> None:
        self._rules: dict[str, tuple[tuple[tuple[str, str | None], ...], ...]] = {}
        known = set(rules) | set(given)
        for name, alternatives in rules.items():
            if not alternatives:
                raise ValueError(f"Grammar: rule {name!r}: expected an alternative, found none")
            self._rules[name] = tuple(_parts(text) for text in alternatives)
            for text in alternatives:
                for slot in _SLOT.findall(text):
                    if slot not in known:
                        raise ValueError(
                            f"Grammar: rule {name!r}: slot {slot!r} is no rule and not given"
                        )

    def expand(self, rule: str, pick: Picker, given: Mapping[str, str]) -> str:
        """One text of `rule`; a name in `given` wins over a rule of that name."""
        out: list[str] = []
        self._write(rule, pick, given, out)
        return "".join(out)

    def has(self, rule: str) -> bool:
        """Whether the grammar has a rule of this name."""
        return rule in self._rules

    def _write(self, rule: str, pick: Picker, given: Mapping[str, str], out: list[str]) -> None:
        for literal, slot in pick.of(self._rules[rule]):
            out.append(literal)
            if slot is not None:
                value = given.get(slot)
                if value is None:
                    self._write(slot, pick, given, out)
                else:
                    out.append(value)


def _parts(text: str) -> tuple[tuple[str, str | None], ...]:
    pieces = _SLOT.split(text)
    pairs = [(pieces[i], pieces[i + 1]) for i in range(0, len(pieces) - 1, 2)]
    return (*pairs, (pieces[-1], None))
