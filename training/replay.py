"""Replay: what would have been flagged when, with only what was known on each day.

Every so many days a detector is fitted on the decisions and the rows up to that evening; each day
after it is scored by the code of the nightly batch (serving.score), or by shared traces alone while
nothing can be learnt. Days and detectors are kept, so that a run that was stopped goes on.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from features.build import days_up_to, decisions_as_of
from features.catalogue import catalogue_digest
from features.examples import Examples, examples
from features.identity import members_by_id
from features.labels import labels
from features.schema import ContractError
from features.snapshots import MODEL_COLUMNS, snapshot, snapshot_days
from features.warehouse import write_bytes
from models.bundle import MANIFEST, Bundle, write_bundle
from models.detector import Detector, read_bundle
from serving.judges import UNSUPERVISED
from serving.score import score
from training import fit
from training.guard import judge
from training.split import folds, groups
from training.train import LEAST_POSITIVES, bounds_of, data_fingerprint

# Days of log before the first replayed one: accounts are compared with others from the second on.
WARM_UP = 1
RETRAIN_DAYS = 7
# A reported group is a campaign's where it holds so many of its accounts, and most of the group's
# accounts take part in some campaign.
LEAST_SHARED = 3


@dataclass(frozen=True)
class Day:
    """One replayed day: who judged, which accounts stood at tier review or above, and the members
    of the reported groups by their lasting id."""

    as_of: date
    judged_by: str
    flagged: frozenset[str]
    groups: dict[str, set[str]]


@cache
def code_digest() -> str:
    """Digest of the code that learns and judges: what another one made is made anew."""
    import features
    import models
    import serving
    import training

    whole = hashlib.sha256()
    for package in (models, features, serving, training):
        for file in sorted(Path(str(package.__file__)).parent.rglob("*.py")):
            whole.update(file.name.encode() + file.read_bytes())
    return whole.hexdigest()[:16]


def replay_folder(warehouse: Path, seed: int) -> Path:
    """Where a replay's days and detectors are kept."""
    return warehouse / "replay" / f"seed={seed}"


def replay_days(logs: Path, first: date | None, last: date | None) -> list[date]:
    """The log's days from `first` (None: the second) to `last` (None: the newest).

    Raises ContractError where that leaves no day.
    """
    known = days_up_to(logs, last or date.max)
    start = first or known[0] + timedelta(days=WARM_UP)
    chosen = [day for day in known if day >= start]
    if not chosen:
        raise ContractError(
            f"{logs}: exchanges: expected a day from FROM={start} to TO={known[-1]}, found none."
            f" The log begins on {known[0]}; a replay needs a day before its first."
        )
    return chosen


def learnt(
    logs: Path, warehouse: Path, day: date, embedder: str, folder: Path, seed: int
) -> Detector | None:
    """The detector of what was known at the end of `day`, with default settings; None where too
    little was. One that stands for the same examples is read."""
    decided = labels(decisions_as_of(logs, warehouse, day))
    chosen = snapshot_days(day, days_up_to(logs, day)[0])
    told = examples([snapshot(logs, warehouse, d, embedder) for d in chosen], decided, day)
    place = folder / "detectors" / f"to={day}"
    made_of = f"{data_fingerprint(told)}-{catalogue_digest()}-{code_digest()}"
    if (place / MANIFEST).exists():
        standing = read_bundle(place, version=f"knowledge to {day}")
        if standing.bundle.data_fingerprint == made_of:
            return standing
    bundle = _bundle(told, embedder, made_of, seed)
    if bundle is None:
        return None
    write_bundle(bundle, place)
    return read_bundle(place, version=f"knowledge to {day}")


def _bundle(told: Examples, embedder: str, made_of: str, seed: int) -> Bundle | None:
    positive, _ = fit.targets(told)
    if positive[told.newest].sum() < LEAST_POSITIVES:
        return None
    fold = folds(groups(told.meta), positive)
    taught, keep, verdict = judge(told, fold, seed)
    positive, _ = fit.targets(taught)
    if positive[taught.newest].sum() < LEAST_POSITIVES:
        return None
    fitted = fit.fit(taught, fold, keep, fit.DEFAULT, seed)
    _, calibration, tiers = bounds_of(taught, fitted)
    return Bundle(
        booster=fitted.booster.model_to_string(),
        features=MODEL_COLUMNS,
        calibrator=calibration,
        tiers=tiers,
        catalogue_digest=catalogue_digest(),
        embedder_fingerprint=embedder,
        data_fingerprint=made_of,
        trained_to=told.cut.isoformat(),
        card=f"# Replay\nDefault settings, knowledge to {told.cut}. {verdict.why}\n",
        figures={},
    )


def replay(
    logs: Path,
    warehouse: Path,
    days: Sequence[date],
    embedder: str,
    *,
    retrain: int = RETRAIN_DAYS,
    seed: int = 0,
    progress: Callable[[date, str], None] | None = None,
) -> list[Day]:
    """Replay `days` in their order; progress is told each day and who judged it.

    Days that stand are read: those of the same rows and detector whose day before did not change.
    """
    folder = replay_folder(warehouse, seed)
    known = days_up_to(logs, days[-1])
    done: list[Day] = []
    detector: Detector | None = None
    taught: date | None = None
    changed = False
    for day in days:
        evening = max((d for d in known if d < day), default=None)
        if evening and (taught is None or (day - taught).days > retrain):
            taught = evening
            detector = learnt(logs, warehouse, evening, embedder, folder, seed)
        before = done[-1].as_of if done else None
        changed = _one_day(logs, warehouse, day, detector, folder, before, changed, embedder)
        done.append(read_day(folder, day))
        if progress:
            progress(day, done[-1].judged_by)
    return done


