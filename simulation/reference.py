"""docs/simulation.md from the declarations, and the check that it is not stale."""

from __future__ import annotations

import ast
import itertools
import sys
from dataclasses import fields
from pathlib import Path

from simulation import fitted
from simulation import tactics as tactics_package
from simulation.archetypes import ARCHETYPES
from simulation.draws import Range
from simulation.scenarios import SCENARIOS
from simulation.tactics import KNOBS, TACTICS, Evasion
from simulation.world import World

_INTRO = """# The simulated world

Rendered from the declarations by `make catalogue`; do not edit.

`make simulate SCENARIO= SCALE= SEED= LOGS=folder` writes a log by the data contract, with truth. A
seed is a world: it draws how honest life ties people, how campaigns hide, and then everybody.
The same call of the same version gives the same bytes, and a run that was stopped goes on when it
is called again. `make realism LOGS=folder` holds a world against the bounds of a realistic one.

Add an archetype in `simulation/archetypes/`, a tactic in `simulation/tactics/`, a setting of worlds
in `simulation/world.py`, wordings in `simulation/prompts/wordings/`: one declaration each."""


def _range(given: Range) -> str:
    return f"{given.low:g} to {given.high:g}" + (", even in log" if given.log else "")


def _docs() -> dict[str, str]:
    """The docstring below each tactic's declaration, by the tactic's constant."""
    found = {}
    for file in Path(tactics_package.__path__[0]).glob("*.py"):
        body = ast.parse(file.read_text()).body
        for this, after in itertools.pairwise(body):
            if isinstance(this, ast.Assign) and isinstance(after, ast.Expr):
                text = ast.literal_eval(after.value)
                found[ast.unparse(this.targets[0])] = " ".join(str(text).split())
    return found


def _scenarios() -> list[str]:
    lines = ["## Scenarios", "", "| name | what | accounts | days | in campaigns |"]
    lines += ["|---|---|---|---|---|"]
    return lines + [
        f"| `{s.name}` | {s.about} | {s.accounts:,} | {s.days} | {s.prevalence:.2%} |"
        for s in SCENARIOS
    ]


def _tactics() -> list[str]:
    docs = _docs()
    lines = ["", "## Tactics", ""]
    for tactic in TACTICS:
        name = tactic.name.upper().replace("-", "_")
        lines += [f"### {tactic.name}", "", docs[name], ""]
        ranges = [f"{k} {_range(getattr(tactic.evasion, k))}" for k in KNOBS]
        lines += [f"- Covers: {', '.join(tactic.covers)}", f"- Knobs: {'; '.join(ranges)}", ""]
    return lines


def _knobs() -> list[str]:
    text = (Evasion.__doc__ or "").split("\n\n", 1)[1]
    entries: list[str] = []
    for line in text.strip().splitlines():
        if line.strip().split(" : ")[0] in KNOBS:
            entries.append(line.strip())
        elif line.strip():
            entries[-1] += f" {line.strip()}"
    lines = [
        "## Evasion knobs",
        "",
        "They compose. `--knob name=value` fixes one for all campaigns.",
    ]
    return [*lines, "", *(f"- `{e.split(' : ')[0]}`: {e.split(' : ')[1]}" for e in entries)]


def _archetypes() -> list[str]:
    lines = ["", "## Honest users", "", "Shares vary from world to world.", ""]
    lines += ["| kind | share | mistaken for | group | shares |", "|---|---|---|---|---|"]
    total = sum(a.share for a in ARCHETYPES)
    for a in ARCHETYPES:
        group = f"{a.group[0]}-{a.group[1]}" if a.group[1] > 1 else ""
        shared = ", ".join(a.ties)
        share = f"{a.share / total:.1%}"
        lines.append(f"| {a.name} | {share} | {a.mistaken_for} | {group} | {shared} |")
    return lines


def _world() -> list[str]:
    lines = ["", "## Settings of a world", "", "| setting | range |", "|---|---|"]
    return lines + [f"| {f.name} | {_range(f.metadata['range'])} |" for f in fields(World)]


def _fits() -> list[str]:
    lines = ["", "## Fitted to traces", ""]
    for name, value in vars(fitted).items():
        if isinstance(value, fitted.HourCurve):
            lines.append(f"- {name.lower()}: hour curve of {value.source}")
        if isinstance(value, fitted.LogNormal):
            lines.append(
                f"- {name.lower()}: median {value.median:g}, sigma {value.sigma:g} ({value.source})"
            )
    low, high = fitted.CLIENT_LOAD_SIGMA
    return [
        *lines,
        f"- client_load: log-normal sigma {low:g} to {high:g} ({fitted.CLIENT_LOAD_SOURCE})",
    ]


def reference() -> str:
    """The whole page as Markdown."""
    parts = [_INTRO, "", *_scenarios(), *_tactics(), *_knobs(), *_archetypes(), *_world(), *_fits()]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Print the page, or with `--check FILE` exit 1 where the file differs."""
    if sys.argv[1:2] != ["--check"]:
        sys.stdout.write(reference())
        return
    page = Path(sys.argv[2])
    if not page.is_file() or page.read_text() != reference():
        print(f"{page}: differs from the declarations; run make catalogue", file=sys.stderr)
        raise SystemExit(1)


if __name__ == "__main__":
    main()
