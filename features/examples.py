"""Labelled examples: feature rows of several as-of dates with what was decided by the cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from features.snapshots import MODEL_COLUMNS, Snapshot


@dataclass(frozen=True)
class Examples:
    """One row an active account and as-of date.

    rows : float64 model columns; meta : account_id, as_of, label (1, 0 or NaN where undecided),
    source, campaign, community, seed (the community in which telling traces make it one at the cut,
    -1 for none), weight, in the same order. `weight` is 1 over the account's number of snapshots,
    so that long-lived accounts do not dominate. twins : account_id, twin_id of the newest as-of
    date; weights : what shared traces are worth on it (features.evidence.weigh).
    """

    cut: date
    rows: pd.DataFrame
    meta: pd.DataFrame
    twins: pd.DataFrame
    weights: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def newest(self) -> np.ndarray:
        """bool: rows of the newest as-of date, the population as it stands at the cut."""
        return (self.meta["as_of"] == self.meta["as_of"].max()).to_numpy()


def examples(snapshots: Sequence[Snapshot], labels: pd.DataFrame, cut: date) -> Examples:
    """Join snapshots (all up to the cut) with labels (cut at the same moment).

    Accounts without an exchange in 28 days are left out: nothing is known of them.
    """
    late = [s.as_of for s in snapshots if s.as_of > cut]
    if late:
        raise ValueError(f"examples: expected snapshots up to {cut}, found {late[0]}.")
    newest = max(snapshots, key=lambda s: s.as_of)
    rows, metas = [], []
    for snapshot in sorted(snapshots, key=lambda s: s.as_of):
        active = snapshot.rows[snapshot.rows["exchanges_28d"] > 0]
        known = labels.reindex(active.index)
        rows.append(active[list(MODEL_COLUMNS)])
        metas.append(
            pd.DataFrame(
                {
                    "account_id": active.index,
                    "as_of": snapshot.as_of,
                    "label": known["label"].to_numpy(float),
                    "source": known["source"].to_numpy(object),
                    "campaign": known["campaign"].to_numpy(object),
                    "community": newest.rows["community"].reindex(active.index, fill_value=-1),
                    "seed": newest.seeds.reindex(active.index, fill_value=-1),
                }
            )
        )
    meta = pd.concat(metas, ignore_index=True)
    meta["weight"] = 1 / meta.groupby("account_id")["account_id"].transform("size")
    return Examples(cut, pd.concat(rows, ignore_index=True), meta, newest.twins, newest.weights)
