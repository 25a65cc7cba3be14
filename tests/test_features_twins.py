"""Twins: planted groups find their own, and ties count only where they surprise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import content
from features.catalogue import FEATURES
from features.content import Sums, merge, sum_rows
from features.ranks import ranks
from features.twins import (
    COLUMNS,
    LEAST_EXCHANGES,
    NEAREST,
    TIE_DEGREE,
    Twins,
    find_twins,
    incidence,
    rare_ties,
    wrapper_vectors,
)
from features.windows import Window
from tests.worlds import AS_OF, directions, space

N_GROUP = 12


def link(account_id: str, kind: str, key: str, n: int = 5) -> dict[str, object]:
    return {"account_id": account_id, "kind": kind, "key": key, "n": n}


def links_of(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["account_id", "kind", "key", "n"])
    return frame.astype({"account_id": "str", "kind": "str", "key": "str", "n": "int64"})


def planted(seed: int = 0, crowd: int = 150) -> Window:
    """A crowd of accounts with habits, subjects and wrappers of their own, and two groups (`g`,
    `h`) of twelve with a bent in all three; nobody shares a trace."""
    rng = np.random.default_rng(seed)
    names = [f"c{i:03}" for i in range(crowd)]
    names += [f"{group}{i:02}" for group in "gh" for i in range(N_GROUP)]
    columns = [column for feature in FEATURES for column in feature.columns]
    base = pd.DataFrame(rng.normal(size=(len(names), len(columns))), names, columns)
    base["exchanges_28d"] = rng.integers(LEAST_EXCHANGES, 60, len(names)).astype(float)
    base["web_share_28d"] = base["ide_share_28d"] = 0.0
    subjects = np.random.default_rng(7).permutation(len(columns))
    owners, vectors, rows = [], [], []
    for number, name in enumerate(names):
        bent = directions(100 + number % 40, 1)[0]
        if name[0] in "gh":
            half = subjects[: len(subjects) // 2] if name[0] == "g" else subjects[-40:]
            base.iloc[number, half] += 2.0 if name[0] == "g" else -2.0
            bent = directions(1 if name[0] == "g" else 2, 1)[0]
        for i in range(8):
            owners.append(name)
            vectors.append(bent + 0.25 * rng.normal(size=len(bent)))
            key = f"{name[0]}-{i % 2}" if name[0] in "gh" else f"w{rng.integers(60)}"
            rows += [link(name, "opening", key), link(name, "closing", f"end-{key}")]
    base["exchanges_28d"] = base["exchanges_28d"].abs().clip(lower=LEAST_EXCHANGES)
    base[["web_share_28d", "ide_share_28d"]] = 0.0
    base = base.sort_index()
    base.index.name = "account_id"
    order = np.argsort(np.array(owners), kind="stable")
    sums = sum_rows(
        np.array(owners, object)[order],
        np.zeros(len(owners), bool),
        space().project(np.array(vectors, np.float32)[order]),
        space(),
    )
    accounts = pd.DataFrame(
        {
            "account_id": base.index,
            "created_at": pd.Timestamp("2026-01-01", tz="UTC")
            + pd.to_timedelta(rng.integers(0, 90, len(base)), unit="D"),
            "organisation_id": pd.Series([None] * len(base), dtype="str"),
        }
    )
    merged = links_of(rows).groupby(["account_id", "kind", "key"], as_index=False)["n"].sum()
    return Window(AS_OF, base.index, base, merged, accounts, sums)


def twins_of(window: Window) -> Twins:
    return find_twins(window, ranks(window.base))


def with_links(window: Window, rows: list[dict[str, object]]) -> Window:
    return replace(window, links=pd.concat([window.links, links_of(rows)], ignore_index=True))


def with_organisation(window: Window, members: list[str]) -> Window:
    inside = window.accounts["account_id"].isin(members)
    organisation = window.accounts["organisation_id"].mask(inside, "acme")
    return replace(window, accounts=window.accounts.assign(organisation_id=organisation))


@pytest.fixture(scope="module")
def window() -> Window:
    return planted()


@pytest.fixture(scope="module")
def found(window: Window) -> Twins:
    return twins_of(window)


def own_share(twins: Twins) -> pd.Series:
    """Share of each account's twins whose name begins as its own does."""
    edges = twins.edges()
    same = edges["account_id"].str[0] == edges["twin_id"].str[0]
    return same.groupby(edges["account_id"]).mean()


