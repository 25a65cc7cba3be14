"""Compare like with like: an account's rank among those of its cohort nearest in volume.

A raw level says "API" or "busy"; its rank among accounts of the same surface and volume says
whether it is odd. Ranks pass through the normal quantile, so that they add up; NULL gives 0.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtri

from features.catalogue import FEATURES

NEIGHBOURS = 300

# Levels make up an account's habits; changes say when they moved.
HABITS = tuple(column for feature in FEATURES if feature.ranked for column in feature.columns)
CHANGES = tuple(column for feature in FEATURES for column in feature.change)
RANKED = HABITS + CHANGES

# Ages at which what is usual changes: a first week, a first month, half a year.
_AGES = (7, 30, 180)
LEAST_COHORT = 50
_BLOCK = 16_384
_DIGITS = 30
# Columns that are ranked in their cohorts at once: double precision for all would be held thrice.
_COLUMNS = 16


def cohorts(base: pd.DataFrame) -> pd.Series:
    """`web` (web and mobile), `ide` or `api`: where most of the last 28 days' exchanges came from.

    Silent accounts are in no cohort: missing.
    """
    active = base["exchanges_28d"] > 0
    cohort = pd.Series("api", index=base.index)
    cohort[base["web_share_28d"] > 0.5] = "web"
    cohort[base["ide_share_28d"] > 0.5] = "ide"
    return cohort.where(active)


def mid_ranks(values: np.ndarray, neighbours: int = NEIGHBOURS) -> np.ndarray:
    """Mid-rank in (0, 1) of each value among the `neighbours` around it in the given order.

    values : float64 (n,), sorted by what makes accounts comparable; NaN is left out and gets NaN.
    """
    n = len(values)
    width = min(neighbours, n)
    starts = np.clip(np.arange(n) - width // 2, 0, n - width)
    windows = np.lib.stride_tricks.sliding_window_view(values, width)
    out = np.empty(n)
    for begin in range(0, n, _BLOCK):
        block = slice(begin, begin + _BLOCK)
        around, own = windows[starts[block]], values[block, None]
        known = (~np.isnan(around)).sum(axis=1)
        below = (around < own).sum(axis=1)
        equal = (around == own).sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            out[block] = (below + 0.5 * equal) / known
    return np.where(np.isnan(values), np.nan, out)


def settled(values: np.ndarray) -> np.ndarray:
    """Values to thirty binary digits, float64 as given, NaN kept; below the usual size (the median
    of what is not zero) in steps of that size's.

    Engines round the last digit of a logarithm otherwise; what differs by that is a tie on both.
    No value's step hangs on the largest: one absurd row would make everybody else a tie.
    """
    size = np.abs(values)
    known = size[np.isfinite(size) & (size > 0)]
    if not len(known):
        return values
    step = np.ldexp(1.0, np.frexp(np.fmax(size, np.median(known)))[1] - _DIGITS)
    return np.asarray(np.round(values / step) * step)


def ranks(base: pd.DataFrame) -> pd.DataFrame:
    """Normal scores of all ranked columns, `<column>_rank`, for the active accounts.

    base : feature rows, index account_id. Returns float32 in about (-3, 3), NULL as 0.
    """
    cohort = cohorts(base).dropna().sort_index()
    scores = np.empty((len(RANKED), len(cohort)), np.float32)
    places = base.index.get_indexer(cohort.index)
    volume = base["exchanges_28d"].to_numpy()[places]
    # Ties in volume are common; the id, by which accounts are sorted, only makes their order the
    # same in every run.
    order = np.argsort(volume, kind="stable")
    of = cohort.to_numpy(object)[order]
    cohort_rows = [order[of == name] for name in ("api", "ide", "web")]
    for row, column in enumerate(RANKED):
        values = settled(base[column].to_numpy(float)[places])
        for members in cohort_rows:
            if len(members):
                scores[row, members] = np.nan_to_num(ndtri(mid_ranks(values[members])))
    return pd.DataFrame(scores.T, cohort.index, [f"{column}_rank" for column in RANKED])


def cohort_ranks(base: pd.DataFrame, plan: pd.Series) -> pd.DataFrame:
    """Share of its cohort of that day that lies below an account, `<column>_cohort`.

    A cohort is the active accounts of one plan, surface and age class; of fewer than 50 accounts,
    those of the surface alone. Mid-ranks in (0, 1), float32, NaN for NULL; index as `ranks`.
    """
    surface = cohorts(base)
    surface = surface.dropna().sort_index()
    places = base.index.get_indexer(surface.index)
    age = np.digitize(base["age"].to_numpy(float)[places], _AGES)
    whole = (
        surface
        + "|"
        + plan.reindex(surface.index).astype("str")
        + "|"
        + pd.Series(age.astype(str), surface.index)
    )
    # An account of no plan (NaN) belongs to no whole cohort.
    small = whole.isna() | (whole.map(whole.value_counts()) < LEAST_COHORT)
    whole = whole.fillna(surface)

    def among(values: pd.DataFrame, cohort: pd.Series) -> pd.DataFrame:
        grouped = values.groupby(cohort.to_numpy())
        return (grouped.rank(method="average") - 0.5) / grouped.transform("count")

    shares = np.empty((len(RANKED), len(surface)), np.float32)
    for start in range(0, len(RANKED), _COLUMNS):
        block = slice(start, start + _COLUMNS)
        values = (
            base[list(RANKED[block])]
            .iloc[places]
            .astype(float)
            .apply(lambda column: settled(column.to_numpy()))
        )
        shares[block] = among(values, whole).where(~small, among(values, surface)).to_numpy().T
    return pd.DataFrame(shares.T, surface.index, [f"{column}_cohort" for column in RANKED])
