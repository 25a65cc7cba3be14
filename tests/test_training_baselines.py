"""Baselines: each finds what it is made for on accounts made by hand."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import content
from features.snapshots import Snapshot
from features.warehouse import Partition
from training.baseline_material import beside
from training.baselines import (
    BASELINES,
    LEVELS,
    MOST_SHARERS,
    Material,
    account_model,
    component_discrepancy,
    component_size,
    dense_blocks,
    isolation_forest,
    most_exchanges,
    nearest_earlier,
    query_distances,
    shared_text,
)

RING = [f"r{i}" for i in range(6)]
HONEST = [f"h{i:02}" for i in range(60)]
EVERYBODY = HONEST + RING
DAY = date(2026, 5, 12)


def sums(kernel: dict[str, np.ndarray], n: int = 50) -> content.Sums:
    """Content sums in which an account's prompts all stand at one place of the kernel space."""
    empty = content.merge([])
    names = sorted(kernel)
    rows = np.stack([np.rint(kernel[a] * n * content.KERNEL_SCALE) for a in names]).astype(np.int32)
    topics = np.zeros((len(names), content.TOPICS), np.int32)
    topics[:, 0] = n
    zeros = {f: np.zeros((len(names), *getattr(empty, f).shape[1:]), getattr(empty, f).dtype)
             for f in ("unit", "elicits", "n_compared", "n_next", "next_cosine", "n_session",
                       "session_cosine")}  # fmt: skip
    return content.Sums(accounts=np.array(names, object), n=np.full(len(names), n),
                        kernel=rows, topics=topics, **zeros)  # fmt: skip


def material(**change: object) -> Material:
    """Sixty honest accounts and a ring of six on one card, whose levels stand off."""
    rng = np.random.default_rng(0)
    levels = pd.DataFrame(rng.normal(size=(len(EVERYBODY), len(LEVELS))), EVERYBODY, list(LEVELS))
    levels.loc[RING] += 3
    levels["exchanges_28d"] = 20.0 + np.arange(len(EVERYBODY))
    rows = levels.rename_axis("account_id")
    ties = pd.DataFrame(
        [(a, "card", "c") for a in RING]
        + [(a, "exit", f"e{i // 2}") for i, a in enumerate(HONEST[:8])]
        + [(HONEST[0], "prefix", "p"), (RING[0], "prefix", "p")],
        columns=["account_id", "kind", "key"],
    )  # fmt: skip
    shot = Snapshot(DAY, rows, pd.DataFrame(), ties, pd.DataFrame(), pd.DataFrame(),
                    pd.Series(dtype=int), Partition(Path(), "", {}, {}))  # fmt: skip
    axis = np.eye(content.KERNEL_WIDTH)
    places = {a: axis[i % 20] for i, a in enumerate(HONEST)} | dict.fromkeys(RING, axis[40])
    templates = pd.DataFrame(
        [(a, f"own-{a}-{i}") for a in EVERYBODY for i in range(5)]
        + [(a, f"ring-{i}") for a in RING for i in range(8)]
        + [(a, "tutorial") for a in EVERYBODY],
        columns=["account_id", "key"],
    )
    given = {
        "shot": shot,
        "before": shot,
        "labels": pd.Series({RING[0]: 1, RING[1]: 1, RING[2]: 1, HONEST[0]: 0}),
        "prompts": {},
        "templates": templates,
        "sums": sums(places),
    }
    return Material(**{**given, **change})  # type: ignore[arg-type]


def first(score: pd.Series, count: int = len(RING)) -> set[str]:
    return set(score.sort_values(ascending=False).index[:count])


# Literal cases


def test_the_busiest_come_first() -> None:
    assert first(most_exchanges(material()), 1) == {RING[-1]}


def test_accounts_that_stand_off_by_their_levels_come_first() -> None:
    assert first(isolation_forest(material())) == set(RING)
    score = account_model(material(labels=pd.Series(dict.fromkeys(RING[:4], 1))))
    assert score[RING].min() > score[HONEST].median(), "two of them were never decided"
    assert score[RING].mean() > score[HONEST].mean() + 0.5


def test_without_a_positive_decision_there_is_no_account_model() -> None:
    assert account_model(material(labels=pd.Series({HONEST[0]: 0}))).isna().all()


def test_distances_to_the_nearest_earlier_prompt() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8], [1, 0]], np.float32)
    assert nearest_earlier(vectors) == pytest.approx([1.0, 0.2, 0.0], abs=1e-6)


