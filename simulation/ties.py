"""What joins accounts: cards, homes, sites, servers, exits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.archetypes import ARCHETYPES
from simulation.draws import choose, stream
from simulation.network import Network, build_network, carrier_of, outside_homes
from simulation.people import PLANS, Draft
from simulation.places import COUNTRIES
from simulation.population import NONE, Bools, Campaign, Ints
from simulation.tactics import TACTICS
from simulation.world import World

_BANKS = 5
_VIRTUAL = ("US", "GB", "SG", "US", "NL", "BR")
_PUBLIC_SITES_PER_ACCOUNT = 0.008


def draw_cards(seed: int, draft: Draft, world: World, campaigns: list[Campaign]) -> None:
    """card, issuer and card_country. Who pays for whom is the world's; members share in part."""
    rng = stream(seed, "cards")
    n, c = draft.n, draft.columns
    pays = (c["plan"] != PLANS.index("free")) | (rng.random(n) < 0.06)
    card = np.arange(n)
    group = draft.ties("card")
    together = (group >= 0) & (rng.random(n) < 0.9)
    card = np.where(together, 1_000_000 + group, card)
    sizes = np.bincount(draft.unit)
    household = (sizes[draft.unit] > 1) & (group < 0) & (rng.random(n) < world.household_card)
    # Whoever lives with a payer often has the card on file, too.
    _, head, place = np.unique(draft.unit, return_index=True, return_inverse=True)
    pays |= household & pays[head][place] & (rng.random(n) < 0.6)
    # Two cards in a household: who uses which is the person's.
    card = np.where(household, 2_000_000 + 2 * draft.unit + (rng.random(n) < 0.3), card)
    again = np.flatnonzero((draft.second >= 0) & (rng.random(n) < 0.6))
    card[again] = card[draft.second[again]]
    honest = np.flatnonzero(pays & ~draft.member & (group < 0))
    helped = honest[rng.random(len(honest)) < world.paid_for_others]
    if len(helped):
        card[helped] = card[rng.choice(honest, len(helped))]
    for i, campaign in enumerate(campaigns):
        mine = rng.permutation(np.flatnonzero((draft.campaign == i) & pays))
        sharing = mine[: int(len(mine) * TACTICS[campaign.tactic].card_share.draw(rng))]
        at = 0
        while at < len(sharing):
            size = int(rng.integers(3, 11))
            card[sharing[at : at + size]] = 3_000_000 + sharing[at]
            at += size
    # Issuer and country belong to the card, so they are drawn once a card.
    ids, first, place = np.unique(card, return_index=True, return_inverse=True)
    country = c["country"][first]
    bank = country * _BANKS + choose(rng, 1 / np.arange(1, _BANKS + 1), len(ids))
    abroad = rng.random(len(ids)) < 0.04
    country = np.where(abroad, choose(rng, [k.weight for k in COUNTRIES], len(ids)), country)
    share = np.where(draft.member[first], np.maximum(0.2, world.virtual_cards), world.virtual_cards)
    virtual = rng.random(len(ids)) < share
    programme = rng.integers(len(_VIRTUAL), size=len(ids))
    codes = np.array([[k.code for k in COUNTRIES].index(v) for v in _VIRTUAL])
    issuer = np.where(virtual, 10_000 + programme, bank)
    country = np.where(virtual, codes[programme], country)
    c["card"] = np.where(pays, card, NONE)
    c["issuer"] = np.where(pays, issuer[place], NONE)
    c["card_country"] = np.where(pays, country[place], NONE)


@dataclass(frozen=True)
class _Stand:
    """How each campaign member connects: exactly one is True, or none for an own line."""

    proxied: Bools
    vpn: Bools
    hosted: Bools


