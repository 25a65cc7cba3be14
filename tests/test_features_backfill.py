"""A day is taken in, a late one with it, and many after a kill, on a log of ten days.

Files of the log are dated back an hour unless a test says otherwise: one that is younger than two
seconds may still change unseen and gets no stamp.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from features import catalogue
from features.__main__ import app
from features.backfill import LATE_DAYS
from features.build import Intake, build, keep_intake, run_days
from features.contract import EXCHANGES
from features.daily import STAMP, tile_folder
from features.embedding import embedder_folder
from features.snapshots import snapshot_folder
from features.warehouse import read_partition
from models.content_space import save_space
from tests import worlds
from tests.worlds import AS_OF, Row, World

ROOT = Path(__file__).parent.parent
RUN = CliRunner()
OFFSETS = tuple(range(9, -1, -1))
HOUR_NS = 3_600_000_000_000


def back(days: int) -> date:
    return AS_OF - timedelta(days=days)


@dataclass(frozen=True)
class Place:
    """A log and a warehouse, and what a user does with them."""

    logs: Path
    warehouse: Path

    def call(self, command: str, *more: str) -> Result:
        data = ("--logs", str(self.logs), "--warehouse", str(self.warehouse))
        return RUN.invoke(app, [command, *data, *more])

    def daily(self, day: date = AS_OF, *more: str) -> str:
        result = self.call("daily", "--date", day.isoformat(), *more)
        assert result.exit_code == 0, result.output
        return result.stdout

    def backfill(self, first: date, last: date, *more: str) -> str:
        days = ("--from", first.isoformat(), "--to", last.isoformat())
        result = self.call("backfill", *days, *more)
        assert result.exit_code == 0, result.output
        return result.stdout

    def refused(self, command: str, *more: str) -> str:
        result = self.call(command, *more)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Traceback" not in result.stderr
        return result.stderr.replace(str(self.logs), "LOGS").replace(str(self.warehouse), "WH")

    def folder(self, day: date) -> Path:
        return self.logs / "exchanges" / f"date={day.isoformat()}"

    def deliver(self, day: date, rows: list[Row], name: str = "late.parquet") -> Path:
        """A file of a day, written an hour ago."""
        file = self.folder(day) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(worlds.table(rows, EXCHANGES), file)
        age(file)
        return file

    def tiles(self) -> dict[str, str]:
        """Digest of every tile by its day."""
        manifests = sorted((self.warehouse / "daily").glob("date=*/manifest.json"))
        return {m.parent.name[5:]: json.loads(m.read_text())["digest"] for m in manifests}

    def rows(self) -> dict[str, str]:
        """Digest of all feature rows by their day."""
        manifests = sorted((self.warehouse / "features").glob("as_of=*/manifest.json"))
        return {m.parent.name[6:]: json.loads(m.read_text())["digest"] for m in manifests}

    def content(self) -> dict[str, bytes]:
        """Every file that a reader may follow: tiles and feature rows, stamps left out."""
        return {
            str(file.relative_to(self.warehouse)): file.read_bytes()
            for part in ("daily", "features")
            for file in (self.warehouse / part).rglob("*")
            if file.is_file() and not file.name.startswith(".") and file.name != STAMP
        }

    def another(self) -> Place:
        """The same log with a warehouse of its own that has the embedder and nothing else."""
        place = Place(self.logs, self.warehouse.with_name(f"{self.warehouse.name}-fresh"))
        save_space(worlds.space(), embedder_folder(place.warehouse) / "space.npz")
        return place

    def scratch(self) -> dict[str, str]:
        """Digests of the tiles of all days of the log as it is, made in a new warehouse."""
        fresh = self.another()
        make_tiles(fresh, OFFSETS)
        return fresh.tiles()


def make_tiles(place: Place, offsets: Sequence[int], console: Console | None = None) -> None:
    run_days(
        place.logs,
        place.warehouse,
        [back(d) for d in offsets],
        worlds.embedding(),
        max_bad_share=0.01,
        console=console or Console(file=StringIO()),
        lines=True,
    )


def age(*files: Path, by: int = HOUR_NS) -> None:
    for file in files:
        then = time.time_ns() - by
        os.utime(file, ns=(then, then))


def spoil(files: list[Path]) -> None:
    """Bytes that are no Parquet, of the same size and time: whoever reads them fails."""
    for file in files:
        before = file.stat()
        file.write_bytes(b"\xff" * before.st_size)
        os.utime(file, ns=(before.st_mtime_ns, before.st_mtime_ns))


def some_rows(seed: int, count: int, offsets: tuple[int, ...], first: int = 0) -> list[Row]:
    """Exchanges that have all optional columns, on the days so many days before AS_OF."""
    rng = np.random.default_rng(seed)
    names = [f"a{i:02}" for i in range(6)]
    return worlds.random_exchanges(rng, names, count, blanks=0.1, offsets=offsets, first=first)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A log without tiles and the same log with tiles of all days but the newest; copied below."""
    bare, tiled = tmp_path_factory.mktemp("bare"), tmp_path_factory.mktemp("tiled") / "place"
    accounts = worlds.random_accounts(
        np.random.default_rng(1), [f"a{i:02}" for i in range(7)], blanks=0.1
    )
    logs = worlds.write_log(bare / "logs", World(some_rows(0, 150, OFFSETS), accounts))
    age(*logs.rglob("*.parquet"))
    save_space(worlds.space(), embedder_folder(bare / "wh") / "space.npz")
    shutil.copytree(bare, tiled)
    make_tiles(Place(tiled / "logs", tiled / "wh"), OFFSETS[:-1])
    return bare, tiled


