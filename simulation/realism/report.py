"""The whole report as one value, and its JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import isfinite

from simulation.realism.columns import table_of
from simulation.realism.documents import read_documents
from simulation.realism.duplicates import Duplicates, duplicates
from simulation.realism.hard_traces import NoHardTrace, no_hard_trace
from simulation.realism.linear import Linear, linear_recalls
from simulation.realism.log import Log, Population
from simulation.realism.measured import Measured
from simulation.realism.one_sided import OneSided, one_sided
from simulation.realism.pairs import Pairs, hold, pair_shares
from simulation.realism.single import TacticColumns, single_columns
from simulation.realism.traces import Load, load_of

STAGES: tuple[str, ...] = (
    "columns",
    "linear",
    "values of one side",
    "prompts",
    "pairs",
    "near duplicates",
    "load",
)


@dataclass(frozen=True)
class Report:
    """All sections. `measured` is empty where no folder of public traces was given."""

    seed: int
    population: Population
    columns: tuple[TacticColumns, ...]
    linear: tuple[Linear, ...]
    one_sided: tuple[OneSided, ...]
    pairs: Pairs
    no_hard_trace: tuple[NoHardTrace, ...]
    duplicates: Duplicates
    load: Load
    measured: Measured


def make_report(log: Log, measured: Measured, stage: Callable[[str], None]) -> Report:
    """Run all sections; `stage` is told each of `STAGES` as it starts."""
    stage("columns")
    table = table_of(log)
    columns = single_columns(table, log.tactics, log.seed)
    stage("linear")
    linear = linear_recalls(table, log.tactics, log.seed, log.limits.linear_honest)
    stage("values of one side")
    values = one_sided(log)
    stage("prompts")
    documents = read_documents(log)
    stage("pairs")
    hold(log, documents)
    pairs = pair_shares(log)
    hard = no_hard_trace(log)
    stage("near duplicates")
    copies = duplicates(log, documents)
    stage("load")
    return Report(
        log.seed,
        log.population,
        tuple(columns),
        tuple(linear),
        tuple(values),
        pairs,
        tuple(hard),
        copies,
        load_of(log),
        measured,
    )


def to_json(report: Report) -> str:
    """Every figure, rounded to six digits, keys sorted: the same report, the same bytes.

    Verdicts that are computed, such as the number of columns too easy, stand beside their parts.
    """
    found = asdict(report)
    for own, section in zip(found["columns"], report.columns, strict=True):
        own["too_easy"] = section.too_easy
    return json.dumps(_plain(found), indent=1, sort_keys=True, allow_nan=False) + "\n"


def _plain(value: object) -> object:
    """Nested dicts and lists with rounded, finite numbers."""
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") if isfinite(value) else None
    return value
