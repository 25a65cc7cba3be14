"""The provider's models: speed, hidden reasoning, and when the newest came out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Model:
    """A model on offer. `ms_per_token` is the median; `thinks` the chance of hidden reasoning."""

    name: str
    ms_per_token: float
    thinks: float


# Invented names. A small and a large one of each generation; the second generation is new.
MODELS: tuple[Model, ...] = (
    Model("heron-2-mini", 7.0, 0.0),
    Model("heron-2", 15.0, 0.28),
    Model("heron-3-mini", 6.0, 0.15),
    Model("heron-3", 17.0, 0.42),
)


def asked_models(
    rng: np.random.Generator,
    favourite: NDArray[np.int64],
    adopts_day: NDArray[np.float64],
    release_day: float,
    day: int,
) -> NDArray[np.int64]:
    """Model of each session: the person's size, of the generation that the person has adopted.

    One session in eight takes another size, and after the release one in twenty tries the other
    generation.
    """
    n = len(favourite)
    size = np.where(rng.random(n) < 0.12, 1 - favourite, favourite)
    new = adopts_day <= day
    if day >= release_day:
        new = new ^ (rng.random(n) < 0.05)
    return size + 2 * new
