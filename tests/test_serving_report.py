"""The report page without a browser: structure, hostile values, determinism, empty states, size."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serving.report import answers, page, render, ties, timeline, words, write_report
from serving.report.data import BenignGroup, Campaign, FlagRate, Member, Report, Tie
from tests.report_data import AS_OF, campaign, flagged, sample_report

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "=cmd()",
    "line\nbreak\r\ttab",
    "abc\u202egnp.exe\u202c",
    "zero\u200bwidth\ufeff",
    "nul\x00 and \x1b[31m",
    "{{ 7 * 7 }}{% raw %}",
    "]]></style></script><!--",
    "lone \ud800 surrogate",
    "\u05d0\u05d1\u05d2",
)
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """Tags with attributes, headings in order, and text outside script and style."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.words.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def report() -> Report:
    return sample_report()


@pytest.fixture(scope="module")
def html(report: Report) -> str:
    return render(report)


@pytest.fixture(scope="module")
def parsed(html: str) -> Page:
    return Page(html)


def hostile_report(value: str) -> Report:
    """The sample with `value` in every place that takes a string."""
    base = sample_report((campaign(5, 8, "new", 0.9, 9),), 4)
    one = base.campaigns[0]
    swapped = replace(
        one,
        campaign_id=value,
        status=value,
        aim=value,
        why=(value,),
        against=(value,),
        hubs=(value,),
        evidence=value,
        ties=(*one.ties, Tie(one.members[0].account_id, value, value)),
        members=tuple(
            replace(m, account_id=value, tier=value, ties=value, against=value)
            if at == 1
            else replace(m, tier=value)
            for at, m in enumerate(one.members)
        ),
    )
    account = replace(
        base.flagged[0],
        account_id=value,
        tier=value,
        campaign_id=value,
        reasons=(value,),
        against=(value,),
        plan=value,
        surface=value,
    )
    run = replace(
        base.run,
        set_aside={value: 5_900},
        model_version=value,
        champion_since=value,
        model_digest=value,
        embedder=value,
        catalogue=value,
        started=value,
        scores_path=value,
    )
    return replace(
        base,
        complete_to=value,
        campaigns=(swapped,),
        benign_groups=(BenignGroup(value, 3, value),),
        flagged=(account, *base.flagged[1:]),
        tiers={value: 0.3},
        flag_rates=(FlagRate("surface", value, 3, 100), FlagRate("surface", "web", 1, 100)),
        run=run,
    )


# Words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("acct_1", "acct_1"),
        ("", "⟨empty⟩"),
        ("a" * 28, "a" * 28),
        ("a" * 20 + "b" * 20, "a" * 14 + "…" + "b" * 13),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\nb\x00", "a⟨U+000A⟩b⟨U+0000⟩"),
        ("a\u200bb\u0301", "a⟨U+200B⟩b⟨U+0301⟩"),
        ("a\u00a0b c", "a⟨U+00A0⟩b c"),
    ],
)
def test_an_id_is_cut_in_the_middle_and_hides_nothing(value: str, said: str) -> None:
    assert words.short_id(value) == said


def test_a_full_id_is_whole_up_to_256_characters_and_says_its_length_beyond() -> None:
    assert words.full_id("x" * 256) == "x" * 256
    said = words.full_id("x" * 65_536)
    assert said.endswith("(65,536 characters)")
    assert len(said) < 300


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.974, ".97"), (0.999, ">.99"), (0.001, "<.01"), (0.5, ".50"), (1.0, ">.99"), (0.0, "<.01")],
)
def test_a_probability_has_two_digits_and_is_never_certain(value: float, said: str) -> None:
    assert words.probability(value) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 10, "none"),
        (3, 0, "none"),
        (10, 10, "all"),
        (1, 40, "1 in 40"),
        (9, 10, "9 of 10"),
        (999, 1000, "9 of 10"),
        (12, 5_402, "1 in 450"),
        (1, 123_456, "1 in 120,000"),
        (1, 2, "1 in 2"),
    ],
)
def test_a_share_can_be_grasped(part: float, whole: float, said: str) -> None:
    assert words.one_in(part, whole) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.34, "~0.3"), (3.04, "~3"), (25.6, "~26"), (413, "~410"), (12_345, "~12,000")],
)
def test_a_rate_is_no_more_exact_than_it_is_known(value: float, said: str) -> None:
    assert words.about(value) == said


