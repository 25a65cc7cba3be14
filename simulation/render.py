"""Integer columns of a world to the tables of the data contract."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from simulation.archetypes import ARCHETYPES
from simulation.behaviour import SURFACES
from simulation.clients import API_AGENTS, IDE_TOOLS, OUTPUT_LIMITS, TEMPERATURES
from simulation.draws import hashes, mix
from simulation.exchanges import STATUSES, STOPS, Columns, Stage
from simulation.labels import Decision
from simulation.models import MODELS
from simulation.network import NETWORK_TYPES
from simulation.people import PLANS, PROGRAMMES
from simulation.places import COUNTRIES, LANGUAGE_CODES
from simulation.population import NONE, Campaign, Ints, Population
from simulation.tactics import TACTICS
from simulation.write import ACCOUNTS, DECISIONS, EXCHANGES, TRUTH

_API, _WEB, _APP, _IDE = (SURFACES.index(s) for s in ("api", "web", "mobile", "ide"))
_COUNTRY_CODES = [c.code for c in COUNTRIES]
_AGENTS = (*API_AGENTS, "browser", "app", "ide-plugin")
_PRODUCT = 900_000_000
_BUILDS = 8  # second devices of a person are the commonest builds


def exchange_table(stage: Stage, rows: Columns, prompts: pa.StringArray) -> pa.Table:
    """The contract's exchanges, ordered by time; arguments as day_exchanges gives them."""
    order = np.lexsort((rows["exchange"], rows["at"]))
    rows = {name: values[order] for name, values in rows.items()}
    prompts = prompts.take(pa.array(order))
    p, net, seed = stage.population, stage.network, stage.seed
    account, surface, exits = rows["account"], rows["surface"], rows["exit"]
    api, ide, taken = surface == _API, surface == _IDE, rows["taken"]
    agent = np.where(taken, p.stolen_agent[account], p.api_agent[account])
    client = np.choose(
        surface,
        [
            np.where(
                rows["device"] > 0,
                mix(account * 16 + rows["device"], 17) % _BUILDS,
                p.web_device[account],
            ),
            p.app_device[account],
            np.where(taken, p.stolen_client[account], p.api_client[account]),
            p.ide_client[account],
        ],
    )
    # A build's fingerprint differs by client family, so the family is part of its id.
    client = client * 64 + surface * 8 + np.where(api, agent, 0)
    agents = np.where(
        api, agent, len(API_AGENTS) + np.select([surface == _WEB, surface == _APP], [0, 1], 2)
    )
    # Products send the system prompt of their release; API users their own, a framework's or none.
    system = np.where(api, rows["system"], _PRODUCT + surface * 8 + rows["model"])
    ide_tools = _PRODUCT + p.ide_client[account] % IDE_TOOLS
    tools = np.where(ide, ide_tools, np.where(api & ~taken, p.tools[account], NONE))
    columns = {
        "exchange_id": hashes(seed, "exchange", rows["exchange"]),
        "account_id": hashes(seed, "account", account),
        "occurred_at": rows["at"],
        "session_id": hashes(seed, "session", rows["session"]),
        "turn": rows["turn"],
        "surface": _names(surface, SURFACES),
        "model": _names(rows["model"], [m.name for m in MODELS]),
        "prompt": prompts,
        "system_prompt_hash": hashes(seed, "system", system),
        "tools_hash": hashes(seed, "tools", tools),
        "n_tools": np.where(tools >= 0, 3 + mix(tools, 5) % 16, 0),
        "language": _names(rows["spoken"], LANGUAGE_CODES),
        "input_tokens": rows["input"],
        "output_tokens": rows["output"],
        "thinking_tokens": rows["thinking"],
        "max_output_tokens": _values(rows["limit"], OUTPUT_LIMITS),
        "temperature": _values(rows["temperature"], TEMPERATURES),
        "streamed": rows["streamed"],
        "stop_reason": _names(rows["stop"], STOPS),
        "status": np.array(STATUSES)[rows["status"]],
        "latency_ms": rows["latency"],
        "api_key_id": hashes(
            seed, "key", np.where(api | ide, account * 8 + rows["key"] + 4 * ide, NONE)
        ),
        "client_fingerprint": hashes(seed, "client", client),
        "user_agent_family": _names(agents, _AGENTS),
        "ip": hashes(seed, "ip", exits),
        "ip_prefix": hashes(seed, "prefix", net.prefix[exits]),
        "asn": net.asn(exits),
        "network_type": _names(net.listed[exits], NETWORK_TYPES),
        "country": _names(net.country[exits], _COUNTRY_CODES),
    }
    return _table(columns, EXCHANGES)


