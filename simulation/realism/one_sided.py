"""Section 3: values that only one side has. Such a value gives the simulator away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulation.realism.log import Log

LEAST_CAMPAIGN = 3
LEAST_EXPECTED = 10.0
_COMMON_DOMAIN = 50


@dataclass(frozen=True)
class Category:
    """A column whose values are categories. `where` limits the rows that count."""

    name: str
    table: Literal["x", "who"]
    sql: str
    where: str = "true"


CATEGORIES: tuple[Category, ...] = (
    *(
        Category(name, "x", name)
        for name in (
            "surface",
            "model",
            "network_type",
            "stop_reason",
            "status",
            "language",
            "user_agent_family",
            "country",
            "asn",
            "temperature",
            "max_output_tokens",
            "n_tools",
            "streamed",
        )
    ),
    Category("exchange NULL pattern", "x", "null_pattern"),
    Category("plan", "who", "plan"),
    Category("programme", "who", "programme"),
    Category("declared country", "who", "country"),
    Category("payment_country", "who", "payment_country"),
    Category("payment_issuer", "who", "payment_issuer"),
    # Own domains are identifiers: only those that many hold are a category.
    Category(
        "email_domain",
        "who",
        "email_domain",
        f"email_domain is null or email_domain in (select email_domain from who"
        f" group by email_domain having sum(weight) > {_COMMON_DOMAIN})",
    ),
    Category("account NULL pattern", "who", "null_pattern"),
)


@dataclass(frozen=True)
class OneSided:
    """A value of one side. expected : campaign accounts that would have it at the honest share."""

    column: str
    value: str
    side: Literal["campaign", "honest"]
    accounts: int
    expected: float


def one_sided(log: Log) -> list[OneSided]:
    """Values that >= 3 campaign accounts and no honest one have, and the other way round.

    An honest value counts where its honest share makes >= 10 campaign accounts expected and none
    has it. Only accounts with an exchange count. NULL is a value.
    """
    found: list[OneSided] = []
    log.con.execute(
        "create or replace temp table active as select * from who where i in (select i from x)"
    )
    for category in CATEGORIES:
        source = "x join active using (i)" if category.table == "x" else "active"
        column = f"x.{category.sql}" if category.table == "x" else category.sql
        rows = log.con.execute(f"""
          with held as (
            select distinct i, honest, coalesce(cast({column} as varchar), 'NULL') as value
            from {source} where {category.where}
          ), sides as (
            select value, count(*) filter (where honest) as n_honest,
              count(*) filter (where not honest) as n_campaign
            from held group by value
          )
          select value, n_honest, n_campaign, n_honest
            * (select count(*) from active where not honest)
            / nullif((select count(*) from active where honest), 0) as expected
          from sides
          where (n_honest = 0 and n_campaign >= {LEAST_CAMPAIGN})
            or (n_campaign = 0 and expected >= {LEAST_EXPECTED})
          order by value
        """).fetchall()
        for value, n_honest, n_campaign, expected in rows:
            side: Literal["campaign", "honest"] = "campaign" if n_honest == 0 else "honest"
            found.append(
                OneSided(
                    category.name,
                    value or "(none NULL)",
                    side,
                    max(n_honest, n_campaign),
                    float(expected or 0.0),
                )
            )
    return found
