"""What only JSON Lines can get wrong, line by line and as a whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from features import json_lines, log_files
from features.contract import ContractError, Counts, load_exchanges
from tests import contract_logs as logs_of
from tests.contract_logs import CANARY, DAY, NOON, NOW, exchange


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def load_lines(con: duckdb.DuckDBPyConnection, root: Path, content: bytes) -> Counts:
    logs_of.write_bytes(logs_of.day_folder(root / "logs") / "a.jsonl", content)
    return load_exchanges(
        con, root / "logs", DAY, now=NOW, quarantine=root / "q", max_bad_share=1.0
    )


def rows_aside(root: Path) -> list[tuple[int, str, str | None]]:
    path = root / "q/exchanges/date=2026-05-19.parquet"
    return [(row, reason, ident) for _, row, reason, ident in logs_of.quarantined(path)]


GOOD = logs_of.json_line(exchange(0))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"{CANARY} is no json".encode(), "line is not JSON"),
        (GOOD.strip()[:-1], "line is not JSON"),
        (GOOD.strip() + GOOD.strip(), "line is not JSON"),
        (GOOD.strip().replace(b'"turn": 1', b'"turn": NaN'), "line is not JSON"),
        (GOOD.strip().replace(b'"turn": 1', b'"turn": ' + b"9" * 5000), "line is not JSON"),
        (b"[" * 100_000, "line is not JSON"),
        (b'["a", 1]', "line is not a JSON object"),
        (b"null", "line is not a JSON object"),
        (GOOD.strip().replace(b"question", b"\xff\xfe"), "line is not UTF-8"),
        (GOOD.strip().replace(b"question", b"\xed\xa0\x80"), "line is not UTF-8"),
        (GOOD.decode().strip().encode("utf-16"), "line is not UTF-8"),
    ],
)
def test_a_line_that_is_no_object_is_set_aside_without_an_id(
    con, tmp_path: Path, line: bytes, reason: str
) -> None:
    # UTF-16 holds line ends of its own, so the bad line comes last.
    counts = load_lines(con, tmp_path, GOOD + logs_of.json_line(exchange(1)) + line)
    assert (counts.used, counts.set_aside) == (2, {reason: 1})
    assert rows_aside(tmp_path) == [(2, reason, None)]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"turn": "1"}, "turn of wrong type"),
    ({"turn": 1.0}, "turn of wrong type"),
    ({"turn": True}, "turn of wrong type"),
    ({"turn": 2**31}, "turn out of range"),
    ({"turn": 2**200}, "turn out of range"),
    ({"asn": -(2**63) - 1}, "asn out of range"),
    ({"temperature": "hot"}, "temperature of wrong type"),
    ({"temperature": 10**400}, "temperature out of range"),
    ({"temperature": 1e300}, "temperature out of range"),
    ({"streamed": 1}, "streamed of wrong type"),
    ({"streamed": "true"}, "streamed of wrong type"),
    ({"model": 7}, "model of wrong type"),
    ({"model": {"name": CANARY}}, "model of wrong type"),
    ({"prompt": [CANARY]}, "prompt of wrong type"),
    ({"prompt": f"{CANARY} \ud800"}, "prompt is not valid text"),
    ({"prompt_embedding": "[1, 2]"}, "prompt_embedding of wrong type"),
    ({"prompt_embedding": [1, "2"]}, "prompt_embedding of wrong type"),
    ({"prompt_embedding": [[1], [2]]}, "prompt_embedding of wrong type"),
    ({"prompt_embedding": [True, 1]}, "prompt_embedding of wrong type"),
    ({"prompt_embedding": [1, 10**400]}, "prompt_embedding not finite"),
    ({"occurred_at": 1_779_192_000}, "occurred_at of wrong type"),
    ({"occurred_at": "2026-05-19T12:00:00"}, "occurred_at not an RFC 3339 timestamp"),
    ({"occurred_at": "2026-05-19"}, "occurred_at not an RFC 3339 timestamp"),
    ({"occurred_at": "20260519T120000Z"}, "occurred_at not an RFC 3339 timestamp"),
    ({"occurred_at": "2026-02-30T12:00:00Z"}, "occurred_at not an RFC 3339 timestamp"),
    ({"occurred_at": "2026-05-19T24:00:00Z"}, "occurred_at not an RFC 3339 timestamp"),
    ({"occurred_at": "2026-05-19T12:00:00+25:00"}, "occurred_at not an RFC 3339 timestamp"),
    ({"occurred_at": f"2026-05-19T12:00:00Z {CANARY}"}, "occurred_at not an RFC 3339 timestamp"),
    ({"occurred_at": "2026-05-19T12:00:00Z\n"}, "occurred_at not an RFC 3339 timestamp"),
    ({"occurred_at": "infinity"}, "occurred_at not an RFC 3339 timestamp"),
    ({"turn": "1", "status": "200"}, "turn of wrong type"),
]


@pytest.mark.parametrize(("changes", "reason"), WRONG)
def test_a_value_that_does_not_fit_is_set_aside(
    con, tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    lines = [logs_of.json_line(exchange(i)) for i in range(2)]
    lines.append(logs_of.json_line(exchange(2) | changes))
    counts = load_lines(con, tmp_path, b"".join(lines))
    assert (counts.used, counts.set_aside) == (2, {reason: 1})
    assert rows_aside(tmp_path) == [(2, reason, "ex_2")]


def test_an_id_of_wrong_type_is_no_id(con, tmp_path: Path) -> None:
    counts = load_lines(con, tmp_path, GOOD + logs_of.json_line(exchange(1, exchange_id=[CANARY])))
    assert counts.set_aside == {"exchange_id of wrong type": 1}
    assert rows_aside(tmp_path) == [(1, "exchange_id of wrong type", None)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-19T12:00:00Z",
        "2026-05-19t12:00:00z",
        "2026-05-19 12:00:00+00:00",
        "2026-05-19T12:00:00.000000999Z",
        "2026-05-19T14:00:00.0+02:00",
        "2026-05-18T23:30:00-12:30",
        "2026-05-19T12:00:00-00:00",
    ],
)
def test_rfc_3339_in_its_forms_is_one_moment(con, tmp_path: Path, text: str) -> None:
    assert (
        load_lines(con, tmp_path, logs_of.json_line(exchange(0) | {"occurred_at": text})).used == 1
    )
    assert logs_of.fetch(con, "select occurred_at from exchanges") == [(NOON,)]


def test_blank_lines_are_no_rows_and_lines_keep_their_number(con, tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n") + b"\n \t\r\n" + b"x\n" + b"\n"
    last = logs_of.json_line(exchange(1, turn=0)).strip()
    counts = load_lines(con, tmp_path, content + last)
    assert (counts.read, counts.used) == (3, 1)
    assert rows_aside(tmp_path) == [(3, "line is not JSON", None), (5, "turn below 1", "ex_1")]


def test_a_line_without_an_end_is_bounded(con, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(log_files, "MAX_LINE_BYTES", len(GOOD))
    long = logs_of.json_line(exchange(1, prompt="x" * 3 * len(GOOD)))
    for content in (long + GOOD, GOOD + long.strip()):
        counts = load_lines(con, tmp_path, content)
        assert (counts.read, counts.used, counts.set_aside) == (2, 1, {"line is too long": 1})
    assert load_lines(con, tmp_path, GOOD).used == 1


def test_batches_end_anywhere(con, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(json_lines, "BATCH_ROWS", 3)
    lines = [logs_of.json_line(exchange(i)) for i in range(10)]
    lines[4] = b"bad\n"
    counts = load_lines(con, tmp_path, b"".join(lines))
    assert (counts.read, counts.used) == (10, 9)
    assert rows_aside(tmp_path) == [(4, "line is not JSON", None)]


def error_of(con: duckdb.DuckDBPyConnection, root: Path, content: bytes) -> str:
    with pytest.raises(ContractError) as caught:
        load_lines(con, root, content)
    assert CANARY not in str(caught.value)
    return str(caught.value).rsplit("/", 1)[-1]


def test_a_file_without_an_object_is_no_json_lines(con, tmp_path: Path) -> None:
    pretty = json.dumps([1, 2, 3], indent=1).encode()
    assert error_of(con, tmp_path, pretty) == (
        "a.jsonl: expected one JSON object a line, found none in 5 lines; export it as JSON Lines"
    )
    assert load_lines(con, tmp_path, b"").read == 0


def test_a_required_column_in_no_line_is_missing(con, tmp_path: Path) -> None:
    bare = {name: value for name, value in exchange(0).items() if name != "status"}
    lines = [logs_of.json_line(bare) for _ in range(3)]
    assert error_of(con, tmp_path, b"".join(lines)) == (
        "a.jsonl: column 'status': expected a required column, found it in no line; "
        "add it to the export"
    )
    # One line that names it is enough, however late; the others are bad rows.
    late = lines * 500 + [logs_of.json_line(exchange(1))]
    assert load_lines(con, tmp_path, b"".join(late)).set_aside == {"status is NULL": 1_500}


def test_a_column_of_which_no_value_fits_is_of_an_incompatible_type(con, tmp_path: Path) -> None:
    rows = [exchange(i) | {"status": "200" if i % 2 else [200]} for i in range(100)]
    lines = [logs_of.json_line(row) for row in rows]
    assert error_of(con, tmp_path, b"".join(lines)) == (
        "a.jsonl: column 'status': expected int32, found JSON array and string in all of the "
        "first 100 values; correct the export"
    )
    assert load_lines(con, tmp_path, b"".join(lines[:99])).set_aside == {"status of wrong type": 99}
    assert load_lines(con, tmp_path, b"".join(lines) + GOOD).used == 1
    epochs = [logs_of.json_line(exchange(i) | {"occurred_at": 5}) for i in range(100)]
    assert error_of(con, tmp_path, b"".join(epochs)) == (
        "a.jsonl: column 'occurred_at': expected RFC 3339 text, found JSON number in all of the "
        "first 100 values; correct the export"
    )
