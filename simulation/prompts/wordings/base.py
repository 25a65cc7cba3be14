"""What a campaign puts around its payload: layouts, and paraphrased phrases for their slots."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulation.prompts.grammar import entries
from simulation.prompts.names import NAME_RULES

PAYLOAD = ("question", "answer", "candidate", "task", "output", "sensitive", "safe", "topic")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Wording:
    """Layouts around the payload, and the paraphrases of each slot.

    Raises ValueError when built if a text names a slot that is no slot, payload or name rule.
    A slot that ends in digits is a draw of its own of the slot without them.
    """

    layouts: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        known = {*self.slots, *PAYLOAD, *NAME_RULES}
        for place, texts in (("layouts", self.layouts), *self.slots.items()):
            if not texts:
                raise ValueError(f"Wording: {place}: expected a text, found none")
            for text in texts:
                for slot in _SLOT.findall(text):
                    if slot not in known and slot.rstrip("0123456789") not in self.slots:
                        raise ValueError(f"Wording: {place}: slot {slot!r} is not known")


def wording(layouts: str, **slots: str) -> Wording:
    """A wording written as text: one layout a line, where `¶` breaks the line; slots as `entries`."""
    lines = (" ".join(line.split()) for line in layouts.splitlines() if line.strip())
    return Wording(
        tuple(re.sub(r" ?¶ ?", "\n", line) for line in lines),
        {slot: entries(text) for slot, text in slots.items()},
    )
