"""The report page in a real Chromium: keys, search, sort, themes, width, and no request at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from serving.report import write_report
from tests.report_data import campaign, sample_report
from tests.test_serving_report import HOSTILE, hostile_report

pytestmark = pytest.mark.chromium
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not executable:
        reason = "no Chromium: set CHROMIUM to its executable or put chromium on PATH"
        if os.environ.get("REQUIRE_CHROMIUM") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "index.html"
    write_report(sample_report(), path)
    return path


@pytest.fixture
def page(browser: Any, file: Path) -> Iterator[Any]:
    """The sample page at 1280 pixels; any console message, error or request fails the test."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    trouble: list[str] = []
    opened.on("console", lambda message: trouble.append(message.text))
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("request", lambda request: trouble.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert [text for text in trouble if text != file.as_uri()] == []


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def visible(page: Any) -> list[str]:
    return [
        str(text)
        for text in page.evaluate(
            "[...document.querySelectorAll('#accounts-table tbody tr')]"
            ".filter(row => row.getClientRects().length).map(row => row.innerText)"
        )
    ]


def column(page: Any, at: int) -> list[str]:
    return [
        str(value)
        for value in page.evaluate(
            "at => [...document.querySelectorAll('#accounts-table tbody tr')]"
            ".filter(row => row.getClientRects().length).map(row => row.cells[at].dataset.sort)",
            at,
        )
    ]


def test_j_and_k_walk_the_campaigns_and_enter_opens_one(page: Any) -> None:
    for key, at in (("j", 1), ("j", 2), ("k", 1), ("k", 1), ("j", 2), ("j", 3), ("j", 3)):
        page.keyboard.press(key)
        assert focused(page) == f"campaign-{at}"
    details = page.locator("#campaign-3 details")
    page.keyboard.press("Enter")
    assert details.get_attribute("open") is not None
    assert page.locator("#campaign-3 svg.ties").is_visible()
    page.keyboard.press("Escape")
    assert details.get_attribute("open") is None
    assert focused(page) == "campaign-3"


def test_focus_can_be_seen(page: Any) -> None:
    page.keyboard.press("j")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate(outline) == "solid"


def test_slash_searches_and_escape_ends_it(page: Any) -> None:
    page.keyboard.press("/")
    assert focused(page) == "search"
    page.keyboard.type("campus network j")
    assert visible(page) == []
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    rows = visible(page)
    assert 0 < len(rows) <= 20
    assert all("campus network" in row for row in rows)
    assert " of 74 match" in page.locator("#matches").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    assert focused(page) != "search"
    assert page.locator("#matches").inner_text() == "20 of 74 shown"


def test_all_rows_come_on_demand(page: Any) -> None:
    assert len(visible(page)) == 20
    page.locator("#show-all").click()
    assert len(visible(page)) == 74
    assert page.locator("#show-all").is_hidden()


def test_columns_sort_both_ways_and_say_so(page: Any) -> None:
    page.locator("#show-all").click()
    scores = [float(value) for value in column(page, 1)]
    assert scores == sorted(scores, reverse=True)
    head = page.locator("#accounts-table th", has_text="Score")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    scores = [float(value) for value in column(page, 1)]
    assert scores == sorted(scores)
    days = page.locator("#accounts-table th", has_text="Active days")
    days.locator("button").click()
    assert days.get_attribute("aria-sort") == "descending"
    assert head.get_attribute("aria-sort") is None
    counts = [int(value) for value in column(page, 5)]
    assert counts == sorted(counts, reverse=True)
    page.locator("#accounts-table th", has_text="Account").locator("button").click()
    names = column(page, 0)
    assert names == sorted(names)


def test_question_mark_lists_the_keys(page: Any) -> None:
    dialog = page.locator("#keys")
    assert dialog.is_hidden()
    page.keyboard.press("?")
    assert dialog.is_visible()
    page.keyboard.press("j")
    assert not focused(page).startswith("campaign")
    page.keyboard.press("Escape")
    assert dialog.is_hidden()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_page_never_scrolls_sideways(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_what_speaks_for_an_account_is_on_screen(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    for cell in page.locator("#accounts-table tbody tr:not(.off) td:nth-child(5)").all()[:5]:
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


def test_dark_follows_the_system_and_the_button_overrides_it(page: Any) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    bar = "getComputedStyle(document.querySelector('svg.chart [fill^=\"var\"]')).fill"
    before = page.evaluate(bar)
    page.locator("#theme").click()
    assert page.evaluate(ground) == light
    assert page.evaluate(bar) != before
    page.reload()
    assert page.evaluate(ground) == light
    page.locator("#theme").click()
    assert page.evaluate(ground) == dark


def test_paper_shows_every_detail(page: Any) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert all(table.is_visible() for table in page.locator("table.members").all())
    assert page.locator(".controls").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_a_spreadsheet_gets_whole_ids_and_no_formula(browser: Any, tmp_path: Path) -> None:
    base = sample_report((campaign(5, 8, "new", 0.9, 9),), 3)
    long = "=cmd()" + "x" * 60
    accounts = (
        replace(base.flagged[0], account_id=long, reasons=('-1 "quoted"',)),
        *base.flagged[1:],
    )
    path = tmp_path / "index.html"
    write_report(replace(base, flagged=accounts), path)
    opened = browser.new_page()
    opened.goto(path.as_uri())
    with opened.expect_download() as started:
        opened.locator("#csv").click()
    lines = Path(started.value.path()).read_text(encoding="utf-8").splitlines()
    opened.close()
    assert started.value.suggested_filename == "accounts-2026-05-19.csv"
    assert lines[0].startswith('"Account","Score","Tier","Why it is flagged"')
    assert lines[1].startswith(f'"\'{long}",".98","restrict","\'-1 ""quoted"""')
    assert len(lines) == 4


def test_a_hostile_id_runs_nothing(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    opened = browser.new_page(viewport={"width": 360, "height": 800})
    trouble: list[str] = []
    opened.on("dialog", lambda dialog: trouble.append(dialog.message))
    opened.on("console", lambda message: trouble.append(message.text))
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    for value in (*HOSTILE[:3], "W" * 65_536):
        write_report(hostile_report(value), path)
        opened.goto(path.as_uri())
        opened.keyboard.press("j")
        opened.keyboard.press("Enter")
        assert opened.evaluate("document.documentElement.scrollWidth") == 360
    opened.close()
    assert trouble == []
