"""A naive oracle: every feature of the catalogue but the twin graph's, by plain loops.

Written from what each declaration says (`what`, `null`), not from its SQL: raw rows of the window
in, no tiles, no sums that add. `ORACLE[name](account, days)` gives a value (None for NULL), or a
value with the tolerance that fixed-point tiles are owed.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from unicodedata import category

import numpy as np
import pandas as pd

from features import frames as frame
from features.content import TOPICS
from models.content_space import KINDS, ContentSpace
from tests.worlds import Row, World

BLANKS = "\t\n\f\r "
DIGITS = "0123456789"

# Tiles round logarithms to 1/10,000: a mean is off by at most half of it, and so is a deviation,
# which no shift of single values by d moves by more than d (and 4e-7 by its floating point).
LOG_ROUNDING = 0.5e-4 + 1e-6
# Components are rounded to 1/10,000 (units, 64 of them) and 1/100,000 (kernel, 128): a row moves by
# at most half a step in every direction, so by this length.
# A packed day shares a power of two: half a step of the 15 bits that its largest sum needs.
UNIT_ROUNDING = math.sqrt(64) * (0.5e-4 + 0.5 / 2**14)
KERNEL_ROUNDING = math.sqrt(128) * (0.5e-5 + 0.5 * 0.125 / 2**14)
# Rows of length one that move by d: an inner product moves by at most this.
UNIT_PRODUCT = 2 * UNIT_ROUNDING + UNIT_ROUNDING**2
KERNEL_PRODUCT = 2 * KERNEL_ROUNDING + KERNEL_ROUNDING**2
# Lengths and products in single precision, before anything is rounded.
SINGLE = 1e-5


class Value(NamedTuple):
    """A value, and how far the tiles' may be from it."""

    value: float | None
    tolerance: float = 0.0


def day_of(row: Row) -> date:
    return row["occurred_at"].date()


def seconds(later: datetime, earlier: datetime) -> float:
    return (later - earlier) / timedelta(seconds=1)


def without_quotes_and_names(text: str) -> str:
    """What stands in quotes is q; a capitalised word after a blank is n."""
    for left, right in ('""', "“”", "«»", "„“"):
        out, rest = "", text
        while left in rest:
            before, _, after = rest.partition(left)
            if right not in after:
                break
            out, rest = out + before + "q", after.partition(right)[2]
        text = out + rest
    out, i = "", 0
    while i < len(text):
        end = i + 2
        while text[i] == " " and end < len(text) and category(text[end])[0] == "L":
            end += 1
        if end > i + 2 and category(text[i + 1]) == "Lu":
            out, i = out + " n", end
        else:
            out, i = out + text[i], i + 1
    return out


def mask(text: str) -> str:
    return masked(without_quotes_and_names(text))


def frames(prompt: str) -> list[str]:
    """Two MinHash keys over the runs of three words of the masked first 500 characters."""
    words = mask(prompt[:500]).split()[: frame.MOST_WORDS]
    if len(words) < frame.LEAST_WORDS:
        return []
    hashes = [int(pd.util.hash_array(np.array([w], object))[0]) for w in words]
    position = [int(p) for p in frame._POSITION]
    runs = [
        sum(h * p for h, p in zip(hashes[i : i + 3], position, strict=True)) % 2**64
        for i in range(len(hashes) - 2)
    ]

    def mix(x: int) -> int:
        x = ((x ^ (x >> 33)) * 0xFF51AFD7ED558CCD) % 2**64
        return x ^ (x >> 33)

    least = [
        min(mix((run * int(times) + int(plus)) % 2**64) for run in runs)
        for times, plus in zip(frame._TIMES, frame._PLUS, strict=True)
    ]
    bands = [least[:3], least[3:]]
    return [
        f"{mix((sum(h * p for h, p in zip(b, position, strict=True)) + i) % 2**64):016x}"
        for i, b in enumerate(bands)
    ]


def masked(text: str) -> str:
    """Lower case, every run of digits one 0."""
    out: list[str] = []
    inside = False
    for sign in text.lower():
        if sign in DIGITS:
            if not inside:
                out.append("0")
            inside = True
        else:
            out.append(sign)
            inside = False
    return "".join(out)


def spans_of_words(text: str) -> list[tuple[int, int]]:
    spans, start = [], None
    for i, sign in enumerate(text + " "):
        if sign in BLANKS:
            if start is not None:
                spans.append((start, i))
            start = None
        elif start is None:
            start = i
    return spans


def opening(prompt: str) -> str | None:
    """First three words (as they stand) of the first 300 characters."""
    text = masked(prompt[:300])
    words = spans_of_words(text)[:3]
    return text[words[0][0] : words[-1][1]] if words else None


