"""How far predicted probabilities agree with what was observed."""

from __future__ import annotations

import numpy as np


def reliability(
    y: np.ndarray, probability: np.ndarray, bins: int = 15
) -> list[tuple[float, float, int]]:
    """(mean predicted, observed share, accounts) of each equal-mass bin, low to high.

    y : bool (n,); probability : float (n,) in [0, 1]. Bins of equal mass: Nixon et al. (2019),
    Measuring calibration in deep learning.
    """
    order = np.argsort(probability, kind="stable")
    return [
        (float(probability[part].mean()), float(y[part].mean()), len(part))
        for part in np.array_split(order, min(bins, max(len(order), 1)))
        if len(part)
    ]


def expected_calibration_error(y: np.ndarray, probability: np.ndarray, bins: int = 15) -> float:
    """Mean distance of predicted probability and observed share, weighted by accounts.

    Naeini, Cooper, Hauskrecht (2015), Obtaining well calibrated probabilities, AAAI.
    """
    parts = reliability(y, probability, bins)
    total = sum(n for _, _, n in parts)
    return sum(n * abs(predicted - observed) for predicted, observed, n in parts) / total
