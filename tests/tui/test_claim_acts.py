"""Acts on claims from the Claims view: done at once, said with how to undo them, and nothing else moves."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from store import acts, claims
from store.database import open_store
from store.models import Claim
from store.query import parse
from tests.conftest import NOW
from tests.tui import sample as samples
from tests.tui.driver import Driver, dashboard
from tests.tui.sample import Sample
from tui.views.claims import ClaimsView
from tui.views.stories import StoriesView
from tui.widgets.status import StatusLine

pytestmark = pytest.mark.anyio


def stored(sample: Sample) -> dict[int, Claim]:
    with open_store(sample.database) as store:
        return {claim.id: claim for claim in claims.select(store, parse("any"), NOW)}


def listed(driver: Driver) -> list[int]:
    return [claim.id for claim in driver.app.query_one(ClaimsView).claims.items]


def said(driver: Driver) -> str:
    return driver.app.query_one(StatusLine).said.plain


async def test_p_pins_first_and_the_cursor_stays_with_the_claim(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("3", "j", "p")
        assert stored(sample)[2].pinned
        assert listed(driver) == [2, 1]
        assert driver.app.query_one(ClaimsView).claims.current == stored(sample)[2]
        assert said(driver) == "c2 is pinned: first in every list, and never lost; u undoes it."
        assert "★ pinned" in driver.screen
        await driver.press("p")
        assert listed(driver) == [1, 2]
        assert said(driver) == "c2 is pinned no more; u undoes it."


async def test_x_dismisses_and_a_filter_brings_it_back(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("3", "x")
        assert stored(sample)[1].dismissed
        assert listed(driver) == [2]
        assert "3 Claims · 1" in driver.screen
        await driver.press("slash")
        await driver.type("dismissed")
        await driver.press("enter")
        assert listed(driver) == [1]
        await driver.press("x")
        assert not stored(sample)[1].dismissed
        assert listed(driver) == []
        await driver.press("escape")
        assert listed(driver) == [1, 2]


async def test_capital_r_renames_in_a_line_that_begins_with_the_present_name(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("3", "R")
        await driver.press("ctrl+u")
        await driver.type("[b]All[/b] were cut off, p and x")
        await driver.press("enter")
        claim = stored(sample)[1]
        assert (claim.statement, claim.named) == ("[b]All[/b] were cut off, p and x", True)
        assert "[b]All[/b] were cut off" in driver.screen
        assert said(driver) == "c1 has its new name; u undoes it."
        assert driver.focus == "claim-list"


async def test_leaving_the_line_keeps_the_name(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        before = stored(sample)
        await driver.press("3", "R", "escape")
        assert driver.focus == "claim-list"
        await driver.press("R")
        await driver.type(" more")
        await driver.press("escape", "R", "enter")
        assert stored(sample) == before


async def test_capital_m_marks_one_claim_and_takes_another_into_it(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        whole = len(stored(sample)[1].mentions) + len(stored(sample)[2].mentions)
        await driver.press("3", "j", "M")
        assert "c2 is marked; M on another claim takes that into it." in said(driver)
        assert "takes it into c2" in driver.screen
        await driver.press("k", "M")
        assert said(driver) == "c1 is merged into c2; u undoes it."
        assert {number: len(claim.mentions) for number, claim in stored(sample).items()} == {2: whole}
        assert listed(driver) == [2]
        assert "most outlets" in driver.screen


async def test_capital_a_notes_and_an_empty_note_takes_it_off(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("3", "A")
        assert "Your note on it" in driver.screen
        await driver.type("ask [b]Kim[/b]")
        await driver.press("enter")
        assert stored(sample)[1].note == "ask [b]Kim[/b]"
        assert said(driver) == "c1 has your note; u undoes it."
        assert "✎ note ask [b]Kim[/b]" in driver.screen
        await driver.press("A", "escape")
        assert stored(sample)[1].note == "ask [b]Kim[/b]"
        await driver.press("A", "ctrl+u", "enter")
        assert not stored(sample)[1].note
        assert said(driver) == "The note on c1 is taken off; u undoes it."
        await driver.press("u")
        assert stored(sample)[1].note == "ask [b]Kim[/b]"


async def test_space_marks_mentions_and_capital_s_gives_them_a_claim_of_their_own(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        before = stored(sample)
        await driver.press("3", "S")
        assert "Mark the mentions" in said(driver)
        await driver.press("enter", "space")
        assert "marked" not in driver.screen
        await driver.press("enter", "space", "j", "j", "space")
        assert "✓  H  Northern Ledger" in re.sub(r"✓ +H", "✓  H", driver.screen)
        assert "2 marked · S splits them off" in driver.screen
        await driver.press("S")
        assert said(driver) == "2 mentions of c1 are now c3; u undoes it."
        after = stored(sample)
        assert {number: len(claim.mentions) for number, claim in after.items()} == {1: 7, 2: 3, 3: 2}
        assert [one.sentence for one in after[3].mentions] == [before[1].mentions[n].sentence for n in (0, 2)]
        assert "marked" not in driver.screen
        await driver.press("u")
        assert stored(sample) == before


async def test_the_mention_under_the_cursor_splits_off_by_itself(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("3", "enter", "enter", "j", "S")
        assert said(driver) == "1 mention of c1 is now c3; u undoes it."


async def test_one_mention_at_least_stays(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        before = stored(sample)
        await driver.press("3", "j", "enter", "enter", "space", "j", "space", "j", "space", "S")
        assert said(driver) == "All of the mentions of c2 would leave it; leave one at least."
        assert stored(sample) == before


async def test_a_mark_is_forgotten_with_escape_or_on_the_same_claim(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("3", "M", "escape")
        assert said(driver) == "No claim is marked."
        await driver.press("M", "M")
        assert said(driver) == "No claim is marked."
        assert len(stored(sample)) == 2


async def test_u_takes_acts_back_one_by_one(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        before = stored(sample)
        await driver.press("3", "p", "M", "j", "M")
        assert len(stored(sample)) == 1
        await driver.press("u")
        assert said(driver) == "Undone: c2 is no part of c1 any more."
        assert stored(sample) == before | {1: replace(before[1], pinned=True)}
        await driver.press("u")
        assert said(driver) == "Undone: c1 is pinned no more."
        assert (stored(sample), listed(driver)) == (before, [1, 2])
        await driver.press("u")
        assert said(driver).startswith("Undone: saved, “Lumen report")
        with open_store(sample.database) as store:
            assert len(acts.history(store)) == 2


async def test_stories_that_wait_go_on_waiting(sample: Sample) -> None:
    """An act reads the claims again and nothing else: no list of stories moves under the reader."""
    async with dashboard(sample.wiring) as driver:
        await driver.press("2")
        before = list(driver.app.query_one(StoriesView).stories.items)
        with open_store(sample.database) as store:
            samples.add_story(store, 1, 90)
        await driver.press("3", "p", "2")
        assert list(driver.app.query_one(StoriesView).stories.items) == before


async def test_a_claim_that_is_gone_is_said_to_be(sample: Sample) -> None:
    """Another process merged it away meanwhile."""
    async with dashboard(sample.wiring) as driver:
        await driver.press("3")
        with open_store(sample.database) as store:
            claims.put(store, [], gone=[1])
        await driver.press("p")
        assert "no claim c1" in said(driver)


async def test_without_what_does_them_no_acts_are_offered(sample: Sample) -> None:
    async with dashboard(replace(sample.wiring, acting=None)) as driver:
        before = stored(sample)
        await driver.press("3", "p", "x", "M", "j", "M", "u", "R", "A", "S")
        assert driver.focus == "claim-list"
        assert stored(sample) == before


async def test_the_page_of_keys_names_them(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 60)) as driver:
        await driver.press("3", "question_mark")
        for words in (
            "Pin the claim first",
            "Leave the claim out of lists",
            "in your own words",
            "Add your note",
            "Give the marked mentions",
            "Take back what you did last",
        ):
            assert words in driver.screen