def closing(prompt: str) -> str | None:
    """Last three words (as they stand) of the last 300 characters."""
    text = masked(prompt[-300:])
    words = spans_of_words(text)[-3:]
    return text[words[0][0] : words[-1][1]] if words else None


def _of_prompt(trait: Callable[[str], str | None]) -> Callable[[Row], Any]:
    return lambda row: None if row.get("prompt") is None else trait(row["prompt"])


# How to read a trace off an exchange, and on how many accounts it ties nobody any more.
TRACES: dict[str, tuple[Callable[[Row], Any], int]] = {
    "exit": (lambda row: row.get("ip"), 10),
    "prefix": (lambda row: row.get("ip_prefix"), 10),
    "fingerprint": (lambda row: row.get("client_fingerprint"), 10),
    "system_prompt": (lambda row: row.get("system_prompt_hash"), 30),
    "template": (_of_prompt(lambda prompt: mask(prompt[:2000])), 50),
    "opening": (_of_prompt(opening), 50),
    "closing": (_of_prompt(closing), 50),
}
SIGNUP_CAP = 10
FRAME_CAP = 50


@dataclass(frozen=True)
class Vector:
    """An embedded prompt in the content space."""

    row: Row
    unit: np.ndarray
    kernel: np.ndarray
    topic: int
    kinds: tuple[bool, ...]


@dataclass
class Log:
    """All that is known at the end of `as_of`: what lies later is dropped here, once."""

    world: World
    as_of: date
    space: ContentSpace
    known: dict[str, Row] = field(init=False)
    rows: dict[str, list[Row]] = field(init=False)
    vectors: dict[str, Vector] = field(init=False)

    def __post_init__(self) -> None:
        self.end = datetime(self.as_of.year, self.as_of.month, self.as_of.day, tzinfo=UTC)
        self.end += timedelta(days=1)
        self.known = {
            row["account_id"]: row for row in self.world.accounts if row["created_at"] < self.end
        }
        self.rows = {}
        for row in sorted(
            self.world.exchanges, key=lambda row: (row["occurred_at"], row["exchange_id"])
        ):
            if row["occurred_at"] < self.end:
                self.rows.setdefault(row["account_id"], []).append(row)
        self.vectors = {}
        for row in self.world.exchanges:
            given = row.get("prompt_embedding")
            if given is None or not any(given):
                continue
            plain = np.array([given], np.float32)
            unit = self.space.project(plain / np.linalg.norm(plain))
            self.vectors[row["exchange_id"]] = Vector(
                row,
                unit[0].astype(float),
                self.space.kernel(unit)[0].astype(float),
                int(self.space.topic(unit)[0]),
                self.kinds(unit[0]),
            )

    def kinds(self, unit: np.ndarray) -> tuple[bool, ...]:
        """Nearer to some prototype of the kind than its bar."""
        cosines = [float(unit @ prototype) for prototype in self.space.prototypes]
        owners = self.space.kinds.tolist()
        return tuple(
            max(c for c, k in zip(cosines, owners, strict=True) if k == kind) > bar
            for kind, bar in enumerate(self.space.bars)
        )

    def window(self, account_id: str, days: int) -> list[Row]:
        """The exchanges of the last days; 21: of the last 28 those before the last 7."""
        first, last = self.as_of - timedelta(days=days - 1), self.as_of
        if days == 21:
            first, last = self.as_of - timedelta(days=27), self.as_of - timedelta(days=7)
        return [row for row in self.rows.get(account_id, []) if first <= day_of(row) <= last]

    def spine(self) -> list[str]:
        """Open accounts, and those that the accounts table does not know, if they sent."""
        still_open = {
            name
            for name, row in self.known.items()
            if row.get("closed_at") is None or row["closed_at"] >= self.end
        }
        unknown = {name for name in self.rows if name not in self.known and self.window(name, 28)}
        return sorted(still_open | unknown)

    @cached_property
    def holders(self) -> dict[tuple[str, int, Any], set[str]]:
        """Accounts by trace, window and key: everybody's, closed or not."""
        found: dict[tuple[str, int, Any], set[str]] = {}
        for name in self.rows:
            for days in (1, 7, 21, 28):
                for row in self.window(name, days):
                    for key in frames(row["prompt"]) if row.get("prompt") is not None else []:
                        found.setdefault(("frame", days, key), set()).add(name)
                    for trace, (read, _) in TRACES.items():
                        found.setdefault((trace, days, read(row)), set()).add(name)
        return found

    def users(self, trace: str, days: int) -> int:
        """Accounts that show a kind of trace."""
        found = {
            name
            for (kind, window, key), names in self.holders.items()
            if kind == trace and window == days and key is not None
            for name in names
        }
        return len(found)

    @cached_property
    def month(self) -> list[Row]:
        """Everybody's exchanges of 28 days."""
        return [row for name in self.rows for row in self.window(name, 28)]

    @cached_property
    def reference(self) -> tuple[np.ndarray, dict[int, float]]:
        """Mean kernel features and topic shares of the month's prompts, an account a vote."""
        kernels: list[np.ndarray] = []
        shares: defaultdict[int, float] = defaultdict(float)
        for name in self.rows:
            seen = [
                self.vectors[row["exchange_id"]]
                for row in self.window(name, 28)
                if row["exchange_id"] in self.vectors
            ]
            if seen:
                kernels.append(sum((v.kernel for v in seen), np.zeros(128)) / len(seen))
                for vector in seen:
                    shares[vector.topic] += 1 / len(seen)
        if not kernels:
            return np.zeros(128), {}
        everybody = sum(kernels, np.zeros(128)) / len(kernels)
        return everybody, {topic: share / len(kernels) for topic, share in shares.items()}


