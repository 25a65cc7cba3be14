"""Content sums: what an account's prompts were like, kept as sums that add over days and groups.

An account's day is n, the sum of unit vectors, the sum of random Fourier features (for maximum
mean discrepancy), a topic histogram and counts of prompts like known elicitations. Rows are added
as integers, so that they give the same sums in any order; a day is packed into fewer than 600
bytes. Prompt text goes in, sums come out; text is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Protocol

import numpy as np
import pandas as pd
import pyarrow as pa

from features.engines import BatchFunction
from models.content_space import KINDS, ContentSpace

UNIT_SCALE = 10_000
KERNEL_SCALE = 100_000
COSINE_SCALE = 10_000
UNIT_WIDTH, KERNEL_WIDTH, TOPICS = 64, 128, 128
# Prompts of an account and day that are embedded; of more, so many by the hash of their id.
MOST_PROMPTS = 256

# An account's day as it is kept. Sums of unit vectors and kernel features keep 15 bits and a power
# of two that all of a row's numbers share: each is off by at most 2^-15 of the row's largest.
PACKED = np.dtype(
    [
        ("n", "<u2"),
        ("n_next", "<u2"),
        ("n_session", "<u2"),
        ("n_compared", "<u2"),
        ("next_cosine", "<i4"),
        ("session_cosine", "<i4"),
        ("unit_shift", "u1"),
        ("kernel_shift", "u1"),
        ("elicits", "<u2", (len(KINDS),)),
        ("unit", "<i2", (UNIT_WIDTH,)),
        ("kernel", "<i2", (KERNEL_WIDTH,)),
        ("topics", "u1", (TOPICS,)),
    ]
)
SCHEMA = pa.schema([("account_id", pa.string()), ("sums", pa.binary(PACKED.itemsize))])

# The columns that features may name as {content.x}.
COLUMNS = (
    "n",
    "mean_cosine",
    "next_cosine",
    "session_cosine",
    "topic_coverage",
    "topic_entropy",
    "population_distance",
    "drift",
    *(f"elicits_{kind}" for kind in KINDS),
)


class Encoder(Protocol):
    """Anything that turns prompts into unit vectors; a prompt without a known token gives zeros."""

    def encode(self, prompts: Sequence[str]) -> np.ndarray: ...


@dataclass
class Sums:
    """Content sums of several accounts; row i of every array belongs to `accounts[i]`.

    unit (m, 64), kernel (m, 128), topics (m, 128), elicits (m, kinds) are int32: 28 days of 256
    prompts stay below 10^8. The rest is int64 (m,). `n_compared` counts the prompts that were held
    against the elicitation prototypes: all or, where the space has none, no one.
    """

    accounts: np.ndarray
    n: np.ndarray
    unit: np.ndarray
    kernel: np.ndarray
    topics: np.ndarray
    elicits: np.ndarray
    n_compared: np.ndarray
    n_next: np.ndarray
    next_cosine: np.ndarray
    n_session: np.ndarray
    session_cosine: np.ndarray

    def kernel_mean(self) -> np.ndarray:
        """Mean of the random Fourier features, float32 (m, 128); zero rows where n is 0."""
        whole = np.float32(1 / KERNEL_SCALE) / np.maximum(self.n, 1).astype(np.float32)
        return np.asarray(self.kernel * whole[:, None], np.float32)

    def take(self, rows: np.ndarray | slice) -> Sums:
        """The sums of some rows."""
        return Sums(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def subjects(self) -> Sums:
        """The same without unit vectors and topics (of width 0): what twins are found by."""
        return replace(self, unit=self.unit[:, :0].copy(), topics=self.topics[:, :0].copy())

    def minus(self, other: Sums) -> Sums:
        """These sums less those of `other` (a part of the same days), aligned by account."""
        where = pd.Index(other.accounts).get_indexer(pd.Index(self.accounts))
        has = where >= 0

        def less(mine: np.ndarray, theirs: np.ndarray) -> np.ndarray:
            out = mine.copy()
            out[has] -= theirs[where[has]]
            return out

        arrays = {name: less(getattr(self, name), getattr(other, name)) for name in _SHAPES}
        return Sums(self.accounts, **arrays)


_SHAPES: dict[str, tuple[type, tuple[int, ...]]] = {
    "n": (np.int64, ()),
    "unit": (np.int32, (UNIT_WIDTH,)),
    "kernel": (np.int32, (KERNEL_WIDTH,)),
    "topics": (np.int32, (TOPICS,)),
    "elicits": (np.int32, (len(KINDS),)),
    "n_compared": (np.int64, ()),
    "n_next": (np.int64, ()),
    "next_cosine": (np.int64, ()),
    "n_session": (np.int64, ()),
    "session_cosine": (np.int64, ()),
}


def _shrink(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as 15 bits and sign, and the power of two that each was divided by; halves go up."""
    largest = np.abs(values).max(axis=1, initial=0)
    shift = np.maximum(0, np.ceil(np.log2(largest + 1)).astype(np.int64) - 15)
    half = np.where(shift > 0, 1 << np.maximum(shift - 1, 0), 0)
    small = (values.astype(np.int64) + half[:, None]) >> shift[:, None]
    return np.minimum(small, 2**15 - 1).astype(np.int16), shift.astype(np.uint8)


