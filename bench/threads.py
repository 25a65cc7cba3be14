"""What it costs when OpenMP's threads spin while they wait: LightGBM beside LightGBM.

    python -m bench.threads

Fits one booster on random rows alone, and two at once, in processes of their own, with
OMP_WAIT_POLICY as the system has it and as PASSIVE (what the Makefile sets). Printed are seconds
of the slowest and the ratio. The recorded result stands in bench/threads.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

import numpy as np

from training import fit


def one_fit() -> None:
    """In a process of its own: fit and print the seconds."""
    import pandas as pd

    rng = np.random.default_rng(0)
    rows = pd.DataFrame(rng.normal(size=(13_000, 297))).add_prefix("column_")
    y = (rng.random(len(rows)) < 0.03).astype(np.int64)
    started = time.perf_counter()
    fit.fit_booster(rows, y, np.ones(len(rows)), fit.DEFAULT, 0)
    print(time.perf_counter() - started)


def slowest(count: int, policy: str) -> float:
    """Seconds of the slowest of `count` fits at once; policy : empty for the system's own."""
    environment = {k: v for k, v in os.environ.items() if k != "OMP_WAIT_POLICY"}
    if policy:
        environment["OMP_WAIT_POLICY"] = policy
    command = [sys.executable, "-m", "bench.threads", "one"]
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    return max(float(process.communicate()[0]) for process in running)


def main() -> None:
    """Print the table."""
    print("| at once | as the system has it | passive | ratio |")
    print("|---|---:|---:|---:|")
    for count in (1, 2):
        own, passive = slowest(count, ""), slowest(count, "PASSIVE")
        print(f"| {count} | {own:.1f} s | {passive:.1f} s | {passive / own:.2f} |")


if __name__ == "__main__":
    one_fit() if sys.argv[1:] == ["one"] else main()
