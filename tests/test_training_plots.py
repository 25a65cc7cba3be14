"""A plot for each feature, by class."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from features.catalogue import FEATURES
from features.ranks import HABITS, RANKED
from training.plots import area_under_roc, histogram, plots_page, write_plots
from training.trace_chart import bars, trace_chart

WEIGHTS = pd.DataFrame(
    {
        "kind": ["card", "exit", "exit", "prefix"],
        "abroad": [True, False, True, False],
        "near": [False, True, False, False],
        "pairs": [40, 900, 60, 10],
        "least": [30.0, 2.0, 1.0, 0.0],
        "least_alike": [12.0, 3.0, 9.0, 0.0],
    }
)


def test_traces_are_drawn_strongest_first_with_what_would_be_telling() -> None:
    """Needed is four times what most of the other pairs lift by: exits of one country for the
    cards, exits of two for those."""
    table = bars(WEIGHTS).set_index("name")
    assert table.index.tolist() == [
        "card · two countries", "exit · two countries", "exit · one country, one place besides",
    ]  # fmt: skip
    assert table["least"].tolist() == [30, 9, 3]
    assert table["needed"].tolist() == [12, 12, 36]
    assert table["worth"].tolist() == ["telling", "worth little", "worth little"]
    assert trace_chart(WEIGHTS).to_dict()["layer"][0]["mark"]["type"] == "bar"


def test_where_nothing_is_shared_nothing_is_drawn() -> None:
    assert trace_chart(WEIGHTS.iloc[:0]) is None
    assert trace_chart(WEIGHTS.iloc[3:]) is None


def test_the_area_is_the_chance_that_a_campaign_account_lies_above() -> None:
    guilty = np.array([True, True, False, False])
    assert area_under_roc(np.array([3.0, 4.0, 1.0, 2.0]), guilty) == 1.0
    assert area_under_roc(np.array([1.0, 2.0, 3.0, 4.0]), guilty) == 0.0
    assert area_under_roc(np.array([1.0, 1.0, 1.0, 1.0]), guilty) == 0.5
    assert area_under_roc(np.array([2.0, np.nan, 1.0, 2.0]), guilty) == 0.75
    assert np.isnan(area_under_roc(np.array([np.nan, np.nan, 1.0, 2.0]), guilty))


def test_each_class_is_spread_over_its_own_known_values() -> None:
    values = np.array([0.0, 0.0, 1.0, np.nan, 1.0])
    guilty = np.array([False, False, False, False, True])
    found = histogram(values, guilty)
    assert found.groupby("class")["share"].sum().tolist() == pytest.approx([1.0, 1.0])
    honest = found[found["class"] == "honest"]["share"].to_numpy()
    assert honest[0] == pytest.approx(2 / 3)
    assert honest[-1] == pytest.approx(1 / 3)
    assert histogram(np.full(3, np.nan), np.array([True, False, False])).empty


def test_the_page_has_a_plot_for_every_feature_and_asks_nobody(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    columns = [c for f in FEATURES for c in (*f.columns, *f.change)]
    rows = pd.DataFrame(rng.normal(size=(60, len(columns))), columns=columns)
    ranks = pd.DataFrame(
        rng.normal(size=(60, len(RANKED))), columns=[f"{column}_rank" for column in RANKED]
    )
    rows = pd.concat([rows, ranks], axis=1)
    rows["drift"] = np.nan
    steps: list[int] = []
    page = plots_page(rows, np.arange(60) < 12, "a <test>", WEIGHTS, lambda: steps.append(1))
    assert len(steps) == len(FEATURES)
    for feature in FEATURES:
        for column in (feature.columns[-1], *feature.change):
            assert f'<figure id="{column}">' in page
    assert "a &lt;test&gt;" in page
    assert "rank at equal volume" in page
    # Names of SVG are namespaces; nothing is fetched.
    assert "http" not in page.replace("http://www.w3.org/", "")
    # One column is never known; what shared traces are worth is a figure of its own.
    assert page.count("<svg") == page.count("<figure") - 1
    assert "<h2 id=traces>" in page
    assert write_plots(page, tmp_path, "2026-05-19").read_text() == page
    assert "drift" in HABITS
