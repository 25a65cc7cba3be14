"""Who has an account: kinds, groups, households, second accounts, countries, sign-ups, plans."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from simulation.archetypes import ARCHETYPES
from simulation.draws import choose, stream
from simulation.places import COUNTRIES, LANGUAGE_CODES
from simulation.population import DAY_US, NONE, Bools, Campaign, Ints
from simulation.tactics import TACTICS
from simulation.world import World

PLANS: tuple[str, ...] = ("free", "pro", "team", "payg", "enterprise")
PROGRAMMES: tuple[str, ...] = ("education", "startup", "research")
_FREE_MAIL = 12
_TAIL_DOMAINS = 60
_API_PLANS = (0.14, 0.14, 0.11, 0.56, 0.05)
_CHAT_PLANS = (0.52, 0.33, 0.06, 0.07, 0.02)


@dataclass
class Draft:
    """Columns of a population while it is drawn, by name; see Population for their meaning.

    group : accounts that belong together by archetype, unit : people of one household,
    second : the other account of the same person; -1 for none, one entry an account each.
    """

    n: int
    kind: Ints
    tactic: Ints
    campaign: Ints
    group: Ints
    unit: Ints
    second: Ints
    columns: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def member(self) -> Bools:
        """Whether each account is a campaign's."""
        return self.campaign >= 0

    def ties(self, what: str) -> Ints:
        """The group of each account whose group shares `what`; -1 elsewhere."""
        sharing = np.array([what in a.ties for a in ARCHETYPES])
        return np.where(sharing[self.kind] & (self.group >= 0), self.group, NONE)


def draw_people(seed: int, n: int, world: World, campaigns: list[Campaign]) -> Draft:
    """Kinds, groups, households and second accounts of `n` accounts, campaign members last."""
    rng = stream(seed, "people")
    members = sum(c.size for c in campaigns)
    kind, group = _kinds(rng, n - members)
    campaign = np.r_[
        np.full(n - members, NONE),
        np.repeat(np.arange(len(campaigns)), [c.size for c in campaigns]),
    ]
    names = [a.name for a in ARCHETYPES]
    covers = [
        names.index(rng.choice(TACTICS[c.tactic].covers)) for c in campaigns for _ in range(c.size)
    ]
    kind = np.r_[kind, np.array(covers, dtype=np.int64)]
    group = np.r_[group, np.full(members, NONE)]
    tactics = np.array([c.tactic for c in campaigns])
    tactic = np.where(campaign >= 0, tactics[campaign], NONE)
    none = np.full(n, NONE, dtype=np.int64)
    draft = Draft(n, kind, tactic, campaign, group, none.copy(), none.copy())
    _households(rng, draft, world)
    return draft


def _kinds(rng: np.random.Generator, n: int) -> tuple[Ints, Ints]:
    """Kind of each honest account by the archetypes' shares, and its group."""
    shares = np.array([a.share for a in ARCHETYPES])
    exact = n * shares / shares.sum()
    count = np.floor(exact).astype(int)
    count[np.argsort(count - exact, kind="stable")[: n - count.sum()]] += 1
    kind = np.repeat(np.arange(len(ARCHETYPES)), count)
    group = np.full(n, NONE, dtype=np.int64)
    next_group, at = 0, 0
    for archetype, size in zip(ARCHETYPES, count.tolist(), strict=True):
        if archetype.group[1] > 1:
            left = size
            while left:
                take = min(left, int(rng.integers(archetype.group[0], archetype.group[1] + 1)))
                group[at + size - left : at + size - left + take] = next_group
                next_group, left = next_group + 1, left - take
        at += size
    return kind, group


def _households(rng: np.random.Generator, draft: Draft, world: World) -> None:
    """Put people into households of 2-6, families first; give some a second account."""
    draft.unit[:] = draft.ties("home")
    free = np.flatnonzero((draft.unit < 0) & ~draft.member)
    free = rng.permutation(free)
    seconds, free = np.split(free, [int(len(free) * world.second_accounts / 2)])
    draft.second[seconds] = free[rng.permutation(len(free))[: len(seconds)]]
    living = free[: int(len(free) * world.household_share)]
    at, unit = 0, int(draft.group.max()) + 1
    while at + 1 < len(living):
        size = 2 + int(choose(rng, (0.5, 0.25, 0.15, 0.07, 0.03), 1)[0])
        draft.unit[living[at : at + size]] = unit
        at, unit = at + size, unit + 1
    alone = np.flatnonzero(draft.unit < 0)
    draft.unit[alone] = unit + np.arange(len(alone))
    has = draft.second >= 0
    draft.unit[has] = draft.unit[draft.second[has]]


