"""Who has an account: kinds, groups, households, second accounts, countries, sign-ups, plans."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from simulation.archetypes import ARCHETYPE_INDEX, ARCHETYPES
from simulation.draws import choose, stream
from simulation.places import COUNTRIES, LANGUAGE_CODES
from simulation.population import DAY_US, NONE, Bools, Campaign, Ints
from simulation.tactics import TACTICS
from simulation.world import World

PLANS: tuple[str, ...] = ("free", "pro", "team", "payg", "enterprise")
PROGRAMMES: tuple[str, ...] = ("education", "startup", "research")
_FREE_MAIL = 12
_TAIL_DOMAINS = 60
_API_PLANS = (0.14, 0.16, 0.11, 0.53, 0.06)
_CHAT_PLANS = (0.52, 0.33, 0.06, 0.07, 0.02)
_OLDEST = 1100


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

    @property
    def stolen(self) -> Bools:
        """Members that are an honest customer's account with a stolen key."""
        return self.member & np.array([t.stolen for t in TACTICS])[self.tactic]

    @property
    def operated(self) -> Bools:
        """Members that the operator opened or bought: all but the stolen ones."""
        return self.member & ~self.stolen

    def ties(self, what: str) -> Ints:
        """The group of each account whose group shares `what`; -1 elsewhere."""
        sharing = np.array([what in a.ties for a in ARCHETYPES])
        return np.where(sharing[self.kind] & (self.group >= 0), self.group, NONE)


def draw_people(seed: int, n: int, world: World, campaigns: list[Campaign]) -> Draft:
    """Kinds, groups, households and second accounts of `n` accounts, campaign members last."""
    rng = stream(seed, "people")
    members = sum(c.size for c in campaigns)
    kind, group = _kinds(rng, n - members, world)
    covers = [
        rng.choice([ARCHETYPE_INDEX[name] for name in TACTICS[c.tactic].covers], c.size)
        for c in campaigns
    ]
    campaign = np.r_[
        np.full(n - members, NONE),
        np.repeat(np.arange(len(campaigns)), [c.size for c in campaigns]),
    ]
    kind = np.concatenate([kind, *covers]).astype(np.int64)
    group = np.r_[group, np.full(members, NONE)]
    tactic = np.array([*(c.tactic for c in campaigns), NONE])[campaign]
    none = np.full(n, NONE, dtype=np.int64)
    draft = Draft(n, kind, tactic, campaign, group, none.copy(), none.copy())
    _households(rng, draft, world)
    return draft


