"""`make redteam`: what each way to hide costs an operator, and how much of him is still found.

The demo's world is simulated again for every attack, its campaigns' evasion knobs fixed, and the
detector is fitted and judged on it as on any log: with decisions and seeds up to a week before,
default settings, on the last day. The embedder is trained once, on the world without an attack.
Attacks that were judged are kept in OUT, so that a run that was stopped goes on.

Costs are the operator's: harvested exchanges an account and day (of what its accounts sent, the
share that is neither cover nor decoy), accounts for a million of them in 45 days, and money for
these. Prices are ASSUMPTIONS, below. The recorded table stands in bench/redteam.md.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console

from bench.groups import detected, found_share, reported
from bench.truth_log import TruthLog, read_truth_log
from features.build import (
    days_up_to,
    embedding_of,
    newest_day,
    progress_bar,
    run_days,
)
from features.embedding import make_embedding
from features.warehouse import write_bytes
from models.embedder import PACKAGED
from serving.score import activity_of
from training.metrics import recall_at_fpr

DAYS, MILLION = 45, 1_000_000
# Money an account and 45 days: a subscription, and on top a card of its own, somebody's home line,
# an account that is old already.
SUBSCRIPTION, CARD, HOME_LINE, AGED = 30.0, 5.0, 15.0, 8.0
# Where a knob is not turned: the middle of what the demo's tactics draw.
USUAL = {"cover": 0.25, "decoys": 0.08, "split_payment": 0.55, "residential": 0.55, "aged": 0.35}
HIDDEN = {"shared_exits": 0.0, "own_fingerprints": 1.0, "own_systems": 1.0, "split_payment": 1.0,
          "residential": 1.0, "paraphrase": 1.0}  # fmt: skip


@dataclass(frozen=True)
class Attack:
    """A name and the knobs (simulation.tactics) that all campaigns turn."""

    name: str
    knobs: dict[str, float] = field(default_factory=dict)


ATTACKS: tuple[Attack, ...] = (
    Attack("as drawn"),
    *(Attack(f"harvest share {1 - cover:.0%}", {"cover": cover, "decoys": 0.0})
      for cover in (0.5, 0.75, 0.9, 0.95)),
    Attack("decoys 0.3", {"decoys": 0.3}),
    Attack("jitter 600 minutes", {"jitter": 600.0}),
    *(Attack(f"paraphrase {share:g}", {"paraphrase": share}) for share in (0.0, 1.0)),
    *(Attack(f"residential {share:g}", {"residential": share}) for share in (0.0, 1.0)),
    *(Attack(f"shared exits {share:g}", {"shared_exits": share}) for share in (0.0, 0.8)),
    Attack("own fingerprints 1", {"own_fingerprints": 1.0}),
    Attack("own system prompts 1", {"own_systems": 1.0}),
    *(Attack(f"split payment {share:g}", {"split_payment": share}) for share in (0.0, 1.0)),
    Attack("aged 1", {"aged": 1.0}),
    *(Attack(f"cap {cap:g} a day", {"cap": cap}) for cap in (20.0, 5.0)),
    Attack("has read this code: no shared trace", HIDDEN),
    Attack("and dilutes: harvest share 25%", {**HIDDEN, "cover": 0.75, "decoys": 0.0}),
    Attack("and at people's pace", {**HIDDEN, "cover": 0.5, "cap": 8.0, "jitter": 600.0}),
)  # fmt: skip


def judged(world: TruthLog, seed: int) -> dict[str, float]:
    """What is found of the last day's campaigns at FPR 1e-3: accounts by tactic, groups."""
    score, verdict = detected(world, seed)
    known = world.truth.reindex(score.index)
    honest = known["campaign"].isna()

    def recall(mine: pd.Series) -> float:
        some = mine | honest
        return recall_at_fpr(mine[some].to_numpy(), score[some].to_numpy(), 1e-3)

    tactics = {
        f"recall {tactic}": recall(known["tactic"] == tactic)
        for tactic in sorted(known["tactic"].dropna().unique())
    }
    return {
        "recall": recall(~honest),
        **tactics,
        "campaigns": found_share(world, reported(world, score, 1e-2)),
        "seeds": float(verdict.seeds if verdict.trusted else 0),
    }


