"""What a shared trace is worth in this log: how much more often those who share it are twins.

Twins are found without any trace (features.twins), so traces are evidence of their own. But honest
life ties people, too, and differently in every log: households, offices, addresses that are given
to the next customer. So nothing here says what a card or an address is worth. For each kind of
trace, and apart by whether its two accounts are of one country and meet in one place, twins among
the pairs that share it are counted against those that chance would give accounts of the same
cohorts and countries; so are pairs of one community, since of a large campaign few are each other's
nearest. Households lift that some times over in every kind; what lifts it far beyond is no
household. One such trace may be one payer's, an agency's for instance. Several in one community of
look-alikes, where communities hold hardly any, are what seeds are made of. See
docs/adr/0008-evidence-from-the-log.md.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.stats import chi2, poisson

from features.ties import colleagues

# A household's trace lifts likeness two to six times; see the ADR for where this bound comes from.
TELLING_LIFT = 7.0
# And so many times what traces lift it by in this log as a rule: an account has ten twins however
# many accounts there are, so every lift grows with the log, a household's too.
TELLING_OVER_USUAL = 4.0
# A community holds surprisingly many telling traces where chance would give one in a thousand of
# them as many (-log10); one trace alone is one payer or one proxy, whoever they are.
LEAST_SURPRISE = 3.0
LEAST_TRACES = 2
# Beyond this a tail is no number any more.
_MOST_SURPRISE = 300.0
# What communities usually hold is told by those with the fewest, of so many of all accounts.
_USUAL = 0.8
# Such a share of a community, or of a group, has to share a telling trace with another member: four
# of a hundred who are alike for another reason do not make a campaign of the hundred.
LEAST_SHARING = 0.1
# One verdict may be a mistake.
_CONTRADICTS = 2
_PLACES = {"exit": 1, "prefix": 1, "signup_exit": 2}
_STRATUM = ["kind", "abroad", "near"]


def trace_pairs(ties: pd.DataFrame, known: pd.DataFrame, twins: pd.DataFrame) -> pd.DataFrame:
    """Pairs of accounts that share a rare trace, one row a pair and kind.

    ties : account_id, kind, key; known : index account_id of the twin graph, with organisation,
    country, cohort and community; twins : account_id, twin_id. Colleagues are left out. Returned
    are left < right (positions in `known`), kind, trace (a number), abroad (of two known
    countries), near (they share another trace of a place, too), twin, alike (twins, or of one
    community) and for both the chance that accounts of their cohorts and countries have.
    """
    rows = known.index.get_indexer(ties["account_id"])
    held = ties.assign(row=rows, trace=ties.groupby(["kind", "key"]).ngroup())
    held = held[rows >= 0].sort_values(["trace", "row"])[["kind", "trace", "row"]]
    pairs = held.merge(held, on=["kind", "trace"], suffixes=("", "_other"))
    pairs = pairs[pairs["row"] < pairs["row_other"]].drop_duplicates(["kind", "row", "row_other"])
    left, right = pairs["row"].to_numpy(np.int64), pairs["row_other"].to_numpy(np.int64)
    apart = ~colleagues(known["organisation"].to_numpy(object), left, right)
    pairs, left, right = pairs[apart], left[apart], right[apart]
    kind = pairs["kind"].to_numpy(object)
    country = pd.factorize(known["country"])[0]
    cells = pd.MultiIndex.from_arrays([known["cohort"].astype("str"), country])
    cell, community = pd.factorize(cells)[0], known["community"].to_numpy(np.int64)
    own = known.index.get_indexer(twins["account_id"])
    other = known.index.get_indexer(twins["twin_id"])
    named = np.unique(_code(own, other, len(known)))
    code = _code(left, right, len(known))
    twin = np.isin(code, named)
    by_chance = _chance(cell, own, other, left, right)
    frame = pd.DataFrame(
        {
            "left": left,
            "right": right,
            "kind": kind,
            "trace": pairs["trace"].to_numpy(np.int64),
            "abroad": (country[left] != country[right])
            & (country[left] >= 0)
            & (country[right] >= 0),
            "near": _meet(kind, code),
            "twin": twin,
            "expected": by_chance,
            "alike": twin | (community[left] == community[right]),
            "expected_alike": np.maximum(by_chance, _together(cell, community, left, right)),
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
    cell: np.ndarray, own: np.ndarray, other: np.ndarray, left: np.ndarray, right: np.ndarray
) -> np.ndarray:
    """How likely a pair of these cells (cohort and country) is to be twins, whoever they are."""
    size = np.bincount(cell)
    shape = (len(size), len(size))
    named = sparse.coo_matrix((np.ones(len(own)), (cell[own], cell[other])), shape).tocsr()
    a, b = cell[left], cell[right]
    if not len(a):
        return np.zeros(0)
    both = np.asarray(named[a, b]).ravel() + np.asarray(named[b, a]).ravel()
    # Twins that name each other are one pair, so a pair is counted at least half as often.
    return np.asarray(np.minimum(1.0, both / 2 / (size[a] * size[b])))


def _together(
    cell: np.ndarray, community: np.ndarray, left: np.ndarray, right: np.ndarray
) -> np.ndarray:
    """How likely two accounts of these cells are to be of one community, whoever they are."""
    if not len(left):
        return np.zeros(0)
    size = np.bincount(cell).astype(float)
    shape = (len(size), int(community.max()) + 1)
    count = sparse.coo_matrix((np.ones(len(cell)), (cell, community)), shape).tocsr()
    a, b = cell[left], cell[right]
    # Nobody is his own fellow.
    one = np.where(a == b, size[a], 0)
    pairs = np.asarray((count @ count.T).tocsr()[a, b]).ravel() - one
    return np.asarray(pairs / np.maximum(size[a] * size[b] - one, 1))


def weigh(pairs: pd.DataFrame) -> pd.DataFrame:
    """What each kind of shared trace is worth: a row a stratum (kind, abroad, near).

    pairs, twins, alike : int64; expected, expected_alike : as many by chance; lift : twins over
    expected; least, least_alike : lower bounds at 95 % of that ratio (Garwood 1936, Fiducial limits
    for the Poisson distribution), for which half a pair more is expected, so that a handful of
    pairs proves nothing.
    """
    table = (
        pairs.groupby(_STRATUM)
        .agg(
            pairs=("twin", "size"),
            twins=("twin", "sum"),
            expected=("expected", "sum"),
            alike=("alike", "sum"),
            expected_alike=("expected_alike", "sum"),
        )
        .reset_index()
    )
    lift = (table["twins"] + 0.5) / (table["expected"] + 0.5)
    return table.assign(
        lift=lift,
        least=_least(table["twins"], table["expected"]),
        least_alike=_least(table["alike"], table["expected_alike"]),
    )


def _least(found: pd.Series, expected: pd.Series) -> np.ndarray:
    n = found.to_numpy(float)
    least = np.where(n > 0, chi2.ppf(0.05, 2 * np.maximum(n, 1)) / 2, 0)
    return np.asarray(least / (expected.to_numpy(float) + 0.5))


def usual_lift(weights: pd.DataFrame) -> pd.Series:
    """What the other strata's traces lift likeness by: for each row of `weigh` the median of their
    lower bounds over pairs, so that what most pairs share decides; 0 where there is no other."""
    best = weights[["least", "least_alike"]].max(axis=1).to_numpy()
    count, order = weights["pairs"].to_numpy(float), np.argsort(best, kind="stable")
    usual = np.zeros(len(best))
    for row in range(len(best)):
        others = order[order != row]
        if len(others):
            below = np.cumsum(count[others])
            usual[row] = best[others][np.searchsorted(below, below[-1] / 2)]
    return pd.Series(usual, weights.index)


def is_telling(weights: pd.DataFrame, bound: float = TELLING_LIFT) -> pd.Series:
    """bool by row of `weigh`: traces that hardly anybody but look-alikes shares."""
    best = weights[["least", "least_alike"]].max(axis=1)
    return (best >= bound) & (best >= TELLING_OVER_USUAL * usual_lift(weights))


def telling(
    pairs: pd.DataFrame, weights: pd.DataFrame, accounts: pd.Index, bound: float = TELLING_LIFT
) -> pd.DataFrame:
    """Pairs that are alike and share a trace that in this log hardly anybody else shares:
    account_id, other_id, kind, abroad, trace.

    accounts : what the positions of `pairs` point into.
    """
    good = weights[is_telling(weights, bound)]
    strata = pd.MultiIndex.from_frame(good[_STRATUM])
    chosen = pairs[pairs["alike"] & pd.MultiIndex.from_frame(pairs[_STRATUM]).isin(strata)]
    names = {"account_id": accounts[chosen["left"]], "other_id": accounts[chosen["right"]]}
    return chosen[["kind", "abroad", "trace"]].assign(**names).reset_index(drop=True)


def surprise(found: pd.DataFrame, community: pd.Series) -> pd.Series:
    """How surprisingly many telling traces each community holds: -log10 of the chance of as many,
    by community number; 0 where it holds fewer than two.

    found : of `telling`; community : number from 0 by account_id. Counted are different traces,
    each once, however many share it. Chance is Poisson at the usual rate of traces an account, that
    of the four fifths of accounts whose communities hold the fewest.
    """
    size = np.bincount(community.to_numpy(np.int64)).astype(float)
    numbers = pd.RangeIndex(len(size), name="community")
    held = _inside(found, community)[["community", "trace"]].drop_duplicates()
    traces = np.bincount(held["community"].to_numpy(np.int64), minlength=len(size))
    if not traces.any():
        return pd.Series(0.0, numbers, name="surprise")
    rate = traces / np.maximum(size, 1)
    usual = rate <= np.quantile(np.repeat(rate, size.astype(int)), _USUAL)
    # Half a trace more: where none is usual, two may still be a chance.
    expected = (traces[usual].sum() + 0.5) / size[usual].sum() * size
    with np.errstate(divide="ignore"):
        tail = np.minimum(-poisson.logsf(traces - 1, expected) / np.log(10), _MOST_SURPRISE)
    return pd.Series(np.where(traces >= LEAST_TRACES, tail, 0.0), numbers, name="surprise")


def _inside(found: pd.DataFrame, community: pd.Series) -> pd.DataFrame:
    """Telling pairs whose accounts are of one community, with its number."""
    own = found["account_id"].map(community).to_numpy(float)
    other = found["other_id"].map(community).to_numpy(float)
    return found.assign(community=own)[own == other]


def seeds(found: pd.DataFrame, community: pd.Series) -> pd.Series:
    """Accounts that share telling traces in a community that holds surprisingly many of them, and
    of which a tenth shares some: its number by account_id, sorted. Both as in `surprise`."""
    inside = _inside(found, community)
    marked = inside[inside["community"].map(surprise(found, community)) >= LEAST_SURPRISE]
    members = pd.Index(np.union1d(marked["account_id"], marked["other_id"]), name="account_id")
    number = community.reindex(members).astype("int64").rename("seed")
    share = number.map(number.value_counts()) / number.map(community.value_counts())
    return number[share >= LEAST_SHARING]


def contradicted(seeded: pd.Series, community: pd.Series, label: pd.Series) -> set[int]:
    """Communities with seeds in which people looked and found honest accounts: two of those decided
    at least, and more than were found to take part.

    seeded : of `seeds`; community : number by account_id; label : 1 distillation, 0 not, NaN or
    missing undecided, by account_id. Teams that pay with one card in four countries share what
    campaigns share; who looked at some of them says more than traces do.
    """
    mine = community[community.isin(seeded.unique())]
    said = label.reindex(mine.index)
    honest = (said == 0).groupby(mine).sum()
    guilty = (said == 1).groupby(mine).sum()
    return {int(n) for n in honest.index if outweighed(honest[n], guilty[n])}


def outweighed(honest: int, guilty: int) -> bool:
    """True where so many verdicts of honest accounts say more than traces that they share."""
    return honest >= _CONTRADICTS and honest > guilty


def told(weights: pd.DataFrame, most: int = 8) -> list[str]:
    """What shared traces are worth, in lines for a data scientist: the strongest strata first.

    weights : of `weigh`. Strata that lift likeness no more than chance does are left out.
    """
    best = weights[["least", "least_alike"]].max(axis=1)
    strong = weights.assign(best=best, telling=is_telling(weights))[best > 1]
    strong = strong.sort_values(["best", "kind"], ascending=[False, True])
    lines = []
    for row in strong.head(most).itertuples(index=False):
        where = "of two countries" if row.abroad else "of one country"
        place = ", in one place besides" if row.near else ""
        line = (
            f"{row.kind} {where}{place}: {row.twins:,} of {row.pairs:,} pairs are twins,"
            f" {row.lift:.1f} times chance (at least {row.least:.1f})"
        )
        if row.least_alike > row.least:
            line += f"; {row.alike:,} alike, at least {row.least_alike:.1f} times"
        lines.append(line + (": telling" if row.telling else ""))
    return lines
