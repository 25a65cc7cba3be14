"""simulation.realism: literal cases of each section, then laws, then naive oracles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.realism import auc as aucs
from simulation.realism.columns import columns_of, table_of
from simulation.realism.documents import read_documents
from simulation.realism.duplicates import duplicates, near_to_another
from simulation.realism.hard_traces import no_hard_trace
from simulation.realism.linear import linear_recalls, strict_recall
from simulation.realism.log import Limits, Log, open_log
from simulation.realism.measured import Measured
from simulation.realism.minhash import NEAR, near, signatures
from simulation.realism.one_sided import OneSided, one_sided
from simulation.realism.pairs import ABROAD, COMMON_DOMAIN, Pairs, hold, pair_shares
from simulation.realism.report import make_report, to_json
from simulation.realism.single import DEMANDED, by_chance, mark_of, single_columns
from simulation.realism.traces import concentration, load_of

START = datetime(2026, 5, 1, 9, tzinfo=UTC)
EXCHANGE = {
    "session_id": None,
    "turn": None,
    "surface": "web",
    "model": "heron-2",
    "prompt": None,
    "system_prompt_hash": None,
    "tools_hash": None,
    "n_tools": 0,
    "language": "en",
    "input_tokens": 100,
    "output_tokens": 50,
    "thinking_tokens": 0,
    "max_output_tokens": None,
    "temperature": None,
    "streamed": True,
    "stop_reason": "end_turn",
    "status": 200,
    "latency_ms": 900,
    "api_key_id": None,
    "client_fingerprint": None,
    "user_agent_family": "browser",
    "ip": None,
    "ip_prefix": None,
    "asn": 64500,
    "network_type": "residential",
    "country": "DE",
}
ACCOUNT = {
    "plan": "pro",
    "organisation_id": None,
    "programme": None,
    "email_domain": None,
    "payment_id": None,
    "payment_issuer": None,
    "payment_country": None,
    "signup_ip": None,
    "signup_ip_prefix": None,
    "signup_fingerprint": None,
    "country": "DE",
}
WHOLE = ("turn", "n_tools", "thinking_tokens", "max_output_tokens", "latency_ms", "asn", "status")


class Rows:
    """A log in the making: accounts, their truth and their exchanges, with dull defaults."""

    def __init__(self) -> None:
        self.accounts: list[dict[str, object]] = []
        self.truth: list[dict[str, object]] = []
        self.exchanges: list[dict[str, object]] = []

    def account(self, name: str, campaign: str | None = None, **more: object) -> None:
        """An account of its own sign-up hour; `kind` and `tactic` go to the truth."""
        tactic = more.pop("tactic", "mimicry" if campaign else None)
        kind = more.pop("kind", "campaign" if campaign else "casual")
        created = START - timedelta(days=20, hours=len(self.accounts))
        self.truth.append(
            {"account_id": name, "kind": kind, "tactic": tactic, "campaign": campaign}
        )
        self.accounts.append({"account_id": name, "created_at": created, **ACCOUNT, **more})

    def exchange(self, name: str, after_s: float = 0.0, **more: object) -> None:
        """One exchange `after_s` seconds after 2026-05-01 09:00 UTC."""
        self.exchanges.append(
            {
                "exchange_id": f"ex-{len(self.exchanges)}",
                "account_id": name,
                "occurred_at": START + timedelta(seconds=after_s),
                **EXCHANGE,
                **more,
            }
        )

    def write(self, logs: Path, lines: bool = False) -> Path:
        for name, rows in (
            ("accounts", self.accounts),
            ("truth", self.truth),
            ("exchanges", self.exchanges),
        ):
            (logs / name).mkdir(parents=True, exist_ok=True)
            frame = pd.DataFrame(rows)
            for column in set(WHOLE) & set(frame):
                frame[column] = frame[column].astype("Int64")
            if lines:
                frame.to_json(
                    logs / name / "part-0.jsonl", orient="records", lines=True, date_format="iso",
                    date_unit="us", double_precision=15,
                )  # fmt: skip
            else:
                frame.to_parquet(logs / name / "part-0.parquet", index=False)
        return logs


@contextmanager
def opened(
    rows: Rows, tmp_path: Path, limits: Limits | None = None, seed: int = 0
) -> Iterator[Log]:
    with open_log(rows.write(tmp_path / "logs"), seed, limits) as log:
        yield log


def world(seed: int = 1, honest: int = 60, members: int = 24) -> Rows:
    """A small random log with all kinds of traces; campaigns k0-k2 of two tactics."""
    rng = np.random.default_rng(seed)
    rows = Rows()
    words = [f"word{k}" for k in range(400)]

    def draw(name: str, n: int, null: float = 0.3) -> str | None:
        return None if rng.random() < null else f"{name}{rng.integers(n)}"

    for k in range(honest + members):
        campaign = None if k < honest else f"k{k % 3}"
        name = f"a{k:03d}"
        rows.account(
            name,
            campaign,
            tactic=None if campaign is None else ("relay", "B")[k % 3 == 0],
            payment_id=draw("card", 25),
            country=("DE", "FR")[rng.integers(2)],
            organisation_id=draw("org", 4, 0.7),
            signup_ip=draw("sip", 20),
            email_domain=draw("mail", 15),
        )
        rows.accounts[-1]["created_at"] = START - timedelta(hours=int(rng.integers(1, 60)))
        for _ in range(int(rng.integers(1, 9))):
            rows.exchange(
                name,
                float(rng.integers(0, 3 * 86400)),
                prompt=" ".join(rng.choice(words, int(rng.integers(3, 30)))),
                ip=draw("ip", 30),
                ip_prefix=draw("pre", 12),
                client_fingerprint=draw("fp", 20),
                system_prompt_hash=draw("sys", 15),
                session_id=draw("s", 99),
                input_tokens=int(rng.integers(1, 900)),
                output_tokens=int(rng.integers(1, 900)),
                surface=("web", "api")[rng.integers(2)],
            )
    return rows


# --- one column -------------------------------------------------------------------------------


def test_auc_counts_ties_half_and_null_below_all() -> None:
    honest = np.array([1.0, 2.0, 2.0, np.nan])
    # 2 beats 1 and NULL and halves twice (3); NULL halves NULL (.5); 3 beats all (4): 7.5 of 12.
    assert aucs.auc(honest, np.array([2.0, np.nan, 3.0])) == pytest.approx(0.625)
    assert aucs.auc(honest, np.array([-9.0])) == pytest.approx(0.25)
    assert aucs.strength(0.2) == (0.8, "lower")
    assert aucs.strength(0.7) == (0.7, "higher")
    with pytest.raises(ValueError, match="expected two groups that are not empty, found 4 and 0"):
        aucs.auc(honest, np.array([]))


_VALUE = st.one_of(st.just(np.nan), st.integers(-3, 3).map(float))


@given(st.lists(_VALUE, min_size=1, max_size=12), st.lists(_VALUE, min_size=1, max_size=12))
def test_auc_equals_the_naive_count_over_all_pairs(honest: list[float], own: list[float]) -> None:
    def key(value: float) -> float:
        return -99.0 if np.isnan(value) else value

    won = sum((key(o) > key(h)) + (key(o) == key(h)) / 2 for o in own for h in honest)
    expected = won / (len(honest) * len(own))
    assert aucs.auc(np.array(honest), np.array(own)) == pytest.approx(expected)


def test_columns_of_hand_made_accounts(tmp_path: Path) -> None:
    rows = Rows()
    rows.account("a", country="FR", payment_id="p", payment_country="DE", signup_ip="i1")
    rows.account("k", "k0")
    rows.account("silent")
    for after, ip in ((0, "i1"), (5, "i2"), (65, None), (86400 * 2, "i2")):
        rows.exchange("a", after, ip=ip, session_id="s" if after < 60 else None, prompt="x" * 40)
    rows.exchange("k", surface="api", temperature=0.5, status=429)
    # n: half past five is night, half past six is not.
    rows.account("n")
    for after in (-3.5 * 3600, -2.5 * 3600):
        rows.exchange("n", after)
    with opened(rows, tmp_path) as log:
        table = table_of(log)
    assert table.account.tolist() == [0, 1, 2]
    assert table.honest.tolist() == [True, False, True]
    at = {column.name: k for k, column in enumerate(table.columns)}
    assert len(at) == len(table.columns)

    def value(name: str, row: int = 0) -> float:
        return float(table.values[row, at[name]])

    assert [value(n) for n in ("exchanges", "active_days", "exchanges_per_active_day")] == [4, 2, 2]
    assert value("gap_below_10s_share") == pytest.approx(1 / 3, abs=1e-8)
    assert (value("sessions"), value("turns_mean"), value("single_turn_share")) == (1, 2, 0)
    assert (value("null_session_id"), value("null_ip"), value("null_prompt")) == (0.5, 0.25, 0)
    assert (value("exit_is_declared_country"), value("payment_is_declared_country")) == (0, 0)
    assert value("signup_ip_seen") == 1
    assert (value("night_share", 2), value("hour_entropy", 2), value("gap_median", 2)) == (
        0.5,
        1.0,
        3600,
    )
    assert (value("surface_web"), value("surface_api", 1)) == (1, 1)
    assert (value("temperature_set", 1), value("rate_limited_share", 1)) == (1, 1)
    # 20 days and 0 hours before the first exchange, the last one 2 days later.
    assert value("account_age_days") == 22
    assert np.isnan(value("gap_median", 1))
    assert np.isnan(value("signup_ip_seen", 1))


def test_a_column_that_tells_a_tactic_is_too_easy_and_a_shuffled_label_tells_nothing(
    tmp_path: Path,
) -> None:
    rows = world(honest=90)
    for row in rows.exchanges:
        if str(row["account_id"]) >= "a090":
            row["latency_ms"] = 90_000
    with opened(rows, tmp_path) as log:
        found = single_columns(table_of(log), log.tactics, seed=0)
    assert [t.tactic for t in found] == ["B", "relay"]
    for tactic in found:
        best = tactic.columns[0]
        assert (best.auc, best.direction, best.mark) == (1.0, "higher", "TOO EASY")
        assert best.column.startswith("latency_")
        assert tactic.too_easy >= 1
        assert tactic.shuffled < 4.5 * tactic.shuffled_error
        assert len(tactic.shown) >= 5
    assert found[0].shuffled_error == pytest.approx(aucs.chance_error(90, found[0].accounts))


def test_the_control_shuffles_and_says_how_far_chance_goes() -> None:
    rng = np.random.default_rng(1)
    ordered = np.arange(220.0)[:, None]
    # Were the first twenty taken in place of drawn ones, this would be .5.
    assert 0.0 < by_chance(ordered, 20, rng) < 3 * aucs.chance_error(200, 20)
    assert by_chance(np.zeros((220, 3)), 20, rng) == 0.0


def test_every_excuse_names_a_column_there_is_and_only_its_own_tactic(tmp_path: Path) -> None:
    rows = world()
    for surface, reason in (("ide", "tool_use"), ("api", "end_turn")):
        for _ in range(5):
            rows.exchange("a001", surface=surface, stop_reason=reason)
    with opened(rows, tmp_path) as log:
        names = {column.name for column in columns_of(log)}
    assert {d.column for d in DEMANDED} <= names
    assert mark_of("relay", "languages", 0.9) == "demanded: many users behind one account"
    assert mark_of("low-and-slow", "languages", 0.9) == "TOO EASY"
    assert mark_of("low-and-slow", "languages", 0.85) == ""


# --- linear -----------------------------------------------------------------------------------


def test_recall_lets_at_most_the_allowed_honest_pass_and_no_tie() -> None:
    honest = np.arange(2000.0)
    # Two may pass: the threshold is the third highest, 1997.
    assert strict_recall(honest, np.array([1997.0, 1997.5, 1998.0])) == pytest.approx(2 / 3)
    honest[-5:] = 1997.0
    assert strict_recall(honest, np.array([1997.0, 1997.5])) == pytest.approx(0.5)
    assert strict_recall(np.zeros(10), np.array([0.0, 1.0])) == 0.5


def test_a_line_finds_what_a_column_tells_and_folds_follow_campaigns(tmp_path: Path) -> None:
    rows = world(honest=90)
    for row in rows.exchanges:
        # relay (k1, k2) is told by its latency; B (k0) by nothing.
        number = int(str(row["account_id"])[1:])
        if number >= 90 and number % 3:
            row["latency_ms"] = 90_000
    with opened(rows, tmp_path) as log:
        b, relay = linear_recalls(table_of(log), log.tactics, seed=0, most_honest=1000)
    assert (relay.recall, relay.split, relay.verdict, relay.honest) == (
        1.0,
        "campaign",
        "ABOVE",
        90,
    )
    assert (b.split, b.campaigns, b.bound, b.verdict) == ("account", 1, None, "")
    assert b.recall is not None
    assert b.recall < 0.7


# --- values of one side -------------------------------------------------------------------------


def test_values_that_only_one_side_has(tmp_path: Path) -> None:
    rows = Rows()
    for k in range(60):
        rows.account(f"h{k}", plan="team" if k < 30 else "pro")
        # A third of honest accounts is seen by Tor: 13 of 40 campaign accounts would be.
        rows.exchange(f"h{k}", network_type="vpn" if k < 20 else "mobile", n_tools=None)
    for k in range(40):
        rows.account(f"c{k}", "k0", plan="team")
        rows.exchange(f"c{k}", network_type="mobile", asn=666 if k < 3 else 64500)
        rows.exchange(f"c{k}", temperature=0.3 if k < 2 else None, network_type="mobile")
    with opened(rows, tmp_path) as log:
        found = one_sided(log)
    by = {(x.column, x.value): x for x in found}
    assert by["asn", "666"] == OneSided("asn", "666", "campaign", 3, 0.0)
    assert by["network_type", "vpn"] == OneSided("network_type", "vpn", "honest", 20, 40 / 3)
    assert by["n_tools", "NULL"].side == "honest"
    assert by["n_tools", "0"].side == "campaign"
    # Two accounts are too few to tell, and a plan that both have is no value of one side.
    assert ("temperature", "0.3") not in by
    assert ("plan", "team") not in by
    assert by["plan", "pro"].side == "honest"
    assert {x.side for x in found if x.column == "exchange NULL pattern"} == {"campaign", "honest"}


# --- pairs --------------------------------------------------------------------------------------


def shares(found: Pairs) -> dict[tuple[str, ...], tuple[float, float | None]]:
    return {s.traces: (s.pairs, s.share) for s in (*found.single, *found.double)}


def paired(log: Log) -> Pairs:
    hold(log, read_documents(log))
    return pair_shares(log)


def test_pairs_of_a_hand_made_log(tmp_path: Path) -> None:
    rows = Rows()
    text = "please explain the second law of thermodynamics to a curious child of nine years {}"
    template = 'Summarise the letter "{}" by {} in exactly {} short words for me today'
    for name, campaign, card, country, org, ip, day, prompt in (
        ("a", "k0", "c1", "DE", None, "i1", 0, text.format("now")),
        ("b", "k0", "c1", "FR", None, "i1", 0, text.format("soon")),
        ("c", None, "c1", "FR", "o", "i1", 1, template.format("x", "Ann", 12)),
        ("d", None, "c2", "DE", "o", "i2", 0, template.format("yy", "Robert", 7)),
        ("e", None, "c2", "FR", "o", "i3", 0, None),
    ):
        rows.account(name, campaign, payment_id=card, country=country, organisation_id=org)
        rows.exchange(name, day * 86400, ip=ip, prompt=prompt)
    rows.account("silent", payment_id="c1")
    with opened(rows, tmp_path) as log:
        found = paired(log)
    got = shares(found)
    # c1 joins ab, ac, bc; c2 joins de, who are of one organisation. `silent` has no exchange.
    assert got["card",] == (4, 0.25)
    assert got[(ABROAD,)] == (2, 0.5)
    assert got["address",] == (3, pytest.approx(1 / 3))
    assert got["address, same day",] == (1, 1.0)
    assert got["card", "address, same day"] == (1, 1.0)
    assert got["near-equal prompt",] == (1, 1.0)
    assert got["template",] == (2, 0.5)
    assert got["sign-up hour",] == (0, None)
    assert ("card", ABROAD) not in got
    verdicts = {s.traces[0]: s.verdict for s in found.single}
    assert (verdicts["card"], verdicts["address, same day"]) == ("ok", "ABOVE")
    assert verdicts["sign-up hour"] == ""


def test_a_value_of_too_many_accounts_is_counted_out(tmp_path: Path) -> None:
    rows = Rows()
    for k in range(COMMON_DOMAIN + 1):
        rows.account(f"a{k}", "k0" if k < 2 else None, email_domain="all.example", payment_id="p")
        rows.exchange(f"a{k}")
    with opened(rows, tmp_path) as log:
        found = paired(log)
    (out,) = found.counted_out
    assert (out.trace, out.most_accounts, out.values) == ("e-mail domain", COMMON_DOMAIN, 1)
    assert shares(found)["e-mail domain",] == (0, None)
    assert shares(found)["card",] == (51 * 50 / 2, pytest.approx(1 / 1275))


@pytest.mark.parametrize("seed", range(4))
def test_pair_shares_equal_a_naive_oracle(tmp_path: Path, seed: int) -> None:
    rows = world(seed)
    frame = pd.DataFrame(rows.exchanges)
    account = {row["account_id"]: row for row in rows.accounts}
    campaign = {row["account_id"]: row["campaign"] for row in rows.truth}
    held: dict[str, dict[str, set[object]]] = {}
    for name, own in frame.groupby("account_id"):
        of = account[name]
        held[str(name)] = {
            "card": {of["payment_id"]},
            "sign-up hour": {of["created_at"].replace(minute=0, second=0)},  # type: ignore[attr-defined]
            "sign-up address": {of["signup_ip"]},
            "e-mail domain": {of["email_domain"]},
            "address": set(own.ip),
            "address, same day": {
                (ip, at.date())
                for ip, at in zip(own.ip, own.occurred_at, strict=True)
                if pd.notna(ip)
            },
            "/24": set(own.ip_prefix),
            "fingerprint": set(own.client_fingerprint),
            "system prompt": set(own.system_prompt_hash),
        }
    found: dict[tuple[str, ...], list[bool]] = {}
    for one, two in combinations(sorted(held), 2):
        both = {
            trace
            for trace in held[one]
            if [v for v in held[one][trace] & held[two][trace] if pd.notna(v)]
        }
        a, b = account[one], account[two]
        same_org = a["organisation_id"] is not None and a["organisation_id"] == b["organisation_id"]
        if "card" in both and a["country"] != b["country"] and not same_org:
            both.add(ABROAD)
        inside = campaign[one] is not None and campaign[one] == campaign[two]
        for kinds in [*((t,) for t in both), *combinations(sorted(both), 2)]:
            found.setdefault(tuple(sorted(kinds)), []).append(inside)
    with opened(rows, tmp_path) as log:
        got = {tuple(sorted(traces)): v for traces, v in shares(paired(log)).items()}
    by_definition = {tuple(sorted(("card", ABROAD))), ("address", "address, same day")}
    assert len(found) > 30
    for traces, sides in found.items():
        if traces not in by_definition:
            assert got[traces] == (len(sides), pytest.approx(np.mean(sides))), traces
    oracle = {"template", "near-equal prompt"}
    for traces, (n, _) in got.items():
        assert traces in found or n == 0 or oracle & set(traces), traces


def test_sampled_pairs_keep_their_shares(tmp_path: Path) -> None:
    rows = Rows()
    for k in range(160):
        # Twenty accounts a card; of eight cards two are of one campaign each.
        rows.account(f"a{k:03d}", f"k{k % 8}" if k % 8 < 2 else None, payment_id=f"p{k % 8}")
        rows.exchange(f"a{k:03d}")
    with opened(rows, tmp_path, Limits(pair_rows=400)) as log:
        found = paired(log)
    n, share = shares(found)["card",]
    assert found.one_pair_in == 4
    assert n == pytest.approx(8 * 190, rel=0.25)
    assert share == pytest.approx(0.25, abs=0.08)


def test_sampled_accounts_stand_for_those_left_out(tmp_path: Path) -> None:
    rows = Rows()
    for k in range(120):
        rows.account(f"a{k:03d}", payment_id="p")
        rows.exchange(f"a{k:03d}")
    for k in range(40):
        rows.account(f"c{k:03d}", f"k{k // 10}", payment_id=f"q{k // 10}")
        rows.exchange(f"c{k:03d}")
    with opened(rows, tmp_path, Limits(honest_accounts=30, campaign_accounts=20)) as log:
        population = log.population
        hold(log, read_documents(log))
        holders = dict(log.con.execute("select count(*), any_value(holders) from held"
                                       " group by value").fetchall())  # fmt: skip
        alone = no_hard_trace(log)
    assert (population.honest, population.campaign_accounts, population.campaigns) == (30, 20, 2)
    assert population.sampled
    assert population.accounts_in_log == 160
    # One card with 30 of its 120 holders in the sample; whole campaigns of ten, standing for 20.
    assert holders == {30: 120.0, 10: 20.0}
    assert alone[0].alone == 0.0


# --- no hard trace --------------------------------------------------------------------------------


def test_who_has_no_hard_trace_to_the_own_campaign(tmp_path: Path) -> None:
    rows = Rows()
    rows.account("a", "k0", payment_id="c1")
    rows.account("b", "k0", payment_id="c1")
    # c shares an address with a, but not on the same day; its card is another campaign's.
    rows.account("c", "k0", payment_id="c2")
    rows.account("d", "k1", payment_id="c2")
    # e and f share what sixty accounts have.
    rows.account("e", "k1", signup_ip="nat")
    rows.account("f", "k1", signup_ip="nat")
    rows.account("g", "k2", tactic="loud")
    rows.account("h", "k2", tactic="loud")
    for name, after, ip in (("a", 0, "i"), ("b", 0, None), ("c", 86400, "i"), ("d", 0, None)):
        rows.exchange(name, after, ip=ip)
    for name in ("e", "f"):
        rows.exchange(name)
    for name in ("g", "h"):
        rows.exchange(name, system_prompt_hash="one")
    for k in range(60):
        rows.account(f"x{k}", signup_ip="nat")
        rows.exchange(f"x{k}")
    with opened(rows, tmp_path) as log:
        hold(log, read_documents(log))
        loud, mimicry = no_hard_trace(log)
    assert (loud.tactic, loud.accounts, loud.alone) == ("loud", 2, 0.0)
    assert dict(loud.by_trace)["system prompt"] == 1.0
    assert (mimicry.accounts, mimicry.alone) == (6, pytest.approx(4 / 6))
    assert dict(mimicry.by_trace)["card"] == pytest.approx(2 / 6)
    assert dict(mimicry.by_trace)["sign-up address"] == 0.0


# --- near duplicates ----------------------------------------------------------------------------


def sign(texts: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.uint32]]:
    """Signatures of texts by a plain word hash."""
    words = [[hash_of(word) for word in text.split()] for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(w) for w in words])]).astype(np.int64)
    flat = np.array([w for text in words for w in text], dtype=np.uint64)
    return signatures(flat, starts)


def hash_of(word: str) -> int:
    return int.from_bytes(word.encode().ljust(8, b"\0")[:8], "little") * 0x9E3779B97F4A7C15 % 2**64


def test_signatures_estimate_the_similarity_of_shingles() -> None:
    rng = np.random.default_rng(4)
    words = [f"w{k}" for k in range(3000)]
    base = list(rng.choice(words, 400, replace=False))
    off = []
    for changed in range(0, 60, 3):
        other = list(base)
        for place in rng.choice(400, changed, replace=False):
            other[place] = "q" + other[place]
        one, two = (
            {tuple(text[k : k + 3]) for k in range(len(text) - 2)} for text in (base, other)
        )
        signed = sign([" ".join(base), " ".join(other)])
        off.append(float(np.mean(signed[0] == signed[1])) - len(one & two) / len(one | two))
    assert abs(float(np.mean(off))) < 0.04
    assert max(map(abs, off)) < 0.25


def test_near_pairs_are_found_and_far_ones_are_not() -> None:
    long = " ".join(f"w{k}" for k in range(60))
    texts = [long, long, long + " end", "w1 w2", "w1 w2", "w2 w1", long.replace("w3", "q3"), ""]
    found = near(sign(texts))
    clusters = found.clusters().tolist()
    assert clusters[0] == clusters[1] == clusters[2]
    assert clusters[3] == clusters[4]
    assert len({clusters[0], clusters[3], clusters[5], clusters[6], clusters[7]}) == 5
    assert NEAR == 0.8
    assert len(near(sign([])).clusters()) == 0


def test_only_another_account_makes_a_duplicate() -> None:
    long = " ".join(f"w{k}" for k in range(60))
    other = " ".join(f"v{k}" for k in range(60))
    signed = sign([long, long + " end", other, other + " end", other, "w1 w2 w3"])
    account = np.array([1, 1, 2, 2, 3, 4], dtype=np.int32)
    # 0 and 1 are one account's. 2 stands with 3 and 4; 3 is near 4; 5 stands alone.
    assert near_to_another(signed, account).tolist() == [False, False, True, True, True, False]


def test_shares_of_near_duplicates_and_borrowed_prompts(tmp_path: Path) -> None:
    rows = Rows()
    long = "how can I keep a sourdough starter alive for three weeks of a hot summer by the sea {}"
    own = "why does my old bicycle make a clicking noise when I go uphill in the rain with a bag {}"
    for name, kind, prompt in (
        ("a", "casual", long.format("please")),
        ("b", "casual", long.format("thanks")),
        ("c", "power", own.format("today")),
        ("c", "power", own.format("again")),
        ("d", "classroom", "write an essay about the causes of the first world war"),
        ("e", "classroom", "write an essay about the causes of the first world war"),
        ("f", "power", "hello"),
    ):
        if name not in {row["account_id"] for row in rows.accounts}:
            rows.account(name, kind=kind)
        rows.exchange(name, prompt=prompt)
    rows.account("k", "k0")
    rows.exchange("k", prompt="hello")
    rows.exchange("k", prompt=own.format("today"))
    with opened(rows, tmp_path) as log:
        found = duplicates(log, read_documents(log))
    assert (found.measured, found.exact, found.near) == (4, 0.0, 0.5)
    assert found.verdict == "ABOVE"
    assert found.by_kind == (("casual", 2, 1.0), ("power", 2, 0.0))
    assert (found.borrowed, found.borrowed_long) == (2, 1)
    assert found.borrowed_share == 1.0
    assert found.prompts_in_log == 7


def test_a_log_without_prompts_has_no_share(tmp_path: Path) -> None:
    rows = Rows()
    rows.account("a")
    rows.account("k", "k0")
    rows.exchange("a")
    rows.exchange("k")
    with opened(rows, tmp_path) as log:
        report = make_report(log, Measured(), lambda name: None)
    assert (report.duplicates.near, report.duplicates.verdict) == (None, "no prompts")
    assert report.linear[0].recall is None
    json.loads(to_json(report))


# --- load ---------------------------------------------------------------------------------------


def test_concentration_of_equal_and_of_one_sided_loads() -> None:
    equal = concentration("equal", np.full(100, 7))
    assert equal.gini == pytest.approx(0.0)
    assert dict(equal.tops)[0.1] == pytest.approx(0.1)
    heavy = concentration("heavy", np.array([1] * 99 + [901]))
    assert dict(heavy.tops)[0.01] == pytest.approx(0.901)
    # Area under the curve by hand: sum over 99 equal steps up to .099, then one to 1.
    assert heavy.gini == pytest.approx(1 - (99 * 0.099 + 1.099) / 100)
    assert (heavy.lorenz[0], heavy.lorenz[-1]) == (0.0, 1.0)


def test_load_of_a_hand_made_log(tmp_path: Path) -> None:
    rows = Rows()
    rows.account("a")
    rows.account("k", "k0")
    for after in (0, 10, 20, 30, 40):
        rows.exchange("a", after, session_id="s", model="new" if after > 30 else "heron-2")
    rows.exchange("k", 86400 + 3600, surface="api")
    with opened(rows, tmp_path) as log:
        load = load_of(log)
    assert load.session_gaps[0].quantiles == (10.0,) * 10
    assert [(s.name, s.n, s.mean) for s in load.turns] == [("all", 1, 5.0), ("web", 1, 5.0)]
    # Even gaps: no variation at all. The other account has too few requests a day.
    assert [(s.name, s.n, s.mean) for s in load.burstiness] == [("all", 1, 0.0), ("web", 1, 0.0)]
    hours = dict(load.hours)
    assert (hours["all"][9], hours["api"][10]) == (pytest.approx(5 / 6), 1.0)
    assert [(d.day, d.requests) for d in load.days] == [("2026-05-01", 5), ("2026-05-02", 1)]
    assert dict(load.days[0].models) == {"heron-2": 0.8, "new": 0.2}
    assert [c.accounts for c in load.concentration] == [2, 1]


# --- the log ------------------------------------------------------------------------------------


def test_second_deliveries_and_broken_rows_are_no_part_of_the_log(tmp_path: Path) -> None:
    rows = Rows()
    rows.account("a")
    rows.account("k", "k0")
    rows.exchange("a", input_tokens=10)
    rows.exchange("k")
    rows.exchange("a", input_tokens=-1)
    rows.exchange("a", n_tools=-2)
    rows.exchange("a", exchange_id="ex-0", input_tokens=20)
    rows.exchange("unknown")
    with opened(rows, tmp_path) as log:
        assert (log.population.exchanges, log.population.rows_left_out) == (2, 3)
        kept = log.con.execute("select input_tokens from x order by i").fetchall()
    assert kept == [(10,), (100,)]


def test_a_row_outside_the_day_of_its_folder_is_left_out(tmp_path: Path) -> None:
    rows = Rows()
    rows.account("a")
    rows.account("k", "k0")
    rows.exchange("a")
    rows.exchange("k")
    rows.exchange("a", 86400)
    logs = rows.write(tmp_path / "logs")
    day = logs / "exchanges" / "date=2026-05-01"
    day.mkdir()
    (logs / "exchanges" / "part-0.parquet").rename(day / "part-0.parquet")
    with open_log(logs) as log:
        assert (log.population.exchanges, log.population.rows_left_out) == (2, 1)


def test_json_lines_and_parquet_give_the_same_figures(tmp_path: Path) -> None:
    rows = world()
    found = []
    for lines in (False, True):
        with open_log(rows.write(tmp_path / f"logs-{lines}", lines)) as log:
            found.append(to_json(make_report(log, Measured(), lambda name: None)))
    assert found[0] == found[1]
