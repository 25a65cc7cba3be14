"""One day's exchanges of one block of accounts: sessions to turns to columns, prompts last."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from simulation.activity import BEHAVIOURS, MOST_SESSIONS, in_run, session_starts, turn_counts
from simulation.archetypes import ARCHETYPES
from simulation.behaviour import SURFACES, Weights
from simulation.clients import OUTPUT_LIMITS
from simulation.draws import choose, mix, pick_by, stream
from simulation.exits import session_exits
from simulation.fitted import REASONING_OUTPUT
from simulation.models import MODELS, asked_models
from simulation.network import Network
from simulation.places import COUNTRIES, LANGUAGE_CODES
from simulation.population import DAY_US, NONE, Campaign, Ints, Population
from simulation.prompts.intents import INTENT_INDEX, INTENTS
from simulation.prompts.writer import Writer
from simulation.world import World

Columns = dict[str, np.ndarray]

STATUSES: tuple[int, ...] = (200, 429, 500, 400, 529)
STOPS: tuple[str, ...] = ("end_turn", "max_tokens", "tool_use", "refusal", "error")
_STATUS_WEIGHTS = (0.976, 0.011, 0.006, 0.004, 0.003)
_PROBE_WEIGHTS = (0.45, 0.15, 0.02, 0.36, 0.02)
_API, _WEB = SURFACES.index("api"), SURFACES.index("web")
_CONTEXT = 180_000
_WAVES = 3  # joint starts of a campaign on a day
_BYTES_PER_TOKEN = 4.3  # European text
_PRODUCT_TOKENS = (620, 940)  # system prompt of the web product, and of the others
_SYSTEM_TOKENS = 700


@dataclass(frozen=True)
class Stage:
    """Everything that the days of a world share."""

    seed: int
    world: World
    population: Population
    network: Network
    pools: list[Ints]
    campaigns: list[Campaign]
    writer: Writer
    release_day: float


def day_exchanges(
    stage: Stage, days: dict[int, Ints], start_us: int, block: int = 0
) -> tuple[Columns, pa.StringArray]:
    """Exchanges of all sessions that start on some days: integer columns, and the prompts.

    Sessions may run past midnight. `days` gives each day of the log the accounts of this block
    that are active on it; `start_us` is the start of the log's first day, microseconds since 1970.
    Texts of several days are written together, which costs a small world much less.
    """
    parts = [_day(stage, day, start_us, accounts, block) for day, accounts in days.items()]
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    first = min(days)
    prompts = stage.writer.write(stream(stage.seed, "text", first, block), first, block, rows)
    _inputs(stage.population, rows, prompts)
    return rows, prompts


def _day(stage: Stage, day: int, start_us: int, accounts: Ints, block: int) -> Columns:
    """Everything of a day's exchanges but the texts and what depends on them."""
    rng = stream(stage.seed, "day", day, block)
    sessions = _sessions(stage, rng, day, start_us + day * DAY_US, accounts)
    rows = _turns(rng, stage, day, sessions)
    _answers(rng, stage.population, rows)
    _clock(rng, rows)
    first = (np.int64(day) << 40) + (np.int64(block) << 28)
    rows["exchange"] = first + np.arange(len(rows["account"]))
    rows["session"] = np.where(rows["alone"], NONE, first + rows["session"])
    return rows


def _named(weights: Weights, names: tuple[str, ...]) -> list[float]:
    given = dict(weights)
    return [given.get(name, 0.0) for name in names]


_SURFACE_EDGES = np.cumsum([_named(b.surfaces, SURFACES) for b in BEHAVIOURS], axis=1)
_INTENT_NAMES = tuple(i.name for i in INTENTS)
_INTENT_EDGES = np.cumsum([_named(b.intents, _INTENT_NAMES) for b in BEHAVIOURS], axis=1)
_NOVELTY = np.array([b.novelty for b in BEHAVIOURS])
_SINGLE = np.array([b.single for b in BEHAVIOURS])
_GAP = np.array([b.gap for b in BEHAVIOURS])
_GAP_SIGMA = np.array([b.gap_sigma for b in BEHAVIOURS])
# A relay's customers and a reseller's speak what the world speaks.
_TONGUES = np.bincount(
    [LANGUAGE_CODES.index(code) for c in COUNTRIES for code, _ in c.languages],
    weights=[c.weight * share for c in COUNTRIES for _, share in c.languages],
    minlength=len(LANGUAGE_CODES),
).astype(np.float64)


