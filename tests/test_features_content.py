"""Content sums: what is kept of prompts, and the columns that come of it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import content
from features.content import (
    COLUMNS,
    KINDS,
    MOST_PROMPTS,
    PACKED,
    Sums,
    columns,
    day_sums,
    merge,
    pack,
    population,
    sum_rows,
)
from tests.worlds import WIDTH, directions, space

COUNTS = ("n", "elicits", "n_compared", "n_next", "next_cosine", "n_session", "session_cosine")
SHRUNK = ("unit", "kernel")
FIELDS = (*COUNTS, "topics", *SHRUNK)
ELICITS = [f"elicits_{kind}" for kind in KINDS]


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


def tile(batches: Sequence[pa.RecordBatch], encoder: content.Encoder | None = None) -> pa.Table:
    """What a day's job keeps of batches."""
    return pa.Table.from_batches(day_sums(encoder, space())(batches), content.SCHEMA)


def numbered(unit: Sequence[Sequence[int]], kernel: Sequence[Sequence[int]] = ((0,),)) -> Sums:
    """Sums of nothing but components: rows of the first few of each, the rest zeros."""
    empty = merge([])

    def padded(rows: Sequence[Sequence[int]], width: int) -> np.ndarray:
        out = np.zeros((len(unit), width), np.int32)
        for i, row in enumerate(rows):
            out[i, : len(row)] = row
        return out

    shapes = {name: getattr(empty, name) for name in FIELDS}
    zeros = {
        name: np.zeros((len(unit), *array.shape[1:]), array.dtype) for name, array in shapes.items()
    }
    parts = {"unit": padded(unit, content.UNIT_WIDTH), "kernel": padded(kernel, 128)}
    names = np.array([f"a{i}" for i in range(len(unit))], object)
    return Sums(names, **(zeros | parts))


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
    both = merge([pack(old), pack(new)])
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
    assert columns(merge([]), merge([]), reference).shape == (0, len(COLUMNS))


def test_an_account_that_was_silent_this_week_has_no_drift_whatever_the_others_did() -> None:
    rows = sums(["a", "b", "b"], units(1, 2, 3))
    found = columns(rows, sums(["b", "c"], units(3, 4)), population(rows))
    assert found["drift"].isna().tolist() == [True, False]


def test_another_subject_than_everybodys_stands_apart() -> None:
    rng = np.random.default_rng(0)
    crowd = space().project(directions(2, 200))
    odd = space().project(directions(9, 1)[0] + 0.1 * rng.normal(size=(20, WIDTH)))
    names = [f"a{i // 20:02}" for i in range(200)] + ["odd"] * 20
    found = sums(names, np.vstack([crowd, odd]).astype(np.float32))
    distance = columns(found, merge([]), population(found))["population_distance"]
    assert distance.idxmax() == "odd"
    assert distance["odd"] > 5 * distance.drop("odd").max()


def test_a_day_is_kept_in_fewer_than_600_bytes() -> None:
    assert PACKED.itemsize < 600
    kept = pack(sums(["a", "b"], units(0, 1)))
    assert [len(row) for row in kept["sums"].to_pylist()] == [PACKED.itemsize] * 2


def test_a_month_of_the_most_prompts_does_not_overflow() -> None:
    """28 days of 256 like prompts add up in 32 bits, and keep their direction."""
    day = sums(["a"] * MOST_PROMPTS, np.eye(1, 64, dtype=np.float32).repeat(MOST_PROMPTS, axis=0))
    month = merge([pack(day)] * 28)
    prompts = 28 * MOST_PROMPTS
    assert month.n.tolist() == [prompts]
    assert month.unit[0, 0] == pytest.approx(prompts * content.UNIT_SCALE, rel=2**-15)
    assert not month.unit[0, 1:].any()
    assert one(month)["mean_cosine"] == pytest.approx(1, abs=1e-4)


