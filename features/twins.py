"""Twins: the accounts most like an account, found without any shared trace.

Likeness is of three kinds: cosines of ranked habits, of kernel means of the prompts (less the
population's), and of wrappers (how prompts open and close), added up in comparable units
(features.crowd). What ties twins on top of that, a card or an exit, is then independent evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from features import content
from features.crowd import Crowd, crowd
from features.likeness import unit_rows
from features.neighbours import nearest_rows
from features.ties import colleagues, synchrony
from features.windows import TIES, Window

NEAREST = 10
LEAST_EXCHANGES = 2
WRAPPERS = ("opening", "closing")
# Masked prompts, near-equal ones among them.
MASKS = ("template", "frame")
TIE_DEGREE = 10

# Where an account's twins are looked for: among so many nearest by habits and subjects, and so many
# by wrappers on at most so many accounts. All three likenesses are then computed for these alone.
_BY_DENSE, _BY_WRAPPER, _WRAPPER_DEGREE = 50, 60, 1_000
_BLOCK, _PAIRS = 2_048, 16_384

# The columns that features may name as {twin.x}.
COLUMNS = ("cosine", "best", "mutual", "wrapper", "content", "signup_gap", "same_organisation",
           "tied", "on_off", "complement", "lead_gap")  # fmt: skip


@dataclass(frozen=True)
class Twins:
    """The twin graph of an as-of date.

    accounts : object (m,), the accounts that have twins; nearest : int (m, k), positions of an
    account's twins, nearest first; cosine : float (m, k), the mean of their three cosines;
    tied : bool (m, k), they share a rare trace and no organisation; columns : twin features;
    dense : float32 (m, d), unit rows of habits and subjects side by side; activity : float32
    (m, slots), see `ties.synchrony`; wrappers : see `wrapper_vectors`.
    """

    accounts: np.ndarray
    nearest: np.ndarray
    cosine: np.ndarray
    tied: np.ndarray
    columns: pd.DataFrame
    dense: np.ndarray
    activity: np.ndarray
    wrappers: sparse.csr_matrix

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
        out = np.empty_like(values)
        for start in range(0, len(values), _BLOCK):
            block = slice(start, start + _BLOCK)
            out[block] = values[block] + values[self.nearest[block]].sum(axis=1)
        return out / (1 + self.nearest.shape[1])


def incidence(
    links: pd.DataFrame, accounts: pd.Index, kinds: Sequence[str], least: int, most: float
) -> sparse.csr_matrix:
    """Accounts x keys, log(1 + count), of keys of some kinds that `least` to `most` accounts share.

    links : account_id, kind, key, n (keys of two kinds must differ), key as text or number.
    """
    # Plain arrays of what is kept: a day's links by the million are not copied as a frame.
    rows = accounts.get_indexer(links["account_id"])
    chosen = (rows >= 0) & links["kind"].isin(kinds).to_numpy()
    rows, keys, n = rows[chosen].astype(np.int32), links["key"][chosen], links["n"].to_numpy()
    codes = keys.to_numpy() if keys.dtype.kind == "i" else pd.factorize(keys, sort=True)[0]
    degree = np.bincount(codes)
    used = (degree >= least) & (degree <= most)
    keep = used[codes]
    number = np.cumsum(used, dtype=np.int32) - 1
    values = np.log1p(n[chosen][keep].astype(float))
    shape = (len(accounts), int(used.sum()))
    return sparse.csr_matrix((values, (rows[keep], number[codes[keep]])), shape=shape)


def wrapper_vectors(links: pd.DataFrame, accounts: pd.Index) -> sparse.csr_matrix:
    """Unit rows over openings and closings that at least 3 and at most a tenth of accounts use,
    weighted by rarity; an account without any has a zero row."""
    matrix = incidence(links, accounts, WRAPPERS, 3, max(3.0, 0.1 * len(accounts)))
    if matrix.shape[1] == 0:
        return matrix
    degree = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return _unit_rows(matrix, np.log(len(accounts) / degree))


def rare_ties(links: pd.DataFrame, accounts: pd.Index) -> sparse.csr_matrix:
    """Accounts x rare traces that 2 to 10 accounts share, with twins or not; values 1."""
    chosen = links[links["kind"].isin(TIES)]
    chosen = chosen.assign(key=chosen["kind"] + ":" + chosen["key"])
    chosen = chosen[chosen.groupby("key")["account_id"].transform("size") <= TIE_DEGREE]
    matrix = incidence(chosen, accounts, TIES, 2, TIE_DEGREE)
    matrix.data[:] = 1
    return matrix


def _by_wrapper(wrappers: sparse.csr_matrix, k: int) -> np.ndarray:
    """Up to k accounts with the likest wrappers, by keys that few accounts use: int32 (m, k).

    Where fewer share one, the account's own position fills up.
    """
    m = wrappers.shape[0]
    out = np.repeat(np.arange(m, dtype=np.int32)[:, None], k, axis=1)
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
    habits: np.ndarray,
    subjects: np.ndarray,
    wrappers: sparse.csr_matrix,
    places: np.ndarray,
    usual: Crowd,
    k: int,
) -> tuple[np.ndarray, np.ndarray]:
    """The k of the candidates of both kinds that stand farthest above the usual, nearest first,
    ties by position; and their mean cosines.

    places : those of `nearest_rows`.
    """
    m = len(habits)
    if wrappers.shape[1]:
        places = np.hstack([places, _by_wrapper(wrappers, _BY_WRAPPER)])
    places.sort(axis=1)
    nearest, cosine = np.zeros((m, k), np.int64), np.zeros((m, k))
    for start in range(0, m, _BLOCK):
        block = slice(start, min(start + _BLOCK, m))
        some, own = places[block], np.arange(start, min(start + _BLOCK, m))
        kinds = (
            np.einsum("id,ijd->ij", habits[block], habits[some]).astype(float),
            np.einsum("id,ijd->ij", subjects[block], subjects[some]).astype(float),
            _pair_cosine(wrappers, np.repeat(own, some.shape[1]), some.ravel()).reshape(some.shape),
        )
        summed = sum(w * kind for w, kind in zip(usual.weights, kinds, strict=True))
        likeness = usual.above(summed, np.broadcast_to(own[:, None], some.shape), some)
        # Found by both kinds, or oneself: counts once, or never.
        twice = np.zeros(some.shape, bool)
        twice[:, 1:] = some[:, 1:] == some[:, :-1]
        likeness[twice | (some == own[:, None])] = -np.inf
        top = np.lexsort((some, -likeness), axis=1)[:, :k]
        nearest[block] = np.take_along_axis(some, top, 1)
        cosine[block] = np.take_along_axis(sum(kinds) / 3, top, 1)
    return nearest, cosine


def find_twins(window: Window, ranked: pd.DataFrame) -> Twins:
    """The twin graph among accounts with at least two exchanges in 28 days.

    ranked : the ranks that make up habits, index account_id.
    """
    active = window.base["exchanges_28d"] >= LEAST_EXCHANGES
    accounts = ranked.index.intersection(window.base.index[active]).sort_values()
    places = window.base.index.get_indexer(accounts)
    k = min(NEAREST, len(accounts) - 1)
    if k < 1:
        empty = np.zeros((0, 0))
        nobody = pd.Index([], dtype="str", name="account_id")
        frame = pd.DataFrame(columns=list(COLUMNS), index=nobody, dtype=float)
        return Twins(np.zeros(0, object), empty.astype(int), empty, empty.astype(bool), frame,
                     empty.astype(np.float32), synchrony(window.activity[:0]),
                     sparse.csr_matrix((0, 0)))  # fmt: skip
    dense = np.hstack(
        [
            unit_rows(ranked.loc[accounts].to_numpy(np.float32)),
            unit_rows(_kernel_rows(window.sums, accounts)),
        ]
    )
    own_habits, subjects = dense[:, : ranked.shape[1]], dense[:, ranked.shape[1] :]
    wrappers = wrapper_vectors(window.worded, accounts)
    usual = crowd(own_habits, subjects, wrappers)
    scale = np.repeat(np.sqrt(usual.weights[:2]), [ranked.shape[1], subjects.shape[1]])
    near = nearest_rows(
        dense * scale.astype(np.float32), min(max(_BY_DENSE, k), len(accounts) - 1)
    ).astype(np.int32)
    nearest, cosine = _nearest(own_habits, subjects, wrappers, near, usual, k)
    activity = synchrony(window.activity[places])

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
    own = np.arange(len(accounts))[:, None]
    mutual = np.stack([(nearest[twin] == own).any(axis=1) for twin in nearest.T], axis=1)
    # Window.worded holds what two accounts share: who opens as nobody does is told by the base.
    worded = window.base["opening_variety_28d"].reindex(accounts).notna()
    likeness = _row_products(subjects, nearest)
    wrapper = _pair_cosine(wrappers, left, right).reshape(shape)
    masks = _unit_rows(incidence(window.worded, accounts, MASKS, 2, len(accounts)))
    common = _pair_cosine(masks, left, right).reshape(shape)
    del masks
    spoken = subjects.any(axis=1)
    columns = pd.DataFrame(
        {
            "cosine": cosine.mean(axis=1),
            "best": cosine.max(axis=1),
            "mutual": mutual.mean(axis=1),
            "wrapper": np.where(worded, wrapper.mean(axis=1), np.nan),
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
    return Twins(
        accounts.to_numpy(object), nearest, cosine, tied, columns, dense, activity, wrappers
    )


def _row_products(rows: np.ndarray, nearest: np.ndarray) -> np.ndarray:
    """Inner products of each row with those at its nearest, float64 (m, k); in blocks."""
    out = np.zeros(nearest.shape)
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        out[block] = np.einsum("id,ijd->ij", rows[block], rows[nearest[block]])
    return out


def _unit_rows(rows: sparse.csr_matrix, weight: np.ndarray | None = None) -> sparse.csr_matrix:
    """Unit rows, their columns weighted first; in blocks, as each product is a copy."""

    def unit(some: sparse.csr_matrix) -> sparse.csr_matrix:
        if weight is not None:
            some = some @ sparse.diags(weight)
        norm = np.sqrt(np.asarray(some.multiply(some).sum(axis=1)).ravel())
        return (sparse.diags(1 / np.where(norm > 0, norm, 1)) @ some).tocsr()

    starts = range(0, max(1, rows.shape[0]), _BLOCK)
    return sparse.vstack([unit(rows[start : start + _BLOCK]) for start in starts], "csr")


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
    for start in range(0, len(left), _PAIRS):
        block = slice(start, start + _PAIRS)
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
