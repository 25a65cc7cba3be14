"""Plots of section 7 and the pair table, as PNG bytes. Same report, same bytes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from simulation.realism.report import Report
from simulation.realism.traces import QUANTILES, Concentration, Spread

# Colours that people with weak red-green vision tell apart (Okabe and Ito).
_OWN = ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
_PUBLIC = ("#8A8A8A", "#B58900", "#6C71C4", "#2AA198", "#CB4B16", "#859900", "#AA7799", "#557799",
           "#997755")  # fmt: skip
_SIZE = (10.0, 4.2)


def plots_of(report: Report) -> dict[str, bytes]:
    """File name (without ending) to PNG. The log's own lines are full, public traces dashed."""
    return {
        "columns": _draw(_columns, report, 1),
        "pairs": _draw(_pairs, report, 1),
        "tokens": _draw(_tokens, report, 2),
        "sessions": _draw(_sessions, report, 2),
        "load": _draw(_load, report, 2),
        "days": _draw(_days, report, 2),
    }


CAPTIONS: dict[str, str] = {
    "columns": "Each dot is a column: how well it alone parts a tactic from all honest accounts.",
    "pairs": "Pairs of accounts that share a trace: the part that is one campaign's.",
    "tokens": "Tokens a request. Full lines: this log by surface. Dashed: measured public traces.",
    "sessions": "Gaps in a session, and turns a session. Dashed: measured public traces.",
    "load": "Load over accounts, and burstiness. Dashed: clients of measured public traces.",
    "days": "Requests by hour (public traces by their own clock), and by day with model shares.",
}


def _draw(paint: Callable[[Report, list[Axes]], None], report: Report, n: int) -> bytes:
    # A figure of its own, not of pyplot: no global state, no display.
    figure = Figure(figsize=_SIZE, layout="constrained")
    FigureCanvasAgg(figure)
    axes = [figure.add_subplot(1, n, k + 1) for k in range(n)]
    paint(report, axes)
    for one in axes:
        one.spines[["top", "right"]].set_visible(False)
    held = BytesIO()
    figure.savefig(held, format="png", dpi=110, metadata={"Software": None})
    return held.getvalue()


def _columns(report: Report, axes: list[Axes]) -> None:
    (axis,) = axes
    for k, tactic in enumerate(report.columns):
        values = np.array([s.auc for s in tactic.columns])
        marks = np.array([s.mark for s in tactic.columns])
        place = k + np.linspace(-0.3, 0.3, len(values)) * np.resize([1, -1], len(values))
        for chosen, colour, label in (
            (marks == "", "#0072B2", "below the bound"),
            (np.char.startswith(marks.astype(str), "demanded"), "#009E73", "demanded"),
            (marks == "TOO EASY", "#D55E00", "too easy"),
        ):
            axis.plot(values[chosen], place[chosen], "o", color=colour, markersize=3.5,
                      label=label if k == 0 else None)  # fmt: skip
    axis.set_yticks(range(len(report.columns)), [_plain(t.tactic) for t in report.columns])
    axis.axvline(0.85, color="#8A8A8A", linewidth=0.8)
    axis.set_xlim(0.49, 1.01)
    axis.set_xlabel("AUC of one column")
    axis.legend(fontsize=8, frameon=False, loc="upper right")


def _pairs(report: Report, axes: list[Axes]) -> None:
    (axis,) = axes
    single = [s for s in report.pairs.single if s.share is not None][::-1]
    axis.barh(range(len(single)), [s.share or 0.0 for s in single], color="#0072B2", height=0.6)
    axis.set_yticks(
        range(len(single)), [f"{s.traces[0]} ({s.pairs:,.0f} pairs)" for s in single], fontsize=8
    )
    axis.axvline(0.8, color="#8A8A8A", linewidth=0.8)
    axis.set_xlim(0, 1)
    axis.set_xlabel("share of pairs in one campaign")


def _tokens(report: Report, axes: list[Axes]) -> None:
    own, public = report.load, report.measured
    for axis, mine, theirs, name in (
        (axes[0], own.input_tokens, public.input_tokens, "input tokens"),
        (axes[1], own.output_tokens, public.output_tokens, "output tokens"),
    ):
        _curves(axis, mine, theirs, name)


