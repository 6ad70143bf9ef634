"""Going back in time: what is shown is what a home that stopped then shows, and nothing can be done to it."""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual import events
from textual.content import Content

from fetchers.progress import Progress
from reportedly import keymap
from reportedly.home import Home, seed
from reportedly.scrubbing import Earlier
from store.database import Store, open_store
from store.errors import StoreError
from tests.conftest import NOW
from tests.narrative.samples import seed_topic
from tests.reportedly.conftest import loopback_home
from tests.reportedly.history import Step, at, begin, do, live
from tests.tui import sample as samples
from tests.tui.driver import Driver, dashboard
from tests.tui.polls import FakePoll
from tui import keytable
from tui.travel import ACTS
from tui.views.claims import ClaimsView
from tui.views.stories import StoriesView
from tui.widgets.scrubber import Scrubber
from tui.wiring import Wiring

pytestmark = pytest.mark.anyio

#: A past with claims, new words, marks, a look, a page that went, an act on a claim.
STEPS = [
    *(Step("arrive", number, number % 3) for number in range(5)),
    Step("analyse", 0, 0),
    Step("look", 0, 0),
    Step("retitle", 1, 2),
    Step("mark", 1, 1),
    Step("arrive", 5, 1),
    Step("analyse", 0, 0),
    Step("act", 0, 1),
    Step("gone", 2, 1),
    Step("arrive", 6, 0),
]
LATER = at(len(STEPS)) + timedelta(hours=1)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, list[tuple[datetime, Home]]]:
    """A home with this past, for reading only, and for each moment of it one that stopped then."""
    root = tmp_path_factory.mktemp("travel")
    home = loopback_home(root / "home", NOW)
    begin(home)
    return home, live(home, seed_topic(), STEPS, root)


def over(home: Home, now: datetime) -> Wiring:
    """The wiring over a home, whose clock stands."""
    wiring = samples.wiring(home.database, FakePoll(home.database))
    return replace(wiring, clock=lambda: now, earlier=lambda: Earlier(home))


def stand(driver: Driver) -> str:
    """The scrubber's line."""
    return driver.rows[driver.app.query_one(Scrubber).region.y]


async def seen(driver: Driver) -> list[list[str]]:
    """What every view but that of the feeds shows, but for what is told of the feeds, and where cursors stand."""
    found = []
    for keys in (["1"], ["2"], ["slash"], ["3"], ["4"], ["e"]):
        await driver.press(*keys)
        if keys == ["slash"]:
            await driver.type("quay")
            await driver.press("enter")
        rows = [row.replace("▌", " ") for row in driver.rows]
        if keys == ["1"]:
            # What a sentence rests on is scrolled to where its cursor stood before.
            rows = [row.partition("││")[0] for row in rows]
        top = next(number for number, row in enumerate(rows) if "1 Brief" in row)
        found.append([row for row in rows[top : top + 27] if not any(word in row for word in ("✓", "Feeds", "poll"))])
        if keys == ["slash"]:
            await driver.press("escape")
    return found


@pytest.mark.parametrize("place", [4, -2])
async def test_every_view_shows_what_a_home_that_stopped_then_shows(
    lived: tuple[Home, list[tuple[datetime, Home]]], place: int
) -> None:
    home, ends = lived
    moment, stopped = ends[place]
    async with dashboard(over(stopped, moment), (120, 42)) as driver:
        expected = await seen(driver)
    async with dashboard(over(home, LATER), (120, 44)) as driver:
        await driver.press("at", "home")
        turns = driver.app.scrubber.stand.turns
        for _ in range(turns.nearest(moment)):
            await driver.press("greater_than_sign")
        assert turns.at[turns.nearest(moment)] == moment == driver.app.past
        await driver.press("enter")
        assert await seen(driver) == expected


async def test_the_past_is_told_unmistakably_and_left_with_a_key(
    lived: tuple[Home, list[tuple[datetime, Home]]],
) -> None:
    home, ends = lived
    async with dashboard(over(home, LATER)) as driver:
        for leave in (["escape"], ["end", "escape"], ["enter", "escape"], ["full_stop", "at", "escape"]):
            before = driver.screen.replace("▌", " ")
            await driver.press("at", "left", "left")
            assert f"AS OF {ends[-2][0]:%a} " in driver.rows[0]
            assert "nothing later" in driver.rows[0]
            assert "as of 2 Jul 2026" in stand(driver) or "as of 3 Jul 2026" in stand(driver)
            await driver.press(*leave)
            assert "AS OF" not in driver.screen
            assert not driver.app.desk.past
            # Somebody has looked meanwhile; nothing else is other than before.
            assert driver.screen.replace("▌", " ") == before
            assert driver.focus == "brief-list"


