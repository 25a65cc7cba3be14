"""Content sums: what an account's prompts were like, kept as sums that add over days and groups.

An account's day is n, the sum of unit vectors, the sum of random Fourier features (for maximum
mean discrepancy) and a topic histogram, all integers, so that merged days give the same bytes in
any order. Prompt text goes in, sums come out; text is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
import pyarrow as pa

from models.content_space import ContentSpace

UNIT_SCALE = 10_000
KERNEL_SCALE = 100_000
COSINE_SCALE = 10_000
UNIT_WIDTH, KERNEL_WIDTH, TOPICS = 64, 128, 128

SCHEMA = pa.schema(
    [
        ("account_id", pa.string()),
        ("n", pa.int64()),
        # 64 bits: an account that sends 200,000 like prompts a day overflows 32.
        ("unit_sum", pa.list_(pa.int64(), UNIT_WIDTH)),
        ("kernel_sum", pa.list_(pa.int64(), KERNEL_WIDTH)),
        ("topics", pa.list_(pa.int64(), TOPICS)),
        ("n_next", pa.int64()),
        ("next_cosine", pa.int64()),
        ("n_session", pa.int64()),
        ("session_cosine", pa.int64()),
    ]
)

# The columns that features may name as {content.x}.
COLUMNS = (
    "mean_cosine",
    "next_cosine",
    "session_cosine",
    "topic_coverage",
    "topic_entropy",
    "population_distance",
    "drift",
)


class Encoder(Protocol):
    """Anything that turns prompts into unit vectors; a prompt without a known token gives zeros."""

    def encode(self, prompts: Sequence[str]) -> np.ndarray: ...


@dataclass
class Sums:
    """Content sums of several accounts; row i of every array belongs to `accounts[i]`.

    unit (m, 64), kernel (m, 128), topics (m, 128) are int64; the rest has shape (m,).
    """

    accounts: np.ndarray
    n: np.ndarray
    unit: np.ndarray
    kernel: np.ndarray
    topics: np.ndarray
    n_next: np.ndarray
    next_cosine: np.ndarray
    n_session: np.ndarray
    session_cosine: np.ndarray

    def kernel_mean(self) -> np.ndarray:
        """Mean of the random Fourier features, float64 (m, 128); zero rows where n is 0."""
        return self.kernel / KERNEL_SCALE / np.maximum(self.n, 1)[:, None]

    def minus(self, other: Sums) -> Sums:
        """These sums less those of `other` (a part of the same days), aligned by account."""
        where = pd.Index(other.accounts).get_indexer(pd.Index(self.accounts))
        has = where >= 0

        def less(mine: np.ndarray, theirs: np.ndarray) -> np.ndarray:
            out = mine.copy()
            out[has] -= theirs[where[has]]
            return out

        arrays = {
            name: less(getattr(self, name), getattr(other, name))
            for name in ("n", "unit", "kernel", "topics", "n_next", "next_cosine", "n_session",
                         "session_cosine")
        }  # fmt: skip
        return Sums(self.accounts, **arrays)


def _fixed(column: pa.ChunkedArray, width: int) -> np.ndarray:
    flat = [chunk.flatten().to_numpy(zero_copy_only=False) for chunk in column.chunks]
    joined = np.concatenate(flat) if flat else np.zeros(0, np.int64)
    return joined.reshape(-1, width).astype(np.int64)


def merge(tables: Iterable[pa.Table]) -> Sums:
    """Add the tiles' sums by account; accounts come out sorted."""
    table = pa.concat_tables([SCHEMA.empty_table(), *(t.cast(SCHEMA) for t in tables)])
    codes, accounts = pd.factorize(table["account_id"].to_numpy(zero_copy_only=False), sort=True)
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))

    def add(values: np.ndarray) -> np.ndarray:
        if len(starts) == 0:
            return values[:0]
        return np.add.reduceat(values[order], starts, axis=0)

    plain = {
        name: add(table[name].to_numpy().astype(np.int64))
        for name in ("n", "n_next", "next_cosine", "n_session", "session_cosine")
    }
    return Sums(
        accounts=np.asarray(accounts, dtype=object),
        unit=add(_fixed(table["unit_sum"], UNIT_WIDTH)),
        kernel=add(_fixed(table["kernel_sum"], KERNEL_WIDTH)),
        topics=add(_fixed(table["topics"], TOPICS)),
        **plain,
    )


