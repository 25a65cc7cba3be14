"""`python -m training`: train a challenger, evaluate it, replay days, plot features."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from features.build import (
    days_up_to,
    decisions_as_of,
    embedding_of,
    newest_day,
    progress_bar,
    run_days,
)
from features.catalogue import FEATURES, catalogue_digest
from features.command import user_errors
from features.labels import labels
from features.schema import ContractError
from features.snapshots import Snapshot, snapshot
from features.warehouse import write_bytes

if TYPE_CHECKING:
    from models.detector import Detector
    from models.registry import Registry, Resolved

app = typer.Typer(add_completion=False, help=__doc__, pretty_exceptions_enable=False)

Logs = Annotated[Path, typer.Option(help="Folder with exchanges/, accounts/ and decisions/.")]
Warehouse = Annotated[Path, typer.Option(help="Folder that make features filled.")]
AsOf = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Last day known; default: the newest of the log."),
]
Name = Annotated[str, typer.Option(help="Registered model.")]


@app.command("train")
def train_command(
    logs: Logs,
    warehouse: Warehouse,
    as_of: AsOf = None,
    model: Name = "stillwatch",
    trials: Annotated[int, typer.Option(min=1, help="Trials of the study, in all.")] = 20,
    seed: Annotated[int, typer.Option(help="Seed of folds, study and trees.")] = 0,
) -> None:
    """Tune and fit on what was known a week before AS_OF; register the challenger."""
    from models.registry import open_registry
    from training.train import train

    with user_errors():
        day = as_of.date() if as_of else newest_day(logs)
        done = train(
            logs, warehouse, day, open_registry(), name=model, trials=trials, seed=seed,
            console=Console(stderr=True),
        )  # fmt: skip
        print(f"trained {model} version {done.version} (challenger), knowledge to {done.cut}")
        for name, value in sorted(done.figures.items()):
            print(f"  {name:<28} {value:.3f}")


@app.command("evaluate")
def evaluate_command(
    logs: Logs,
    warehouse: Warehouse,
    as_of: AsOf = None,
    model: Name = "stillwatch",
    version: Annotated[
        str, typer.Option(help="Alias or version; default: challenger, else champion.")
    ] = "",
    baselines: Annotated[
        bool, typer.Option(help="Judge simpler detectors on the same day, too.")
    ] = True,
) -> None:
    """Print the figures at AS_OF: against the truth where the log has one, else decisions."""
    from models.registry import open_registry
    from training.baseline_material import beside, material
    from training.baselines import BASELINES
    from training.evaluate import (
        evaluate_decisions,
        evaluate_truth,
        probabilities,
        read_truth,
    )
    from training.paired import paired

    simpler: dict[str, dict[str, float]] = {}
    with user_errors():
        day = as_of.date() if as_of else newest_day(logs)
        registry = open_registry(create=False)
        detector = registry.load(version or registry.newest_alias(model), model)
        embedding = embedding_of(warehouse)
        detector.refuse(
            embedder_fingerprint=embedding.fingerprint, catalogue_digest=catalogue_digest()
        )
        shot = snapshot(logs, warehouse, day, embedding.fingerprint)
        cut = datetime.fromisoformat(detector.bundle.trained_to).date()
        known = labels(decisions_as_of(logs, warehouse, cut))
        later = labels(decisions_as_of(logs, warehouse, day))
        figures = evaluate_decisions(detector, shot, later[~later.index.isin(known.index)])
        truth = read_truth(logs)
        console = Console(width=100)
        print(f"{model} version {detector.version}, knowledge to {cut}, judged on {day}")
        champion = _other_champion(registry, model, detector)
        figures |= _served(registry.resolve(str(detector.version), model), detector, champion, shot)
        if truth is None:
            print("  the log has no truth/: figures from decisions that came after the cut")
        else:
            result = evaluate_truth(detector, shot, truth, known["label"])
            figures |= result.figures
            _show(console, result)
            if champion is not None:
                new, old = probabilities(detector, shot), probabilities(champion, shot)
                beside_it = paired(
                    new.to_numpy(), old.to_numpy(), truth["campaign"].reindex(new.index)
                )
                figures |= beside_it.figures()
                print(
                    f"  beside champion {champion.version}: recall at FPR 1e-3"
                    f" {beside_it.gain:+.3f} (95 %: {beside_it.low:+.3f} to {beside_it.high:+.3f})"
                )
            if baselines:
                earlier = snapshot(logs, warehouse, cut, embedding.fingerprint)
                with progress_bar(Console(stderr=True)) as bar:
                    task = bar.add_task("baselines", total=len(BASELINES) + 1)
                    given = material(logs, warehouse, shot, earlier, known["label"], embedding)
                    bar.advance(task)
                    table = beside(given, truth, lambda: bar.advance(task))
                _show_baselines(console, table, result.figures)
                simpler = json.loads(table.drop(columns="source").to_json(orient="index"))
        for name, value in sorted(figures.items()):
            print(f"  {name:<32} {value:.3f}")
        registry.note_figures(str(detector.version), figures, model)
        place = warehouse / "evaluation" / f"as_of={day}" / f"version-{detector.version}.json"
        whole = {**figures, "baselines": simpler}
        write_bytes(place, (json.dumps(whole, sort_keys=True, indent=1) + "\n").encode())


@app.command("replay")
def replay_command(
    logs: Logs,
    warehouse: Warehouse,
    first: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="Default: the second day of the log."),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help="Default: the newest day of the log."),
    ] = None,
    retrain: Annotated[int, typer.Option(min=1, help="Days that a detector is used for.")] = 7,
    max_bad_share: Annotated[
        float, typer.Option(help="A day with a larger share of bad rows stops the run.")
    ] = 0.01,
    seed: Annotated[int, typer.Option(help="Seed of folds and trees.")] = 0,
) -> None:
    """Judge each day with what was known on it: days to first flag and what leaked before."""
    from training.evaluate import read_truth
    from training.replay import replay as run_replay
    from training.replay import replay_days, replay_folder
    from training.replay_report import told, write_replay

    console = Console(stderr=True)
    with user_errors():
        days = replay_days(logs, first and first.date(), last and last.date())
        embedding = embedding_of(warehouse)
        run_days(
            logs, warehouse, days_up_to(logs, days[-1]), embedding, max_bad_share=max_bad_share,
            console=console, lines=True,
        )  # fmt: skip
        with progress_bar(console) as bar:
            task = bar.add_task("days replayed", total=len(days))

            def done(day: date, judged_by: str) -> None:
                bar.update(task, description=f"{day} with {judged_by}", advance=1)
                if not console.is_terminal:
                    console.print(f"{day}: judged with {judged_by}")

            replayed = run_replay(
                logs, warehouse, days, embedding.fingerprint, retrain=retrain, seed=seed,
                progress=done,
            )  # fmt: skip
        result = write_replay(
            replayed, logs, warehouse, read_truth(logs), replay_folder(warehouse, seed)
        )
        told(Console(width=110), result)
        print(f"page       {result.page}")


@app.command("plots")
def plots_command(logs: Logs, warehouse: Warehouse, as_of: AsOf = None) -> None:
    """A page with every feature's distribution by class, from truth or else decisions, and what
    shared traces are worth."""
    from training.evaluate import read_truth
    from training.plots import plots_page, write_plots

    with user_errors():
        day = as_of.date() if as_of else newest_day(logs)
        shot = snapshot(logs, warehouse, day, embedding_of(warehouse).fingerprint)
        rows = shot.rows[shot.rows["exchanges_28d"] > 0]
        truth = read_truth(logs)
        if truth is not None:
            guilty, source = truth["campaign"].reindex(rows.index).notna(), "the log's truth"
        else:
            known = labels(decisions_as_of(logs, warehouse, day))["label"].reindex(rows.index)
            rows, source = rows[known.notna()], "decisions: undecided accounts are left out"
            guilty = known[known.notna()] == 1
        if not guilty.any():
            raise ContractError(
                f"{logs}: expected an active account of a campaign (truth/, or a decision"
                f" distillation) by {day}, found none. Choose another AS_OF or decide more."
            )
        console = Console(stderr=True)
        with progress_bar(console) as bar:
            task = bar.add_task("plots", total=len(FEATURES))
            page = plots_page(
                rows, guilty.to_numpy(bool), source, shot.weights, lambda: bar.advance(task)
            )
        print(write_plots(page, warehouse, day.isoformat()))


def _show(console: Console, result: object) -> None:
    from training.evaluate import Evaluation

    assert isinstance(result, Evaluation)
    table = Table(title="Recall of active campaign accounts, by tactic", title_justify="left")
    for column in ("tactic", "campaigns", "accounts", "told by cut", "at FPR 1e-3", "95 %",
                   "never told", "at FPR 1e-2"):  # fmt: skip
        table.add_column(column, justify="left" if column == "tactic" else "right")
    for t in result.tactics:
        low, high = t.interval
        table.add_row(
            t.tactic, str(t.campaigns), str(t.accounts), str(t.decided), f"{t.strict:.2f}",
            f"{low:.2f}-{high:.2f}", f"{t.undecided:.2f}", f"{t.loose:.2f}",
        )  # fmt: skip
    console.print(table)
    slices = Table(title="Honest accounts flagged, worst classes", title_justify="left")
    for column in ("kind", "accounts", "at FPR 1e-3", "at tier review"):
        slices.add_column(column, justify="left" if column == "kind" else "right")
    for kind, row in result.slices.head(8).iterrows():
        slices.add_row(
            str(kind), f"{int(row['accounts']):,}", f"{row['fpr']:.2%}", f"{row['at_review']:.2%}"
        )
    console.print(slices)
    tiers = Table(title="Tiers", title_justify="left")
    for column in ("tier", "accounts", "FPR", "recall", "precision", "precision at 1 % campaigns"):
        tiers.add_column(column, justify="left" if column == "tier" else "right")
    for row in result.tiers.itertuples():
        tiers.add_row(
            row.tier, f"{row.accounts:,}", f"{row.fpr:.2%}", f"{row.recall:.0%}",
            f"{row.precision:.2f}", f"{row.precision_at_1_percent:.2f}",
        )  # fmt: skip
    console.print(tiers)


def _served(
    pinned: Resolved, detector: Detector, champion: Detector | None, shot: Snapshot
) -> dict[str, float]:
    """Figures of the registered model as it is served: parity, time beside the champion's."""
    from training.served import parity, time_ratio

    active = shot.rows[shot.rows["exchanges_28d"] > 0]
    off = parity(pinned.folder, detector, active)
    found = {} if off is None else {"parity_difference": off}
    if champion is not None:
        found["scoring_time_ratio"] = time_ratio(detector, champion, active)
    return found


