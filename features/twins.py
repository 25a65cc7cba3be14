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
from features.neighbours import nearest_rows
from features.ties import colleagues, synchrony
from features.windows import TIES, Window

NEAREST = 10
LEAST_EXCHANGES = 5
WRAPPERS = ("opening", "closing")
TIE_DEGREE = 10

# Where an account's twins are looked for: among so many nearest by habits and subjects, and so many
# by wrappers on at most so many accounts. All three likenesses are then computed for these alone.
_BY_DENSE, _BY_WRAPPER, _WRAPPER_DEGREE = 50, 20, 200
_BLOCK = 2_048

# The columns that features may name as {twin.x}.
COLUMNS = ("cosine", "best", "mutual", "wrapper", "content", "signup_gap", "same_organisation",
           "tied", "on_off", "complement", "lead_gap")  # fmt: skip


@dataclass(frozen=True)
class Twins:
    """The twin graph of an as-of date.

    accounts : object (m,), the accounts that have twins; nearest : int (m, k), positions of an
    account's twins, nearest first; cosine : float (m, k), their likeness in [-1, 1];
    tied : bool (m, k), they share a rare trace and no organisation; columns : twin features;
    dense : float32 (m, d), unit rows of habits and subjects side by side; activity : float32
    (m, slots), see `ties.synchrony`.
    """

    accounts: np.ndarray
    nearest: np.ndarray
    cosine: np.ndarray
    tied: np.ndarray
    columns: pd.DataFrame
    dense: np.ndarray
    activity: np.ndarray

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
    return _unit_rows(matrix @ sparse.diags(np.log(len(accounts) / degree)))


def rare_ties(links: pd.DataFrame, accounts: pd.Index) -> sparse.csr_matrix:
    """Accounts x rare traces that 2 to 10 accounts share, with twins or not; values 1."""
    chosen = links[links["kind"].isin(TIES)]
    chosen = chosen.assign(key=chosen["kind"] + ":" + chosen["key"])
    chosen = chosen[chosen.groupby("key")["account_id"].transform("size") <= TIE_DEGREE]
    matrix = incidence(chosen, accounts, 2, TIE_DEGREE)
    matrix.data[:] = 1
    return matrix


def _by_wrapper(wrappers: sparse.csr_matrix, k: int) -> np.ndarray:
    """Up to k accounts with the likest wrappers, by keys that few accounts use: int64 (m, k).

    Where fewer share one, the account's own position fills up.
    """
    m = wrappers.shape[0]
    out = np.repeat(np.arange(m)[:, None], k, axis=1)
    degree = np.bincount(wrappers.indices, minlength=wrappers.shape[1])
    rare = wrappers[:, np.flatnonzero(degree <= _WRAPPER_DEGREE)]
    turned = rare.T.tocsr()
    for start in range(0, m, _BLOCK):
        likeness = (rare[start : start + _BLOCK] @ turned).tocsr()
        for row in range(likeness.shape[0]):
            cells = slice(likeness.indptr[row], likeness.indptr[row + 1])
            others, values = likeness.indices[cells], likeness.data[cells]
            order = np.lexsort((others, -values))[: k + 1]
            found = others[order]
            found = found[found != start + row][:k]
            out[start + row, : len(found)] = found
    return out


def _nearest(
    dense: np.ndarray, wrappers: sparse.csr_matrix, k: int
) -> tuple[np.ndarray, np.ndarray]:
    """The k nearest rows by summed cosine among the candidates of both kinds; ties by position."""
    m = len(dense)
    places = nearest_rows(dense, min(max(_BY_DENSE, k), m - 1))
    if wrappers.shape[1]:
        places = np.hstack([places, _by_wrapper(wrappers, _BY_WRAPPER)])
    places = np.sort(places, axis=1)
    nearest, cosine = np.zeros((m, k), np.int64), np.zeros((m, k))
    for start in range(0, m, _BLOCK):
        block = slice(start, min(start + _BLOCK, m))
        some, own = places[block], np.arange(start, min(start + _BLOCK, m))
        likeness = np.einsum("id,ijd->ij", dense[block], dense[some]).astype(float)
        pairs = _pair_cosine(wrappers, np.repeat(own, some.shape[1]), some.ravel())
        likeness += pairs.reshape(some.shape)
        # Found by both kinds, or oneself: counts once, or never.
        twice = np.zeros(some.shape, bool)
        twice[:, 1:] = some[:, 1:] == some[:, :-1]
        likeness[twice | (some == own[:, None])] = -np.inf
        top = np.lexsort((some, -likeness), axis=1)[:, :k]
        nearest[block] = np.take_along_axis(some, top, 1)
        cosine[block] = np.take_along_axis(likeness, top, 1) / 3
    return nearest, cosine