def _one_day(
    logs: Path,
    warehouse: Path,
    day: date,
    detector: Detector | None,
    folder: Path,
    before: date | None,
    changed: bool,
    embedder: str,
) -> bool:
    """Score the day unless it stands; True where it was scored."""
    note = folder / "days" / f"{day}.json"
    shot = snapshot(logs, warehouse, day, embedder)
    wanted = {
        "code": code_digest(),
        "detector": detector.digest if detector else UNSUPERVISED,
        "features": shot.partition.digest,
        "before": before.isoformat() if before else None,
    }
    # The scores themselves, too: a replay of other days may have taken them away since.
    stands = note.exists() and scores_of(folder, day).exists()
    if not changed and stands and json.loads(note.read_text()) == wanted:
        return False
    # Names of groups come from the newest day scored before: none may be left of a former replay.
    for stale in (folder / "scores").glob("as_of=*/part-0.parquet"):
        if before is None or stale.parent.name.removeprefix("as_of=") > before.isoformat():
            stale.unlink()
    score(logs, warehouse, day, detector, out=folder)
    write_bytes(note, json.dumps(wanted, sort_keys=True).encode())
    return True


def scores_of(folder: Path, day: date) -> Path:
    """Where a replayed day's scores stand."""
    return folder / "scores" / f"as_of={day}" / "part-0.parquet"


def read_day(folder: Path, day: date) -> Day:
    """A replayed day as it was kept."""
    columns = ["account_id", "tier", "campaign_id", "model_version"]
    scores = pq.read_table(scores_of(folder, day), columns=columns).to_pandas()
    flagged = scores.loc[scores["tier"].isin(["review", "restrict"]), "account_id"]
    judged_by = str(scores["model_version"].iloc[0]) if len(scores) else UNSUPERVISED
    return Day(day, judged_by, frozenset(flagged), members_by_id(scores))


def stability(days: Sequence[Day]) -> float:
    """Mean share of a day's flagged accounts that are flagged on the next; NaN without any."""
    kept = [
        len(one.flagged & next_.flagged) / len(one.flagged)
        for one, next_ in itertools.pairwise(days)
        if one.flagged
    ]
    return float(np.mean(kept)) if kept else float("nan")


def lead_times(
    days: Sequence[Day], activity: pd.DataFrame, campaign: pd.Series, tactic: pd.Series
) -> pd.DataFrame:
    """When each campaign was first flagged, and what it had sent by then; one row a campaign.

    activity : account_id, date, n (exchanges); campaign, tactic : by account_id, campaign accounts
    alone. Returned, index campaign: tactic, accounts, first (its first exchange), began_before (it
    began before the replay), flagged (date, missing: never), days (from first exchange to flag, or
    to the replay's end), exchanges, leaked (share of them before the flag).
    """
    mine = activity.assign(campaign=activity["account_id"].map(campaign)).dropna()
    mine = mine[mine["date"] <= days[-1].as_of]
    first_flag: dict[str, date] = {}
    for day in days:
        for members in day.groups.values():
            of = campaign.reindex(sorted(members)).dropna()
            if len(of) * 2 < len(members):
                continue
            for name, count in of.value_counts().items():
                if count >= LEAST_SHARED:
                    first_flag.setdefault(str(name), day.as_of)
    rows = {}
    for name, sent in mine.groupby("campaign"):
        first, flagged = sent["date"].min(), first_flag.get(str(name))
        total = int(sent["n"].sum())
        before = sent["n"].sum() if flagged is None else sent.loc[sent["date"] < flagged, "n"].sum()
        rows[str(name)] = {
            "tactic": tactic[sent["account_id"].iloc[0]],
            "accounts": sent["account_id"].nunique(),
            "first": first,
            "began_before": first < days[0].as_of,
            "flagged": flagged,
            "days": ((flagged or days[-1].as_of) - first).days,
            "exchanges": total,
            "leaked": float(before / total),
        }
    table = pd.DataFrame.from_dict(rows, orient="index")
    return table.sort_values(["tactic", "first"]) if len(table) else table


def figures(table: pd.DataFrame, days: Sequence[Day]) -> dict[str, float]:
    """days_to_first_flag and leaked_share (median and worst), campaigns flagged, stability."""
    named = {"stability": stability(days)}
    if len(table):
        named |= {
            "days_to_first_flag": float(table["days"].median()),
            "days_to_first_flag_worst": float(table["days"].max()),
            "leaked_share": float(table["leaked"].median()),
            "leaked_share_worst": float(table["leaked"].max()),
            "campaigns_flagged": float(table["flagged"].notna().mean()),
        }
    return {name: value for name, value in named.items() if np.isfinite(value)}


def daily_flags(days: Sequence[Day], campaign: pd.Series | None) -> pd.DataFrame:
    """Flagged accounts a day: date, judged_by, groups, flagged, and where the truth is known
    honest (how many of them take part in no campaign)."""
    guilty = set() if campaign is None else set(campaign.index)
    rows = [
        {
            "date": day.as_of,
            "judged_by": day.judged_by,
            "groups": len(day.groups),
            "flagged": len(day.flagged),
            "honest": None if campaign is None else len(day.flagged - guilty),
        }
        for day in days
    ]
    return pd.DataFrame(rows)
