"""Figures by hand, then against a naive count."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.proven import surely
from training.metrics import (
    bootstrap_recall,
    campaign_recall,
    group_purity,
    recall_at_fpr,
    threshold_at_fpr,
)


def test_recall_by_hand() -> None:
    y = np.array([True, True, False, False, False, False])
    score = np.array([0.9, 0.4, 0.5, 0.3, 0.2, 0.1])
    assert recall_at_fpr(y, score, 0.0) == 0.5
    assert recall_at_fpr(y, score, 0.25) == 1.0


def test_ties_flag_together() -> None:
    y = np.array([True, True, False, False])
    assert recall_at_fpr(y, np.array([0.5, 0.9, 0.5, 0.1]), 0.0) == 0.5
    assert recall_at_fpr(y, np.array([0.5, 0.5, 0.5, 0.5]), 0.0) == 0.0


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    rows=st.lists(st.tuples(st.booleans(), st.integers(0, 12)), min_size=2, max_size=40),
    fpr=st.sampled_from([0.0, 0.05, 0.1, 0.3]),
)
def test_recall_equals_the_best_of_all_thresholds(rows: list[tuple[bool, int]], fpr: float) -> None:
    y = np.array([r[0] for r in rows])
    score = np.array([float(r[1]) for r in rows])
    if y.all() or not y.any():
        with pytest.raises(ValueError, match="both classes"):
            recall_at_fpr(y, score, fpr)
        return
    best = 0.0
    for bound in [-1.0, *score]:
        flagged = score > bound
        if flagged[~y].mean() <= fpr:
            best = max(best, float(flagged[y].mean()))
    assert recall_at_fpr(y, score, fpr) == pytest.approx(best)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match="NaN"):
        recall_at_fpr(np.array([True, False]), np.array([np.nan, 1.0]), 0.1)
    with pytest.raises(ValueError, match="equal shapes"):
        recall_at_fpr(np.array([True]), np.array([1.0, 2.0]), 0.1)
    with pytest.raises(ValueError, match="at least one benign"):
        threshold_at_fpr(np.array([]), 0.1)


def test_campaigns_by_hand() -> None:
    campaigns = {"x": set("abcd"), "y": set("efghij")}
    assert campaign_recall({"1": set("abz")}, campaigns) == 0.0, "purity 2/3 is too low"
    assert campaign_recall({"1": set("ab")}, campaigns) == 0.5
    assert campaign_recall({"1": set("a"), "2": set("efg")}, campaigns) == 0.5
    assert campaign_recall({"1": set("efghij")}, campaigns, least=5) == 1.0
    assert math.isnan(campaign_recall({}, campaigns, least=100))
    of = {m: "x" for m in "abcd"} | {m: "y" for m in "efghij"}
    assert group_purity({"1": set("abce")}, of) == 0.75
    assert group_purity({"1": set("uvw")}, of) == 0.0
    assert math.isnan(group_purity({}, of))


def test_the_interval_resamples_campaigns() -> None:
    flagged = np.array([True] * 10 + [False] * 10)
    campaign = np.array(["x"] * 10 + ["y"] * 10)
    assert bootstrap_recall(flagged, campaign) == (0.0, 1.0)
    assert bootstrap_recall(np.ones(20, bool), campaign) == (1.0, 1.0)


def test_what_is_proven_of_a_rate_by_hand() -> None:
    """One of n: a rate at which that happens in one of twenty draws, 1 - .95 ** (1 / n)."""
    assert surely(1, 10) == pytest.approx(1 - 0.95**0.1)
    assert surely(0, 10) == 0
    assert surely(2, 9) == pytest.approx(0.041, abs=5e-4)
    assert surely(1, 10, together=40) == pytest.approx(1 - (1 - 0.05 / 40) ** 0.1)
    assert surely(2, 9, together=40) < 0.01, "of forty classes one has two of nine by chance"
    assert surely(9, 30, together=40) > 0.01
