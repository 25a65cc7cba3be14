"""Twins: planted groups find their own, and ties count only where they surprise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.catalogue import FEATURES
from features.content import Sums, merge, sum_rows
from features.crowd import crowd
from features.mix import SLOTS as SLOTS_A_DAY
from features.ranks import HABITS, ranks
from features.ties import synchrony
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
from features.windows import WORDED, Window
from tests.worlds import AS_OF, directions, space

N_GROUP = 12
SLOTS = 28 * SLOTS_A_DAY


def link(account_id: str, kind: str, key: str, n: int = 5) -> dict[str, object]:
    return {"account_id": account_id, "kind": kind, "key": key, "n": n}


def links_of(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["account_id", "kind", "key", "n"])
    return frame.astype({"account_id": "str", "kind": "str", "key": "str", "n": "int64"})


def planted(seed: int = 0, people: int = 150, wrappers: int = 60) -> Window:
    """A crowd of accounts with habits, subjects and wrappers of their own, and two groups (`g`,
    `h`) of twelve with a bent in all three and one schedule; nobody shares a trace.

    wrappers : from so many the crowd draws.
    """
    rng = np.random.default_rng(seed)
    names = [f"c{i:03}" for i in range(people)]
    names = sorted(names + [f"{group}{i:02}" for group in "gh" for i in range(N_GROUP)])
    columns = [column for feature in FEATURES for column in (*feature.columns, *feature.change)]
    base = pd.DataFrame(rng.normal(size=(len(names), len(columns))), names, columns)
    base["model_adoption"] = base["model_adoption"].abs()
    base["exchanges_28d"] = rng.integers(LEAST_EXCHANGES, 60, len(names)).astype(float)
    base[["web_share_28d", "ide_share_28d"]] = 0.0
    activity = rng.random((len(names), SLOTS)) < 0.3
    schedules = dict(zip("gh", rng.random((2, SLOTS)) < 0.5, strict=True))
    habits = np.random.default_rng(7).permutation(HABITS)
    bents = {"g": (habits[: len(habits) // 2], 2.0), "h": (habits[-40:], -2.0)}
    owners, vectors, rows = [], [], []
    for number, name in enumerate(names):
        bent = directions(100 + number % 40, 1)[0]
        if name[0] in bents:
            some, by = bents[name[0]]
            base.loc[name, some] += by
            bent = directions(1 if name[0] == "g" else 2, 1)[0]
            activity[number] = schedules[name[0]]
        for i in range(8):
            owners.append(name)
            vectors.append(bent + 0.25 * rng.normal(size=len(bent)))
            key = f"{name[0]}-{i % 2}" if name[0] in bents else f"w{rng.integers(wrappers)}"
            rows += [link(name, "opening", key), link(name, "closing", f"end-{key}")]
            rows.append(link(name, ("template", "frame")[i % 2], f"t{i % 2}-{rng.integers(40)}"))
    base["exchanges_28d"] = base["exchanges_28d"].abs().clip(lower=LEAST_EXCHANGES)
    base[["web_share_28d", "ide_share_28d"]] = 0.0
    base.index.name = "account_id"
    sums = sum_rows(
        np.array(owners, object),
        np.zeros(len(owners), bool),
        space().project(np.array(vectors, np.float32)),
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
    return Window(AS_OF, base, links_of([]), merged, accounts, sums, activity)


def habits_of(window: Window) -> pd.DataFrame:
    return ranks(window.base)[[f"{column}_rank" for column in HABITS]]


def twins_of(window: Window) -> Twins:
    return find_twins(window, habits_of(window))


def with_links(window: Window, rows: list[dict[str, object]]) -> Window:
    links = links_of(rows)
    worded = links["kind"].isin(WORDED)
    return replace(
        window,
        links=pd.concat([window.links, links[~worded]], ignore_index=True),
        worded=pd.concat([window.worded, links[worded]], ignore_index=True),
    )


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
    for column in ("cosine", "best", "mutual", "wrapper", "content", "on_off", "complement"):
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
        own = window.worded.assign(key=window.worded["account_id"] + window.worded["key"])
        hidden = replace(window, worded=own)
    share = own_share(twins_of(hidden))
    assert share[share.index.str[0].isin(["g", "h"])].mean() > 0.5


def test_twins_are_ten_others(found: Twins) -> None:
    assert found.nearest.shape == (len(found.accounts), NEAREST)
    assert (found.nearest != np.arange(len(found.accounts))[:, None]).all()
    assert all(len(set(row)) == NEAREST for row in found.nearest.tolist())
    assert found.accounts.tolist() == sorted(found.accounts)


def test_columns_are_means_over_the_twins(window: Window, found: Twins) -> None:
    columns = found.columns
    assert columns.columns.tolist() == list(COLUMNS)
    np.testing.assert_allclose(columns["cosine"], found.cosine.mean(axis=1))
    np.testing.assert_allclose(columns["best"], found.cosine.max(axis=1))
    created = window.accounts.set_index("account_id")["created_at"]
    for i in range(0, len(found.accounts), 37):
        me, others = found.accounts[i], found.accounts[found.nearest[i]]
        gaps = [abs((created[me] - created[o]).total_seconds()) / 86_400 for o in others]
        assert columns["signup_gap"].iloc[i] == pytest.approx(np.median(gaps))
        back = [i in found.nearest[j] for j in found.nearest[i]]
        assert columns["mutual"].iloc[i] == pytest.approx(np.mean(back))
        lead = window.base["model_adoption"]
        gaps = [abs(lead[me] - lead[other]) for other in others]
        assert columns["lead_gap"].iloc[i] == pytest.approx(np.median(gaps))
        on_off = [found.activity[i] @ found.activity[j] for j in found.nearest[i]]
        assert columns["on_off"].iloc[i] == pytest.approx(np.mean(on_off), abs=1e-5)


def test_columns_stay_in_range(found: Twins) -> None:
    columns = found.columns
    assert np.isfinite(columns.to_numpy()).all()
    for name in ("cosine", "best", "wrapper", "content", "on_off", "complement"):
        assert columns[name].between(-1 - 1e-6, 1 + 1e-6).all(), name
    for name in ("mutual", "same_organisation", "tied"):
        assert columns[name].between(0, 1).all(), name
    assert (columns[["signup_gap", "lead_gap", "complement"]] >= 0).all().all()


def test_a_group_of_one_schedule_is_on_and_off_together(found: Twins) -> None:
    on_off = found.columns["on_off"]
    group = on_off.index.str[0].isin(["g", "h"])
    assert on_off[group].median() > 0.8
    assert on_off[~group].abs().median() < 0.1


def test_an_account_that_is_always_on_has_no_on_and_off(window: Window) -> None:
    activity = window.activity.copy()
    activity[window.base.index == "g00"] = True
    found = twins_of(replace(window, activity=activity)).columns["on_off"]
    assert found.index[found.isna()].tolist() == ["g00"]


def test_complement_is_likeness_of_subjects_without_common_prompts(window: Window) -> None:
    """Twins that share all their masked prompts do not complement each other; those that share
    none do by as much as their subjects are alike."""
    rest = window.worded[~window.worded["kind"].isin(["template", "frame"])]
    group = [name for name in window.base.index if name[0] == "g"]
    plain = twins_of(replace(window, worded=rest)).columns
    assert plain.loc[group, "complement"].median() > 0.4
    np.testing.assert_allclose(plain.loc[group, "complement"], plain.loc[group, "content"])
    for kind in ("template", "frame"):
        rows = [link(name, kind, f"dealt-{i}", 1 + i) for name in group for i in range(3)]
        dealt = twins_of(with_links(replace(window, worded=rest), rows)).columns
        only = dealt.loc[group, "complement"][own_share(twins_of(window))[group] == 1]
        assert len(only) > 0
        np.testing.assert_allclose(only, 0, atol=1e-6)
        assert (dealt.loc[group, "content"] == plain.loc[group, "content"]).all()


def test_leads_of_twins_are_compared_and_unknown_ones_left_out(window: Window) -> None:
    base = window.base.assign(model_adoption=5.0)
    base.loc["g00", "model_adoption"] = np.nan
    gap = twins_of(replace(window, base=base)).columns["lead_gap"]
    assert np.isnan(gap["g00"])
    assert (gap.drop("g00") == 0).all()
    base["model_adoption"] = [float(i) for i in range(len(base))]
    found = twins_of(replace(window, base=base))
    for i in (0, 70, 160):
        expected = np.median(np.abs(found.nearest[i] - i))
        assert found.columns["lead_gap"].iloc[i] == expected


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
    found = twins_of(replace(window, base=base, activity=window.activity[:3]))
    assert len(found.accounts) == len(found.edges()) == len(found.columns) == 0
    assert found.columns.reset_index().columns.tolist() == ["account_id", *COLUMNS]
    assert len(found.dense) == len(found.activity) == 0


def test_a_log_without_prompts_links_or_accounts_has_twins_by_habits(window: Window) -> None:
    bare = replace(
        window,
        base=window.base.assign(opening_variety_28d=np.nan),
        worded=links_of([]),
        sums=merge([]),
        accounts=window.accounts.iloc[:0],
    )
    found = twins_of(bare)
    share = own_share(found)
    assert share[share.index.str[0].isin(["g", "h"])].mean() > 0.5
    nothing = ["wrapper", "content", "complement", "signup_gap"]
    assert found.columns[nothing].isna().all().all()
    assert not found.tied.any()


def test_an_account_without_prompts_is_like_nobody_in_them(window: Window) -> None:
    """NULL where there is no prompt, 0 where there is one that resembles nobody's."""
    # A link that nobody shares is not handed on: c000 opens its prompts as no one else does.
    worded = window.worded[~window.worded["account_id"].isin(["g00", "c000"])]
    base = window.base.copy()
    base.loc["g00", "opening_variety_28d"] = np.nan
    sums = window.sums
    keep = sums.accounts != "g00"
    kept = Sums(**{name: getattr(sums, name)[keep] for name in sums.__dataclass_fields__})
    found = twins_of(replace(window, base=base, worded=worded, sums=kept)).columns
    assert found.loc["g00", ["wrapper", "content", "complement"]].isna().all()
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
    others = [f"c{i:03}" for i in range(TIE_DEGREE + 1 - len(MEMBERS))]
    rows = [link(m, "exit", "nat") for m in [*MEMBERS, *others]]
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
    found = incidence(links_of(rows), accounts, ["x"], 2, 10).toarray()
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