def draw_network(
    seed: int, draft: Draft, world: World, campaigns: list[Campaign], days: int
) -> tuple[Network, list[Ints]]:
    """Homes, carriers, sites, servers and VPNs of all; returns the network and the exit pools."""
    rng = stream(seed, "places")
    n, c, member = draft.n, draft.columns, draft.member
    _, home = np.unique(draft.unit, return_inverse=True)
    n_homes = int(home.max()) + 1
    home_country = np.zeros(n_homes, dtype=np.int64)
    home_country[home[::-1]] = c["country"][::-1]
    weights = [k.weight for k in COUNTRIES]
    home_country = np.r_[home_country, choose(rng, weights, outside_homes(n_homes))]
    stand = _stands(rng, draft)
    honest_homes = np.unique(home[~member])
    for account in np.flatnonzero(stand.proxied).tolist():
        # A proxy is somebody's line: mostly of a stranger to the service, at times a customer's.
        pool = honest_homes if rng.random() < 0.25 else np.arange(n_homes, len(home_country))
        near = pool[home_country[pool] == c["country"][account]]
        home[account] = rng.choice(near if len(near) and rng.random() < 0.85 else pool)
    site, site_country, school = _sites(rng, draft)
    kinds = np.array([dict(a.behaviour.surfaces).get("api", 0.0) for a in ARCHETYPES])
    serves = (rng.random(n) < np.where(kinds[draft.kind] > 0.5, 0.6, 0.05)) & ~member
    serves |= stand.hosted
    server = np.where(serves, np.cumsum(serves) - 1, NONE)
    carrier = carrier_of(c["country"], rng.integers(2, size=n))
    users = np.bincount(carrier, minlength=2 * len(COUNTRIES))
    network = build_network(
        rng, world, days, home_country, users, site_country, school, int(serves.sum())
    )
    uses_vpn = (rng.random(n) < world.vpn_share) | stand.vpn
    on_road = rng.random(n) < np.where(member, 0.35, 0.6)
    c["home"], c["carrier"], c["site"], c["server"] = home, carrier, site, server
    c["vpn_brand"] = np.where(uses_vpn, choose(rng, (4, 3, 2, 1), n), NONE)
    c["p_vpn"] = np.where(
        uses_vpn, np.where(stand.vpn, rng.uniform(0.5, 0.9, n), rng.beta(1.5, 2, n)), 0.0
    )
    c["p_mobile"] = np.where(on_road, rng.beta(1.3, 4, n), 0.0)
    c["p_site"] = np.where(
        site >= 0, np.where(draft.group >= 0, rng.beta(6, 2, n), rng.beta(2, 4, n)), 0.0
    )
    c["p_server"] = np.where(serves, rng.beta(8, 1.5, n), 0.0)
    pools = _exit_pools(rng, draft, campaigns, network)
    return network, pools


def _stands(rng: np.random.Generator, draft: Draft) -> _Stand:
    u = rng.random(draft.n)
    weight = np.array([(t.proxied_home, t.vpn, t.hosted) for t in TACTICS])[draft.tactic]
    # One in ten members uses a line of the operator's own people.
    edges = 0.9 * np.cumsum(weight, axis=1) / weight.sum(axis=1, keepdims=True)
    return _Stand(
        draft.member & (u < edges[:, 0]),
        draft.member & (u >= edges[:, 0]) & (u < edges[:, 1]),
        draft.member & (u >= edges[:, 1]) & (u < edges[:, 2]),
    )


def _sites(rng: np.random.Generator, draft: Draft) -> tuple[Ints, Ints, Bools]:
    """Offices and schools of groups, and libraries, campuses and halls that anybody may use."""
    country = draft.columns["country"]
    group = draft.ties("site")
    groups, first, place = np.unique(group, return_index=True, return_inverse=True)
    of_group = np.where(groups >= 0, np.arange(len(groups)), NONE)
    site = of_group[place]
    classroom = [a.name for a in ARCHETYPES].index("classroom")
    site_country = country[first]
    school = draft.kind[first] == classroom
    public = max(len(COUNTRIES), round(draft.n * _PUBLIC_SITES_PER_ACCOUNT))
    public_country = np.r_[
        np.arange(len(COUNTRIES)),
        choose(rng, [k.weight for k in COUNTRIES], public - len(COUNTRIES)),
    ]
    visitor = (site < 0) & (rng.random(draft.n) < np.where(draft.member, 0.12, 0.15))
    for account in np.flatnonzero(visitor).tolist():
        near = np.flatnonzero(public_country == country[account])
        site[account] = len(groups) + rng.choice(near)
    return site, np.r_[site_country, public_country], np.r_[school, rng.random(public) < 0.6]


def _exit_pools(
    rng: np.random.Generator, draft: Draft, campaigns: list[Campaign], network: Network
) -> list[Ints]:
    """Each campaign's shared exits (address ids), and who of its members uses them how often."""
    c = draft.columns
    c["exit_pool"] = np.full(draft.n, NONE, dtype=np.int64)
    c["p_pool"] = np.zeros(draft.n)
    pools = []
    customers = np.flatnonzero(np.isin(network.listed, (0, 2, 4, 5)))
    for i, campaign in enumerate(campaigns):
        mine = np.flatnonzero(draft.campaign == i)
        users = mine[rng.random(len(mine)) < TACTICS[campaign.tactic].exit_share.draw(rng)]
        pools.append(rng.choice(customers, max(2, round(len(users) / 2.5))))
        c["exit_pool"][users] = i
        c["p_pool"][users] = rng.uniform(0.3, 0.9, len(users))
    return pools
