"""python -m simulation: options, summary, and errors without a traceback."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from typer.testing import CliRunner

from simulation.__main__ import app

RUN = CliRunner()


def test_help_names_every_option() -> None:
    shown = RUN.invoke(app, ["--help"], env={"COLUMNS": "120"})
    assert shown.exit_code == 0
    for option in (
        "--logs", "--scenario", "--seed", "--scale", "--prevalence", "--knob", "--prompts",
        "--last-day", "--workers",
    ):  # fmt: skip
        assert option in shown.output


def test_a_world_is_written_and_summed_up(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    done = RUN.invoke(
        app, ["--logs", str(logs), "--scale", "0.03", "--last-day", "2026-01-31", "--seed", "2"]
    )
    assert done.exit_code == 0, done.output
    assert "105 accounts (7 in 2 campaigns)" in done.stdout
    days = sorted(p.name for p in (logs / "exchanges").iterdir())
    assert (days[0], days[-1]) == ("date=2025-12-21", "date=2026-01-31")
    assert "a second)" in done.stdout
    again = RUN.invoke(
        app, ["--logs", str(logs), "--scale", "0.03", "--last-day", "2026-01-31", "--seed", "2"]
    )
    assert "all of it was there" in again.stdout


def test_given_prompts_stand_in_the_log(tmp_path: Path) -> None:
    texts = [f"describe the harbour of town{i} to newcomers" for i in range(400)]
    pq.write_table(pa.table({"text": texts, "kind": ["chat"] * 400}), tmp_path / "prompts.parquet")
    logs = tmp_path / "logs"
    done = RUN.invoke(
        app, ["--logs", str(logs), "--scale", "0.03", "--prompts", str(tmp_path), "--seed", "2"]
    )
    assert done.exit_code == 0, done.output
    rows = pq.read_table(logs / "exchanges/date=2026-05-15/part-0.parquet").to_pandas()
    assert rows.prompt.str.contains("harbour of town").mean() > 0.3
    assert rows.language.isna().all()


def test_a_users_error_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    for wrong, sentence in (
        (
            ["--scenario", "mars"],
            "--scenario: expected one of demo, every-tactic, spring-2026, found 'mars'",
        ),
        (["--prompts", str(tmp_path)], "expected a prompts file, found none; check --prompts"),
        (["--scale", "0.001"], "expected at least 50 accounts, found 4; choose --scale 0.015"),
        (["--knob", "cover"], "--knob: expected name=number, found 'cover'"),
        (["--knob", "colour=1"], "knob: expected one of cover, decoys"),
        (["--prevalence", "0.0005"], "expected 3 campaign accounts or more, found 2"),
    ):
        failed = RUN.invoke(app, ["--logs", str(tmp_path / "logs"), *wrong])
        assert failed.exit_code == 2
        assert sentence in failed.stderr
        assert "Traceback" not in failed.output
    assert not (tmp_path / "logs").exists()
