"""What joins accounts: cards, homes, sites, servers, exits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.archetypes import ARCHETYPE_INDEX, ARCHETYPES
from simulation.draws import choose, stream
from simulation.network import Network, build_network, carrier_of, outside_homes
from simulation.people import PLANS, Draft
from simulation.places import COUNTRIES
from simulation.population import NONE, Bools, Campaign, Floats, Ints
from simulation.world import World

_BANKS = 5
_VIRTUAL = ("US", "GB", "SG", "US", "NL", "BR")
_PUBLIC_SITES_PER_ACCOUNT = 0.008
_SCHOOLS = ("classroom",)
_IN_AN_OFFICE = 0.06  # of a campaign's members


def chunks(rng: np.random.Generator, n: int, low: int, high: int) -> Ints:
    """Chunk of each of `n` items in a row, chunk sizes drawn evenly in log space."""
    sizes = np.exp(rng.uniform(np.log(low), np.log(high + 1), n // low + 1)).astype(np.int64)
    return np.searchsorted(np.cumsum(np.maximum(sizes, low)), np.arange(n), side="right")


def draw_cards(seed: int, draft: Draft, world: World, campaigns: list[Campaign]) -> None:
    """card, issuer and card_country. Who pays for whom is the world's; members share in part."""
    rng = stream(seed, "cards")
    n, c = draft.n, draft.columns
    pays = (c["plan"] != PLANS.index("free")) | (rng.random(n) < 0.06)
    card = np.arange(n)
    group = draft.ties("card")
    together = (group >= 0) & (rng.random(n) < world.central_payment)
    card = np.where(together, 10_000_000 + group, card)
    sizes = np.bincount(draft.unit)
    household = (sizes[draft.unit] > 1) & (group < 0) & (rng.random(n) < world.household_card)
    # Whoever lives with a payer often has the card on file, too.
    _, head, place = np.unique(draft.unit, return_index=True, return_inverse=True)
    pays |= household & pays[head][place] & (rng.random(n) < 0.6)
    # Two cards in a household: who uses which is the person's.
    card = np.where(household, 20_000_000 + 2 * draft.unit + (rng.random(n) < 0.3), card)
    again = np.flatnonzero((draft.second >= 0) & (rng.random(n) < 0.6))
    card[again] = card[draft.second[again]]
    honest = np.flatnonzero(pays & ~draft.operated & (group < 0))
    helped = honest[rng.random(len(honest)) < world.paid_for_others]
    if len(helped):
        card[helped] = card[rng.choice(honest, len(helped))]
    # One instrument for many strangers; operators buy such instruments like anybody.
    pooled = rng.permutation(
        np.flatnonzero(pays & (group < 0) & (rng.random(n) < world.pooled_payers))
    )
    card[pooled] = 40_000_000 + chunks(rng, len(pooled), 3, max(4, round(world.payers_per_pool)))
    for i, campaign in enumerate(campaigns):
        mine = rng.permutation(np.flatnonzero((draft.campaign == i) & draft.operated & pays))
        sharing = mine[: round(len(mine) * (1 - campaign.knobs["split_payment"]))]
        card[sharing] = (
            30_000_000
            + sharing[:1] * 1000
            + chunks(rng, len(sharing), 3, round(world.accounts_per_card))
        )
    _issue(rng, draft, world, card, pays)


