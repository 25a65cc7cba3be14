"""What a shared trace is worth is counted in the log, not believed."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.evidence import (
    LEAST_SURPRISE,
    contradicted,
    is_telling,
    seeds,
    surprise,
    telling,
    told,
    trace_pairs,
    usual_lift,
    weigh,
)

NAMES = pd.Index([f"u{i:04}" for i in range(3_000)], name="account_id")


def known(countries: list[str | None], organisations: dict[int, str] | None = None) -> pd.DataFrame:
    """Accounts u0000, u0001, ... of one cohort."""
    return pd.DataFrame(
        {
            "organisation": [(organisations or {}).get(i) for i in range(len(countries))],
            "country": countries,
            "cohort": "web",
            "community": range(len(countries)),
        },
        index=pd.Index([f"u{i:04}" for i in range(len(countries))], name="account_id"),
    )


def ties(*held: tuple[str, str, list[int]]) -> pd.DataFrame:
    rows = [(f"u{i:04}", kind, key) for kind, key, accounts in held for i in accounts]
    return pd.DataFrame(rows, columns=["account_id", "kind", "key"])


def twins(*pairs: tuple[int, int]) -> pd.DataFrame:
    rows = [(f"u{a:04}", f"u{b:04}") for a, b in pairs]
    return pd.DataFrame(rows, columns=["account_id", "twin_id"])


# Literal cases


def test_a_pair_is_told_by_kind_country_and_place() -> None:
    people = known(["NL", "NL", "DE", None])
    held = ties(
        ("card", "c", [0, 1, 2, 3]), ("exit", "x", [0, 1]), ("prefix", "p", [0, 1]),
    )  # fmt: skip
    found = trace_pairs(held, people, twins((1, 0)))
    shown = {
        (r.kind, r.left, r.right): (r.abroad, r.near, r.twin) for r in found.itertuples(index=False)
    }
    assert shown == {
        ("card", 0, 1): (False, True, True),
        ("card", 0, 2): (True, False, False),
        ("card", 1, 2): (True, False, False),
        # Where a country is not known nothing is said of it.
        ("card", 0, 3): (False, False, False),
        ("card", 1, 3): (False, False, False),
        ("card", 2, 3): (False, False, False),
        # An address and its network are one place.
        ("exit", 0, 1): (False, False, True),
        ("prefix", 0, 1): (False, False, True),
    }


def test_colleagues_are_no_pair() -> None:
    people = known(["NL", "DE", "FR"], {0: "o", 1: "o"})
    found = trace_pairs(ties(("card", "c", [0, 1, 2])), people, twins((0, 1)))
    assert found[["left", "right"]].to_numpy().tolist() == [[0, 2], [1, 2]]


def test_two_keys_of_one_kind_are_one_pair() -> None:
    found = trace_pairs(
        ties(("exit", "x", [0, 1]), ("exit", "y", [0, 1])), known(["NL", "NL"]), twins((0, 1))
    )
    assert len(found) == 1


def test_chance_is_that_of_the_cohort_and_the_country() -> None:
    """Two accounts of NL name each other, two of DE name those of NL: each pair of cells counts
    its own namings, half of them, over its own pairs."""
    people = known(["NL", "NL", "DE", "DE"])
    named = twins((0, 1), (1, 0), (2, 0), (3, 1))
    found = trace_pairs(ties(("card", "c", [0, 1, 2, 3])), people, named)
    by = {(r.left, r.right): r.expected for r in found.itertuples(index=False)}
    assert by[(0, 1)] == pytest.approx(2 * 2 / 2 / 4)
    assert by[(0, 2)] == pytest.approx(2 / 2 / 4)
    assert by[(2, 3)] == 0


def test_those_of_one_community_are_alike_without_being_twins() -> None:
    """Four of one cohort and country, three in one community: of six pairs three are together."""
    people = known(["NL", "NL", "NL", "NL"]).assign(community=[0, 0, 0, 1])
    found = trace_pairs(ties(("card", "c", [0, 1, 3])), people, twins((0, 3)))
    shown = {(r.left, r.right): (r.twin, r.alike) for r in found.itertuples(index=False)}
    assert shown == {(0, 1): (False, True), (0, 3): (True, True), (1, 3): (False, False)}
    assert found["expected_alike"].tolist() == pytest.approx([3 / 6] * 3)


def test_of_a_large_campaign_few_are_twins_and_it_tells_all_the_same() -> None:
    """Cards over borders inside one community, none of its pairs each other's nearest."""
    large = a_log().assign(twin=False, alike=True, expected_alike=0.02)
    large = large[large["kind"] == "card"]
    weights = weigh(large)
    assert weights["least"].item() == 0
    assert weights["least_alike"].item() > 7
    assert len(telling(large, weights, NAMES)) == 40


