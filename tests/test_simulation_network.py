"""simulation.network: homes hand their addresses on, never two homes on one line at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.draws import stream
from simulation.network import NETWORK_TYPES, Network, build_network
from simulation.places import COUNTRIES
from simulation.world import World, draw_world


def network_of(world: World, homes: int, days: int = 30, seed: int = 5) -> Network:
    rng = stream(seed, "test")
    n = len(COUNTRIES)
    return build_network(
        rng, world, days,
        home_country=rng.integers(n, size=homes),
        mobile_users=np.full(2 * n, 40),
        site_country=np.arange(n),
        site_school=np.arange(n) % 2 == 0,
        servers=12,
    )  # fmt: skip


def test_static_homes_keep_their_address() -> None:
    network = network_of(replace(draw_world(1), static_homes=1.0), homes=50)
    assert (network.leases == network.leases[0]).all()


def test_short_leases_hand_addresses_to_strangers() -> None:
    world = replace(draw_world(1), static_homes=0.0, lease_days=3.0, spare_addresses=0.03)
    leases = network_of(world, homes=300).leases
    holders = [np.unique(np.argwhere(leases == a)[:, 1]).size for a in np.unique(leases)]
    assert np.mean(np.array(holders) > 1) > 0.8


def test_carriers_put_many_people_on_one_address() -> None:
    world = replace(draw_world(1), people_per_carrier_address=10.0)
    assert network_of(world, homes=10).carrier_size.tolist() == [4] * (2 * len(COUNTRIES))


def test_mislabelled_networks_are_as_many_as_the_world_says() -> None:
    right = network_of(replace(draw_world(1), mislabelled=0.0), homes=400)
    homes = np.unique(right.leases)
    assert {NETWORK_TYPES[t] for t in right.listed[homes].tolist()} == {"residential"}
    wrong = network_of(replace(draw_world(1), mislabelled=1.0, prefix_size=6.0), homes=400)
    listed = {NETWORK_TYPES[t] for t in wrong.listed[np.unique(wrong.leases)].tolist()}
    assert len(listed) > 3


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000), homes=st.integers(1, 120))
def test_no_address_serves_two_homes_on_one_day(seed: int, homes: int) -> None:
    leases = network_of(draw_world(seed), homes, days=15, seed=seed).leases
    for day in leases:
        assert len(set(day.tolist())) == homes


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000))
def test_a_prefix_lies_in_one_provider(seed: int) -> None:
    network = network_of(draw_world(seed), homes=60, days=2, seed=seed)
    owners = {
        (p, o) for p, o in zip(network.prefix.tolist(), network.provider.tolist(), strict=True)
    }
    assert len(owners) == len({p for p, _ in owners})
