"""The report as tables of text: once for the console, once for the page."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.realism.hard_traces import HARD, MOST_HOLDERS
from simulation.realism.log import Population
from simulation.realism.one_sided import OneSided
from simulation.realism.pairs import BOUND as PAIR_BOUND
from simulation.realism.pairs import CAP
from simulation.realism.report import Report
from simulation.realism.single import TOO_EASY, TacticColumns
from simulation.realism.traces import QUANTILES, Spread

_DOUBLES = 15
_LEAST_PAIRS = 20
_MOST_VALUES = 40


@dataclass(frozen=True)
class TextTable:
    """One table: all cells are text, each row as long as the header."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def tables_of(report: Report) -> list[TextTable]:
    """All tables, in the order of the sections."""
    return [
        _population(report.population),
        _bounds(report),
        *(_columns(tactic) for tactic in report.columns),
        _linear(report),
        _one_sided(report.one_sided),
        _single_pairs(report),
        _double_pairs(report),
        _hard(report),
        _duplicates(report),
        *_load(report),
    ]


def share(value: float | None, digits: int = 1) -> str:
    """A fraction as percent; `-` for none. Small ones keep two digits of their own."""
    if value is None:
        return "-"
    if 0 < value < 0.01:
        return f"{value:.2%}"
    return f"{value:.{digits}%}"


