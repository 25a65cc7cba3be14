"""Communities keep their names from day to day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from features.communities import communities_folder, name_communities
from tests.worlds import folder

DAY = date(2026, 5, 19)


def numbers(**groups: list[str]) -> pd.Series:
    """Community numbers of named groups, in the order given."""
    return pd.Series(
        {account: i for i, members in enumerate(groups.values()) for account in members},
        dtype="int64",
    )


def people(letter: str, count: int) -> list[str]:
    return [f"{letter}{i:02}" for i in range(count)]


def names(warehouse: Path, day: int, community: pd.Series) -> dict[str, str]:
    """Name by account on a day counted from the first."""
    frame = name_communities(warehouse, DAY + timedelta(days=day), community, f"rows-{day}")
    return dict(zip(frame["account_id"], frame["name"], strict=True))


def test_the_same_people_keep_their_name_whatever_number_they_get(tmp_path: Path) -> None:
    first = names(tmp_path, 0, numbers(x=people("a", 6), y=people("b", 5)))
    again = names(tmp_path, 1, numbers(y=people("b", 5), x=people("a", 6)))
    assert first == again
    assert first["a00"] != first["b00"]
    assert first["a00"].startswith("G-")


def test_replaced_members_do_not_change_a_name(tmp_path: Path) -> None:
    """Ban and replace: every day two of ten go and two come; after a week nobody is left."""
    crew = people("a", 30)
    found = [names(tmp_path, d, numbers(x=crew[2 * d : 2 * d + 10])) for d in range(7)]
    assert {name for day in found for name in day.values()} == {found[0]["a00"]}
    assert not set(found[0]) & set(found[-1])


def test_of_a_split_the_larger_part_keeps_the_name_and_a_merger_keeps_the_larger(
    tmp_path: Path,
) -> None:
    whole = names(tmp_path, 0, numbers(x=people("a", 10), y=people("b", 4)))
    parts = names(tmp_path, 1, numbers(p=people("a", 10)[:4], q=people("a", 10)[4:],
                                       y=people("b", 4)))  # fmt: skip
    assert parts["a09"] == whole["a09"]
    assert parts["a00"] not in set(whole.values())
    merged = names(tmp_path, 2, numbers(z=people("a", 10) + people("b", 4)))
    assert set(merged.values()) == {whole["a09"]}


def test_a_gap_of_days_is_bridged_and_a_long_one_is_not(tmp_path: Path) -> None:
    first = names(tmp_path, 0, numbers(x=people("a", 6)))
    assert names(tmp_path, 7, numbers(x=people("a", 6))) == first
    other = names(tmp_path, 15, numbers(x=people("a", 7)))
    assert other["a00"] != first["a00"]


def test_names_stand_for_their_rows_and_are_made_again_for_others(tmp_path: Path) -> None:
    community = numbers(x=people("a", 6))
    name_communities(tmp_path, DAY, community, "one")
    place = communities_folder(tmp_path, DAY) / "manifest.json"
    stood = place.read_bytes()
    name_communities(tmp_path, DAY, numbers(x=people("z", 3)), "one")
    assert place.read_bytes() == stood
    name_communities(tmp_path, DAY, numbers(x=people("z", 3)), "two")
    assert place.read_bytes() != stood


@settings(max_examples=25, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000), count=st.integers(1, 40))
def test_every_account_of_a_community_has_one_name_and_a_name_one_community(
    seed: int, count: int
) -> None:
    rng = np.random.default_rng(seed)
    with folder() as warehouse:
        for day in range(3):
            community = pd.Series(
                rng.integers(-1, 5, count), [f"a{i:02}" for i in range(count)], dtype="int64"
            )
            frame = name_communities(warehouse, DAY + timedelta(days=day), community, str(day))
            known = community[community >= 0]
            assert frame["account_id"].tolist() == known.index.tolist()
            pairs = frame.assign(number=known.to_numpy())[["number", "name"]].drop_duplicates()
            assert pairs["number"].is_unique
            assert pairs["name"].is_unique
