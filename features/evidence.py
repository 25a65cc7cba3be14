"""What a shared trace is worth in this log: how much more often those who share it are twins.

Twins are found without any trace (features.twins), so traces are evidence of their own. But honest
life ties people, too, and differently in every log: households, offices, addresses that are given
to the next customer. So nothing here says what a card or an address is worth. For each kind of
trace, and apart by whether its two accounts are of one country and meet in one place, twins among
the pairs that share it are counted against those that chance would give accounts of the same
cohorts and countries. Households lift that some times over in every kind; what lifts it far beyond
is no household. See docs/adr/0008-evidence-from-the-log.md.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.stats import chi2

from features.ties import colleagues

# A household's trace lifts likeness two to six times; see the ADR for where this bound comes from.
TELLING_LIFT = 8.0
# A pair can be a couple; a seed is a chain of at least so many.
LEAST_SEED = 3
_PLACES = {"exit": 1, "prefix": 1, "signup_exit": 2}
_STRATUM = ["kind", "abroad", "near"]


def trace_pairs(ties: pd.DataFrame, known: pd.DataFrame, twins: pd.DataFrame) -> pd.DataFrame:
    """Pairs of accounts that share a rare trace, one row a pair and kind.

    ties : account_id, kind, key; known : index account_id of the twin graph, with organisation,
    country and cohort; twins : account_id, twin_id. Colleagues are left out. Returned are left <
    right (positions in `known`), kind, abroad (of two known countries), near (they share another
    trace of a place, too), twin, expected (the chance that accounts of their cohorts and countries
    are twins).
    """
    rows = known.index.get_indexer(ties["account_id"])
    held = ties.assign(row=rows)[rows >= 0][["kind", "key", "row"]]
    pairs = held.merge(held, on=["kind", "key"], suffixes=("", "_other"))
    pairs = pairs[pairs["row"] < pairs["row_other"]].drop_duplicates(["kind", "row", "row_other"])
    left, right = pairs["row"].to_numpy(np.int64), pairs["row_other"].to_numpy(np.int64)
    apart = ~colleagues(known["organisation"].to_numpy(object), left, right)
    kind, left, right = pairs["kind"].to_numpy(object)[apart], left[apart], right[apart]
    country = pd.factorize(known["country"])[0]
    own = known.index.get_indexer(twins["account_id"])
    other = known.index.get_indexer(twins["twin_id"])
    named = np.unique(_code(own, other, len(known)))
    code = _code(left, right, len(known))
    frame = pd.DataFrame(
        {
            "left": left,
            "right": right,
            "kind": kind,
            "abroad": (country[left] != country[right])
            & (country[left] >= 0)
            & (country[right] >= 0),
            "near": _meet(kind, code),
            "twin": np.isin(code, named),
            "expected": _chance(known, country, own, other, left, right),
        }
    )
    return frame.sort_values(["kind", "left", "right"], ignore_index=True)


def _code(left: np.ndarray, right: np.ndarray, size: int) -> np.ndarray:
    return np.minimum(left, right) * size + np.maximum(left, right)


def _meet(kind: np.ndarray, code: np.ndarray) -> np.ndarray:
    """bool (pairs,): the pair shares a trace of a place besides this one (an exit address and its
    network are one)."""
    place = np.array([_PLACES.get(k, 0) for k in kind], np.int64)
    _, pair = np.unique(code, return_inverse=True)
    mask = np.zeros(pair.max() + 1 if len(pair) else 0, np.int64)
    np.bitwise_or.at(mask, pair, place)
    return np.asarray((mask[pair] & ~place) > 0, bool)


def _chance(
    known: pd.DataFrame, country: np.ndarray, own: np.ndarray, other: np.ndarray,
    left: np.ndarray, right: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """How likely a pair of these cells (cohort and country) is to be twins, whoever they are."""
    pair = pd.MultiIndex.from_arrays([known["cohort"].astype("str"), country])
    cell = pd.factorize(pair)[0]
    size = np.bincount(cell)
    shape = (len(size), len(size))
    named = sparse.coo_matrix((np.ones(len(own)), (cell[own], cell[other])), shape).tocsr()
    a, b = cell[left], cell[right]
    if not len(a):
        return np.zeros(0)
    both = np.asarray(named[a, b]).ravel() + np.asarray(named[b, a]).ravel()
    # Twins that name each other are one pair, so a pair is counted at least half as often.
    return np.asarray(np.minimum(1.0, both / 2 / (size[a] * size[b])))


def weigh(pairs: pd.DataFrame) -> pd.DataFrame:
    """What each kind of shared trace is worth: a row a stratum (kind, abroad, near).

    pairs, twins : int64; expected : twins by chance; lift : twins over expected; least : its lower
    bound at 95 % (Garwood 1936, Fiducial limits for the Poisson distribution), for which half a
    pair more is expected, so that a handful of pairs proves nothing.
    """
    table = (
        pairs.groupby(_STRATUM)
        .agg(pairs=("twin", "size"), twins=("twin", "sum"), expected=("expected", "sum"))
        .reset_index()
    )
    twins, expected = table["twins"].to_numpy(float), table["expected"].to_numpy(float) + 0.5
    least = np.where(twins > 0, chi2.ppf(0.05, 2 * np.maximum(twins, 1)) / 2, 0)
    return table.assign(lift=(twins + 0.5) / expected, least=least / expected)


def telling(
    pairs: pd.DataFrame, weights: pd.DataFrame, bound: float = TELLING_LIFT
) -> pd.DataFrame:
    """Twins who share a trace that in this log hardly anybody but twins shares."""
    good = pd.MultiIndex.from_frame(weights.loc[weights["least"] >= bound, _STRATUM])
    return pairs[pairs["twin"] & pd.MultiIndex.from_frame(pairs[_STRATUM]).isin(good)]


def seeds(found: pd.DataFrame, accounts: pd.Index, least: int = LEAST_SEED) -> pd.Series:
    """Chains of at least three accounts by telling pairs: number by account_id, sorted.

    found : of `telling`; accounts : what its positions point into, sorted.
    """
    size = len(accounts)
    graph = sparse.coo_matrix((np.ones(len(found)), (found["left"], found["right"])), (size, size))
    count, part = connected_components(graph, directed=False)
    held = np.bincount(part, minlength=count)[part] >= least
    number = pd.factorize(part[held])[0]
    return pd.Series(number, index=pd.Index(accounts[held], name="account_id"), name="seed")


def told(weights: pd.DataFrame, most: int = 8) -> list[str]:
    """What shared traces are worth, in lines for a data scientist: the strongest strata first.

    weights : of `weigh`. Strata that lift likeness no more than chance does are left out.
    """
    strong = weights[weights["least"] > 1].sort_values(["least", "kind"], ascending=[False, True])
    lines = []
    for row in strong.head(most).itertuples(index=False):
        where = "of two countries" if row.abroad else "of one country"
        place = ", in one place besides" if row.near else ""
        lines.append(
            f"{row.kind} {where}{place}: {row.twins:,} of {row.pairs:,} pairs are twins,"
            f" {row.lift:.1f} times chance (at least {row.least:.1f})"
            + (": telling" if row.least >= TELLING_LIFT else "")
        )
    return lines
