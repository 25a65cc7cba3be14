"""The space in which content is summed: 64 directions, random Fourier features, topics.

Fitted once a warehouse on unit embeddings, whatever made them, and fingerprinted: sums of two
spaces must never be added.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

UNIT_WIDTH, FREQUENCIES, TOPICS = 64, 64, 128
_MOST_POINTS = 20_000


@dataclass(frozen=True)
class ContentSpace:
    """basis : float32 (d, 64); frequencies : float32 (64, 64); centroids : float32 (topics, 64).

    `fingerprint` covers the arrays and the embedder that made the embeddings.
    """

    basis: np.ndarray
    frequencies: np.ndarray
    centroids: np.ndarray
    embedder: str

    @property
    def fingerprint(self) -> str:
        """Digest of the space and its embedder, 16 hexadecimal digits."""
        whole = hashlib.sha256(self.embedder.encode())
        for array in (self.basis, self.frequencies, self.centroids):
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
        rows = np.asarray(embeddings, np.float32) @ self.basis
        norm = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(norm > 0, norm, 1), np.float32)

    def kernel(self, projected: np.ndarray) -> np.ndarray:
        """Random Fourier features float32 (n, 128): inner products approximate the Gaussian
        kernel of the space's bandwidth (Rahimi and Recht 2007)."""
        angles = projected @ self.frequencies
        scale = 1 / np.sqrt(self.frequencies.shape[1])
        return np.asarray(np.hstack([np.cos(angles), np.sin(angles)]) * scale, np.float32)

    def topic(self, projected: np.ndarray) -> np.ndarray:
        """Nearest topic of each row, int16 (n,); -1 for a zero row."""
        half = 0.5 * np.einsum("ij,ij->i", self.centroids, self.centroids)
        nearest = np.argmax(projected @ self.centroids.T - half, axis=1)
        return np.where(np.any(projected != 0, axis=1), nearest, -1).astype(np.int16)


def fit_content_space(embeddings: np.ndarray, seed: int, embedder: str) -> ContentSpace:
    """Fit on unit embeddings (n, d), n >= 2: principal directions (not centred), a Gaussian
    kernel's frequencies with the median distance as bandwidth, topics by k-means.

    Fewer than 64 dimensions or 128 points give fewer directions (padded) or topics.
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
    return ContentSpace(basis, frequencies, centroids, embedder)


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
            basis=space.basis,
            frequencies=space.frequencies,
            centroids=space.centroids,
            embedder=np.array(space.embedder),
        )
        out.flush()
        os.fsync(out.fileno())
    os.replace(beside, path)


def load_space(path: Path) -> ContentSpace:
    """Read what `save_space` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        return ContentSpace(
            arrays["basis"], arrays["frequencies"], arrays["centroids"], str(arrays["embedder"])
        )