def _issue(rng: np.random.Generator, draft: Draft, world: World, card: Ints, pays: Bools) -> None:
    """Issuer and country belong to the card, so they are drawn once a card."""
    c = draft.columns
    ids, first, place = np.unique(card, return_index=True, return_inverse=True)
    country = c["country"][first]
    bank = country * _BANKS + choose(rng, 1 / np.arange(1, _BANKS + 1), len(ids))
    abroad = rng.random(len(ids)) < 0.04
    country = np.where(abroad, choose(rng, [k.weight for k in COUNTRIES], len(ids)), country)
    share = np.where(
        draft.operated[first], np.maximum(0.15, world.virtual_cards), world.virtual_cards
    )
    share = np.where(ids // 10_000_000 == 4, 0.8, share)
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
    n, c, operated = draft.n, draft.columns, draft.operated
    _, home = np.unique(draft.unit, return_inverse=True)
    n_homes = int(home.max()) + 1
    home_country = np.zeros(n_homes, dtype=np.int64)
    home_country[home[::-1]] = c["country"][::-1]
    weights = np.array([k.weight for k in COUNTRIES])
    home_country = np.r_[home_country, choose(rng, weights, outside_homes(n_homes))]
    stand = _stands(rng, draft, campaigns)
    home = _proxied(rng, draft, stand, home, home_country, n_homes)
    site, site_country, school = _sites(rng, draft)
    # Sites of groups come first: these are places of work, the others are visited.
    groups = len(np.unique(draft.ties("site")))
    kinds = np.array([a.behaviour.share("api") for a in ARCHETYPES])
    serves = (rng.random(n) < np.where(kinds[draft.kind] > 0.5, 0.6, 0.05)) & ~operated
    serves |= stand.hosted
    server = np.where(serves, np.cumsum(serves) - 1, NONE)
    carrier = carrier_of(c["country"], rng.integers(2, size=n))
    users = np.bincount(carrier, minlength=2 * len(COUNTRIES))
    network = build_network(
        rng, world, days, home_country, users, site_country, school, int(serves.sum())
    )
    always = draft.kind == ARCHETYPE_INDEX["vpn-user"]
    uses_vpn = (rng.random(n) < world.vpn_share) | stand.vpn | always
    roams = draft.kind == ARCHETYPE_INDEX["carrier-user"]
    on_road = (rng.random(n) < np.where(operated, 0.35, 0.6)) | roams
    c["home"], c["carrier"], c["site"], c["server"] = home, carrier, site, server
    c["vpn_brand"] = np.where(uses_vpn, choose(rng, (4, 3, 2, 1), n), NONE)
    c["p_vpn"] = np.where(
        uses_vpn, np.where(stand.vpn | always, rng.uniform(0.5, 0.9, n), rng.beta(1.5, 2, n)), 0.0
    )
    c["p_mobile"] = np.where(on_road, np.where(roams, rng.beta(6, 2, n), rng.beta(1.3, 4, n)), 0.0)
    c["p_site"] = np.where(
        site >= 0, np.where(site < groups, rng.beta(6, 2, n), rng.beta(2, 4, n)), 0.0
    )
    c["p_server"] = np.where(serves, rng.beta(8, 1.5, n), 0.0)
    pools = _exit_pools(rng, draft, campaigns, network)
    return network, pools


def _knob(draft: Draft, campaigns: list[Campaign], name: str) -> Floats:
    """Each account's value of its campaign's knob; honest accounts get that of campaign 0."""
    return np.array([c.knobs[name] for c in campaigns])[np.maximum(draft.campaign, 0)]


def _stands(rng: np.random.Generator, draft: Draft, campaigns: list[Campaign]) -> _Stand:
    u = rng.random(draft.n)
    # One in ten members uses a line of the operator's own people.
    home = 0.9 * _knob(draft, campaigns, "residential")
    rest = 0.9 - home
    return _Stand(
        draft.operated & (u < home),
        draft.operated & (u >= home) & (u < home + 0.4 * rest),
        draft.operated & (u >= home + 0.4 * rest) & (u < 0.9),
    )


def _proxied(
    rng: np.random.Generator,
    draft: Draft,
    stand: _Stand,
    home: Ints,
    home_country: Ints,
    n_homes: int,
) -> Ints:
    """A proxy is somebody's line: mostly of a stranger to the service, at times a customer's."""
    home = home.copy()
    accounts = np.flatnonzero(stand.proxied)
    customers = np.unique(home[~draft.member])
    outside = np.arange(n_homes, len(home_country))
    near = rng.random(len(accounts)) < 0.85
    for pool, mine in zip(
        (customers, outside), _halves(rng.random(len(accounts)) < 0.25), strict=True
    ):
        home[accounts[mine]] = rng.choice(pool, len(mine))
        for country in range(len(COUNTRIES)):
            local = pool[home_country[pool] == country]
            there = mine[near[mine] & (draft.columns["country"][accounts[mine]] == country)]
            if len(local):
                home[accounts[there]] = rng.choice(local, len(there))
    return home


def _halves(yes: Bools) -> tuple[Ints, Ints]:
    return np.flatnonzero(yes), np.flatnonzero(~yes)


def _sites(rng: np.random.Generator, draft: Draft) -> tuple[Ints, Ints, Bools]:
    """Offices and schools of groups, and libraries, campuses and halls that anybody may use."""
    country = draft.columns["country"]
    group = draft.ties("site")
    groups, first, place = np.unique(group, return_index=True, return_inverse=True)
    of_group = np.where(groups >= 0, np.arange(len(groups)), NONE)
    site = of_group[place]
    site_country = country[first]
    schools = [i for i, a in enumerate(ARCHETYPES) if a.name in _SCHOOLS]
    school = np.isin(draft.kind[first], schools)
    public = max(len(COUNTRIES), round(draft.n * _PUBLIC_SITES_PER_ACCOUNT))
    weights = [k.weight for k in COUNTRIES]
    public_country = np.r_[np.arange(len(COUNTRIES)), choose(rng, weights, public - len(COUNTRIES))]
    visitor = (site < 0) & (rng.random(draft.n) < 0.15)
    # Proxies run on office lines, too, and operators' people have offices.
    offices = np.flatnonzero((groups >= 0) & ~school)
    inside = np.flatnonzero(draft.operated & (rng.random(draft.n) < _IN_AN_OFFICE))
    if len(offices):
        site[inside] = rng.choice(offices, len(inside))
        visitor[inside] = False
    for k in range(len(COUNTRIES)):
        mine = np.flatnonzero(visitor & (country == k))
        site[mine] = len(groups) + rng.choice(np.flatnonzero(public_country == k), len(mine))
    return site, np.r_[site_country, public_country], np.r_[school, rng.random(public) < 0.6]


def _exit_pools(
    rng: np.random.Generator, draft: Draft, campaigns: list[Campaign], network: Network
) -> list[Ints]:
    """Each campaign's shared exits (address ids), and who of its members uses them how often.

    A thief's calls always leave through the pool: the owner's line is the owner's.
    """
    c = draft.columns
    c["exit_pool"] = np.full(draft.n, NONE, dtype=np.int64)
    c["p_pool"] = np.zeros(draft.n)
    pools = []
    customers = np.flatnonzero(np.isin(network.listed, (0, 2, 4, 5)))
    for i, campaign in enumerate(campaigns):
        mine = np.flatnonzero(draft.campaign == i)
        stolen = draft.stolen[mine]
        users = mine[stolen | (rng.random(len(mine)) < campaign.knobs["shared_exits"])]
        pools.append(rng.choice(customers, max(2, round(len(users) / 2.5))))
        c["exit_pool"][users] = i
        c["p_pool"][users] = np.where(draft.stolen[users], 1.0, rng.uniform(0.3, 0.9, len(users)))
    return pools
