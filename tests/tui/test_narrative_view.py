"""The Narrative view: days and hours with a cursor, phases and events, lanes, and what is told more closely."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrative.phases import Turn
from store import claims
from store.database import open_store
from tests.tui.driver import Driver, dashboard
from tests.tui.sample import Sample
from tui import phaselines
from tui.periods import Period
from tui.views.brief import BriefView
from tui.views.claims import ClaimsView
from tui.views.narrative import NarrativeView
from tui.views.stories import StoriesView

pytestmark = pytest.mark.anyio


def view(driver: Driver) -> NarrativeView:
    return driver.app.query_one(NarrativeView)


def listed(driver: Driver) -> list[int]:
    return [claim.id for claim in view(driver).claims.items]


async def test_days_claims_and_ladder_stand_on_one_screen(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        async for _ in driver.sizes():
            await driver.press("4")
            assert "Stories a day" in driver.screen
            assert "24 in all" in driver.screen
            assert "Stance ladder · c1 · 9 stories, 5 outlets, 9 chains" in driver.screen
            assert "Q questioned  H hedged  A attributed  S asserted  D denied" in driver.screen
            assert "12 Jun" in driver.screen
            assert "phases" in driver.screen
            assert "events" in driver.screen


async def test_lanes_and_ladder_tell_a_claim_and_lead_to_it_and_its_stories(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("4")
        lane = next(row for row in driver.rows if "Lumen was switched off" in row)
        for sign, says in (("4H✗", "how often, mostly how"), ("4S≠▲", "what began"), ("──", "and between")):
            assert sign in lane, f"a lane tells {says}"
        rung = next(row for row in driver.rows if "Northern Ledger" in row).split("Northern Ledger")[1]
        assert "H" in rung
        assert "H→S 13 Jun 09:00" in rung, "the ladder tells who turned and when"

        await driver.press("l", "j", "d", "enter")
        assert driver.focus == "reader", "enter on the ladder opens the outlet's first story"
        await driver.press("4", "d", "escape")
        assert driver.focus == "claim-days"

        await driver.press("j")
        assert "Stance ladder · c2" in driver.screen, "down chooses another claim"
        await driver.press("enter")
        assert "Claim c2" in driver.screen, "enter goes to it"
        assert driver.focus == "mention-list"

        for digit in "23":
            await driver.press("4", "left_square_bracket")
            assert "4 Narrative ◆" in driver.screen
            await driver.press(digit, *["escape"] * (1 + (driver.focus == "mention-list")))
            assert "◆" not in driver.screen, f"escape in view {digit} lets go of the day"
            assert "on:2026" not in driver.screen


async def test_the_chart_is_stacked_and_its_days_chosen_by_key_and_click(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("4")
        assert "█ originals ▒ copies" in driver.screen
        await driver.press("s")
        assert "Tellings a day" in driver.screen, "s stacks the stances of what is told"
        assert "12 in all" in driver.screen
        await driver.press("s")
        assert "Stories a day" in driver.screen

        chart = view(driver).chart
        at = (chart.bins.gutter + 2 * chart.bins.cell + 2, 3)
        await driver.pilot.click("#day-chart", offset=at)
        await driver.settle()
        assert "◆ 14 Jun" in driver.rows[1], "a click on a day looks at it"
        await driver.pilot.click("#day-chart", offset=at)
        await driver.settle()
        assert "◆" not in driver.rows[1], "another one no longer"

        await driver.press(*["left_square_bracket"] * 9)
        assert "◆ 12 Jun" in driver.rows[1], "the cursor stops at the first day"
        await driver.press(*["right_square_bracket"] * 9)
        assert "◆ 17 Jun" in driver.rows[1], "and at the last"
        driver.app.query_one(ClaimsView).show_claim(2)
        await driver.settle()
        current = driver.app.query_one(ClaimsView).claims.current
        assert current is not None
        assert current.id == 2, "a claim of another time is gone to all the same"
        assert view(driver).period is None

        await driver.press("4", "left_square_bracket", "3", "escape", "escape")
        assert "◆" not in driver.screen, "escape in the claims shows all times again"
        assert view(driver).period is None

        await driver.press("4")
        chart.focus()
        await driver.press("h", "left", "l")
        assert "◆ 17 Jun" in driver.rows[1], "the chart has a cursor of its own"
        await driver.press("h", "h", "enter")
        assert driver.focus == "story-list", "enter opens the stories of its day"
        assert {row.story.said_at.day for row in driver.app.query_one(StoriesView).stories.items if row.story} == {15}
        await driver.press("escape")
        assert (driver.focus, "◆ 15 Jun" in driver.rows[1]) == ("day-chart", True), "escape goes back to the day"
        await driver.press("j")
        assert driver.focus == "claim-days"


async def test_brackets_move_a_cursor_that_narrows_stories_and_claims(sample: Sample) -> None:
    """Here and in the other views, with the time in the line of views; escape shows all again."""
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("4", "left_square_bracket")
        assert view(driver).period == view(driver).chart.bins.period(len(view(driver).chart.bins.begins) - 1)
        assert "◆ 17 Jun" in driver.rows[1]
        assert listed(driver) == []
        assert "No claim was told then." in driver.screen
        await driver.press(*["left_square_bracket"] * 4)
        assert "◆ 13 Jun" in driver.rows[1]
        assert "[13]" in driver.screen
        assert "1 of 2 claims told" in driver.screen
        stories = driver.app.query_one(StoriesView)
        assert stories.selection.text == "on:2026-06-13"
        await driver.press("2")
        assert {row.story.said_at.day for row in stories.stories.items if row.story} == {13}
        assert "on:2026-06-13" in driver.screen
        await driver.press("3")
        assert [claim.id for claim in driver.app.query_one(ClaimsView).claims.items] == [1]
        assert "◆ told on 13 Jun · esc clears" in driver.screen
        await driver.press("4", "right_square_bracket")
        assert "◆ 14 Jun" in driver.rows[1]
        await driver.press("escape")
        assert "◆" not in driver.screen
        assert listed(driver) == [1, 2]
        assert stories.selection.text == ""
        await driver.press("3")
        assert len(driver.app.query_one(ClaimsView).claims.items) == 2


async def test_what_a_person_asked_for_stays_beside_the_day(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("2", "slash")
        await driver.type("unread")
        await driver.press("enter", "4", "left_square_bracket", "left_square_bracket")
        stories = driver.app.query_one(StoriesView)
        assert stories.selection.text == "unread on:2026-06-16"
        await driver.press("escape")
        assert stories.selection.text == "unread"


async def test_t_goes_by_the_hour_and_back(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("4", "t")
        assert "Stories an hour" in driver.screen
        await driver.press("t", *["left_square_bracket"] * 5, "t")
        assert "◆ 13 Jun 04 h" in driver.screen
        assert "[4]" in driver.screen
        assert driver.app.query_one(StoriesView).selection.text == "since:2026-06-13T04:00 before:2026-06-13T05:00"
        await driver.press("right_square_bracket")
        assert "◆ 13 Jun 05 h" in driver.screen
        await driver.press("t")
        assert view(driver).period == Period(view(driver).chart.bins.begins[1])
        assert "◆ 13 Jun " in driver.screen


async def test_hours_beyond_the_screen_are_scrolled_to_with_the_cursor_or_without(sample: Sample) -> None:
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("4", "t")
        assert "hours before" in driver.screen
        assert "{ } other hours" in driver.screen
        first = view(driver).chart.bins.begins[0]
        await driver.press("left_curly_bracket")
        assert view(driver).chart.bins.begins[0] < first
        assert "hours ›" in driver.screen
        assert view(driver).period is None, "looking at other hours chooses none"
        await driver.press("left_square_bracket")
        chosen = view(driver).period
        await driver.press(*["right_curly_bracket"] * 9)
        assert view(driver).chart.bins.hidden[1] == 0
        assert view(driver).period == chosen, "nor does it move the cursor"

        await driver.press("escape", *["left_square_bracket"] * 14)
        assert view(driver).chart.bins.begins[0] < first, "hours follow the cursor"
        assert "hours ›" in driver.screen


async def test_every_day_fits_and_where_lines_are_few_the_lanes_have_them(sample: Sample) -> None:
    async with dashboard(sample.wiring, (60, 15)) as driver:
        await driver.press("4")
        assert view(driver).chart.bins.hidden == (0, 0)
        assert any("Lumen was" in row for row in driver.rows)
        assert driver.rows[-1].rstrip().endswith("q Quit")
        await driver.press("d")
        assert "Northern Ledger" in driver.screen
        await driver.press("escape", "left_square_bracket")
        assert "[17]" in driver.screen


async def test_phases_events_and_frames_tell_and_lead_on(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("4", "f")
        assert "Share of each day’s sentences in words of" in driver.screen
        assert "national security" in driver.screen
        assert "Words that moved" in driver.screen
        facets = view(driver).facets
        told = "\n".join(part.plain for row in facets.items for part in row.draw(100, facets.now))
        assert "Kilobyte" not in told, "frames are never said of a story or an outlet"
        await driver.press("j", "enter")
        assert driver.focus == "story-list", "a frame leads to the stories of its day"

        await driver.press("4")
        course, shot = view(driver).course, view(driver).snapshot
        assert course is not None
        assert shot is not None
        turned = replace(course.phases[-1], turns=(Turn("commerce", 1, 2, (4,)),))
        known = {claim.id: claim for claim in shot.claims}
        rows = phaselines.rows(replace(course, phases=(turned,)), known, None)
        said = [part.plain.rstrip() for row in rows if "turn" in str(row.key) for part in row.draw(110, shot.now)]
        assert said == [f"  turn   c2 {known[2].statement}", f"    from c1 {known[1].statement}"], "in its own words"

        await driver.press(*["left_square_bracket"] * 6, "e")
        assert "Phases and events · 12 Jun" in driver.screen
        assert "4 stories" in driver.screen
        assert "✗ denied" in driver.screen
        await driver.press("j", "enter")
        assert "Claim c1" in driver.screen, "an event leads to its claim"


async def test_outlets_stand_by_originality_and_lag(sample: Sample) -> None:
    async with dashboard(sample.wiring, (200, 60)) as driver:
        await driver.press("4", "o")
        rows = [row for row in driver.rows if "Northern Ledger" in row or "Policy Post" in row]
        assert any("/3" in row or "/2" in row for row in rows)
        assert "Outlets by originality and lag" in driver.screen
        await driver.press("j", "enter")
        assert driver.app.query_one(StoriesView).selection.text.startswith('outlet:"')


async def test_the_day_under_the_cursor_narrows_what_is_told_more_closely_and_the_brief(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        every = len(driver.app.query_one(BriefView).brief.items)
        await driver.press("4", "o", *["left_square_bracket"] * 5)
        assert "Outlets by originality and lag · 13 Jun" in driver.screen
        assert "silent" not in driver.screen
        told = {row.key for row in view(driver).facets.items}
        assert ("outlet", "Northern Ledger") in told
        await driver.press("d")
        assert "Stance ladder · 13 Jun · c1 · 4 stories" in driver.screen
        assert all(("outlet", row.rung.outlet) in told for row in view(driver).ladder.items)
        await driver.press("f")
        assert "Too little to compare words: 4 originals on 13 Jun" in driver.screen
        assert "Words that moved" not in driver.screen
        await driver.press("1")
        assert "◆ of 13 Jun · esc clears" in driver.screen
        assert len(driver.app.query_one(BriefView).brief.items) < every
        await driver.press("escape")
        assert "◆" not in driver.screen
        assert len(driver.app.query_one(BriefView).brief.items) == every
        await driver.press("4", "left_square_bracket", "o")
        assert "No outlet told a claim on 17 Jun." in driver.screen


async def test_without_what_narrates_frames_and_outlets_are_not_offered(sample: Sample) -> None:
    async with dashboard(replace(sample.wiring, narrating=None), (120, 40)) as driver:
        await driver.press("4", "f", "o")
        assert "Stance ladder" in driver.screen
        assert "Stories a day" in driver.screen
        await driver.press("3", "enter", "i")
        assert driver.focus == "mention-list"


async def test_nothing_is_derived_before_somebody_looks(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        assert view(driver).course is None
        assert driver.app.query_one(ClaimsView).known is None
        await driver.press("4")
        course = view(driver).course
        assert course is not None
        await driver.press("1", "4")
        assert view(driver).course is course


async def test_without_claims_it_says_what_brings_some(sample: Sample) -> None:
    with open_store(sample.database) as store:
        claims.replace(store, [])
    async with dashboard(sample.wiring) as driver:
        await driver.press("4")
        assert "reportedly analyse" in driver.screen
        await driver.press("enter", "j", "e", "f")
        assert "Share of each day’s sentences" in driver.screen
        await driver.press("o")
        assert "No outlet carries a claim yet." in driver.screen
        await driver.press("d")
        assert "A claim’s ladder shows here." in driver.screen