# Oracles


def cosines(rows: np.ndarray) -> np.ndarray:
    """All pairs, a pair at a time; a zero row is like nobody."""
    out = np.zeros((len(rows), len(rows)))
    for i, x in enumerate(rows):
        for j, y in enumerate(rows):
            norm = float(np.linalg.norm(x) * np.linalg.norm(y))
            out[i, j] = float(x @ y) / norm if norm else 0.0
    return out


def by_hand(rows: dict[tuple[str, str], float], names: list[str]) -> np.ndarray:
    """Accounts x keys of a dictionary."""
    keys = sorted({key for _, key in rows})
    return np.array([[rows.get((name, key), 0.0) for key in keys] for name in names])


def plain_likeness(
    window: Window, names: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """How far all pairs stand above the usual, their mean cosines, and these of subjects and of
    masked prompts."""
    habits = habits_of(window).loc[names].to_numpy(float)
    sums = window.sums
    kernel = sums.kernel_mean().astype(float) - sums.kernel.sum(axis=0) / sums.n.sum() / 1e5
    subjects = kernel[[list(sums.accounts).index(name) for name in names]]
    counts: dict[str, dict[tuple[str, str], float]] = {"worded": {}, "masked": {}}
    for row in window.worded.itertuples():
        which = {"opening": "worded", "closing": "worded", "template": "masked",
                 "frame": "masked"}.get(row.kind)  # fmt: skip
        if which:
            counts[which][row.account_id, f"{row.kind}:{row.key}"] = np.log(1 + row.n)
    weighted = {}
    for (name, key), value in counts["worded"].items():
        degree = sum(other == key for _, other in counts["worded"])
        if 3 <= degree <= max(3, len(names) / 10):
            weighted[name, key] = value * np.log(len(names) / degree)
    shared = {
        (name, key): value
        for (name, key), value in counts["masked"].items()
        if sum(other == key for _, other in counts["masked"]) >= 2
    }
    content_part = cosines(subjects)
    kinds = [cosines(habits), content_part, cosines(by_hand(weighted, names))]
    summed = np.zeros((len(names), len(names)))
    for kind in kinds:
        spread = float(np.std([kind[i, j] for i in range(len(names)) for j in range(i)]))
        summed += kind / max(spread, 0.02) if spread > 0 else 0
    above = np.zeros_like(summed)
    for i in range(len(names)):
        own = [summed[i, j] for j in range(len(names)) if j != i]
        scores = (summed[i] - np.mean(own)) / np.std(own)
        above[i] += scores / 2
        above[:, i] += scores / 2
    return above, sum(kinds) / 3, content_part, cosines(by_hand(shared, names))


@settings(max_examples=4, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000), people=st.integers(3, 26))
def test_twins_are_those_of_a_plain_search_over_all_pairs(seed: int, people: int) -> None:
    """Up to 50 accounts everybody is a candidate, so that nothing may be missed."""
    window = planted(seed, people, wrappers=12)
    found = twins_of(window)
    above, cosine, subjects, masked = plain_likeness(window, found.accounts.tolist())
    for i in range(len(found.accounts)):
        own = above[i].copy()
        own[i] = -np.inf
        expected = np.sort(own)[::-1][:NEAREST]
        np.testing.assert_allclose(own[found.nearest[i]], expected, atol=1e-4)
        near = found.nearest[i]
        np.testing.assert_allclose(found.cosine[i], cosine[i, near], atol=1e-5)
        assert found.columns["content"].iloc[i] == pytest.approx(subjects[i, near].mean(), abs=1e-5)
        complement = np.mean([max(subjects[i, j], 0) * (1 - masked[i, j]) for j in near])
        assert found.columns["complement"].iloc[i] == pytest.approx(complement, abs=1e-5)


