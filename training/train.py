"""The station `make train`: examples in, a registered challenger out."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import optuna
import pandas as pd
from rich.console import Console

from features.build import decisions_as_of, embedding_of, progress_bar, training_examples
from features.catalogue import catalogue_digest
from features.examples import Examples
from features.labels import labelling, told
from features.proven import surely
from features.schema import ContractError
from features.snapshots import MODEL_COLUMNS
from models.bundle import Bundle, write_bundle
from models.detector import calibrate as probability
from models.registry import Registry
from training import calibrate, fit
from training.card import model_card
from training.guard import judge
from training.split import folds, groups
from training.trace_chart import trace_chart
from training.tune import best_params, tune

LEAST_POSITIVES = 10


@dataclass(frozen=True)
class Trained:
    """The version that was registered, and what the run printed about it."""

    version: str
    run_id: str
    cut: date
    figures: dict[str, float]
    params: dict[str, Any]
    trials: int


def data_fingerprint(examples: Examples) -> str:
    """Digest of rows, labels and weights: the same data gives the same model."""
    whole = hashlib.sha256()
    whole.update(",".join(examples.rows.columns).encode())
    whole.update(np.ascontiguousarray(examples.rows.to_numpy(np.float64)).tobytes())
    for column in examples.meta.columns:
        whole.update("\x00".join(map(str, examples.meta[column])).encode())
    return whole.hexdigest()[:16]


def _need_decisions(examples: Examples, logs: Path) -> None:
    y, _ = fit.targets(examples)
    positive = int(y[examples.newest].sum())
    if positive < LEAST_POSITIVES:
        seeds = int(fit.taught_by_traces(examples)[examples.newest].sum())
        raise ContractError(
            f"{logs}/decisions: expected at least {LEAST_POSITIVES} active accounts decided as"
            f" distillation by {examples.cut}, or seeded by telling traces, found"
            f" {positive - seeds} and {seeds}. Decide more first, or train with a later AS_OF."
        )


def _seeds(examples: Examples) -> pd.Series:
    """Seeds at the cut among active accounts, by account_id."""
    newest = examples.meta[examples.newest].set_index("account_id")["seed"]
    return newest[newest >= 0]


def figures_of(examples: Examples, tiers: dict[str, float], scores: np.ndarray) -> dict[str, float]:
    """Figures that decisions alone allow: out of fold, at the cut, campaigns whole.

    All at tier review, whose bound comes from a budget: picking negatives by their score and then
    measuring on them would flatter any model.
    """
    newest = examples.newest
    label = examples.meta["label"].to_numpy(float)
    review = scores >= tiers["review"]
    guilty, honest = newest & (label == 1), newest & (label == 0)
    figures = {
        "decided_accounts": float(guilty.sum()),
        "flag_rate_review": float(review[newest].mean()),
        "known_benign_accounts": float(honest.sum()),
    }
    if guilty.any():
        figures["recall_decided_review"] = float(review[guilty].mean())
    if honest.any():
        figures["fpr_known_benign"] = float(review[honest].mean())
        figures["fpr_known_benign_least"] = surely(int(review[honest].sum()), int(honest.sum()))
    return figures


def bounds_of(
    examples: Examples, fitted: fit.Fitted
) -> tuple[np.ndarray, dict[str, Any], dict[str, float]]:
    """Margins as they are scored (the newest day's with their twins'), the calibrator and the tiers
    that those of the newest day give, out of fold."""
    newest, label = examples.newest, fit.labels(examples)
    margins = fit.smoothed(examples, fitted.margins)
    calibration = calibrate.calibrator(margins[newest], label[newest])
    return margins, calibration, calibrate.tiers(calibration, margins[newest], label[newest])


def train(
    logs: Path,
    warehouse: Path,
    as_of: date,
    registry: Registry,
    *,
    name: str,
    trials: int,
    seed: int,
    console: Console,
) -> Trained:
    """Tune, fit, calibrate, register as challenger; one parent run, a nested run a trial."""
    embedding = embedding_of(warehouse)
    examples = training_examples(logs, warehouse, as_of, embedding.fingerprint)
    y, _ = fit.targets(examples)
    fold = folds(groups(examples.meta), y)
    measured = labelling(decisions_as_of(logs, warehouse, examples.cut), _seeds(examples))
    for line in told(measured):
        console.print(line)
    with progress_bar(console) as bar:
        bar.add_task("what traces teach, against decisions", total=None)
        examples, keep, verdict = judge(examples, fold, seed)
    console.print(verdict.why)
    _need_decisions(examples, logs)
    fingerprint = data_fingerprint(examples)
    study_name = f"{fingerprint}-{catalogue_digest()}-{seed}"
    tags = {"as_of": as_of.isoformat(), "trained_to": examples.cut.isoformat(), "seed": str(seed)}
    tags["taught_by_traces"] = str(verdict.seeds if verdict.trusted else 0)
    with registry.run(f"train {as_of}", tags=tags) as parent:
        parent.log_dataset(f"examples to {examples.cut}", fingerprint)
        with progress_bar(console) as bar:
            task = bar.add_task("trials", total=trials)

            def done(finished: int) -> None:
                bar.update(task, completed=finished)

            tuned = tune(
                examples, fold, keep, storage=warehouse / "studies" / f"{study_name}.journal",
                name=study_name, trials=trials, seed=seed, progress=done,
            )  # fmt: skip
        for trial in tuned.study.trials:
            with registry.run(f"trial {trial.number}", parent=parent) as child:
                child.log_params(trial.params)
                child.set_tags({"state": trial.state.name})
                if trial.value is not None:
                    child.log_metrics({"recall_left_out": trial.value})
        parent.log_figure(study_chart(tuned.study), "study.svg")
        weights = importances(tuned.study, seed)
        if weights:
            parent.log_figure(importance_chart(weights), "study-parameters.svg")
        traces = trace_chart(examples.weights)
        if traces is not None:
            parent.log_figure(traces, "traces.svg")
        params = dict(best_params(tuned))
        with progress_bar(console) as bar:
            bar.add_task("fit on all examples", total=None)
            fitted = fit.fit(examples, fold, keep, params, seed)
        margins, calibration, tiers = bounds_of(examples, fitted)
        scores = probability(calibration, margins)
        figures = figures_of(examples, tiers, scores)
        card = model_card(
            meta=examples.meta, traces=verdict.why, labelling=told(measured),
            cut=examples.cut.isoformat(), as_of=as_of.isoformat(),
            params=params, trials=tuned.trials, figures=figures, tiers=tiers,
            budgets=calibrate.BUDGETS, top_features=_gains(fitted.booster),
            embedder=embedding.fingerprint, catalogue=catalogue_digest(), data=fingerprint,
        )  # fmt: skip
        bundle = Bundle(
            booster=fitted.booster.model_to_string(),
            features=MODEL_COLUMNS,
            calibrator=calibration,
            tiers=tiers,
            catalogue_digest=catalogue_digest(),
            embedder_fingerprint=embedding.fingerprint,
            data_fingerprint=fingerprint,
            trained_to=examples.cut.isoformat(),
            card=card,
            figures=figures,
        )
        parent.log_metrics({"search_value": tuned.value})
        parent.log_params({**params, "trials": tuned.trials, "seed": seed})
        parent.log_text(card, "card.md")
        parent.log_dict(json.loads(measured.to_json(orient="index")), "labelling.json")
        parent.log_dict(pd.Series(fold).value_counts().sort_index().to_dict(), "folds.json")
        with tempfile.TemporaryDirectory() as scratch:
            write_bundle(bundle, Path(scratch) / "bundle")
            version = registry.log_and_register(
                parent, Path(scratch) / "bundle", name=name, tags=tags
            )
        registry.set_challenger(version, name)
    return Trained(version, parent.run_id, examples.cut, figures, params, tuned.trials)


def _gains(booster: Any) -> list[tuple[str, float]]:
    gain = pd.Series(booster.feature_importance("gain"), index=booster.feature_name())
    share = (gain / max(gain.sum(), 1e-12)).sort_values(ascending=False)
    return [(str(name), float(value)) for name, value in share.head(12).items()]


def study_chart(study: optuna.Study) -> Any:
    """How the study went: each trial's value and the best so far."""
    import altair as alt

    rows = [
        {"trial": t.number, "recall": t.value}
        for t in study.trials
        if t.state == optuna.trial.TrialState.COMPLETE
    ]
    frame = pd.DataFrame(rows)
    frame["best"] = frame["recall"].cummax()
    title = "Did the search help? Recall on campaigns left out, trial by trial"
    base = alt.Chart(frame, title=title).encode(x=alt.X("trial:Q", title="trial"))
    return base.mark_circle(size=60, color="#0072B2").encode(
        y=alt.Y("recall:Q", title="mean recall at FPR 1e-3 and 1e-2")
    ) + base.mark_line(color="#D55E00", interpolate="step-after").encode(y="best:Q")


