"""LOGS on disk: the schemas of the data contract, and files that appear whole or not at all."""

from __future__ import annotations

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


def write_table(table: pa.Table, folder: Path) -> None:
    """Write `folder`/part-0.parquet: beside, flushed to the disk, then renamed into place."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / "_part-0.parquet.tmp"
    with beside.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, folder / "part-0.parquet")


def clear_logs(logs: Path) -> None:
    """Remove the tables of a former simulated log, so that no day of it stays behind.

    Raises ValueError if the folder has tables but no truth: that is somebody's real log.
    """
    present = [name for name in TABLES if (logs / name).exists()]
    if present and not (logs / "truth").is_dir():
        raise ValueError(
            f"{logs}: expected an empty folder or a simulated log, found {', '.join(present)} "
            "without truth; choose another --logs"
        )
    # Truth goes last: a run that was killed here must still be recognised as a simulated log.
    for name in present:
        shutil.rmtree(logs / name)
