"""The first start asks three things at most."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.beginning import first_start
from reportedly.home import Home, ensure
from store import feeds
from store.database import open_store
from tests.conftest import NOW
from tests.tui import sample as samples
from tests.tui.driver import dashboard
from tests.tui.polls import FakePoll
from tui.wiring import Wiring

pytestmark = pytest.mark.anyio


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return ensure(tmp_path / "home", NOW, feeds=False)


@pytest.fixture
def poll(home: Home) -> FakePoll:
    return FakePoll(home.database)


@pytest.fixture
def wiring(home: Home, poll: FakePoll) -> Wiring:
    return replace(samples.wiring(home.database, poll), first=first_start(home, lambda: NOW))


def _feeds(home: Home) -> int:
    with open_store(home.database) as store:
        return len(feeds.every(store))


async def test_three_times_enter_begins_with_all_that_is_shipped(wiring: Wiring, home: Home, poll: FakePoll) -> None:
    assert wiring.first is not None
    async with dashboard(wiring, (80, 24)) as driver:
        assert "1 of 3: what is watched?" in driver.screen
        assert wiring.first.topic in driver.screen
        assert "d shows the demo" in driver.screen
        await driver.press("enter")
        assert f"The {wiring.first.feeds} feeds as shipped" in driver.screen
        await driver.press("enter")
        assert "3 of 3: poll them now?" in driver.screen
        assert f"{wiring.first.feeds} feeds wait" in driver.screen, "what lies behind knows of them"
        await driver.press("enter")
        await driver.poll_ends()
        assert poll.calls == [False]
        assert driver.focus == "brief-list"
    assert _feeds(home) == wiring.first.feeds


async def test_a_file_that_cannot_be_used_is_said_and_asked_for_again(
    wiring: Wiring, home: Home, tmp_path: Path
) -> None:
    before = home.topic.read_text()
    (tmp_path / "mine.toml").write_text("name = 3\n")
    async with dashboard(wiring, (120, 30)) as driver:
        for name, said in (("gone.toml", "cannot be read"), ("mine.toml", "mine.toml:")):
            await driver.press("j", "enter")
            await driver.type(str(tmp_path / name))
            await driver.press("enter")
            assert "1 of 3" in driver.screen
            assert said in driver.app.troubles.text
    assert home.topic.read_text() == before


async def test_ones_own_files_are_taken(wiring: Wiring, home: Home, poll: FakePoll, tmp_path: Path) -> None:
    topic, opml = tmp_path / "mine.toml", tmp_path / "mine.opml"
    topic.write_text(home.topic.read_text() + "\n# mine\n")
    opml.write_text(
        '<opml version="2.0"><body><outline type="rss" text="A" xmlUrl="https://a.example/f"/></body></opml>'
    )
    async with dashboard(wiring, (100, 30)) as driver:
        await driver.press("9", "2")
        await driver.type(str(topic))
        await driver.press("enter", "2")
        await driver.type(str(opml))
        await driver.press("enter", "j", "enter")
        assert "1 feed added, 0 known already" in driver.status
        assert not poll.calls
    assert home.topic.read_text().endswith("# mine\n")
    assert _feeds(home) == 1


async def test_d_leaves_for_the_demo_and_escape_asks_no_more(wiring: Wiring, home: Home) -> None:
    async with dashboard(wiring) as driver:
        await driver.press("d")
        assert driver.app.wants_demo
    async with dashboard(wiring) as driver:
        await driver.press("escape")
        assert driver.focus == "brief-list"
        assert not driver.app.wants_demo
    assert _feeds(home) == 0


async def test_a_home_that_is_not_new_is_asked_nothing(wiring: Wiring) -> None:
    async with dashboard(replace(wiring, first=None)) as driver:
        assert "of 3" not in driver.screen
