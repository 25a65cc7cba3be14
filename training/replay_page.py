"""The replay as a page: when each campaign began, when it was flagged, what had leaked by then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from training.plots import STYLE

_BEFORE, _AFTER, _HONEST = "#D55E00", "#0072B2", "#999999"
_TABLE = """
table{border-collapse:collapse;font-size:.9rem}td,th{padding:.25rem .8rem;text-align:right}
td:first-child,th:first-child,td:nth-child(2),th:nth-child(2){text-align:left}
tr{border-bottom:1px solid #ddd}
"""


def timeline(table: pd.DataFrame, first: date, last: date) -> Any:
    """A bar a campaign: from its first exchange to its first flag, and on to the end."""
    import altair as alt

    rows = []
    for name, row in table.iterrows():
        never = pd.isna(row["flagged"])
        flagged = last if never else row["flagged"]
        label = f"{name} ({row['accounts']})"
        before = "before the first flag"
        rows.append({"campaign": label, "from": row["first"], "to": flagged, "part": before})
        if not never:
            rows.append({"campaign": label, "from": flagged, "to": last, "part": "after it"})
    frame = pd.DataFrame(rows)
    frame["from"], frame["to"] = pd.to_datetime(frame["from"]), pd.to_datetime(frame["to"])
    order = list(dict.fromkeys(frame["campaign"]))
    bars = (
        alt.Chart(frame, width=760, height=alt.Step(18))
        .mark_bar(height=11)
        .encode(
            x=alt.X("from:T", title=None),
            x2="to:T",
            y=alt.Y("campaign:N", sort=order, title=None),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(
                    domain=["before the first flag", "after it"], range=[_BEFORE, _AFTER]
                ),
                legend=alt.Legend(title=None, orient="top"),
            ),
        )
    )
    start = pd.DataFrame({"day": [pd.Timestamp(first)]})
    rule = alt.Chart(start).mark_rule(strokeDash=[4, 3]).encode(x="day:T")
    return (bars + rule).configure_view(stroke=None)


def per_day(flags: pd.DataFrame) -> Any:
    """Flagged accounts a day, honest ones apart where the truth is known."""
    import altair as alt

    known = flags["honest"].notna().all()
    honest = flags["honest"].fillna(0).astype(int)
    parts = {"in a campaign" if known else "flagged": flags["flagged"] - honest}
    if known:
        parts["honest"] = honest
    days = pd.to_datetime(flags["date"])
    frame = pd.concat(
        [pd.DataFrame({"day": days, "accounts": n, "who": name}) for name, n in parts.items()]
    )
    colours = alt.Scale(domain=list(parts), range=[_AFTER, _HONEST][: len(parts)])
    return (
        alt.Chart(frame, width=760, height=160)
        .mark_bar()
        .encode(
            x=alt.X("yearmonthdate(day):T", title=None),
            y=alt.Y("accounts:Q", title="accounts at tier review or above"),
            color=alt.Color("who:N", scale=colours, legend=alt.Legend(title=None, orient="top")),
        )
        .configure_view(stroke=None)
    )


def _svg(chart: Any) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def _row(name: str, row: pd.Series) -> str:
    flagged = "never" if pd.isna(row["flagged"]) else str(row["flagged"])
    days = f"{'over ' if pd.isna(row['flagged']) else ''}{row['days']}"
    cells = [name, row["tactic"], row["accounts"], row["first"], flagged, days,
             f"{row['exchanges']:,}", f"{row['leaked']:.0%}"]  # fmt: skip
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"


def replay_page(
    table: pd.DataFrame, flags: pd.DataFrame, named: Mapping[str, float], source: str
) -> str:
    """The whole page. table : `replay.lead_times`; flags : `replay.daily_flags`; named : figures;
    source : where the campaigns come from. No request leaves the page."""
    first, last = flags["date"].iloc[0], flags["date"].iloc[-1]
    judges = flags["judged_by"].drop_duplicates(keep="first")
    said = "; ".join(f"from {flags['date'][i]} with {who}" for i, who in judges.items())
    heads = ("campaign", "tactic", "accounts", "first exchange", "first flag", "days",
             "exchanges", "leaked before")  # fmt: skip
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>Replay</title>",
        f"<style>{STYLE}{_TABLE}</style><h1>Replay of {first} to {last}</h1>",
        f"<p>Each day is judged with what was known on it; campaigns from {escape(source)}."
        f" Judged {escape(said)}. The embedder is the warehouse's and may have seen later"
        " prompts.</p><ul>",
        *(f"<li>{escape(name)}: {value:.3g}</li>" for name, value in sorted(named.items())),
        "</ul>",
    ]
    if len(table):
        parts += [
            "<h2>How long did each campaign run before it was flagged?</h2>",
            "<p>In brackets its accounts. The dashed line is the first replayed day: what began"
            " before could not be flagged earlier.</p>",
            f"<figure>{_svg(timeline(table, first, last))}</figure><table><tr>",
            *(f"<th>{head}</th>" for head in heads),
            "</tr>",
            *(_row(str(name), row) for name, row in table.iterrows()),
            "</table>",
        ]
    else:
        parts.append("<p>No campaign was flagged, and none is known.</p>")
    parts += [
        "<h2>How many accounts stand flagged on a day?</h2>",
        f"<figure>{_svg(per_day(flags))}</figure></html>\n",
    ]
    return "".join(parts)
