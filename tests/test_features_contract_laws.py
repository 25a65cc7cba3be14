"""Every row is counted once, and what is used is what a plain reader would keep."""

from __future__ import annotations

import math
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from features.contract import ACCOUNTS, EXCHANGES, Table, load_accounts, load_exchanges
from tests import contract_logs as logs_of
from tests.contract_logs import DAY, NOON, NOW, account, exchange

Row = dict[str, Any]
FORMS = (".parquet", ".jsonl", ".jsonl.zst")
DAY_STARTS = datetime(2026, 5, 19, tzinfo=UTC)

# Values around every limit; a row takes none to three of them.
CHANGES: dict[str, Sequence[Any]] = {
    "exchange_id": [None, "", "é" * 128, "x" * 129],
    "account_id": [None, "", "acct'; --"],
    "occurred_at": [
        None,
        DAY_STARTS,
        DAY_STARTS - timedelta(microseconds=1),
        DAY_STARTS + timedelta(days=1),
        DAY_STARTS + timedelta(days=1, microseconds=-1),
        NOON + timedelta(hours=7),
    ],
    "session_id": [None, "", "x" * 129],
    "turn": [None, 0, -1, 2**31 - 1],
    "surface": [None, "", "fridge"],
    "prompt": [None, "", "é" * 16_384, "é" * 16_384 + "x"],
    "prompt_embedding": [None, [], [1.0], [1.0, None], [1.0, 2.0, 3.0], [0.0, 0.0]],
    "input_tokens": [None, 0, -1],
    "thinking_tokens": [None, 0, -1],
    "temperature": [None, 0.0, -0.5],
    "status": [None, 429, -1],
    "asn": [None, -(2**63), 2**63 - 1],
}


@st.composite
def exchanges(draw: st.DrawFn) -> Row:
    row = exchange(draw(st.integers(0, 6)), model=draw(st.sampled_from(["m-1", "m-2", "m-3"])))
    for name in draw(st.lists(st.sampled_from(sorted(CHANGES)), max_size=2)):
        row[name] = draw(st.sampled_from(CHANGES[name]))
    return row


FILES = st.lists(st.tuples(st.sampled_from(FORMS), st.lists(exchanges(), max_size=8)), max_size=4)


def is_good(row: Row, length: int | None, latest: datetime) -> bool:
    """The contract of an exchange in plain words; `length` is that of the log's embeddings."""
    required = [column.name for column in EXCHANGES.columns if column.required]
    if any(row[name] is None for name in required):
        return False
    if not row["account_id"] or not row["exchange_id"]:
        return False
    if any(len(row[name] or "") > 128 for name in ("exchange_id", "account_id", "session_id")):
        return False
    if not DAY_STARTS <= row["occurred_at"] < DAY_STARTS + timedelta(days=1):
        return False
    if row["occurred_at"] > latest:
        return False
    counts = ("n_tools", "input_tokens", "output_tokens", "thinking_tokens", "latency_ms")
    if any(row[name] is not None and row[name] < 0 for name in counts):
        return False
    if row["turn"] is not None and row["turn"] < 1:
        return False
    if len((row["prompt"] or "").encode()) > 32_768:
        return False
    vector = row["prompt_embedding"]
    return vector is None or (
        len(vector) == length and all(x is not None and math.isfinite(x) for x in vector)
    )


def kept_by_id(rows: Sequence[Row], table: Table) -> list[Row]:
    """One row an id, the first or the last as the table says."""
    used: dict[str, Row] = {}
    for row in rows:
        if table.keep == "last" or row[table.id] not in used:
            used[row[table.id]] = row
    return sorted(used.values(), key=lambda row: tuple(row[name] for name in table.order))


