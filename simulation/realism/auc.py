"""How well one column parts two groups."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def below_all(values: Values) -> Values:
    """NULL (NaN) as a value of its own below all others."""
    return np.where(np.isnan(values), -np.inf, values)


def auc(honest: Values, other: Values) -> float:
    """Chance that a drawn `other` account has the higher value; ties count half.

    Parameters
    ----------
    honest, other : float64 arrays, shapes (n_honest,) and (n_other,). NaN is NULL, which stands
        below all other values and ties with itself.

    Returns
    -------
    float in [0, 1]; 0.5 parts nothing, 1.0 means that every `other` stands above every honest.

    Raises
    ------
    ValueError if one of the groups is empty.
    """
    if len(honest) == 0 or len(other) == 0:
        raise ValueError(
            f"auc: expected two groups that are not empty, found {len(honest)} and {len(other)}"
        )
    return auc_sorted(np.sort(below_all(honest)), below_all(other))


def auc_sorted(honest: Values, other: Values) -> float:
    """`auc` where `honest` is sorted already and no value is NaN."""
    lower = np.searchsorted(honest, other, side="left")
    upper = np.searchsorted(honest, other, side="right")
    return float((lower + upper).mean() / 2 / len(honest))


def strength(value: float) -> tuple[float, str]:
    """An AUC as max(a, 1 - a), and whether the campaign's values are `higher` or `lower`."""
    return (value, "higher") if value >= 0.5 else (1 - value, "lower")


def chance_error(n_honest: int, n_other: int) -> float:
    """Standard error of the AUC of a column that parts nothing (Mann-Whitney, no ties)."""
    return sqrt((n_honest + n_other + 1) / (12 * n_honest * n_other))
