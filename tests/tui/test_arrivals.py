"""What other processes write while the dashboard is open: announced by a cheap look, taken in with a key."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from store import claims, feeds, header, marks, state
from store.database import open_store
from store.watch import Watch
from tests.conftest import NOW
from tests.tui import sample as samples
from tests.tui.driver import Driver, dashboard
from tests.tui.sample import STORIES, Sample
from tui.views.stories import StoriesView
from tui.widgets.status import StatusLine

pytestmark = pytest.mark.anyio


async def _look(driver: Driver) -> None:
    driver.app.look_for_news()
    await driver.settle()


async def test_what_another_process_brings_is_announced_and_moves_nothing(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "j")
        stories = driver.app.query_one(StoriesView).stories
        under = stories.current
        await _look(driver)
        assert "press ." not in driver.status
        with open_store(sample.database) as store:
            for number in (50, 51):
                samples.add_story(store, 1, number)
            feeds.pause(store, feeds.every(store)[0].id, NOW)
        await _look(driver)
        assert "2 new, press . to show" in driver.status
        assert "▲ 2 new: . takes them in" in driver.screen
        assert (len(stories.items), stories.current) == (STORIES, under)
        with open_store(sample.database) as store:
            first = claims.get(store, 1)
            claims.put(store, [replace(first, statement="Access ended for all.")])
        await driver.press("3")
        assert "Access ended for all." not in driver.screen
        await _look(driver)
        assert "2 new, claims changed, press . to show" in driver.status
        assert "Access ended for all." not in driver.screen
        await driver.press("5")
        assert "1 paused" in driver.screen
        await driver.press("3", "full_stop")
        assert "Access ended for all." in driver.screen
        assert len(stories.items) == STORIES + 2
        await _look(driver)
        assert "press ." not in driver.status


async def test_our_own_acts_are_no_news(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("3", "p", "2", "s")
        await _look(driver)
        assert "press ." not in driver.status


async def test_nothing_is_looked_for_while_the_past_is_shown(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        driver.app.past = NOW
        with open_store(sample.database) as store:
            samples.add_story(store, 1, 50)
        await _look(driver)
        assert not driver.app.query_one(StatusLine).waiting
        driver.app.past = None
        await _look(driver)
        assert driver.app.query_one(StatusLine).waiting == 1


def test_a_watch_sees_what_is_written_and_nothing_else(tmp_path: Path, sample: Sample) -> None:
    """Be the log kept by another connection or brought into the file; reading is no writing."""
    watch = Watch(sample.database)
    assert watch.changed()
    with open_store(sample.database) as store:
        assert not watch.changed()
        for story in (3, 4):
            marks.save(store, [story], NOW)
            assert watch.changed()
            assert not watch.changed()
    watch.changed()
    with open_store(sample.database) as store:
        assert claims.count(store)
        assert not watch.changed()
    assert not watch.changed()
    gone = Watch(tmp_path / "none.db")
    gone.changed()
    assert not gone.changed()


def test_opening_the_store_again_leaves_the_log_to_who_has_it_open(sample: Sample) -> None:
    """Another process that comes and goes must not take it away, or what is written here next would be lost."""
    with open_store(sample.database) as held:
        assert claims.count(held)
        open_store(sample.database).close()
        code = (
            "import pathlib, sys; from store import database, state; "
            "s = database.open_store(pathlib.Path(sys.argv[1])); state.put(s, 'other', 'here'); s.close()"
        )
        subprocess.run([sys.executable, "-c", code, str(sample.database)], check=True)
        assert header.has_wal(sample.database)
        assert state.get(held, "other") == "here"
