"""Ties: rare traces tie, crowds and colleagues do not; being on and off together."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.catalogue import LINKS
from features.ties import (
    COLUMNS,
    TieGraph,
    colleagues,
    rare_traces,
    synchrony,
    tie_columns,
    tie_graph,
)
from features.windows import TIES, Window
from tests import worlds
from tests.worlds import AS_OF, World

Rows = list[tuple[str, str, str]]


def links_of(rows: Rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["account_id", "kind", "key"]).astype("str")
    return frame.drop_duplicates().assign(n=1)


def names(count: int) -> pd.Index:
    return pd.Index([f"a{i:03}" for i in range(count)], name="account_id")


def nobodys(count: int) -> np.ndarray:
    return np.full(count, None, object)


def pairs_of(graph: TieGraph) -> dict[tuple[int, int], tuple[float, int]]:
    cells = zip(graph.left, graph.right, graph.weight, graph.kinds, strict=True)
    return {(int(i), int(j)): (float(w), int(k)) for i, j, w, k in cells}


def tied(rows: Rows, count: int, organisation: np.ndarray | None = None) -> dict:
    inside = nobodys(count) if organisation is None else organisation
    return pairs_of(tie_graph(links_of(rows), names(count), inside))


def naive(rows: Rows, accounts: pd.Index, organisation: np.ndarray) -> dict:
    """Every pair of accounts and every trace that both hold."""
    held = {name: {(k, v) for a, k, v in rows if a == name and k in TIES} for name in accounts}
    m, out = len(accounts), {}
    for i, j in itertools.combinations(range(m), 2):
        if organisation[i] is not None and organisation[i] == organisation[j]:
            continue
        weight, kinds = 0.0, set()
        for trace in held[accounts[i]] & held[accounts[j]]:
            sharers = sum(trace in traces for traces in held.values())
            if sharers < m:
                weight += math.log(m / sharers) / math.log(m)
                kinds.add(trace[0])
        if kinds:
            out[i, j] = (weight, len(kinds))
    return out


# Literal cases


def test_two_on_one_card_are_tied_by_how_rare_that_is() -> None:
    found = tied([("a000", "card", "c"), ("a003", "card", "c"), ("a001", "card", "own")], 16)
    assert found == {(0, 3): (pytest.approx(math.log(8) / math.log(16)), 1)}


def test_traces_add_up_and_kinds_are_counted_once() -> None:
    rows = [(a, k, v) for a in ("a000", "a001") for k, v in
            [("card", "c"), ("exit", "e"), ("exit", "f")]]  # fmt: skip
    ((weight, kinds),) = tied(rows, 16).values()
    assert weight == pytest.approx(3 * 0.75)
    assert kinds == 2


def test_a_key_of_two_kinds_is_two_traces() -> None:
    assert tied([("a000", "card", "x"), ("a001", "exit", "x")], 9) == {}


def test_nothing_ties_nobody() -> None:
    for count in (0, 1, 5):
        graph = tie_graph(links_of([]), names(count), nobodys(count))
        assert len(graph.left) == len(graph.right) == len(graph.weight) == len(graph.kinds) == 0
        assert graph.left.dtype == graph.kinds.dtype == np.int64


def test_links_that_are_no_trace_tie_nobody() -> None:
    for kind in ("opening", "closing", "template", "frame", "country", "signup_prefix", "model"):
        assert tied([("a000", kind, "x"), ("a001", kind, "x")], 9) == {}, kind


def test_strangers_to_the_accounts_do_not_count() -> None:
    rows = [(name, "exit", "e") for name in ("a000", "zz")]
    rows += [(name, "exit", "f") for name in ("a001", "a002", "zz")]
    assert tied(rows, 8) == {(1, 2): (pytest.approx(2 / 3), 1)}


def test_what_everybody_shares_ties_nobody() -> None:
    everybody = [(name, "exit", "e") for name in names(6)]
    assert tied(everybody, 6) == {}
    assert len(tied(everybody, 7)) == 15


def test_colleagues_are_never_tied_others_are() -> None:
    rows = [(name, "card", "c") for name in names(4)]
    organisation = np.array(["acme", "acme", "other", None, None, None, None, None], object)
    assert set(tied(rows, 8, organisation)) == {(0, 2), (1, 2), (0, 3), (1, 3), (2, 3)}
    assert tied(rows, 8, np.array(["acme"] * 8, object)) == {}


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
def test_no_organisation_is_nobodys(missing: object) -> None:
    organisation = np.array([missing, missing, "o", "o"], object)
    found = colleagues(organisation, np.array([0, 0, 2]), np.array([1, 2, 3]))
    assert found.tolist() == [False, False, True]


def test_rare_traces_know_their_row_and_rarity() -> None:
    rows = [("a001", "exit", "e"), ("a000", "exit", "e"), ("a002", "exit", "own"),
            ("a002", "opening", "e")]  # fmt: skip
    found = rare_traces(links_of(rows), names(4))
    assert sorted(found["row"]) == [0, 1]
    assert found["rarity"].tolist() == pytest.approx([0.5, 0.5])
    assert found["code"].nunique() == 1


# Laws and oracles


@st.composite
def random_links(draw: st.DrawFn) -> tuple[Rows, int, np.ndarray]:
    count = draw(st.integers(2, 9))
    kinds = st.sampled_from([*TIES[:4], "opening"])
    row = st.tuples(st.integers(0, count).map(lambda i: f"a{i:03}"), kinds, st.sampled_from("xyz"))
    organisation = draw(st.lists(st.sampled_from([None, "o", "p"]), min_size=count, max_size=count))
    return draw(st.lists(row, max_size=40)), count, np.array(organisation, object)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(case=random_links())
def test_ties_equal_a_loop_over_pairs(case: tuple[Rows, int, np.ndarray]) -> None:
    rows, count, organisation = case
    graph = tie_graph(links_of(rows), names(count), organisation)
    expected = naive(rows, names(count), organisation)
    assert pairs_of(graph) == {
        pair: (pytest.approx(weight), kinds) for pair, (weight, kinds) in expected.items()
    }
    assert list(zip(graph.left, graph.right, strict=True)) == sorted(expected)
    mixed = tied(rows[::-1], count, organisation)
    assert mixed == {pair: (pytest.approx(w), k) for pair, (w, k) in expected.items()}


def test_a_rarer_trace_weighs_more() -> None:
    weights = []
    for sharers in (2, 3, 5, 10):
        found = tied([(name, "exit", "e") for name in names(sharers)], 50)
        assert len(set(found.values())) == 1
        weights.append(found[0, 1][0])
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4
    assert all(0 < weight < 1 for weight in weights)


def test_the_same_trace_weighs_more_among_more_accounts() -> None:
    rows = [(name, "exit", "e") for name in names(3)]
    weights = [tied(rows, count)[0, 1][0] for count in (4, 10, 100, 1000)]
    assert weights == sorted(weights)
    assert len(set(weights)) == 4


# Crowds, by the real jobs

CAPS = {link.name: link.cap for link in LINKS}
SENT = {"exit": "ip", "prefix": "ip_prefix", "fingerprint": "client_fingerprint",
        "system_prompt": "system_prompt_hash", "tools": "tools_hash",
        "api_key": "api_key_id"}  # fmt: skip
SIGNED = {"card": "payment_id", "signup_exit": "signup_ip", "signup_client": "signup_fingerprint"}
N = 45


def key_of(kind: str, number: int) -> str | None:
    """Of an account's own columns: as many as the cap on `at`, one more on `over`, three `rare`."""
    cap = CAPS[kind]
    if number < cap:
        return "at"
    if number <= 2 * cap:
        return "over"
    return "rare" if 41 <= number < 44 else "own" if number == 44 else None


