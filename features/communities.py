"""Communities with names that last: yesterday's name goes to today's community of the same people.

Names stand in a partition of their own, `communities/as_of=D`, so that feature rows do not depend
on which days were made before them.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa

from features.identity import keep_ids
from features.warehouse import Partition, find_partition, write_partition

# How far back the day before may lie: a batch that failed over a long weekend loses no name.
_DAYS_BACK = 7


def communities_folder(warehouse: Path, as_of: date) -> Path:
    """Where the names of a day's communities stand."""
    return warehouse / "communities" / f"as_of={as_of.isoformat()}"


def _before(warehouse: Path, as_of: date) -> Partition | None:
    """The newest earlier day's names, at most a week old."""
    for back in range(1, _DAYS_BACK + 1):
        found = find_partition(communities_folder(warehouse, as_of - timedelta(days=back)))
        if found is not None:
            return found
    return None


def name_communities(warehouse: Path, as_of: date, community: pd.Series, rows: str) -> pd.DataFrame:
    """Names of a day's communities: account_id, community, name, members_before (missing: new).

    community : number by account_id, -1 for none; rows : digest of the feature rows that it is of.
    A name goes to the community that holds most of its people, if that is at least half of the
    smaller one; what stands for the same rows is read, not made again.
    """
    folder = communities_folder(warehouse, as_of)
    standing = find_partition(folder)
    if standing and standing.meta["rows"] == rows:
        return standing.table("names").to_pandas()
    earlier = _before(warehouse, as_of)
    before: dict[str, set[str]] = {}
    if earlier is not None:
        old = earlier.table("names").to_pandas()
        before = {str(n): set(a) for n, a in old.groupby("name")["account_id"]}
    some = community[community >= 0]
    groups = [sorted(index) for index in some.groupby(some).groups.values()]
    kept = keep_ids(groups, before, letter="G")
    frame = pd.DataFrame(
        [
            (account, number, name, size)
            for number, (members, (name, size)) in enumerate(zip(groups, kept, strict=True))
            for account in members
        ],
        columns=["account_id", "community", "name", "members_before"],
    ).sort_values("account_id", ignore_index=True)
    table = pa.Table.from_pandas(
        frame.astype({"account_id": "str", "name": "str", "members_before": "Int64"}),
        preserve_index=False,
    )
    meta = {
        "as_of": as_of.isoformat(),
        "rows": rows,
        "before": None if earlier is None else earlier.meta["as_of"],
    }
    return write_partition(folder, {"names": table}, meta).table("names").to_pandas()