def test_a_trace_that_only_twins_share_is_telling_and_one_that_households_share_is_not() -> None:
    found = a_log(strangers=10)
    weights = weigh(found).set_index(["kind", "abroad"])
    assert weights.at[("card", True), "least"] > 7
    assert weights.at[("exit", False), "least"] < 7
    chosen = telling(found, weigh(found), NAMES)
    assert set(chosen["kind"]) == {"card"}
    assert chosen["account_id"].tolist() == NAMES[:40].tolist(), "strangers on such a card are not"
    assert set(chosen["other_id"]) == {NAMES[0]}


def test_where_strangers_share_cards_too_cards_tell_nothing() -> None:
    """The same farm in a log whose people pass cards on."""
    weights = weigh(a_log(strangers=2_000)).set_index(["kind", "abroad"])
    assert weights.at[("card", True), "least"] < 7


def strata(*rows: tuple[int, float]) -> pd.DataFrame:
    """Weights of strata by their pairs and the least that they lift likeness by."""
    frame = pd.DataFrame(rows, columns=["pairs", "least"])
    return frame.assign(least_alike=0.0)


def test_a_trace_is_held_against_what_the_others_lift_likeness_by() -> None:
    """In a log of 27,000 accounts households' kinds stood at 8, as campaigns' do in a small one."""
    crowd = [(9_000, 3.5), (1_700, 7.4), (1_700, 7.4)]
    assert not is_telling(strata(*crowd, (316, 8.3), (754, 8.2))).any()
    assert is_telling(strata(*crowd, (986, 113.0))).tolist() == [False] * 3 + [True]
    small = strata((9_000, 1.6), (353, 8.1), (173, 6.3))
    assert is_telling(small).tolist() == [False, True, False]


def test_what_is_usual_is_the_median_over_the_pairs_of_the_other_strata() -> None:
    assert usual_lift(strata((10, 1.0), (100, 2.0), (30, 9.0))).tolist() == [2.0, 9.0, 2.0]
    assert usual_lift(strata((5, 3.0))).tolist() == [0.0], "alone, the bound decides"
    assert usual_lift(strata()).empty


def test_weights_are_told_strongest_first_and_without_what_is_chance() -> None:
    weights = pd.DataFrame(
        {
            "kind": ["exit", "card", "tools", "prefix"],
            "abroad": [False, True, True, False],
            "near": [True, False, False, False],
            "pairs": [400, 1_339, 50, 9_000],
            "twins": [20, 126, 1, 9],
            "expected": [4.0, 2.1, 1.0, 9.0],
            "lift": [4.56, 48.06, 1.0, 1.0],
            "least": [2.9, 41.08, 0.1, 0.6],
            "alike": [40, 300, 2, 20],
            "least_alike": [7.1, 7.0, 0.1, 0.9],
        }
    )
    assert told(weights) == [
        "card of two countries: 126 of 1,339 pairs are twins, 48.1 times chance (at least 41.1):"
        " telling",
        "exit of one country, in one place besides: 20 of 400 pairs are twins, 4.6 times chance"
        " (at least 2.9); 40 alike, at least 7.1 times: telling",
    ]
    assert told(weights, most=1) == told(weights)[:1]


def test_a_handful_proves_nothing() -> None:
    one = {"kind": "card", "abroad": True, "near": False, "twin": [True], "alike": [True]}
    weights = weigh(pd.DataFrame({**one, "expected": [0.001], "expected_alike": [0.001]}))
    assert weights[["least", "least_alike"]].max(axis=None) < 1


