"""The bundle's files and the detector: round trip, refusals, calibration, tiers, contributions."""

from __future__ import annotations

import hashlib
import math
import os
import shutil
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import bundle as bundle_files
from models import detector as detector_module
from models.detector import (
    Bundle,
    BundleError,
    Detector,
    calibrate,
    read_bundle,
    with_twins,
    write_bundle,
)

FEATURES = ("exchanges_7d", "gap_median_7d", "topics_28d")
ALL_FILES = {
    "bundle.json",
    "calibrator.json",
    "card.md",
    "features.json",
    "figures.json",
    "manifest.json",
    "model.lgb",
    "tiers.json",
}


def rows(n: int = 300, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame({name: rng.normal(size=n) for name in FEATURES})


def booster_text(seed: int = 1) -> str:
    frame = rows()
    label = (frame["topics_28d"] + 0.3 * frame["exchanges_7d"] > 0.5).to_numpy()
    data = lightgbm.Dataset(frame.to_numpy(), label, feature_name=list(FEATURES))
    params = {
        "objective": "binary",
        "num_leaves": 7,
        "seed": seed,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "verbosity": -1,
    }
    return lightgbm.train(params, data, num_boost_round=10).model_to_string()


TEXT = booster_text()


def bundle(**changes: Any) -> Bundle:
    parts: dict[str, Any] = {
        "booster": TEXT,
        "features": FEATURES,
        "calibrator": {"kind": "logistic", "slope": 0.8, "intercept": -1.5},
        "tiers": {"watch": 0.1, "review": 0.4, "restrict": 0.9},
        "catalogue_digest": "c" * 64,
        "embedder_fingerprint": "e" * 64,
        "data_fingerprint": "d" * 64,
        "trained_to": "2026-05-19",
        "card": "# stillwatch\n\nFinds campaigns. Größe: klein.\n",
        "figures": {"recall_at_fpr_1e-3": 0.81, "ece": 0.01},
    }
    return Bundle(**(parts | changes))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    digest = write_bundle(bundle(), tmp_path / "b")
    assert {path.name for path in (tmp_path / "b").iterdir()} == ALL_FILES
    detector = read_bundle(tmp_path / "b", expected_digest=digest)
    assert detector.bundle == bundle()
    assert detector.digest == digest
    assert digest == hashlib.sha256((tmp_path / "b/manifest.json").read_bytes()).hexdigest()


def test_same_bundle_same_bytes_and_another_bundle_another_digest(tmp_path: Path) -> None:
    first = write_bundle(bundle(), tmp_path / "a")
    shuffled = bundle(tiers={"restrict": 0.9, "watch": 0.1, "review": 0.4})
    assert write_bundle(shuffled, tmp_path / "b") == first
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    assert write_bundle(bundle(card="# other\n"), tmp_path / "a") != first
    assert read_bundle(tmp_path / "a").bundle.card == "# other\n"


def test_scores_are_the_boosters_own(tmp_path: Path) -> None:
    write_bundle(bundle(), tmp_path)
    detector, frame = read_bundle(tmp_path), rows(50, seed=2)
    margin = lightgbm.Booster(model_str=TEXT).predict(frame.to_numpy(), raw_score=True)
    np.testing.assert_array_equal(detector.predict_margin(frame), margin)
    np.testing.assert_allclose(detector.predict(frame), 1 / (1 + np.exp(1.5 - 0.8 * margin)))


def test_twins_share_their_margins() -> None:
    """a's twins are b and one who has no margin; c has none and keeps its own."""
    twins = pd.DataFrame({"account_id": ["a", "a", "b", "b"], "twin_id": ["b", "gone", "a", "c"]})
    accounts = pd.Index(["a", "b", "c"])
    assert with_twins([2.0, -4.0, 6.0], accounts, twins).tolist() == [-1.0, 0.0, 6.0]
    assert with_twins([2.0, -4.0, 6.0], accounts, twins.iloc[:0]).tolist() == [2.0, -4.0, 6.0]


def test_an_account_is_judged_with_its_twins() -> None:
    detector, frame = Detector(bundle(), "0" * 64), rows(4)
    frame.index = pd.Index(list("abcd"))
    twins = pd.DataFrame({"account_id": ["a"], "twin_id": ["b"]})
    margin = detector.predict_margin(frame)
    expected = 1 / (1 + np.exp(1.5 - 0.8 * (margin[0] + margin[1]) / 2))
    found = detector.predict(frame, twins)
    assert found[0] == pytest.approx(expected)
    np.testing.assert_array_equal(found[1:], detector.predict(frame)[1:])


def test_column_order_and_other_columns_change_nothing() -> None:
    detector, frame = Detector(bundle(), "0" * 64), rows(20)
    other = frame[list(reversed(FEATURES))].assign(account_id="a")
    np.testing.assert_array_equal(detector.predict(other), detector.predict(frame))


def test_null_in_any_column_type_is_null() -> None:
    detector = Detector(bundle(), "0" * 64)
    nan = rows(3).assign(exchanges_7d=[1.0, np.nan, 3.0])
    null = nan.assign(exchanges_7d=pd.array([1, None, 3], dtype="Int64"))
    np.testing.assert_array_equal(detector.predict(null), detector.predict(nan))


def test_no_rows_give_no_scores() -> None:
    detector = Detector(bundle(), "0" * 64)
    assert detector.predict(rows().iloc[:0]).shape == (0,)
    assert detector.contributions(rows().iloc[:0]).shape == (0, 3)
    assert detector.tier([]).shape == (0,)


def test_missing_features_are_named() -> None:
    detector = Detector(bundle(), "0" * 64)
    with pytest.raises(BundleError, match="2 missing: exchanges_7d, topics_28d"):
        detector.predict(rows()[["gap_median_7d"]])


def test_text_in_a_feature_is_refused() -> None:
    detector = Detector(bundle(), "0" * 64)
    with pytest.raises(BundleError, match="'topics_28d': expected numbers"):
        detector.predict(rows(3).assign(topics_28d=["a", "b", "c"]))


def test_a_doubled_feature_is_refused() -> None:
    frame = rows(3)
    with pytest.raises(BundleError, match="twice"):
        Detector(bundle(), "0" * 64).predict(pd.concat([frame, frame[["topics_28d"]]], axis=1))


def test_contributions_add_up_to_the_margin() -> None:
    detector, frame = Detector(bundle(), "0" * 64), rows(40, seed=3).set_index(np.arange(40) + 7)
    parts = detector.contributions(frame)
    assert list(parts.columns) == list(FEATURES)
    assert list(parts.index) == list(frame.index)
    rest = detector.predict_margin(frame) - parts.to_numpy().sum(axis=1)
    np.testing.assert_allclose(rest, rest[0], atol=1e-9)
    assert parts["topics_28d"].abs().mean() > parts["gap_median_7d"].abs().mean()


def test_a_bound_belongs_to_its_tier() -> None:
    detector = Detector(bundle(), "0" * 64)
    found = detector.tier([0.0, 0.0999, 0.1, 0.4, 0.8999, 0.9, 1.0])
    assert list(found) == ["none", "none", "watch", "review", "review", "restrict", "restrict"]
    equal = Detector(bundle(tiers={"watch": 0.5, "review": 0.5, "restrict": 1.5}), "0" * 64)
    assert list(equal.tier([0.49, 0.5, 1.0])) == ["none", "review", "review"]
    with pytest.raises(BundleError, match="NaN"):
        detector.tier([math.nan])


def test_isotonic_runs_through_its_points_and_is_flat_outside() -> None:
    curve = {"kind": "isotonic", "x": [-2.0, 0.0, 4.0], "y": [0.1, 0.1, 0.9]}
    found = calibrate(curve, [-9.0, -2.0, -1.0, 0.0, 1.0, 4.0, 9.0])
    np.testing.assert_allclose(found, [0.1, 0.1, 0.1, 0.1, 0.3, 0.9, 0.9])


def test_isotonic_equals_scikit_learns() -> None:
    from sklearn.isotonic import IsotonicRegression

    rng = np.random.default_rng(5)
    margin = rng.normal(size=200)
    label = rng.random(200) < 1 / (1 + np.exp(-margin))
    oracle = IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(margin, label)
    curve = {
        "kind": "isotonic",
        "x": oracle.X_thresholds_.tolist(),
        "y": oracle.y_thresholds_.tolist(),
    }
    new = rng.normal(size=100) * 3
    np.testing.assert_allclose(
        calibrate(bundle(calibrator=curve).calibrator, new), oracle.predict(new), atol=1e-12
    )


points = st.lists(st.floats(-30, 30), min_size=1, max_size=8, unique=True).map(sorted)


@given(points, st.data(), st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20).map(sorted))
def test_calibration_never_falls_and_stays_a_probability(
    x: list[float], data: st.DataObject, margins: list[float]
) -> None:
    y = data.draw(st.lists(st.floats(0, 1), min_size=len(x), max_size=len(x)).map(sorted))
    slope, intercept = data.draw(st.floats(1e-3, 10)), data.draw(st.floats(-10, 10))
    for calibrator in (
        {"kind": "isotonic", "x": x, "y": y},
        {"kind": "logistic", "slope": slope, "intercept": intercept},
    ):
        found = calibrate(bundle(calibrator=calibrator).calibrator, margins)
        assert (np.diff(found) >= -1e-12).all()
        assert ((found >= 0) & (found <= 1)).all()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"calibrator": {"kind": "spline"}}, "isotonic or logistic"),
        ({"calibrator": {"kind": "logistic", "slope": -1.0, "intercept": 0.0}}, "slope above 0"),
        ({"calibrator": {"kind": "logistic", "slope": 1.0}}, "slope and intercept"),
        ({"calibrator": {"kind": "isotonic", "x": [1.0], "y": []}}, "one length"),
        ({"calibrator": {"kind": "isotonic", "x": [1.0, 1.0], "y": [0.1, 0.2]}}, "rise"),
        ({"calibrator": {"kind": "isotonic", "x": [0.0, 1.0], "y": [0.3, 0.2]}}, "never falling"),
        ({"calibrator": {"kind": "isotonic", "x": [0.0], "y": [1.2]}}, "within 0 and 1"),
        ({"tiers": {"watch": 0.1, "review": 0.05, "restrict": 0.9}}, "watch <= review"),
        ({"tiers": {"watch": 0.1, "review": 0.5}}, "restrict"),
        ({"features": ()}, "at least one name"),
        ({"features": ("a", "a")}, "found twice a"),
        ({"figures": {"ece": math.nan}}, "finite number"),
        ({"figures": {"ece": True}}, "finite number"),
        ({"trained_to": "19 May"}, "2026-05-19"),
        ({"embedder_fingerprint": ""}, "embedder_fingerprint"),
    ],
)
def test_a_bundle_that_contradicts_itself_is_not_made(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BundleError, match=said):
        bundle(**changes)


