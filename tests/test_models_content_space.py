"""The space of content sums: unit rows, a kernel that approximates, topics, the same bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.content_space import ContentSpace, fit_content_space, load_space, save_space


def unit(count: int, width: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, width))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def space() -> ContentSpace:
    return fit_content_space(unit(1_000, 96), 3, "embedder")


def test_shapes_and_zero_rows(space: ContentSpace) -> None:
    rows = np.vstack([unit(5, 96), np.zeros((1, 96), np.float32)])
    projected = space.project(rows)
    np.testing.assert_allclose(np.linalg.norm(projected, axis=1), [1] * 5 + [0], atol=1e-6)
    assert space.kernel(projected).shape == (6, 128)
    topics = space.topic(projected)
    assert topics[-1] == -1
    assert (topics[:5] >= 0).all()


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
    assert fit_content_space(unit(1_000, 96), 3, "embedder").fingerprint == space.fingerprint
    assert fit_content_space(unit(1_000, 96), 3, "another").fingerprint != space.fingerprint
    save_space(space, tmp_path / "space.npz")
    assert load_space(tmp_path / "space.npz").fingerprint == space.fingerprint


def test_another_width_is_refused(space: ContentSpace) -> None:
    with pytest.raises(ValueError, match="expected embeddings of 96 values, found 8"):
        space.project(unit(2, 8))
    with pytest.raises(ValueError, match="at least 2 embeddings, found 1"):
        fit_content_space(unit(1, 8), 0, "e")
