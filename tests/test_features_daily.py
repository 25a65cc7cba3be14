"""One day's exchanges become one tile, on a real log of a few rows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from features import catalogue, content
from features.catalogue import QUANTITIES
from features.daily import Day, input_digest, run_day, tile_folder
from features.embedding import Embedding
from features.schema import ContractError
from features.warehouse import Partition
from tests import worlds
from tests.worlds import AS_OF, NOW, Row, World

CANARY = "canary-7f3a"


def seconds(count: int, **values: object) -> list[Row]:
    """`count` exchanges of account a, ten seconds apart from noon."""
    vectors = worlds.directions(4, count).tolist()
    return [
        worlds.exchange(
            i,
            "a",
            worlds.moment(AS_OF, 43_200 + 10 * i),
            prompt=f"{CANARY} {i} é🎉",
            prompt_embedding=vectors[i],
            **values,
        )
        for i in range(count)
    ]


def log_of(root: Path, rows: list[Row]) -> Path:
    return worlds.write_log(root / "logs", World(rows, [worlds.account("a")]))


def run(root: Path, using: Embedding | None = None, warehouse: str = "warehouse") -> Day:
    embed = using or worlds.embedding()
    return run_day(root / "logs", root / warehouse, AS_OF, embed, now=NOW)


def quantity(tile: Partition, name: str, account_id: str = "a") -> int:
    rows = tile.table("quantities").to_pylist()
    return next(row[name] for row in rows if row["account_id"] == account_id)


# Literal cases


def test_a_tile_holds_quantities_links_and_content(tmp_path: Path) -> None:
    log_of(tmp_path, [*seconds(3), worlds.exchange(9, "b", worlds.moment(AS_OF))])
    day = run(tmp_path)
    assert (day.reused, day.counts.used) == (False, 4)
    assert day.tile.folder == tile_folder(tmp_path / "warehouse", AS_OF)
    tile = day.tile
    assert tile.table("quantities").column_names == ["account_id", *(q.name for q in QUANTITIES)]
    assert (quantity(tile, "n"), quantity(tile, "n_gaps"), quantity(tile, "n", "b")) == (3, 2, 1)
    assert quantity(tile, "thinking_sum", "b") is None
    noon = int(worlds.moment(AS_OF, 43_200).timestamp()) * 1_000_000
    links = [row for row in tile.table("links").to_pylist() if row["kind"] == "model"]
    assert links == [
        {"account_id": "a", "kind": "model", "key": "m-1", "n": 3, "first_us": noon,
         "last_us": noon + 20_000_000},
        {"account_id": "b", "kind": "model", "key": "m-1", "n": 1,
         "first_us": noon - 43_200_000_000, "last_us": noon - 43_200_000_000},
    ]  # fmt: skip
    assert tile.table("content").select(["account_id", "n", "n_next"]).to_pylist() == [
        {"account_id": "a", "n": 3, "n_next": 2}
    ]


def test_all_that_a_tile_counts_is_an_integer(tmp_path: Path) -> None:
    log_of(tmp_path, seconds(3))
    for name in ("quantities", "links"):
        table = run(tmp_path).tile.table(name)
        kinds = {str(field.type) for field in table.schema}
        assert kinds <= {"string", "int64"}, name


def test_no_prompt_stands_in_a_tile(tmp_path: Path) -> None:
    """Text is measured or hashed: neither the words nor what they were masked to are kept."""
    log_of(tmp_path, seconds(5))
    tile = run(tmp_path).tile
    texts = [
        str(value) for name in tile.files for row in tile.table(name).to_pylist()
        for value in row.values()
    ]  # fmt: skip
    assert texts
    assert not [text for text in texts if CANARY in text]
    assert not [file for file in tile.files.values() if CANARY.encode() in file.read_bytes()]


def test_a_day_that_stands_is_not_made_again(tmp_path: Path) -> None:
    log_of(tmp_path, seconds(3))
    first = run(tmp_path)
    times = [file.stat().st_mtime_ns for file in first.tile.files.values()]
    again = run(tmp_path)
    assert again.reused
    assert again.tile.digest == first.tile.digest
    assert again.counts == first.counts
    assert [file.stat().st_mtime_ns for file in again.tile.files.values()] == times


def test_a_day_that_is_delivered_again_replaces_its_tile(tmp_path: Path) -> None:
    """Late rows: the tile is that of the new delivery alone, and nothing of the old one is left."""
    log_of(tmp_path, seconds(3))
    first = run(tmp_path)
    late = [*seconds(3), worlds.exchange(9, "b", worlds.moment(AS_OF, 1))]
    log_of(tmp_path, late)
    now = run(tmp_path)
    assert not now.reused
    assert now.tile.digest != first.tile.digest
    assert quantity(now.tile, "n", "b") == 1
    assert not first.tile.files["links"].exists()
    fresh = run(tmp_path, warehouse="fresh").tile
    assert fresh.digest == now.tile.digest
    log_of(tmp_path, seconds(3))
    assert run(tmp_path).tile.digest == first.tile.digest


def test_another_embedder_makes_the_tile_anew(tmp_path: Path) -> None:
    log_of(tmp_path, seconds(4))
    one, two = worlds.embedding(0), worlds.embedding(1)
    assert one.fingerprint != two.fingerprint
    first = run(tmp_path, one).tile.table("content")
    second = run(tmp_path, two)
    assert not second.reused
    assert second.tile.meta["embedder"] == two.fingerprint
    assert not second.tile.table("content").equals(first)
    assert run(tmp_path, two).reused


def test_other_declarations_make_the_tile_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_of(tmp_path, seconds(4))
    run(tmp_path)
    changed = (replace(catalogue.QUANTITIES[0], what="Something else."), *catalogue.QUANTITIES[1:])
    monkeypatch.setattr(catalogue, "QUANTITIES", changed)
    assert not run(tmp_path).reused
    assert run(tmp_path).reused


def test_a_day_that_breaks_the_contract_leaves_the_tile_that_stands(tmp_path: Path) -> None:
    log_of(tmp_path, seconds(3))
    digest = run(tmp_path).tile.digest
    log_of(tmp_path, [row | {"input_tokens": -1} for row in seconds(3)])
    with pytest.raises(ContractError, match="set aside"):
        run(tmp_path)
    folder = tile_folder(tmp_path / "warehouse", AS_OF)
    assert digest in (folder / "manifest.json").read_text()


def test_gaps_never_cross_midnight(tmp_path: Path) -> None:
    """The day before changes nothing of a tile, whatever it ends with."""
    log_of(tmp_path, seconds(3))
    alone = run(tmp_path).tile.digest
    before = worlds.exchange(8, "a", worlds.moment(AS_OF - timedelta(days=1), 86_399.9))
    log_of(tmp_path, [*seconds(3), before])
    assert run(tmp_path, warehouse="both").tile.digest == alone


def test_a_log_without_any_prompt_has_tiles_without_content(tmp_path: Path) -> None:
    log_of(tmp_path, [worlds.exchange(1, "a", worlds.moment(AS_OF))])
    assert run(tmp_path).tile.table("content").num_rows == 0


class Lengths:
    """An encoder of nothing but a prompt's first letters."""

    fingerprint = "lengths"

    def encode(self, prompts: Sequence[str]) -> np.ndarray:
        out = np.zeros((len(prompts), worlds.WIDTH), np.float32)
        for i, prompt in enumerate(prompts):
            for place, sign in enumerate(prompt[:8]):
                out[i, (place * 31 + ord(sign)) % worlds.WIDTH] = 1
        norm = np.linalg.norm(out, axis=1, keepdims=True)
        return out / np.where(norm > 0, norm, 1)


