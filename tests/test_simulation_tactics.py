"""simulation.tactics: each tactic leaves in a log what its docstring says, each knob turns."""

from __future__ import annotations

import ast
import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation import tactics
from simulation.archetypes import ARCHETYPE_INDEX
from simulation.campaigns import draw_campaigns
from simulation.prompts.wordings import WORDINGS
from simulation.scenarios import EVERY_TACTIC
from simulation.tactics import KNOBS, TACTIC_INDEX, TACTICS, evade
from tests.simulated import Log, log_of, only

WANTED = [
    "reasoning-harvest", "rubric-grading", "agentic-code", "chat-mimicry", "relay",
    "low-and-slow", "sensitive-rewriting", "model-pivot", "ban-and-replace", "sleepers",
    "stolen-keys",
]  # fmt: skip


def members(log: Log) -> pd.DataFrame:
    """Exchanges of campaign accounts, with what the tables say of the account."""
    rows = log.joined().dropna(subset="campaign")
    return rows.merge(log.accounts[["account_id", "created_at", "closed_at"]], on="account_id")


def test_every_tactic_of_the_facts_is_declared() -> None:
    assert [t.name for t in TACTICS] == WANTED
    assert set(TACTIC_INDEX) == set(WANTED)


def test_every_tactic_says_where_its_facts_come_from() -> None:
    """The docstring below each declaration names the sections of the campaign facts."""
    said = {}
    for file in Path(tactics.__path__[0]).glob("*.py"):
        body = ast.parse(file.read_text()).body
        for this, after in itertools.pairwise(body):
            if isinstance(this, ast.Assign) and isinstance(after, ast.Expr):
                assert isinstance(after.value, ast.Constant)
                said[ast.unparse(this.targets[0])] = str(after.value.value)
    assert len(said) == len(TACTICS)
    assert all("section" in text for text in said.values())


@pytest.mark.parametrize("tactic", TACTICS, ids=WANTED)
def test_a_tactic_names_what_exists(tactic: tactics.Tactic) -> None:
    assert set(tactic.covers) <= set(ARCHETYPE_INDEX)
    used = {*tactic.wordings, *((tactic.follow_up,) if tactic.follow_up else ())}
    assert used <= set(WORDINGS)
    assert len(set.intersection(*(set(WORDINGS[n]) for n in used))) >= 1


@pytest.mark.parametrize("tactic", WANTED)
def test_every_campaign_is_in_the_log_and_none_is_loud(tactic: str) -> None:
    log = log_of(only(tactic))
    sent = log.exchanges.groupby("account_id").size()
    mine = log.truth[log.truth.tactic == tactic]
    assert mine.campaign.nunique() == 2
    assert mine.account_id.isin(sent.index).mean() > 0.7
    honest = sent[~log.member[sent.index]]
    loud = sent[log.member[sent.index]] > honest.quantile(0.99)
    assert loud.mean() < 0.12


def test_low_and_slow_stays_near_the_honest_median() -> None:
    log = log_of(only("low-and-slow"))
    sent = log.exchanges.groupby("account_id").size()
    honest, mine = sent[~log.member[sent.index]], sent[log.member[sent.index]]
    assert 0.4 < mine.median() / honest.median() < 2.5


def test_a_pivot_moves_the_campaign_within_a_day_of_the_release() -> None:
    log = log_of(only("model-pivot"))
    rows = log.joined()
    rows["new"] = rows.model.str.startswith("heron-3")
    day = rows.occurred_at.dt.floor("D")
    released = day[rows.new].min()
    # The first whole day after the one on which the model came out.
    after = rows[(day > released) & (day <= released + pd.Timedelta(days=2))]
    share = after.groupby(after.campaign.notna()).new.mean()
    assert share[True] > 0.6
    assert share[True] > 1.5 * share[False]
    before = rows[day < released]
    assert not before.new.any()


