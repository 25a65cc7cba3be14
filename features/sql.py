"""Declarations to SQL: the one place that knows how a tile, a window and a feature are written.

Only functions that mean the same on DuckDB and on Spark may stand in a declaration; `check`
parses every expression and refuses the others by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlglot
from sqlglot import expressions as exp

from features.declare import DeclarationError, Feature, Link, Quantity

# Functions whose values were seen equal on both engines, by sqlglot's names.
ALLOWED = frozenset(
    {
        "AND", "OR", "CASE", "IF", "CAST", "COALESCE", "COUNT", "SUM", "MIN", "MAX", "GREATEST",
        "LEAST", "NULLIF", "ROUND", "ABS", "SQRT", "POWER", "LOG2", "COS", "SIN", "RADIANS",
        "TIMESTAMP_TRUNC", "DATE_TRUNC", "LOG", "POW",
    }
)  # fmt: skip

_PLACE = re.compile(r"\{([a-z0-9_]+)(?:\.([a-z0-9_]+))?(?:@(\d+))?\}")

LINK_STATISTICS = ("distinct", "top", "total", "shared", "peers", "degree")
ACCOUNT_COLUMNS = (
    "age_us", "created_us", "as_of_us", "pays", "in_organisation", "countries_disagree",
    "card_peers_apart",
)  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """What a placeholder points to: `source` is quantity, account, content, twin or a link."""

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
    twin_columns: Sequence[str],
) -> None:
    """Raise DeclarationError for an unknown function, placeholder or window."""
    known = {
        "quantity": {q.name for q in quantities},
        "account": set(ACCOUNT_COLUMNS),
        "content": set(content_columns),
        "twin": set(twin_columns),
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


def quantities_sql(quantities: Sequence[Quantity]) -> str:
    """One pass over `day_rows`: a row an account with every quantity as BIGINT."""
    columns = ",\n  ".join(f"cast({q.sql} as bigint) as {q.name}" for q in quantities)
    return (
        f"select account_id,\n  {columns}\nfrom day_rows\ngroup by account_id\norder by account_id"
    )


def links_sql(links: Iterable[Link]) -> str:
    """All links of a day: account_id, kind, key, n, first_us, last_us, sorted."""
    parts = [
        f"select account_id, '{link.name}' as kind, {link.sql} as key, count(*) as n,"
        f" min(at_us) as first_us, max(at_us) as last_us\n"
        f"from day_rows where {link.sql} is not null group by account_id, {link.sql}"
        for link in links
        if link.source == "exchanges"
    ]
    return "select * from (\n" + "\nunion all\n".join(parts) + "\n) order by kind, key, account_id"


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


def merge_sql(quantities: Sequence[Quantity], source: str) -> str:
    """Quantities of several days merged to one row an account."""
    columns = ",\n  ".join(f"cast({q.merge}({q.name}) as bigint) as {q.name}" for q in quantities)
    return f"select account_id,\n  {columns}\nfrom {source}\ngroup by account_id"


def link_statistics_sql(links: Sequence[Link], source: str) -> str:
    """One row an account with `link.statistic` columns from merged links in `source`.

    `degree` counts the accounts on the account's busiest key by degree, `shared` its exchanges
    on keys that 2 to `cap` accounts use, `peers` the other accounts on such keys.
    """
    caps = ", ".join(f"('{link.name}', {link.cap})" for link in links)
    columns = []
    for link in links:
        here = f"filter (where kind = '{link.name}')"
        columns += [
            f'max(n_keys) {here} as "{link.name}.distinct"',
            f'max(n_top) {here} as "{link.name}.top"',
            f'max(n_total) {here} as "{link.name}.total"',
            f'max(n_shared) {here} as "{link.name}.shared"',
            f'max(n_peers) {here} as "{link.name}.peers"',
            f'max(n_degree) {here} as "{link.name}.degree"',
        ]
    return f"""
with caps(kind, cap) as (values {caps}),
merged as (
  select account_id, kind, key, sum(n) as n from {source} group by account_id, kind, key
),
degrees as (select kind, key, count(*) as degree from merged group by kind, key),
per_kind as (
  select m.account_id, m.kind, count(*) as n_keys, max(m.n) as n_top, sum(m.n) as n_total,
    coalesce(sum(m.n) filter (where d.degree between 2 and c.cap), 0) as n_shared,
    coalesce(sum(d.degree - 1) filter (where d.degree between 2 and c.cap), 0) as n_peers,
    max(d.degree) as n_degree
  from merged as m
  join degrees as d on d.kind = m.kind and d.key = m.key
  join caps as c on c.kind = m.kind
  group by m.account_id, m.kind
)
select account_id,
  {", ".join(columns)}
from per_kind
group by account_id
"""


def feature_sql(feature: Feature, window: int | None) -> str:
    """A feature's expression over the window tables q, l, c (by window), a and t."""

    def place(match: re.Match[str]) -> str:
        first, second, written = match.groups()
        days = int(written) if written else (window or 28)
        if not second:
            return f'q{days}."{first}"'
        if first == "account":
            return f'a."{second}"'
        if first == "content":
            return f'c{days}."{second}"'
        if first == "twin":
            return f't."{second}"'
        return f'l{days}."{first}.{second}"'

    return _PLACE.sub(place, feature.sql)


def uses_twins(feature: Feature) -> bool:
    """True for features of the twin graph, which is made from the others' ranks."""
    return any(ref.source == "twin" for ref in references(feature))


def features_sql(features: Sequence[Feature], *, twins: bool) -> str:
    """All feature columns over the spine; `twins` chooses those of the twin graph."""
    chosen = [f for f in features if uses_twins(f) == twins]
    columns = []
    for feature in chosen:
        windows: tuple[int | None, ...] = feature.windows or (None,)
        for window, column in zip(windows, feature.columns, strict=True):
            columns.append(f"cast({feature_sql(feature, window)} as double) as {column}")
    tables = ["t"] if twins else ["a"]
    if not twins:
        tables += [f"{letter}{days}" for letter in "qlc" for days in (1, 7, 28)]
    joins = "\n".join(f"left join {t} on {t}.account_id = spine.account_id" for t in tables)
    listed = ",\n  ".join(columns)
    return f"select spine.account_id,\n  {listed}\nfrom spine\n{joins}\norder by spine.account_id"
