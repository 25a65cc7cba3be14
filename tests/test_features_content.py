"""Content sums: what is kept of prompts, and the columns that come of it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import content
from features.content import Sums, columns, day_sums, merge, population, sum_rows, to_table
from tests.worlds import WIDTH, directions, space

FIELDS = ("n", "unit", "kernel", "topics", "n_next", "next_cosine", "n_session", "session_cosine")


def units(*subjects: int) -> np.ndarray:
    """Rows of the content space, one of a few fixed directions each; -1 is no embedding."""
    known = space().project(directions(1, 40))
    rows = np.zeros((len(subjects), content.UNIT_WIDTH), np.float32)
    for i, subject in enumerate(subjects):
        if subject >= 0:
            rows[i] = known[subject]
    return rows


def sums(accounts: Sequence[str], rows: np.ndarray, opens: Sequence[bool] | None = None) -> Sums:
    flags = np.zeros(len(accounts), bool) if opens is None else np.array(opens, bool)
    return sum_rows(np.array(accounts, object), flags, rows, space())


def batch(
    accounts: Sequence[str], vectors: Sequence[list[float] | None], opens: Sequence[bool]
) -> pa.RecordBatch:
    return pa.record_batch(
        {
            "account_id": pa.array(accounts, pa.string()),
            "opens": pa.array(opens, pa.bool_()),
            "embedding": pa.array(vectors, pa.list_(pa.float32())),
        }
    )


def assert_same(left: Sums, right: Sums) -> None:
    assert left.accounts.tolist() == right.accounts.tolist()
    for name in FIELDS:
        np.testing.assert_array_equal(getattr(left, name), getattr(right, name), err_msg=name)


def one(found: Sums, **changes: object) -> pd.Series:
    """The columns of the only account of `found`, against itself as the population."""
    return columns(found, merge([]), population(found)).iloc[0]


# Literal cases


def test_an_accounts_rows_are_counted_by_topic_and_by_the_one_before() -> None:
    found = sums(["a", "a", "a", "b"], units(0, 0, 1, 2), [False, False, True, False])
    assert found.accounts.tolist() == ["a", "b"]
    assert found.n.tolist() == [3, 1]
    assert found.topics.sum(axis=1).tolist() == [3, 1]
    assert found.n_next.tolist() == [2, 0]
    assert found.n_session.tolist() == [1, 0]
    cosine = float(units(0)[0] @ units(1)[0])
    assert found.next_cosine[0] == pytest.approx((1 + cosine) * content.COSINE_SCALE, abs=1)
    assert found.session_cosine[0] == pytest.approx(cosine * content.COSINE_SCALE, abs=1)


def test_rows_without_an_embedding_count_nowhere() -> None:
    assert_same(sums(["a", "a", "b"], units(3, -1, -1)), sums(["a"], units(3)))


def test_a_session_that_opened_without_an_embedding_is_a_session_all_the_same() -> None:
    found = sums(["a", "a", "a"], units(3, -1, 4), [False, True, False])
    assert (found.n_next.tolist(), found.n_session.tolist()) == ([1], [1])


def test_the_first_row_of_an_account_follows_nobody_elses() -> None:
    found = sums(["a", "b"], units(0, 1), [True, True])
    assert found.n_next.tolist() == found.n_session.tolist() == [0, 0]


def test_like_prompts_have_cosine_one_and_no_drift() -> None:
    rows = sums(["a"] * 5, units(7, 7, 7, 7, 7))
    week = sums(["a"] * 2, units(7, 7))
    found = columns(rows, week, population(rows)).iloc[0]
    assert found["mean_cosine"] == pytest.approx(1, abs=1e-3)
    assert found["next_cosine"] == pytest.approx(1, abs=1e-4)
    assert found["drift"] == pytest.approx(0, abs=1e-9)
    assert found["topic_entropy"] == 0
    assert found["population_distance"] == pytest.approx(0, abs=1e-3)


def test_opposite_weeks_have_drift_two() -> None:
    here = units(7)
    old, new = sums(["a"], here), sums(["a"], -here)
    both = merge([to_table(old), to_table(new)])
    found = columns(both, new, population(both)).iloc[0]
    assert found["drift"] == pytest.approx(2)
    assert found["mean_cosine"] == pytest.approx(-1, abs=1e-3)


def test_one_prompt_has_a_topic_and_no_pairs() -> None:
    found = one(sums(["a"], units(7)))
    assert found["topic_coverage"] == pytest.approx(1)
    others = ["mean_cosine", "next_cosine", "session_cosine", "topic_entropy",
              "population_distance", "drift"]  # fmt: skip
    assert found[others].isna().all()


def test_in_the_population_an_account_has_one_vote() -> None:
    """A million prompts of one account weigh what one prompt of another does."""
    found = sums(["busy"] * 9 + ["quiet"], units(*[0] * 9, 1))
    reference = population(found)
    single = sums(["x", "y"], units(0, 1))
    np.testing.assert_allclose(reference.kernel, population(single).kernel, atol=1e-9)
    np.testing.assert_allclose(reference.topics, population(single).topics, atol=1e-12)
    assert reference.topics.sum() == pytest.approx(1)


def test_a_window_without_prompts_has_a_population_and_no_columns() -> None:
    reference = population(merge([]))
    assert reference.topics.sum() == pytest.approx(1)
    assert columns(merge([]), merge([]), reference).shape == (0, len(content.COLUMNS))


def test_another_subject_than_everybodys_stands_apart() -> None:
    rng = np.random.default_rng(0)
    crowd = space().project(directions(2, 200))
    odd = space().project(directions(9, 1)[0] + 0.1 * rng.normal(size=(20, WIDTH)))
    names = [f"a{i // 20:02}" for i in range(200)] + ["odd"] * 20
    found = sums(names, np.vstack([crowd, odd]).astype(np.float32))
    distance = columns(found, merge([]), population(found))["population_distance"]
    assert distance.idxmax() == "odd"
    assert distance["odd"] > 5 * distance.drop("odd").max()


def test_an_account_of_very_many_prompts_does_not_overflow() -> None:
    """300,000 like prompts a day: 32 bits would wrap round and turn the direction."""
    single = sums(["a"], np.eye(1, content.UNIT_WIDTH, dtype=np.float32))
    many = Sums(single.accounts, **{name: getattr(single, name) * 300_000 for name in FIELDS})
    assert many.unit.max() > 2**31
    assert_same(merge([to_table(many)]), many)


def test_given_embeddings_are_made_unit_rows_and_null_is_none() -> None:
    column = pa.array([[3.0, 4.0], None, [0.0, 0.0]], pa.list_(pa.float32()))
    expected = np.array([[0.6, 0.8], [0.0, 0.0], [0.0, 0.0]])
    np.testing.assert_allclose(content._given(column), expected, rtol=1e-6)


class Letters:
    """A tiny encoder: counts of letters; a prompt without one gives a zero row."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, prompts: Sequence[str]) -> np.ndarray:
        self.seen += prompts
        out = np.zeros((len(prompts), WIDTH), np.float32)
        for i, prompt in enumerate(prompts):
            for sign in prompt.lower():
                if sign.isalpha():
                    out[i, ord(sign) % WIDTH] += 1
        norm = np.linalg.norm(out, axis=1, keepdims=True)
        return out / np.where(norm > 0, norm, 1)


