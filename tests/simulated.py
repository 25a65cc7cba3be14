"""Simulated logs for tests: written once a session and read into frames."""

from __future__ import annotations

import hashlib
import tempfile
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from simulation.generate import Plan, write_world
from simulation.prompts.voice import GrammarVoice
from simulation.scenarios import DEMO, CampaignPlan, Scenario

VOICE = GrammarVoice()


class Log:
    """The four tables of a LOGS folder."""

    def __init__(self, folder: Path) -> None:
        files = sorted((folder / "exchanges").glob("*/*.parquet"))
        self.days = sorted(p.name for p in (folder / "exchanges").iterdir())
        parts = [
            pq.read_table(f, partitioning=None)
            .to_pandas()
            .assign(partition=f.parent.name.removeprefix("date="))
            for f in files
        ]
        self.exchanges = pd.concat(parts, ignore_index=True)
        self.accounts, self.decisions, self.truth = (
            pq.read_table(folder / table / "part-0.parquet").to_pandas()
            for table in ("accounts", "decisions", "truth")
        )
        self.member = self.truth.set_index("account_id").campaign.notna()

    def joined(self) -> pd.DataFrame:
        """Exchanges with what the truth says of their accounts."""
        return self.exchanges.merge(self.truth, on="account_id")


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a folder."""
    return {
        str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(folder.rglob("*"))
        if f.is_file()
    }


def only(tactic: str, campaigns: int = 2, accounts: int = 1200) -> Scenario:
    """A small scenario with campaigns of one tactic."""
    return Scenario(
        f"only-{tactic}",
        "for a test",
        accounts=accounts,
        days=42,
        last_day=DEMO.last_day,
        prevalence=0.08,
        campaigns=(CampaignPlan(tactic, campaigns),),
        sizes=(30, 60),
        honest_exchanges=30,
    )


@cache
def log_of(scenario: Scenario, seed: int = 5, knobs: tuple[tuple[str, float], ...] = ()) -> Log:
    """The log of a scenario's world; the same call reads the same log."""
    with tempfile.TemporaryDirectory() as folder:
        logs = Path(folder) / "logs"
        write_world(Plan(scenario, seed, 1.0, knobs), logs, VOICE, workers=1)
        return Log(logs)
