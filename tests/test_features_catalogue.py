"""The list of everything, and the digests that models and tiles are tied to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from features import catalogue, sql
from features.catalogue import FEATURES, LINKS, QUANTITIES
from features.content import COLUMNS as CONTENT_COLUMNS
from features.declare import FAMILIES, DeclarationError
from features.ranks import RANKED
from features.twins import COLUMNS as TWIN_COLUMNS


def test_names_are_unique() -> None:
    columns = [column for feature in FEATURES for column in feature.columns]
    for names in (columns, [q.name for q in QUANTITIES], [link.name for link in LINKS]):
        assert len(names) == len(set(names)) > 0


def test_a_name_that_stands_twice_is_refused_by_name() -> None:
    with pytest.raises(DeclarationError) as refused:
        catalogue._unique("Feature", ["a_28d", "b_28d", "a_28d"])
    assert str(refused.value) == "Feature: expected each name once, found twice: a_28d."


def test_every_family_has_features() -> None:
    assert {feature.family for feature in FEATURES} == set(FAMILIES)


def test_the_catalogue_passes_its_own_check() -> None:
    sql.check(QUANTITIES, LINKS, FEATURES, CONTENT_COLUMNS, TWIN_COLUMNS)


def test_every_content_and_twin_column_is_some_features() -> None:
    named = {(ref.source, ref.column) for feature in FEATURES for ref in sql.references(feature)}
    assert {column for source, column in named if source == "content"} == set(CONTENT_COLUMNS)
    assert {column for source, column in named if source == "twin"} == set(TWIN_COLUMNS)


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


def test_other_rows_are_another_tile(monkeypatch: pytest.MonkeyPatch) -> None:
    tile, whole = digests()
    monkeypatch.setattr("features.rows.ROWS", "select 1")
    assert digests()[0] != tile
    assert digests()[1] != whole


@pytest.mark.parametrize("column", RANKED)
def test_a_column_its_rank_and_its_mean_over_twins_lead_to_their_feature(column: str) -> None:
    found = catalogue.feature_of(column)
    assert column in found.columns
    assert catalogue.feature_of(f"{column}_rank") is found
    assert catalogue.feature_of(f"{column}_twins") is found


def test_a_column_of_no_feature_is_refused_by_name() -> None:
    with pytest.raises(DeclarationError) as refused:
        catalogue.feature_of("shoe_size_28d_rank")
    assert str(refused.value) == (
        "column 'shoe_size_28d_rank': expected one of the catalogue, found none."
    )