def test_prompts_go_through_the_encoder_and_no_text_comes_out() -> None:
    prompts = ["canary question", None, "123", "canary answer"]
    table = pa.record_batch(
        {
            "account_id": pa.array(["a", "a", "a", "b"]),
            "opens": pa.array([True] * 4),
            "prompt": pa.array(prompts, pa.string()),
        }
    )
    encoder = Letters()
    done: list[int] = []
    tile = day_sums([table], encoder, space(), progress=done.append)
    assert encoder.seen == ["canary question", "", "123", "canary answer"]
    assert done == [4]
    assert tile.schema == content.SCHEMA
    assert tile.select(["account_id", "n"]).to_pylist() == [
        {"account_id": "a", "n": 1},
        {"account_id": "b", "n": 1},
    ]


def test_a_day_without_prompts_is_an_empty_tile() -> None:
    empty = batch([], [], [])
    for batches in ([], [empty]):
        tile = day_sums(batches, None, space())
        assert (tile.num_rows, tile.schema) == (0, content.SCHEMA)


# Laws


@st.composite
def days(draw: st.DrawFn) -> tuple[list[str], list[list[float] | None], list[bool]]:
    """Rows of a day sorted by account: accounts, embeddings (some missing) and session changes."""
    accounts = sorted(draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=25)))
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    pool: list[list[float] | None] = [[0.0] * WIDTH, *directions(3, 6).tolist()]
    vectors = [pool[rng.integers(len(pool))] for _ in accounts]
    return accounts, vectors, rng.integers(0, 2, len(accounts)).astype(bool).tolist()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(day=days(), cuts=st.sets(st.integers(1, 24)))
