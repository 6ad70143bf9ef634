"""The Feeds view: health, times, reasons, errors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store import feeds
from store.database import open_store
from store.feeds import PollOutcome
from store.models import Standing
from store.polls import Exchange
from tests.conftest import NOW
from tests.tui.driver import dashboard
from tests.tui.programs import InTerminal, browser
from tests.tui.sample import Sample
from tui.views.feeds import FeedsView
from tui.views.stories import StoriesView

pytestmark = pytest.mark.anyio


async def test_each_feed_says_how_it_is_and_why(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        async for _ in driver.sizes():
            await driver.press("5")
            assert "5 Feeds · 5 · 2 failing · 1 due" in driver.screen
            assert "✗ down" in driver.screen
            assert "! failing" in driver.screen
            assert "410 Gone; resume with: reportedly feeds resume" in driver.screen
            assert "it brings 2 entries a day" in driver.screen
            assert "last 12 min ago" in driver.screen
            assert "next in 30 min" in driver.screen
            assert "5/8" in driver.screen
            states = [item.failures for item in driver.app.query_one(FeedsView).feeds.items]
            assert states == [3, 1, 0, 0, 0]
        await driver.pilot.resize_terminal(60, 15)
        await driver.settle()
        failing = next(row for row in driver.rows if "! failing" in row)
        assert "last 12 min ago" in failing.split("! failing")[1]
        assert not failing.split("! failing")[1].split("last")[0].isspace()


async def test_enter_shows_the_outlets_stories(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("5", "enter")
        stories = driver.app.query_one(StoriesView).stories.items
        assert {row.story.outlet for row in stories if row.story} == {"Kilobyte"}
        assert 'outlet:"Kilobyte"' in driver.screen


async def test_o_opens_the_outlets_page(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named, opened = browser(tmp_path)
    monkeypatch.setenv("BROWSER", named)
    async with dashboard(sample.wiring, kind=InTerminal) as driver:
        await driver.press("5", "o")
        assert opened.read_text() == "https://kilobyte.example/feed\n"


async def test_a_feeds_ledger_stands_below_the_list_where_there_is_height(sample: Sample) -> None:
    """It follows the cursor; where it is low, e shows it in the list's place and escape leads back."""
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("5")
        assert "Ledger · Kilobyte" in driver.screen
        assert "410 Gone; resume with: reportedly feeds resume" in driver.screen
        assert "whole, 410 Gone" in driver.screen
        await driver.press("j", "j")
        assert "Ledger · Harbour Times" in driver.screen
        assert "today 12:30, in 30 min" in driver.screen
        assert "last edit  13 Jun 09:00  Lumen report number 1, corrected" in driver.screen
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert "Ledger ·" not in driver.screen
        await driver.press("e")
        assert "Ledger · Harbour Times" in driver.screen
        assert "5 Feeds · 5" not in driver.screen
        await driver.press("escape")
        assert "5 Feeds · 5" in driver.screen
        assert "Ledger ·" not in driver.screen


async def test_the_ledger_shows_bytes_redirects_and_hostile_words_as_text(sample: Sample) -> None:
    """What servers say of themselves is shown and never acts."""
    url = "https://kilobyte.example/feed"
    standing = Standing(moved_to="https://evil.example/[@click=app.quit]x[/]\x1b[31m", moved_since=NOW, moved_times=2)
    seen = Exchange(url, sent=('"v1"', None), full_bytes=9_000, redirects=((301, "https://evil.example/\u202e"),))
    with open_store(sample.database) as store:
        feed = next(feed for feed in feeds.every(store) if feed.outlet == "Kilobyte")
        poll = PollOutcome(feed.id, NOW, "not modified", NOW, "[b]why[/b]", 304, True, 0, 0.5, exchange=seen)
        feeds.record(store, replace(poll, standing=standing))
        feeds.pause(store, feed.id, NOW)
    async with dashboard(sample.wiring, (160, 44)) as driver:
        await driver.press("5")
        place = driver.app.query_one(FeedsView).feeds
        place.go_to(feed.id)
        await driver.settle()
        assert "‖ paused" in driver.screen
        assert f"reportedly feeds resume {feed.id}" in driver.screen
        assert "100.0% saved by asking only for changes, of 9.0 kB" in driver.screen
        assert "for good to https://evil.example/[@click=app.quit]x[/]" in driver.screen
        assert "301 to https://evil.example/" in driver.screen
        assert "[b]why[/b]" in driver.screen
        assert not set(driver.screen) & {"\x1b", "\u202e"}
