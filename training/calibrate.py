"""From margins to probabilities and tiers, on the validation day and never on the test's."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from models.detector import calibrate

# Budgets: the share of honest accounts that may reach each tier.
BUDGETS = {"watch": 1e-2, "review": 1e-3, "restrict": 3e-4}

# The part of the undecided whose margins shape the honest tail. Above it campaigns may hide.
_LOW, _HIGH = 0.5, 0.8
# Weibull shape of the tail: 1 is exponential, 2 is Gaussian. Nearer to the heavy side: a threshold
# that is too strict costs a reviewer's day, one that is too loose an honest person's account.
_SHAPE = 1.2


def honest_threshold(margins: np.ndarray, share: float) -> float:
    """The margin that at most about `share` of honest accounts exceed.

    margins : out-of-fold margins of undecided accounts, of which an unknown part (less than a
    fifth) may be campaigns: so only the median and the 0.8 quantile are looked at. The tail above
    the median is extrapolated from them as a Weibull one (peaks over threshold, Pickands 1975).
    """
    low, high = np.quantile(margins, [_LOW, _HIGH])
    reach = np.log((1 - _LOW) / share) / np.log((1 - _LOW) / (1 - _HIGH))
    return float(low + max(high - low, 1e-6) * reach ** (1 / _SHAPE))


def calibrator(margins: np.ndarray, label: np.ndarray) -> dict[str, Any]:
    """Platt's logistic map from margin to probability at the population's rate.

    margins : float (n,) out of fold; label : float (n,) 1, 0 or NaN (undecided). Undecided
    accounts count as honest unless they lie above the review bound: those are unknown, so they
    are left out. Platt (1999), Probabilistic outputs for support vector machines.
    """
    undecided = np.isnan(label)
    bound = honest_threshold(margins[undecided], BUDGETS["review"]) if undecided.any() else np.inf
    used = ~undecided | (margins <= bound)
    y = (label[used] == 1).astype(int)
    if y.min() == y.max():
        raise ValueError(
            "calibration: expected decided campaigns and honest accounts by the cut, found one "
            "kind only. Train with a later AS_OF, or score without a model (day zero)."
        )
    model = LogisticRegression(C=1.0).fit(margins[used][:, None], y)
    # A negative slope would turn the order round; it can only come from decisions at random.
    slope = max(float(model.coef_[0, 0]), 1e-3)
    return {"kind": "logistic", "slope": slope, "intercept": float(model.intercept_[0])}


def tiers(calibration: dict[str, Any], margins: np.ndarray, label: np.ndarray) -> dict[str, float]:
    """Least probability of each tier, from the budgets of honest accounts."""
    undecided = margins[np.isnan(label)]
    bounds = np.array([honest_threshold(undecided, share) for share in BUDGETS.values()])
    return dict(zip(BUDGETS, calibrate(calibration, bounds).tolist(), strict=True))
