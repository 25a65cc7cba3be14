"""Section 5: members whom no hard trace joins to their campaign."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.realism.log import Log
from simulation.realism.pairs import TRACES

MOST_HOLDERS = 50
HARD: tuple[str, ...] = (
    "card",
    "address, same day",
    "fingerprint",
    "system prompt",
    "sign-up address",
    "e-mail domain",
)
EXPECTED: dict[str, str] = {
    "chat-mimicry": "about half",
    "low-and-slow": "about half",
}


@dataclass(frozen=True)
class NoHardTrace:
    """Share of a tactic's accounts without a hard trace in common with their campaign.

    alone : fraction. by_trace : (trace, fraction of accounts that it joins to their campaign).
    """

    tactic: str
    accounts: int
    alone: float
    expected: str
    by_trace: tuple[tuple[str, float], ...]


def no_hard_trace(log: Log) -> list[NoHardTrace]:
    """Count over `held` (see `pairs.hold`); values held by more than 50 accounts join nobody."""
    kinds = [k for k, trace in enumerate(TRACES) if trace.name in HARD]
    listed = ", ".join(map(str, kinds))
    log.con.execute(f"""
      create or replace temp table joined as
      select distinct kind, i from held
      where kind in ({listed}) and holders <= {MOST_HOLDERS} and campaign is not null
      qualify count(*) over (partition by kind, value, campaign) > 1
    """)
    found = []
    for tactic in log.tactics:
        shares = []
        for kind in kinds:
            row = log.con.execute(
                "select avg((i in (select i from joined where kind = ?))::int) from who"
                " where tactic = ? and i in (select i from x)",
                [kind, tactic],
            ).fetchone()
            assert row is not None
            shares.append((TRACES[kind].name, float(row[0] or 0.0)))
        row = log.con.execute(
            "select count(*), avg((i not in (select i from joined))::int) from who"
            " where tactic = ? and i in (select i from x)",
            [tactic],
        ).fetchone()
        assert row is not None
        if row[0] == 0:
            continue
        found.append(
            NoHardTrace(tactic, row[0], float(row[1]), EXPECTED.get(tactic, ""), tuple(shares))
        )
    return found