def test_banned_accounts_are_replaced_in_bursts() -> None:
    log = log_of(only("ban-and-replace"))
    mine = log.truth[log.truth.tactic == "ban-and-replace"]
    rows = members(log).groupby("account_id").occurred_at.agg(["min", "max"])
    life = (rows["max"] - rows["min"]).dt.days
    honest = log.exchanges[~log.exchanges.account_id.isin(mine.account_id)]
    use = honest.groupby("account_id").occurred_at.agg(["min", "max"])
    assert life.median() < 0.7 * (use["max"] - use["min"]).dt.days.median() + 3
    bans = log.decisions[log.decisions.account_id.isin(mine.account_id)]
    bans = bans[bans.decision == "distillation"]
    assert (bans.source == "automatic").mean() > 0.5
    created = log.accounts[log.accounts.account_id.isin(mine.account_id)].created_at
    # Sign-ups follow the sweeps within two days, far more often than days alone would have it.
    sweeps = np.sort(bans.decided_at.to_numpy())
    place = np.searchsorted(sweeps, created.to_numpy()) - 1
    soon = created.to_numpy()[place >= 0] - sweeps[place[place >= 0]] < np.timedelta64(2, "D")
    assert soon.mean() > 0.7


def test_sleepers_are_used_lightly_before_their_joint_start() -> None:
    log = log_of(only("sleepers"))
    first_day = log.exchanges.occurred_at.min().floor("D")
    for _, campaign in members(log).groupby("campaign"):
        day = (campaign.occurred_at - first_day).dt.days
        daily = np.bincount(day, minlength=42)
        # The joint start is where the ten days after most exceed the ten days before.
        rise = [daily[d : d + 10].sum() / (1 + daily[d - 10 : d].sum()) for d in range(10, 32)]
        start = 10 + int(np.argmax(rise))
        assert max(rise) > 2
        assert 14 <= start <= 26
        assert daily[:start].sum() > 10
        age = (
            first_day
            + np.timedelta64(start, "D")
            - campaign.groupby("account_id").created_at.first()
        )
        assert (age.dt.days >= 12).mean() > 0.95


def test_the_owner_of_a_stolen_key_goes_on_and_the_thief_tries_first() -> None:
    log = log_of(only("stolen-keys"))
    rows = members(log).sort_values("occurred_at")
    ips = rows.groupby("account_id").ip.nunique()
    honest = log.exchanges[~log.exchanges.account_id.isin(rows.account_id)]
    assert ips.median() > honest.groupby("account_id").ip.nunique().median()
    # Probes: short calls, many of them refused.
    tiny = rows[rows.prompt.str.len() < 25]
    assert (tiny.status == 400).mean() > 0.1
    assert (rows.status == 400).mean() < 0.1
    # The owner was there before the campaign and pays for it.
    assert (rows.groupby("account_id").created_at.first() < rows.occurred_at.min()).mean() > 0.8


def test_a_relay_speaks_many_languages_in_one_account() -> None:
    log = log_of(only("relay"))
    rows = log.joined()
    busy = rows.groupby("account_id").filter(lambda a: len(a) >= 15)
    spoken = busy.groupby([busy.campaign.notna(), "account_id"]).language.nunique()
    assert spoken[True].mean() > 1.3 * spoken[False].mean()


def test_rewriting_is_done_in_several_languages() -> None:
    rows = members(log_of(only("sensitive-rewriting", campaigns=4)))
    assert rows.language.nunique() >= 3


def test_agents_work_on_repositories_that_come_back() -> None:
    rows = members(log_of(only("agentic-code")))
    assert (rows.stop_reason == "tool_use").mean() > 0.25
    assert rows.turn.max() >= 5


# knob: (low, high, what is measured of campaign accounts, whether it grows with the knob)
MEASURES = {
    "cover": (0.05, 0.8, lambda log: share_of_api(log), False),
    "paraphrase": (0.0, 1.0, lambda log: common_openings(log), False),
    "residential": (0.0, 1.0, lambda log: share_hosted(log), False),
    "shared_exits": (0.0, 0.9, lambda log: share_on_a_common_exit(log), True),
    "own_fingerprints": (0.1, 1.0, lambda log: share_on_one_fingerprint(log), False),
    "own_systems": (0.1, 1.0, lambda log: share_on_one_system(log), False),
    "split_payment": (0.0, 1.0, lambda log: share_on_one_card(log), False),
    "aged": (0.0, 1.0, lambda log: median_age(log), True),
    "cap": (2.0, 600.0, lambda log: busiest_day(log), True),
    "jitter": (1.0, 600.0, lambda log: crowded_minutes(log), False),
    "decoys": (0.0, 0.8, lambda log: languages_of_code(log), True),
}


def share_of_api(log: Log) -> float:
    """A reasoning harvest runs over the API, its covers mostly do not."""
    return float((members(log).surface == "api").mean())


def languages_of_code(log: Log) -> float:
    """Programming languages that an account names, on the mean: people stay with theirs."""
    rows = members(log)
    named = rows.prompt.str.extract(r"\b(Python|TypeScript|Rust|Java|PHP|SQL|Swift|Bash|Kotlin)\b")[
        0
    ]
    return float(named.groupby(rows.account_id).nunique().mean())


