"""From tiles to feature rows: merge windows of 1, 7 and 28 days and evaluate the catalogue.

A row for (account, D) reads tiles of days up to D and accounts as they stood at the end of D.
No decision is read here, and no closing: both would tell the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import duckdb
import pandas as pd

from features import content, sql
from features.catalogue import FEATURES, LINKS, QUANTITIES
from features.declare import WINDOWS
from features.warehouse import Partition, WarehouseError

# Accounts as a window sees them. Sharing counts every account known by then, closed or not.
_ACCOUNT_SQL = """
with tied as (
  select a.account_id, count(*) as card_peers_apart
  from accounts as a join accounts as b
    on a.payment_id = b.payment_id and a.account_id <> b.account_id
  where a.country <> b.country and coalesce(a.organisation_id <> b.organisation_id, true)
  group by a.account_id
)
select spine.account_id,
  cast($end as bigint) - epoch_us(created_at) as age_us,
  epoch_us(created_at) as created_us,
  cast($end as bigint) as as_of_us,
  case when created_at is null then null when payment_id is null then 0 else 1 end as pays,
  case when created_at is null then null when organisation_id is null then 0 else 1 end
    as in_organisation,
  case when country is null or payment_country is null then null
       when country <> payment_country then 1 else 0 end as countries_disagree,
  case when payment_id is null then null else coalesce(card_peers_apart, 0) end
    as card_peers_apart
from spine
left join accounts on accounts.account_id = spine.account_id
left join tied on tied.account_id = spine.account_id
"""


@dataclass(frozen=True)
class Window:
    """The merged state of an as-of date, from which features, ranks and twins are made.

    spine : every account to score, sorted; base : feature columns without the twin graph's,
    index account_id; links : merged links of 28 days (account_id, kind, key, n);
    accounts : the accounts table as it stood; sums : content sums of 28 days.
    """

    as_of: date
    spine: pd.Index
    base: pd.DataFrame
    links: pd.DataFrame
    accounts: pd.DataFrame
    sums: content.Sums


def day_end_us(day: date) -> int:
    """Microseconds since the epoch at the end of a UTC day (its last moment excluded)."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    return int(end.timestamp()) * 1_000_000


def window_days(as_of: date, days: int) -> list[date]:
    """The days of a window that ends with `as_of`, oldest first."""
    return [as_of - timedelta(days=back) for back in range(days - 1, -1, -1)]


def merge_windows(
    con: duckdb.DuckDBPyConnection, tiles: dict[date, Partition], as_of: date
) -> Window:
    """Evaluate all features but the twin graph's at the end of `as_of`.

    `con` holds the table `accounts` as of that day (`contract.load_accounts`); `tiles` are those
    of the last 28 days, days without exchanges may be missing.
    """
    sums_of: dict[int, content.Sums] = {}
    for days in WINDOWS:
        chosen = {day for day in window_days(as_of, days) if day in tiles}
        sums_of[days] = content.merge(tiles[day].table("content") for day in sorted(chosen))
        quantities = _union(tiles, chosen, "quantities")
        _table(con, f"q{days}", sql.merge_sql(QUANTITIES, quantities))
        _table(
            con,
            f"links{days}",
            "select account_id, kind, key, cast(sum(n) as bigint) as n"
            f" from {_union(tiles, chosen, 'links')} group by account_id, kind, key",
        )
        con.execute(
            f"insert into links{days} by name"
            f" select account_id, kind, key, n from ({sql.account_links_sql(LINKS)})"
        )
        _table(con, f"l{days}", sql.link_statistics_sql(LINKS, f"links{days}"))
    reference = content.population(sums_of[28])
    for days in WINDOWS:
        frame = content.columns(sums_of[days], sums_of[7], reference).reset_index()
        con.register("content_frame", frame)
        _table(con, f"c{days}", "select * from content_frame")
        con.unregister("content_frame")
    _table(
        con,
        "spine",
        """
        select account_id from accounts where closed_at is null
        union
        select account_id from q28 where account_id not in (select account_id from accounts)
        """,
    )
    _table(con, "a", _ACCOUNT_SQL.replace("$end", str(day_end_us(as_of))))
    base = con.execute(sql.features_sql(FEATURES, twins=False)).df().set_index("account_id")
    links = con.execute(
        "select account_id, kind, key, n from links28 order by kind, key, account_id"
    ).df()
    accounts = con.execute("select * from accounts order by account_id").df()
    return Window(as_of, base.index, base, links, accounts, sums_of[28])


def _table(con: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    con.execute(f"create or replace temp table {name} as {query}")


def _union(tiles: dict[date, Partition], chosen: set[date], name: str) -> str:
    """The chosen tiles' files as one relation; our own paths, quoted. None chosen: no rows."""
    if not tiles:
        raise WarehouseError(
            "daily tiles: expected some in the last 28 days, found none. "
            "Check AS_OF against the dates of LOGS and run make features."
        )
    days = sorted(chosen) or sorted(tiles)[:1]
    listed = ", ".join("'" + str(tiles[day].files[name]).replace("'", "''") + "'" for day in days)
    relation = f"read_parquet([{listed}])"
    return relation if chosen else f"(select * from {relation} where false)"