@dataclass(frozen=True)
class Account:
    """One account as the log knows it, through a window."""

    log: Log
    account_id: str
    days: int

    @cached_property
    def rows(self) -> list[Row]:
        return self.log.window(self.account_id, self.days)

    @property
    def row(self) -> Row | None:
        """What the accounts table says."""
        return self.log.known.get(self.account_id)

    def over(self, days: int) -> Account:
        return Account(self.log, self.account_id, days)

    @cached_property
    def by_day(self) -> list[list[Row]]:
        found: dict[date, list[Row]] = {}
        for row in self.rows:
            found.setdefault(day_of(row), []).append(row)
        return list(found.values())

    @cached_property
    def pairs(self) -> list[tuple[Row, Row]]:
        """An exchange and the next one of the same day."""
        return [(a, b) for day in self.by_day for a, b in zip(day, day[1:], strict=False)]

    @cached_property
    def gaps(self) -> list[float]:
        return [seconds(b["occurred_at"], a["occurred_at"]) for a, b in self.pairs]

    @cached_property
    def pauses(self) -> list[tuple[Row, float]]:
        """An exchange, and seconds since the account's answer before had ended."""
        return [
            (b, gap - (a.get("latency_ms") or 0) / 1000)
            for (a, b), gap in zip(self.pairs, self.gaps, strict=True)
        ]

    def known(self, column: str) -> list[Any]:
        """The column's values, NULL left out."""
        return [row[column] for row in self.rows if row.get(column) is not None]

    def traces(self, trace: str) -> list[Any]:
        if trace == "frame":
            return [key for prompt in self.known("prompt") for key in frames(prompt)]
        read, _ = TRACES[trace]
        return [key for key in map(read, self.rows) if key is not None]

    @cached_property
    def vectors(self) -> list[list[Vector]]:
        """Embedded prompts, a list a day."""
        days = [
            [self.log.vectors[row["exchange_id"]] for row in day
             if row["exchange_id"] in self.log.vectors]
            for day in self.by_day
        ]  # fmt: skip
        return [day for day in days if day]

    @property
    def prompts(self) -> list[Vector]:
        return [vector for day in self.vectors for vector in day]


def ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def share(account: Account, test: Callable[[Row], bool]) -> float | None:
    return ratio(sum(map(test, account.rows)), len(account.rows))


def distinct(values: list[Any]) -> int | None:
    return len(set(values)) if values else None


def top_share(values: list[Any]) -> float | None:
    return ratio(max(Counter(values).values()), len(values)) if values else None


def log2_of(values: list[float]) -> list[float]:
    return [math.log2(1 + value) for value in values]


def mean(values: list[float]) -> Value:
    return Value(sum(values) / len(values) if values else None, LOG_ROUNDING)


def spread(values: list[float]) -> Value:
    return Value(statistics.pstdev(values) if values else None, LOG_ROUNDING)


def entropy(counts: list[int]) -> float:
    total = sum(counts)
    return -sum(n / total * math.log2(n / total) for n in counts)


# volume


def thinking_share(a: Account) -> float | None:
    thought, output = a.known("thinking_tokens"), sum(a.known("output_tokens"))
    return min(1.0, sum(thought) / output) if thought and output else None


def with_stop_reason(a: Account, reason: str) -> float | None:
    known = a.known("stop_reason")
    return ratio(known.count(reason), len(a.rows)) if known else None


def week_over_month(a: Account) -> float | None:
    return ratio(len(a.over(7).rows) / 7, len(a.over(28).rows) / 28)


# tempo


def hour_entropy(a: Account) -> float | None:
    hours = Counter(row["occurred_at"].hour for row in a.rows)
    return entropy(list(hours.values())) if hours else None


