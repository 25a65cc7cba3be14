"""Declarations to SQL: the one place that knows how a tile, a window and a feature are written.

Only functions that mean the same on DuckDB and on Spark may stand in a declaration; `check`
parses every expression and refuses the others by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlglot
from sqlglot import expressions as exp

from features.declare import PAST, WINDOWS, DeclarationError, Feature, Link, Quantity

# Functions whose values were seen equal on both engines, by sqlglot's names.
ALLOWED = frozenset(
    {
        "AND", "OR", "CASE", "IF", "CAST", "COALESCE", "COUNT", "SUM", "MIN", "MAX", "GREATEST",
        "LEAST", "NULLIF", "ROUND", "ABS", "SQRT", "POWER", "LOG2", "COS", "SIN", "RADIANS",
        "TIMESTAMP_TRUNC", "DATE_TRUNC", "LOG", "POW",
    }
)  # fmt: skip

_PLACE = re.compile(r"\{([a-z0-9_]+)(?:\.([a-z0-9_]+))?(?:@(\d+))?\}")

LINK_STATISTICS = ("distinct", "top", "total", "shared", "peers", "degree", "n_log_n", "rarity")
ACCOUNT_COLUMNS = (
    "age_us", "created_us", "as_of_us", "pays", "in_organisation", "in_programme",
    "countries_disagree", "card_peers_apart", "signup_burst",
)  # fmt: skip
MIX_COLUMNS = ("surprise", "lead", "switch_excess", "dormancy", "home_share")
# Sources that are made from the others' ranks, after them.
GRAPHS = ("twin", "tie", "community")


@dataclass(frozen=True)
class Reference:
    """What a placeholder points to: `source` is a kind of table or a link."""

    source: str
    column: str
    window: int | None


def references(feature: Feature) -> list[Reference]:
    """The placeholders of a feature's expression, in order; the window only where it is written."""
    found = []
    for first, second, window in _PLACE.findall(feature.sql):
        source, column = (first, second) if second else ("quantity", first)
        found.append(Reference(source, column, int(window) if window else None))
    return found


def _functions(expression: str) -> set[str]:
    tree = sqlglot.parse_one(expression, read="duckdb")
    names = set()
    for node in tree.find_all(exp.Func):
        names.add(node.name.upper() if isinstance(node, exp.Anonymous) else node.sql_name())
    return names


def check(
    quantities: Sequence[Quantity],
    links: Sequence[Link],
    features: Sequence[Feature],
    content_columns: Sequence[str],
    graph_columns: Mapping[str, Sequence[str]],
) -> None:
    """Raise DeclarationError for an unknown function, placeholder or window."""
    known = {
        "quantity": {q.name for q in quantities},
        "account": set(ACCOUNT_COLUMNS),
        "mix": set(MIX_COLUMNS),
        "content": set(content_columns),
        **{source: set(graph_columns[source]) for source in GRAPHS},
        **{link.name: set(LINK_STATISTICS) for link in links},
    }
    declared: list[Quantity | Link | Feature] = [*quantities, *links, *features]
    for declaration in declared:
        plain = _PLACE.sub("x", declaration.sql)
        foreign = _functions(plain) - ALLOWED
        if foreign:
            raise DeclarationError(
                f"{declaration.name!r}: functions: expected some of {sorted(ALLOWED)}, "
                f"found {sorted(foreign)}. Wrap it as a trait in features/rows.py."
            )
    for feature in features:
        for ref in references(feature):
            if ref.column not in known.get(ref.source, ()):
                raise DeclarationError(
                    f"Feature {feature.name!r}: placeholder: expected a declared column, "
                    f"found {ref.source}.{ref.column}."
                )
            if ref.source == "quantity" and not feature.windows and ref.window is None:
                raise DeclarationError(
                    f"Feature {feature.name!r}: {{{ref.column}}}: expected @1, @7 or @28 in a "
                    "feature without windows, found none."
                )
            if ref.window is not None and ref.window not in (*WINDOWS, PAST):
                raise DeclarationError(
                    f"Feature {feature.name!r}: {{{ref.column}}}: expected a window of "
                    f"{(*WINDOWS, PAST)} days, found {ref.window}."
                )


def quantities_sql(quantities: Sequence[Quantity]) -> str:
    """One pass over `day_rows`: a row an account with every quantity as BIGINT."""
    columns = ",\n  ".join(f"cast({q.sql} as bigint) as {q.name}" for q in quantities)
    return (
        f"select account_id,\n  {columns}\nfrom day_rows\ngroup by account_id\norder by account_id"
    )


