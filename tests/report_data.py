"""A day's report with known content: three campaigns, two benign groups, accounts, figures."""

from __future__ import annotations

import random
from datetime import date, timedelta

from serving.report.data import (
    BenignGroup,
    Campaign,
    Drift,
    FlaggedAccount,
    FlagRate,
    Member,
    Report,
    Run,
    Tie,
)

AS_OF = date(2026, 5, 19)
REASONS = (
    "Sends around the clock: 22 of 24 hours active (others on this plan: 7)",
    "Prompts spread over 148 of 160 topics (others at this volume: 6)",
    "9 of 10 requests follow a template that 57 other accounts use and nobody else",
    "Gaps between requests are even: half lie between 31 and 34 s (others: 4 s to 9 min)",
    "Almost never reacts to an answer: 1 in 60 requests is a follow-up (others: 1 in 2)",
    "First request 11 minutes after sign-up, full rate within the hour (others: 3 days)",
)
FOR = (
    "Two months of varied use before 21 April",
    "On a campus network with 2,300 other accounts",
    "Pays with a card of its own since 2024",
)


def campaign(
    number: int, accounts: int, status: str, probability: float, days: int, kind: str = "suspected"
) -> Campaign:
    """A campaign of `accounts` accounts on cards of seven, with exits, twins and a campus."""
    rng = random.Random(number)
    ids = [f"acct_{rng.getrandbits(64):016x}" for _ in range(accounts)]
    hub = "campus network AS 64512"
    ties = []
    tied = ids[: max(4, round(accounts * 0.86))]
    for at in range(0, len(tied), 7):
        card = tied[at : at + 7]
        ties += [Tie(a, b, "one card") for a in card for b in card if a < b]
    for _ in range(accounts):
        a, b = rng.sample(tied, 2)
        if rng.random() < 0.6:
            ties.append(Tie(a, b, "content twins"))
        elif rng.random() < 0.4:
            ties.append(Tie(a, b, "one exit, same day"))
    ties += [Tie(name, hub, "on the campus network") for name in tied[-4:]]
    first = AS_OF - timedelta(days=days - 1)
    daily = [
        (
            first + timedelta(days=at),
            round(accounts * 7 * min(1, (at + 1) / 6) * rng.uniform(0.8, 1.2)),
        )
        for at in range(days)
    ]
    members = tuple(
        Member(
            account_id=name,
            score=round(0.99 - 0.5 * (at / accounts) ** 1.5, 4),
            tier="restrict" if at < accounts * 0.7 else "review",
            active_days=min(days, 4 + at % 25),
            exchanges=30 + (at * 37) % 190,
            first_seen=first + timedelta(days=at % 4),
            ties="one card with 6 others, one template with 57" if name in tied else "",
            against=FOR[at % 2] if name in tied[-4:] or at % 7 == 3 else "",
        )
        for at, name in enumerate(ids)
    )
    exchanges = sum(value for _, value in daily)
    return Campaign(
        campaign_id=f"C-{number:04d}",
        kind="supervised" if kind == "supervised" else "suspected",
        status=status,
        probability=probability,
        accounts=accounts,
        exchanges=exchanges,
        first_seen=first,
        per_day=exchanges / days,
        aim="reasoning traces over mathematics and code",
        why=(
            f"{len(tied)} of {accounts} share {-(-len(tied) // 7)} cards across 9 countries, "
            "without a common organisation",
            "12 prompt templates that nobody else uses carry 9 of 10 requests",
            "Prompts spread over 148 of 160 topics (people: 6)",
            "37 became active within the same two hours of 21 April",
        ),
        against=(
            "9 accounts have two months of varied use before",
            "4 are on a campus network, whose exits tie strangers",
        ),
        ties=tuple(ties),
        daily=tuple(daily),
        members=members,
        hubs=(hub,),
        evidence=f"../../campaigns/as_of={AS_OF.isoformat()}/C-{number:04d}.json",
    )


