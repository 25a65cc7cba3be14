"""Judge a detector on a day after its cut, against the truth where a log has one.

Truth (LOGS/truth) is read here and nowhere else. Thresholds for recall at FPR are those of the
test day by definition of the figure; the tiers' were set before, on the cut's validation day.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from features.groups import accused, suspicious_groups
from features.proven import surely
from features.snapshots import Snapshot
from models.detector import Detector
from models.reliability import expected_calibration_error, reliability
from training.metrics import (
    bootstrap_recall,
    campaign_recall,
    group_purity,
    recall_at_fpr,
    threshold_at_fpr,
)

FPRS = {"1e-3": 1e-3, "1e-2": 1e-2}
SIZES = (10, 50, 100)


@dataclass(frozen=True)
class TacticRecall:
    """Recall of one tactic's active accounts at FPR 1e-3 and 1e-2.

    `decided`: its accounts with a `distillation` decision by the cut; `undecided`: recall at 1e-3
    of the others, which the model was never told of. `interval`: 95 %, over campaigns.
    """

    tactic: str
    campaigns: int
    accounts: int
    decided: int
    strict: float
    undecided: float
    loose: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class Evaluation:
    """All figures of one detector on one day; `figures` holds the plain numbers by name."""

    as_of: str
    figures: dict[str, float]
    tactics: tuple[TacticRecall, ...]
    slices: pd.DataFrame
    tiers: pd.DataFrame
    reliability: list[tuple[float, float, int]]


def read_truth(logs: Path) -> pd.DataFrame | None:
    """kind, tactic and campaign by account_id; None where the log has no truth."""
    files = sorted((logs / "truth").glob("[!_.]*.parquet"))
    if not files:
        return None
    return pd.concat([pq.read_table(file).to_pandas() for file in files]).set_index("account_id")


def probabilities(detector: Detector, snapshot: Snapshot) -> pd.Series:
    """Calibrated probability of every active account of the snapshot."""
    active = snapshot.rows[snapshot.rows["exchanges_28d"] > 0]
    return pd.Series(detector.predict(active, snapshot.twins), index=active.index)


def evaluate_truth(
    detector: Detector, snapshot: Snapshot, truth: pd.DataFrame, label: pd.Series
) -> Evaluation:
    """Figures of docs/evaluation.md against the truth, active accounts only.

    label : 1 distillation, 0 not, by account_id of those that were decided by the detector's cut.
    """
    decided = set(label.index[label == 1])
    score = probabilities(detector, snapshot)
    known = truth.reindex(score.index)
    guilty = known["campaign"].notna().to_numpy()
    p = score.to_numpy()
    figures = {f"recall_at_fpr_{name}": recall_at_fpr(guilty, p, fpr) for name, fpr in FPRS.items()}
    bounds = {name: threshold_at_fpr(p[~guilty], fpr) for name, fpr in FPRS.items()}
    tactics = tuple(
        _tactic(name, score, known, bounds, decided)
        for name in sorted(known["tactic"].dropna().unique())
    )
    for tactic in tactics:
        figures[f"recall_at_fpr_1e-3.{tactic.tactic}"] = tactic.strict
    figures["ece"] = expected_calibration_error(guilty, p)
    figures["prevalence"] = float(guilty.mean())

    suspicious = set(score.index[score >= detector.bundle.tiers["watch"]])
    found = suspicious_groups(snapshot, suspicious)
    review = detector.bundle.tiers["review"]
    told = [accused(group, snapshot, score, review, label) for group in found]
    named = {str(i): set(group.members) for i, group in enumerate(told) if group is not None}
    campaigns = {str(name): set(rows.index) for name, rows in known[guilty].groupby("campaign")}
    for least in SIZES:
        value = campaign_recall(named, campaigns, least=least)
        if not np.isnan(value):
            figures[f"campaign_recall_{least}"] = value
    campaign_of = known.loc[guilty, "campaign"].to_dict()
    if named:
        figures["group_purity"] = group_purity(named, campaign_of)

    tiers = _tiers(detector, score, guilty)
    for row in tiers.itertuples():
        figures[f"precision.{row.tier}"] = float(row.precision)
        figures[f"fpr.{row.tier}"] = float(row.fpr)
    slices = _slices(score[~guilty], known.loc[~guilty, "kind"], bounds["1e-3"], detector)
    if len(slices):
        # Of a class of nine two wrong flags are 22 %; of forty classes one has them by chance.
        wrong = (slices["at_review"] * slices["accounts"]).round().astype(int)
        classes = zip(wrong, slices["accounts"], strict=True)
        proven = [surely(w, n, len(slices)) for w, n in classes]
        figures["fpr_worst_class_least"] = max(proven)
    return Evaluation(
        snapshot.as_of.isoformat(),
        {name: float(value) for name, value in figures.items() if np.isfinite(value)},
        tactics,
        slices,
        tiers,
        reliability(guilty, p),
    )


def _tactic(
    name: str, score: pd.Series, known: pd.DataFrame, bounds: dict[str, float], decided: set[str]
) -> TacticRecall:
    mine = known["tactic"] == name
    told = mine & known.index.isin(decided)
    strict = score[mine] > bounds["1e-3"]
    untold = score[mine & ~told] > bounds["1e-3"]
    return TacticRecall(
        tactic=name,
        campaigns=int(known.loc[mine, "campaign"].nunique()),
        accounts=int(mine.sum()),
        decided=int(told.sum()),
        strict=float(strict.mean()),
        undecided=float(untold.mean()) if len(untold) else float("nan"),
        loose=float((score[mine] > bounds["1e-2"]).mean()),
        interval=bootstrap_recall(strict.to_numpy(), known.loc[mine, "campaign"].to_numpy()),
    )


def _tiers(detector: Detector, score: pd.Series, guilty: np.ndarray) -> pd.DataFrame:
    """Accounts, FPR and precision at or above each tier; also at 1 % campaign accounts."""
    rows = []
    for tier, least in detector.bundle.tiers.items():
        flagged = (score >= least).to_numpy()
        hit, wrong = int((flagged & guilty).sum()), int((flagged & ~guilty).sum())
        fpr = wrong / max((~guilty).sum(), 1)
        recall = hit / max(guilty.sum(), 1)
        thin = 0.01 * recall + 0.99 * fpr
        rows.append(
            {
                "tier": tier,
                "accounts": hit + wrong,
                "fpr": fpr,
                "recall": recall,
                "precision": hit / (hit + wrong) if hit + wrong else np.nan,
                "precision_at_1_percent": 0.01 * recall / thin if thin else np.nan,
            }
        )
    return pd.DataFrame(rows)


def _slices(score: pd.Series, kind: pd.Series, bound: float, detector: Detector) -> pd.DataFrame:
    """FPR of each class of honest accounts, at FPR 1e-3 of all and at tier review; worst first."""
    frame = pd.DataFrame(
        {
            "kind": kind,
            "at_fpr_1e-3": score > bound,
            "at_review": score >= detector.bundle.tiers["review"],
        }
    )
    table = frame.groupby("kind").agg(
        accounts=("at_review", "size"),
        fpr=("at_fpr_1e-3", "mean"),
        at_review=("at_review", "mean"),
    )
    return table.sort_values(["fpr", "at_review", "accounts"], ascending=[False, False, False])


def evaluate_decisions(
    detector: Detector, snapshot: Snapshot, later: pd.DataFrame
) -> dict[str, float]:
    """What decisions say where no truth is: those that came after the cut, which nobody trained on.

    later : labels (features.labels) of accounts that had none by the cut.
    """
    score = probabilities(detector, snapshot)
    label = later["label"].reindex(score.index)
    least = detector.bundle.tiers["review"]
    figures = {}
    for name, value in (("recall_later_decisions", 1), ("fpr_later_benign", 0)):
        chosen = score[label == value]
        if len(chosen):
            figures[name] = float((chosen >= least).mean())
            figures[f"{name}_accounts"] = float(len(chosen))
    figures["flag_rate_review"] = float((score >= least).mean())
    return figures
