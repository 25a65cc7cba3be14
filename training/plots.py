"""A page with a plot of every feature by class: campaign accounts beside honest ones.

Classes come from the log's truth where it has one, else from decisions. For each column: how both
classes are spread over its values, and the chance that a campaign account lies above an honest one
(the area under the ROC curve, ties by half), of the value itself and of its rank at equal volume.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from features.catalogue import FEATURES
from features.declare import FAMILIES, Feature
from features.warehouse import write_bytes
from training.trace_chart import trace_chart

BINS = 24
CLASSES = ("honest", "campaign")
_COLOURS = {"honest": "#0072B2", "campaign": "#D55E00"}
STYLE = """
body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#222}
h2{margin-top:2.5rem;border-bottom:1px solid #ccc}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(22rem,1fr));gap:1rem}
figure{margin:0;border:1px solid #ddd;border-radius:6px;padding:.7rem}
figcaption b{font-family:ui-monospace,monospace;font-size:.9rem}
figcaption p{margin:.2rem 0;font-size:.85rem;color:#444}
svg{max-width:100%;height:auto}
nav a{margin-right:1rem}
.key i{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 1em}
"""


def area_under_roc(values: np.ndarray, guilty: np.ndarray) -> float:
    """Chance that a campaign account's value is above an honest one's, ties by half; NULL left out.

    values : float (n,); guilty : bool (n,). NaN where a class has no known value.
    """
    known = ~np.isnan(values)
    y = guilty[known]
    if not y.any() or y.all():
        return float("nan")
    ranks = rankdata(values[known])
    n, m = int(y.sum()), int((~y).sum())
    return float((ranks[y].sum() - n * (n + 1) / 2) / (n * m))


def histogram(values: np.ndarray, guilty: np.ndarray) -> pd.DataFrame:
    """Shares of each class by bin between the 0.5 % and 99.5 % quantiles: low, high, class, share.

    What lies outside falls into the outer bins; shares are of the class's known values.
    """
    known = ~np.isnan(values)
    values, guilty = values[known], guilty[known]
    if len(values) == 0:
        return pd.DataFrame(columns=["low", "high", "class", "share"])
    low, high = np.quantile(values, [0.005, 0.995])
    if high <= low:
        low, high = low - 0.5, low + 0.5
    edges = np.linspace(low, high, BINS + 1)
    frames = []
    for name, mine in zip(CLASSES, (~guilty, guilty), strict=True):
        counts, _ = np.histogram(np.clip(values[mine], low, high), edges)
        frames.append(
            pd.DataFrame(
                {
                    "low": edges[:-1],
                    "high": edges[1:],
                    "class": name,
                    "share": counts / max(1, mine.sum()),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def drawing(values: np.ndarray, guilty: np.ndarray, unit: str) -> str:
    """The two histograms, one over the other, as SVG; empty where nothing is known."""
    import altair as alt
    import vl_convert

    shares = histogram(values, guilty)
    if shares.empty:
        return ""
    chart = (
        alt.Chart(shares, width=300, height=110)
        .mark_bar(opacity=0.55, binSpacing=0)
        .encode(
            x=alt.X("low:Q", bin="binned", title=unit, axis=alt.Axis(tickCount=5)),
            x2="high:Q",
            y=alt.Y("share:Q", title=None, stack=None, axis=alt.Axis(format="%", tickCount=3)),
            color=alt.Color(
                "class:N",
                scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
                legend=None,
            ),
        )
        .configure_view(stroke=None)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def _figure(feature: Feature, column: str, rows: pd.DataFrame, guilty: np.ndarray) -> str:
    values = rows[column].to_numpy(float)
    known = [np.mean(~np.isnan(values[mine])) if mine.any() else 0.0 for mine in (~guilty, guilty)]
    areas = [("value", area_under_roc(values, guilty))]
    if f"{column}_rank" in rows:
        areas.append(
            ("rank at equal volume", area_under_roc(rows[f"{column}_rank"].to_numpy(float), guilty))
        )
    told = ", ".join(f"{name} {area:.2f}" for name, area in areas if not np.isnan(area))
    what = feature.what
    if column in feature.change:
        what = "Change against its own past: " + what
    unit = "change, -1 to 1" if column in feature.change else feature.unit
    return (
        f'<figure id="{column}"><figcaption><b>{column}</b><p>{escape(what)}</p>'
        f"<p>Campaign above honest: {told or 'not known'}. Known of {known[0]:.0%} honest,"
        f" {known[1]:.0%} campaign accounts.</p></figcaption>"
        f"{drawing(values, guilty, unit)}</figure>"
    )


def plots_page(
    rows: pd.DataFrame,
    guilty: np.ndarray,
    source: str,
    weights: pd.DataFrame,
    progress: Callable[[], None] | None = None,
) -> str:
    """The whole page: rows : active accounts of a snapshot; guilty : bool, in their order.

    source : where the classes come from, shown on top; weights : what shared traces are worth
    (features.evidence.weigh). No request leaves the page.
    """
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>Features by class</title>",
        f"<style>{STYLE}</style><h1>Features by class</h1>",
        f"<p>{int(guilty.sum()):,} campaign accounts beside {int((~guilty).sum()):,} honest ones,"
        f" active in 28 days; classes from {escape(source)}. A single feature tells few accounts:"
        " what a detector is made of is how they add up.</p><p class=key>",
        *(f"<i style=background:{c}></i>{name}" for name, c in _COLOURS.items()),
        "</p><nav>",
        *(f'<a href="#{family}">{family}</a>' for family in FAMILIES),
        '<a href="#traces">shared traces</a></nav>',
    ]
    for family in FAMILIES:
        parts.append(f'<h2 id="{family}">{family}</h2><div class=grid>')
        for feature in (f for f in FEATURES if f.family == family):
            # The longest window, and the change: shorter windows look like the longest.
            for column in (feature.columns[-1], *feature.change):
                parts.append(_figure(feature, column, rows, guilty))
            if progress:
                progress()
        parts.append("</div>")
    return "".join(parts) + _traces(weights) + "</html>\n"


def _traces(weights: pd.DataFrame) -> str:
    import vl_convert

    chart = trace_chart(weights)
    drawn = "<p>No two accounts that could be compared share a rare trace.</p>"
    if chart is not None:
        drawn = str(vl_convert.vegalite_to_svg(chart.to_dict()))
    return (
        "<h2 id=traces>Shared traces</h2><p>Counted in this log: of the pairs of accounts that"
        " share a rare trace, how many resemble each other, to what chance would give accounts of"
        " their cohorts and countries. From the tick on hardly anybody but look-alikes shares it."
        f" The number is of pairs.</p><figure>{drawn}</figure>"
    )


def write_plots(page: str, warehouse: Path, as_of: str) -> Path:
    """Keep the page in the warehouse."""
    place = warehouse / "plots" / f"features-{as_of}.html"
    write_bytes(place, page.encode())
    return place
