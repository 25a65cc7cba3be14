"""Figures of the detector, as docs/evaluation.md names them; plain functions of arrays."""

from __future__ import annotations

import numpy as np
import pandas as pd


def threshold_at_fpr(benign_scores: np.ndarray, max_fpr: float) -> float:
    """The score that must be exceeded so that at most `max_fpr` of benign accounts are flagged.

    Ties flag together: a score equal to the threshold is not flagged. max_fpr is a fraction.
    """
    if len(benign_scores) == 0:
        raise ValueError("threshold: expected at least one benign score, found none.")
    allowed = int(np.floor(max_fpr * len(benign_scores)))
    ordered = np.sort(benign_scores)[::-1]
    return float(ordered[min(allowed, len(ordered) - 1)])


def recall_at_fpr(y: np.ndarray, score: np.ndarray, max_fpr: float) -> float:
    """Share of positives above the threshold that flags at most `max_fpr` of the negatives.

    Parameters
    ----------
    y : bool array (n,). True is a campaign account.
    score : float array (n,). Higher is more suspicious; ties flag together.
    max_fpr : fraction of benign accounts, not percent (0.001 is one in a thousand).

    Returns
    -------
    float in [0, 1].

    Raises
    ------
    ValueError if shapes differ, `score` has NaN, or `y` holds one class.

    References
    ----------
    Fawcett (2006), An introduction to ROC analysis, Pattern Recogn. Lett. 27(8).
    """
    y, score = np.asarray(y, bool), np.asarray(score, float)
    if y.shape != score.shape:
        raise ValueError(f"recall_at_fpr: expected equal shapes, found {y.shape}, {score.shape}.")
    if np.isnan(score).any():
        raise ValueError("recall_at_fpr: score: expected no NaN, found some.")
    if y.all() or not y.any():
        raise ValueError("recall_at_fpr: y: expected both classes, found one.")
    return float((score[y] > threshold_at_fpr(score[~y], max_fpr)).mean())


def bootstrap_recall(
    flagged: np.ndarray, campaign: np.ndarray, *, draws: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """95 % interval of recall by resampling campaigns, which are the independent units.

    flagged : bool (n,) of campaign accounts only; campaign : their campaign names (n,).
    """
    per = pd.DataFrame({"campaign": campaign, "flagged": flagged}).groupby("campaign")["flagged"]
    hits, sizes = per.sum().to_numpy(), per.size().to_numpy()
    rng = np.random.default_rng(seed)
    pick = rng.integers(0, len(hits), size=(draws, len(hits)))
    recalls = hits[pick].sum(axis=1) / sizes[pick].sum(axis=1)
    return float(np.quantile(recalls, 0.025)), float(np.quantile(recalls, 0.975))


def campaign_recall(
    groups: dict[str, set[str]], campaigns: dict[str, set[str]], *, least: int = 1
) -> float:
    """Share of true campaigns (of at least `least` active accounts) that a reported group names.

    A group names a campaign when it holds at least half of its active accounts and at least 0.8
    of the group's accounts are the campaign's. NaN where no campaign is that large.
    """
    large = [members for members in campaigns.values() if len(members) >= least]
    if not large:
        return float("nan")
    found = sum(
        any(
            len(members & group) >= 0.5 * len(members) and len(members & group) >= 0.8 * len(group)
            for group in groups.values()
        )
        for members in large
    )
    return found / len(large)


def group_purity(groups: dict[str, set[str]], campaign_of: dict[str, str]) -> float:
    """Accounts of a group's majority campaign over its accounts, weighted by size.

    A group without any campaign account counts 0. NaN where no group is reported.
    """
    if not groups:
        return float("nan")
    pure = total = 0
    for members in groups.values():
        names = pd.Series([campaign_of[m] for m in members if m in campaign_of], dtype=object)
        pure += int(names.value_counts().iloc[0]) if len(names) else 0
        total += len(members)
    return pure / total
