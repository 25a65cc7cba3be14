"""Who judges a day: the registered model, or on day zero what shared traces alone show.

Both give a score an account, the groups that stand out, and reasons; all that follows (campaigns,
tables, report) is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from features.catalogue import catalogue_digest
from features.evidence import LEAST_SURPRISE, contradicted, surprise
from features.groups import Group, group_of, suspicious_groups
from features.snapshots import Snapshot
from models.detector import Detector
from serving.campaigns import TIE_WORDS
from serving.reasons import MOST, Reason, explain, of_twins

Reasons = dict[str, list[Reason]]
UNSUPERVISED = "unsupervised"


class Judge(Protocol):
    """What a day is judged by.

    version : its name in tables; digest : of its bytes, empty where it has none; tiers : bounds on
    scores; embedder : fingerprint; supervised : a model, and not traces by themselves.
    """

    @property
    def version(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def tiers(self) -> Mapping[str, float]: ...
    @property
    def embedder(self) -> str: ...
    @property
    def supervised(self) -> bool: ...

    def refuse(self, embedder: str) -> None:
        """Raise BundleError where the feature rows are not those that it knows."""

    def scores(self, shot: Snapshot) -> np.ndarray:
        """A score in [0, 1] for each of the snapshot's rows; 0 for silent accounts."""

    def tier(self, scores: pd.Series) -> np.ndarray:
        """'none', 'watch', 'review' or 'restrict' for each score."""

    def groups(self, shot: Snapshot, scores: pd.Series) -> list[Group]:
        """Groups that stand out, largest first."""

    def said(self, shot: Snapshot, group: Group) -> tuple[str, ...]:
        """Why it reports a group, in sentences of its own; they come first."""

    def reasons(
        self, shot: Snapshot, scores: pd.Series, chosen: pd.Index
    ) -> tuple[Reasons, Reasons]:
        """For each chosen account what raised its score and what lowered it."""


@dataclass(frozen=True)
class ByModel:
    """A registered model's probabilities, smoothed over twins."""

    detector: Detector
    supervised: bool = True

    @property
    def version(self) -> str:
        """Its number in the registry."""
        return str(self.detector.version)

    @property
    def digest(self) -> str:
        """Digest of the bundle."""
        return self.detector.digest

    @property
    def tiers(self) -> Mapping[str, float]:
        """Bounds of the bundle."""
        return self.detector.bundle.tiers

    @property
    def embedder(self) -> str:
        """Fingerprint of the embedder that it was trained with."""
        return self.detector.bundle.embedder_fingerprint

    def refuse(self, embedder: str) -> None:
        """See `Judge.refuse`."""
        self.detector.refuse(embedder_fingerprint=embedder, catalogue_digest=catalogue_digest())

    def scores(self, shot: Snapshot) -> np.ndarray:
        """Calibrated probabilities."""
        active = (shot.rows["exchanges_28d"] > 0).to_numpy()
        found = np.zeros(len(shot.rows))
        found[active] = self.detector.predict(shot.rows[active], shot.twins)
        return found

    def tier(self, scores: pd.Series) -> np.ndarray:
        """See `Judge.tier`."""
        return self.detector.tier(scores)

    def groups(self, shot: Snapshot, scores: pd.Series) -> list[Group]:
        """Communities among the suspicious, by likeness and ties."""
        suspicious = set(scores.index[scores >= self.tiers["watch"]])
        return suspicious_groups(shot, suspicious)

    def said(self, shot: Snapshot, group: Group) -> tuple[str, ...]:
        """Nothing: its members' reasons say it."""
        return ()

    def reasons(
        self, shot: Snapshot, scores: pd.Series, chosen: pd.Index
    ) -> tuple[Reasons, Reasons]:
        """The features that moved the score most, and the twins where they are for or against."""
        raised, lowered = explain(self.detector, shot.rows, chosen)
        suspicious = scores >= self.tiers["watch"]
        for account, reason in of_twins(suspicious, shot.twins, chosen).items():
            side = raised if reason.value > 2 * reason.cohort else lowered
            side[account] = [reason, *side[account]][:MOST]
        return raised, lowered


