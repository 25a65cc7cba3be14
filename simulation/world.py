"""How honest life ties people in one world: settings drawn from ranges by the seed.

All ranges are ASSUMPTION (campaign facts, section 6). They are wide on purpose: a detector that
was fitted to one way of sharing cards and addresses must fail in one of the worlds.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from simulation.draws import Range, stream


@dataclass(frozen=True)
class World:
    """One world's settings; shares are fractions of 1, times are days."""

    household_share: float
    household_card: float
    household_device: float
    spare_addresses: float
    lease_days: float
    static_homes: float
    people_per_carrier_address: float
    paid_for_others: float
    virtual_cards: float
    second_accounts: float
    browser_builds: float
    own_build: float
    sign_up_waves: float
    wave_share: float
    vpn_share: float
    mislabelled: float
    prefix_size: float
    framework_share: float
    shared_servers: float
    paste_share: float
    programme_share: float
    adoption_days: float
    weekend: float


@dataclass(frozen=True)
class WorldRanges:
    """The interval of every setting of `World`, under the same name."""

    household_share: Range
    household_card: Range
    household_device: Range
    spare_addresses: Range
    lease_days: Range
    static_homes: Range
    people_per_carrier_address: Range
    paid_for_others: Range
    virtual_cards: Range
    second_accounts: Range
    browser_builds: Range
    own_build: Range
    sign_up_waves: Range
    wave_share: Range
    vpn_share: Range
    mislabelled: Range
    prefix_size: Range
    framework_share: Range
    shared_servers: Range
    paste_share: Range
    programme_share: Range
    adoption_days: Range
    weekend: Range


WIDE = WorldRanges(
    # People who live with another customer (households of 2-6).
    household_share=Range(0.10, 0.60),
    # Members who pay with the household's card, or share its computer.
    household_card=Range(0.2, 0.9),
    household_device=Range(0.05, 0.6),
    # Free addresses a home: few means that the next customer gets yours within days.
    spare_addresses=Range(0.03, 2.0, log=True),
    lease_days=Range(2, 60, log=True),
    static_homes=Range(0.05, 0.5),
    people_per_carrier_address=Range(10, 300, log=True),
    # Cards that also pay for somebody elsewhere, often abroad.
    paid_for_others=Range(0.01, 0.10),
    virtual_cards=Range(0.02, 0.15),
    second_accounts=Range(0.01, 0.15),
    # Distinct common browser builds, and the share of people with a build of their own.
    browser_builds=Range(8, 60, log=True),
    own_build=Range(0.05, 0.4),
    # Sign-up waves after a news item, and the share of people who came in one.
    sign_up_waves=Range(1, 6),
    wave_share=Range(0.02, 0.2),
    vpn_share=Range(0.03, 0.15),
    mislabelled=Range(0.02, 0.12),
    prefix_size=Range(6, 64, log=True),
    framework_share=Range(0.15, 0.5),
    shared_servers=Range(0.1, 0.5),
    # First requests that are pasted from a tutorial.
    paste_share=Range(0.001, 0.008, log=True),
    programme_share=Range(0.02, 0.08),
    adoption_days=Range(4, 25),
    weekend=Range(0.5, 0.9),
)


def draw_world(seed: int, ranges: WorldRanges = WIDE) -> World:
    """The settings of the world of `seed`; each setting has a stream of its own."""
    return World(
        **{
            f.name: getattr(ranges, f.name).draw(stream(seed, "world", f.name))
            for f in fields(World)
        }
    )
