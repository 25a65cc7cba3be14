"""Laws that every feature keeps, on random logs through the real jobs, against a naive oracle."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from features import sql
from features.catalogue import FEATURES
from features.daily import run_day
from features.declare import PAST, Feature
from features.warehouse import Partition
from tests import worlds
from tests.oracle import ORACLE, Log, value_of
from tests.worlds import AS_OF, NOW, World

# An example takes a second: a failure is reported as it was found, not made smaller for minutes.
FOUND_AS_IS = (Phase.explicit, Phase.generate)

# Of the twin graph, there is no plain oracle: tests/test_features_twins.py plants groups instead.
PLAIN = [feature for feature in FEATURES if not sql.of_graphs(feature)]
# Sums and means of integers in floating point, whatever the order.
RELATIVE = 1e-9

COLUMNS = [
    (feature, days, column)
    for feature in PLAIN
    for days, column in zip(feature.windows or (28,), feature.columns, strict=True)
]


def differs(found: float, value: float | None, tolerance: float) -> bool:
    """Whether a value of the tiles (NaN for NULL) is not what the oracle says."""
    if value is None or math.isnan(found):
        return value is not None or not math.isnan(found)
    return abs(found - value) > max(tolerance, RELATIVE * max(1.0, abs(value)))


def assert_same_rows(left: pd.DataFrame, right: pd.DataFrame) -> None:
    """The same accounts and, to the bit, the same values."""
    pd.testing.assert_frame_equal(left, right, check_exact=True)


# Literal cases


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_a_feature_is_documented_in_full(feature: Feature) -> None:
    for text in (feature.what, feature.why, feature.null, feature.evasion_why):
        assert text.strip() == text
        assert len(text.split()) >= 2
        assert text.endswith((".", "!"))
        assert text[0].isupper() or text[0].isdigit() or feature.what.startswith("log2")
    assert feature.unit
    read = feature.sentence.format(value="0.5", cohort="0.1")
    assert "0.5" in read
    assert "0.1" in read
    assert "{" not in read
    assert "nan" not in read.lower().split()
    if feature.low is not None and feature.high is not None:
        assert feature.low < feature.high


def test_every_plain_feature_has_an_oracle() -> None:
    assert set(ORACLE) == {feature.name for feature in PLAIN}


def test_a_log_of_one_exchange(tmp_path: Path) -> None:
    """What is known of a single exchange, and NULL for all that needs two."""
    noon = worlds.moment(AS_OF, 12 * 3600)
    world = World([worlds.exchange(1, "a", noon, ip="x", turn=1)], [worlds.account("a")])
    base = worlds.measure(world, tmp_path).base
    assert list(base.index) == ["a"]
    row = base.loc["a"]
    known = {
        "exchanges_1d": 1, "exchanges_28d": 1, "active_days_7d": 1, "heaviest_day_share_28d": 1,
        "output_per_exchange_7d": 100, "output_over_input_28d": 10, "hour_entropy_28d": 0,
        "hour_concentration_28d": 1, "day_span_28d": 0, "week_over_month": 4,
        "output_spread_28d": 0, "followup_share_28d": 0, "exit_shared_28d": 0, "silent_since": 0.5,
        "pays": 0, "models_used_28d": 1, "exits_per_active_day_28d": 1, "weekend_share_28d": 0,
    }  # fmt: skip
    assert {name: row[name] for name in known} == known
    unknown = [
        "gap_mean_28d", "gap_spread_28d", "gap_top_bin_28d", "overlap_share_28d",
        "model_change_share_28d", "exit_change_share_28d", "thinking_share_28d", "drift",
        "fast_followup_share_28d", "exchanges_per_session_28d", "prompt_length_28d",
        "prompt_spread_28d", "mean_cosine_7d", "refused_share_28d", "tools_share_28d",
        "card_accounts", "signup_peers", "card_peers_apart", "countries_disagree",
    ]  # fmt: skip
    assert [name for name in unknown if not math.isnan(row[name])] == []


def test_a_silent_account_is_null_but_for_its_age_and_its_silence(tmp_path: Path) -> None:
    """greatest() and least() skip NULL: an unguarded one says 0 or 1 of a silent account."""
    noon = worlds.moment(AS_OF, 12 * 3600)
    world = World([worlds.exchange(1, "a", noon)], [worlds.account("a"), worlds.account("silent")])
    row = worlds.measure(world, tmp_path).base.loc["silent"].dropna()
    assert row.to_dict() == {
        "exchanges_1d": 0, "exchanges_7d": 0, "exchanges_28d": 0, "active_days_7d": 0,
        "active_days_28d": 0, "age": 60 + 14 / 24, "pays": 0, "in_organisation": 0,
        "signup_hour_accounts": 2, "in_programme": 0, "signup_burst": 0, "active_days_change": 0,
        "exchanges_change": 0,
    }  # fmt: skip


def test_a_trace_ties_up_to_its_cap_and_then_nobody(tmp_path: Path) -> None:
    noon = worlds.moment(AS_OF, 12 * 3600)
    rows = [worlds.exchange(i, f"a{i:02}", noon, ip="few") for i in range(10)]
    rows += [worlds.exchange(20 + i, f"b{i:02}", noon, ip="many") for i in range(11)]
    rows += [worlds.exchange(99, "own", noon, ip="own")]
    base = worlds.measure(World(rows, [worlds.account("a00")]), tmp_path).base
    shared = base["exit_shared_28d"].groupby(base.index.str[0]).agg(["min", "max"])
    assert shared.loc["a"].tolist() == [1.0, 1.0]
    assert base.loc["b00", "exit_shared_28d"] == 0.0
    assert base.loc["own", "exit_shared_28d"] == 0.0


def test_a_card_ties_strangers_of_other_countries_only(tmp_path: Path) -> None:
    """An organisation that is not known is no common one; a country that is not known is none."""

    def holder(name: str, country: str | None, organisation: str | None) -> worlds.Row:
        return worlds.account(
            name, payment_id="card", country=country, organisation_id=organisation
        )

    accounts = [
        holder("a", "DE", None), holder("b", "FR", None), holder("c", "FR", "o1"),
        holder("d", "US", "o1"), holder("e", None, "o2"), worlds.account("z", country="US"),
    ]  # fmt: skip
    row = worlds.exchange(1, "a", worlds.moment(AS_OF))
    base = worlds.measure(World([row], accounts), tmp_path).base
    apart = base["card_peers_apart"]
    assert apart.drop("z").to_dict() == {"a": 3, "b": 2, "c": 1, "d": 2, "e": 0}
    assert math.isnan(apart["z"])
    assert base["card_accounts"].drop("z").tolist() == [5] * 5


def test_a_constant_length_has_no_spread(tmp_path: Path) -> None:
    """Squares of rounded logarithms, so that rounding makes no spread where there is none."""
    rows = [
        worlds.exchange(i, "a", worlds.moment(AS_OF, 37 * i), input_tokens=777, prompt="abc " * 9)
        for i in range(50)
    ]
    row = worlds.measure(World(rows, [worlds.account("a")]), tmp_path).base.loc["a"]
    for name in ("input_spread_28d", "prompt_spread_28d", "gap_spread_28d"):
        assert row[name] < 1e-5, name


def test_the_greatest_token_count_of_the_contract_stops_nothing(tmp_path: Path) -> None:
    most = 2**31 - 1
    row = worlds.exchange(1, "a", worlds.moment(AS_OF), input_tokens=most, output_tokens=most)
    base = worlds.measure(World([row], [worlds.account("a")]), tmp_path).base
    assert base.loc["a", "input_per_exchange_28d"] == most


def test_silence_is_known_of_an_account_that_the_accounts_table_lacks(tmp_path: Path) -> None:
    world = World([worlds.exchange(1, "x", worlds.moment(AS_OF, 43_200))], [worlds.account("a")])
    row = worlds.measure(world, tmp_path).base.loc["x"]
    assert row["silent_since"] == 0.5
    assert row[["age", "pays", "in_organisation", "signup_hour_accounts"]].isna().all()


# Laws


@settings(max_examples=8, deadline=None, derandomize=True, phases=FOUND_AS_IS)
@given(world=worlds.worlds())
@example(world=worlds.random_world(1, n_accounts=14, n_exchanges=160, blanks=0.3))
@example(world=worlds.random_world(929, n_accounts=3, n_exchanges=119, blanks=0.3))
def test_tiles_merged_over_days_equal_the_oracle_and_stay_in_range(world: World) -> None:
    """Every column of every account: the oracle's value, NULL where it says so, in [low, high]."""
    with worlds.folder() as root:
        base = worlds.measure(world, root).base
    log = Log(world, AS_OF, worlds.space())
    assert list(base.index) == log.spine()
    wrong = []
    for feature, days, column in COLUMNS:
        for account_id, found in base[column].items():
            value, tolerance = value_of(log, feature.name, str(account_id), days)
            if differs(found, value, tolerance):
                wrong.append(f"{column} of {account_id}: expected {value}, found {found}")
        low = -math.inf if feature.low is None else feature.low
        high = math.inf if feature.high is None else feature.high
        known = base[column].dropna()
        if not (np.isfinite(known).all() and known.between(low, high).all()):
            wrong.append(f"{column}: expected [{low}, {high}], found {known.tolist()}")
    for feature in PLAIN:
        for column in feature.change:
            for account_id, found in base[column].items():
                value, tolerance = change_of(log, feature, str(account_id))
                if differs(found, value, tolerance):
                    wrong.append(f"{column} of {account_id}: expected {value}, found {found}")
    assert not wrong, "\n".join(wrong[:20])