def links_sql(links: Iterable[Link]) -> str:
    """All links of a day: account_id, kind, key, n, first_us, last_us, sorted."""
    sources = {"exchanges": "day_rows", "frames": "frame_rows"}
    parts = [
        f"select account_id, '{link.name}' as kind, {link.sql} as key, count(*) as n,"
        f" min(at_us) as first_us, max(at_us) as last_us\n"
        f"from {sources[link.source]} where {link.sql} is not null group by account_id, {link.sql}"
        for link in links
        if link.source in sources
    ]
    whole = "\nunion all\n".join(parts)
    return f"select * from (\n{whole}\n) as links order by kind, key, account_id"


def account_links_sql(links: Iterable[Link]) -> str:
    """Links that stand in the accounts table, in the same shape as a day's."""
    parts = [
        f"select account_id, '{link.name}' as kind, {link.sql} as key, cast(1 as bigint) as n,"
        f" epoch_us(created_at) as first_us, epoch_us(created_at) as last_us\n"
        f"from accounts where {link.sql} is not null"
        for link in links
        if link.source == "accounts"
    ]
    return "\nunion all\n".join(parts)


def merge_links_sql(links: Iterable[Link], source: str) -> str:
    """Links of several days merged to one row an account, kind and key, with those of accounts."""
    chosen = list(links)
    kinds = ", ".join(f"'{link.name}'" for link in chosen if link.source != "accounts")
    of_accounts = account_links_sql(chosen)
    parts = []
    if kinds:
        parts.append(
            f"select account_id, kind, key, cast(sum(n) as bigint) as n from {source}"
            f" where kind in ({kinds}) group by account_id, kind, key"
        )
    if of_accounts:
        parts.append(f"select account_id, kind, key, n from ({of_accounts}) as of_accounts")
    return "\nunion all\n".join(parts)


def merge_sql(quantities: Sequence[Quantity], source: str) -> str:
    """Quantities of several days merged to one row an account."""
    columns = ",\n  ".join(f"cast({q.merge}({q.name}) as bigint) as {q.name}" for q in quantities)
    return f"select account_id,\n  {columns}\nfrom {source}\ngroup by account_id"


def _needed(features: Sequence[Feature], sources: Iterable[str]) -> set[tuple[int, str, str]]:
    """(window, source, column) of all placeholders of some sources."""
    chosen = set(sources)
    found = set()
    for feature in features:
        windows = {*(feature.windows or (28,)), *((7, PAST) if feature.change else ())}
        for ref in references(feature):
            if ref.source in chosen:
                written = {ref.window} if ref.window else windows
                found |= {(days, ref.source, ref.column) for days in written}
    return found


def windows_of(features: Sequence[Feature], sources: Iterable[str]) -> set[int]:
    """The windows over which some sources are asked for."""
    return {days for days, _, _ in _needed(features, sources)}


def link_statistics_sql(
    links: Sequence[Link], features: Sequence[Feature], window: int, source: str
) -> str:
    """One row an account with the `link.statistic` columns that features name, from `source`.

    source : merged links (account_id, kind, key, n), no pair twice. `degree` counts the accounts on
    the account's busiest key by degree, `shared` its exchanges on keys that 2 to `cap` accounts
    use, `peers` the other accounts on such keys; `n_log_n` adds up n log2 n over its keys, `rarity`
    n log2(accounts with the kind / accounts on the key), both in 1/10,000.
    """
    needed = _needed(features, [link.name for link in links])
    columns = [
        f"max(n_{statistic}) filter (where kind = '{link.name}') as \"{link.name}.{statistic}\""
        for link in links
        for statistic in LINK_STATISTICS
        if (window, link.name, statistic) in needed
    ]
    kinds = [link for link in links if any((window, link.name) == n[:2] for n in needed)]
    if not kinds:
        return f"select distinct account_id from {source}"
    caps = ", ".join(f"('{link.name}', {link.cap})" for link in kinds)
    listed = ", ".join(f"'{link.name}'" for link in kinds)
    few = "filter (where d.degree between 2 and c.cap)"
    return f"""
with caps(kind, cap) as (values {caps}),
merged as (select account_id, kind, key, n from {source} where kind in ({listed})),
degrees as (select kind, key, count(*) as degree from merged group by kind, key),
users as (
  select kind, count(*) as n_users
  from (select distinct kind, account_id from merged) as pairs
  group by kind
),
per_kind as (
  select m.account_id, m.kind, count(*) as n_distinct, max(m.n) as n_top, sum(m.n) as n_total,
    coalesce(sum(m.n) {few}, 0) as n_shared,
    coalesce(sum(d.degree - 1) {few}, 0) as n_peers,
    max(d.degree) as n_degree,
    sum(cast(round(m.n * log2(m.n) * 10000) as bigint)) as n_n_log_n,
    sum(m.n * cast(round(log2(u.n_users / cast(d.degree as double)) * 10000) as bigint))
      as n_rarity
  from merged as m
  join degrees as d on d.kind = m.kind and d.key = m.key
  join caps as c on c.kind = m.kind
  join users as u on u.kind = m.kind
  group by m.account_id, m.kind
)
select account_id,
  {", ".join(columns)}
from per_kind
group by account_id
"""