def flagged(total: int) -> tuple[FlaggedAccount, ...]:
    """`total` accounts with three reasons each; every third has nothing that speaks for it."""
    rng = random.Random(11)
    tiers = (("restrict", 0.9), ("review", 0.5), ("watch", 0.1))
    rows = []
    for at in range(total):
        score = round(0.98 - 0.87 * at / max(total, 1), 4)
        rows.append(
            FlaggedAccount(
                account_id=f"acct_{rng.getrandbits(64):016x}",
                score=score,
                tier=next(name for name, low in tiers if score >= low),
                campaign_id="C-0142" if at % 5 == 0 else None,
                reasons=tuple(rng.sample(REASONS, 3)),
                against=() if at % 3 == 0 else (FOR[at % 3],),
                first_seen=AS_OF - timedelta(days=5 + at % 300),
                active_days=1 + at % 28,
                plan=("pro", "payg", "team", "free")[at % 4],
                surface=("api", "web", "ide", "mobile")[at % 4],
            )
        )
    return tuple(rows)


def run() -> Run:
    return Run(
        rows_read=5_204_113,
        rows_used=5_190_002,
        duplicates=8_211,
        set_aside={
            "occurred_at outside its partition's date": 4_120,
            "output_tokens is negative": 1_204,
            "account_id is missing": 576,
        },
        days=28,
        late_days=2,
        model_version="7",
        champion_since="12 May 2026",
        model_digest="sha256:9f2c41d07be1",
        embedder="student-256 sha256:77ab01c3e9d2",
        catalogue="catalogue sha256:c01dbeef4412",
        started="20 May 2026, 00:41 UTC",
        seconds=412.7,
        scores_path="scores/as_of=2026-05-19/part-0.parquet",
    )


def population() -> tuple[tuple[date, int], ...]:
    """Six weeks of everybody's exchanges, quieter at weekends."""
    rng = random.Random(5)
    days = [AS_OF - timedelta(days=back) for back in range(41, -1, -1)]
    return tuple(
        (d, round((29_000 if d.weekday() > 4 else 51_000) * rng.uniform(0.93, 1.07))) for d in days
    )


def sample_report(
    campaigns: tuple[Campaign, ...] | None = None, flagged_accounts: int = 74
) -> Report:
    """A working day. Pass `campaigns` or a number of flagged accounts for another size."""
    if campaigns is None:
        campaigns = (
            campaign(142, 58, "new", 0.97, 29),
            campaign(138, 24, "grew by 7", 0.91, 41, "supervised"),
            campaign(121, 9, "unchanged", 0.74, 17),
        )
    bins = [3_890, 870, 301, 122, 64, 41, 22, 17, 9, 12, 6, 7, 3, 5, 2, 4, 3, 8, 7, 9]
    return Report(
        as_of=AS_OF,
        complete_to="23:59 UTC",
        accounts_scored=sum(bins),
        silent_accounts=1_288,
        decisions_known=361,
        day_zero=False,
        campaigns=campaigns,
        watched_groups=3,
        benign_groups=(
            BenignGroup(
                "A class", 34, "One campus, one assignment, ends on 15 May; varied quality"
            ),
            BenignGroup("An agency", 9, "One card and one organisation, stable for 14 months"),
        ),
        flagged=flagged(flagged_accounts),
        population_daily=population(),
        score_histogram=tuple((at / 20, (at + 1) / 20, n) for at, n in enumerate(bins)),
        tiers={"watch": 0.1, "review": 0.5, "restrict": 0.9},
        reliability=(
            (0.03, 0.02, 180),
            (0.14, 0.17, 63),
            (0.35, 0.31, 39),
            (0.62, 0.66, 32),
            (0.93, 0.91, 47),
        ),
        flag_rates=(
            FlagRate("surface", "api", 41, 1_840),
            FlagRate("surface", "web", 14, 2_405),
            FlagRate("surface", "ide", 9, 640),
            FlagRate("surface", "mobile", 3, 517),
            FlagRate("plan", "free", 12, 2_310),
            FlagRate("plan", "pro", 21, 1_422),
            FlagRate("plan", "payg", 29, 1_110),
            FlagRate("plan", "team", 5, 560),
            FlagRate("age", "under 7 days", 18, 402),
            FlagRate("age", "7 to 30 days", 31, 1_190),
            FlagRate("age", "over 30 days", 18, 3_810),
        ),
        run=run(),
        drift=(
            Drift("Accounts that reach a tier", "1 in 81", "1 in 73", "within its usual range"),
            Drift("Median score", ".01", ".01"),
            Drift(
                "Requests with a system prompt",
                "44 of 100",
                "51 of 100",
                "a client changed its default",
            ),
        ),
    )