def _sessions(
    stage: Stage, rng: np.random.Generator, day: int, start_us: int, accounts: Ints
) -> Columns:
    """One entry a session: who, why, when, with what, from where."""
    p, campaigns = stage.population, stage.campaigns
    running = in_run(p, day)[accounts]
    mean = np.where(running, p.run_busy[accounts], p.busy[accounts])
    count = 1 + np.minimum(MOST_SESSIONS, rng.poisson(mean - 1))
    count = np.where(running & ~p.stolen[accounts], np.minimum(count, _capped(p, accounts)), count)
    account, running = np.repeat(accounts, count), np.repeat(running, count)
    n = len(account)
    u = rng.random(n)
    harvests = running & (u < p.harvest_share[account])
    decoys = running & ~harvests & (u < p.harvest_share[account] + p.decoy_share[account])
    behaviour = np.where(harvests, len(ARCHETYPES) + p.tactic[account], p.kind[account])
    campaign = np.where(harvests, p.campaign[account], NONE)
    jitter = np.array([c.knobs["jitter"] for c in campaigns] + [0.0])[campaign]
    waves = stream(stage.seed, "waves", day).uniform(0, 1440, (len(campaigns) + 1, _WAVES))
    at = start_us + session_starts(rng, waves, p, account, behaviour, campaign, jitter)
    born = p.created_at[account]
    early = at <= born
    left = start_us + DAY_US - born
    at = np.where(early, born + (left * rng.uniform(0.001, 0.5, n)).astype(np.int64), at)
    surface = pick_by(rng, _SURFACE_EDGES, behaviour)
    taken = harvests & p.stolen[account]
    fresh = decoys | (rng.random(n) < _NOVELTY[behaviour])
    slot = (rng.random(n) ** 1.6 * p.subjects[account]).astype(np.int64)
    subject = _subject(stage.world, p, day, account, slot)
    subject = np.where(fresh, rng.integers(1 << 40, size=n), subject)
    language = np.where(p.many_voices[account], choose(rng, _TONGUES, n), p.language[account])
    language = np.where(rng.random(n) < 0.08, 0, language)
    exits = session_exits(rng, p, stage.network, stage.pools, day, account, surface, taken)
    model = asked_models(rng, p.model[account], p.adopts_day[account], stage.release_day, day)
    turns = turn_counts(rng, behaviour)
    # A thief first tries what the key can do, with calls that are tiny or wrong.
    probes = taken & (day == np.floor(p.run_start[account])) & (rng.random(n) < 0.7)
    return {
        "account": account,
        "behaviour": behaviour,
        "campaign": campaign,
        "start": at,
        "surface": surface,
        "subject": subject,
        "language": language,
        "exit": exits,
        "model": model,
        "key": rng.integers(1 << 30, size=n) % np.where(taken, 1, p.keys[account]),
        "device": (rng.random(n) ** 2 * p.devices[account]).astype(np.int64),
        "taken": taken,
        "streamed": rng.random(n) < p.streams[account],
        "turns": np.where(probes, np.minimum(turns, 2), turns),
        "intent": np.where(probes, INTENT_INDEX["probe"], pick_by(rng, _INTENT_EDGES, behaviour)),
    }


def _capped(p: Population, accounts: Ints) -> Ints:
    return np.clip(p.cap[accounts], 1, MOST_SESSIONS).astype(np.int64)


def _subject(world: World, p: Population, day: int, account: Ints, slot: Ints) -> Ints:
    """The person's subject in a slot; each slot takes up a new one every `drift_days`."""
    shift = (mix(p.subject_of[account] * 64 + slot, 13) % 1000) / 1000
    epoch = np.floor(day / world.drift_days + shift).astype(np.int64)
    return mix((p.subject_of[account] * 64 + slot) * 64 + epoch, 3)


def _turns(rng: np.random.Generator, stage: Stage, day: int, sessions: Columns) -> Columns:
    """One entry a request; requests of a `single` run stand alone (turn 1, no session)."""
    p = stage.population
    turns = sessions["turns"]
    place = np.repeat(np.arange(len(turns)), turns)
    rows = {name: values[place] for name, values in sessions.items() if name != "turns"}
    step = np.arange(len(place)) - np.repeat(np.cumsum(turns) - turns, turns)
    single = _SINGLE[rows["behaviour"]]
    # In a run of single requests each has a subject and a purpose of its own.
    fresh = np.flatnonzero(single)
    account = rows["account"][fresh]
    slot = (rng.random(len(fresh)) * p.subjects[account]).astype(np.int64)
    rows["subject"][fresh] = _subject(stage.world, p, day, account, slot)
    rows["intent"][fresh] = pick_by(rng, _INTENT_EDGES, rows["behaviour"][fresh])
    uncut = (rows["surface"] == _API) & ~p.sessions_cut[rows["account"]]
    rows["step"], rows["session"] = step, place
    rows["alone"] = uncut | (single & (rows["surface"] == _API))
    rows["turn"] = np.where(rows["alone"] | single, 1, step + 1)
    # The n-th request of a conversation, whatever the log can say about it.
    rows["said"] = np.where(single, 1, step + 1)
    rows["session"] = np.where(single, len(turns) + np.arange(len(place)), place)
    return rows