def test_among_thousands_hardly_one_of_the_ten_nearest_is_missed() -> None:
    window = planted(people=2_976, wrappers=1_500)
    found = twins_of(window)
    assert len(found.accounts) == 3_000
    wrappers = wrapper_vectors(window.worded, pd.Index(found.accounts))
    habits, subjects = np.split(found.dense, [len(HABITS)], axis=1)
    usual = crowd(habits, subjects, wrappers)
    kinds = (habits @ habits.T, subjects @ subjects.T, (wrappers @ wrappers.T).toarray())
    summed = sum(w * kind for w, kind in zip(usual.weights, kinds, strict=True))
    rows, columns = np.indices(summed.shape)
    above = usual.above(summed, rows, columns)
    np.fill_diagonal(above, -np.inf)
    tenth = np.partition(above, -NEAREST, axis=1)[:, -NEAREST]
    recall = (np.take_along_axis(above, found.nearest, 1) >= tenth[:, None] - 1e-6).mean(axis=1)
    # Strangers are nobody's, so any of many will do; a group's own are what may not be missed.
    assert recall.mean() >= 0.75
    assert recall[pd.Index(found.accounts).str[0].isin(["g", "h"])].mean() >= 0.97
    share = own_share(found)
    assert share[share.index.str[0].isin(["g", "h"])].mean() > 0.9


def test_activity_is_the_synchrony_of_those_that_have_twins(window: Window) -> None:
    base = window.base.copy()
    base.loc["c003", "exchanges_28d"] = 1.0
    found = twins_of(replace(window, base=base))
    rows = window.activity[window.base.index != "c003"]
    np.testing.assert_array_equal(found.activity, synchrony(rows))
    np.testing.assert_allclose(np.linalg.norm(found.dense, axis=1), np.sqrt(2), rtol=1e-5)


# Laws


@settings(max_examples=3, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000))
def test_the_order_of_accounts_and_links_changes_nothing(seed: int) -> None:
    window = with_links(planted(people=60), [link(m, "card", "one") for m in MEMBERS])
    plain = twins_of(window)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(window.sums.accounts))
    rows = rng.permutation(len(window.base))
    sums = window.sums
    arrays = {name: getattr(sums, name)[order] for name in sums.__dataclass_fields__}
    mixed = twins_of(
        replace(
            window,
            base=window.base.iloc[rows],
            activity=window.activity[rows],
            links=window.links.sample(frac=1, random_state=seed),
            worded=window.worded.sample(frac=1, random_state=seed),
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