def number(value: float | None) -> str:
    """A quantity in at most four digits or with thousands; `-` for none."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:.3g}"


def _population(p: Population) -> TextTable:
    note = ""
    if p.sampled:
        note = (
            f"Sample by hash: {p.accounts:,} of {p.accounts_in_log:,} accounts. Holders and pairs "
            "are scaled up to the log; what joins accounts outside the sample is not seen."
        )
    return TextTable(
        "The log",
        ("accounts", "honest", "in campaigns", "campaigns", "exchanges", "left out", "days"),
        (
            (
                f"{p.accounts:,}",
                f"{p.honest:,} ({p.honest_active:,} active)",
                f"{p.campaign_accounts:,} ({p.campaign_active:,} active)",
                str(p.campaigns),
                f"{p.exchanges:,}",
                f"{p.rows_left_out:,}",
                f"{p.first_day} to {p.last_day}",
            ),
        ),
        note,
    )


def _bounds(report: Report) -> TextTable:
    """Every bound on one page: what was found against what is allowed."""
    rows = [
        (
            f"1. {t.tactic}: columns above {TOO_EASY} that nothing demands",
            str(t.too_easy),
            "0",
            _verdict(t.too_easy == 0),
        )
        for t in report.columns
    ]
    rows += [
        (f"2. {x.tactic}: linear recall", f"{x.recall:.3f}", f"< {x.bound}", x.verdict)
        for x in report.linear
        if x.bound is not None and x.recall is not None
    ]
    n = len(report.one_sided)
    rows.append(("3. values of one side", str(n), "0", _verdict(n == 0)))
    known = [s for s in report.pairs.single if s.share is not None]
    if known:
        top = max(known, key=lambda s: s.share or 0.0)
        name = f"4. highest single trace: {top.traces[0]}"
        rows.append((name, share(top.share), f"{PAIR_BOUND:.0%}", top.verdict))
    d = report.duplicates
    rows.append(("6. near duplicates of honest people", share(d.near), f"{d.bound:.0%}", d.verdict))
    rows.append(
        (
            "6. campaign prompts that are an honest person's (more than 30 characters)",
            share(d.borrowed_share),
            f"{d.bound:.0%}",
            _verdict((d.borrowed_share or 0.0) <= d.bound),
        )
    )
    return TextTable("Bounds", ("", "found", "bound", ""), tuple(rows))


def _verdict(holds: bool) -> str:
    return "ok" if holds else "ABOVE"


def _columns(t: TacticColumns) -> TextTable:
    return TextTable(
        f"1. Columns: {t.tactic}, {t.accounts:,} accounts against {t.honest:,} honest",
        ("column", "AUC", "campaign is", "mark"),
        tuple((s.column, f"{s.auc:.3f}", s.direction, s.mark) for s in t.shown),
        f"{t.too_easy} of {len(t.columns)} columns above {TOO_EASY} that nothing demands. Shuffled "
        f"labels: worst column {t.shuffled:.3f} off 0.5, standard error {t.shuffled_error:.3f}.",
    )


def _linear(report: Report) -> TextTable:
    return TextTable(
        "2. Linear: recall at a false positive rate of 1e-3, out of fold",
        ("tactic", "accounts", "campaigns", "honest", "folds by", "recall", "bound", ""),
        tuple(
            (
                x.tactic,
                f"{x.accounts:,}",
                str(x.campaigns),
                f"{x.honest:,}",
                x.split,
                "-" if x.recall is None else f"{x.recall:.3f}",
                "" if x.bound is None else f"< {x.bound}",
                x.verdict,
            )
            for x in report.linear
        ),
        "Folds by account: the tactic has one campaign, so that recall is too high.",
    )


def _one_sided(found: tuple[OneSided, ...]) -> TextTable:
    rest = len(found) - _MOST_VALUES
    return TextTable(
        f"3. Values of one side: {len(found)} (none expected)",
        ("column", "value", "only", "accounts", "expected in campaigns"),
        tuple(
            (x.column, x.value, x.side, f"{x.accounts:,}", f"{x.expected:.1f}")
            for x in found[:_MOST_VALUES]
        ),
        f"{rest} more stand in realism.json." if rest > 0 else "",
    )


def _single_pairs(report: Report) -> TextTable:
    pairs = report.pairs
    out = "; ".join(
        f"{c.values:,} of {c.trace} (over {c.most_accounts} accounts)" for c in pairs.counted_out
    )
    note = f"Values that too many hold are counted out, most {CAP} accounts: {out or 'none'}."
    if pairs.one_pair_in > 1:
        note += f" One pair in {pairs.one_pair_in} was counted, by hash."
    return TextTable(
        f"4. Pairs that share one trace: in one campaign (bound {PAIR_BOUND:.0%})",
        ("trace", "pairs", "one campaign's", ""),
        tuple((s.traces[0], number(s.pairs), share(s.share), s.verdict) for s in pairs.single),
        note,
    )


def _double_pairs(report: Report) -> TextTable:
    some = [s for s in report.pairs.double if s.pairs >= _LEAST_PAIRS]
    return TextTable(
        f"4. Pairs that share two traces: the {_DOUBLES} highest with {_LEAST_PAIRS} pairs or more",
        ("trace", "and trace", "pairs", "one campaign's"),
        tuple((*s.traces, number(s.pairs), share(s.share)) for s in some[:_DOUBLES]),
    )


def _hard(report: Report) -> TextTable:
    return TextTable(
        "5. Accounts without a hard trace to their campaign",
        ("tactic", "accounts", "none", "expected", *HARD),
        tuple(
            (
                x.tactic,
                f"{x.accounts:,}",
                share(x.alone),
                x.expected,
                *(share(dict(x.by_trace)[name]) for name in HARD),
            )
            for x in report.no_hard_trace
        ),
        f"A value joins only where at most {MOST_HOLDERS} accounts hold it. The trace columns say "
        "how many accounts that trace joins.",
    )


def _duplicates(report: Report) -> TextTable:
    d = report.duplicates
    kinds = tuple((kind, f"{n:,}", "", share(part), "") for kind, n, part in d.by_kind)
    all_ = ("all honest", f"{d.measured:,}", share(d.exact), share(d.near), d.verdict)
    return TextTable(
        f"6. Honest prompts that stand with another honest account, too (bound {d.bound:.0%})",
        ("kind", "prompts", "equal", "equal or near", ""),
        (all_, *kinds),
        f"Compared with {d.compared:,} prompts (of {d.prompts_in_log:,} in the log "
        f"{d.prompts_sampled:,} were read). Kinds that share prompts by what they are do not "
        f"count. Prompts of campaigns that are an honest person's byte for byte: {d.borrowed:,} "
        f"({d.borrowed_long:,} of more than 30 characters).",
    )


def _spreads(title: str, spreads: tuple[Spread, ...], note: str = "") -> TextTable:
    shown = (0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
    places = [QUANTILES.index(q) for q in shown]
    return TextTable(
        title,
        ("", "n", "mean", *(f"{q:.0%}" for q in shown)),
        tuple(
            (s.name, f"{s.n:,}", number(s.mean), *(number(s.quantiles[k]) for k in places))
            for s in spreads
        ),
        note,
    )


def _load(report: Report) -> list[TextTable]:
    own, public = report.load, report.measured
    per_day = [day.requests for day in own.days]
    models = sorted({model for day in own.days for model, _ in day.models})
    return [
        _spreads("7. Seconds between a session's requests",
                 own.session_gaps + public.session_gaps),
        _spreads("7. Turns a session", own.turns + public.turns),
        _spreads("7. Input tokens a request", own.input_tokens + public.input_tokens),
        _spreads("7. Output tokens a request", own.output_tokens + public.output_tokens),
        _spreads("7. Burstiness: variation of gaps in a day, accounts' medians",
                 own.burstiness + public.burstiness,
                 "1 is Poisson, below is paced, above is bursty."),
        TextTable(
            "7. Concentration of load over accounts",
            ("", "accounts", "gini", *(f"top {t:.0%}" for t, _ in own.concentration[0].tops)),
            tuple(
                (c.name, f"{c.accounts:,}", f"{c.gini:.3f}", *(share(part) for _, part in c.tops))
                for c in own.concentration + public.concentration
            ),
        ),
        TextTable(
            "7. Days",
            ("days", "requests a day, least", "median", "most", "models, first to last day"),
            (
                (
                    str(len(per_day)),
                    number(min(per_day)),
                    number(sorted(per_day)[len(per_day) // 2]),
                    number(max(per_day)),
                    "; ".join(
                        f"{m} {share(dict(own.days[0].models).get(m, 0.0), 0)} to "
                        f"{share(dict(own.days[-1].models).get(m, 0.0), 0)}"
                        for m in models[:8]
                    ),
                ),
            ),
        ),
    ]  # fmt: skip
