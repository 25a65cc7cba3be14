"""How one kind of user uses the service; shared by honest archetypes and by tactics."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.fitted import API_CLIENTS, CAMPUS_CHAT, CODE_SERVICE, TURN_GAP

Weights = tuple[tuple[str, float], ...]

SURFACES: tuple[str, ...] = ("web", "mobile", "api", "ide")

# Local hours 0-23. "people", "office" and "flat" (a service that runs for others) are fitted to
# traces, "evening", "school" and "night" are ASSUMPTION.
# fmt: off
HOURS: dict[str, tuple[float, ...]] = {
    "people": tuple(CAMPUS_CHAT.weights()),
    "office": tuple(CODE_SERVICE.weights()),
    "evening": (22, 10, 5, 3, 2, 3, 8, 18, 22, 20, 20, 22,
                30, 28, 26, 30, 40, 52, 66, 86, 98, 90, 66, 40),
    "school": (2, 1, 1, 1, 1, 1, 3, 20, 88, 98, 96, 80,
               44, 74, 82, 60, 40, 34, 38, 44, 40, 24, 10, 4),
    "night": (70, 72, 74, 72, 64, 48, 30, 20, 16, 16, 18, 20,
              22, 24, 26, 28, 30, 32, 36, 42, 50, 58, 64, 68),
    "flat": tuple(API_CLIENTS.weights()),
}
# fmt: on
HOUR_NAMES: tuple[str, ...] = tuple(HOURS)


@dataclass(frozen=True)
class Behaviour:
    """Rates, rhythm and purpose.

    active : lowest and highest share of days with any use; an account draws between them.
    sessions : mean sessions on an active day (>= 1).
    turns : mean requests a session (>= 1); with `single`, requests of one run, each on its own.
    gap, gap_sigma : median seconds from an answer to the next request, log-normal spread.
    hours : local hours of use, a name in HOURS. weekend : weekend activity over a weekday's;
        None takes the world's.
    surfaces, intents : (name, weight) pairs.
    subjects : fewest and most subjects of a person; novelty : chance that a session is on none.
    cron : runs start at the account's own minute of the day, give or take minutes.
    wave : chance that a session starts with its campaign's joint wave of the day.
    """

    active: tuple[float, float]
    sessions: float
    turns: float
    gap: float
    hours: str
    surfaces: Weights
    intents: Weights
    subjects: tuple[int, int]
    gap_sigma: float = TURN_GAP.sigma
    weekend: float | None = None
    novelty: float = 0.15
    single: bool = False
    cron: bool = False
    wave: float = 0.0

    def __post_init__(self) -> None:
        if self.hours not in HOURS:
            raise ValueError(f"Behaviour.hours: expected one of {HOUR_NAMES}, found {self.hours!r}")
        if not 0 < self.active[0] <= self.active[1] <= 1 or self.sessions < 1 or self.turns < 1:
            raise ValueError(
                "Behaviour: expected 0 < active <= 1, sessions >= 1, turns >= 1, found "
                f"{self.active}, {self.sessions}, {self.turns}"
            )

    def share(self, surface: str) -> float:
        """Weight of one surface in all, 0 to 1."""
        return dict(self.surfaces).get(surface, 0.0) / sum(w for _, w in self.surfaces)
