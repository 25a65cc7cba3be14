"""From tiles to feature rows: merge windows of days and evaluate the catalogue.

A row for (account, D) reads tiles of days up to D and accounts as they stood at the end of D.
No decision is read here, and no closing: both would tell the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pandas as pd
import pyarrow as pa

from features import content, sql
from features.catalogue import FEATURES, LINKS, QUANTITIES
from features.declare import PAST, WINDOWS
from features.engines import Engine
from features.mix import ACCOUNT_SQL, MIX_SQL, SLOTS, SLOTS_SQL
from features.warehouse import Partition, WarehouseError

# Links that the graphs read: traces that surprise between accounts that are alike, and how prompts
# open, close and run.
TIES = ("exit", "prefix", "fingerprint", "system_prompt", "tools", "card", "signup_exit",
        "signup_client", "api_key")  # fmt: skip
WORDED = ("opening", "closing", "template", "frame")
# A wrapper on more accounts than this tells nothing, and its pairs would be the crowd's.
_MOST_WORDED = 2_000
# Features whose columns are asked for at once.
_FEATURES = 40


@dataclass(frozen=True)
class Window:
    """The merged state of an as-of date, from which features, ranks and graphs are made.

    base : feature columns without the graphs', index account_id: every account to score, sorted;
    links : links of 28 days that two accounts or more share, of kinds in TIES (account_id, kind,
    key, n), sorted by kind, key and account; worded : those of kinds in WORDED, of accounts of the
    base (account_id and kind categorical, key as number: by text, openings' after the others', n),
    sorted by key and account; accounts : account_id, created_at, plan, country and
    organisation_id as they stood; sums : content sums of 28 days, `Sums.subjects`;
    activity : bool (accounts of the base, 28 * SLOTS), active in that part of that day.
    """

    as_of: date
    base: pd.DataFrame
    links: pd.DataFrame
    worded: pd.DataFrame
    accounts: pd.DataFrame
    sums: content.Sums
    activity: np.ndarray


def day_end_us(day: date) -> int:
    """Microseconds since the epoch at the end of a UTC day (its last moment excluded)."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    return int(end.timestamp()) * 1_000_000


def window_days(as_of: date, days: int) -> list[date]:
    """The days of a window that ends with `as_of`, oldest first; of PAST, those before the week."""
    last = as_of - timedelta(days=7) if days == PAST else as_of
    return [last - timedelta(days=back) for back in range(days - 1, -1, -1)]


def merge_windows(engine: Engine, tiles: dict[date, Partition], as_of: date) -> Window:
    """Evaluate all features but the graphs' at the end of `as_of`.

    `engine` has taken the table `accounts` as of that day (`contract.load_accounts`); `tiles` are
    those of the last 28 days, days without exchanges may be missing.
    """
    # First, while the engine holds nothing else.
    sums = _content(engine, tiles, as_of)
    for days in (*WINDOWS, PAST):
        _merge(engine, tiles, as_of, days)
    engine.table(
        "spine",
        """
        select account_id from accounts where closed_at is null
        union
        select account_id from q28 where account_id not in (select account_id from accounts)
        """,
    )
    engine.table("a", ACCOUNT_SQL.replace("$end", str(day_end_us(as_of))))
    engine.table("m", MIX_SQL)
    base = _levels(engine)
    links = engine.arrow(_shared_sql()).to_pandas()
    worded = _worded(engine, base.index)
    accounts = engine.arrow(
        "select account_id, created_at, plan, country, organisation_id from accounts"
        " order by account_id"
    ).to_pandas()
    activity = _activity(engine.arrow(SLOTS_SQL), base.index, as_of)
    return Window(as_of, base, links, worded, accounts, sums, activity)


def _chosen(tiles: dict[date, Partition], as_of: date, days: int) -> list[date]:
    return [day for day in window_days(as_of, days) if day in tiles]


def _merge(engine: Engine, tiles: dict[date, Partition], as_of: date, days: int) -> None:
    """Tables q, links and l of a window: merged quantities, links and their statistics."""
    _read(engine, tiles, as_of, days, "quantities")
    _read(engine, tiles, as_of, days, "links")
    engine.table(f"q{days}", sql.merge_sql(QUANTITIES, f"tile_quantities{days}"))
    told = [link for link in LINKS if days in sql.windows_of(FEATURES, [link.name])]
    merged = LINKS if days == 28 else told
    step = engine.kinds_at_once
    groups = [merged[start : start + step] for start in range(0, len(merged), step)]
    for place, group in enumerate(groups):
        engine.table(f"links{days}_{place}", sql.merge_links_sql(group, f"tile_links{days}"))
    if not groups:
        return
    engine.view(
        f"links{days}",
        " union all ".join(f"select * from links{days}_{place}" for place in range(len(groups))),
    )
    for place, group in enumerate(groups):
        statistics = sql.link_statistics_sql(group, FEATURES, days, f"links{days}_{place}")
        engine.table(f"l{days}_{place}", statistics)
    engine.table(f"l{days}", sql.joined_statistics_sql(groups, FEATURES, days))


