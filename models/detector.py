"""The detector: a bundle that scores feature rows, and MLflow's way to load it.

A margin is LightGBM's log odds; higher is more suspicious. The calibrator turns it into the
probability that an account belongs to a campaign; tiers are bounds on that probability.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.bundle import TIERS, Bundle, BundleError, read_files, write_bundle

__all__ = ["TIERS", "Bundle", "BundleError", "Detector", "read_bundle", "write_bundle"]

Floats = npt.NDArray[np.float64]


class Detector:
    """A loaded bundle. `digest` names its bytes; `version` its place in the registry, if known.

    Frames given to it have at least the bundle's features as numeric or boolean columns, in any
    order; other columns are ignored and NULL is a value of its own (LightGBM learns where NULL
    goes). A missing, doubled or non-numeric feature raises BundleError naming it. Zero rows give
    zero results.
    """

    def __init__(self, bundle: Bundle, digest: str, version: str | None = None) -> None:
        self.bundle = bundle
        self.digest = digest
        self.version = version
        self._booster = _booster(bundle)

    def predict_margin(self, frame: pd.DataFrame) -> Floats:
        """Log odds before calibration, float64, shape (n,); higher is more suspicious."""
        matrix = self._matrix(frame)
        if not len(matrix):
            return np.empty(0)
        return np.asarray(self._booster.predict(matrix, raw_score=True), dtype=np.float64)

    def predict(self, frame: pd.DataFrame, twins: pd.DataFrame | None = None) -> Floats:
        """Calibrated probability, float64 in [0, 1], shape (n,); never falls as the margin rises.

        twins : account_id, twin_id of the accounts that `frame` is indexed by: an account is then
        judged by its margin and its twins' together (`with_twins`), else by its own. An isotonic
        calibrator gives equal probabilities to different margins; rank by `predict_margin` where
        order inside a tie matters.
        """
        margin = self.predict_margin(frame)
        if twins is not None:
            margin = with_twins(margin, frame.index, twins)
        return calibrate(self.bundle.calibrator, margin)

    def tier(self, probability: npt.ArrayLike) -> npt.NDArray[np.str_]:
        """'none', 'watch', 'review' or 'restrict' for each probability; a bound belongs to its
        tier. Raises BundleError on NaN."""
        values = np.asarray(probability, dtype=np.float64)
        if np.isnan(values).any():
            raise BundleError("tier: expected probabilities, found NaN; score the rows first.")
        bounds = [self.bundle.tiers[name] for name in TIERS]
        return np.array(["none", *TIERS])[np.searchsorted(bounds, values, side="right")]

    def contributions(self, frame: pd.DataFrame) -> pd.DataFrame:
        """What each feature adds to each row's margin, log odds, shape (n, n_features).

        Path-dependent TreeSHAP (Lundberg et al. 2020, Nat. Mach. Intell. 2) by LightGBM itself;
        index of `frame`, columns in the bundle's order. A row's margin minus its sum is the same
        for every row: the margin of an average training account. Some 200 rows a second.
        """
        matrix = self._matrix(frame)
        shape = (0, len(self.bundle.features))
        values = self._booster.predict(matrix, pred_contrib=True)[:, :-1] if len(matrix) else None
        return pd.DataFrame(
            np.empty(shape) if values is None else values,
            index=frame.index,
            columns=list(self.bundle.features),
        )

    def refuse(
        self, *, embedder_fingerprint: str | None = None, catalogue_digest: str | None = None
    ) -> None:
        """Raise BundleError if the rows at hand were made by another embedder or catalogue."""
        model = f"model version {self.version}" if self.version else f"bundle {self.digest[:12]}"
        made = self.bundle.embedder_fingerprint
        if embedder_fingerprint is not None and embedder_fingerprint != made:
            raise BundleError(
                f"{model} was trained with embedder {made}, these features were made with "
                f"{embedder_fingerprint}; make the features again with the first, or train a "
                "model on the second."
            )
        made = self.bundle.catalogue_digest
        if catalogue_digest is not None and catalogue_digest != made:
            raise BundleError(
                f"{model} was trained on feature catalogue {made}, these features follow "
                f"{catalogue_digest}; check out the code of the first, or train a model on the "
                "second."
            )

    def _matrix(self, frame: pd.DataFrame) -> Floats:
        names = list(self.bundle.features)
        missing = [name for name in names if name not in frame.columns]
        if missing:
            raise BundleError(
                f"features: expected {len(names)} columns, found {len(missing)} missing: "
                f"{', '.join(missing[:10])}{', ...' if len(missing) > 10 else ''}; "
                "make the features with the catalogue that the model was trained on."
            )
        rows = frame[names]
        if rows.shape[1] != len(names):
            raise BundleError("features: expected each column once, found one of them twice.")
        for name, kind in rows.dtypes.items():
            if not (pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_bool_dtype(kind)):
                raise BundleError(
                    f"features: column {name!r}: expected numbers, found {kind}; "
                    "cast it before scoring."
                )
        matrix: Floats = rows.to_numpy(dtype=np.float64, na_value=np.nan)
        return matrix


class _Served:
    """What MLflow serves: predict(frame) gives a frame of score and tier."""

    def __init__(self, detector: Detector) -> None:
        self.detector = detector

    def predict(self, frame: pd.DataFrame) -> pd.DataFrame:
        score = self.detector.predict(frame)
        return pd.DataFrame({"score": score, "tier": self.detector.tier(score)}, index=frame.index)


def read_bundle(
    folder: Path | str, *, expected_digest: str | None = None, version: str | None = None
) -> Detector:
    """Load the bundle in `folder`; every file is checked against the manifest before any parser.

    Without `expected_digest` this proves only that the bundle is whole, not whose it is: whoever
    can write the folder can write a manifest, too. The registry gives the digest it recorded.

    Raises BundleError if a file is missing, extra or changed, or the parts contradict each other.
    """
    bundle, digest = read_files(folder, expected_digest)
    return Detector(bundle, digest, version)


def with_twins(margin: npt.ArrayLike, accounts: pd.Index, twins: pd.DataFrame) -> Floats:
    """Half an account's margin, half the mean of its twins': float64 (n,), in margin's unit.

    margin : (n,) of `accounts`; twins : account_id, twin_id. Twins that have no margin are left
    out; an account without any keeps its own. Members of one queue err each in another way, so
    that what they have in common stands out (Huang et al. 2021, Combining label propagation and
    simple models out-performs graph neural networks: the step that smooths).
    """
    own = np.asarray(margin, dtype=np.float64)
    rows, others = (accounts.get_indexer(twins[c]) for c in ("account_id", "twin_id"))
    both = (rows >= 0) & (others >= 0)
    count = np.bincount(rows[both], minlength=len(own))
    total = np.bincount(rows[both], own[others[both]], len(own))
    return np.asarray(np.where(count > 0, (own + total / np.maximum(count, 1)) / 2, own))


def calibrate(calibrator: dict[str, Any], margin: npt.ArrayLike) -> Floats:
    """Probability of each margin (log odds), shape as given; see `Bundle` for the two kinds.

    Logistic is Platt's scaling (Platt 1999), isotonic Zadrozny and Elkan's (2002).
    """
    values = np.asarray(margin, dtype=np.float64)
    if calibrator["kind"] == "isotonic":
        return np.asarray(np.interp(values, calibrator["x"], calibrator["y"]), dtype=np.float64)
    from scipy.special import expit

    odds = calibrator["slope"] * values + calibrator["intercept"]
    return np.asarray(expit(odds), dtype=np.float64)


def _booster(bundle: Bundle) -> Any:
    import lightgbm

    try:
        booster = lightgbm.Booster(model_str=bundle.booster)
    except lightgbm.basic.LightGBMError as error:
        raise BundleError(
            "model.lgb: expected LightGBM's text model, found something that it cannot read; "
            "train and register the model again."
        ) from error
    names = tuple(booster.feature_name())
    if names != bundle.features:
        differs = sorted(set(names) ^ set(bundle.features))
        raise BundleError(
            f"model.lgb: expected the {len(bundle.features)} features of features.json in their "
            f"order, found {len(names)} ({', '.join(differs[:6]) or 'another order'}); "
            "train and register the model again."
        )
    if booster.num_model_per_iteration() != 1 or booster.pandas_categorical:
        raise BundleError(
            "model.lgb: expected one margin a row from plain numbers, found classes or "
            "categories; train on a numeric matrix with a binary objective."
        )
    return booster


def _load_pyfunc(path: str) -> _Served:
    """MLflow's entry for `loader_module`; `path` is the bundle's folder inside the artefact."""
    return _Served(read_bundle(path))
