"""The space in which content is summed: 64 directions, random Fourier features, topics,
prototypes of elicitation.

Fitted once a warehouse on unit embeddings, whatever made them, and fingerprinted: sums of two
spaces must never be added.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.prototypes import PROTOTYPES

KINDS = tuple(PROTOTYPES)
UNIT_WIDTH, FREQUENCIES, TOPICS = 64, 64, 128
_MOST_POINTS = 20_000
# A prompt is like a kind of elicitation when it is nearer to it than this share of the log's own.
_ORDINARY = 0.98


@dataclass(frozen=True)
class ContentSpace:
    """basis : float32 (d, 64); frequencies : float32 (64, 64); centroids : float32 (topics, 64);
    prototypes : float32 (p, 64), unit rows; kinds : int8 (p,), the position in KINDS of each;
    bars : float32 (kinds,), the cosine from which a prompt is like a kind.

    Without prototypes (the log brings its own vectors, whose maker is not here) p is 0.
    `fingerprint` covers the arrays and the embedder that made the embeddings.
    """

    basis: np.ndarray
    frequencies: np.ndarray
    centroids: np.ndarray
    prototypes: np.ndarray
    kinds: np.ndarray
    bars: np.ndarray
    embedder: str

    @property
    def fingerprint(self) -> str:
        """Digest of the space and its embedder, 16 hexadecimal digits."""
        whole = hashlib.sha256(self.embedder.encode())
        for name in _ARRAYS:
            array = getattr(self, name)
            whole.update(repr(array.shape).encode())
            whole.update(np.ascontiguousarray(array).tobytes())
        return whole.hexdigest()[:16]

    def project(self, embeddings: np.ndarray) -> np.ndarray:
        """Unit rows float32 (n, 64) of embeddings (n, d); a zero row stays zero.

        Raises ValueError where d is not the space's.
        """
        if embeddings.shape[1] != self.basis.shape[0]:
            raise ValueError(
                f"content space: expected embeddings of {self.basis.shape[0]} values, "
                f"found {embeddings.shape[1]}. Run make embedder."
            )
        rows = _product(np.asarray(embeddings, np.float32), self.basis)
        norm = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(norm > 0, norm, 1), np.float32)

    def kernel(self, projected: np.ndarray) -> np.ndarray:
        """Random Fourier features float32 (n, 128): inner products approximate the Gaussian
        kernel of the space's bandwidth (Rahimi and Recht 2007)."""
        angles = _product(projected, self.frequencies).astype(np.float32)
        scale = 1 / np.sqrt(self.frequencies.shape[1])
        return np.asarray(np.hstack([np.cos(angles), np.sin(angles)]) * scale, np.float32)

    @property
    def compares(self) -> bool:
        """False where the space has no prototypes: nothing is said about elicitation then."""
        return len(self.prototypes) > 0

    def elicits(self, projected: np.ndarray) -> np.ndarray:
        """bool (n, kinds): the prompt is like that kind of elicitation."""
        likeness = _likeness(projected, self.prototypes, self.kinds)
        return np.asarray(likeness > self.bars, bool)

    def topic(self, projected: np.ndarray) -> np.ndarray:
        """Nearest topic of each row, int16 (n,); -1 for a zero row."""
        half = 0.5 * (self.centroids.astype(np.float64) ** 2).sum(axis=1)
        nearest = np.argmax(_product(projected, self.centroids.T) - half, axis=1)
        return np.where(np.any(projected != 0, axis=1), nearest, -1).astype(np.int16)


_ARRAYS = ("basis", "frequencies", "centroids", "prototypes", "kinds", "bars")


def _product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """left @ right, float64. In single precision the last bits of a row depend on how many rows
    are multiplied with it, so that a batch cut elsewhere would give other sums."""
    return np.asarray(left.astype(np.float64) @ right.astype(np.float64))


