"""One stage, two stages, groups: who judges an account, on a tactic that nobody decided about.

    python -m bench.stages --logs LOGS --warehouse WAREHOUSE

The frame is bench.left_out's. Compared are, all from the same first model and its margins out of
fold (folds keep decided campaigns and seeds' communities whole):

- account: the first model's margin alone;
- twins: averaged with the twins' mean (what is used);
- and community: two thirds that, one third the mean of the rest of the community;
- second model: LightGBM on the own margin, the twins' and the community's (mean, best, how many
  there are), trained on margins out of fold;
- group model: LightGBM on communities (means of their members' columns), averaged with the
  account's smoothed margin.

The recorded table stands in bench/stages.md.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import typer

from bench.truth_log import (
    Logs,
    Seed,
    Snapshots,
    TruthLog,
    Warehouse,
    print_left_out,
    read_truth_log,
)
from features.examples import Examples
from features.snapshots import MODEL_COLUMNS
from models.detector import with_twins
from training import fit
from training.guard import judge
from training.split import folds, groups

STAGES = ("account", "twins", "and community", "second model", "group model")
# Both later models learn from little: small trees.
_SMALL = {**fit.DEFAULT, "num_leaves": 6, "rounds": 100, "feature_fraction": 0.8}
_GROUP_LEAST = 3


def others_mean(margin: np.ndarray, community: np.ndarray) -> np.ndarray:
    """Mean margin of the rest of each account's community, float64 (n,); its own where there is no
    rest. community : int (n,), below 0 for none."""
    alone = community.max(initial=-1) + 1 + np.arange(len(community))
    code = np.where(community >= 0, community, alone)
    rest, total = np.bincount(code)[code] - 1, np.bincount(code, margin)[code]
    return np.asarray(np.where(rest > 0, (total - margin) / np.maximum(rest, 1), margin))


def around(margin: np.ndarray, accounts: pd.Index, twins: pd.DataFrame, community: np.ndarray
           ) -> pd.DataFrame:  # fmt: skip
    """What the second model reads of each account: float (n, 6)."""
    own, other = (accounts.get_indexer(twins[c]) for c in ("account_id", "twin_id"))
    known = (own >= 0) & (other >= 0)
    near = pd.Series(margin[other[known]]).groupby(own[known])
    filled = pd.DataFrame({"mean": near.mean(), "best": near.max()}).reindex(range(len(margin)))
    rest = others_mean(margin, community)
    many = pd.Series(community).map(pd.Series(community).value_counts()).to_numpy() - 1
    many = np.where(community >= 0, many, 0)
    return pd.DataFrame(
        {
            "own": margin,
            "twins": filled["mean"].fillna(pd.Series(margin)).to_numpy(),
            "best_twin": filled["best"].fillna(pd.Series(margin)).to_numpy(),
            "community": rest,
            "community_size": np.log1p(many),
            "above": margin - rest,
        }
    )


def stages(told: Examples, world: TruthLog, seed: int) -> dict[str, np.ndarray]:
    """A score for each of the last day's active accounts, by STAGES."""
    fold = folds(groups(told.meta), fit.targets(told)[0])
    taught, keep, _ = judge(told, fold, seed)
    y, weight = fit.targets(taught)
    apart = fit.out_of_fold(taught, fold, keep, fit.DEFAULT, seed)
    first = fit.fit_booster(taught.rows[keep], y[keep], weight[keep], fit.DEFAULT, seed)
    rows, twins = world.active, world.last.twins
    margin = fit.margin(first, rows[list(MODEL_COLUMNS)])
    community = rows["community"].to_numpy()
    smooth = with_twins(margin, rows.index, twins)

    newest = taught.newest
    accounts = pd.Index(taught.meta["account_id"][newest])
    before = taught.meta["community"].to_numpy()[newest]
    learn = keep[newest]
    seen = around(apart[newest], accounts, taught.twins, before)
    second = fit.fit_booster(
        seen[learn], y[newest][learn], weight[newest][learn], _SMALL, seed
    )  # fmt: skip
    return {
        "account": margin,
        "twins": smooth,
        "and community": (2 * smooth + others_mean(smooth, community)) / 3,
        "second model": fit.margin(second, around(margin, rows.index, twins, community)),
        "group model": _by_group(taught, keep, rows, smooth, seed),
    }


def _by_group(
    taught: Examples, keep: np.ndarray, rows: pd.DataFrame, smooth: np.ndarray, seed: int
) -> np.ndarray:
    """The mean of the account's smoothed margin and its community's by a model of communities."""
    newest = taught.newest & (taught.meta["community"] >= 0).to_numpy()
    y, _ = fit.targets(taught)
    number = taught.meta["community"][newest].to_numpy()
    means = taught.rows[newest].groupby(number).mean()
    size = pd.Series(number).value_counts().reindex(means.index)
    share = pd.Series(y[newest].astype(float)).groupby(number).mean()
    clean = pd.Series((keep & (y == 0))[newest].astype(float)).groupby(number).mean()
    chosen = (size >= _GROUP_LEAST) & ((share >= 0.3) | ((share == 0) & (clean >= 0.5)))
    positive = (share >= 0.3)[chosen].to_numpy().astype(int)
    if positive.min() == positive.max():
        return smooth
    model = fit.fit_booster(means[chosen], positive, np.ones(len(positive)), _SMALL, seed)
    community = rows["community"]
    of = rows[list(MODEL_COLUMNS)].groupby(community.to_numpy()).mean()
    score = pd.Series(fit.margin(model, of), of.index)
    score[score.index < 0] = np.nan
    mine = community.map(score).to_numpy(float)
    return np.where(np.isnan(mine), smooth, (smooth + mine) / 2)


def main(logs: Logs, warehouse: Warehouse, snapshots: Snapshots = 1, seed: Seed = 0) -> None:
    """Print the table."""
    world = read_truth_log(logs, warehouse, snapshots)
    print_left_out(world, STAGES, lambda told: stages(told, world, seed))


if __name__ == "__main__":
    typer.run(main)