def draw_origins(seed: int, draft: Draft, world: World) -> None:
    """country and language: of the group if it has one, else of the household."""
    rng = stream(seed, "origins")
    weights = [c.weight for c in COUNTRIES]
    of_group = choose(rng, weights, int(draft.group.max()) + 2)
    of_unit = choose(rng, weights, int(draft.unit.max()) + 1)
    group = draft.ties("country")
    country = np.where(group >= 0, of_group[group], of_unit[draft.unit])
    language = np.zeros(draft.n, dtype=np.int64)
    for c, place in enumerate(COUNTRIES):
        mine = np.flatnonzero(country == c)
        codes = np.array([LANGUAGE_CODES.index(code) for code, _ in place.languages])
        language[mine] = codes[choose(rng, [w for _, w in place.languages], len(mine))]
    draft.columns |= {"country": country, "language": language}


def draw_sign_ups(
    seed: int, draft: Draft, world: World, campaigns: list[Campaign], days: int, start_us: int
) -> None:
    """created_at: years of growth, waves after news, classes on one morning, campaign batches."""
    rng = stream(seed, "sign-ups")
    n = draft.n
    age = np.minimum(rng.lognormal(np.log(190), 1.0, n), 1100)
    during = rng.random(n) < 0.22
    day = np.where(during, rng.uniform(-10, days - 2, n), -age)
    waves = rng.uniform(-50, days - 4, max(1, round(world.sign_up_waves)))
    waved = rng.random(n) < world.wave_share
    day = np.where(waved, rng.choice(waves, n) + rng.exponential(0.03, n), day)
    group = draft.ties("sign-up")
    mornings = np.floor(rng.uniform(-20, days - 16, int(draft.group.max()) + 2)) + rng.uniform(
        0.3, 0.6
    )
    day = np.where(group >= 0, mornings[group] + rng.exponential(0.01, n), day)
    for i, campaign in enumerate(campaigns):
        mine = np.flatnonzero(draft.campaign == i)
        fresh = mine[rng.random(len(mine)) >= TACTICS[campaign.tactic].aged.draw(rng)]
        batches = max(1, len(fresh) // 4)
        moments = campaign.start + rng.uniform(-14, (campaign.end - campaign.start) * 0.4, batches)
        spread = np.where(rng.random(len(fresh)) < 0.6, 0.08, 1.5)
        day[fresh] = moments[rng.integers(batches, size=len(fresh))] + rng.exponential(spread)
    # Nobody signs up so late that no day of use is left.
    day = np.where(day > days - 1.2, rng.uniform(days - 5, days - 1.2, n), day)
    created = start_us + (day * DAY_US).astype(np.int64)
    draft.columns["created_at"] = created


def draw_plans(seed: int, draft: Draft, world: World) -> None:
    """plan, programme, organisation and e-mail domain; members take what honest people take."""
    rng = stream(seed, "plans")
    n, member = draft.n, draft.member
    plan = np.zeros(n, dtype=np.int64)
    for k, archetype in enumerate(ARCHETYPES):
        mine = np.flatnonzero(draft.kind == k)
        codes = np.array([PLANS.index(p) for p, _ in archetype.plans])
        drawn = codes[choose(rng, [w for _, w in archetype.plans], len(mine))]
        plan[mine] = drawn
    org_group = draft.ties("organisation")
    for g in np.unique(org_group[org_group >= 0]):
        mine = np.flatnonzero(org_group == g)
        plan[mine] = plan[mine[0]]
    chat = np.array([t.harvest.surfaces[0][0] == "web" for t in TACTICS])[draft.tactic] & member
    plan = np.where(member & ~chat, choose(rng, _API_PLANS, n), plan)
    plan = np.where(chat, choose(rng, _CHAT_PLANS, n), plan)
    named = np.array([PROGRAMMES.index(a.programme) if a.programme else NONE for a in ARCHETYPES])
    programme = np.where(
        rng.random(n) < world.programme_share, rng.integers(len(PROGRAMMES), size=n), NONE
    )
    takes = (rng.random(n) < 0.4) & (named[draft.kind] >= 0)
    programme = np.where(takes & ~member, named[draft.kind], programme)
    farmed = member & (rng.random(n) < 0.10)
    programme = np.where(farmed, rng.integers(len(PROGRAMMES), size=n), programme)
    alone = np.isin(plan, (PLANS.index("payg"), PLANS.index("enterprise"), PLANS.index("team")))
    own = alone & (rng.random(n) < np.where(member, 0.2, 0.3))
    organisation = np.where(
        org_group >= 0, org_group, np.where(own, 1_000_000 + np.arange(n), NONE)
    )
    zipf = 1 / np.arange(1, _FREE_MAIL + 1)
    tail = _FREE_MAIL + choose(rng, 1 / np.arange(2, _TAIL_DOMAINS + 2), n)
    domain = np.where(rng.random(n) < 0.8, choose(rng, zipf, n), tail)
    personal = (rng.random(n) < np.where(member, 0.03, 0.06)) | (own & ~member)
    domain = np.where(personal, 1000 + np.arange(n), domain)
    domain = np.where(org_group >= 0, 2_000_000 + org_group, domain)
    draft.columns |= {
        "plan": plan,
        "programme": programme,
        "organisation": organisation,
        "domain": domain,
    }
