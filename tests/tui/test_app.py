"""What belongs to no one view: sizes, empty homes, help, themes, errors of the store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual import events

from store.database import Store, open_store
from store.models import Brief
from tests.conftest import NOW
from tests.tui import sample as samples
from tests.tui.driver import SIZES, Driver, dashboard, drawn_once
from tests.tui.sample import Sample
from tui.app import Dashboard, run
from tui.help import Help
from tui.style import DARK, LIGHT
from tui.views.stories import StoriesView
from tui.widgets.keybar import KeyBar
from tui.widgets.masthead import Tabs
from tui.wiring import Wiring

pytestmark = pytest.mark.anyio


async def test_digits_open_the_five_views(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        async for _ in driver.sizes():
            for digit, focus in (
                ("2", "story-list"),
                ("3", "claim-list"),
                ("4", "claim-days"),
                ("5", "feed-list"),
                ("1", "brief-list"),
            ):
                await driver.press(digit)
                assert driver.focus == focus
                assert len(driver.app.query_one(KeyBar).shown) <= 8


async def test_a_click_opens_a_view_and_presses_a_key(sample: Sample) -> None:
    """A view by its name, a key in the bar at the foot, which says what it does to whom rests on it."""
    async with dashboard(sample.wiring) as driver:
        await driver.pilot.click(Tabs, offset=(driver.rows[1].index("4 Narr"), 0))
        await driver.settle()
        assert driver.focus == "claim-days"
        bar = driver.app.query_one(KeyBar)
        place = driver.rows[-1].index("? ")
        await driver.pilot.hover(KeyBar, offset=(place, 0))
        assert bar.tooltip == next(key.does for key in bar.shown if key.display == "?")
        await driver.pilot.click(KeyBar, offset=(place, 0))
        await driver.settle()
        assert isinstance(driver.app.screen, Help)


async def test_the_home_and_its_notice_are_always_named(sample: Sample) -> None:
    wiring = samples.wiring(sample.database, sample.poll, "Texts are invented")
    async with dashboard(wiring, (80, 24)) as driver:
        for digit in "12345":
            await driver.press(digit)
            assert "~/press" in driver.rows[0]
            assert "Texts are invented" in driver.rows[0]


async def test_a_terminal_too_small_is_told_what_it_needs(sample: Sample) -> None:
    async with dashboard(sample.wiring, (59, 20)) as driver:
        assert "at least 60x15, this is 59x20" in driver.screen
        await driver.pilot.resize_terminal(60, 14)
        await driver.settle()
        assert "this is 60x14" in driver.screen
        await driver.pilot.resize_terminal(60, 15)
        await driver.settle()
        assert "1 Brief" in driver.screen
        for digit in "2345":
            await driver.press(digit, "j", "enter")
            assert "at least" not in driver.screen
        for box in ("question_mark", "ctrl+p"):
            await driver.press(box)
            await driver.pilot.resize_terminal(60, 14)
            await driver.settle()
            assert "\u256d" not in driver.screen
            assert "this is 60x14" in driver.screen
            await driver.pilot.resize_terminal(60, 15)
            await driver.settle()
            assert "at least" not in driver.screen
            await driver.press("escape")


@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]])
async def test_an_empty_home_says_what_to_do_in_every_view(empty: Sample, size: tuple[int, int]) -> None:
    async with dashboard(empty.wiring, size) as driver:
        for digit in "12345":
            await driver.press(digit, "enter", "G")
            assert "No feeds yet" in driver.screen
            assert "5 i              takes in a list of feeds (OPML)" in driver.screen


async def test_feeds_never_polled_ask_for_r(empty: Sample) -> None:
    from store import feeds
    from store.feeds import NewFeed

    with open_store(empty.database) as store:
        feeds.add(store, [NewFeed("https://a.example/feed", "A", "A")], NOW)
    async with dashboard(empty.wiring, (80, 24)) as driver:
        assert "none has been polled" in driver.screen
        assert "polls them now" in driver.screen


async def test_polled_feeds_without_stories_and_without_network(empty: Sample) -> None:
    with open_store(empty.database) as store:
        samples.add_feeds(store)
    async with dashboard(empty.wiring, (80, 24)) as driver:
        assert "No story of the topic yet." in driver.screen
        with open_store(empty.database) as store:
            samples.fail_every_feed(store)
        await driver.press("full_stop")
        assert "is the network up?" in driver.screen
        assert "ctrl+r" in driver.screen


async def test_help_lists_the_keys_of_the_focus_and_closes(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 110)) as driver:
        for digit in "12345":
            await driver.press(digit)
            before = driver.focus
            await driver.press("question_mark")
            assert "Keys" in driver.screen
            assert "Move down" in driver.screen
            assert "Poll the feeds that are due" in driver.screen
            assert ("Mark the story saved, or no longer" in driver.screen) == (digit == "2")
            await driver.press("escape")
            assert driver.focus == before
        await driver.press("question_mark", "j", "G", "g", "g", "question_mark")
        assert driver.focus == before


def test_the_page_of_keys_cuts_nothing_off() -> None:
    from tui.help import Key, KeyGroup, help_lines

    does = "Give the marked mentions, or the one under the cursor, a claim of their own"
    key = Key("S", "Split", does, "split", None)  # type: ignore[arg-type]
    drawn = help_lines([KeyGroup("On the claim acts", (key,))], 60)
    assert max(one.cell_length for one in drawn) <= 60
    assert does in " ".join(" ".join(one.plain for one in drawn).split())


async def test_every_binding_has_an_id_and_a_tooltip() -> None:
    from textual.binding import Binding

    from tui import help as helping
    from tui.keys import EVERYWHERE, MOVES

    for bound in (*EVERYWHERE, *MOVES, *StoriesView.BINDINGS, *helping.Help.BINDINGS):
        assert isinstance(bound, Binding)
        assert bound.id
        assert bound.tooltip or bound.key == "home"


async def test_every_view_works_in_every_kind_of_theme(sample: Sample) -> None:
    kept = sample.wiring
    wiring = Wiring(kept.database, kept.home, kept.clock, kept.poll, kept.brief, theme=LIGHT.name)
    async with dashboard(wiring, (80, 24)) as driver:
        assert driver.app.theme == LIGHT.name
        for theme in (LIGHT.name, "ansi-dark", "textual-light", DARK.name):
            driver.app.theme = theme
            await driver.settle()
            assert f'To keep it: theme = "{theme}"' in driver.status or theme == LIGHT.name
            for digit in "42":
                await driver.press(digit)
            assert "2 Stories" in driver.screen


async def test_an_unknown_theme_is_said_to_be_unknown(sample: Sample) -> None:
    kept = sample.wiring
    wiring = Wiring(kept.database, kept.home, kept.clock, kept.poll, kept.brief, theme="no-such")
    async with dashboard(wiring) as driver:
        assert driver.app.theme == DARK.name
        assert "no theme 'no-such'" in driver.status


async def test_without_colour_everything_is_still_said(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "3", "4")
        assert "▐4 Narrative" in driver.screen
        assert "H→S" in driver.screen


async def test_a_store_that_cannot_be_read_is_said_in_words(sample: Sample) -> None:
    sample.database.write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    async with dashboard(sample.wiring) as driver:
        assert "✗" in driver.status
        assert "reportedly.db: is da" in driver.status


async def test_an_error_while_reading_leaves_the_dashboard_running(sample: Sample) -> None:
    def brief(store: Store, since: object, now: object, **_: object) -> Brief:
        raise ValueError("something odd")

    kept = sample.wiring
    async with dashboard(Wiring(kept.database, kept.home, kept.clock, kept.poll, brief)) as driver:
        assert "something odd" in driver.status
        await driver.press("2", "question_mark", "escape")


async def test_of_reads_that_wait_only_the_newest_counts(sample: Sample) -> None:
    found: list[str] = []
    async with dashboard(sample.wiring) as driver:
        desk = driver.app.desk
        for name in ("a", "b", "c"):
            desk.read("test", lambda store, name=name: name, found.append)  # type: ignore[misc]
        for name in ("d", "e", "f"):
            desk.write(lambda store, name=name: name, found.append)  # type: ignore[misc]
        await driver.settle()
        desk.read("test", lambda store: "g", found.append)
        desk.forget("test")
        await driver.settle()
        assert sorted(found) == ["c", "d", "e", "f"]
        assert found.index("d") < found.index("e") < found.index("f")


async def test_q_leaves(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("q")
        assert driver.app.return_value is None
    assert callable(run)


async def test_the_ascii_preset_draws_nothing_but_ascii(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without colours some lines are drawn heavier.
    monkeypatch.setenv("NO_COLOR", "1")
    async with dashboard(replace(sample.wiring, symbols="ascii"), (120, 40)) as driver:
        shown = []
        for key in ("1", "2", "R", "R", "enter", "3", "t", "f", "4", "5", "question_mark"):
            await driver.press(key)
            shown.append(driver.screen)
        await driver.press("escape", "ctrl+o")
        shown.append(driver.screen)
        others = {char for screen in shown for char in screen if ord(char) > 126}
        assert not others, others
        # It is as wide as ever, and says as much.
        assert all(len(row) == 120 for screen in shown for row in screen.split("\n"))


async def test_a_key_pressed_right_after_a_view_is_heard_there(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "1")
        for key in ("2", "enter"):
            driver.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await driver.settle()
        assert driver.focus == "reader"
        assert driver.app.query_one(StoriesView).selection.everything


async def test_a_key_pressed_at_the_first_paint_is_heard(sample: Sample) -> None:
    app = Dashboard(sample.wiring)
    async with app.run_test(size=(120, 40)) as pilot:
        app.post_message(events.Key("2", "2"))
        driver = Driver(app, pilot)
        with drawn_once(driver):
            await driver.settle()
            assert driver.focus == "story-list"
