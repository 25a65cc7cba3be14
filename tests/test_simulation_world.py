"""simulation.world, .fitted, .archetypes, .habits: worlds differ, and each holds what it says."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.activity import day_starts, holidays, midnight_us
from simulation.archetypes import ARCHETYPES
from simulation.behaviour import HOURS
from simulation.campaigns import draw_campaigns
from simulation.draws import stream
from simulation.fitted import API_CLIENTS, CAMPUS_CHAT, CODE_SERVICE
from simulation.generate import Plan, build_stage
from simulation.people import draw_people
from simulation.prompts.intents import INTENT_INDEX
from simulation.scenarios import DEMO, EVERY_TACTIC, SCENARIOS, SPRING_2026
from simulation.tactics import TACTIC_INDEX
from simulation.ties import chunks
from simulation.world import World, draw_world
from tests.simulated import VOICE, log_of

# The hard negatives of the campaign facts, section 3, by the archetype that stands for each.
HARD_NEGATIVES = {
    "benchmark-runner", "synthetic-data", "classroom", "hackathon", "company", "agency",
    "distributed-team", "permitted-reseller", "desktop-client", "support-bot",
    "translation-batch", "agentic-coder", "family", "evaluation-harness", "release-enthusiast",
    "labelling-firm", "framework-user", "vpn-user", "carrier-user",
}  # fmt: skip
EVERYBODY_ELSE = {"casual", "power", "developer", "application", "classification-batch", "dormant"}


def test_every_hard_negative_is_an_archetype_of_its_own() -> None:
    names = [a.name for a in ARCHETYPES]
    assert len(names) == len(set(names))
    assert set(names) >= HARD_NEGATIVES | EVERYBODY_ELSE
    assert all(a.mistaken_for for a in ARCHETYPES)
    intents = {i for a in ARCHETYPES for i, _ in a.behaviour.intents}
    assert intents <= set(INTENT_INDEX)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_every_setting_lies_in_its_stated_range(seed: int) -> None:
    world = draw_world(seed)
    assert world == draw_world(seed)
    for f in fields(World):
        bounds = f.metadata["range"]
        assert bounds.low <= getattr(world, f.name) <= bounds.high


def test_worlds_differ_in_every_setting() -> None:
    worlds = [draw_world(seed) for seed in range(40)]
    for f in fields(World):
        drawn = [getattr(w, f.name) for w in worlds]
        bounds = f.metadata["range"]
        assert len(set(drawn)) == 40
        assert np.ptp(drawn) > 0.5 * (bounds.high - bounds.low)


def test_two_worlds_have_other_shares_of_people() -> None:
    shares = []
    for seed in (1, 2):
        world = replace(draw_world(seed), archetype_spread=0.4)
        kind = draw_people(seed, 20_000, world, []).kind
        shares.append(np.bincount(kind, minlength=len(ARCHETYPES)) / 20_000)
    ratio = shares[0] / shares[1]
    assert (shares[0] > 0).all()
    assert (np.abs(np.log(ratio)) > 0.3).mean() > 0.3


def test_groups_have_the_size_that_their_archetype_says() -> None:
    draft = draw_people(3, 30_000, draw_world(3), [])
    for k, archetype in enumerate(ARCHETYPES):
        mine = draft.group[draft.kind == k]
        if archetype.group == (1, 1):
            assert (mine == -1).all()
            continue
        sizes = np.unique(mine, return_counts=True)[1]
        low, high = archetype.group
        # The last group of a kind may have been cut off.
        assert (np.sort(sizes)[1:] >= low).all()
        assert sizes.max() <= high
    assert len(np.unique(draft.group)) > 100


def test_curves_rise_and_fall_where_their_sources_do() -> None:
    assert CAMPUS_CHAT.weights().argmax() in range(11, 16)
    assert CAMPUS_CHAT.weights().argmin() in range(4, 9)
    assert CODE_SERVICE.weights().argmax() in range(9, 16)
    assert API_CLIENTS.weights().min() > 0.2
    assert all(min(curve) > 0 and len(curve) == 24 for curve in HOURS.values())


def test_a_holiday_is_one_countrys_and_leaves_some_use() -> None:
    world = replace(draw_world(1), holidays=3.0, holiday_use=0.5)
    rest = holidays(1, world, 45)
    assert ((rest > 0.3) & (rest <= 1)).all()
    assert (rest < 1).sum() > 20
    assert (rest < 1).all(axis=1).sum() == 0
    assert (holidays(1, replace(world, holidays=0.0), 45) == 1).all()


def test_chunks_keep_their_bounds() -> None:
    of = chunks(stream(1, "c"), 1000, 3, 30)
    sizes = np.bincount(of)
    assert (sizes[:-1] >= 3).all()
    assert sizes.max() <= 30
    assert len(chunks(stream(1, "c"), 0, 3, 30)) == 0


def test_scenarios_are_what_the_largest_known_case_was() -> None:
    assert {s.name for s in SCENARIOS} == {"demo", "every-tactic", "spring-2026"}
    assert SPRING_2026.members == 25_000
    assert SPRING_2026.accounts - SPRING_2026.members == 1_000_000
    assert SPRING_2026.member_exchanges is not None
    assert SPRING_2026.members * SPRING_2026.member_exchanges == 28_800_000
    assert SPRING_2026.honest_exchanges * 1_000_000 == 60_000_000
    assert SPRING_2026.days == 45
    assert {p.tactic for p in EVERY_TACTIC.campaigns} == set(TACTIC_INDEX)


def test_a_small_spring_keeps_the_shares_of_the_large_one() -> None:
    log = log_of(replace(SPRING_2026, accounts=6_000), 4)
    sent = log.exchanges.groupby("account_id").size()
    member = log.member[sent.index]
    members, honest = log.member.sum(), (~log.member).sum()
    assert members == pytest.approx(6000 * 25_000 / 1_025_000, abs=1)
    assert sent[member].sum() / members == pytest.approx(1152, rel=0.35)
    assert sent[~member].sum() / honest == pytest.approx(60, rel=0.2)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_honest_people_send_as_much_as_the_scenario_says(seed: int) -> None:
    scenario = replace(EVERY_TACTIC, accounts=5000, honest_exchanges=25.0)
    log = log_of(scenario, seed)
    sent = (~log.exchanges.account_id.map(log.member)).sum()
    assert sent / (~log.member).sum() == pytest.approx(25, rel=0.12)


def worth_of_a_card(seed: int) -> float:
    """Share of the pairs of accounts on one card that are one campaign's."""
    plan = Plan(EVERY_TACTIC, seed)
    campaigns = draw_campaigns(seed, plan.scenario, plan.scale)
    start = midnight_us(day_starts(plan.scenario.last_day, plan.scenario.days)[0])
    p = build_stage(plan, plan.accounts, draw_world(seed), campaigns, VOICE, start).population
    paid = pd.DataFrame({"card": p.card, "campaign": p.campaign})[p.card >= 0]
    size = paid.groupby("card").size()
    same = paid[paid.campaign >= 0].groupby(["card", "campaign"]).size()
    return float((same * (same - 1)).sum() / (size * (size - 1)).sum())


