"""What a person does with feeds: add, choose among several, pause, resume, rename, import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from fetchers.progress import Progress
from store import feedlog, feeds
from store.database import open_store
from store.feeds import NewFeed
from tests.conftest import NOW
from tests.tui.driver import Driver, dashboard
from tests.tui.sample import Sample
from tests.tui.test_work import FakeTasks
from tui.views.feeds import FeedsView
from tui.views.stories import StoriesView
from tui.wiring import Choose, Task

pytestmark = pytest.mark.anyio


class Finding(FakeTasks):
    """An address that leads to several feeds."""

    sample: Sample

    def add_feed(self, url: str, outlet: str, choose: Choose) -> Task[str]:
        def work(progress: Progress, cancelled: Callable[[], bool]) -> str:
            chosen = choose(["https://a.example/rss  Everything", "https://a.example/ai  [b]AI[/b]\x1b[31m only"])
            if chosen is None:
                return "none was chosen"
            with open_store(self.sample.database) as store:
                feedlog.add(store, [NewFeed(f"{url}/{chosen}", "A", "A Paper")], NOW)
            return f"feed {chosen} added"

        return work


async def test_p_pauses_and_resumes(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("5", "p")
        assert "Kilobyte is paused; p resumes it." in driver.status
        assert "‖ paused" in driver.screen
        feed = driver.app.query_one(FeedsView).feeds.current
        assert feed is not None
        assert feed.outlet == "Kilobyte"
        await driver.press("p")
        assert "Kilobyte is polled again; u undoes it." in driver.status
        assert "‖ paused" not in driver.screen
        await driver.press("u")
        assert "Undone: resume Kilobyte; Kilobyte is paused again" in driver.status
        assert "‖ paused" in driver.screen
        await driver.press("u")
        assert "Undone: pause Kilobyte; Kilobyte is polled again" in driver.status
        assert "‖ paused" not in driver.screen
        await driver.press("u")
        assert "Undone: saved, “Lumen report" in driver.status


async def test_a_feeds_outlet_is_renamed(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("5", "R")
        assert "Rename Kilobyte" in driver.screen
        await driver.press("ctrl+u")
        await driver.type("Kilo [b]Byte")
        await driver.press("enter")
        assert "Kilobyte is called Kilo [b]Byte now; u undoes it." in driver.status
        with open_store(sample.database) as store:
            assert "Kilo [b]Byte" in {feed.outlet for feed in feeds.every(store)}
        await driver.press("R", "escape")
        assert driver.focus == "feed-list"
        await driver.press("u")
        assert "Undone: rename Kilobyte: Kilo [b]Byte; Kilobyte is called so again" in driver.status


async def _asked(driver: Driver, words: str) -> None:
    for _ in range(100):
        await driver.pilot.pause(0.02)
        if words in driver.screen:
            return
    raise AssertionError(driver.screen)


async def test_of_several_feeds_found_one_is_chosen(sample: Sample) -> None:
    tasks = Finding()
    tasks.sample = sample
    async with dashboard(replace(sample.wiring, tasks=tasks)) as driver:
        await driver.press("5", "a")
        await driver.type("https://a.example")
        await driver.press("enter")
        await _asked(driver, "Several feeds were found")
        assert "[b]AI[/b]" in driver.screen
        await driver.press("j", "enter")
        await driver.poll_ends()
        assert "✓ feed 1 added" in driver.status
        assert "A Paper" in driver.screen
        assert "5 Feeds · 6" in driver.screen
        await driver.press("u")
        assert "Undone: add A Paper; A Paper is off the list again" in driver.status
        assert "5 Feeds · 5" in driver.screen


async def test_u_takes_back_in_every_view_what_was_done_last_in_any(sample: Sample) -> None:
    """In this session or another; each view then shows it so."""
    with open_store(sample.database) as store:
        feedlog.pause(store, [feed.id for feed in feeds.every(store)], NOW)
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "s", "5")
        assert driver.screen.count("‖ paused") == 5
        await driver.press("u")
        assert "Undone: saved, “Lumen report number 23”" in driver.status
        story = driver.app.query_one(StoriesView).stories.story
        assert story is not None
        assert not story.saved
        await driver.press("3", "u")
        assert "Undone: pause 5 feeds; 5 feeds are polled again" in driver.status
        await driver.press("5")
        assert "‖ paused" not in driver.screen


async def test_none_of_several_feeds_may_be_chosen_and_leaving_waits_for_no_answer(sample: Sample) -> None:
    tasks = Finding()
    tasks.sample = sample
    async with dashboard(replace(sample.wiring, tasks=tasks)) as driver:
        for answer in ("escape", "ctrl+q"):
            await driver.press("5", "a")
            await driver.type("https://a.example")
            await driver.press("enter")
            await _asked(driver, "Several feeds were found")
            await driver.press(answer)
            await driver.poll_ends()


async def test_feeds_are_imported_from_a_file(sample: Sample) -> None:
    tasks = FakeTasks()
    async with dashboard(replace(sample.wiring, tasks=tasks)) as driver:
        await driver.press("5", "i")
        await driver.type("/x/list.opml")
        await driver.press("enter")
        await driver.poll_ends()
        assert [str(asked[1]) for asked in tasks.asked] == ["/x/list.opml"]
        assert "✓ opml done" in driver.status


async def test_without_a_way_to_the_network_no_feed_can_be_added(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("5", "a")
        assert driver.focus == "feed-list"
