"""The line behind `/`: what may stand in it, live counts, errors under the word, earlier queries, and the way back."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from store import views
from store.database import open_store
from tests.tui.driver import Driver, dashboard
from tests.tui.sample import STORIES, Sample
from tui import savedviews
from tui.views.stories import StoriesView
from tui.widgets.choice_list import ChoiceList
from tui.widgets.filter_bar import FilterBar

pytestmark = pytest.mark.anyio


def _bar(driver: Driver) -> FilterBar:
    return next(bar for bar in driver.app.query(FilterBar) if bar.has_class("-open"))


def _offered(driver: Driver) -> list[str]:
    return [choice.shown for choice in _bar(driver).query_one(ChoiceList)._choices]


def _listed(driver: Driver) -> int:
    return len(driver.app.query_one("#story-list").items)  # type: ignore[attr-defined]


async def test_what_is_typed_is_completed_and_mended_and_empties_no_list(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "slash")
        # A key by its beginning, then a value of it in quotation marks where it needs them; the list follows.
        await driver.type("outl")
        assert _offered(driver) == ["outlet:"]
        await driver.press("tab")
        assert _bar(driver).text == "outlet:", "tab puts in what is chosen"
        assert _offered(driver)[-1] == "Fab Weekly"  # nothing of it is of the topic
        await driver.type("n")
        assert _offered(driver)[0] == "Northern Ledger"
        await driver.press("down", "up", "tab")
        assert _bar(driver).text == 'outlet:"Northern Ledger" ', "arrows choose"
        assert "5 stories fit" in driver.screen
        assert _listed(driver) == 5

        await driver.press("ctrl+u")
        await driver.type("claim:firms")
        assert _offered(driver) == ["c2"], "claims are offered by their wording"
        assert "About 90 firms" in driver.screen
        await driver.press("tab", "enter")
        assert _bar(driver).text == "claim:c2 "
        assert _listed(driver) == 3

        await driver.press("slash", "ctrl+u")
        await driver.type("saved")
        assert _listed(driver) == 1
        await driver.type(" stance:sure x")
        assert _listed(driver) == 1, "a wrong word leaves the list as it was"
        place = next(number for number, row in enumerate(driver.rows) if "saved stance:sure x" in row)
        assert driver.rows[place + 1].index("^") == driver.rows[place].index("stance:sure")
        assert "'sure' is no stance" in driver.screen
        await driver.press(*["backspace"] * len(" stance:sure x"))
        assert "1 story fits" in driver.screen, "its error is gone with it"

        await driver.press("ctrl+u")
        for typed, word, mended in (
            ("stance:hedgd", "hedged", "stance:hedged"),
            ("outlt:wire", "outlet:", "outlet:wire"),
        ):
            await driver.type(typed)
            assert f"tab puts in {word}" in " ".join(str(_bar(driver).query_one("#said", Static).render()).split())
            await driver.press("tab")
            assert _bar(driver).text == mended, "tab takes the mend"
            assert _listed(driver) < STORIES
            await driver.press("x")
            assert _bar(driver).text == f"{mended}x", "what is typed next is typed there, and acts on no story"
            await driver.press("ctrl+u")
        await driver.type("stance:zzz")
        for key in ("tab", "enter", "down"):
            await driver.press(key)
            assert driver.focus == "query", f"{key} stays in the line"
        assert _listed(driver) == STORIES

        await driver.press("ctrl+u")
        await driver.type("stanc")
        assert _listed(driver) == STORIES, "a word that may become a key empties no list"
        assert "tab puts in stance:, enter looks for stanc" in driver.screen
        await driver.press("enter")
        assert _listed(driver) == 0, "it is looked for all the same by who goes on from it"
        assert driver.focus == "story-list"


@pytest.mark.parametrize("view", ["2", "3"])
async def test_going_elsewhere_from_a_wrong_query_restores_the_list(sample: Sample, view: str) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press(view, "slash")
        await driver.type("outlet:wire stance:zzz")
        await driver.press("f2")
        assert not [bar for bar in driver.app.query(FilterBar) if bar.has_class("-open")]
        assert driver.focus != "query"


async def test_escape_brings_place_cursor_and_story_back(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 24)) as driver:
        await driver.press("2", *"jjjjjjjjjjjjjjjjkkkk", "enter", "f1")
        stories = driver.app.query_one(StoriesView).stories
        before = stories.story_id, stories.scroll_offset, driver.rows[3:]
        await driver.press("slash")
        await driver.type("saved")
        assert stories.story_id != before[0]
        await driver.press("escape")
        assert (stories.story_id, stories.scroll_offset, driver.rows[3:]) == before


async def test_escape_gives_the_former_list_back(sample: Sample) -> None:
    """That of the filter before, or of everything; a second one, in the list, takes the filter off."""
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "slash")
        await driver.type("outlet:wire")
        await driver.press("enter")
        former = _listed(driver)
        assert 0 < former < STORIES
        await driver.press("slash")
        await driver.type(" saved nothing")
        assert _listed(driver) == 0
        await driver.press("escape")
        assert (_listed(driver), _bar(driver).text) == (former, "outlet:wire")
        assert "outlet:wire" in driver.screen
        await driver.press("escape")
        assert _listed(driver) == STORIES


async def test_giving_a_query_up_moves_no_row(sample: Sample) -> None:
    """Though the story under the cursor stood at the top of what fitted."""
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("2", "j", "j", "s", "j", "k", "enter", "f1")
        before = driver.rows[2:8]
        await driver.press("slash")
        await driver.type("saved")
        assert _listed(driver) < STORIES
        await driver.press("escape")
        assert driver.rows[2:8] == before


async def test_the_arrows_bring_earlier_queries_back(sample: Sample) -> None:
    """The newest first, also in another session, for stories and claims alike."""
    async with dashboard(sample.wiring) as driver:
        await driver.press("2")
        for text in ("saved", "unread"):
            await driver.press("slash")
            await driver.type(text)
            await driver.press("enter", "escape")
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "slash", "up")
        assert (_bar(driver).text, _listed(driver)) == ("unread", STORIES - 3)
        await driver.press("up", "up")
        assert (_bar(driver).text, _listed(driver)) == ("saved", 1)
        await driver.press("down", "down")
        assert (_bar(driver).text, _listed(driver)) == ("", STORIES)


async def test_saved_views_are_offered_and_asked(sample: Sample) -> None:
    with open_store(sample.database) as store:
        views.add(store, "mine", "saved")
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "slash")
        assert _offered(driver) == ["view:mine"]
        await driver.press("tab")
        assert (_bar(driver).text, _listed(driver)) == ("view:mine ", 1)
        await driver.type("-view:mien ")
        assert "no view 'mien'; did you mean 'mine'?" in driver.screen
        assert _listed(driver) == 1


async def test_ctrl_s_saves_the_query_as_a_view(sample: Sample) -> None:
    """Under the name that is asked for; a name that is none is told, and can be mended."""
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "slash")
        await driver.type("saved")
        await driver.press("ctrl+s")
        await driver.type("a b")
        await driver.press("enter")
        assert "'a b' is no name of a view" in driver.screen
        await driver.press("backspace", "backspace")
        await driver.press("enter")
        assert "Saved as view:a" in driver.screen
        assert _bar(driver).text == "saved"
        await driver.type(" unread")
        await driver.press("ctrl+s", "a", "enter")
        assert "Saved as view:a, which was: saved" in driver.screen
    with open_store(sample.database) as store:
        assert views.every(store) == {"a": "saved unread"}


async def test_claims_are_asked_in_the_same_language(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("3", "slash")
        await driver.type('outlet:"policy post" stance:denied')
        assert "1 claim fits" in driver.screen
        await driver.type(" unread")
        assert "'unread' is said of stories, not of claims" in driver.screen
        await driver.press("escape")
        assert len(driver.app.query_one("#claim-list").items) == 2  # type: ignore[attr-defined]


async def test_names_of_outlets_are_shown_as_text(sample: Sample) -> None:
    """Whatever stands in them, and however long they are."""
    hostile = ["\x1b]52;c;x\x07", "[b]x[/]", "\u202ex", "漢字" * 300]
    with open_store(sample.database) as store, store.writing() as connection:
        for number, name in enumerate(hostile, 1):
            connection.execute("UPDATE stories SET outlet = ? WHERE id = ?", (name, number))
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "slash")
        await driver.type("outlet:")
        async for _ in driver.sizes():
            assert not {"\x1b", "\x07", "\u202e"} & set(driver.screen)
            assert set(_offered(driver)) > set(hostile)


async def test_a_saved_view_can_be_gone_to(sample: Sample) -> None:
    """As a palette does it: the bar then shows the view by its name."""
    with open_store(sample.database) as store:
        views.add(store, "mine", "saved")
        (found,) = savedviews.listed(store)
    assert (found.name, found.query) == ("mine", "saved")
    async with dashboard(sample.wiring) as driver:
        driver.app.post_message(found.going)
        await driver.settle()
        assert (_bar(driver).text, _listed(driver)) == ("view:mine", 1)
        assert "1 story fits" in driver.screen
