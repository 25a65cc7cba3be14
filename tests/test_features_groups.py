"""Groups among suspicious accounts: campaigns of one tactic come apart by their ties."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.groups import (
    LEAST_MEMBERS,
    Group,
    accused,
    belonging,
    corroborated,
    find_groups,
    stands_out,
)
from features.snapshots import Snapshot
from features.warehouse import Partition

Ties = list[tuple[str, str, str]]


def names(group: str, count: int) -> list[str]:
    return [f"{group}{i:02}" for i in range(count)]


def twins(*cliques: list[str], cosine: float = 0.6, across: float = 0.0) -> pd.DataFrame:
    """Everybody of a clique is a twin of everybody in it; `across` likens the cliques, too."""
    rows = [(a, b, cosine) for clique in cliques for a, b in itertools.permutations(clique, 2)]
    if across:
        for one, two in itertools.permutations(cliques, 2):
            rows += [(a, b, across) for a, b in itertools.product(one, two)]
    frame = pd.DataFrame(rows, columns=["account_id", "twin_id", "cosine"])
    return frame.astype({"account_id": "str", "twin_id": "str", "cosine": float})


def said(guilty: Collection[str] = (), honest: Collection[str] = ()) -> pd.Series:
    """Labels by account."""
    label = dict.fromkeys(sorted(guilty), 1) | dict.fromkeys(sorted(honest), 0)
    return pd.Series(label, dtype="int64")


def ties(rows: Ties) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["account_id", "kind", "key"]).astype("str")


NOBODYS = pd.Series(dtype="object")
NONE_TELLING = pd.DataFrame(columns=["account_id", "other_id", "trace"])
A, B = names("a", 7), names("b", 6)


def found(
    twin_rows: pd.DataFrame,
    tie_rows: Ties = [],  # noqa: B006
    organisation: pd.Series = NOBODYS,
    suspicious: set[str] | None = None,
    telling: pd.DataFrame = NONE_TELLING,
) -> list[Group]:
    everybody = set(twin_rows["account_id"]) if suspicious is None else suspicious
    near = twin_rows.rename(columns={"twin_id": "other_id", "cosine": "weight"})
    return find_groups(everybody, near, twin_rows, ties(tie_rows), telling, organisation)


def snapshot_of(twin_rows: pd.DataFrame, tie_rows: pd.DataFrame, telling: pd.DataFrame) -> Snapshot:
    """What groups read of a snapshot; nobody has an organisation."""
    everybody = pd.Index(names("m", 12), name="account_id")
    rows = pd.DataFrame({"organisation": None}, index=everybody)
    return Snapshot(date(2026, 5, 12), rows, twin_rows, tie_rows, pd.DataFrame(), telling,
                    pd.Series(dtype=int), Partition(Path(), "", {}, {}))  # fmt: skip


# Literal cases


def test_two_planted_cliques_come_apart_largest_first() -> None:
    groups = found(twins(B, A))
    assert [group.members for group in groups] == [tuple(A), tuple(B)]
    assert [group.ties for group in groups] == [{}, {}]
    assert groups[0].likeness == pytest.approx(0.6)


def test_campaigns_that_are_alike_come_apart_by_their_ties() -> None:
    """All are each other's twins, as like across as inside: the cards tell who is whose."""
    alike = twins(A, B, across=0.6)
    assert [group.members for group in found(alike)] == [(*A, *B)]
    cards = [(a, "card", "one") for a in A] + [(b, "card", "two") for b in B]
    groups = found(alike, cards)
    assert [group.members for group in groups] == [tuple(A), tuple(B)]
    assert [group.ties for group in groups] == [{"card": 7}, {"card": 6}]


def test_less_than_five_members_are_no_group() -> None:
    assert LEAST_MEMBERS == 5
    assert found(twins(names("a", 4))) == []
    assert len(found(twins(names("a", 5)))) == 1


def test_only_the_suspicious_are_grouped() -> None:
    assert found(twins(A), suspicious=set(A[:4])) == []
    groups = found(twins(A), [(a, "card", "one") for a in A], suspicious=set(A[:5]))
    assert [group.members for group in groups] == [tuple(A[:5])]
    assert groups[0].ties == {"card": 5}


def test_nobody_suspicious_is_no_group() -> None:
    assert found(twins(A), suspicious=set()) == []
    assert found(twins([])) == []


def test_ties_count_accounts_by_kind_and_only_inside_the_group() -> None:
    rows = [(a, "card", "c") for a in A] + [(a, "exit", "f") for a in A[:3]]
    rows += [(A[3], "exit", "e"), (B[0], "exit", "e"), (B[1], "prefix", "own"),
             ("stranger", "prefix", "own")]  # fmt: skip
    first, second = found(twins(A, B), rows)
    assert (first.members, first.ties) == (tuple(A), {"card": 7, "exit": 3})
    assert (second.members, second.ties) == (tuple(B), {})


