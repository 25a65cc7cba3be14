"""The report page: one HTML file that asks nothing of any network.

Text reaches the page through autoescaping templates and the filters below, which also make hidden
characters visible. The content security policy allows the page's own script and style by digest and
nothing else, so even an escape that failed would not run.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from serving.report import answers, confidence, timeline, words
from serving.report.data import Campaign, FlaggedAccount, Member, Report
from serving.report.ties import TiesGraph, graph_of, side

HERE = Path(__file__).parent
MOST_MEMBERS = 50
MOST_ACCOUNTS = 2_000
MOST_DRAWN = 25
MOST_CARDS = 100
MOST_REASONS = 5
# Characters of the accounts' own text. With tags and drawings this keeps a page below 5 MB.
ACCOUNT_TEXT = 2_000_000
ROW_OVERHEAD = 120


@dataclass(frozen=True)
class Card:
    """A campaign with what is drawn for it. `drawn` is False beyond the first 25."""

    campaign: Campaign
    rank: int
    anchor: str
    status: str
    fresh: bool
    drawn: bool
    graph: TiesGraph | None
    wide: Markup
    narrow: Markup
    answer: str
    members: tuple[Member, ...]
    unlisted: int
    evidence: str


def render(report: Report) -> str:
    """The whole page as text; equal reports give equal bytes.

    Raises ValueError if the score histogram has a gap or an empty bin width, since a picture of it
    would mislead.
    """
    _check_histogram(report)
    cards = [_card(report, at, campaign) for at, campaign in enumerate(report.campaigns, start=1)]
    accounts = _that_fit(sorted(report.flagged, key=answers.order))
    style = Markup((HERE / "assets" / "page.css").read_text(encoding="utf-8"))
    early = Markup((HERE / "assets" / "early.js").read_text(encoding="utf-8"))
    script = Markup((HERE / "assets" / "page.js").read_text(encoding="utf-8"))
    has_bins = any(count > 0 for _, _, count in report.score_histogram)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            report=report,
            run=report.run,
            style=style,
            early=early,
            script=script,
            policy=_policy((early, script), style),
            headline=answers.headline(report),
            cards=cards[:MOST_CARDS],
            more_cards=max(0, len(cards) - MOST_CARDS),
            accounts=accounts,
            anchors={card.campaign.campaign_id: card.anchor for card in cards[:MOST_CARDS]},
            scores_plot=confidence.draw_scores(report.score_histogram, report.tiers)
            if has_bins
            else "",
            scores_answer=answers.scores(report),
            reliability_plot=confidence.draw_reliability(report.reliability)
            if any(n for _, _, n in report.reliability)
            else "",
            reliability_answer=answers.reliability(report.reliability),
            rates_plot=confidence.draw_flag_rates(report.flag_rates)
            if any(rate.accounts > 0 for rate in report.flag_rates)
            else "",
            rates_answer=answers.flag_rates(report.flag_rates),
            imbalance=answers.balance(report.run),
            reasons_shown=MOST_REASONS,
            most_drawn=MOST_DRAWN,
        )
    )


def write_report(report: Report, path: Path) -> None:
    """Render and write to `path` whole or not at all; its folder is made if missing."""
    content = render(report).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def _check_histogram(report: Report) -> None:
    bins = report.score_histogram
    for at, (low, high, _) in enumerate(bins):
        if high <= low or (at and bins[at - 1][1] != low):
            raise ValueError(
                f"score_histogram[{at}]: expected a bin that starts where the last one ended and "
                f"has a width, found {low} to {high}. Pass bins in ascending order without gaps."
            )


def _card(report: Report, rank: int, campaign: Campaign) -> Card:
    drawn = rank <= MOST_DRAWN
    ranked = sorted(campaign.members, key=lambda member: (-member.score, member.account_id))
    listed = tuple(ranked[:MOST_MEMBERS]) if drawn else ()
    daily = report.population_daily
    pictures = [
        timeline.draw(campaign, daily, report.as_of, frame) if drawn else Markup("")
        for frame in (timeline.WIDE, timeline.NARROW)
    ]
    return Card(
        campaign=campaign,
        rank=rank,
        anchor=f"campaign-{rank}",
        status=answers.status(campaign),
        fresh=campaign.status.strip().lower() == "new",
        drawn=drawn,
        graph=graph_of(campaign) if drawn else None,
        wide=pictures[0],
        narrow=pictures[1],
        answer=timeline.answer(campaign, daily),
        members=listed,
        unlisted=max(campaign.accounts, len(campaign.members)) - len(listed),
        # A colon is quoted, so what comes out is a path whatever went in, never a scheme.
        evidence=quote(campaign.evidence[:512].lstrip("/"), safe="/.=_-", errors="replace"),
    )


def _that_fit(accounts: Sequence[FlaggedAccount]) -> tuple[FlaggedAccount, ...]:
    """The first 2,000 accounts, fewer where their text is so long that the page would be slow."""
    room = ACCOUNT_TEXT
    for at, account in enumerate(accounts[:MOST_ACCOUNTS]):
        said = (*account.reasons[:MOST_REASONS], *account.against[:MOST_REASONS])
        room -= ROW_OVERHEAD + sum(min(len(text), words.LONGEST_TEXT) for text in said)
        if room < 0:
            return tuple(accounts[:at])
    return tuple(accounts[:MOST_ACCOUNTS])


def _policy(scripts: Sequence[str], style: str) -> str:
    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    allowed = " ".join(digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _identifier(value: str) -> Markup:
    return Markup('<bdi class="id" title="{}">{}</bdi>').format(
        words.full_id(value), words.short_id(value)
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        ident=_identifier,
        text=words.sentence,
        number=words.number,
        about=words.about,
        p=words.probability,
        day=words.day,
        duration=words.duration,
        innocent=words.innocent,
    )
    environment.globals.update(count=words.count, one_in=words.one_in, side=side)
    return environment