def common_openings(log: Log) -> float:
    """Share of a campaign's prompts that begin in one of its twenty commonest ways."""
    rows = members(log)
    opening = rows.prompt.str.slice(0, 14)
    counts = opening.groupby(rows.campaign).value_counts(normalize=True)
    return float(counts.groupby("campaign").head(20).groupby("campaign").sum().mean())


def share_hosted(log: Log) -> float:
    return float(members(log).network_type.isin(["hosting", "vpn"]).mean())


def _shared(log: Log, column: str, most: int = 60) -> float:
    rows = members(log)[["campaign", "account_id", column]].dropna().drop_duplicates()
    holders = rows.groupby(["campaign", column]).account_id.transform("nunique")
    everyone = (
        log.exchanges.groupby(column).account_id.nunique() if column in log.exchanges else None
    )
    known = rows[column].map(everyone) <= most if everyone is not None else True
    return float(rows[(holders >= 3) & known].account_id.nunique() / log.member.sum())


def share_on_a_common_exit(log: Log) -> float:
    return _shared(log, "ip")


def share_on_one_fingerprint(log: Log) -> float:
    return _shared(log, "client_fingerprint", most=16)


def share_on_one_system(log: Log) -> float:
    return _shared(log, "system_prompt_hash")


def share_on_one_card(log: Log) -> float:
    paid = log.accounts.merge(log.truth, on="account_id").dropna(subset=["campaign", "payment_id"])
    holders = paid.groupby(["campaign", "payment_id"]).account_id.transform("size")
    return float((holders >= 3).mean())


def median_age(log: Log) -> float:
    mine = log.accounts[log.accounts.account_id.map(log.member)]
    return float(-mine.created_at.astype("int64").median())


def busiest_day(log: Log) -> float:
    rows = members(log)
    return float(rows.groupby(["account_id", rows.occurred_at.dt.date]).size().quantile(0.99))


def crowded_minutes(log: Log) -> float:
    """Share of a campaign's sessions in the fullest tenth of its half-hours, a day."""
    rows = members(log).drop_duplicates(["session_id"])
    half = rows.occurred_at.dt.floor("30min")
    counts = rows.groupby(["campaign", half]).size()
    return float(counts.groupby("campaign").max().mean())


@pytest.mark.parametrize("knob", KNOBS)
def test_a_knob_turns_what_it_names(knob: str) -> None:
    low, high, measure, grows = MEASURES[knob]
    tactic, others = "reasoning-harvest", ()
    if knob == "decoys":
        # Decoys are part of what covers: they show where there is much of it.
        tactic, others = "agentic-code", (("cover", 0.8),)
    found = [measure(log_of(only(tactic), 5, (*others, (knob, v)))) for v in (low, high)]
    assert (found[1] > found[0]) == grows, found
    assert abs(found[1] - found[0]) > 0.15 * max(abs(f) for f in found) or knob == "aged"


def test_knobs_compose() -> None:
    knobs = {"split_payment": 0.0, "residential": 1.0}
    drawn = draw_campaigns(1, EVERY_TACTIC, 1.0, knobs)
    assert {(c.knobs["split_payment"], c.knobs["residential"]) for c in drawn} == {(0.0, 1.0)}
    free = draw_campaigns(1, EVERY_TACTIC, 1.0)
    assert len({c.knobs["split_payment"] for c in free}) > 10


def test_a_knob_that_does_not_exist_or_is_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match=r"knob: expected one of cover, .*found colour"):
        evade(TACTICS[0], {"colour": 1.0})
    with pytest.raises(ValueError, match="knob cover: expected 0 to 1, found 2"):
        evade(TACTICS[0], {"cover": 2.0})


@pytest.mark.parametrize("prevalence", [0.1, 0.01, 0.001, 0.0005])
def test_prevalence_is_kept(prevalence: float) -> None:
    scenario = replace(EVERY_TACTIC, prevalence=prevalence)
    sizes = [c.size for c in draw_campaigns(3, scenario, 1.0)]
    assert abs(sum(sizes) - 12_000 * prevalence) <= 1
    assert min(sizes) >= 3


def test_a_prevalence_that_leaves_no_campaign_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 3 campaign accounts or more, found 1"):
        draw_campaigns(3, replace(EVERY_TACTIC, prevalence=0.0001), 1.0)
