"""The Stories view: list, filter, marks and reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import reading
from store.database import open_store
from store.models import Story
from tests.tui import sample as samples
from tests.tui.driver import Driver, dashboard
from tests.tui.programs import InTerminal, browser
from tests.tui.sample import REJECTED, STORIES, Sample
from tui.deck import Row
from tui.views.stories import StoriesView
from tui.widgets.filter_bar import FilterBar

pytestmark = pytest.mark.anyio


def _story(sample: Sample, story_id: int) -> Story:
    with open_store(sample.database) as store:
        return reading.get(store, story_id)


def _current(driver: Driver) -> Story:
    story = driver.app.query_one(StoriesView).stories.story
    assert story is not None
    return story


def _count(driver: Driver) -> int:
    return len(driver.app.query_one(StoriesView).stories.items)


async def test_the_list_says_when_who_and_what(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        async for _ in driver.sizes():
            await driver.press("2")
            assert f"2 Stories · {STORIES} · {STORIES - 3} unread" in driver.screen
            newest = next(row for row in driver.rows if "Lumen report number 23" in row)
            assert "●" in newest
            assert "16 Jun" in driver.screen
            assert "Northern Ledger" in driver.screen
            assert "◦" in driver.screen


async def test_narrow_enter_opens_the_reader_and_escape_goes_back(sample: Sample) -> None:
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("2")
        assert not driver.app.query_one("#reader-pane").size
        await driver.press("j", "enter")
        assert driver.focus == "reader"
        # A headline and a line over the text; all the rest of where it is from under it.
        assert "first seen  " not in driver.screen
        assert "published   " not in driver.screen
        await driver.press("G")
        assert "Where it is from" in driver.screen
        assert "first seen  " in driver.screen
        # Below the list, which keeps a strip.
        list_pane, reader = (driver.app.query_one(f"#{name}").region for name in ("stories-pane", "reader-pane"))
        assert 0 < list_pane.height < reader.height
        assert reader.y == list_pane.bottom
        await driver.press("escape")
        assert driver.focus == "story-list"
        assert not driver.app.query_one("#reader-pane").size


async def test_z_gives_the_pane_in_front_the_screen_and_escape_or_z_gives_it_back(sample: Sample) -> None:
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("2", "enter")
        before = driver.app.query_one("#reader").size.height
        await driver.press("z")
        assert driver.app.query_one("#reader").size.height > before
        assert not driver.app.query_one("#stories-pane").size
        await driver.press("n")
        assert not driver.app.query_one("#stories-pane").size
        await driver.press("escape")
        assert driver.focus == "reader"
        assert driver.app.query_one("#stories-pane").size
        await driver.press("z", "z", "escape")
        assert driver.focus == "story-list"
        # Another view has all of its panes.
        await driver.press("z", "5")
        assert not driver.app.query("#main.-zoomed")
        await driver.pilot.resize_terminal(60, 15)
        await driver.press("2", "enter", "z")
        assert driver.app.query_one("#reader").size.height >= 9
        assert driver.rows[-1].rstrip().endswith("? Keys  q Quit")


async def test_narrow_and_high_the_reader_is_always_below_and_low_it_is_alone(sample: Sample) -> None:
    async with dashboard(sample.wiring, (80, 40)) as driver:
        await driver.press("2")
        assert driver.app.query_one("#reader-pane").size
        await driver.pilot.resize_terminal(80, 18)
        await driver.settle()
        assert not driver.app.query_one("#reader-pane").size
        await driver.press("enter")
        assert driver.app.query_one("#reader-pane").size
        assert not driver.app.query_one("#stories-pane").size


async def test_marks_of_a_story_are_made_and_taken_back(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "j")
        story = _current(driver)
        assert f"Story {story.id}" in driver.screen, "where it is wide, the reader follows the cursor"
        assert not _story(sample, story.id).read, "which marks nothing read"

        await driver.press("k", "s")
        story_id = _current(driver).id
        assert _story(sample, story_id).saved
        assert "★" in next(row for row in driver.rows if "Lumen report number 23" in row)
        assert "Saved" in driver.status
        await driver.press("s")
        assert not _story(sample, story_id).saved, "s again saves it no longer"

        await driver.press("x")
        assert not _story(sample, story_id).relevant
        assert _count(driver) == STORIES, "what is turned down stays in the list"
        await driver.press("a")
        kept = _story(sample, story_id)
        assert kept.relevant
        assert kept.judged_by_hand

        await driver.press("enter")
        assert _current(driver).id == story_id
        assert _story(sample, story_id).read, "opening marks read"
        await driver.press("m")
        assert not _story(sample, story_id).read
        assert not _current(driver).read
        await driver.press("space")
        assert _story(sample, story_id).read, "m and space turn it round"
        assert f"{STORIES - 4} unread" in driver.screen

        await driver.press("n")
        first = _current(driver).id
        assert first != story_id, "n opens the next unread story"
        await driver.press("n")
        assert _current(driver).id != first
        assert _story(sample, first).read
        await driver.press("f1", "slash")
        await driver.type("read")
        await driver.press("enter", "n")
        assert "Nothing unread here." in driver.status


async def test_o_opens_only_web_addresses(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named, opened = browser(tmp_path)
    monkeypatch.setenv("BROWSER", named)
    with open_store(sample.database) as store, store.writing() as connection:
        connection.execute("UPDATE stories SET url = 'file:///etc/passwd' WHERE id = 23")
    async with dashboard(sample.wiring, kind=InTerminal) as driver:
        await driver.press("2", "o", "j", "o")
        assert opened.read_text().splitlines() == [_story(sample, 24).url]
        assert "Not opened" in driver.status


async def test_r_shows_what_was_turned_down_and_the_terms(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "R")
        async for _ in driver.sizes():
            assert _count(driver) == REJECTED
            assert "Turned down" in driver.screen
            assert "chip fab -2.0" in driver.screen
        await driver.press("a")
        assert _story(sample, _current(driver).id).relevant
        await driver.press("R")
        assert _count(driver) == STORIES + 1


async def test_a_filter_narrows_as_it_is_typed_and_says_what_it_cannot(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        bar = driver.app.query_one(StoriesView).query_one(FilterBar)
        await driver.press("2", "slash", "down")
        assert driver.focus == "story-list", "down leaves the filter"
        assert not bar.has_class("-open"), "an empty one closes"

        await driver.press("slash")
        await driver.type('outlet:"wire nine" unread')
        assert " 4 stories fit" in driver.screen
        await driver.press("enter")
        assert driver.focus == "story-list"
        assert _count(driver) == 4
        await driver.press("escape")
        assert _count(driver) == STORIES, "escape clears it"
        assert not bar.has_class("-open")

        await driver.press("slash")
        await driver.type("unread outlt:x")
        assert "did you mean 'outlet:'" in driver.screen, "a wrong query is pointed at"
        assert "^^^^^^^" in driver.screen
        await driver.type(" stance:maybe")
        assert "did you mean" in driver.screen
        await driver.press("escape")
        assert _count(driver) == STORIES

        await driver.press("slash")
        await driver.type("zebra")
        assert "Nothing fits this filter." in driver.screen, "one that nothing fits says what to do"
        assert "0 stories fit" in driver.screen


async def test_the_reader_shows_evidence_and_origin_and_leads_to_the_claim(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 60)) as driver:

        async def show(story_id: int) -> None:
            driver.app.query_one(StoriesView).show_story(story_id)
            await driver.settle()

        await driver.press("2", "c")
        assert "makes no claim" in driver.status
        await show(5)
        marked = next(row for row in driver.rows if "Officials said" in row)
        assert "A  c1" in marked
        assert "▎" in marked
        assert "published   Sat 13 Jun 2026 04:00 UTC" in driver.screen
        assert "its page" in driver.screen
        assert "suspend +2.5 restriction" in driver.screen
        assert "Lumen was switched off for every customer." in driver.screen

        await show(2)
        assert "Its versions" in driver.screen, "earlier headlines are shown with what changed"
        assert "as first seen" in driver.screen
        assert "headline changed" in driver.screen
        assert "✎" in driver.screen

        await show(24)
        assert "◦ the feed only" in driver.screen, "where only the feed's text is known, it says so"

        await show(STORIES + 1)
        assert _count(driver) == 1, "a story outside the list is listed alone"
        assert "Chip fab 0 opens" in driver.screen
        await show(999)
        assert "gone from the store" in driver.status

        await show(5)
        await driver.press("c")
        assert "Claim c1" in driver.screen, "c goes to the claim"


async def test_vim_and_arrow_keys_and_clicks_move_alike(sample: Sample) -> None:
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("2")
        rows = driver.app.query_one(StoriesView).stories
        for keys, place in (
            (("j",), 1),
            (("down",), 2),
            (("k",), 1),
            (("up",), 0),
            (("G",), STORIES - 1),
            (("g", "g"), 0),
            (("end",), STORIES - 1),
            (("home",), 0),
            (("ctrl+d",), 9),
            (("ctrl+u",), 0),
            (("g", "j"), 1),
            (("g",), 1),
        ):
            await driver.press(*keys)
            assert rows.cursor == place, keys
        await driver.pilot.click("#story-list", offset=(20, 3))
        await driver.settle()
        assert rows.cursor == 3, "a click moves"
        await driver.pilot.click("#story-list", offset=(20, 3))
        await driver.settle()
        assert driver.focus == "reader", "a second one opens"


async def test_h_and_l_go_between_the_panes(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "l")
        assert driver.focus == "reader"
        await driver.press("j", "ctrl+d", "G", "g", "g", "ctrl+u", "k")
        await driver.press("h")
        assert driver.focus == "story-list"
        await driver.press("h", "right")
        assert driver.focus == "reader"


async def test_a_long_list_draws_only_what_is_seen(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(sample.database) as store:
        feed_id = 1
        with store.writing():
            for number in range(100, 1100):
                samples.add_story(store, feed_id, number)
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("2")
        stories = driver.app.query_one(StoriesView).stories
        drawn: list[int] = []
        lines = stories.lines

        def counting(item: Row, width: int) -> object:
            drawn.append(item.id)
            return lines(item, width)

        monkeypatch.setattr(stories, "lines", counting)
        await driver.press("G")
        assert stories.cursor == STORIES + 1000 - 1
        assert len(set(drawn)) <= 24
