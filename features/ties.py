"""Ties: pairs of accounts that share rare traces, weighted by how rare.

A trace that a crowd shares (carrier NAT, campus, framework) ties nobody: above its link's cap it
is left out, below it weighs log(accounts / sharers) / log(accounts). Members of one organisation
share for good reason and are not tied.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from features.windows import TIES

COLUMNS = ("weight", "neighbours", "kinds", "likeness", "on_off")


@dataclass(frozen=True)
class TieGraph:
    """Tied pairs: positions left < right in the accounts given, sorted; weight : float64, the sum
    over their shared traces; kinds : int64, how many kinds of trace they share."""

    left: np.ndarray
    right: np.ndarray
    weight: np.ndarray
    kinds: np.ndarray


def rare_traces(links: pd.DataFrame, accounts: pd.Index) -> pd.DataFrame:
    """Links that tie, with `row` (position in `accounts`), `code` of the key and `rarity`.

    links : account_id, kind, key of keys within their caps, held by two accounts or more.
    """
    chosen = links[links["kind"].isin(TIES)]
    rows = accounts.get_indexer(chosen["account_id"])
    chosen = chosen.assign(row=rows)[rows >= 0]
    code = chosen.groupby(["kind", "key"], sort=True).ngroup()
    degree = np.bincount(code, minlength=1)[code]
    rarity = np.log(max(len(accounts), 2) / degree) / np.log(max(len(accounts), 2))
    chosen = chosen.assign(code=code, degree=degree, rarity=rarity)
    return chosen[(degree >= 2) & (rarity > 0)]


def tie_graph(links: pd.DataFrame, accounts: pd.Index, organisation: np.ndarray) -> TieGraph:
    """All tied pairs of `accounts`; organisation : object (m,), missing for none."""
    traces = rare_traces(links, accounts)
    m = len(accounts)
    weight = sparse.csr_matrix((m, m))
    kinds = sparse.csr_matrix((m, m))
    for _, some in traces.groupby("kind", sort=True):
        codes, size = pd.factorize(some["code"])[0], some["code"].nunique()
        shape = (m, size)
        held = sparse.csr_matrix((np.ones(len(some)), (some["row"], codes)), shape)
        rare = sparse.csr_matrix((some["rarity"].to_numpy(), (some["row"], codes)), shape)
        pairs = sparse.triu(rare @ held.T, 1).tocsr()
        weight = weight + pairs
        kinds = kinds + (pairs > 0)
    weight, kinds = weight.tocoo(), kinds.tocsr()
    order = np.lexsort((weight.col, weight.row))
    left, right = weight.row[order].astype(np.int64), weight.col[order].astype(np.int64)
    apart = np.logical_not(colleagues(organisation, left, right))
    left, right = left[apart], right[apart]
    many = np.asarray(kinds[left, right]).ravel().astype(np.int64) if len(left) else left
    return TieGraph(left, right, weight.data[order][apart], many)


def colleagues(organisation: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """bool (pairs,): both belong to one organisation; no organisation is nobody's."""
    codes, _ = pd.factorize(organisation)
    same = codes[left] == codes[right]
    return np.asarray(same & (codes[left] >= 0), bool)


def tie_columns(
    graph: TieGraph, accounts: pd.Index, dense: np.ndarray, activity: np.ndarray
) -> pd.DataFrame:
    """The columns that features may name as {tie.x}: a row an account.

    dense : float32 (m, d), rows whose inner products are likeness (zero rows: not known);
    activity : float32 (m, slots) unit rows of `synchrony`. A mean over neighbours is weighted by
    the ties and NULL without any.
    """
    m = len(accounts)
    ends = np.concatenate([graph.left, graph.right])
    other = np.concatenate([graph.right, graph.left])
    weight = np.concatenate([graph.weight, graph.weight])
    total = np.bincount(ends, weight, m)
    kinds = np.zeros(m)
    np.maximum.at(kinds, ends, np.concatenate([graph.kinds, graph.kinds]))

    def mean(rows: np.ndarray) -> np.ndarray:
        known = np.asarray(rows.any(axis=1), bool)
        both = known[ends] & known[other]
        values = np.zeros(len(ends))
        # In blocks: a pair's two rows are gathered, and there are millions of pairs.
        for start in range(0, len(ends), 65_536):
            block = slice(start, start + 65_536)
            values[block] = np.einsum("ij,ij->i", rows[ends[block]], rows[other[block]])
        some = np.bincount(ends[both], weight[both], m)
        added = np.bincount(ends[both], (weight * values)[both], m)
        return np.where(some > 0, added / np.where(some > 0, some, 1), np.nan)

    return pd.DataFrame(
        {
            "weight": total,
            "neighbours": np.bincount(ends, minlength=m).astype(float),
            "kinds": kinds,
            "likeness": mean(dense),
            "on_off": mean(activity),
        },
        index=pd.Index(accounts, name="account_id"),
    )


def synchrony(activity: np.ndarray) -> np.ndarray:
    """Unit rows whose inner products correlate on and off: float32 (m, slots).

    activity : bool (m, slots). From each slot the share of accounts that were active in it is
    taken off, so that daytime, weekends and the log's own growth are nobody's likeness; from each
    row its mean. Rows that are always on or always off become zero.
    """
    rows = activity.astype(np.float32)
    if len(rows):
        rows -= rows.mean(axis=0)
        rows -= rows.mean(axis=1, keepdims=True)
        rows[activity.all(axis=1) | ~activity.any(axis=1)] = 0
    norm = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(norm > 1e-4, norm, 1)
    rows[norm[:, 0] <= 1e-4] = 0
    return rows