def test_distances_that_are_not_normal_stand_out_and_few_prompts_say_nothing() -> None:
    rng = np.random.default_rng(1)

    def unit(rows: np.ndarray) -> np.ndarray:
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    plain = unit(rng.normal(size=(60, 64)))
    near = unit(np.repeat(rng.normal(size=(10, 64)), 6, axis=0) + rng.normal(0, 0.01, (60, 64)))
    found = query_distances(material(prompts={"plain": plain, "near": near, "few": plain[:15]}))
    assert found.index.tolist() == ["plain", "near"]
    assert found["near"] > found["plain"]


def test_components_are_of_cards_and_exits_and_not_of_networks() -> None:
    size = component_size(material())
    assert size[RING].tolist() == [6.0] * 6
    assert size[HONEST[:2]].tolist() == [2.0, 2.0]
    assert size[HONEST[9]] == 1


def test_a_components_prompts_are_pooled() -> None:
    found = component_discrepancy(material())
    assert found[RING].nunique() == 1
    # The place of all of a ring's 300 prompts: within = 1, across and population from 66 votes.
    share = np.array([3] * 20 + [6]) / 66
    assert found[RING[0]] == pytest.approx(1 - 2 * share[-1] + share @ share, abs=1e-4)


def test_the_densest_block_is_the_rings() -> None:
    score = dense_blocks(material())
    assert first(score) == set(RING)


def test_shared_text_counts_rare_sharing_alone() -> None:
    score = shared_text(material())
    assert len(EVERYBODY) > MOST_SHARERS
    assert score.index.tolist() == RING, "own prompts and everybody's do not count"
    assert score[RING[0]] == pytest.approx(8 * 5 / np.log(7))


def test_beside_gives_every_baseline_a_row_and_no_figure_to_one_that_scores_nobody() -> None:
    known = pd.DataFrame({"campaign": None, "tactic": None}, index=EVERYBODY, dtype=object)
    known.loc[RING[:3]] = ["one", "x"]
    known.loc[RING[3:]] = ["two", "y"]
    table = beside(material(), known)
    assert table.index.tolist() == [b.name for b in BASELINES]
    assert table.loc["query distances", ["strict", "worst", "loose"]].isna().all()
    assert table.loc["shared text", ["strict", "worst", "loose"]].tolist() == [1.0, 1.0, 1.0]
    assert table.loc["component size", "worst"] == 1.0
    assert table.loc["most exchanges", "strict"] == 1.0


def test_without_templates_nobody_is_scored_by_them() -> None:
    """A log too large for them, or one that brings embeddings alone."""
    bare = material(templates=pd.DataFrame(columns=["account_id", "key"]))
    assert dense_blocks(bare).empty
    assert shared_text(bare).empty


# Laws


@pytest.mark.parametrize("baseline", BASELINES, ids=lambda b: b.name)
def test_scores_do_not_hang_on_the_order_of_rows(baseline: object) -> None:
    one = material()
    mixed = material(
        templates=one.templates.sample(frac=1, random_state=3),
        labels=one.labels.sample(frac=1, random_state=3),
    )
    score = baseline.score  # type: ignore[attr-defined]
    left, right = score(one).sort_index(), score(mixed).sort_index()
    pd.testing.assert_series_equal(left, right, check_names=False)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.sets(st.tuples(st.sampled_from(HONEST[:6]), st.sampled_from("pqrst")), min_size=1))
def test_the_block_found_is_at_least_half_as_dense_as_the_densest(
    edges: set[tuple[str, str]],
) -> None:
    """Hooi et al. 2016, theorem 2, held against all blocks that there are."""
    frame = pd.DataFrame(sorted(edges), columns=["account_id", "key"])
    found = dense_blocks(material(templates=frame))
    degree = frame["key"].value_counts()
    nodes = [*sorted({a for a, _ in edges}), *sorted({t for _, t in edges})]
    best = 0.0
    for size in range(1, len(nodes) + 1):
        for block in itertools.combinations(nodes, size):
            inside = [t for a, t in edges if a in block and t in block]
            best = max(best, sum(1 / np.log(degree[t] + 5) for t in inside) / size)
    assert set(found.index) == {a for a, _ in edges}
    assert best / 2 - 1e-9 <= found.max() <= best + 1e-9
