"""simulation.generate: a world's log keeps the contract and hides its campaigns."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.generate import Plan, Summary, write_world
from simulation.prompts.voice import GrammarVoice
from simulation.scenarios import DEMO, EVERY_TACTIC, SPRING_2026
from tests.simulated import VOICE, Log, digests

LAST_MIDNIGHT = pd.Timestamp("2026-05-20", tz="UTC")
# What the contract requires, written out: no part of the simulation is asked.
REQUIRED = {
    "exchanges": "exchange_id account_id occurred_at surface model input_tokens output_tokens"
    " status",
    "accounts": "account_id created_at plan",
    "decisions": "decision_id account_id decided_at decision source",
}
TIME = pa.timestamp("us", tz="UTC")
EXCHANGE_TYPES = {
    "exchange_id": pa.string(), "account_id": pa.string(), "occurred_at": TIME,
    "session_id": pa.string(), "turn": pa.int32(), "surface": pa.string(), "model": pa.string(),
    "prompt": pa.string(), "system_prompt_hash": pa.string(), "tools_hash": pa.string(),
    "n_tools": pa.int32(), "language": pa.string(), "input_tokens": pa.int32(),
    "output_tokens": pa.int32(), "thinking_tokens": pa.int32(), "max_output_tokens": pa.int32(),
    "temperature": pa.float32(), "streamed": pa.bool_(), "stop_reason": pa.string(),
    "status": pa.int32(), "latency_ms": pa.int32(), "api_key_id": pa.string(),
    "client_fingerprint": pa.string(), "user_agent_family": pa.string(), "ip": pa.string(),
    "ip_prefix": pa.string(), "asn": pa.int64(), "network_type": pa.string(),
    "country": pa.string(),
}  # fmt: skip
ACCOUNT_TYPES = {
    "account_id": pa.string(), "created_at": TIME, "plan": pa.string(),
    "organisation_id": pa.string(), "programme": pa.string(), "email_domain": pa.string(),
    "payment_id": pa.string(), "payment_issuer": pa.string(), "payment_country": pa.string(),
    "signup_ip": pa.string(), "signup_ip_prefix": pa.string(), "signup_fingerprint": pa.string(),
    "country": pa.string(), "closed_at": TIME,
}  # fmt: skip
DECISION_TYPES = {
    "decision_id": pa.string(), "account_id": pa.string(), "decided_at": TIME,
    "decision": pa.string(), "source": pa.string(), "reviewer": pa.string(),
    "campaign_id": pa.string(), "note": pa.string(),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    logs = tmp_path_factory.mktemp("demo") / "logs"
    write_world(Plan(DEMO, 7), logs, VOICE)
    return logs


@pytest.fixture(scope="module")
def demo(folder: Path) -> Log:
    return Log(folder)


def broken(log: Log) -> list[str]:
    """Names of the invariants of a log that do not hold."""
    x = log.exchanges.merge(
        log.accounts[["account_id", "created_at", "closed_at"]], on="account_id"
    )
    first = log.exchanges.groupby("account_id").occurred_at.min()
    d = log.decisions.assign(first=log.decisions.account_id.map(first))
    sessions = x.dropna(subset="session_id").sort_values(["session_id", "occurred_at", "turn"])
    laws = {
        "rows": len(x) == len(log.exchanges) > 0,
        "ids": x.exchange_id.is_unique and d.decision_id.is_unique,
        "accounts": log.accounts.account_id.is_unique
        and set(log.accounts.account_id) == set(log.truth.account_id),
        "partition": (x.occurred_at.dt.strftime("%Y-%m-%d") == x.partition).all(),
        "created": (x.occurred_at > x.created_at).all(),
        "closed": (x.closed_at.isna() | (x.occurred_at < x.closed_at)).all(),
        "counts": (x[["input_tokens", "output_tokens", "thinking_tokens", "latency_ms"]] >= 0)
        .all()
        .all(),
        "prompt fits input": (x.input_tokens >= x.prompt.str.len() / 4.4).all(),
        "thinking": (x.thinking_tokens <= x.output_tokens).all(),
        "limit": (x.max_output_tokens.isna() | (x.output_tokens <= x.max_output_tokens)).all(),
        "failed": (x.output_tokens[x.status != 200] == 0).all(),
        "turns": sessions.groupby("session_id").turn.is_monotonic_increasing.all()
        and (x.turn >= 1).all(),
        "one account a session": (sessions.groupby("session_id").account_id.nunique() == 1).all(),
        "label after first use": (d.decided_at > d["first"]).all(),
        "label in the log": (d.decided_at < LAST_MIDNIGHT).all(),
        "closed after decision": set(
            log.accounts.account_id[log.accounts.closed_at.notna()]
        ) <= set(d.account_id[d.decision.isin(["distillation", "other_abuse"])]),
    }  # fmt: skip
    return [name for name, holds in laws.items() if not holds]


def test_the_files_are_those_of_the_contract(folder: Path, demo: Log) -> None:
    assert sorted(p.name for p in folder.iterdir()) == [
        "_world.json", "accounts", "decisions", "exchanges", "truth",
    ]  # fmt: skip
    assert demo.days[0] == "date=2026-04-08"
    assert demo.days[-1] == "date=2026-05-19"
    assert len(demo.days) == 42
    for table, types in (
        ("exchanges/date=2026-04-20", EXCHANGE_TYPES),
        ("accounts", ACCOUNT_TYPES),
        ("decisions", DECISION_TYPES),
        ("truth", dict.fromkeys(("account_id", "kind", "tactic", "campaign"), pa.string())),
    ):
        for file in (folder / table).iterdir():
            assert file.name in ("part-0.parquet", "late-0.parquet")
            assert pq.read_schema(file) == pa.schema(list(types.items()))


def test_required_columns_hold_no_null_and_names_are_known(demo: Log) -> None:
    for table, columns in REQUIRED.items():
        assert getattr(demo, table)[columns.split()].notna().all().all()
    x = demo.exchanges
    assert set(x.surface) == {"api", "web", "mobile", "ide"}
    assert set(x.status) == {200, 429, 500, 400, 529}
    assert set(x.stop_reason) == {"end_turn", "max_tokens", "tool_use", "refusal", "error"}
    assert set(demo.accounts.plan) == {"free", "pro", "team", "payg", "enterprise"}
    assert set(demo.decisions.decision) == {"distillation", "other_abuse", "benign", "unsure"}
    assert set(demo.decisions.source) == {"review", "automatic", "audit", "appeal"}
    words = x.prompt.str.split().str.len()
    assert words.between(1, 700).all()
    assert (words > 5).mean() > 0.8
    assert x.prompt.str.contains(r"\{\w+\}", regex=True).sum() == 0


def test_the_demo_keeps_every_invariant(demo: Log) -> None:
    assert broken(demo) == []


def test_the_demo_has_the_size_and_prevalence_that_it_promises(demo: Log) -> None:
    assert len(demo.accounts) == 3500
    assert 90_000 <= len(demo.exchanges) <= 130_000
    assert 0.06 <= demo.member.mean() <= 0.08
    sizes = demo.truth.dropna(subset="campaign").groupby(["tactic", "campaign"]).size()
    assert len(sizes) >= 6
    assert sizes.between(20, 50).all()
    assert (sizes.groupby("tactic").size() >= 2).all()
    assert set(sizes.index.get_level_values("tactic")) == {p.tactic for p in DEMO.campaigns}


def test_no_campaign_account_is_loud(demo: Log) -> None:
    sent = demo.exchanges.groupby("account_id").size()
    honest, members = sent[~demo.member[sent.index]], sent[demo.member[sent.index]]
    assert members.median() < 3 * honest.median()
    assert (members > honest.quantile(0.99)).mean() < 0.03


CATEGORICAL = [
    "surface", "model", "language", "stop_reason", "status", "user_agent_family", "network_type",
    "country", "asn", "temperature", "max_output_tokens", "streamed", "n_tools", "turn",
]  # fmt: skip
OF_ACCOUNT = ["plan", "programme", "email_domain", "payment_issuer", "payment_country", "country"]


@pytest.mark.parametrize("column", [*CATEGORICAL, *(f"account {c}" for c in OF_ACCOUNT)])
def test_no_value_is_one_sided(demo: Log, column: str) -> None:
    """A value that 20 members or 150 honest accounts have is known on the other side, too."""
    if column.startswith("account "):
        name = column.removeprefix("account ")
        pairs = demo.accounts[["account_id", name]].rename(columns={name: "value"})
    else:
        pairs = demo.exchanges[["account_id", column]].rename(columns={column: "value"})
    pairs = pairs.drop_duplicates()
    side = pairs.account_id.map(demo.member).map({True: "member", False: "honest"})
    users = pd.crosstab(pairs.value.astype(object).fillna("none"), side)
    assert (users.honest[users.member >= 20] > 0).all(), users
    assert (users.member[users.honest >= 150] > 0).all(), users


def test_people_do_not_repeat_each_other(demo: Log) -> None:
    """Beside classes, graders and test sets; short words like "thanks" are nobody's own."""
    x = demo.joined()
    x = x[x.prompt.str.len() > 30]
    shared = ["classroom", "club", "benchmark-runner", "labelling-firm", "evaluation-harness"]
    honest = x[x.campaign.isna() & ~x.kind.isin(shared)]
    masked = honest.prompt.str.replace(r"\d+", "0", regex=True)
    senders = honest.account_id.groupby(masked).transform("nunique")
    assert (senders > 1).mean() < 0.02
    campaign = x[x.campaign.notna()].prompt.str.replace(r"\d+", "0", regex=True)
    assert campaign.isin(set(masked)).mean() < 0.02