def cost(world: TruthLog, activity: pd.DataFrame, knobs: dict[str, float]) -> dict[str, float]:
    """What the attack costs its operator: harvest an account and day, accounts and money for a
    million. activity : account_id, date, n."""
    members = world.truth.index[world.truth["campaign"].notna()]
    mine = activity[activity["account_id"].isin(members)]
    a_day = mine["n"].sum() / mine["account_id"].nunique() / activity["date"].nunique()
    at = {name: knobs.get(name, usual) for name, usual in USUAL.items()}
    harvest = float(a_day * max(1 - at["cover"] - at["decoys"], 0.01))
    accounts = MILLION / DAYS / harvest
    price = (SUBSCRIPTION + CARD * at["split_payment"] + HOME_LINE * at["residential"]
             + AGED * at["aged"])  # fmt: skip
    return {"harvest": harvest, "accounts": accounts, "money": accounts * price}


def simulate(attack: Attack, logs: Path, seed: int, scale: float) -> None:
    """Write the attack's world."""
    call = [sys.executable, "-m", "simulation", "--scenario", "demo", "--logs", str(logs),
            "--seed", str(seed), "--scale", f"{scale:g}"]  # fmt: skip
    for name, value in attack.knobs.items():
        call += ["--knob", f"{name}={value:g}"]
    subprocess.run(call, check=True, capture_output=True)


def attacked(attack: Attack, out: Path, seed: int, scale: float, console: Console) -> dict:
    """Simulate, make features, judge; the world is deleted afterwards."""
    logs, warehouse = out / "world" / "logs", out / "world" / "warehouse"
    shutil.rmtree(out / "world", ignore_errors=True)
    simulate(attack, logs, seed, scale)
    day = newest_day(logs)
    days = days_up_to(logs, day)
    if not (out / "embedder").exists():
        make_embedding(logs, days, warehouse, teacher=PACKAGED, now=datetime.now(UTC),
                       teacher_prompts=1_000)  # fmt: skip
        shutil.copytree(warehouse / "embedder", out / "embedder")
    else:
        shutil.copytree(out / "embedder", warehouse / "embedder")
    run_days(logs, warehouse, days, embedding_of(warehouse), max_bad_share=0.01, console=console)
    world = read_truth_log(logs, warehouse, 1)
    found = judged(world, 0) | cost(world, activity_of(warehouse, days), attack.knobs)
    shutil.rmtree(out / "world")
    return {"attack": attack.name, "knobs": attack.knobs, **found}


def main(
    out: Annotated[Path, typer.Option(help="Where judged attacks are kept.")] = Path(
        "demo/redteam"
    ),
    seed: Annotated[int, typer.Option(help="Which world.")] = 7,
    scale: Annotated[float, typer.Option(help="Accounts in relation to the demo's 3,500.")] = 1.0,
    only: Annotated[str, typer.Option(help="Only attacks whose name holds this.")] = "",
) -> None:
    """Print the table, cheapest attack first."""
    console = Console(stderr=True)
    chosen = [ATTACKS[0], *(a for a in ATTACKS[1:] if only in a.name)]
    rows = []
    with progress_bar(console) as bar:
        task = bar.add_task("attacks", total=len(chosen))
        for attack in chosen:
            bar.update(task, description=attack.name)
            place = out / f"seed={seed}-scale={scale:g}" / f"{ATTACKS.index(attack):02}.json"
            standing = json.loads(place.read_text()) if place.exists() else {}
            if (standing.get("attack"), standing.get("knobs")) != (attack.name, attack.knobs):
                began = datetime.now(UTC)
                standing = attacked(attack, out, seed, scale, Console(quiet=True))
                write_bytes(place, json.dumps(standing, indent=1).encode())
                console.print(f"{attack.name}: {(datetime.now(UTC) - began).seconds} s")
            rows.append(standing)
            bar.advance(task)
    tactics = sorted({key for row in rows for key in row if key.startswith("recall ")})
    head = ["attack", "recall", *(t.removeprefix("recall ") for t in tactics), "campaigns", "seeds",
            "harvest a day", "accounts", "money"]  # fmt: skip
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    for row in sorted(rows, key=lambda row: row["money"]):
        recalls = [f"{row.get(key, float('nan')):.2f}" for key in ("recall", *tactics, "campaigns")]
        costs = [f"{row['seeds']:.0f}", f"{row['harvest']:.2f}", f"{row['accounts']:,.0f}",
                 f"{row['money']:,.0f}"]  # fmt: skip
        print("| " + " | ".join([row["attack"], *recalls, *costs]) + " |")


if __name__ == "__main__":
    typer.run(main)
