"""Plain features of an account, made from the raw columns of the contract.

A column is one declaration. `of` says over what its SQL runs: `exchange` is an aggregate over the
account's rows of `x`, `account` an expression over its row of `who`. NULL ranks below all values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulation.realism.contract import NULLABLE_EXCHANGES
from simulation.realism.log import Log

# A value that fewer than this share of exchanges have gets no column of its own.
_RARE = 0.002
_MOST_VALUES = 12
# Columns a query: a hundred medians and distinct counts at once would not fit the memory.
_BATCH = 24


@dataclass(frozen=True)
class Column:
    """One plain feature: its name, its SQL, and why a campaign might stand out in it."""

    name: str
    sql: str
    why: str
    of: Literal["exchange", "account"] = "exchange"


@dataclass(frozen=True)
class Table:
    """Values of all columns: float64, shape (n_accounts, n_columns); NaN is NULL.

    account : int32, shape (n_accounts,), the id `i` of `who`; only accounts with an exchange.
    tactic : object, shape (n_accounts,); None is honest. campaign : object, as tactic.
    """

    columns: tuple[Column, ...]
    account: NDArray[np.int32]
    tactic: NDArray[np.object_]
    campaign: NDArray[np.object_]
    values: NDArray[np.float64]

    @property
    def honest(self) -> NDArray[np.bool_]:
        """True for honest accounts; shape (n_accounts,)."""
        return np.array([tactic is None for tactic in self.tactic], dtype=bool)


_VOLUME = (
    Column("exchanges", "count(*)", "Harvesting needs volume."),
    Column("active_days", "count(distinct day)", "Own pools work every day, or few days."),
    Column("exchanges_per_active_day", "count(*) / count(distinct day)", "Load of a worker."),
    Column("first_day_share", "avg((day = (select min(day) from x))::int)", "Starts with the log."),
    Column("last_seen_days", "date_diff('day', max(day), (select max(day) from x))", "Goes away."),
    Column("span_days", "date_diff('day', min(day), max(day)) + 1", "A job has a length."),
    Column("busiest_day_share", "max(n_day) / count(*)", "Bursts."),
)
_SESSIONS = (
    Column("sessions", "count(distinct session_id)", "Many short sessions."),
    Column(
        "turns_mean",
        "count(session_id) / nullif(count(distinct session_id), 0)",
        "A harvest has few follow-ups.",
    ),
    Column(
        "single_turn_share",
        "count(distinct session_id) filter (where session_size = 1)"
        " / nullif(count(distinct session_id), 0)",
        "A harvest has few follow-ups.",
    ),
    Column("session_gap_median", "median(session_gap_s)", "Machines do not read answers."),
)
_TEXT = (
    Column("prompt_chars_median", "median(prompt_chars)", "Templates have one length."),
    Column("prompt_chars_mean", "avg(prompt_chars)", "Templates have one length."),
    Column("prompt_chars_spread", "stddev_pop(prompt_chars)", "Templates vary little."),
    Column(
        "prompt_chars_relative_spread",
        "stddev_pop(prompt_chars) / nullif(avg(prompt_chars), 0)",
        "Templates vary little.",
    ),
    Column("distinct_prompt_share", "count(distinct prompt_key) / count(*)", "No repeats."),
    Column(
        "distinct_template_share",
        "count(distinct template_key) / nullif(count(template_key), 0)",
        "Few skeletons over many prompts.",
    ),
    Column("languages", "count(distinct language)", "Resold access has many users."),
    Column("english_share", "avg((language = 'en')::int)", "Non-English harvests."),
)
_TOKENS = (
    *(
        Column(f"{kind}_{what}", f"{sql}({kind})", "Cheap asking, dear answers, or short scores.")
        for kind in ("input_tokens", "output_tokens", "thinking_tokens")
        for what, sql in (("median", "median"), ("mean", "avg"))
    ),
    Column("output_tokens_spread", "stddev_pop(output_tokens)", "Scores vary little."),
    Column("thinking_share", "avg((thinking_tokens > 0)::int)", "Reasoning is the good."),
    Column(
        "output_per_input",
        "sum(output_tokens) / nullif(sum(input_tokens), 0)",
        "Grading reads much and writes little.",
    ),
)
_SETTINGS = (
    Column("max_output_tokens_set", "avg((max_output_tokens is not null)::int)", "Scripts set it."),
    Column("max_output_tokens_mean", "avg(max_output_tokens)", "Scripts set it."),
    Column("max_output_tokens_values", "count(distinct max_output_tokens)", "One script, one."),
    Column("temperature_set", "avg((temperature is not null)::int)", "Scripts set it."),
    Column("temperature_mean", "avg(temperature)", "Scripts set it."),
    Column("temperature_values", "count(distinct temperature)", "One script, one value."),
    Column("streamed_share", "avg(streamed::int)", "Scripts need no stream."),
    Column("system_prompt_set", "avg((system_prompt_hash is not null)::int)", "Scripts have one."),
    Column("system_prompts", "count(distinct system_prompt_hash)", "One script, one prompt."),
    Column("tools_set", "avg((tools_hash is not null)::int)", "Agents have tools."),
    Column("tools_distinct", "count(distinct tools_hash)", "One script, one set of tools."),
    Column("n_tools_mean", "avg(n_tools)", "Agents have tools."),
)
_ANSWERS = (
    Column("latency_median", "median(latency_ms)", "Long answers take long."),
    Column("latency_spread", "stddev_pop(latency_ms)", "Uniform work."),
    Column(
        "latency_per_output_token",
        "median(latency_ms / greatest(output_tokens, 1))",
        "The simulator's own rule must not differ by side.",
    ),
    *(
        Column(f"status_{c}xx_share", f"avg((status // 100 = {c})::int)", "Load meets limits.")
        for c in (2, 4, 5)
    ),
    Column("rate_limited_share", "avg((status = 429)::int)", "Load meets limits."),
)
_CLIENTS = (
    *(
        Column(name, f"count(distinct {column})", "Shared, rented or rotated means of access.")
        for name, column in (
            ("keys", "api_key_id"),
            ("fingerprints", "client_fingerprint"),
            ("agents", "user_agent_family"),
            ("ips", "ip"),
            ("prefixes", "ip_prefix"),
            ("asns", "asn"),
            ("network_types", "network_type"),
            ("countries", "country"),
            ("models", "model"),
            ("surfaces", "surface"),
        )
    ),
    Column("ips_per_active_day", "count(distinct ip) / count(distinct day)", "Exit pools turn."),
    Column("exit_is_declared_country", "avg(exit_declared::int)", "Proxies stand elsewhere."),
    Column("signup_ip_seen", "bool_or(exit_signup)::int", "Sign-up by another hand."),
    Column("signup_fingerprint_seen", "bool_or(fingerprint_signup)::int", "As above."),
)
_TIME = (
    Column("hour_entropy", "entropy(hour)", "Machines do not sleep."),
    Column("night_share", "avg((hour < 6)::int)", "Machines do not sleep."),
    Column("weekend_share", "avg((isodow(day) >= 6)::int)", "Machines work on Sundays."),
    Column("gap_median", "median(gap_s)", "Pace of a worker."),
    Column("gap_below_10s_share", "avg((gap_s < 10)::int)", "Nobody types that fast."),
    Column(
        "gap_variation",
        "stddev_pop(gap_s) / nullif(avg(gap_s), 0)",
        "Clocked work is even, people come in bursts.",
    ),
)
_ACCOUNT = (
    Column(
        "account_age_days",
        "(epoch((select max(occurred_at) from x)) - epoch(created_at)) / 86400",
        "Fresh or bought accounts.",
        "account",
    ),
    Column("organisation_set", "(organisation_id is not null)::int", "Seats.", "account"),
    Column("programme_set", "(programme is not null)::int", "Farmed credits.", "account"),
    Column("payment_set", "(payment_id is not null)::int", "Paid access.", "account"),
    Column(
        "payment_is_declared_country",
        "(payment_country = country)::int",
        "Cards from elsewhere.",
        "account",
    ),
    Column("signup_hour", "hour(created_at)", "Made at work.", "account"),
    Column("signup_weekday", "isodow(created_at)", "Made at work.", "account"),
)


def columns_of(log: Log) -> tuple[Column, ...]:
    """All columns of a log: the fixed ones, and one for each common value of a category."""
    newest = newest_model(log)
    shares = [
        column
        for name in ("surface", "model", "network_type", "stop_reason", "user_agent_family")
        for column in _shares(log, name)
    ]
    plans = [
        Column(f"plan_{value}", f"(plan = {_text(value)})::int", "Doors most farmed.", "account")
        for value in _values(log, "who", "plan")
    ]
    nulls = [
        Column(f"null_{name}", f"avg(({_source(name)} is null)::int)", "A gap tells the writer.")
        for name in NULLABLE_EXCHANGES
        # A turn stands where a session stands; the share of prompts is a matter of the log.
        if name != "turn"
    ]
    new = Column("newest_model_share", f"avg((model = {_text(newest)})::int)", "A pivot.")
    return (
        *_VOLUME, *_SESSIONS, *_TEXT, *_TOKENS, *_SETTINGS, *_ANSWERS, *_CLIENTS, *_TIME, new,
        *shares, *nulls, *_ACCOUNT, *plans,
    )  # fmt: skip


def newest_model(log: Log) -> str:
    """The common model that was asked for last for the first time."""
    row = log.con.execute(f"""
      select model from x group by model
      having count(*) >= {_RARE} * (select count(*) from x)
      order by min(occurred_at) desc, model limit 1
    """).fetchone()
    return str(row[0]) if row else ""


def table_of(log: Log, columns: Sequence[Column] | None = None) -> Table:
    """Evaluate the columns for every account with at least one exchange, in order of `i`."""
    chosen = tuple(columns if columns is not None else columns_of(log))
    log.con.execute("""
      create or replace temp view plain as
      select x.*, count(*) over (partition by i, day) as n_day from x
    """)
    rows = log.con.execute("""
      select i, tactic, campaign from who
      where i in (select i from x) order by i
    """).fetchnumpy()
    account = np.asarray(rows["i"], dtype=np.int32)
    values = np.full((len(account), len(chosen)), np.nan)
    for of, start in (("exchange", "from plain group by i"), ("account", "from who")):
        places = [k for k, column in enumerate(chosen) if column.of == of]
        for at in range(0, len(places), _BATCH):
            batch = places[at : at + _BATCH]
            picked = ", ".join(f"cast({chosen[k].sql} as double) as c{k}" for k in batch)
            found = log.con.execute(f"select i, {picked} {start} order by i").fetchnumpy()
            keep = np.isin(np.asarray(found["i"]), account)
            for k in batch:
                # Rounded, so that the last bit of a sum makes no order among equal accounts.
                values[:, k] = np.round(_floats(found[f"c{k}"])[keep], 9)
    return Table(chosen, account, _objects(rows["tactic"]), _objects(rows["campaign"]), values)


def _floats(column: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.ma.filled(np.ma.asarray(column, dtype=np.float64), np.nan)


def _objects(column: NDArray[np.object_]) -> NDArray[np.object_]:
    found = np.empty(len(column), dtype=object)
    found[:] = np.ma.asarray(column, dtype=object).tolist()
    return found


def _source(name: str) -> str:
    """The column of `x` that is NULL where the contract's column is."""
    return "prompt_key" if name == "prompt" else name


def _shares(log: Log, name: str) -> list[Column]:
    return [
        Column(f"{name}_{value}", f"avg(({name} = {_text(value)})::int)", "Share of a category.")
        for value in _values(log, "x", name)
    ]


def _values(log: Log, table: str, name: str) -> list[str]:
    """Common values of a category, by name."""
    rows = log.con.execute(f"""
      select {name}, count(*) as n from {table} where {name} is not null group by {name}
      having n >= {_RARE} * (select count(*) from {table})
      order by n desc, {name} limit {_MOST_VALUES}
    """).fetchall()
    return sorted(str(row[0]) for row in rows)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