def _other_champion(registry: Registry, model: str, challenger: Detector) -> Detector | None:
    """The champion, where there is another one that reads the same feature rows."""
    from models.bundle import BundleError

    if registry.champion(model) in (None, str(challenger.version)):
        return None
    champion = registry.load("champion", model)
    try:
        champion.refuse(
            embedder_fingerprint=challenger.bundle.embedder_fingerprint,
            catalogue_digest=challenger.bundle.catalogue_digest,
        )
    except BundleError as other:
        print(f"  not compared with champion {champion.version}: {other}")
        return None
    return champion


def _show_baselines(console: Console, found: pd.DataFrame, figures: dict[str, float]) -> None:
    """Each baseline beside the model, best first."""
    table = Table(title="Recall beside simpler detectors, same day", title_justify="left")
    for column in ("detector", "at FPR 1e-3", "worst tactic", "at FPR 1e-2", "source"):
        table.add_column(column, justify="left" if column in ("detector", "source") else "right")
    worst = min(v for name, v in figures.items() if name.startswith("recall_at_fpr_1e-3."))
    table.add_row(
        "this model", f"{figures['recall_at_fpr_1e-3']:.2f}", f"{worst:.2f}",
        f"{figures['recall_at_fpr_1e-2']:.2f}", "",
    )  # fmt: skip
    for name, row in found.sort_values("strict", ascending=False, kind="stable").iterrows():
        cells = ["-" if pd.isna(row[c]) else f"{row[c]:.2f}" for c in ("strict", "worst", "loose")]
        table.add_row(str(name), *cells, str(row["source"]))
    console.print(table)


if __name__ == "__main__":
    app()
