"""The gate's rules on literal cases, and the command line over a real store."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from pathlib import Path

import lightgbm
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from models.detector import Bundle, write_bundle
from models.registry import open_registry
from training.gate import RULES, Rule, judge
from training.promote import app

RECALL = Rule("recall", "recall", "up", bound=0.5, max_loss=0.02, required=True)
FPR = Rule("FPR", "fpr", "down", bound=0.01, max_loss=0.001)
DAYS = Rule("days", "days", "down", max_loss=1.0)

GOOD = {
    "recall_at_fpr_1e-3": 0.8,
    "recall_decided_review": 0.6,
    "flag_rate_review": 0.03,
    "fpr.review": 0.001,
    "campaign_recall_10": 0.7,
    "group_purity": 0.95,
    "fpr_known_benign_least": 0.001,
    "ece": 0.01,
    "days_to_first_flag": 5.0,
    "stability": 0.95,
    "paired_recall_loss": 0.0,
    "fpr_worst_class_least": 0.002,
    "parity_difference": 0.0,
    "scoring_time_ratio": 1.0,
}


def test_bounds_belong_to_what_is_allowed() -> None:
    assert judge({"recall": 0.5, "fpr": 0.01}, None, [RECALL, FPR]).passes
    verdict = judge({"recall": 0.499, "fpr": 0.011}, None, [RECALL, FPR])
    assert not verdict.passes
    assert verdict.reasons == (
        "The recall is 0.499, the least allowed is 0.5.",
        "The FPR is 0.011, the most allowed is 0.01.",
    )


@pytest.mark.parametrize(
    ("rule", "challenger", "champion", "passes"),
    [
        (RECALL, 0.88, 0.90, True),  # 0.9 - 0.88 is a little over 0.02 in binary
        (RECALL, 0.87, 0.90, False),
        (RECALL, 0.95, 0.90, True),
        (FPR, 0.003, 0.002, True),
        (FPR, 0.0031, 0.002, False),
        (FPR, 0.001, 0.009, True),
        (DAYS, 6.0, 5.0, True),
        (DAYS, 6.5, 5.0, False),
    ],
)
def test_a_loss_is_measured_in_the_rules_direction(
    rule: Rule, challenger: float, champion: float, passes: bool
) -> None:
    verdict = judge({rule.metric: challenger}, {rule.metric: champion}, [rule])
    assert verdict.passes is passes
    assert len(verdict.reasons) == (0 if passes else 1)


def test_a_loss_says_all_three_numbers() -> None:
    verdict = judge({"recall": 0.6}, {"recall": 0.9}, [RECALL])
    assert verdict.reasons == (
        "The recall is 0.6, 0.3 worse than the champion's 0.9; it may be at most 0.02 worse.",
    )


@pytest.mark.parametrize("figures", [{}, {"recall": math.nan}, {"recall": math.inf}])
def test_a_required_figure_that_is_missing_fails(figures: dict[str, float]) -> None:
    verdict = judge(figures, None, [RECALL])
    assert not verdict.passes
    assert verdict.reasons == (
        "The challenger has no figure for recall (recall), which this gate requires.",
    )


def test_another_figure_that_is_missing_is_only_said() -> None:
    verdict = judge({"recall": 0.6}, None, [FPR, RECALL])
    assert verdict.passes
    assert verdict.reasons == ("The challenger has no figure for FPR (fpr), so it was not judged.",)


def test_a_figure_that_the_champion_lacks_is_held_to_its_bound_alone() -> None:
    assert judge({"recall": 0.6}, {}, [RECALL]).lines[0].outcome == "pass"
    assert judge({"recall": 0.4}, {}, [RECALL]).lines[0].outcome == "fail"
    verdict = judge({"days": 3.0}, {}, [DAYS])
    assert verdict.passes
    assert verdict.reasons == (
        "The champion has no figure for days (days), so the two were not compared.",
    )


def test_without_a_champion_bounds_alone_decide() -> None:
    assert judge({"days": 99.0}, None, [DAYS]).passes
    assert judge(GOOD, None).passes


def test_a_gate_without_rules_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one rule"):
        judge(GOOD, None, [])
    with pytest.raises(ValueError, match="found neither"):
        Rule("x", "x", "up")
    with pytest.raises(ValueError, match="max_loss >= 0"):
        Rule("x", "x", "up", max_loss=-0.1)


def test_rules_are_declared_once_each() -> None:
    metrics = [rule.metric for rule in RULES]
    assert len(metrics) == len(set(metrics))
    assert any(rule.required for rule in RULES)
    # The figures that these tests promote with are the gate's own, so that each rule is used.
    assert set(metrics) == set(GOOD)


figures = st.fixed_dictionaries(
    {}, optional={metric: st.floats(allow_infinity=True) for metric in GOOD}
)


@given(figures, st.none() | figures)
def test_a_verdict_is_explained_in_sentences(
    challenger: dict[str, float], champion: dict[str, float] | None
) -> None:
    """It passes exactly if no line fails, every failure has a reason, each reason is a sentence."""
    verdict = judge(challenger, champion)
    assert len(verdict.lines) == len(RULES)
    assert verdict.passes == all(line.outcome != "fail" for line in verdict.lines)
    assert len(verdict.reasons) == sum(line.outcome != "pass" for line in verdict.lines)
    assert all(reason[0].isupper() and reason.endswith(".") for reason in verdict.reasons)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_better_figure_never_fails_where_a_worse_one_passed(
    one: float, other: float, champion: float
) -> None:
    worse, better = sorted((one, other))
    before = {"recall": champion}
    if judge({"recall": worse}, before, [RECALL]).passes:
        assert judge({"recall": better}, before, [RECALL]).passes


def save(folder: Path, figures: dict[str, float], data: str = "d") -> Path:
    frame = np.random.default_rng(1).normal(size=(100, 1))
    dataset = lightgbm.Dataset(
        frame, frame[:, 0] > 0, feature_name=["topics_28d"], params={"verbosity": -1}
    )
    params = {"objective": "binary", "num_leaves": 3, "num_threads": 1, "verbosity": -1, "seed": 1}
    write_bundle(
        Bundle(
            booster=lightgbm.train(params, dataset, num_boost_round=2).model_to_string(),
            features=("topics_28d",),
            calibrator={"kind": "logistic", "slope": 1.0, "intercept": 0.0},
            tiers={"watch": 0.2, "review": 0.5, "restrict": 0.9},
            catalogue_digest="c",
            embedder_fingerprint="e",
            data_fingerprint=data,
            trained_to="2026-05-19",
            card="# card\n",
            figures=figures,
        ),
        folder,
    )
    return folder


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with version 1 (good), 2 (recall lost), 3 (as good, other data)."""
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("MLFLOW_TRACKING_URI", raising=False)
        registry = open_registry(root=root)
        lost = GOOD | {"recall_at_fpr_1e-3": 0.6}
        for number, (found, data) in enumerate([(GOOD, "d"), (lost, "d"), (GOOD, "other")]):
            with registry.run("train") as run:
                registry.log_and_register(run, save(root / f"b{number}", found, data))
    return root