def pack(sums: Sums) -> pa.Table:
    """An account's day as a tile keeps it, in the order of `sums.accounts`.

    Raises ValueError for more than 256 prompts a row: a day holds no more.
    """
    if len(sums.n) and sums.n.max() > MOST_PROMPTS:
        raise ValueError(
            f"content sums: expected at most {MOST_PROMPTS} prompts an account and day, "
            f"found {sums.n.max()}."
        )
    packed = np.zeros(len(sums.n), PACKED)
    packed["unit"], packed["unit_shift"] = _shrink(sums.unit)
    packed["kernel"], packed["kernel_shift"] = _shrink(sums.kernel)
    # Of 256 prompts of one topic 255 are kept.
    packed["topics"] = np.minimum(sums.topics, 255)
    for name in _SHAPES:
        if name not in ("unit", "kernel", "topics"):
            packed[name] = getattr(sums, name)
    rows = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(PACKED.itemsize), len(packed), [None, pa.py_buffer(packed.tobytes())]
    )
    return pa.Table.from_arrays([pa.array(sums.accounts, pa.string()), rows], schema=SCHEMA)


def _unpack(table: pa.Table) -> np.ndarray:
    chunks = [
        np.frombuffer(chunk.buffers()[1], PACKED, len(chunk), chunk.offset * PACKED.itemsize)
        for chunk in table["sums"].chunks
        if len(chunk)
    ]
    return np.concatenate(chunks) if chunks else np.zeros(0, PACKED)


def merge(tables: Iterable[pa.Table], accounts: Iterable[str] | None = None) -> Sums:
    """Add the tiles' sums by account; accounts come out sorted.

    accounts : those of all tables. Where they are given one table is open at a time, else all are.
    """
    if accounts is None:
        tables = list(tables)
        accounts = {name for table in tables for name in table["account_id"].to_pylist()}
    everybody = pd.Index(sorted(accounts), dtype=object)
    sums = Sums(
        everybody.to_numpy(object),
        **{
            name: np.zeros((len(everybody), *shape), kind)
            for name, (kind, shape) in _SHAPES.items()
        },
    )
    for table in tables:
        rows, at = _unpack(table), everybody.get_indexer(table["account_id"].to_pylist())
        for name in _SHAPES:
            values = rows[name].astype(np.int32)
            if name in ("unit", "kernel"):
                values <<= rows[f"{name}_shift"].astype(np.int32)[:, None]
            getattr(sums, name)[at] += values
    return sums


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
    unit = np.rint(units * UNIT_SCALE).astype(np.int32)
    kernel = np.rint(space.kernel(units) * KERNEL_SCALE).astype(np.int32)
    cosine = np.zeros(len(accounts), np.int64)
    cosine[1:] = np.rint(np.einsum("ij,ij->i", units[1:], units[:-1]) * COSINE_SCALE)
    follows = ~fresh
    crosses = follows & (np.diff(session, prepend=session[:1]) > 0)

    cells = group * TOPICS + space.topic(units)
    topics = np.bincount(cells, minlength=len(starts) * TOPICS).reshape(-1, TOPICS)

    def add(values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, starts, axis=0)

    n = np.diff(np.r_[starts, len(accounts)]).astype(np.int64)
    return Sums(
        accounts=accounts[starts],
        n=n,
        unit=add(unit),
        kernel=add(kernel),
        topics=topics.astype(np.int32),
        elicits=add(space.elicits(units).astype(np.int32)),
        n_compared=n if space.compares else np.zeros_like(n),
        n_next=add(follows.astype(np.int64)),
        next_cosine=add(np.where(follows, cosine, 0)),
        n_session=add(crosses.astype(np.int64)),
        session_cosine=add(np.where(crosses, cosine, 0)),
    )