def a_log(strangers: int = 0) -> pd.DataFrame:
    """40 farm pairs on cards over borders, all twins; 400 households on exits, 5 % of them twins;
    pairs of strangers on cards over borders, no twins."""
    rng = np.random.default_rng(0)
    farm = {"kind": "card", "abroad": True, "twin": np.ones(40, bool)}
    home = {"kind": "exit", "abroad": False, "twin": rng.random(400) < 0.05}
    other = {"kind": "card", "abroad": True, "twin": np.zeros(strangers, bool)}
    frame = pd.concat([pd.DataFrame(part) for part in (farm, home, other)], ignore_index=True)
    frame = frame.assign(alike=frame["twin"], expected=0.01, expected_alike=0.02)
    return frame.assign(near=False, left=range(len(frame)), right=0, trace=range(len(frame)))


def told_pairs(*rows: tuple[int, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["account_id", "other_id", "trace"])
    ids = {side: NAMES[frame[side]] for side in ("account_id", "other_id")}
    return frame.assign(**ids)


def people_in(*sizes: int) -> pd.Series:
    """Communities 0, 1, ... of so many accounts, one after the other."""
    own = np.repeat(np.arange(len(sizes)), sizes)
    return pd.Series(own, NAMES[: len(own)], name="community")


def test_seeds_are_those_on_several_telling_traces_of_one_community() -> None:
    """Ten communities of twenty. The first holds three cards, on two accounts each: six seeds. The
    second holds one card on five, an agency's; a pair of the third and the fourth is in none."""
    found = told_pairs(
        (0, 1, 0), (2, 3, 1), (4, 5, 2),
        *((a, b, 3) for a, b in itertools.combinations(range(20, 25), 2)),
        (40, 60, 4),
    )  # fmt: skip
    assert seeds(found, people_in(*[20] * 10)).to_dict() == {f"u{i:04}": 0 for i in range(6)}


def test_a_surprise_is_the_chance_of_so_many_traces() -> None:
    """No community but the first holds any: half a trace is expected in the 180 accounts of the
    others, so .056 in twenty; three and more happen once in 36,500 times."""
    found = told_pairs((0, 1, 0), (2, 3, 1), (4, 5, 2), (1, 2, 2))
    told_by = surprise(found, people_in(*[20] * 10))
    assert told_by.tolist() == pytest.approx([4.562] + [0.0] * 9, abs=1e-3)


def test_one_trace_is_no_surprise_however_small_the_community() -> None:
    """Three accounts among two thousand on one card: hardly chance, but an agency."""
    community = people_in(3, *[20] * 100)
    one = told_pairs((0, 1, 0), (1, 2, 0))
    assert (surprise(one, community) == 0).all()
    assert seeds(one, community).empty
    two = told_pairs((0, 1, 0), (1, 2, 1))
    assert len(seeds(two, community)) == 3


def test_a_surprise_is_a_number_however_large() -> None:
    """A large campaign on hundreds of cards: no float holds the chance of that."""
    cards = [(i, (i + 1) % 300, i) for i in range(300)]
    community = people_in(300, *[20] * 100)
    assert surprise(told_pairs(*cards), community)[0] == 300
    assert len(seeds(told_pairs(*cards), community)) == 300


def test_where_every_community_holds_such_traces_they_surprise_nobody() -> None:
    usual = [(20 * c + 2 * i, 20 * c + 2 * i + 1, 10 * c + i) for c in range(10) for i in range(3)]
    assert seeds(told_pairs(*usual), people_in(*[20] * 10)).empty
    more = [(2 * (i % 10), 2 * (i % 10) + 1, 100 + i) for i in range(12)]
    assert len(seeds(told_pairs(*usual, *more), people_in(*[20] * 10))) == 20


def test_what_is_many_for_a_small_community_is_not_for_a_large_one() -> None:
    one = [(20 * c, 20 * c + 1, c) for c in range(1, 11)]
    four = [(1_000 + 2 * i, 1_001 + 2 * i, 50 + i) for i in range(4)]
    sizes = [20] * 50
    assert set(seeds(told_pairs(*one, *four), people_in(*sizes, 20))) == {50}
    assert seeds(told_pairs(*one, *four), people_in(*sizes, 400)).empty


def test_a_log_without_ties_has_no_weights_and_no_seeds() -> None:
    people = known(["NL", "DE"])
    found = trace_pairs(ties(), people, twins((0, 1)))
    weights = weigh(found)
    assert len(found) == len(weights) == 0
    assert seeds(telling(found, weights, people.index), people["community"]).empty


# Laws


cases = st.lists(
    st.tuples(
        st.sampled_from(["card", "exit", "prefix", "signup_exit", "tools"]),
        st.integers(0, 3),
        st.sets(st.integers(0, 9), min_size=1, max_size=5),
    ),
    max_size=8,
)
graphs = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] != p[1]))
groups = st.lists(st.integers(0, 3), min_size=10, max_size=10)
countries = st.lists(st.sampled_from(["NL", "DE", None]), min_size=10, max_size=10)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(cases, graphs, countries, groups)
def test_pairs_equal_a_naive_count(held: list, named: set, where: list, own: list[int]) -> None:
    people = known(where).assign(community=own)
    table = ties(*((kind, str(key), sorted(who)) for kind, key, who in held)).drop_duplicates()
    found = trace_pairs(table, people, twins(*sorted(named)))
    places = {"exit": "at", "prefix": "at", "signup_exit": "from"}
    holders = table.groupby(["kind", "key"])["account_id"].agg(set)
    expected = {}
    for a, b in itertools.combinations(range(10), 2):
        pair = {f"u{a:04}", f"u{b:04}"}
        shared = {kind for (kind, _), who in holders.items() if pair <= who}
        same = people["community"].iloc[a] == people["community"].iloc[b]
        for kind in shared:
            others = {places[k] for k in shared if k in places} - {places.get(kind)}
            abroad = None not in (where[a], where[b]) and where[a] != where[b]
            twin = bool({(a, b), (b, a)} & named)
            expected[(kind, a, b)] = (abroad, bool(others), twin, twin or same)
    shown = {
        (r.kind, r.left, r.right): (r.abroad, r.near, r.twin, r.alike) for r in found.itertuples()
    }
    assert shown == expected
    assert found[["expected", "expected_alike"]].stack().between(0, 1).all()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(groups, countries)