def change_of(log: Log, feature: Feature, account_id: str) -> tuple[float | None, float]:
    """(week - past) / (|week| + |past|) of the oracle's values, and how far it may be off."""
    week, past = (value_of(log, feature.name, account_id, days) for days in (7, PAST))
    if week.value is None or past.value is None:
        return None, 0.0
    now, then = week.value, past.value
    if feature.per_day:
        now, then = now / 7, then / PAST
    size, error = abs(now) + abs(then), week.tolerance + past.tolerance
    if size <= max(error, 1e-9):
        # Nothing but rounding on both sides: any ratio may come of it, and it stays in [-1, 1].
        return 0.0, 1.0
    return (now - then) / size, 2 * error / (size - error) if size > error else 1.0


@settings(max_examples=3, deadline=None, derandomize=True, phases=FOUND_AS_IS)
@given(world=worlds.worlds(60), later=worlds.worlds(60), seed=st.integers(0, 100))
def test_nothing_after_as_of_changes_a_row(world: World, later: World, seed: int) -> None:
    """Point in time: exchanges, sign-ups, closings and changes of mind that come after AS_OF, and
    decisions of any time, change no value and no account."""
    end = worlds.moment(AS_OF + timedelta(days=1))
    future = [
        row | {"exchange_id": f"late-{i}", "occurred_at": row["occurred_at"] + timedelta(days=29)}
        for i, row in enumerate(later.exchanges)
    ]
    newcomers = [
        row | {"account_id": f"new-{i}", "created_at": end + timedelta(seconds=i)}
        for i, row in enumerate(later.accounts)
    ]
    closing = [
        row | {"closed_at": end + timedelta(days=1)} if row["closed_at"] is None else row
        for row in world.accounts
    ]
    verdicts = ("distillation", "benign", "other_abuse", "unsure")
    decisions = [
        {
            "decision_id": f"d{i}",
            "account_id": row["account_id"],
            "decided_at": row["created_at"] + timedelta(days=i),
            "decision": verdicts[(seed + i) % 4],
            "source": "review",
        }
        for i, row in enumerate(world.accounts)
    ]
    known_then = replace(
        world, exchanges=[row for row in world.exchanges if row["occurred_at"] < end]
    )
    known_now = World(
        [
            *known_then.exchanges,
            *(row for row in future if end <= row["occurred_at"] < end + timedelta(days=2)),
        ],
        [*closing, *newcomers],
        decisions,
    )
    with worlds.folder() as root:
        then = worlds.measure(known_then, root / "then")
        now = worlds.measure(known_now, root / "now")
    assert_same_rows(then.base, now.base)
    assert_same_rows(then.links, now.links)
    assert_same_rows(then.worded, now.worded)
    assert then.sums.kernel.tolist() == now.sums.kernel.tolist()