# Literal cases


def test_a_planted_group_finds_its_own(found: Twins) -> None:
    share = own_share(found)
    members = share[share.index.str[0].isin(["g", "h"])]
    assert members.mean() > 0.9
    assert members.min() >= 0.5


def test_members_of_a_group_are_nearer_than_the_crowd(found: Twins) -> None:
    group = found.columns.index.str[0].isin(["g", "h"])
    for column in ("cosine", "best", "mutual", "wrapper", "content"):
        inside, outside = found.columns.loc[group, column], found.columns.loc[~group, column]
        assert inside.median() > outside.median(), column


@pytest.mark.parametrize("part", ["habits", "subjects", "wrappers"])
def test_two_of_the_three_likenesses_are_enough(part: str, window: Window) -> None:
    """A group that hides its habits, its subjects or its wrappers is found by the other two."""
    names = window.base.index
    group = names.str[0].isin(["g", "h"])
    if part == "habits":
        plain = planted(seed=99).base[~group].sample(len(names), replace=True, random_state=0)
        hidden = replace(window, base=plain.set_axis(names))
    elif part == "subjects":
        mixed = np.random.default_rng(0).permutation(len(names))
        sums = window.sums
        hidden = replace(window, sums=replace(sums, kernel=sums.kernel[mixed], n=sums.n[mixed]))
    else:
        own = window.links.assign(key=window.links["account_id"] + window.links["key"])
        hidden = replace(window, links=own)
    share = own_share(twins_of(hidden))
    assert share[share.index.str[0].isin(["g", "h"])].mean() > 0.5


def test_nearest_come_first_and_nobody_is_its_own_twin(found: Twins) -> None:
    assert found.nearest.shape == (len(found.accounts), NEAREST)
    assert (np.diff(found.cosine, axis=1) <= 1e-12).all()
    assert (found.nearest != np.arange(len(found.accounts))[:, None]).all()
    assert all(len(set(row)) == NEAREST for row in found.nearest.tolist())
    assert found.accounts.tolist() == sorted(found.accounts)


def test_the_nearest_are_those_of_a_plain_search(window: Window, found: Twins) -> None:
    """Mean of three cosines, pair by pair."""
    ranked = ranks(window.base)
    reference = content.population(window.sums).kernel
    kernel = dict(zip(window.sums.accounts, window.sums.kernel_mean() - reference, strict=True))
    wrappers = wrapper_vectors(window.links, pd.Index(found.accounts)).toarray()

    def cosine(x: np.ndarray, y: np.ndarray) -> float:
        norm = float(np.linalg.norm(x) * np.linalg.norm(y))
        return float(x @ y) / norm if norm else 0.0

    for i in range(0, len(found.accounts), 29):
        likeness = [
            (
                cosine(ranked.loc[found.accounts[i]].to_numpy(), ranked.loc[other].to_numpy())
                + cosine(kernel[found.accounts[i]], kernel[other])
                + cosine(wrappers[i], wrappers[j])
            )
            / 3
            for j, other in enumerate(found.accounts)
        ]
        likeness[i] = -np.inf
        expected = sorted(likeness, reverse=True)[:NEAREST]
        np.testing.assert_allclose(found.cosine[i], expected, atol=1e-5)
        np.testing.assert_allclose(np.array(likeness)[found.nearest[i]], expected, atol=1e-5)


def test_columns_are_means_over_the_twins(window: Window, found: Twins) -> None:
    columns = found.columns
    assert columns.columns.tolist() == list(COLUMNS)
    np.testing.assert_allclose(columns["cosine"], found.cosine.mean(axis=1))
    np.testing.assert_allclose(columns["best"], found.cosine[:, 0])
    created = window.accounts.set_index("account_id")["created_at"]
    for i in range(0, len(found.accounts), 37):
        me, others = found.accounts[i], found.accounts[found.nearest[i]]
        gaps = [abs((created[me] - created[o]).total_seconds()) / 86_400 for o in others]
        assert columns["signup_gap"].iloc[i] == pytest.approx(np.median(gaps))
        back = [i in found.nearest[j] for j in found.nearest[i]]
        assert columns["mutual"].iloc[i] == pytest.approx(np.mean(back))