def test_a_day_of_more_prompts_than_it_holds_is_refused() -> None:
    most = sums(["a", *["b"] * MOST_PROMPTS], units(*[1] * (MOST_PROMPTS + 1)))
    assert merge([pack(most)]).n.tolist() == [1, MOST_PROMPTS]
    more = sums(["a", *["b"] * (MOST_PROMPTS + 1)], units(*[1] * (MOST_PROMPTS + 2)))
    with pytest.raises(ValueError, match="content sums") as refused:
        pack(more)
    assert str(refused.value) == (
        "content sums: expected at most 256 prompts an account and day, found 257."
    )


def test_256_prompts_of_one_topic_are_still_of_one_topic() -> None:
    """A byte holds 255 of them, and not none."""
    found = sums(["a"] * MOST_PROMPTS, units(*[7] * MOST_PROMPTS))
    assert found.topics.max() == MOST_PROMPTS
    kept = merge([pack(found)])
    assert kept.topics.max() == kept.topics.sum() == 255
    assert one(kept)["topic_entropy"] == 0
    assert one(kept)["topic_coverage"] == pytest.approx(1)
    assert population(kept).topics.sum() == pytest.approx(1)


def test_two_prompts_are_kept_to_the_last_digit() -> None:
    found = sums(["a", "a", "b"], units(3, 5, 8), [False, True, False])
    assert_same(merge([pack(found)]), found)


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        # 15 bits and sign as they are; of more, halves go up in steps of a power of two.
        ([2**15 - 1, -(2**15 - 1), 1, -1], [2**15 - 1, -(2**15 - 1), 1, -1]),
        ([2**15, 1, -1, 2, 3], [2**15, 2, 0, 2, 4]),
        ([-(2**15), 7], [-(2**15), 8]),
        # The largest would round to a number of 16 bits: one step less, and never its opposite.
        ([2**16 - 1, 5], [2**16 - 2, 6]),
        ([2**17 - 1, 5], [2**17 - 4, 4]),
    ],
)
def test_a_row_is_kept_in_steps_that_its_largest_number_sets(
    given_: list[int], kept: list[int]
) -> None:
    found = merge([pack(numbered([given_, [1]], [given_, [1]]))])
    assert found.unit[0, : len(kept)].tolist() == kept
    assert found.kernel[0, : len(kept)].tolist() == kept
    # A row's neighbour has steps of its own.
    assert (found.unit[1, 0], found.kernel[1, 0]) == (1, 1)


def test_tiles_are_read_in_slices_and_pieces_all_the_same() -> None:
    whole = pack(sums(["a", "b", "c"], units(0, 1, 2)))
    pieces = pa.concat_tables([whole.slice(0, 1), whole.slice(1, 0), whole.slice(1)])
    assert pieces["sums"].num_chunks > 1
    assert_same(merge([pieces]), merge([whole]))
    assert merge([whole.slice(1, 1)]).accounts.tolist() == ["b"]
    np.testing.assert_array_equal(merge([whole.slice(1, 1)]).unit, merge([whole]).unit[[1]])


def test_prompts_like_a_prototype_are_counted_by_its_kind() -> None:
    """Every prototype is like its own kind; the opposite of its kind's mean is like none of it."""
    known = space()
    for kind, column in enumerate(ELICITS):
        own = known.prototypes[known.kinds == kind]
        far = -own.sum(axis=0, keepdims=True) / np.linalg.norm(own.sum(axis=0))
        rows = np.vstack([own, far]).astype(np.float32)
        found = sums(["a"] * len(rows), rows)
        assert found.elicits[0, kind] == len(own)
        assert found.n_compared.tolist() == [len(rows)]
        assert one(merge([pack(found)]))[column] == pytest.approx(len(own) / len(rows))
        assert one(sums(["a"], far.astype(np.float32)))[column] == 0


