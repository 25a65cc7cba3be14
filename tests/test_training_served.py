"""What MLflow serves is what was measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import lightgbm as lgb
import numpy as np
import pandas as pd
import pytest

from models.bundle import Bundle, write_bundle
from models.detector import Detector, read_bundle
from models.registry import Registry, open_registry
from training.served import parity, time_ratio

COLUMNS = ("a", "b", "c")


def made(rounds: int = 5, slope: float = 1.0) -> Bundle:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(200, 3))
    data = lgb.Dataset(rows, (rows[:, 0] > 0).astype(int), feature_name=list(COLUMNS))
    booster = lgb.train({"objective": "binary", "verbosity": -1, "seed": 1}, data, rounds)
    return Bundle(
        booster=booster.model_to_string(),
        features=COLUMNS,
        calibrator={"kind": "logistic", "slope": slope, "intercept": 0.0},
        tiers={"watch": 0.2, "review": 0.5, "restrict": 0.9},
        catalogue_digest="c",
        embedder_fingerprint="e",
        data_fingerprint="d",
        trained_to="2026-05-12",
        card="# card\n",
        figures={},
    )


def rows(count: int = 50) -> pd.DataFrame:
    frame = pd.DataFrame(np.random.default_rng(1).normal(size=(count, 3)), columns=list(COLUMNS))
    return frame.assign(other=1.0)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return open_registry(root=tmp_path_factory.mktemp("store"))


def registered(registry: Registry, folder: Path, bundle: Bundle) -> str:
    write_bundle(bundle, folder)
    with registry.run("train") as run:
        return registry.log_and_register(run, folder)


def test_the_registered_model_says_what_the_detector_says(
    registry: Registry, tmp_path: Path
) -> None:
    version = registered(registry, tmp_path / "one", made())
    pinned, detector = registry.resolve(version), registry.load(version)
    assert parity(pinned.folder, detector, rows()) == 0
    assert parity(pinned.folder, detector, rows(0)) == 0
    other = registered(registry, tmp_path / "two", made(slope=2.0))
    off = parity(registry.resolve(other).folder, detector, rows())
    assert off is not None
    assert off > 0.01, "another model behind the version is seen"


def test_where_only_the_bundle_lies_parity_is_not_known(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "bundle"
    write_bundle(made(), folder)
    assert parity(folder, read_bundle(folder), rows()) is None


def test_a_model_of_many_more_trees_takes_longer(tmp_path: Path) -> None:
    def detector(name: str, rounds: int) -> Detector:
        write_bundle(replace(made(rounds), figures={}), tmp_path / name)
        return read_bundle(tmp_path / name)

    slow, quick = detector("slow", 600), detector("quick", 2)
    assert time_ratio(slow, quick, rows(20_000)) > 2
    assert time_ratio(quick, slow, rows(20_000)) < 1
