"""How fast and how large a world is written: spring-2026, with prompt text, by all cores.

    python -m bench.simulate --scale 0.1          # a tenth of the accounts
    python -m bench.simulate --scale 1 --keep FOLDER

Prints exchanges a second, the peak of memory over all processes, bytes on disk, and the ratio to a
named alternative in the same run: the same grammar expanded one prompt after the other by plain
recursion over Python's `random`, as text generators commonly are. The last result is recorded in
bench/simulate.md.
"""

from __future__ import annotations

import os
import random
import re
import tempfile
import threading
import time
from pathlib import Path
from typing import Annotated

import numpy as np
import pyarrow as pa
import typer
from rich.console import Console
from rich.progress import Progress

from simulation.generate import Plan, Summary, write_world
from simulation.prompts import english
from simulation.prompts.grammar import Grammar
from simulation.prompts.voice import GrammarVoice
from simulation.scenarios import SPRING_2026

_PROMPTS = 60_000
_SLOT = re.compile(r"\{(\w+)\}")
_GIVEN = {"topic": "sourdough bread", "aspect": "the resting time"}


class Memory(threading.Thread):
    """Peak of the proportional set size of this process and its children, in bytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(0.25):
            self.peak = max(self.peak, sum(_pss(pid) for pid in _family()))

    def stop(self) -> int:
        """End the watch and give the peak."""
        self._ended.set()
        self.join()
        return self.peak


def _family() -> list[int]:
    me = os.getpid()
    try:
        children = Path(f"/proc/{me}/task/{me}/children").read_text().split()
    except OSError:
        return [me]
    return [me, *map(int, children)]


def _pss(pid: int) -> int:
    # A worker may end between the listing and the look.
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.M)
    return 1024 * int(found.group(1)) if found else 0


def naive(rng: random.Random, rule: str) -> str:
    """One text of the English grammar by recursion, the way the alternative works."""
    text = rng.choice(english.RULES[rule])
    return _SLOT.sub(
        lambda m: _GIVEN[m.group(1)] if m.group(1) in _GIVEN else naive(rng, m.group(1)), text
    )


def texts_per_second() -> tuple[float, float]:
    """Chat prompts a second on one core: the columnar grammar, and the naive one."""
    pa.set_cpu_count(1)
    grammar = Grammar(english.RULES, ("topic", "aspect"))
    given = {k: pa.array([v] * _PROMPTS) for k, v in _GIVEN.items()}
    started = time.perf_counter()
    grammar.expand("chat", np.random.default_rng(1), _PROMPTS, given)
    ours = _PROMPTS / (time.perf_counter() - started)
    rng = random.Random(1)
    started = time.perf_counter()
    for _ in range(_PROMPTS):
        naive(rng, "chat")
    theirs = _PROMPTS / (time.perf_counter() - started)
    pa.set_cpu_count(os.cpu_count() or 1)
    return ours, theirs


def main(
    scale: Annotated[float, typer.Option(help="Accounts in relation to 1,025,000.")] = 0.1,
    seed: Annotated[int, typer.Option(help="Which world.")] = 1,
    keep: Annotated[
        Path | None, typer.Option(help="Folder to leave the log in; a temporary one if left out.")
    ] = None,
) -> None:
    """Write spring-2026 and print speed, memory, size, and the ratio to the alternative."""
    console = Console()
    ours, theirs = texts_per_second()
    with tempfile.TemporaryDirectory() as scratch:
        logs = keep or Path(scratch) / "logs"
        memory = Memory()
        memory.start()
        started = time.perf_counter()
        with Progress(console=Console(stderr=True)) as bar:
            task = bar.add_task("spring-2026", total=None)
            done = write_world(
                Plan(SPRING_2026, seed, scale),
                logs,
                GrammarVoice(),
                lambda n, of: bar.update(task, completed=n, total=of),
            )
        seconds = time.perf_counter() - started
        peak = memory.stop()
        size = sum(f.stat().st_size for f in logs.rglob("*.parquet"))
    console.print(_table(done, scale, seconds, peak, size, ours, theirs), soft_wrap=True)


def _table(
    done: Summary, scale: float, seconds: float, peak: int, size: int, ours: float, theirs: float
) -> str:
    rate = done.written_now / seconds
    rows = [
        ("scale", f"{scale:g} ({done.accounts:,} accounts, {done.members:,} in campaigns)"),
        ("exchanges", f"{done.written_now:,}"),
        ("seconds", f"{seconds:,.0f} on {os.cpu_count()} cores, people and ties included"),
        ("exchanges a second", f"{rate:,.0f} (asked: 60,000 on 2 cores)"),
        ("peak memory, all processes", f"{peak / 2**30:.2f} GiB (asked: under 4 GB)"),
        ("on disk", f"{size / 2**30:.2f} GiB, {size / done.exchanges:.0f} bytes an exchange"),
        ("prompts a second, one core", f"{ours:,.0f}"),
        ("the same, plain recursion", f"{theirs:,.0f}: {ours / theirs:.1f} times as fast"),
    ]
    return "\n".join(f"| {name} | {value} |" for name, value in rows)


if __name__ == "__main__":
    typer.run(main)
