"""What an archetype is: one kind of honest user, and the campaign that it is mistaken for."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.behaviour import Behaviour, Weights
from simulation.fitted import TURN_GAP

# Seconds that a person takes from an answer to the next request: the fitted gap from request to
# request, less what an answer takes.
PEOPLE_GAP = TURN_GAP.median - 6
WEB: Weights = (("web", 0.72), ("mobile", 0.24), ("api", 0.02), ("ide", 0.02))
API: Weights = (("api", 0.95), ("web", 0.04), ("ide", 0.01))
ONLY_API: Weights = (("api", 1.0),)
TALK: Weights = (
    ("chat", 0.60),
    ("write", 0.16),
    ("short", 0.04),
    ("extract", 0.06),
    ("code", 0.05),
    ("story", 0.05),
    ("homework", 0.04),
)
FREE: Weights = (("free", 0.72), ("pro", 0.24), ("team", 0.02), ("payg", 0.02))
PAID: Weights = (("payg", 0.80), ("team", 0.09), ("enterprise", 0.05), ("pro", 0.06))
TIES = ("organisation", "site", "card", "home", "subjects", "country", "sign-up", "device",
        "system")  # fmt: skip


@dataclass(frozen=True)
class Archetype:
    """One kind of honest user.

    share : of honest accounts (any scale); each world varies it. plans : (plan, weight) pairs.
    group : fewest and most accounts that belong together, (1, 1) for none.
    ties : what a group shares, names of TIES. window : fewest and most days of use in a log,
        None for all of it. programme : credits programme that some of them take.
    """

    name: str
    mistaken_for: str
    share: float
    behaviour: Behaviour
    plans: Weights = FREE
    group: tuple[int, int] = (1, 1)
    ties: tuple[str, ...] = ()
    window: tuple[int, int] | None = None
    programme: str | None = None

    def __post_init__(self) -> None:
        unknown = sorted(set(self.ties) - set(TIES))
        if unknown or self.share <= 0 or not 1 <= self.group[0] <= self.group[1]:
            raise ValueError(
                f"Archetype {self.name}: expected ties of {TIES}, a share above 0 and a group of "
                f"1 or more, found {unknown}, {self.share}, {self.group}"
            )
