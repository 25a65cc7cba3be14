"""One plain sentence for each thing shown: the answer that stands under a plot's question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from serving.report import words
from serving.report.charts import wilson
from serving.report.data import Campaign, FlaggedAccount, FlagRate, Report, Run


def headline(report: Report) -> str:
    """What there is to do today, in one sentence."""
    if not report.campaigns:
        watched = words.count(report.watched_groups, "group")
        verb = "is" if report.watched_groups == 1 else "are"
        return f"No campaign above the review threshold. {watched} {verb} watched."
    fresh = sum(campaign.status.strip().lower() == "new" for campaign in report.campaigns)
    parts = [words.count(len(report.campaigns), "campaign") + " to review"]
    if fresh:
        parts.append(f"{words.number(fresh)} new today")
    if report.watched_groups:
        parts.append(f"{words.count(report.watched_groups, 'further group')} watched")
    return ", ".join(parts) + "."


def status(campaign: Campaign) -> str:
    """'New today', 'Grew by 7', 'Unchanged', 'Split from C-1234abcd'."""
    text = words.sentence(campaign.status, 60).strip()
    if text.lower() == "new":
        return "New today"
    return text[:1].upper() + text[1:] if text else "Unchanged"


def scores(report: Report) -> str:
    """How many of all accounts reach a tier, and how they divide."""
    if not report.flagged:
        return f"None of {words.count(report.accounts_scored, 'account')} reaches a tier."
    counted = Counter(account.tier for account in report.flagged)
    ranked = sorted(counted, key=lambda tier: (-report.tiers.get(tier, 0.0), tier))
    split = ", ".join(f"{words.number(counted[t])} {words.sentence(t, 20)}" for t in ranked)
    share = words.one_in(len(report.flagged), report.accounts_scored)
    return (
        f"{words.number(len(report.flagged))} of {words.count(report.accounts_scored, 'account')} "
        f"reach a tier ({share}): {split}."
    )


def reliability(bins: Sequence[tuple[float, float, int]]) -> str:
    """Predicted beside decided share over all bins, and how many bins lie outside chance."""
    bins = [(mean, share, n) for mean, share, n in bins if n > 0]
    accounts = sum(n for _, _, n in bins)
    if not accounts:
        return "No decided account, so the score has not been checked against any decision."
    predicted = sum(mean * n for mean, _, n in bins) / accounts
    observed = sum(share * n for _, share, n in bins) / accounts
    off = 0
    for mean, share, n in bins:
        low, high = wilson(round(share * n), n)
        off += not low <= mean <= high
    close = (
        "Every group agrees within chance."
        if off == 0
        else f"{off} of {len(bins)} groups disagree beyond chance: read the scores there with care."
    )
    return (
        f"Over {words.count(accounts, 'decided account')}: predicted {round(100 * predicted)} of "
        f"100, decided {round(100 * observed)} of 100. {close}"
    )


def flag_rates(rates: Sequence[FlagRate]) -> str:
    """The slice that is flagged clearly more often than the rest of its kind, or that none is."""
    worst: tuple[float, FlagRate, int, int] | None = None
    for rate in rates:
        others = [r for r in rates if r.slice_kind == rate.slice_kind and r != rate]
        flagged, accounts = sum(r.flagged for r in others), sum(r.accounts for r in others)
        if rate.accounts <= 0 or accounts <= 0:
            continue
        low, _ = wilson(rate.flagged, rate.accounts)
        _, high = wilson(flagged, accounts)
        if low > high and (worst is None or low / max(high, 1e-12) > worst[0]):
            worst = (low / max(high, 1e-12), rate, flagged, accounts)
    if worst is None:
        return "No slice is flagged more often than the others beyond chance."
    _, rate, flagged, accounts = worst
    return (
        f"Most often: {rate.slice_kind} {words.sentence(rate.name, 24)}, "
        f"{words.one_in(rate.flagged, rate.accounts)} accounts; the others of its kind: "
        f"{words.one_in(flagged, accounts)}."
    )


def balance(run: Run) -> str:
    """'' when rows read = used + duplicates + set aside, else by how many they differ."""
    difference = run.rows_read - run.rows_used - run.duplicates - sum(run.set_aside.values())
    if difference == 0:
        return ""
    return (
        f"These do not add up: {words.count(abs(difference), 'row')} "
        f"{'missing from' if difference > 0 else 'too many on'} the right side. "
        "Do not act on this page before that is explained."
    )


def order(account: FlaggedAccount) -> tuple[float, str]:
    """Sort key: highest score first, ids break ties."""
    return -account.score, account.account_id
