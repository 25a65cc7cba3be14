"""What accounts send with: devices, client libraries, keys, settings, subjects, habits."""

from __future__ import annotations

import numpy as np

from simulation.archetypes import ARCHETYPES
from simulation.draws import choose, stream
from simulation.people import Draft
from simulation.places import COUNTRIES
from simulation.population import DAY_US, NONE, Campaign, Ints
from simulation.tactics import TACTICS
from simulation.world import World

API_AGENTS: tuple[str, ...] = ("sdk-python", "sdk-node", "http-library", "sdk-go")
TEMPERATURES: tuple[float, ...] = (0.0, 0.2, 0.3, 0.5, 0.7, 1.0)
OUTPUT_LIMITS: tuple[int, ...] = (256, 512, 1024, 2048, 4096)
FRAMEWORK_PROMPTS = 7
IDE_TOOLS = 5
_SDK_BUILDS, _APP_BUILDS, _IDE_BUILDS = 18, 9, 6
_OWN = 10_000


def draw_clients(seed: int, draft: Draft, world: World, campaigns: list[Campaign]) -> None:
    """Devices and API settings. Common builds are shared by strangers, own ones by households."""
    rng = stream(seed, "clients")
    n, c, member = draft.n, draft.columns, draft.member
    builds = max(4, round(world.browser_builds))
    common = choose(rng, 1 / np.arange(1, builds + 1), n)
    own = rng.random(n) < world.own_build
    device = np.where(own, _OWN + np.arange(n), common)
    home_device = rng.random(n) < world.household_device
    _, first, place = np.unique(draft.unit, return_index=True, return_inverse=True)
    device = np.where(home_device, device[first][place], device)
    has = draft.second >= 0
    device[has] = device[draft.second[has]]
    c["web_device"] = device
    c["app_device"] = choose(rng, 1 / np.arange(1, _APP_BUILDS + 1), n)
    c["api_client"] = choose(rng, 1 / np.arange(1, _SDK_BUILDS + 1), n)
    c["api_agent"] = choose(rng, (0.55, 0.25, 0.14, 0.06), n)
    c["ide_client"] = choose(rng, 1 / np.arange(1, _IDE_BUILDS + 1), n)
    c["keys"] = 1 + choose(rng, (0.7, 0.2, 0.1), n)
    system, tools = _prompts(rng, draft, world)
    for i in range(len(campaigns)):
        mine = np.flatnonzero(draft.campaign == i)
        farm = mine[rng.random(len(mine)) < rng.uniform(0.05, 0.35)]
        device[farm] = _OWN * 100 + 3 * i + rng.integers(3, size=len(farm))
        given = mine[rng.random(len(mine)) < rng.uniform(0.1, 0.45)]
        system[given] = _OWN * 100 + 4 * i + rng.integers(4, size=len(given))
    c["system_prompt"], c["tools"] = system, tools
    c["system_tokens"] = 30 + (system * 7919) % 700
    api = _api_weight(draft) > 0.5
    sets = rng.random(n) < np.where(api, 0.55, 0.2)
    c["temperature"] = np.where(sets, choose(rng, (4, 2, 2, 1, 3, 3), n), NONE)
    limits = rng.random(n) < np.where(api, 0.3, 0.1)
    c["output_limit"] = np.where(limits, choose(rng, (1, 2, 4, 3, 2), n), NONE)
    c["streams"] = np.where(api, rng.beta(0.7, 0.7, n), 0.97)
    # API accounts of all kinds mostly leave sessions to their own side.
    c["sessions_cut"] = rng.random(n) < np.where(member, 0.4, np.where(api, 0.35, 0.6))


def _api_weight(draft: Draft) -> np.ndarray:
    honest = np.array([dict(a.behaviour.surfaces).get("api", 0.0) for a in ARCHETYPES])
    harvest = np.array([dict(t.harvest.surfaces).get("api", 0.0) for t in TACTICS])
    return np.where(draft.member, harvest[draft.tactic], honest[draft.kind])