def test_labels_come_late_in_part_and_never_for_mimicry(demo: Log) -> None:
    labels = demo.decisions.merge(demo.truth, on="account_id")
    found = labels[
        (labels.decision == "distillation") & labels.source.isin(["review", "automatic"])
    ]
    found = found.dropna(subset="campaign")
    size = demo.truth.groupby("campaign").size()
    share = found.groupby("campaign").size() / size
    assert set(found.tactic) == {"reasoning-harvest", "rubric-grading"}
    assert len(share.dropna()) == 3  # two of three, one of two
    assert share.dropna().between(0.15, 0.62).all()
    late = found.decided_at - found.account_id.map(
        demo.exchanges.groupby("account_id").occurred_at.min()
    )
    assert (late > timedelta(0)).all()
    assert late.median() > timedelta(days=7)
    unseen = labels[(labels.tactic == "chat-mimicry")]
    assert set(unseen.source) <= {"audit"}
    wrong = labels[(labels.decision == "distillation") & labels.campaign.isna()]
    appeals = labels[labels.source == "appeal"]
    assert 3 <= len(wrong) <= 25
    assert 1 <= len(appeals) < len(wrong)
    assert set(appeals.account_id) <= set(wrong.account_id)
    closed = demo.accounts.closed_at.notna() & demo.accounts.account_id.map(demo.member)
    assert closed.sum() >= 5


