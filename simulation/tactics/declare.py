"""What a tactic is: how a campaign harvests, and the knobs by which it hides."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from simulation.behaviour import Behaviour
from simulation.draws import Range


@dataclass(frozen=True)
class Evasion:
    """Knobs an operator can turn; they compose, and each campaign draws one value of each.

    cover : share of a member's sessions that are cover traffic, as its cover archetype sends it.
    decoys : share of sessions that are decoy conversations: small talk, each on a new subject.
    jitter : minutes of clock jitter around the campaign's joint waves.
    paraphrase : 0 for a handful of fixed templates, 1 for all layouts and paraphrases there are.
    residential : share of members behind somebody's home line; the others use VPNs or servers.
    shared_exits : share of members who take turns on the campaign's own few exits.
    own_fingerprints : share of members without a device that the campaign uses again.
    own_systems : share of members without one of the campaign's system prompts.
    split_payment : share of paying members with a card of their own.
    aged : share of members whose accounts existed long before.
    cap : most harvest exchanges of an account on a day.
    """

    cover: Range = field(default=Range(0.05, 0.4))
    decoys: Range = field(default=Range(0.0, 0.1))
    jitter: Range = field(default=Range(5, 60))
    paraphrase: Range = field(default=Range(0.2, 0.8))
    residential: Range = field(default=Range(0.3, 0.6))
    shared_exits: Range = field(default=Range(0.2, 0.5))
    own_fingerprints: Range = field(default=Range(0.65, 0.95))
    own_systems: Range = field(default=Range(0.55, 0.9))
    split_payment: Range = field(default=Range(0.4, 0.75))
    aged: Range = field(default=Range(0.2, 0.5))
    cap: Range = field(default=Range(60, 400, log=True))


KNOBS: tuple[str, ...] = tuple(f.name for f in fields(Evasion))


@dataclass(frozen=True)
class Tactic:
    """One kind of campaign.

    wordings : its templates, names in prompts.wordings, each as likely as the others.
    follow_up : wording of a session's later turns; None repeats a fresh first turn.
    candidates : members' questions are asked this often, with another answer each (1: once).
    languages : most languages that one campaign harvests in.
    covers : archetypes whose traffic covers it. web : its accounts are a chat product's.
    reviewed : share of its campaigns that reviewers have found.
    rate_sigma : log-normal spread of the members' rates.
    life : mean days until an account is banned and replaced, None for accounts that stay.
    asleep : days of light honest use before a joint start.
    pivots : share of members who move to a new model within a day of its release.
    stolen : members are honest customers' accounts, whose own use goes on beside the harvest.
    relay : cover traffic is that of many customers, with their languages and hours.
    """

    name: str
    wordings: tuple[str, ...]
    harvest: Behaviour
    covers: tuple[str, ...]
    evasion: Evasion
    follow_up: str | None = None
    candidates: int = 1
    languages: int = 1
    web: bool = False
    reviewed: float = 0.5
    rate_sigma: Range = field(default=Range(0.8, 1.2))
    life: Range | None = None
    asleep: Range | None = None
    pivots: float = 0.0
    stolen: bool = False
    relay: bool = False


def evade(tactic: Tactic, knobs: dict[str, float]) -> Tactic:
    """The tactic with some knobs fixed; raises ValueError for a knob that does not exist."""
    unknown = sorted(set(knobs) - set(KNOBS))
    if unknown:
        raise ValueError(f"knob: expected one of {', '.join(KNOBS)}, found {', '.join(unknown)}")
    for name, value in knobs.items():
        top = {"jitter": 1440.0, "cap": 1e6}.get(name, 1.0)
        if not 0 <= value <= top:
            raise ValueError(f"knob {name}: expected 0 to {top:g}, found {value:g}")
    fixed = {name: Range(value, value) for name, value in knobs.items()}
    return replace(tactic, evasion=replace(tactic.evasion, **fixed))
