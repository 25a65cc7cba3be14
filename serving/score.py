"""The daily batch: every account known that day gets a score, a tier, reasons and a campaign."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from features.build import (
    accounts_as_of,
    days_up_to,
    decisions_as_of,
    embedding_of,
)
from features.daily import tile_folder
from features.groups import Group
from features.identity import members_by_id
from features.labels import labels
from features.snapshots import Snapshot, snapshot
from features.warehouse import read_partition, write_bytes, write_parquet
from models.detector import Detector
from serving.campaigns import Campaign, campaigns, innocent, only_alike
from serving.judges import ByModel, ByTraces, Judge
from serving.reasons import MOST, Reason

SILENT = "Silent: no exchange in the last 28 days, so nothing is known of it."

REASON_TYPE = pa.struct(
    [
        ("feature", pa.string()),
        ("value", pa.float64()),
        ("cohort", pa.float64()),
        ("sentence", pa.string()),
    ]
)
SCORES = pa.schema(
    [
        ("account_id", pa.string()),
        ("score", pa.float64()),
        ("tier", pa.string()),
        ("campaign_id", pa.string()),
        ("reasons", pa.list_(REASON_TYPE)),
        ("model_version", pa.string()),
        ("active_days", pa.int32()),
        ("scored_at", pa.timestamp("us", tz="UTC")),
    ]
)
CAMPAIGNS = pa.schema(
    [
        ("campaign_id", pa.string()),
        ("probability", pa.float64()),
        ("kind", pa.string()),
        ("accounts", pa.int64()),
        ("exchanges", pa.int64()),
        ("first_seen", pa.date32()),
        ("summary", pa.string()),
    ]
)


@dataclass(frozen=True)
class Scored:
    """A day's result, as it was written; what the report is made from.

    watched : groups that are not reported, alike : those of them that nothing but likeness holds
    together; scores : index account_id with score, tier, campaign_id, active_days; raised and
    lowered : reasons of the flagged; activity : account_id, date, n of all days known.
    """

    as_of: date
    judge: Judge
    snapshot: Snapshot
    scores: pd.DataFrame
    campaigns: list[Campaign]
    watched: list[Group]
    alike: list[Group]
    raised: dict[str, list[Reason]]
    lowered: dict[str, list[Reason]]
    activity: pd.DataFrame
    accounts: pd.DataFrame
    labels: pd.DataFrame
    started: datetime
    seconds: float
    place: Path


def activity_of(warehouse: Path, days: list[date]) -> pd.DataFrame:
    """Exchanges an account and day, from the tiles: account_id, date, n."""
    parts = []
    for day in days:
        table = read_partition(tile_folder(warehouse, day)).table("quantities", ["account_id", "n"])
        parts.append(table.to_pandas().assign(date=day))
    return pd.concat(parts, ignore_index=True)


def previous_members(out: Path, as_of: date) -> dict[str, set[str]]:
    """Campaign members of the latest day scored before `as_of`; empty where there is none."""
    earlier = sorted(
        day
        for folder in (out / "scores").glob("as_of=*")
        if (day := folder.name.removeprefix("as_of=")) < as_of.isoformat()
        and (folder / "part-0.parquet").exists()
    )
    if not earlier:
        return {}
    file = out / "scores" / f"as_of={earlier[-1]}" / "part-0.parquet"
    return members_by_id(pq.read_table(file, columns=["account_id", "campaign_id"]).to_pandas())


def score(
    logs: Path,
    warehouse: Path,
    as_of: date,
    detector: Detector | None,
    *,
    out: Path | None = None,
) -> Scored:
    """Score every account known at the end of `as_of` and write the day's partitions.

    detector : None judges by shared traces alone (serving.judges.ByTraces); out : where scores/ and
    campaigns/ are kept, and earlier days' looked up; None is the warehouse.
    Raises BundleError where the detector belongs to another embedder or catalogue. Running it
    again replaces the partitions with the same rows (`scored_at` apart).
    """
    started, clock = datetime.now(UTC), time.monotonic()
    out = warehouse if out is None else out
    embedding = embedding_of(warehouse)
    known = labels(decisions_as_of(logs, warehouse, as_of))
    judge = ByModel(detector) if detector else ByTraces(embedding.fingerprint, known["label"])
    judge.refuse(embedding.fingerprint)
    shot = snapshot(logs, warehouse, as_of, embedding.fingerprint)
    accounts = accounts_as_of(logs, warehouse, as_of)
    activity = activity_of(warehouse, days_up_to(logs, as_of))

    given = pd.Series(judge.scores(shot), shot.rows.index)
    scores = pd.DataFrame(
        {
            "score": given,
            "tier": judge.tier(given),
            "campaign_id": pd.Series(None, index=shot.rows.index, dtype=object),
            "active_days": shot.rows["active_days_28d"].fillna(0).astype("int32"),
        },
        index=shot.rows.index,
    )
    found, watched = campaigns(
        judge.groups(shot, given), shot, given, judge.tiers, accounts, activity, known,
        previous_members(out, as_of),
    )  # fmt: skip
    found = [replace(c, why=(*judge.said(shot, c.group), *c.why)) for c in found]
    if not judge.supervised:
        # Scores are an order of surprise; weighing them by exchanges would undo it.
        found.sort(key=lambda c: (-c.probability, c.campaign_id))
    for campaign in found:
        members = list(campaign.group.members)
        scores.loc[members, "campaign_id"] = campaign.campaign_id
        # Company raises a watched account to review: it belongs to those who stand out, and the
        # group is the evidence.
        weak = [m for m in members if scores.at[m, "tier"] == "watch"]
        scores.loc[weak, "tier"] = "review"
    alike = only_alike(watched, known) if judge.supervised else []
    scores["tier"] = lowered_tiers(scores["tier"], [g for g in alike if innocent(g, accounts)])
    flagged = scores.index[scores["tier"] != "none"]
    raised, lowered = judge.reasons(shot, given, flagged)
    for group in alike:
        for member in group.members:
            lowered[member] = [_only_alike(group), *lowered[member]][:MOST]
    place = out / "scores" / f"as_of={as_of.isoformat()}" / "part-0.parquet"
    result = Scored(
        as_of, judge, shot, scores, found, watched, alike, raised, lowered, activity, accounts,
        known, started, time.monotonic() - clock, place,
    )  # fmt: skip
    _write(out, result)
    return result


def lowered_tiers(tier: pd.Series, people: list[Group]) -> pd.Series:
    """Tiers in which nobody of some groups is above watch: those that likeness alone holds together
    and that look like a class, a team or an organisation (serving.campaigns.innocent).

    Likeness is what they were found by: it is no second witness.
    """
    members = {member for group in people for member in group.members}
    high = tier.isin(["review", "restrict"]) & tier.index.isin(members)
    return tier.mask(high, "watch")


def _only_alike(group: Group) -> Reason:
    size = len(group.members)
    text = (
        f"Stands among {size} suspicious accounts that are alike, but share nothing that hardly"
        " anybody else shares: classes, batch jobs and people who try one thing look like that."
    )
    return Reason("only_alike", float(size), float("nan"), text)


def _write(out: Path, result: Scored) -> None:
    day = f"as_of={result.as_of.isoformat()}"
    folder = out / "campaigns" / day
    for campaign in result.campaigns:
        content = json.dumps(evidence(result, campaign), sort_keys=True, indent=1) + "\n"
        write_bytes(folder / f"{campaign.campaign_id}.json", content.encode())
    write_parquet(folder / "campaigns.parquet", campaigns_table(result.campaigns))
    kept = {f"{campaign.campaign_id}.json" for campaign in result.campaigns}
    for stale in folder.glob("C-*.json"):
        if stale.name not in kept:
            stale.unlink()
    write_parquet(result.place, scores_table(result))
    manifest = {
        "as_of": result.as_of.isoformat(),
        "model_version": result.judge.version,
        "model_digest": result.judge.digest,
        "features": result.snapshot.partition.digest,
        "tiles": result.snapshot.partition.meta["tiles"],
        "accounts": len(result.scores),
        "silent": int((result.scores["active_days"] == 0).sum()),
        "flagged": int((result.scores["tier"] != "none").sum()),
        "campaigns": len(result.campaigns),
    }
    content = json.dumps(manifest, sort_keys=True, indent=1) + "\n"
    write_bytes(result.place.parent / "manifest.json", content.encode())


def scores_table(result: Scored) -> pa.Table:
    """The scores partition by the data contract, sorted by account_id."""
    reasons = []
    for account, days in result.scores["active_days"].items():
        if days == 0:
            said: list[Mapping[str, object]]
            said = [{"feature": "silent", "value": 0.0, "cohort": None, "sentence": SILENT}]
        else:
            said = [_plain(reason) for reason in result.raised.get(str(account), [])]
        reasons.append(said)
    frame = result.scores
    columns = [
        pa.array(frame.index, pa.string()),
        pa.array(frame["score"], pa.float64()),
        pa.array(frame["tier"], pa.string()),
        pa.array([None if pd.isna(c) else c for c in frame["campaign_id"]], pa.string()),
        pa.array(reasons, pa.list_(REASON_TYPE)),
        pa.array([result.judge.version] * len(frame), pa.string()),
        pa.array(frame["active_days"], pa.int32()),
        pa.array([result.started] * len(frame), pa.timestamp("us", tz="UTC")),
    ]
    return pa.Table.from_arrays(columns, schema=SCORES)


def _plain(reason: Reason) -> Mapping[str, object]:
    cohort = None if np.isnan(reason.cohort) else reason.cohort
    return {**reason.__dict__, "cohort": cohort}


def campaigns_table(found: list[Campaign]) -> pa.Table:
    """The campaigns partition by the data contract, most at stake first."""
    rows = [
        {
            "campaign_id": c.campaign_id,
            "probability": c.probability,
            "kind": c.kind,
            "accounts": len(c.group.members),
            "exchanges": c.exchanges,
            "first_seen": c.first_seen,
            "summary": c.summary,
        }
        for c in found
    ]
    return pa.Table.from_pylist(rows, schema=CAMPAIGNS)


def evidence(result: Scored, campaign: Campaign) -> dict[str, object]:
    """The packet of one campaign: members, ties, timeline, for and against; no prompt text."""
    members = list(campaign.group.members)
    ties = result.snapshot.ties
    mine = ties[ties["account_id"].isin(members)]
    shared = mine.groupby(["kind", "key"])["account_id"].agg(lambda ids: sorted(set(ids)))
    daily = result.activity[result.activity["account_id"].isin(members)]
    per_day = daily.groupby("date")["n"].sum()
    return {
        "campaign_id": campaign.campaign_id,
        "as_of": result.as_of.isoformat(),
        "kind": campaign.kind,
        "probability": campaign.probability,
        "aim": campaign.aim,
        "merged": list(campaign.merged),
        "split_from": campaign.split,
        "why": list(campaign.why),
        "against": list(campaign.against),
        "first_seen": campaign.first_seen.isoformat(),
        "exchanges": campaign.exchanges,
        "model_version": result.judge.version,
        "members": [
            {
                "account_id": m,
                "score": float(result.scores.at[m, "score"]),
                "tier": str(result.scores.at[m, "tier"]),
                "active_days": int(result.scores.at[m, "active_days"]),
                "reasons": [r.sentence for r in result.raised.get(m, [])],
                "against": [r.sentence for r in result.lowered.get(m, [])],
            }
            for m in members
        ],
        "ties": [
            {"kind": kind, "accounts": ids} for (kind, _), ids in shared.items() if len(ids) > 1
        ],
        "daily": {day.isoformat(): int(n) for day, n in per_day.items()},
    }
