"""Campaign ids from day to day."""

from __future__ import annotations

import pandas as pd

from features.identity import came_from, keep_ids, members_by_id, new_id


def test_a_group_keeps_its_id_while_half_of_it_stays() -> None:
    before = {"C-1": set("abcdef"), "C-2": set("uvw")}
    assert keep_ids(["abcd", "xyz"], before) == [("C-1", 6), (new_id("xyz"), None)]


def test_the_larger_part_of_a_split_keeps_the_id() -> None:
    before = {"C-1": set("abcdefgh")}
    (small, _), (large, _) = keep_ids(["ab", "cdefgh"], before)
    assert large == "C-1"
    assert small == new_id("ab")


def test_two_that_merge_take_the_larger_ones_id() -> None:
    before = {"C-1": set("abc"), "C-2": set("defgh")}
    assert keep_ids(["abcdefgh"], before) == [("C-2", 5)]


def test_a_new_id_depends_on_members_alone() -> None:
    assert new_id(["b", "a"]) == new_id(["a", "b"])
    assert new_id(["a"]) != new_id(["b"])


def test_members_come_from_yesterdays_scores() -> None:
    scores = pd.DataFrame({"account_id": ["a", "b", "c"], "campaign_id": ["C-1", None, "C-1"]})
    assert members_by_id(scores) == {"C-1": {"a", "c"}}


def test_a_split_and_a_merge_are_told() -> None:
    before = {"C-1": set("abcdefgh"), "C-2": set("uvw"), "C-3": set("xyz")}
    assert came_from("cdefgh", "C-1", before) == ((), None), "it kept its name"
    assert came_from("ab", "C-9", before) == ((), "C-1")
    assert came_from("uvwxy", "C-2", before) == (("C-3",), None)
    assert came_from("uvwx", "C-2", before) == ((), None), "one of three is no merger"
    assert came_from("mno", "C-9", before) == ((), None)


def test_a_group_that_went_into_another_as_a_whole_was_not_split() -> None:
    """C-2 goes on as a part of what is called C-1 now: that is a merger, whoever is the larger."""
    before = {"C-1": set("ab"), "C-2": set("uvwxyz")}
    assert came_from("abuvwxyz", "C-1", before) == (("C-2",), None)