def test_columns_stay_in_range(found: Twins) -> None:
    columns = found.columns
    assert np.isfinite(columns.to_numpy()).all()
    for name in ("cosine", "best", "wrapper", "content"):
        assert columns[name].between(-1 - 1e-6, 1 + 1e-6).all(), name
    for name in ("mutual", "same_organisation", "tied"):
        assert columns[name].between(0, 1).all(), name
    assert (columns["signup_gap"] >= 0).all()


def test_accounts_of_few_exchanges_have_no_twins(window: Window) -> None:
    base = window.base.copy()
    base.loc["g00", "exchanges_28d"] = LEAST_EXCHANGES - 1
    found = twins_of(replace(window, base=base))
    assert "g00" not in found.accounts
    assert "g00" not in found.edges()["twin_id"].to_numpy()
    assert len(found.accounts) == len(base) - 1


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_active_accounts_have_no_twins(count: int, window: Window) -> None:
    base = window.base.iloc[:3].copy()
    base["exchanges_28d"] = [9.0] * count + [1.0] * (3 - count)
    found = twins_of(replace(window, base=base))
    assert len(found.accounts) == len(found.edges()) == len(found.columns) == 0
    assert found.columns.reset_index().columns.tolist() == ["account_id", *COLUMNS]


def test_a_log_without_prompts_links_or_accounts_has_twins_by_habits(window: Window) -> None:
    bare = replace(
        window,
        links=links_of([]),
        sums=merge([]),
        accounts=window.accounts.iloc[:0],
    )
    found = twins_of(bare)
    share = own_share(found)
    assert share[share.index.str[0].isin(["g", "h"])].mean() > 0.5
    assert found.columns[["wrapper", "content", "signup_gap"]].isna().all().all()
    assert not found.tied.any()


def test_an_account_without_prompts_is_like_nobody_in_them(window: Window) -> None:
    """NULL where there is no prompt, 0 where there is one that resembles nobody's."""
    links = window.links[window.links["account_id"] != "g00"]
    own = [link("c000", kind, f"own {kind}") for kind in ("opening", "closing")]
    links = pd.concat([links[links["account_id"] != "c000"], links_of(own)])
    sums = window.sums
    keep = sums.accounts != "g00"
    kept = Sums(**{name: getattr(sums, name)[keep] for name in sums.__dataclass_fields__})
    found = twins_of(replace(window, links=links, sums=kept)).columns
    assert found.loc["g00", ["wrapper", "content"]].isna().all()
    assert found.loc["c000", "wrapper"] == 0
    assert found.drop("g00")[["wrapper", "content"]].notna().all().all()


def test_smoothing_is_the_mean_over_self_and_twins(found: Twins) -> None:
    values = np.random.default_rng(0).normal(size=(len(found.accounts), 3))
    smooth = found.smooth(values)
    for i in (0, 5, 99):
        expected = np.vstack([values[i], values[found.nearest[i]]]).mean(axis=0)
        np.testing.assert_allclose(smooth[i], expected)


# Ties


def tied_inside(twins: Twins, members: list[str]) -> int:
    """Tied twin pairs of members with each other."""
    edges = twins.edges()
    inside = edges["account_id"].isin(members) & edges["twin_id"].isin(members)
    assert not edges.loc[~inside, "tied"].any()
    return int(edges.loc[inside, "tied"].sum())


MEMBERS = [f"g{i:02}" for i in range(4)]


@pytest.mark.parametrize("kind", ["card", "exit", "signup_exit", "api_key"])
def test_a_rare_trace_ties_twins(kind: str, window: Window) -> None:
    found = twins_of(with_links(window, [link(m, kind, "one") for m in MEMBERS]))
    assert tied_inside(found, MEMBERS) > 0
    assert (found.columns.loc[MEMBERS, "tied"] > 0).all()
    assert not twins_of(window).tied.any()


def test_a_tie_changes_no_likeness(window: Window, found: Twins) -> None:
    """Twins are found without any trace, so that a tie is independent evidence."""
    tied = twins_of(with_links(window, [link(m, "card", "one") for m in MEMBERS]))
    np.testing.assert_array_equal(tied.nearest, found.nearest)
    np.testing.assert_array_equal(tied.cosine, found.cosine)


def test_a_tie_inside_an_organisation_is_none(window: Window) -> None:
    shared = with_links(window, [link(m, "card", "one") for m in MEMBERS])
    found = twins_of(with_organisation(shared, MEMBERS))
    assert tied_inside(found, MEMBERS) == 0
    assert found.columns.loc[MEMBERS, "same_organisation"].max() > 0
    half = twins_of(with_organisation(shared, MEMBERS[:2]))
    assert tied_inside(half, MEMBERS) > 0


