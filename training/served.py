"""Whether the model that MLflow serves says what was measured, and in what time."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd

from models.detector import Detector

_ROUNDS = 3
_ROWS = 20_000


def parity(bundle_folder: Path, detector: Detector, rows: pd.DataFrame) -> float | None:
    """Largest difference between the probability of the registered MLflow model, loaded as anybody
    would, and the detector's; None where only the bundle lies here (a remote store).

    bundle_folder : of models.registry.Resolved; rows : feature rows with the model's columns.
    """
    import mlflow.pyfunc

    whole = bundle_folder.parents[1]
    if not (whole / "MLmodel").exists():
        return None
    chosen = rows[list(detector.bundle.features)].astype(float)
    found = mlflow.pyfunc.load_model(str(whole)).predict(chosen)
    return float(np.abs(found["score"].to_numpy() - detector.predict(chosen)).max(initial=0.0))


def time_ratio(challenger: Detector, champion: Detector, rows: pd.DataFrame) -> float:
    """Seconds of the challenger to the champion's on the same rows, the best of three rounds each,
    turn by turn so that a busy machine slows both; rows beyond 20,000 are left out."""
    some = rows.iloc[:_ROWS]
    best = [float("inf"), float("inf")]
    for _ in range(_ROUNDS):
        for i, detector in enumerate((challenger, champion)):
            started = time.perf_counter()
            detector.predict(some)
            best[i] = min(best[i], time.perf_counter() - started)
    return best[0] / best[1]
