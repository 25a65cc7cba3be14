"""From scores to campaigns: which groups are reported, with what is for and against each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from features.groups import LEAST_FOUND, LEAST_FOUND_SHARE, Group, accused, corroborated
from features.identity import came_from, keep_ids
from features.snapshots import Snapshot

# Days between the middle half of sign-ups that are worth a sentence.
CLOSE_SIGNUPS = 21

# How a shared trace is called in a sentence.
TIE_WORDS = {
    "api_key": "an API key",
    "card": "a payment instrument",
    "exit": "an exit address",
    "fingerprint": "a client fingerprint",
    "prefix": "an exit network",
    "signup_client": "the client of their sign-up",
    "signup_exit": "the address of their sign-up",
    "system_prompt": "a rare system prompt",
    "tools": "rare tool definitions",
}


@dataclass(frozen=True)
class Campaign:
    """A reported group: `probability` is the mean of its members' scores, that is the share of
    them that is expected to take part; `before` its size the day before (None: new); `merged` the
    campaigns of the day before that went into it, `split` the one that it was a part of."""

    campaign_id: str
    kind: str
    probability: float
    group: Group
    exchanges: int
    first_seen: date
    before: int | None
    merged: tuple[str, ...]
    split: str | None
    aim: str
    why: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def status(self) -> str:
        """New, unchanged, or by how many accounts it grew or shrank; where it comes from."""
        if self.merged:
            return f"{self._change}, took in {', '.join(self.merged)}"
        return f"split from {self.split}" if self.split else self._change

    @property
    def _change(self) -> str:
        if self.before is None:
            return "new"
        change = len(self.group.members) - self.before
        if change == 0:
            return "unchanged"
        return f"grew by {change}" if change > 0 else f"shrank by {-change}"

    @property
    def summary(self) -> str:
        """One paragraph in words."""
        return (
            f"{len(self.group.members)} accounts, {self.exchanges:,} exchanges since"
            f" {self.first_seen}; aims at {self.aim}. " + " · ".join(self.why)
        )


def campaigns(
    found: list[Group],
    snapshot: Snapshot,
    scores: pd.Series,
    tiers: Mapping[str, float],
    accounts: pd.DataFrame,
    activity: pd.DataFrame,
    labels: pd.DataFrame,
    before: Mapping[str, set[str]],
) -> tuple[list[Campaign], list[Group]]:
    """Reported campaigns, most exchanges at stake first, and groups that are only watched
    (features.groups.accused).

    found : groups that stand out (serving.judges); scores : by account; accounts : the accounts
    table (index account_id); activity : account_id, date, n of all days known; labels :
    features.labels of AS_OF; before : members by campaign id on the latest earlier day.
    """
    reported: list[Group] = []
    watched: list[Group] = []
    for group in found:
        told = accused(group, snapshot, scores, tiers["review"], labels["label"])
        if told is None:
            watched.append(group)
        else:
            reported.append(told)
    ids = keep_ids([g.members for g in reported], before)
    made = []
    for group, (name, size) in zip(reported, ids, strict=True):
        members = list(group.members)
        mine = activity[activity["account_id"].isin(members)]
        decided = labels.reindex(members)["label"]
        merged, split = came_from(members, name, before)
        made.append(
            Campaign(
                campaign_id=name,
                kind="supervised" if (decided == 1).any() else "suspected",
                probability=float(scores.reindex(members).mean()),
                group=group,
                exchanges=int(mine["n"].sum()),
                first_seen=mine["date"].min(),
                before=size,
                merged=merged,
                split=split,
                aim=aim(snapshot.rows.loc[members], snapshot.rows),
                why=tuple(why(group, snapshot.rows, accounts, decided)),
                against=tuple(against(group, snapshot.rows, accounts, decided)),
            )
        )
    return sorted(made, key=lambda c: (-c.probability * c.exchanges, c.campaign_id)), watched


def only_alike(watched: list[Group], labels: pd.DataFrame) -> list[Group]:
    """Those watched groups that likeness alone holds together."""
    return [group for group in watched if not corroborated(group, labels["label"])]


def _signed_up_within(members: list[str], accounts: pd.DataFrame) -> int:
    """Days between the middle half of their sign-ups; 999 where three are not known."""
    created = accounts.reindex(members)["created_at"].dropna()
    if len(created) < 3:
        return 999
    return int((created.quantile(0.75) - created.quantile(0.25)).days)


def innocent(group: Group, accounts: pd.DataFrame) -> str:
    """What people a group that is only alike looks like, in words; empty where it looks like none.

    Most are seats of one organisation, or half of them signed up within three weeks, as a class or
    a team does. A campaign may do so, too: it is watched then, until it shares something or is
    decided.
    """
    members = list(group.members)
    seats = accounts.reindex(members)["organisation_id"].dropna().value_counts()
    if len(seats) and seats.iloc[0] > len(members) / 2:
        return "Seats of one organisation"
    if _signed_up_within(members, accounts) <= CLOSE_SIGNUPS:
        return "Signed up together: a class, an event, a team"
    return ""


def not_accused(
    group: Group, rows: pd.DataFrame, accounts: pd.DataFrame, decided: pd.Series
) -> tuple[str, str]:
    """A group that is only alike, in words: what it looks like, and why it is not accused."""
    members, size = list(group.members), len(group.members)
    said = [_likeness(group, rows)]
    half = _signed_up_within(members, accounts)
    if half <= CLOSE_SIGNUPS:
        said.append(f"half of them signed up within {half} days of each other")
    most = max(LEAST_FOUND, math.ceil(LEAST_FOUND_SHARE * size))
    cleared, guilty = int((decided == 0).sum()), int((decided == 1).sum())
    if cleared or guilty:
        said.append(f"{cleared} were decided honest, {guilty} as distillation")
    said.append(
        f"{group.telling or 'no'} trace that hardly anybody else shares among them: two of these"
        f" on a tenth of them, or {most} members decided as distillation, would make it a campaign"
    )
    return innocent(group, accounts) or "Alike, and nothing else", " · ".join(said)


# What prompts that are like the prototypes of a kind of elicitation (models.prototypes) are after.
ELICITED = {
    "reasoning": "answers with their reasoning",
    "rubric": "grades and comparisons of answers",
    "rewriting": "rewritten questions",
    "tools": "calls of tools",
    "seeds": "new tasks and questions",
}
# It is named where so many prompts are like it, and so many times the share of everybody's.
LEAST_ELICITED, ELICITED_OVER_USUAL = 10, 3.0


def aim(mine: pd.DataFrame, everybody: pd.DataFrame) -> str:
    """What is harvested: the kind of elicitation that its prompts are like more often than
    everybody's, else as far as the shape of requests says it.

    mine, everybody : feature rows of the members and of all accounts.
    """
    return _elicited(mine, everybody) or _shape(mine)


def _elicited(mine: pd.DataFrame, everybody: pd.DataFrame) -> str:
    found = {}
    for kind, words in ELICITED.items():
        column = f"elicits_{kind}_28d"
        if column not in everybody:
            continue
        share, usual = _pooled(mine, column), _pooled(everybody, column)
        many = share * mine.loc[mine[column].notna(), "exchanges_28d"].sum()
        if many >= LEAST_ELICITED and share >= ELICITED_OVER_USUAL * usual:
            times = f", {share / usual:.0f} times everybody's share" if usual else ""
            found[kind] = (share / max(usual, 1e-9), f"{words} ({share:.0%} of its prompts{times})")
    return max(found.values())[1] if found else ""


def _pooled(rows: pd.DataFrame, column: str) -> float:
    """Share over all prompts of some accounts."""
    known = rows[rows[column].notna()]
    n = known["exchanges_28d"]
    return float((known[column] * n).sum() / n.sum()) if n.sum() else 0.0


def _shape(rows: pd.DataFrame) -> str:
    middle = rows.median(numeric_only=True)
    if middle.get("tools_share_28d", 0) > 0.3:
        return "tool use"
    if middle["output_over_input_28d"] < 0.5:
        return "short answers to long inputs, such as grades"
    if middle.get("thinking_share_28d", 0) > 0.3:
        return "long answers with reasoning"
    return "long answers"


def why(group: Group, rows: pd.DataFrame, accounts: pd.DataFrame, decided: pd.Series) -> list[str]:
    """What holds the group together, in sentences."""
    members, size = list(group.members), len(group.members)
    known = accounts.reindex(members)
    said = []
    if (decided == 1).any():
        said.append(f"{int((decided == 1).sum())} of {size} were decided as distillation")
    for kind, count in sorted(group.ties.items(), key=lambda item: -item[1])[:3]:
        text = f"{count} of {size} share {TIE_WORDS[kind]} with another member"
        if kind == "card" and known["country"].nunique() > 1:
            cards = known["payment_id"].value_counts()
            many = cards[cards > 1].index
            places = known.loc[known["payment_id"].isin(many), "country"].nunique()
            text += f", over {places} countries, no organisation in common"
        said.append(text)
    if _alike(group, rows):
        said.append(_likeness(group, rows))
    said += _columns(
        rows, members, ("topic_coverage_28d", "session_cosine_28d", "followup_share_28d")
    )
    half = _signed_up_within(members, accounts)
    if half <= CLOSE_SIGNUPS:
        said.append(f"half of them signed up within {half} days of each other")
    return said


def _alike(group: Group, rows: pd.DataFrame) -> bool:
    """True where members resemble each other at least as accounts and their nearest do."""
    return bool(group.likeness >= rows["twin_cosine_28d"].median())


def _likeness(group: Group, rows: pd.DataFrame) -> str:
    usual = rows["twin_cosine_28d"].median()
    return (
        f"its members resemble each other by {group.likeness:.2f}"
        f" (an account and its nearest, as a rule: {usual:.2f})"
    )


_COLUMN_WORDS = {
    "topic_coverage_28d": "prompts cover {mine:.1f} times the topics of a random draw",
    "session_cosine_28d": "subjects from session to session resemble each other by {mine:.2f}",
    "followup_share_28d": "{mine:.0%} of exchanges follow up on an answer",
}
_USUAL_WORDS = {
    "topic_coverage_28d": "{usual:.1f}",
    "session_cosine_28d": "{usual:.2f}",
    "followup_share_28d": "{usual:.0%}",
}


def _columns(rows: pd.DataFrame, members: list[str], columns: tuple[str, ...]) -> list[str]:
    """Columns in which the group stands off from comparable accounts, with both medians."""
    cohort = rows.loc[members, "cohort"].mode()
    comparable = rows[rows["cohort"] == cohort.iloc[0]] if len(cohort) else rows
    said = []
    for column in columns:
        mine, usual = rows.loc[members, column].median(), comparable[column].median()
        rank = rows.loc[members, f"{column}_rank"].median()
        if pd.notna(mine) and pd.notna(usual) and abs(rank) >= 0.7:
            said.append(
                _COLUMN_WORDS[column].format(mine=mine)
                + " (comparable accounts: "
                + _USUAL_WORDS[column].format(usual=usual)
                + ")"
            )
    return said


def against(
    group: Group, rows: pd.DataFrame, accounts: pd.DataFrame, decided: pd.Series
) -> list[str]:
    """What speaks for members of the group, in sentences; empty where nothing was found."""
    members, size = list(group.members), len(group.members)
    known = accounts.reindex(members)
    said = []
    cleared = int((decided == 0).sum())
    if cleared:
        said.append(f"{cleared} of {size} were decided honest before")
    old = int((rows.loc[members, "age"] > 365).sum())
    if old:
        said.append(f"{old} of {size} are older than a year")
    seats = known["organisation_id"].dropna().value_counts()
    if len(seats):
        said.append(f"{int(seats.sum())} of {size} belong to {len(seats)} organisations")
    if not _alike(group, rows):
        said.append(_likeness(group, rows))
    untied = size - max(group.ties.values(), default=0)
    if untied:
        said.append(f"{untied} of {size} share no single trace with the others, only likeness")
    few = int((rows.loc[members, "exchanges_28d"] < 10).sum())
    if few:
        said.append(f"{few} of {size} sent fewer than 10 exchanges in 28 days: little is known")
    return said
