"""Daily quantities and links against hand-written SQL and against pandas, on one day of a log.

    python -m bench.week --logs LOGS --accounts 40000
    python -m bench.daily --logs LOGS

Prints, for the day's SQL of the declarations: rows a second, the ratio to one hand-written DuckDB
query that gives the same columns (bench/daily_quantities.sql, bench/daily_links.sql), and how many
times as fast as pandas it is (on at most 300,000 rows). All read the day's checked `exchanges`
table in memory; all results are held against each other. Results: bench/features.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import typer

from bench.week import last_days
from features import sql
from features.catalogue import LINKS, QUANTITIES
from features.contract import load_exchanges
from features.daily import links_by_kind
from features.engines import DuckDb, connect
from features.rows import ROWS, TRAITS

_HERE = Path(__file__).parent
_PANDAS_ROWS = 300_000
_TAGS = {"TEMPLATE": "template", "OPENING": "opening", "CLOSING": "closing"}
LINKED = [link for link in LINKS if link.source == "exchanges"]


def best(job: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest of some rounds."""
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        job()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def declared(con: duckdb.DuckDBPyConnection) -> tuple[pa.Table, pa.Table]:
    """Quantities and links as the daily job makes them."""
    engine = DuckDb(con)
    engine.table("day_rows", ROWS)
    links = pa.concat_tables(links_by_kind(engine, LINKED))
    return engine.arrow(sql.quantities_sql(QUANTITIES)), links


def by_hand(con: duckdb.DuckDBPyConnection) -> tuple[pa.Table, pa.Table]:
    """The same by hand-written queries; masking is a regular expression, taken as it is."""
    links = (_HERE / "daily_links.sql").read_text()
    for tag, trait in _TAGS.items():
        links = links.replace(f"left(md5({tag}), 16)", TRAITS[trait])
    quantities = (_HERE / "daily_quantities.sql").read_text()
    return con.sql(quantities).to_arrow_table(), con.sql(links).to_arrow_table()


def by_pandas(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counts, sums, bins, changes and links by pandas, as a data scientist would write them.

    frame : the day's exchanges sorted by account, time and id. Fewer columns than the others: what
    is left out would only make it slower.
    """
    by = frame["account_id"]
    at = frame["occurred_at"].astype("int64")
    same = by.eq(by.shift())
    gap = (at - at.shift()).where(same)
    seconds = gap / 1e6
    hour = frame["occurred_at"].dt.hour
    columns: dict[str, pd.Series] = {
        "n": pd.Series(1, frame.index),
        "input_sum": frame["input_tokens"], "output_sum": frame["output_tokens"],
        "n_limited": frame["status"].eq(429), "n_refused": frame["stop_reason"].eq("refusal"),
        "n_failed": frame["status"].ge(400) & frame["status"].ne(429),
        "n_gaps": gap.notna(), "gap_sum": seconds.round(),
        "gap_log_sum": (np.log2(1 + seconds) * 10_000).round(),
        "n_weekend": frame["occurred_at"].dt.dayofweek >= 5,
        "n_followups": frame["turn"] > 1, "n_streamed": frame["streamed"].eq(True),
        "n_web": frame["surface"].isin(["web", "mobile"]),
        "input_log_sum": (np.log2(1 + frame["input_tokens"]) * 10_000).round(),
        "output_log_sum": (np.log2(1 + frame["output_tokens"]) * 10_000).round(),
        "prompt_log_sum": (np.log2(1 + frame["prompt"].str.len()) * 10_000).round(),
    }  # fmt: skip
    for column in ("ip", "country", "surface", "model", "language"):
        columns[f"n_{column}_changes"] = same & frame[column].ne(frame[column].shift())
    for number in range(24):
        columns[f"hour_{number}"] = hour == number
    bins = np.digitize(seconds, [2.0**power for power in range(16)])
    for number in range(17):
        columns[f"gap_{number}"] = (bins == number) & gap.notna()
    summed = pd.DataFrame(columns).groupby(by, sort=True).sum()
    spans = at.groupby(by).agg(["min", "max"])
    days = frame.groupby("account_id")[["session_id", "ip"]].nunique()
    head = frame["prompt"].str.slice(0, 300).str.lower().str.replace(r"[0-9]+", "0", regex=True)
    tail = frame["prompt"].str.slice(-300).str.lower().str.replace(r"[0-9]+", "0", regex=True)
    keys = {
        "model": frame["model"], "exit": frame["ip"], "prefix": frame["ip_prefix"],
        "country": frame["country"], "fingerprint": frame["client_fingerprint"],
        "input_length": frame["input_tokens"].astype("str"), "language": frame["language"],
        "opening": head.str.extract(r"^\s*(\S+(?:\s+\S+){0,2})")[0],
        "closing": tail.str.extract(r"(\S+(?:\s+\S+){0,2})\s*$")[0],
        "template": frame["prompt"].str.slice(0, 2000).str.lower()
        .str.replace(r'"[^"]*"', "q", regex=True).str.replace(r"[0-9]+", "0", regex=True),
    }  # fmt: skip
    links = [
        at.groupby([by, key.rename("key")]).agg(["size", "min", "max"]).reset_index()
        for key in keys.values()
    ]
    return summed.join(spans).join(days), pd.concat(links)


def main(
    logs: Annotated[Path, typer.Option(help="LOGS of bench.week.")],
    rounds: Annotated[int, typer.Option(help="The best of so many rounds counts.")] = 3,
) -> None:
    """Print the table."""
    con = connect()
    day = last_days(logs)[-1]
    load_exchanges(con, logs, day, now=datetime.now(UTC), quarantine=None)
    rows = con.sql("select count(*) from exchanges").fetchall()[0][0]
    ours, hand = declared(con), by_hand(con)
    for name, mine, other in zip(("quantities", "links"), ours, hand, strict=True):
        same = mine.select(other.column_names).cast(other.schema).equals(other)
        print(f"| {name} | {mine.num_rows:,} rows, equal to the hand-written query's: {same} |")
    fast = best(lambda: declared(con), rounds)
    written = best(lambda: by_hand(con), rounds)
    print(f"| exchanges of {day} | {rows:,} |")
    print(f"| declarations | {fast:.2f} s, {rows / fast:,.0f} exchanges a second |")
    print(f"| hand-written SQL | {written:.2f} s |")
    print(f"| ratio to hand-written | {fast / written:.2f} (asked: at most 1.5) |")
    con.execute(
        "create table part as select * from exchanges order by account_id, occurred_at, exchange_id"
        f" limit {_PANDAS_ROWS}"
    )
    frame = con.sql("select * from part").df()
    frame["occurred_at"] = frame["occurred_at"].dt.as_unit("us")
    part = connect()
    part.register("frame", con.sql("select * from part").to_arrow_table())
    part.execute("create table exchanges as select * from frame")
    few = best(lambda: declared(part), rounds)
    plain = best(lambda: by_pandas(frame), 1)
    print(f"| pandas, {len(frame):,} exchanges | {plain:.2f} s |")
    print(f"| times as fast as pandas | {plain / few:.1f} (asked: at least 4) |")


if __name__ == "__main__":
    typer.run(main)
