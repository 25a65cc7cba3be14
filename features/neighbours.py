"""Nearest neighbours of many unit rows, by an index: linear in rows where all pairs would not be.

faiss (bench/neighbours.py holds it against others): exact on few rows, and on many an inverted file
over k-means cells (Jegou, Douze, Schmid 2011, Product quantization for nearest neighbor search;
without the quantization).
"""

from __future__ import annotations

from typing import Any

import numpy as np

# Up to here all pairs take seconds; above, a search looks into the nearest cells only.
EXACT_ROWS = 20_000
# Cells looked into: more find more of the true nearest and take longer (bench/neighbours.py).
_PROBES = 24
_PER_CELL = 40


def nearest_rows(rows: np.ndarray, k: int, *, exact: int = EXACT_ROWS) -> np.ndarray:
    """Positions of the k rows with the largest inner product, self left out: int64 (m, k).

    rows : float32 (m, d). Nearest first. Where the cells hold fewer than k, the row's own position
    fills up. The same rows give the same positions on the same number of threads.
    """
    import faiss

    m, width = rows.shape
    rows = np.ascontiguousarray(rows, np.float32)
    index: Any = faiss.IndexFlatIP(width)
    if m > exact:
        cells = int(4 * np.sqrt(m))
        index = faiss.IndexIVFFlat(index, width, cells, faiss.METRIC_INNER_PRODUCT)
        index.nprobe = _PROBES
        index.cp.seed = 1
        index.cp.niter = 10
        # k-means learns cells from a part of the rows, evenly taken.
        index.train(np.ascontiguousarray(rows[:: max(1, m // (_PER_CELL * cells))]))
    index.add(rows)
    found = np.empty((m, k), np.int64)
    for start in range(0, m, 16_384):
        block = slice(start, min(start + 16_384, m))
        _, places = index.search(rows[block], min(k + 1, m))
        found[block] = _without_self(places, np.arange(block.start, block.stop), k)
    return found


def _without_self(places: np.ndarray, own: np.ndarray, k: int) -> np.ndarray:
    """The first k places of each row that are not the row itself; -1 becomes the row itself."""
    self_last = np.argsort(places == own[:, None], axis=1, kind="stable")
    places = np.take_along_axis(places, self_last, axis=1)[:, :k]
    if places.shape[1] < k:
        fill = np.repeat(own[:, None], k - places.shape[1], axis=1)
        places = np.hstack([places, fill])
    return np.where(places < 0, own[:, None], places)
