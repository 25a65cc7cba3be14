"""Integer columns of a world to the tables of the data contract."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from simulation.archetypes import ARCHETYPES
from simulation.behaviour import SURFACES
from simulation.clients import API_AGENTS, IDE_TOOLS, OUTPUT_LIMITS, TEMPERATURES
from simulation.draws import hashes, mix
from simulation.exchanges import STATUSES, STOPS, Columns, Stage
from simulation.labels import Decision
from simulation.models import MODELS
from simulation.network import NETWORK_TYPES
from simulation.people import PLANS, PROGRAMMES
from simulation.places import COUNTRIES
from simulation.population import NONE, Campaign, Population
from simulation.tactics import TACTICS
from simulation.write import ACCOUNTS, DECISIONS, EXCHANGES, TRUTH

Ints = NDArray[np.int64]
_API, _WEB, _APP, _IDE = (SURFACES.index(s) for s in ("api", "web", "mobile", "ide"))
_COUNTRY_CODES = [c.code for c in COUNTRIES]


def exchange_table(stage: Stage, rows: Columns) -> pa.Table:
    """The contract's exchanges, ordered by time; `rows` as day_exchanges gives them."""
    order = np.lexsort((rows["exchange"], rows["at"]))
    rows = {name: values[order] for name, values in rows.items()}
    p, net, seed = stage.population, stage.network, stage.seed
    account, surface, exits = rows["account"], rows["surface"], rows["exit"]
    api, ide = surface == _API, surface == _IDE
    client = np.choose(
        surface,
        [
            p.web_device[account],
            p.app_device[account],
            p.api_client[account],
            p.ide_client[account],
        ],
    )
    # A build's fingerprint differs by client family, so the family is part of its id.
    client = client * 64 + surface * 8 + np.where(api, p.api_agent[account], 0)
    agents = np.where(
        api,
        p.api_agent[account],
        len(API_AGENTS) + np.select([surface == _WEB, surface == _APP], [0, 1], 2),
    )
    # Products send the system prompt of their release; API users their own, a framework's or none.
    product = 900_000_000 + surface * 8 + rows["model"]
    system = np.where(api, p.system_prompt[account], product)
    ide_tools = 900_000_000 + p.ide_client[account] % IDE_TOOLS
    tools = np.where(ide, ide_tools, np.where(api, p.tools[account], NONE))
    n_tools = np.where(tools >= 0, 3 + mix(tools, 5) % 16, 0)
    key = np.where(api | ide, account * 8 + rows["key"] + 4 * ide, NONE)
    columns = {
        "exchange_id": hashes(seed, "exchange", rows["exchange"]),
        "account_id": hashes(seed, "account", account),
        "occurred_at": rows["at"],
        "session_id": hashes(seed, "session", rows["session"]),
        "turn": rows["turn"],
        "surface": _names(surface, SURFACES),
        "model": _names(rows["model"], [m.name for m in MODELS]),
        "prompt": rows["prompt"].tolist(),
        "system_prompt_hash": hashes(seed, "system", system),
        "tools_hash": hashes(seed, "tools", tools),
        "n_tools": n_tools,
        "language": rows["spoken"].tolist(),
        "input_tokens": rows["input"],
        "output_tokens": rows["output"],
        "thinking_tokens": rows["thinking"],
        "max_output_tokens": _values(rows["limit"], OUTPUT_LIMITS),
        "temperature": _values(rows["temperature"], TEMPERATURES),
        "streamed": rows["streamed"],
        "stop_reason": _names(rows["stop"], STOPS),
        "status": np.array(STATUSES)[rows["status"]],
        "latency_ms": rows["latency"],
        "api_key_id": hashes(seed, "key", key),
        "client_fingerprint": hashes(seed, "client", client),
        "user_agent_family": _names(agents, (*API_AGENTS, "browser", "app", "ide-plugin")),
        "ip": hashes(seed, "ip", exits),
        "ip_prefix": hashes(seed, "prefix", net.prefix[exits]),
        "asn": net.asn(exits),
        "network_type": _names(net.listed[exits], NETWORK_TYPES),
        "country": _names(net.country[exits], _COUNTRY_CODES),
    }
    return _table(columns, EXCHANGES)


