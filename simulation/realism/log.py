"""A log on disk, narrowed to what the sections read, in a database file of its own.

`who` has one row an account of the truth, `x` one row an exchange of these accounts. Both have
whole-number account ids `i`, and hashes in place of identifiers. `x` holds no prompt.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from simulation.realism.contract import (
    ACCOUNTS,
    EXCHANGES,
    NULLABLE_ACCOUNTS,
    NULLABLE_EXCHANGES,
    TRUTH,
    RealismError,
)
from simulation.realism.files import relation, table_files

_TRUTH_HELP = (
    "The report needs known truth: give a simulated log with truth/*.parquet "
    "(account_id, kind, tactic, campaign)."
)
_HASHED = (
    "session_id",
    "system_prompt_hash",
    "tools_hash",
    "api_key_id",
    "client_fingerprint",
    "ip",
    "ip_prefix",
)
_PLAIN = (
    "surface",
    "model",
    "n_tools",
    "language",
    "input_tokens",
    "output_tokens",
    "thinking_tokens",
    "max_output_tokens",
    "temperature",
    "streamed",
    "stop_reason",
    "status",
    "latency_ms",
    "user_agent_family",
    "asn",
    "network_type",
    "country",
)
# Rows that break the contract are no part of a log. The pipeline sets them aside, too.
_SOUND = """
  length(exchange_id) between 1 and 128 and occurred_at is not null
  and surface is not null and model is not null and status is not null
  and input_tokens >= 0 and output_tokens >= 0 and coalesce(thinking_tokens >= 0, true)
  and coalesce(turn >= 1, true) and coalesce(n_tools >= 0, true)
  and coalesce(cast(occurred_at as date) = partition_day, true)
  and coalesce(latency_ms >= 0, true) and coalesce(strlen(prompt) <= 32768, true)
"""
# The skeleton of a prompt: quoted text, digits and capitalised names masked, first eight words.
# The first letter of the text is not a name. A prompt of fewer words has no skeleton.
_SKELETON = r"""
  string_split_regex(trim(lower(
    left(head, 1) || regexp_replace(substr(head, 2),
      '([^\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*', '\1#', 'g'))), '\s+')[1:8]
"""
_HEAD = r"""
  regexp_replace(regexp_replace(left(prompt, 300), '"[^"]*"|“[^”]*”|«[^»]*»|`[^`]*`', ' # ', 'g'),
    '\d+', '#', 'g')