def _likeness(projected: np.ndarray, prototypes: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Cosine to the nearest prototype of each kind, float32 (n, kinds); -1 without prototypes."""
    out = np.full((len(projected), len(KINDS)), -1, np.float32)
    if len(prototypes):
        cosine = _product(projected, prototypes.T).astype(np.float32)
        for kind in range(len(KINDS)):
            out[:, kind] = cosine[:, kinds == kind].max(axis=1)
    return out


def fit_content_space(
    embeddings: np.ndarray,
    seed: int,
    embedder: str,
    encode: Callable[[Sequence[str]], np.ndarray] | None = None,
) -> ContentSpace:
    """Fit on unit embeddings (n, d), n >= 2: principal directions (not centred), a Gaussian
    kernel's frequencies with the median distance as bandwidth, topics by k-means.

    Fewer than 64 dimensions or 128 points give fewer directions (padded) or topics. `encode` embeds
    the prototypes; their bars are what 98 % of the given embeddings stay below.
    """
    if len(embeddings) < 2:
        raise ValueError(f"content space: expected at least 2 embeddings, found {len(embeddings)}.")
    rng = np.random.default_rng(seed)
    points = np.asarray(embeddings[:_MOST_POINTS], np.float64)
    _, directions = np.linalg.eigh(points.T @ points)
    kept = min(UNIT_WIDTH, points.shape[1])
    basis = np.zeros((points.shape[1], UNIT_WIDTH), np.float32)
    basis[:, :kept] = directions[:, ::-1][:, :kept]
    rows = points @ basis
    norm = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows / np.where(norm > 0, norm, 1)
    left, right = rng.integers(0, len(rows), size=(2, 10_000))
    distances = np.linalg.norm(rows[left] - rows[right], axis=1)
    apart = distances[distances > 0]
    bandwidth = float(np.median(apart)) if len(apart) else 1.0
    frequencies = (rng.standard_normal((UNIT_WIDTH, FREQUENCIES)) / bandwidth).astype(np.float32)
    centroids = _centroids(rows, seed)
    prototypes = np.zeros((0, UNIT_WIDTH), np.float32)
    if encode is not None:
        prototypes = encode([text for texts in PROTOTYPES.values() for text in texts]) @ basis
        length = np.linalg.norm(prototypes, axis=1, keepdims=True)
        prototypes = np.asarray(prototypes / np.where(length > 0, length, 1), np.float32)
    kinds = np.repeat(np.arange(len(KINDS)), [len(texts) for texts in PROTOTYPES.values()])
    kinds = kinds[: len(prototypes)].astype(np.int8)
    likeness = _likeness(rows.astype(np.float32), prototypes, kinds)
    bars = np.quantile(likeness, _ORDINARY, axis=0).astype(np.float32)
    return ContentSpace(basis, frequencies, centroids, prototypes, kinds, bars, embedder)


def _centroids(rows: np.ndarray, seed: int) -> np.ndarray:
    from sklearn.cluster import MiniBatchKMeans
    from threadpoolctl import threadpool_limits

    distinct = np.unique(np.round(rows, 6), axis=0)
    count = min(TOPICS, len(distinct))
    # One thread: sums of several come out in another order, and the topics with them.
    with threadpool_limits(limits=1):
        model = MiniBatchKMeans(count, random_state=seed, n_init=1, batch_size=4_096)
        model.fit(rows)
    return np.asarray(model.cluster_centers_, np.float32)


def save_space(space: ContentSpace, path: Path) -> None:
    """Write the arrays, atomically; no pickle."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.parent / f".{path.name}.{os.getpid()}.tmp"
    with beside.open("wb") as out:
        np.savez(
            out,
            **{name: getattr(space, name) for name in _ARRAYS},
            embedder=np.array(space.embedder),
        )
        out.flush()
        os.fsync(out.fileno())
    os.replace(beside, path)


def load_space(path: Path) -> ContentSpace:
    """Read what `save_space` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        kept = {name: arrays[name] for name in _ARRAYS}
        return ContentSpace(**kept, embedder=str(arrays["embedder"]))