def hour_concentration(a: Account) -> float | None:
    angles = [row["occurred_at"].hour / 24 * math.tau for row in a.rows]
    if not angles:
        return None
    return math.hypot(sum(map(math.cos, angles)), sum(map(math.sin, angles))) / len(angles)


def hours_on(a: Account) -> int:
    return sum(len({row["occurred_at"].hour for row in day}) for day in a.by_day)


def gap_bin(gap: float) -> int:
    """0 below a second, then whole powers of two; the last from 2^15 s on."""
    power = 0
    while power < 16 and gap >= 2**power:
        power += 1
    return power


def overlap_share(a: Account) -> float | None:
    if not a.known("latency_ms"):
        return None
    return ratio(sum(pause < 0 for _, pause in a.pauses), len(a.pauses))


def is_followup(row: Row) -> bool:
    return (row.get("turn") or 0) > 1


def fast_followup_share(a: Account) -> float | None:
    if not a.known("latency_ms"):
        return None
    fast = sum(is_followup(row) and 0 <= pause < 10 for row, pause in a.pauses)
    return ratio(fast, sum(map(is_followup, a.rows)))


def sessions(a: Account) -> int:
    return sum(
        len({row["session_id"] for row in day if row.get("session_id") is not None})
        for day in a.by_day
    )


def whole(value: float) -> int:
    """Rounded, halves up."""
    return math.floor(value + 0.5)


def gap_quantile(a: Account, part: float) -> int | None:
    bins = sorted(gap_bin(gap) for gap in a.gaps)
    return next((b for i, b in enumerate(bins) if i + 1 >= part * len(bins)), None)


def burstiness(a: Account) -> float | None:
    gaps = [whole(gap) for gap in a.gaps]
    if not gaps or not any(gaps):
        return None
    mean_gap, deviation = statistics.fmean(gaps), statistics.pstdev(gaps)
    return (deviation - mean_gap) / (deviation + mean_gap)


def longest_quiet(a: Account) -> float | None:
    longest = [
        max(seconds(y["occurred_at"], x["occurred_at"]) for x, y in zip(day, day[1:], strict=False))
        for day in a.by_day
        if len(day) > 1
    ]
    return ratio(sum(longest) / 3600, len(longest))


def pauses_with_answers(a: Account) -> list[tuple[float, int]]:
    """Pauses before a session goes on, and the tokens of the answer before them; none where no
    latency says when an answer ended."""
    if not a.known("latency_ms"):
        return []
    return [
        (pause, before["output_tokens"])
        for (before, row), (_, pause) in zip(a.pairs, a.pauses, strict=True)
        if is_followup(row) and pause >= 0
    ]


def pause_follows_length(a: Account) -> Value:
    found = pauses_with_answers(a)
    x = [whole(math.log2(1 + pause) * 10_000) for pause, _ in found]
    y = [whole(math.log2(1 + tokens) * 10_000) for _, tokens in found]
    if len(found) < 3 or statistics.pvariance(x) == 0 or statistics.pvariance(y) == 0:
        return Value(None)
    return Value(statistics.correlation(x, y), 1e-4)


def heaviest_hour(a: Account) -> int:
    return max(max(Counter(r["occurred_at"].hour for r in day).values()) for day in a.by_day)


def model_surprise(a: Account) -> Value:
    users: defaultdict[date, set[str]] = defaultdict(set)
    choosers: defaultdict[tuple[date, str], set[str]] = defaultdict(set)
    for row in a.log.month:
        users[day_of(row)].add(row["account_id"])
        choosers[day_of(row), row["model"]].add(row["account_id"])
    bits = [
        math.log2(len(users[day_of(row)]) / len(choosers[day_of(row), row["model"]]))
        for row in a.over(28).rows
    ]
    return Value(sum(bits) / len(bits) if bits else None, 0.5e-4)


def model_adoption(a: Account) -> float | None:
    born: dict[str, datetime] = {}
    for row in sorted(a.log.month, key=lambda row: row["occurred_at"]):
        born.setdefault(row["model"], row["occurred_at"])
    if not born:
        return None
    start = min(day_of(row) for row in a.log.month) + timedelta(days=1)
    leads = [
        in_days(row["occurred_at"] - born[row["model"]])
        for row in a.over(28).rows
        if born[row["model"]].date() >= start
    ]
    return min(leads, default=None)


def model_switch_excess(a: Account) -> Value:
    changed: defaultdict[date, list[bool]] = defaultdict(list)
    own: list[tuple[date, bool]] = []
    for name in a.log.rows:
        for x, y in Account(a.log, name, 28).pairs:
            changed[day_of(y)].append(x["model"] != y["model"])
            if name == a.account_id:
                own.append((day_of(y), x["model"] != y["model"]))
    if not own:
        return Value(None)
    usual = sum(sum(changed[day]) / len(changed[day]) for day, _ in own)
    return Value((sum(c for _, c in own) - usual) / len(own), 0.5e-4 * 28 / len(own))


