"""The kinds of declaration that the whole catalogue is written in.

A feature is data: what it measures, why it separates, what NULL means and what evading it costs
stand beside the expression. `features.sql` renders declarations; nothing here runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Merge = Literal["sum", "min", "max"]
Cost = Literal["low", "medium", "high"]
Direction = Literal["up", "down", "unknown"]

FAMILIES = (
    "volume",
    "tempo",
    "requests",
    "network",
    "lifecycle",
    "content",
    "coordination",
)
WINDOWS = (1, 7, 28)
# The days of the last 28 that lie before the last 7: an account's own past, 21 days of it.
PAST = 21

_NAME = re.compile(r"^[a-z][a-z0-9_]*$")


class DeclarationError(ValueError):
    """A declaration contradicts itself or another one; raised when the catalogue is read."""


def _check_name(owner: str, name: str) -> None:
    if not _NAME.match(name):
        raise DeclarationError(
            f"{owner} {name!r}: expected lower-case letters, digits and _, found {name!r}."
        )


@dataclass(frozen=True)
class Quantity:
    """An aggregate of one account's day that merges over days by `merge`.

    `sql` is an aggregate over the day's rows of one account (columns: those of
    `features.rows`), with an integer result: integer sums give the same bytes in any order.
    """

    name: str
    what: str
    sql: str
    merge: Merge = "sum"

    def __post_init__(self) -> None:
        _check_name("Quantity", self.name)


@dataclass(frozen=True)
class Link:
    """Something that an account touched, kept as (account, kind, key, count, first, last).

    `source` says where `sql` is evaluated: `exchanges` for a row of the day (one link a distinct
    value), `accounts` for a row of the accounts table (one link an account), `frames` for the
    keys that `features.frames` makes of prompts.

    `cap`: keys that more accounts share than this tie nobody: carrier NAT, campus, framework.
    """

    name: str
    what: str
    sql: str
    source: Literal["exchanges", "accounts", "frames"] = "exchanges"
    cap: int = 30

    def __post_init__(self) -> None:
        _check_name("Link", self.name)
        if self.cap < 2:
            raise DeclarationError(f"Link {self.name!r}: cap: expected >= 2, found {self.cap}.")


@dataclass(frozen=True)
class Feature:
    """One column of a feature row, for each window in `windows`.

    `sql` is an expression with placeholders: `{n}` is quantity `n` merged over this feature's
    window, `{n@28}` the same over 28 days, `{exit.distinct}` a statistic of link `exit`,
    `{content.cosine}` a column of the content sums, `{account.plan}` a column of the accounts
    table, `{mix.lead}` one that compares with everybody's days, and `{twin.cosine}`,
    `{tie.weight}`, `{community.size}` one of the graphs (these all over 28 days). An empty
    `windows` means that `sql` names its windows itself; the column is then called `name` alone.

    `direction`: which way suspicion grows with the value where every tactic known pushes it the
    same way, else `unknown`. `ranked`: also kept as rank among comparable accounts. `changing` (as
    `ranked` where it is not said): a feature with windows is also kept as change against the
    account's own past, (week - past) / (|week| + |past|) of the last 7 days and the 21 before: -1
    vanished, 0 as before, 1 new, and in between a function of their ratio alone. `per_day`: the
    value grows with the length of its window, and is divided by it before it is compared.
    `sentence`: how a reviewer reads it; `{value}` and `{cohort}` are filled in.
    """

    name: str
    family: str
    what: str
    why: str
    null: str
    evasion: Cost
    evasion_why: str
    unit: str
    sql: str
    sentence: str
    low: float | None = None
    high: float | None = None
    windows: tuple[int, ...] = (28,)
    direction: Direction = "unknown"
    ranked: bool = True
    changing: bool | None = None
    per_day: bool = False

    def __post_init__(self) -> None:
        _check_name("Feature", self.name)
        if self.family not in FAMILIES:
            raise DeclarationError(
                f"Feature {self.name!r}: family: expected one of {FAMILIES}, found {self.family!r}."
            )
        unknown = [window for window in self.windows if window not in WINDOWS]
        if unknown:
            raise DeclarationError(
                f"Feature {self.name!r}: windows: expected some of {WINDOWS}, found {unknown}."
            )
        if "{value}" not in self.sentence:
            raise DeclarationError(
                f"Feature {self.name!r}: sentence: expected a place for {{value}}, found none."
            )

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of this feature's columns, one a window."""
        return tuple(f"{self.name}_{window}d" for window in self.windows) or (self.name,)

    @property
    def change(self) -> tuple[str, ...]:
        """The name of the column of change against the account's own past, if it has one."""
        changing = self.ranked if self.changing is None else self.changing
        return (f"{self.name}_change",) if self.windows and changing else ()
