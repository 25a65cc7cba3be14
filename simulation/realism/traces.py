"""Section 7: the log's load, in the figures that public traces are measured by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.realism.log import Log

QUANTILES: tuple[float, ...] = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
_TOPS: tuple[float, ...] = (0.01, 0.05, 0.1, 0.2, 0.5)
# Fewer requests a day tell nothing about burstiness.
_LEAST_A_DAY = 5
_LORENZ_POINTS = 200


@dataclass(frozen=True)
class Spread:
    """Quantiles of a quantity at `QUANTILES`; empty if nothing was measured."""

    name: str
    n: int
    mean: float | None
    quantiles: tuple[float, ...]


@dataclass(frozen=True)
class Concentration:
    """How a few accounts make most of the load. tops : (share of accounts, share of requests).

    lorenz : shares of requests of the smallest k/200 of accounts, k = 0 ... 200.
    """

    name: str
    accounts: int
    gini: float
    tops: tuple[tuple[float, float], ...]
    lorenz: tuple[float, ...]


@dataclass(frozen=True)
class Day:
    """A day's requests and the share of each model, by name."""

    day: str
    requests: int
    models: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Load:
    """All of section 7, from the log alone. hours : (name, 24 shares of requests by UTC hour)."""

    session_gaps: tuple[Spread, ...]
    turns: tuple[Spread, ...]
    input_tokens: tuple[Spread, ...]
    output_tokens: tuple[Spread, ...]
    burstiness: tuple[Spread, ...]
    concentration: tuple[Concentration, ...]
    hours: tuple[tuple[str, tuple[float, ...]], ...]
    days: tuple[Day, ...]


def load_of(log: Log) -> Load:
    """Measure gaps, turns, tokens, burstiness, concentration, hours and days."""
    surfaces = [
        r[0]
        for r in log.con.execute(
            "select surface from x group by surface order by count(*) desc, surface limit 6"
        ).fetchall()
    ]
    by_surface = [("all", "true")] + [(s, f"surface = {_text(s)}") for s in surfaces]
    return Load(
        session_gaps=_spreads(log, "session_gap_s", "x", by_surface),
        turns=_spreads(
            log,
            "n",
            "(select count(*) as n, min(surface) as surface from x where session_id is not null"
            " group by i, session_id)",
            by_surface,
        ),
        input_tokens=_spreads(log, "input_tokens", "x", by_surface),
        output_tokens=_spreads(log, "output_tokens", "x", by_surface),
        burstiness=_spreads(
            log,
            "cv",
            f"""(select i, surface, median(cv) as cv from (
                 select i, day, min(surface) as surface, stddev_pop(gap_s) / avg(gap_s) as cv
                 from (select i, day, surface, (epoch_us(occurred_at) - lag(epoch_us(occurred_at))
                         over (partition by i, day order by occurred_at, exchange_key)) / 1e6
                         as gap_s from x)
                 group by i, day having count(*) >= {_LEAST_A_DAY} and avg(gap_s) > 0)
               group by i, surface)""",
            by_surface,
        ),
        concentration=tuple(
            concentration(name, _counts(log, where))
            for name, where in (("all", "true"), ("api", "surface = 'api'"))
            if len(_counts(log, where))
        ),
        hours=tuple(
            (name, hours) for name, where in by_surface[:4] if (hours := _hours(log, where))
        ),
        days=_days(log),
    )


def concentration(name: str, counts: NDArray[np.int64]) -> Concentration:
    """Lorenz curve, Gini index and top shares of positive counts, shape (n_accounts,)."""
    ordered = np.sort(counts).astype(float)
    n, total = len(ordered), ordered.sum()
    summed = np.concatenate([[0.0], np.cumsum(ordered)]) / total
    gini = 1 - 2 * float((summed[:-1] + summed[1:]).sum()) / (2 * n)
    tops = tuple((top, float(ordered[n - max(1, round(top * n)) :].sum() / total)) for top in _TOPS)
    points = np.interp(np.linspace(0, 1, _LORENZ_POINTS + 1), np.linspace(0, 1, n + 1), summed)
    return Concentration(name, n, gini, tops, tuple(map(float, points)))


def _spreads(
    log: Log, column: str, source: str, groups: list[tuple[str, str]]
) -> tuple[Spread, ...]:
    listed = ", ".join(map(str, QUANTILES))
    found = []
    for name, where in groups:
        row = log.con.execute(f"""
          select count({column}), avg({column}), quantile_cont(cast({column} as double), [{listed}])
          from {source} where {where}
        """).fetchone()
        if row is not None and row[0]:
            found.append(Spread(name, row[0], float(row[1]), tuple(map(float, row[2]))))
    return tuple(found)


def _counts(log: Log, where: str) -> NDArray[np.int64]:
    rows = log.con.execute(
        f"select count(*) as n from x where {where} group by i order by i"
    ).fetchnumpy()
    return np.asarray(rows["n"], dtype=np.int64)


def _hours(log: Log, where: str) -> tuple[float, ...]:
    rows = log.con.execute(f"select hour, count(*) from x where {where} group by hour").fetchall()
    total = sum(n for _, n in rows)
    share = {hour: n / total for hour, n in rows}
    return tuple(share.get(hour, 0.0) for hour in range(24)) if total else ()


def _days(log: Log) -> tuple[Day, ...]:
    rows = log.con.execute(
        "select cast(day as varchar), model, count(*) from x group by all order by all"
    ).fetchall()
    days: dict[str, list[tuple[str, int]]] = {}
    for day, model, n in rows:
        days.setdefault(day, []).append((model, n))
    found = []
    for day, models in days.items():
        total = sum(n for _, n in models)
        found.append(Day(day, total, tuple((model, n / total) for model, n in models)))
    return tuple(found)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
