"""The accounts of a world: who they are, what ties them, where they connect from."""

from __future__ import annotations

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
    Times are microseconds since 1970 (created_at) or day indices of the log (first_day, last_day).
    """

    kind: Ints
    tactic: Ints
    campaign: Ints
    harvest_share: Floats
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
    api_client: Ints
    api_agent: Ints
    ide_client: Ints
    keys: Ints
    system_prompt: Ints
    system_tokens: Ints
    tools: Ints
    temperature: Ints
    output_limit: Ints
    streams: Floats
    sessions_cut: Bools
    subject_of: Ints
    subjects: Ints
    style: Ints
    model: Ints
    adopts_day: Floats
    active: Floats
    intensity: Floats
    chronotype: Floats
    minute: Ints
    first_day: Ints
    last_day: Ints

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

    start, end : first and last day of harvest, day indices of the log. pool : its exit pool.
    """

    name: str
    tactic: int
    size: int
    start: int
    end: int
    templates: int
    questions: int
