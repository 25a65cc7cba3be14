"""The three tables come in: good rows typed and once, bad rows aside with their reason."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from features import contract
from features.contract import (
    ACCOUNTS,
    EXCHANGES,
    TABLES,
    ContractError,
    Counts,
    load_accounts,
    load_decisions,
    load_exchanges,
)
from tests import contract_logs as logs_of
from tests.contract_logs import CANARY, DAY, FORMS, NOON, NOW, account, decision, exchange


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def load(
    con: duckdb.DuckDBPyConnection, logs: Path, bad_share: float = 1.0, **options: Any
) -> Counts:
    options = {"now": NOW, "quarantine": logs.parent / "quarantine"} | options
    return load_exchanges(con, logs, DAY, max_bad_share=bad_share, **options)


def test_required_columns_are_those_of_the_contract() -> None:
    assert {table.name: [c.name for c in table.columns if c.required] for table in TABLES} == {
        "exchanges": [
            "exchange_id",
            "account_id",
            "occurred_at",
            "surface",
            "model",
            "input_tokens",
            "output_tokens",
            "status",
        ],
        "accounts": ["account_id", "created_at", "plan"],
        "decisions": ["decision_id", "account_id", "decided_at", "decision", "source"],
    }
    assert [len(table.columns) for table in TABLES] == [30, 14, 8]


def test_good_rows_come_typed_sorted_and_with_every_column(con, tmp_path: Path) -> None:
    rows = [exchange(i) for i in (5, 4, 0, 3)]
    logs_of.write_day(tmp_path / "logs", rows)
    counts = load(con, tmp_path / "logs")
    assert counts == Counts(4, 4, 0, {}, ("exchanges/date=2026-05-19/part-0.parquet",), 2)
    types = {row[0]: row[1] for row in logs_of.fetch(con, "describe exchanges")}
    assert list(types) == [column.name for column in EXCHANGES.columns]
    assert types["occurred_at"] == "TIMESTAMP WITH TIME ZONE"
    assert (types["turn"], types["asn"], types["temperature"]) == ("INTEGER", "BIGINT", "FLOAT")
    assert (types["streamed"], types["prompt_embedding"]) == ("BOOLEAN", "FLOAT[]")
    found = logs_of.fetch(con, "select exchange_id, prompt, country from exchanges")
    assert found == [(f"ex_{i}", exchange(i)["prompt"], None) for i in (0, 3, 4, 5)]
    assert logs_of.fetch(con, "select current_setting('TimeZone')") == [("UTC",)]
    assert not (tmp_path / "quarantine").exists()


BAD_EXCHANGES = [
    ({"exchange_id": None}, "exchange_id is NULL"),
    ({"account_id": None}, "account_id is NULL"),
    ({"account_id": ""}, "account_id is empty"),
    ({"occurred_at": None}, "occurred_at is NULL"),
    ({"surface": None}, "surface is NULL"),
    ({"model": None}, "model is NULL"),
    ({"input_tokens": None}, "input_tokens is NULL"),
    ({"output_tokens": None}, "output_tokens is NULL"),
    ({"status": None}, "status is NULL"),
    ({"exchange_id": "x" * 129}, "exchange_id longer than 128 characters"),
    ({"account_id": "x" * 129}, "account_id longer than 128 characters"),
    ({"session_id": "x" * 129}, "session_id longer than 128 characters"),
    ({"prompt": "é" * 16_385}, "prompt longer than 32768 bytes"),
    ({"turn": 0}, "turn below 1"),
    ({"n_tools": -1}, "n_tools below 0"),
    ({"input_tokens": -1}, "input_tokens below 0"),
    ({"output_tokens": -3}, "output_tokens below 0"),
    ({"thinking_tokens": -1}, "thinking_tokens below 0"),
    ({"latency_ms": -1}, "latency_ms below 0"),
    ({"occurred_at": NOON + timedelta(hours=12)}, "occurred_at outside its partition's date"),
    (
        {"occurred_at": NOON - timedelta(hours=12, microseconds=1)},
        "occurred_at outside its partition's date",
    ),
    ({"prompt_embedding": [0.5]}, "prompt_embedding of wrong length"),
    ({"prompt_embedding": []}, "prompt_embedding of wrong length"),
    ({"prompt_embedding": [0.5, None]}, "prompt_embedding not finite"),
    ({"turn": 0, "status": None}, "turn below 1"),
]


@pytest.mark.parametrize("form", [".parquet", ".jsonl"])
@pytest.mark.parametrize(("changes", "reason"), BAD_EXCHANGES, ids=[r for _, r in BAD_EXCHANGES])
def test_a_bad_exchange_is_set_aside_with_its_reason(
    con, tmp_path: Path, form: str, changes: dict[str, Any], reason: str
) -> None:
    rows = [exchange(0), exchange(1), exchange(2, **changes)]
    logs_of.write_day(tmp_path / "logs", rows, name=f"part-0{form}")
    counts = load(con, tmp_path / "logs")
    assert (counts.read, counts.used, counts.duplicates) == (3, 2, 0)
    assert counts.set_aside == {reason: 1}
    ident = changes.get("exchange_id", "ex_2")
    assert logs_of.quarantined(tmp_path / "quarantine/exchanges/date=2026-05-19.parquet") == [
        (f"exchanges/date=2026-05-19/part-0{form}", 2, reason, ident and ident[:128])
    ]


def test_what_is_just_allowed_is_used(con, tmp_path: Path) -> None:
    rows = [
        exchange(0, exchange_id="é" * 128, prompt="é" * 16_384, occurred_at=NOON.replace(hour=0)),
        exchange(1, occurred_at=datetime(2026, 5, 19, 23, 59, 59, 999_999, tzinfo=UTC)),
        exchange(2, turn=None, prompt=None, prompt_embedding=None, session_id="", n_tools=0),
        exchange(3, surface="fridge", status=-1, temperature=-1.0, asn=2**62),
    ]
    logs_of.write_day(tmp_path / "logs", rows)
    assert load(con, tmp_path / "logs").used == 4


def test_the_clock_decides_what_lies_in_the_future(con, tmp_path: Path) -> None:
    logs_of.write_day(tmp_path / "logs", [exchange(0, occurred_at=NOON)])
    last = NOON - timedelta(minutes=10)
    assert load(con, tmp_path / "logs", now=last).used == 1
    late = load(con, tmp_path / "logs", now=last - timedelta(microseconds=1))
    assert late.set_aside == {"occurred_at more than 10 minutes after the clock": 1}
    with pytest.raises(ValueError, match="expected a moment with a zone, found 2026-05-19"):
        load(con, tmp_path / "logs", now=datetime(2026, 5, 19))


@pytest.mark.parametrize(
    ("column", "values", "reasons"),
    [
        ("status", pa.array([200, 2**31, -(2**31) - 1], pa.int64()), {"status out of range": 2}),
        ("status", pa.array([200, 2**32 - 1, 1], pa.uint32()), {"status out of range": 1}),
        ("status", pa.array([200, 255, 1], pa.uint8()), {}),
        ("asn", pa.array([2**63 - 1, 2**63, 1], pa.uint64()), {"asn out of range": 1}),
        (
            "temperature",
            pa.array([1e300, 0.7, None], pa.float64()),
            {"temperature out of range": 1},
        ),
        (
            "temperature",
            pa.array([float("nan"), float("inf"), 0.5], pa.float32()),
            {"temperature not finite": 2},
        ),
        ("temperature", pa.array([0.5, 0.5, 1.0], pa.float16()), {}),
        ("turn", pa.nulls(3), {}),
        ("model", pa.nulls(3), {"model is NULL": 3}),
        (
            "prompt_embedding",
            pa.array([[1e300, 0.0], [float("nan"), 0.0], [1.0, 2.0]], pa.large_list(pa.float64())),
            {"prompt_embedding not finite": 2},
        ),
        (
            "prompt_embedding",
            pa.array([[float("inf"), float("-inf")], None, [1, 2]], pa.list_(pa.float32(), 2)),
            {"prompt_embedding not finite": 1},
        ),
        ("model", pa.array(["a", "b", "a"]).dictionary_encode(), {}),
        ("model", pa.array(["a", "b", "a"], pa.large_string()), {}),
        (
            "occurred_at",
            pa.array([2**63 - 1, -(2**63) + 1, 0], pa.timestamp("us", "UTC")),
            {"occurred_at out of range": 2, "occurred_at outside its partition's date": 1},
        ),
    ],
)
def test_other_widths_are_checked_row_by_row(con, tmp_path: Path, column, values, reasons) -> None:
    logs_of.write_column(tmp_path / "logs", column, values)
    counts = load(con, tmp_path / "logs")
    assert counts.set_aside == reasons
    assert counts.used == 3 - sum(reasons.values())


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_any_unit_and_zone_is_the_same_moment_and_is_cut_never_rounded(
    con, tmp_path: Path, unit: str
) -> None:
    last = {"ms": 10**3, "us": 10**6, "ns": 10**9}[unit] * 1_779_235_200 - 1
    values = pa.array([last], pa.timestamp(unit, "America/New_York"))
    logs_of.write_column(tmp_path / "logs", "occurred_at", values)
    assert load(con, tmp_path / "logs").used == 1
    ((found,),) = logs_of.fetch(con, "select epoch_us(occurred_at) from exchanges")
    assert found == {"ms": 1_779_235_199_999_000}.get(unit, 1_779_235_199_999_999)


def test_the_embedding_length_is_the_logs_or_else_the_commonest(con, tmp_path: Path) -> None:
    rows = [exchange(0, prompt_embedding=[1.0])] + [exchange(i) for i in range(1, 4)]
    logs_of.write_day(tmp_path / "logs", rows)
    counts = load(con, tmp_path / "logs")
    assert (counts.embedding_length, counts.used) == (2, 3)
    counts = load(con, tmp_path / "logs", embedding_length=1)
    assert (counts.embedding_length, counts.used) == (1, 1)


def test_the_first_good_row_of_an_id_is_used(con, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    # Written out of order: file order is by name. The first ex_1 is bad and hides no good one.
    logs_of.write_day(logs, [exchange(0, model="late"), exchange(1, model="late")], name="b.jsonl")
    first = [exchange(0, model="first"), exchange(0, model="again"), exchange(1, turn=0)]
    logs_of.write_day(logs, first, name="a.parquet")
    counts = load(con, logs)
    assert counts == Counts(
        5,
        2,
        2,
        {"turn below 1": 1},
        ("exchanges/date=2026-05-19/a.parquet", "exchanges/date=2026-05-19/b.jsonl"),
        2,
    )
    found = logs_of.fetch(con, "select exchange_id, model from exchanges order by 1")
    assert found == [("ex_0", "first"), ("ex_1", "late")]


def test_files_of_different_types_are_one_table(con, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs_of.write_column(logs, "status", pa.array([200], pa.int64()), name="a.parquet")
    logs_of.write_day(logs, [exchange(1)], name="b.parquet")
    narrow = pa.schema([field for field in logs_of.EXCHANGES if field.name != "turn"])
    logs_of.write_day(
        logs, [exchange(2), exchange(3, status=None)], name="c.parquet", schema=narrow
    )
    logs_of.write_day(logs, [exchange(4, turn=0)], name="d.parquet")
    counts = load(con, logs)
    assert counts.set_aside == {"status is NULL": 1, "turn below 1": 1}
    found = logs_of.fetch(con, "select exchange_id, turn, status from exchanges order by 1")
    assert found == [("ex_0", 1, 200), ("ex_1", 1, 200), ("ex_2", None, 200)]
    places = logs_of.quarantined(tmp_path / "quarantine/exchanges/date=2026-05-19.parquet")
    assert [(Path(file).name, row) for file, row, _, _ in places] == [
        ("c.parquet", 1),
        ("d.parquet", 0),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_table(con, tmp_path: Path, form: str) -> None:
    rows = [exchange(i, temperature=i / 10, prompt_embedding=[i / 3, 0.1]) for i in range(20)]
    rows += [exchange(3), exchange(20, turn=0), exchange(21, prompt=None, streamed=None)]
    everyone = [account("a"), account("b", closed_at=NOON, plan="free"), account("c", plan=None)]
    decided = [decision("d", note="\0 ok"), decision("e", decision="distillation")]
    for name in (".parquet", form):
        logs = tmp_path / f"logs{name}"
        logs_of.write_day(logs, rows[:9], name=f"part-0{name}")
        logs_of.write_day(logs, rows[9:], name=f"part-1{name}")
        logs_of.write_rows(logs / f"accounts/a{name}", everyone, logs_of.ACCOUNTS)
        logs_of.write_rows(logs / f"decisions/d{name}", decided, logs_of.DECISIONS)
    contract.check_files(tmp_path / f"logs{form}", [DAY])
    seen = []
    for name in (".parquet", form):
        logs = tmp_path / f"logs{name}"
        counts = [
            load(con, logs),
            load_accounts(con, logs, as_of=DAY, quarantine=None),
            load_decisions(con, logs, as_of=DAY, quarantine=None),
        ]
        tables = [
            logs_of.fetch(con, f"from {table}") for table in ("exchanges", "accounts", "decisions")
        ]
        numbers = [(c.read, c.used, c.duplicates, c.set_aside, c.embedding_length) for c in counts]
        seen.append((tables, numbers))
    assert seen[0] == seen[1]
    assert [n[:3] for n in seen[0][1]] == [(23, 21, 1), (3, 2, 0), (2, 2, 0)]


def test_accounts_look_as_they_did_at_the_end_of_as_of(con, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs_of.write_day(logs, [exchange(0)])
    midnight = datetime(2026, 5, 20, tzinfo=UTC)
    rows = [
        account("closed", closed_at=midnight - timedelta(microseconds=1)),
        account("open-then", closed_at=midnight),
        account("newest", created_at=midnight - timedelta(microseconds=1)),
        account("tomorrow", created_at=midnight),
        account("tomorrow-and-bad", created_at=midnight, plan=None),
        account("no-plan", plan=None),
        account("no-time", created_at=None),
        account(""),
    ]
    logs_of.write_rows(logs / "accounts/part-0.parquet", rows, logs_of.ACCOUNTS)
    counts = load_accounts(con, logs, as_of=DAY, quarantine=tmp_path / "q", table="known")
    assert (counts.read, counts.used, counts.duplicates) == (6, 3, 0)
    assert counts.set_aside == {
        "account_id is empty": 1,
        "created_at is NULL": 1,
        "plan is NULL": 1,
    }
    found = logs_of.fetch(con, "select account_id, closed_at from known")
    assert found == [
        ("closed", midnight - timedelta(microseconds=1)),
        ("newest", None),
        ("open-then", None),
    ]
    assert [
        (row, ident) for _, row, _, ident in logs_of.quarantined(tmp_path / "q/accounts.parquet")
    ] == [
        (5, "no-plan"),
        (6, "no-time"),
        (7, ""),
    ]
    assert load_accounts(con, logs, as_of=date(2026, 5, 20), quarantine=None).used == 4


def test_of_two_rows_of_an_account_the_newest_state_is_used(con, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs_of.write_day(logs, [exchange(0)])
    first = [account("a", plan="free"), account("b", plan="free")]
    logs_of.write_rows(logs / "accounts/part-0.parquet", first, logs_of.ACCOUNTS)
    logs_of.write_rows(
        logs / "accounts/part-1.parquet",
        [account("a", plan="team"), account("b", plan=None)],
        logs_of.ACCOUNTS,
    )
    counts = load_accounts(con, logs, as_of=DAY, quarantine=None)
    assert (counts.read, counts.used, counts.duplicates, counts.bad) == (4, 2, 1, 1)
    assert logs_of.fetch(con, "select account_id, plan from accounts") == [
        ("a", "team"),
        ("b", "free"),
    ]
    assert ACCOUNTS.keep == "last"


def test_decisions_are_those_taken_up_to_the_end_of_as_of(con, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs_of.write_day(logs, [exchange(0)])
    rows = [
        decision("d1", decided_at=NOON, note="first"),
        decision("d1", decided_at=NOON, note="replayed"),
        decision("d2", decided_at=NOON + timedelta(hours=12)),
        decision("d3", decision="guilty"),
        decision("d4", decision=None),
        decision("d5", source="a-source-of-its-own"),
    ]
    logs_of.write_rows(logs / "decisions/part-0.parquet", rows, logs_of.DECISIONS)
    counts = load_decisions(con, logs, as_of=DAY, quarantine=tmp_path / "q")
    assert (counts.read, counts.used, counts.duplicates) == (5, 2, 1)
    assert counts.set_aside == {"decision is NULL": 1, "decision unknown": 1}
    assert logs_of.fetch(con, "select decision_id, note from decisions") == [
        ("d1", "first"),
        ("d5", CANARY),
    ]
    assert (tmp_path / "q/decisions.parquet").exists()


@pytest.mark.parametrize("empty_folder", [True, False])
def test_no_decision_yet_is_an_empty_table(con, tmp_path: Path, empty_folder: bool) -> None:
    logs_of.write_day(tmp_path, [exchange(0)])
    logs_of.write_rows(tmp_path / "accounts/a.parquet", [account("a")], logs_of.ACCOUNTS)
    if empty_folder:
        (tmp_path / "decisions").mkdir()
    contract.check_files(tmp_path, [DAY])
    counts = load_decisions(con, tmp_path, as_of=DAY, quarantine=None)
    assert counts == Counts(0, 0, 0, {}, ())
    assert logs_of.fetch(con, "from decisions") == []
    types = [row[1] for row in logs_of.fetch(con, "describe decisions")]
    assert types == ["VARCHAR", "VARCHAR", "TIMESTAMP WITH TIME ZONE"] + ["VARCHAR"] * 5


def test_too_many_bad_rows_stop_the_day_and_say_what_to_do(con, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    bad = [{"turn": 0}, {"turn": 0}, {"status": None}]
    rows = [exchange(i) for i in range(97)]
    rows += [exchange(200 + i, **changes) for i, changes in enumerate(bad)]
    logs_of.write_day(logs, rows)
    assert load(con, logs, bad_share=0.03).used == 97
    con.execute("drop table exchanges")
    with pytest.raises(ContractError) as caught:
        load(con, logs, bad_share=0.02)
    place = tmp_path / "quarantine/exchanges/date=2026-05-19.parquet"
    assert str(caught.value) == (
        f"{logs}/exchanges/date=2026-05-19: expected at most 2.00% of the day's rows set aside, "
        "found 3 of 100 (3.00%): turn below 1 (2), status is NULL (1); "
        f"look at {place}, correct the export, or take the day as it is with MAX_BAD_SHARE=0.03"
    )
    assert len(logs_of.quarantined(place)) == 3
    assert logs_of.fetch(con, "show tables") == []
    with pytest.raises(ContractError, match=r"status is NULL \(1\); correct the export, or take"):
        load(con, logs, bad_share=0.0, quarantine=None)


def test_the_quarantine_is_replaced_by_each_run(con, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    place = tmp_path / "quarantine/exchanges/date=2026-05-19.parquet"
    logs_of.write_day(logs, [exchange(0), exchange(1, turn=0)])
    load(con, logs)
    first = place.read_bytes()
    load(con, logs)
    assert place.read_bytes() == first
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    logs_of.write_day(logs, [exchange(0), exchange(1)])
    load(con, logs)
    assert not place.exists()


@pytest.mark.parametrize("form", [".parquet", ".jsonl"])
def test_no_prompt_reaches_the_quarantine_or_an_error(con, tmp_path: Path, form: str) -> None:
    logs = tmp_path / "logs"
    rows = [
        exchange(i, **changes)
        for i, (changes, _) in enumerate(BAD_EXCHANGES)
        if "prompt" not in changes
    ]
    rows.append(exchange(99, prompt=CANARY * 4_000, note=CANARY))
    path = logs_of.write_day(logs, rows, name=f"a{form}")
    if form == ".jsonl":
        with path.open("ab") as more:
            more.write(f'{CANARY}\n{{"prompt": ["{CANARY}"]}}\n'.encode())
    with pytest.raises(ContractError) as caught:
        load(con, logs, bad_share=0.0)
    assert CANARY not in str(caught.value)
    kept = logs_of.quarantined(tmp_path / "quarantine/exchanges/date=2026-05-19.parquet")
    assert len(kept) >= len(rows)
    assert CANARY not in json.dumps(kept)


def test_counts_come_back_from_json_and_have_to_add_up() -> None:
    counts = Counts(5, 2, 1, {"turn below 1": 2}, ("exchanges/a.parquet",))
    assert counts.check
    assert counts.bad == 2
    assert Counts(**json.loads(json.dumps(asdict(counts)))) == counts
    with pytest.raises(ValueError, match=r"found 6 and 2 \+ 1 \+ 2"):
        Counts(6, 2, 1, {"turn below 1": 2}, ())


def test_a_second_load_leaves_nothing_of_the_first(con, tmp_path: Path) -> None:
    logs_of.write_day(tmp_path, [exchange(0), exchange(1)], name="a.jsonl")
    load(con, tmp_path)
    load(con, tmp_path, table="again")
    assert logs_of.fetch(con, "show tables") == [("again",), ("exchanges",)]
    assert logs_of.fetch(con, "from again") == logs_of.fetch(con, "from exchanges")
