"""What a shared trace is worth this month, as a chart: how often those who share it are alike."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from features.evidence import TELLING_LIFT, TELLING_OVER_USUAL, is_telling, usual_lift

_COLOURS = {"telling": "#D55E00", "worth little": "#0072B2"}
_LEAST_SHOWN = 0.5


def bars(weights: pd.DataFrame) -> pd.DataFrame:
    """One row a stratum of `features.evidence.weigh` that holds a twin or look-alikes: name, least
    (proven lift at 95 %, the larger of both counts), pairs, needed (from where it is telling) and
    worth, the strongest first."""
    if weights.empty:
        return pd.DataFrame(columns=["name", "least", "pairs", "needed", "worth"])
    best = weights[["least", "least_alike"]].max(axis=1)
    needed = np.maximum(TELLING_LIFT, TELLING_OVER_USUAL * usual_lift(weights))
    where = np.where(weights["abroad"], "two countries", "one country")
    near = np.where(weights["near"], ", one place besides", "")
    table = pd.DataFrame(
        {
            "name": weights["kind"] + " · " + pd.Series(where, weights.index) + near,
            "least": best,
            "pairs": weights["pairs"],
            "needed": needed,
            "worth": np.where(is_telling(weights), *_COLOURS),
        }
    )
    return table[best > 0].sort_values(["least", "name"], ascending=[False, True])


def trace_chart(weights: pd.DataFrame) -> Any:
    """Horizontal bars on a logarithmic axis; a tick marks from where a trace is telling. None where
    no trace is shared."""
    import altair as alt

    table = bars(weights)
    if table.empty:
        return None
    # A logarithmic bar starts somewhere: what is worth less than chance would be has no length.
    table = table.assign(start=_LEAST_SHOWN, least=table["least"].clip(lower=_LEAST_SHOWN))
    title = "What a shared trace is worth: how much more often those who share it are alike"
    base = alt.Chart(table, title=title, width=420).encode(
        y=alt.Y("name:N", sort=table["name"].tolist(), title=None, axis=alt.Axis(labelLimit=260))
    )
    scale = alt.Scale(type="log", domainMin=_LEAST_SHOWN)
    bar = base.mark_bar().encode(
        x=alt.X("start:Q", scale=scale, title="times chance, proven at 95 %"),
        x2="least:Q",
        color=alt.Color(
            "worth:N",
            scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
            title=None,
        ),
    )
    tick = base.mark_tick(color="#222", thickness=2).encode(x=alt.X("needed:Q", scale=scale))
    pairs = base.mark_text(align="left", dx=4, fontSize=9, color="#444").encode(
        x=alt.X("least:Q", scale=scale), text=alt.Text("pairs:Q", format=",")
    )
    return bar + tick + pairs