@pytest.fixture(scope="module")
def crowds(tmp_path_factory: pytest.TempPathFactory) -> Window:
    """45 accounts: every trace has a key of all, of as many as its cap, of one more, of three and
    of one."""
    exchanges = []

    def send(number: int, **values: object) -> None:
        at = worlds.moment(AS_OF - timedelta(days=number % 5), 60.0 * len(exchanges))
        exchanges.append(worlds.exchange(len(exchanges), f"a{number:03}", at, **values))

    for number in range(N):
        keys = {"crowd": True, "rare": 41 <= number < 44, "own": number == 44}
        for key, holds in keys.items():
            if holds:
                send(number, **{column: key for column in SENT.values()})
        send(number, **{c: "at" for kind, c in SENT.items() if number < CAPS[kind]})
        send(number, **{c: "over" for kind, c in SENT.items() if number <= CAPS[kind]})
    accounts = [
        worlds.account(
            f"a{number:03}", **{column: key_of(kind, number) for kind, column in SIGNED.items()}
        )
        for number in range(N)
    ]
    return worlds.measure(World(exchanges, accounts), tmp_path_factory.mktemp("crowds"))


@pytest.mark.parametrize("kind", TIES)
def test_a_crowd_ties_nobody_and_a_few_are_tied(crowds: Window, kind: str) -> None:
    assert set(TIES) == {*SENT, *SIGNED}
    links = crowds.links[crowds.links["kind"] == kind]
    assert links.groupby("key")["account_id"].nunique().to_dict() == {"at": CAPS[kind], "rare": 3}
    assert crowds.base.index.tolist() == names(N).tolist()
    found = pairs_of(tie_graph(links, crowds.base.index, nobodys(N)))
    expected = {*itertools.combinations(range(CAPS[kind]), 2)}
    assert set(found) == expected | {*itertools.combinations(range(41, 44), 2)}