def test_a_day_is_the_same_however_it_is_cut_into_batches(
    day: tuple[list[str], list[list[float] | None], list[bool]], cuts: set[int]
) -> None:
    """An account that two batches share is carried over whole."""
    accounts, vectors, opens = day
    borders = [0, *sorted(c for c in cuts if c < len(accounts)), len(accounts)]
    parts = [batch(accounts[a:b], vectors[a:b], opens[a:b]) for a, b in itertools.pairwise(borders)]
    whole = merge([day_sums([batch(accounts, vectors, opens)], None, space())])
    cut = merge([day_sums(parts, None, space())])
    assert cut.accounts.tolist() == whole.accounts.tolist()
    for name in ("n", "topics", "n_next", "n_session"):
        np.testing.assert_array_equal(getattr(cut, name), getattr(whole, name), err_msg=name)
    # A product of matrices of another size may round a component's last bit the other way.
    for name in ("unit", "kernel", "next_cosine", "session_cosine"):
        apart = np.abs(getattr(cut, name) - getattr(whole, name)).max(initial=0)
        assert apart <= whole.n.max(initial=0), name


@settings(max_examples=30, deadline=None, derandomize=True)
@given(first=days(), second=days(), third=days())
def test_tiles_add_up_in_any_order_and_grouping(first: tuple, second: tuple, third: tuple) -> None:
    x, y, z = (day_sums([batch(*day)], None, space()) for day in (first, second, third))
    whole = merge([x, y, z])
    assert_same(whole, merge([z, x, y]))
    assert_same(whole, merge([to_table(merge([x, y])), z]))
    assert whole.accounts.tolist() == sorted(set(whole.accounts))
    assert_same(merge([to_table(whole)]), whole)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(first=days(), second=days())
def test_what_is_taken_away_again_leaves_the_rest(first: tuple, second: tuple) -> None:
    x, y = (day_sums([batch(*day)], None, space()) for day in (first, second))
    rest, expected = merge([x, y]).minus(merge([y])), merge([x])
    where = pd.Index(rest.accounts).get_indexer(pd.Index(expected.accounts))
    for name in FIELDS:
        np.testing.assert_array_equal(getattr(rest, name)[where], getattr(expected, name))
    assert rest.n.sum() == expected.n.sum()


@settings(max_examples=30, deadline=None, derandomize=True)
@given(first=days(), second=days())
def test_columns_stay_in_range_or_are_null(first: tuple, second: tuple) -> None:
    x, y = (day_sums([batch(*day)], None, space()) for day in (first, second))
    both = merge([x, y])
    found = columns(both, merge([y]), population(both))
    assert found.columns.tolist() == list(content.COLUMNS)
    assert not np.isinf(found.to_numpy()).any()
    for name, low, high in (
        ("mean_cosine", -1, 1), ("next_cosine", -1, 1), ("session_cosine", -1, 1),
        ("topic_entropy", 0, 1), ("drift", 0, 2), ("topic_coverage", 0, np.inf),
    ):  # fmt: skip
        assert found[name].dropna().between(low, high).all(), name
    assert found["mean_cosine"].notna().tolist() == (both.n > 1).tolist()
    assert found["topic_coverage"].notna().all()