def account_table(stage: Stage, closed: Ints, day_of_creation: Ints) -> pa.Table:
    """The contract's accounts, ordered by id (which says nothing of who they are)."""
    p, net, seed = stage.population, stage.network, stage.seed
    index = np.arange(len(p))
    # Sign-ups before the log are put on the home's first address: leases are not known back then.
    day = np.clip(day_of_creation, 0, len(net.leases) - 1)
    home = net.leases[day, p.home].astype(np.int64)
    at_site = (mix(index, 21) % 1000) / 1000 < p.p_site
    site = net.site_address[p.site]
    pooled = ~at_site & ((mix(index, 22) % 1000) / 1000 < 0.6 * p.p_pool)
    pool = np.array(
        [
            stage.pools[g][mix(np.array([i]), 23)[0] % len(stage.pools[g])] if g >= 0 else 0
            for i, g in enumerate(p.exit_pool.tolist())
        ],
        dtype=np.int64,
    )
    address = np.where(at_site, site, np.where(pooled, pool, home))
    columns = {
        "account_id": hashes(seed, "account", index),
        "created_at": p.created_at,
        "plan": _names(p.plan, PLANS),
        "organisation_id": hashes(seed, "organisation", p.organisation),
        "programme": _names(p.programme, PROGRAMMES),
        "email_domain": [f"{word}.example" for word in hashes(seed, "domain", p.domain)],
        "payment_id": hashes(seed, "card", p.card),
        "payment_issuer": hashes(seed, "issuer", p.issuer),
        "payment_country": _names(p.card_country, _COUNTRY_CODES),
        "signup_ip": hashes(seed, "ip", address),
        "signup_ip_prefix": hashes(seed, "prefix", net.prefix[address]),
        "signup_fingerprint": hashes(seed, "client", p.web_device * 64),
        "country": _names(p.country, _COUNTRY_CODES),
        "closed_at": [int(t) if t else None for t in closed],
    }
    return _table(columns, ACCOUNTS).sort_by("account_id")


def decision_table(seed: int, decisions: list[Decision]) -> pa.Table:
    """The contract's decisions, in the order in which they were made."""
    account = np.array([d.account for d in decisions], dtype=np.int64)
    columns = {
        "decision_id": hashes(seed, "decision", np.arange(len(decisions))),
        "account_id": hashes(seed, "account", account),
        "decided_at": [d.at for d in decisions],
        "decision": [d.decision for d in decisions],
        "source": [d.source for d in decisions],
        "reviewer": [d.reviewer for d in decisions],
        "campaign_id": [d.case for d in decisions],
        "note": [d.note for d in decisions],
    }
    return _table(columns, DECISIONS)


def truth_table(seed: int, population: Population, campaigns: list[Campaign]) -> pa.Table:
    """account_id, kind, tactic, campaign; the last two NULL for honest accounts."""
    p = population
    kinds = np.array([a.name for a in ARCHETYPES])[p.kind]
    columns = {
        "account_id": hashes(seed, "account", np.arange(len(p))),
        "kind": np.where(p.in_campaign, "campaign", kinds).tolist(),
        "tactic": _names(p.tactic, [t.name for t in TACTICS]),
        "campaign": _names(p.campaign, [c.name for c in campaigns]),
    }
    return _table(columns, TRUTH).sort_by("account_id")


def _names(index: Ints, names: tuple[str, ...] | list[str]) -> list[str | None]:
    return [names[i] if i >= 0 else None for i in index.tolist()]


def _values(index: Ints, values: tuple[float, ...]) -> list[float | None]:
    return [values[i] if i >= 0 else None for i in index.tolist()]


def _table(columns: dict[str, object], schema: pa.Schema) -> pa.Table:
    arrays = []
    for field in schema:
        values = columns[field.name]
        if pa.types.is_timestamp(field.type):
            arrays.append(pa.array(values, pa.int64()).cast(field.type))
        else:
            arrays.append(pa.array(values, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)
