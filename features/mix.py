"""What an account is beside everybody's accounts and days: SQL that no single declaration holds.

Three queries over tables of `features.windows`: the account as it stood (`a`), its days against
the population's on those days (`m`), and the parts of days in which it was active.
"""

from __future__ import annotations

# Parts of a day in which an account is on or off: four hours are long enough that a person who
# works through them shows in each, and short enough to tell a morning from an evening.
SLOTS = 6
_HOURS = 24 // SLOTS
_DAY = 86_400_000_000

# Sharing counts every account known by then, closed or not. Peers abroad are counted from groups
# (all on the card, less those of its country, less colleagues of other countries), so that a card
# on everybody costs what it costs on few.
ACCOUNT_SQL = """
with on_card as (
  select payment_id, count(country) as n from accounts
  where payment_id is not null group by payment_id
),
card_country as (
  select payment_id, country, count(*) as n from accounts
  where payment_id is not null and country is not null group by payment_id, country
),
card_organisation as (
  select payment_id, organisation_id, count(country) as n from accounts
  where payment_id is not null and organisation_id is not null group by payment_id, organisation_id
),
card_both as (
  select payment_id, organisation_id, country, count(*) as n from accounts
  where payment_id is not null and organisation_id is not null and country is not null
  group by payment_id, organisation_id, country
),
signed as (
  select account_id, date_trunc('hour', created_at) as hour, plan,
    coalesce(email_domain, '') as domain, coalesce(payment_issuer, '') as issuer
  from accounts
),
bursts as (
  select account_id,
    count(*) over (partition by hour, plan, domain, issuer) - 1 as alike_then,
    count(*) over (partition by plan, domain, issuer) - 1 as alike,
    count(*) over (partition by hour) - 1 as then_all,
    count(*) over (partition by 1) - 1 as everybody
  from signed
)
select spine.account_id,
  cast($end as bigint) - epoch_us(created_at) as age_us,
  epoch_us(created_at) as created_us,
  cast($end as bigint) as as_of_us,
  case when created_at is null then null when accounts.payment_id is null then 0 else 1 end
    as pays,
  case when created_at is null then null when accounts.organisation_id is null then 0 else 1 end
    as in_organisation,
  case when created_at is null then null when programme is null then 0 else 1 end as in_programme,
  case when accounts.country is null or payment_country is null then null
       when accounts.country <> payment_country then 1 else 0 end as countries_disagree,
  case when accounts.payment_id is null then null
       when accounts.country is null then 0
       else on_card.n - card_country.n
         - coalesce(card_organisation.n - card_both.n, 0) end as card_peers_apart,
  log2((1 + alike_then)
    / (1 + alike * (then_all / cast(greatest(everybody, 1) as double)))) as signup_burst
from spine
left join accounts on accounts.account_id = spine.account_id
left join bursts on bursts.account_id = spine.account_id
left join on_card on on_card.payment_id = accounts.payment_id
left join card_country on card_country.payment_id = accounts.payment_id
  and card_country.country = accounts.country
left join card_organisation on card_organisation.payment_id = accounts.payment_id
  and card_organisation.organisation_id = accounts.organisation_id
left join card_both on card_both.payment_id = accounts.payment_id
  and card_both.organisation_id = accounts.organisation_id
  and card_both.country = accounts.country
"""

# A day is known by the microsecond it starts with; tiles' first moments lie inside their day.
MIX_SQL = f"""
with uses as (
  select account_id, key, n, first_us, first_us - first_us % {_DAY} as day_us
  from tile_links28 where kind = 'model'
),
days as (select day_us, count(distinct account_id) as n_accounts from uses group by day_us),
models as (select day_us, key, count(*) as n_accounts from uses group by day_us, key),
surprises as (
  select u.account_id,
    sum(u.n * cast(round(log2(d.n_accounts / cast(m.n_accounts as double)) * 10000) as bigint))
      / 10000.0 / sum(u.n) as surprise
  from uses as u
  join days as d on d.day_us = u.day_us
  join models as m on m.day_us = u.day_us and m.key = u.key
  group by u.account_id
),
born as (select key, min(first_us) as born_us from uses group by key),
fresh as (
  select key, born_us from born
  where born_us >= (select min(day_us) from uses) + {_DAY}
),
leads as (
  select account_id, min(lead_us) as lead_us from (
    select u.account_id, u.key, min(u.first_us) - min(f.born_us) as lead_us
    from uses as u join fresh as f on f.key = u.key
    group by u.account_id, u.key
  ) as by_model group by account_id
),
switches as (
  select account_id, first_us, last_us, first_us - first_us % {_DAY} as day_us,
    n_model_changes, n_gaps,
    lag(last_us) over (partition by account_id order by first_us) as before_us
  from tile_quantities28
),
everybody as (
  select day_us, sum(n_model_changes) as changes, sum(n_gaps) as gaps
  from switches group by day_us
),
expected as (
  select s.account_id,
    cast(sum(s.n_model_changes) as bigint) as changes,
    cast(sum(s.n_gaps) as bigint) as gaps,
    cast(sum(cast(round(s.n_gaps * (e.changes / cast(nullif(e.gaps, 0) as double)) * 10000)
      as bigint)) as bigint) as usual,
    max(s.first_us - s.before_us) as quiet_us
  from switches as s join everybody as e on e.day_us = s.day_us
  group by s.account_id
),
homes as (
  select l.account_id, sum(l.n) as n,
    coalesce(sum(l.n) filter (where l.key = accounts.country), 0) as at_home
  from links28 as l join accounts on accounts.account_id = l.account_id
  where l.kind = 'country' and accounts.country is not null
  group by l.account_id
)
select spine.account_id,
  surprises.surprise,
  leads.lead_us / 86400e6 as lead,
  (expected.changes - expected.usual / 10000.0) / nullif(cast(expected.gaps as double), 0)
    as switch_excess,
  expected.quiet_us / 86400e6 as dormancy,
  homes.at_home / nullif(cast(homes.n as double), 0) as home_share
from spine
left join surprises on surprises.account_id = spine.account_id
left join leads on leads.account_id = spine.account_id
left join expected on expected.account_id = spine.account_id
left join homes on homes.account_id = spine.account_id
"""


def _slot(slot: int) -> str:
    return " + ".join(f"hour_{slot * _HOURS + hour}" for hour in range(_HOURS))


# One row an account and day: exchanges in each part of it.
SLOTS_SQL = (
    f"select account_id, first_us - first_us % {_DAY} as day_us, "
    + ", ".join(f"{_slot(slot)} as slot_{slot}" for slot in range(SLOTS))
    + " from tile_quantities28 order by account_id, day_us"
)