@dataclass(frozen=True)
class ByTraces:
    """Day zero: communities in which surprisingly many telling traces meet, without any decision
    for one. Where people looked and found a community honest, its seeds are left out.

    A score is no probability, since nothing has checked it: s / (s + 3) where one in 10^s
    communities would hold so many traces by chance, 0.5 at the bound of features.evidence. Tier
    restrict is out of reach: nobody is locked out before somebody has looked.
    """

    embedder: str
    label: pd.Series
    version: str = UNSUPERVISED
    digest: str = ""
    supervised: bool = False

    @property
    def tiers(self) -> Mapping[str, float]:
        """All who share telling traces in such a community are to be reviewed."""
        return {"watch": 0.5, "review": 0.5, "restrict": 1.0}

    def refuse(self, embedder: str) -> None:
        """Refuses nothing: it was trained on nothing."""

    def scores(self, shot: Snapshot) -> np.ndarray:
        """See the class."""
        community = shot.rows["community"]
        told = surprise(shot.telling, community[community >= 0])
        rank = self._seeds(shot).map(told).reindex(shot.rows.index)
        return (rank / (rank + LEAST_SURPRISE)).fillna(0.0).to_numpy(float)

    def _seeds(self, shot: Snapshot) -> pd.Series:
        gone = contradicted(shot.seeds, shot.rows["community"], self.label)
        return shot.seeds[~shot.seeds.isin(gone)]

    def tier(self, scores: pd.Series) -> np.ndarray:
        """'review' or 'none'."""
        return np.where(scores >= self.tiers["review"], "review", "none")

    def groups(self, shot: Snapshot, scores: pd.Series) -> list[Group]:
        """Seeds that telling traces or likeness join, community by community."""
        seeds = self._seeds(shot)
        members = pd.Index(seeds.index)
        if members.empty:
            return []
        pairs = pd.concat(
            [
                shot.telling[["account_id", "other_id"]],
                shot.twins.rename(columns={"twin_id": "other_id"})[["account_id", "other_id"]],
            ]
        )
        left = members.get_indexer(pairs["account_id"])
        right = members.get_indexer(pairs["other_id"])
        own = seeds.to_numpy()
        joined = (left >= 0) & (right >= 0)
        joined &= own[left] == own[right]
        shape = (len(members), len(members))
        graph = sparse.coo_matrix((np.ones(joined.sum()), (left[joined], right[joined])), shape)
        part = connected_components(graph, directed=False)[1]
        found = [group_of(tuple(rows.index), shot) for _, rows in seeds.groupby(part)]
        return sorted(found, key=lambda group: (-len(group.members), group.members[0]))

    def said(self, shot: Snapshot, group: Group) -> tuple[str, ...]:
        """How many telling traces meet in its community, and how unlikely that is."""
        community = shot.rows["community"]
        number = community.at[group.members[0]]
        inside = shot.telling[
            (shot.telling["account_id"].map(community) == number)
            & (shot.telling["other_id"].map(community) == number)
        ]
        rank = float(surprise(shot.telling, community[community >= 0])[number])
        # A tail that far out is the model's, not the log's.
        odds = "a million" if rank >= 6 else f"{10**rank:,.0f}"
        return (
            f"{inside['trace'].nunique()} different traces that in this log hardly anybody but"
            f" look-alikes shares meet among the {int((community == number).sum())} accounts of its"
            f" community; by chance {'fewer than ' if rank >= 6 else ''}one community in {odds}"
            " would hold so many",
        )

    def reasons(
        self, shot: Snapshot, scores: pd.Series, chosen: pd.Index
    ) -> tuple[Reasons, Reasons]:
        """Which telling traces it shares with how many who resemble it, and what that is worth."""
        worth = shot.weights.set_index(["kind", "abroad", "near"])["lift"]
        worth = worth.groupby(["kind", "abroad"]).max()
        wanted = set(chosen)
        others: dict[str, dict[tuple[str, bool], set[str]]] = defaultdict(lambda: defaultdict(set))
        for a, b, kind, abroad in shot.telling[
            ["account_id", "other_id", "kind", "abroad"]
        ].itertuples(index=False):
            for own, other in ((a, b), (b, a)):
                if own in wanted:
                    others[own][(kind, abroad)].add(other)
        raised = {
            account: [
                _shared(kind, abroad, len(ids), float(worth[(kind, abroad)]))
                for (kind, abroad), ids in sorted(
                    others[account].items(), key=lambda item: (-len(item[1]), item[0])
                )[:MOST]
            ]
            for account in chosen
        }
        return raised, {account: [] for account in chosen}


def _shared(kind: str, abroad: bool, count: int, lift: float) -> Reason:
    where = "of another country" if abroad else "of its country"
    whom = (
        f"an account {where} that looks like it"
        if count == 1
        else f"{count} accounts {where} that look like it"
    )
    return Reason(
        f"telling_{kind}", float(count), float("nan"),
        f"Shares {TIE_WORDS[kind]} with {whom}; in this log those who share one are twins"
        f" {lift:.0f} times as often as chance would have it.",
    )  # fmt: skip