def account_table(stage: Stage, closed: Ints, created_day: Ints) -> pa.Table:
    """The contract's accounts, by id. `created_day` may lie before the log (then day 0 counts)."""
    p, net, seed = stage.population, stage.network, stage.seed
    index = np.arange(len(p))
    day = np.clip(created_day, 0, len(net.leases) - 1)
    home = net.leases[day, p.home].astype(np.int64)
    # Members of a group sign up where the group is; pool users at times through the pool.
    site = net.site_address[p.site]
    dealt = mix(index * 4096 + day, 11)
    pool = np.zeros(len(p), dtype=np.int64)
    for i, exits in enumerate(stage.pools):
        mine = p.exit_pool == i
        pool[mine] = exits[dealt[mine] % len(exits)]
    pooled = (p.exit_pool >= 0) & ~p.stolen & (mix(index, 23) % 1000 < 1000 * p.p_pool)
    at_site = (p.site >= 0) & (mix(index, 29) % 1000 < 1000 * p.p_site)
    address = np.where(at_site, site, np.where(pooled, pool, home))
    columns = {
        "account_id": hashes(seed, "account", index),
        "created_at": p.created_at,
        "plan": _names(p.plan, PLANS),
        "organisation_id": hashes(seed, "organisation", p.organisation),
        "programme": _names(p.programme, PROGRAMMES),
        "email_domain": [
            f"{word}.example" for word in hashes(seed, "domain", p.domain).to_pylist()
        ],
        "payment_id": hashes(seed, "card", p.card),
        "payment_issuer": hashes(seed, "issuer", p.issuer),
        "payment_country": _names(p.card_country, _COUNTRY_CODES),
        "signup_ip": hashes(seed, "ip", address),
        "signup_ip_prefix": hashes(seed, "prefix", net.prefix[address]),
        "signup_fingerprint": hashes(seed, "client", p.web_device * 64),
        "country": _names(p.country, _COUNTRY_CODES),
        "closed_at": pa.array(closed, mask=closed == 0),
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
    kinds = (*(a.name for a in ARCHETYPES), "campaign")
    columns = {
        "account_id": hashes(seed, "account", np.arange(len(p))),
        "kind": _names(np.where(p.in_campaign, len(ARCHETYPES), p.kind), kinds),
        "tactic": _names(p.tactic, [t.name for t in TACTICS]),
        "campaign": _names(p.campaign, [c.name for c in campaigns]),
    }
    return _table(columns, TRUTH).sort_by("account_id")


def _names(index: Ints, names: Sequence[str]) -> pa.StringArray:
    """The name of each index; NULL where it is negative."""
    return pa.array(names, pa.string()).take(pa.array(index, mask=index < 0))


def _values(index: Ints, values: Sequence[float]) -> pa.Array:
    return pa.array(np.array(values)[index], mask=index < 0)


def _table(columns: dict[str, object], schema: pa.Schema) -> pa.Table:
    arrays = []
    for field in schema:
        values = columns[field.name]
        array = values if isinstance(values, pa.Array) else pa.array(values)
        if pa.types.is_timestamp(field.type):
            array = array.cast(pa.int64())
        arrays.append(array.cast(field.type))
    return pa.Table.from_arrays(arrays, schema=schema)
