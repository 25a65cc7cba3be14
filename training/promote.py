"""Promotion, rollback and their history on the command line.

    python -m training.promote [run] [--why TEXT] [--version N] [--force]
    python -m training.promote rollback --why TEXT
    python -m training.promote history

Exit codes: 0 done, 1 the gate refused (recorded in the ledger), 2 a user's error.
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text
from typer.core import TyperGroup

from models.detector import BundleError, Detector
from models.ledger import LONGEST_WHY, Entry
from models.registry import CHALLENGER, CHAMPION, MODEL, Registry, RegistryError, open_registry
from training.gate import RULES, Rule, Verdict, judge


class _RunByDefault(TyperGroup):
    """`promote --why X` means `promote run --why X`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] != "--help"):
            args = ["run", *args]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed


app = typer.Typer(
    cls=_RunByDefault,
    add_completion=False,
    help="Promote the challenger through the gate (run, the default), go back, or look back.",
)

ModelName = Annotated[str, typer.Option("--model", help="Registered model.")]
Who = Annotated[str, typer.Option(help="Who decides; default: git's user.name or $USER.")]


@app.command()
def run(
    model: ModelName = MODEL,
    why: Annotated[str, typer.Option(help="Reason for the ledger; needed with --force.")] = "",
    who: Who = "",
    version: Annotated[
        str, typer.Option(help="A version number in place of the alias challenger.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Promote against the gate.")] = False,
) -> None:
    """Judge the challenger; make it champion if it passes, refuse it if not."""
    with _user_errors():
        if force and not why.strip():
            raise RegistryError("--force: expected --why with a reason for the ledger, found none.")
        if version and not version.isdecimal():
            raise RegistryError(f"--version: expected a number, found {_shown(version)!r}.")
        who = who or _whoami()
        with _busy("reading champion and challenger"):
            registry = open_registry(create=False)
            challenger = registry.load(version or CHALLENGER, model)
            champion = registry.load(CHAMPION, model) if registry.champion(model) else None
            figures = registry.figures(challenger, model)
            before = registry.figures(champion, model) if champion else None
        verdict = judge(figures, before, RULES)
        console = _console()
        console.print(_table(verdict, challenger, champion))
        for sentence in (*verdict.reasons, *notes(challenger, champion)):
            console.print(Text(sentence), soft_wrap=True)
        if not verdict.passes and not force:
            _refuse(registry, challenger, verdict, who, model)
            console.print(
                Text(
                    f"Refused: version {challenger.version} does not become champion. "
                    "--force --why promotes it all the same."
                ),
                soft_wrap=True,
            )
            raise typer.Exit(1)
        entry = registry.promote(
            str(challenger.version),
            who=who,
            why=why.strip() or "passed the gate",
            figures=_judged(verdict),
            forced=not verdict.passes,
            name=model,
        )
        console.print(Text(_said(entry, model)), soft_wrap=True)


@app.command()
def rollback(
    why: Annotated[str, typer.Option(help="Reason for the ledger.")],
    model: ModelName = MODEL,
    who: Who = "",
) -> None:
    """Make the version that the champion replaced champion again."""
    with _user_errors():
        with _busy("rolling back"):
            entry = open_registry(create=False).rollback(who=who or _whoami(), why=why, name=model)
        _console().print(Text(_said(entry, model)), soft_wrap=True)


@app.command()
def history(model: ModelName = MODEL) -> None:
    """List who promoted, refused or rolled back what, when and why."""
    with _user_errors():
        with _busy("reading the ledger"):
            registry = open_registry(create=False)
            entries, champion = registry.history(model), registry.champion(model)
        console = _console()
        if not entries:
            console.print(Text(f"No promotion of {model} yet."))
            return
        table = Table(box=SIMPLE_HEAD)
        for heading in ("", "when (UTC)", "what", "from", "to", "who", "why"):
            table.add_column(heading, no_wrap=heading in ("when (UTC)", "what"))
        for entry in entries:
            cells = (
                str(entry.number),
                entry.when.replace("+00:00", ""),
                entry.what,
                entry.before or "",
                entry.after,
                entry.who,
                entry.why,
            )
            table.add_row(*(Text(_shown(cell)) for cell in cells))
        console.print(table)
        console.print(Text(f"Champion: version {champion}." if champion else "No champion."))


