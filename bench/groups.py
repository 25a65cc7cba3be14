"""Groups that the suspicious are put in, against the true campaigns.

    python -m bench.groups --logs LOGS --warehouse WAREHOUSE

Needs a log with truth, and `make features` run on it. A detector with default settings is fitted
up to the training cut and scores the last day. Suspicious are accounts above the bound that flags
one in a hundred honest ones (and one in three hundred); a group is reported as serving reports it,
by a bound of one in a thousand. Printed are campaign recall and group purity (docs/evaluation.md)
and what the largest groups are made of. The recorded figures stand in bench/groups.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from bench.left_out import margins
from bench.truth_log import read_truth_log
from features.groups import corroborated, stands_out, suspicious_groups
from models.detector import with_twins
from training import fit
from training.guard import judge
from training.metrics import campaign_recall, group_purity, threshold_at_fpr
from training.split import folds, groups

_LEVELS = (3e-3, 1e-2)
_REVIEW = 1e-3


def main(
    logs: Annotated[Path, typer.Option(help="LOGS with a folder truth/.")],
    warehouse: Annotated[Path, typer.Option(help="WAREHOUSE that make features filled.")],
    snapshots: Annotated[int, typer.Option(help="As-of dates to learn from, a week apart.")] = 1,
    seed: Annotated[int, typer.Option(help="Seed of the boosters.")] = 0,
) -> None:
    """Print the figures and the largest groups."""
    world = read_truth_log(logs, warehouse, snapshots)
    told = world.examples
    taught, keep, _ = judge(told, folds(groups(told.meta), fit.targets(told)[0]), seed)
    rows = world.active
    margin = with_twins(margins(taught, keep, rows, seed), rows.index, world.last.twins)
    score, known = pd.Series(margin, rows.index), world.truth.reindex(rows.index)
    honest = score[known["campaign"].isna()].to_numpy()
    review = threshold_at_fpr(honest, _REVIEW)
    decided = set(told.meta.loc[told.meta["label"] == 1, "account_id"])
    campaign = known["campaign"].dropna()
    whole = {str(name): set(of.index) for name, of in campaign.groupby(campaign)}
    print("| suspicious at FPR | accounts | groups | campaign recall (>= 10) | purity |")
    print("|---|---:|---:|---:|---:|")
    for level in _LEVELS:
        chosen = set(score.index[score > threshold_at_fpr(honest, level)])
        found = [
            group
            for group in suspicious_groups(world.last, chosen)
            if stands_out(group, score, review) and corroborated(group, decided)
        ]
        named = {str(number): set(group.members) for number, group in enumerate(found)}
        recall = campaign_recall(named, whole, least=10)
        purity = group_purity(named, campaign.to_dict())
        print(f"| {level:g} | {len(chosen)} | {len(found)} | {recall:.2f} | {purity:.2f} |")
    print()
    for group in found:
        of = campaign.reindex(list(group.members)).fillna("honest").value_counts()
        print(f"{len(group.members)}: " + ", ".join(f"{n} {name}" for name, n in of.items()))


if __name__ == "__main__":
    typer.run(main)