@pytest.mark.parametrize("name", sorted(ALL_FILES - {"manifest.json"}))
def test_a_changed_file_is_refused_before_any_parser(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bundle(bundle(), tmp_path)
    data = bytearray((tmp_path / name).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / name).write_bytes(data)

    parsed: list[str] = []
    real = bundle_files._parse

    def watched(path: Path, data: bytes, kind: type) -> Any:
        parsed.append(path.name)
        return real(path, data, kind)

    monkeypatch.setattr(bundle_files, "_parse", watched)
    monkeypatch.setattr(
        detector_module, "_booster", lambda _: pytest.fail("LightGBM saw a changed file")
    )
    with pytest.raises(BundleError, match=f"{name}: expected .* bytes with SHA-256"):
        read_bundle(tmp_path)
    assert parsed == ["manifest.json"]


def test_a_longer_file_is_refused(tmp_path: Path) -> None:
    write_bundle(bundle(), tmp_path)
    with (tmp_path / "model.lgb").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(BundleError, match="found more"):
        read_bundle(tmp_path)


def test_a_manifest_rewritten_with_the_file_is_refused_by_the_pinned_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = write_bundle(bundle(), tmp_path)
    write_bundle(bundle(tiers={"watch": 1.5, "review": 1.5, "restrict": 1.5}), tmp_path)
    assert read_bundle(tmp_path).bundle.tiers["watch"] == 1.5
    monkeypatch.setattr(bundle_files, "_parse", lambda *_: pytest.fail("parsed before the check"))
    with pytest.raises(BundleError, match=f"expected digest {digest}"):
        read_bundle(tmp_path, expected_digest=digest)


@pytest.mark.parametrize("name", sorted(ALL_FILES))
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    write_bundle(bundle(), tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(BundleError, match=f"expected {name}, found no such file"):
        read_bundle(tmp_path)


class Malicious:
    """What a hostile pickle holds: unpickling it makes a folder."""

    def __init__(self, witness: Path) -> None:
        self.witness = witness

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.witness),)


