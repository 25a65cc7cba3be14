"""Labels: what was decided about an account up to a moment, and not an hour later."""

from __future__ import annotations

import pandas as pd

POSITIVE = "distillation"
NEGATIVE = ("benign", "other_abuse")


def labels(decisions: pd.DataFrame) -> pd.DataFrame:
    """The label of each decided account: its newest decision; `unsure` leaves it without one.

    decisions : rows of the contract's table, already cut at the moment of knowledge.
    Returns index account_id with `label` (1 distillation, 0 benign or other abuse), `source`,
    `decided_at` and `campaign` (the reviewer's campaign_id, or missing).
    """
    newest = (
        decisions.sort_values(["decided_at", "decision_id"])
        .groupby("account_id", sort=True)
        .tail(1)
        .set_index("account_id")
        .sort_index()
    )
    newest = newest[newest["decision"] != "unsure"]
    return pd.DataFrame(
        {
            "label": (newest["decision"] == POSITIVE).astype("int64"),
            "source": newest["source"],
            "decided_at": newest["decided_at"],
            "campaign": newest["campaign_id"],
        }
    )
