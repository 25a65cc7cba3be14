"""An Optuna study over LightGBM's parameters: persistent, judged on campaigns left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import optuna
from optuna.storages.journal import JournalFileBackend

from features.examples import Examples
from training import fit
from training.metrics import recall_at_fpr

# Half the strict bound's recall and half the loose one's: with a few dozen positives the strict
# one alone moves in steps that a search cannot follow.
BOUNDS = (1e-3, 1e-2)


@dataclass(frozen=True)
class Tuned:
    """The best trial's parameters and value, and how many trials stand behind it."""

    params: dict[str, Any]
    value: float
    trials: int
    study: optuna.Study


def space(trial: optuna.Trial) -> dict[str, Any]:
    """The search space; `fit.DEFAULT` is its first trial."""
    return {
        "learning_rate": trial.suggest_float("learning_rate", 0.02, 0.15, log=True),
        "num_leaves": trial.suggest_int("num_leaves", 4, 31),
        "min_data_in_leaf": trial.suggest_int("min_data_in_leaf", 5, 60, log=True),
        "bagging_fraction": trial.suggest_float("bagging_fraction", 0.5, 1.0),
        "feature_fraction": trial.suggest_float("feature_fraction", 0.1, 0.7),
        "lambda_l2": trial.suggest_float("lambda_l2", 0.5, 50.0, log=True),
        "rounds": trial.suggest_int("rounds", 80, 300, step=20),
    }


def left_out_recall(
    examples: Examples, margins: np.ndarray, keep: np.ndarray, fold: np.ndarray
) -> float:
    """Mean over folds of the recall of their positives, as they stand at the cut.

    Negatives are the kept rows of all folds: those decided benign and the honest-looking ones.
    """
    y, _ = fit.targets(examples)
    newest = examples.newest & keep
    recalls = []
    for number in np.unique(fold):
        positive = newest & (y == 1) & (fold == number)
        if not positive.any():
            continue
        chosen = positive | (newest & (y == 0))
        recalls.append(np.mean([recall_at_fpr(y[chosen] == 1, margins[chosen], b) for b in BOUNDS]))
    return float(np.mean(recalls)) if recalls else 0.0


def tune(
    examples: Examples,
    fold: np.ndarray,
    keep: np.ndarray,
    *,
    storage: Path,
    name: str,
    trials: int,
    seed: int,
    progress: Callable[[int], None] | None = None,
) -> Tuned:
    """Run the study `name` up to `trials` finished trials in all; a killed study goes on.

    keep : bool (n,), the rows to search on (fit.kept).
    The storage is Optuna's journal file, made for a process that dies. One worker, one sampler
    seed a trial number: the same study again gives the same trials.
    """
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    storage.parent.mkdir(parents=True, exist_ok=True)
    backend = JournalFileBackend(str(storage))
    study = optuna.create_study(
        storage=optuna.storages.JournalStorage(backend),
        study_name=name,
        direction="maximize",
        load_if_exists=True,
        pruner=optuna.pruners.MedianPruner(n_startup_trials=5, n_warmup_steps=1),
    )
    if not study.trials:
        study.enqueue_trial(fit.DEFAULT)
    y, weight = fit.targets(examples)

    def objective(trial: optuna.Trial) -> float:
        params = space(trial)
        margins = np.full(len(y), -np.inf)
        numbers = np.unique(fold)
        for step, number in enumerate(numbers):
            inside = fold == number
            train = ~inside & keep
            booster = fit.fit_booster(examples.rows[train], y[train], weight[train], params, seed)
            margins[inside] = fit.margin(booster, examples.rows[inside])
            done = np.isin(fold, numbers[: step + 1])
            trial.report(_part(examples, margins, keep & done, fold, done), step)
            if trial.should_prune():
                raise optuna.TrialPruned
        value = left_out_recall(examples, margins, keep, fold)
        if progress:
            progress(trial.number + 1)
        return value

    over = (optuna.trial.TrialState.COMPLETE, optuna.trial.TrialState.PRUNED)
    while (done := len(study.get_trials(states=over))) < trials:
        # A fresh sampler a trial: its draws depend on the trial's number, not on what ran before
        # a kill.
        study.sampler = optuna.samplers.TPESampler(seed=seed * 100_003 + done, n_startup_trials=8)
        study.optimize(objective, n_trials=1)
        if progress and study.trials[-1].state == optuna.trial.TrialState.PRUNED:
            progress(len(study.trials))
    return Tuned(dict(study.best_params), float(study.best_value), done, study)


def _part(
    examples: Examples, margins: np.ndarray, keep: np.ndarray, fold: np.ndarray, done: np.ndarray
) -> float:
    positive = (fit.targets(examples)[0] == 1) & examples.newest & keep
    if not positive.any():
        return 0.0
    return left_out_recall(examples, margins, keep, np.where(done, fold, -1))


def best_params(tuned: Tuned) -> Mapping[str, Any]:
    """The parameters to fit with: the defaults where the study left something out."""
    return {**fit.DEFAULT, **tuned.params}
