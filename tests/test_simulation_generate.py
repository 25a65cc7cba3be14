"""simulation.generate: a world's log keeps the contract and hides its campaigns."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.generate import write_world
from simulation.prompts.voice import GrammarVoice
from simulation.scenarios import DEMO
from simulation.tactics import TACTICS

VOICE = GrammarVoice()
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


class Log:
    """The four tables of a LOGS folder."""

    def __init__(self, folder: Path) -> None:
        days = sorted((folder / "exchanges").iterdir())
        self.days = [d.name for d in days]
        parts = [pq.read_table(d / "part-0.parquet").to_pandas() for d in days]
        for name, part in zip(self.days, parts, strict=True):
            part["partition"] = name.removeprefix("date=")
        self.exchanges = pd.concat(parts, ignore_index=True)
        self.accounts, self.decisions, self.truth = (
            pq.read_table(folder / table / "part-0.parquet").to_pandas()
            for table in ("accounts", "decisions", "truth")
        )
        self.member = self.truth.set_index("account_id").campaign.notna()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    logs = tmp_path_factory.mktemp("demo") / "logs"
    write_world(DEMO, logs, seed=7, scale=1.0, voice=VOICE)
    return logs


@pytest.fixture(scope="module")
def demo(folder: Path) -> Log:
    return Log(folder)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(folder.rglob("*"))
        if f.is_file()
    }


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
        "accounts", "decisions", "exchanges", "truth",
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
        assert pq.read_schema(folder / table / "part-0.parquet") == pa.schema(list(types.items()))
        assert [p.name for p in (folder / table).iterdir()] == ["part-0.parquet"]


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
    assert words.between(5, 120).all()
    assert x.prompt.str.contains(r"[{}]\w+[}]", regex=True).sum() == 0


def test_the_demo_keeps_every_invariant(demo: Log) -> None:
    assert broken(demo) == []


def test_the_demo_has_the_size_and_prevalence_that_it_promises(demo: Log) -> None:
    assert len(demo.accounts) == 2500
    assert 60_000 <= len(demo.exchanges) <= 95_000
    assert 0.06 <= demo.member.mean() <= 0.08
    sizes = demo.truth.dropna(subset="campaign").groupby(["tactic", "campaign"]).size()
    assert len(sizes) >= 6
    assert sizes.between(15, 45).all()
    assert (sizes.groupby("tactic").size() >= 2).all()
    assert set(sizes.index.get_level_values("tactic")) == {t.name for t in TACTICS}


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
    x = demo.exchanges.merge(demo.truth, on="account_id")
    honest = x[x.campaign.isna()]
    honest = honest[~honest.kind.isin(["classroom", "benchmark-runner", "labelling-firm"])]
    masked = honest.prompt.str.replace(r"\d+", "0", regex=True)
    repeated = masked.map(masked.value_counts()) > 1
    assert repeated.mean() < 0.02
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
    assert share.dropna().between(0.3, 0.55).all()
    harvest = demo.exchanges.merge(demo.truth, on="account_id").dropna(subset="campaign")
    begin = harvest.groupby("campaign").occurred_at.min()
    assert (found.decided_at - found.campaign.map(begin) > timedelta(days=7)).all()
    assert labels.decision[labels.tactic == "chat-mimicry"].isin(["unsure"]).all()
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
        write_world(DEMO, tmp_path / name, seed=seed, scale=0.08, voice=GrammarVoice())
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
    write_world(DEMO, logs, seed=seed, scale=0.06, voice=VOICE)
    assert broken(Log(logs)) == []


def test_a_world_is_written_over_a_former_one_but_never_over_a_real_log(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    write_world(DEMO, logs, seed=1, scale=0.03, voice=VOICE)
    stale = logs / "exchanges" / "date=2020-01-01"
    stale.mkdir()
    write_world(DEMO, logs, seed=1, scale=0.03, voice=VOICE)
    assert not stale.exists()
    real = tmp_path / "real" / "exchanges"
    real.mkdir(parents=True)
    with pytest.raises(ValueError, match="found exchanges without truth; choose another --logs"):
        write_world(DEMO, tmp_path / "real", seed=1, scale=0.03, voice=VOICE)
    assert real.exists()


def test_a_scale_that_leaves_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected at least 50 accounts, found 2"):
        write_world(DEMO, tmp_path / "logs", seed=1, scale=0.001, voice=VOICE)
