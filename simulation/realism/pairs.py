"""Section 4: what a trace in common means in this log.

For each trace, and each two traces together: of all pairs of accounts that share it, the part
that is one campaign's. A world in which one trace tells all is too easy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulation.realism.documents import Documents
from simulation.realism.log import Log, one
from simulation.realism.minhash import near

CAP = 200
COMMON_DOMAIN = 50
BOUND = 0.8
_NEAR_CHARS = 40
NEAR = "near-equal prompt"
ABROAD = "card, other country, no common organisation"


@dataclass(frozen=True)
class Trace:
    """Something two accounts can share. `sql` gives (value UBIGINT, i), repeats allowed.

    Values that more than `most` accounts hold are counted out.
    """

    name: str
    sql: str
    most: int = CAP


def _of_account(name: str, column: str, most: int = CAP) -> Trace:
    return Trace(
        name, f"select hash({column}) as value, i from who where {column} is not null", most
    )


def _of_exchange(name: str, column: str, more: str = "") -> Trace:
    return Trace(
        name,
        f"select distinct {column} as value, i from x where {column} is not null {more}",
    )


TRACES: tuple[Trace, ...] = (
    _of_account("card", "payment_id"),
    Trace("address, same day", "select distinct hash(ip, day) as value, i from x"
          " where ip is not null"),
    _of_exchange("address", "ip"),
    _of_exchange("/24", "ip_prefix"),
    _of_exchange("fingerprint", "client_fingerprint"),
    _of_account("sign-up hour", "date_trunc('hour', created_at)"),
    _of_account("sign-up address", "signup_ip"),
    _of_exchange("system prompt", "system_prompt_hash"),
    _of_exchange("template", "template_key"),
    _of_account("e-mail domain", "email_domain", COMMON_DOMAIN),
)  # fmt: skip
_NAMES: tuple[str, ...] = (*(t.name for t in TRACES), NEAR, ABROAD)
_CARD = 0
_ABROAD = _NAMES.index(ABROAD)


@dataclass(frozen=True)
class Shared:
    """Pairs of accounts that share all of `traces`, and the fraction inside one campaign.

    pairs : estimated number where accounts or pairs were sampled, else exact.
    share : None where there is no such pair. verdict : `ok` or `ABOVE`, for single traces.
    """

    traces: tuple[str, ...]
    pairs: float
    share: float | None
    verdict: str


@dataclass(frozen=True)
class CountedOut:
    """Values of a trace that too many accounts hold; no pair of them is counted."""

    trace: str
    most_accounts: int
    values: int


@dataclass(frozen=True)
class Pairs:
    """Single traces in order of declaration, then two together, highest share first."""

    single: tuple[Shared, ...]
    double: tuple[Shared, ...]
    counted_out: tuple[CountedOut, ...]
    one_pair_in: int


def hold(log: Log, documents: Documents) -> None:
    """Table `held`: kind (place in `_NAMES`), value, i, campaign, and estimated holders.

    Only accounts with an exchange, and only values that two of them hold.
    """
    log.con.execute("create or replace table links (kind utinyint, value ubigint, i integer)")
    for kind, trace in enumerate(TRACES):
        log.con.execute(f"insert into links select {kind}, value, i from ({trace.sql})")
    long = documents.chars > _NEAR_CHARS
    frame = pd.DataFrame(
        {
            "value": near(documents.signature[long]).clusters().astype("uint64"),
            "i": documents.account[long],
        }
    ).drop_duplicates()
    log.con.register("near_frame", frame)
    log.con.execute(f"insert into links select {_NAMES.index(NEAR)}, value, i from near_frame")
    log.con.unregister("near_frame")
    log.con.execute("""
      create or replace table held as
      with shared as (
        select l.kind, l.value, sum(w.weight) as holders from links as l join who as w using (i)
        where l.i in (select i from x) group by l.kind, l.value having count(*) > 1
      )
      select l.kind, l.value, l.i, w.campaign, s.holders
      from links as l join shared as s on s.kind = l.kind and s.value = l.value
      join who as w on w.i = l.i where l.i in (select i from x)
    """)
    log.con.execute("drop table links")


def pair_shares(log: Log) -> Pairs:
    """Count the pairs of `held` by what they share. Needs `hold` before."""
    con = log.con
    most = [t.most for t in TRACES] + [CAP]
    limit = "case kind " + " ".join(f"when {k} then {m}" for k, m in enumerate(most)) + " end"
    con.execute(
        f"create or replace temp table kept as select kind, value, i from held"
        f" where holders <= {limit}"
    )
    out = dict(
        con.execute(
            f"select kind, count(distinct value) from held where holders > {limit} group by kind"
        ).fetchall()
    )
    rows = one(
        con,
        "select sum(n * (n - 1) // 2) from (select count(*) as n from kept group by kind, value)",
    )
    # One and the same sample of pairs for all traces, so that no share is bent.
    one_in = 1
    while rows / one_in > log.limits.pair_rows:
        one_in *= 2
    keep = "" if one_in == 1 else f"and hash(a.i, b.i) % {one_in} = 0"
    con.execute(f"""
      create or replace temp table pairs as
      select a.i as one, b.i as two, bit_or(1 << cast(a.kind as integer)) as mask
      from kept as a join kept as b on a.kind = b.kind and a.value = b.value and a.i < b.i {keep}
      group by a.i, b.i
    """)
    masks = con.execute(f"""
      select mask | case when mask & {1 << _CARD} > 0 and a.country <> b.country
          and not coalesce(a.organisation_id = b.organisation_id, false)
          then {1 << _ABROAD} else 0 end as mask,
        coalesce(a.campaign = b.campaign, false) as inside,
        sum(a.weight * b.weight) * {one_in} as n
      from pairs join who as a on a.i = pairs.one join who as b on b.i = pairs.two
      group by all order by all
    """).fetchall()
    single = tuple(_shared(masks, (k,)) for k in range(len(_NAMES)))
    double = [
        _shared(masks, (k, m))
        for k in range(len(_NAMES))
        for m in range(k + 1, len(_NAMES))
        # Whoever shares the longer one shares the shorter one by definition.
        if (_NAMES[k], _NAMES[m]) not in ((_NAMES[_CARD], ABROAD), ("address, same day", "address"))
    ]
    double.sort(key=lambda s: (-(s.share or 0), -s.pairs, s.traces))
    counted_out = tuple(
        CountedOut(_NAMES[k], most[k], int(out[k])) for k in range(len(most)) if k in out
    )
    return Pairs(single, tuple(s for s in double if s.pairs > 0), counted_out, one_in)


def _shared(masks: list[tuple[int, bool, float]], kinds: tuple[int, ...]) -> Shared:
    wanted = sum(1 << k for k in kinds)
    total = sum(n for mask, _, n in masks if mask & wanted == wanted)
    inside = sum(n for mask, same, n in masks if same and mask & wanted == wanted)
    share = float(np.round(inside / total, 9)) if total else None
    verdict = ""
    if len(kinds) == 1 and share is not None:
        verdict = "ok" if share <= BOUND else "ABOVE"
    return Shared(tuple(_NAMES[k] for k in kinds), float(total), share, verdict)
