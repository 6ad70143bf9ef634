"""What a person does with stories: on one, on a range, on all; and taking every one of these back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store import index, reading
from store.database import open_store
from store.models import Story
from store.query import Query
from tests.conftest import NOW
from tests.tui.driver import Driver, dashboard
from tests.tui.sample import REJECTED, STORIES, Sample
from tui.views.stories import StoriesView
from tui.widgets.river import River

pytestmark = pytest.mark.anyio


def _all(sample: Sample) -> dict[int, Story]:
    with open_store(sample.database) as store:
        return {story.id: story for story in reading.every_story(store)}


def _marks(story: Story) -> tuple[object, ...]:
    return story.saved, story.read, story.judged_by_hand, story.note


def _all_marks(sample: Sample) -> dict[int, tuple[object, ...]]:
    return {story.id: _marks(story) for story in _all(sample).values()}


def _river(driver: Driver) -> River:
    return driver.app.query_one(StoriesView).stories


def _ids(sample: Sample, holds: Callable[[Story], object]) -> set[int]:
    return {story.id for story in _all(sample).values() if holds(story)}


@pytest.mark.parametrize(
    ("keys", "said", "undone"),
    [
        (("s",), "Saved;", "Undone: saved, “Lumen report number 23”"),
        (("m",), "Marked read;", "Undone: read, "),
        (("m", "m"), "Unread again;", "Undone: unread again, "),
        (("x",), "Turned down:", "Undone: turned down, "),
        (("a",), "Accepted:", "Undone: accepted, "),
        (("e", "h", "m", "ctrl+s"), "Noted;", "Undone: noted, "),
    ],
)
async def test_every_act_is_undone_and_said(sample: Sample, keys: tuple[str, ...], said: str, undone: str) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", *keys[:-1])
        before = _all_marks(sample)
        await driver.press(keys[-1])
        assert _all_marks(sample) != before
        assert said in driver.status
        await driver.press("u")
        assert _all_marks(sample) == before
        assert undone in driver.status
        shown = _river(driver).story
        assert shown is not None
        assert _marks(shown) == before[24]


async def test_opening_a_story_is_undone_too(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "enter", "u")
        assert not _all(sample)[24].read
        assert "unread" in driver.screen.split("Story 24")[1]


async def test_undoing_goes_on_to_the_acts_before_and_ends(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "s", "j", "s", "u", "u")
        assert _ids(sample, lambda story: story.saved) == {2}
        await driver.press("u", "u", "u")
        assert "Nothing is left to undo." in driver.status


async def test_undoing_takes_back_what_was_done_to_a_claim(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("3", "p", "2", "u")
        assert "Undone: c1 is pinned no more." in driver.status
        await driver.press("3")
        assert "pinned" not in driver.screen


@pytest.mark.parametrize(
    ("key", "holds"),
    [
        ("s", lambda story: story.saved),
        ("m", lambda story: story.read),
        ("x", lambda story: story.judged_by_hand and not story.relevant),
        ("a", lambda story: story.judged_by_hand and story.relevant),
    ],
)
async def test_an_act_on_a_range_is_on_all_of_it(sample: Sample, key: str, holds: Callable[[Story], object]) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "j", "v", "j", "j")
        assert "3 stories chosen" in driver.screen
        before = _ids(sample, holds)
        await driver.press(key)
        assert _ids(sample, holds) - before == {21, 22, 23}
        assert ": 3 stories" in driver.status
        assert "chosen" not in driver.screen
        await driver.press("u")
        assert _ids(sample, holds) == before
        assert "3 stories" in driver.status


async def test_a_range_upward_and_to_either_end(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "j", "j", "v", "g", "g", "s")
        assert _ids(sample, lambda story: story.saved) == {2, 22, 23, 24}
        await driver.press("u", "j", "v", "G", "s")
        assert _ids(sample, lambda story: story.saved) == set(range(1, STORIES))


async def test_all_of_a_filter_is_acted_on_with_its_count_said(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "slash")
        await driver.type("outlet:kilobyte")
        await driver.press("enter", "V")
        assert "4 stories chosen" in driver.screen
        await driver.press("x")
        assert len(_ids(sample, lambda story: not story.relevant)) == 4 + REJECTED
        assert "Turned down: 4 stories" in driver.status


async def test_escape_or_the_key_again_lets_the_range_go(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "v", "j")
        assert "┃" in driver.screen
        await driver.press("escape")
        assert "┃" not in driver.screen
        await driver.press("v", "j", "v")
        assert "┃" not in driver.screen
        await driver.press("V", "V", "s")
        assert len(_ids(sample, lambda story: story.saved)) == 2


async def test_a_mixed_range_is_set_and_not_turned_round(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "s", "v", "j", "s")
        assert {23, 24} <= _ids(sample, lambda story: story.saved)
        await driver.press("k", "v", "j", "s")
        assert not {23, 24} & _ids(sample, lambda story: story.saved)


async def test_an_act_on_a_folded_chain_is_on_its_copies_too(sample: Sample) -> None:
    with open_store(sample.database) as store:
        index.put_chains(store, {9: 5, 12: 5})
    async with dashboard(sample.wiring) as driver:
        await driver.press("2")
        _river(driver).go_to(5)
        await driver.press("m")
        assert {5, 9, 12} <= _ids(sample, lambda story: story.read)
        await driver.press("u", "f", "m")
        assert _ids(sample, lambda story: story.read) & {5, 9, 12} == {5}


async def test_counts_follow_the_marks(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "V", "m")
        assert f"2 Stories · {STORIES} " in driver.screen
        assert "unread" not in driver.rows[1]
        await driver.press("slash")
        await driver.type("saved")
        await driver.press("enter", "m")
        assert "1 unread" in driver.screen


async def test_a_note_is_kept_shown_changed_and_taken_off(sample: Sample) -> None:
    async with dashboard(sample.wiring, (160, 40)) as driver:
        await driver.press("2", "e")
        await driver.type("ask [b]them[/b]")
        await driver.press("ctrl+s")
        assert _all(sample)[24].note == "ask [b]them[/b]"
        assert "your note ask [b]them[/b]" in driver.screen
        assert "¶" in next(row for row in driver.rows if "Lumen report number 23" in row)
        await driver.press("e")
        await driver.type(" again")
        await driver.press("escape")
        assert _all(sample)[24].note == "ask [b]them[/b]"
        await driver.press("e", "ctrl+u", "ctrl+s")
        assert _all(sample)[24].note is None
        assert "The note is taken off" in driver.status


async def test_nothing_is_acted_on_where_nothing_is_listed(empty: Sample) -> None:
    async with dashboard(empty.wiring) as driver:
        for key in ("2", "s", "m", "x", "a", "e", "v", "V", "s", "f", "F", "d", "t", "n", "o", "c", "u"):
            await driver.press(key)
        assert "Nothing is left to undo." in driver.status
    with open_store(empty.database) as store:
        assert reading.count(store, Query(), NOW) == 0