def notes(challenger: Detector, champion: Detector | None) -> tuple[str, ...]:
    """What the table cannot say about comparing the two, one sentence each."""
    known = int(challenger.bundle.figures.get("known_benign_accounts", 0))
    few = (
        (f"Only {known} accounts are known to be honest: audit more, or the FPR stays a guess.",)
        if known < 100
        else ()
    )
    if champion is None:
        return (*few, "There is no champion yet, so the bounds alone decide.")
    new, old = challenger.bundle, champion.bundle
    said = list(few)
    if new.data_fingerprint != old.data_fingerprint:
        said.append(
            "The two were measured on different data, so a difference may be the data's; train "
            "both to one day to compare them."
        )
    if new.embedder_fingerprint != old.embedder_fingerprint:
        said.append(
            "The challenger needs another embedder than the champion, so the features have to be "
            "made again before it can score."
        )
    if new.catalogue_digest != old.catalogue_digest:
        said.append(
            "The challenger follows another feature catalogue than the champion, so the features "
            "have to be made again before it can score."
        )
    return tuple(said)


def _refuse(
    registry: Registry, challenger: Detector, verdict: Verdict, who: str, model: str
) -> None:
    failed = " ".join(line.sentence for line in verdict.lines if line.outcome == "fail")
    registry.refuse(
        str(challenger.version),
        who=who,
        why=failed if len(failed) <= LONGEST_WHY else f"{failed[: LONGEST_WHY - 3]}...",
        figures=_judged(verdict),
        name=model,
    )


def _judged(verdict: Verdict) -> dict[str, float]:
    return {
        line.rule.metric: line.challenger for line in verdict.lines if line.challenger is not None
    }


def _table(verdict: Verdict, challenger: Detector, champion: Detector | None) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column("\nfigure", no_wrap=True)
    for heading in (
        f"version {challenger.version}\n(new)",
        f"version {champion.version}\n(champion)" if champion else "no\nchampion",
        "\nbound",
        "most\nloss",
    ):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("\nverdict", no_wrap=True)
    colours = {"pass": "green", "fail": "bold red", "unknown": "yellow"}
    for line in verdict.lines:
        table.add_row(
            line.rule.name,
            _number(line.challenger),
            _number(line.champion),
            _bound(line.rule),
            _number(line.rule.max_loss),
            Text(line.outcome, style=colours[line.outcome]),
        )
    return table


def _bound(rule: Rule) -> str:
    if rule.bound is None:
        return "-"
    return f"{'≥' if rule.direction == 'up' else '≤'} {rule.bound:.4g}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"


def _said(entry: Entry, model: str) -> str:
    before = f", in place of version {entry.before}" if entry.before else ""
    return f"{model} version {entry.after} is champion{before} ({entry.what} by {entry.who})."


def _shown(text: str) -> str:
    # A ledger may have been written by other hands: no control character reaches the terminal.
    return "".join(character if character.isprintable() else "?" for character in text)


def _whoami() -> str:
    git = shutil.which("git")
    if git:
        asked = subprocess.run(
            [git, "config", "user.name"], capture_output=True, text=True, check=False
        )
        if asked.returncode == 0 and asked.stdout.strip():
            return asked.stdout.strip()
    if os.environ.get("USER"):
        return os.environ["USER"]
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise RegistryError("--who: expected a name, found none in git or $USER.") from error


def _console() -> Console:
    return Console(highlight=False)


@contextmanager
def _busy(what: str) -> Iterator[None]:
    with Console(stderr=True).status(f"{what} ..."):
        yield


@contextmanager
def _user_errors() -> Iterator[None]:
    try:
        yield
    except (RegistryError, BundleError) as error:
        typer.echo(_shown(str(error)), err=True)
        raise typer.Exit(2) from error


if __name__ == "__main__":
    app()