def dormancy(a: Account) -> float | None:
    days = a.over(28).by_day
    rests = [
        y[0]["occurred_at"] - x[-1]["occurred_at"] for x, y in zip(days, days[1:], strict=False)
    ]
    return max(map(in_days, rests), default=None)


def home_share(a: Account) -> float | None:
    exits = a.over(28).known("country")
    home = (a.row or {}).get("country")
    return None if home is None else ratio(exits.count(home), len(exits))


def signup_burst(a: Account) -> float | None:
    if a.row is None:
        return None

    def traits(row: Row) -> tuple[Any, ...]:
        return row["plan"], row.get("email_domain") or "", row.get("payment_issuer") or ""

    others = [row for name, row in a.log.known.items() if name != a.account_id]
    alike = [row for row in others if traits(row) == traits(a.row)]
    then = [row for row in others if signup_hour(row) == signup_hour(a.row)]
    both = sum(traits(row) == traits(a.row) for row in then)
    return math.log2((1 + both) / (1 + len(alike) * len(then) / max(1, len(others))))


def day_span(a: Account) -> float | None:
    spans = [seconds(day[-1]["occurred_at"], day[0]["occurred_at"]) / 3600 for day in a.by_day]
    return ratio(sum(spans), len(spans))


# network


def changes(a: Account, column: str, within: float = math.inf) -> float | None:
    """Share of gaps over which the column changes; an exchange without it changes nothing."""
    if not a.known(column):
        return None
    changed = 0
    for (before, row), gap in zip(a.pairs, a.gaps, strict=True):
        old, new = before.get(column), row.get(column)
        changed += old is not None and new is not None and old != new and gap < within
    return ratio(changed, len(a.pairs))


def exits_per_day(a: Account) -> list[int]:
    return [len({row["ip"] for row in day if row.get("ip") is not None}) for day in a.by_day]


def hosted_share(a: Account) -> float | None:
    types = a.known("network_type")
    return ratio(types.count("hosting") + types.count("vpn"), len(types))


# lifecycle


def in_days(time: timedelta) -> float:
    return time / timedelta(days=1)


def age(a: Account) -> float | None:
    return None if a.row is None else in_days(a.log.end - a.row["created_at"])


def idle_before_window(a: Account) -> float | None:
    rows = a.over(28).rows
    if a.row is None or not rows:
        return None
    return max(0.0, in_days(rows[0]["occurred_at"] - a.row["created_at"]))


def silent_since(a: Account) -> float | None:
    rows = a.over(28).rows
    return in_days(a.log.end - rows[-1]["occurred_at"]) if rows else None


def has(a: Account, column: str) -> int | None:
    return None if a.row is None else int(a.row.get(column) is not None)


def countries_disagree(a: Account) -> int | None:
    row = a.row or {}
    if row.get("country") is None or row.get("payment_country") is None:
        return None
    return int(row["country"] != row["payment_country"])


def accounts_alike(a: Account, trait: Callable[[Row], Any]) -> int | None:
    """Known accounts with the account's own trait, itself among them."""
    if a.row is None or trait(a.row) is None:
        return None
    return sum(trait(other) == trait(a.row) for other in a.log.known.values())


def log2_or_none(count: int | None) -> float | None:
    return None if count is None else math.log2(count)


def signup_hour(row: Row) -> datetime:
    return row["created_at"].replace(minute=0, second=0, microsecond=0)


# content


def cosine_of(pairs: list[tuple[Vector, Vector]], tolerance: float) -> Value:
    products = [float(x.unit @ y.unit) for x, y in pairs]
    return Value(sum(products) / len(products) if products else None, tolerance)


def mean_cosine(a: Account) -> Value:
    found = a.prompts
    pairs = [(x, y) for i, x in enumerate(found) for y in found[i + 1 :]]
    # The sum's square also holds every row's own length, once a row, spread over n - 1 pairs each.
    return cosine_of(pairs, UNIT_PRODUCT * (1 + 1 / max(1, len(found) - 1)) + SINGLE)


def neighbours(a: Account) -> list[tuple[Vector, Vector]]:
    return [(x, y) for day in a.vectors for x, y in zip(day, day[1:], strict=False)]


def prompts_between(a: Account, x: Vector, y: Vector) -> list[Row]:
    """Exchanges with a prompt from x to y, those that no vector could be made of among them."""
    day = [row for row in a.rows if day_of(row) == day_of(x.row)]
    between = day[day.index(x.row) : day.index(y.row) + 1]
    return [row for row in between if row.get("prompt_embedding") is not None]