def test_prompts_are_embedded_in_the_order_of_an_accounts_time(tmp_path: Path) -> None:
    """Neighbours in time are compared, whatever the order of ids and of files."""
    texts = ["alpha one", "alpha two", "omega x", "omega y"]
    rows = [
        worlds.exchange(
            9 - i,
            "a",
            worlds.moment(AS_OF, 60 * i),
            prompt=text,
            session_id=text.split()[0],
            turn=1,
        )
        for i, text in enumerate(texts)
    ]
    log_of(tmp_path, rows)
    using = Embedding(Lengths(), worlds.space(), given=False)  # type: ignore[arg-type]
    tile = run(tmp_path, using).tile.table("content").to_pylist()[0]
    unit = worlds.space().project(Lengths().encode(texts))
    cosines = [float(unit[i] @ unit[i + 1]) * content.COSINE_SCALE for i in range(3)]
    assert (tile["n"], tile["n_next"], tile["n_session"]) == (4, 3, 1)
    assert tile["next_cosine"] == pytest.approx(sum(cosines), abs=3)
    assert tile["session_cosine"] == pytest.approx(cosines[1], abs=1)


def test_a_session_is_told_by_the_prompts_that_are_there(tmp_path: Path) -> None:
    """The exchange that opened the second session has no prompt: the next one's is its first."""
    vectors = worlds.directions(4, 3).tolist()
    given = [vectors[0], None, vectors[2]]
    rows = [
        worlds.exchange(
            i, "a", worlds.moment(AS_OF, i), session_id=f"s{min(i, 1)}", prompt_embedding=vector
        )
        for i, vector in enumerate(given)
    ]
    log_of(tmp_path, rows)
    assert run(tmp_path).tile.table("content")["n_session"].to_pylist() == [1]


def test_the_input_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    one, two = tmp_path / "a.parquet", tmp_path / "b.parquet"
    one.write_bytes(b"same")
    two.write_bytes(b"same")
    assert input_digest([one]) != input_digest([two])
    assert input_digest([one, two]) == input_digest([one, two])
    before = input_digest([one])
    one.write_bytes(b"other")
    assert input_digest([one]) != before
    assert before == hashlib.sha256(
        f"a.parquet:{hashlib.sha256(b'same').hexdigest()}".encode()
    ).hexdigest()[:16]  # fmt: skip
