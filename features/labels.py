"""Labels: what was decided about an account up to a moment, and not an hour later; and what each
way of labelling is worth, by those of its accounts that somebody else looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from features.proven import surely

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


@dataclass(frozen=True)
class LabellingFunction:
    """One way by which accounts get a label, right or wrong.

    says : 1 distillation, 0 honest. votes : the accounts that it labels, from decisions and seeds.
    checks : which sources' decisions, never its own, say whether it was right.
    """

    name: str
    what: str
    says: int
    votes: Callable[[pd.DataFrame, pd.Series], pd.Index]
    checks: tuple[str, ...]


def _decided(source: str, label: int) -> Callable[[pd.DataFrame, pd.Series], pd.Index]:
    def votes(decisions: pd.DataFrame, _: pd.Series) -> pd.Index:
        mine = labels(decisions[decisions["source"] == source])
        return mine.index[mine["label"] == label]

    return votes


def _audited(decisions: pd.DataFrame, _: pd.Series) -> pd.Index:
    """Accounts that nothing but an audit decided: a fair draw of those whom nobody suspected."""
    others = set(decisions.loc[decisions["source"] != "audit", "account_id"])
    mine = labels(decisions[decisions["source"] == "audit"]).index
    return mine[~mine.isin(others)]


# A reviewer's verdict is checked by audits, which are drawn from everybody; an audit's by whoever
# looked again; traces by everybody who decided. An appeal is brought by those who were locked out,
# so what it overturns is counted apart and proves no share.
LABELLING: tuple[LabellingFunction, ...] = (
    LabellingFunction(
        "review", "A reviewer found distillation.", 1, _decided("review", 1), ("audit",)
    ),
    LabellingFunction(
        "automatic", "A rule closed it as distillation.", 1, _decided("automatic", 1),
        ("audit", "review"),
    ),
    LabellingFunction(
        "traces", "It shares telling traces in a community that holds surprisingly many.", 1,
        lambda decisions, seeds: seeds.index, ("audit", "review", "appeal", "automatic"),
    ),
    LabellingFunction(
        "review cleared", "A reviewer found it honest, or abused otherwise.", 0,
        _decided("review", 0), ("audit",),
    ),
    LabellingFunction(
        "audit cleared", "An audit found it honest.", 0, _decided("audit", 0), ("review",)
    ),
    LabellingFunction(
        "nobody decided", "Taken for honest as nobody suspected it.", 0, _audited, ("audit",)
    ),
)  # fmt: skip


def labelling(
    decisions: pd.DataFrame,
    seeds: pd.Series,
    functions: Sequence[LabellingFunction] = LABELLING,
) -> pd.DataFrame:
    """What each labelling function is worth, measured in this log; one row each, by name.

    decisions : the contract's rows, cut at the moment of knowledge; seeds : by account_id. Returned
    are says, accounts (labelled by it), checked (of them, by one of its checks), right, precision
    (right over checked, NaN without any), least (its lower bound at 95 %), overturned (by an
    appeal) and what (the function, in words).
    """
    appealed = labels(decisions[decisions["source"] == "appeal"])
    rows = {}
    for function in functions:
        mine = function.votes(decisions, seeds)
        said = labels(decisions[decisions["source"].isin(function.checks)])["label"].reindex(mine)
        said = said.dropna()
        right = int((said == function.says).sum())
        freed = appealed.loc[appealed.index.isin(mine), "label"]
        rows[function.name] = {
            "says": function.says,
            "accounts": len(mine),
            "checked": len(said),
            "right": right,
            "precision": right / len(said) if len(said) else float("nan"),
            "least": surely(right, len(said)),
            "overturned": int((freed != function.says).sum()),
            "what": function.what,
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def told(table: pd.DataFrame) -> list[str]:
    """The table of `labelling` in lines for a data scientist, without functions of no accounts."""
    lines = []
    for row in table[table["accounts"] > 0].itertuples():
        says = "distillation" if row.says else "honest"
        line = f"{row.Index}: {row.accounts:,} accounts {says}"
        if row.checked:
            line += (
                f"; of {row.checked:,} that were checked {row.right:,} are ({row.precision:.0%},"
                f" at least {row.least:.0%})"
            )
        else:
            line += "; none was checked"
        if row.overturned:
            line += f"; {row.overturned:,} overturned on appeal"
        lines.append(line)
    return lines
