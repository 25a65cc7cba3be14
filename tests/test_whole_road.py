"""The whole way on a small world: simulated logs in, champion, scores, campaigns and report out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from features.build import embedding_of
from features.snapshots import snapshot
from models.content_space import load_space, save_space
from models.registry import open_registry
from training.evaluate import probabilities

ROOT = Path(__file__).parent.parent
DAY = "2026-05-19"
CANARY = "zanzibarquux"


def run(folder: Path, *module: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """`python -m ...` with `folder` as the project's root, so that its mlruns/ is used."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    env.pop("MLFLOW_TRACKING_URI", None)
    done = subprocess.run(
        [sys.executable, "-m", *module], cwd=folder, env=env, capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr[-3_000:]
    return done


def data(folder: Path) -> tuple[str, ...]:
    return ("--logs", str(folder / "logs"), "--warehouse", str(folder / "wh"), "--as-of", DAY)


def plant_canary(logs: Path) -> None:
    """Put a word into some prompts that nothing may write down anywhere."""
    file = logs / "exchanges" / "date=2026-05-10" / "part-0.parquet"
    table = pq.read_table(file)
    at = table.schema.get_field_index("prompt")
    prompts = table["prompt"].to_pylist()
    prompts[:40] = [f"{CANARY} {p}" for p in prompts[:40]]
    pq.write_table(table.set_column(at, "prompt", pa.array(prompts, pa.string())), file)


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("road")
    run(folder, "simulation", "--logs", "logs", "--seed", "11", "--scale", "0.5")
    plant_canary(folder / "logs")
    run(folder, "features", "build", *data(folder), "--teacher-prompts", "500")
    run(folder, "training", "train", *data(folder), "--trials", "1")
    run(folder, "training", "evaluate", *data(folder))
    run(folder, "training.promote", "--why", "test", "--who", "tester", "--force")
    run(folder, "serving", *data(folder))
    return folder


def test_scores_follow_the_contract(road: Path) -> None:
    table = pq.read_table(road / "wh" / "scores" / f"as_of={DAY}" / "part-0.parquet")
    assert {"account_id", "score", "tier", "campaign_id", "reasons", "model_version",
            "active_days", "scored_at"} <= set(table.column_names)  # fmt: skip
    rows = table.to_pandas()
    accounts = pq.read_table(road / "logs" / "accounts").to_pandas()
    open_ones = accounts[accounts["closed_at"].isna()]["account_id"]
    assert set(open_ones) <= set(rows["account_id"])
    assert rows["account_id"].is_unique
    assert rows["score"].between(0, 1).all()
    assert set(rows["tier"]) <= {"none", "watch", "review", "restrict"}
    silent = rows[rows["active_days"] == 0]
    assert (silent["score"] == 0).all()
    assert all("Silent" in said[0]["sentence"] for said in silent["reasons"])
    assert rows.loc[rows["campaign_id"].notna(), "tier"].isin(["review", "restrict"]).all()


def test_an_account_is_scored_with_its_twins_wherever_it_is_scored(road: Path) -> None:
    detector = open_registry(root=road).load()
    embedder = embedding_of(road / "wh").fingerprint
    shot = snapshot(road / "logs", road / "wh", date.fromisoformat(DAY), embedder)
    active = shot.rows[shot.rows["exchanges_28d"] > 0]
    expected = detector.predict(active, shot.twins)
    assert (expected != detector.predict(active)).any()
    file = road / "wh" / "scores" / f"as_of={DAY}" / "part-0.parquet"
    scores = pq.read_table(file).to_pandas().set_index("account_id")["score"]
    np.testing.assert_array_equal(scores[active.index], expected)
    np.testing.assert_array_equal(probabilities(detector, shot)[active.index], expected)


def test_where_no_model_was_ever_registered_traces_alone_are_shown(
    road: Path, tmp_path: Path
) -> None:
    copied = shutil.ignore_patterns("scores", "campaigns", "report")
    shutil.copytree(road / "wh", tmp_path / "wh", ignore=copied)
    place = ["--logs", str(road / "logs"), "--warehouse", str(tmp_path / "wh"), "--as-of", DAY]
    done = run(tmp_path, "serving", *place)
    assert "without a model (none is registered)" in done.stdout
    file = tmp_path / "wh" / "scores" / f"as_of={DAY}" / "part-0.parquet"
    rows = pq.read_table(file).to_pandas()
    assert set(rows["model_version"]) == {"unsupervised"}
    assert set(rows["tier"]) <= {"none", "review"}, "nobody is locked out before a look"
    page = (tmp_path / "wh" / "report" / f"as_of={DAY}" / "index.html").read_text()
    assert "No model exists yet: groups are ranked by how unlikely their ties are." in page
    run(tmp_path, "serving", *place)
    # A version that is asked for is not replaced by a guess, nor one that scored before.
    asked = run(tmp_path, "serving", *place, "--version", "3", code=2)
    assert "No model is registered" in asked.stderr
    lost = run(tmp_path, "serving", *data(road), code=2)
    assert "was scored by version 1. Run this where its store is" in lost.stderr


def test_campaigns_and_their_packets_agree_with_scores(road: Path) -> None:
    rows = pq.read_table(road / "wh" / "scores" / f"as_of={DAY}" / "part-0.parquet").to_pandas()
    folder = road / "wh" / "campaigns" / f"as_of={DAY}"
    campaigns = pq.read_table(folder / "campaigns.parquet").to_pandas()
    assert set(campaigns["campaign_id"]) == set(rows["campaign_id"].dropna())
    for _, campaign in campaigns.iterrows():
        packet = json.loads((folder / f"{campaign['campaign_id']}.json").read_text())
        members = {m["account_id"] for m in packet["members"]}
        mine = rows["campaign_id"] == campaign["campaign_id"]
        assert members == set(rows.loc[mine, "account_id"])
        assert campaign["accounts"] == len(members)
        assert campaign["exchanges"] == sum(packet["daily"].values())
        assert all(len(tie["accounts"]) > 1 for tie in packet["ties"])


def test_the_report_is_one_file_that_names_the_campaigns(road: Path) -> None:
    page = (road / "wh" / "report" / f"as_of={DAY}" / "index.html").read_text()
    campaigns = pq.read_table(road / "wh" / "campaigns" / f"as_of={DAY}" / "campaigns.parquet")
    for name in campaigns["campaign_id"].to_pylist():
        assert name in page
    assert "<script src" not in page
    assert '<link rel="stylesheet"' not in page


def test_no_prompt_text_is_written_anywhere(road: Path) -> None:
    found = [
        path
        for folder in (road / "wh", road / "mlruns")
        for path in folder.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    # The table names tokens of the tokenizer, never a prompt; Parquet is compressed, so look in.
    for path in (road / "wh").rglob("*.parquet"):
        if CANARY in str(pq.read_table(path).to_pydict()):
            found.append(path)
    assert found == []


def test_scoring_again_gives_the_same_rows(road: Path) -> None:
    file = road / "wh" / "scores" / f"as_of={DAY}" / "part-0.parquet"
    before = pq.read_table(file).drop(["scored_at"])
    run(road, "serving", *data(road))
    assert pq.read_table(file).drop(["scored_at"]).equals(before)


def test_a_copied_project_still_scores(road: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(road, copy)
    shutil.move(road / "mlruns", road / "mlruns.away")
    try:
        out = run(copy, "serving", *data(copy)).stdout
    finally:
        shutil.move(road / "mlruns.away", road / "mlruns")
    assert "scored" in out


def test_another_embedder_is_refused_by_name(road: Path, tmp_path: Path) -> None:
    copy = tmp_path / "other"
    shutil.copytree(road, copy)
    place = copy / "wh" / "embedder" / "space.npz"
    save_space(replace(load_space(place), embedder="another"), place)
    said = run(copy, "serving", *data(copy), code=2).stderr
    assert "embedder" in said
    assert "Traceback" not in said


def test_errors_are_one_sentence(road: Path, tmp_path: Path) -> None:
    missing = run(tmp_path, "features", "build", "--logs", "nowhere", "--warehouse", "w", code=2)
    assert missing.stderr.startswith("error: nowhere")
    bare = run(tmp_path, "serving", *data(road), code=2)
    assert "make train" in bare.stderr
    assert "Traceback" not in missing.stderr + bare.stderr


@pytest.mark.slow
def test_a_replay_judges_days_with_what_was_known_and_goes_on_where_it_was_stopped(
    road: Path, tmp_path: Path
) -> None:
    place = ["--logs", str(road / "logs"), "--warehouse", str(road / "wh")]
    short = run(tmp_path, "training", "replay", *place, "--from", "2026-05-18", "--to", DAY)
    folder = road / "wh" / "replay" / "seed=0"
    figures = json.loads((folder / "figures.json").read_text())
    assert {"days_to_first_flag", "leaked_share", "campaigns_flagged"} <= set(figures)
    assert 0 < figures["leaked_share"] <= 1
    assert "2026-05-18: judged with knowledge to 2026-05-17" in short.stderr
    assert "days_to_first_flag" in short.stdout
    page = (folder / "index.html").read_text()
    assert page.count("<svg") == 2
    assert CANARY not in page
    # What stands is not judged again; a day that is gone is, and says the same.
    kept = {f: f.stat().st_mtime_ns for f in sorted(folder.glob("scores/*/part-0.parquet"))}
    detector = folder / "detectors" / "to=2026-05-17" / "manifest.json"
    made = detector.stat().st_mtime_ns
    (folder / "days" / f"{DAY}.json").unlink()
    again = run(tmp_path, "training", "replay", *place, "--from", "2026-05-18", "--to", DAY)
    assert again.stdout == short.stdout
    assert detector.stat().st_mtime_ns == made
    fresh = [f for f, time in kept.items() if f.stat().st_mtime_ns != time]
    assert [f.parent.name for f in fresh] == [f"as_of={DAY}"]
    # A replay of other days takes scores away: what is gone is judged again.
    gone = folder / "scores" / "as_of=2026-05-18" / "part-0.parquet"
    gone.unlink()
    third = run(tmp_path, "training", "replay", *place, "--from", "2026-05-18", "--to", DAY)
    assert third.stdout == short.stdout
    assert gone.exists()
    # The warehouse's own scores are the nightly batch's and stay so.
    table = pq.read_table(road / "wh" / "scores" / f"as_of={DAY}" / "part-0.parquet")
    assert set(table["model_version"].to_pylist()) == {"1"}


@pytest.mark.slow
def test_a_challenger_is_held_against_the_champion_on_the_same_accounts(
    road: Path, tmp_path: Path
) -> None:
    for name in ("mlruns", "wh"):
        shutil.copytree(road / name, tmp_path / name)
    place = ["--logs", str(road / "logs"), "--warehouse", "wh", "--as-of", DAY]
    run(tmp_path, "training", "train", *place, "--trials", "1", "--seed", "1")
    done = run(tmp_path, "training", "evaluate", *place, "--no-baselines")
    assert "beside champion 1: recall at FPR 1e-3" in done.stdout
    assert "Recall beside simpler detectors" not in done.stdout
    figures = json.loads(
        (tmp_path / "wh/evaluation" / f"as_of={DAY}" / "version-2.json").read_text()
    )
    assert -1 <= figures["paired_recall_gain"] <= 1
    assert figures["paired_recall_loss"] >= 0
    shown = subprocess.run(
        [sys.executable, "-m", "training.promote", "--who", "tester"], cwd=tmp_path, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
    )  # fmt: skip
    assert "proven loss beside the champion" in shown.stdout
