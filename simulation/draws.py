"""Random streams: every part of a world draws from a generator of its own name.

A part that draws one number more or less therefore changes no other part, and parts can run
in any order or in several processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

_MASK = (1 << 64) - 1


def stream(seed: int, *names: str | int) -> np.random.Generator:
    """Generator of the part called `names` in the world of `seed`; same call, same numbers."""
    key = tuple(n if isinstance(n, int) else crc32(n.encode()) for n in names)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key)))


@dataclass(frozen=True)
class Range:
    """A closed interval from which a world draws one value; `log` draws evenly in log space."""

    low: float
    high: float
    log: bool = False

    def __post_init__(self) -> None:
        if not self.low <= self.high or (self.log and self.low <= 0):
            raise ValueError(
                f"Range: expected low <= high (low > 0 if log), found {self.low}, {self.high}"
            )

    def draw(self, rng: np.random.Generator) -> float:
        """One value of the interval."""
        if self.log:
            return float(np.exp(rng.uniform(np.log(self.low), np.log(self.high))))
        return float(rng.uniform(self.low, self.high))


class Picker:
    """Picks list items from a block of uniform numbers: much faster than a generator a pick.

    Carries state (the place in the block), so one picker belongs to one stream.
    """

    def __init__(self, rng: np.random.Generator, block: int = 8192) -> None:
        self._rng = rng
        self._block = block
        self._values: list[float] = []
        self._next = 0

    def uniform(self) -> float:
        """A number in [0, 1)."""
        if self._next == len(self._values):
            self._values = self._rng.random(self._block).tolist()
            self._next = 0
        self._next += 1
        return self._values[self._next - 1]

    def index(self, n: int) -> int:
        """An integer from 0 to n - 1."""
        return int(self.uniform() * n)

    def of(self, items: Sequence[T]) -> T:
        """One of `items`, all equally likely."""
        return items[int(self.uniform() * len(items))]

    def chance(self, p: float) -> bool:
        """True with probability `p`."""
        return self.uniform() < p


def choose(
    rng: np.random.Generator, weights: Sequence[float] | NDArray[np.float64], size: int
) -> NDArray[np.int64]:
    """`size` indices drawn by `weights` (any positive scale)."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.searchsorted(edges, rng.random(size) * edges[-1], side="right").astype(np.int64)


def hashes(seed: int, kind: str, ids: NDArray[np.int64]) -> list[str | None]:
    """The keyed hash (16 hex digits) of each id of `kind`; negative ids become None.

    Equal within a world, unrelated between kinds and worlds, and without the order of the ids.
    """
    key = hashlib.blake2b(f"{seed}:{kind}".encode(), digest_size=8).digest()
    unique, place = np.unique(ids, return_inverse=True)
    words: list[str | None] = [
        None
        if i < 0
        else hashlib.blake2b(int(i).to_bytes(8, "big"), key=key, digest_size=8).hexdigest()
        for i in unique.tolist()
    ]
    return [words[p] for p in place.tolist()]


def mix(values: NDArray[np.int64], salt: int) -> NDArray[np.int64]:
    """A well mixed non-negative integer for each value (splitmix64): a draw without a stream."""
    with np.errstate(over="ignore"):
        z = values.astype(np.uint64) + np.uint64((0x9E3779B97F4A7C15 * (salt + 1)) & _MASK)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(1)).astype(np.int64)
