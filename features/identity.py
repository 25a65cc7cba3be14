"""A group keeps its id from day to day while it is the same one: campaigns and communities."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

# The share of the smaller side that has to be common for a group to be the same one.
SAME = 0.5


def new_id(members: Sequence[str], letter: str = "C") -> str:
    """The id of a group that nobody saw before: from its members, so that a rerun agrees."""
    digest = hashlib.sha256("\x00".join(sorted(members)).encode()).hexdigest()
    return f"{letter}-{digest[:8]}"


def keep_ids(
    groups: Sequence[Sequence[str]], before: Mapping[str, set[str]], letter: str = "C"
) -> list[tuple[str, int | None]]:
    """For each group its id and how many accounts it had the day before (None: new).

    before : members by campaign id on the latest earlier day. Pairs with most members in common
    are matched first; an id goes to one group only, so the larger part of a split keeps it.
    """
    owner = {account: name for name, old in before.items() for account in old}
    overlaps = [
        (common, name, number)
        for number, members in enumerate(groups)
        for name, common in Counter(owner[m] for m in members if m in owner).items()
        if common >= SAME * min(len(members), len(before[name]))
    ]
    taken: dict[int, str] = {}
    used: set[str] = set()
    for _, name, number in sorted(overlaps, key=lambda o: (-o[0], o[1], o[2])):
        if number not in taken and name not in used:
            taken[number] = name
            used.add(name)
    return [
        (taken[number], len(before[taken[number]]))
        if number in taken
        else (new_id(members, letter), None)
        for number, members in enumerate(groups)
    ]


def came_from(
    members: Sequence[str], name: str, before: Mapping[str, set[str]]
) -> tuple[tuple[str, ...], str | None]:
    """Which other groups of the day before went into this one, and which it was split from.

    members : of the group that is called `name` now. A group went into it if most of its accounts
    are here; it was split from the group that most of its own accounts were in.
    """
    now = set(members)
    common = {other: len(now & old) for other, old in before.items() if other != name}
    merged = tuple(sorted(o for o, n in common.items() if n > SAME * len(before[o])))
    source = max(sorted(common), key=lambda other: common[other], default=None)
    split = source if source and common[source] > SAME * len(now) else None
    return merged, None if split in merged else split


def members_by_id(scores: pd.DataFrame) -> dict[str, set[str]]:
    """Members of each campaign of an earlier day's scores."""
    inside = scores[scores["campaign_id"].notna()]
    return {str(name): set(rows["account_id"]) for name, rows in inside.groupby("campaign_id")}