def _prompts(rng: np.random.Generator, draft: Draft, world: World) -> tuple[Ints, Ints]:
    """System prompt and tools of API use: a framework's, one's own, or none."""
    n = draft.n
    framework = choose(rng, 1 / np.arange(1, FRAMEWORK_PROMPTS + 1), n)
    u = rng.random(n)
    organisation = draft.columns["organisation"]
    own = _OWN + np.where(organisation >= 0, organisation, 5_000_000 + np.arange(n))
    system = np.where(
        u < world.framework_share, framework, np.where(u < world.framework_share + 0.3, own, NONE)
    )
    tools = np.where(rng.random(n) < 0.12, np.where(rng.random(n) < 0.6, framework, own), NONE)
    return system, tools


def draw_habits(
    seed: int,
    draft: Draft,
    world: World,
    campaigns: list[Campaign],
    days: int,
    start_us: int,
    release_day: float,
) -> None:
    """Subjects, style, favourite model, rates, rhythm, and the days of use."""
    rng = stream(seed, "habits")
    n, c, member = draft.n, draft.columns, draft.member
    low, high = np.array([a.behaviour.subjects for a in ARCHETYPES]).T
    c["subjects"] = rng.integers(low[draft.kind], high[draft.kind] + 1)
    group = draft.ties("subjects")
    c["subject_of"] = np.where(group >= 0, 10_000_000 + group, np.arange(n))
    again = (draft.second >= 0) & (rng.random(n) < 0.5)
    c["subject_of"] = np.where(again, draft.second, c["subject_of"])
    c["style"] = rng.integers(1_000_000, size=n)
    c["model"] = choose(rng, (0.42, 0.58), n)
    lag = rng.exponential(world.adoption_days, n)
    names = [a.name for a in ARCHETYPES]
    keen = draft.kind == names.index("release-enthusiast")
    lag = np.where(keen, rng.exponential(1.0, n), lag)
    c["adopts_day"] = release_day + lag
    c["chronotype"] = rng.normal(0, 1.6, n)
    c["minute"] = rng.integers(1440, size=n)
    _rates(rng, draft, campaigns)
    created = (c["created_at"] - start_us) // DAY_US
    first = np.maximum(0, created)
    last = np.full(n, days - 1)
    for k, archetype in enumerate(ARCHETYPES):
        if archetype.window is not None:
            mine = np.flatnonzero((draft.kind == k) & ~member)
            length = rng.integers(archetype.window[0], archetype.window[1] + 1, size=len(mine))
            if archetype.group[1] == 1:
                room = np.maximum(0, days - length - first[mine])
                first[mine] += (rng.random(len(mine)) * (room + 1)).astype(np.int64)
            last[mine] = np.minimum(days - 1, first[mine] + length - 1)
    for i, campaign in enumerate(campaigns):
        mine = np.flatnonzero(draft.campaign == i)
        # Some leave early, and operators keep the accounts warm for a while after the end.
        last[mine] = np.minimum(days - 1, campaign.end + rng.integers(-5, 4, size=len(mine)))
    c["first_day"], c["last_day"] = first, np.maximum(first, last)
    offset = np.array([k.utc_offset for k in COUNTRIES])
    c["chronotype"] = c["chronotype"] - offset[c["country"]]


def _rates(rng: np.random.Generator, draft: Draft, campaigns: list[Campaign]) -> None:
    """active (share of days), intensity (factor on sessions) and harvest_share."""
    n, c = draft.n, draft.columns
    low, high = np.array([a.behaviour.active for a in ARCHETYPES]).T
    u = rng.random(n)
    active = low[draft.kind] * (high[draft.kind] / low[draft.kind]) ** u
    intensity = rng.lognormal(-0.1, 0.55, n)
    share = np.zeros(n)
    for i, campaign in enumerate(campaigns):
        tactic = TACTICS[campaign.tactic]
        mine = np.flatnonzero(draft.campaign == i)
        a, b = tactic.harvest.active
        active[mine] = a * (b / a) ** u[mine]
        intensity[mine] = np.clip(
            rng.lognormal(-0.1, tactic.rate_sigma.draw(rng), len(mine)), 0.2, 3
        )
        share[mine] = np.clip(
            tactic.harvest_share.draw(rng) + rng.normal(0, 0.06, len(mine)), 0.3, 1
        )
    c["active"], c["intensity"], c["harvest_share"] = np.minimum(active, 1), intensity, share
