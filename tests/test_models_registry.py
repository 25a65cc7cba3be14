"""The registry on a real MLflow: one embedded store for the module, copies of it to break."""

from __future__ import annotations

import io
import json
import os
import pickle
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import pandas as pd
import pytest

from models.detector import Bundle, BundleError, read_bundle, write_bundle
from models.ledger import Entry, before_champion, from_tags, new_entry, to_tag
from models.registry import Registry, RegistryError, load_resolved, open_registry
from models.store import open_store

FEATURES = ("exchanges_7d", "topics_28d")


def rows(n: int = 60, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame({name: rng.normal(size=n) for name in FEATURES})


def bundle(seed: int) -> Bundle:
    frame = rows(200, seed)
    data = lightgbm.Dataset(
        frame.to_numpy(),
        (frame["topics_28d"] > 0).to_numpy(),
        feature_name=list(FEATURES),
        params={"verbosity": -1},
    )
    params = {"objective": "binary", "num_leaves": 4, "seed": seed, "deterministic": True}
    params |= {"num_threads": 1, "force_row_wise": True, "verbosity": -1}
    return Bundle(
        booster=lightgbm.train(params, data, num_boost_round=3).model_to_string(),
        features=FEATURES,
        calibrator={"kind": "isotonic", "x": [-1.0, 1.0], "y": [0.0, 1.0]},
        tiers={"watch": 0.2, "review": 0.5, "restrict": 0.9},
        catalogue_digest="c" * 64,
        embedder_fingerprint="e" * 64,
        data_fingerprint=f"{seed:064x}",
        trained_to="2026-05-19",
        card="# stillwatch\n",
        figures={"recall_at_fpr_1e-3": 0.5 + seed / 100, "fpr_known_benign": 0.001},
    )


@dataclass(frozen=True)
class World:
    """A project folder with two registered versions; the first is champion, the second waits."""

    root: Path
    bundles: tuple[Path, Path]
    noise: str

    def open(self) -> Registry:
        return open_registry(root=self.root, create=False)


@pytest.fixture(autouse=True)
def no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    root = tmp_path_factory.mktemp("project")
    noise = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        warnings.catch_warnings(record=True) as heard,
        redirect_stdout(noise),
        redirect_stderr(noise),
    ):
        # pytest keeps warnings to itself; a user would see them.
        warnings.simplefilter("default", UserWarning)
        patch.delenv("MLFLOW_TRACKING_URI", raising=False)
        registry = open_registry(root=root)
        folders = []
        with registry.run("train", tags={"seed": "1"}) as parent:
            parent.log_params({"rounds": 3, "windows": (1, 7)})
            parent.log_dataset("features", "d" * 64)
            for seed in (1, 2):
                folder = root / f"bundle-{seed}"
                write_bundle(bundle(seed), folder)
                folders.append(folder)
                with registry.run(f"seed {seed}", parent=parent) as run:
                    run.log_dict({"b": 1, "a": [2]}, "tables/split.json")
                    run.log_text("<svg/>", "reliability.svg")
                    version = registry.log_and_register(run, folder, tags={"seed": str(seed)})
                assert version == str(seed)
        registry.set_challenger("1")
        registry.promote(who="Ada", why="first model")
        registry.set_challenger("2")
    return World(root, (folders[0], folders[1]), noise.getvalue() + "".join(map(str, heard)))


@pytest.fixture
def copy(world: World, tmp_path: Path) -> World:
    root = tmp_path / "copied"
    shutil.copytree(world.root, root)
    return World(root, world.bundles, "")


def columns(root: Path) -> list[str]:
    """All values of the four columns in which MLflow keeps locations."""
    with closing(sqlite3.connect(root / "mlruns/mlflow.db")) as connection:
        return [
            value
            for table, column in (
                ("experiments", "artifact_location"),
                ("runs", "artifact_uri"),
                ("logged_models", "artifact_location"),
                ("model_versions", "storage_location"),
            )
            for (value,) in connection.execute(f"select {column} from {table}")
        ]