def test_forty_accounts_on_one_exit_tie_nobody_three_do(tmp_path: Path) -> None:
    """A carrier's address beside a household's."""
    exchanges = [
        worlds.exchange(i, f"a{i:03}", worlds.moment(AS_OF, i), ip="nat" if i < 40 else "home")
        for i in range(43)
    ]
    accounts = [worlds.account(f"a{i:03}") for i in range(43)]
    window = worlds.measure(World(exchanges, accounts), tmp_path)
    found = pairs_of(tie_graph(window.links, window.base.index, nobodys(43)))
    assert set(found) == {(40, 41), (40, 42), (41, 42)}


# Columns


def test_kinds_are_the_most_with_one_neighbour_not_their_sum() -> None:
    rows = [("a000", "card", "c"), ("a001", "card", "c"), ("a000", "exit", "e"),
            ("a002", "exit", "e"), ("a000", "prefix", "p"), ("a002", "prefix", "p")]  # fmt: skip
    graph = tie_graph(links_of(rows), names(8), nobodys(8))
    found = tie_columns(graph, names(8), np.zeros((8, 2)), np.zeros((8, 2)))
    assert found["kinds"].tolist() == [2, 1, 2, 0, 0, 0, 0, 0]
    assert found["neighbours"].tolist() == [2, 1, 1, 0, 0, 0, 0, 0]
    assert found["likeness"].isna().all()


