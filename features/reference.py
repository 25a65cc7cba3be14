"""docs/features.md from the declarations, and the check that it is not stale."""

from __future__ import annotations

import sys
from pathlib import Path

from features.catalogue import FEATURES, LINKS, QUANTITIES
from features.declare import FAMILIES, Feature

_ABOUT = """Rendered from the declarations by `make catalogue`; do not edit. `make plots` draws each
by class.

A column `x_28d` is over 28 days. `x_change` is (week - past) / (|week| + |past|) of the last 7 days
and the 21 before, a function of their ratio: -1 vanished, 0 as before, 1 new. Each ranked column is
also kept as rank among the 300 accounts nearest in volume on the same surface (`_rank`, normal
scores), as the mean of that over the account and its twins (`_twins`), and as the share of its
plan, surface and age class that lies below (`_cohort`).
"""


def _feature(feature: Feature) -> list[str]:
    bounds = [f"from {feature.low:g}"] if feature.low is not None else []
    bounds += [f"to {feature.high:g}"] if feature.high is not None else []
    unit = " ".join([feature.unit, *bounds])
    return [
        f"### {feature.name}",
        "",
        feature.what,
        "",
        f"- Columns: {', '.join(f'`{c}`' for c in (*feature.columns, *feature.change))}"
        + (", each with its ranks among comparable accounts" if feature.ranked else ""),
        f"- Unit: {unit}",
        f"- Why it separates: {feature.why}",
        f"- NULL: {feature.null}",
        f"- Cost to evade: {feature.evasion}. {feature.evasion_why}",
        f"- A reviewer reads: {feature.sentence.format(value='…', cohort='…')}",
        "",
    ]


def reference() -> str:
    """The whole page as Markdown."""
    counts = f"{len(FEATURES)} features from {len(QUANTITIES)} quantities and {len(LINKS)} links."
    lines = ["# Features", "", counts, _ABOUT]
    for family in FAMILIES:
        lines += [f"## {family}", ""]
        for feature in FEATURES:
            if feature.family == family:
                lines += _feature(feature)
    lines += ["## Links", ""]
    lines += [
        f"- `{link.name}` ({link.source}): {link.what} Keys on more than {link.cap} accounts tie"
        " nobody."
        for link in LINKS
    ]
    lines += ["", "## Quantities", ""]
    lines += [f"- `{q.name}` ({q.merge}): {q.what}" for q in QUANTITIES]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the page, or with `--check FILE` exit 1 where the file differs."""
    if sys.argv[1:2] != ["--check"]:
        sys.stdout.write(reference())
        return
    page = Path(sys.argv[2])
    if not page.exists() or page.read_text() != reference():
        sys.exit(f"{page}: expected what the declarations say, found another text. "
                 "Run make catalogue.")  # fmt: skip


if __name__ == "__main__":
    main()
