"""Every declaration, in one explicit list a kind: a list in a file is the registry."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from features.declare import DeclarationError, Feature, Link, Quantity
from features.families import (
    content,
    coordination,
    lifecycle,
    network,
    requests,
    tempo,
    volume,
)

_FAMILIES = (volume, tempo, requests, network, lifecycle, content, coordination)

QUANTITIES: tuple[Quantity, ...] = tuple(q for family in _FAMILIES for q in family.QUANTITIES)
LINKS: tuple[Link, ...] = tuple(link for family in _FAMILIES for link in family.LINKS)
FEATURES: tuple[Feature, ...] = tuple(f for family in _FAMILIES for f in family.FEATURES)


# Raise one where code beside the declarations changes what is kept: TILE for rows, daily and
# content, ROWS for windows, ranks, twins and snapshots. What stands is then made anew, and models
# of before are refused.
TILE_VERSION = 5
ROWS_VERSION = 12


def _unique(kind: str, names: Sequence[str]) -> None:
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise DeclarationError(f"{kind}: expected each name once, found twice: {', '.join(twice)}.")


_unique("Quantity", [q.name for q in QUANTITIES])
_unique("Link", [link.name for link in LINKS])
_unique("Feature", [column for f in FEATURES for column in (*f.columns, *f.change)])


def _digest(declarations: Sequence[object]) -> str:
    plain = [dataclasses.asdict(d) for d in declarations]  # type: ignore[call-overload]
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]


def tile_digest() -> str:
    """Digest of what a day's tile holds: a tile of another one has to be made anew."""
    from features.rows import FRAMES, ROWS

    return hashlib.sha256(
        (f"{TILE_VERSION}" + _digest([*QUANTITIES, *LINKS]) + ROWS + FRAMES).encode()
    ).hexdigest()[:16]


def catalogue_digest() -> str:
    """Digest of all that a feature row depends on: a model is tied to it."""
    return hashlib.sha256(
        (f"{ROWS_VERSION}" + tile_digest() + _digest(FEATURES)).encode()
    ).hexdigest()[:16]


def base_of(column: str) -> str:
    """The column that a rank or twin mean was made of; any other column as it is."""
    for suffix in ("_rank", "_twins", "_cohort"):
        column = column.removesuffix(suffix)
    return column


def feature_of(column: str) -> Feature:
    """The feature that a column `name_28d` or `name_change`, or its ranks or twin mean, is of."""
    base = base_of(column)
    for feature in FEATURES:
        if base in (*feature.columns, *feature.change):
            return feature
    raise DeclarationError(f"column {column!r}: expected one of the catalogue, found none.")
