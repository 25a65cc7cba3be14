"""Measured public traces, as compact tables in a folder, to lay beside the log's own load."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulation.realism.contract import RealismError
from simulation.realism.traces import Concentration, Spread, concentration

_LEVELS = ("q1", "q5", "q10", "q25", "q50", "q75", "q90", "q95", "q99", "q99_9")
_FILES: dict[str, tuple[str, ...]] = {
    "token_quantiles.csv": ("source", "kind", "weight", "n", "mean", *_LEVELS),
    "gap_quantiles.csv": ("source", "kind", "n", "mean", *_LEVELS),
    "arrivals_by_hour.csv": ("source", "weight", "hour", "share"),
    "burstgpt_daily.csv": ("day_index", "requests"),
    "servegen_clients.csv": ("source", "requests", "iat_cv_median"),
}


@dataclass(frozen=True)
class Measured:
    """The public tables, each named by its source. All empty without a folder.

    concentration : over the source's clients. daily : requests over their median.
    """

    session_gaps: tuple[Spread, ...] = ()
    turns: tuple[Spread, ...] = ()
    input_tokens: tuple[Spread, ...] = ()
    output_tokens: tuple[Spread, ...] = ()
    burstiness: tuple[Spread, ...] = ()
    concentration: tuple[Concentration, ...] = ()
    hours: tuple[tuple[str, tuple[float, ...]], ...] = ()
    daily: tuple[tuple[str, tuple[float, ...]], ...] = ()


def read_measured(folder: Path) -> Measured:
    """Read the tables that this report needs.

    Raises
    ------
    RealismError if the folder, a file or a column is missing, or a number can't be read.
    """
    if not folder.is_dir():
        raise RealismError(
            f"{folder}: expected a folder with tables of measured traces, found no such folder. "
            "Check --traces."
        )
    tables = {name: _read(folder / name, columns) for name, columns in _FILES.items()}
    tokens, gaps = tables["token_quantiles.csv"], tables["gap_quantiles.csv"]
    clients = tables["servegen_clients.csv"]
    sources = sorted({row["source"] for row in clients})
    return Measured(
        session_gaps=_spreads(folder / "gap_quantiles.csv", gaps, "gap_between_turns_s"),
        turns=_spreads(folder / "gap_quantiles.csv", gaps, "turns_per_session"),
        input_tokens=_spreads(folder / "token_quantiles.csv", tokens, "input_tokens"),
        output_tokens=_spreads(folder / "token_quantiles.csv", tokens, "output_tokens"),
        burstiness=tuple(
            _spread_of(source, _column(folder, clients, source, "iat_cv_median"))
            for source in sources
        ),
        concentration=tuple(
            concentration(
                source, np.rint(_column(folder, clients, source, "requests")).astype(np.int64)
            )
            for source in sources
        ),
        hours=_hours(folder / "arrivals_by_hour.csv", tables["arrivals_by_hour.csv"]),
        daily=(("burstgpt_1", _daily(folder, tables["burstgpt_daily.csv"])),),
    )


def _read(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            table = list(rows)
            names = rows.fieldnames or []
    except (OSError, UnicodeDecodeError):
        raise RealismError(
            f"{path}: expected a table of measured traces, found no file that can be read. "
            "Check --traces, or leave it out."
        ) from None
    for column in columns:
        if column not in names:
            raise RealismError(
                f"{path}: column '{column}': expected it in the header, found no such column. "
                "Check --traces, or leave it out."
            )
    return table


def _number(path: Path, row: dict[str, str], column: str) -> float:
    try:
        return float(row[column])
    except (TypeError, ValueError):
        raise RealismError(
            f"{path}: column '{column}': expected a number, found {row[column]!r}. "
            "Check --traces, or leave it out."
        ) from None


def _spreads(path: Path, rows: list[dict[str, str]], kind: str) -> tuple[Spread, ...]:
    return tuple(
        Spread(
            row["source"],
            int(_number(path, row, "n")),
            _number(path, row, "mean"),
            tuple(_number(path, row, level) for level in _LEVELS),
        )
        for row in rows
        if row["kind"] == kind and row.get("weight", "request") == "request"
    )


def _column(
    folder: Path, rows: list[dict[str, str]], source: str, column: str
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    path = folder / "servegen_clients.csv"
    return np.array([_number(path, r, column) for r in rows if r["source"] == source and r[column]])


def _spread_of(name: str, values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Spread:
    levels = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
    return Spread(
        name,
        len(values),
        float(values.mean()),
        tuple(float(v) for v in np.quantile(values, levels)),
    )


def _hours(path: Path, rows: list[dict[str, str]]) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Shares of requests by hour of the source's own clock, days pooled."""
    shares: dict[str, list[float]] = {}
    for row in rows:
        if row["weight"] == "request":
            hours = shares.setdefault(row["source"], [0.0] * 24)
            hours[int(_number(path, row, "hour")) % 24] += _number(path, row, "share")
    return tuple(
        (source, tuple(h / (sum(hours) or 1.0) for h in hours)) for source, hours in shares.items()
    )


def _daily(folder: Path, rows: list[dict[str, str]]) -> tuple[float, ...]:
    requests = [_number(folder / "burstgpt_daily.csv", row, "requests") for row in rows]
    middle = float(np.median(requests)) or 1.0
    return tuple(n / middle for n in requests)
