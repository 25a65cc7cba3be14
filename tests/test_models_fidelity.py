"""Agreement of two spaces, literally."""

from pathlib import Path

import duckdb
import numpy as np

from bench.fidelity import other_prompts, read_prompts
from models.embedder import MOST_CHARACTERS
from models.fidelity import fidelity, nearest_overlap, pair_spearman
from models.reliability import expected_calibration_error, reliability


def rows(seed: int) -> np.ndarray:
    made = np.random.default_rng(seed).standard_normal((60, 8))
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_a_space_agrees_with_itself_and_not_with_noise() -> None:
    assert pair_spearman(rows(0), rows(0)) > 0.999
    assert nearest_overlap(rows(0), rows(0)) == 1
    assert abs(pair_spearman(rows(0), rows(1))) < 0.2
    assert nearest_overlap(rows(0), rows(1)) < 0.4
    assert fidelity(rows(0), rows(0), 5).as_dict()["held_out"] == 60


def test_a_rotation_changes_nothing() -> None:
    turn, _ = np.linalg.qr(np.random.default_rng(2).standard_normal((8, 8)))
    assert pair_spearman(rows(0), rows(0) @ turn) > 0.999


def test_calibration_error_literally() -> None:
    y = np.array([False] * 50 + [True] * 50)
    assert expected_calibration_error(y, np.array([0.0] * 50 + [1.0] * 50), 2) == 0
    assert expected_calibration_error(y, np.full(100, 0.5), 1) == 0
    assert expected_calibration_error(y, np.array([1.0] * 50 + [0.0] * 50), 2) == 1
    assert reliability(y, np.array([0.0] * 50 + [1.0] * 50), 2) == [(0, 0, 50), (1, 1, 50)]


def test_sources_are_read_from_logs_tables_and_lines(tmp_path: Path) -> None:
    day = tmp_path / "logs" / "exchanges" / "date=2026-01-01"
    day.mkdir(parents=True)
    held = "(values ('one'), ('two'), ('two'), ('  '), (null), (repeat('x', 2000)))"
    duckdb.execute(f"copy (select * from {held} t(prompt)) to '{day}/part-0.parquet'")
    duckdb.execute(f"copy (select * from {held} t(text)) to '{tmp_path}/table.parquet'")
    (tmp_path / "lines.txt").write_text("one\ntwo\n\ntwo\n" + "x" * 2_000)
    for source in ("logs", "table.parquet", "lines.txt"):
        assert sorted(read_prompts(tmp_path / source)) == ["one", "two", "x" * MOST_CHARACTERS]


def test_a_prompt_of_both_sources_is_not_compared() -> None:
    assert other_prompts(["a", "b"], ["b", "c", "d", "a", "e"], 2) == ["c", "d"]
