"""`python -m serving`: score a day, group the flagged into campaigns, write the report."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from features.build import newest_day
from features.command import user_errors

if TYPE_CHECKING:
    from models.detector import Detector
    from serving.score import Scored

app = typer.Typer(add_completion=False, help=__doc__, pretty_exceptions_enable=False)


@app.command()
def score(
    logs: Annotated[Path, typer.Option(help="Folder with exchanges/, accounts/ and decisions/.")],
    warehouse: Annotated[Path, typer.Option(help="Folder that make features filled.")],
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day to score; default: the newest of the log."),
    ] = None,
    model: Annotated[str, typer.Option(help="Registered model.")] = "stillwatch",
    version: Annotated[str, typer.Option(help="Alias or version.")] = "champion",
) -> None:
    """Score every account known at the end of AS_OF with the champion.

    Where no model was ever registered (day zero), groups are shown that stand out by the traces
    they share alone, as suspected.
    """
    from serving.page import report_of, tiers_by_day
    from serving.report import write_report
    from serving.score import score as score_day

    console = Console(stderr=True)
    with user_errors():
        day = as_of.date() if as_of else newest_day(logs)
        with console.status(f"scoring {day}"):
            detector, since = _registered(version, model)
            if detector is None:
                _refuse_to_step_back(warehouse)
            result = score_day(logs, warehouse, day, detector)
        with console.status("report"):
            page = warehouse / "report" / f"as_of={day}" / "index.html"
            write_report(report_of(result, warehouse, since), page)
        silent = int((result.scores["active_days"] == 0).sum())
        tiers = ", ".join(f"{n:,} {tier}" for tier, n in tiers_by_day(result).items())
        print(f"scored {len(result.scores):,} accounts as of {day} {_by(result, model)}")
        print(f"  {silent:,} of them silent for 28 days (score 0) · {tiers}")
        _campaigns(Console(width=100), result)
        print(f"scores     {result.place}")
        print(f"campaigns  {warehouse / 'campaigns' / f'as_of={day}' / 'campaigns.parquet'}")
        print(f"report     {page}")


def _registered(version: str, model: str) -> tuple[Detector | None, str]:
    """The detector and since when it is champion; None where nothing was ever registered.

    A version that is asked for by number, or an alias that nobody has, stays an error.
    """
    from models.registry import CHAMPION, open_registry
    from models.store import NoStoreError

    try:
        registry = open_registry(create=False)
    except NoStoreError:
        if version == CHAMPION:
            return None, ""
        raise
    if version == CHAMPION and not registry.has_versions(model):
        return None, ""
    return registry.load(version, model), registry.champion_since(model)


def _refuse_to_step_back(warehouse: Path) -> None:
    """Raise RegistryError where a model has scored before: its store is elsewhere, or lost, and a
    nightly batch must not go on without it as if nothing had happened."""
    from models.store import RegistryError
    from serving.judges import UNSUPERVISED

    for manifest in sorted((warehouse / "scores").glob("as_of=*/manifest.json"), reverse=True):
        made_by = json.loads(manifest.read_text())["model_version"]
        if made_by != UNSUPERVISED:
            raise RegistryError(
                f"No model is registered here, but {manifest.parent} was scored by version"
                f" {made_by}. Run this where its store is (MLFLOW_TRACKING_URI, or the project's"
                " folder), or make train and make promote."
            )


def _by(result: Scored, model: str) -> str:
    if result.judge.supervised:
        return f"with {model} {result.judge.version}"
    return (
        f"without a model (none is registered): {int((result.scores['score'] > 0).sum())} of them"
        " stand out by the traces they share"
    )


def _campaigns(console: Console, result: Scored) -> None:
    if not result.campaigns:
        print(f"  no campaign above the review threshold; {len(result.watched)} groups watched")
        return
    order = "most at stake" if result.judge.supervised else "least likely traces"
    table = Table(title=f"Campaigns, {order} first", title_justify="left")
    p = "p" if result.judge.supervised else "rank"
    for column in ("campaign", "status", p, "accounts", "exchanges", "since", "why"):
        table.add_column(column, justify="right" if column in (p, "accounts") else "left")
    for c in result.campaigns:
        table.add_row(
            c.campaign_id, c.status, f"{c.probability:.2f}", str(len(c.group.members)),
            f"{c.exchanges:,}", str(c.first_seen), Text(c.why[0] if c.why else ""),
        )  # fmt: skip
    console.print(table)


if __name__ == "__main__":
    app()