def test_a_shared_card_is_worth_ten_times_as_much_in_one_world_as_in_another() -> None:
    worth = sorted(worth_of_a_card(seed) for seed in range(20))
    assert worth[-1] > 10 * worth[0] > 0
    assert worth[-1] < 0.8


@pytest.mark.parametrize("seed", [1, 2])
def test_load_is_as_concentrated_as_measured_over_api_clients(seed: int) -> None:
    """ServeGen: the top tenth of clients send 74-80 % of requests, Gini 0.83-0.87."""
    log = log_of(replace(DEMO, accounts=4000), seed)
    honest = log.joined()
    honest = honest[honest.campaign.isna()]
    api = honest.groupby("account_id").filter(lambda a: (a.surface == "api").mean() > 0.5)
    load = np.sort(api.groupby("account_id").size().to_numpy())
    top = load[-len(load) // 10 :].sum() / load.sum()
    assert 0.45 < top < 0.9


def test_everybodys_models_move_on_the_release_day() -> None:
    log = log_of(DEMO, 7)
    rows = log.joined()
    rows = rows[rows.campaign.isna()]
    new = rows.model.str.startswith("heron-3").groupby(rows.occurred_at.dt.date).mean()
    before = new[new < 0.02]
    after = new.iloc[len(before) + 1 :]
    assert len(before) > 15
    assert after.iloc[0] > 0.08
    assert after.iloc[-3:].mean() > after.iloc[:3].mean()


def test_people_stay_on_subjects_and_take_up_new_ones() -> None:
    """The programming languages of a developer's first days come back; in time others come."""
    log = log_of(replace(DEMO, accounts=5000, name="many"), 7)
    rows = log.joined()
    rows = rows[rows.kind.isin(["developer", "agentic-coder", "build-agent"])]
    found = rows.prompt.str.extract(r"\b(Python|TypeScript|Rust|Java|PHP|SQL|Swift|Bash|Kotlin)\b")
    rows = rows.assign(word=found[0]).dropna(subset="word").sort_values("occurred_at")
    age = (rows.occurred_at - rows.groupby("account_id").occurred_at.transform("min")).dt.days
    early = rows[age < 4].groupby("account_id").word.agg(set)

    def known(accounts: pd.Series, words: pd.Series) -> float:
        pairs = zip(accounts, words, strict=True)
        return float(np.mean([w in early[a] for a, w in pairs if a in early]))

    soon, late = rows[(age >= 4) & (age < 12)], rows[age >= 24]
    strangers = known(pd.Series(np.roll(soon.account_id, len(soon) // 3)), soon.word)
    assert known(soon.account_id, soon.word) > 1.2 * strangers
    assert known(late.account_id, late.word) < known(soon.account_id, soon.word)