@pytest.fixture(scope="module")
def whole(kept: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Place:
    """What a backfill of all days makes of the log, in one go; not to be changed."""
    root = tmp_path_factory.mktemp("whole")
    shutil.copytree(kept[0], root, dirs_exist_ok=True)
    place = Place(root / "logs", root / "wh")
    place.backfill(back(9), AS_OF)
    return place


@pytest.fixture
def place(kept: tuple[Path, Path], tmp_path: Path) -> Place:
    shutil.copytree(kept[0], tmp_path, dirs_exist_ok=True)
    return Place(tmp_path / "logs", tmp_path / "wh")


@pytest.fixture
def stood(kept: tuple[Path, Path], tmp_path: Path) -> Place:
    """The tiles of all days but the newest stand."""
    shutil.copytree(kept[1], tmp_path, dirs_exist_ok=True)
    return Place(tmp_path / "logs", tmp_path / "wh")


# Literal cases


def test_daily_says_what_it_did(tmp_path: Path) -> None:
    """Three rows of the day: one used, one delivered twice, one with a negative count."""
    noon = worlds.moment(AS_OF, 43_200)
    rows = [
        worlds.exchange(1, "a", noon),
        worlds.exchange(1, "a", noon),
        worlds.exchange(2, "b", noon, output_tokens=-1),
    ]
    logs = worlds.write_log(tmp_path / "logs", World(rows, [worlds.account("a")]))
    save_space(worlds.space(), embedder_folder(tmp_path / "wh") / "space.npz")
    said = Place(logs, tmp_path / "wh").daily(AS_OF, "--max-bad-share", "0.5")
    assert re.sub(r"\d+\.\d s", "0.0 s", said).splitlines() == [
        "daily 2026-05-19: 1 of 1 days read, 0.0 s",
        "  2026-05-19: 3 rows read = 1 used + 1 duplicates + 1 set aside · made",
        f"    1 x output_tokens below 0 (see {tmp_path}/wh/quarantine)",
        "  feature rows as of 2026-05-19: 1 accounts, 1 active in 28 days",
    ]


def test_daily_reads_the_exchanges_of_its_day_alone(stood: Place, whole: Place) -> None:
    spoil([f for d in range(1, 10) for f in stood.folder(back(d)).iterdir()])
    said = stood.daily()
    assert said.startswith("daily 2026-05-19: 1 of 1 days read")
    assert stood.content() == whole.content()


@pytest.mark.parametrize("late", [2, 3])
def test_a_late_file_is_taken_in_with_the_day(stood: Place, late: int) -> None:
    stood.deliver(back(late), some_rows(5, 4, (late,), first=900))
    # Whatever is read of another day fails.
    others = [d for d in range(1, 10) if d != late]
    spoilt = {f: f.read_bytes() for d in others for f in stood.folder(back(d)).iterdir()}
    spoil(list(spoilt))
    lines = stood.daily().splitlines()
    assert lines[0].startswith("daily 2026-05-19: 2 of 2 days read")
    assert lines[1].startswith(f"  {back(late)}: ")
    assert lines[1].endswith(" · late rows taken in")
    assert lines[2].startswith("  2026-05-19: ")
    for file, content in spoilt.items():
        file.write_bytes(content)
    assert stood.tiles() == stood.scratch()
    made_of = read_partition(snapshot_folder(stood.warehouse, AS_OF)).meta["tiles"]
    assert made_of == stood.tiles()
    assert read_partition(stood.warehouse / "intake").meta["late_days"] == 1


@pytest.mark.parametrize("late", [4, pytest.param(5, marks=pytest.mark.slow)])
def test_an_older_late_file_is_left_and_said(stood: Place, late: int) -> None:
    before = stood.tiles()
    stood.deliver(back(late), some_rows(5, 4, (late,), first=900))
    lines = stood.daily().splitlines()
    assert lines[0].startswith("daily 2026-05-19: 1 of 1 days read")
    assert lines[2:4] == [
        f"  left as they are, days that need a new tile: 1 ({back(late)})",
        f"    to take them in: make backfill FROM={back(late)} TO=2026-05-19",
    ]
    assert {day: digest for day, digest in stood.tiles().items() if day != "2026-05-19"} == before
    said = stood.backfill(back(late), AS_OF)
    assert f"1 of {late + 1} days read ({late} stood already)" in said
    assert "left as they are" not in stood.daily()
    assert stood.tiles() == stood.scratch()
    made_of = read_partition(snapshot_folder(stood.warehouse, AS_OF)).meta["tiles"]
    assert made_of == stood.tiles()


def test_a_day_that_is_delivered_again_replaces_its_tile(stood: Place) -> None:
    stood.daily()
    first = stood.tiles()[str(AS_OF)]
    stood.deliver(AS_OF, some_rows(7, 20, (0,)), "0.parquet")
    said = stood.daily()
    assert "20 rows read" in said
    assert "delivered again, replaced" in said
    assert stood.tiles() == stood.scratch()
    assert stood.tiles()[str(AS_OF)] != first


def test_daily_twice_does_nothing_the_second_time(stood: Place) -> None:
    stood.daily()
    before = stood.content()
    spoil([*stood.folder(AS_OF).iterdir()])
    said = stood.daily()
    assert said.startswith("daily 2026-05-19: 0 of 1 days read")
    assert " · stood already\n" in said
    assert stood.content() == before


def test_a_day_before_without_a_tile_is_made_and_older_ones_are_said(place: Place) -> None:
    make_tiles(place, (9, 8, 7))
    lines = place.daily().splitlines()
    assert [line.split(" · ")[-1] for line in lines[1:5]] == ["had no tile"] * 3 + ["made"]
    assert lines[5:7] == [
        "  left as they are, days that need a new tile: 3 (2026-05-13, 2026-05-14, 2026-05-15)",
        "    to take them in: make backfill FROM=2026-05-13 TO=2026-05-19",
    ]
    assert len(place.tiles()) == 3 + LATE_DAYS + 1


def test_many_older_days_are_said_in_one_line(place: Place) -> None:
    said = place.daily()
    assert "need a new tile: 6 (2026-05-10, 2026-05-11, 2026-05-12 and 3 more)\n" in said
    assert "make backfill FROM=2026-05-10 TO=2026-05-19\n" in said


def test_backfill_makes_the_rows_of_its_last_day_or_of_every_day(place: Place) -> None:
    said = place.backfill(back(3), back(2))
    assert re.match(
        r"backfill 2026-05-16 to 2026-05-17: 2 of 2 days read \(0 stood already\), \d+\.\d s\n"
        r"  \d+ rows read = \d+ used \+ 0 duplicates \+ 0 set aside\n"
        r"  left as they are, days that need a new tile: 6 \(",
        said,
    )
    assert [*place.tiles()] == ["2026-05-16", "2026-05-17"]
    assert [*place.rows()] == ["2026-05-17"]
    said = place.backfill(back(3), back(2), "--rows")
    assert "0 of 2 days read (2 stood already)" in said
    assert [*place.rows()] == [*place.tiles()]


def test_backfill_takes_the_days_that_the_log_has(place: Place) -> None:
    said = place.backfill(date(2020, 1, 1), date(2030, 1, 1))
    assert said.startswith("backfill 2026-05-10 to 2026-05-19: 10 of 10 days read")


def test_backfill_says_every_tile_where_there_is_no_terminal(place: Place) -> None:
    days = ("--from", "2026-05-18", "--to", "2026-05-19")
    said = place.call("backfill", *days).stderr.splitlines()
    assert [re.sub(r"[\d,]+ rows/s", "9 rows/s", line) for line in said if "tile " in line] == [
        "2026-05-18: tile 1 of 2 made, 9 rows/s",
        "2026-05-19: tile 2 of 2 made, 9 rows/s",
    ]


def test_the_bar_shows_day_and_rows_a_second(place: Place) -> None:
    console = Console(force_terminal=True, width=100, record=True, file=StringIO())
    make_tiles(place, (1, 0), console)
    text = console.export_text()
    assert re.search(r"2026-05-19 [\d,]+ rows/s.*2/2", text), text
    assert "tile 1 of 2" not in text


# Errors


@pytest.mark.parametrize(
    ("given", "found"), [("", "nothing"), ("19.5.2026", "'19.5.2026'"), ("today", "'today'")]
)
def test_a_missing_or_wrong_date_names_the_variable(place: Place, given: str, found: str) -> None:
    expected = "expected a day as YYYY-MM-DD, found"
    assert place.refused("daily", "--date", given) == (
        f"error: DATE: {expected} {found}. Run make daily DATE=2026-05-19.\n"
    )
    example = "Run make backfill FROM=2026-04-22 TO=2026-05-19.\n"
    said = place.refused("backfill", "--from", given, "--to", "2026-05-19")
    assert said == f"error: FROM: {expected} {found}. {example}"
    said = place.refused("backfill", "--from", "2026-05-19", "--to", given)
    assert said == f"error: TO: {expected} {found}. {example}"


@pytest.mark.parametrize(
    ("day", "near"),
    [
        ("2026-05-20", "nearest before 2026-05-19, after -"),
        ("2026-05-09", "nearest before -, after 2026-05-10"),
        ("2026-05-15", "nearest before 2026-05-14, after 2026-05-16"),
    ],
)
def test_a_day_that_the_log_lacks_names_its_neighbours(place: Place, day: str, near: str) -> None:
    for file in place.folder(date(2026, 5, 15)).iterdir():
        file.unlink()
    assert place.refused("daily", "--date", day) == (
        f"error: LOGS: exchanges: expected the day DATE={day}, found none; {near}. "
        "Export that day, or choose another one.\n"
    )


def test_days_that_are_no_range_or_not_in_the_log_are_refused(place: Place) -> None:
    assert place.refused("backfill", "--from", "2026-05-19", "--to", "2026-05-18") == (
        "error: FROM=2026-05-19: expected a day up to TO=2026-05-18, found a later one. "
        "Exchange the two.\n"
    )
    assert place.refused("backfill", "--from", "2026-06-01", "--to", "2026-06-30") == (
        "error: LOGS: exchanges: expected a day from FROM=2026-06-01 to TO=2026-06-30, found none; "
        "nearest before 2026-05-19, after -. Choose days of the log.\n"
    )


@pytest.mark.parametrize(
    "command",
    [("daily", "--date", "2026-05-19"),
     ("backfill", "--from", "2026-05-18", "--to", "2026-05-19")],
)  # fmt: skip
def test_a_warehouse_without_an_embedder_says_what_to_run(
    place: Place, command: tuple[str, ...]
) -> None:
    (embedder_folder(place.warehouse) / "space.npz").unlink()
    assert place.refused(*command) == (
        "error: WH: embedder: expected a trained embedder, found none. Run make embedder, or make "
        "features to train it and make the tiles of all days.\n"
    )
    assert [*place.warehouse.rglob("*.parquet")] == []


def test_tiles_of_another_embedder_are_refused_and_what_is_said_mends_it(stood: Place) -> None:
    other = worlds.space(1)
    save_space(other, embedder_folder(stood.warehouse) / "space.npz")
    before = stood.content()
    said = stood.refused("daily", "--date", "2026-05-19")
    assert said == (
        "error: WH/daily/date=2026-05-10: expected a tile of embedder "
        f"{other.fingerprint}, found one of {worlds.space().fingerprint}: sums of two must not be "
        "added. Run make backfill FROM=2026-05-10 TO=2026-05-19.\n"
    )
    again = stood.refused("backfill", "--from", "2026-05-15", "--to", "2026-05-18")
    assert again == said.replace("TO=2026-05-19", "TO=2026-05-18")
    assert stood.content() == before
    assert "10 of 10 days read" in stood.backfill(back(9), AS_OF)
    assert stood.daily().startswith("daily 2026-05-19: 0 of 1 days read")


def test_a_tile_of_another_embedder_without_a_log_is_to_be_deleted(stood: Place) -> None:
    save_space(worlds.space(1), embedder_folder(stood.warehouse) / "space.npz")
    for file in stood.folder(back(9)).iterdir():
        file.unlink()
    said = stood.refused("daily", "--date", "2026-05-19")
    assert said.endswith("The log has this day no longer: delete the folder.\n")


def test_tiles_of_other_declarations_are_refused(
    stood: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = (replace(catalogue.QUANTITIES[0], what="Something else."), *catalogue.QUANTITIES[1:])
    monkeypatch.setattr(catalogue, "QUANTITIES", changed)
    said = stood.refused("daily", "--date", "2026-05-19")
    assert "date=2026-05-10: expected a tile of declarations " in said
    assert said.endswith("Run make backfill FROM=2026-05-10 TO=2026-05-19.\n")


def test_tiles_whose_log_is_gone_serve_the_window(stood: Place, whole: Place) -> None:
    """A provider may keep exchanges for a few days only."""
    for d in range(1, 10):
        for file in stood.folder(back(d)).iterdir():
            file.unlink()
    assert "left as they are" not in stood.daily()
    assert stood.content() == whole.content()


@pytest.mark.parametrize("broken", [0, 2])
def test_a_broken_file_stops_daily_before_anything_is_written(stood: Place, broken: int) -> None:
    """Of the day or of a late one."""
    stood.deliver(back(1), some_rows(5, 4, (1,), first=900))
    file = stood.deliver(back(broken), some_rows(6, 4, (broken,), first=950), "z.parquet")
    file.write_bytes(b"no Parquet")
    age(file)
    before = stood.content()
    said = stood.refused("daily", "--date", "2026-05-19")
    assert f"date={back(broken)}/z.parquet: expected a whole Parquet file" in said
    assert stood.content() == before


# Stamps


def test_files_that_were_only_touched_are_read_once_and_not_made_again(stood: Place) -> None:
    stood.daily()
    before = stood.content()
    age(*stood.logs.rglob("*.parquet"), by=2 * HOUR_NS)
    assert stood.daily().startswith("daily 2026-05-19: 0 of 1 days read")
    assert stood.content() == before
    # By now the new times are known: nothing is read.
    spoil([f for f in (stood.logs / "exchanges").rglob("*.parquet")])
    assert stood.daily().startswith("daily 2026-05-19: 0 of 1 days read")


def test_a_change_of_the_same_size_is_seen_by_its_time(stood: Place) -> None:
    file = stood.folder(AS_OF) / "late.jsonl"
    row = worlds.exchange(99_999, "a01", worlds.moment(AS_OF, 5))
    text = json.dumps(row | {"occurred_at": row["occurred_at"].isoformat()})
    file.write_text(text)
    age(file)
    stood.daily()
    size = file.stat().st_size
    file.write_text(text.replace('"output_tokens": 100', '"output_tokens": 900'))
    assert file.stat().st_size == size
    age(file, by=HOUR_NS // 2)
    assert "delivered again, replaced" in stood.daily()


def test_a_file_that_is_still_young_gets_no_stamp(stood: Place) -> None:
    """Rewritten within one tick of the clock it would show the same size and time."""
    file = stood.folder(AS_OF) / "0.parquet"
    age(file, by=-HOUR_NS)
    stood.daily()
    assert not (tile_folder(stood.warehouse, AS_OF) / STAMP).exists()
    assert stood.daily().startswith("daily 2026-05-19: 0 of 1 days read")
    spoil([file])
    assert "expected a whole Parquet file" in stood.refused("daily", "--date", "2026-05-19")


def test_a_stamp_that_cannot_be_read_counts_as_none(stood: Place) -> None:
    stamp = tile_folder(stood.warehouse, back(1)) / STAMP
    good = stamp.read_text()
    for broken in ("", "{", "[]", '{"files": 3}', "null"):
        stamp.write_text(broken)
        assert stood.daily().startswith("daily 2026-05-19: ")
        assert stamp.read_text() == good


def test_bytes_do_not_tell_when_files_were_written_nor_in_which_order_days_came(
    place: Place, whole: Place
) -> None:
    age(*place.logs.rglob("*.parquet"), by=5 * HOUR_NS)
    make_tiles(place, (4, 0, 9, 2, 8, 5))
    place.daily(back(1))
    place.backfill(back(9), AS_OF)
    shutil.rmtree(snapshot_folder(place.warehouse, back(1)))
    assert place.content() == whole.content()


def intake(place: Place) -> dict[str, object]:
    meta = read_partition(place.warehouse / "intake").meta
    return {name: meta[name] for name in ("as_of", "days", "read", "used", "set_aside")}


def test_make_features_reads_no_day_that_stands_and_counts_as_daily_does(
    stood: Place, whole: Place
) -> None:
    stood.daily()
    counted = intake(stood)
    assert (counted["as_of"], counted["days"]) == ("2026-05-19", 10)
    before = {name: c for name, c in stood.content().items() if name.startswith("daily")}
    spoil([*(stood.logs / "exchanges").rglob("*.parquet")])
    done, _ = build(stood.logs, stood.warehouse, AS_OF, console=Console(file=StringIO()))
    assert (done.days, done.reused, done.late_days) == (10, 10, 0)
    assert before == {name: c for name, c in stood.content().items() if name.startswith("daily")}
    assert intake(stood) == counted == intake(whole)


def test_an_older_day_leaves_the_intake_of_the_newest(stood: Place, whole: Place) -> None:
    make_tiles(stood, [0])
    keep_intake(stood.warehouse, AS_OF, Intake(10, 0, 0, 1, 1, 0, {}))
    stood.daily(back(4))
    assert intake(stood) == intake(whole)


# Kills


def start(place: Place, *more: str, dying: str = "") -> subprocess.Popen[str]:
    """`python -m features backfill` in a process of its own; `dying` is run before it."""
    code = f"import sys\n{dying}\nfrom features.__main__ import app\napp(sys.argv[1:])"
    data = ("--logs", str(place.logs), "--warehouse", str(place.warehouse))
    days = ("--from", str(back(9)), "--to", str(AS_OF))
    return subprocess.Popen(
        [sys.executable, "-c", code, "backfill", *data, *days, *more],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def check_resumes(place: Place, whole: Place) -> None:
    """What stood at the kill is left alone, and the end is that of a run that was not killed."""
    manifests = sorted((place.warehouse / "daily").glob("date=*/manifest.json"))
    times = {file: file.stat().st_mtime_ns for file in manifests}
    left = len(OFFSETS) - len(times)
    said = place.backfill(back(9), AS_OF)
    assert f"{left} of 10 days read ({len(times)} stood already)" in said
    assert {file: file.stat().st_mtime_ns for file in manifests} == times
    assert place.content() == whole.content()


def test_a_backfill_that_is_killed_goes_on(place: Place, whole: Place) -> None:
    process = start(place)
    until = time.monotonic() + 120
    while len(place.tiles()) < 3 and time.monotonic() < until and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert 3 <= len(place.tiles()) < 10
    check_resumes(place, whole)


# A tile is three files and a manifest, then its stamp: dies at the n-th rename of a file's name.
@pytest.mark.parametrize(
    ("name", "count", "tiles"),
    [
        ("manifest.json", 4, 3),
        ("rows.parquet", 1, 10),
        pytest.param("quantities.parquet", 1, 0, marks=pytest.mark.slow),
        pytest.param("content.parquet", 4, 3, marks=pytest.mark.slow),
        pytest.param(STAMP, 4, 4, marks=pytest.mark.slow),
    ],
)
def test_a_backfill_may_be_killed_at_any_write(
    place: Place, whole: Place, name: str, count: int, tiles: int
) -> None:
    dying = f"""
import os, signal
rename, seen = os.replace, []
def replace(source, target):
    seen.extend([1] if str(target).endswith("/{name}") else [])
    if len(seen) == {count}:
        os.kill(os.getpid(), signal.SIGKILL)
    rename(source, target)
os.replace = replace
"""
    process = start(place, dying=dying)
    said = process.communicate()
    assert process.returncode == -signal.SIGKILL, said
    assert len(place.tiles()) == tiles
    check_resumes(place, whole)


# Laws


@pytest.mark.parametrize("seed", [0, *(pytest.param(s, marks=pytest.mark.slow) for s in (1, 2))])
def test_any_deliveries_and_runs_end_as_a_warehouse_from_scratch(place: Place, seed: int) -> None:
    """Files come, change and go in random order, with runs between; the last run sees it all."""
    rng = np.random.default_rng(seed)
    for step in range(12):
        offset = int(rng.integers(0, 4))
        name = f"{rng.integers(0, 3)}.parquet"
        file = place.folder(back(offset)) / name
        if rng.random() < 0.25 and name != "0.parquet":
            file.unlink(missing_ok=True)
        else:
            count = int(rng.integers(1, 9))
            first = 1_000 * (1 + int(rng.integers(3)))
            place.deliver(
                back(offset), some_rows(int(rng.integers(5)), count, (offset,), first), name
            )
            age(file, by=HOUR_NS - step * 1_000_000_000)
        make_tiles(place, [d for d in OFFSETS if rng.random() < 0.5])
    make_tiles(place, OFFSETS)
    assert place.tiles() == place.scratch()


def test_a_store_that_cannot_be_opened_says_so_before_minutes_of_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "sqlite:///elsewhere.db")
    logs = worlds.write_log(
        tmp_path / "logs", worlds.random_world(3, n_accounts=3, n_exchanges=9, blanks=0.1)
    )
    found = Place(logs, tmp_path / "warehouse").call("build")
    assert found.exit_code == 2
    assert "MLFLOW_TRACKING_URI: expected the http address" in found.stderr
    assert not (tmp_path / "warehouse" / "embedder").exists()
