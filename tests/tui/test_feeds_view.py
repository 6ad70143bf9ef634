"""The Feeds view: health, times, reasons, errors."""

from __future__ import annotations

import pytest

from tests.tui.driver import dashboard
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


async def test_enter_shows_the_outlets_stories(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("5", "enter")
        stories = driver.app.query_one(StoriesView).stories.items
        assert {story.outlet for story in stories} == {"Kilobyte"}
        assert 'outlet:"Kilobyte"' in driver.screen


async def test_o_opens_the_outlets_page(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    async with dashboard(sample.wiring) as driver:
        monkeypatch.setattr(driver.app, "open_url", opened.append)
        await driver.press("5", "o")
        assert opened == ["https://kilobyte.example/feed"]
