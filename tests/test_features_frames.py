"""Frames: near-equal prompts share a key, others do not, and no text comes out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import frames
from features.engines import connect
from features.frames import BANDS, HASHES, LEAST_WORDS, MOST_WORDS, RUN, frame_keys, frame_rows
from features.rows import FRAMES

WORDS = np.array([f"{a}{b}{c}" for a, b, c in itertools.product("bdfgklmn", "aeiou", "prstvwz")])
NOON = datetime(2026, 5, 19, 12, tzinfo=UTC)


def keys_of(*masked: str) -> list[set[str]]:
    """The keys of each masked text."""
    rows, keys = frame_keys(pa.array(masked, pa.string()))
    return [set(keys[rows == i]) for i in range(len(masked))]


def batch(rows: Sequence[tuple[str, str, int]]) -> pa.RecordBatch:
    """(account, masked, at_us) as the day's job hands them on."""
    accounts, masked, at_us = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.record_batch(
        {
            "account_id": pa.array(accounts, pa.string()),
            "masked": pa.array(masked, pa.string()),
            "at_us": pa.array(at_us, pa.int64()),
        }
    )


def found(batches: Sequence[pa.RecordBatch]) -> list[tuple[str, str, int]]:
    table = pa.Table.from_batches(frame_rows(batches), frames.SCHEMA)
    return sorted((row["account_id"], row["key"], row["at_us"]) for row in table.to_pylist())


def frames_of(con: duckdb.DuckDBPyConnection, *prompts: str | None) -> list[set[str]]:
    """The keys of prompts as they are sent: masked by the day's SQL first."""
    con.execute("create or replace table exchanges (account_id varchar, exchange_id varchar,"
                " occurred_at timestamptz, prompt varchar)")  # fmt: skip
    con.executemany(
        "insert into exchanges values (?, ?, ?, ?)",
        [(f"a{i:02}", f"x{i:02}", NOON, prompt) for i, prompt in enumerate(prompts)],
    )
    rows = found(con.sql(FRAMES).to_arrow_table().to_batches())
    return [{key for name, key, _ in rows if name == f"a{i:02}"} for i in range(len(prompts))]


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    return connect()


def text(rng: np.random.Generator, count: int) -> list[str]:
    """Words of which none stands twice."""
    return list(rng.choice(WORDS, count, replace=False))


def jaccard(left: Sequence[str], right: Sequence[str]) -> float:
    one, two = ({tuple(w[i : i + RUN]) for i in range(len(w) - RUN + 1)} for w in (left, right))
    return len(one & two) / len(one | two)


# Literal cases


def test_the_same_mask_has_the_same_keys_everywhere() -> None:
    """Written down: keys of two machines and of two days are compared."""
    one, two, other = keys_of(
        "sum up the report in 0 short lines",
        "sum up  the report\tin 0 short lines ",
        "sum up the letter in 0 short lines",
    )
    assert one == two == {"a2daaeb69df56e50", "18c22ec6ea0d89b4"}
    assert not one & other
    assert all(len(key) == 16 and int(key, 16) >= 0 for key in one)


def test_what_fills_a_frame_is_masked(con: duckdb.DuckDBPyConnection) -> None:
    """Digits, names and quotes differ, keys do not."""
    prompts = (
        'Sum up "On Tides" by Ann Lee in 3 lines, and name its main sources',
        'Sum up "A Walk" by Bo Wu in 12 lines, and name its main sources',
        "Sum up «Le Vent» by Zoë Ünal in 5 lines, and name its main sources",
        "sum UP “Wind” by Ed Ng in 1 lines, and name its main sources",
        'Sum up "On Tides" by Ann Lee in three lines, and list its chief witnesses',
    )
    one, two, three, shouted, other = frames_of(con, *prompts)
    assert one == two == three
    assert len(one) == BANDS
    # A capitalised word inside is a name to the mask, so this one is another text.
    assert shouted != one
    assert not one & other


def test_a_prompt_of_few_words_and_none_has_no_key(con: duckdb.DuckDBPyConnection) -> None:
    short = " ".join("abcde")
    assert keys_of("", " ", "word", short) == [set()] * 4
    assert [len(keys) for keys in keys_of(short, f"{short} f")] == [0, BANDS]
    assert LEAST_WORDS == 6
    assert frames_of(con, None, "Write a poem", "") == [set()] * 3
    assert found([batch([])]) == found([batch([("a", "two words", 1)])]) == []


def test_only_the_first_words_are_looked_at() -> None:
    words = text(np.random.default_rng(1), 3 * MOST_WORDS)
    head, tail, other = (words[i::3] for i in range(3))
    one, two, bare = keys_of(" ".join(head + tail), " ".join(head + other), " ".join(head))
    assert one == two == bare