def opens_session(before: Row, row: Row) -> bool:
    old, new = before.get("session_id"), row.get("session_id")
    if old is not None and new is not None:
        return bool(old != new)
    return row.get("turn") in (None, 1) and before.get("turn") is not None


def next_cosine(a: Account) -> Value:
    return cosine_of(neighbours(a), 0.5e-4 + SINGLE)


def session_cosine(a: Account) -> Value:
    crossing = []
    for x, y in neighbours(a):
        steps = prompts_between(a, x, y)
        if any(opens_session(*step) for step in zip(steps, steps[1:], strict=False)):
            crossing.append((x, y))
    return cosine_of(crossing, 0.5e-4 + SINGLE)


def topic_coverage(a: Account) -> float | None:
    """Topics seen, over the topics that as many draws from the population would show."""
    seen = a.prompts
    _, shares = a.log.reference
    expected = sum(1 - (1 - chance) ** len(seen) for chance in shares.values())
    return len({vector.topic for vector in seen}) / expected if seen else None


def topic_entropy(a: Account) -> float | None:
    seen = Counter(vector.topic for vector in a.prompts)
    total = sum(seen.values())
    if total < 2:
        return None
    return entropy(list(seen.values())) / math.log2(min(total, TOPICS))


def population_distance(a: Account) -> Value:
    """E k(x, x') over pairs of prompts, less 2 E k(x, y), plus E k(y, y')."""
    found, (everybody, _) = a.prompts, a.log.reference
    if len(found) < 2:
        return Value(None)
    pairs = [float(x.kernel @ y.kernel) for x in found for y in found if x is not y]
    within = sum(pairs) / len(pairs)
    across = sum(float(x.kernel @ everybody) for x in found) / len(found)
    # Within: as the mean cosine; across: two rounded sides, twice; the population's own: two more.
    tolerance = KERNEL_PRODUCT * (1 + 1 / (len(found) - 1) + 2 + 1) + SINGLE
    return Value(within - 2 * across + float(everybody @ everybody), tolerance)


def drift(a: Account) -> Value:
    """1 - cosine of the mean vectors of the last 7 days and of the 21 before."""
    week = a.log.as_of - timedelta(days=6)
    now: list[np.ndarray] = []
    then: list[np.ndarray] = []
    for vector in a.over(28).prompts:
        (now if day_of(vector.row) >= week else then).append(vector.unit)
    if not now or not then:
        return Value(None)
    x, y = sum(now, np.zeros(64)), sum(then, np.zeros(64))
    long, wide = float(np.linalg.norm(x)), float(np.linalg.norm(y))
    # A sum turns by at most its rounding over its length; a cosine moves by at most the angle.
    turn = UNIT_ROUNDING * (len(now) / long + len(then) / wide) * 2
    return Value(1 - float(x @ y) / long / wide, turn + SINGLE)


def rarity(a: Account, trace: str) -> Value:
    users = a.log.users(trace, a.days)
    bits = [math.log2(users / len(a.log.holders[trace, a.days, k])) for k in a.traces(trace)]
    return Value(sum(bits) / len(bits) if bits else None, 0.5e-4 + 1e-9)


def template_entropy(a: Account) -> Value:
    keys = a.traces("template")
    if len(keys) < 2:
        return Value(None)
    bits = entropy(list(Counter(keys).values()))
    return Value(min(1.0, bits / math.log2(len(keys))), 1e-4)


def elicits(kind: str) -> Callable[[Account], float | None]:
    at = KINDS.index(kind)
    return lambda a: ratio(sum(v.kinds[at] for v in a.prompts), len(a.prompts))


# coordination


def shared(a: Account, trace: str) -> float | None:
    """Share of exchanges with the trace whose key a few other accounts have used, too."""
    keys, cap = a.traces(trace), FRAME_CAP if trace == "frame" else TRACES[trace][1]
    holders = a.log.holders
    few = sum(2 <= len(holders[trace, a.days, key]) <= cap for key in keys)
    return ratio(few, len(keys))


def signup_peers(a: Account, column: str) -> int | None:
    alike = accounts_alike(a, lambda row: row.get(column))
    if alike is None:
        return None
    return alike - 1 if alike <= SIGNUP_CAP else 0


def card_peers_apart(a: Account) -> int | None:
    me = a.row or {}
    if me.get("payment_id") is None:
        return None
    apart = 0
    for name, other in a.log.known.items():
        if name == a.account_id or other.get("payment_id") != me["payment_id"]:
            continue
        abroad = None not in (me.get("country"), other.get("country")) and (
            me["country"] != other["country"]
        )
        colleagues = me.get("organisation_id") is not None and (
            me["organisation_id"] == other.get("organisation_id")
        )
        apart += abroad and not colleagues
    return apart