def importances(study: optuna.Study, seed: int) -> dict[str, float]:
    """How much of the trials' differences each parameter explains, adding up to 1; empty where
    fewer than four trials were finished or all were worth the same.

    fANOVA (Hutter, Hoos, Leyton-Brown 2014, An efficient approach for assessing hyperparameter
    importance).
    """
    complete = study.get_trials(states=(optuna.trial.TrialState.COMPLETE,))
    if len(complete) < 4 or len({trial.value for trial in complete}) < 2:
        return {}
    evaluator = optuna.importance.FanovaImportanceEvaluator(seed=seed)
    return dict(optuna.importance.get_param_importances(study, evaluator=evaluator))


def importance_chart(weights: Mapping[str, float]) -> Any:
    """Which parameters mattered in the study, the most first."""
    import altair as alt

    frame = pd.DataFrame({"parameter": list(weights), "share": list(weights.values())})
    title = "Which parameters mattered? Share of the trials' differences (fANOVA)"
    return (
        alt.Chart(frame, title=title)
        .mark_bar(color="#0072B2")
        .encode(
            x=alt.X("share:Q", axis=alt.Axis(format="%"), title="share"),
            y=alt.Y("parameter:N", sort="-x", title=None),
        )
    )


def as_json(trained: Trained) -> str:
    """What a script reads of the run."""
    return json.dumps({**trained.__dict__, "cut": trained.cut.isoformat()}, sort_keys=True)