def to_table(sums: Sums) -> pa.Table:
    """Sums as a tile, in the order of `sums.accounts`."""

    def fixed(values: np.ndarray, width: int) -> pa.Array:
        flat = pa.array(values.astype(np.int64).ravel())
        return pa.FixedSizeListArray.from_arrays(flat, width)

    columns = [
        pa.array(sums.accounts, pa.string()),
        pa.array(sums.n),
        fixed(sums.unit, UNIT_WIDTH),
        fixed(sums.kernel, KERNEL_WIDTH),
        fixed(sums.topics, TOPICS),
        pa.array(sums.n_next),
        pa.array(sums.next_cosine),
        pa.array(sums.n_session),
        pa.array(sums.session_cosine),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def sum_rows(
    accounts: np.ndarray, opens: np.ndarray, units: np.ndarray, space: ContentSpace
) -> Sums:
    """Sums by account of rows that come sorted by account and time.

    accounts : object (k,); opens : bool (k,), the row opens another session than the row before;
    units : float32 (k, 64) from `space.project`, zero rows for prompts without an embedding: these
    count nowhere, but a session that one of them opens is a session between its neighbours.
    """
    known = np.any(units != 0, axis=1)
    session = np.cumsum(opens)[known]
    accounts, units = accounts[known], units[known]
    if len(accounts) == 0:
        return merge([])
    fresh = np.r_[True, accounts[1:] != accounts[:-1]]
    starts = np.flatnonzero(fresh)
    group = np.cumsum(fresh) - 1

    # Rounded once a row: every later sum is an integer sum.
    unit = np.rint(units * UNIT_SCALE).astype(np.int64)
    kernel = np.rint(space.kernel(units) * KERNEL_SCALE).astype(np.int64)
    cosine = np.zeros(len(accounts), np.int64)
    cosine[1:] = np.rint(np.einsum("ij,ij->i", units[1:], units[:-1]) * COSINE_SCALE)
    follows = ~fresh
    crosses = follows & (np.diff(session, prepend=session[:1]) > 0)

    topics = np.zeros((len(starts), TOPICS), np.int64)
    np.add.at(topics, (group, space.topic(units)), 1)

    def add(values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, starts, axis=0)

    return Sums(
        accounts=accounts[starts],
        n=np.diff(np.r_[starts, len(accounts)]).astype(np.int64),
        unit=add(unit),
        kernel=add(kernel),
        topics=topics,
        n_next=add(follows.astype(np.int64)),
        next_cosine=add(np.where(follows, cosine, 0)),
        n_session=add(crosses.astype(np.int64)),
        session_cosine=add(np.where(crosses, cosine, 0)),
    )


def day_sums(
    batches: Iterable[pa.RecordBatch],
    encoder: Encoder | None,
    space: ContentSpace,
    progress: Callable[[int], None] | None = None,
) -> pa.Table:
    """The content tile of a day.

    `batches` have account_id, opens and prompt (or embedding: list<float>, used as it is) and come
    sorted by account and time; an account that two batches share is carried over whole.
    """
    parts: list[pa.Table] = []
    kept: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None
    for batch in batches:
        if batch.num_rows == 0:
            continue
        accounts = np.asarray(batch.column("account_id").to_pylist(), dtype=object)
        opens = np.asarray(batch.column("opens").to_pylist(), dtype=bool)
        if "embedding" in batch.schema.names:
            units = space.project(_given(batch.column("embedding")))
        else:
            assert encoder is not None, "prompts need an encoder"
            units = space.project(
                encoder.encode(["" if p is None else p for p in batch.column("prompt").to_pylist()])
            )
        if progress:
            progress(len(accounts))
        if kept is not None:
            accounts = np.concatenate([kept[0], accounts])
            opens = np.concatenate([kept[1], opens])
            units = np.concatenate([kept[2], units])
        whole = accounts != accounts[-1]
        parts.append(to_table(sum_rows(accounts[whole], opens[whole], units[whole], space)))
        kept = (accounts[~whole], opens[~whole], units[~whole])
    if kept is not None:
        parts.append(to_table(sum_rows(*kept, space)))
    return to_table(merge(parts))


def _given(column: pa.Array) -> np.ndarray:
    """Embeddings of the log as float32 (k, d) unit rows; NULL gives a zero row."""
    values = column.to_pylist()
    width = max((len(v) for v in values if v is not None), default=1)
    out = np.zeros((len(values), width), np.float32)
    for i, value in enumerate(values):
        if value is not None:
            out[i] = value
    norm = np.linalg.norm(out, axis=1, keepdims=True)
    return out / np.where(norm > 0, norm, 1)


@dataclass(frozen=True)
class Population:
    """What everybody asked in the window: the reference of discrepancy and coverage.

    kernel : float64 (128,), mean over accounts of their kernel means: one account, one vote.
    topics : float64 (128,), the same of topic shares.
    """

    kernel: np.ndarray
    topics: np.ndarray


def population(sums: Sums) -> Population:
    """The reference population of a window; only accounts with a prompt vote."""
    voting = sums.n > 0
    if not voting.any():
        return Population(np.zeros(KERNEL_WIDTH), np.full(TOPICS, 1 / TOPICS))
    shares = sums.topics[voting] / sums.n[voting][:, None]
    return Population(sums.kernel_mean()[voting].mean(axis=0), shares.mean(axis=0))


def columns(sums: Sums, recent: Sums, reference: Population) -> pd.DataFrame:
    """The content columns of a window: one row an account, index account_id, float64, NaN for NULL.

    `recent` holds the last 7 days of the same window; drift compares it with what came before.
    """
    n = sums.n.astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        pairs = np.where(n > 1, n * (n - 1), np.nan)
        unit = sums.unit / UNIT_SCALE
        mean_cosine = (np.einsum("ij,ij->i", unit, unit) - n) / pairs
        kernel = sums.kernel / KERNEL_SCALE
        within = (np.einsum("ij,ij->i", kernel, kernel) - n) / pairs
        across = kernel @ reference.kernel / n
        distance = within - 2 * across + reference.kernel @ reference.kernel
        seen = (sums.topics > 0).sum(axis=1)
        expected = (1 - (1 - reference.topics[None, :]) ** n[:, None]).sum(axis=1)
        shares = sums.topics / n[:, None]
        entropy = -np.where(shares > 0, shares * np.log2(np.where(shares > 0, shares, 1)), 0).sum(
            axis=1
        )
        room = np.log2(np.minimum(n, TOPICS))
        frame = pd.DataFrame(
            {
                "mean_cosine": np.clip(mean_cosine, -1, 1),
                "next_cosine": np.clip(sums.next_cosine / COSINE_SCALE / sums.n_next, -1, 1),
                "session_cosine": np.clip(
                    sums.session_cosine / COSINE_SCALE / sums.n_session, -1, 1
                ),
                "topic_coverage": np.where(n > 0, seen / expected, np.nan),
                "topic_entropy": np.where(n > 1, np.clip(entropy / room, 0, 1), np.nan),
                "population_distance": distance,
                "drift": _drift(sums, recent),
            },
            index=pd.Index(sums.accounts, name="account_id"),
        )
    return frame.astype(float)


def _drift(sums: Sums, recent: Sums) -> np.ndarray:
    before = sums.minus(recent)
    now = sums.unit - before.unit
    norms = np.linalg.norm(now, axis=1) * np.linalg.norm(before.unit, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        cosine = np.einsum("ij,ij->i", now, before.unit) / norms
    return np.where(norms > 0, 1 - np.clip(cosine, -1, 1), np.nan)
