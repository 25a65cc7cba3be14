"""Fitting, cleaning, tuning and calibrating on a made population with hidden campaigns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from features.examples import Examples
from models.detector import calibrate as probability
from training import calibrate, fit
from training.guard import judge
from training.split import folds, groups
from training.tune import best_params, tune

NOBODY = pd.DataFrame({"account_id": [], "twin_id": []})
QUICK = {**fit.DEFAULT, "rounds": 40}


@pytest.fixture(scope="module")
def examples() -> Examples:
    """900 accounts: 60 decided campaign members, 40 hidden ones of the same kind, 100 cleared."""
    rng = np.random.default_rng(0)
    rows = pd.DataFrame(rng.standard_normal((900, 6)), columns=[f"f{i}_rank" for i in range(6)])
    rows.iloc[:100, :3] += 2.5
    label = np.full(900, np.nan)
    label[:60] = 1
    label[100:200] = 0
    meta = pd.DataFrame(
        {
            "account_id": [f"u{i:03}" for i in range(900)],
            "as_of": date(2026, 5, 12),
            "label": label,
            "source": None,
            "campaign": [f"k{i // 12}" if i < 60 else None for i in range(900)],
            "community": [i // 12 if i < 100 else 100 + i % 37 for i in range(900)],
            "seed": -1,
            "weight": 1.0,
        }
    )
    return Examples(date(2026, 5, 12), rows, meta, NOBODY)


@pytest.fixture(scope="module")
def fold(examples: Examples) -> np.ndarray:
    return folds(groups(examples.meta), fit.targets(examples)[0])


def test_the_same_data_gives_the_same_text(examples: Examples, fold: np.ndarray) -> None:
    first = fit.fit(examples, fold, fit.kept(examples, fold, 3, QUICK), QUICK, seed=3)
    again = fit.fit(examples, fold, fit.kept(examples, fold, 3, QUICK), QUICK, seed=3)
    assert first.booster.model_to_string() == again.booster.model_to_string()
    assert (first.margins == again.margins).all()


def seeded(examples: Examples, chosen: dict[int, int]) -> Examples:
    seed = np.full(len(examples.meta), -1)
    seed[list(chosen)] = list(chosen.values())
    return replace(examples, meta=examples.meta.assign(seed=seed))


def test_seeds_teach_where_nobody_decided(examples: Examples) -> None:
    told = seeded(examples, {70: 0, 71: 0, 0: 1, 150: 1})
    y, weight = fit.targets(told)
    assert y[[70, 71, 0]].tolist() == [1, 1, 1]
    assert weight[[70, 72]].tolist() == [1.0, fit.UNDECIDED_WEIGHT]
    np.testing.assert_array_equal(fit.labels(told)[[70, 0, 150, 72]], [1, 1, 0, np.nan])
    assert y[150] == 0, "who was found benign is benign, whatever he shares"
    assert fit.clean(told, np.full(len(y), 9.0))[[70, 71]].all(), "seeds are never cleaned away"
    assert fit.targets(fit.without_seeds(told))[0].sum() == 60


def test_seeds_do_not_decide_how_suspicious_a_negative_may_be(examples: Examples) -> None:
    """Of undecided accounts that are no seeds the most suspicious fifth is left out, whatever the
    margins of seeds are."""
    told = seeded(examples, {i: 0 for i in range(300, 900)})
    told = replace(told, meta=told.meta.assign(community=-1))
    margins = np.arange(900.0)
    rest = np.isnan(fit.labels(told))
    assert fit.clean(told, margins)[rest].mean() == pytest.approx(fit.CLEAN_SHARE, abs=0.01)


def test_fellows_of_three_who_were_found_teach_nothing(examples: Examples) -> None:
    """As negatives they would teach that who is like those three is honest; two prove nothing."""
    community = np.full(len(examples.meta), -1)
    community[[0, 1, 2, 300, 301]] = 7
    community[[3, 4, 302]] = 8
    told = replace(examples, meta=examples.meta.assign(community=community))
    assert np.flatnonzero(fit.fellows(told)).tolist() == [300, 301]
    keep = fit.clean(told, np.zeros(len(community)))
    assert not keep[[300, 301]].any()
    assert keep[[0, 1, 2, 3, 4, 302]].all()


def test_the_newest_day_is_judged_with_its_twins(examples: Examples) -> None:
    meta = examples.meta.assign(as_of=[date(2026, 5, 5)] * 450 + [date(2026, 5, 12)] * 450)
    twins = pd.DataFrame({"account_id": ["u500", "u000"], "twin_id": ["u501", "u001"]})
    found = fit.smoothed(replace(examples, meta=meta, twins=twins), np.arange(900.0))
    assert found[500] == 500.5
    assert (np.delete(found, 500) == np.delete(np.arange(900.0), 500)).all()


def test_seeds_of_a_campaign_are_believed(examples: Examples, fold: np.ndarray) -> None:
    told = seeded(examples, {i: i % 4 for i in range(60, 80)})
    taught, _, verdict = judge(told, fold, 0, QUICK)
    assert verdict.trusted
    assert verdict.seeds == 20
    assert taught is told


def test_seeds_that_nothing_has_checked_teach_and_it_is_said(
    examples: Examples, fold: np.ndarray
) -> None:
    told = seeded(examples, {i: i % 4 for i in range(60, 80)})
    unchecked = told.meta["label"].mask(told.meta["label"] == 0)
    told = replace(told, meta=told.meta.assign(label=unchecked))
    taught, _, verdict = judge(told, fold, 0, QUICK)
    assert taught is told
    assert "nothing has checked them: audit some" in verdict.why


def test_seeds_that_were_decided_benign_are_refused(examples: Examples, fold: np.ndarray) -> None:
    told = seeded(examples, {i: i % 4 for i in (*range(60, 80), *range(100, 120))})
    taught, _, verdict = judge(told, fold, 0, QUICK)
    assert not verdict.trusted
    assert "20 of the 20 seeds that were decided are benign" in verdict.why
    assert (taught.meta["seed"] == -1).all()


def test_seeds_that_teach_to_flag_known_benign_accounts_are_refused(
    examples: Examples, fold: np.ndarray
) -> None:
    """Undecided accounts that are like some cleared ones are made seeds: the model would learn to
    flag the cleared ones, too."""
    rows = examples.rows.copy()
    rows.iloc[[*range(100, 120), *range(200, 320)], 3:] += 3.0
    told = seeded(replace(examples, rows=rows), {i: i % 6 for i in range(200, 320)})
    taught, _, verdict = judge(told, fold, 0, QUICK)
    assert not verdict.trusted
    assert "known-benign accounts look as suspicious" in verdict.why
    assert (taught.meta["seed"] == -1).all()


def test_a_log_without_seeds_is_taught_by_decisions(examples: Examples, fold: np.ndarray) -> None:
    taught, _, verdict = judge(examples, fold, 0, QUICK)
    assert not verdict.trusted
    assert verdict.seeds == 0
    assert (fit.targets(taught)[0] == fit.targets(examples)[0]).all()


def test_hidden_members_do_not_serve_as_negatives(examples: Examples, fold: np.ndarray) -> None:
    y, _ = fit.targets(examples)
    margins = fit.out_of_fold(examples, fold, np.ones(len(y), bool), QUICK, 0)
    keep = fit.clean(examples, margins)
    assert keep[~examples.meta["label"].isna()].all(), "decided rows are always kept"
    assert keep[60:100].mean() < 0.2
    assert keep[200:].mean() > 0.8


def test_margins_are_out_of_fold(examples: Examples, fold: np.ndarray) -> None:
    """A row whose label is turned round keeps its own out-of-fold margin."""
    turned = examples.meta.copy()
    inside = np.flatnonzero(fold == fold[0])
    turned.loc[inside, "label"] = 1 - turned.loc[inside, "label"]
    other = replace(examples, meta=turned)
    keep = np.ones(len(fold), bool)
    before = fit.out_of_fold(examples, fold, keep, QUICK, 0)
    after = fit.out_of_fold(other, fold, keep, QUICK, 0)
    assert (before[inside] == after[inside]).all()
    assert (before[fold != fold[0]] != after[fold != fold[0]]).any()


def test_a_shuffled_label_scores_at_chance(examples: Examples) -> None:
    rng = np.random.default_rng(5)
    meta = examples.meta.copy()
    meta["label"] = rng.permutation(meta["label"].to_numpy())
    meta["campaign"] = None
    shuffled = replace(examples, meta=meta)
    y, _ = fit.targets(shuffled)
    number = np.arange(len(y)) % 5
    margins = fit.out_of_fold(shuffled, number, np.ones(len(y), bool), QUICK, 0)
    order = margins.argsort().argsort()
    auc = (order[y == 1].mean() - (y.sum() - 1) / 2) / (len(y) - y.sum())
    assert 0.38 < auc < 0.62


def test_honest_threshold_stands_a_fifth_of_hidden_members() -> None:
    rng = np.random.default_rng(1)
    honest = rng.normal(-5, 1.2, 10_000)
    hidden = rng.normal(3, 1, 1_500)
    alone = calibrate.honest_threshold(honest, 1e-3)
    mixed = calibrate.honest_threshold(np.concatenate([honest, hidden]), 1e-3)
    assert (honest > mixed).mean() <= 1e-3
    assert alone <= mixed < 3


def test_calibration_keeps_the_order_and_tiers_rise(examples: Examples, fold: np.ndarray) -> None:
    fitted = fit.fit(examples, fold, fit.kept(examples, fold, 0, QUICK), QUICK, seed=0)
    label = examples.meta["label"].to_numpy(float)
    made = calibrate.calibrator(fitted.margins, label)
    scores = probability(made, fitted.margins)
    assert (np.argsort(scores, kind="stable") == np.argsort(fitted.margins, kind="stable")).all()
    tiers = calibrate.tiers(made, fitted.margins, label)
    assert 0 < tiers["watch"] < tiers["review"] < tiers["restrict"] < 1
    with pytest.raises(ValueError, match="one kind only"):
        calibrate.calibrator(fitted.margins, np.full(len(label), np.nan))


def test_a_study_resumes_and_repeats(examples: Examples, fold: np.ndarray, tmp_path: Path) -> None:
    keep = fit.kept(examples, fold, 0, QUICK)

    def run(storage: Path, trials: int) -> list[dict[str, object]]:
        tuned = tune(examples, fold, keep, storage=storage, name="s", trials=trials, seed=0)
        assert tuned.trials >= trials
        return [t.params for t in tuned.study.trials]

    first = run(tmp_path / "a.journal", 2)
    assert {k: first[0][k] for k in first[0]} == {k: fit.DEFAULT[k] for k in first[0]}
    more = run(tmp_path / "a.journal", 3)
    assert more[:2] == first
    assert run(tmp_path / "b.journal", 3) == more


def test_best_params_are_complete(examples: Examples, fold: np.ndarray, tmp_path: Path) -> None:
    keep = fit.kept(examples, fold, 0, QUICK)
    tuned = tune(examples, fold, keep, storage=tmp_path / "j", name="s", trials=1, seed=0)
    assert set(best_params(tuned)) == set(fit.DEFAULT)
    assert 0 <= tuned.value <= 1


def test_audits_and_appeals_are_strong_negatives(examples: Examples) -> None:
    """Whom a fair draw or a second look found honest weighs ten times; a reviewer's verdict, and
    any verdict of guilt, once."""
    source = np.array([None] * len(examples.meta), object)
    source[[100, 101, 102, 0]] = ["audit", "appeal", "review", "audit"]
    told = replace(examples, meta=examples.meta.assign(source=source, weight=0.25))
    _, weight = fit.targets(told)
    strong = 0.25 * fit.STRONG_NEGATIVE_WEIGHT
    assert weight[[100, 101, 102, 0]].tolist() == [strong, strong, 0.25, 0.25]
    assert strong > 1


def test_seeds_of_a_community_that_people_found_honest_are_left_out(
    examples: Examples, fold: np.ndarray
) -> None:
    """Twelve seeds among accounts that nobody decided stay; those of a community in which two
    accounts were cleared teach nobody, and the rest of it is not kept from the negatives."""
    community = examples.meta["community"].to_numpy().copy()
    community[[*range(300, 312), 100, 101]] = 500
    told = replace(examples, meta=examples.meta.assign(community=community))
    told = seeded(told, {i: 6 for i in range(72, 84)} | {i: 500 for i in range(300, 312)})
    taught, keep, verdict = judge(told, fold, 0, QUICK)
    assert verdict.trusted
    assert verdict.seeds == 12
    assert "12 seeds of 1 community are left out" in verdict.why
    assert (taught.meta["seed"][72:84] == 6).all()
    assert (taught.meta["seed"][300:312] == -1).all()
    assert not fit.fellows(taught)[300:312].any()
    assert keep[300:312].any()
