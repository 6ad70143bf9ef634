"""Keys: rebound ones, finding, jump mode, the palette, panes by number, and the table that is kept of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from reportedly import keymap
from tests.tui.driver import Driver, dashboard
from tests.tui.sample import Sample
from tui import keytable
from tui.seeking import Place, find
from tui.views.feeds import FeedsView
from tui.views.stories import StoriesView
from tui.widgets.prose import Prose

pytestmark = pytest.mark.anyio


def test_the_table_and_the_page_of_keys_are_made_from_the_bindings() -> None:
    """Otherwise: python -m tui.keytable"""
    for path, text in zip(keytable.FILES, keytable.texts(), strict=True):
        assert path.read_text(encoding="utf-8") == text, f"python -m tui.keytable writes {path.name} anew"


def test_every_binding_has_an_id_that_config_can_hold() -> None:
    for bound in keymap.table().bindings:
        assert bound.id
        assert set(bound.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-"), bound
        assert bound.does
        for key in bound.keys:
            assert keymap.checked({"palette": key}) if key == "ctrl+p" else keymap._key("x", key)


def test_an_id_stands_for_one_act_in_a_place() -> None:
    seen = Counter((bound.place, bound.id) for bound in keymap.table().bindings)
    assert not [name for name, count in seen.items() if count > 1]


async def test_ones_own_keys_take_the_place_of_the_usual_ones(sample: Sample) -> None:
    keys = keymap.checked({"down": "f7", "view-stories": "f9", "palette": "ctrl+k", "keys": "f12"})
    async with dashboard(replace(sample.wiring, keys=keys)) as driver:
        await driver.press("f9")
        assert driver.focus == "story-list"
        await driver.press("f7", "f7", "j")
        assert driver.app.query_one(StoriesView).stories.cursor == 2
        await driver.press("f12")
        assert "f7          Move down" in driver.screen


async def test_vim_and_arrow_keys_do_the_same(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2")
        stories = driver.app.query_one(StoriesView).stories
        half = len(list(stories.in_sight())) // 2
        for keys, place in (
            (("j", "down"), 2),
            (("k", "up"), 0),
            (("G",), 23),
            (("g", "g"), 0),
            (("end",), 23),
            (("home",), 0),
            (("ctrl+d",), half),
            (("ctrl+u",), 0),
            (("pagedown",), half),
            (("pageup",), 0),
        ):
            await driver.press(*keys)
            assert stories.cursor == place, keys
        await driver.press("l")
        assert driver.focus == "reader"
        await driver.press("left")
        assert driver.focus == "story-list"


async def test_panes_have_numbers(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("2", "f2")
        assert driver.focus == "reader"
        await driver.press("f1")
        assert driver.focus == "story-list"
        await driver.press("f4")
        assert driver.focus == "story-list"


@pytest.mark.parametrize(
    ("texts", "words", "lines"),
    [
        (["one two", "Two three"], "two", [[0], [1]]),
        (["  it was switched", "  off at noon"], "switched off", [[0, 1]]),
        (["a.b", "axb"], "a.b", [[0]]),
        (["x"], "   ", []),
        (["aaa"], "a", [[0], [0], [0]]),
        ([], "a", []),
    ],
)
def test_words_are_found_over_the_ends_of_lines(texts: list[str], words: str, lines: list[list[int]]) -> None:
    assert [[part.line for part in hit] for hit in find(texts, words)] == lines


def test_a_hit_says_where_it_stands() -> None:
    assert find(["  it was switched", "  off at noon"], "SWITCHED  off") == [(Place(0, 9, 17), Place(1, 2, 5))]


async def test_n_goes_from_hit_to_hit_in_a_text(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 24)) as driver:
        await driver.press("2", "j", "enter", "slash")
        await driver.type("paragraph")
        reader = driver.app.query_one("#reader", Prose)
        assert len(reader.hits) == 6
        assert "1 of 6" in driver.screen
        await driver.press("enter")
        assert driver.focus == "reader"
        await driver.press("n", "n")
        assert reader.at == 2
        await driver.press("N")
        assert reader.at == 1
        assert "2 of 6" in driver.screen
        await driver.press("slash")
        await driver.type("no such words")
        assert "not there" in driver.screen
        await driver.press("escape")
        assert driver.focus == "reader"
        assert not reader.hits
        assert "find" not in driver.rows[-3]


async def test_a_search_ends_with_escape_and_with_leaving_what_is_searched(sample: Sample) -> None:
    """While it is on, n opens no story, be there a hit or not."""
    async with dashboard(sample.wiring, (120, 24)) as driver:
        await driver.press("2", "j", "enter")
        reader, unread = driver.app.query_one("#reader", Prose), driver.rows[1]
        title = driver.app.query_one("#reader-pane").border_title
        for leave in (["escape"], ["f1"], ["3", "2", "enter"], ["ctrl+p", "escape", "escape"]):
            await driver.press("slash")
            await driver.type("no such words")
            await driver.press("enter", "n", "N")
            assert "“no such words” is not there; esc ends the search." in driver.status
            assert driver.app.query_one("#reader-pane").border_title == title
            assert driver.rows[1] == unread
            assert driver.focus == "reader"
            await driver.press(*leave)
            assert "find" not in driver.rows[-3], leave
            await driver.press("f2")
            assert not reader.check_action("hit", (1,))
        await driver.press("slash")
        await driver.type("paragraph")
        await driver.press("enter")
        driver.app.query_one(StoriesView).show_story(5)
        await driver.settle()
        assert "find" not in driver.rows[-3]


async def test_n_goes_from_hit_to_hit_in_the_list_of_feeds(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("5", "slash")
        await driver.type("on AI")
        await driver.press("enter", "n")
        assert driver.app.query_one(FeedsView).feeds.cursor == 1
        await driver.press("N", "N")
        assert driver.app.query_one(FeedsView).feeds.cursor == 4


async def test_the_page_of_keys_can_be_searched(sample: Sample) -> None:
    async with dashboard(sample.wiring, (100, 30)) as driver:
        await driver.press("question_mark", "slash")
        await driver.type("copy a citation")
        assert "1 of 1" in driver.screen
        assert "Copy a citation" in driver.screen
        await driver.press("escape", "escape")
        assert driver.focus == "brief-list"


async def _jump(driver: Driver, wanted: str) -> None:
    await driver.press("ctrl+o")
    row = next(number for number, row in enumerate(driver.rows) if wanted in row)
    letters = [str(letter.render()) for letter in driver.app.screen.query(".letter") if letter.region.y == row]
    assert letters, driver.screen
    await driver.press(*letters[0].strip())


async def test_jump_mode_puts_a_letter_on_views_panes_and_rows(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 30)) as driver:
        await driver.press("2", "ctrl+o")
        targets = len(driver.app.screen.query(".letter"))
        assert targets == 5 + 2 + len(list(driver.app.query_one(StoriesView).stories.in_sight()))
        await driver.press("escape")
        assert driver.focus == "story-list"
        await _jump(driver, "report number 20")
        assert driver.app.query_one(StoriesView).stories.cursor == 3
        await driver.press("ctrl+o", "d")
        assert driver.focus == "claim-list"


async def test_the_palette_finds_commands_views_and_stories(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("2", "ctrl+p")
        await driver.shows("View: Brief")
        assert driver.screen.index("View: Brief") < driver.screen.index("View: Feeds") < driver.screen.index("Open  ")
        await driver.type("view: narr")
        await driver.pilot.pause(0.3)
        await driver.press("enter")
        await driver.pilot.pause(0.1)
        assert driver.focus == "claim-days"
        await driver.press("ctrl+p")
        await driver.type("report number 7")
        for _ in range(40):
            await driver.pilot.pause(0.05)
            if "Story" in driver.screen and "Lumen report number 7" in driver.screen:
                break
        assert "Lumen report number 7  Wire Nine" in driver.screen
