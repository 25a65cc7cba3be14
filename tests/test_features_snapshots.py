"""Feature rows of a date, end to end on a small log that brings its own embeddings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from features import sql
from features.catalogue import FEATURES, feature_of
from features.ranks import CHANGES, HABITS, RANKED
from features.snapshots import (
    GRAPH_FEATURES,
    MEAN_COLUMNS,
    MODEL_COLUMNS,
    RANK_COLUMNS,
    TRACE_COLUMNS,
    Snapshot,
    snapshot,
    snapshot_days,
    snapshot_folder,
    tiles_of,
    traits,
)
from features.warehouse import WarehouseError
from tests import worlds
from tests.worlds import AS_OF, World

N = 24


def small_world() -> World:
    """Twenty-four accounts over a fortnight; of some a trace is shared, of one the account is
    closed later."""
    rng = np.random.default_rng(3)
    names = [f"a{i:02}" for i in range(N)]
    rows = worlds.random_exchanges(rng, names, 420, blanks=0.1, offsets=(0, 1, 6, 13))
    for row in rows:
        if row["account_id"] in ("a01", "a02"):
            row["api_key_id"] = "shared-key"
    accounts = [
        worlds.account(
            name,
            created_at=worlds.moment(AS_OF - timedelta(days=30 + i)),
            plan=("free", "pro")[i % 2],
            organisation_id="acme" if i in (5, 6) else None,
        )
        for i, name in enumerate([*names, "silent"])
    ]
    return World(rows, accounts)


def take(world: World, root: Path, as_of: date = AS_OF, **options: Any) -> Snapshot:
    logs = worlds.write_log(root / "logs", world, **options)
    worlds.make_tiles(logs, root / "warehouse", world.days())
    return snapshot(logs, root / "warehouse", as_of, worlds.embedding().fingerprint)


@pytest.fixture(scope="module")
def world() -> World:
    return small_world()


@pytest.fixture(scope="module")
def taken(world: World, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return take(world, tmp_path_factory.mktemp("taken"))


def assert_same(left: Snapshot, right: Snapshot) -> None:
    pd.testing.assert_frame_equal(left.rows, right.rows, check_exact=True)
    pd.testing.assert_frame_equal(left.twins, right.twins, check_exact=True)
    pd.testing.assert_frame_equal(left.ties, right.ties, check_exact=True)
    pd.testing.assert_frame_equal(left.weights, right.weights, check_exact=True)
    pd.testing.assert_series_equal(left.seeds, right.seeds)


# Literal cases


def test_every_open_account_has_a_row_with_every_column(taken: Snapshot) -> None:
    rows = taken.rows
    assert rows.index.tolist() == [*(f"a{i:02}" for i in range(N)), "silent"]
    columns = [column for feature in FEATURES for column in (*feature.columns, *feature.change)]
    columns += [f"{column}_cohort" for column in RANKED]
    context = ["community", "cohort", "plan", "organisation"]
    read = [*RANK_COLUMNS, *MEAN_COLUMNS, *GRAPH_FEATURES]
    assert set(rows.columns) == {*columns, *read, *context}
    assert len(read) == len(set(read)) == len(RANKED) + len(HABITS) + len(GRAPH_FEATURES)


def test_a_model_reads_all_but_shared_traces() -> None:
    """Traces make the seeds that teach it; see docs/adr/0008."""
    read = {*RANK_COLUMNS, *MEAN_COLUMNS, *GRAPH_FEATURES}
    left = {column.removesuffix("_rank").removesuffix("_twins") for column in read}
    left -= {column.removesuffix("_rank").removesuffix("_twins") for column in MODEL_COLUMNS}
    assert left == set(TRACE_COLUMNS)
    assert {"tie_weight_28d", "twin_tied_28d", "card_accounts", "exit_shared_28d"} <= left
    assert "template_shared_28d" not in left, "words that accounts share are no trace"


def test_a_model_reads_no_name_date_or_level_of_its_own() -> None:
    """No column of MODEL_COLUMNS holds an id, a card, a country, a raw level or a cohort rank."""
    assert {feature_of(column).family for column in GRAPH_FEATURES} == {"coordination"}
    for column in MODEL_COLUMNS:
        assert column.endswith(("_rank", "_twins")) or column in GRAPH_FEATURES


def test_columns_stay_in_range(taken: Snapshot) -> None:
    for feature in FEATURES:
        low = -np.inf if feature.low is None else feature.low
        high = np.inf if feature.high is None else feature.high
        for column in feature.columns:
            known = taken.rows[column].dropna()
            # A cosine of single precision may be one by its last bits too many.
            margin = 1e-6 if sql.of_graphs(feature) else 0
            assert known.between(low - margin, high + margin).all(), column
            assert np.isfinite(known).all(), column


def test_ranks_and_changes_stay_in_range(taken: Snapshot) -> None:
    rows = taken.rows
    active = rows["exchanges_28d"] > 0
    assert rows.loc[active, [*RANK_COLUMNS]].notna().all().all()
    assert rows.loc[active, [*RANK_COLUMNS]].abs().to_numpy().max() < 4
    assert rows.loc[~active, [*RANK_COLUMNS]].isna().all().all()
    for column in RANKED:
        cohort = rows[f"{column}_cohort"]
        assert cohort.dropna().between(0, 1, inclusive="neither").all(), column
        assert (cohort.notna() == (active & rows[column].notna())).all(), column
    for column in CHANGES:
        assert rows[column].dropna().between(-1, 1).all(), column


def test_every_source_of_graph_features_is_in_the_rows(taken: Snapshot) -> None:
    few = taken.rows["exchanges_28d"] < 5
    for source in ("twin", "tie", "community"):
        columns = [column for column in GRAPH_FEATURES if column.startswith(f"{source}_")]
        assert columns, source
        assert taken.rows.loc[~few, columns].notna().any().any(), source
    assert (taken.rows.loc[["a01", "a02"], "tie_neighbours_28d"] >= 1).all()


def test_accounts_of_few_exchanges_have_no_twins_and_no_community(taken: Snapshot) -> None:
    rows = taken.rows
    few = rows["exchanges_28d"] < 5
    assert rows.loc[few, [*GRAPH_FEATURES]].isna().all().all()
    assert (rows.loc[few, "community"] == -1).all()
    assert (rows.loc[~few, "community"] >= 0).all()
    assert rows.loc[~few, "twin_cosine_28d"].notna().all()
    assert rows.loc["silent", "exchanges_28d"] == 0
    assert pd.isna(rows.loc["silent", "cohort"])
    assert rows.loc["silent", "plan"] == "free"


def test_means_over_twins_are_those_of_the_ranks(taken: Snapshot) -> None:
    column = RANKED[0]
    for name in ("a00", "a07"):
        twins = taken.twins.loc[taken.twins["account_id"] == name, "twin_id"]
        expected = taken.rows.loc[[name, *twins], f"{column}_rank"].mean()
        assert taken.rows.loc[name, f"{column}_twins"] == pytest.approx(expected)


def test_ties_are_rare_traces_by_kind(taken: Snapshot) -> None:
    ties = taken.ties
    assert ties.columns.tolist() == ["account_id", "kind", "key"]
    size = ties.groupby(["kind", "key"])["account_id"].nunique()
    assert size.between(2, 10).all()
    shared = ties[ties["key"] == "shared-key"]
    assert shared[["account_id", "kind"]].to_numpy().tolist() == [
        ["a01", "api_key"],
        ["a02", "api_key"],
    ]


def test_no_prompt_stands_in_a_snapshot(taken: Snapshot) -> None:
    for file in taken.partition.files.values():
        content = file.read_bytes()
        assert b"tides" not in content
        assert b"leading and trailing" not in content


# Point in time


def test_what_comes_after_as_of_changes_no_byte(
    world: World, taken: Snapshot, tmp_path: Path
) -> None:
    """Exchanges after AS_OF, sign-ups, closings and decisions of any time."""
    end = worlds.moment(AS_OF + timedelta(days=1))
    future = [
        row | {"exchange_id": f"late-{i}", "occurred_at": row["occurred_at"] + timedelta(days=14)}
        for i, row in enumerate(world.exchanges)
    ]
    accounts = [row | {"closed_at": end + timedelta(hours=1)} for row in world.accounts]
    newcomers = [worlds.account(f"new{i}", created_at=end, payment_id="card") for i in range(9)]
    decisions = [
        {"decision_id": f"d{i}", "account_id": f"a{i:02}", "decided_at": end - timedelta(days=i),
         "decision": "distillation", "source": "review", "campaign_id": "c1"}
        for i in range(9)
    ]  # fmt: skip
    later = World([*world.exchanges, *future], [*accounts, *newcomers], decisions)
    found = take(later, tmp_path)
    assert_same(found, taken)
    for name, file in taken.partition.files.items():
        assert found.partition.files[name].read_bytes() == file.read_bytes(), name


def test_an_account_closed_on_day_10_looks_on_day_9_as_it_looked_on_day_9(
    world: World, tmp_path: Path
) -> None:
    day = AS_OF - timedelta(days=6)
    closed = worlds.moment(day + timedelta(days=1), 3_600)
    accounts = [
        row | ({"closed_at": closed} if row["account_id"] == "a03" else {})
        for row in world.accounts
    ]
    was_closed = replace(world, accounts=accounts)
    before = take(world, tmp_path / "open", day)
    after = take(was_closed, tmp_path / "closed", day)
    assert_same(before, after)
    assert "a03" in after.rows.index
    now = take(was_closed, tmp_path / "closed", AS_OF)
    assert "a03" not in now.rows.index


def test_the_same_log_gives_the_same_bytes_twice(
    world: World, taken: Snapshot, tmp_path: Path
) -> None:
    found = take(world, tmp_path)
    assert found.partition.digest == taken.partition.digest
    assert set(found.partition.files) == {
        "rows",
        "twins",
        "ties",
        "weights",
        "telling",
        "seeds",
        "wrappers",
    }
    for name, file in taken.partition.files.items():
        assert found.partition.files[name].read_bytes() == file.read_bytes(), name


def test_the_order_of_rows_and_files_changes_nothing(
    world: World, taken: Snapshot, tmp_path: Path
) -> None:
    assert_same(take(world, tmp_path, files=2, seed=1), taken)


def test_traits_are_those_that_twins_are_found_by(world: World, tmp_path: Path) -> None:
    """The mean wrapper likeness to the twins, once by what is kept and once as a feature."""
    opened = [
        {**row, "prompt": f"kindly put into french {i}"}
        if row["account_id"] in ("a07", "a08", "a09")
        else row
        for i, row in enumerate(world.exchanges)
    ]
    taken = take(replace(world, exchanges=opened), tmp_path)
    linked = taken.rows.index[taken.rows["community"] >= 0]
    some = traits(taken, linked)
    own = some.accounts.get_indexer(taken.twins["account_id"])
    other = some.accounts.get_indexer(taken.twins["twin_id"])
    kinds = some.pairs(own, other)
    wrapped = pd.Series(kinds[:, 1]).groupby(own).mean()
    expected = taken.rows.loc[some.accounts, "twin_wrapper_28d"].to_numpy()
    known = ~np.isnan(expected)
    assert known.sum() > 10
    assert wrapped.to_numpy()[known] == pytest.approx(expected[known], abs=1e-5)
    assert expected[known].max() > 0.1
    silent = traits(taken, taken.rows.index)
    assert len(silent.accounts) == len(taken.rows)
    lone = silent.accounts.get_indexer(["silent"])
    assert silent.pairs(np.repeat(lone, 3), np.arange(3))[:, :2].tolist() == [[0, 0]] * 3


# Kept and made anew


def test_a_snapshot_that_stands_is_read_and_equals_what_was_made(
    world: World, tmp_path: Path
) -> None:
    first = take(world, tmp_path)
    manifest = snapshot_folder(tmp_path / "warehouse", AS_OF) / "manifest.json"
    written = manifest.stat().st_mtime_ns
    again = take(world, tmp_path)
    assert manifest.stat().st_mtime_ns == written
    assert_same(first, again)
    assert set(first.partition.meta) == {"as_of", "tiles", "accounts", "catalogue", "embedder"}


def test_a_snapshot_is_made_anew_when_a_tile_or_the_accounts_change(
    world: World, tmp_path: Path
) -> None:
    digest = take(world, tmp_path).partition.digest
    late = worlds.exchange(77_777, "a00", worlds.moment(AS_OF - timedelta(days=1), 5))
    changed = replace(world, exchanges=[*world.exchanges, late])
    second = take(changed, tmp_path)
    assert second.partition.digest != digest
    renamed = replace(changed, accounts=[*world.accounts, worlds.account("z")])
    third = take(renamed, tmp_path)
    assert third.partition.digest != second.partition.digest
    assert "z" in third.rows.index


def test_tiles_of_another_embedder_are_refused(world: World, tmp_path: Path) -> None:
    """Sums of two spaces must never be added."""
    logs = worlds.write_log(tmp_path / "logs", world)
    worlds.make_tiles(logs, tmp_path / "warehouse", world.days())
    worlds.make_tiles(logs, tmp_path / "warehouse", [AS_OF], worlds.embedding(1))
    with pytest.raises(WarehouseError, match="embedder"):
        snapshot(logs, tmp_path / "warehouse", AS_OF, worlds.embedding(1).fingerprint)


def test_a_date_without_tiles_is_refused_with_what_to_do(world: World, tmp_path: Path) -> None:
    logs = worlds.write_log(tmp_path / "logs", world)
    with pytest.raises(WarehouseError, match=r"expected some in the last 28 days, found none\. "):
        snapshot(logs, tmp_path / "warehouse", AS_OF, "any")


# Small logs


def test_tiles_of_are_those_of_28_days(world: World, tmp_path: Path) -> None:
    logs = worlds.write_log(tmp_path / "logs", world)
    worlds.make_tiles(logs, tmp_path / "warehouse", world.days())
    assert list(tiles_of(tmp_path / "warehouse", AS_OF)) == world.days()
    last = AS_OF - timedelta(days=13)
    assert list(tiles_of(tmp_path / "warehouse", last + timedelta(days=27))) == world.days()
    assert list(tiles_of(tmp_path / "warehouse", last + timedelta(days=28))) == world.days()[1:]
    assert list(tiles_of(tmp_path / "warehouse", last)) == [last]


@pytest.mark.parametrize("active", [0, 1, 2])
def test_a_log_of_hardly_anybody_has_rows(active: int, tmp_path: Path) -> None:
    """Nobody, one or two with enough exchanges for twins."""
    rows = [
        worlds.exchange(10 * k + i, f"a{k}", worlds.moment(AS_OF, 60 * i), prompt="hello there you")
        for k in range(3)
        for i in range(6 if k < active else 1)
    ]
    found = take(World(rows, [worlds.account("a0")]), tmp_path)
    assert found.rows.index.tolist() == ["a0", "a1", "a2"]
    assert len(found.twins) == (2 if active == 2 else 0)
    expected = 2 if active == 2 else 0
    assert int(found.rows["twin_cosine_28d"].notna().sum()) == expected
    assert (found.rows["community"] >= 0).sum() == expected


def test_columns_are_numbers_where_nobody_has_twins(tmp_path: Path) -> None:
    """Columns of another type stop a model that reads them."""
    rows = [worlds.exchange(1, "a0", worlds.moment(AS_OF))]
    found = take(World(rows, [worlds.account("a0")]), tmp_path)
    dtypes = found.rows[list(MODEL_COLUMNS)].dtypes
    assert dtypes.isin([np.dtype("float32"), np.dtype("float64")]).all()


@pytest.mark.parametrize(
    ("length", "back"), [(60, [0, 7, 14, 21]), (22, [0, 7]), (14, [0]), (3, [0])]
)
def test_as_of_dates_of_examples_have_two_weeks_behind_them(length: int, back: list[int]) -> None:
    found = snapshot_days(AS_OF, AS_OF - timedelta(days=length))
    assert list(found) == [AS_OF - timedelta(days=b) for b in back]
