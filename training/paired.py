"""Challenger against champion on the same accounts of the same day.

Two recalls from two evaluations differ by chance; here both models judge the same campaigns, and
campaigns, the independent units, are drawn again for both at once (paired bootstrap; Efron and
Tibshirani 1993, chapter 16). What is proven at 95 % is a loss, the rest is not known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from training.metrics import threshold_at_fpr

FPR = 1e-3
_DRAWS = 2_000


@dataclass(frozen=True)
class Paired:
    """Recall of the challenger less the champion's, each at its own threshold of FPR 1e-3:
    the difference, and its 95 % interval over campaigns."""

    gain: float
    low: float
    high: float

    def figures(self) -> dict[str, float]:
        """By their names: the gain, and the loss that is proven (0 where none is)."""
        return {"paired_recall_gain": self.gain, "paired_recall_loss": max(0.0, -self.high)}


def paired(
    challenger: np.ndarray, champion: np.ndarray, campaign: pd.Series, *, seed: int = 0
) -> Paired:
    """Compare two models' scores of the same accounts.

    challenger, champion : float (n,), higher is more suspicious; campaign : name of each account's
    campaign, missing for honest ones. Raises ValueError where one of the two classes is empty.
    """
    guilty = campaign.notna().to_numpy()
    if not guilty.any() or guilty.all():
        raise ValueError("paired: expected campaign and honest accounts, found one class.")
    found = [
        score[guilty] > threshold_at_fpr(score[~guilty], FPR) for score in (challenger, champion)
    ]
    both = pd.DataFrame({"new": found[0], "old": found[1]}, dtype=float)
    by = both.groupby(campaign[guilty].to_numpy()).agg(["sum", "size"])
    gains = (by["new", "sum"] - by["old", "sum"]).to_numpy()
    sizes = by["new", "size"].to_numpy()
    drawn = np.random.default_rng(seed).integers(0, len(sizes), (_DRAWS, len(sizes)))
    differences = gains[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(differences, [0.025, 0.975])
    return Paired(float(gains.sum() / sizes.sum()), float(low), float(high))