@pytest.fixture
def project(registered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    monkeypatch.setenv("COLUMNS", "140")
    root = tmp_path / "project"
    shutil.copytree(registered, root)
    monkeypatch.chdir(root)
    return root


def cli(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def challenge(version: str) -> None:
    open_registry().set_challenger(version)


def test_the_first_champion_needs_no_other(project: Path) -> None:
    challenge("1")
    code, out, _ = cli("--who", "Ada")
    assert code == 0
    assert "There is no champion yet, so the bounds alone decide." in out
    assert "stillwatch version 1 is champion (promoted by Ada)." in out
    entry = open_registry().history()[0]
    assert (entry.what, entry.why, entry.figures) == ("promoted", "passed the gate", GOOD)


def test_a_worse_challenger_is_refused_with_reasons_and_a_record(project: Path) -> None:
    challenge("1")
    cli("--who", "Ada")
    challenge("2")
    code, out, _ = cli("run", "--who", "Bo")
    assert code == 1
    reason = (
        "The recall at FPR 1e-3 is 0.6, 0.2 worse than the champion's 0.8; "
        "it may be at most 0.03 worse."
    )
    assert reason in out
    assert "fail" in out
    registry = open_registry()
    assert registry.champion() == "1"
    entry = registry.history()[-1]
    assert (entry.what, entry.who, entry.after, entry.why) == ("refused", "Bo", "2", reason)


def test_force_needs_a_reason_and_the_ledger_says_so(project: Path) -> None:
    challenge("1")
    cli("--who", "Ada")
    challenge("2")
    code, _, err = cli("--force")
    assert (code, err) == (
        2,
        "--force: expected --why with a reason for the ledger, found none.\n",
    )
    assert open_registry().champion() == "1"
    code, out, _ = cli("--force", "--why", "a tactic that 1 misses", "--who", "Bo")
    assert code == 0
    assert "stillwatch version 2 is champion, in place of version 1 (forced by Bo)." in out
    entry = open_registry().history()[-1]
    assert (entry.what, entry.before, entry.why) == ("forced", "1", "a tactic that 1 misses")


def test_a_version_by_number_and_other_data_are_said(project: Path) -> None:
    cli("--version", "1", "--who", "Ada")
    code, out, _ = cli("--version", "3", "--who", "Ada", "--force", "--why", "newer")
    assert code == 0
    assert "The two were measured on different data" in out
    # It passed, so nothing was forced.
    assert open_registry().history()[-1].what == "promoted"


def test_rollback_and_history(project: Path) -> None:
    cli("--version", "1", "--who", "Ada")
    cli("--version", "3", "--who", "Ada", "--why", "newer")
    code, out, _ = cli("rollback", "--why", "flags a campus", "--who", "Cy")
    assert code == 0
    assert "version 1 is champion, in place of version 3 (rolled back by Cy)" in out
    code, out, _ = cli("history")
    assert code == 0
    for said in ("promoted", "rolled back", "flags a campus", "Cy", "Champion: version 1."):
        assert said in out
    code, _, err = cli("rollback", "--why", "further", "--who", "Cy")
    assert code == 2
    assert "first champion" in err


def test_users_errors_are_one_sentence_and_two(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = cli()
    assert (code, out) == (2, "")
    assert err.startswith("No model has alias challenger in ")
    assert err.count("\n") == 1
    assert cli("--version", "two")[0] == 2
    assert cli("rollback")[0] == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    code, _, err = cli()
    assert code == 2
    assert "run make train first" in err
    assert list(empty.iterdir()) == []


def test_it_runs_as_a_module_without_noise_on_stderr(project: Path) -> None:
    challenge("1")
    code = Path(__file__).parents[1]
    made = subprocess.run(
        [sys.executable, "-m", "training.promote", "--who", "Ada"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(code), "PATH": "/usr/bin:/bin", "COLUMNS": "120"},
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert "version 1 is champion" in made.stdout


def test_help_lists_the_commands() -> None:
    code, out, _ = cli("--help")
    assert code == 0
    for name in ("run", "rollback", "history"):
        assert name in out
