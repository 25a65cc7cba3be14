"""Partitions of Parquet files that appear whole or not at all.

A partition is a folder with a `manifest.json`; its files stand in a sub-folder named by their
digest. A write goes beside, is synced, and the manifest is swapped by rename: a kill at any point
leaves the old partition or the new one. Readers follow the manifest and never glob.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq


class WarehouseError(RuntimeError):
    """A partition is missing or not what its manifest says; the message says what to run."""


@dataclass(frozen=True)
class Partition:
    """A readable partition: `files` maps a name to its path, `meta` is what its writer said."""

    folder: Path
    digest: str
    files: Mapping[str, Path]
    meta: Mapping[str, Any]

    def table(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """One file of the partition as an Arrow table."""
        return pq.read_table(self.files[name], columns=columns)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_bytes(path: Path, content: bytes | pa.Buffer) -> None:
    """Replace a file atomically: beside, fsync, rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.parent / f".{path.name}.{os.getpid()}.tmp"
    try:
        with beside.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(path.parent)


@dataclass(frozen=True)
class Encoded:
    """A Parquet file that is not written yet: its bytes and how many rows they hold."""

    content: pa.Buffer
    rows: int


def encoded(parts: Iterable[pa.Table]) -> Encoded:
    """Tables of one schema as one Parquet file, each in row groups of its own; one is held at a
    time. The same tables give the same bytes."""
    sink, rows, writer = pa.BufferOutputStream(), 0, None
    for part in parts:
        writer = writer or pq.ParquetWriter(sink, part.schema, compression="zstd")
        writer.write_table(part)
        rows += part.num_rows
    if writer is None:
        raise ValueError("encoded: expected one table at least, found none.")
    writer.close()
    return Encoded(sink.getvalue(), rows)


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write one Parquet file atomically; the same table gives the same bytes."""
    write_bytes(path, encoded([table]).content)


def write_partition(
    folder: Path, tables: Mapping[str, pa.Table | Encoded], meta: Mapping[str, Any]
) -> Partition:
    """Write `tables` and swap the manifest; older files of the partition are then removed."""
    files = {n: t if isinstance(t, Encoded) else encoded([t]) for n, t in tables.items()}
    digests = {name: hashlib.sha256(file.content).hexdigest() for name, file in files.items()}
    whole = hashlib.sha256(json.dumps([digests, meta], sort_keys=True).encode()).hexdigest()[:16]
    for name, file in files.items():
        write_bytes(folder / whole / f"{name}.parquet", file.content)
    manifest = {
        "digest": whole,
        "files": {
            name: {"sha256": digests[name], "rows": files[name].rows} for name in sorted(files)
        },
        "meta": dict(meta),
    }
    text = json.dumps(manifest, sort_keys=True, indent=1) + "\n"
    write_bytes(folder / "manifest.json", text.encode())
    for other in folder.iterdir():
        if other.is_dir() and other.name != whole:
            shutil.rmtree(other)
    return read_partition(folder)


def find_partition(folder: Path) -> Partition | None:
    """The partition in `folder`, or None where none was finished."""
    path = folder / "manifest.json"
    if not path.exists():
        return None
    manifest = json.loads(path.read_text())
    files = {name: folder / manifest["digest"] / f"{name}.parquet" for name in manifest["files"]}
    gone = [str(file) for file in files.values() if not file.exists()]
    if gone:
        raise WarehouseError(
            f"{path}: expected the file {gone[0]}, found none. "
            f"Delete the folder {folder} and run make features again."
        )
    return Partition(folder, manifest["digest"], files, manifest["meta"])


def read_partition(folder: Path) -> Partition:
    """The partition in `folder`; WarehouseError where there is none."""
    partition = find_partition(folder)
    if partition is None:
        raise WarehouseError(
            f"{folder}: expected a finished partition (manifest.json), found none. "
            "Run make features first."
        )
    return partition
