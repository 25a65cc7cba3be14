"""The gate: whether a challenger's figures are good enough to become champion.

Rules are data, the judgement is a pure function of figures. Losses compare what each bundle
measured when it was trained; whether both were measured on the same data is the caller's to say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

# Figures are printed to four digits: less than this is arithmetic, not a difference.
_SLACK = 1e-9

Outcome = Literal["pass", "fail", "unknown"]


@dataclass(frozen=True)
class Rule:
    """What one figure has to reach.

    name: how a sentence calls the figure. metric: its key among the figures.
    direction: "up" where more is better, "down" where less is.
    bound: the least (up) or the most (down) that is allowed, itself included; None: any value.
    max_loss: how much worse than the champion it may be, in the figure's own unit; None: any.
    required: a challenger without this figure fails; otherwise its absence is only said.
    """

    name: str
    metric: str
    direction: Literal["up", "down"]
    bound: float | None = None
    max_loss: float | None = None
    required: bool = False

    def __post_init__(self) -> None:
        if self.bound is None and self.max_loss is None:
            raise ValueError(f"Rule {self.metric!r}: expected a bound or a max_loss, found neither")
        if self.max_loss is not None and self.max_loss < 0:
            raise ValueError(f"Rule {self.metric!r}: expected max_loss >= 0, found {self.max_loss}")


@dataclass(frozen=True)
class Line:
    """One rule applied; `sentence` says how it came out."""

    rule: Rule
    challenger: float | None
    champion: float | None
    outcome: Outcome
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """`reasons` are the sentences of what failed, then of what is not known."""

    passes: bool
    reasons: tuple[str, ...]
    lines: tuple[Line, ...]


# What decisions alone allow is required; what needs the truth is judged where an evaluation found
# it. Bounds are the least with which a first champion is worth having, losses what a bootstrap over
# campaigns moves.
RULES: tuple[Rule, ...] = (
    Rule("recall of decided accounts", "recall_decided_review", "up", 0.10, 0.05, required=True),
    # Few are known benign: a refusal needs a rate that is proven, the table shows the plain one.
    Rule("proven FPR on known benign", "fpr_known_benign_least", "down", 0.002, 0.001),
    Rule("share of accounts flagged", "flag_rate_review", "down", 0.25, required=True),
    Rule("recall at FPR 1e-3", "recall_at_fpr_1e-3", "up", 0.20, 0.03),
    # A difference that another draw of campaigns may turn is none; on the same accounts of one day.
    Rule("proven loss beside the champion", "paired_recall_loss", "down", 0.01),
    Rule("FPR at tier review", "fpr.review", "down", 0.01, 0.002),
    Rule("proven FPR of the worst class", "fpr_worst_class_least", "down", 0.01, 0.005),
    Rule("share of campaigns found", "campaign_recall_10", "up", None, 0.05),
    Rule("purity of reported groups", "group_purity", "up", 0.60, 0.05),
    Rule("calibration error", "ece", "down", 0.10, 0.02),
    # What MLflow serves has to be what was measured, in a time that the nightly batch has.
    Rule("difference of the served model", "parity_difference", "down", 1e-9),
    Rule("scoring time to the champion's", "scoring_time_ratio", "down", 3.0),
    Rule("median days to the first flag", "days_to_first_flag", "down", None, 1.0),
    Rule("share of flags that stay", "stability", "up", 0.80, 0.05),
)


def judge(
    challenger_figures: Mapping[str, float],
    champion_figures: Mapping[str, float] | None,
    rules: Sequence[Rule] = RULES,
) -> Verdict:
    """Apply every rule; the challenger passes if none fails.

    champion_figures: None where there is no champion; then bounds alone decide. A figure that the
    champion lacks is not compared. NaN and infinity count as missing.

    Raises ValueError on an empty list of rules: a gate without rules lets everything through.
    """
    if not rules:
        raise ValueError("judge: expected at least one rule, found none")
    lines = tuple(_apply(rule, challenger_figures, champion_figures) for rule in rules)
    failed = [line.sentence for line in lines if line.outcome == "fail"]
    unknown = [line.sentence for line in lines if line.outcome == "unknown"]
    return Verdict(not failed, (*failed, *unknown), lines)


def _apply(
    rule: Rule, challenger: Mapping[str, float], champion: Mapping[str, float] | None
) -> Line:
    value = _figure(challenger, rule.metric)
    before = _figure(champion or {}, rule.metric)
    if value is None:
        outcome: Outcome = "fail" if rule.required else "unknown"
        must = ", which this gate requires" if rule.required else ", so it was not judged"
        sentence = f"The challenger has no figure for {rule.name} ({rule.metric}){must}."
        return Line(rule, value, before, outcome, sentence)

    up = rule.direction == "up"
    if rule.bound is not None and _worse(value, rule.bound, up) > _SLACK:
        edge = "least allowed is" if up else "most allowed is"
        sentence = f"The {rule.name} is {value:.4g}, the {edge} {rule.bound:.4g}."
        return Line(rule, value, before, "fail", sentence)

    if before is not None and rule.max_loss is not None:
        loss = _worse(value, before, up)
        if loss > rule.max_loss + _SLACK:
            sentence = (
                f"The {rule.name} is {value:.4g}, {loss:.4g} worse than the champion's "
                f"{before:.4g}; it may be at most {rule.max_loss:.4g} worse."
            )
            return Line(rule, value, before, "fail", sentence)
    elif champion is not None and before is None and rule.max_loss is not None:
        sentence = (
            f"The champion has no figure for {rule.name} ({rule.metric}), so the two were not "
            "compared."
        )
        # The bound, if there is one, was held; what is open is only the comparison.
        outcome = "pass" if rule.bound is not None else "unknown"
        return Line(rule, value, before, outcome, sentence)
    return Line(rule, value, before, "pass", f"The {rule.name} is {value:.4g}.")


def _worse(value: float, than: float, up: bool) -> float:
    return than - value if up else value - than


def _figure(figures: Mapping[str, float], metric: str) -> float | None:
    value = figures.get(metric)
    return float(value) if value is not None and math.isfinite(value) else None
