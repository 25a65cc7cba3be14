"""How honest life ties people in one world: settings drawn from ranges by the seed.

All ranges are ASSUMPTION (campaign facts, sections 5 and 6) but those that name a fit. They are
wide on purpose: a detector that was fitted to one way of sharing cards and addresses must fail in
one of the worlds.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from simulation.draws import Range, stream
from simulation.fitted import CLIENT_LOAD_SIGMA


def _from(low: float, high: float, log: bool = False) -> Any:
    """A setting that each world draws between `low` and `high`; `log`: evenly in log space."""
    return field(metadata={"range": Range(low, high, log)})


@dataclass(frozen=True)
class World:
    """One world's settings, each beside its range; shares are fractions of 1, times are days."""

    # People who live with another customer (households of 2-6).
    household_share: float = _from(0.10, 0.60)
    # Members who pay with the household's card, or share its computer.
    household_card: float = _from(0.2, 0.9)
    household_device: float = _from(0.05, 0.6)
    # Free addresses a home: few means that the next customer gets yours within days.
    spare_addresses: float = _from(0.03, 2.0, log=True)
    lease_days: float = _from(2, 60, log=True)
    static_homes: float = _from(0.05, 0.5)
    people_per_carrier_address: float = _from(10, 1000, log=True)
    # Cards that also pay for somebody elsewhere, often abroad.
    paid_for_others: float = _from(0.01, 0.10, log=True)
    # Payers whose instrument is a prepaid programme, a purchasing service or a wallet that stands
    # for many strangers at once, and how many of them stand behind one such instrument.
    pooled_payers: float = _from(0.002, 0.12, log=True)
    payers_per_pool: float = _from(6, 120, log=True)
    # Members of a firm or team who are paid for centrally; the others have cards of their own.
    central_payment: float = _from(0.2, 0.95)
    # Most accounts that a campaign puts on one card.
    accounts_per_card: float = _from(4, 30, log=True)
    virtual_cards: float = _from(0.02, 0.15)
    second_accounts: float = _from(0.01, 0.15)
    # Distinct common browser builds, and the share of people with a build of their own.
    browser_builds: float = _from(8, 60, log=True)
    own_build: float = _from(0.05, 0.4)
    # Sign-up waves after a news item or promotion, and the share of people who came in one.
    sign_up_waves: float = _from(1, 6)
    wave_share: float = _from(0.02, 0.2)
    # Mean age of an account: a young service grows fast.
    growth_days: float = _from(80, 400, log=True)
    vpn_share: float = _from(0.03, 0.15)
    mislabelled: float = _from(0.02, 0.12)
    prefix_size: float = _from(6, 64, log=True)
    # API users on the system prompt of a framework; people on that of a browser extension, which
    # also puts its own words before the person's text.
    framework_share: float = _from(0.15, 0.5)
    extension_share: float = _from(0.02, 0.10)
    shared_servers: float = _from(0.1, 0.5)
    # First requests that are pasted from a tutorial.
    paste_share: float = _from(0.001, 0.008, log=True)
    programme_share: float = _from(0.02, 0.08)
    # After a release: who is moved with the product's default, and how long the others take.
    follows_default: float = _from(0.1, 0.5)
    adoption_days: float = _from(4, 25)
    # People take up new subjects, old ones fade: days until a subject is replaced.
    drift_days: float = _from(20, 120, log=True)
    weekend: float = _from(0.5, 0.9)
    # Public holidays of a country within the log, and what is left of a day's use on one.
    holidays: float = _from(0, 3)
    holiday_use: float = _from(0.3, 0.8)
    # Spread (log-normal sigma) of people's load, of API clients' (fitted), of archetypes' shares.
    people_load: float = _from(0.7, 1.1)
    client_load: float = _from(*CLIENT_LOAD_SIGMA)
    archetype_spread: float = _from(0.15, 0.7)
    # Review: days from a campaign's start until it is noticed, share of its members that are
    # decided on, accounts looked at by chance, honest accounts judged wrongly.
    noticed_after: float = _from(7, 14)
    decided_share: float = _from(0.35, 0.6)
    audited: float = _from(0.02, 0.05)
    wrongly_decided: float = _from(0.002, 0.008, log=True)


def draw_world(seed: int) -> World:
    """The settings of the world of `seed`; each setting has a stream of its own."""
    return World(
        **{f.name: f.metadata["range"].draw(stream(seed, "world", f.name)) for f in fields(World)}
    )
