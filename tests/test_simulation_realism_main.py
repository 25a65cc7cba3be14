"""python -m simulation.realism: what it writes, and errors without a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from simulation.realism.__main__ import app
from simulation.realism.tables import number, share
from tests.test_simulation_realism import Rows, world

RUN = CliRunner()
PLOTS = ("columns", "pairs", "tokens", "sessions", "load", "days")


def public_traces(folder: Path) -> Path:
    """Tables of measured traces, as small as they can be."""
    folder.mkdir()
    levels = "q1,q5,q10,q25,q50,q75,q90,q95,q99,q99_9"
    ones = "1,2,3,4,5,6,7,8,9,10"
    (folder / "token_quantiles.csv").write_text(
        f"source,kind,weight,n,mean,{levels}\n"
        f"azure_a,input_tokens,request,9,5,{ones}\n"
        f"azure_a,input_tokens,client,9,5,{ones}\n"
        f"azure_a,output_tokens,request,9,5,{ones}\n"
    )
    (folder / "gap_quantiles.csv").write_text(
        f"source,kind,n,mean,{levels}\n"
        f"moon,gap_between_turns_s,9,5,{ones}\nmoon,turns_per_session,9,5,{ones}\n"
        f"moon,aggregate_interarrival_cv,9,5,,,,,,,,,,\n"
    )
    (folder / "arrivals_by_hour.csv").write_text(
        "source,weight,hour,share\n" + "".join(f"azure_a,request,{h},2\n" for h in range(24))
    )
    (folder / "burstgpt_daily.csv").write_text("day_index,requests\n0,10\n1,30\n2,20\n")
    (folder / "servegen_clients.csv").write_text(
        "source,requests,iat_cv_median\ngen_x,900,1.5\ngen_x,100,\n"
    )
    return folder


def test_help_names_every_option() -> None:
    shown = RUN.invoke(app, ["--help"], env={"COLUMNS": "120"})
    assert shown.exit_code == 0
    for option in ("--logs", "--out", "--traces", "--seed"):
        assert option in shown.output


def test_a_report_is_written_beside_the_logs_and_holds_no_prompt(tmp_path: Path) -> None:
    rows = world()
    for row in rows.exchanges[::3]:
        row["prompt"] = "the planted marzipan secret number forty two of a person " + str(
            row["prompt"]
        )
    logs = rows.write(tmp_path / "logs")
    before = sorted(logs.rglob("*"))
    done = RUN.invoke(app, ["--logs", str(logs)])
    assert done.exit_code == 0, done.output
    out = tmp_path / "logs-realism"
    assert sorted(p.name for p in out.iterdir()) == sorted(
        ["index.html", "realism.json", *(f"{name}.png" for name in PLOTS)]
    )
    assert sorted(logs.rglob("*")) == before
    assert "marzipan" not in done.output
    for file in out.iterdir():
        assert b"marzipan" not in file.read_bytes()
    page = (out / "index.html").read_text()
    assert page.count("data:image/png;base64,") == len(PLOTS)
    assert "prefers-color-scheme: dark" in page
    assert 'src="http' not in page
    assert max(map(len, done.stdout.splitlines())) <= 140
    for section in ("1. Columns: relay", "2. Linear", "3. Values of one side", "4. Pairs",
                    "5. Accounts without", "6. Honest prompts", "7. Days"):  # fmt: skip
        assert section in done.stdout
        assert section in page
    figures = json.loads((out / "realism.json").read_text())
    assert {s["traces"][0] for s in figures["pairs"]["single"]} >= {"card", "template"}
    assert figures["population"]["campaigns"] == 3


def test_same_input_same_bytes_and_the_seed_counts(tmp_path: Path) -> None:
    logs = world().write(tmp_path / "logs")
    for name, seed in (("one", "0"), ("two", "0"), ("three", "5")):
        done = RUN.invoke(app, ["--logs", str(logs), "--out", str(tmp_path / name),
                                "--seed", seed])  # fmt: skip
        assert done.exit_code == 0, done.output
    for file in ("realism.json", "index.html", *(f"{name}.png" for name in PLOTS)):
        first = (tmp_path / "one" / file).read_bytes()
        assert first == (tmp_path / "two" / file).read_bytes(), file
    assert (tmp_path / "one/realism.json").read_bytes() != (
        tmp_path / "three/realism.json"
    ).read_bytes()


def test_measured_traces_stand_beside_the_log(tmp_path: Path) -> None:
    logs = world().write(tmp_path / "logs")
    traces = public_traces(tmp_path / "traces")
    out = tmp_path / "out"
    done = RUN.invoke(app, ["--logs", str(logs), "--out", str(out), "--traces", str(traces)])
    assert done.exit_code == 0, done.output
    found = json.loads((out / "realism.json").read_text())["measured"]
    assert [s["name"] for s in found["input_tokens"]] == ["azure_a"]
    assert found["session_gaps"][0]["quantiles"] == list(range(1, 11))
    assert found["concentration"][0]["gini"] == pytest.approx(0.4)
    assert found["burstiness"][0]["n"] == 1
    assert found["hours"][0][1] == pytest.approx([1 / 24] * 24, abs=1e-6)
    assert found["daily"] == [["burstgpt_1", [0.5, 1.5, 1.0]]]
    for source in ("azure_a", "moon", "gen_x"):
        assert source in done.stdout


def test_a_users_error_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    logs = world().write(tmp_path / "logs")
    real = world().write(tmp_path / "real")
    (real / "truth" / "part-0.parquet").unlink()
    lacking = world().write(tmp_path / "lacking")
    wrong = world().write(tmp_path / "wrong")
    quiet = world().write(tmp_path / "quiet")
    broken = world().write(tmp_path / "broken")
    lines = world().write(tmp_path / "lines", lines=True)
    for folder, change in (
        (lacking, lambda frame: frame.drop(columns="surface")),
        (wrong, lambda frame: frame.assign(status="secret")),
    ):
        part = folder / "exchanges" / "part-0.parquet"
        change(pd.read_parquet(part)).to_parquet(part)
    part = quiet / "truth" / "part-0.parquet"
    pd.read_parquet(part).assign(tactic=None, campaign=None).to_parquet(part)
    (broken / "accounts" / "part-0.parquet").write_text("secret")
    with (lines / "exchanges" / "part-0.jsonl").open("a") as file:
        file.write('{"exchange_id": "x", "account_id": "a001", "status": "secret"}\n')
    (tmp_path / "file").write_text("")
    bad = public_traces(tmp_path / "bad")
    (bad / "burstgpt_daily.csv").write_text("day_index\n1\n")
    worse = public_traces(tmp_path / "worse")
    (worse / "burstgpt_daily.csv").write_text("day_index,requests\n1,many\n")
    for options, sentence in (
        (["--logs", str(tmp_path / "none")], "expected a LOGS folder, found no such folder"),
        (["--logs", str(real)], "found no such file. The report needs known truth"),
        (["--logs", str(lacking)], "part-0.parquet: column 'surface': expected VARCHAR, found no"),
        (["--logs", str(wrong)], "part-0.parquet: column 'status': expected BIGINT, found VARCHAR"),
        (["--logs", str(quiet)], "column 'tactic': expected at least one account of a campaign"),
        (["--logs", str(broken)], "part-0.parquet: expected a Parquet file, found one that can't"),
        (
            ["--logs", str(lines)],
            "expected JSON Lines with the data contract's types, found a line",
        ),
        (["--logs", str(logs), "--out", str(logs / "x")], "found one inside"),
        (["--logs", str(logs), "--out", str(tmp_path / "file")], "found a file"),
        (["--logs", str(logs), "--traces", str(tmp_path / "no")], "found no such folder"),
        (["--logs", str(logs), "--traces", str(bad)], "column 'requests': expected it in the"),
        (["--logs", str(logs), "--traces", str(worse)], "expected a number, found 'many'"),
    ):
        failed = RUN.invoke(app, options)
        assert failed.exit_code == 2, (options, failed.output)
        assert sentence in failed.stderr, failed.stderr
        assert "Traceback" not in failed.output
        assert "secret" not in failed.output
    assert not (tmp_path / "logs-realism").exists()


def test_values_of_the_log_are_text_not_markup(tmp_path: Path) -> None:
    rows = Rows()
    for k in range(8):
        rows.account(f"a{k}", "k0" if k < 4 else None)
        rows.exchange(f"a{k}", language="<b>[red]x" if k < 4 else "en")
    done = RUN.invoke(app, ["--logs", str(rows.write(tmp_path / "logs"))])
    assert done.exit_code == 0, done.output
    assert "<b>[red]x" in done.stdout
    assert "&lt;b&gt;[red]x" in (tmp_path / "logs-realism" / "index.html").read_text()


def test_numbers_stay_short() -> None:
    assert [share(v) for v in (None, 0.0, 0.0042, 0.123)] == ["-", "0.0%", "0.42%", "12.3%"]
    assert [number(v) for v in (None, 12345.6, 3.0, 0.01234)] == ["-", "12,346", "3", "0.0123"]
