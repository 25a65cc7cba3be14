"""LOGS on disk: the schemas of the data contract, and files that appear whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_TIME = pa.timestamp("us", tz="UTC")

EXCHANGES = pa.schema(
    [
        ("exchange_id", pa.string()),
        ("account_id", pa.string()),
        ("occurred_at", _TIME),
        ("session_id", pa.string()),
        ("turn", pa.int32()),
        ("surface", pa.string()),
        ("model", pa.string()),
        ("prompt", pa.string()),
        ("system_prompt_hash", pa.string()),
        ("tools_hash", pa.string()),
        ("n_tools", pa.int32()),
        ("language", pa.string()),
        ("input_tokens", pa.int32()),
        ("output_tokens", pa.int32()),
        ("thinking_tokens", pa.int32()),
        ("max_output_tokens", pa.int32()),
        ("temperature", pa.float32()),
        ("streamed", pa.bool_()),
        ("stop_reason", pa.string()),
        ("status", pa.int32()),
        ("latency_ms", pa.int32()),
        ("api_key_id", pa.string()),
        ("client_fingerprint", pa.string()),
        ("user_agent_family", pa.string()),
        ("ip", pa.string()),
        ("ip_prefix", pa.string()),
        ("asn", pa.int64()),
        ("network_type", pa.string()),
        ("country", pa.string()),
    ]
)
ACCOUNTS = pa.schema(
    [
        ("account_id", pa.string()),
        ("created_at", _TIME),
        ("plan", pa.string()),
        ("organisation_id", pa.string()),
        ("programme", pa.string()),
        ("email_domain", pa.string()),
        ("payment_id", pa.string()),
        ("payment_issuer", pa.string()),
        ("payment_country", pa.string()),
        ("signup_ip", pa.string()),
        ("signup_ip_prefix", pa.string()),
        ("signup_fingerprint", pa.string()),
        ("country", pa.string()),
        ("closed_at", _TIME),
    ]
)
DECISIONS = pa.schema(
    [
        ("decision_id", pa.string()),
        ("account_id", pa.string()),
        ("decided_at", _TIME),
        ("decision", pa.string()),
        ("source", pa.string()),
        ("reviewer", pa.string()),
        ("campaign_id", pa.string()),
        ("note", pa.string()),
    ]
)
TRUTH = pa.schema(
    [
        ("account_id", pa.string()),
        ("kind", pa.string()),
        ("tactic", pa.string()),
        ("campaign", pa.string()),
    ]
)
TABLES = ("exchanges", "accounts", "decisions", "truth")


# Columns with few distinct values, where a dictionary helps; elsewhere it costs time and space.
_FEW = [
    "surface", "model", "tools_hash", "system_prompt_hash", "n_tools", "language", "turn",
    "max_output_tokens", "temperature", "streamed", "stop_reason", "status", "thinking_tokens",
    "client_fingerprint", "user_agent_family", "asn", "network_type", "country", "plan",
    "programme", "email_domain", "payment_issuer", "payment_country", "decision", "source",
    "reviewer", "kind", "tactic", "campaign",
]  # fmt: skip
STAMP = "_world.json"


def write_table(table: pa.Table, path: Path) -> None:
    """Write a Parquet file: beside, flushed to the disk, then renamed into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.parent / f"_{path.name}.tmp"
    few = [c for c in _FEW if c in table.column_names]
    with beside.open("wb") as file:
        pq.write_table(
            table,
            file,
            compression="zstd",
            compression_level=1,
            use_dictionary=few,
            write_statistics=False,
        )
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def open_logs(logs: Path, stamp: dict[str, object]) -> bool:
    """Make `logs` ready for the world of `stamp`; True if a run of the same world is continued.

    A former simulated log of another world is removed, so that no day of it stays behind.
    Raises ValueError if the folder has tables but no truth: that is somebody's real log.
    """
    present = [name for name in TABLES if (logs / name).exists()]
    mark = logs / STAMP
    if present and not (logs / "truth").is_dir() and not mark.is_file():
        raise ValueError(
            f"{logs}: expected an empty folder or a simulated log, found {', '.join(present)} "
            "without truth; choose another --logs"
        )
    text = json.dumps(stamp, indent=1, sort_keys=True) + "\n"
    if mark.is_file() and mark.read_text() == text:
        return True
    # The stamp and the truth go last: a run that was killed here must still be recognised.
    for name in present:
        shutil.rmtree(logs / name)
    mark.unlink(missing_ok=True)
    logs.mkdir(parents=True, exist_ok=True)
    beside = logs / f"{STAMP}.tmp"
    with beside.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, mark)
    return False
