"""The data contract: the three tables of a log, and how they come in.

A file or day that breaks the contract stops the run with one `ContractError`. A row that breaks it
is set aside with its reason, and rows read = rows used + duplicates + rows set aside, exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from features.json_lines import inspect_json_lines
from features.log_files import exchange_days, is_parquet, parquet_types, table_files
from features.quarantine import quarantine_file, write_quarantine
from features.row_checks import Fault, check_types, moment_sql
from features.row_load import RowLoad, Rules, Verdict
from features.schema import Column, ContractError, Table

__all__ = [
    "ACCOUNTS",
    "DECISIONS",
    "EXCHANGES",
    "TABLES",
    "Column",
    "ContractError",
    "Counts",
    "Table",
    "check_files",
    "exchange_days",
    "load_accounts",
    "load_decisions",
    "load_exchanges",
]

ID_LENGTH = 128
PROMPT_BYTES = 32 * 1024
CLOCK_SLACK = timedelta(minutes=10)

EXCHANGES = Table(
    name="exchanges",
    id="exchange_id",
    time="occurred_at",
    keep="first",
    order=("account_id", "occurred_at", "exchange_id"),
    columns=(
        Column("exchange_id", "string", required=True, max_length=ID_LENGTH, is_id=True),
        Column("account_id", "string", required=True, max_length=ID_LENGTH, is_id=True),
        Column("occurred_at", "timestamp", required=True),
        Column("session_id", "string", max_length=ID_LENGTH),
        Column("turn", "int32", minimum=1),
        Column("surface", "string", required=True),
        Column("model", "string", required=True),
        Column("prompt", "string", max_bytes=PROMPT_BYTES),
        Column("prompt_embedding", "embedding"),
        Column("system_prompt_hash", "string"),
        Column("tools_hash", "string"),
        Column("n_tools", "int32", minimum=0),
        Column("language", "string"),
        Column("input_tokens", "int32", required=True, minimum=0),
        Column("output_tokens", "int32", required=True, minimum=0),
        Column("thinking_tokens", "int32", minimum=0),
        Column("max_output_tokens", "int32"),
        Column("temperature", "float32"),
        Column("streamed", "bool"),
        Column("stop_reason", "string"),
        Column("status", "int32", required=True),
        Column("latency_ms", "int32", minimum=0),
        Column("api_key_id", "string"),
        Column("client_fingerprint", "string"),
        Column("user_agent_family", "string"),
        Column("ip", "string"),
        Column("ip_prefix", "string"),
        Column("asn", "int64"),
        Column("network_type", "string"),
        Column("country", "string"),
    ),
)

# Newest state: an export that appends gives an account again with what is known now, so of two
# rows the last by file order is used.
ACCOUNTS = Table(
    name="accounts",
    id="account_id",
    time="created_at",
    keep="last",
    order=("account_id",),
    columns=(
        Column("account_id", "string", required=True, is_id=True),
        Column("created_at", "timestamp", required=True),
        Column("plan", "string", required=True),
        Column("organisation_id", "string"),
        Column("programme", "string"),
        Column("email_domain", "string"),
        Column("payment_id", "string"),
        Column("payment_issuer", "string"),
        Column("payment_country", "string"),
        Column("signup_ip", "string"),
        Column("signup_ip_prefix", "string"),
        Column("signup_fingerprint", "string"),
        Column("country", "string"),
        Column("closed_at", "timestamp"),
    ),
)

DECISIONS = Table(
    name="decisions",
    id="decision_id",
    time="decided_at",
    keep="first",
    order=("account_id", "decided_at", "decision_id"),
    columns=(
        Column("decision_id", "string", required=True, is_id=True),
        Column("account_id", "string", required=True, is_id=True),
        Column("decided_at", "timestamp", required=True),
        Column(
            "decision",
            "string",
            required=True,
            allowed=("distillation", "other_abuse", "benign", "unsure"),
        ),
        # An unknown source is a label all the same; only an unknown decision means nothing.
        Column("source", "string", required=True),
        Column("reviewer", "string"),
        Column("campaign_id", "string"),
        Column("note", "string"),
    ),
)

TABLES = (EXCHANGES, ACCOUNTS, DECISIONS)


@dataclass(frozen=True)
class Counts:
    """What became of every row that was read.

    `set_aside`: reason -> rows, commonest first. `files`: relative to LOGS, in file order.
    `embedding_length`: of the day's `prompt_embedding`, None where there is none; pass it on, since
    one length holds for the whole log. Raises ValueError where the rows do not add up.
    """

    read: int
    used: int
    duplicates: int
    set_aside: dict[str, int]
    files: tuple[str, ...]
    embedding_length: int | None = None

    def __post_init__(self) -> None:
        # A list where it comes back from JSON.
        object.__setattr__(self, "files", tuple(self.files))
        if not self.check:
            raise ValueError(
                f"Counts: expected read = used + duplicates + set aside, found {self.read} and "
                f"{self.used} + {self.duplicates} + {self.bad}"
            )

    @property
    def bad(self) -> int:
        """Rows set aside, whatever the reason."""
        return sum(self.set_aside.values())

    @property
    def check(self) -> bool:
        """Whether every row read is used, a duplicate or set aside."""
        return self.read == self.used + self.duplicates + self.bad


def check_files(logs: Path, days: Iterable[date]) -> None:
    """The schema of every file of `days`, of accounts and of decisions: ContractError on the first.

    Partitions of other days have to be named as such, too: a day that is not seen is a silent gap.
    Parquet is judged by its footer, JSON Lines by its first lines; compressed files are read to
    their end. So nothing needs to be written before a file is found that stops the run, but for a
    Parquet file with a broken page: that stops its day when it is loaded.
    """
    exchange_days(logs)
    con = duckdb.connect()
    try:
        for day in days:
            for path in table_files(logs, EXCHANGES.name, day):
                _check_file(con, EXCHANGES, path)
        for table in (ACCOUNTS, DECISIONS):
            for path in table_files(logs, table.name):
                _check_file(con, table, path)
    finally:
        con.close()


def _check_file(con: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    if is_parquet(path):
        check_types(table, path, parquet_types(con, path))
    else:
        inspect_json_lines(path, table, to_the_end=True)


def load_exchanges(
    con: duckdb.DuckDBPyConnection,
    logs: Path,
    day: date,
    *,
    now: datetime,
    quarantine: Path | None,
    max_bad_share: float = 0.01,
    table: str = "exchanges",
    embedding_length: int | None = None,
) -> Counts:
    """Make the temp table `table` of one day's exchanges and set its bad rows aside.

    The table has every column of the contract in its canonical type (NULL where the log has none),
    sorted by account_id, occurred_at, exchange_id. `now` is the job's clock (with a zone).
    `quarantine`: WAREHOUSE/quarantine, None keeps nothing. `max_bad_share`: fraction of the day's
    rows. `embedding_length`: the log's; None takes the day's commonest, of equals the smallest.

    Raises ContractError where a file breaks the contract, or more than `max_bad_share` of the rows
    are bad (their quarantine file is then written, the table is not made).
    """
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    opens, ends = moment_sql(start), moment_sql(start + timedelta(days=1))
    latest = moment_sql(now + CLOCK_SLACK)

    def occurred_at_faults(value: str) -> Sequence[Fault]:
        return (
            Fault(
                f"{value} < {opens} or {value} >= {ends}",
                "occurred_at outside its partition's date",
            ),
            Fault(f"{value} > {latest}", "occurred_at more than 10 minutes after the clock"),
        )

    rules = Rules({"occurred_at": occurred_at_faults}, embedding_length=embedding_length)
    place = None if quarantine is None else quarantine_file(quarantine, EXCHANGES.name, day)
    return _load(con, logs, EXCHANGES, rules, place, table, day=day, max_bad_share=max_bad_share)


def load_accounts(
    con: duckdb.DuckDBPyConnection,
    logs: Path,
    *,
    as_of: date,
    quarantine: Path | None,
    table: str = "accounts",
) -> Counts:
    """Make the temp table `table` of the accounts known at the end of `as_of`, by account_id.

    An account created later is neither read nor counted; a `closed_at` after that moment is NULL,
    so that an account looks as it did then. Of several good rows of one account the last by file
    order is used: the newest state.
    """
    end = _end_of(as_of)
    closed = f"case when t.closed_at < {moment_sql(end)} then t.closed_at end"
    rules = Rules(known_before=end, values={"closed_at": closed})
    place = None if quarantine is None else quarantine_file(quarantine, ACCOUNTS.name)
    return _load(con, logs, ACCOUNTS, rules, place, table)


def load_decisions(
    con: duckdb.DuckDBPyConnection,
    logs: Path,
    *,
    as_of: date,
    quarantine: Path | None,
    table: str = "decisions",
) -> Counts:
    """Make the temp table `table` of what was decided up to the end of `as_of`.

    Sorted by account_id, decided_at, decision_id. A later decision is neither read nor counted; a
    decision_id counts once, the first by file order. No decision at all gives an empty table.
    """
    rules = Rules(known_before=_end_of(as_of))
    place = None if quarantine is None else quarantine_file(quarantine, DECISIONS.name)
    return _load(con, logs, DECISIONS, rules, place, table)


def _end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)


def _load(
    con: duckdb.DuckDBPyConnection,
    logs: Path,
    table: Table,
    rules: Rules,
    place: Path | None,
    name: str,
    *,
    day: date | None = None,
    max_bad_share: float = 1.0,
) -> Counts:
    paths = table_files(logs, table.name, day)
    files = tuple(path.relative_to(logs).as_posix() for path in paths)
    load = RowLoad(con, table, paths, rules)
    try:
        verdict = load.judge()
        if place is not None:
            named = pa.array(files, pa.string()).take(verdict.bad["file"].combine_chunks())
            write_quarantine(place, verdict.bad.set_column(0, "file", named))
        if verdict.bad.num_rows > max_bad_share * verdict.read:
            raise ContractError(_too_many(paths[0].parent, verdict, max_bad_share, place))
        load.fill(name)
    finally:
        load.close()
    used = verdict.read - verdict.duplicates - verdict.bad.num_rows
    return Counts(
        verdict.read, used, verdict.duplicates, verdict.set_aside, files, verdict.embedding_length
    )


def _too_many(folder: Path, verdict: Verdict, limit: float, place: Path | None) -> str:
    bad, share = verdict.bad.num_rows, verdict.bad.num_rows / verdict.read
    commonest = ", ".join(f"{why} ({rows:,})" for why, rows in [*verdict.set_aside.items()][:3])
    look = "" if place is None else f"look at {place}, "
    enough = min(1.0, math.ceil(share * 100) / 100)
    return (
        f"{folder}: expected at most {limit:.2%} of the day's rows set aside, found {bad:,} of "
        f"{verdict.read:,} ({share:.2%}): {commonest}; {look}correct the export, or take the day "
        f"as it is with MAX_BAD_SHARE={enough:g}"
    )
