"""Random streams: every part of a world draws from a generator of its own name.

A part that draws one number more or less therefore changes no other part, and parts can run
in any order or in several processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

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


def choose(
    rng: np.random.Generator, weights: Sequence[float] | NDArray[np.float64], size: int
) -> NDArray[np.int64]:
    """`size` indices drawn by `weights` (any positive scale)."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.searchsorted(edges, rng.random(size) * edges[-1], side="right").astype(np.int64)


def pick_by(
    rng: np.random.Generator, edges: NDArray[np.float64], row: NDArray[np.int64]
) -> NDArray[np.int64]:
    """One column index for each entry of `row`, drawn by that row of `edges` (running sums)."""
    total = edges[row, -1]
    u = rng.random(len(row)) * total
    out = np.zeros(len(row), dtype=np.int64)
    for column in range(edges.shape[1] - 1):
        out += u >= edges[row, column]
    return out


def hashes(seed: int, kind: str, ids: NDArray[np.int64]) -> pa.StringArray:
    """The keyed hash (16 hex digits) of each id of `kind`; negative ids become NULL.

    Equal within a world, unrelated between kinds and worlds, and without the order of the ids.
    A bijection of 64-bit integers, so distinct ids never collide.
    """
    key = hashlib.blake2b(f"{seed}:{kind}".encode(), digest_size=8).digest()
    keyed = ids.astype(np.uint64) ^ np.uint64(int.from_bytes(key, "big"))
    digits = _HEX[_mixed(_mixed(keyed, 1), 2).view(np.uint8).reshape(-1, 8)]
    offsets = np.arange(len(ids) + 1, dtype=np.int32) * 16
    known = ids >= 0
    valid = None if known.all() else pa.array(known).buffers()[1]
    return pa.StringArray.from_buffers(
        len(ids), pa.py_buffer(offsets), pa.py_buffer(digits.tobytes()), valid
    )


_HEX = np.frombuffer(b"".join(b"%02x" % i for i in range(256)), dtype="S2")


def _mixed(values: NDArray[np.uint64], salt: int) -> NDArray[np.uint64]:
    """splitmix64, a bijection."""
    with np.errstate(over="ignore"):
        z = values + np.uint64((0x9E3779B97F4A7C15 * (salt + 1)) & _MASK)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def mix(values: NDArray[np.int64], salt: int) -> NDArray[np.int64]:
    """A well mixed non-negative integer for each value (splitmix64): a draw without a stream."""
    return (_mixed(values.astype(np.uint64), salt) >> np.uint64(1)).astype(np.int64)


def spread(
    rng: np.random.Generator, mean: NDArray[np.float64] | float, sigma: float, size: int
) -> NDArray[np.float64]:
    """Log-normal values of the given mean; the median is lower by exp(sigma^2 / 2)."""
    return np.asarray(mean) * rng.lognormal(-0.5 * sigma * sigma, sigma, size)
