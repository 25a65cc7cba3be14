"""The space of content sums: unit rows, a kernel that approximates, topics, the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import content_space
from models.content_space import KINDS, ContentSpace, fit_content_space, load_space, save_space
from models.prototypes import PROTOTYPES


def unit(count: int, width: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, width))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def encode(texts: Sequence[str]) -> np.ndarray:
    """The same direction for the same text."""
    return np.vstack([unit(1, 96, seed=sum(map(ord, text))) for text in texts])


@pytest.fixture(scope="module")
def space() -> ContentSpace:
    return fit_content_space(unit(1_000, 96), 3, "embedder", encode)


def test_shapes_and_zero_rows(space: ContentSpace) -> None:
    rows = np.vstack([unit(5, 96), np.zeros((1, 96), np.float32)])
    projected = space.project(rows)
    np.testing.assert_allclose(np.linalg.norm(projected, axis=1), [1] * 5 + [0], atol=1e-6)
    assert space.kernel(projected).shape == (6, 128)
    topics = space.topic(projected)
    assert topics[-1] == -1
    assert (topics[:5] >= 0).all()


def test_a_row_is_the_same_whatever_rows_it_is_computed_with(space: ContentSpace) -> None:
    """Engines cut batches where they like, and a tile must be the same to the byte."""
    rows = unit(3_000, 96)
    whole = space.project(rows)
    alone = np.concatenate([space.project(rows[i : i + 1]) for i in range(len(rows))])
    np.testing.assert_array_equal(alone, whole)
    for size in (1, 2, 3, 17, 640):
        cut = [whole[i : i + size] for i in range(0, len(whole), size)]
        for make in (space.kernel, space.topic, space.elicits):
            np.testing.assert_array_equal(np.concatenate([make(c) for c in cut]), make(whole))


def test_features_approximate_the_gaussian_kernel() -> None:
    points = unit(60, 64, seed=5)
    spaces = [fit_content_space(unit(500, 64), seed, "e") for seed in range(30)]
    projected = [s.project(points) for s in spaces]
    estimate = np.mean(
        [s.kernel(p) @ s.kernel(p).T for s, p in zip(spaces, projected, strict=True)], axis=0
    )
    distance = np.linalg.norm(projected[0][:, None] - projected[0][None], axis=2)
    # Every space of one sample has about the same bandwidth: the median distance.
    exact = np.exp(-(distance**2) / (2 * np.median(distance[distance > 0]) ** 2))
    assert np.abs(estimate - exact).mean() < 0.03


def test_a_point_has_kernel_one_with_itself(space: ContentSpace) -> None:
    features = space.kernel(space.project(unit(10, 96)))
    np.testing.assert_allclose(np.einsum("ij,ij->i", features, features), 1, atol=1e-5)


@pytest.mark.parametrize(("count", "width"), [(2, 3), (20, 256), (300, 16)])
def test_small_samples_keep_the_layout(count: int, width: int) -> None:
    small = fit_content_space(unit(count, width), 0, "e")
    projected = small.project(unit(7, width, seed=9))
    assert projected.shape == (7, 64)
    assert small.kernel(projected).shape == (7, 128)
    assert small.topic(projected).max() < min(128, count)


def test_the_same_sample_gives_the_same_fingerprint(space: ContentSpace, tmp_path: Path) -> None:
    def fitted(embedder: str) -> ContentSpace:
        return fit_content_space(unit(1_000, 96), 3, embedder, encode)

    assert fitted("embedder").fingerprint == space.fingerprint
    assert fitted("another").fingerprint != space.fingerprint
    save_space(space, tmp_path / "space.npz")
    loaded = load_space(tmp_path / "space.npz")
    assert loaded.fingerprint == space.fingerprint
    for name in content_space._ARRAYS:
        np.testing.assert_array_equal(getattr(loaded, name), getattr(space, name))
    assert [file.name for file in tmp_path.iterdir()] == ["space.npz"]


def test_another_width_is_refused(space: ContentSpace) -> None:
    with pytest.raises(ValueError, match="expected embeddings of 96 values, found 8"):
        space.project(unit(2, 8))
    with pytest.raises(ValueError, match="at least 2 embeddings, found 1"):
        fit_content_space(unit(1, 8), 0, "e")


# Elicitation


def test_prototypes_are_those_of_the_list_each_of_its_kind(space: ContentSpace) -> None:
    texts = [text for listed in PROTOTYPES.values() for text in listed]
    assert len(set(texts)) == len(texts) == len(space.prototypes)
    assert space.prototypes.dtype == space.bars.dtype == np.float32
    np.testing.assert_allclose(space.prototypes, space.project(encode(texts)), atol=1e-6)
    kinds = [KINDS[kind] for kind in space.kinds]
    assert kinds == [kind for kind, listed in PROTOTYPES.items() for _ in listed]


def test_a_prototype_is_like_its_kind_and_its_opposite_is_not(space: ContentSpace) -> None:
    like = space.elicits(space.prototypes)
    assert like.shape == (len(space.prototypes), len(KINDS))
    assert like[np.arange(len(like)), space.kinds].all()
    # Random directions: of other kinds hardly any.
    assert like.sum() < 2 * len(like)
    for kind in range(len(KINDS)):
        far = -space.prototypes[space.kinds == kind].sum(axis=0, keepdims=True)
        assert not space.elicits(far / np.linalg.norm(far))[0, kind]


def test_bars_are_what_98_of_100_of_the_given_embeddings_stay_below(space: ContentSpace) -> None:
    given_ = space.project(unit(1_000, 96))
    for kind in range(len(KINDS)):
        cosine = (given_ @ space.prototypes[space.kinds == kind].T).max(axis=1)
        assert space.bars[kind] == pytest.approx(np.quantile(cosine, 0.98), abs=1e-5)
    assert space.elicits(given_).sum(axis=0).tolist() == [20] * len(KINDS)


def test_a_zero_row_is_like_nothing(space: ContentSpace) -> None:
    assert (space.bars > 0).all()
    assert not space.elicits(np.zeros((1, 64), np.float32)).any()


def test_without_prototypes_nothing_is_compared(space: ContentSpace, tmp_path: Path) -> None:
    plain = fit_content_space(unit(1_000, 96), 3, "embedder")
    assert space.compares
    assert not plain.compares
    assert plain.prototypes.shape == (0, 64)
    assert plain.kinds.shape == (0,)
    assert not plain.elicits(plain.project(unit(9, 96))).any()
    save_space(plain, tmp_path / "space.npz")
    loaded = load_space(tmp_path / "space.npz")
    assert loaded.fingerprint == plain.fingerprint
    assert not loaded.compares
    # What embeds the prototypes changes nothing of the rest.
    for name in ("basis", "frequencies", "centroids"):
        np.testing.assert_array_equal(getattr(plain, name), getattr(space, name))


@pytest.mark.parametrize("name", ["prototypes", "kinds", "bars", "centroids", "basis"])
def test_another_prototype_kind_or_bar_is_another_space(space: ContentSpace, name: str) -> None:
    changed = getattr(space, name).copy()
    changed[-1] += 1
    other = replace(space, **{name: changed})
    assert other.fingerprint != space.fingerprint
    shorter = replace(space, **{name: getattr(space, name)[:-1]})
    assert shorter.fingerprint != space.fingerprint


def test_other_words_for_a_prototype_are_another_space(
    space: ContentSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list itself is in the fingerprint, through what it is embedded to."""
    first, *rest = PROTOTYPES["rubric"]
    monkeypatch.setitem(PROTOTYPES, "rubric", (f"{first} Please.", *rest))
    other = fit_content_space(unit(1_000, 96), 3, "embedder", encode)
    assert other.fingerprint != space.fingerprint


@settings(max_examples=30, deadline=None, derandomize=True)
@given(seed=st.integers(0, 999), share=st.floats(0, 1))
def test_a_prompt_is_like_a_kind_where_its_nearest_prototype_is_above_the_bar(
    space: ContentSpace, seed: int, share: float
) -> None:
    """On the way from any prompt to a prototype, the prototype itself being inside."""
    start = space.project(unit(1, 96, seed=seed))
    for kind in range(len(KINDS)):
        own = space.prototypes[space.kinds == kind]
        steps = np.vstack([(1 - t) * start + t * own[:1] for t in (share, (1 + share) / 2, 1)])
        steps = (steps / np.linalg.norm(steps, axis=1, keepdims=True)).astype(np.float32)
        nearest = [max(float(step @ one) for one in own) for step in steps]
        like = space.elicits(steps)[:, kind].tolist()
        clear = [abs(cosine - space.bars[kind]) > 1e-5 for cosine in nearest]
        expected = [cosine > space.bars[kind] for cosine in nearest]
        assert [x for x, c in zip(like, clear, strict=True) if c] == [
            x for x, c in zip(expected, clear, strict=True) if c
        ]
        assert like[-1]