def day_sums(encoder: Encoder | None, space: ContentSpace) -> BatchFunction:
    """The function that makes a day's content tile of its prompts.

    Batches have account_id, opens and prompt (or embedding: list<float>, used as it is) and come
    sorted by account and time; an account that two batches share is carried over whole.
    """

    def function(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        kept: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None
        for batch in batches:
            if batch.num_rows == 0:
                continue
            accounts = np.asarray(batch.column("account_id").to_pylist(), dtype=object)
            opens = np.asarray(batch.column("opens").to_pylist(), dtype=bool)
            units = space.project(_embedded(batch, encoder))
            if kept is not None:
                accounts = np.concatenate([kept[0], accounts])
                opens = np.concatenate([kept[1], opens])
                units = np.concatenate([kept[2], units])
            whole = accounts != accounts[-1]
            if whole.any():
                yield from pack(
                    sum_rows(accounts[whole], opens[whole], units[whole], space)
                ).to_batches()
            kept = (accounts[~whole], opens[~whole], units[~whole])
        if kept is not None:
            yield from pack(sum_rows(*kept, space)).to_batches()

    return function


def _embedded(batch: pa.RecordBatch, encoder: Encoder | None) -> np.ndarray:
    if "embedding" in batch.schema.names:
        return _given(batch.column("embedding"))
    assert encoder is not None, "prompts need an encoder"
    return encoder.encode(["" if p is None else p for p in batch.column("prompt").to_pylist()])


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
    # Added in blocks: floating point for all accounts at once would be the job's largest array.
    kernel, topics = np.zeros(KERNEL_WIDTH), np.zeros(sums.topics.shape[1])
    for start in range(0, len(sums.n), _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, len(sums.n)))
        some = sums.take(rows[voting[rows]])
        kernel += (some.kernel / KERNEL_SCALE / some.n[:, None]).sum(axis=0)
        topics += (some.topics / some.topics.sum(axis=1, keepdims=True)).sum(axis=0)
    return Population(kernel / voting.sum(), topics / voting.sum())


# Rows whose columns are computed at once: bounds what is held in floating point.
_BLOCK = 20_000


def columns(sums: Sums, recent: Sums, reference: Population) -> pd.DataFrame:
    """The content columns of a window: one row an account, index account_id, float64, NaN for NULL.

    `recent` holds the last 7 days of the same window; drift compares it with what came before.
    """
    where = pd.Index(recent.accounts, dtype=object).get_indexer(
        pd.Index(sums.accounts, dtype=object)
    )
    blocks = []
    for start in range(0, max(1, len(sums.n)), _BLOCK):
        rows = slice(start, start + _BLOCK)
        now = np.where(
            (where[rows] >= 0)[:, None],
            recent.unit[where[rows]] if len(recent.n) else 0,
            0,
        )
        blocks.append(_columns(sums.take(rows), now, reference))
    return pd.concat(blocks)


def _columns(sums: Sums, now: np.ndarray, reference: Population) -> pd.DataFrame:
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
        shares = sums.topics / sums.topics.sum(axis=1, keepdims=True)
        entropy = -np.where(shares > 0, shares * np.log2(np.where(shares > 0, shares, 1)), 0).sum(
            axis=1
        )
        room = np.log2(np.minimum(n, TOPICS))
        frame = pd.DataFrame(
            {
                "n": n,
                "mean_cosine": np.clip(mean_cosine, -1, 1),
                "next_cosine": np.clip(sums.next_cosine / COSINE_SCALE / sums.n_next, -1, 1),
                "session_cosine": np.clip(
                    sums.session_cosine / COSINE_SCALE / sums.n_session, -1, 1
                ),
                "topic_coverage": np.where(n > 0, seen / expected, np.nan),
                "topic_entropy": np.where(n > 1, np.clip(entropy / room, 0, 1), np.nan),
                "population_distance": distance,
                "drift": _drift(sums.unit.astype(float), now.astype(float)),
                **{
                    f"elicits_{kind}": sums.elicits[:, i] / sums.n_compared
                    for i, kind in enumerate(KINDS)
                },
            },
            index=pd.Index(sums.accounts, name="account_id"),
        )
    return frame.astype(float)


def _drift(whole: np.ndarray, now: np.ndarray) -> np.ndarray:
    before = whole - now
    norms = np.linalg.norm(now, axis=1) * np.linalg.norm(before, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        cosine = np.einsum("ij,ij->i", now, before) / norms
    return np.where(norms > 0, 1 - np.clip(cosine, -1, 1), np.nan)
