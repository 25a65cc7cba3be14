"""simulation.draws: named streams, ranges, keyed hashes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.draws import Range, choose, hashes, mix, pick_by, spread, stream


def test_a_stream_depends_on_its_name_alone() -> None:
    assert stream(1, "a", 2).random() == stream(1, "a", 2).random()
    assert len({stream(s, n, k).random() for s in (1, 2) for n in "ab" for k in (0, 1)}) == 8


@given(st.lists(st.integers(0, 2**62), max_size=50, unique=True), st.integers(0, 99))
def test_hashes_are_distinct_for_distinct_ids(ids: list[int], seed: int) -> None:
    found = hashes(seed, "ip", np.array(ids, dtype=np.int64)).to_pylist()
    assert len(set(found)) == len(ids)
    assert all(len(h) == 16 and set(h) <= set("0123456789abcdef") for h in found)


def test_hashes_are_equal_within_a_kind_and_unrelated_between_kinds_and_worlds() -> None:
    ids = np.array([5, -1, 5, 6])
    a = hashes(1, "ip", ids).to_pylist()
    assert a[0] == a[2] != a[3]
    assert a[1] is None
    assert len({a[0], hashes(1, "card", ids)[0].as_py(), hashes(2, "ip", ids)[0].as_py()}) == 3


def test_choices_follow_their_weights() -> None:
    drawn = choose(stream(1, "t"), (1, 0, 3), 40_000)
    assert np.bincount(drawn, minlength=3) / 40_000 == pytest.approx([0.25, 0, 0.75], abs=0.02)


def test_each_row_is_drawn_by_its_own_weights() -> None:
    edges = np.cumsum([[1.0, 0.0, 1.0], [0.0, 2.0, 0.0]], axis=1)
    row = np.arange(20_000) % 2
    drawn = pick_by(stream(1, "t"), edges, row)
    assert set(drawn[row == 1].tolist()) == {1}
    assert np.bincount(drawn[row == 0], minlength=3) / 10_000 == pytest.approx(
        [0.5, 0, 0.5], abs=0.03
    )


def test_spread_keeps_the_mean() -> None:
    assert spread(stream(1, "t"), 3.0, 0.8, 200_000).mean() == pytest.approx(3.0, rel=0.02)


def test_mix_is_never_negative_and_takes_every_remainder() -> None:
    values = mix(np.arange(10_000), 3)
    assert values.min() >= 0
    assert np.bincount(values % 7, minlength=7).min() > 1200


@given(st.floats(0.01, 5), st.floats(0, 5), st.booleans(), st.integers(0, 50))
def test_a_range_draws_within_itself(low: float, more: float, log: bool, seed: int) -> None:
    drawn = Range(low, low + more, log).draw(stream(seed, "r"))
    assert low * (1 - 1e-12) <= drawn <= (low + more) * (1 + 1e-12)


def test_a_range_that_cannot_be_drawn_is_refused() -> None:
    for wrong in ((2, 1, False), (0, 1, True)):
        with pytest.raises(ValueError, match="expected low <= high"):
            Range(*wrong)
