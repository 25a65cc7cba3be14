"""How sure are we? Scores and tiers, predicted against observed, and who is flagged how often."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from serving.report import words
from serving.report.charts import Frame, to_svg, wilson
from serving.report.data import FlagRate

LOWEST_BAR = 0.7
NAME_LENGTH = 15


def draw_scores(
    histogram: Sequence[tuple[float, float, int]], tiers: Mapping[str, float]
) -> Markup:
    """Accounts by score on a log count, one bar a bin of the caller's, a line where a tier begins.

    Bins are drawn equally wide whatever they span, so evenly cut and log cut scores both read well.
    """
    import altair as alt

    edges = [low for low, _, _ in histogram] + [histogram[-1][1]]
    rows = [
        {"from": at + 0.06, "to": at + 0.94, "count": count}
        for at, (_, _, count) in enumerate(histogram)
        if count > 0
    ]
    most = max((count for _, _, count in histogram), default=1)
    decades = [10**power for power in range(int(math.log10(max(most, 10))) + 1)]
    step = max(1, math.ceil(len(histogram) / 5))
    marked = list(range(0, len(edges), step))
    lookup = ",".join(f"'{at}':'{edges[at]:g}'" for at in marked)
    lines = _tier_lines(edges, tiers)
    frame = Frame(width=270, height=196, left=58, right=14, top=20 + 15 * len(lines))
    x = alt.X(
        "from:Q",
        title="score (probability of distillation)",
        axis=alt.Axis(values=marked, labelExpr=f"{{{lookup}}}[datum.value]", grid=False),
        scale=alt.Scale(domain=[0, len(histogram)], nice=False),
    )
    y = alt.Y(
        "count:Q",
        title="accounts (log scale)",
        axis=alt.Axis(values=decades, format=",d", domain=False, ticks=False),
        scale=alt.Scale(type="log", domain=[LOWEST_BAR, max(most, 10) * 1.25], nice=False),
    )
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(color="var(--c-everybody)")
        .encode(x=x, x2="to:Q", y=y, y2=alt.datum(LOWEST_BAR))
    )
    layers = [bars]
    for row, line in enumerate(lines):
        height = -8 - 15 * row
        data = alt.Data(values=[line])
        at = alt.X("at:Q")
        layers.append(
            alt.Chart(data)
            .mark_rule(color="var(--c-campaign)", strokeDash=[3, 3])
            .encode(x=at, y=alt.value(height), y2=alt.value(frame.height))
        )
        # A name is about 105 pixels long: it stands left of its line where the right has no room.
        right = (1 - line["at"] / len(histogram)) * frame.width < 105
        layers.append(
            alt.Chart(data)
            .mark_text(align="right" if right else "left", dx=-5 if right else 5, baseline="top")
            .encode(x=at, y=alt.value(height - 2), text="name:N")
        )
    named = ", ".join(str(line["name"]) for line in lines)
    label = f"Accounts by score; tiers begin at: {named or 'none given'}."
    return to_svg(alt.layer(*layers), frame, label)


def _tier_lines(edges: Sequence[float], tiers: Mapping[str, float]) -> list[dict[str, Any]]:
    """Where each tier's lower bound falls between the bins' edges, highest tier first."""
    lines = []
    for name, bound in sorted(tiers.items(), key=lambda pair: (-pair[1], pair[0])):
        bins = list(pairwise(edges))
        for at, (low, high) in enumerate(bins):
            if low <= bound < high or (at == len(bins) - 1 and bound == high):
                title = f"{words.brief(name, NAME_LENGTH)} from {words.probability(bound)}"
                lines.append({"at": at + (bound - low) / (high - low), "name": title})
                break
    return lines


def draw_reliability(bins: Sequence[tuple[float, float, int]]) -> Markup:
    """Observed against predicted share, 95 % intervals; on the dashed line the score is right."""
    import altair as alt

    frame = Frame(width=270, height=226, left=58, right=14, top=20)
    rows: list[dict[str, Any]] = []
    for predicted, observed, accounts in bins:
        if accounts <= 0:
            continue
        low, high = wilson(round(observed * accounts), accounts)
        rows.append(
            {
                "predicted": predicted,
                "observed": observed,
                "low": low,
                "high": high,
                "n": f"{accounts:,}",
            }
        )
    scale = alt.Scale(domain=[0, 1], nice=False)
    axis = alt.Axis(
        values=[0, 0.25, 0.5, 0.75, 1], format=".0%", domain=False, ticks=False, offset=7
    )
    x = alt.X("predicted:Q", title="predicted by the score", axis=axis, scale=scale)
    y = alt.Y("observed:Q", title="decided as distillation", axis=axis, scale=scale)
    base = alt.Chart(alt.Data(values=rows))
    diagonal = (
        alt.Chart(
            alt.Data(values=[{"predicted": 0, "observed": 0}, {"predicted": 1, "observed": 1}])
        )
        .mark_line(color="var(--axis)", strokeDash=[4, 4], strokeWidth=1.5)
        .encode(x=x, y=y)
    )
    spread = base.mark_rule(color="var(--c-sure)", strokeWidth=2, opacity=0.45).encode(
        x=x, y=alt.Y("low:Q"), y2="high:Q"
    )
    dots = base.mark_circle(size=70, color="var(--c-sure)", opacity=1).encode(x=x, y=y)
    # A label stands on the side of its dot that faces away from the diagonal.
    under = [row for row in rows if row["observed"] <= row["predicted"]]
    over = [row for row in rows if row["observed"] > row["predicted"]]
    labels = [
        alt.Chart(alt.Data(values=side))
        .mark_text(align=align, dx=dx, dy=dy, fontSize=11)
        .encode(x=x, y=y, text="n:N")
        for side, align, dx, dy in ((under, "left", 7, 9), (over, "right", -7, -9))
        if side
    ]
    free = max(
        (0.1, 0.3, 0.5, 0.7, 0.9),
        key=lambda at: min(abs(at - (row["predicted"] + row["observed"]) / 2) for row in rows),
    )
    note = (
        alt.Chart(alt.Data(values=[{"name": "exactly right", "at": free}]))
        .mark_text(angle=320, dy=-8, fill="var(--soft)", fontSize=11)
        .encode(x=alt.X("at:Q"), y=alt.Y("at:Q"), text="name:N")
    )
    label = f"Predicted against decided share in {len(rows)} groups of decided accounts."
    return to_svg(alt.layer(diagonal, spread, dots, *labels, note), frame, label)


def draw_flag_rates(rates: Sequence[FlagRate]) -> Markup:
    """One dot a slice: flagged of 1,000 accounts with its 95 % interval, n written beside it."""
    import altair as alt

    rows: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    line = 0.0
    for kind in ("surface", "plan", "age"):
        slices = [rate for rate in rates if rate.slice_kind == kind and rate.accounts > 0]
        if not slices:
            continue
        heads.append({"line": line, "name": f"by {kind}"})
        line += 1.0
        for rate in slices:
            low, high = wilson(rate.flagged, rate.accounts)
            rows.append(
                {
                    "line": line,
                    "name": words.brief(rate.name, NAME_LENGTH),
                    "rate": 1000 * rate.flagged / rate.accounts,
                    "low": 1000 * low,
                    "high": 1000 * high,
                    "n": f"{rate.flagged:,} of {rate.accounts:,}",
                }
            )
            line += 1.0
        line += 0.3
    # A slice of five accounts has an interval up to 400 in 1,000: it must not squeeze the others.
    widest = max(
        max(row["rate"] * 1.15 for row in rows), sorted(r["high"] for r in rows)[len(rows) // 2]
    )
    frame = Frame(width=326, height=round(line * 19) + 4, left=4, right=12, top=4)
    base = alt.Chart(alt.Data(values=rows))
    reach = alt.Scale(domain=[0, widest], range=[108, 228], nice=3, clamp=True)
    x = alt.X(
        "rate:Q",
        title="flagged of 1,000 accounts",
        axis=alt.Axis(tickCount=3, domain=False, ticks=False),
        scale=reach,
    )
    y = alt.Y(
        "line:Q",
        axis=None,
        scale=alt.Scale(domain=[-0.5, line - 0.5], range=[0, frame.height], nice=False),
    )
    layers = [
        base.mark_rule(color="var(--c-sure)", strokeWidth=2, opacity=0.45).encode(
            x=alt.X("low:Q"), x2="high:Q", y=y
        ),
        base.mark_circle(size=60, color="var(--c-sure)", opacity=1).encode(x=x, y=y),
        base.mark_text(align="right").encode(x=alt.value(98), y=y, text="name:N"),
        base.mark_text(align="right", fill="var(--soft)", fontSize=11).encode(
            x=alt.value(326), y=y, text="n:N"
        ),
        alt.Chart(alt.Data(values=heads))
        .mark_text(align="left", fill="var(--soft)", fontWeight=600, fontSize=11)
        .encode(x=alt.value(0), y=y, text="name:N"),
    ]
    return to_svg(alt.layer(*layers), frame, f"Flagged accounts in {len(rows)} slices.")
