"""The accounts of a world: who they are, what ties them, where they connect from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NONE = -1
DAY_US = 86_400_000_000


@dataclass(frozen=True)
class Population:
    """One entry an account in every array, shape (n_accounts,); -1 stands for none.

    kind indexes ARCHETYPES (a campaign member's is its cover's), tactic TACTICS, campaign the
    world's campaigns. Ids (home, site, card, ...) are integers that mean nothing but equality.
    created_at is microseconds since 1970; first_day, last_day (of use), run_start, run_end (of
    harvest, `banned` where that end was a ban) are days of the log, with fractions for the run.
    rate is sessions a day while the account is in use, busy sessions of a day with any; run_* are
    the same during the harvest. stolen_* are what a thief of the key sends with.
    """

    kind: Ints
    tactic: Ints
    campaign: Ints
    stolen: Bools
    country: Ints
    language: Ints
    created_at: Ints
    plan: Ints
    programme: Ints
    organisation: Ints
    domain: Ints
    card: Ints
    issuer: Ints
    card_country: Ints
    home: Ints
    carrier: Ints
    site: Ints
    server: Ints
    vpn_brand: Ints
    exit_pool: Ints
    p_vpn: Floats
    p_mobile: Floats
    p_site: Floats
    p_server: Floats
    p_pool: Floats
    web_device: Ints
    app_device: Ints
    devices: Ints
    api_client: Ints
    api_agent: Ints
    ide_client: Ints
    keys: Ints
    system_prompt: Ints
    tools: Ints
    extension: Ints
    stolen_client: Ints
    stolen_agent: Ints
    stolen_system: Ints
    temperature: Ints
    output_limit: Ints
    streams: Floats
    sessions_cut: Bools
    subject_of: Ints
    subjects: Ints
    drift: Floats
    style: Ints
    many_voices: Bools
    model: Ints
    adopts_day: Floats
    rate: Floats
    busy: Floats
    run_rate: Floats
    run_busy: Floats
    cap: Floats
    harvest_share: Floats
    decoy_share: Floats
    chronotype: Floats
    minute: Ints
    first_day: Ints
    last_day: Ints
    run_start: Floats
    run_end: Floats
    banned: Bools

    def __post_init__(self) -> None:
        sizes = {f.name: len(getattr(self, f.name)) for f in fields(self)}
        if len(set(sizes.values())) > 1:
            raise ValueError(f"Population: expected columns of one length, found {sizes}")

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def in_campaign(self) -> Bools:
        """Whether each account is a campaign's."""
        return self.campaign >= 0


@dataclass(frozen=True)
class Campaign:
    """One drawn campaign: its members are the accounts whose `campaign` is its index.

    start, end : first and last day of harvest, day indices of the log. life : mean days until an
    account is banned and replaced, asleep : days before the joint start; 0 for neither.
    languages : in how many it harvests. knobs : its value of every evasion knob.
    """

    name: str
    tactic: int
    size: int
    start: int
    end: int
    life: float
    asleep: float
    languages: int
    knobs: Mapping[str, float]
