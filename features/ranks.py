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

RANKED = tuple(column for feature in FEATURES if feature.ranked for column in feature.columns)


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
    around = np.lib.stride_tricks.sliding_window_view(values, width)[starts]
    own = values[:, None]
    known = (~np.isnan(around)).sum(axis=1)
    below = (around < own).sum(axis=1)
    equal = (around == own).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        rank = (below + 0.5 * equal) / known
    return np.where(np.isnan(values), np.nan, rank)


def ranks(base: pd.DataFrame) -> pd.DataFrame:
    """Normal scores of all ranked columns, `<column>_rank`, for the active accounts.

    base : feature rows, index account_id. Returns float64 in about (-3, 3), NULL as 0.
    """
    cohort = cohorts(base)
    frames = []
    for name in ("api", "ide", "web"):
        members = base[cohort == name]
        if members.empty:
            continue
        # Ties in volume are common; the id only makes their order the same in every run.
        order = np.lexsort((members.index.to_numpy(), members["exchanges_28d"].to_numpy()))
        members = members.iloc[order]
        scores = {
            f"{column}_rank": np.nan_to_num(ndtri(mid_ranks(members[column].to_numpy(float))))
            for column in RANKED
        }
        frames.append(pd.DataFrame(scores, index=members.index))
    if not frames:
        return pd.DataFrame(columns=[f"{column}_rank" for column in RANKED], dtype=float)
    return pd.concat(frames).sort_index()