@settings(max_examples=40, deadline=None)
@given(files=FILES, clock=st.sampled_from([NOW, NOON + timedelta(hours=6)]))
def test_used_rows_are_those_a_plain_reader_keeps(
    files: list[tuple[str, list[Row]]], clock: datetime
) -> None:
    """read = used + duplicates + set aside, and quarantine points at exactly the bad rows."""
    # A file of JSON Lines in which no line names a required column is a fault of the file.
    files = [(form, [exchange(5), *rows]) for form, rows in files] or [(".parquet", [])]
    rows = [row for _, part in files for row in part]
    lengths = Counter(len(row["prompt_embedding"]) for row in rows if row["prompt_embedding"])
    common = min(lengths, key=lambda length: (-lengths[length], length), default=None)
    latest = clock + timedelta(minutes=10)
    good = [row for row in rows if is_good(row, common, latest)]
    expected = kept_by_id(good, EXCHANGES)
    names = [f"{number:02}{form}" for number, (form, _) in enumerate(files)]
    bad_places = [
        (f"exchanges/date=2026-05-19/{name}", number)
        for name, (_, part) in zip(names, files, strict=True)
        for number, row in enumerate(part)
        if not is_good(row, common, latest)
    ]
    with tempfile.TemporaryDirectory() as root, duckdb.connect() as con:
        logs, quarantine = Path(root) / "logs", Path(root) / "quarantine"
        for name, (_, part) in zip(names, files, strict=True):
            logs_of.write_day(logs, part, name=name)
        counts = load_exchanges(con, logs, DAY, now=clock, quarantine=quarantine, max_bad_share=1.0)
        columns = [c.name for c in EXCHANGES.columns if c.name in logs_of.EXCHANGES.names]
        found = logs_of.fetch(con, f"select {', '.join(columns)} from exchanges")
        place = quarantine / "exchanges/date=2026-05-19.parquet"
        assert place.exists() == bool(bad_places)
        kept = logs_of.quarantined(place) if bad_places else []
    assert counts.read == len(rows) == counts.used + counts.duplicates + counts.bad
    assert (counts.used, counts.duplicates) == (len(expected), len(good) - len(expected))
    assert counts.embedding_length == common
    assert [(file, row) for file, row, _, _ in kept] == bad_places
    assert Counter(reason for _, _, reason, _ in kept) == counts.set_aside
    temperature = columns.index("temperature")
    for row, was in zip(found, expected, strict=True):
        plain = [was[name] for name in columns]
        if plain[temperature] is not None:
            assert math.isclose(row[temperature], plain[temperature], rel_tol=1e-6)
            plain[temperature] = row[temperature]
        assert list(row) == plain


MOMENTS = [
    None,
    *(DAY_STARTS + timedelta(days=d, microseconds=u) for d in (0, 1, 2) for u in (-1, 0)),
]
NEIGHBOURS = st.builds(
    lambda name, **values: account(name) | values,
    st.sampled_from(["a", "b", "c", "", None]),
    created_at=st.sampled_from(MOMENTS),
    closed_at=st.sampled_from(MOMENTS),
    plan=st.sampled_from(["free", "pro", "team", None]),
)


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(NEIGHBOURS, max_size=12), late=st.lists(NEIGHBOURS, max_size=4))
def test_accounts_of_a_day_do_not_change_with_what_comes_later(
    rows: list[Row], late: list[Row]
) -> None:
    """Point in time: rows created after as_of change neither the table nor its counts."""
    end = DAY_STARTS + timedelta(days=1)
    late = [row | {"created_at": end + timedelta(hours=i)} for i, row in enumerate(late)]
    known = [row for row in rows if row["created_at"] is None or row["created_at"] < end]
    good = [row for row in known if row["account_id"] and row["plan"] and row["created_at"]]
    expected = kept_by_id(good, ACCOUNTS)
    with tempfile.TemporaryDirectory() as root, duckdb.connect() as con:
        seen = []
        for name, table in (("early", rows), ("later", rows + late)):
            logs = Path(root) / name
            logs_of.write_day(logs, [exchange(0)])
            logs_of.write_rows(logs / "accounts/a.parquet", table, logs_of.ACCOUNTS)
            counts = load_accounts(con, logs, as_of=DAY, quarantine=None)
            query = "select account_id, created_at, plan, closed_at from accounts"
            seen.append((counts, logs_of.fetch(con, query)))
    assert seen[0] == seen[1]
    counts, found = seen[0]
    assert (counts.read, counts.used) == (len(known), len(expected))
    assert counts.duplicates == len(good) - len(expected)
    assert found == [
        (
            row["account_id"],
            row["created_at"],
            row["plan"],
            row["closed_at"] if row["closed_at"] and row["closed_at"] < end else None,
        )
        for row in expected
    ]
