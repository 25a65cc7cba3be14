"""What a shared trace is worth is counted in the log, not believed."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.evidence import seeds, telling, told, trace_pairs, weigh


def known(countries: list[str | None], organisations: dict[int, str] | None = None) -> pd.DataFrame:
    """Accounts u000, u001, ... of one cohort."""
    return pd.DataFrame(
        {
            "organisation": [(organisations or {}).get(i) for i in range(len(countries))],
            "country": countries,
            "cohort": "web",
        },
        index=pd.Index([f"u{i:03}" for i in range(len(countries))], name="account_id"),
    )


def ties(*held: tuple[str, str, list[int]]) -> pd.DataFrame:
    rows = [(f"u{i:03}", kind, key) for kind, key, accounts in held for i in accounts]
    return pd.DataFrame(rows, columns=["account_id", "kind", "key"])


def twins(*pairs: tuple[int, int]) -> pd.DataFrame:
    rows = [(f"u{a:03}", f"u{b:03}") for a, b in pairs]
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


def test_a_trace_that_only_twins_share_is_telling_and_one_that_households_share_is_not() -> None:
    found = a_log(strangers=10)
    weights = weigh(found).set_index(["kind", "abroad"])
    assert weights.at[("card", True), "least"] > 8
    assert weights.at[("exit", False), "least"] < 8
    chosen = telling(found, weigh(found))
    assert set(chosen["kind"]) == {"card"}
    assert len(chosen) == 40, "strangers on such a card are not told by it"
    assert chosen["twin"].all()


def test_where_strangers_share_cards_too_cards_tell_nothing() -> None:
    """The same farm in a log whose people pass cards on."""
    weights = weigh(a_log(strangers=2_000)).set_index(["kind", "abroad"])
    assert weights.at[("card", True), "least"] < 8


def test_weights_are_told_strongest_first_and_without_what_is_chance() -> None:
    weights = pd.DataFrame(
        {
            "kind": ["exit", "card", "tools"],
            "abroad": [False, True, True],
            "near": [True, False, False],
            "pairs": [400, 1_339, 50],
            "twins": [20, 126, 1],
            "expected": [4.0, 2.1, 1.0],
            "lift": [4.56, 48.06, 1.0],
            "least": [2.9, 41.08, 0.1],
        }
    )
    assert told(weights) == [
        "card of two countries: 126 of 1,339 pairs are twins, 48.1 times chance (at least 41.1):"
        " telling",
        "exit of one country, in one place besides: 20 of 400 pairs are twins, 4.6 times chance"
        " (at least 2.9)",
    ]
    assert told(weights, most=1) == told(weights)[:1]


def test_a_handful_proves_nothing() -> None:
    one = pd.DataFrame(
        {"kind": "card", "abroad": True, "near": False, "twin": [True], "expected": [0.001]}
    )
    assert weigh(one)["least"].item() < 1


def a_log(strangers: int = 0) -> pd.DataFrame:
    """40 farm pairs on cards over borders, all twins; 400 households on exits, 5 % of them twins;
    pairs of strangers on cards over borders, no twins."""
    rng = np.random.default_rng(0)
    farm = {"kind": "card", "abroad": True, "twin": np.ones(40, bool)}
    home = {"kind": "exit", "abroad": False, "twin": rng.random(400) < 0.05}
    other = {"kind": "card", "abroad": True, "twin": np.zeros(strangers, bool)}
    frame = pd.concat([pd.DataFrame(part) for part in (farm, home, other)], ignore_index=True)
    return frame.assign(near=False, expected=0.01, left=range(len(frame)), right=0)


def test_a_seed_is_a_chain_of_three() -> None:
    people = pd.Index([f"u{i}" for i in range(8)])
    found = pd.DataFrame({"left": [0, 1, 4, 6], "right": [1, 2, 5, 7]})
    assert seeds(found, people).to_dict() == {"u0": 0, "u1": 0, "u2": 0}
    assert seeds(found, people, least=2).to_dict() == {
        "u0": 0, "u1": 0, "u2": 0, "u4": 1, "u5": 1, "u6": 2, "u7": 2,
    }  # fmt: skip


def test_a_log_without_ties_has_no_weights_and_no_seeds() -> None:
    people = known(["NL", "DE"])
    found = trace_pairs(ties(), people, twins((0, 1)))
    weights = weigh(found)
    assert len(found) == len(weights) == 0
    assert seeds(telling(found, weights), people.index).empty


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
countries = st.lists(st.sampled_from(["NL", "DE", None]), min_size=10, max_size=10)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(cases, graphs, countries)
def test_pairs_equal_a_naive_count(held: list, named: set, where: list) -> None:
    people = known(where)
    table = ties(*((kind, str(key), sorted(who)) for kind, key, who in held)).drop_duplicates()
    found = trace_pairs(table, people, twins(*sorted(named)))
    places = {"exit": "at", "prefix": "at", "signup_exit": "from"}
    holders = table.groupby(["kind", "key"])["account_id"].agg(set)
    expected = {}
    for a, b in itertools.combinations(range(10), 2):
        pair = {f"u{a:03}", f"u{b:03}"}
        shared = {kind for (kind, _), who in holders.items() if pair <= who}
        for kind in shared:
            others = {places[k] for k in shared if k in places} - {places.get(kind)}
            abroad = None not in (where[a], where[b]) and where[a] != where[b]
            expected[(kind, a, b)] = (abroad, bool(others), bool({(a, b), (b, a)} & named))
    shown = {(r.kind, r.left, r.right): (r.abroad, r.near, r.twin) for r in found.itertuples()}
    assert shown == expected
    assert found["expected"].between(0, 1).all()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(cases, graphs, countries)
def test_the_order_of_rows_changes_nothing(held: list, named: set, where: list) -> None:
    people = known(where)
    table = ties(*((kind, str(key), sorted(who)) for kind, key, who in held)).drop_duplicates()
    pairs = sorted(named)
    first = trace_pairs(table, people, twins(*pairs))
    again = trace_pairs(table.sample(frac=1, random_state=1), people, twins(*pairs[::-1]))
    pd.testing.assert_frame_equal(first, again)