def test_days_and_durations() -> None:
    assert words.day(date(2026, 5, 19)) == "19 May 2026"
    assert words.day(date(2026, 4, 21), AS_OF) == "21 Apr"
    assert words.day(date(2025, 12, 31), AS_OF) == "31 Dec 2025"
    assert words.day(None) == "never"
    assert [words.duration(s) for s in (42.2, 200, 7_500)] == ["42 s", "3 min 20 s", "2 h 05 min"]


def test_the_innocent_are_counted_beside_the_probability() -> None:
    assert words.innocent(0.97, 58) == "about 2 of its 58 accounts are expected to be innocent"
    assert words.innocent(0.8, 5) == "about 1 of its 5 accounts is expected to be innocent"
    assert words.innocent(0.99, 9) == "fewer than 1 of its 9 accounts is expected to be innocent"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_no_text_keeps_a_character_that_hides_or_reorders(value: str) -> None:
    for said in (words.short_id(value), words.full_id(value), words.sentence(value)):
        said.encode("utf-8")
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", said)
    assert len(words.short_id(value)) <= 28 * 11


# The page as a whole


def test_the_page_is_whole_html_with_headings_in_order(parsed: Page) -> None:
    assert parsed.unbalanced == []
    assert parsed.open == []
    levels = [int(tag[1]) for tag, _ in parsed.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attrs["id"] for _, attrs in parsed.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] or "" for attrs in parsed.named("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_every_table_has_a_caption_and_every_head_a_scope(parsed: Page) -> None:
    assert len(parsed.named("table")) == len(parsed.named("caption")) >= 6
    assert all(head.get("scope") in ("row", "col") for head in parsed.named("th"))


def test_nothing_points_outside_the_file(html: str, parsed: Page) -> None:
    for tag, attrs in parsed.tags:
        for name in ("src", "href", "srcset", "action", "data", "poster", "xlink:href"):
            target = attrs.get(name) or ""
            assert not re.match(r"[a-z]+:|//", target) or target == "data:,", (tag, target)
    without_namespaces = re.sub(r'xmlns(:\w+)?="[^"]*"', "", html)
    assert not re.search(r"https?://|url\(|@import", without_namespaces)


def test_the_policy_allows_exactly_the_script_and_style_of_the_page(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    allowed = policy.group(1).replace("&#39;", "'")
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed
    blocks = re.findall(r"<(script|style)>(.*?)</\1>", html, flags=re.DOTALL)
    assert [kind for kind, _ in blocks] == ["style", "script", "script"]
    for kind, text in blocks:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        part = next(p for p in allowed.split(";") if p.strip().startswith(f"{kind}-src"))
        assert f"'sha256-{digest}'" in part
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<[^>]+\son\w+=", html)


def test_the_header_and_a_card_say_what_a_reviewer_needs(parsed: Page) -> None:
    text = parsed.text
    for said in (
        "3 campaigns to review, 1 new today, 3 further groups watched.",
        "19 May 2026",
        "5,402 accounts scored",
        "data complete to 23:59 UTC",
        "model 7, champion since 12 May 2026",
        "C-0142 New today Suspected: no decision backs it",
        ".97 about 2 of its 58 accounts are expected to be innocent",
        "exchanges since 21 Apr",
        "Resembles decided cases",
        "Grew by 7",
        "9 accounts have two months of varied use before",
        "A class 34 accounts",
        "74 accounts, highest score first",
        "5,204,113 rows read = 5,190,002 used + 8,211 duplicates + 5,900 set aside",
        "took 6 min 53 s",
    ):
        assert said in text, said


def test_each_accusation_stands_beside_what_speaks_against_it(report: Report) -> None:
    bare = replace(report.campaigns[2], against=(), why=())
    text = Page(render(replace(report, campaigns=(bare,), flagged=report.flagged[:1]))).text
    assert "Nothing found that speaks against it." in text
    assert "No reason in words was given. Do not act on the number alone." in text
    assert "nothing found that speaks for this account" in text
    assert text.count("What speaks against it") == 1


def test_equal_reports_give_equal_bytes_and_a_changed_one_does_not(
    report: Report, html: str
) -> None:
    assert render(sample_report()) == html
    assert render(replace(report, silent_accounts=1)) != html


def test_order_of_accounts_and_ties_does_not_matter(report: Report, html: str) -> None:
    turned = tuple(replace(c, ties=c.ties[::-1], members=c.members[::-1]) for c in report.campaigns)
    assert render(replace(report, campaigns=turned, flagged=report.flagged[::-1])) == html


# Hostile values


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_text_wherever_it_stands(value: str) -> None:
    html = render(hostile_report(value))
    html.encode("utf-8")
    parsed = Page(html)
    assert parsed.unbalanced == []
    assert parsed.open == []
    assert [tag for tag, _ in parsed.tags].count("script") == 2
    assert parsed.named("img") == []
    for _, attrs in parsed.tags:
        assert not [name for name in attrs if name.startswith("on")]
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", html
    )
    assert "49" not in [w.strip() for w in parsed.words if "raw" in w]
    assert words.short_id(value) in parsed.text.replace("  ", " ")


@pytest.mark.parametrize(
    ("given_path", "href"),
    [
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("//evil.example/x", "evil.example/x"),
        ("../../campaigns/as_of=2026-05-19/C-1.json", "../../campaigns/as_of=2026-05-19/C-1.json"),
    ],
)
def test_evidence_is_a_relative_path_whatever_it_says(
    report: Report, given_path: str, href: str
) -> None:
    one = replace(report.campaigns[2], evidence=given_path)
    links = Page(render(replace(report, campaigns=(one,)))).named("a")
    assert href in [link["href"] for link in links]


def test_ids_of_64_kib_do_not_make_the_page_long(report: Report) -> None:
    long = tuple(
        replace(account, account_id=f"{at:04d}" + "x" * 65_532)
        for at, account in enumerate(flagged(50))
    )
    html = render(replace(report, flagged=long, campaigns=()))
    assert len(html) < 300_000
    assert "(65,536 characters)" in html


# Empty states


def test_a_quiet_day_says_what_quiet_means() -> None:
    empty = replace(
        sample_report((), 0),
        benign_groups=(),
        score_histogram=(),
        reliability=(),
        flag_rates=(),
        drift=(),
        decisions_known=0,
        population_daily=(),
        run=replace(sample_report((), 0).run, set_aside={}, rows_read=5_198_213),
    )
    text = Page(render(empty)).text
    for said in (
        "No campaign above the review threshold. 3 groups are watched.",
        "No group was looked at and left without accusation in this run.",
        "No account reaches a tier today.",
        "No account was scored.",
        "Nothing to draw until accounts with a score have been decided.",
        "No slice with accounts.",
        "Not compared: this run had no figures of a week ago.",
        "No row was set aside.",
        "5,198,213 rows read = 5,190,002 used + 8,211 duplicates + 0 set aside",
    ):
        assert said in text, said
    one = Page(render(replace(empty, watched_groups=1))).text
    assert "1 group is watched." in one


def test_day_zero_ranks_and_does_not_promise_a_probability(report: Report) -> None:
    text = Page(render(replace(report, day_zero=True, decisions_known=0, reliability=()))).text
    assert "No model exists yet: groups are ranked by how unlikely their ties are." in text
    assert "expected to be innocent" not in text
    assert "not checked against any decision" in text


def test_a_model_that_no_decision_checked_does_not_promise_a_probability(report: Report) -> None:
    text = Page(render(replace(report, decisions_known=0, reliability=()))).text
    assert "No decision exists yet: the model was taught by shared traces alone." in text
    assert "expected to be innocent" not in text


def test_a_campaign_without_ties_days_or_members_is_still_shown(report: Report) -> None:
    bare = replace(report.campaigns[0], ties=(), daily=(), members=(), hubs=(), evidence="")
    text = Page(render(replace(report, campaigns=(bare,), population_daily=()))).text
    assert "No tie between two accounts: this group is held together by likeness alone." in text
    assert "No exchange of this campaign is in the days that were read. No day to draw." in text
    assert "No member was handed over with this campaign." in text
    assert "Evidence as JSON" not in text


def test_rows_that_do_not_add_up_are_said_at_the_top(report: Report) -> None:
    wrong = replace(report, run=replace(report.run, rows_read=report.run.rows_read + 17))
    said = "These do not add up: 17 rows missing from the right side."
    assert Page(render(wrong)).text.count(said) == 2
    assert answers.balance(report.run) == ""


def test_a_histogram_with_a_gap_is_refused(report: Report) -> None:
    with pytest.raises(ValueError, match=r"score_histogram\[1\]: expected a bin that starts where"):
        render(replace(report, score_histogram=((0.0, 0.1, 3), (0.2, 0.3, 1))))


# Answers under the plots


def test_the_slice_that_is_flagged_most_is_named_only_beyond_chance() -> None:
    even = (FlagRate("plan", "free", 10, 1_000), FlagRate("plan", "pro", 12, 1_000))
    assert answers.flag_rates(even) == (
        "No slice is flagged more often than the others beyond chance."
    )
    uneven = (*even, FlagRate("surface", "api", 90, 1_000), FlagRate("surface", "web", 9, 3_600))
    assert answers.flag_rates(uneven) == (
        "Most often: surface api, 1 in 11 accounts; the others of its kind: 1 in 400."
    )


def test_reliability_says_where_the_score_is_wrong() -> None:
    assert "1 of 2 groups disagree beyond chance" in answers.reliability(
        ((0.1, 0.1, 100), (0.9, 0.4, 100), (float("nan"), float("nan"), 0))
    )
    assert answers.reliability(((0.1, 0.1, 100),)) == (
        "Over 100 decided accounts: predicted 10 of 100, decided 10 of 100. "
        "Every group agrees within chance."
    )


def test_the_timeline_compares_weekends_and_the_busiest_day() -> None:
    days = [date(2026, 5, 4) + timedelta(days=at) for at in range(14)]
    people = tuple((day, 500 if day.weekday() >= 5 else 1_000) for day in days)
    flat = replace(campaign(1, 5, "new", 0.9, 3), daily=tuple((day, 10) for day in days))
    assert timeline.answer(flat, people) == (
        "At weekends it sends 100\u00a0% of its weekday volume; everybody sends 50\u00a0%. "
        "Busiest on 17 May 2026: 10 exchanges, 1 in 50 of everybody's."
    )


def test_ticks_end_on_the_last_day_and_are_few() -> None:
    last = date(2026, 5, 19)
    for span in (0, 1, 5, 41, 366, 2_000):
        marks = timeline.ticks(last - timedelta(days=span), last, 6)
        assert marks[-1] == last
        assert 1 <= len(marks) <= 6
        assert len({b - a for a, b in pairwise(marks)}) <= 1


# Ties


def _members(names: list[str]) -> tuple[Member, ...]:
    return tuple(Member(name, 0.9, "review", 1, 1, None, "", "") for name in names)


def _tied(pairs: list[tuple[str, str, str]], names: list[str]) -> Campaign:
    base = campaign(1, 5, "new", 0.9, 3)
    made = tuple(Tie(*pair) for pair in pairs)
    return replace(base, ties=made, members=_members(names), hubs=("hub",), accounts=len(names))


def test_a_tie_counts_once_whatever_its_direction() -> None:
    pairs = [("a", "b", "one card"), ("b", "a", "one card"), ("a", "a", "one card")]
    graph = ties.graph_of(_tied([*pairs, ("b", "hub", "one exit")], ["a", "b", "c"]))
    assert graph is not None
    assert [(s.what, s.ties, s.accounts) for s in graph.strands] == [
        ("one card", 1, 2),
        ("one exit", 1, 1),
    ]
    assert [node.title for node in graph.nodes if node.hub] == ["hub"]
    assert graph.loose == 1
    assert graph.left_out == ""


def test_a_large_campaign_is_cut_to_one_piece_and_says_so() -> None:
    graph = ties.graph_of(campaign(9, 2_000, "new", 0.9, 20))
    assert graph is not None
    assert len(graph.nodes) <= ties.MOST_NODES + ties.MOST_LOOSE
    assert sum(strand.path.count("M") for strand in graph.strands) <= ties.MOST_EDGES
    assert re.match(r"Drawn: 1\d\d of 1,720 tied accounts and \d+ of 6,\d+ ties", graph.left_out)
    names, drawn = ties.choose(ties.distinct(campaign(9, 2_000, "new", 0.9, 20).ties), frozenset())
    reached, todo = set(), [names[0]]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += [t.b if t.a == name else t.a for t in drawn if name in (t.a, t.b)]
    assert len(reached) == len(names)


def test_more_than_five_kinds_are_gathered() -> None:
    pairs = [("a", f"n{at}{k}", f"kind {k}") for k in range(8) for at in range(8 - k)]
    graph = ties.graph_of(_tied(pairs, ["a"]))
    assert graph is not None
    assert [s.what for s in graph.strands] == ["kind 0", "kind 1", "kind 2", "kind 3", "other ties"]
    assert graph.strands[-1].ties == 4 + 3 + 2 + 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c", "d", "e", "hub"]),
            st.sampled_from(["a", "b", "c", "d", "e", "hub"]),
            st.sampled_from(["one card", "twins", "one exit"]),
        ),
        max_size=15,
    )
)
def test_every_dot_lies_in_the_drawing_and_every_tie_is_counted(
    pairs: list[tuple[str, str, str]],
) -> None:
    graph = ties.graph_of(_tied(pairs, ["a", "b", "c", "d", "e"]))
    naive = {(frozenset((a, b)), what) for a, b, what in pairs if a != b}
    if not naive:
        assert graph is None
        return
    assert graph is not None
    assert sum(strand.ties for strand in graph.strands) == len(naive)
    assert sum(strand.path.count("M") for strand in graph.strands) == len(naive)
    assert all(0 <= n.x <= graph.width and 0 <= n.y <= graph.height for n in graph.nodes)


