"""What the report page is made from: plain frozen data, nothing that has to be looked up.

Every string may come from a log and is treated as hostile by the page. Probabilities and shares
are fractions in [0, 1]. Tuples keep the caller's order where the page ranks (campaigns), and are
sorted by the page where it does not (flagged accounts, members: score, highest first).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Tie:
    """Two account ids, or an account and a hub, and what they share: 'one card', 'one exit'."""

    a: str
    b: str
    what: str


@dataclass(frozen=True)
class Member:
    """One account of a campaign.

    `ties` says in words what holds it in the group, `against` what speaks for the account
    ('' if nothing was found). `first_seen` is None when the log never showed it.
    """

    account_id: str
    score: float
    tier: str
    active_days: int
    exchanges: int
    first_seen: date | None
    ties: str
    against: str


@dataclass(frozen=True)
class Campaign:
    """One group that is accused as a whole.

    `probability` is the share of its accounts that is expected to take part (mean calibrated
    score); the page says what it leaves open: how many of them are expected to be innocent.

    `kind` is 'suspected' where no decision backs it. `status` is 'new', 'unchanged' or a text such
    as 'grew by 7'. `accounts` counts all of them, `members` may hold fewer. `hubs` names the
    endpoints of `ties` that are no accounts (a campus, a carrier). `daily` holds exchanges a day;
    days without any may be left out. `evidence` is the path of the campaign's JSON relative to the
    page, '' for none.
    """

    campaign_id: str
    kind: Literal["suspected", "supervised"]
    status: str
    probability: float
    accounts: int
    exchanges: int
    first_seen: date
    per_day: float
    aim: str
    why: tuple[str, ...]
    against: tuple[str, ...]
    ties: tuple[Tie, ...]
    daily: tuple[tuple[date, int], ...]
    members: tuple[Member, ...]
    hubs: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True)
class BenignGroup:
    """A group that was looked at and is not accused: what it is like, how many, and why not."""

    label: str
    accounts: int
    note: str


@dataclass(frozen=True)
class FlaggedAccount:
    """One account at or above the lowest tier; `campaign_id` is None outside any campaign."""

    account_id: str
    score: float
    tier: str
    campaign_id: str | None
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    first_seen: date | None
    active_days: int
    plan: str
    surface: str


@dataclass(frozen=True)
class FlagRate:
    """How many of a slice's accounts were flagged; 'age' is the account's age class."""

    slice_kind: Literal["surface", "plan", "age"]
    name: str
    flagged: int
    accounts: int


@dataclass(frozen=True)
class Drift:
    """One figure last week and today, each as it should be read ('1 in 440')."""

    what: str
    last_week: str
    today: str
    note: str = ""


@dataclass(frozen=True)
class Run:
    """What the run read and with what. `rows_read` should equal used + duplicates + set aside.

    `set_aside` maps a reason to its rows. `seconds` is the run's duration; `started` is text.
    """

    rows_read: int
    rows_used: int
    duplicates: int
    set_aside: Mapping[str, int]
    days: int
    late_days: int
    model_version: str
    champion_since: str
    model_digest: str
    embedder: str
    catalogue: str
    started: str
    seconds: float
    scores_path: str


@dataclass(frozen=True)
class Report:
    """One day's page.

    `day_zero`: no model exists, so groups are ranked by how unlikely their ties are.
    `score_histogram`: (low, high, accounts) in ascending order, without gaps. `tiers`: name to the
    lowest score in it. `reliability`: (mean predicted, observed share, decided accounts) a bin.
    `population_daily`: everybody's exchanges a day.
    """

    as_of: date
    complete_to: str
    accounts_scored: int
    silent_accounts: int
    decisions_known: int
    day_zero: bool
    campaigns: tuple[Campaign, ...]
    watched_groups: int
    benign_groups: tuple[BenignGroup, ...]
    flagged: tuple[FlaggedAccount, ...]
    population_daily: tuple[tuple[date, int], ...]
    score_histogram: tuple[tuple[float, float, int], ...]
    tiers: Mapping[str, float]
    reliability: tuple[tuple[float, float, int], ...]
    flag_rates: tuple[FlagRate, ...]
    run: Run
    drift: tuple[Drift, ...] = field(default=())
