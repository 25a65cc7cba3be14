"""Frames: prompts that are nearly alike, by MinHash over the words of their masked text.

Broder (1997), On the resemblance and containment of documents. A prompt's first words, numbers,
names and quotes masked, are cut into runs of three; the smallest of several hashes over the runs
agree, for two prompts, with the chance that their sets of runs agree (Jaccard). Three such hashes
make a key, two keys a prompt: of prompts with four fifths of their runs in common three quarters
share a key, of those with a third 7 %. A frame is a link like any other.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

SCHEMA = pa.schema([("account_id", pa.string()), ("key", pa.string()), ("at_us", pa.int64())])

RUN = 3
BANDS, HASHES = 2, 3
# A prompt below this has too few runs to be told from another one.
LEAST_WORDS = 6
MOST_WORDS = 64

# Odd multipliers, drawn once: multiply-shift hashing (Dietzfelbinger et al. 1997).
_RNG = np.random.default_rng(1997)
_POSITION = _RNG.integers(2**62, size=RUN, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_TIMES = _RNG.integers(2**62, size=BANDS * HASHES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_PLUS = _RNG.integers(2**62, size=BANDS * HASHES, dtype=np.uint64)


def _mixed(values: np.ndarray) -> np.ndarray:
    """Bits of 64-bit numbers spread over all places (the finaliser of MurmurHash3)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    return values ^ (values >> np.uint64(33))


def frame_keys(masked: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers and keys (hexadecimal) of masked prompts: BANDS keys a prompt, none if short.

    masked : strings without NULL. The same text gives the same keys everywhere.
    """
    words = pc.utf8_split_whitespace(pc.utf8_trim_whitespace(masked))
    words = pc.list_slice(words, 0, MOST_WORDS)
    lengths = pc.list_value_length(words).to_numpy(zero_copy_only=False).astype(np.int64)
    encoded = words.flatten().dictionary_encode()
    spelled = np.asarray(encoded.dictionary.to_pylist(), dtype=object)
    if not (lengths >= LEAST_WORDS).any():
        return np.zeros(0, np.int64), np.zeros(0, "<U16")
    word = pd.util.hash_array(spelled, categorize=False)[encoded.indices.to_numpy()]

    long = lengths >= LEAST_WORDS
    runs = lengths[long] - RUN + 1
    starts = (np.cumsum(lengths) - lengths)[long]
    first = np.cumsum(runs) - runs
    at = np.repeat(starts - first, runs) + np.arange(runs.sum())
    run = sum(word[at + i] * _POSITION[i] for i in range(RUN))
    least = [
        np.minimum.reduceat(_mixed(run * times + plus), first)
        for times, plus in zip(_TIMES, _PLUS, strict=True)
    ]
    keys = []
    for band in range(BANDS):
        mine = least[band * HASHES : (band + 1) * HASHES]
        key = _mixed(sum(m * t for m, t in zip(mine, _POSITION, strict=True)) + np.uint64(band))
        keys.append(np.frombuffer(binascii.hexlify(key.astype(">u8").tobytes()), "S16"))
    rows = np.tile(np.flatnonzero(long), BANDS)
    return rows, np.concatenate(keys).astype("<U16")


def frame_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """account_id, masked and at_us in, a row a prompt and key out; equal masks are hashed once."""
    for batch in batches:
        masked = batch.column("masked").dictionary_encode()
        distinct, keys = frame_keys(masked.dictionary.cast(pa.string()))
        if len(distinct) == 0:
            continue
        n_keys = np.zeros(len(masked.dictionary), np.int64)
        np.add.at(n_keys, distinct, 1)
        order = np.argsort(distinct, kind="stable")
        begin = np.cumsum(n_keys) - n_keys
        code = masked.indices.to_numpy()
        per_row = n_keys[code]
        row = np.repeat(np.arange(len(code)), per_row)
        nth = np.arange(len(row)) - np.repeat(np.cumsum(per_row) - per_row, per_row)
        chosen = keys[order][begin[code[row]] + nth]
        yield pa.record_batch(
            [
                batch.column("account_id").cast(pa.string()).take(pa.array(row)),
                pa.array(chosen, pa.string()),
                batch.column("at_us").take(pa.array(row)),
            ],
            schema=SCHEMA,
        )