def _answers(rng: np.random.Generator, p: Population, rows: Columns) -> None:
    """status, stop reason, output and thinking tokens, limits."""
    n, account = len(rows["account"]), rows["account"]
    median = np.array([i.output for i in INTENTS])[rows["intent"]]
    sigma = np.array([i.sigma for i in INTENTS])[rows["intent"]]
    visible = np.maximum(1, median * rng.lognormal(0, sigma))
    # Answers of later turns are shorter: they mend what was said.
    visible = np.where(rows["said"] > 1, np.maximum(1, 0.8 * visible), visible)
    thinks = rng.random(n) < np.array([m.thinks for m in MODELS])[rows["model"]]
    hidden = rng.lognormal(np.log(0.5 * REASONING_OUTPUT.median), REASONING_OUTPUT.sigma, n)
    thinking = np.where(thinks, hidden, 0).astype(np.int64)
    api = rows["surface"] == _API
    limit = np.where(api, p.output_limit[account], NONE)
    cap = np.where(limit >= 0, np.array(OUTPUT_LIMITS)[limit], 8192)
    thinking = np.minimum(thinking, cap // 2)
    output = np.minimum(visible.astype(np.int64) + thinking, cap)
    probes = rows["intent"] == INTENT_INDEX["probe"]
    status = np.where(probes, choose(rng, _PROBE_WEIGHTS, n), choose(rng, _STATUS_WEIGHTS, n))
    failed = status > 0
    stop = np.where(output >= cap, 1, 0)
    loops = (rows["intent"] == INTENT_INDEX["agent"]) & (rng.random(n) < 0.7)
    calls = api & (p.tools[account] >= 0) & (rng.random(n) < 0.3)
    stop = np.where((loops | calls) & (stop == 0), 2, stop)
    touchy = np.isin(rows["intent"], [INTENT_INDEX["sensitive"], INTENT_INDEX["rewriting"]])
    refused = rng.random(n) < np.where(touchy, 0.05, 0.006)
    output = np.where(refused, np.minimum(output, 20 + output % 60), output)
    stop = np.where(failed, 4, np.where(refused, 3, stop))
    rows["output"] = np.where(failed, 0, output)
    rows["thinking"] = np.minimum(np.where(failed, 0, thinking), rows["output"])
    rows["limit"], rows["status"], rows["stop"] = limit, status, stop
    rows["temperature"] = np.where(api, p.temperature[account], NONE)
    extra = np.array([i.extra for i in INTENTS])[rows["intent"]] * rng.lognormal(0, 0.8, n)
    rows["extra"] = extra.astype(np.int64)
    speed = np.array([m.ms_per_token for m in MODELS])[rows["model"]]
    latency = (280 + speed * rows["output"]) * rng.lognormal(0, 0.28, n)
    rows["latency"] = np.where(failed, rng.uniform(30, 900, n), latency).astype(np.int64)


def _inputs(p: Population, rows: Columns, prompts: pa.StringArray) -> None:
    """Input tokens: what the prompt, the history and the system prompt make."""
    n = len(rows["account"])
    size = pc.binary_length(prompts).to_numpy(zero_copy_only=False).astype(np.float64)
    own = 1 + (size / _BYTES_PER_TOKEN).astype(np.int64)
    said = own + rows["extra"] + rows["output"] - rows["thinking"]
    before = np.cumsum(said) - said
    base = np.maximum.accumulate(np.where(rows["said"] == 1, np.arange(n), 0)) if n else before
    system = np.where(
        rows["taken"], p.stolen_system[rows["account"]], p.system_prompt[rows["account"]]
    )
    tokens = np.where(system >= 0, 30 + (system * 7919) % _SYSTEM_TOKENS, 0)
    product = np.where(rows["surface"] == _WEB, *_PRODUCT_TOKENS)
    tokens = np.where(rows["surface"] == _API, tokens, product)
    rows["system"] = system
    history = before - before[base] if n else before
    rows["input"] = np.minimum(own + rows["extra"] + tokens + history, _CONTEXT)


def _clock(rng: np.random.Generator, rows: Columns) -> None:
    """occurred_at: each request waits for the former answer, then for the sender."""
    n = len(rows["account"])
    if n == 0:
        rows["at"] = np.zeros(0, dtype=np.int64)
        return
    wait = _GAP[rows["behaviour"]] * rng.lognormal(0, _GAP_SIGMA[rows["behaviour"]])
    wait = (np.minimum(wait, 5400) * 1e6).astype(np.int64)
    former = np.r_[0, rows["latency"][:-1]] * 1000
    elapsed = np.cumsum(np.where(rows["step"] == 0, 0, wait + former))
    base = np.maximum.accumulate(np.where(rows["step"] == 0, np.arange(n), 0))
    rows["at"] = rows["start"] + elapsed - elapsed[base]
