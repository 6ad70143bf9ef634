"""The dashboard's long work does what the commands do, and tells how far it is."""

from __future__ import annotations

import csv
import json
import threading
from pathlib import Path

import pytest

from fetchers.progress import Stopped
from reportedly.home import Home, ensure
from reportedly.tasks import Tasks
from store import claims, feeds, reading
from store.database import open_store
from store.errors import StoreError
from store.query import Query
from tests.reportedly.conftest import MOMENT, loopback_home
from tests.web import PATIENCE, Reply, Request, Web


class Steps:
    """Remembers the steps; breaks off at one of them."""

    def __init__(self, breaks_at: int = 0) -> None:
        self.seen: list[tuple[int, int, str]] = []
        self._breaks_at = breaks_at

    def step(self, done: int, total: int, what: str) -> None:
        self.seen.append((done, total, what))
        if self._breaks_at and len(self.seen) >= self._breaks_at:
            raise Stopped


def never() -> bool:
    return False


@pytest.fixture
def tasks(polled: Home) -> Tasks:
    return Tasks(polled, lambda: MOMENT)


def test_stories_are_exported_by_the_files_ending(tasks: Tasks, tmp_path: Path) -> None:
    steps = Steps()
    said = tasks.export("stories", "", tmp_path / "all.jsonl")(steps, never)
    rows = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert said == f"{len(rows)} stories written to {tmp_path / 'all.jsonl'}"
    assert steps.seen[-1] == (len(rows), len(rows), "stories")
    said = tasks.export("claims", "", tmp_path / "claims.csv")(Steps(), never)
    with open(tmp_path / "claims.csv") as file:
        found = {row["claim_id"] for row in csv.DictReader(file)}
    assert said.startswith(counted := f"{len(found)} claim"), counted


def test_an_export_broken_off_leaves_no_file(tasks: Tasks, tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        tasks.export("stories", "", tmp_path / "all.csv")(Steps(3), never)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("", "all.xlsx", "all.xlsx: its ending says no form; choose .jsonl, .csv or .md"),
        ('"', "a.csv", "left open"),
        ("", "mine.md", "mine.md: is there already; give another name"),
    ],
)
def test_an_export_that_cannot_be_says_why(tasks: Tasks, tmp_path: Path, query: str, name: str, said: str) -> None:
    (tmp_path / "mine.md").write_text("mine")
    with pytest.raises(StoreError, match=said):
        tasks.export("stories", query, tmp_path / name)(Steps(), never)
    assert (tmp_path / "mine.md").read_text() == "mine"


def test_what_was_exported_is_imported_and_analysed_elsewhere(tasks: Tasks, tmp_path: Path) -> None:
    tasks.export("stories", "", tmp_path / "all.jsonl")(Steps(), never)
    home = ensure(tmp_path / "other", MOMENT, feeds=False)
    other, steps = Tasks(home, lambda: MOMENT), Steps()
    assert "new stories" in other.take_in(tmp_path / "all.jsonl")(steps, never)
    lines = len((tmp_path / "all.jsonl").read_text().splitlines())
    assert steps.seen[-1] == (lines, lines, "lines")
    assert other.analyse()(Steps(), never).endswith("claims")
    with open_store(home.database) as store:
        assert reading.count(store, Query(), MOMENT)
        assert claims.count(store)


def test_an_analysis_broken_off_is_taken_up_again(tasks: Tasks, tmp_path: Path) -> None:
    tasks.export("stories", "", tmp_path / "all.jsonl")(Steps(), never)
    home = ensure(tmp_path / "other", MOMENT, feeds=False)
    other = Tasks(home, lambda: MOMENT)
    other.take_in(tmp_path / "all.jsonl")(Steps(), never)
    whole = Steps()
    with pytest.raises(Stopped):
        other.analyse()(Steps(25), never)
    said = other.analyse()(whole, never)
    with open_store(home.database) as store:
        assert said.endswith(f"{claims.count(store)} claims")


def test_an_import_of_what_is_not_there_says_so(tasks: Tasks, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be read .*check its name"):
        tasks.take_in(tmp_path / "gone.jsonl")(Steps(), never)


def test_feeds_of_an_opml_file_are_added(tmp_path: Path) -> None:
    home = ensure(tmp_path / "home", MOMENT, feeds=False)
    tasks = Tasks(home, lambda: MOMENT)
    opml = tmp_path / "list.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline type="rss" text="A" xmlUrl="https://a.example/f"/></body></opml>'
    )
    assert tasks.import_feeds(opml)(Steps(), never) == "1 feed added, 0 known already"
    assert tasks.import_feeds(opml)(Steps(), never) == "0 feeds added, 1 known already"
    with pytest.raises(StoreError, match="check its name"):
        tasks.import_feeds(tmp_path / "gone")(Steps(), never)


def test_adding_a_feed_is_broken_off_while_its_server_keeps_us_waiting(tmp_path: Path, web: Web) -> None:
    asked, left = threading.Event(), threading.Event()

    def held(request: Request) -> Reply:
        asked.set()
        left.wait(PATIENCE)
        return Reply(200, b"")

    home = loopback_home(tmp_path / "home", MOMENT)
    address = web.on("/feed", held)
    with pytest.raises(Stopped):
        Tasks(home, lambda: MOMENT).add_feed(address, "", lambda offers: None)(Steps(), asked.is_set)
    left.set()
    with home.open() as store:
        assert feeds.every(store) == []