def test_traces_of_two_kinds_with_one_key_are_two_traces(window: Window) -> None:
    found = twins_of(with_links(window, [link("g00", "exit", "k"), link("g01", "card", "k")]))
    assert not found.tied.any()


def test_a_trace_that_is_no_tie_ties_nobody(window: Window) -> None:
    for kind in ("country", "language", "issuer", "domain", "signup_hour", "model"):
        rows = [link(m, kind, "one") for m in MEMBERS]
        assert not twins_of(with_links(window, rows)).tied.any(), kind


def test_a_popular_key_ties_nobody(window: Window) -> None:
    crowd = [f"c{i:03}" for i in range(TIE_DEGREE + 1 - len(MEMBERS))]
    rows = [link(m, "exit", "nat") for m in [*MEMBERS, *crowd]]
    assert not twins_of(with_links(window, rows)).tied.any()
    assert twins_of(with_links(window, rows[:-1])).tied.any()


def test_a_key_is_popular_by_all_its_holders_not_only_by_the_active(window: Window) -> None:
    """A carrier's address does not become rare because most of its customers are quiet."""
    quiet = [f"quiet{i}" for i in range(TIE_DEGREE)]
    rows = [link(m, "exit", "nat") for m in [*MEMBERS[:2], *quiet]]
    assert not twins_of(with_links(window, rows)).tied.any()


def test_rare_ties_are_those_of_two_to_ten() -> None:
    accounts = pd.Index([f"a{i:02}" for i in range(20)])
    rows = [link(a, "exit", f"k{size}") for size in (1, 2, 10, 11) for a in accounts[:size]]
    shared = np.asarray(rare_ties(links_of(rows), accounts).sum(axis=0)).ravel()
    assert sorted(shared) == [2, 10]


def test_incidence_holds_log_counts_of_shared_keys() -> None:
    accounts = pd.Index(["a", "b", "c"])
    rows = [link("a", "x", "k", 3), link("b", "x", "k", 1), link("c", "x", "own", 9),
            link("stranger", "x", "own", 9)]  # fmt: skip
    found = incidence(links_of(rows), accounts, 2, 10).toarray()
    np.testing.assert_allclose(found, np.log1p([[3], [1], [0]]))


def test_wrappers_of_a_crowd_or_of_two_are_no_likeness() -> None:
    accounts = pd.Index([f"a{i:02}" for i in range(40)])
    rows = [link(a, "opening", "everybody") for a in accounts]
    rows += [link(a, "opening", "three") for a in accounts[:3]]
    rows += [link(a, "opening", "two") for a in accounts[3:5]]
    rows += [link(a, "template", "no wrapper") for a in accounts[5:9]]
    found = wrapper_vectors(links_of(rows), accounts).toarray()
    assert found.shape[1] == 1
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), [1] * 3 + [0] * 37)


# Laws


@settings(max_examples=3, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000))
def test_the_order_of_accounts_and_links_changes_nothing(seed: int) -> None:
    window = with_links(planted(crowd=60), [link(m, "card", "one") for m in MEMBERS])
    plain = twins_of(window)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(window.sums.accounts))
    sums = window.sums
    arrays = {name: getattr(sums, name)[order] for name in sums.__dataclass_fields__}
    mixed = twins_of(
        replace(
            window,
            base=window.base.sample(frac=1, random_state=seed),
            links=window.links.sample(frac=1, random_state=seed),
            accounts=window.accounts.sample(frac=1, random_state=seed),
            sums=Sums(**arrays),
        )
    )
    assert mixed.accounts.tolist() == plain.accounts.tolist()
    np.testing.assert_array_equal(mixed.nearest, plain.nearest)
    np.testing.assert_array_equal(mixed.tied, plain.tied)
    # Means over the population are added up in another order.
    np.testing.assert_allclose(mixed.cosine, plain.cosine, atol=1e-6)
    pd.testing.assert_frame_equal(mixed.columns, plain.columns, rtol=1e-6, atol=1e-6)


def test_the_same_window_gives_the_same_bytes(window: Window, found: Twins) -> None:
    again = twins_of(planted())
    np.testing.assert_array_equal(again.cosine, found.cosine)
    pd.testing.assert_frame_equal(again.edges(), found.edges(), check_exact=True)