async def test_the_scrubber_goes_by_days_where_there_are_and_by_changes(tmp_path: Path) -> None:
    home = loopback_home(tmp_path / "home", NOW)
    begin(home)
    with home.open() as store:
        for number in range(4):
            do(store, seed_topic(), Step("arrive", number, 0), NOW + timedelta(days=number, hours=number))
    async with dashboard(over(home, NOW + timedelta(days=4)), (80, 24)) as driver:
        await driver.press("at", "left")
        assert "as of 5 Jul 2026  4/4" in stand(driver)
        assert "Stories 4 unread" in driver.screen
        await driver.press("home")
        assert "as of 2 Jul 2026  1/4" in stand(driver)
        assert "Stories 1 unread" in driver.screen
        await driver.press("right", "t")
        assert "as of 3 Jul 2026 13:00" in stand(driver)
        assert "Stories 2 unread" in driver.screen
        await driver.press("home", "2", "less_than_sign")
        assert "1/4" in stand(driver)
        assert driver.focus == "story-list"
        scrubber = driver.app.query_one(Scrubber)
        await driver.pilot.click(scrubber, offset=(scrubber._gutter + 1 + 3 * 3, 0))
        await driver.settle()
        assert "4/4" in stand(driver)


async def test_it_plays_to_now(lived: tuple[Home, list[tuple[datetime, Home]]]) -> None:
    home, _ = lived
    async with dashboard(over(home, LATER)) as driver:
        await driver.press("at", *["plus"] * 4)
        seen: list[int] = []
        await driver.press("left", "left", "left", "left", "space")
        bar = driver.app.scrubber
        assert "▶ 8/s" in stand(driver) or bar.stand.now
        while driver.app.past is not None or bar.stand.playing:
            if bar.stand.place not in seen:
                seen.append(bar.stand.place)
            await asyncio.wait_for(driver.pilot.pause(), 10)
        assert seen == sorted(seen)
        assert bar.stand.now
        await driver.settle()
        assert "AS OF" not in driver.screen
        assert "as of now" in stand(driver)


async def test_space_stops_the_playing_and_so_does_a_step(lived: tuple[Home, list[tuple[datetime, Home]]]) -> None:
    home, _ = lived
    async with dashboard(over(home, LATER)) as driver:
        for stop in ("space", "left"):
            await driver.press("at", "home", "minus", "space", stop)
            held = driver.app.scrubber.stand
            assert not held.playing
            assert "▶" not in stand(driver)
            await driver.press("escape")


def _dump(database: Path) -> list[tuple[object, ...]]:
    with open_store(database) as store:
        names = [row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            (name, *tuple(row))
            for name in sorted(names)
            if "fts" not in name
            for row in store.rows(f"SELECT * FROM [{name}]")
        ]


async def test_nothing_that_a_key_does_there_reaches_the_home(
    lived: tuple[Home, list[tuple[datetime, Home]]],
) -> None:
    """Every key there is, in every view, on its first pane and on what enter leads to."""
    home, _ = lived
    keys = sorted({key for bound in keymap.table().bindings for key in bound.keys} - LEAVING)
    wiring = over(home, LATER)
    async with dashboard(wiring, (120, 40)) as driver:
        await driver.press("at", "home", "right", "right", "right", "right", "right", "right")
        before = _dump(home.database)
        for view in "12345":
            await driver.press(view)
            for key in keys:
                driver.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await driver.press(view)
            assert len(driver.app.screen_stack) == 1
        assert driver.app.past is not None
        assert not driver.app.works.running
        assert isinstance(wiring.poll, FakePoll)
        assert wiring.poll.calls == []
    assert _dump(home.database) == before


#: Keys that go back to now, leave the dashboard or the view, hand the terminal over, or put a box over all of it.
LEAVING = frozenset(
    "escape end G full_stop q ctrl+q P E o at 1 2 3 4 5 ctrl+p ctrl+o T question_mark exclamation_mark slash c "
    "enter".split()
)


async def test_an_act_is_refused_with_a_sentence_before_anything_is_asked(
    lived: tuple[Home, list[tuple[datetime, Home]]],
) -> None:
    home, _ = lived
    refusal = "nothing can be done, only read; esc goes back to now"
    async with dashboard(over(home, LATER)) as driver:
        await driver.press("at", "left", "left", "enter")
        for keys in ("2s", "2m", "2e", "2u", "3p", "3A", "3M", "5p", "5a", "r"):
            await driver.press("4")
            assert refusal not in driver.status
            await driver.press(*keys)
            assert refusal in driver.status, keys
            assert len(driver.app.screen_stack) == 1