def find_twins(window: Window, ranked: pd.DataFrame) -> Twins:
    """The twin graph among accounts with at least five exchanges in 28 days.

    ranked : the ranks that make up habits, index account_id.
    """
    active = window.base["exchanges_28d"] >= LEAST_EXCHANGES
    accounts = ranked.index.intersection(window.base.index[active]).sort_values()
    places = window.base.index.get_indexer(accounts)
    activity = synchrony(window.activity[places])
    k = min(NEAREST, len(accounts) - 1)
    if k < 1:
        empty = np.zeros((0, 0))
        nobody = pd.Index([], dtype="str", name="account_id")
        frame = pd.DataFrame(columns=list(COLUMNS), index=nobody, dtype=float)
        return Twins(np.zeros(0, object), empty.astype(int), empty, empty.astype(bool), frame,
                     empty.astype(np.float32), activity[:0])  # fmt: skip
    habits = _unit(ranked.loc[accounts].to_numpy(np.float32))
    subjects = _unit(_kernel_rows(window.sums, accounts))
    dense = np.hstack([habits, subjects]).astype(np.float32)
    wrappers = wrapper_vectors(window.links, accounts)
    nearest, cosine = _nearest(dense, wrappers, k)

    left = np.repeat(np.arange(len(accounts)), k)
    right = nearest.ravel()
    shape = nearest.shape
    known = window.accounts.set_index("account_id").reindex(accounts)
    together = colleagues(known["organisation_id"].to_numpy(object), left, right).reshape(shape)
    ties = rare_ties(window.links, accounts)
    tied = (_pair_cosine(ties, left, right).reshape(shape) > 0) & ~together
    created = known["created_at"].to_numpy("datetime64[us]").astype("int64") / 86400e6
    created = np.where(known["created_at"].isna(), np.nan, created)
    lead = window.base["model_adoption"].reindex(accounts).to_numpy(float)
    mutual = (nearest[nearest] == np.arange(len(accounts))[:, None, None]).any(axis=2)
    # Window.links holds what two accounts share: who opens as nobody does is told by the base.
    worded = window.base["opening_variety_28d"].reindex(accounts).notna()
    likeness = _row_products(subjects, nearest)
    frames = _unit_rows(_masks(window.links, accounts))
    common = _pair_cosine(frames, left, right).reshape(shape)
    spoken = subjects.any(axis=1)
    columns = pd.DataFrame(
        {
            "cosine": cosine.mean(axis=1),
            "best": cosine[:, 0],
            "mutual": mutual.mean(axis=1),
            "wrapper": np.where(
                worded,
                _pair_cosine(wrappers, left, right).reshape(shape).mean(axis=1),
                np.nan,
            ),
            "content": np.where(spoken, likeness.mean(axis=1), np.nan),
            "signup_gap": _nanmedian(np.abs(created[left] - created[right]).reshape(shape)),
            "same_organisation": together.mean(axis=1),
            "tied": tied.mean(axis=1),
            "on_off": np.where(
                activity.any(axis=1), _row_products(activity, nearest).mean(axis=1), np.nan
            ),
            "complement": np.where(
                spoken, (np.maximum(likeness, 0) * (1 - common)).mean(axis=1), np.nan
            ),
            "lead_gap": _nanmedian(np.abs(lead[left] - lead[right]).reshape(shape)),
        },
        index=pd.Index(accounts, name="account_id"),
    )
    return Twins(accounts.to_numpy(object), nearest, cosine, tied, columns, dense, activity)


def _row_products(rows: np.ndarray, nearest: np.ndarray) -> np.ndarray:
    """Inner products of each row with those at its nearest, float64 (m, k); in blocks."""
    out = np.zeros(nearest.shape)
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        out[block] = np.einsum("id,ijd->ij", rows[block], rows[nearest[block]])
    return out


def _masks(links: pd.DataFrame, accounts: pd.Index) -> sparse.csr_matrix:
    """Accounts x masked prompts that several accounts sent, near-equal ones among them."""
    chosen = links[links["kind"].isin(("template", "frame"))]
    return incidence(chosen, accounts, 2, len(accounts))


def _unit_rows(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    norm = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.where(norm > 0, norm, 1)) @ rows).tocsr()


def _nanmedian(rows: np.ndarray) -> np.ndarray:
    known = ~np.isnan(rows).all(axis=1)
    out = np.full(len(rows), np.nan)
    out[known] = np.nanmedian(rows[known], axis=1)
    return out


def _pair_cosine(rows: sparse.csr_matrix, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Inner products of pairs of rows, float64 (pairs,); in blocks."""
    out = np.zeros(len(left))
    if rows.shape[1] == 0:
        return out
    for start in range(0, len(left), 262_144):
        block = slice(start, start + 262_144)
        products = rows[left[block]].multiply(rows[right[block]]).sum(axis=1)
        out[block] = np.asarray(products).ravel()
    return out


def _kernel_rows(sums: content.Sums, accounts: pd.Index) -> np.ndarray:
    """Kernel means less the population's; zero rows without a prompt."""
    where = pd.Index(sums.accounts).get_indexer(accounts)
    reference = content.population(sums).kernel
    rows = np.zeros((len(accounts), content.KERNEL_WIDTH), np.float32)
    has = where >= 0
    rows[has] = sums.take(where[has]).kernel_mean() - reference.astype(np.float32)
    return rows