def test_the_chance_to_be_together_equals_a_naive_count(own: list[int], where: list) -> None:
    people = known(where).assign(community=own)
    found = trace_pairs(ties(("card", "c", list(range(10)))), people, twins())
    for row in found.itertuples():
        cells = [where[row.left], where[row.right]]
        pairs = [
            own[a] == own[b]
            for a, b in itertools.permutations(range(10), 2)
            if [where[a], where[b]] == cells
        ]
        assert row.expected_alike == pytest.approx(np.mean(pairs))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(cases, graphs, countries, groups)
def test_the_order_of_rows_changes_nothing(
    held: list, named: set, where: list, own: list[int]
) -> None:
    people = known(where).assign(community=own)
    table = ties(*((kind, str(key), sorted(who)) for kind, key, who in held)).drop_duplicates()
    pairs = sorted(named)
    first = trace_pairs(table, people, twins(*pairs))
    again = trace_pairs(table.sample(frac=1, random_state=1), people, twins(*pairs[::-1]))
    pd.testing.assert_frame_equal(first, again)


def test_a_few_of_a_large_community_make_no_seeds_of_it() -> None:
    """Three cards on six of sixty accounts teach, on six of sixty-one they do not: what is alike
    there is alike for another reason."""
    found = told_pairs((0, 1, 0), (2, 3, 1), (4, 5, 2))
    others = [20] * 90
    assert len(seeds(found, people_in(60, *others))) == 6
    assert surprise(found, people_in(61, *others))[0] > LEAST_SURPRISE
    assert seeds(found, people_in(61, *others)).empty


def test_people_who_looked_contradict_a_community_of_seeds() -> None:
    seeded = pd.Series({"a": 1, "b": 1, "c": 2, "d": 3})
    community = pd.Series({"a": 1, "b": 1, "e": 1, "c": 2, "f": 2, "d": 3, "g": 4, "h": 4})
    both = {"e": 0, "a": 0, "f": 0, "g": 0, "h": 0}
    assert contradicted(seeded, community, pd.Series(both)) == {1}
    assert contradicted(seeded, community, pd.Series(both | {"b": 1})) == {1}
    assert contradicted(seeded, community, pd.Series(both | {"b": 1, "e": 1})) == set()
    assert contradicted(seeded, community, pd.Series(dtype="int64")) == set()