def test_the_order_of_words_counts() -> None:
    words = text(np.random.default_rng(2), 12)
    one, two = keys_of(" ".join(words), " ".join(words[::-1]))
    assert not one & two


def test_a_prompt_that_is_sent_again_has_a_row_a_key_each_time() -> None:
    """One hash of a text, a row a prompt: counts, first and last are of prompts."""
    mask, other = "one two three four five six", "seven eight nine ten eleven twelve"
    rows = found([batch([("a", mask, 1), ("b", mask, 2), ("a", "short", 3), ("a", mask, 4),
                         ("a", other, 5)])])  # fmt: skip
    mine, others = keys_of(mask, other)
    expected = [(name, key, at) for name, at in (("a", 1), ("b", 2), ("a", 4)) for key in mine]
    assert rows == sorted(expected + [("a", key, 5) for key in others])


def test_no_text_comes_out(con: duckdb.DuckDBPyConnection) -> None:
    assert frames.SCHEMA.names == ["account_id", "key", "at_us"]
    prompt = "canary canary one two three canary four five six canary"
    (keys,) = frames_of(con, prompt)
    assert len(keys) == BANDS
    assert all(set(key) <= set("0123456789abcdef") for key in keys)
    assert not any(word.encode().hex() in key for key in keys for word in prompt.split())


def test_near_equal_prompts_mostly_share_a_key_and_others_never() -> None:
    """One word of forty changed; forty other words."""
    rng = np.random.default_rng(5)
    shared = apart = 0
    for _ in range(300):
        words, stranger = text(rng, 40), text(rng, 40)
        changed = list(words)
        changed[int(rng.integers(40))] = "qqq"
        one, near, far = keys_of(" ".join(words), " ".join(changed), " ".join(stranger))
        shared += bool(one & near)
        apart += bool(one & far)
    assert shared > 240
    assert apart == 0


# Laws


@pytest.mark.parametrize("changed", [1, 2, 4, 8, 13, 20])
def test_keys_collide_as_often_as_runs_of_words_agree(changed: int) -> None:
    """A key with chance J^3, one of two with 1 - (1 - J^3)^2, where J is the share of runs in
    common; within four deviations of that many draws."""
    draws, rng = 3_000, np.random.default_rng(changed)
    texts, alike = [], 0.0
    for _ in range(draws):
        words = text(rng, 40 + changed)
        words, other = words[:40], [*words[: 40 - changed], *words[40:]]
        alike = jaccard(words, other)
        texts += [" ".join(words), " ".join(other)]
    keys = keys_of(*texts)
    common = [len(one & two) for one, two in zip(keys[::2], keys[1::2], strict=True)]
    key = alike**HASHES
    some = 1 - (1 - key) ** BANDS
    deviation = (BANDS * draws * key * (1 - key)) ** 0.5
    assert abs(sum(common) - BANDS * draws * key) < 4 * deviation
    hits = sum(map(bool, common))
    assert abs(hits - draws * some) < 4 * (draws * some * (1 - some)) ** 0.5


MASKS = st.sampled_from(
    ["one two three four five six", "one two three four five seven", "short", "",
     "a b c d e f g h", "ü é 文字 🎉 x y z", "zero " * 70]
)  # fmt: skip
ROWS = st.lists(st.tuples(st.sampled_from("abc"), MASKS, st.integers(0, 9)), max_size=20)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(rows=ROWS, cuts=st.sets(st.integers(0, 20)))
def test_keys_do_not_depend_on_how_rows_are_cut_into_batches(
    rows: list[tuple[str, str, int]], cuts: set[int]
) -> None:
    borders = [0, *sorted(c for c in cuts if c < len(rows)), len(rows)]
    parts = [batch(rows[a:b]) for a, b in itertools.pairwise(borders)]
    whole = batch(rows)
    assert found(parts) == found([whole])
    # Nor on the rows that stand around, in the same batch or in the same buffers.
    assert found([whole.slice(a, b - a) for a, b in itertools.pairwise(borders)]) == found([whole])
    assert found([whole]) == sorted(row for r in rows for row in found([batch([r])]))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 9_999), count=st.integers(LEAST_WORDS, MOST_WORDS + 5))
def test_a_prompt_has_as_many_keys_as_bands_and_they_are_its_own(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    one, two = text(rng, count), text(rng, count)
    first, second = keys_of(" ".join(one), " ".join(two))
    assert len(first) == len(second) == BANDS
    assert not first & second