def test_colleagues_are_not_tied_by_what_they_share() -> None:
    organisation = pd.Series("acme", index=A)
    rows = [(a, "exit", "office") for a in A]
    (group,) = found(twins(A), rows, organisation)
    assert group.ties == {}
    organisation[A[0]] = "other"
    (group,) = found(twins(A), rows, organisation)
    assert group.ties == {"exit": 7}


def test_who_is_not_known_to_be_of_an_organisation_is_no_colleague() -> None:
    organisation = pd.Series([None] * len(A), index=A, dtype="object")
    (group,) = found(twins(A), [(a, "exit", "e") for a in A], organisation)
    assert group.ties == {"exit": 7}


def test_a_member_has_three_near_in_the_group_or_one_and_a_tie() -> None:
    chance = twins(["x", A[0]]).iloc[:1]
    loose = pd.concat([twins(A, B), chance], ignore_index=True)
    assert found(loose)[0].members == tuple(A)
    tied = found(loose, [(account, "card", "c") for account in ["x", *A]])
    assert tied[0].members == (*A, "x")


def test_a_group_stands_out_where_three_and_three_in_ten_reach_review() -> None:
    group = Group(tuple(names("m", 10)), {}, 0.5, 0, 0)

    def scores(strong: int) -> pd.Series:
        return pd.Series([0.9] * strong + [0.1] * (10 - strong), index=group.members)

    assert [stands_out(group, scores(n), 0.5) for n in (2, 3)] == [False, True]
    large = Group(tuple(names("m", 11)), {}, 0.5, 0, 0)
    assert not stands_out(large, scores(3), 0.5)
    assert stands_out(large, scores(4), 0.5)
    assert not stands_out(Group(("m00", "m01"), {}, 0.5, 0, 0), scores(9), 0.5)


def test_telling_traces_are_counted_once_each_and_only_inside() -> None:
    rows = [(A[0], A[1], 7), (A[1], A[2], 7), (A[0], A[3], 8), (A[0], B[0], 9), (B[1], B[2], 5)]
    told = pd.DataFrame(rows, columns=["account_id", "other_id", "trace"])
    first, second = found(twins(A, B), telling=told)
    assert (first.members, first.telling) == (tuple(A), 2)
    assert (second.members, second.telling) == (tuple(B), 1)


def test_likeness_alone_accuses_nobody() -> None:
    """Two telling traces are evidence of their own, as are three verdicts; one or two of these may
    be one payer or a slip."""
    members = tuple(names("m", 10))
    assert [corroborated(Group(members, {}, 0.5, n, 2 * n), said()) for n in (0, 1, 2)] == [
        False, False, True,
    ]  # fmt: skip
    group = Group(members, {"card": 9}, 0.9, 1, 9)
    assert [corroborated(group, said({"stranger", *members[:n]})) for n in (0, 2, 3)] == [
        False, False, True,
    ]  # fmt: skip
    class_ = Group(tuple(names("m", 40)), {}, 0.9, 0, 0)
    assert [corroborated(class_, said(set(class_.members[:n]))) for n in (3, 4)] == [False, True]


def test_who_is_only_a_little_like_those_who_stand_out_is_no_member() -> None:
    """Of ten, six are strong. m06 has half of its twins among them, m07 less, m08 shares a telling
    trace with one, m09 shares a common one."""
    members = tuple(names("m", 10))
    edges = [("m06", "m00"), ("m06", "x"), ("m07", "m00"), ("m07", "x"), ("m07", "y"),
             ("m09", "m08"), ("m00", "m01")]  # fmt: skip
    twin_rows = pd.DataFrame(edges, columns=["account_id", "twin_id"]).assign(cosine=0.6)
    told = pd.DataFrame([("m08", "m00", 5)], columns=["account_id", "other_id", "trace"])
    shot = snapshot_of(twin_rows, ties([("m09", "exit", "e"), ("m00", "exit", "e")]), told)
    group = Group(members, {}, 0.9, 1, 2)
    kept = belonging(group, shot, members[:6])
    assert kept.members == (*members[:7], "m08")
    assert (kept.telling, kept.sharing) == (1, 2)
    assert belonging(group, shot, members) is group