@settings(max_examples=3, deadline=None, derandomize=True, phases=FOUND_AS_IS)
@given(world=worlds.worlds(80), seed=st.integers(0, 1000), files=st.sampled_from([2, 3]))
def test_row_order_and_file_split_change_nothing(world: World, seed: int, files: int) -> None:
    with worlds.folder() as root:
        plain = worlds.measure(world, root / "plain")
        mixed = worlds.measure(world, root / "mixed", seed=seed, files=files)
        for day in world.days():
            if day <= AS_OF and day > AS_OF - timedelta(days=28):
                assert _digests(root / "plain", day) == _digests(root / "mixed", day), day
    assert_same_rows(plain.base, mixed.base)


def _digests(root: Path, day: object) -> dict[str, str]:
    folder = root / "warehouse" / "daily" / f"date={day}"
    files = sorted(folder.glob("*/*.parquet"))
    assert [file.stem for file in files] == ["content", "links", "quantities"]
    return {file.stem: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@settings(max_examples=3, deadline=None, derandomize=True, phases=FOUND_AS_IS)
@given(seed=st.integers(0, 1000))
def test_the_same_log_gives_the_same_bytes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    names = [f"a{i}" for i in range(40)]
    rows = worlds.random_exchanges(rng, names, 400, blanks=0.2, offsets=(0,))
    world = World(rows, [worlds.account(name) for name in names])
    with worlds.folder() as root:
        logs = worlds.write_log(root / "logs", world)
        tiles: list[Partition] = [
            run_day(logs, root / side, AS_OF, worlds.embedding(), now=NOW).tile
            for side in ("one", "two")
        ]
        assert tiles[0].digest == tiles[1].digest
        manifests = [(tile.folder / "manifest.json").read_bytes() for tile in tiles]
        assert manifests[0] == manifests[1]


# A column that a provider does not export: what needs it is NULL, never wrong. The others here are
# values that the contract itself gives to NULL, or that fall back on another column.
TOLD_BY_NULL = {
    ("max_output_tokens", "limit_set_share_28d"): "NULL is a limit left at the default",
    ("temperature", "temperature_set_share_28d"): "NULL is a temperature left at the default",
    ("programme", "in_programme"): "NULL is an account of no programme",
    ("email_domain", "signup_burst"): "accounts of no domain are alike in that",
    ("payment_issuer", "signup_burst"): "accounts of no issuer are alike in that",
    ("payment_id", "pays"): "1 where an instrument is known, 0 where none is",
    ("organisation_id", "in_organisation"): "NULL is an account of no organisation",
    ("organisation_id", "card_peers_apart"): "without organisations nobody is a colleague",
    ("turn", "session_cosine_28d"): "sessions without an id are told by their first turn",
    ("session_id", "session_cosine_28d"): "sessions without an id are told by their first turn",
    ("turn", "session_cosine_change"): "sessions without an id are told by their first turn",
    ("session_id", "session_cosine_change"): "sessions without an id are told by their first turn",
}  # fmt: skip
OPTIONAL = [
    column.name
    for declared in (worlds.EXCHANGES, worlds.ACCOUNTS)
    for column in declared.columns
    if not column.required and column.name != "closed_at"
]


@pytest.fixture(scope="module")
def full_world() -> World:
    """A log of few days in which every optional column has values."""
    rng = np.random.default_rng(5)
    names = [f"a{i}" for i in range(6)]
    return World(
        worlds.random_exchanges(rng, names, 90, blanks=0.2, offsets=(0, 9)),
        [row | {"closed_at": None} for row in worlds.random_accounts(rng, names, blanks=0.2)],
    )


@pytest.fixture(scope="module")
def full_rows(full_world: World, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return worlds.measure(full_world, tmp_path_factory.mktemp("full")).base


@pytest.mark.parametrize("missing", OPTIONAL)
def test_a_missing_column_leaves_null_and_never_a_wrong_value(
    missing: str, full_world: World, full_rows: pd.DataFrame, tmp_path: Path
) -> None:
    """The contract: other columns may be missing as a whole: what needs them is then NULL."""
    without = worlds.measure(full_world.without(missing), tmp_path).base
    assert list(without.index) == list(full_rows.index)
    wrong = [
        column
        for column in full_rows
        if (missing, column) not in TOLD_BY_NULL
        and not (without[column].isna() | (without[column] == full_rows[column])).all()
    ]
    assert wrong == []