def test_a_pickle_beside_the_files_is_refused_and_never_loaded(tmp_path: Path) -> None:
    import pickle

    folder, witness = tmp_path / "b", tmp_path / "witness"
    write_bundle(bundle(), folder)
    (folder / "python_model.pkl").write_bytes(pickle.dumps(Malicious(witness)))
    with pytest.raises(BundleError, match=r"found python_model\.pkl beside them"):
        read_bundle(folder)
    with pytest.raises(BundleError, match=r"found python_model\.pkl"):
        write_bundle(bundle(), folder)
    assert not witness.exists()


def test_a_link_and_a_pipe_are_refused(tmp_path: Path) -> None:
    write_bundle(bundle(), tmp_path / "b")
    shutil.copy(tmp_path / "b/card.md", tmp_path / "card.md")
    (tmp_path / "b/card.md").unlink()
    (tmp_path / "b/card.md").symlink_to(tmp_path / "card.md")
    with pytest.raises(BundleError, match=r"card\.md: expected a plain file"):
        read_bundle(tmp_path / "b")
    (tmp_path / "b/card.md").unlink()
    os.mkfifo(tmp_path / "b/card.md")
    with pytest.raises(BundleError, match=r"card\.md: expected a plain file"):
        read_bundle(tmp_path / "b")


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b"[" * 50_000, b'{"format": NaN}', b'{"format": 2}', b"\xff"]
)
def test_a_manifest_of_another_shape_is_refused(tmp_path: Path, manifest: bytes) -> None:
    write_bundle(bundle(), tmp_path)
    (tmp_path / "manifest.json").write_bytes(manifest)
    with pytest.raises(BundleError, match=r"manifest\.json"):
        read_bundle(tmp_path)


def test_no_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="found none"):
        read_bundle(tmp_path / "nowhere")


def test_a_booster_of_other_features_is_refused() -> None:
    with pytest.raises(BundleError, match="another order"):
        Detector(bundle(features=tuple(reversed(FEATURES))), "0" * 64)
    with pytest.raises(BundleError, match="exchanges_7d, hours_7d"):
        Detector(bundle(features=("hours_7d", *FEATURES[1:])), "0" * 64)


def test_text_that_is_no_booster_is_refused() -> None:
    with pytest.raises(BundleError, match=r"model\.lgb"):
        Detector(bundle(booster="tree\n"), "0" * 64)


def test_other_embedder_or_catalogue_is_refused_by_name() -> None:
    detector = Detector(bundle(), "0" * 64, version="7")
    detector.refuse(embedder_fingerprint="e" * 64, catalogue_digest="c" * 64)
    detector.refuse()
    with pytest.raises(BundleError, match=f"version 7 .*{'e' * 64}.*{'f' * 64}.*train a model"):
        detector.refuse(embedder_fingerprint="f" * 64)
    with pytest.raises(BundleError, match=f"{'c' * 64}.*{'b' * 64}"):
        detector.refuse(catalogue_digest="b" * 64)
