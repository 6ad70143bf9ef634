"""Polling from the dashboard: it blocks nothing, tells how far it is, and moves no list."""

from __future__ import annotations

import pytest

from store.database import Store
from store.errors import Busy
from store.models import PollSummary
from tests.tui import sample as samples
from tests.tui.driver import dashboard
from tests.tui.sample import STORIES, Sample
from tui.polling import in_words
from tui.text import line
from tui.views.stories import StoriesView

pytestmark = pytest.mark.anyio


def _bring_two(store: Store) -> None:
    for number in (50, 51):
        samples.add_story(store, 1, number)


async def test_r_polls_due_feeds_and_ctrl_r_every_feed(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("r")
        await driver.poll_ends()
        await driver.press("ctrl+r")
        await driver.poll_ends()
        assert sample.poll.calls == [False, True]
        assert "5 feeds polled, nothing new." in driver.status


async def test_keys_work_while_a_poll_runs(sample: Sample) -> None:
    sample.poll.held = True
    async with dashboard(sample.wiring) as driver:
        await driver.press("r")
        sample.poll.began.wait(5)
        await driver.press("2", "j", "r")
        assert driver.app.query_one(StoriesView).stories.cursor == 1
        assert "2 of 5 feeds" in driver.status
        assert len(sample.poll.calls) == 1
        sample.poll.go.set()
        await driver.poll_ends()
        assert "Polling" not in driver.status


async def test_escape_stops_a_poll(sample: Sample) -> None:
    sample.poll.held = True
    async with dashboard(sample.wiring) as driver:
        await driver.press("r")
        sample.poll.began.wait(5)
        await driver.press("escape")
        await driver.poll_ends()
        assert sample.poll.saw_cancel
        assert "2 feeds polled until you stopped it" in driver.status


async def test_leaving_stops_a_poll(sample: Sample) -> None:
    sample.poll.held = True
    async with dashboard(sample.wiring) as driver:
        await driver.press("r")
        sample.poll.began.wait(5)
        await driver.press("q")
    assert driver.app.works.stopping


async def test_new_stories_are_announced_and_taken_with_a_key(sample: Sample) -> None:
    sample.poll.bring, sample.poll.summary = _bring_two, PollSummary(feeds=5, new_stories=2)
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "j")
        stories = driver.app.query_one(StoriesView).stories
        under = stories.current
        await driver.press("r")
        await driver.poll_ends()
        assert "2 new, press . to show" in driver.status
        assert len(stories.items) == STORIES
        await driver.press("full_stop")
        assert len(stories.items) == STORIES + 2
        assert stories.current == under
        assert stories.cursor == 3
        assert "press ." not in driver.status


async def test_the_cursor_keeps_its_place_on_the_screen_when_rows_come_in_above(sample: Sample) -> None:
    sample.poll.bring = _bring_two
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("2", "G", "k")
        stories = driver.app.query_one(StoriesView).stories
        before = stories.cursor - stories.scroll_offset.y
        await driver.press("r")
        await driver.poll_ends()
        await driver.press("full_stop")
        assert stories.cursor - stories.scroll_offset.y == before


async def test_into_an_empty_list_stories_come_at_once(empty: Sample) -> None:
    def bring(store: Store) -> None:
        samples.add_feeds(store)
        _bring_two(store)

    empty.poll.bring = bring
    async with dashboard(empty.wiring) as driver:
        await driver.press("2", "r")
        await driver.poll_ends()
        assert len(driver.app.query_one(StoriesView).stories.items) == 2


@pytest.mark.parametrize("error", [Busy("another poll (process 7) is at work in /h; wait"), OSError("disk full")])
async def test_an_error_is_said_in_its_own_words(sample: Sample, error: Exception) -> None:
    sample.poll.error = error
    async with dashboard(sample.wiring) as driver:
        await driver.press("r")
        await driver.poll_ends()
        assert str(error) in driver.status


async def test_an_unforeseen_error_does_not_end_the_dashboard(sample: Sample) -> None:
    sample.poll.error = ZeroDivisionError("odd")
    async with dashboard(sample.wiring) as driver:
        await driver.press("r")
        await driver.poll_ends()
        assert "broke off" in driver.status
        await driver.press("2")
        assert driver.focus == "story-list"


async def test_where_no_feed_answers_it_says_what_to_do(sample: Sample) -> None:
    sample.poll.bring = samples.fail_every_feed
    sample.poll.summary = PollSummary(
        feeds=5, failures=tuple(f"feed {n} https://x: no route to host" for n in range(5))
    )
    async with dashboard(sample.wiring) as driver:
        await driver.press("r")
        await driver.poll_ends()
        assert "No feed answered (5 feeds): no network? 5 shows why, ^r asks again." in driver.status
        assert "no feed answered: is the network up?" in driver.screen
        await driver.press("exclamation_mark")
        assert driver.screen.count("no route to host") == 1
        assert "5 feeds: no route to host" in driver.screen


@pytest.mark.parametrize(
    ("summary", "stopped", "words"),
    [
        (PollSummary(), False, "No feed is due yet; ctrl+r asks every feed."),
        (PollSummary(), True, "Stopped before any feed was asked."),
        (PollSummary(feeds=1, new_stories=3), False, "✓ 1 feed polled, 3 new."),
        (
            PollSummary(feeds=4, changed=2, failures=("x",)),
            False,
            "! 4 feeds polled, nothing new, 2 changed, 1 failed (5 shows why).",
        ),
        (
            PollSummary(feeds=3, new_stories=2, unanalysed=True),
            True,
            "✓ 3 feeds polled until you stopped it, 2 new; claims wait for the next poll.",
        ),
        (PollSummary(unanalysed=True), True, "Stopped before any feed was asked; claims wait for the next poll."),
    ],
)
async def test_a_summary_in_words(summary: PollSummary, stopped: bool, words: str) -> None:
    assert line(*in_words(summary, stopped)).plain == words