def test_registered_bundle_gives_the_same_predictions(world: World) -> None:
    detector = world.open().load("champion")
    assert detector.version == "1"
    assert detector.bundle == bundle(1)
    np.testing.assert_array_equal(
        detector.predict(rows()), read_bundle(world.bundles[0]).predict(rows())
    )
    assert world.open().load("2").bundle == bundle(2)


def test_resolving_pins_version_and_digest(copy: World) -> None:
    registry = copy.open()
    pinned = registry.resolve("champion")
    assert (pinned.version, pinned.digest) == ("1", read_bundle(copy.bundles[0]).digest)
    registry.promote(who="Ada", why="second")
    assert registry.resolve("champion").version == "2"
    assert load_resolved(pinned).version == "1"


def test_no_location_in_the_store_is_absolute(world: World) -> None:
    found = columns(world.root)
    assert len(found) == 9  # two experiments, three runs, two models, two versions
    assert all(value.startswith("mlruns/artifacts/") for value in found)
    everything = (world.root / "mlruns/mlflow.db").read_bytes()
    assert str(world.root).encode() not in everything


def test_a_moved_project_loads_its_champion_and_trains_on(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    shutil.copytree(world.root, old)
    shutil.copytree(old, new)
    shutil.rmtree(old)
    monkeypatch.chdir(new)
    registry = open_registry(create=False)
    assert registry.load().bundle == bundle(1)
    with registry.run("again") as run:
        assert registry.log_and_register(run, world.bundles[1]) == "3"
    assert registry.load("3").bundle == bundle(2)
    assert all(value.startswith("mlruns/artifacts/") for value in columns(new))
    assert not old.exists()


def test_the_working_directory_does_not_matter(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert world.open().load().bundle == bundle(1)
    assert list(tmp_path.iterdir()) == []


def test_mlflows_own_loader_scores_alike(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    import mlflow.pyfunc

    monkeypatch.chdir(world.root)
    with world.open().store.as_default():
        loaded = mlflow.pyfunc.load_model("models:/stillwatch@champion")
    found = loaded.predict(rows())
    detector = world.open().load()
    np.testing.assert_array_equal(found["score"], detector.predict(rows()))
    assert list(found["tier"]) == list(detector.tier(detector.predict(rows())))


def test_artefacts_hold_neither_pickle_nor_code(world: World) -> None:
    files = [path for path in (world.root / "mlruns/artifacts").rglob("*") if path.is_file()]
    endings = {path.suffix for path in files}
    assert endings <= {"", ".json", ".lgb", ".md", ".svg", ".txt", ".yaml"}
    models = [path for path in files if path.name == "MLmodel"]
    assert len(models) == 2
    for path in models:
        text = path.read_text()
        assert "code: null" in text
        assert "loader_module: models.detector" in text
        assert str(world.root) not in text
        requirements = (path.parent / "requirements.txt").read_text()
        assert f"lightgbm=={lightgbm.__version__}" in requirements
    # A pickle of protocol 2 and later starts with this byte.
    assert not any(path.read_bytes()[:1] == b"\x80" for path in files)


def test_runs_keep_what_was_logged(world: World) -> None:
    registry = world.open()
    client = registry.store.client
    runs = client.search_runs([registry.experiment()])
    by_name = {run.info.run_name: run for run in runs}
    parent, child = by_name["train"], by_name["seed 2"]
    assert child.data.tags["mlflow.parentRunId"] == parent.info.run_id
    assert parent.data.params == {"rounds": "3", "windows": "(1, 7)"}
    assert child.data.metrics["recall_at_fpr_1e-3"] == 0.52
    assert {run.info.status for run in runs} == {"FINISHED"}
    table = world.root / child.info.artifact_uri / "tables/split.json"
    assert json.loads(table.read_text()) == {"a": [2], "b": 1}
    assert parent.inputs.dataset_inputs[0].dataset.digest == "d" * 36
    version = client.get_model_version("stillwatch", "2")
    assert version.run_id == child.info.run_id
    assert version.tags["seed"] == "2"
    assert version.tags["embedder_fingerprint"] == "e" * 64


def test_a_run_that_raises_is_failed(copy: World) -> None:
    registry = copy.open()

    def broken() -> None:
        with registry.run("broken"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    found = registry.store.client.search_runs([registry.experiment()], "status = 'FAILED'")
    assert [run.info.run_name for run in found] == ["broken"]


def test_nothing_is_said_on_the_terminal(world: World) -> None:
    assert world.noise == ""
    assert os.environ["MLFLOW_DISABLE_TELEMETRY"] == "true"
    assert "MLFLOW_TRACKING_URI" not in os.environ


def artefact(world: World, version: str) -> Path:
    return world.open().resolve(version).folder


def test_a_changed_file_is_refused(copy: World) -> None:
    with (artefact(copy, "1") / "model.lgb").open("ab") as file:
        file.write(b" ")
    with pytest.raises(BundleError, match=r"model\.lgb: .*found more"):
        copy.open().load()


def test_a_bundle_put_in_place_of_another_is_refused(copy: World) -> None:
    folder = artefact(copy, "1")
    shutil.rmtree(folder)
    shutil.copytree(copy.bundles[1], folder)
    assert read_bundle(folder).bundle == bundle(2)
    with pytest.raises(BundleError, match="changed after it was registered"):
        copy.open().load()


class Malicious:
    """Unpickling it makes a folder."""

    def __init__(self, witness: Path) -> None:
        self.witness = witness

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.witness),)


@pytest.mark.parametrize("beside", [".", "..", "../.."])
def test_a_pickle_beside_the_bundle_is_refused(copy: World, tmp_path: Path, beside: str) -> None:
    folder = artefact(copy, "1")
    witness = tmp_path / "witness"
    (folder / beside / "python_model.pkl").write_bytes(pickle.dumps(Malicious(witness)))
    with pytest.raises((BundleError, RegistryError), match=r"python_model\.pkl"):
        copy.open().load()
    assert not witness.exists()


def test_a_broken_bundle_is_not_registered(copy: World, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(copy.bundles[0], broken)
    (broken / "tiers.json").write_text("{}")
    registry = copy.open()
    with registry.run("broken bundle") as run, pytest.raises(BundleError, match=r"tiers\.json"):
        registry.log_and_register(run, broken)
    assert registry.store.client.search_model_versions("name = 'stillwatch'")[0].version in (2, "2")


def test_a_missing_artefact_is_said(copy: World) -> None:
    shutil.rmtree(artefact(copy, "1").parent.parent)
    with pytest.raises(RegistryError, match="restore mlruns/ from a backup"):
        copy.open().load()


def test_a_version_that_others_registered_is_refused(copy: World) -> None:
    registry = copy.open()
    registry.store.client.create_model_version("stillwatch", source="mlruns/artifacts/x")
    with pytest.raises(RegistryError, match="version 3: expected the tag bundle_digest"):
        registry.load("3")


def test_no_store_is_said_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"mlflow\.db does not exist; run make train first"):
        open_registry(root=tmp_path, create=False)
    assert list(tmp_path.iterdir()) == []


def test_no_champion_is_said(copy: World) -> None:
    registry = copy.open()
    registry.store.client.delete_registered_model_alias("stillwatch", "champion")
    where = str(copy.root / "mlruns/mlflow.db")
    with pytest.raises(RegistryError) as caught:
        registry.load()
    assert str(caught.value) == (
        f"No model has alias champion in {where}: run make train and make promote first."
    )
    with pytest.raises(RegistryError, match="No model has alias champion"):
        registry.load("champion", "other")
    with pytest.raises(RegistryError, match="has no version 99"):
        registry.load("99")
    with pytest.raises(RegistryError, match="alias champion"):
        registry.rollback(who="Ada", why="nothing there")


def test_an_address_that_is_no_server_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "sqlite:///elsewhere.db")
    with pytest.raises(RegistryError, match=r"MLFLOW_TRACKING_URI: .*elsewhere\.db"):
        open_store(root=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_address_of_the_embedded_store_is_the_embedded_store(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "sqlite:///mlruns/mlflow.db")
    assert world.open().load().version == "1"


def test_promotions_and_rollbacks_are_entries(copy: World) -> None:
    registry = copy.open()
    registry.promote(who="Bo", why="better", figures={"ece": 0.01})
    assert registry.champion() == "2"
    with pytest.raises(RegistryError, match="alias challenger"):
        registry.resolve("challenger")
    with pytest.raises(RegistryError, match="champion already"):
        registry.promote("2", who="Bo", why="again")
    registry.rollback(who="Cy", why="flags a campus")
    assert registry.load().bundle == bundle(1)

    told = [
        (entry.number, entry.who, entry.what, entry.before, entry.after, entry.why)
        for entry in copy.open().history()
    ]
    assert told == [
        (1, "Ada", "promoted", None, "1", "first model"),
        (2, "Bo", "promoted", "1", "2", "better"),
        (3, "Cy", "rolled back", "2", "1", "flags a campus"),
    ]
    assert registry.history()[1].figures == {"ece": 0.01}
    assert registry.history()[0].figures == bundle(1).figures
    tags = registry.store.client.get_model_version("stillwatch", "2").tags
    assert [key[:11] for key in tags if key.startswith("ledger.")] == ["ledger.0002"]
    with pytest.raises(RegistryError, match="first champion"):
        registry.rollback(who="Cy", why="further")


def test_a_refusal_is_an_entry_and_moves_nothing(copy: World) -> None:
    registry = copy.open()
    registry.refuse(who="Bo", why="recall fell", figures={})
    assert [(entry.what, entry.after) for entry in registry.history()][1:] == [("refused", "2")]
    assert registry.champion() == "1"
    assert registry.resolve("challenger").version == "2"


def test_a_broken_challenger_is_not_promoted(copy: World) -> None:
    (artefact(copy, "2") / "card.md").write_text("#")
    with pytest.raises(BundleError, match=r"card\.md"):
        copy.open().promote(who="Bo", why="better")
    assert copy.open().champion() == "1"
    assert len(copy.open().history()) == 1


def test_an_alias_moved_by_hand_stops_the_rollback(copy: World) -> None:
    registry = copy.open()
    registry.store.client.set_registered_model_alias("stillwatch", "champion", "2")
    with pytest.raises(RegistryError, match="expected champion 1, found version 2"):
        registry.rollback(who="Cy", why="back")


def test_a_changed_ledger_is_said(copy: World) -> None:
    registry = copy.open()
    client = registry.store.client
    key, value = next(iter(client.get_registered_model("stillwatch").tags.items()))
    client.set_registered_model_tag("stillwatch", key, value.replace("Ada", "Eve"))
    with pytest.raises(RegistryError, match=r"ledger\.0001.* found it changed"):
        registry.history()


def test_a_model_that_does_not_exist_has_no_history(world: World) -> None:
    assert world.open().history("other") == ()


@pytest.mark.slow
def test_first_openings_at_once_make_one_store(tmp_path: Path) -> None:
    program = (
        "from models.registry import open_registry\n"
        "with open_registry().run('first') as run:\n"
        "    run.log_text('a', 'a.txt')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", program]
    started = [subprocess.Popen(command, cwd=tmp_path, env=environment) for _ in range(3)]
    assert [process.wait(timeout=300) for process in started] == [0, 0, 0]
    assert len(list((tmp_path / "mlruns/artifacts/1").glob("*/artifacts/a.txt"))) == 3
    assert all(value.startswith("mlruns/artifacts/") for value in columns(tmp_path))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Address of an MLflow server that serves artefacts itself."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path / "server"
    home.mkdir()
    command = [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1"]
    command += ["--backend-store-uri", "sqlite:///s.db", "--artifacts-destination", "files"]
    environment = {**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true"}
    with subprocess.Popen(
        command,
        cwd=home,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            while process.poll() is None:
                try:
                    urllib.request.urlopen(f"{address}/health", timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.2)
            yield address
        finally:
            process.terminate()


@pytest.mark.slow
def test_a_server_keeps_models_and_ledger(world: World, server: str, tmp_path: Path) -> None:
    registry = open_registry(server, tmp_path)
    with registry.run("train") as run:
        run.log_text("# hello\n", "notes/card.md")
        for folder in world.bundles:
            registry.log_and_register(run, folder)
    registry.promote("1", who="Ada", why="first")
    registry.promote("2", who="Ada", why="second")

    elsewhere = open_registry(server, tmp_path / "elsewhere")
    assert elsewhere.load().bundle == bundle(2)
    elsewhere.rollback(who="Bo", why="back")
    pinned = elsewhere.resolve()
    assert load_resolved(pinned).bundle == bundle(1)
    assert [entry.what for entry in registry.history()] == ["promoted", "promoted", "rolled back"]

    (pinned.folder / "card.md").write_text("# changed\n")
    with pytest.raises(BundleError, match=r"card\.md"):
        elsewhere.load()
    assert "MLFLOW_TRACKING_URI" not in os.environ


def entry(number: int, what: str, before: str | None, after: str) -> Entry:
    return Entry(number, "2026-05-19T00:00:00+00:00", "Ada", what, before, after, "x", {})  # type: ignore[arg-type]


def test_going_back_twice_goes_back_two_promotions() -> None:
    line = [
        entry(1, "promoted", None, "1"),
        entry(2, "forced", "1", "2"),
        entry(3, "refused", "2", "9"),
        entry(4, "promoted", "2", "3"),
    ]
    assert before_champion(line, "3") == "2"
    line.append(entry(5, "rolled back", "3", "2"))
    assert before_champion(line, "2") == "1"
    line.append(entry(6, "promoted", "2", "4"))
    assert before_champion(line, "4") == "2"


def test_a_promotion_over_a_hand_moved_alias_goes_back_to_it() -> None:
    line = [entry(1, "promoted", None, "1"), entry(2, "promoted", "5", "6")]
    assert before_champion(line, "6") == "5"


def test_a_promotion_that_was_cut_short_and_repeated_goes_back_right() -> None:
    line = [entry(1, "promoted", None, "1")] + [entry(n, "promoted", "1", "2") for n in (2, 3)]
    assert before_champion(line, "2") == "1"


def test_two_writers_of_one_number_lose_nothing() -> None:
    tags = dict([to_tag(entry(1, "promoted", None, "1")), to_tag(entry(1, "promoted", None, "2"))])
    assert len(from_tags(tags)) == 2


def test_a_missing_entry_is_said() -> None:
    tags = dict([to_tag(entry(1, "promoted", None, "1")), to_tag(entry(3, "promoted", "1", "2"))])
    with pytest.raises(RegistryError, match="number 2 missing"):
        from_tags(tags)


def test_an_entry_fits_a_tag_whatever_is_written_into_it() -> None:
    made = new_entry(
        [],
        who="ü" * 200,
        what="forced",
        before=None,
        after="1",
        why='"' * 1000,
        figures={f"figure_{number}": number / 7 for number in range(500)},
        when=datetime(2026, 5, 19, 12, tzinfo=UTC),
    )
    key, value = to_tag(made)
    assert len(value) <= 5000
    kept = from_tags({key: value})[0]
    assert len(kept.figures) > 50
    assert replace(kept, figures={}) == replace(made, figures={})
    assert made.when == "2026-05-19T12:00:00+00:00"


@pytest.mark.parametrize("why", ["", "  ", "two\nlines", "\x1b[31mred", "x" * 1001])
def test_a_reason_that_cannot_be_kept_is_refused(why: str) -> None:
    with pytest.raises(RegistryError, match="why: expected one line"):
        new_entry([], who="Ada", what="forced", before=None, after="1", why=why, figures={})
