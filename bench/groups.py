"""Groups that the suspicious are put in, against the true campaigns.

    python -m bench.groups --logs LOGS --warehouse WAREHOUSE

Needs a log with truth, and `make features` run on it. A detector with default settings is fitted
up to the training cut and scores the last day. Suspicious are accounts above the bound that flags
one in a hundred honest ones (and one in three hundred); a group is reported as serving reports it,
by a bound of one in a thousand. Printed are campaign recall and group purity (docs/evaluation.md)
and what the largest groups are made of. The recorded figures stand in bench/groups.md.
"""

from __future__ import annotations

import pandas as pd
import typer

from bench.left_out import margins
from bench.truth_log import Logs, Seed, Snapshots, TruthLog, Warehouse, read_truth_log
from features.groups import Group, accused, suspicious_groups
from models.detector import with_twins
from training import fit
from training.guard import Verdict, judge
from training.metrics import campaign_recall, group_purity, threshold_at_fpr
from training.split import folds, groups

_LEVELS = (3e-3, 1e-2)
_REVIEW = 1e-3


def detected(world: TruthLog, seed: int) -> tuple[pd.Series, Verdict]:
    """Scores of the last day's active accounts as serving gives them, and what the guard said."""
    told = world.examples
    taught, keep, verdict = judge(told, folds(groups(told.meta), fit.targets(told)[0]), seed)
    rows = world.active
    margin = with_twins(margins(taught, keep, rows, seed), rows.index, world.last.twins)
    return pd.Series(margin, rows.index), verdict


def bound(world: TruthLog, score: pd.Series, fpr: float) -> float:
    """The score above which a share `fpr` of the honest accounts stands."""
    honest = world.truth["campaign"].reindex(score.index).isna()
    return threshold_at_fpr(score[honest].to_numpy(), fpr)


def reported(world: TruthLog, score: pd.Series, level: float) -> list[Group]:
    """Groups that serving would report: among those above the bound of FPR `level`, reviewed above
    that of 1e-3."""
    chosen = set(score.index[score > bound(world, score, level)])
    meta = world.examples.meta
    decided = meta.drop_duplicates("account_id").set_index("account_id")["label"].dropna()
    review = bound(world, score, _REVIEW)
    found = suspicious_groups(world.last, chosen)
    told = [accused(group, world.last, score, review, decided) for group in found]
    return [group for group in told if group is not None]


def true_campaigns(world: TruthLog) -> pd.Series:
    """Campaign by account_id of the last day's active campaign accounts."""
    return world.truth["campaign"].reindex(world.active.index).dropna()


def found_share(world: TruthLog, found: list[Group], least: int = 1) -> float:
    """`campaign_recall` of some groups."""
    campaign = true_campaigns(world)
    whole = {str(name): set(of.index) for name, of in campaign.groupby(campaign)}
    return campaign_recall(_named(found), whole, least=least)


def _named(found: list[Group]) -> dict[str, set[str]]:
    return {str(number): set(group.members) for number, group in enumerate(found)}


def main(logs: Logs, warehouse: Warehouse, snapshots: Snapshots = 1, seed: Seed = 0) -> None:
    """Print the figures and the largest groups."""
    world = read_truth_log(logs, warehouse, snapshots)
    score, _ = detected(world, seed)
    campaign = true_campaigns(world)
    print("| suspicious at FPR | accounts | groups | campaign recall (>= 10) | purity |")
    print("|---|---:|---:|---:|---:|")
    for level in _LEVELS:
        found = reported(world, score, level)
        chosen = int((score > bound(world, score, level)).sum())
        recall = found_share(world, found, least=10)
        purity = group_purity(_named(found), campaign.to_dict())
        print(f"| {level:g} | {chosen} | {len(found)} | {recall:.2f} | {purity:.2f} |")
    print()
    for group in found:
        of = campaign.reindex(list(group.members)).fillna("honest").value_counts()
        print(f"{len(group.members)}: " + ", ".join(f"{n} {name}" for name, n in of.items()))


if __name__ == "__main__":
    typer.run(main)
