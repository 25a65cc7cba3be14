"""Twins: the accounts most like an account, found without any shared trace.

Likeness is the mean of three cosines: of ranked habits, of kernel means of the prompts (less the
population's), and of wrappers (how prompts open and close). What ties twins on top of that, a
card or an exit, is then independent evidence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from features import content
from features.windows import Window

NEAREST = 10
LEAST_EXCHANGES = 5
WRAPPERS = ("opening", "closing")
# Traces that are rare enough to surprise between accounts that are alike; within their caps.
TIES = ("exit", "prefix", "fingerprint", "system_prompt", "tools", "card", "signup_exit",
        "signup_client", "api_key")  # fmt: skip
TIE_DEGREE = 10

# The columns that features may name as {twin.x}.
COLUMNS = ("cosine", "best", "mutual", "wrapper", "content", "signup_gap", "same_organisation",
           "tied")  # fmt: skip


@dataclass(frozen=True)
class Twins:
    """The twin graph of an as-of date.

    accounts : object (m,), the accounts that have twins; nearest : int (m, k), positions of an
    account's twins, nearest first; cosine : float (m, k), their likeness in [-1, 1];
    tied : bool (m, k), they share a rare trace and no organisation; columns : twin features.
    """

    accounts: np.ndarray
    nearest: np.ndarray
    cosine: np.ndarray
    tied: np.ndarray
    columns: pd.DataFrame

    def edges(self) -> pd.DataFrame:
        """account_id, twin_id, cosine, tied: a row an account and twin."""
        k = self.nearest.shape[1]
        return pd.DataFrame(
            {
                "account_id": np.repeat(self.accounts, k),
                "twin_id": self.accounts[self.nearest.ravel()],
                "cosine": self.cosine.ravel(),
                "tied": self.tied.ravel(),
            }
        )

    def smooth(self, values: np.ndarray) -> np.ndarray:
        """Mean of `values` (m, ...) over an account and its twins: noise falls, sign stays."""
        return (values + values[self.nearest].sum(axis=1)) / (1 + self.nearest.shape[1])


def _unit(rows: np.ndarray) -> np.ndarray:
    norm = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(norm > 0, norm, 1)


def incidence(
    links: pd.DataFrame, accounts: pd.Index, least: int, most: float
) -> sparse.csr_matrix:
    """Accounts x keys, log(1 + count), of keys that `least` to `most` accounts share.

    links : account_id, key, n of one kind or several (keys of two kinds must differ).
    """
    rows = accounts.get_indexer(links["account_id"])
    links, rows = links[rows >= 0], rows[rows >= 0]
    codes, _ = pd.factorize(links["key"], sort=True)
    size = codes.max() + 1 if len(codes) else 0
    degree = np.bincount(codes, minlength=size)
    keep = (degree[codes] >= least) & (degree[codes] <= most)
    values = np.log1p(links["n"].to_numpy(float))[keep]
    matrix = sparse.csr_matrix((values, (rows[keep], codes[keep])), shape=(len(accounts), size))
    return matrix[:, np.flatnonzero(np.bincount(codes[keep], minlength=size))].tocsr()


def wrapper_vectors(links: pd.DataFrame, accounts: pd.Index) -> sparse.csr_matrix:
    """Unit rows over openings and closings that at least 3 and at most a tenth of accounts use,
    weighted by rarity; an account without any has a zero row."""
    chosen = links[links["kind"].isin(WRAPPERS)]
    chosen = chosen.assign(key=chosen["kind"] + ":" + chosen["key"])
    matrix = incidence(chosen, accounts, 3, max(3.0, 0.1 * len(accounts)))
    if matrix.shape[1] == 0:
        return matrix
    degree = np.bincount(matrix.indices, minlength=matrix.shape[1])
    weighted = matrix @ sparse.diags(np.log(len(accounts) / degree))
    norm = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.where(norm > 0, norm, 1)) @ weighted).tocsr()


def rare_ties(links: pd.DataFrame, accounts: pd.Index) -> sparse.csr_matrix:
    """Accounts x rare traces that 2 to 10 accounts share, with twins or not; values 1."""
    chosen = links[links["kind"].isin(TIES)]
    chosen = chosen.assign(key=chosen["kind"] + ":" + chosen["key"])
    chosen = chosen[chosen.groupby("key")["account_id"].transform("size") <= TIE_DEGREE]
    matrix = incidence(chosen, accounts, 2, TIE_DEGREE)
    matrix.data[:] = 1
    return matrix


def _nearest(
    dense: np.ndarray, wrappers: sparse.csr_matrix, k: int
) -> tuple[np.ndarray, np.ndarray]:
    """The k nearest rows by summed cosine, exactly, in blocks; ties by position."""
    m = len(dense)
    nearest, cosine = np.zeros((m, k), np.int64), np.zeros((m, k))
    transposed = wrappers.T.tocsr()
    for start in range(0, m, 1024):
        block = slice(start, min(start + 1024, m))
        likeness = dense[block] @ dense.T
        if wrappers.shape[1]:
            likeness += (wrappers[block] @ transposed).toarray().astype(np.float32)
        rows = np.arange(likeness.shape[0])
        likeness[rows, start + rows] = -np.inf
        top = np.argpartition(-likeness, k - 1, axis=1)[:, :k]
        order = np.lexsort((top, -np.take_along_axis(likeness, top, 1)), axis=1)
        top = np.take_along_axis(top, order, 1)
        nearest[block] = top
        cosine[block] = np.take_along_axis(likeness, top, 1) / 3
    return nearest, cosine


def find_twins(window: Window, ranked: pd.DataFrame) -> Twins:
    """The twin graph among accounts with at least five exchanges in 28 days."""
    active = window.base["exchanges_28d"] >= LEAST_EXCHANGES
    accounts = ranked.index.intersection(window.base.index[active]).sort_values()
    k = min(NEAREST, len(accounts) - 1)
    if k < 1:
        empty = np.zeros((0, 0))
        nobody = pd.Index([], dtype="str", name="account_id")
        frame = pd.DataFrame(columns=list(COLUMNS), index=nobody, dtype=float)
        return Twins(np.zeros(0, object), empty.astype(int), empty, empty.astype(bool), frame)
    habits = _unit(ranked.loc[accounts].to_numpy(float))
    subjects = _unit(_kernel_rows(window.sums, accounts))
    dense = np.hstack([habits, subjects]).astype(np.float32)
    wrappers = wrapper_vectors(window.links, accounts)
    nearest, cosine = _nearest(dense, wrappers, k)

    left = np.repeat(np.arange(len(accounts)), k)
    right = nearest.ravel()
    known = window.accounts.set_index("account_id").reindex(accounts)
    organisation = known["organisation_id"].to_numpy(object)
    colleagues = np.array(
        [pd.notna(organisation[a]) and organisation[a] == organisation[b]
         for a, b in zip(left, right, strict=True)]
    ).reshape(nearest.shape)  # fmt: skip
    ties = rare_ties(window.links, accounts)
    shared = np.asarray(ties[left].multiply(ties[right]).sum(axis=1)).reshape(nearest.shape)
    tied = (shared > 0) & ~colleagues
    created = known["created_at"].to_numpy("datetime64[us]").astype("int64") / 86400e6
    created = np.where(known["created_at"].isna(), np.nan, created)
    gaps = np.abs(created[left] - created[right]).reshape(nearest.shape)
    mutual = (nearest[nearest] == np.arange(len(accounts))[:, None, None]).any(axis=2)
    worded = window.links.loc[window.links["kind"].isin(WRAPPERS), "account_id"]
    columns = pd.DataFrame(
        {
            "cosine": cosine.mean(axis=1),
            "best": cosine[:, 0],
            "mutual": mutual.mean(axis=1),
            "wrapper": np.where(
                accounts.isin(worded),
                _pair_cosine(wrappers, left, right).reshape(nearest.shape).mean(axis=1),
                np.nan,
            ),
            "content": np.where(
                subjects.any(axis=1),
                np.einsum("ij,ikj->ik", subjects, subjects[nearest]).mean(axis=1),
                np.nan,
            ),
            "signup_gap": _nanmedian(gaps),
            "same_organisation": colleagues.mean(axis=1),
            "tied": tied.mean(axis=1),
        },
        index=pd.Index(accounts, name="account_id"),
    )
    return Twins(accounts.to_numpy(object), nearest, cosine, tied, columns)


def _nanmedian(rows: np.ndarray) -> np.ndarray:
    known = ~np.isnan(rows).all(axis=1)
    out = np.full(len(rows), np.nan)
    out[known] = np.nanmedian(rows[known], axis=1)
    return out


def _pair_cosine(rows: sparse.csr_matrix, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    if rows.shape[1] == 0:
        return np.zeros(len(left))
    return np.asarray(rows[left].multiply(rows[right]).sum(axis=1)).ravel()


def _kernel_rows(sums: content.Sums, accounts: pd.Index) -> np.ndarray:
    """Kernel means less the population's; zero rows without a prompt."""
    where = pd.Index(sums.accounts).get_indexer(accounts)
    reference = content.population(sums).kernel
    rows = np.zeros((len(accounts), content.KERNEL_WIDTH))
    has = where >= 0
    rows[has] = sums.kernel_mean()[where[has]] - reference
    return rows
