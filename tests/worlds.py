"""Small random logs by the data contract, for the tests of features.

A world is rows as a provider would export them: few accounts and days, values from small pools so
that they collide, NULL in every optional column, moments on and around every border.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from features.contract import ACCOUNTS, DECISIONS, EXCHANGES, load_accounts
from features.daily import run_day
from features.embedding import Embedding
from features.engines import DuckDb, connect
from features.schema import Table
from features.warehouse import Partition
from features.windows import Window, merge_windows
from models.content_space import ContentSpace, fit_content_space

Row = dict[str, Any]

AS_OF = date(2026, 5, 19)
# The job's clock: days after AS_OF may be in the log, too.
NOW = datetime(2026, 7, 1, tzinfo=UTC)
# Days back from AS_OF (a Tuesday) that have exchanges: both sides of every window's edge, a
# Saturday and a Friday.
OFFSETS = (0, 1, 3, 6, 7, 18, 27, 28)
WIDTH = 96

_ARROW: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float32": pa.float32(),
    "bool": pa.bool_(),
    "timestamp": pa.timestamp("us", "UTC"),
    "embedding": pa.list_(pa.float32()),
}

_TAIL = "lorem ipsum " * 180
PROMPTS = (
    "Explain in 12 steps how tides work. Answer briefly please",
    "Explain in 7 steps how tides work. Answer briefly please",
    "explain IN 7 steps how tides work. Answer  briefly please",
    'Sum up "On Tides" by Ann Lee in 3 lines, and name its main sources',
    'Sum up "A Walk" by Bo Wu in 12 lines, and name its main sources',
    "Sum up «Le Vent» by Zoë Ünal in 5 lines, and name its main sources",
    "What is it called in Greek? And in Latin؟",
    "Write a poem",
    "Write a poem about 3 cats",
    "two words",
    "word",
    " \t leading and trailing blanks \n",
    "",
    "   ",
    "Ünïcödé 文字 prompt with 🎉🎉 signs é",
    f"Long one {_TAIL} the end",
    f"Long one {_TAIL} the other end",
    f"Middling {_TAIL[:1500]} one",
    f"Middling {_TAIL[:1500]} other",
    "x" * 400,
    f"{'y' * 299} split here and {'z' * 299}",
)
# Seconds after the exchange before: borders of the gap bins, of a fast follow-up, of an hour.
STEPS = (0, 0.000001, 0.5, 0.999999, 1, 1.5, 2, 4, 9.999999, 10, 10.5, 60, 1800, 3600, 3599.999999)


@dataclass(frozen=True, repr=False)
class World:
    """The three tables of a log as rows; a row may leave out optional columns (NULL)."""

    exchanges: list[Row]
    accounts: list[Row]
    decisions: list[Row] = field(default_factory=list)

    def days(self) -> list[date]:
        return sorted({row["occurred_at"].date() for row in self.exchanges})

    def without(self, column: str) -> World:
        """The same log by a provider that does not export `column`."""

        def drop(rows: list[Row]) -> list[Row]:
            return [{k: v for k, v in row.items() if k != column} for row in rows]

        return replace(self, exchanges=drop(self.exchanges), accounts=drop(self.accounts))


def moment(day: date, seconds: float = 0.0) -> datetime:
    """A moment of a UTC day, to the microsecond."""
    return datetime.combine(day, time(), UTC) + timedelta(microseconds=round(seconds * 1e6))


def exchange(number: int, account_id: str, occurred_at: datetime, **values: Any) -> Row:
    """An exchange with the required columns only; `values` add or replace some."""
    return {
        "exchange_id": f"x{number:05}",
        "account_id": account_id,
        "occurred_at": occurred_at,
        "surface": "api",
        "model": "m-1",
        "input_tokens": 10,
        "output_tokens": 100,
        "status": 200,
    } | values


def account(account_id: str, **values: Any) -> Row:
    """An account with the required columns only, two months old at AS_OF."""
    created_at = moment(AS_OF - timedelta(days=60), 36_000)
    return {"account_id": account_id, "created_at": created_at, "plan": "pro"} | values


def directions(seed: int, count: int) -> np.ndarray:
    """Unit vectors float32 (count, WIDTH) around eight subjects."""
    rng = np.random.default_rng(seed)
    subjects = np.random.default_rng(0).normal(size=(8, WIDTH))
    rows = subjects[rng.integers(0, 8, count)] + 0.7 * rng.normal(size=(count, WIDTH))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@cache
def space(seed: int = 0) -> ContentSpace:
    """A content space fitted on a small sample."""
    return fit_content_space(
        directions(seed, 600), seed, f"given-{WIDTH}", lambda texts: directions(77, len(texts))
    )


@cache
def embedding(seed: int = 0) -> Embedding:
    """The embedding of a log that brings its own vectors."""
    return Embedding(None, space(seed), given=True)


def _pick(rng: np.random.Generator, pool: Sequence[Any], blanks: float) -> Any:
    return None if rng.random() < blanks else pool[int(rng.integers(len(pool)))]


def random_exchanges(
    rng: np.random.Generator,
    accounts: Sequence[str],
    count: int,
    *,
    blanks: float,
    offsets: Sequence[int] = OFFSETS,
    first: int = 0,
) -> list[Row]:
    """`count` exchanges of random accounts and days; NULL with chance `blanks` where allowed."""
    vectors = [None, [0.0] * WIDTH, *directions(int(rng.integers(1000)), 24).tolist()]
    clock: dict[tuple[str, int], datetime] = {}
    rows = []
    for number in range(first, first + count):
        name = accounts[int(rng.integers(len(accounts)))]
        back = offsets[int(rng.integers(len(offsets)))]
        day = AS_OF - timedelta(days=back)
        ends = moment(day, 86_399.999999)
        starts = moment(day, float(rng.choice([0, 1, 18_000, 43_200.25, 82_800, 86_399])))
        before = clock.get((name, back))
        at = starts if before is None else before + timedelta(seconds=float(rng.choice(STEPS)))
        at = min(at, ends)
        clock[name, back] = at

        def some(*pool: Any) -> Any:
            return _pick(rng, pool, blanks)

        rows.append(
            exchange(
                # Not in the order of time, so that ties are broken by id alone.
                int(rng.integers(10)) * 10_000 + number,
                name,
                at,
                session_id=some("s1", "s2", f"s-{name}", f"s-{number // 3}"),
                turn=some(1, 1, 2, 3),
                surface=_pick(rng, ("api", "api", "web", "mobile", "ide", "fridge"), 0),
                model=_pick(rng, ("m-1", "m-2", "m-3"), 0),
                prompt=some(*PROMPTS),
                prompt_embedding=vectors[rng.integers(len(vectors))],
                system_prompt_hash=some("p1", "p2", f"p-{name}"),
                tools_hash=some("t1", "t2"),
                n_tools=some(0, 1, 5),
                language=some("en", "de", "zh"),
                input_tokens=_pick(rng, (0, 1, 7, 7, 100, 4_095, 2**31 - 1), 0),
                output_tokens=_pick(rng, (0, 1, 50, 800, 4_096), 0),
                thinking_tokens=some(0, 40, 5_000),
                max_output_tokens=some(4_096),
                temperature=some(0.0, 0.7),
                streamed=some(True, False),
                stop_reason=some("end_turn", "max_tokens", "tool_use", "refusal", "error"),
                status=_pick(rng, (200, 200, 200, 400, 429, 500), 0),
                latency_ms=some(0, 500, 2_000, 3_600_000),
                api_key_id=some("k1", f"k-{name}"),
                client_fingerprint=some("f1", "f2", f"f-{name}"),
                user_agent_family=some("browser", "sdk-python"),
                ip=some("ip-all", "ip-all", "ip2", f"ip-{name}", f"ip-{number}"),
                ip_prefix=some("net-all", "net2", f"net-{name}"),
                asn=some(64_000, 64_001, 2**40),
                network_type=some("residential", "hosting", "vpn", "mobile"),
                country=some("DE", "FR", "US"),
            )
        )
    return rows


def random_accounts(rng: np.random.Generator, names: Sequence[str], *, blanks: float) -> list[Row]:
    """Accounts of random age, some of them created after AS_OF or closed around it."""
    rows = []
    for name in names:

        def some(*pool: Any) -> Any:
            return _pick(rng, pool, blanks)

        back = float(rng.choice([400, 30, 30, 27, 3, 0, -1]))
        rows.append(
            account(
                name,
                created_at=moment(AS_OF, 3_600.5) - timedelta(days=back, seconds=back),
                plan=_pick(rng, ("free", "pro", "team"), 0),
                organisation_id=some("o1", "o2"),
                programme=some("education"),
                email_domain=some("mail.example", f"{name}.example"),
                payment_id=some("card-all", "card2", f"card-{name}"),
                payment_issuer=some("bank1", "bank2"),
                payment_country=some("DE", "US"),
                signup_ip=some("ip-all", "ip2"),
                signup_ip_prefix=some("net-all"),
                signup_fingerprint=some("f1", "f2"),
                country=some("DE", "FR", "US"),
                closed_at=_pick(rng, (moment(AS_OF, -1), moment(AS_OF, 86_400)), 0.8),
            )
        )
    return rows


def random_world(seed: int, *, n_accounts: int, n_exchanges: int, blanks: float) -> World:
    """The world of a seed; some accounts are silent, some are missing from the accounts table."""
    rng = np.random.default_rng(seed)
    names = [f"a{i:02}" for i in range(n_accounts)]
    sending = [name for name in names if rng.random() < 0.85] or names
    known = [name for name in names if rng.random() < 0.9] or names
    return World(
        random_exchanges(rng, sending, n_exchanges, blanks=blanks),
        random_accounts(rng, known, blanks=blanks),
    )


def worlds(max_exchanges: int = 160) -> st.SearchStrategy[World]:
    """Random worlds; fewer accounts, exchanges and NULLs are simpler."""
    return st.builds(
        random_world,
        st.integers(0, 10_000),
        n_accounts=st.sampled_from([1, 3, 14]),
        n_exchanges=st.integers(1, max_exchanges),
        blanks=st.sampled_from([0.0, 0.3, 0.7]),
    )


def table(rows: Sequence[Row], declared: Table) -> pa.Table:
    """Rows as Arrow, with the columns that some row names."""
    named = {name for row in rows for name in row}
    schema = pa.schema(
        [
            (column.name, _ARROW[column.type])
            for column in declared.columns
            if column.name in named or column.required
        ]
    )
    return pa.Table.from_pylist(list(rows), schema=schema)


def write_log(logs: Path, world: World, *, files: int = 1, seed: int | None = None) -> Path:
    """The world as a LOGS folder; `seed` shuffles the rows of every table, `files` splits them."""

    def write(folder: Path, rows: list[Row], declared: Table) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if seed is not None:
            order = np.random.default_rng(seed).permutation(len(rows))
            rows = [rows[i] for i in order]
        whole = table(rows, declared)
        for part in range(files):
            pq.write_table(
                whole.take(pa.array(range(part, len(rows), files), pa.int64())),
                folder / f"{part}.parquet",
            )

    for day in world.days():
        rows = [row for row in world.exchanges if row["occurred_at"].date() == day]
        write(logs / "exchanges" / f"date={day.isoformat()}", rows, EXCHANGES)
    write(logs / "accounts", world.accounts, ACCOUNTS)
    if world.decisions:
        write(logs / "decisions", world.decisions, DECISIONS)
    return logs


def make_tiles(
    logs: Path, warehouse: Path, days: Sequence[date], using: Embedding | None = None
) -> dict[date, Partition]:
    """The tiles of `days` of a log."""
    embed = using or embedding()
    return {day: run_day(logs, warehouse, day, embed, now=NOW).tile for day in days}


def measure(world: World, root: Path, as_of: date = AS_OF, **writing: Any) -> Window:
    """The merged windows of a world at the end of `as_of`, by the real jobs, from files.

    Tiles of all days are made and offered, of later days, too.
    """
    logs = write_log(root / "logs", world, **writing)
    tiles = make_tiles(logs, root / "warehouse", world.days())
    con = connect()
    try:
        load_accounts(con, logs, as_of=as_of, quarantine=None)
        return merge_windows(DuckDb(con), tiles, as_of)
    finally:
        con.close()


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for one example of hypothesis (tmp_path serves a whole test)."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