@settings(max_examples=30, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000), count=st.integers(2, 20))
def test_columns_equal_loops(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    organisation = np.array(rng.choice(["o", "p", None, None, None], count), object)
    rows = [
        (f"a{rng.integers(count):03}", TIES[rng.integers(4)], f"k{rng.integers(count)}")
        for _ in range(4 * count)
    ]
    dense = rng.normal(size=(count, 5)).astype(np.float32)
    dense[rng.random(count) < 0.2] = 0
    activity = rng.normal(size=(count, 7)).astype(np.float32)
    activity[rng.random(count) < 0.2] = 0
    graph = tie_graph(links_of(rows), names(count), organisation)
    pairs = pairs_of(graph)
    found = tie_columns(graph, names(count), dense, activity)
    assert found.columns.tolist() == list(COLUMNS)
    assert found.index.equals(names(count))
    for i in range(count):
        ties = [(a + b - i, *tie) for (a, b), tie in pairs.items() if i in (a, b)]
        row = found.iloc[i]
        assert row["weight"] == pytest.approx(sum(weight for _, weight, _ in ties))
        assert row["neighbours"] == len(ties)
        assert row["kinds"] == max((kinds for *_, kinds in ties), default=0)
        for column, values in (("likeness", dense), ("on_off", activity)):
            known = [
                (weight, float(values[i] @ values[j]))
                for j, weight, _ in ties
                if values[i].any() and values[j].any()
            ]
            total = sum(weight for weight, _ in known)
            if not known:
                assert np.isnan(row[column])
            else:
                expected = sum(weight * value for weight, value in known) / total
                assert row[column] == pytest.approx(expected, abs=1e-5)


def test_more_ties_than_a_block_are_all_added() -> None:
    count = 400
    left, right = np.triu_indices(count, 1)
    graph = TieGraph(left, right, np.ones(len(left)), np.ones(len(left), np.int64))
    dense = np.random.default_rng(0).normal(size=(count, 3)).astype(np.float32)
    found = tie_columns(graph, names(count), dense, dense[:, :0])
    total = dense.astype(float).sum(axis=0)
    expected = (dense @ total - (dense**2).sum(axis=1)) / (count - 1)
    np.testing.assert_allclose(found["likeness"], expected, atol=1e-4)
    assert found["on_off"].isna().all()


# On and off together


def noisy(rng: np.random.Generator, row: np.ndarray, share: float) -> np.ndarray:
    return row ^ (rng.random(row.shape) < share)


def office(rng: np.random.Generator, count: int) -> np.ndarray:
    """Everybody works by day on weekdays, each in their own way."""
    slot = np.arange(28 * 6)
    open_ = np.isin(slot % 6, (2, 3, 4)) & ((slot // 6) % 7 < 5)
    return rng.random((count, len(slot))) < np.where(open_, 0.7, 0.05)


def off_diagonal(rows: np.ndarray) -> np.ndarray:
    products = rows @ rows.T
    return products[~np.eye(len(rows), dtype=bool)]


def test_accounts_of_one_schedule_correlate_others_do_not() -> None:
    rng = np.random.default_rng(0)
    activity = rng.random((200, 168)) < 0.3
    schedule = rng.random(168) < 0.5
    activity[:8] = noisy(rng, np.repeat(schedule[None], 8, axis=0), 0.05)
    rows = synchrony(activity)
    assert off_diagonal(rows[:8]).min() > 0.6
    assert abs(np.mean(rows[:8] @ rows[8:].T)) < 0.05
    assert abs(off_diagonal(rows[8:]).mean()) < 0.02


def test_a_rhythm_of_everybody_is_nobodys_likeness() -> None:
    activity = office(np.random.default_rng(1), 300)
    plain = activity - activity.mean(axis=1, keepdims=True)
    plain /= np.linalg.norm(plain, axis=1, keepdims=True)
    assert off_diagonal(plain).mean() > 0.3
    assert abs(off_diagonal(synchrony(activity)).mean()) < 0.01


def test_a_schedule_shows_against_the_rhythm_of_everybody() -> None:
    rng = np.random.default_rng(2)
    activity = office(rng, 300)
    night = rng.random(168) < 0.5
    activity[:6] = noisy(rng, np.repeat(night[None], 6, axis=0), 0.05)
    assert off_diagonal(synchrony(activity)[:6]).min() > 0.6


@pytest.mark.parametrize("rhythm", [office, lambda rng, n: rng.random((n, 168)) < 0.3])
def test_always_on_and_always_off_are_zero(
    rhythm: Callable[[np.random.Generator, int], np.ndarray],
) -> None:
    activity = rhythm(np.random.default_rng(3), 50)
    activity[:3], activity[3:5] = True, False
    rows = synchrony(activity)
    assert not rows[:5].any()
    np.testing.assert_allclose(np.linalg.norm(rows[5:], axis=1), 1, rtol=1e-5)


def test_nobody_or_one_account_has_no_synchrony() -> None:
    assert synchrony(np.zeros((0, 168), bool)).shape == (0, 168)
    alone = synchrony(np.random.default_rng(0).random((1, 168)) < 0.5)
    assert alone.dtype == np.float32
    assert not alone.any()


@settings(max_examples=25, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), count=st.integers(2, 25), share=st.floats(0.1, 0.9))
def test_synchrony_equals_a_loop(seed: int, count: int, share: float) -> None:
    activity = np.random.default_rng(seed).random((count, 12)) < share
    found = synchrony(activity)
    usual = [float(np.mean(activity[:, slot])) for slot in range(12)]
    for i, own in enumerate(activity.tolist()):
        row = np.array([on - usual[slot] for slot, on in enumerate(own)])
        row -= row.mean()
        norm = np.linalg.norm(row)
        known = norm > 1e-4 and any(own) and not all(own)
        np.testing.assert_allclose(found[i], row / norm if known else 0 * row, atol=1e-5)
