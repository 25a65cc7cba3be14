"""What a replay came to: figures, table and page, kept beside its days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table

from features.build import days_up_to
from features.warehouse import write_bytes
from serving.score import activity_of
from training.replay import Day, daily_flags, figures, lead_times
from training.replay_page import replay_page


@dataclass(frozen=True)
class Report:
    """table : `replay.lead_times`; flags : `replay.daily_flags`; source : of the campaigns."""

    table: pd.DataFrame
    flags: pd.DataFrame
    figures: dict[str, float]
    source: str
    page: Path


def write_replay(
    days: Sequence[Day], logs: Path, warehouse: Path, truth: pd.DataFrame | None, folder: Path
) -> Report:
    """Measure the replayed days and write figures.json and index.html into `folder`.

    truth : kind, tactic and campaign by account_id; None takes the reported groups themselves for
    campaigns: then none was missed, and what is said is how long each ran.
    """
    activity = activity_of(warehouse, days_up_to(logs, days[-1].as_of))
    if truth is None:
        member = {a: name for day in days for name, ids in day.groups.items() for a in ids}
        campaign, source = pd.Series(member, dtype=object), "the reported groups themselves"
        tactic = pd.Series("reported", campaign.index)
    else:
        known = truth[truth["campaign"].notna()]
        campaign, tactic, source = known["campaign"], known["tactic"], "the log's truth"
    table = lead_times(days, activity, campaign, tactic)
    flags = daily_flags(days, campaign if truth is not None else None)
    named = figures(table, days)
    page = folder / "index.html"
    write_bytes(
        folder / "figures.json", (json.dumps(named, sort_keys=True, indent=1) + "\n").encode()
    )
    write_bytes(page, replay_page(table, flags, named, source).encode())
    return Report(table, flags, named, source, page)


def told(console: Console, report: Report) -> None:
    """Print the table and the figures."""
    flags = report.flags
    title = f"Campaigns from {report.source}, {flags['date'].iloc[0]} to {flags['date'].iloc[-1]}"
    table = Table(title=title, title_justify="left")
    for column in ("campaign", "tactic", "accounts", "first exchange", "first flag", "days",
                   "leaked before"):  # fmt: skip
        table.add_column(column, justify="left" if column in ("campaign", "tactic") else "right")
    for name, row in report.table.iterrows():
        never = pd.isna(row["flagged"])
        table.add_row(
            str(name), str(row["tactic"]), str(row["accounts"]),
            f"{row['first']}{' *' if row['began_before'] else ''}",
            "never" if never else str(row["flagged"]), f"{'>' if never else ''}{row['days']}",
            f"{row['leaked']:.0%}",
        )  # fmt: skip
    console.print(table)
    if len(report.table) and report.table["began_before"].any():
        print("  * began before the first replayed day: could not be flagged earlier")
    for name, value in sorted(report.figures.items()):
        print(f"  {name:<28} {value:.3f}")
    last = flags.iloc[-1]
    honest = "" if last["honest"] is None else f", {last['honest']} of them honest"
    print(f"  on {last['date']} {last['flagged']} accounts stand flagged{honest}")