def _kinds(rng: np.random.Generator, n: int, world: World) -> tuple[Ints, Ints]:
    """Kind of each honest account by the world's own shares of archetypes, and its group."""
    shares = np.array([a.share for a in ARCHETYPES])
    shares = shares * rng.lognormal(0, world.archetype_spread, len(shares))
    exact = n * shares / shares.sum()
    count = np.floor(exact).astype(int)
    count[np.argsort(count - exact, kind="stable")[: n - count.sum()]] += 1
    kind = np.repeat(np.arange(len(ARCHETYPES)), count)
    group = np.full(n, NONE, dtype=np.int64)
    next_group, at = 0, 0
    for archetype, size in zip(ARCHETYPES, count.tolist(), strict=True):
        low, high = archetype.group
        if high > 1 and size:
            sizes = rng.integers(low, high + 1, size=-(-size // low))
            of = np.searchsorted(np.cumsum(sizes), np.arange(size), side="right")
            group[at : at + size] = next_group + of
            next_group += int(of[-1]) + 1
        at += size
    return kind, group


def _households(rng: np.random.Generator, draft: Draft, world: World) -> None:
    """Put people into households of 2-6, families first; give some a second account."""
    draft.unit[:] = draft.ties("home")
    free = np.flatnonzero((draft.unit < 0) & ~draft.operated)
    free = rng.permutation(free)
    seconds, free = np.split(free, [int(len(free) * world.second_accounts / 2)])
    draft.second[seconds] = free[rng.permutation(len(free))[: len(seconds)]]
    living = free[: int(len(free) * world.household_share)]
    unit = int(draft.group.max(initial=-1)) + 1
    if len(living):
        sizes = 2 + choose(rng, (0.5, 0.25, 0.15, 0.07, 0.03), len(living) // 2 + 1)
        draft.unit[living] = unit + np.searchsorted(
            np.cumsum(sizes), np.arange(len(living)), side="right"
        )
        unit = int(draft.unit.max()) + 1
    alone = np.flatnonzero(draft.unit < 0)
    draft.unit[alone] = unit + np.arange(len(alone))
    has = draft.second >= 0
    draft.unit[has] = draft.unit[draft.second[has]]


def draw_origins(seed: int, draft: Draft, world: World) -> None:
    """country and language: of the group if it has one, else of the household."""
    rng = stream(seed, "origins")
    weights = [c.weight for c in COUNTRIES]
    of_group = choose(rng, weights, int(draft.group.max(initial=-1)) + 2)
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
    """created_at: a growing service, waves after news, groups in one sitting, campaign batches."""
    rng = stream(seed, "sign-ups")
    n = draft.n
    # Counted back from the log's end: a service that grows has mostly young accounts.
    age = np.minimum(rng.exponential(world.growth_days, n), _OLDEST)
    day = days - age
    waves = rng.uniform(-50, days - 4, max(1, round(world.sign_up_waves)))
    waved = rng.random(n) < world.wave_share
    day = np.where(waved, rng.choice(waves, n) + rng.exponential(0.03, n), day)
    group = draft.ties("sign-up")
    mornings = np.floor(rng.uniform(-20, days - 16, int(draft.group.max(initial=-1)) + 2))
    mornings += rng.uniform(0.3, 0.6, len(mornings))
    # Teams of a service may be as old as anybody; classes are this term's.
    teams = np.array([a.window is None for a in ARCHETYPES])
    older = rng.random(len(mornings)) < 0.6
    of_team = np.where(
        older, mornings - rng.exponential(world.growth_days, len(mornings)), mornings
    )
    moment = np.where(teams[draft.kind], of_team[group], mornings[group])
    day = np.where(group >= 0, moment + rng.exponential(0.01, n), day)
    start = draft.columns["run_start"]
    for i, campaign in enumerate(campaigns):
        mine = np.flatnonzero((draft.campaign == i) & draft.operated)
        if campaign.asleep > 0:
            batches = campaign.start - campaign.asleep * rng.uniform(0.7, 1.3, len(mine) // 4 + 1)
            drawn = rng.choice(batches, len(mine)) + rng.exponential(0.3, len(mine))
            day[mine] = np.minimum(drawn, start[mine] - 4)
            continue
        fresh = mine[rng.random(len(mine)) >= campaign.knobs["aged"]]
        if campaign.life > 0:
            day[fresh] = start[fresh] - rng.uniform(0.02, 0.15, len(fresh))
            continue
        # Batches of sign-ups, each some days before it is put to work.
        order = fresh[np.argsort(start[fresh], kind="stable")]
        batch = np.arange(len(order)) // 4
        lead = rng.exponential(3.0, len(order) // 4 + 1) + 0.1
        first = start[order][::4] if len(order) else np.zeros(0)
        spread = np.where(rng.random(len(order)) < 0.6, 0.08, 1.5)
        day[order] = np.minimum(
            first[batch] - lead[batch] + rng.exponential(spread), start[order] - 0.02
        )
    bought = draft.operated & (day > start - 0.02)
    day = np.where(bought, start - 0.5 - age * 0.5, day)
    owners = draft.stolen
    day = np.where(owners, np.minimum(day, start - 5 - 0.2 * age), day)
    # Nobody signs up so late that no day of use is left.
    late = (day > days - 1.2) & ~draft.member
    day = np.where(late, rng.uniform(days - 5, days - 1.2, n), day)
    draft.columns["created_at"] = start_us + (day * DAY_US).astype(np.int64)


def draw_plans(seed: int, draft: Draft, world: World) -> None:
    """plan, programme, organisation and e-mail domain; members take what honest people take."""
    rng = stream(seed, "plans")
    n, operated = draft.n, draft.operated
    plan = np.zeros(n, dtype=np.int64)
    for k, archetype in enumerate(ARCHETYPES):
        mine = np.flatnonzero(draft.kind == k)
        codes = np.array([PLANS.index(p) for p, _ in archetype.plans])
        plan[mine] = codes[choose(rng, [w for _, w in archetype.plans], len(mine))]
    org_group = draft.ties("organisation")
    _, first, place = np.unique(org_group, return_index=True, return_inverse=True)
    plan = np.where(org_group >= 0, plan[first][place], plan)
    # Operators pay as the surface asks for, whatever their cover would have chosen.
    web = np.array([t.web for t in TACTICS])[draft.tactic]
    chosen = np.where(web, choose(rng, _CHAT_PLANS, n), choose(rng, _API_PLANS, n))
    plan = np.where(operated & (rng.random(n) < 0.6), chosen, plan)
    named = np.array([PROGRAMMES.index(a.programme) if a.programme else NONE for a in ARCHETYPES])
    programme = np.where(
        rng.random(n) < world.programme_share, rng.integers(len(PROGRAMMES), size=n), NONE
    )
    takes = (rng.random(n) < 0.4) & (named[draft.kind] >= 0)
    programme = np.where(takes & ~operated, named[draft.kind], programme)
    farmed = operated & (rng.random(n) < 0.10)
    programme = np.where(farmed, rng.integers(len(PROGRAMMES), size=n), programme)
    alone = np.isin(plan, (PLANS.index("payg"), PLANS.index("enterprise"), PLANS.index("team")))
    own = alone & (rng.random(n) < np.where(operated, 0.2, 0.3))
    organisation = np.where(
        org_group >= 0, org_group, np.where(own, 10_000_000 + np.arange(n), NONE)
    )
    tail = _FREE_MAIL + choose(rng, 1 / np.arange(2, _TAIL_DOMAINS + 2), n)
    common = choose(rng, 1 / np.arange(1, _FREE_MAIL + 1), n)
    domain = np.where(rng.random(n) < 0.8, common, tail)
    personal = (rng.random(n) < np.where(operated, 0.03, 0.06)) | (own & ~operated)
    domain = np.where(personal, 1000 + np.arange(n), domain)
    domain = np.where(org_group >= 0, 20_000_000 + org_group, domain)
    draft.columns |= {
        "plan": plan,
        "programme": programme,
        "organisation": organisation,
        "domain": domain,
    }
