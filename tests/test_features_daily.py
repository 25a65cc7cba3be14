"""One day's exchanges become one tile, on a real log of a few rows."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import catalogue, content
from features.catalogue import QUANTITIES
from features.contract import EXCHANGES
from features.daily import Day, input_digest, prompts_sql, run_day, tile_folder
from features.embedding import Embedding
from features.engines import connect
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
            prompt=f"{CANARY} {i} é🎉 and {CANARY} again with {CANARY} words of its own",
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
    sums = content.merge([tile.table("content")])
    assert sums.accounts.tolist() == ["a"]
    assert (sums.n.tolist(), sums.n_next.tolist()) == ([3], [2])
    assert {name: tile.table(name).column_names for name in ("links", "content")} == {
        "links": ["account_id", "kind", "key", "n", "first_us", "last_us"],
        "content": content.SCHEMA.names,
    }


def test_near_equal_prompts_of_a_day_are_links_of_one_frame(tmp_path: Path) -> None:
    """Two keys a prompt; what fills the frame is masked, and a short prompt has none."""
    texts = [
        'Sum up "On Tides" by Ann Lee in 3 lines, and name its main sources',
        'Sum up "A Walk" by Bo Wu in 12 lines, and name its main sources',
        "Write a poem",
        None,
    ]
    rows = [
        worlds.exchange(i, name, worlds.moment(AS_OF, i), prompt=text)
        for i, (name, text) in enumerate(zip("abab", texts, strict=True))
    ]
    rows.append(worlds.exchange(9, "a", worlds.moment(AS_OF, 60), prompt=texts[1]))
    log_of(tmp_path, rows)
    links = run(tmp_path).tile.table("links").to_pylist()
    found = [row for row in links if row.pop("kind") == "frame"]
    keys = sorted({row["key"] for row in found})
    assert len(keys) == 2
    start = int(worlds.moment(AS_OF).timestamp()) * 1_000_000
    assert found == [
        {"account_id": name, "key": key, "n": n, "first_us": start + first * 1_000_000,
         "last_us": start + last * 1_000_000}
        for key in keys
        for name, n, first, last in (("a", 2, 0, 60), ("b", 1, 1, 1))
    ]  # fmt: skip


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
    values = [
        value for name in tile.files for row in tile.table(name).to_pylist()
        for value in row.values()
    ]  # fmt: skip
    kinds = set(tile.table("links")["kind"].to_pylist())
    assert {"template", "frame", "opening", "closing"} <= kinds
    assert any(isinstance(value, bytes) for value in values)
    assert not [value for value in values if "canary" in str(value).lower()]
    files = [file for file in (tmp_path / "warehouse").rglob("*") if file.is_file()]
    assert set(tile.files.values()) < set(files)
    assert not [file for file in files if b"canary" in file.read_bytes().lower()]


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
    found = content.merge([run(tmp_path, using).tile.table("content")])
    unit = worlds.space().project(Lengths().encode(texts))
    cosines = [float(unit[i] @ unit[i + 1]) * content.COSINE_SCALE for i in range(3)]
    assert (found.n[0], found.n_next[0], found.n_session[0]) == (4, 3, 1)
    assert found.next_cosine[0] == pytest.approx(sum(cosines), abs=3)
    assert found.session_cosine[0] == pytest.approx(cosines[1], abs=1)


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
    assert content.merge([run(tmp_path).tile.table("content")]).n_session.tolist() == [1]


# Accounts of very many prompts


def flood(counts: dict[str, int], column: str = "prompt_embedding") -> list[Row]:
    """So many exchanges of each account, a second apart, each with a prompt of its own."""
    rows = []
    for name, count in counts.items():
        vectors = worlds.directions(len(rows), count).tolist()
        for i in range(count):
            prompt = {"prompt": f"{name} prompt {i}", "prompt_embedding": vectors[i]}
            at = worlds.moment(AS_OF, 100 + i)
            values = prompt if column == "both" else {column: prompt[column]}
            rows.append(worlds.exchange(len(rows), name, at, **values))
    return rows


def sent(rows: list[Row], *, given: bool) -> list[Row]:
    """What prompts_sql hands to the encoder."""
    con = connect()
    con.register("rows", worlds.table([{"turn": None, "session_id": None} | row for row in rows],
                                      EXCHANGES))  # fmt: skip
    con.execute("create table exchanges as select * from rows")
    return con.sql(prompts_sql(given=given)).to_arrow_table().to_pylist()


def digest(row: Row) -> str:
    return hashlib.md5(row["exchange_id"].encode()).hexdigest()


@pytest.mark.parametrize("column", ["prompt", "prompt_embedding"])
def test_of_more_than_256_prompts_those_of_the_smallest_digests_are_kept(column: str) -> None:
    """In their order of time; an account of 256 is not sampled, nor one beside a loud one."""
    rows = flood({"a": 300, "b": 256, "c": 257, "d": 1}, column)
    # Exchanges without a prompt take no place.
    rows += [worlds.exchange(5_000 + i, "b", worlds.moment(AS_OF, i)) for i in range(50)]
    found = sent(rows, given=column == "prompt_embedding")
    shown = "prompt" if column == "prompt" else "embedding"
    for name, count in (("a", 256), ("b", 256), ("c", 256), ("d", 1)):
        own = [row for row in rows if row["account_id"] == name and column in row]
        kept = sorted(own, key=digest)[:count]
        expected = [row[column] for row in own if row in kept]
        mine = [row[shown] for row in found if row["account_id"] == name]
        if column == "prompt":
            assert mine == expected
        else:
            np.testing.assert_array_equal(np.float32(mine), np.float32(expected))


def test_a_sample_is_the_same_whatever_the_order_of_rows_and_files(tmp_path: Path) -> None:
    world = World(flood({"a": 400, "b": 3}), [worlds.account("a")])
    digests = set()
    for files, seed in ((1, None), (3, 1), (2, 2)):
        root = tmp_path / f"{files}-{seed}"
        worlds.write_log(root / "logs", world, files=files, seed=seed)
        tile = run(root).tile
        assert content.merge([tile.table("content")]).n.tolist() == [256, 3]
        assert quantity(tile, "n") == 400
        digests.add(hashlib.sha256(tile.files["content"].read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_feature_says_which_share_of_the_prompts_was_read(tmp_path: Path) -> None:
    rows = flood({"a": 320, "b": 256, "c": 2}, "both")
    rows.append(worlds.exchange(9_999, "d", worlds.moment(AS_OF)))
    base = worlds.measure(World(rows, [worlds.account("a")]), tmp_path).base
    found = base["prompts_embedded_28d"]
    assert found[["a", "b", "c"]].to_dict() == {"a": 256 / 320, "b": 1.0, "c": 1.0}
    assert np.isnan(found["d"])


@settings(max_examples=20, deadline=None, derandomize=True)
@given(
    counts=st.dictionaries(st.sampled_from("abc"), st.integers(1, 12), min_size=1),
    most=st.integers(1, 6),
    seed=st.integers(0, 99),
)
def test_a_sample_is_as_large_as_it_may_be_and_keeps_the_order_of_time(
    counts: dict[str, int], most: int, seed: int
) -> None:
    """With smaller days, so that all sizes around the border are met."""
    rows = flood(counts, "prompt")
    order = np.random.default_rng(seed).permutation(len(rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "MOST_PROMPTS", most)
        found = sent(rows, given=False)
        assert sent([rows[i] for i in order], given=False) == found
    place = {row["prompt"]: i for i, row in enumerate(sorted(rows, key=lambda r: r["account_id"]))}
    places = [place[row["prompt"]] for row in found]
    assert places == sorted(set(places))
    for name, count in counts.items():
        mine = {row["prompt"] for row in found if row["account_id"] == name}
        assert len(mine) == min(count, most)
        dropped = [r for r in rows if r["account_id"] == name and r["prompt"] not in mine]
        kept = [r for r in rows if r["prompt"] in mine]
        assert all(digest(k) < digest(d) for k in kept for d in dropped)


def test_a_sampled_prompt_is_compared_with_the_one_before_it_in_the_sample(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sessions s0, s1, s0, s1, ...: it depends on which are kept whether another one opens."""
    monkeypatch.setattr(content, "MOST_PROMPTS", 4)
    rows = [row | {"session_id": f"s{i % 2}"} for i, row in enumerate(flood({"a": 9}, "prompt"))]
    kept = [i for i, row in enumerate(rows) if row in sorted(rows, key=digest)[:4]]
    expected = [False, *((x - y) % 2 == 1 for x, y in itertools.pairwise(kept))]
    assert [row["opens"] for row in sent(rows, given=False)] == expected


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
