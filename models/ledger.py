"""The ledger of promotions: MLflow's registry knows who is champion, not who made it so.

One tag an entry on the registered model, the same on the version it is about; entries are added
and never changed. A tag's key ends in the entry's own digest, so two writers who take the same
number leave two tags and neither is lost.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from models.store import RegistryError

What = Literal["promoted", "forced", "refused", "rolled back"]

PREFIX = "ledger."
# MLflow keeps a model's tag in VARCHAR(5000); SQLite does not mind more, a server's database does.
LARGEST = 5000
LONGEST_WHY = 1000

_KEY = re.compile(r"^ledger\.(\d{4,})\.[0-9a-f]{8}$")


@dataclass(frozen=True)
class Entry:
    """One decision about who is champion.

    `before` and `after` are versions; `before` is None if there was no champion. A refused
    challenger is `after`, though the champion stayed. `figures` are those it was decided on.
    """

    number: int
    when: str
    who: str
    what: What
    before: str | None
    after: str
    why: str
    figures: dict[str, float]

    @property
    def moved(self) -> bool:
        """Whether the champion changed."""
        return self.what != "refused"


def new_entry(
    entries: Iterable[Entry],
    *,
    who: str,
    what: What,
    before: str | None,
    after: str,
    why: str,
    figures: Mapping[str, float],
    when: datetime | None = None,
) -> Entry:
    """The entry that follows `entries`; raises RegistryError if `who` or `why` cannot be kept."""
    for name, text, longest in (("who", who, 200), ("why", why, LONGEST_WHY)):
        if not text.strip() or len(text) > longest or not text.isprintable():
            raise RegistryError(
                f"{name}: expected one line of 1 to {longest} printable characters, found "
                f"{len(text)}; say it in other words."
            )
    when = (when or datetime.now(UTC)).astimezone(UTC)
    return Entry(
        number=max((entry.number for entry in entries), default=0) + 1,
        when=when.isoformat(timespec="seconds"),
        who=who,
        what=what,
        before=before,
        after=after,
        why=why,
        figures=dict(sorted(figures.items())),
    )


def to_tag(entry: Entry) -> tuple[str, str]:
    """Key and value of the entry's tag; figures that do not fit are left out from the end."""
    fields = asdict(entry)
    value = json.dumps(fields, sort_keys=True, ensure_ascii=False, allow_nan=False)
    while len(value) > LARGEST and fields["figures"]:
        # The bundle holds them all; the ledger has to stay within what a tag may hold.
        fields["figures"].popitem()
        value = json.dumps(fields, sort_keys=True, ensure_ascii=False, allow_nan=False)
    digest = hashlib.sha256(value.encode()).hexdigest()[:8]
    return f"{PREFIX}{entry.number:04d}.{digest}", value


def from_tags(tags: Mapping[str, str]) -> tuple[Entry, ...]:
    """The ledger in order; raises RegistryError where an entry was changed or is missing."""
    entries = [_entry(key, value) for key, value in tags.items() if key.startswith(PREFIX)]
    entries.sort(key=lambda entry: (entry.number, entry.when))
    missing = set(range(1, entries[-1].number + 1)) if entries else set()
    missing -= {entry.number for entry in entries}
    if missing:
        raise RegistryError(
            f"ledger: expected entries 1 to {entries[-1].number}, found number {min(missing)} "
            "missing; restore the registered model's tags from a backup."
        )
    return tuple(entries)


def before_champion(entries: Iterable[Entry], champion: str) -> str:
    """The version to go back to from `champion`: the one that it replaced.

    Rolling back twice goes back two promotions. Raises RegistryError if there is none, or if the
    champion is not the ledger's: then an alias was moved by hand, and what came before is unknown.
    """
    line: list[str] = []
    for entry in entries:
        if entry.what == "rolled back":
            line = line[:-1] if line[-2:-1] == [entry.after] else [*line, entry.after]
        elif entry.moved:
            if entry.before is not None and line[-1:] != [entry.before]:
                line.append(entry.before)
            line.append(entry.after)
    if line[-1:] != [champion]:
        raise RegistryError(
            f"ledger: expected champion {line[-1] if line else 'none'}, found version {champion}: "
            "the alias was moved outside the ledger; promote the version you want by its number."
        )
    if len(line) < 2:
        raise RegistryError(
            f"ledger: version {champion} is the first champion, nothing came before it; "
            "promote another version."
        )
    return line[-2]


def _entry(key: str, value: str) -> Entry:
    matched = _KEY.match(key)
    try:
        digest = hashlib.sha256(value.encode()).hexdigest()[:8]
        if matched is None or not key.endswith(f".{digest}"):
            raise ValueError("the key does not belong to the value")
        fields: dict[str, Any] = json.loads(value)
        entry = Entry(**fields)
        if entry.number != int(matched.group(1)) or entry.what not in get_args(What):
            raise ValueError("the key says another number")
    except (TypeError, ValueError, RecursionError) as error:
        raise RegistryError(
            f"ledger: tag {key!r}: expected an entry as it was written, found it changed; "
            "restore the registered model's tags from a backup."
        ) from error
    return entry
