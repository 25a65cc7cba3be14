"""Networks of a world: providers, their addresses, and who stands on which address when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.draws import choose
from simulation.places import COUNTRIES
from simulation.world import World

Ints = NDArray[np.int64]

NETWORK_TYPES: tuple[str, ...] = (
    "residential",
    "mobile",
    "business",
    "education",
    "hosting",
    "vpn",
    "unknown",
)
_HOMES, _CARRIERS = 3, 2
_HOSTING = ("US", "DE", "SG", "NL", "US", "FR")
_VPN_BRANDS = 4
_VPN_COUNTRIES = ("US", "NL", "SG", "DE", "GB", "BR", "IN", "CA")
_FIRST_ASN = 64512  # first of the private range, so that no real network is named
_OUTSIDE_HOMES = 0.15


@dataclass(frozen=True)
class Network:
    """Addresses of a world, by integer id; every array below is indexed by address.

    leases : int32, shape (days, homes). The address of each home on each day.
    carrier_first, carrier_size : mobile addresses of each (country, carrier), flat.
    site_address : of each office, campus or school. server_address : of each rented server.
    vpn_addresses : shape (brands, servers).
    """

    provider: Ints
    prefix: Ints
    listed: Ints
    country: Ints
    leases: NDArray[np.int32]
    carrier_first: Ints
    carrier_size: Ints
    site_address: Ints
    server_address: Ints
    vpn_addresses: Ints

    def asn(self, addresses: Ints) -> Ints:
        """Autonomous system of each address."""
        return self.provider[addresses] + _FIRST_ASN


def carrier_of(country: Ints, which: Ints) -> Ints:
    """Flat index of a country's carrier (0 or 1)."""
    return country * _CARRIERS + which


def build_network(
    rng: np.random.Generator,
    world: World,
    days: int,
    home_country: Ints,
    mobile_users: Ints,
    site_country: Ints,
    site_school: NDArray[np.bool_],
    servers: int,
) -> Network:
    """Lay out providers and addresses, and hand homes on from customer to customer.

    home_country, site_country : country index of each home and site. mobile_users : people of
    each flat carrier. servers : rented servers (each with one address, some shared).
    """
    n = len(COUNTRIES)
    plan = _Plan(world, rng)
    home_isp = home_country * _HOMES + choose(rng, (0.5, 0.3, 0.2), len(home_country))
    leases = np.zeros((days, len(home_country)), dtype=np.int32)
    for isp in range(n * _HOMES):
        mine = np.flatnonzero(home_isp == isp)
        slots = int(np.ceil(len(mine) * (1 + world.spare_addresses))) + 1
        first = plan.add(slots, isp // _HOMES, "residential")
        leases[:, mine] = first + _hand_on(rng, world, days, len(mine), slots)
    carrier_size = np.maximum(1, np.ceil(mobile_users / world.people_per_carrier_address)).astype(
        int
    )
    carrier_first = np.array(
        [plan.add(int(s), c // _CARRIERS, "mobile") for c, s in enumerate(carrier_size)]
    )
    site_address = np.zeros(len(site_country), dtype=np.int64)
    for place in range(n):
        for school in (False, True):
            mine = np.flatnonzero((site_country == place) & (site_school == school))
            first = plan.add(len(mine) + 1, place, "education" if school else "business")
            site_address[mine] = first + np.arange(len(mine))
    codes = [c.code for c in COUNTRIES]
    # Shared egress: several customers' servers leave through one address.
    distinct = max(1, int(servers * (1 - world.shared_servers)))
    host = rng.integers(len(_HOSTING), size=distinct)
    host_address = np.zeros(distinct, dtype=np.int64)
    for h, code in enumerate(_HOSTING):
        mine = np.flatnonzero(host == h)
        host_address[mine] = plan.add(len(mine) + 1, codes.index(code), "hosting") + np.arange(
            len(mine)
        )
    server_address = host_address[
        np.r_[
            np.arange(min(distinct, servers)),
            rng.integers(distinct, size=max(0, servers - distinct)),
        ]
    ]
    vpn = np.array(
        [
            [
                plan.add(1, codes.index(code), "vpn", same=i > 0)
                for i, code in enumerate(_VPN_COUNTRIES)
            ]
            for _ in range(_VPN_BRANDS)
        ]
    )
    provider, country, prefix, listed = plan.tables()
    return Network(
        provider,
        prefix,
        listed,
        country,
        leases,
        carrier_first,
        carrier_size,
        site_address,
        server_address,
        vpn,
    )


def outside_homes(homes: int) -> int:
    """Homes without a customer in them: they hold addresses, and proxies rent them."""
    return max(4, int(homes * _OUTSIDE_HOMES))


def _hand_on(
    rng: np.random.Generator, world: World, days: int, homes: int, slots: int
) -> NDArray[np.int64]:
    """Slot of each home on each day, shape (days, homes): a freed slot goes to the next home.

    Most homes renew after a lease of their own median length; static ones keep their address.
    """
    out = np.zeros((days, homes), dtype=np.int64)
    if homes == 0:
        return out
    order = rng.permutation(slots)
    now, free = order[:homes].copy(), order[homes:].copy()
    rate = 1 / (world.lease_days * rng.lognormal(0, 0.5, homes))
    rate[rng.random(homes) < world.static_homes] = 0.0
    for day in range(days):
        waiting = rng.permutation(np.flatnonzero(rng.random(homes) < rate))
        while len(waiting):
            # Providers hand out old addresses first: of the longest free, by chance. Where few
            # are free, they go round within the day.
            oldest = rng.permutation(max(1, (len(free) + 1) // 2))[: len(waiting)]
            moving, waiting = waiting[: len(oldest)], waiting[len(oldest) :]
            given = free[oldest]
            free = np.r_[np.delete(free, oldest), now[moving]]
            now[moving] = given
        out[day] = now
    return out


class _Plan:
    """Collects address blocks while the network is laid out."""

    def __init__(self, world: World, rng: np.random.Generator) -> None:
        self._world = world
        self._rng = rng
        self._blocks: list[tuple[int, int, int, int]] = []  # provider, size, country, type
        self._total = 0
        self._providers = 0

    def add(self, size: int, country: int, kind: str, same: bool = False) -> int:
        """First address of a new block; `same` keeps the provider of the block before."""
        if not same:
            self._providers += 1
        first = self._total
        self._blocks.append((self._providers - 1, size, country, NETWORK_TYPES.index(kind)))
        self._total += size
        return first

    def tables(self) -> tuple[Ints, Ints, Ints, Ints]:
        """provider, country, prefix and listed network type of each address."""
        blocks = np.array(self._blocks, dtype=np.int64)
        sizes = blocks[:, 1]
        provider = np.repeat(blocks[:, 0], sizes)
        country = np.repeat(blocks[:, 2], sizes)
        kind = np.repeat(blocks[:, 3], sizes)
        place = np.arange(self._total) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        wide = max(1, round(self._world.prefix_size))
        # Blocks are laid out in order, so a prefix starts wherever a block or a slice does.
        prefix = np.cumsum(place % wide == 0) - 1
        wrong = self._rng.random(int(prefix.max()) + 1) < self._world.mislabelled
        guess = choose(self._rng, (3, 2, 3, 1, 2, 1, 5), len(wrong))
        return provider, country, prefix, np.where(wrong[prefix], guess[prefix], kind)
