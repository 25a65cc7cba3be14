"""The list of everything, and the digests that models and tiles are tied to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlglot
from sqlglot import expressions as exp

from features import catalogue, sql
from features.catalogue import FEATURES, LINKS, QUANTITIES, base_of
from features.content import COLUMNS as CONTENT_COLUMNS
from features.declare import FAMILIES, DeclarationError, Feature
from features.ranks import RANKED
from features.snapshots import GRAPH_COLUMNS
from features.windows import TIES, WORDED


def test_names_are_unique() -> None:
    columns = [column for feature in FEATURES for column in (*feature.columns, *feature.change)]
    for names in (columns, [q.name for q in QUANTITIES], [link.name for link in LINKS]):
        assert len(names) == len(set(names)) > 0


def test_a_name_that_stands_twice_is_refused_by_name() -> None:
    with pytest.raises(DeclarationError) as refused:
        catalogue._unique("Feature", ["a_28d", "b_28d", "a_28d"])
    assert str(refused.value) == "Feature: expected each name once, found twice: a_28d."


def test_every_family_has_features() -> None:
    assert {feature.family for feature in FEATURES} == set(FAMILIES)


def test_the_catalogue_passes_its_own_check() -> None:
    sql.check(QUANTITIES, LINKS, FEATURES, CONTENT_COLUMNS, GRAPH_COLUMNS)


def read_of(source: str) -> set[str]:
    """The columns of a source that some feature reads."""
    named = [ref for feature in FEATURES for ref in sql.references(feature)]
    return {ref.column for ref in named if ref.source == source}


@pytest.mark.parametrize(
    ("source", "columns"),
    [
        ("content", CONTENT_COLUMNS),
        ("account", sql.ACCOUNT_COLUMNS),
        ("mix", sql.MIX_COLUMNS),
        *((source, GRAPH_COLUMNS[source]) for source in sql.GRAPHS),
        ("quantity", [q.name for q in QUANTITIES]),
    ],
)
def test_all_that_is_made_is_read_by_some_feature(source: str, columns: list[str]) -> None:
    assert len(columns) == len(set(columns))
    assert read_of(source) == set(columns)


def test_every_link_is_read_by_a_feature_or_by_a_graph() -> None:
    named = {ref.source for feature in FEATURES for ref in sql.references(feature)}
    assert {link.name for link in LINKS} - named <= {*TIES, *WORDED}
    assert {*TIES, *WORDED} <= {link.name for link in LINKS}
    assert not set(TIES) & set(WORDED)


def test_no_link_is_called_as_a_source_is() -> None:
    """`{content.n}` would otherwise be two things."""
    sources = {"quantity", "account", "mix", "content", *sql.GRAPHS}
    assert not sources & {link.name for link in LINKS}


@pytest.mark.parametrize("feature", [f for f in FEATURES if f.change], ids=lambda f: f.name)
def test_what_changes_is_read_from_the_days_of_its_own_window(feature: Feature) -> None:
    """An account's state, everybody's mix and a window that is written down have no past."""
    still = {"account", "mix", *sql.GRAPHS, *(k.name for k in LINKS if k.source == "accounts")}
    for ref in sql.references(feature):
        assert ref.window is None
        assert ref.source not in still


def test_no_declaration_reads_a_countrys_name() -> None:
    """A country is counted, or held against the one before or the account's own."""
    for declared in (*QUANTITIES, *LINKS, *FEATURES):
        tree = sqlglot.parse_one(sql._PLACE.sub("x", declared.sql), read="duckdb")
        of_country = [c for c in tree.find_all(exp.Column) if c.name.endswith("country")]
        if not of_country:
            continue
        # As it stands a country is a link's key, and of keys features know only how many.
        counted = all(isinstance(column.parent, exp.Count) for column in of_country)
        assert counted or declared in LINKS, declared.name
    asked = {(ref.source, ref.column) for f in FEATURES for ref in sql.references(f)}
    assert {c for source, c in asked if source == "country"} == {"distinct"}


def digests() -> tuple[str, str]:
    return catalogue.tile_digest(), catalogue.catalogue_digest()


def test_the_digest_is_the_same_in_every_run() -> None:
    assert digests() == digests()
    assert all(len(digest) == 16 for digest in digests())


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("QUANTITIES", lambda items: (replace(items[0], sql="count(1)"), *items[1:])),
        ("QUANTITIES", lambda items: (replace(items[0], merge="max"), *items[1:])),
        ("QUANTITIES", lambda items: items[1:]),
        ("LINKS", lambda items: (replace(items[0], cap=items[0].cap + 1), *items[1:])),
        ("LINKS", lambda items: (*items[1:], items[0])),
    ],
)
def test_another_quantity_or_link_is_another_tile_and_another_catalogue(
    kind: str, change: Callable[[tuple], tuple], monkeypatch: pytest.MonkeyPatch
) -> None:
    tile, whole = digests()
    monkeypatch.setattr(catalogue, kind, change(getattr(catalogue, kind)))
    now = digests()
    assert now[0] != tile
    assert now[1] != whole


def test_another_feature_is_another_catalogue_but_the_same_tile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tile, whole = digests()
    for changes in ({"sql": "{n}"}, {"windows": (1,)}, {"ranked": True}):
        changed = (replace(FEATURES[0], **changes), *FEATURES[1:])
        monkeypatch.setattr(catalogue, "FEATURES", changed)
        assert catalogue.tile_digest() == tile
        assert catalogue.catalogue_digest() != whole


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("features.rows.ROWS", "select 1"),
        ("features.rows.FRAMES", "select 1"),
        ("features.catalogue.TILE_VERSION", catalogue.TILE_VERSION + 1),
    ],
)
def test_other_rows_are_another_tile(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    tile, whole = digests()
    monkeypatch.setattr(name, value)
    assert digests()[0] != tile
    assert digests()[1] != whole


def test_another_version_of_rows_is_another_catalogue_but_the_same_tile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tile, whole = digests()
    monkeypatch.setattr(catalogue, "ROWS_VERSION", catalogue.ROWS_VERSION + 1)
    assert digests()[0] == tile
    assert digests()[1] != whole


@pytest.mark.parametrize("column", RANKED)
def test_a_column_its_ranks_and_its_mean_over_twins_lead_to_their_feature(column: str) -> None:
    found = catalogue.feature_of(column)
    assert column in (*found.columns, *found.change)
    assert base_of(column) == column
    for suffix in ("_rank", "_cohort", "_twins"):
        assert base_of(column + suffix) == column
        assert catalogue.feature_of(column + suffix) is found


def test_every_column_is_of_the_feature_that_names_it() -> None:
    for feature in FEATURES:
        for column in (*feature.columns, *feature.change):
            assert catalogue.feature_of(column) is feature
            assert base_of(column) == column


def test_a_column_of_no_feature_is_refused_by_name() -> None:
    with pytest.raises(DeclarationError) as refused:
        catalogue.feature_of("shoe_size_28d_rank")
    assert str(refused.value) == (
        "column 'shoe_size_28d_rank': expected one of the catalogue, found none."
    )