def _sessions(report: Report, axes: list[Axes]) -> None:
    own, public = report.load, report.measured
    _curves(axes[0], own.session_gaps, public.session_gaps, "seconds between requests of a session")
    _curves(axes[1], own.turns, public.turns, "turns a session")


def _load(report: Report, axes: list[Axes]) -> None:
    own, public = report.load, report.measured

    def curve(one: Concentration, colour: str, style: str) -> None:
        x = np.linspace(0, 1, len(one.lorenz))
        label = f"{_plain(one.name)} (gini {one.gini:.2f})"
        axes[0].plot(x, one.lorenz, style, color=colour, linewidth=1.3, label=label)

    for one, colour in zip(own.concentration, _OWN, strict=False):
        curve(one, colour, "-")
    for one, colour in zip(public.concentration, _PUBLIC, strict=False):
        curve(one, colour, "--")
    axes[0].plot([0, 1], [0, 1], color="#CCCCCC", linewidth=0.8)
    axes[0].set_xlabel("share of accounts, smallest first")
    axes[0].set_ylabel("share of requests")
    axes[0].legend(fontsize=7, frameon=False)
    _curves(axes[1], own.burstiness, public.burstiness, "variation of gaps in a day (1: Poisson)")


def _days(report: Report, axes: list[Axes]) -> None:
    own, public = report.load, report.measured
    for (name, hours), colour in zip(own.hours, _OWN, strict=False):
        axes[0].plot(range(24), hours, "-", color=colour, linewidth=1.3, label=_plain(name))
    for (name, hours), colour in zip(public.hours, _PUBLIC, strict=False):
        axes[0].plot(range(24), hours, "--", color=colour, linewidth=0.9, label=_plain(name))
    axes[0].set_xlabel("hour of the day (UTC)")
    axes[0].set_ylabel("share of requests")
    axes[0].set_ylim(bottom=0)
    axes[0].legend(fontsize=6.5, frameon=False, ncols=2)
    middle = float(np.median([day.requests for day in own.days])) or 1.0
    models = sorted({model for day in own.days for model, _ in day.models})
    bottom = np.zeros(len(own.days))
    for k, model in enumerate(models):
        part = np.array([dict(d.models).get(model, 0.0) * d.requests / middle for d in own.days])
        axes[1].bar(range(len(own.days)), part, bottom=bottom, width=0.9,
                    color=_OWN[(k + 1) % len(_OWN)], label=_plain(model))  # fmt: skip
        bottom += part
    for name, daily in public.daily:
        axes[1].plot(range(len(daily)), daily, "--", color="#333333", linewidth=0.9,
                     label=_plain(name))  # fmt: skip
    axes[1].set_xlim(-0.6, len(own.days) - 0.4)
    axes[1].set_ylim(0, max(2.0, float(bottom.max()) * 1.15))
    axes[1].set_xlabel(f"day (0 is {own.days[0].day})")
    axes[1].set_ylabel("requests over the median day")
    axes[1].legend(fontsize=7, frameon=False)


def _curves(axis: Axes, own: tuple[Spread, ...], public: tuple[Spread, ...], name: str) -> None:
    """Quantile curves on a logarithmic axis; values at or below 0 stand at the left edge."""
    edge = 1e-2 if "seconds" in name or "Poisson" in name else 0.8
    for spreads, colours, style in ((own, _OWN, "-"), (public, _PUBLIC, "--")):
        for one, colour in zip(spreads, colours, strict=False):
            axis.plot(np.maximum(one.quantiles, edge), QUANTILES, style, color=colour,
                      linewidth=1.3 if style == "-" else 0.9, label=_plain(one.name))  # fmt: skip
    if not own and not public:
        # Nothing measured: an empty axis says so.
        axis.set_xlabel(f"{name}: none")
        return
    most = max(max(one.quantiles) for one in (*own, *public))
    axis.set_xlim(edge * 0.8, max(most, edge) * 1.25)
    axis.set_xscale("log")
    axis.set_xlabel(name)
    axis.set_ylabel("share at or below")
    axis.legend(fontsize=6.5, frameon=False)


def _plain(text: str) -> str:
    """Text without what the plot library reads as mathematics or hides from a legend."""
    return text.replace("$", r"\$").lstrip("_") or "-"