"""


@dataclass(frozen=True)
class Limits:
    """How much of a huge log is read. Accounts are sampled by hash, prompts and pairs as well."""

    campaign_accounts: int = 20_000
    honest_accounts: int = 60_000
    prompts: int = 400_000
    measured_prompts: int = 60_000
    linear_honest: int = 20_000
    pair_rows: int = 30_000_000


@dataclass(frozen=True)
class Population:
    """What was read. `sampled` says that the accounts are a sample, by hash, of the log's.

    A sampled account stands for `weight` accounts where pairs and holders are counted.
    """

    accounts: int
    honest: int
    campaign_accounts: int
    campaigns: int
    honest_active: int
    campaign_active: int
    accounts_in_log: int
    exchanges: int
    rows_left_out: int
    accounts_not_listed: int
    first_day: str
    last_day: str
    sampled: bool


@dataclass(frozen=True)
class Log:
    """An open log. `exchanges` is the relation of the raw files, the only place with prompts."""

    con: duckdb.DuckDBPyConnection
    exchanges: str
    population: Population
    tactics: tuple[str, ...]
    limits: Limits
    seed: int


@contextmanager
def open_log(logs: Path, seed: int = 0, limits: Limits | None = None) -> Iterator[Log]:
    """Read LOGS into a database file of its own, which goes away with the context.

    Raises
    ------
    RealismError if a table is missing, can't be read or breaks the contract.
    """
    limits = limits or Limits()
    if not logs.is_dir():
        raise RealismError(f"{logs}: expected a LOGS folder, found no such folder. Check --logs.")
    with TemporaryDirectory(prefix="realism-") as scratch:
        con = duckdb.connect(str(Path(scratch) / "log.duckdb"))
        try:
            # One thread: sums of floats keep their order, so that figures keep their bytes.
            con.execute("set threads = 1; set memory_limit = '2GB'; set TimeZone = 'UTC'")
            con.execute("set enable_progress_bar = false")
            con.execute(f"set temp_directory = '{scratch}/spill'".replace("\\", "/"))
            yield _load(con, logs, seed, limits)
        finally:
            con.close()


def _load(con: duckdb.DuckDBPyConnection, logs: Path, seed: int, limits: Limits) -> Log:
    truth = relation(con, table_files(logs / "truth", _TRUTH_HELP), TRUTH)
    what = "Check --logs against the data contract."
    accounts = relation(con, table_files(logs / "accounts", what), ACCOUNTS)
    exchanges = relation(con, table_files(logs / "exchanges", what), EXCHANGES)
    _load_who(con, truth, accounts, seed, limits)
    tactics = [
        r[0]
        for r in con.execute(
            "select distinct tactic from who where tactic is not null order by tactic"
        ).fetchall()
    ]
    if not tactics:
        raise RealismError(
            f"{logs / 'truth'}: column 'tactic': expected at least one account of a campaign, "
            "found none. Give a log with campaigns."
        )
    if one(con, "select count(*) from who where honest") == 0:
        raise RealismError(
            f"{logs / 'truth'}: column 'tactic': expected honest accounts (NULL), found none. "
            "Give a log with honest accounts."
        )
    rows = _load_exchanges(con, exchanges)
    if one(con, "select count(*) from x") == 0:
        raise RealismError(
            f"{logs / 'exchanges'}: column 'account_id': expected exchanges of the accounts in "
            "truth, found none. Check that the tables are of one log."
        )
    return Log(con, exchanges, _population(con, rows), tuple(tactics), limits, seed)


def one(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    """The whole number that a query of one row and one column gives; NULL is 0."""
    row = con.execute(sql).fetchone()
    return int(row[0] or 0) if row else 0


def _load_who(
    con: duckdb.DuckDBPyConnection, truth: str, accounts: str, seed: int, limits: Limits
) -> None:
    """Table `who`: truth and account of each account that is read, and what it stands for."""
    null_pattern = _pattern_sql("a", NULLABLE_ACCOUNTS)
    con.execute(f"""
      create table known as
      select account_id, any_value(kind) as kind,
        any_value(case when campaign is null then tactic else coalesce(tactic, 'unnamed') end)
          as tactic,
        any_value(coalesce(campaign, case when tactic is not null then 'unnamed' end)) as campaign
      from ({truth}) where account_id is not null group by account_id
    """)
    n_tactics = max(1, one(con, "select count(distinct tactic) from known"))
    # Whole campaigns first: a campaign that is cut in two loses its traces.
    con.execute(f"""
      create table chosen as
      with ranked as (
        select *, tactic is null as honest, count(*) over (partition by tactic) as n_all,
          row_number() over (partition by tactic order by
            case when tactic is null then 0 else md5_number_lower(campaign || '{seed}') end,
            md5_number_lower(account_id || '{seed}'), account_id) as place
        from known
      )
      select *, n_all / count(*) over (partition by tactic) as weight from ranked
      where place <= case when honest then {limits.honest_accounts}
                          else greatest(1, {limits.campaign_accounts} // {n_tactics}) end
    """)
    con.execute(f"""
      create table who as
      select cast(row_number() over (order by c.account_id) - 1 as integer) as i, c.account_id,
        c.kind, c.tactic, c.campaign, c.honest, c.weight,
        a.* exclude (account_id, partition_day), a.account_id is not null as listed,
        {null_pattern} as null_pattern
      from chosen as c left join (
        select * from ({accounts}) qualify row_number() over (partition by account_id) = 1
      ) as a on a.account_id = c.account_id
      order by c.account_id
    """)


def _pattern_sql(alias: str, columns: tuple[str, ...]) -> str:
    cases = ", ".join(f"case when {alias}.{c} is null then '{c}' end" for c in columns)
    return f"concat_ws(' ', {cases})"


def _load_exchanges(con: duckdb.DuckDBPyConnection, exchanges: str) -> int:
    """Table `x`; returns how many rows of the chosen accounts were left out."""
    hashed = ", ".join(f"case when e.{c} is not null then hash(e.{c}) end as {c}" for c in _HASHED)
    plain = ", ".join(f"e.{c}" for c in _PLAIN)
    con.execute(f"""
      create table sound as
      select w.i, hash(e.exchange_id) as exchange_key, e.occurred_at, {hashed}, {plain},
        length(e.prompt) as prompt_chars,
        case when e.prompt is not null then hash(e.prompt) end as prompt_key,
        case when len(e.words) >= 8 then hash(array_to_string(e.words, ' ')) end as template_key,
        {_pattern_sql("e", NULLABLE_EXCHANGES)} as null_pattern,
        e.country = w.country as exit_declared, e.ip = w.signup_ip as exit_signup,
        e.client_fingerprint = w.signup_fingerprint as fingerprint_signup
      from (
        select *, {_SKELETON} as words from (select *, {_HEAD} as head from ({exchanges}))
        where {_SOUND}
      ) as e join who as w using (account_id)
    """)
    # A second row with the same id is the same exchange delivered again: the first one counts.
    con.execute("""
      delete from sound where rowid in (
        select rowid from sound
        where exchange_key in
          (select exchange_key from sound group by exchange_key having count(*) > 1)
        qualify row_number() over (partition by exchange_key order by rowid) > 1)
    """)
    con.execute("""
      create table steps as
      select exchange_key,
        epoch_us(occurred_at) - lag(epoch_us(occurred_at)) over
          (partition by i order by occurred_at, exchange_key) as gap_us,
        case when session_id is not null then epoch_us(occurred_at) - lag(epoch_us(occurred_at))
          over (partition by i, session_id order by occurred_at, exchange_key) end
          as session_gap_us,
        case when session_id is not null then count(*) over (partition by i, session_id) end
          as session_size
      from sound
    """)
    con.execute("""
      create table x as
      select sound.*, gap_us / 1e6 as gap_s, session_gap_us / 1e6 as session_gap_s, session_size,
        cast(occurred_at as date) as day, hour(occurred_at) as hour
      from sound join steps using (exchange_key)
    """)
    read = one(con, f"select count(*) from ({exchanges}) join who using (account_id)")
    con.execute("drop table sound; drop table steps")
    return read - one(con, "select count(*) from x")


def _population(con: duckdb.DuckDBPyConnection, rows_left_out: int) -> Population:
    row = con.execute("""
      with active as (select distinct i from x)
      select count(*), count(*) filter (where honest), count(*) filter (where not honest),
        count(distinct campaign), count(*) filter (where honest and active.i is not null),
        count(*) filter (where not honest and active.i is not null),
        count(*) filter (where not listed)
      from who left join active using (i)
    """).fetchone()
    assert row is not None
    span = con.execute(
        "select count(*), cast(min(day) as varchar), cast(max(day) as varchar) from x"
    ).fetchone()
    assert span is not None
    known = one(con, "select count(*) from known")
    return Population(
        accounts=row[0],
        honest=row[1],
        campaign_accounts=row[2],
        campaigns=row[3],
        honest_active=row[4],
        campaign_active=row[5],
        accounts_in_log=known,
        exchanges=span[0],
        rows_left_out=rows_left_out,
        accounts_not_listed=row[6],
        first_day=span[1],
        last_day=span[2],
        sampled=row[0] < known,
    )
