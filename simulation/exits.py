"""Which exit a session leaves through: home, phone, office, server, VPN, or a shared pool."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.behaviour import SURFACES
from simulation.draws import mix
from simulation.network import Network
from simulation.population import Population

Ints = NDArray[np.int64]


def session_exits(
    rng: np.random.Generator,
    population: Population,
    network: Network,
    pools: list[Ints],
    day: int,
    accounts: Ints,
    surface: Ints,
    taken: NDArray[np.bool_],
) -> Ints:
    """Address id of each session, shape (sessions,).

    A phone keeps its carrier address for a day, a VPN user the server, a pool user the exit.
    taken : sessions of a thief with a stolen key; they alone leave through the thief's pool.
    """
    p, n = population, len(accounts)
    out = network.leases[day][p.home[accounts]].astype(np.int64)
    dealt = mix(accounts * 4096 + day, 11)
    u = rng.random(n)
    is_api, is_app = surface == SURFACES.index("api"), surface == SURFACES.index("mobile")
    used = np.zeros(n, dtype=bool)

    def take(share: NDArray[np.float64], address: Ints) -> None:
        # Each place takes its share of what the places before it have left.
        nonlocal u
        here = ~used & (u < share)
        out[here] = address[here]
        used[here] = True
        u = rng.random(n)

    pool = np.zeros(n, dtype=np.int64)
    for i, exits in enumerate(pools):
        mine = p.exit_pool[accounts] == i
        pool[mine] = exits[dealt[mine] % len(exits)]
    take(np.where(p.stolen[accounts], taken, p.p_pool[accounts]), pool)
    brand = np.maximum(p.vpn_brand[accounts], 0)
    servers = network.vpn_addresses[brand, dealt % network.vpn_addresses.shape[1]]
    take(p.p_vpn[accounts], servers)
    if len(network.server_address):
        take(
            np.where(is_api, p.p_server[accounts], 0.0), network.server_address[p.server[accounts]]
        )
    take(np.where(is_app, 0.0, p.p_site[accounts]), network.site_address[p.site[accounts]])
    carrier = p.carrier[accounts]
    cell = network.carrier_first[carrier] + dealt % network.carrier_size[carrier]
    on_phone = p.p_mobile[accounts]
    take(np.where(is_app, 0.35 + 0.5 * on_phone, on_phone), cell)
    return out
