"""Why an account scored as it did, and what speaks for it: sentences with the cohort beside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from features.catalogue import feature_of
from features.declare import Feature
from models.detector import Detector

MOST = 3
# A column that hardly differs from its cohort explains nothing to a reader, whatever its weight.
LEAST_DIFFERENCE = 0.5


@dataclass(frozen=True)
class Reason:
    """One sentence; value and cohort (the median of comparable accounts) in the feature's unit."""

    feature: str
    value: float
    cohort: float
    sentence: str


def readable(feature: Feature, value: float) -> str:
    """A value as a person reads it: 62 %, 1,024, 1.8; log2 units are turned back."""
    if np.isnan(value):
        return "unknown"
    if feature.unit == "yes or no":
        return "yes" if value >= 0.5 else "no"
    if feature.unit == "fraction":
        return f"{100 * value:.0f} %"
    if feature.unit.startswith("log2"):
        value = float(2**value)
    if feature.unit in ("bits", "cosine", "1 - cosine", "squared discrepancy"):
        return f"{value:.2f}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}".removesuffix(".0")


def cohort_medians(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Median of each column over the active accounts of each cohort: index cohort."""
    return rows[rows["cohort"].notna()].groupby("cohort")[columns].median()


def _base(column: str) -> str:
    return column.removesuffix("_rank").removesuffix("_twins")


def explain(
    detector: Detector, rows: pd.DataFrame, chosen: pd.Index
) -> tuple[dict[str, list[Reason]], dict[str, list[Reason]]]:
    """For each chosen account: what raised its score and what lowered it, strongest first.

    rows : the snapshot's rows (all accounts: the cohorts' medians come from them). TreeSHAP
    contributions (Lundberg et al. 2020) of a feature's rank and twin mean are added up.
    """
    raised: dict[str, list[Reason]] = {}
    lowered: dict[str, list[Reason]] = {}
    if len(chosen) == 0:
        return raised, lowered
    picked = rows.loc[chosen]
    parts = detector.contributions(picked)
    bases = sorted({_base(c) for c in parts.columns})
    added = parts.T.groupby(_base).sum().T
    medians = cohort_medians(rows, bases)
    for account in chosen:
        weights = added.loc[account].sort_values(ascending=False)
        cohort = rows.at[account, "cohort"]
        raised[account] = _sentences(weights[weights > 0], picked.loc[account], medians, cohort)
        lowered[account] = _sentences(
            weights[weights < 0][::-1], picked.loc[account], medians, cohort
        )
    return raised, lowered


def of_twins(suspicious: pd.Series, twins: pd.DataFrame, chosen: pd.Index) -> dict[str, Reason]:
    """What its twins, who are half of its score, say of each chosen account that has some.

    suspicious : bool by account_id; twins : account_id, twin_id. `value` is how many of its twins
    are suspicious, `cohort` how many of anybody's are, on average.
    """
    known = suspicious.reindex(twins["twin_id"]).fillna(False).to_numpy(bool)
    by = pd.Series(known).groupby(twins["account_id"].to_numpy())
    count, size = by.sum(), by.size()
    usual = float(count.mean()) if len(count) else float("nan")
    found = {}
    for account in chosen.intersection(count.index):
        text = (
            f"Of the {size[account]} accounts most alike to it {count[account]} are suspicious"
            f" (as a rule: {usual:.1f})."
        )
        found[account] = Reason("twins", float(count[account]), usual, text)
    return found


def _sentences(
    weights: pd.Series, row: pd.Series, medians: pd.DataFrame, cohort: str
) -> list[Reason]:
    found: list[Reason] = []
    seen: set[str] = set()
    for column in weights.index:
        feature = feature_of(column)
        value = float(row[column])
        usual = float(medians.at[cohort, column]) if cohort in medians.index else float("nan")
        if feature.name in seen or np.isnan(value) or not _differs(column, row, value, usual):
            continue
        shown, beside = readable(feature, value), readable(feature, usual)
        if shown == beside:
            continue
        seen.add(feature.name)
        text = feature.sentence.format(value=shown, cohort=beside)
        found.append(Reason(column, value, usual, text))
        if len(found) == MOST:
            break
    return found


def _differs(column: str, row: pd.Series, value: float, usual: float) -> bool:
    rank = row.get(f"{column}_rank")
    if rank is not None:
        return abs(float(rank)) >= LEAST_DIFFERENCE
    return np.isnan(usual) or abs(value - usual) > 0.1 * max(abs(usual), 0.1)
