"""Section 6: honest people write their own prompts, and no campaign borrows one of theirs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.realism.documents import LEAST_CHARS, Documents
from simulation.realism.log import Log, one
from simulation.realism.minhash import near

BOUND = 0.02
SHARING_KINDS: tuple[str, ...] = (
    "classroom",
    "labelling-firm",
    "benchmark-runner",
    "evaluation-harness",
    "eval-harness",
)
"""Kinds of honest accounts that have prompts in common by what they are."""


@dataclass(frozen=True)
class Duplicates:
    """Shares are fractions of the measured prompts; None where the log has no prompts.

    prompts_in_log, prompts_sampled : (account, prompt) pairs, honest or not. measured : those of
    them whose share is taken; compared : those they are compared with.
    exact : equal to a prompt of another honest account. near : that, or at least 0.8 alike.
    by_kind : (truth.kind, measured, near), most measured first. borrowed : distinct prompts that
    a campaign and an honest account have byte for byte; borrowed_long : of more than 30 characters;
    borrowed_share : of the campaigns' distinct prompts of that length. Cover traffic is what honest
    people send, so none at all would be a tell, too.
    """

    measured: int
    compared: int
    prompts_in_log: int
    prompts_sampled: int
    exact: float | None
    near: float | None
    bound: float
    verdict: str
    by_kind: tuple[tuple[str, int, float], ...]
    borrowed: int
    borrowed_long: int
    borrowed_share: float | None


def duplicates(log: Log, documents: Documents) -> Duplicates:
    """Near duplicates among honest accounts outside the kinds that share prompts."""
    rows = log.con.execute("select kind, honest from who order by i").fetchnumpy()
    kind = np.asarray(rows["kind"], dtype=object)
    honest = np.asarray(rows["honest"], dtype=bool)
    own = (honest & ~np.isin(kind, SHARING_KINDS))[documents.account]
    account, place = documents.account[own], documents.place[own]
    measured = np.zeros(len(account), dtype=bool)
    measured[np.argsort(place)[: log.limits.measured_prompts]] = True
    exact = _held_by_another(documents.prompt[own], account)
    alike = exact | near_to_another(documents.signature[own], account)
    n = int(measured.sum())
    by_kind = []
    for name in sorted(set(kind[account].tolist())):
        of = measured & (kind[account] == name)
        if of.any():
            by_kind.append((str(name), int(of.sum()), float(alike[of].mean())))
    by_kind.sort(key=lambda row: (-row[1], row[0]))
    share = float(alike[measured].mean()) if n else None
    borrowed = """
      select count(*) from (
        select prompt_key from x join who using (i) where prompt_key is not null {more}
        group by prompt_key having bool_or(honest) and bool_or(not honest))
    """
    long = f"and prompt_chars > {LEAST_CHARS}"
    borrowed_long = one(log.con, borrowed.format(more=long))
    theirs = one(
        log.con,
        f"select count(distinct prompt_key) from x join who using (i) where not honest {long}",
    )
    return Duplicates(
        measured=n,
        compared=len(account),
        prompts_in_log=documents.in_log,
        prompts_sampled=len(documents.account),
        exact=float(exact[measured].mean()) if n else None,
        near=share,
        bound=BOUND,
        verdict="no prompts" if share is None else "ok" if share <= BOUND else "ABOVE",
        by_kind=tuple(by_kind),
        borrowed=one(log.con, borrowed.format(more="")),
        borrowed_long=borrowed_long,
        borrowed_share=borrowed_long / theirs if theirs else None,
    )


def near_to_another(signature: NDArray[np.uint32], account: NDArray[np.int32]) -> NDArray[np.bool_]:
    """True for a document that is near-equal to one of another account; shape (n,)."""
    found = near(signature)
    if len(account) == 0:
        return np.zeros(0, dtype=bool)
    n = int(found.group.max()) + 1
    low = np.full(n, np.iinfo(np.int32).max, dtype=np.int64)
    high = np.full(n, -1, dtype=np.int64)
    np.minimum.at(low, found.group, account)
    np.maximum.at(high, found.group, account)
    marked = low != high
    one_, two = found.edges[:, 0], found.edges[:, 1]
    # Two groups of one and the same account do not mark each other.
    apart = (low[one_] != low[two]) | (high[one_] != high[two]) | (low[one_] != high[one_])
    marked[one_[apart]] = True
    marked[two[apart]] = True
    return np.asarray(marked[found.group])


def _held_by_another(prompt: NDArray[np.uint64], account: NDArray[np.int32]) -> NDArray[np.bool_]:
    """True where the same prompt stands with another account. (account, prompt) is distinct."""
    _, place, n = np.unique(prompt, return_inverse=True, return_counts=True)
    return np.asarray(n[place] > 1)
