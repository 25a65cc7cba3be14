"""From a scored day to the report's plain data: what a reviewer is shown of it."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from features.catalogue import catalogue_digest
from features.groups import Group
from features.warehouse import read_partition
from models.reliability import reliability
from serving.campaigns import TIE_WORDS, Campaign, not_accused
from serving.report import data
from serving.score import Scored

_COHORT_WORDS = {"api": "API", "web": "web and mobile", "ide": "editor"}
_AGES = ((7, "under a week"), (30, "under a month"), (365, "under a year"), (math.inf, "older"))
_CLOSE_TWINS = 3


def report_of(result: Scored, warehouse: Path, champion_since: str) -> data.Report:
    """The page's data of one day; `champion_since` is text for the header."""
    scores, rows = result.scores, result.snapshot.rows
    flagged = scores[scores["tier"] != "none"].sort_values("score", ascending=False)
    first_seen = result.activity.groupby("account_id")["date"].min()
    active = scores["active_days"] > 0
    decided = result.labels.index.intersection(scores.index[active])
    daily = result.activity.groupby("date")["n"].sum()
    return data.Report(
        as_of=result.as_of,
        complete_to="23:59 UTC",
        accounts_scored=len(scores),
        silent_accounts=int((~active).sum()),
        decisions_known=len(result.labels),
        day_zero=not result.judge.supervised,
        campaigns=tuple(_campaign(result, c, first_seen) for c in result.campaigns),
        watched_groups=len(result.watched),
        benign_groups=tuple(_not_accused(result, group) for group in result.alike),
        flagged=tuple(_flagged(result, str(account), first_seen) for account in flagged.index),
        population_daily=tuple((day, int(n)) for day, n in daily.items()),
        score_histogram=_histogram(scores.loc[active, "score"]),
        tiers=dict(result.judge.tiers),
        reliability=tuple(
            reliability(
                (result.labels.loc[decided, "label"] == 1).to_numpy(),
                scores.loc[decided, "score"].to_numpy(),
                bins=8,
            )
        ),
        flag_rates=tuple(_flag_rates(scores[active], rows)),
        run=_run(result, warehouse, champion_since),
    )


def _not_accused(result: Scored, group: Group) -> data.BenignGroup:
    decided = result.labels.reindex(list(group.members))["label"]
    label, note = not_accused(group, result.snapshot.rows, result.accounts, decided)
    return data.BenignGroup(label, len(group.members), note)


def _campaign(result: Scored, campaign: Campaign, first_seen: pd.Series) -> data.Campaign:
    members = list(campaign.group.members)
    mine = result.activity[result.activity["account_id"].isin(members)]
    daily = mine.groupby("date")["n"].sum()
    sent = mine.groupby("account_id")["n"].sum()
    ties = _ties(result, members)
    kinds: dict[str, Counter[str]] = {member: Counter() for member in members}
    for tie in ties:
        kinds[tie.a][tie.what] += 1
        kinds[tie.b][tie.what] += 1
    listed = [
        data.Member(
            account_id=member,
            score=float(result.scores.at[member, "score"]),
            tier=str(result.scores.at[member, "tier"]),
            active_days=int(result.scores.at[member, "active_days"]),
            exchanges=int(sent.get(member, 0)),
            first_seen=first_seen.get(member),
            ties=", ".join(f"{what} with {n}" for what, n in sorted(kinds[member].items()))
            or "likeness of the group alone",
            against=_for_account(result, member),
        )
        for member in members
    ]
    days = max((result.as_of - campaign.first_seen).days + 1, 1)
    return data.Campaign(
        campaign_id=campaign.campaign_id,
        kind="supervised" if campaign.kind == "supervised" else "suspected",
        status=campaign.status,
        probability=campaign.probability,
        accounts=len(members),
        exchanges=campaign.exchanges,
        first_seen=campaign.first_seen,
        per_day=campaign.exchanges / days,
        aim=campaign.aim,
        why=campaign.why,
        against=campaign.against,
        ties=tuple(ties),
        daily=tuple((day, int(n)) for day, n in daily.items()),
        members=tuple(sorted(listed, key=lambda m: (-m.score, m.account_id))),
        evidence=f"../../campaigns/as_of={result.as_of}/{campaign.campaign_id}.json",
    )