def test_infrastructure_is_shared_only_in_part(demo: Log) -> None:
    """Some members of a campaign share a card, and many share none with any other member."""
    a = demo.accounts.merge(demo.truth, on="account_id").dropna(subset=["campaign"])
    paid = a.dropna(subset=["payment_id"])
    holders = paid.groupby(["campaign", "payment_id"]).account_id.transform("size")
    assert 0.1 < (holders >= 3).mean() < 0.6
    honest = demo.accounts[~demo.accounts.account_id.map(demo.member)].dropna(subset=["payment_id"])
    own = honest[honest.organisation_id.isna()]
    assert (own.groupby("payment_id").size() > 1).sum() >= 20


def test_same_seed_same_bytes_and_other_seed_other_world(tmp_path: Path) -> None:
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        write_world(Plan(DEMO, seed, 0.08), tmp_path / name, GrammarVoice())
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert (
        digests(tmp_path / "a")["accounts/part-0.parquet"]
        != (digests(tmp_path / "c")["accounts/part-0.parquet"])
    )


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_small_world_keeps_the_invariants(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    logs = tmp_path_factory.mktemp("world")
    write_world(Plan(DEMO, seed, 0.06), logs, VOICE)
    assert broken(Log(logs)) == []


def test_a_run_that_was_stopped_goes_on_where_it_stood(tmp_path: Path) -> None:
    whole, broken_off = tmp_path / "whole", tmp_path / "broken"
    plan = Plan(SPRING_2026, 3, 0.004)
    write_world(plan, whole, VOICE, workers=1)

    class Killed(Exception):
        pass

    def kill(done: int, total: int) -> None:
        if done == 2:
            raise Killed

    with pytest.raises(Killed):
        write_world(plan, broken_off, VOICE, kill, workers=1)
    written = digests(broken_off)
    assert 0 < len(written) < len(digests(whole))
    first = write_world(plan, broken_off, VOICE, workers=1)
    assert 0 < first.written_now < first.exchanges
    assert digests(broken_off) == digests(whole)
    again = write_world(plan, broken_off, VOICE, workers=1)
    assert again.written_now == 0
    assert again.exchanges == first.exchanges
    # Another world in the same folder starts anew.
    other = write_world(Plan(SPRING_2026, 4, 0.004), broken_off, VOICE, workers=1)
    assert other.written_now == other.exchanges
    assert digests(broken_off) != digests(whole)


def test_workers_and_blocks_do_not_change_the_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulation.generate.BLOCK", 300)
    plan = Plan(EVERY_TACTIC, 2, 0.08)
    done: list[Summary] = [write_world(plan, tmp_path / str(n), VOICE, workers=n) for n in (1, 2)]
    assert digests(tmp_path / "1") == digests(tmp_path / "2")
    assert done[0] == done[1]
    assert len(list((tmp_path / "1" / "exchanges").glob("date=2026-05-01/part-*.parquet"))) == 4
    assert broken(Log(tmp_path / "1")) == []


def test_a_world_is_written_over_a_former_one_but_never_over_a_real_log(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    write_world(Plan(DEMO, 1, 0.03), logs, VOICE)
    stale = logs / "exchanges" / "date=2020-01-01"
    stale.mkdir()
    write_world(Plan(DEMO, 2, 0.03), logs, VOICE)
    assert not stale.exists()
    real = tmp_path / "real" / "exchanges"
    real.mkdir(parents=True)
    with pytest.raises(ValueError, match="found exchanges without truth; choose another --logs"):
        write_world(Plan(DEMO, 1, 0.03), tmp_path / "real", VOICE)
    assert real.exists()


def test_a_scale_that_leaves_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected at least 50 accounts, found 4"):
        write_world(Plan(DEMO, 1, 0.001), tmp_path / "logs", VOICE)
