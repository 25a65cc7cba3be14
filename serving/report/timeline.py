"""Does a campaign move with everybody? Its exchanges a day above, the population's below."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from serving.report import words
from serving.report.charts import Frame, to_svg
from serving.report.data import Campaign

WIDE = Frame(width=460, height=300, left=58, right=24, top=14)
NARROW = Frame(width=240, height=300, left=58, right=24, top=14)
UPPER = (22, 138)
LOWER = (182, 300)
STEPS = (1, 2, 7, 14, 28, 56, 112, 224, 448)
LONGEST = 366


def answer(campaign: Campaign, population: tuple[tuple[date, int], ...]) -> str:
    """Its weekends and its busiest day, each beside everybody's."""
    if not campaign.daily:
        return "No exchange of this campaign is in the days that were read."
    busiest, most = max(campaign.daily, key=lambda pair: (pair[1], pair[0]))
    everybody = dict(population).get(busiest, 0)
    share = f", {words.one_in(most, everybody)} of everybody's" if everybody >= most > 0 else ""
    when = words.day(busiest)
    peak = f"Busiest on {when}: {words.count(most, 'exchange')}{share}."
    return " ".join(filter(None, (_weekends(campaign, population), peak)))


def _weekends(campaign: Campaign, population: tuple[tuple[date, int], ...]) -> str:
    """People rest at weekends; '' with fewer than two weekend days or a week of others."""
    counts = dict(campaign.daily)
    days = [day for day, _ in population if min(counts) <= day <= max(counts)]
    weekend = [day for day in days if day.weekday() >= 5]
    week = [day for day in days if day.weekday() < 5]
    everybody = dict(population)
    if len(weekend) < 2 or len(week) < 7:
        return ""

    def kept(daily: dict[date, int]) -> int | None:
        usual = sum(daily.get(day, 0) for day in week) / len(week)
        rest = sum(daily.get(day, 0) for day in weekend) / len(weekend)
        return round(100 * rest / usual) if usual > 0 else None

    own, others = kept(counts), kept(everybody)
    if own is None or others is None:
        return ""
    return (
        f"At weekends it sends {own}\u00a0% of its weekday volume; everybody sends {others}\u00a0%."
    )


def ticks(first: date, last: date, most: int) -> list[date]:
    """At most `most` days at an even step, the last one always among them."""
    span = (last - first).days
    step = next((s for s in STEPS if span // s < most), max(1, span))
    return [last - timedelta(days=back) for back in range(0, span + 1, step)][::-1]


def draw(
    campaign: Campaign, population: tuple[tuple[date, int], ...], as_of: date, frame: Frame
) -> Markup:
    """The two rows of bars on one time axis, at most the last 366 days; '' without any day."""
    days = [day for day, _ in (*campaign.daily, *population) if day <= as_of]
    if not days:
        return Markup("")
    first = max(min(days), as_of - timedelta(days=LONGEST))
    marks = ticks(first, as_of, 6 if frame.width > 400 else 3)
    axis = {
        "values": [(day - first).days + 0.5 for day in marks],
        # Our own words only: an expression is code.
        "labelExpr": _lookup({(day - first).days + 0.5: words.day(day, as_of) for day in marks}),
        "grid": False,
        "labelFlush": False,
        "domain": False,
    }
    days_shown = (first, as_of)
    upper = _row(campaign.daily, "this campaign", "var(--c-campaign)", days_shown, UPPER, axis)
    lower = _row(population, "everybody", "var(--c-everybody)", days_shown, LOWER, axis)
    import altair as alt

    chart = alt.layer(*upper, *lower).resolve_scale(y="independent")
    label = f"Exchanges a day, {words.day(first)} to {words.day(as_of)}. "
    return to_svg(chart, frame, label + answer(campaign, population))


def _lookup(names: dict[float, str]) -> str:
    pairs = ",".join(f"'{value}':'{name}'" for value, name in names.items())
    return f"{{{pairs}}}[datum.value]"


def _row(
    daily: tuple[tuple[date, int], ...],
    name: str,
    colour: str,
    days: tuple[date, date],
    span: tuple[int, int],
    axis: dict[str, Any],
) -> list[Any]:
    import altair as alt

    first, last = days
    shown = [(day, value) for day, value in daily if first <= day <= last]
    rows = [
        {"from": (day - first).days + 0.1, "to": (day - first).days + 0.9, "value": value}
        for day, value in shown
    ]
    most = max((value for _, value in shown), default=0)
    top, bottom = span
    x = alt.X(
        "from:Q",
        title="day (UTC)",
        axis=alt.Axis(**axis),
        scale=alt.Scale(domain=[0, (last - first).days + 1], nice=False),
    )
    y = alt.Y(
        "value:Q",
        title="exchanges a day",
        axis=alt.Axis(
            orient="left",
            tickCount=3,
            format="~s" if most >= 100_000 else ",d",
            domain=False,
            ticks=False,
            minExtent=44,
            maxExtent=44,
            titlePadding=2,
        ),
        scale=alt.Scale(domain=[0, max(most, 1)], range=[bottom, top], nice=3),
    )
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(color=colour)
        .encode(x=x, x2="to:Q", y=y, y2=alt.datum(0))
    )
    heading = (
        alt.Chart(alt.Data(values=[{"name": name}]))
        .mark_text(align="left", baseline="bottom", fontWeight=600, fill=colour, fontSize=13)
        .encode(x=alt.value(0), y=alt.value(top - 8), text="name:N")
    )
    return [bars, heading]
