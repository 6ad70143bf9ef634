"""The list of stories over a store of any length: what it reads, chains, and what never moves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store import index, stories
from store.database import Store, open_store
from store.models import Entry
from store.stories import Arrival
from tests.conftest import NOW
from tests.tui import sample as samples
from tests.tui.driver import Driver, dashboard, drawn_once
from tests.tui.sample import FITS, STORIES, Sample
from tui.deck import KEPT, PAGE
from tui.views.stories import StoriesView
from tui.widgets.river import River

pytestmark = pytest.mark.anyio

MANY = 3_000


def _river(driver: Driver) -> River:
    return driver.app.query_one(StoriesView).stories


def _add(sample: Sample, first: int, last: int, title: str = "Story {}") -> None:
    """Stories that only their feed tells of, a minute from each other, the latest now."""
    arrivals = []
    for number in range(first, last):
        url = f"https://many.example/{number}"
        entry = Entry(url, url, title.format(number), published_at=NOW - timedelta(minutes=last - number), summary="S.")
        arrivals.append(Arrival(entry, FITS, "Many", "many.example"))
    with open_store(sample.database) as store:
        stories.receive(store, 1, arrivals, NOW)


def _bring(store: Store, count: int) -> None:
    for number in range(count):
        samples.add_story(store, 1, 100 + number)


def _chain(sample: Sample, original: int, *copies: int) -> None:
    with open_store(sample.database) as store:
        index.put_chains(store, dict.fromkeys(copies, original))


async def test_a_long_list_reads_the_pages_that_are_seen(sample: Sample) -> None:
    _add(sample, 0, MANY)
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("2")
        river = _river(driver)
        assert f"2 Stories · {MANY + STORIES:,}" in driver.screen
        assert len(river.deck.known) <= 2 * PAGE
        await driver.press("G")
        assert river.cursor == MANY + STORIES - 1
        assert "Lumen report number 0" in driver.screen
        assert " …" not in driver.screen.replace("Reading …", "")
        for _ in range(4):
            await driver.press("ctrl+u")
        assert len(river.deck.known) <= KEPT
        await driver.press("g", "g")
        assert f"Story {MANY - 1}" in driver.screen


async def test_the_scrollbar_goes_anywhere(sample: Sample) -> None:
    _add(sample, 0, MANY)
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("2")
        _river(driver).scroll_to(y=1_500, animate=False, immediate=True)
        await driver.settle()
        assert f"Story {MANY - 1 - 1_500}" in driver.screen


async def test_rows_that_are_not_read_yet_are_held_open(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2")
        river = _river(driver)
        (row,) = river.deck[:1]
        bare = type(row)(row.id, None)
        assert f"story {row.id} …" in river.lines(bare, 60)[0].plain


async def test_a_story_that_is_gone_says_so(sample: Sample) -> None:
    _add(sample, 0, MANY)
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("2")
        gone = _river(driver).deck.folding.rows[-1]
        with open_store(sample.database) as store, store.writing() as connection:
            for table in ("mentions", "entries", "revisions", "marks"):
                connection.execute(f"DELETE FROM {table} WHERE story_id = ?", (gone,))
            connection.execute("DELETE FROM stories WHERE id = ?", (gone,))
        await driver.press("G")
        assert f"story {gone} is gone from the store" in driver.screen


async def test_what_arrives_is_announced_and_moves_nothing_until_it_is_taken(sample: Sample) -> None:
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("2", "j", "j")
        river = _river(driver)
        before, story = driver.rows[3:12], river.story_id
        sample.poll.bring = lambda store: _bring(store, 3)
        await driver.press("r")
        await driver.poll_ends()
        assert driver.rows[3:12] == before
        assert "3 new: . takes them in" in driver.screen
        await driver.press("full_stop")
        assert river.story_id == story
        assert river.cursor == 5
        assert "takes them in" not in driver.screen


async def test_a_chain_is_one_line_until_it_is_opened(sample: Sample) -> None:
    _chain(sample, 5, 9, 12)
    async with dashboard(sample.wiring, (160, 40)) as driver:
        await driver.press("2")
        river = _river(driver)
        assert len(river.deck) == STORIES - 2
        assert f"{STORIES} · 21 unread · 2 copies folded" in driver.screen
        river.go_to(5)
        await driver.settle()
        folded = next(row for row in driver.rows if "▸ Lumen report number 4" in row)
        assert "+2" in folded
        await driver.press("f")
        assert [river.deck[river.cursor + step].id for step in range(3)] == [5, 12, 9]
        assert "└ Lumen report number 11" in driver.screen
        assert len(river.deck) == STORIES
        await driver.press("j", "f")
        assert river.story_id == 5
        assert len(river.deck) == STORIES - 2
        await driver.press("k", "f")
        assert "No other story here repeats" in driver.status


async def test_all_chains_open_and_fold_and_a_new_reading_leaves_them_so(sample: Sample) -> None:
    _chain(sample, 5, 9, 12)
    _chain(sample, 1, 2)
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "F")
        assert len(_river(driver).deck) == STORIES
        await driver.press("full_stop")
        assert len(_river(driver).deck) == STORIES
        await driver.press("F")
        assert len(_river(driver).deck) == STORIES - 3


async def test_a_story_folded_away_is_found_under_its_original(sample: Sample) -> None:
    _chain(sample, 5, 9, 12)
    async with dashboard(sample.wiring) as driver:
        await driver.press("2")
        driver.app.query_one(StoriesView).show_story(9)
        await driver.settle()
        assert _river(driver).story_id == 9
        assert "Story 9" in driver.screen


async def test_where_a_filter_leaves_the_original_out_a_copy_stands_for_it(sample: Sample) -> None:
    _chain(sample, 5, 9, 12)
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "slash")
        await driver.type("-outlet:kilobyte")  # that of story 5
        await driver.press("enter")
        ids = list(_river(driver).deck.folding.rows)
        assert 9 in ids
        assert not {5, 12} & set(ids)


@pytest.mark.parametrize(
    "title", ["模型被暂停访问" * 4, "👩\u200d👩\u200d👧 family 🇩🇪 flag", "e\u0301a\u0308o\u0302 combined", "ابجد هوز"]
)
async def test_columns_hold_whatever_is_written(sample: Sample, title: str) -> None:
    _add(sample, 0, 1, title + " {}")
    async with dashboard(sample.wiring, (200, 60)) as driver:
        await driver.press("2")
        rows = _river(driver)
        for width in (66, 70, 100, 30):
            for content in rows.lines(rows.deck[0], width):
                assert content.cell_length == width


async def test_the_view_lists_stories_before_the_brief_is_ready(sample: Sample) -> None:
    """The brief takes long over a large store; all else is there before."""
    from dataclasses import replace
    from threading import Event

    from store.models import Brief

    go_on = Event()

    def slow(store: object, since: object, now: object, **_: object) -> Brief:
        assert go_on.wait(20)
        return Brief(None, NOW, ())

    from tui.app import Dashboard

    app = Dashboard(replace(sample.wiring, brief=slow))
    async with app.run_test(size=(120, 40)) as pilot:
        driver = Driver(app, pilot)
        with drawn_once(driver):
            app.action_view("stories")
            for _ in range(400):
                await pilot.pause(0.01)
                if "Lumen report number 23" in driver.screen:
                    break
            shown, snapshot = driver.screen, app.snapshot
            go_on.set()
            await driver.settle()
        assert "Lumen report number 23" in shown
        assert snapshot is None or not snapshot.told
        assert app.snapshot is not None
        assert app.snapshot.told