def test_without_prototypes_nothing_is_said_of_elicitation() -> None:
    plain = replace(space(), prototypes=np.zeros((0, 64), np.float32), kinds=np.zeros(0, np.int8))
    found = sum_rows(np.array(["a"], object), np.zeros(1, bool), units(1), plain)
    assert (found.n.tolist(), found.n_compared.tolist()) == ([1], [0])
    row = one(merge([pack(found)]))
    assert row[ELICITS].isna().all()
    assert row["n"] == 1
    # Days of before there were prototypes tell nothing of the share among those after.
    own = sums(["a"], space().prototypes[:1])
    assert one(merge([pack(found), pack(own)]))[ELICITS[int(space().kinds[0])]] == 1


def test_the_kernel_mean_is_zero_where_there_is_no_prompt() -> None:
    found = sums(["a", "a", "b"], units(1, 2, 3))
    means = found.kernel_mean()
    assert means.dtype == np.float32
    expected = found.kernel / content.KERNEL_SCALE / np.array([[2], [1]])
    np.testing.assert_allclose(means, expected, rtol=1e-5)
    nobody = found.minus(found)
    assert nobody.n.tolist() == [0, 0]
    assert not nobody.kernel_mean().any()
    np.testing.assert_array_equal(found.take(np.array([1])).kernel_mean(), means[1:])


def test_an_account_without_a_prompt_left_has_no_columns_and_no_vote() -> None:
    """The three weeks before, of an account that began this week."""
    month, week = sums(["a", "b"], units(1, 2)), sums(["a"], units(1))
    past = month.minus(week)
    reference = population(past)
    np.testing.assert_allclose(reference.topics, population(sums(["b"], units(2))).topics)
    found = columns(past, merge([]), reference)
    assert found["n"].tolist() == [0, 1]
    assert found.drop(columns="n").iloc[0].isna().all()


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
    kept = tile([table], encoder)
    assert encoder.seen == ["canary question", "", "123", "canary answer"]
    assert kept.schema == content.SCHEMA
    assert merge([kept]).n.tolist() == [1, 1]
    assert kept["account_id"].to_pylist() == ["a", "b"]
    assert not any(b"canary" in row for row in kept["sums"].to_pylist())


def test_a_day_without_prompts_is_an_empty_tile() -> None:
    empty = batch([], [], [])
    for batches in ([], [empty]):
        assert tile(batches).num_rows == 0


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
    whole = merge([tile([batch(accounts, vectors, opens)])])
    cut = merge([tile(parts)])
    assert cut.accounts.tolist() == whole.accounts.tolist()
    for name in ("n", "topics", "n_next", "n_session"):
        np.testing.assert_array_equal(getattr(cut, name), getattr(whole, name), err_msg=name)
    # A product of matrices of another size may round a component's last bit the other way, and
    # with it a step of what is packed.
    for name in ("unit", "kernel", "next_cosine", "session_cosine"):
        mine = getattr(whole, name)
        apart = np.abs(getattr(cut, name) - mine).max(initial=0)
        assert apart <= whole.n.max(initial=0) + 2 * 2**-15 * np.abs(mine).max(initial=0), name


@settings(max_examples=30, deadline=None, derandomize=True)
@given(first=days(), second=days(), third=days())
def test_tiles_add_up_in_any_order(first: tuple, second: tuple, third: tuple) -> None:
    tiles = [tile([batch(*day)]) for day in (first, second, third)]
    whole = merge(tiles)
    for order in itertools.permutations(tiles):
        assert_same(whole, merge(order))
    assert whole.accounts.tolist() == sorted(set(whole.accounts))
    for name in FIELDS:
        total = sum(getattr(merge([t]), name).sum(axis=0) for t in tiles)
        np.testing.assert_array_equal(getattr(whole, name).sum(axis=0), total, err_msg=name)


