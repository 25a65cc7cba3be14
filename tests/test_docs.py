"""What people read first is true: make help, README, the catalogue's page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TARGETS = re.findall(r"^([a-z-]+):.*## (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
NAMES = {name for name, _ in TARGETS}


def test_make_alone_prints_every_target_on_a_line() -> None:
    out = subprocess.run(
        # Under `make test` a make of its own would say which folder it enters.
        ["make", "--no-print-directory"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [line.split()[0] for line in out.splitlines()] == [name for name, _ in TARGETS]


@pytest.mark.parametrize("page", ["README.md", "bench/demo.py", "CHANGELOG.md"])
def test_every_make_target_that_is_named_exists(page: str) -> None:
    text = (ROOT / page).read_text()
    named = set(re.findall(r"(?:^|`|\$ |f\")make ([a-z-]+)", text, re.MULTILINE))
    assert named
    assert named <= NAMES


def test_links_of_the_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page}: {target}"


def test_the_feature_page_is_not_stale() -> None:
    from features.reference import reference

    assert (ROOT / "docs" / "features.md").read_text() == reference()


def test_the_simulation_page_is_not_stale() -> None:
    from simulation.reference import reference

    assert (ROOT / "docs" / "simulation.md").read_text() == reference()


def test_nothing_generated_and_nothing_large_is_tracked() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    files = [ROOT / name for name in listed if name and (ROOT / name).exists()]
    assert [f for f in files if f.stat().st_size > 1 << 20] == []
    assert [n for n in listed if n.startswith("mlruns/")] == ["mlruns/.gitkeep"]
