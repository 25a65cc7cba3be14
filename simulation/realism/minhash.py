"""Near-equal prompts by MinHash: word hashes in, signatures out, near pairs of signatures.

A word is a run of letters and digits; in scripts without spaces a letter is a word. A shingle is
three words in a row, a shorter prompt is one shingle. Only hashes leave the database.

References
----------
Broder (1997), On the resemblance and containment of documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from simulation.realism.log import Log

NEAR = 0.8
"""Jaccard similarity from which two prompts count as near-equal, as the signatures tell it."""
HASHES = 128
_BANDS, _ROWS = 16, 4
# Sixteen bands of four hashes: a pair at 0.8 is missed with a chance below 1e-3, one at 0.3 is
# rarely looked at.
_NEXT = 15
_HEAD_CHARS = 4000
_WORD = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{N}]+"
_BATCH = 10_000

Signatures = NDArray[np.uint32]


@dataclass(frozen=True)
class Near:
    """Near-equal documents. group : int64, shape (n,): documents of equal signatures.

    edges : int64, shape (m, 2): pairs of groups at least `NEAR` alike. A group in a very full
    bucket is compared with its next fifteen only, so there edges can be missing, never wrong.
    """

    group: NDArray[np.int64]
    edges: NDArray[np.int64]

    def clusters(self) -> NDArray[np.int64]:
        """Documents that a chain of near pairs joins: int64, shape (n,)."""
        n = int(self.group.max()) + 1 if len(self.group) else 0
        if n == 0:
            return self.group
        links = coo_matrix(
            (np.ones(len(self.edges), dtype=np.int8), (self.edges[:, 0], self.edges[:, 1])),
            shape=(n, n),
        )
        _, label = connected_components(links, directed=False)
        return np.asarray(label, dtype=np.int64)[self.group]


def read_signatures(log: Log) -> tuple[NDArray[np.uint64], Signatures]:
    """Keys and signatures of the prompts that the table `docs` names, sorted by key.

    Returns
    -------
    exchange keys, uint64, shape (n,), and signatures, shape (n, HASHES).
    """
    keys, parts = [], []
    for key, values, starts in _words(log):
        keys.append(key)
        parts.append(signatures(values, starts))
    if not keys:
        return np.empty(0, np.uint64), np.empty((0, HASHES), np.uint32)
    # A re-delivered exchange stands twice in the files.
    key, first = np.unique(np.concatenate(keys), return_index=True)
    return key, np.concatenate(parts)[first]


def _words(
    log: Log,
) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int64]]]:
    """Batches of keys, word hashes in a row, and where each prompt's words start (n + 1)."""
    reader = log.con.sql(f"""
      select hash(exchange_id) as key,
        list_transform(regexp_extract_all(lower(left(prompt, {_HEAD_CHARS})), '{_WORD}'),
          lambda word: hash(word)) as words
      from ({log.exchanges})
      where prompt is not null and hash(exchange_id) in (select exchange_key from docs)
    """).to_arrow_reader(_BATCH)
    for batch in reader:
        words = batch.column("words")
        starts = np.asarray(words.offsets, dtype=np.int64)
        values = np.asarray(words.values, dtype=np.uint64)[starts[0] : starts[-1]]
        yield np.asarray(batch.column("key"), dtype=np.uint64), values, starts - starts[0]


def signatures(words: NDArray[np.uint64], starts: NDArray[np.int64]) -> Signatures:
    """MinHash signatures of documents.

    Parameters
    ----------
    words : uint64, word hashes of all documents in a row.
    starts : int64, shape (n + 1,), document d has words[starts[d]:starts[d + 1]].

    Returns
    -------
    uint32, shape (n, HASHES). The share of equal places estimates the Jaccard similarity of the
    shingle sets (standard error 0.035 at 0.8). Documents without words are equal to each other.
    """
    n = len(starts) - 1
    length = np.diff(starts)
    # Two zeros after each document: the short ones get one shingle, too.
    shingles_of = np.maximum(length - 2, 1)
    first = np.concatenate([[0], np.cumsum(shingles_of)])[:-1]
    document = np.repeat(np.arange(n), shingles_of)
    offset = np.arange(int(shingles_of.sum())) - first[document]
    position = starts[document] + offset
    padded = np.concatenate([words, np.zeros(3, np.uint64)])
    shingle = np.zeros(len(position), np.uint64)
    for step, factor in enumerate((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)):
        inside = offset + step < length[document]
        word = np.where(inside, padded[np.minimum(position + step, len(words))], np.uint64(0))
        shingle = (shingle ^ (word * np.uint64(factor))) * np.uint64(0xFF51AFD7ED558CCD)
        shingle ^= shingle >> np.uint64(32)
    rng = np.random.default_rng(20260519)
    found = np.empty((n, HASHES), np.uint32)
    if n == 0:
        return found
    for k in range(HASHES):
        factor, shift = rng.integers(1, 2**63, size=2, dtype=np.uint64)
        value = ((shingle * (factor | np.uint64(1)) + shift) >> np.uint64(32)).astype(np.uint32)
        found[:, k] = np.minimum.reduceat(value, first)
    return found


def near(signature: Signatures) -> Near:
    """Groups of equal signatures and near pairs among the groups."""
    if len(signature) == 0:
        return Near(np.empty(0, np.int64), np.empty((0, 2), np.int64))
    _, first, group = np.unique(_row_key(signature), return_index=True, return_inverse=True)
    distinct = signature[first]
    found = [np.empty((0, 2), np.int64)]
    for band in range(_BANDS):
        bucket = _row_key(distinct[:, band * _ROWS : (band + 1) * _ROWS])
        order = np.argsort(bucket, kind="stable")
        ordered = bucket[order]
        for step in range(1, _NEXT + 1):
            same = np.flatnonzero(ordered[:-step] == ordered[step:])
            if len(same) == 0:
                break
            one, two = order[same], order[same + step]
            alike = np.zeros(len(one), dtype=np.int64)
            for k in range(HASHES):
                alike += distinct[one, k] == distinct[two, k]
            close = alike >= NEAR * HASHES
            found.append(np.column_stack([one[close], two[close]]))
    edges = np.concatenate(found)
    edges.sort(axis=1)
    return Near(np.asarray(group).ravel().astype(np.int64), np.unique(edges, axis=0))


def _row_key(rows: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """One number for each row; rows that differ have, but for 1 in 2**64, different ones."""
    key = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        key = (key ^ column) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    return key
