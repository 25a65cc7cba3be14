"""Two models on the same accounts: what is proven, over campaigns and not over accounts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.paired import paired

HONEST = 2_000


def world(campaigns: int, size: int) -> tuple[pd.Series, np.ndarray]:
    names = [f"c{i // size}" for i in range(campaigns * size)]
    campaign = pd.Series([*names, *[None] * HONEST], dtype=object)
    honest = np.linspace(0, 0.4, HONEST)
    return campaign, np.concatenate([np.zeros(len(names)), honest])


def found(campaign: pd.Series, base: np.ndarray, which: set[str]) -> np.ndarray:
    return np.where(campaign.isin(which), 0.9, base)


def test_the_gain_is_the_difference_of_recalls_and_a_loss_of_every_campaign_is_proven() -> None:
    campaign, base = world(10, 5)
    half = np.where(np.arange(len(base)) % 5 < 3, 0.9, base)
    half = np.where(campaign.notna(), half, base)
    all_found = found(campaign, base, set(campaign.dropna()))
    better, worse = paired(all_found, half, campaign), paired(half, all_found, campaign)
    assert (better.gain, better.low, better.high) == pytest.approx((0.4, 0.4, 0.4))
    assert better.figures() == {"paired_recall_gain": pytest.approx(0.4), "paired_recall_loss": 0}
    assert worse.figures()["paired_recall_loss"] == pytest.approx(0.4)


def test_one_large_campaign_more_or_less_proves_nothing() -> None:
    """Fifty accounts differ, and they are one campaign: over accounts it would be certain."""
    campaign, base = world(4, 50)
    everything, but_one = (
        found(campaign, base, {"c0", "c1", "c2", "c3"}),
        found(campaign, base, {"c0", "c1", "c2"}),
    )
    result = paired(but_one, everything, campaign)
    assert result.gain == pytest.approx(-0.25)
    assert result.high == 0
    assert result.figures()["paired_recall_loss"] == 0


def test_one_class_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="found one class"):
        paired(np.ones(3), np.ones(3), pd.Series([None] * 3, dtype=object))


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_turned_round_it_says_the_opposite_and_itself_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    campaign, base = world(8, 4)
    one, two = (np.where(campaign.notna(), rng.random(len(base)), base) for _ in range(2))
    there, back = paired(one, two, campaign), paired(two, one, campaign)
    assert there.gain == pytest.approx(-back.gain)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert there.low <= there.gain + 1e-9
    assert there.gain <= there.high + 1e-9
    same = paired(one, one, campaign)
    assert (same.gain, same.low, same.high) == (0, 0, 0)