def _ties(result: Scored, members: list[str]) -> list[data.Tie]:
    """Shared rare traces between members, and each member's closest twins among them."""
    inside = set(members)
    found = []
    traces = result.snapshot.ties
    traces = traces[traces["account_id"].isin(inside)]
    for (kind, _), rows in traces.groupby(["kind", "key"]):
        ids = sorted(set(rows["account_id"]))
        found += [data.Tie(a, b, TIE_WORDS[kind]) for a, b in itertools.combinations(ids, 2)]
    twins = result.snapshot.twins
    near = twins[twins["account_id"].isin(inside) & twins["twin_id"].isin(inside)]
    near = near.sort_values(["account_id", "cosine", "twin_id"], ascending=[True, False, True])
    pairs = {
        (min(a, b), max(a, b))
        for a, b in near.groupby("account_id").head(_CLOSE_TWINS)[["account_id", "twin_id"]]
        .itertuples(index=False)
    }  # fmt: skip
    found += [data.Tie(a, b, "likeness") for a, b in sorted(pairs)]
    return list(dict.fromkeys(found))


def _for_account(result: Scored, account: str) -> str:
    """What speaks for one account, in a few words; empty where nothing was found."""
    said = []
    label = result.labels["label"].get(account)
    if label == 0:
        said.append("decided honest before")
    age = result.snapshot.rows.at[account, "age"]
    if pd.notna(age) and age > 365:
        said.append(f"{age / 365:.0f} years old" if age >= 730 else "older than a year")
    if pd.notna(result.snapshot.rows.at[account, "organisation"]):
        said.append("belongs to an organisation")
    return ", ".join(said)


def _flagged(result: Scored, account: str, first_seen: pd.Series) -> data.FlaggedAccount:
    row = result.scores.loc[account]
    mine = result.snapshot.rows.loc[account]
    words = _for_account(result, account)
    against = [words[0].upper() + words[1:]] if words else []
    against += [reason.sentence for reason in result.lowered.get(account, [])[:2]]
    return data.FlaggedAccount(
        account_id=account,
        score=float(row["score"]),
        tier=str(row["tier"]),
        campaign_id=None if pd.isna(row["campaign_id"]) else str(row["campaign_id"]),
        reasons=tuple(reason.sentence for reason in result.raised.get(account, [])),
        against=tuple(against),
        first_seen=first_seen.get(account),
        active_days=int(row["active_days"]),
        plan=str(mine["plan"]) if pd.notna(mine["plan"]) else "unknown",
        surface=_COHORT_WORDS.get(mine["cohort"], "unknown"),
    )


def _histogram(scores: pd.Series) -> tuple[tuple[float, float, int], ...]:
    edges = np.linspace(0, 1, 41)
    counts, _ = np.histogram(scores, bins=edges)
    return tuple(
        (float(low), float(high), int(n))
        for low, high, n in zip(edges[:-1], edges[1:], counts, strict=True)
    )


def _flag_rates(scores: pd.DataFrame, rows: pd.DataFrame) -> list[data.FlagRate]:
    """Share of active accounts at any tier, by surface, plan and age."""
    flagged = scores["tier"] != "none"
    here = rows.loc[scores.index]
    age = here["age"].map(lambda days: next(name for most, name in _AGES if not days > most))
    kinds: tuple[tuple[Any, pd.Series], ...] = (
        ("surface", here["cohort"].map(_COHORT_WORDS)),
        ("plan", here["plan"].fillna("unknown")),
        ("age", age),
    )
    return [
        data.FlagRate(kind, str(name), int(part.sum()), len(part))
        for kind, names in kinds
        for name, part in flagged.groupby(names)
    ]


def _run(result: Scored, warehouse: Path, champion_since: str) -> data.Run:
    intake: Mapping[str, Any] = read_partition(warehouse / "intake").meta
    return data.Run(
        rows_read=int(intake["read"]),
        rows_used=int(intake["used"]),
        duplicates=int(intake["duplicates"]),
        set_aside=dict(intake["set_aside"]),
        days=int(intake["days"]),
        late_days=int(intake["late_days"]),
        model_version=result.judge.version,
        champion_since=champion_since,
        model_digest=result.judge.digest[:16],
        embedder=result.judge.embedder,
        catalogue=catalogue_digest(),
        started=f"{result.started:%Y-%m-%d %H:%M} UTC",
        seconds=result.seconds,
        scores_path=str(result.place),
    )


def tiers_by_day(result: Scored) -> dict[str, int]:
    """Accounts at each tier, for the summary that the command prints."""
    return {tier: int((result.scores["tier"] == tier).sum()) for tier in
            ("watch", "review", "restrict")}  # fmt: skip