def test_a_group_is_accused_with_those_who_belong_to_it() -> None:
    """Two traces on four members; a fifth is weak and like nobody of them."""
    members = tuple(names("m", 6))
    traces = [("m00", "m01", 1), ("m02", "m03", 2)]
    told = pd.DataFrame(traces, columns=["account_id", "other_id", "trace"])
    shot = snapshot_of(twins(list(members[:4])), ties([]), told)
    group = Group(members, {}, 0.9, 2, 4)

    def by(strong: int) -> tuple[str, ...] | None:
        scores = pd.Series([0.9] * strong + [0.2] * (6 - strong), index=list(members))
        made = accused(group, shot, scores, 0.5, said())
        return made.members if made else None

    assert by(6) == members
    assert by(5) == members[:5]
    assert by(4) is None, "four are left of six: too few to be a group"
    assert by(2) is None, "nobody stands out"


def test_traces_of_a_few_do_not_accuse_the_many() -> None:
    hundred = tuple(names("m", 100))
    assert not corroborated(Group(hundred, {}, 0.9, 3, 9), said())
    assert corroborated(Group(hundred, {}, 0.9, 3, 10), said())


def test_people_who_looked_outweigh_traces() -> None:
    members = tuple(names("m", 20))
    group = Group(members, {"card": 9}, 0.9, 5, 9)
    assert corroborated(group, said(honest=members[:1]))
    assert not corroborated(group, said(honest=members[:2]))
    assert corroborated(group, said(guilty=members[5:7], honest=members[:2]))
    assert corroborated(group, said(guilty=members[5:8], honest=members[:4])), "three are enough"


def test_a_tie_of_a_few_takes_no_group_away() -> None:
    """Seven accounts are each other's twins; that some of them share an exit or a card, and one
    shares an exit with a stranger to it, is no reason to see none of them."""
    rows = [(a, "exit", "f") for a in A[4:]] + [(a, "card", "c") for a in A[:2]]
    rows += [(A[3], "exit", "e"), (B[0], "exit", "e")]
    assert [group.members for group in found(twins(A, B), rows)] == [tuple(A), tuple(B)]


def test_many_small_campaigns_come_apart() -> None:
    """Eighty cliques of eight in a ring, one likeness from each to the next: modularity of
    resolution one joins neighbours from 58 cliques on (Fortunato and Barthelemy 2007)."""
    cliques = [names(f"k{i:02}-", 8) for i in range(80)]
    inside = twins(*cliques)
    ring = [(cliques[i][0], cliques[(i + 1) % 80][1], 0.6) for i in range(80)]
    ring += [(b, a, cosine) for a, b, cosine in ring]
    frame = pd.concat([inside, pd.DataFrame(ring, columns=inside.columns)], ignore_index=True)
    assert [len(group.members) for group in found(frame)] == [8] * 80


def test_one_campaign_alone_is_one_group() -> None:
    """150 accounts of one direction, ten nearest each: there is nothing to take apart."""
    rows = np.random.default_rng(0).normal(1.2, 1, size=(150, 60))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    likeness = rows @ rows.T
    np.fill_diagonal(likeness, -1)
    everybody = [f"m{i:03}" for i in range(150)]
    near = [
        (everybody[i], everybody[j], likeness[i, j])
        for i in range(150)
        for j in np.argsort(-likeness[i])[:10]
    ]
    frame = pd.DataFrame(near, columns=["account_id", "twin_id", "cosine"])
    assert [len(group.members) for group in found(frame)] == [150]


# Laws


@settings(max_examples=15, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000), sizes=st.lists(st.integers(2, 9), min_size=1, max_size=4))
def test_groups_are_whole_sorted_and_the_same_in_any_order(seed: int, sizes: list[int]) -> None:
    rng = np.random.default_rng(seed)
    cliques = [names("abcd"[i], size) for i, size in enumerate(sizes)]
    near = twins(*cliques)
    near["cosine"] = rng.random(len(near))
    everybody = sorted(set(near["account_id"]))
    rows = [
        (str(rng.choice(everybody)), str(rng.choice(["card", "exit"])), str(rng.integers(6)))
        for _ in range(20)
    ]
    groups = found(near, rows)
    members = [m for group in groups for m in group.members]
    assert len(members) == len(set(members))
    assert all(len(group.members) >= LEAST_MEMBERS for group in groups)
    assert all(list(group.members) == sorted(group.members) for group in groups)
    lengths = [len(group.members) for group in groups]
    assert lengths == sorted(lengths, reverse=True)
    assert all(0 < count <= len(g.members) for g in groups for count in g.ties.values())
    mixed = found(near.sample(frac=1, random_state=seed), [*reversed(rows)])
    assert [(g.members, g.ties) for g in mixed] == [(g.members, g.ties) for g in groups]
    assert [g.likeness for g in mixed] == pytest.approx([g.likeness for g in groups])
