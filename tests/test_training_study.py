"""What a study says of itself: which parameters mattered, once enough trials stand."""

from __future__ import annotations

import optuna
import pytest

from training.train import importance_chart, importances


def study(values: list[float]) -> optuna.Study:
    """Trials in which the value follows x and not y."""
    made = optuna.create_study(direction="maximize")
    space = {
        "x": optuna.distributions.FloatDistribution(0, 1),
        "y": optuna.distributions.FloatDistribution(0, 1),
    }
    for number, value in enumerate(values):
        params = {"x": value, "y": (number * 0.37) % 1}
        made.add_trial(optuna.trial.create_trial(params=params, distributions=space, value=value))
    return made


def test_the_parameter_that_a_value_follows_matters_most_and_shares_add_up() -> None:
    made = study([i / 11 for i in range(12)])
    found = importances(made, 0)
    assert found["x"] > 0.8 > found["y"]
    assert sum(found.values()) == pytest.approx(1)
    assert importances(made, 0) == found, "the same seed, the same shares"
    drawn = importance_chart(found).to_dict()
    assert "Which parameters mattered" in drawn["title"]


def test_few_trials_or_equal_ones_say_nothing() -> None:
    assert importances(study([0.1, 0.5, 0.9]), 0) == {}
    assert importances(study([0.5] * 8), 0) == {}