def joined_statistics_sql(
    groups: Sequence[Sequence[Link]], features: Sequence[Feature], window: int
) -> str:
    """One row an account of the tables `l<window>_<place>`, each `link_statistics_sql` of a group
    of links."""
    needed = _needed(features, [link.name for links in groups for link in links])
    tables = [f"l{window}_{place}" for place in range(len(groups))]
    columns = [
        f'{table}."{link.name}.{statistic}"'
        for table, links in zip(tables, groups, strict=True)
        for link in links
        for statistic in LINK_STATISTICS
        if (window, link.name, statistic) in needed
    ]
    accounts = " union ".join(f"select account_id from {table}" for table in tables)
    joins = "\n".join(
        f"left join {table} on {table}.account_id = everybody.account_id" for table in tables
    )
    return (
        f"with everybody as ({accounts})\n"
        f"select everybody.account_id,\n  {', '.join(columns)}\nfrom everybody\n{joins}"
    )


def feature_sql(feature: Feature, window: int | None) -> str:
    """A feature's expression over the window tables q, l, c (by window), a, m and t."""

    def place(match: re.Match[str]) -> str:
        first, second, written = match.groups()
        days = int(written) if written else (window or 28)
        if not second:
            return f'q{days}."{first}"'
        if first == "account":
            return f'a."{second}"'
        if first == "mix":
            return f'm."{second}"'
        if first == "content":
            return f'c{days}."{second}"'
        if first in GRAPHS:
            return f't."{first}.{second}"'
        return f'l{days}."{first}.{second}"'

    return _PLACE.sub(place, feature.sql)


def change_sql(feature: Feature) -> str:
    """A feature's change against the account's own past, from the columns `<name>@7` and `@21`.

    See `Feature.changing`. Two zeros are no change; a NULL on either side is NULL.
    """
    week, past = f'"{feature.name}@7"', f'"{feature.name}@{PAST}"'
    if feature.per_day:
        week, past = f"({week} / 7.0)", f"({past} / {PAST}.0)"
    return (
        f"case when {week} = 0 and {past} = 0 then 0"
        f" else ({week} - {past}) / nullif(abs({week}) + abs({past}), 0) end"
    )


def of_graphs(feature: Feature) -> bool:
    """True for features of the graphs, which are made from the others' ranks."""
    return any(ref.source in GRAPHS for ref in references(feature))


def features_sql(features: Sequence[Feature], *, graphs: bool) -> str:
    """All feature columns over the spine; `graphs` chooses those of the graphs (table t)."""
    chosen = [f for f in features if of_graphs(f) == graphs]
    inner, outer = [], []
    for feature in chosen:
        windows: tuple[int | None, ...] = feature.windows or (None,)
        for window, column in zip(windows, feature.columns, strict=True):
            inner.append(f"cast({feature_sql(feature, window)} as double) as {column}")
            outer.append(column)
        for column in feature.change:
            # Written once each: a change names them four times.
            inner += [
                f'cast({feature_sql(feature, days)} as double) as "{feature.name}@{days}"'
                for days in (7, PAST)
            ]
            outer.append(f"cast({change_sql(feature)} as double) as {column}")
    listed = ",\n  ".join(inner)
    tables = [t for t in _TABLES if f'{t}."' in listed]
    joins = "\n".join(f"left join {t} on {t}.account_id = spine.account_id" for t in tables)
    return (
        f"select account_id,\n  {', '.join(outer)}\nfrom (\n"
        f"select spine.account_id as account_id,\n  {listed}\nfrom spine\n{joins}\n"
        ") as levels\norder by account_id"
    )


# What features_sql may join: accounts, mix, graphs; quantities, links, content by window.
_TABLES = ["a", "m", "t", *(f"{letter}{days}" for letter in "qlc" for days in (*WINDOWS, PAST))]