def _read(engine: Engine, tiles: dict[date, Partition], as_of: date, days: int, name: str) -> None:
    """The window's tiles as `tile_<name><days>`; a window without any has no row."""
    if not tiles:
        raise WarehouseError(
            "daily tiles: expected some in the last 28 days, found none. "
            "Check AS_OF against the dates of LOGS and run make features."
        )
    chosen = _chosen(tiles, as_of, days)
    table = f"tile_{name}{days}"
    if chosen:
        engine.read(table, [tiles[day].files[name] for day in chosen])
    else:
        engine.read(f"any_{name}", [tiles[min(tiles)].files[name]])
        engine.table(table, f"select * from any_{name} where false")


def _content(engine: Engine, tiles: dict[date, Partition], as_of: date) -> content.Sums:
    """Tables c of the windows that features name; the sums of 28 days are handed on."""

    def summed(days: int) -> content.Sums:
        some = [tiles[day] for day in _chosen(tiles, as_of, days)]
        accounts: set[str] = set()
        for tile in some:
            accounts.update(tile.table("content", ["account_id"])["account_id"].to_pylist())
        return content.merge((tile.table("content") for tile in some), accounts)

    month, week, nothing = summed(28), summed(7), content.merge([])
    reference = content.population(month)
    for days in sorted(sql.windows_of(FEATURES, ["content"])):
        sums = {28: month, 7: week}.get(days)
        if sums is None:
            sums = month.minus(week) if days == PAST else summed(days)
        frame = content.columns(sums, week if days == 28 else nothing, reference)
        engine.put(f"c{days}", pa.Table.from_pandas(frame.reset_index(), preserve_index=False))
    return month.subjects()


def _levels(engine: Engine) -> pd.DataFrame:
    """The base; some features at a time, so that it is held once and not three times."""
    features = [feature for feature in FEATURES if not sql.of_graphs(feature)]
    tables = (
        engine.arrow(sql.features_sql(features[start : start + _FEATURES], graphs=False))
        for start in range(0, len(features), _FEATURES)
    )
    columns = [column for f in features for column in (*f.columns, *f.change)]
    index, values, filled = pd.Index([]), np.empty((0, 0)), 0
    for table in tables:
        if not filled:
            index = pd.Index(table["account_id"].to_pandas(), name="account_id")
            values = np.empty((len(columns), len(index)))
        for column in table.columns[1:]:
            values[filled] = column.to_numpy()
            filled += 1
    return pd.DataFrame(values.T, index, columns)


def _shared_sql() -> str:
    """Links of 28 days on keys that two accounts share, and not a crowd: see Window.links."""
    kinds = ", ".join(f"'{kind}'" for kind in TIES)
    caps = " ".join(f"when l.kind = '{link.name}' then {link.cap}" for link in LINKS)
    return f"""
with degrees as (
  select kind, key, count(*) as degree from links28 where kind in ({kinds}) group by kind, key
)
select l.account_id, l.kind, l.key, l.n
from links28 as l join degrees as d on d.kind = l.kind and d.key = l.key
where l.kind in ({kinds}) and d.degree >= 2 and d.degree <= case {caps} else 0 end
order by l.kind, l.key, l.account_id
"""


def _worded(engine: Engine, accounts: pd.Index) -> pd.DataFrame:
    """See Window.worded: millions of links, so no text of a key or an account leaves the engine."""
    worded = ", ".join(f"'{kind}'" for kind in WORDED)
    shared = " union all ".join(
        f"select kind, key from links28 where kind = '{kind}' group by kind, key"
        f" having count(*) between 2 and {_MOST_WORDED}"
        for kind in WORDED
    )
    engine.table(
        "worded_keys",
        f"""
select kind, key,
  cast(row_number() over (order by kind = 'opening', key, kind) - 1 as integer) as number
from ({shared}) as keys
""",
    )
    kinds = engine.arrow("select kind from worded_keys order by number")["kind"].to_pandas()
    links = engine.arrow(f"""
with places as (
  select account_id, cast(row_number() over (order by account_id) - 1 as integer) as place
  from spine
)
select places.place, k.number, cast(l.n as integer) as n
from links28 as l
join worded_keys as k on k.kind = l.kind and k.key = l.key
join places on places.account_id = l.account_id
where l.kind in ({worded})
order by k.number, places.place
""")
    place, key, n = (column.to_numpy() for column in links.columns)
    kind = pd.Categorical(kinds, categories=list(WORDED))
    return pd.DataFrame(
        {
            "account_id": pd.Categorical.from_codes(place, categories=accounts),
            "kind": kind.take(key),
            "key": key,
            "n": n,
        },
        copy=False,
    )


def _activity(slots: pa.Table, accounts: pd.Index, as_of: date) -> np.ndarray:
    """Which parts of the last 28 days each account was active in; see Window."""
    frame = slots.to_pandas()
    rows = accounts.get_indexer(frame["account_id"])
    first = day_end_us(as_of) - 28 * 86_400_000_000
    day = ((frame["day_us"].to_numpy() - first) // 86_400_000_000).astype(int)
    out = np.zeros((len(accounts), 28, SLOTS), bool)
    known = rows >= 0
    for slot in range(SLOTS):
        out[rows[known], day[known], slot] = frame[f"slot_{slot}"].to_numpy()[known] > 0
    return out.reshape(len(accounts), 28 * SLOTS)