ORACLE: dict[str, Callable[[Account], Value | float | None]] = {
    "exchanges": lambda a: len(a.rows),
    "active_days": lambda a: len(a.by_day),
    "heaviest_day_share": lambda a: ratio(max(map(len, a.by_day), default=0), len(a.rows)),
    "output_per_exchange": lambda a: ratio(sum(a.known("output_tokens")), len(a.rows)),
    "input_per_exchange": lambda a: ratio(sum(a.known("input_tokens")), len(a.rows)),
    "thinking_share": thinking_share,
    "limited_share": lambda a: share(a, lambda row: row["status"] == 429),
    "refused_share": lambda a: with_stop_reason(a, "refusal"),
    "failed_share": lambda a: share(a, lambda row: row["status"] >= 400 and row["status"] != 429),
    "week_over_month": week_over_month,
    "exchanges_per_active_day": lambda a: ratio(len(a.rows), len(a.by_day)),
    "heaviest_hour_share": lambda a: ratio(heaviest_hour(a), len(a.rows)) if a.rows else None,
    "output_per_active_day": lambda a: ratio(sum(a.known("output_tokens")), len(a.by_day)),
    "gap_median": lambda a: gap_quantile(a, 0.5),
    "gap_high": lambda a: gap_quantile(a, 0.9),
    "burstiness": burstiness,
    "longest_quiet": longest_quiet,
    "single_turn_share": lambda a: ratio(a.known("turn").count(1), len(a.known("turn"))),
    "deepest_turn": lambda a: max(a.known("turn"), default=None),
    "pause_mean": lambda a: mean(log2_of([pause for pause, _ in pauses_with_answers(a)])),
    "pause_follows_length": pause_follows_length,
    "api_share": lambda a: share(a, lambda row: row["surface"] == "api"),
    "surface_change_share": lambda a: changes(a, "surface"),
    "system_share": lambda a: ratio(len(a.known("system_prompt_hash")), len(a.rows))
    if a.known("system_prompt_hash") else None,
    "temperature_set_share": lambda a: ratio(len(a.known("temperature")), len(a.rows)),
    "streamed_share": lambda a: ratio(sum(a.known("streamed")), len(a.known("streamed"))),
    "tool_loop_share": lambda a: with_stop_reason(a, "tool_use"),
    "tool_sets": lambda a: distinct(a.known("tools_hash")),
    "model_surprise": model_surprise,
    "model_adoption": model_adoption,
    "model_switch_excess": model_switch_excess,
    "keys": lambda a: distinct(a.known("api_key_id")),
    "fingerprints_per_agent": lambda a: ratio(len(set(a.known("client_fingerprint"))),
                                              len(set(a.known("user_agent_family"))))
    if a.known("client_fingerprint") else None,
    "exit_rarity": lambda a: rarity(a, "exit"),
    "home_share": home_share,
    "in_programme": lambda a: has(a, "programme"),
    "colleagues": lambda a: log2_or_none(accounts_alike(a, lambda r: r.get("organisation_id"))),
    "issuer_accounts": lambda a: log2_or_none(accounts_alike(a, lambda r: r.get("payment_issuer"))),
    "signup_burst": signup_burst,
    "dormancy": dormancy,
    "hour_entropy": hour_entropy,
    "hour_concentration": hour_concentration,
    "hours_per_active_day": lambda a: ratio(hours_on(a), len(a.by_day)),
    "exchanges_per_hour_on": lambda a: ratio(len(a.rows), hours_on(a)),
    "gap_mean": lambda a: mean(log2_of(a.gaps)),
    "gap_spread": lambda a: spread(log2_of(a.gaps)),
    "gap_top_bin": lambda a: top_share([gap_bin(gap) for gap in a.gaps]),
    "gap_below_second": lambda a: ratio(sum(gap < 1 for gap in a.gaps), len(a.gaps)),
    "overlap_share": overlap_share,
    "weekend_share": lambda a: share(a, lambda row: row["occurred_at"].weekday() >= 5),
    "followup_share": lambda a: ratio(sum(turn > 1 for turn in a.known("turn")),
                                      len(a.known("turn"))),
    "fast_followup_share": fast_followup_share,
    "exchanges_per_session": lambda a: ratio(len(a.known("session_id")), sessions(a)),
    "day_span": day_span,
    "input_spread": lambda a: spread(log2_of(a.known("input_tokens"))),
    "output_spread": lambda a: spread(log2_of(a.known("output_tokens"))),
    "output_over_input": lambda a: ratio(sum(a.known("output_tokens")),
                                         sum(a.known("input_tokens"))),
    "length_repeat": lambda a: top_share(a.known("input_tokens")),
    "cut_share": lambda a: with_stop_reason(a, "max_tokens"),
    "limit_set_share": lambda a: ratio(len(a.known("max_output_tokens")), len(a.rows)),
    "tools_share": lambda a: share(a, lambda row: (row.get("n_tools") or 0) > 0)
    if a.known("n_tools") else None,
    "system_prompts": lambda a: distinct(a.known("system_prompt_hash")),
    "models_used": lambda a: distinct(a.known("model")),
    "top_model_share": lambda a: top_share(a.known("model")),
    "model_change_share": lambda a: changes(a, "model"),
    "web_share": lambda a: share(a, lambda row: row["surface"] in ("web", "mobile")),
    "ide_share": lambda a: share(a, lambda row: row["surface"] == "ide"),
    "exits_per_active_day": lambda a: ratio(sum(exits_per_day(a)), len(a.by_day))
    if a.known("ip") else None,
    "exit_novelty": lambda a: ratio(len(set(a.known("ip"))), sum(exits_per_day(a))),
    "exit_change_share": lambda a: changes(a, "ip"),
    "prefixes": lambda a: distinct(a.known("ip_prefix")),
    "systems": lambda a: distinct(a.known("asn")),
    "countries": lambda a: distinct(a.known("country")),
    "country_hop_share": lambda a: changes(a, "country", within=3600),
    "hosted_share": hosted_share,
    "fingerprints": lambda a: distinct(a.known("client_fingerprint")),
    "agents": lambda a: distinct(a.known("user_agent_family")),
    "age": age,
    "idle_before_window": idle_before_window,
    "silent_since": silent_since,
    "pays": lambda a: has(a, "payment_id"),
    "in_organisation": lambda a: has(a, "organisation_id"),
    "countries_disagree": countries_disagree,
    "card_accounts": lambda a: accounts_alike(a, lambda row: row.get("payment_id")),
    "domain_accounts": lambda a: log2_or_none(accounts_alike(a, lambda r: r.get("email_domain"))),
    "signup_hour_accounts": lambda a: accounts_alike(a, signup_hour),
    "prompt_length": lambda a: mean(log2_of([len(p) for p in a.known("prompt")])),
    "prompt_spread": lambda a: spread(log2_of([len(p) for p in a.known("prompt")])),
    "mean_cosine": mean_cosine,
    "next_cosine": next_cosine,
    "session_cosine": session_cosine,
    "topic_coverage": topic_coverage,
    "topic_entropy": topic_entropy,
    "population_distance": population_distance,
    "drift": drift,
    "template_repeat": lambda a: ratio(len(a.traces("template")) - len(set(a.traces("template"))),
                                       len(a.traces("template"))),
    "opening_repeat": lambda a: top_share(a.traces("opening")),
    "opening_variety": lambda a: ratio(len(set(a.traces("opening"))), len(a.traces("opening"))),
    "closing_repeat": lambda a: top_share(a.traces("closing")),
    "languages": lambda a: distinct(a.known("language")),
    "template_entropy": template_entropy,
    "template_rarity": lambda a: rarity(a, "template"),
    "opening_rarity": lambda a: rarity(a, "opening"),
    "frame_repeat": lambda a: ratio(len(a.traces("frame")) - len(set(a.traces("frame"))),
                                    len(a.traces("frame"))),
    "question_share": lambda a: ratio(sum(any(m in p for m in "?？؟") for p in a.known("prompt")),
                                      len(a.known("prompt"))),
    "language_top_share": lambda a: top_share(a.known("language")),
    "language_change_share": lambda a: changes(a, "language"),
    "prompts_embedded": lambda a: min(1.0, len(a.prompts) / len(a.known("prompt")))
    if a.prompts and a.known("prompt") else None,
    **{f"elicits_{kind}": elicits(kind) for kind in KINDS},
    "exit_shared": lambda a: shared(a, "exit"),
    "prefix_shared": lambda a: shared(a, "prefix"),
    "fingerprint_shared": lambda a: shared(a, "fingerprint"),
    "system_prompt_shared": lambda a: shared(a, "system_prompt"),
    "opening_shared": lambda a: shared(a, "opening"),
    "closing_shared": lambda a: shared(a, "closing"),
    "template_shared": lambda a: shared(a, "template"),
    "frame_shared": lambda a: shared(a, "frame"),
    "signup_peers": lambda a: signup_peers(a, "signup_ip"),
    "signup_prefix_peers": lambda a: signup_peers(a, "signup_ip_prefix"),
    "card_peers_apart": card_peers_apart,
}  # fmt: skip


def value_of(log: Log, name: str, account_id: str, days: int) -> Value:
    """The oracle's value of feature `name` for an account over `days` days."""
    found = ORACLE[name](Account(log, account_id, days))
    return found if isinstance(found, Value) else Value(found)
