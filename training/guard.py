"""Whether what traces teach may be used: checked on what people decided, before anything is scored.

Seeds (features.evidence) hold only where telling traces are a campaign's. Audits, appeals and
decisions by hand know some of it: where they contradict the seeds, or where a model that never saw
a seed does not tell it from accounts that were found benign, decisions alone teach, and that is
said aloud. The model does not read traces, so it is a second witness.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from features.evidence import contradicted
from features.examples import Examples
from features.proven import surely
from training import fit

# Of seeds that were decided so many may be benign, and of known-benign accounts so many look like
# a seed, at 95 % confidence: a wrong seed teaches to flag people like it.
MOST_WRONG_SEEDS = 0.2
MOST_ALIKE = 0.02


@dataclass(frozen=True)
class Verdict:
    """What the guard found; `why` is a sentence for the console, the run and the card."""

    seeds: int
    trusted: bool
    why: str


def judge(
    examples: Examples, fold: np.ndarray, seed: int, params: Mapping[str, Any] = fit.DEFAULT
) -> tuple[Examples, np.ndarray, Verdict]:
    """The examples to learn from, with their seeds or without, which rows of them (fit.kept), and
    why.

    `fold` keeps decided campaigns and seeds whole (training.split).
    """

    def refused(why: str) -> tuple[Examples, np.ndarray, Verdict]:
        alone = fit.without_seeds(examples)
        return alone, fit.kept(alone, fold, seed, params), Verdict(count, False, why)

    newest = examples.newest
    label = examples.meta["label"].to_numpy(float)
    examples, dropped = _uncontradicted(examples)
    taught = fit.taught_by_traces(examples)
    count = int((newest & taught).sum())
    if count == 0:
        return refused(f"No telling trace to learn from: decisions alone teach.{dropped}")
    decided = newest & (examples.meta["seed"].to_numpy() >= 0) & ~np.isnan(label)
    wrong = int((label[decided] == 0).sum())
    if surely(wrong, int(decided.sum())) > MOST_WRONG_SEEDS:
        return refused(
            f"Seeds are NOT used, decisions alone teach: {wrong} of the {int(decided.sum())} seeds"
            " that were decided are benign."
        )
    honest = newest & (label == 0)
    keep = fit.kept(examples, fold, seed, params)
    margins = fit.out_of_fold(examples, fold, keep, params, seed)
    usual = np.median(margins[newest & taught])
    alike = int((margins[honest] >= usual).sum())
    said = (
        f"{alike} of {int(honest.sum())} known-benign accounts look as suspicious as half of the"
        " seeds do to a model of other folds"
    )
    if surely(alike, int(honest.sum())) > MOST_ALIKE:
        return refused(f"Seeds are NOT used, decisions alone teach: {said}.")
    if not honest.any():
        said = "no account is known to be benign yet, so nothing has checked them: audit some"
    why = (
        f"{count} undecided accounts teach as seeds, by traces that in this log hardly anybody but"
        f" twins shares; {said}.{dropped}"
    )
    return examples, keep, Verdict(count, True, why)


def _uncontradicted(examples: Examples) -> tuple[Examples, str]:
    """Examples without the seeds of communities that people found honest (features.evidence), and
    a sentence that says so, empty where there are none."""
    newest = examples.meta[examples.newest].set_index("account_id")
    seeded = newest.loc[newest["seed"] >= 0, "seed"]
    gone = contradicted(seeded, newest["community"], newest["label"])
    lost = int(seeded.isin(gone).sum())
    if not lost:
        return examples, ""
    seed = examples.meta["seed"]
    meta = examples.meta.assign(seed=seed.where(~seed.isin(gone), -1))
    what = "communities" if len(gone) > 1 else "community"
    return replace(examples, meta=meta), (
        f" {lost} seeds of {len(gone)} {what} are left out: people looked at accounts there and"
        " found more of them honest than not."
    )
