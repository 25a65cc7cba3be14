"""The model card: what a version is, what it learnt from, how far it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd


def model_card(
    *,
    meta: pd.DataFrame,
    traces: str,
    labelling: Sequence[str],
    cut: str,
    as_of: str,
    params: Mapping[str, Any],
    trials: int,
    figures: Mapping[str, float],
    tiers: Mapping[str, float],
    budgets: Mapping[str, float],
    top_features: Sequence[tuple[str, float]],
    embedder: str,
    catalogue: str,
    data: str,
) -> str:
    """Markdown; no account, prompt or address appears in it."""
    newest = meta[meta["as_of"] == meta["as_of"].max()]
    decided = newest["label"].notna()
    guilty = newest["label"] == 1
    lines = [
        "# stillwatch detector",
        "",
        "Scores the probability that an account takes part in a distillation campaign, from its"
        " feature row of a day. One LightGBM model on ranks among comparable accounts, on their"
        " means over twins and on the twin graph; logistic calibration.",
        "",
        "## What it learnt from",
        f"- Knowledge up to {cut} (held out: up to {as_of}), {meta['as_of'].nunique()} weekly"
        f" snapshots, {len(meta):,} rows of {meta['account_id'].nunique():,} accounts.",
        f"- At the cut: {int(guilty.sum()):,} accounts decided as distillation in"
        f" {newest.loc[guilty, 'campaign'].nunique()} named campaigns,"
        f" {int((newest['label'] == 0).sum()):,} decided honest,"
        f" {int((~decided).sum()):,} undecided."
        " The most suspicious fifth of the undecided is left out: it may hide campaigns.",
        f"- {traces}",
        *(f"- By {line}." for line in labelling),
        f"- Embedder {embedder}, catalogue {catalogue}, data {data}.",
        "",
        "## Figures (out of fold, campaigns whole, decisions alone)",
        *(f"- {name}: {value:.4g}" for name, value in sorted(figures.items())),
        "",
        "## Tiers",
        *(
            f"- {tier}: probability from {least:.3f}; budget: {budgets[tier]:.2%} of the honest"
            for tier, least in tiers.items()
        ),
        "",
        "## Parameters",
        f"- {trials} trials; " + ", ".join(f"{k} {v:.4g}" for k, v in sorted(params.items())),
        "",
        "## What carries it (share of gain)",
        *(f"- {name}: {share:.1%}" for name, share in top_features),
        "",
        "## Limits",
        "- It knows the tactics that were decided by the cut, and those whose accounts share"
        " telling traces; campaigns of another kind may pass.",
        "- Probabilities hold at the log's own share of campaigns and where decisions are right.",
        "- Accounts with one exchange in 28 days have no twins and are hardly told.",
        "- A score is a reason to look, never a verdict: a person decides, with what speaks for"
        " the account beside it.",
        "",
    ]
    return "\n".join(lines)
