"""Values as people read them."""

import math

import pandas as pd
import pytest

from features.catalogue import FEATURES, feature_of
from serving.reasons import of_twins, readable


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("followup_share_28d", 0.624, "62 %"),
        ("output_per_exchange_28d", 1536.2, "1,536"),
        ("prompt_length_28d", 10.0, "1,024"),
        ("hour_entropy_28d", 3.456, "3.46"),
        ("pays", 1.0, "yes"),
        ("pays", 0.0, "no"),
        ("active_days_28d", 7.0, "7"),
        ("week_over_month", 1.84, "1.8"),
        ("drift", math.nan, "unknown"),
    ],
)
def test_values_are_readable(column: str, value: float, text: str) -> None:
    assert readable(feature_of(column), value) == text


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.name)
def test_every_sentence_fills_in(feature: object) -> None:
    text = feature.sentence.format(value="V", cohort="K")  # type: ignore[attr-defined]
    assert "V" in text
    assert "K" in text
    assert "2^" not in text


def test_twins_are_counted_and_compared_with_anybodys() -> None:
    suspicious = pd.Series({"a": True, "b": True, "c": False, "d": False})
    twins = pd.DataFrame({"account_id": ["a", "a", "c", "c"], "twin_id": ["b", "gone", "d", "d"]})
    found = of_twins(suspicious, twins, pd.Index(["a", "c", "d"]))
    assert found["a"].value == 1
    assert found["a"].cohort == 0.5
    assert found["a"].sentence == (
        "Of the 2 accounts most alike to it 1 are suspicious (as a rule: 0.5)."
    )
    assert found["c"].value == 0
    assert "d" not in found, "an account without twins is told nothing about them"
