"""One day's exchanges: sessions to turns to columns, prompts last."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.activity import BEHAVIOURS, session_starts, turn_counts
from simulation.archetypes import ARCHETYPES
from simulation.behaviour import SURFACES, Weights
from simulation.clients import OUTPUT_LIMITS
from simulation.draws import Picker, choose, mix, stream
from simulation.exits import session_exits
from simulation.models import MODELS, asked_models
from simulation.network import Network
from simulation.places import LANGUAGE_CODES
from simulation.population import DAY_US, NONE, Campaign, Population
from simulation.prompts.intents import INTENT_INDEX, INTENTS
from simulation.prompts.writer import Request, Writer

Ints = NDArray[np.int64]
Columns = dict[str, np.ndarray]

STATUSES: tuple[int, ...] = (200, 429, 500, 400, 529)
STOPS: tuple[str, ...] = ("end_turn", "max_tokens", "tool_use", "refusal", "error")
_STATUS_WEIGHTS = (0.976, 0.011, 0.006, 0.004, 0.003)
_API, _WEB = SURFACES.index("api"), SURFACES.index("web")
_CONTEXT = 180_000


@dataclass(frozen=True)
class Stage:
    """Everything that the days of a world share."""

    seed: int
    population: Population
    network: Network
    pools: list[Ints]
    campaigns: list[Campaign]
    writer: Writer
    release_day: float


def day_exchanges(stage: Stage, day: int, start_us: int, active: NDArray[np.bool_]) -> Columns:
    """Exchanges of all sessions that start on a day, as integer columns and text, in no order.

    Sessions may run past midnight; the caller hands those rows to the next day. `start_us` is the
    day's start in microseconds since 1970, `active` the accounts that are active.
    """
    rng = stream(stage.seed, "day", day)
    sessions = _sessions(stage, rng, day, start_us, np.flatnonzero(active))
    rows = _turns(rng, stage, sessions)
    _answers(rng, stage.population, rows)
    _prompts(stage, day, rows)
    _clock(rng, rows)
    rows["exchange"] = (np.int64(day) << 36) + np.arange(len(rows["account"]))
    rows["session"] = np.where(rows["alone"], NONE, (np.int64(day) << 36) + rows["session"])
    return rows


def _named(weights: Weights, names: tuple[str, ...]) -> list[float]:
    given = dict(weights)
    return [given.get(name, 0.0) for name in names]


_SURFACE_EDGES = np.cumsum([_named(b.surfaces, SURFACES) for b in BEHAVIOURS], axis=1)
_INTENT_NAMES = tuple(i.name for i in INTENTS)
_INTENT_EDGES = np.cumsum([_named(b.intents, _INTENT_NAMES) for b in BEHAVIOURS], axis=1)


def _pick_by(rng: np.random.Generator, edges: np.ndarray, row: Ints) -> Ints:
    table = edges[row]
    return (rng.random(len(row))[:, None] * table[:, -1:] > table).sum(axis=1)


def _sessions(
    stage: Stage, rng: np.random.Generator, day: int, start_us: int, accounts: Ints
) -> Columns:
    """One entry a session: who, why, when, with what, from where."""
    p = stage.population
    start = np.array([c.start for c in stage.campaigns], dtype=np.int64)
    running = p.in_campaign[accounts] & (day >= start[p.campaign[accounts]])
    usual = np.where(running, len(ARCHETYPES) + p.tactic[accounts], p.kind[accounts])
    mean = np.array([b.sessions for b in BEHAVIOURS])[usual] * p.intensity[accounts]
    count = 1 + np.minimum(40, rng.poisson(np.maximum(0.0, mean - 1)))
    account, running = np.repeat(accounts, count), np.repeat(running, count)
    harvests = running & (rng.random(len(account)) < p.harvest_share[account])
    behaviour = np.where(harvests, len(ARCHETYPES) + p.tactic[account], p.kind[account])
    campaign = np.where(harvests, p.campaign[account], NONE)
    n = len(account)
    at = start_us + session_starts(rng, p, account, behaviour, campaign, len(stage.campaigns))
    early = at <= p.created_at[account]
    left = start_us + DAY_US - p.created_at[account]
    at = np.where(
        early, p.created_at[account] + (left * rng.uniform(0.001, 0.5, n)).astype(np.int64), at
    )
    surface = _pick_by(rng, _SURFACE_EDGES, behaviour)
    novel = rng.random(n) < np.array([b.novelty for b in BEHAVIOURS])[behaviour]
    slot = (rng.random(n) ** 1.6 * p.subjects[account]).astype(np.int64)
    subject = mix(p.subject_of[account] * 64 + slot, 3)
    subject = np.where(novel, rng.integers(1 << 40, size=n), subject)
    # A relay's customers speak their own languages; other people sometimes use English.
    relay = p.subjects[account] > 16
    language = np.where(relay, choose(rng, (5, 1, 1, 1, 1), n), p.language[account])
    language = np.where(rng.random(n) < 0.08, 0, language)
    exits = session_exits(rng, p, stage.network, stage.pools, day, account, surface)
    model = asked_models(rng, p.model[account], p.adopts_day[account], stage.release_day, day)
    key = rng.integers(1 << 30, size=n) % p.keys[account]
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
        "key": key,
        "streamed": rng.random(n) < p.streams[account],
        "turns": turn_counts(rng, behaviour),
        "intent": _pick_by(rng, _INTENT_EDGES, behaviour),
    }


def _turns(rng: np.random.Generator, stage: Stage, sessions: Columns) -> Columns:
    """One entry a request; requests of a `single` run stand alone (turn 1, no session)."""
    p = stage.population
    turns = sessions["turns"]
    place = np.repeat(np.arange(len(turns)), turns)
    rows = {name: values[place] for name, values in sessions.items() if name != "turns"}
    step = np.arange(len(place)) - np.repeat(np.cumsum(turns) - turns, turns)
    single = np.array([b.single for b in BEHAVIOURS])[rows["behaviour"]]
    # In a run of single requests each has a subject and a purpose of its own.
    fresh = np.flatnonzero(single)
    slot = (rng.random(len(fresh)) * p.subjects[rows["account"][fresh]]).astype(np.int64)
    rows["subject"][fresh] = mix(p.subject_of[rows["account"][fresh]] * 64 + slot, 3)
    rows["intent"][fresh] = _pick_by(rng, _INTENT_EDGES, rows["behaviour"][fresh])
    uncut = (rows["surface"] == _API) & ~p.sessions_cut[rows["account"]]
    rows["step"], rows["session"] = step, place
    rows["alone"] = uncut | (single & (rows["surface"] == _API))
    rows["turn"] = np.where(rows["alone"] | single, 1, step + 1)
    rows["session"] = np.where(single, len(turns) + np.arange(len(place)), place)
    return rows


def _answers(rng: np.random.Generator, p: Population, rows: Columns) -> None:
    """status, stop reason, output and thinking tokens, limits."""
    n, account = len(rows["account"]), rows["account"]
    median = np.array([i.output for i in INTENTS])[rows["intent"]]
    sigma = np.array([i.sigma for i in INTENTS])[rows["intent"]]
    visible = np.maximum(1, median * rng.lognormal(0, sigma))
    # Answers of later turns are shorter: they mend what was said.
    visible = np.where(rows["turn"] > 1, np.maximum(1, 0.8 * visible), visible)
    thinks = rng.random(n) < np.array([m.thinks for m in MODELS])[rows["model"]]
    thinking = np.where(thinks, rng.lognormal(np.log(260), 0.9, n), 0).astype(np.int64)
    api = rows["surface"] == _API
    limit = np.where(api, p.output_limit[account], NONE)
    cap = np.where(limit >= 0, np.array(OUTPUT_LIMITS)[limit], 8192)
    thinking = np.minimum(thinking, cap // 2)
    output = np.minimum(visible.astype(np.int64) + thinking, cap)
    status = choose(rng, _STATUS_WEIGHTS, n)
    failed = status > 0
    stop = np.where(output >= cap, 1, 0)
    loops = (rows["intent"] == INTENT_INDEX["agent"]) & (rng.random(n) < 0.7)
    calls = api & (p.tools[account] >= 0) & (rng.random(n) < 0.3)
    stop = np.where((loops | calls) & (stop == 0), 2, stop)
    refused = rng.random(n) < 0.006
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


def _prompts(stage: Stage, day: int, rows: Columns) -> None:
    """prompt and language, and the input tokens that they, the history and the system make."""
    pick = Picker(stream(stage.seed, "text", day))
    p, n = stage.population, len(rows["account"])
    texts, languages = np.empty(n, dtype=object), np.empty(n, dtype=object)
    needed = ("intent", "subject", "language", "turn", "account", "campaign")
    style = p.style[rows["account"]].tolist()
    for i, (intent, subject, language, turn, _, campaign) in enumerate(
        zip(*(rows[name].tolist() for name in needed), strict=True)
    ):
        request = Request(
            INTENTS[intent].name, subject, LANGUAGE_CODES[language], turn, style[i], campaign
        )
        texts[i], languages[i] = stage.writer.write(request, pick)
    # About 4.3 characters make a token of European text.
    own = np.array([1 + int(len(t.encode()) / 4.3) for t in texts], dtype=np.int64)
    said = own + rows["extra"] + rows["output"] - rows["thinking"]
    before = np.cumsum(said) - said
    opens = rows["turn"] == 1
    base = np.maximum.accumulate(np.where(opens, np.arange(n), 0)) if n else np.arange(0)
    system = np.where(
        rows["surface"] == _API,
        np.where(p.system_prompt[rows["account"]] >= 0, p.system_tokens[rows["account"]], 0),
        np.where(rows["surface"] == _WEB, 620, 940),
    )
    history = before - before[base] if n else before
    rows["input"] = np.minimum(own + rows["extra"] + system + history, _CONTEXT)
    rows["prompt"], rows["spoken"] = texts, languages


def _clock(rng: np.random.Generator, rows: Columns) -> None:
    """occurred_at: each request waits for the former answer, then for the sender."""
    gap = np.array([b.gap for b in BEHAVIOURS])[rows["behaviour"]]
    sigma = np.array([b.gap_sigma for b in BEHAVIOURS])[rows["behaviour"]]
    wait = (np.minimum(gap * rng.lognormal(0, sigma), 5400) * 1e6).astype(np.int64)
    n = len(gap)
    if n == 0:
        rows["at"] = np.zeros(0, dtype=np.int64)
        return
    former = np.r_[0, rows["latency"][:-1]] * 1000
    elapsed = np.cumsum(np.where(rows["step"] == 0, 0, wait + former))
    base = np.maximum.accumulate(np.where(rows["step"] == 0, np.arange(n), 0))
    rows["at"] = rows["start"] + elapsed - elapsed[base]