COMPONENTS = st.lists(
    st.one_of(
        st.integers(-(2**15) + 1, 2**15 - 1),
        st.integers(-MOST_PROMPTS * content.KERNEL_SCALE, MOST_PROMPTS * content.KERNEL_SCALE),
        st.integers(14, 24).flatmap(lambda p: st.integers(2**p - 2, 2**p + 2)),
        st.integers(14, 24).flatmap(lambda p: st.integers(-(2**p) - 2, -(2**p) + 2)),
    ),
    max_size=64,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(unit=st.lists(COMPONENTS, min_size=1, max_size=4), kernel=COMPONENTS)
def test_what_is_packed_is_off_by_at_most_2_to_the_minus_15_of_a_rows_largest(
    unit: list[list[int]], kernel: list[int]
) -> None:
    """So is a mean, which is the sum over a whole number. Nothing is off below 2^15."""
    given_ = numbered(unit, [kernel])
    found = merge([pack(given_)])
    for name in SHRUNK:
        plain, kept = getattr(given_, name), getattr(found, name)
        largest = np.abs(plain).max(axis=1, keepdims=True)
        assert (np.abs(kept - plain) <= largest / 2**15).all(), name
        exact = largest[:, 0] < 2**15
        np.testing.assert_array_equal(kept[exact], plain[exact])


@settings(max_examples=30, deadline=None, derandomize=True)
@given(day=days())
def test_counts_and_topics_are_packed_as_they_are(
    day: tuple[list[str], list[list[float] | None], list[bool]],
) -> None:
    accounts, vectors, opens = day
    given_ = space().project(np.array(vectors, np.float32))
    plain = sum_rows(np.array(accounts, object), np.array(opens), given_, space())
    found = merge([pack(plain)])
    assert found.accounts.tolist() == plain.accounts.tolist()
    for name in (*COUNTS, "topics"):
        np.testing.assert_array_equal(getattr(found, name), getattr(plain, name), err_msg=name)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(first=days(), second=days())
def test_what_is_taken_away_again_leaves_the_rest(first: tuple, second: tuple) -> None:
    x, y = (tile([batch(*day)]) for day in (first, second))
    rest, expected = merge([x, y]).minus(merge([y])), merge([x])
    where = pd.Index(rest.accounts).get_indexer(pd.Index(expected.accounts))
    for name in FIELDS:
        np.testing.assert_array_equal(getattr(rest, name)[where], getattr(expected, name))
    assert rest.n.sum() == expected.n.sum()


@settings(max_examples=30, deadline=None, derandomize=True)
@given(first=days(), second=days())
def test_columns_stay_in_range_or_are_null(first: tuple, second: tuple) -> None:
    x, y = (tile([batch(*day)]) for day in (first, second))
    both = merge([x, y])
    found = columns(both, merge([y]), population(both))
    assert found.columns.tolist() == list(COLUMNS)
    assert not np.isinf(found.to_numpy()).any()
    for name, low, high in (
        ("mean_cosine", -1, 1), ("next_cosine", -1, 1), ("session_cosine", -1, 1),
        ("topic_entropy", 0, 1), ("drift", 0, 2), ("topic_coverage", 0, np.inf),
        *((name, 0, 1) for name in ELICITS),
    ):  # fmt: skip
        assert found[name].dropna().between(low, high).all(), name
    assert found["mean_cosine"].notna().tolist() == (both.n > 1).tolist()
    assert found["topic_coverage"].notna().all()
    assert found["n"].tolist() == both.n.tolist()
    assert found[ELICITS].notna().all(axis=None)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(first=days(), second=days(), block=st.integers(1, 3))
def test_columns_are_the_same_however_many_accounts_are_computed_at_once(
    first: tuple, second: tuple, block: int
) -> None:
    month, week = (
        merge([tile([batch(*first)]), tile([batch(*second)])]),
        merge([tile([batch(*first)])]),
    )
    reference = population(month)
    expected = columns(month, week, reference)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "_BLOCK", block)
        pieces = population(month)
        found = columns(month, week, reference)
    np.testing.assert_allclose(pieces.kernel, reference.kernel, atol=1e-12)
    np.testing.assert_allclose(pieces.topics, reference.topics, atol=1e-12)
    pd.testing.assert_frame_equal(found, expected, rtol=1e-9, atol=1e-9)
