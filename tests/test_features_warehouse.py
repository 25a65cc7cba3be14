"""A partition appears whole or not at all, whatever happens to its writer."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from features import warehouse
from features.warehouse import WarehouseError, find_partition, read_partition, write_partition

OLD = {"a": pa.table({"x": [1, 2]}), "b": pa.table({"y": ["old"]})}
NEW = {"a": pa.table({"x": [3]}), "b": pa.table({"y": ["new", "new"]})}


class Killed(BaseException):
    """The process is gone: nothing but `finally` runs after it."""


def contents(folder: Path) -> dict[str, Any] | None:
    found = find_partition(folder)
    return None if found is None else {n: found.table(n).to_pydict() for n in found.files}


def plain(tables: dict[str, pa.Table]) -> dict[str, Any]:
    return {name: table.to_pydict() for name, table in tables.items()}


def test_what_was_written_is_read(tmp_path: Path) -> None:
    written = write_partition(tmp_path / "p", OLD, {"day": "2026-05-19", "rows": [1, 2]})
    found = read_partition(tmp_path / "p")
    assert found == written
    assert found.meta == {"day": "2026-05-19", "rows": [1, 2]}
    assert found.digest == written.files["a"].parent.name
    assert found.table("a").to_pydict() == {"x": [1, 2]}
    assert found.table("b", columns=["y"]).to_pydict() == {"y": ["old"]}
    manifest = json.loads((tmp_path / "p" / "manifest.json").read_text())
    assert {name: file["rows"] for name, file in manifest["files"].items()} == {"a": 2, "b": 1}


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_partition(tmp_path / side, OLD, {"k": 1}) for side in ("one", "two"))
    assert one.digest == two.digest
    for name in OLD:
        assert one.files[name].read_bytes() == two.files[name].read_bytes()


def test_other_tables_or_another_meta_are_another_digest(tmp_path: Path) -> None:
    digests = {
        write_partition(tmp_path / "p", tables, meta).digest
        for tables, meta in ((OLD, {"k": 1}), (NEW, {"k": 1}), (OLD, {"k": 2}))
    }
    assert len(digests) == 3


def test_a_rewrite_leaves_no_older_files(tmp_path: Path) -> None:
    write_partition(tmp_path / "p", OLD, {})
    now = write_partition(tmp_path / "p", NEW, {})
    assert contents(tmp_path / "p") == plain(NEW)
    kept = sorted(p.relative_to(tmp_path / "p").as_posix() for p in (tmp_path / "p").rglob("*"))
    assert kept == [now.digest, f"{now.digest}/a.parquet", f"{now.digest}/b.parquet",
                    "manifest.json"]  # fmt: skip


def test_readers_follow_the_manifest_and_never_glob(tmp_path: Path) -> None:
    """Files of an unfinished writer stand beside, whole or broken; nobody looks at them."""
    folder = tmp_path / "p"
    written = write_partition(folder, OLD, {})
    (folder / "0000").mkdir()
    (folder / "0000" / "a.parquet").write_bytes(b"cut short")
    written.files["a"].with_name("c.parquet").write_bytes(b"cut short")
    assert contents(folder) == plain(OLD)


def test_a_folder_without_a_manifest_is_no_partition(tmp_path: Path) -> None:
    assert find_partition(tmp_path) is None
    with pytest.raises(WarehouseError) as refused:
        read_partition(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path}: expected a finished partition (manifest.json), found none. "
        "Run make features first."
    )


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    gone = write_partition(folder, OLD, {}).files["b"]
    gone.unlink()
    with pytest.raises(WarehouseError) as refused:
        find_partition(folder)
    assert str(refused.value) == (
        f"{folder / 'manifest.json'}: expected the file {gone}, found none. "
        f"Delete the folder {folder} and run make features again."
    )


CALLS = ("os.replace", "os.fsync", "shutil.rmtree")


def killed_at(
    call: str, number: int, monkeypatch: pytest.MonkeyPatch, write: Callable[[], object]
) -> bool:
    """Run `write`, killed just before the `number`-th `call`; False where there are fewer."""
    module, name = call.split(".")
    owner = getattr(warehouse, module)
    real, count = getattr(owner, name), 0

    def stop(*args: Any, **options: Any) -> Any:
        nonlocal count
        count += 1
        if count == number:
            raise Killed
        return real(*args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, stop)
        try:
            write()
        except Killed:
            return True
    return False


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("before", [None, OLD], ids=["first", "second"])
def test_a_writer_killed_anywhere_leaves_the_old_partition_or_the_new(
    call: str, before: dict[str, pa.Table] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every sync, rename and removal, in turn; the next run then finishes the job."""
    seen = []
    for number in range(1, 100):
        folder = tmp_path / str(number)
        if before is not None:
            write_partition(folder, before, {})
        killed = killed_at(call, number, monkeypatch, partial(write_partition, folder, NEW, {}))
        if not killed:
            break
        now = contents(folder)
        assert now in (None if before is None else plain(before), plain(NEW))
        seen.append(now == plain(NEW))
        assert not list(folder.rglob("*.tmp"))
        write_partition(folder, NEW, {})
        assert contents(folder) == plain(NEW)
        assert len([p for p in folder.iterdir() if p.is_dir()]) == 1
    # Old until the manifest is swapped, new from then on.
    assert seen == sorted(seen)
    expected = {"os.replace": 3, "os.fsync": 6, "shutil.rmtree": 0 if before is None else 1}
    assert len(seen) == expected[call]
    if call == "os.replace":
        assert seen == [False, False, False]


def test_a_disk_that_fills_up_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    warehouse.write_bytes(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(warehouse.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        warehouse.write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_parquet_file_is_replaced_whole_and_in_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "t.parquet"
    warehouse.write_parquet(path, OLD["a"])
    first = path.read_bytes()
    warehouse.write_parquet(path, NEW["a"])
    assert path.read_bytes() != first
    warehouse.write_parquet(path, OLD["a"])
    assert path.read_bytes() == first