def test_every_act_that_is_refused_is_an_action_of_some_binding_or_of_the_palette() -> None:
    named = {bound.action.split("(")[0] for kind in keytable._kinds() for bound in keytable._own(kind)}
    assert ACTS - named == {"analyse", "export", "take_in"}


async def test_feeds_are_of_now_and_say_so(lived: tuple[Home, list[tuple[datetime, Home]]]) -> None:
    home, _ = lived
    async with dashboard(over(home, LATER)) as driver:
        await driver.press("5")
        rows = [row for row in driver.rows if "Alpha Wire" in row]
        await driver.press("at", "home", "enter")
        assert "of now, whatever else is shown as it was" in driver.screen
        assert [row for row in driver.rows if "Alpha Wire" in row] == rows
        await driver.press("1")
        assert "of now" in driver.screen


async def test_what_arrives_meanwhile_is_announced_and_shown_once_back(tmp_path: Path) -> None:
    home = loopback_home(tmp_path / "home", NOW)
    begin(home)
    wiring = over(home, LATER)
    with home.open() as store:
        for number in range(2):
            do(store, seed_topic(), Step("arrive", number, 0), at(number * 3))
    async with dashboard(wiring) as driver:
        await driver.press("2", "at", "left", "left")
        assert "2 Stories 1 unread" in driver.screen
        with home.open() as store:
            do(store, seed_topic(), Step("arrive", 2, 0), LATER)
        driver.app.news_came()
        await driver.settle()
        assert "1 new, press . to show" in driver.status
        assert "2 Stories 1 unread" in driver.screen
        await driver.press("full_stop")
        assert "2 Stories 3 unread" in driver.screen


async def test_a_past_that_cannot_be_made_is_told_and_nothing_moves(
    lived: tuple[Home, list[tuple[datetime, Home]]],
) -> None:
    class Full:
        def prepare(self, at: datetime, progress: Progress) -> None:
            raise StoreError("earlier: cannot hold the home as it was (disk full); free the disk")

        def opened(self, at: datetime, *, searched: bool) -> AbstractContextManager[Store]:
            raise AssertionError

        def forget(self) -> None:
            return

    home, _ = lived
    async with dashboard(replace(over(home, LATER), earlier=Full)) as driver:
        await driver.press("at", "left")
        assert "free the disk" in driver.status
        assert "AS OF" not in driver.screen
        assert "as of now" in stand(driver)


async def test_a_home_without_a_past_says_so(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (tmp_path / "config.toml").write_bytes(seed("config.toml"))
    (tmp_path / "topic.toml").write_bytes(seed("topic.toml"))
    open_store(home.database).close()
    async with dashboard(over(home, NOW)) as driver:
        await driver.press("at", "left", "space", "t")
        assert "no past yet" in stand(driver)
        await driver.press("escape")
        assert not driver.app.scrubber.has_class("-open")


async def test_what_is_open_gives_way_to_what_was_known_then_and_is_open_again_afterwards(
    lived: tuple[Home, list[tuple[datetime, Home]]],
) -> None:
    """Whichever view is open on the way, and a comparison of versions too."""
    home, _ = lived
    async with dashboard(over(home, LATER), (120, 42)) as driver:
        await driver.press("2", "G")
        oldest = reader(driver)
        await driver.press("g", "g", "enter")
        newest = reader(driver)
        assert newest == "Story 7"
        await driver.press("3", "G", "enter", "f1")
        claim = driver.app.query_one(ClaimsView).claims.current
        for view in ("4", "2"):
            await driver.press(view, "at", "home")
            for _ in range(2):
                await driver.press("greater_than_sign", "2")
                stories = driver.app.query_one(StoriesView).stories
                assert stories.cursor == 0
                assert reader(driver) == f"Story {stories.story_id}" != newest
            await driver.press("escape", "2")
            assert reader(driver) == newest
        await driver.press("at", "home", "2", "f1", "G", "enter")
        assert reader(driver) == oldest
        await driver.press("escape", "escape", "2")
        assert reader(driver) == oldest  # what was chosen there stays
        await driver.press("3")
        assert driver.app.query_one(ClaimsView).claims.current == claim


def reader(driver: Driver) -> str:
    """What the reader says it shows."""
    title = driver.app.query_one("#reader-pane").border_title
    assert title is not None
    return Content.from_markup(title).plain
