"""What accounts send with: devices, client libraries, keys, settings, system prompts."""

from __future__ import annotations

import numpy as np

from simulation.archetypes import ARCHETYPE_INDEX, ARCHETYPES
from simulation.draws import choose, stream
from simulation.people import Draft
from simulation.population import NONE, Bools, Campaign, Floats, Ints
from simulation.prompts.extensions import EXTENSIONS
from simulation.tactics import TACTICS
from simulation.ties import chunks
from simulation.world import World

API_AGENTS: tuple[str, ...] = ("sdk-python", "sdk-node", "http-library", "sdk-go")
TEMPERATURES: tuple[float, ...] = (0.0, 0.2, 0.3, 0.5, 0.7, 1.0)
OUTPUT_LIMITS: tuple[int, ...] = (256, 512, 1024, 2048, 4096)
FRAMEWORK_PROMPTS = 7
IDE_TOOLS = 5
_VENDORS = 5
_SDK_BUILDS, _APP_BUILDS, _IDE_BUILDS = 18, 9, 6
_OWN, _VENDOR, _CAMPAIGN = 10_000, 5_000, 50_000_000


def draw_clients(seed: int, draft: Draft, world: World, campaigns: list[Campaign]) -> None:
    """Devices and API settings. Common builds are shared by strangers, own ones by households."""
    rng = stream(seed, "clients")
    n, c, operated = draft.n, draft.columns, draft.operated
    api = _api_share(draft) > 0.5
    device = _devices(rng, draft, world)
    c["devices"] = 1 + np.where(rng.random(n) < 0.12, rng.integers(1, 4, size=n), 0)
    c["app_device"] = choose(rng, 1 / np.arange(1, _APP_BUILDS + 1), n)
    c["api_client"] = choose(rng, 1 / np.arange(1, _SDK_BUILDS + 1), n)
    c["api_agent"] = choose(rng, (0.55, 0.25, 0.14, 0.06), n)
    c["ide_client"] = choose(rng, 1 / np.arange(1, _IDE_BUILDS + 1), n)
    c["keys"] = 1 + choose(rng, (0.7, 0.2, 0.1), n)
    c["extension"] = np.where(
        rng.random(n) < world.extension_share,
        choose(rng, 1 / np.arange(1, len(EXTENSIONS) + 1), n),
        NONE,
    )
    system, tools = _system_prompts(rng, draft, world)
    vendor = draft.kind == ARCHETYPE_INDEX["desktop-client"]
    which = choose(rng, 1 / np.arange(1, _VENDORS + 1), n)
    system = np.where(vendor, _VENDOR + which, system)
    c["api_client"] = np.where(
        vendor, _VENDOR + which * 4 + choose(rng, (3, 1), n), c["api_client"]
    )
    c["api_agent"] = np.where(vendor, which % len(API_AGENTS), c["api_agent"])
    c["stolen_client"] = np.full(n, NONE)
    c["stolen_agent"] = np.full(n, NONE)
    c["stolen_system"] = np.full(n, NONE)
    for i, campaign in enumerate(campaigns):
        mine = rng.permutation(np.flatnonzero(draft.campaign == i))
        farm = mine[: round(len(mine) * (1 - campaign.knobs["own_fingerprints"]))]
        base = _CAMPAIGN + 100_000 * i
        used = base + chunks(rng, len(farm), 3, 12)
        mine = rng.permutation(mine)
        given = mine[: round(len(mine) * (1 - campaign.knobs["own_systems"]))]
        prompts = base + chunks(rng, len(given), 3, 60)
        if TACTICS[campaign.tactic].stolen:
            everyone = np.flatnonzero(draft.campaign == i)
            c["stolen_client"][everyone] = c["api_client"][rng.permutation(everyone)]
            c["stolen_agent"][everyone] = choose(rng, (0.5, 0.1, 0.35, 0.05), len(everyone))
            c["stolen_client"][farm] = used
            c["stolen_system"][given] = prompts
        else:
            device[farm] = used
            c["api_client"][farm] = used
            system[given] = prompts
    c["web_device"], c["system_prompt"], c["tools"] = device, system, tools
    sets = rng.random(n) < np.where(api, 0.55, 0.2)
    c["temperature"] = np.where(sets, choose(rng, (4, 2, 2, 1, 3, 3), n), NONE)
    limits = rng.random(n) < np.where(api, 0.3, 0.1)
    c["output_limit"] = np.where(limits, choose(rng, (1, 2, 4, 3, 2), n), NONE)
    c["streams"] = np.where(api, rng.beta(0.7, 0.7, n), 0.97)
    # API accounts of all kinds mostly leave sessions to their own side.
    cut = np.where(operated, 0.4, np.where(api, 0.35, 0.6))
    c["sessions_cut"] = rng.random(n) < cut


def _devices(rng: np.random.Generator, draft: Draft, world: World) -> Ints:
    """Fingerprint of each account's browser: a common build, an own one, or the household's."""
    n = draft.n
    builds = max(4, round(world.browser_builds))
    common = choose(rng, 1 / np.arange(1, builds + 1), n)
    own: Bools = rng.random(n) < world.own_build
    device = np.where(own, _OWN + np.arange(n), common)
    home_device = rng.random(n) < world.household_device
    _, first, place = np.unique(draft.unit, return_index=True, return_inverse=True)
    device = np.where(home_device, device[first][place], device)
    has = draft.second >= 0
    device[has] = device[draft.second[has]]
    return device


def _api_share(draft: Draft) -> Floats:
    honest = np.array([a.behaviour.share("api") for a in ARCHETYPES])
    harvest = np.array([t.harvest.share("api") for t in TACTICS])
    return np.where(draft.operated, harvest[draft.tactic], honest[draft.kind])


def _system_prompts(rng: np.random.Generator, draft: Draft, world: World) -> tuple[Ints, Ints]:
    """System prompt and tools of API use: a framework's, the team's, one's own, or none."""
    n = draft.n
    framework = choose(rng, 1 / np.arange(1, FRAMEWORK_PROMPTS + 1), n)
    u = rng.random(n)
    organisation, team = draft.columns["organisation"], draft.ties("system")
    own = _CAMPAIGN // 2 + np.where(organisation >= 0, organisation % _CAMPAIGN, np.arange(n))
    system = np.select(
        [
            (team >= 0) & (u < 0.8),
            draft.kind == ARCHETYPE_INDEX["framework-user"],
            u < world.framework_share,
            u < world.framework_share + 0.3,
        ],
        [_OWN + team, framework, framework, own],
        NONE,
    )
    tools = np.where(rng.random(n) < 0.12, np.where(rng.random(n) < 0.6, framework, own), NONE)
    return system, tools