# Size and writing


def test_2000_accounts_and_campaigns_of_300_stay_below_5_mb() -> None:
    many = tuple(campaign(at, 300, "new", 0.9, 28) for at in (1, 2, 3))
    html = render(sample_report(many, 2_600))
    assert len(html.encode()) < 5_000_000
    text = Page(html).text
    assert "This page holds the 2,000 with the highest score. The other 600 are in" in text
    assert text.count("250 further members are in scores/as_of=2026-05-19/part-0.parquet") == 3
    assert html.count('class="members') == 3


def test_endless_reasons_cost_rows_not_megabytes(report: Report) -> None:
    wordy = tuple(
        replace(account, reasons=("so many words " * 5_000,) * 40) for account in flagged(2_000)
    )
    html = render(replace(report, campaigns=(), flagged=wordy))
    assert len(html.encode()) < 5_000_000
    assert re.search(r"This page holds the \d+ with the highest score", Page(html).text)


def test_campaigns_beyond_the_drawn_ones_keep_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_DRAWN", 1)
    monkeypatch.setattr(page, "MOST_CARDS", 2)
    text = Page(render(sample_report())).text
    assert text.count("What speaks against it") == 2
    assert text.count("Members, highest score first") == 1
    assert "1 further campaign not shown here" in text
    assert "Not drawn: the first 1 of them is." in text


def test_a_report_is_written_whole_or_not_at_all(
    report: Report, html: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "as_of=2026-05-19" / "index.html"
    write_report(report, target)
    assert target.read_text(encoding="utf-8") == html

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(page.os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_report(replace(report, silent_accounts=2), target)
    assert target.read_text(encoding="utf-8") == html
    assert [path.name for path in target.parent.iterdir()] == ["index.html"]
