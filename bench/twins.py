"""Twins, communities and what traces are worth: seconds and growth, on towns side by side.

    python -m bench.twins --logs LOGS --warehouse WAREHOUSE --accounts 100000

Needs a log whose tiles stand (make features). Its accounts of the last 28 days are one town; larger
worlds are several copies of it with columns a little apart. Wordings that one in a hundred of a
town uses are everybody's, the rest, and all traces, are a town's own. Each size is timed by
step; the growth from one to the next, as an exponent of the accounts, says what a million would
take. The recorded table stands in bench/features.md.
"""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import typer

from bench.truth_log import Logs, Warehouse
from features.build import newest_day
from features.content import Sums
from features.contract import load_accounts
from features.engines import connect, open_engine
from features.evidence import seeds, telling, trace_pairs, weigh
from features.graph import communities, community_columns
from features.ranks import HABITS, cohorts, ranks
from features.snapshots import tiles_of
from features.ties import tie_columns, tie_graph
from features.twins import TIE_DEGREE, find_twins
from features.windows import Window, merge_windows

STEPS = ("ranks", "twins", "communities", "ties", "evidence")
_EVERYBODYS = 0.01


def town(logs: Path, warehouse: Path) -> Window:
    """The merged windows of the newest day."""
    day = newest_day(logs)
    with closing(connect()) as con, closing(open_engine("duckdb", con)) as engine:
        load_accounts(con, logs, as_of=day, quarantine=warehouse / "quarantine")
        engine.take("accounts")
        return merge_windows(engine, tiles_of(warehouse, day), day)


def towns(one: Window, accounts: int, seed: int = 0) -> Window:
    """So many accounts, copies of the town side by side; fewer than it has are a draw of it."""
    rng = np.random.default_rng(seed)
    names = one.base.index.to_numpy(object)
    drawn = np.sort(rng.permutation(len(names) * -(-accounts // len(names)))[:accounts])
    copy, source = drawn // len(names), drawn % len(names)
    new = np.array([f"{names[s]}-{c}" for s, c in zip(source, copy, strict=True)], object)
    order = np.argsort(new)
    copy, source, new = copy[order], source[order], new[order]
    apart = 1 + 0.02 * rng.standard_normal((len(new), 1))
    base = (one.base.iloc[source] * apart).set_axis(pd.Index(new, name="account_id"))
    place = pd.Index(one.sums.accounts).get_indexer(names[source])
    has = place >= 0
    columns = {f.name: getattr(one.sums, f.name) for f in fields(Sums)}
    sums = Sums(**{name: values[place[has]] for name, values in columns.items()} | {
        "accounts": new[has]})  # fmt: skip
    known = one.accounts.set_index("account_id").reindex(names[source])
    known["organisation_id"] = known["organisation_id"].where(
        known["organisation_id"].isna(),
        known["organisation_id"].astype(str) + "-" + copy.astype(str),
    )
    return Window(
        one.as_of, base, _copied(one.links, names, source, copy, new, 0.0),
        _copied(one.worded, names, source, copy, new, _EVERYBODYS), known.set_axis(
            base.index).reset_index(), sums, one.activity[source],
    )  # fmt: skip


def _copied(
    links: pd.DataFrame,
    names: np.ndarray,
    source: np.ndarray,
    copy: np.ndarray,
    new: np.ndarray,
    everybodys: float,
) -> pd.DataFrame:
    """Links of the drawn accounts; keys of more than that share of a town stay everybody's."""
    where = pd.Index(names).get_indexer(links["account_id"].astype(object))
    rows = links.assign(source=where)[where >= 0]
    drawn = pd.DataFrame({"source": source, "copy": copy, "new": new})
    made = rows.merge(drawn, on="source")
    size = made["key"].map(links["key"].value_counts()).to_numpy()
    own = (size <= everybodys * len(names)) | (everybodys == 0)
    code, _ = pd.factorize(made["key"])
    key = code * (int(copy.max()) + 1) + np.where(own, made["copy"], 0)
    text = links["key"].dtype.kind != "i"
    made = made.assign(account_id=made["new"], key=key.astype(str) if text else key)
    return made[list(links.columns)].sort_values(["kind", "key", "account_id"], ignore_index=True)


def timed(window: Window) -> dict[str, float]:
    """Seconds by step, and how many accounts have twins."""
    marks = [time.perf_counter()]
    habits = ranks(window.base).iloc[:, : len(HABITS)]
    marks.append(time.perf_counter())
    twins = find_twins(window, habits)
    marks.append(time.perf_counter())
    names = pd.Index(twins.accounts, name="account_id")
    known = window.accounts.set_index("account_id").reindex(names)
    organisation = known["organisation_id"].to_numpy(object)
    number = communities(twins)
    tied = tie_graph(window.links, names, organisation)
    community_columns(window, twins, number, tied)
    marks.append(time.perf_counter())
    tie_columns(tied, names, twins.dense, twins.activity)
    marks.append(time.perf_counter())
    degree = window.links.groupby(["kind", "key"])["account_id"].transform("size")
    ties = window.links[degree <= TIE_DEGREE][["account_id", "kind", "key"]]
    of = known[["organisation_id", "country"]].rename(columns={"organisation_id": "organisation"})
    of["cohort"], of["community"] = cohorts(window.base).reindex(names), number.to_numpy()
    pairs = trace_pairs(ties, of, twins.edges())
    seeds(telling(pairs, weigh(pairs), names), number)
    marks.append(time.perf_counter())
    return dict(zip(STEPS, np.diff(marks), strict=True)) | {"with twins": float(len(names))}


def main(
    logs: Logs,
    warehouse: Warehouse,
    accounts: Annotated[int, typer.Option(help="Accounts of the largest world.")] = 100_000,
) -> None:
    """Print the table."""
    one = town(logs, warehouse)
    found = {}
    print("| accounts, with twins | " + " | ".join(STEPS) + " | all |")
    print("|---|" + "---:|" * (len(STEPS) + 1))
    for size in (accounts // 4, accounts // 2, accounts):
        row = timed(towns(one, size))
        found[size] = sum(row[step] for step in STEPS)
        cells = " | ".join(f"{row[step]:.1f} s" for step in STEPS)
        print(f"| {size:,}, {row['with twins']:,.0f} | {cells} | {found[size]:.1f} s |")
    growth = np.log2(found[accounts] / found[accounts // 2])
    million = found[accounts] * (1e6 / accounts) ** growth
    print(
        f"\nAn exponent of {growth:.2f}: a million accounts would take {million / 60:.0f} minutes."
    )


if __name__ == "__main__":
    typer.run(main)
