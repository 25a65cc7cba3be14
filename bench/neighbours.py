"""Nearest neighbours of kernel means: which library, measured in one run.

    python -m bench.neighbours

Rows like the twin graph's (habits and subjects, 250 wide, a third of them in small groups), each
index's time to build and search all ten nearest and its recall against all pairs by faiss. What
`features/neighbours.py` uses was chosen by this; results: bench/features.md. Needs
`pip install usearch==2.26.6` for the alternative.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Annotated

import numpy as np
import typer

from features.neighbours import nearest_rows

NEAREST = 10
WIDTH = 250


def rows_like_ours(count: int, seed: int = 0) -> np.ndarray:
    """float32 (count, 250) unit rows: many alike in a few directions, a third in groups of 30."""
    rng = np.random.default_rng(seed)
    scale = 1 / np.sqrt(1 + np.arange(WIDTH))
    rows = rng.standard_normal((count, WIDTH), dtype=np.float32) * scale
    grouped = count // 3
    centres = rng.standard_normal((grouped // 30 + 1, WIDTH), dtype=np.float32) * scale
    rows[:grouped] = 0.6 * rows[:grouped] + centres[np.arange(grouped) // 30]
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def recall(found: np.ndarray, exact: np.ndarray) -> float:
    """Mean share of the exact ten that were found."""
    pairs = zip(found, exact, strict=True)
    return float(np.mean([len(set(f) & set(e)) / len(e) for f, e in pairs]))


def by_usearch(rows: np.ndarray) -> np.ndarray:
    """usearch's HNSW graph at its defaults, inner product."""
    from usearch.index import Index

    index = Index(ndim=rows.shape[1], metric="ip", dtype="f32")
    index.add(np.arange(len(rows)), rows)
    return np.asarray(index.search(rows, NEAREST + 1).keys)[:, 1:]


def by_hnsw(rows: np.ndarray) -> np.ndarray:
    """faiss's HNSW graph, 32 links a node."""
    import faiss

    index = faiss.IndexHNSWFlat(rows.shape[1], 32, faiss.METRIC_INNER_PRODUCT)
    index.add(rows)
    return np.asarray(index.search(rows, NEAREST + 1)[1])[:, 1:]


def main(
    count: Annotated[int, typer.Option(help="Rows.")] = 50_000,
    large: Annotated[int, typer.Option(help="Rows for the growth of what is used.")] = 200_000,
) -> None:
    """Print the table."""
    rows = rows_like_ours(count)
    jobs: dict[str, Callable[[], np.ndarray]] = {
        "faiss, all pairs": lambda: nearest_rows(rows, NEAREST, exact=len(rows)),
        "faiss, inverted file (used)": lambda: nearest_rows(rows, NEAREST, exact=0),
        "faiss, HNSW": lambda: by_hnsw(rows),
        "usearch, HNSW": lambda: by_usearch(rows),
    }
    exact, first = None, 0.0
    print(f"| {count:,} x {WIDTH} | seconds | to all pairs | recall of 10 |")
    print("|---|---|---|---|")
    for name, job in jobs.items():
        started = time.perf_counter()
        found = job()
        seconds = time.perf_counter() - started
        if exact is None:
            exact, first = found, seconds
        print(f"| {name} | {seconds:.1f} | {seconds / first:.2f} | {recall(found, exact):.3f} |")
    started = time.perf_counter()
    nearest_rows(rows_like_ours(large), NEAREST)
    print(f"| used, {large:,} rows | {time.perf_counter() - started:.1f} | | |")


if __name__ == "__main__":
    typer.run(main)
